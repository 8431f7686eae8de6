"""Words about deeds: what is only asked for, refused or promised is no event of its own; what belongs to one event is told as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from istor.coding.acts import Act, Filling, Sentence
from istor.coding.clauses import Predicate, attribution
from istor.coding.entities import Entity
from istor.coding.gathering import VIOLENCE, Group
from istor.coding.lexicon import normal
from istor.coding.setting import topics
from istor.coding.speech import Saying
from istor.knowledge import typology

SPOKEN = frozenset(("request", "rejection", "threat", "accusation", "agreement", "pledge"))
"""What is said about further acts: those stand behind it in its sentence."""
HANDLING = SPOKEN | {"support", "sanction", "concession", "easing", "consultation", "peace_talks", "restriction", "aid"}
"""Deeds with an object: a noun of action behind them is what they are about ("suspended aid", "discussed the embargo")."""
OUTCOMES = frozenset(("ceasefire", "peace_talks", "release", "withdrawal", "troop_movement", "exercise", "arrest", "trial"))
"""Deeds that are told as such even where they are the object of another."""
HARMFUL = frozenset(("sanction", "restriction", "deportation", "censorship"))
PROTESTS = frozenset(("peaceful_protest", "hunger_strike", "strike_action", "obstruction", "violent_demonstration"))
_SIDES = frozenset(("state", "state_force", "armed_group", "party", "international"))
_OFFICES = frozenset(
    ("official", "government", "diplomat", "politician", "party", "union", "military", "police", "judge", "fighter", "group", "protester")
)
PROMISED = frozenset(("agreement", "consultation", "support", "cooperation", "aid", "access", "release", "concession", "territory_transfer"))
GAINS = frozenset(("government_gain", "nonstate_gain"))
DISORDER = frozenset(("armed_clash", "property_destruction", "arson"))


def told_together(groups: Sequence[Group]) -> list[Group]:
    """A protest and the clashes or damage told of it in the same sentence; a place taken and the withdrawal that left it."""
    out = _force_at_protests(groups)
    for main, others in (("peaceful_protest", DISORDER), ("gain", frozenset(("withdrawal",)))):
        for g in list(out):
            if g.concept != main and not (main == "gain" and g.concept in GAINS):
                continue
            if not any(x is g for x in out):
                continue
            sentences = {a.sentence for a in g.acts}
            for h in list(out):
                if h is g or (main == "peaceful_protest" and h.concept != "armed_clash" and all(a.nominal for a in h.acts)):
                    continue  # "to protest against the desecration"
                if h.concept not in others or h.stage != g.stage or not sentences & {a.sentence for a in h.acts}:
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


BY_FORCE = frozenset(("killing", "shooting", "armed_attack", "beating", "mob_violence", "protest_intervention", "arrest", "armed_clash", None))
FORCES = frozenset(("police", "military", "state_force"))


def _met_with_force(protest: Group, act: Group) -> bool:
    """Whether a deed of forces was done to those who protest: who is hit, held or dispersed is who protests."""
    forces = any(FORCES & {f.entity.kind, f.entity.category} for a in act.acts for f in a.get("perp"))
    breaking = any(a.concept == "break_up" for a in act.acts)
    if act.concept not in BY_FORCE or not (forces or breaking):
        return False
    protesters = {f.entity.chunk.index for a in protest.acts for f in a.get("perp")} | {a.index for a in protest.acts if a.nominal}
    for a in act.acts:
        for role in ("target", "victim"):
            if any(f.entity.chunk.index in protesters or f.entity.category in ("protester", "mob") for f in a.get(role)):
                return True
        if a.predicate is not None and any(c.index in protesters for found in a.predicate.slots.values() for c in found):
            return True
    return False


def _force_at_protests(groups: Sequence[Group]) -> list[Group]:
    """A protest and what forces did to it, told in one sentence, are one event."""
    out = list(groups)
    for g in groups:
        if g.concept != "peaceful_protest":
            continue
        sentences = {a.sentence for a in g.acts}
        for h in groups:
            if h is g or not any(x is h for x in out) or not any(x is g for x in out) or h.stage != g.stage:
                continue
            if sentences & {a.sentence for a in h.acts} and _met_with_force(g, h):
                g.acts += h.acts
                g.notes.append(f"with {h.first.text!r} done to it")
                out = [x for x in out if x is not h]
                g.settle()
    return out


def remembered(g: Group) -> bool:
    """Only nouns of remembrance, or of a year and no more ("the 1994 massacre"): told of long after, as what everybody knows."""
    if not all(a.nominal for a in g.acts) or any(a.get("perp") for a in g.acts):
        return False
    if all(a.past for a in g.acts):
        return True
    times = [a.times[0] for a in g.acts if a.times]
    return len(g.acts) == 1 and g.first.definite and bool(times) and times[0].precision == "year" and not g.first.get("victim")


def outside_conflict(g: Group, language: str, sentences: Mapping[int, str]) -> None:
    """An accord of which no word is about a conflict is a promise between states, firms or parties."""
    known = topics(language)
    if g.concept not in ("agreement", "accord") or known is None:
        return
    told = [normal(sentences.get(a.sentence, "")) for a in g.acts]
    if not any(known.conflict.pattern.search(low) or known.accord.pattern.search(low) for low in told):
        g.concept = "pledge" if g.concept == "agreement" else "treaty"
        g.notes.append("an accord without a word of conflict")


def promised(g: Group) -> None:
    """Help, talks or concessions that a side will give are an agreement: PLOVER counts an offer or a promise as AGREE."""
    if g.concept in PROMISED and g.stage in ("planned", "announced") and any(a.get("perp") or a.get("speaker") for a in g.acts):
        g.notes.append(f"{g.concept} only promised")
        g.concept = "agreement"
        for a in g.acts:
            for f in a.roles.pop("speaker", []):
                a.fill("perp", f)


def political(e: Entity) -> bool:
    """Whether a side is one of public life: a state, force, group, party, body or office, or somebody whose country is told."""
    return e.country is not None or e.kind in _SIDES or e.category in _OFFICES or (e.actor is not None and e.kind in ("person", "organisation"))


def demanded(sayings: Sequence[Saying], sentences: Sequence[Sentence]) -> list[Group]:
    """ "The envoy said the rebels must withdraw": what a side says that another must do is asked for."""
    by_number = {s.number: s for s in sentences}
    out = []
    for saying in sayings:
        if saying.act != "say" or saying.speaker is None or saying.speaker.pronoun or saying.negated or not political(saying.speaker):
            continue
        s = by_number[saying.sentence]
        if (told := _told_to(s, saying)) is not None:
            out.append(told)
            continue
        for q in s.predicates:
            if not any("obligation" in w.classes for w in q.chunk.words) or q.passive or not _says(s, saying, q):
                continue
            asked = [e for c in q.get("subj") if (e := s.entities.get(c.index)) is not None and political(e) and not e.pronoun]
            if not asked or any(e.start == saying.speaker.start for e in asked):
                continue
            act = Act(
                "request", q.chunk.start, q.chunk.end, s.text[q.chunk.start - s.start : q.chunk.end - s.start], "demand", s.number, (s.start, s.end)
            )
            act.index, act.predicate = q.chunk.index, q
            act.fill("speaker", Filling(saying.speaker, slot="subj"))
            for e in asked:
                act.fill("target", Filling(e, slot="subj"))
            act.trace.append("said to be a must")
            group = Group([act])
            group.settle()
            out.append(group)
            break
    return out


def _told_to(s: Sentence, saying: Saying) -> Group | None:
    """ "The council told Iraq to account for them", "insisted that Chile hand back the isle": what is said is what another must do."""
    p = next((x for x in s.predicates if x.chunk.start == saying.start), None)
    if p is None or p.passive or saying.speaker is None or any(a.predicate is p for a in s.acts):
        return None
    behind = next((q for q in s.predicates if q.chunk.index > p.chunk.index), None)
    if behind is None or behind.chunk.head is None:
        return None
    if behind.chunk.infinitive and not behind.chunk.modal:
        asked = p.get("obj") if behind.chunk.index == max((c.index for c in p.get("obj")), default=-2) + 1 else []
    elif any("insisting" in w.classes for w in p.chunk.words) and behind.chunk.features == "FI" and len(behind.chunk.words) == 1:
        asked = [c for c in behind.get("subj") if (e := s.entities.get(c.index)) is not None and not e.plural]
    else:
        return None
    found = [e for c in asked if (e := s.entities.get(c.index)) is not None and political(e) and not e.pronoun and e.start != saying.speaker.start]
    if not found:
        return None
    act = Act("request", p.chunk.start, p.chunk.end, s.text[p.chunk.start - s.start : p.chunk.end - s.start], "demand", s.number, (s.start, s.end))
    act.index, act.predicate = p.chunk.index, p
    act.fill("speaker", Filling(saying.speaker, slot="subj"))
    for e in found:
        act.fill("target", Filling(e, slot="obj"))
    act.trace.append("told to")
    group = Group([act])
    group.settle()
    return group


def _says(s: Sentence, saying: Saying, q: Predicate) -> bool:
    """Whether q is what is said: right behind the verb of saying, or before it where that stands behind a comma."""
    between = [p for p in s.predicates if min(saying.end, q.chunk.end) <= p.chunk.start < max(saying.start, q.chunk.start)]
    if q.chunk.start > saying.end:
        return not between
    return attribution(s.chunks, max((c.index for c in s.chunks if c.kind == "COMMA" and c.start < saying.start), default=0))


def signed(groups: Sequence[Group]) -> list[Group]:
    """What is signed tells what the signing is: an agreement or a ceasefire; a signature under anything else is no event between sides."""
    out = list(groups)
    for g in groups:
        lead = g.first
        if g.concept != "accord" or lead.predicate is None or " " in lead.text:
            continue
        objects = {c.index for c in lead.predicate.get("obj")}
        h = next((x for x in out if x is not g and any(a.sentence == lead.sentence and a.index in objects for a in x.acts)), None)
        if h is not None and h.concept == "agreement":
            g.acts += h.acts
            out = [x for x in out if x is not h]
        elif h is not None:
            for role, fillings in lead.roles.items():
                for f in fillings:
                    h.first.fill(role, f)
            out = [x for x in out if x is not g]
        elif len({f.entity.country for f in (*lead.get("perp"), *lead.get("target")) if f.entity.country}) < 2:
            out = [x for x in out if x is not g]
    return out


def announced(g: Group, sentence: Sentence) -> None:
    """Harm that a side says it will do, or a step on a condition ("unless"), is a threat."""
    if g.stage not in ("planned", "announced") or g.concept is None:
        return
    conditional = any(c.kind == "SUB" and c.start > g.acts[-1].end and any("hypothetical" in w.classes for w in c.words) for c in sentence.chunks)
    spoken = any(w.entry("speech") is not None for p in sentence.predicates for w in p.chunk.words if p.chunk.start < g.first.start)
    if (g.concept in HARMFUL and spoken) or (conditional and g.concept in HARMFUL | {"withdrawal", "accusation", "strike_action"}):
        g.notes.append(f"{g.concept} announced" + (" on a condition" if conditional else ""))
        g.concept = "threat"
        for a in g.acts:
            a.stage = "threatened"
            for f in a.roles.pop("perp", []):
                a.fill("speaker", f)


def only_spoken_of(groups: Sequence[Group], sayings: Sequence[Saying] = ()) -> list[Group]:
    """The groups without those told only as what is asked for, refused, threatened, agreed on or accused of in the same sentence."""
    blame = [(x.sentence, x.start) for x in sayings if x.act in ("accuse", "blame", "deny")]
    words = [a for g in groups if g.concept in SPOKEN for a in g.acts if a.predicate is not None or _opens(a)]
    handling = [a for g in groups if g.concept in HANDLING for a in g.acts if a.predicate is not None]
    protests = {a.sentence for g in groups if g.concept in PROTESTS for a in g.acts}
    return [
        g
        for g in groups
        if g.concept is None
        or (_family(g) in VIOLENCE and g.concept != "territory_transfer")
        or typology()[g.concept].muc4 is not None
        or not (_behind(g, words) or _blamed(g, blame) or _handled(g, handling) or (g.concept in SPOKEN and _for_it(g, protests)))
    ]


def _blamed(g: Group, blame: Sequence[tuple[int, int]]) -> bool:
    """What somebody is only accused of ("accused Chad of backing the rebels")."""
    return all(_dependent(a) and any(n == a.sentence and at < a.start for n, at in blame) for a in g.acts)


def _opens(a: Act) -> bool:
    """ "its demand that Israel ease": a noun whose content stands behind it."""
    return a.frame == "demand" and a.nominal


def _behind(g: Group, words: Sequence[Act]) -> bool:
    if g.concept in SPOKEN - {"agreement"} and any(not _dependent(a) for a in g.acts):
        return False
    return all(any(w.sentence == a.sentence and w.start < a.start and w not in g.acts for w in words) for a in g.acts)


def _dependent(a: Act) -> bool:
    """A noun, gerund or infinitive, or a clause about somebody: no telling of its own."""
    p = a.predicate
    return p is None or p.gerund or p.chunk.infinitive or p.relative


def _handled(g: Group, handling: Sequence[Act]) -> bool:
    """A noun of action that is the object of another deed of words or policy."""
    if g.concept in OUTCOMES:
        return False
    return all(a.nominal and any(w.sentence == a.sentence and w not in g.acts and _object_of(a, w) for w in handling) for a in g.acts)


def _object_of(a: Act, w: Act) -> bool:
    assert w.predicate is not None
    slots = [c for slot in ("obj", "for", "on", "to", "from", "with", "of") for c in w.predicate.get(slot)]
    return any(a.chunk is x for c in slots for x in c.chain())


def _for_it(g: Group, protests: Set[int]) -> bool:
    """What a protest of the same sentence calls for."""
    return all(a.sentence in protests and _dependent(a) for a in g.acts)


def called_for(groups: Sequence[Group]) -> None:
    """Whom a protest calls on, where its own words name nobody: whom the demand told in its sentence is made to."""
    for g in groups:
        if g.concept not in PROTESTS or any(political(f.entity) for a in g.acts for f in a.get("target")):
            continue
        for a in [a for h in groups if h.concept == "request" for a in h.acts if a.sentence == g.first.sentence and _dependent(a)]:
            for f in a.get("target"):
                if political(f.entity):
                    g.first.fill("target", Filling(f.entity, slot="content"))


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
        if any(p.chunk.start == saying.start and p.chunk.modal for p in s.predicates):
            continue  # "would hold it accountable": nobody is accused yet
        act = Act("accusation", saying.start, saying.end, s.text[saying.start - s.start : saying.end - s.start], "say", s.number, (s.start, s.end))
        act.fill("speaker", Filling(saying.speaker, slot="subj"))
        for e in blamed:
            act.fill("target", Filling(e, slot="obj"))
        act.trace.append(f"saying {saying.act}")
        group = Group([act])
        group.settle()
        out.append(group)
    return out
