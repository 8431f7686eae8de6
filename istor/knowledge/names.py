"""Given names of people, by which a name in capitals is told from other words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def given_names() -> frozenset[str]:
    """Folded given names (given_names.txt)."""
    lines = (files("istor.knowledge") / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(n for line in lines if not line.startswith("#") for n in line.split())
