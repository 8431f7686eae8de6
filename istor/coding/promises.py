"""What a side says that it will or will not do: a promise, a refusal or a threat, by what the deed would be."""

from __future__ import annotations

from istor.coding.acts import Act, Filling, Sentence
from istor.coding.clauses import Predicate
from istor.coding.entities import Entity

GOOD = frozenset((
    "goodwill", "permit", "agreement", "consultation", "peace_talks", "support", "cooperation", "aid", "provide", "access", "release", "concession", "easing",
    "territory_transfer", "withdrawal", "ceasefire", "disarmament", "accord", "set_loose", "receive",
))  # fmt: skip
"""Deeds that a side does for another: promised they are an agreement, refused they are a rejection."""
HARMFUL = frozenset(("sanction", "restriction", "deportation", "censorship", "accusation", "strike_action"))
FUTURE = frozenset(("planned", "announced"))
REFUSED = frozenset(("goodwill", "permit", "consultation", "peace_talks", "support", "cooperation", "aid", "provide", "access", "release", "concession", "easing",
                     "territory_transfer", "accord", "receive", "agreement", "disarmament", "set_loose", "withdrawal"))  # fmt: skip
_SIDES = frozenset(("state", "state_force", "armed_group", "party", "international"))
_OFFICES = frozenset(("official", "government", "diplomat", "politician", "party", "union", "fighter", "group"))


def settle_promises(s: Sentence) -> None:
    """Turns deeds that are only promised, refused or threatened into what the words are; drops those that are nothing unless promised."""
    for act in [a for a in s.acts if a.concept == "vow"]:
        if _well_meant(s, act):
            _becomes(act, "agreement", "vowed to do good")
    kept = []
    for act in s.acts:
        if act.concept in HARMFUL and act.stage == "hypothetical" and _menacing(s, act) and (conditional(s) or _of_itself(s, act)):
            act.stage = "announced"
        if act.concept == "armed_attack" and _for_doing(s, act):
            _becomes(act, "accusation", "attacked for what was done")
        if act.concept == "restriction" and _abroad(act):
            act.concept = "sanction"
            act.trace.append("a ban on another state")
        if _only_said(s, act) or _aside(s, act):
            continue
        if _refused(s, act):
            _becomes(act, "rejection", f"{act.concept} refused")
            act.negated, act.stage = False, "accomplished"
        elif act.concept == "goodwill":
            if act.negated or act.stage not in FUTURE or not _sided(act) or _covered(s, act):
                continue
            _becomes(act, "agreement", "good will promised")
        elif act.concept == "retaliate":
            if act.negated or not _menacing(s, act) or not _sided(act):
                continue
            _becomes(act, "threat", "harm announced")
            act.stage = "threatened"
        kept.append(act)
    s.acts[:] = kept


def _of_itself(s: Sentence, act: Act) -> bool:
    """ "says it could shut off the oil": harm of which the speaker speaks as its own."""
    p = act.predicate
    if p is None or p.passive:
        return False
    subjects = [c for c in p.get("subj") if c.words[0].classes & {"personal"}]
    before = next((q for q in reversed(s.predicates) if q.chunk.index < p.chunk.index), None)
    return bool(subjects) and before is not None and before.chunk.head is not None and before.chunk.head.entry("speech") is not None


def _for_doing(s: Sentence, act: Act) -> bool:
    """ "attacked Spain for granting asylum": a side attacked for what it did is attacked in words."""
    p = act.predicate
    if p is None or p.passive or act.weapons or not p.get("obj") or not all(f.entity.kind in ("state", "international", "party", "person") for f in act.get("target")):
        return False
    k = p.get("obj")[-1].index + 1
    return k + 1 < len(s.chunks) and s.chunks[k].kind == "PREP" and "for" in s.chunks[k].slots and s.chunks[k + 1].kind == "VG" and bool(act.get("target"))


def _abroad(act: Act) -> bool:
    """Whether a state does it to another state's."""
    own = {f.entity.country for f in act.get("perp") if f.entity.kind == "state"} - {None}
    hit = {f.entity.country for f in act.get("target") if f.entity.kind in ("state", "unknown")} - {None}
    return bool(own) and bool(hit) and not own & hit


