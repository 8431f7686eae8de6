"""Mentions of one event are brought together: blocked candidates, scored pairs, and clusters in which no two members exclude each other.

Order does not matter: candidates are sorted by points, then by ids. Clusters do not chain: two are joined only when nothing in them
excludes, and when the average of their scored pairs stands above a floor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from istor.linking.score import THRESHOLD, Term, days, distance, excluded, family, score, stage_group, total
from istor.model import Judgement, Mention
from istor.model.judgement import standing

AVERAGE = 0.5
"""Share of the threshold that the average pair of two clusters must reach."""
SAMPLE = 12
"""Members of a cluster that a join looks at, spread over it; all must be compatible."""
CROWD = 400
"""A blocking key that more mentions share says nothing and is dropped (a capital, a month)."""


FEW = 40
"""The same for a name: one that more parts turn on is no name of one event."""


def link(mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> tuple[tuple[Mention, ...], ...]:
    """Clusters of mentions, each sorted by id, in order of their first id. People's judgements are kept whatever the score says."""
    pool = {m.id: m for m in sorted(mentions, key=lambda m: m.id)}
    pairs = ((a, b, points(pool[a], pool[b])) for a, b in candidates(pool.values()))
    return cluster(mentions, [(a, b, p) for a, b, p in pairs if p is not None and p >= THRESHOLD], judgements)


Edge = tuple[str, str, float]
"""Ids of two mentions, the smaller first, and the points of the pair, which reach THRESHOLD."""


def points(a: Mention, b: Mention) -> float | None:
    """The points of a pair; None where something excludes that the two are one event."""
    return None if excluded(a, b) else total(score(a, b))


def cluster(mentions: Sequence[Mention], scored: Iterable[Edge], judgements: Sequence[Judgement] = ()) -> tuple[tuple[Mention, ...], ...]:
    """The clusters that the scored edges of the mentions make, best edges first.

    What no edge and no judgement joins does not meet: components of them can be clustered apart, and give what all of them together give.
    """
    pool = {m.id: m for m in sorted(mentions, key=lambda m: m.id)}
    same, different = judged(judgements, pool)
    parent = {i: i for i in pool}
    members: dict[str, list[str]] = {i: [i] for i in pool}

    def find(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(a: str, b: str) -> None:
        a, b = sorted((find(a), find(b)))
        if a != b:
            parent[b] = a
            members[a] = sorted(members[a] + members.pop(b))

    for a, b in sorted(same):
        join(a, b)
    known: dict[tuple[str, str], float] = {(a, b): p for a, b, p in scored}
    for _, a, b in sorted((-p, a, b) for (a, b), p in known.items() if (a, b) not in different):
        x, y = find(a), find(b)
        if x != y and _joinable(members[x], members[y], pool, different, known):
            join(a, b)
    return tuple(tuple(pool[i] for i in members[root]) for root in sorted(members))


def judged(judgements: Sequence[Judgement], pool: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(pairs that people hold to be one event, pairs that they hold apart) among the ids of `pool`."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for j in standing(judgements):
        if j.kind not in ("same", "different"):
            continue
        pairs = {(a, b) for a, b in combinations(sorted(set(j.mentions) & set(pool)), 2)}
        target, other = (same, different) if j.kind == "same" else (different, same)
        target |= pairs
        other -= pairs  # the later judgement stands
    return same, different


def _joinable(x: list[str], y: list[str], pool: dict[str, Mention], different: set[tuple[str, str]], known: dict[tuple[str, str], float]) -> bool:
    found = []
    for a in _spread(x):
        for b in _spread(y):
            pair = (a, b) if a < b else (b, a)
            if pair in different or excluded(pool[a], pool[b]):
                return False
            if pair not in known:
                known[pair] = total(score(pool[pair[0]], pool[pair[1]]))
            found.append(known[pair])
    return sum(found) / len(found) >= THRESHOLD * AVERAGE


def _spread(ids: list[str]) -> list[str]:
    step = max(1, len(ids) // SAMPLE)
    return ids[::step][:SAMPLE]


def candidates(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """Pairs that share a blocking key, each once, sorted."""
    blocks: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for m in mentions:
        for k in keys(m):
            blocks[k].append(m.id)
    found: set[tuple[str, str]] = set()
    for key, ids in blocks.items():
        if 1 < len(ids) <= most(key):
            found.update(combinations(sorted(ids), 2))
    return sorted(found)


def most(key: tuple[object, ...]) -> int:
    """How many mentions may share a blocking key before it says nothing."""
    return FEW if len(key) == 3 and key[1] == "word" else CROWD


def keys(m: Mention) -> set[tuple[object, ...]]:
    """Blocking keys: kind with day and place cell, with day and actor, with name, with fingerprint; undated ones by place and side."""
    kind = (family(m), stage_group(m))
    found: set[tuple[object, ...]] = set()
    span = days(m)
    cells = _cells(m)
    actors = sorted({p.actor for p in m.participants if p.actor})
    if span and (span[1] - span[0]).days <= 14:
        steps = [span[0] + timedelta(days=n) for n in range(-1, (span[1] - span[0]).days + 2)]
        for d in steps:
            found.update((*kind, d, c) for c in cells)
            found.update((*kind, d, a) for a in actors)
    week = date.fromisoformat(m.published.start).isocalendar()[:2] if m.published else None
    for c in cells:
        if m.place is not None and m.place.precision in ("exact", "near", "district"):
            found.add((*kind, "place", c))
    if span is None or (span[1] - span[0]).days > 14:
        found.update((*kind, "actor", a, week) for a in actors)
    for p in m.participants:
        if p.actor is None and p.actor_name and p.role in ("victim", "target", "perpetrator"):
            found.add((kind[0], "name", p.actor_name.lower().split()[-1]))
    if m.main:
        found.update((kind[0], "word", w) for w in m.keywords[:12])
    found.update(("text", h) for h in m.fingerprint[:6] if m.main)
    return found


def _cells(m: Mention) -> list[tuple[int, int]]:
    """The half-degree cell of the place and its neighbours."""
    if m.place is None or m.place.latitude is None or m.place.longitude is None or m.place.precision in ("country", "region"):
        return []
    x, y = int(m.place.latitude * 2 // 1), int(m.place.longitude * 2 // 1)
    return [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def explain_link(a: Mention, b: Mention) -> tuple[str | None, list[Term], float]:
    """(what excludes it or None, the waterfall, the points) for two mentions."""
    terms = score(a, b)
    return excluded(a, b), terms, total(terms)


__all__ = ["candidates", "cluster", "distance", "explain_link", "judged", "keys", "link", "most", "points"]
