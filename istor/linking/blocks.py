"""Which mentions meet at all: those that share a block. A crowded block is looked at through a window, so cost grows with mentions, not with their square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil, log2
from typing import Protocol

from istor.linking.profile import Profile, Span, site
from istor.model import Place, Published

CROWD = 60
"""Mentions of a block that are all compared with each other; of more, each meets the next `WINDOW` of its kind."""
WINDOW = 24
WEEKS = 15
"""A clue told in more weeks than that is no clue to one event (the name of a capital, of a spokesman, of an outlet)."""
SPAN = 200
"""Weeks of a collection up to which that holds of places too; in one of ten years a town that is told of in thirty weeks is no busy one."""
EVERY = ""
"""Under which the weeks of the whole collection stand."""
PLACES = ("town:", "site:")
CLUES = 2
"""Clues that two mentions share when they meet by clues alone; one of `TELLING` kind is enough."""
TELLING = frozenset(("aged", "person", "title", "street"))
LONG = 14
"""Days beyond which a date says too little to meet by."""

PLAIN = ("age:", "hour:")
"""Clues that are never crowded: what they say is little as it is."""
Key = tuple[object, ...]


class Told(Protocol):
    """What crowding reads of a mention."""

    @property
    def main(self) -> bool: ...
    @property
    def report(self) -> str: ...
    @property
    def published(self) -> Published | None: ...
    @property
    def clues(self) -> tuple[str, ...]: ...
    @property
    def place(self) -> Place | None: ...


def crowded(mentions: Iterable[Told]) -> frozenset[str]:
    """Clues, and sites, that are told in too many weeks to say anything. It hangs on the collection, never on its order."""
    return too_many({c: len(told) for c, told in weeks(mentions).items()})


def too_many(counts: Mapping[str, int]) -> frozenset[str]:
    """Of clues with the number of weeks that tell them, those that are crowded; `EVERY` has the number of weeks of the collection."""
    places = limit(counts.get(EVERY, 0))
    return frozenset(c for c, n in counts.items() if n > (places if c.startswith(PLACES) else WEEKS) and c != EVERY)


def limit(collection: int) -> int:
    """Weeks in which a place may be told of, in a collection of so many: doubled where that doubles, so that it seldom changes as a collection grows."""
    return WEEKS << max(0, ceil(log2(max(1, collection) / SPAN)))


def weeks(mentions: Iterable[Told]) -> dict[str, set[str]]:
    """The weeks (of undated reports: the reports) in which a clue is told, and all weeks of the collection under `EVERY`."""
    found: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        if m.main:
            when = f"w{week(m.published.start)}" if m.published else f"r{m.report}"
            if m.published:
                found[EVERY].add(when)
            for clue in marks(m):
                found[clue].add(when)
    return found


def marks(m: Told) -> Iterator[str]:
    """What a collection may be crowded with: the clues of a mention that are no mere number, and its site."""
    yield from (c for c in m.clues if not c.startswith(PLAIN))
    if m.place is not None and (at := site(m.place)) is not None:
        yield at


def week(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day).toordinal() // 7


def keys(p: Profile) -> set[Key]:
    """Blocks of a mention: days with places, days with sides and names, weeks with towns and titles, places and sides of what has no day.

    Days lie in two rows of two days each, shifted by one, and places in four grids of one degree, shifted by half a degree: two
    mentions a day or half a degree apart share one of them. In a `loose` block only those meet of which one has no day.
    """
    kind = (p.family, p.stage)
    found: set[Key] = set()
    cells = _cells(p)
    if dated(p) and p.days is not None:
        for days in _pairs(p.days):
            found.update((*kind, days, c) for c in cells)
            found.update((*kind, days, a) for a in p.perpetrators | p.targets)
            found.update(("name", days, w) for w in p.names)
    if p.published is not None:
        weeks = (p.published // 7, p.published // 7 + 1)
        if p.fine:
            found.update(("loose", *kind, w, c) for w in weeks for c in cells)
        found.update(("loose", *kind, w, a) for w in weeks for a in p.perpetrators | p.targets)
        found.update(("word", w, c) for w in weeks for c in p.of("town") | p.of("title"))
    elif p.fine:
        found.update(("loose", *kind, c) for c in cells)
    return found


def dated(p: Profile) -> bool:
    """Whether it has a day, or days few enough to meet by."""
    return p.days is not None and p.days[1] - p.days[0] <= LONG


def clue_keys(p: Profile) -> Iterator[tuple[Key, int]]:
    """Clues, copied shingles and names of the harmed, each with its weight: mentions that share `CLUES` or more meet whatever else they tell."""
    for kind, values in p.clues.items():
        if kind not in ("age", "hour", "block"):
            for v in values:
                if kind != "town" or v not in p.of("name"):  # each once
                    yield ("name" if kind == "town" else kind, v), CLUES if kind in TELLING else 1
    for w in p.harmed:
        yield ("harmed", w), CLUES
    if p.main:
        for h in sorted(p.prints)[:6]:
            yield ("copy", h), CLUES


def _pairs(span: Span) -> Iterable[tuple[int, int]]:
    for row in (0, 1):
        yield from ((row, d) for d in range((span[0] + row) // 2, (span[1] + row) // 2 + 1))


def _cells(p: Profile) -> list[tuple[int, int, int]]:
    """The cell of the point in each of four grids."""
    if p.point is None:
        return []
    la, lo = p.point
    return [(2 * i + j, int((la + i / 2) // 1), int((lo + j / 2) // 1)) for i in (0, 1) for j in (0, 1)]


def candidates(profiles: Iterable[Profile]) -> list[tuple[str, str]]:
    """Pairs that share a block, each once, the smaller id first, sorted."""
    pool = {p.id: p for p in profiles}
    blocks: dict[Key, list[str]] = defaultdict(list)
    clues: dict[Key, list[str]] = defaultdict(list)
    weight: dict[Key, int] = {}
    for p in pool.values():
        for k in keys(p):
            blocks[k].append(p.id)
        for k, n in clue_keys(p):
            clues[k].append(p.id)
            weight[k] = n
    found: set[tuple[str, str]] = set()
    for k, ids in blocks.items():
        met = meet(ids, pool)
        found.update(met if k[0] != "loose" else (pair for pair in met if not (dated(pool[pair[0]]) and dated(pool[pair[1]]))))
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for k, ids in clues.items():
        for pair in meet(ids, pool):
            shared[pair] += weight[k]
    found.update(pair for pair, n in shared.items() if n >= CLUES)
    return sorted(found)


def meet(ids: Sequence[str], pool: Mapping[str, Profile]) -> Iterable[tuple[str, str]]:
    """The pairs of a block: all, or those within a window of its order, which holds like next to like."""
    if len(ids) <= CROWD:
        return combinations(sorted(ids), 2)
    ordered = sorted(ids, key=lambda i: order(pool[i]))
    return ((a, b) if a < b else (b, a) for k, a in enumerate(ordered) for b in ordered[k + 1 : k + 1 + WINDOW])


def order(p: Profile) -> tuple[int, tuple[float, float], str, int, str]:
    """Like next to like: by day (of publication where there is none), place, type, figure, then id."""
    day = p.days[0] if p.days else p.published or 0
    return (day, (round(p.point[0], 4), round(p.point[1], 4)) if p.point else (0.0, 0.0), p.type, p.killed[0] if p.killed else -1, p.id)
