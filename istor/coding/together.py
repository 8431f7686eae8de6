"""What several sides do together: joint exercises, patrols and projects are cooperation, whatever the noun is by itself."""

from __future__ import annotations

from istor.coding.acts import Act, Filling, Sentence
from istor.coding.chunks import Chunk
from istor.coding.clauses import Predicate, complements_of
from istor.coding.entities import Entity

SHARED = frozenset(("exercise", "troop_movement", "withdrawal", "base_established"))
"""Deeds of forces that are cooperation where states do them with one another."""
_ACTING = frozenset(("state", "state_force", "international", "organisation", "party"))


def settle_joint(s: Sentence) -> None:
    """Turns joint deeds into cooperation, and finds those that only a noun with "joint" tells."""
    for act in s.acts:
        if act.concept in SHARED and _joint(s, act):
            act.concept, act.frame = "cooperation", "mutual"
            act.trace.append("done together")
    told = {a.index for a in s.acts}
    for p in s.predicates:
        for np in p.get("obj"):
            if np.index in told or not _marked(np) or p.passive or p.chunk.negated or p.chunk.modal:
                continue
            doers = [e for c in p.get("subj") if (e := s.entities.get(c.index)) is not None and e.kind in _ACTING]
            partners = _partners(s, p, np, doers)
            if len({e.country or e.actor for e in (*doers, *partners) if e.country or e.actor}) < 2:
                continue
            s.acts.append(_made(s, p, np, doers, partners))
    s.acts.sort(key=lambda a: a.start)


def _made(s: Sentence, p: Predicate, np: Chunk, doers: list[Entity], partners: list[Entity]) -> Act:
    head = np.head or np.words[-1]
    act = Act("cooperation", head.start, head.end, head.text, "mutual", s.number, (s.start, s.end), nominal=True, heading=s.heading, index=np.index)
    act.chunk, act.predicate = np, p
    for e in doers:
        act.fill("perp", Filling(e, slot="subj"))
    for e in partners:
        act.fill("target", Filling(e, slot="with"))
    act.trace.append("a joint deed")
    return act


def _marked(np: Chunk) -> bool:
    return any("joint" in w.classes for w in np.words)


def _partners(s: Sentence, p: Predicate | None, np: Chunk | None, doers: list[Entity]) -> list[Entity]:
    """Sides of other countries behind "with"."""
    own = {e.country for e in doers}
    found = [*(p.get("with") if p is not None else ()), *(complements_of(s.chunks, np.index).get("with", ()) if np is not None else ())]
    entities = [e for c in dict.fromkeys(c.index for c in found) if (e := s.entities.get(c)) is not None]
    return [e for e in entities if e.country is not None and e.country not in own and not e.place]


def _joint(s: Sentence, act: Act) -> bool:
    doers = [f.entity for f in act.get("perp")]
    partners = _partners(s, act.predicate, act.chunk, doers)
    for e in partners:
        act.fill("target", Filling(e, slot="with"))
    if act.concept != "exercise":
        return act.chunk is not None and _marked(act.chunk) and len({e.country for e in (*doers, *partners)}) > 1
    return bool(partners) or (act.chunk is not None and _marked(act.chunk))
