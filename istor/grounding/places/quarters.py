"""Parts of towns: "the La Mascota neighborhood of western San Salvador" is in San Salvador, whatever town of that name a table holds elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from istor.knowledge.places.store import distance
from istor.languages import fold, table
from istor.model import Part, Place, Toponym

TOWNS = frozenset(("exact", "near"))
BEHIND, BEFORE = 90, 400
"""Characters behind and before a part of a town within which the town is named."""
MOST_WORDS = 4
NEAR = 40.0
"""Kilometres from a town within which a place of its own may be a part of it."""
RADIUS = 10.0
_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*")


class _Words(msgspec.Struct, frozen=True):
    nouns: re.Pattern[str]
    sure: frozenset[str]
    ends: frozenset[str]
    inner: frozenset[str]


@cache
def _words(language: str) -> _Words | None:
    data = table(language, "places").get("holding")
    if not data or not data["parts"]:
        return None
    nouns = "|".join(re.escape(w) for w in data["parts"])
    return _Words(
        nouns=re.compile(rf"(?<=\s)(?:{nouns})\b", re.I), sure=frozenset(data["parts"]), ends=frozenset(data["plain"]), inner=frozenset(data["particles"])
    )


def in_towns(part: Part, found: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The places of a part with its parts of towns, each in the town that the text names with it; where it names none, as they were."""
    words = _words(part.language)
    if words is None:
        return tuple(found)
    out = [_settled(t, part, found, words) for t in found]
    new = [t for t in _unheard(part, found, words) if all(t.end <= x.start or x.end <= t.start for x in out)]
    return tuple(sorted([*out, *new], key=lambda t: t.start))


def _settled(t: Toponym, part: Part, found: Sequence[Toponym], words: _Words) -> Toponym:
    """A place of the tables that the text calls a part of a town."""
    if t.place is None or t.place.called not in words.sure or t.place.within is not None:
        return t
    town = _town_of(t, part, found)
    if town is None or town.place is None:
        return t
    apart = _km(t.place, town.place)
    if apart is not None and apart <= NEAR:
        return msgspec.structs.replace(t, place=msgspec.structs.replace(t.place, within=_line(town.text)))
    return _part_of(town, t.start, t.end, t.text, t.place.called)


def _unheard(part: Part, found: Sequence[Toponym], words: _Words) -> Iterator[Toponym]:
    """Names before "neighborhood" that no table holds."""
    text = part.document.text
    for block in part.blocks:
        for m in words.nouns.finditer(text, block.start, block.end):
            start = _begin(text, block.start, m.start(), words)
            if start is None:
                continue
            name = text[start : m.start()].rstrip()
            t = Toponym(start=start, end=start + len(name), text=name, kind="place")
            town = _town_of(t, part, found)
            if town is not None and town.place is not None:
                yield _part_of(town, t.start, t.end, name, m.group().lower())


def _begin(text: str, low: int, end: int, words: _Words) -> int | None:
    """Where a name begins that ends there: behind an article, a preposition or a plain adjective."""
    before = list(_WORD.finditer(text, max(low, end - 60), end))[-MOST_WORDS - 1 :]
    start, at = None, end
    for m in reversed(before):
        if text[m.end() : at].strip() or len(text[m.end() : at]) > 3:
            break
        word = fold(m.group())
        if word in words.ends or not (m.group()[0].isupper() or word in words.inner) or "'" in m.group():
            return start
        start = m.start() if word not in words.inner or m.group()[0].isupper() else start
        at = m.start()
    return None


def _town_of(t: Toponym, part: Part, found: Sequence[Toponym]) -> Toponym | None:
    """The town of a part of one: named right behind it, else the last before it, else that of the dateline."""
    text, line = part.document.text, part.dateline_place
    towns = [x for x in found if x.kind == "place" and not x.site and x.start != t.start and _town(x)]
    behind = next((x for x in towns if 0 <= x.start - t.end <= BEHIND and not re.search(r"[.;:!?]\s", text[t.end : x.start])), None)
    before = next((x for x in reversed(towns) if 0 <= t.start - x.end <= BEFORE and not x.attributive), None)
    desk = next((x for x in towns if line is not None and x.start < line[1] and line[0] < x.end), None)
    return behind or before or desk


def _town(x: Toponym) -> bool:
    return x.place is not None and x.place.precision in TOWNS and x.place.geonames_id is not None


def _part_of(town: Toponym, start: int, end: int, name: str, called: str | None) -> Toponym:
    holder = town.place
    assert holder is not None
    where = msgspec.structs.replace(
        holder, name=_line(name), text=name, geonames_id=None, precision="near", radius_km=RADIUS, called=called, within=_line(town.text), reason=f"a part of {holder.name}"
    )
    return Toponym(start=start, end=end, text=name, kind="place", place=where, score=0.5)


def _line(text: str) -> str:
    return " ".join(text.split())


def _km(a: Place, b: Place) -> float | None:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    return distance(a.latitude, a.longitude, b.latitude, b.longitude)  # type: ignore[arg-type]
