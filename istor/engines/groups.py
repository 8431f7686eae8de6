"""What is done with a group of linked mentions, on whatever engine: cluster it, reconcile each cluster."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from istor.linking import Profile, cluster
from istor.model import Event, Judgement, Mention
from istor.reconciling import reconcile

_mention, _profile = msgspec.json.Decoder(Mention), msgspec.json.Decoder(Profile)


def mention_of(body: str | bytes) -> Mention:
    return _mention.decode(body)


def profile_of(body: str | bytes) -> Profile:
    return _profile.decode(body)


def clusters(members: Sequence[int], profiles: Mapping[int, Profile], links: Iterable[tuple[int, int, float]], judgements: Sequence[Judgement]) -> Iterator[tuple[int, ...]]:
    """The clusters of a group that its links hold together, by the numbers of mentions; the profile of one that stands alone is not read."""
    if len(members) == 1:
        yield tuple(members)
        return
    of = {profiles[i].id: i for i in members}
    ids = ((profiles[a].id, profiles[b].id, points) for a, b, points in links)
    for told in cluster({id: profiles[i] for id, i in of.items()}, [(min(a, b), max(a, b), points) for a, b, points in ids], judgements):
        yield tuple(of[id] for id in told)


def events(
    mentions: Mapping[int, Mention], profiles: Mapping[int, Profile], links: Iterable[tuple[int, int, float]], judgements: Sequence[Judgement], policy: str
) -> Iterator[Event]:
    """The events of a group."""
    for told in clusters(list(mentions), profiles, links, judgements):
        yield reconcile([mentions[i] for i in told], judgements, policy)


class _Own(dict[int, int]):
    """Each number by itself, until it is joined."""

    def __missing__(self, i: int) -> int:
        return self.setdefault(i, i)


def roots(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The smallest number of the group of each that a pair names."""
    parent = _Own()
    find = join(pairs, parent)
    return {i: find(i) for i in list(parent)}


def join(pairs: Iterable[tuple[int, int]], parent: array[int] | _Own) -> Callable[[int], int]:
    """Joins pairs of numbers in `parent`, where each stands for itself at first; what finds the smallest number of a group."""

    def find(i: int) -> int:
        root = i
        while parent[root] != root:
            root = parent[root]
        while parent[i] != root:
            parent[i], i = root, parent[i]
        return root

    for a, b in pairs:
        x, y = find(a), find(b)
        parent[max(x, y)] = min(x, y)
    return find
