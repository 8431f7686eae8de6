"""What holds a place in the words of the text: "Achí municipality, Bolívar department", "the Miraflores district of Lima"; and what kind of place it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from istor.languages import table
from istor.model import Part, Toponym

TOWNS = frozenset(("exact", "near"))
COARSE = ("exact", "near", "district", "admin1", "region", "country")
FARTHEST = 60
"""Characters between a place and what holds it."""


class _Words(msgspec.Struct, frozen=True):
    noun: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    between: re.Pattern[str]
    quarters: frozenset[str]


@cache
def _words(language: str) -> _Words | None:
    data = table(language, "places").get("holding")
    if not data:
        return None
    nouns = "|".join(re.escape(w) for w in sorted((*data["quarters"], *data["nouns"]), key=len, reverse=True))
    of = "|".join(re.escape(w) for w in data["of"])
    within = "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(data["in"], key=len, reverse=True))
    return _Words(
        noun=re.compile(rf"\s+(?:{nouns})$", re.I),
        behind=re.compile(rf"\s+({nouns})\b", re.I),
        before=re.compile(rf"\b({nouns})\s+(?:{of})\s+(?:\w+\s+)?$|\b({nouns})\s+$", re.I),
        between=re.compile(rf"^(?:\s+(?:{nouns}))?(?:\s*,\s*|\s+)(?:(?:{within})\s+)?(?:(?:{nouns})\s+(?:{of})\s+)?$", re.I),
        quarters=frozenset(data["quarters"]),
    )


def held(part: Part, found: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The places with the words for their kind and for what holds them, where the text says either."""
    words = _words(part.language)
    if words is None:
        return tuple(found)
    return tuple(_described(k, part, found, words) for k in range(len(found)))


def _described(k: int, part: Part, found: Sequence[Toponym], words: _Words) -> Toponym:
    t, text = found[k], part.document.text
    if t.place is None or t.kind != "place" or t.place.precision == "country":
        return t
    m = words.behind.match(text, t.end, t.end + 30) or words.before.search(text, max(0, t.start - 40), t.start)
    if m is not None and k and m.start() < t.start and not text[found[k - 1].end : m.start()].strip():
        m = None  # "the San Isidro district of Lima": the noun is San Isidro's
    sort = next((x for x in m.groups() if x), "").lower() if m is not None else None
    holder = _holder(k, text, found, words, sort in words.quarters)
    if holder is None and not sort:
        return t
    place = msgspec.structs.replace(t.place, called=sort or None, within=words.noun.sub("", " ".join(holder.text.split())) if holder is not None else None)
    return msgspec.structs.replace(t, place=place)


def _holder(k: int, text: str, found: Sequence[Toponym], words: _Words, quarter: bool) -> Toponym | None:
    """The place named right behind that may hold one; of a part of a town also the town named right before it ("Lima's Miraflores district")."""
    t = found[k]
    behind = next((x for x in found[k + 1 : k + 2] if x.kind == "place" and x.start - t.end <= FARTHEST), None)
    if behind is not None and _holds(behind, t, quarter) and words.between.match(text[t.end : behind.start]):
        return behind
    before = next((x for x in found[max(0, k - 1) : k] if x.kind == "place" and t.start - x.end <= FARTHEST), None)
    if quarter and before is not None and _holds(before, t, quarter) and re.fullmatch(r"(?:['\u2019]s?)?[\s,]+(?:\w+\s+){0,4}", text[before.end : t.start]):
        return before
    return None


def _holds(holder: Toponym, t: Toponym, quarter: bool) -> bool:
    a, b = holder.place, t.place
    if a is None or b is None or a.precision == "country" or (a.country and b.country and a.country != b.country):
        return False
    if quarter:
        return a.precision in (*TOWNS, "district", "admin1") and not holder.site and holder.text.lower() != t.text.lower()
    return COARSE.index(a.precision) > COARSE.index(b.precision)
