"""Which mentions meet at all: those that share a block. A crowded block is looked at through a window, so cost grows with mentions, not with their square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from istor.linking.profile import Profile, Span
from istor.model import Mention

CROWD = 60
"""Mentions of a block that are all compared with each other; of more, each meets the next `WINDOW` of its kind."""
WINDOW = 24
WEEKS = 15
"""A clue told in more weeks than that is no clue to one event (the name of a capital, of a spokesman, of an outlet)."""
CLUES = 2
"""Clues that two mentions share when they meet by clues alone; one of `TELLING` kind is enough."""
TELLING = frozenset(("aged", "person", "title", "street"))
LONG = 14
"""Days beyond which a date says too little to meet by."""

Key = tuple[object, ...]


def crowded(mentions: Iterable[Mention]) -> frozenset[str]:
    """Clues that are told in too many weeks to say anything. It hangs on the collection, never on its order."""
    weeks: dict[str, set[object]] = defaultdict(set)
    for m in mentions:
        if m.clues:
            when: object = week(m.published.start) if m.published else m.report
            for clue in m.clues:
                told = weeks[clue]
                if len(told) <= WEEKS:
                    told.add(when)
    return frozenset(c for c, told in weeks.items() if len(told) > WEEKS and not c.startswith(("age:", "hour:")))


def week(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day).toordinal() // 7


def keys(p: Profile) -> set[Key]:
    """Blocks of a mention: days with places, days with sides, places of what has no day, clues, copies.

    Days lie in two rows of two days each, shifted by one, and places in four grids of one degree, shifted by half a degree: two
    mentions a day or half a degree apart share one of them.
    """
    kind = (p.family, p.stage)
    found: set[Key] = set()
    cells = _cells(p)
    dated = p.days is not None and p.days[1] - p.days[0] <= LONG
    if p.days is not None and dated:
        for days in _pairs(p.days):
            found.update((*kind, days, c) for c in cells)
            found.update((*kind, days, a) for a in p.perpetrators | p.targets)
            found.update(("name", days, w) for w in p.names)
    if p.published is not None:
        weeks = {p.published // 7, p.published // 7 + 1}
        if p.fine:
            found.update((*kind, "week", w, c) for w in weeks for c in cells)
        if not dated:
            found.update((*kind, "week", w, a) for w in weeks for a in p.perpetrators | p.targets)
        found.update(("word", w, c) for w in weeks for c in p.of("town") | p.of("title"))
    elif p.fine and not dated:
        found.update((*kind, "place", c) for c in cells)
    found.update(("harmed", w) for w in p.harmed)
    if p.main:
        found.update(("copy", h) for h in sorted(p.prints)[:6])
    return found


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
    clues: dict[tuple[str, str], list[str]] = defaultdict(list)
    for p in pool.values():
        for k in keys(p):
            blocks[k].append(p.id)
        for kind, values in p.clues.items():
            if kind not in ("age", "hour", "block"):
                for v in values:
                    clues["name" if kind == "town" else kind, v].append(p.id)
    found: set[tuple[str, str]] = set()
    for ids in blocks.values():
        found.update(meet(ids, pool))
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for (kind, _), ids in clues.items():
        for pair in meet(ids, pool):
            shared[pair] += CLUES if kind in TELLING else 1
    found.update(pair for pair, n in shared.items() if n >= CLUES)
    return sorted(found)


def meet(ids: Sequence[str], pool: dict[str, Profile]) -> Iterable[tuple[str, str]]:
    """The pairs of a block: all, or those within a window of its order, which holds like next to like."""
    if len(ids) <= CROWD:
        return combinations(sorted(ids), 2)
    ordered = sorted(ids, key=lambda i: order(pool[i]))
    return ((a, b) if a < b else (b, a) for k, a in enumerate(ordered) for b in ordered[k + 1 : k + 1 + WINDOW])


def order(p: Profile) -> tuple[object, ...]:
    """Like next to like: by day, place, type, figure, then id."""
    return (p.days or (0, 0), p.point or (0.0, 0.0), p.type, p.killed[0] if p.killed else -1, p.published or 0, p.id)
