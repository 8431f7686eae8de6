"""What a collection is crowded with: clues told in so many weeks that they say nothing, and places where so much happened in a week that a day says little.

How many events a place had cannot be counted before they are linked. But reports of one event mostly agree on how it was done, by whom and how many died, and reports of two seldom
on all of it. So of the pairs of reports that tell of one place and one day, the share that agrees on the thing they agree on least is the most that can be of one event. That holds
for collections of a day and of years alike. All of it hangs on the collection, never on its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from math import ceil, log2
from typing import NamedTuple

from istor.linking.profile import METHOD, SIDES, Told, actors_of, day_of, site_weeks

WEEKS = 15
"""A clue told in more weeks than that is no clue to one event (the name of a capital, of a spokesman, of an outlet)."""
SPAN = 200
"""Weeks of a collection up to which that holds of towns too; in one of ten years a town that is told of in thirty weeks is no frequent one."""
EVERY = ""
"""Under which the weeks of the whole collection stand."""
TOWN, SITE = "town:", "site:"
PLAIN = ("age:", "hour:")
"""Clues that are never crowded: what they say is little as it is."""
AGREE = {"instrument": 0.7, "perpetrator": 0.85, "killed": 0.75, "injured": 0.65, "aged": 0.6, "target": 0.0}
"""Share of pairs of reports of one event that agree on it, of those that tell it (of labelled reports 0.95, 0.78 of the killed, 0.67 of the injured, 0.62 of names with ages; but
those are all of shootings). Targets are told in too many ways to count."""
SURE = 5
"""Pairs that agree, added to those found, so that two or three reports make no place busy."""
COUNTED = 9
"""Dead or wounded up to which a figure is told at once; more are counted for days."""
DAY = 32
"""Bits below the day in what is told of a place."""


class Count(NamedTuple):
    """Of a mark: in how many ways it is told (weeks of a clue), how many pairs of mentions tell one thing on one day, how many pairs tell anything on one day (each twice)."""

    told: int
    same: int
    pairs: int


def crowded(mentions: Iterable[Told]) -> frozenset[str]:
    """Clues that are told in too many weeks to say anything, weeks of busy places, and what most reports of such a week agree on (`week=what`)."""
    return too_many({mark: count(told) for mark, told in tellings(mentions).items()})


def too_many(counts: Mapping[str, Count], weeks: int | None = None) -> frozenset[str]:
    """Of marks with their counts, what is crowded in a collection of so many weeks (else those of `EVERY`). Marks of a place's week must be given all at once."""
    found: set[str] = set()
    towns = limit(weeks if weeks is not None else counts[EVERY].told if EVERY in counts else 0)
    for mark, n in counts.items():
        week, slash, fact = mark.partition("/") if mark.startswith(SITE) else (mark, "", "")
        if slash and n.same + 2 * SURE < AGREE[fact] / 2 * (n.pairs + 2 * SURE):
            found.add(week)
        elif not slash and mark != EVERY and n.told > (towns if mark.startswith(TOWN) else WEEKS):
            found.add(mark)
    asked = {f"{week}={fact}": counts.get(f"{week}/{fact}") for week in found for fact in SIDES}
    return frozenset(found | {mark for mark, of in asked.items() if of is not None and 2 * of.same > of.pairs})


def limit(collection: int) -> int:
    """Weeks in which a town may be told of, in a collection of so many: doubled where that doubles, so that it seldom changes as a collection grows."""
    return WEEKS << max(0, ceil(log2(max(1, collection) / SPAN)))


def tellings(mentions: Iterable[Told]) -> dict[str, Counter[int]]:
    """Of each mark, how many mentions tell it when, or what."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for m in mentions:
        if m.main and m.published:
            found[EVERY][week(m.published.start)] += 1
        for mark, told in marks(m).items():
            if told is not None:
                found[mark][told] += 1
    return found


def count(told: Mapping[int, int]) -> Count:
    days: Counter[int] = Counter()
    for what, n in told.items():
        days[what >> DAY] += n
    return Count(len(told), *(sum(n * (n - 1) for n in of.values()) for of in (told, days)))


def marks(m: Told) -> dict[str, int | None]:
    """What a collection may be crowded with by a mention, and when, or what, it tells of that; None where it does not count but hangs on it.

    Of a clue that is the week (of an undated report: the report); of what is told of a place, the day and what is told.
    """
    found: dict[str, int | None] = dict.fromkeys(site_weeks(m))
    when = None if not m.main else week(m.published.start) if m.published else number(("report", m.report))
    found.update((c, when) for c in m.clues if not c.startswith(PLAIN))
    if not m.main:
        return found
    if m.date is not None and day_of(m.date.end) - (day := day_of(m.date.start)) <= 1:
        for at in site_weeks(m)[:1]:
            found.update((f"{at}/{fact}", (day << DAY) + (number(value) & 0xFFFFFFFF)) for fact, value in facts(m))
    return found


def all_of(mark: str) -> tuple[str, ...]:
    """The marks by which it is found out whether this one is crowded: of a place's week, what may be told of it."""
    week = mark.partition("/")[0]
    return tuple(f"{week}/{fact}" for fact in AGREE) if mark.startswith(SITE) else (mark,)


def whole(found: str) -> str:
    """The mark that every mention has which hangs on something crowded."""
    return found.partition("=")[0] if found.startswith(SITE) else found


def facts(m: Told) -> Iterator[tuple[str, Hashable]]:
    """What reports of one event mostly agree on."""
    if m.type in METHOD:
        yield "instrument", METHOD[m.type]
    for fact, roles in (("perpetrator", ("perpetrator",)), ("target", ("target", "victim", "recipient"))):
        if sides := actors_of(m, *roles):
            yield fact, tuple(sorted(sides))
    for fact in ("killed", "injured"):
        if (q := m.quantities.get(fact)) is not None and q.low is not None and q.low <= COUNTED:
            yield fact, q.low
    if aged := min((c for c in m.clues if c.startswith("aged:")), default=""):
        yield "aged", aged


def week(day: str) -> int:
    return day_of(day) // 7


@lru_cache(50_000)
def number(key: Hashable) -> int:
    """A key as 63 bits, the same in every process."""
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
