"""Who did it to whom, for one template: the likely candidates of its mentions; where a mention has none, its participants."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.model import Mention, Participant
from istor.model.mention import Candidate
from istor.publishing.exporters.muc4.strings import covers, person, plain_words, words_of

LIKELY = {"individual": 0.31, "organisation": 0.23, "physical": 0.27, "human": 0.32}
"""From which likelihood a candidate fills a slot: where the F of a fill is best on the tuning half."""


SURE = 0.7
"""From which likelihood a second side did it too."""


def part(incident: Sequence[Mention], name: str) -> list[Participant]:
    """Those who have one part in an incident, once each."""
    found: dict[tuple[str, int | None], Candidate] = {}
    for m in incident:
        for c in m.candidates:
            key = words_of(c), _figure(c)
            if c.part == name and key[0] and c.likelihood > (found[key].likelihood if key in found else 0):
                found[key] = c if key not in found or c.effect else msgspec.structs.replace(c, effect=found[key].effect)
    taken = sorted((c for c in found.values() if c.likelihood >= LIKELY[name]), key=lambda c: -c.likelihood)
    out: list[Participant] = []
    for c in taken:
        same = next((k for k, o in enumerate(out) if _same(c, o)), None)
        if same is None:
            out.append(c)
        else:
            out[same] = _joined(out[same], c)
    return out if name in ("physical", "human") else [c for k, c in enumerate(out) if k == 0 or person(c)[0] or _sure(c)]


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
    one, other = person(a)[0], person(b)[0]
    crowd = CROWDS.get(a.category or "") if a.role == b.role == "perpetrator" else None
    if crowd is not None and crowd == CROWDS.get(b.category or "") and not one and not other:
        return True
    if one and other:
        return covers(one, other) or covers(other, one)
    if a.role == b.role == "victim" and _apart(a, b):
        return False
    if a.description and plain_words(a.description).endswith(y):
        return True
    if b.description and plain_words(b.description).endswith(x):
        return True
    return covers(x, y) or covers(y, x) or (a.actor is not None and a.actor == b.actor)


def _figure(p: Participant) -> int | None:
    """The exact number of several people."""
    n = p.number
    return n.low if n is not None and n.low == n.high and (n.low or 0) > 1 else None


def _apart(a: Participant, b: Participant) -> bool:
    """ "Seven people were killed and thirty people hurt": figures that differ, of what befell them or of more than a telling's doubt."""
    x, y = _figure(a), _figure(b)
    return x is not None and y is not None and x != y and a.effect != b.effect


def _joined(first: Participant, other: Participant) -> Participant:
    """One of two tellings: a name before a description, else the likelier one; with what either knows."""
    keep, give = first, other
    if person(other)[0] and not person(first)[0]:
        keep, give = other, first
    return msgspec.structs.replace(
        keep,
        number=keep.number or give.number,
        effect=keep.effect or give.effect,
        country=keep.country or give.country,
        category=keep.category or give.category,
        description=keep.description or give.description,
    )
