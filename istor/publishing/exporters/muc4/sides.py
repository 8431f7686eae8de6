"""Who did it to whom, for one template: the likely candidates of its mentions; where a mention has none, its participants."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.model import Mention, Participant
from istor.model.mention import Candidate
from istor.publishing.exporters.muc4.strings import covers, name_and_title, plain_words, words_of

LIKELY = {"individual": 0.22, "organisation": 0.2, "physical": 0.27, "human": 0.32}
"""From which likelihood a candidate fills a slot: where the F of a fill is best on the tuning half."""


SURE = 0.7
"""From which likelihood a second side did it too."""


def part(incident: Sequence[Mention], name: str) -> list[Participant]:
    """Those who have one part in an incident, once each."""
    found: dict[str, Candidate] = {}
    for m in incident:
        for c in m.candidates:
            words = words_of(c)
            if c.part == name and words and c.likelihood > (found[words].likelihood if words in found else 0):
                found[words] = c
    taken = sorted((c for c in found.values() if c.likelihood >= LIKELY[name]), key=lambda c: -c.likelihood)
    out: list[Participant] = []
    for c in taken:
        same = next((k for k, o in enumerate(out) if _same(c, o)), None)
        if same is None:
            out.append(c)
        else:
            out[same] = _joined(out[same], c)
    return out if name in ("physical", "human") else [c for k, c in enumerate(out) if k == 0 or name_and_title(words_of(c))[0] or _sure(c)]


def _sure(p: Participant) -> bool:
    return isinstance(p, Candidate) and p.likelihood >= SURE


def told(incident: Sequence[Mention]) -> bool:
    """Whether anyone was weighed for the incident at all."""
    return any(m.candidates for m in incident)


CROWDS = {"fighter": "fighters", "group": "fighters", "attacker": "fighters", "mob": "fighters", "military": "soldiers", "police": "police"}
"""Kinds of perpetrators that a report calls by several words in turn: "guerrillas", "the rebels", "terrorists" are the same people."""


def _same(a: Participant, b: Participant) -> bool:
    """Whether two tellings are of one: the words of one stand in the other's, or both are one actor."""
    x, y = words_of(a), words_of(b)
    crowd = CROWDS.get(a.category or "") if a.role == b.role == "perpetrator" else None
    if crowd is not None and crowd == CROWDS.get(b.category or "") and not name_and_title(x)[0] and not name_and_title(y)[0]:
        return True
    if name_and_title(x)[0] and name_and_title(y)[0]:
        return covers(name_and_title(x)[0], name_and_title(y)[0]) or covers(name_and_title(y)[0], name_and_title(x)[0])
    if a.description and plain_words(a.description).endswith(y):
        return True
    if b.description and plain_words(b.description).endswith(x):
        return True
    return covers(x, y) or covers(y, x) or (a.actor is not None and a.actor == b.actor)


def _joined(first: Participant, other: Participant) -> Participant:
    """One of two tellings: a name before a description, else the likelier one; with what either knows."""
    keep, give = first, other
    if name_and_title(words_of(other))[0] and not name_and_title(words_of(first))[0]:
        keep, give = other, first
    return msgspec.structs.replace(
        keep,
        number=keep.number or give.number,
        effect=keep.effect or give.effect,
        country=keep.country or give.country,
        category=keep.category or give.category,
        description=keep.description or give.description,
    )
