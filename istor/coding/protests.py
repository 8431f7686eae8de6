"""Force in the middle of a protest is one event with it ("killed during the demonstration"); what a protest is against is another."""

from __future__ import annotations

from collections.abc import Iterator

from istor.coding.acts import Act, Sentence

PROTESTS = frozenset(("peaceful_protest", "violent_demonstration", "obstruction", "strike_action"))
FORCE = frozenset((
    "killing", "shooting", "injury", "death", "beating", "arrest", "fire_weapon", "use_weapon", "armed_attack", "assail", "impact", "protest_intervention",
    "break_up",
))  # fmt: skip
"""What those who protest suffer."""
ENDED = frozenset(("protest_intervention", "break_up"))
HARM = frozenset(("killing", "death", "injury"))
_AT = ("during", "in", "on", "of")
_AGAINST = frozenset(("on", "for", "motive"))


def _protester(act: Act) -> bool:
    return any(f.entity.category == "protester" for role in ("victim", "target") for f in act.get(role))


def _hit(act: Act) -> set[int]:
    """Where the phrases begin of those who are hit, with what they are made up of ("a crowd of mourners")."""
    return {c.start for role in ("victim", "target") for f in act.get(role) for c in f.entity.chunk.chain()}


def _together(force: Act, protest: Act) -> str:
    """Why an act of force and a protest of one sentence are one event; empty where nothing says so."""
    if protest.chunk is not None and force.predicate is not None:
        for slot in (*_AT, "obj"):
            if protest.chunk in force.predicate.get(slot):
                return f"{slot} {protest.text!r}"
    if _protester(force):
        return "done to those who protest"
    if protest.concept in ENDED and force.concept in HARM and not force.get("perp"):
        return "harm beside the breaking up of a protest"
    beside = protest.predicate is not None and force.predicate is not None and protest.predicate.marker in ("as", "when", "while", "alors que", "pendant que")
    if beside and any(f.entity.kind == "state_force" for f in force.get("perp")):
        return "while people protested"
    if force.concept == "arrest" and not force.nominal and protest.stage == force.stage == "accomplished":
        return "an arrest beside a protest"
    if protest.predicate is not None and protest.predicate.chunk.infinitive and protest.predicate.governor is force.predicate is not None:
        return "done in order to protest"
    if any(f.entity.start in _hit(force) for f in protest.get("perp")):
        return "done to those who protest"
    return ""


def _occasion(s: Sentence, act: Act, protest: Act) -> bool:
    """Whether an act is what a protest is against or about ("protested against the killing of", "a march over the shooting")."""
    if act.chunk is None or act.start < protest.start:
        return False
    governor = s.chunks[act.chunk.index].governor
    if governor is None or not governor.slots & _AGAINST:
        return False
    between = s.chunks[protest.index + 1 : governor.index]
    return all(c.kind in ("NP", "PREP", "TIME", "COMMA") for c in between)


def at_protests(s: Sentence) -> Iterator[tuple[int, int, str]]:
    """Indices of the acts of a sentence that are one event with a protest, with the reason; what the protest is about is marked as past."""
    protests = [(i, a) for i, a in enumerate(s.acts) if a.concept in PROTESTS or a.concept in ENDED]
    for i, protest in protests:
        for j, act in enumerate(s.acts):
            if j == i or act.concept not in FORCE:
                continue
            if act.nominal and protest.concept in PROTESTS and _occasion(s, act, protest):
                act.past = True
                act.trace.append(f"what {protest.text!r} is about")
            elif why := _together(act, protest):
                yield i, j, why


