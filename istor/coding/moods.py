"""How the verbs of an event tell it: in the present of stories, or as what somebody is there to do."""

from __future__ import annotations

from istor.coding.acts import Act
from istor.coding.gathering import EFFECTS, Group


def narrated(g: Group) -> bool:
    """Whether verbs of the present alone tell it, on no day: so plots and rules of games are told ("the prefect is shot before the titles"), and seldom news."""
    return not g.days() and all(_present(a) for a in _deeds(g))


def intended(g: Group) -> bool:
    """Whether infinitives alone tell it, which no verb says to have come about ("trained to fight", "an update lets players destroy bridges")."""
    return all(_intended(a) for a in _deeds(g))


def _deeds(g: Group) -> list[Act]:
    """The acts that tell more than what came of it."""
    return [a for a in g.acts if a.concept not in EFFECTS] or g.acts


def _present(a: Act) -> bool:
    p = a.predicate
    if p is None or a.nominal or a.heading or p.gerund or p.chunk.infinitive or p.chunk.modal or p.chunk.reduced:
        return False
    helpers = [x for w in p.chunk.words[:-1] if (x := w.entry("aux")) is not None]
    if helpers:
        return all(x.value == "be" for x in helpers) and helpers[0].features == "F"
    features = p.chunk.features
    return "F" in features and not set("TPU") & set(features)


def _intended(a: Act) -> bool:
    p = a.predicate
    if p is None or a.nominal or not p.chunk.infinitive or p.governor is None:
        return False
    helped = any(w.entry("aux") is not None for w in p.chunk.words[:-1])  # "said to have killed"
    return not helped and not a.achieved
