"""Linked mentions, reconciled, with every alternative kept."""

from __future__ import annotations

import msgspec

from istor.model.mention import (
    Codes,
    DateBound,
    EventDate,
    Instrument,
    Participant,
    Place,
    Share,
    Side,
    Stage,
    Statement,
)


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a figure, and who stands behind it. `readings`: how many reports come to it by all that they tell; 0 where it is only said in passing."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    origins: int = 0
    readings: int = 0
    statements: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None


class EventQuantity(msgspec.Struct, frozen=True, kw_only=True):
    """`best` follows the named `policy`; `low` and `high` span the alternatives (high None = open)."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    approximate: bool = False
    policy: str
    by: tuple[Share, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


class ValueAlternative(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a property that is no figure (a date, a place, a perpetrator, a stage), and who stands behind it."""

    value: str
    origins: int = 0
    statements: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None


class OriginsOf(msgspec.Struct, frozen=True, kw_only=True):
    """How many of an event's origins are outlets of one hand; `side` None for those that the table of outlets does not know."""

    side: Side | None
    origins: int


class Event(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    mentions: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: int
    origins: int
    origins_reason: str = ""
    sides: tuple[OriginsOf, ...] = ()
    """Whose the origins are, most first: five origins may be one side's."""
    type: str
    codes: Codes
    stage: Stage
    date: EventDate | None = None
    date_bound: DateBound | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    quantities: dict[str, EventQuantity] = {}
    alternatives: dict[str, tuple[ValueAlternative, ...]] = {}
    """By property (`date`, `place`, `responsibility`, `stage` ...) where reports give more than one value."""
    disagreements: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None
    statements: tuple[Statement, ...] = ()
    first_reported: str | None = None
    last_reported: str | None = None
    titles: tuple[str, ...] = ()

    @property
    def one_side(self) -> Side | None:
        """The side that all of several origins are of: a government, a party, an armed group."""
        parties = {s.side.party if s.side else None for s in self.sides}
        return self.sides[0].side if self.origins > 1 and len(parties) == 1 and None not in parties else None
