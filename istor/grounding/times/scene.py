"""What a reading may look at beside its own words: publication, the times named before it, the tense of its clause."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from istor.grounding.numerals import value
from istor.grounding.times.calendar import Days
from istor.grounding.times.rules import Rule, TimeRules
from istor.model.mention import DatePrecision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["T", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", ""]


class Spot(msgspec.Struct, frozen=True):
    """Another expression of a pair or range: the group that holds it, its value and days."""

    group: str
    value: str
    days: Days


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression says. `days` is None where nothing places it; `clock` is the part of a TIME value behind the T."""

    type: TimexType
    value: str
    days: Days | None = None
    precision: DatePrecision | None = None
    grain: Grain = ""
    clock: str = ""
    zone: int | None = None
    """Minutes east of Greenwich, where the words say a zone."""
    follows: bool = False
    dayless: bool = False
    """Nothing in the text says its day: the value has that of publication, which dates nothing that is told."""
    recurring: bool = False
    bound: Literal["not_after", "not_before"] | None = None
    reason: str = ""
    conflict: str | None = None
    others: tuple[Spot, ...] = ()


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """The surroundings of one expression, for one possible day of publication."""

    rules: TimeRules
    anchor: date | None
    future: bool = False
    """Whether the verb of its clause looks ahead."""
    past: bool = False
    """Whether it looks back."""
    until: bool = False
    """Whether it is the end of something ("until Friday")."""
    reference: Reading | None = None
    """The last time of what is told, before it in the text; the day of the telling ("said on Thursday") is none."""
    last: Reading | None = None
    """The last time told of any coarseness, a year as well."""
    near: Days | None = None
    """A day named in the same sentence."""
    clock: Reading | None = None
    """The last hour told, where no day was named since."""

    def word(self, table: str, form: str) -> str | int | None:
        found: str | int | None = self.rules.words[table].get(re.sub(r"\s+", " ", form))
        return found

    def amount(self, words: str | None) -> float:
        """The number that words give; 0 where they give none ("several"), 1 where there are none."""
        if words is None:
            return 1
        words = re.sub(r"\s+", " ", words)
        quantity = self.rules.words["quantities"].get(words)
        if quantity is not None:
            return float(quantity)
        if words[:1].isdigit() and (m := re.fullmatch(r"(\d{1,6})[.,](\d{1,2})", words)):
            return float(f"{m[1]}.{m[2]}")
        return float(value(words, self.rules.numbers) or 0) if self.rules.numbers else 0.0

    def edge(self, g: dict[str, str]) -> str | None:
        return self.rules.edges.get(re.sub(r"\s+", " ", g["edge"].strip())) if "edge" in g else None

    def mod(self, g: dict[str, str]) -> int | None:
        return 0 if "this" in g else self.rules.mods.get(re.sub(r"\s+", " ", g["mod"])) if "mod" in g else None


def part_of(g: dict[str, str], s: Scene, rule: Rule) -> str:
    """The part of the day that the words name: `MO`, `12:00`; empty where they name none."""
    return str(s.word("parts", g["part"]) or "") if "part" in g else str(rule.fixed.get("part", ""))
