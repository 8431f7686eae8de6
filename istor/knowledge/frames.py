"""Frames: which grammatical slot of a trigger fills which role. Data in frames.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Filler(msgspec.Struct, frozen=True):
    """A role that a slot may fill, with the effect on who fills it ("victim.killed")."""

    role: str
    effect: str | None = None


class Frame(msgspec.Struct, frozen=True):
    name: str
    slots: dict[str, tuple[Filler, ...]]

    def effect_of(self, role: str) -> str | None:
        return next((f.effect for fillers in self.slots.values() for f in fillers if f.role == role and f.effect), None)


@cache
def frames() -> dict[str, Frame]:
    """Frames by name."""
    lines = (files(__package__) / "frames.tsv").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in [x for x in lines if x and not x.startswith("#")][1:]:
        name, slots, *_ = line.split("\t")
        table: dict[str, tuple[Filler, ...]] = {}
        for cell in slots.split():
            slot, _, roles = cell.partition("=")
            table[slot] = tuple(Filler(*r.split(".", 1)) if "." in r else Filler(r) for r in roles.split("|"))
        found[name] = Frame(name, table)
    return found
