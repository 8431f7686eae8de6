"""What grounding makes of words: a time, a place, an actor, a count. Offsets are into the document's text."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from istor.model.bounds import Bounds
from istor.model.mention import ActorKind, DatePrecision, Place


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression. `value` is its TIMEX3 value; `first`/`last` the days it covers, None when it cannot be placed.

    `bound` says that only a limit is stated ("before Tuesday", "since January"); `follows` that it is read from another time of
    the text ("three days later") and not from the day of publication; `recurring` that it is a set ("every day").
    """

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    first: date | None = None
    last: date | None = None
    precision: DatePrecision | None = None
    bound: Literal["not_after", "not_before"] | None = None
    follows: bool = False
    recurring: bool = False
    reason: str = ""
    conflict: str | None = None
    """A weekday that does not fit its date, in words; reported, never mended silently."""


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place name in the text and what it resolves to. `place` is None when no candidate is good enough."""

    start: int
    end: int
    text: str
    kind: Literal["place", "demonym"]
    site: bool = False
    """A base, camp, embassy, airport ... rather than a populated place or an area."""
    attributive: bool = False
    """Inside or before the name of a body ("Kirkuk police", "CTV Winnipeg"): where the body belongs, not where something happened."""
    anchor: tuple[float, float] | None = None
    """The named place's own point where `place` is an area beside it or a part of it ("15 miles north of Baghdad", "northern Iraq")."""
    place: Place | None = None
    score: float = 0.0
    alternatives: tuple[Place, ...] = ()


class ActorMatch(msgspec.Struct, frozen=True, kw_only=True):
    """An actor name in the text. `actor` is an id of the table, or None for a group known by its name only."""

    start: int
    end: int
    text: str
    actor: str | None
    name: str
    country: str | None = None
    kind: ActorKind = "unknown"
    reason: str = ""
    alternatives: tuple[str, ...] = ()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number or an expression of number, with the words that bound it ("at least ten", "des dizaines de")."""

    start: int
    end: int
    text: str
    bounds: Bounds
    ordinal: bool = False
    kind: Literal["count", "age", "measure", "money", "percent", "clock", "year", "identifier"] = "count"
    """Only `count` may become a figure of an event; the others are told apart so that they never do."""