def _only_said(s: Sentence, act: Act) -> bool:
    """ "... would stay away, its spokesman warned": who says a threat that is told before."""
    p = act.predicate
    if act.concept != "threat" or p is None or act.nominal:
        return False
    comma = next((c.index for c in reversed(s.chunks[: p.chunk.index]) if c.kind == "COMMA"), None)
    told = any(a is not act and a.start < act.start and a.predicate is not None and (a.concept in ("threat", "retaliate") or a.concept in HARMFUL) for a in s.acts)
    return told and comma is not None and all(c.kind in ("NP", "PREP", "TIME") for c in s.chunks[comma + 1 : p.chunk.index])


def _aside(s: Sentence, act: Act) -> bool:
    """ "talks on reopening the border", ", letting firms open offices": what a deed told before is about, or what follows from it."""
    p = act.predicate
    if p is None or not p.gerund:
        return False
    before = s.chunks[p.chunk.index - 1] if p.chunk.index else None
    topic = before is not None and before.kind == "PREP" and not before.slots & {"by"} and act.concept in GOOD | HARMFUL
    if act.concept != "permit" and not topic:
        return False
    return any(a is not act and a.start < act.start and (topic or a.predicate is not None) for a in s.acts)


def _becomes(act: Act, concept: str, why: str) -> None:
    role, others = ("perp", ("speaker",)) if concept == "agreement" else ("speaker", ("perp",))
    act.concept = concept
    act.trace.append(why)
    for name in others:
        for f in act.roles.pop(name, []):
            act.fill(role, f)
    for f in act.roles.pop("recipient", []):
        act.fill("target", Filling(f.entity, slot=f.slot))
    act.frame = "mutual" if concept == "agreement" else "say"


def _sided(act: Act) -> bool:
    """Whether one who may act for a side does it."""
    return any(_side(f.entity) for role in ("perp", "speaker") for f in act.get(role))


def _side(e: Entity) -> bool:
    return e.kind in _SIDES or e.category in _OFFICES or (e.actor is not None and e.kind in ("person", "organisation"))


def _refused(s: Sentence, act: Act) -> bool:
    """ "will not negotiate", "said it would not accept": a denied future of a good deed."""
    p = act.predicate
    if not act.negated or act.concept not in REFUSED or p is None or act.nominal or p.chunk.infinitive or not _sided(act):
        return False
    return bool(set("UC") & set(p.chunk.modal)) or "U" in p.chunk.features


def _covered(s: Sentence, act: Act) -> bool:
    """Whether another sense of the same verb tells of a deed already."""
    return any(a is not act and a.index == act.index and a.concept in GOOD - {"goodwill"} for a in s.acts)


def _reported(s: Sentence, p: Predicate) -> bool:
    """Whether a verb of saying stands before or behind in the sentence."""
    return any(q is not p and q.chunk.head is not None and q.chunk.head.entry("speech") is not None for q in s.predicates)


def _menacing(s: Sentence, act: Act) -> bool:
    """Harm that is to come: said, or on a condition."""
    p = act.predicate
    if p is None or act.nominal:
        return False
    modal = bool(set("UCM") & set(p.chunk.modal)) or act.stage in (*FUTURE, "threatened")
    return modal and (_reported(s, p) or conditional(s))


def conditional(s: Sentence) -> bool:
    """Whether a condition is told: "unless", "if"."""
    return any(c.kind == "SUB" and any("hypothetical" in w.classes for w in c.words) for c in s.chunks)


def _well_meant(s: Sentence, act: Act) -> bool:
    """Whether what is vowed is a deed for somebody: the infinitive behind the verb."""
    p = act.predicate
    if p is None:
        return False
    behind = next((q for q in s.predicates if q.chunk.index > p.chunk.index), None)
    if behind is None or not behind.chunk.infinitive:
        return False
    return any(a.predicate is behind and a.concept in GOOD and not a.negated for a in s.acts)
