"""Towns that words point to without naming them: "the capital", "this city", "the Peruvian capital". They are no names, and `find_places` has none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from istor.grounding.places.describing import place
from istor.grounding.places.options import of_entry
from istor.knowledge.places.store import Gazetteer
from istor.languages import table
from istor.model import Part, Place, Toponym

__all__ = ["POINTED", "pointed_at"]

POINTED = "the words point to"
"""How the reason of such a place begins: its text is no name."""
TOWNS = frozenset(("exact", "near"))


class _Words(msgspec.Struct, frozen=True):
    here: re.Pattern[str] | None
    seat: re.Pattern[str]
    of_people: re.Pattern[str]


@cache
def _words(language: str) -> _Words | None:
    data = table(language, "places").get("pointing")
    if not data:
        return None

    def one_of(words: Sequence[str]) -> str:
        return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    behind = rf"(?!\s+(?:{one_of(data['other'])})\b)" if data["other"] else ""
    return _Words(
        here=re.compile(rf"\b(?:{one_of(data['here'])})\b", re.I) if data["here"] else None,
        seat=re.compile(rf"\b(?:{one_of(data['seat'])})\b{behind}", re.I),
        of_people=re.compile(rf"\b(?:{one_of(data['noun'])})\b{behind}", re.I),
    )


def pointed_at(part: Part, named: Sequence[Toponym], country: str | None) -> tuple[Toponym, ...]:
    """The towns pointed to in a part that names these places and speaks most of one country."""
    words = _words(part.language)
    return tuple(_found(part, words, named, country)) if words is not None else ()


def _found(part: Part, words: _Words, named: Sequence[Toponym], country: str | None) -> Iterator[Toponym]:
    line = part.dateline_place
    desk = next((t.place for t in named if line and t.start < line[1] and line[0] < t.end and t.place is not None and t.place.precision in TOWNS), None)
    peoples = {t.start: t for t in named if t.kind == "demonym" and t.place is not None} | {t.end: t for t in named if t.kind == "demonym" and t.place is not None}
    text = part.document.text
    taken: set[int] = set()
    for block in part.blocks:
        if block.kind == "dateline":
            continue
        for m in words.here.finditer(text, block.start, block.end) if words.here is not None and desk is not None else ():
            taken.add(m.end())
            yield _pointed(desk, text, m)  # type: ignore[arg-type]
        for m in words.of_people.finditer(text, block.start, block.end):
            people = peoples.get(m.start() - 1) or peoples.get(m.end() + 1)
            seat = _seat(people.place.country, named) if people is not None and people.place is not None else None
            if seat is not None:
                taken.add(m.end())
                yield _pointed(seat, text, m)
        for m in words.seat.finditer(text, block.start, block.end):
            seat = _seat(country, named)
            if seat is not None and m.end() not in taken:
                yield _pointed(seat, text, m)


def _pointed(town: Place, text: str, m: re.Match[str]) -> Toponym:
    where = msgspec.structs.replace(town, text=m.group(), reason=f"{POINTED} {town.name}")
    return Toponym(start=m.start(), end=m.end(), text=m.group(), kind="place", place=where, score=0.6)


def _seat(country: str | None, named: Sequence[Toponym]) -> Place | None:
    """The capital of a state, as the text names it where it does."""
    if country is None:
        return None
    entry = Gazetteer.open().capital_of(country)
    known = next((t.place for t in named if t.place is not None and entry is not None and t.place.geonames_id == entry.id and t.place.precision in TOWNS), None)
    option = of_entry(entry) if entry is not None else None
    return known or (place(option, option.name, "") if option is not None else None)
