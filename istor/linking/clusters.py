"""Mentions of one event are brought together: pairs that meet in a block, their points, and clusters that hold together.

Order does not matter: pairs are sorted by points, then by ids. Clusters do not chain: two are joined only when the average
of their pairs stands above a floor, to which pairs that exclude each other count heavily.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from istor.linking import blocks
from istor.linking.crowds import crowded
from istor.linking.profile import Profile, profile
from istor.linking.score import THRESHOLD, Term, apart, excluded, score, total
from istor.model import Judgement, Mention
from istor.model.judgement import standing

SHORT = 1.0
"""Points by which the average pair of two clusters may stay below the threshold."""
AGAINST = -2.0
"""What a pair counts whose days, towns or figures exclude each other: among many that agree one report may be wrong, among few it keeps them apart."""
SAMPLE = 12
"""Members of a cluster that a join looks at, spread over it; all must be compatible."""

Edge = tuple[str, str, float]
"""Ids of two mentions, the smaller first, and the points of the pair, which reach THRESHOLD."""


def profiles(mentions: Iterable[Mention]) -> dict[str, Profile]:
    """What linking reads of each mention, by id, in order of id; clues that say nothing in this collection left out."""
    listed = sorted(mentions, key=lambda m: m.id)
    common = crowded(listed)
    return {m.id: profile(m, common) for m in listed}


def link(mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> tuple[tuple[Mention, ...], ...]:
    """Clusters of mentions, each sorted by id, in order of their first id. People's judgements are kept whatever the score says."""
    pool = profiles(mentions)
    by_id = {m.id: m for m in mentions}
    return tuple(tuple(by_id[i] for i in ids) for ids in cluster(pool, edges(pool), judgements))


def edges(pool: Mapping[str, Profile]) -> list[Edge]:
    """Pairs that meet and reach the threshold."""
    found = ((a, b, points(pool[a], pool[b])) for a, b in blocks.candidates(pool.values()))
    return [(a, b, p) for a, b, p in found if p is not None and p >= THRESHOLD]


def points(a: Profile, b: Profile) -> float | None:
    """The points of a pair; None where something excludes that the two are one event."""
    return None if excluded(a, b) else total(a, b)


def cluster(
    pool: Mapping[str, Profile], scored: Iterable[Edge], judgements: Sequence[Judgement] = (), asked: dict[tuple[str, str], float | None] | None = None
) -> tuple[tuple[str, ...], ...]:
    """The clusters of ids that the scored edges make, best edges first.

    What no edge and no judgement joins does not meet: components of them can be clustered apart, and give what all of them together give.
    `asked` holds points of other pairs that are known already, and gets those that are asked here.
    """
    same, different = judged(judgements, pool)
    parent = {i: i for i in sorted(pool)}
    members: dict[str, list[str]] = {i: [i] for i in parent}

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
    links = {(a, b): p for a, b, p in scored}
    known = {} if asked is None else asked
    known.update(links)
    ranked = sorted((not (pool[a].main and pool[b].main), -p, a, b) for (a, b), p in links.items() if (a, b) not in different)
    for _, _, a, b in ranked:  # what reports are about comes first: what they tell besides joins it
        x, y = find(a), find(b)
        if x != y and _joinable(members[x], members[y], pool, different, known):
            join(a, b)
    return tuple(tuple(members[root]) for root in sorted(members))


def judged(judgements: Sequence[Judgement], pool: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(pairs that people hold to be one event, pairs that they hold apart) among the ids of `pool`."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for j in standing(judgements):
        if j.kind not in ("same", "different"):
            continue
        pairs = set(combinations(sorted(i for i in set(j.mentions) if i in pool), 2))
        target, other = (same, different) if j.kind == "same" else (different, same)
        target |= pairs
        other -= pairs  # the later judgement stands
    return same, different


def _joinable(
    x: list[str], y: list[str], pool: Mapping[str, Profile], different: set[tuple[str, str]], known: dict[tuple[str, str], float | None]
) -> bool:
    sum_, n = 0.0, 0
    for a in _spread(x):
        for b in _spread(y):
            pair = (a, b) if a < b else (b, a)
            if pair in different:
                return False
            if pair not in known:
                known[pair] = points(pool[a], pool[b])
            p = known[pair]
            if p is None:
                if not (pool[a].main and pool[b].main) or apart(pool[a], pool[b]):
                    return False
                p = AGAINST
            sum_, n = sum_ + max(p, AGAINST), n + 1
    return sum_ / n >= THRESHOLD - SHORT


def _spread(ids: list[str]) -> list[str]:
    step = max(1, len(ids) // SAMPLE)
    return ids[::step][:SAMPLE]


def explain_link(a: Mention, b: Mention, common: Collection[str] = ()) -> tuple[str | None, list[Term], float]:
    """(what excludes it or None, the waterfall, the points) for two mentions; `common` are the crowded clues of their collection."""
    x, y = profile(a, common), profile(b, common)
    terms = score(x, y)
    return excluded(x, y), terms, round(sum(t.points for t in terms), 3)
