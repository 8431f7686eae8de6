"""What it comes to when something is begun or ended. Data in turns.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Turn(msgspec.Struct, frozen=True):
    begun: str
    ended: str
    over: str


@cache
def turns() -> dict[str, Turn]:
    """By concept of what is begun or ended."""
    lines = (files(__package__) / "turns.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {concept: Turn(begun, ended, over) for concept, begun, ended, over in cells}
