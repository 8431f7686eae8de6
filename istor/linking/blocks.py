"""Which mentions meet at all: those that share a block. A crowded block is looked at through a window, so cost grows with mentions, not with their square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from istor.linking.profile import Profile, Span

CROWD = 60
"""Mentions of a block that are all compared with each other; of more, each meets the next `WINDOW` of its kind."""
WINDOW = 24
CLUES = 2
"""Clues that two mentions share when they meet by clues alone; one of `TELLING` kind is enough."""
TELLING = frozenset(("aged", "person", "title", "street"))
LONG = 14
"""Days beyond which a date says too little to meet by."""

Key = tuple[object, ...]


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
