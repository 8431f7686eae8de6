"""What is done with a group of linked mentions, on whatever engine: cluster it, reconcile each cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from istor.linking import Edge, Profile, cluster
from istor.model import Event, Judgement, Mention
from istor.reconciling import reconcile

_mention, _profile = msgspec.json.Decoder(Mention), msgspec.json.Decoder(Profile)


def mention_of(body: str | bytes) -> Mention:
    return _mention.decode(body)


def profile_of(body: str | bytes) -> Profile:
    return _profile.decode(body)


def events(
    mentions: Mapping[str, Mention], profiles: Mapping[str, Profile], links: Sequence[Edge], judgements: Sequence[Judgement], policy: str
) -> Iterator[Event]:
    """The events of a group that its links hold together; both mappings are by mention id."""
    clusters = [tuple(mentions)] if len(mentions) == 1 else cluster(profiles, links, judgements)
    for told in clusters:
        yield reconcile([mentions[i] for i in told], judgements, policy)


def roots(edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The smallest mention of the group of each mention that an edge names."""
    parent: dict[int, int] = {}

    def find(i: int) -> int:
        root = i
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[i] != root:
            parent[i], i = root, parent[i]
        return root

    for a, b in edges:
        x, y = find(a), find(b)
        parent[max(x, y)] = min(x, y)
    return {i: find(i) for i in parent}
