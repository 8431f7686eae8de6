"""Words about deeds: what is only asked for, refused or promised is no event of its own; what belongs to one event is told as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from istor.coding.acts import Act, Filling, Sentence
from istor.coding.gathering import VIOLENCE, Group
from istor.coding.speech import Saying
from istor.knowledge import typology

SPOKEN = frozenset(("request", "rejection", "threat", "accusation", "agreement"))
"""What is said about further acts: those stand behind it in its sentence."""
PROMISED = frozenset(("agreement", "consultation", "support", "cooperation", "aid", "access", "release", "concession", "territory_transfer"))
GAINS = frozenset(("government_gain", "nonstate_gain"))
DISORDER = frozenset(("armed_clash", "property_destruction", "arson"))


def told_together(groups: Sequence[Group]) -> list[Group]:
    """A protest and the clashes or damage told of it in the same sentence; a place taken and the withdrawal that left it."""
    out = list(groups)
    for main, others in (("peaceful_protest", DISORDER), ("gain", frozenset(("withdrawal",)))):
        for g in list(out):
            if g.concept != main and not (main == "gain" and g.concept in GAINS):
                continue
            if not any(x is g for x in out):
                continue
            sentences = {a.sentence for a in g.acts}
            for h in list(out):
                if h is g or h.concept not in others or h.stage != g.stage or not sentences & {a.sentence for a in h.acts}:
                    continue
                g.acts += h.acts
                g.notes.append(f"with {h.first.text!r} of its sentence")
                out = [x for x in out if x is not h]
                g.settle()
    return sorted(out, key=lambda g: g.first.start)


def threats(groups: Sequence[Group]) -> list[Group]:
    """A threat and the act that it is of, told behind it in its sentence, are one: "they threatened to kill the judge"."""
    out: list[Group] = []
    for g in groups:
        said = next((t for t in reversed(out) if t.concept == "threat" and t.first.sentence == g.first.sentence), None)
        if g.concept != "threat" or g.threatened is None or said is None or said.threatened is not None:
            out.append(g)
            continue
        said.threatened = g.threatened
        for a in g.acts:
            for f in a.get("speaker"):
                said.first.fill("speaker", f)
            for role in ("target", "victim"):
                for f in a.get(role):
                    said.first.fill("target", Filling(f.entity, slot=f.slot))
            said.first.weapons += a.weapons
        said.notes.append(f"threatens {g.first.text!r}")
    return out


def promised(g: Group) -> None:
    """Help, talks or concessions that a side will give are an agreement: PLOVER counts an offer or a promise as AGREE."""
    if g.concept in PROMISED and g.stage in ("planned", "announced") and any(a.get("perp") or a.get("speaker") for a in g.acts):
        g.notes.append(f"{g.concept} only promised")
        g.concept = "agreement"
        for a in g.acts:
            for f in a.roles.pop("speaker", []):
                a.fill("perp", f)


def only_spoken_of(groups: Sequence[Group]) -> list[Group]:
    """The groups without those told only as what is asked for, refused, threatened or agreed on in the same sentence."""
    words = [a for g in groups if g.concept in SPOKEN for a in g.acts if a.predicate is not None]
    return [g for g in groups if g.concept is None or _family(g) in VIOLENCE or not _behind(g, words)]


def _behind(g: Group, words: Sequence[Act]) -> bool:
    if g.concept in ("request", "rejection", "accusation"):
        return False
    return all(any(w.sentence == a.sentence and w.start < a.start and w not in g.acts for w in words) for a in g.acts)


def _family(g: Group) -> str:
    found = typology().get(g.concept or "")
    return found.family if found else ""


def accusations(sayings: Sequence[Saying], claims: Mapping[int, Sequence[Saying]], sentences: Sequence[Sentence]) -> list[Group]:
    """Accusations that are about no event of the part: an event of words of their own."""
    used = {id(s) for found in claims.values() for s in found}
    out = []
    for saying in sayings:
        blamed = [e for e in saying.blamed if not e.pronoun and not e.negated]
        if (
            saying.act not in ("accuse", "blame")
            or id(saying) in used
            or saying.speaker is None
            or saying.speaker.pronoun
            or not blamed
            or saying.negated
        ):
            continue
        s = next(x for x in sentences if x.number == saying.sentence)
        act = Act("accusation", saying.start, saying.end, s.text[saying.start - s.start : saying.end - s.start], "say", s.number, (s.start, s.end))
        act.fill("speaker", Filling(saying.speaker, slot="subj"))
        for e in blamed:
            act.fill("target", Filling(e, slot="obj"))
        act.trace.append(f"saying {saying.act}")
        group = Group([act])
        group.settle()
        out.append(group)
    return out
