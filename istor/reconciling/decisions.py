"""People's values stand: what a reviewer set replaces what was reconciled, and says so. Alternatives stay beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import get_args

import msgspec

from istor.knowledge import typology
from istor.model import Event, EventDate, EventQuantity, Judgement, Mention, Place
from istor.model.judgement import standing
from istor.model.mention import Stage

_RANGE = re.compile(r"(\d{0,9})\.\.(\d{0,9})")
Setter = Callable[[Event, str, str, Sequence[Mention]], Event]


def decided(event: Event, judgements: Sequence[Judgement], mentions: Sequence[Mention]) -> Event:
    """The event with every standing value judgement about its mentions applied, oldest first, so that the latest stands.

    A value that cannot be read as its property (no day, no stage, no type of ours) changes nothing: it stays a note.
    """
    mine = set(event.mentions)
    for j in standing(judgements):
        if j.kind == "value" and mine & set(j.mentions) and j.property and j.value:
            event = _SETTERS.get(j.property, _figure(j.property))(event, j.value.strip(), f"decided by {j.reviewer}", mentions)
    return event


def _figure(name: str) -> Setter:
    def set_figure(event: Event, value: str, reason: str, _: Sequence[Mention]) -> Event:
        match = _RANGE.fullmatch(value)
        low = int(value) if value.isdecimal() else int(match[1]) if match and match[1] else None
        high = int(value) if value.isdecimal() else int(match[2]) if match and match[2] else None
        if (low is None and high is None) or (low is not None and high is not None and low > high):
            return event
        old = event.quantities.get(name)
        best = low if low is not None else high
        new = (
            msgspec.structs.replace(old, best=best, policy=reason) if old is not None else EventQuantity(low=low, best=best, high=high, policy=reason)
        )
        return msgspec.structs.replace(event, quantities={**event.quantities, name: new})

    return set_figure


def _date(event: Event, value: str, reason: str, _: Sequence[Mention]) -> Event:
    start, _sep, end = value.partition("/")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        return event
    if last < first:
        return event
    when = EventDate(start=first.isoformat(), end=last.isoformat(), precision="day" if first == last else "range", text="", reason=reason)
    return msgspec.structs.replace(event, date=when, date_bound=None)


def _place(event: Event, value: str, reason: str, mentions: Sequence[Mention]) -> Event:
    told = next((m.place for m in mentions if m.place is not None and m.place.name == value), None)
    if told is None:  # a name that no report gives: kept as a name, never put on the map by guess
        told = Place(name=value, text=value, country=event.place.country if event.place else None, precision="exact")
    return msgspec.structs.replace(event, place=msgspec.structs.replace(told, reason=reason))


def _stage(event: Event, value: str, _: str, __: Sequence[Mention]) -> Event:
    return msgspec.structs.replace(event, stage=value) if value in get_args(Stage) else event


def _type(event: Event, value: str, _: str, __: Sequence[Mention]) -> Event:
    concept = typology().get(value)
    if concept is None:
        return event
    return msgspec.structs.replace(event, type=value, codes=concept.codes(event.participants, event.stage))


def _note(event: Event, _: str, __: str, ___: Sequence[Mention]) -> Event:
    """Who did it is argued, not set: the judgement is shown beside the alternatives."""
    return event


_SETTERS: dict[str, Setter] = {
    "date": _date,
    "place": _place,
    "stage": _stage,
    "type": _type,
    **dict.fromkeys(("responsibility", "perpetrator", "target", "victim", "recipient", "instrument", "date_bound"), _note),
}
