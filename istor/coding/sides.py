"""The sides of what is said and done, where the sentence itself tells them: whom a pronoun stands for, where people are from, whom words are about."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from istor.coding.acts import ANIMATE, Act, Filling, Sentence
from istor.coding.chunks import Chunk
from istor.coding.clauses import Predicate, attribution, complements_of
from istor.coding.entities import Entity
from istor.coding.promises import GOOD, settle_promises
from istor.coding.together import settle_joint
from istor.knowledge import typology
from istor.knowledge.actors import collectives

WORDS = frozenset(("say", "demand"))
"""Frames of acts done in words: what is said behind the verb tells whom they are about."""
_GROUPS = frozenset(("state", "state_force", "armed_group", "organisation", "party", "international"))
_BODIES = frozenset(("armed_group", "organisation", "party", "international"))
_LOCAL = frozenset(
    ("fighter", "group", "police", "government", "official", "protester", "politician", "party", "union", "journalist", "religious", "judge")
)
"""Kinds of people who are of the country that they are said to be in; soldiers and gunmen may be anyone's."""
_OFFICES = frozenset(("official", "diplomat", "politician", "judge", "religious"))
_HOME = frozenset(("government", "official", "party", "politician"))
_RULED = frozenset(("fighter", "group", "protester", "party", "politician", "activist", "media"))
_SUBJECTS = frozenset(("civilian", "party", "organisation"))
_FOREIGN = frozenset(("foreign", "foreigners", "hostage", "hostages", "tourist", "tourists", "refugee", "refugees", "migrant", "migrants", "aid", "relief", "western"))
_REACH = 24
"""Chunks behind a verb that are looked at for whom it is about."""


def settle_sides(s: Sentence) -> None:
    """Fill in countries, antecedents and targets of a sentence's acts from the sentence alone."""
    for act in s.acts:
        _said_of_oneself(s, act)
        if act.concept in GOOD or act.concept == "retaliate":
            _antecedents(s, act)
    settle_promises(s)
    settle_joint(s)
    _where_from(s)
    if (only := _only_country(s)) is not None:
        for act in s.acts:
            ruling = any(f.entity.country == only and f.entity.kind in ("state", "state_force", "person") for fs in act.roles.values() for f in fs)
            for fillings in act.roles.values():
                for f in fillings:
                    _domestic(f.entity, only, ruling)
    for act in s.acts:
        _antecedents(s, act)
        _possessors(s, act)
        _imposed(s, act, only)
    threats = [a.predicate for a in s.acts if a.concept == "threat" and a.predicate is not None]
    for act in s.acts:
        if act.nominal and act.stage == "accomplished" and any(act.chunk in p.get(slot) for p in threats for slot in ("obj", "with")):
            act.stage = "threatened"  # "threatened new attacks", "threatened them with air strikes"
        _spoken_by(s, act)
        if act.frame in WORDS or act.frame == "protest" or (act.frame == "impose" and not act.nominal) or (act.concept == "agreement" and not act.nominal):
            _addressed(s, act, only)
        elif act.frame == "withdraw":
            _left(s, act)
        elif act.frame == "move":
            _faced(s, act)


_AT_HOME = frozenset(("concession", "curfew", "martial_law", "restriction", "censorship"))


def _imposed(s: Sentence, act: Act, only: str | None) -> None:
    """What a government does at home, where nobody else is told of, it does to its own country: "Thailand's army imposed martial law"."""
    if act.concept not in _AT_HOME or only is None or act.negated or not any(f.entity.country == only for f in act.get("perp")):
        return
    if any(f.entity.country for role in ("target", "recipient") for f in act.get(role)):
        return
    for f in act.get("perp"):
        for w in (*f.entity.chunk.all_words(), *(w for q in f.entity.chunk.possessors for w in q.words)):
            demonym = w.place is not None and w.place.place is not None and w.place.place.country == only
            if demonym or (w.actor is not None and w.actor.kind == "state" and w.actor.country == only):
                act.fill("target", Filling(Entity(f.entity.chunk, w.start, w.end, w.text, kind="state", country=only, named=True, known=True), slot="home"))
                return


# ---- whose the government is
def _only_country(s: Sentence) -> str | None:
    """The one country that a sentence speaks of, or None where it speaks of several or none."""
    found = {x for w in s.words for x in (w.actor.country if w.actor else None, w.place.place.country if w.place and w.place.place else None) if x}
    return found.pop() if len(found) == 1 else None


def _domestic(e: Entity, only: str, ruling: bool = False) -> None:
    """ "The government", "opposition parties" in a sentence about one country are that country's: a definite word points to what is spoken of.
    So are the rebels and demonstrators whom a state has to do with, where no other country is spoken of."""
    if e.country is not None or (e.actor is not None and e.actor not in collectives()):
        return
    titled = e.kind == "state" and e.actor_name is not None and not e.plural  # "President Chiang Ching-kuo"
    if (ruling and (e.category in _RULED or (e.kind in _SUBJECTS and not any(w.lower in _FOREIGN for w in e.chunk.all_words())))) or (e.category in _HOME and (e.definite or e.category == "party" or titled)):
        e.country = only


# ---- where people are from
def _where_from(s: Sentence) -> None:
    """ "Rebels in the Ivory Coast", "students throughout Indonesia": people of the country that they are said to be in."""
    for act in s.acts:
        for role, fillings in act.roles.items():
            for f in list(fillings):
                e = f.entity
                if role in ("perp", "speaker") and _diplomatic(act.concept):
                    _several_countries(s, act, role, f)
                generic = e.actor is None or e.actor in collectives()
                if e.country is not None or not generic or (e.actor_name is not None and e.actor is None and e.category not in _LOCAL):
                    continue
                if act.frame == "protest" and role == "perp" and e.kind == "civilian" and f.slot == "subj" and not any(w.name for w in e.chunk.all_words()[1:]):
                    e.country = _country_of(act) or _country_behind(s, e.chunk)  # people who march in Tehran are of the country
                    continue
                doing = role in ("perp", "speaker") and f.slot == "subj" and e.kind == "civilian"
                if e.category in _LOCAL or doing:
                    e.country = _country_behind(s, e.chunk)


def _diplomatic(concept: str) -> bool:
    found = typology().get(concept)
    return found is not None and found.family == "diplomacy"


def _several_countries(s: Sentence, act: Act, role: str, f: Filling) -> None:
    """ "Negotiators from Peru and Chile": people of several countries stand for each."""
    e = f.entity
    k = e.chunk.index + 1
    if e.country is not None or not e.plural or k + 1 >= len(s.chunks) or s.chunks[k].kind != "PREP" or not s.chunks[k].slots & {"from", "of"}:
        return
    listed = [s.chunks[k + 1]]
    while (j := listed[-1].index + 2) < len(s.chunks) and s.chunks[j].kind == "NP" and s.chunks[j - 1].kind in ("CONJ", "COMMA"):
        listed.append(s.chunks[j])
    found = [x for c in listed if (x := s.entities.get(c.index)) is not None and (x.kind == "state" or x.place) and x.country]
    if len(found) > 1:
        for x in found:
            act.fill(role, Filling(replace(x, kind="state", place=False), slot=f.slot))


def _country_behind(s: Sentence, chunk: Chunk) -> str | None:
    """The country of the place right behind a phrase: "in Kenya", "at a jail in Dili"."""
    while chunk.of is not None:
        chunk = chunk.of
    k = chunk.index + 1
    if k < len(s.chunks) and s.chunks[k].kind == "VG" and any("based" in w.classes for w in s.chunks[k].words):
        k += 1  # "a group based in Trinidad"
    while k + 1 < len(s.chunks) and s.chunks[k].kind == "PREP" and s.chunks[k].slots & {"in", "from"} and s.chunks[k + 1].kind == "NP":
        found = _countries_of(s.chunks[k + 1])
        if found:
            return found[0] if len(set(found)) == 1 else None
        k += 2
    return None


def _country_of(act: Act) -> str | None:
    """The country of the places that a protest's own clause names, where they lie in one."""
    slots = act.predicate.slots if act.predicate is not None else {}
    found = {x for c in slots.get("in", []) for x in _countries_of(c)}
    return found.pop() if len(found) == 1 else None


def _countries_of(np: Chunk) -> list[str]:
    words = [*np.all_words(), *(w for p in np.possessors for w in p.words)]
    return [w.place.place.country for w in words if w.place is not None and w.place.kind == "place" and w.place.place and w.place.place.country]


# ---- whom a pronoun stands for
def _antecedents(s: Sentence, act: Act) -> None:
    """ "Hungary said it would help": the pronoun is the subject before it in the sentence."""
    for role, fillings in act.roles.items():
        for k, f in enumerate(fillings):
            if role == "victim" and f.effect in ("killed", "injured"):
                continue  # whom harm befell is followed through the whole report (persons.py)
            if f.entity.pronoun and "personal" in f.entity.chunk.words[0].classes:
                meant = _before(s, f.entity.chunk)
                if meant is not None:
                    fillings[k] = Filling(meant, f.effect, f.confidence, f.slot)


def _before(s: Sentence, chunk: Chunk) -> Entity | None:
    """The nearest subject before a pronoun or possessive that agrees with it."""
    for p in reversed(s.predicates):
        if p.chunk.index >= chunk.index:
            continue
        subjects = [c for c in (p.get("obj") if p.passive else p.get("subj")) if c.index < chunk.index]
        found = [e for c in subjects if (e := s.entities.get(c.index)) is not None and not e.pronoun and not e.trigger and not e.weapon]
        if found and _agrees(chunk, found):
            return found[0]
    return None


def _agrees(chunk: Chunk, found: list[Entity]) -> bool:
    e, classes = found[0], chunk.words[0].classes
    if not (e.kind in ANIMATE or e.named or e.country):
        return False
    if "plural_pronouns" in classes:
        return len(found) > 1 or e.plural or e.kind in _GROUPS
    if "neuter_pronouns" in classes:
        return e.kind not in ("person", "civilian") and e.category not in _OFFICES and not e.plural
    return len(found) == 1 and not e.plural


def _possessors(s: Sentence, act: Act) -> None:
    """ "their forces completed their withdrawal": whose it is, by the subject before."""
    if act.nominal and act.chunk is not None and act.frame not in ("kill", "die", "wound", "shoot", "torture", "abduct") and _owned(act.chunk):
        meant = _before(s, act.chunk)
        role = {"say": "speaker", "demand": "speaker"}.get(act.frame, "perp")
        if meant is not None and not act.get(role):
            act.fill(role, Filling(meant, slot="poss"))
    for fillings in act.roles.values():
        for f in fillings:
            e = f.entity
            if e.country is None and not e.actor and not e.named and _owned(e.chunk) and e.kind in ANIMATE:
                meant = _before(s, e.chunk)
                if meant is not None and meant is not e:
                    e.country = meant.country


def _owned(chunk: Chunk) -> bool:
    return "owned" in chunk.words[0].classes


# ---- whom words are about
def _said_of_oneself(s: Sentence, act: Act) -> None:
    """ "The party said it would boycott the vote": the future of what is said, no mere possibility."""
    p = act.predicate
    found = typology().get(act.concept)
    if act.stage != "hypothetical" or p is None or p.chunk.modal != "C" or (found is None and act.concept not in GOOD) or (found is not None and found.violent):
        return
    before = [q for q in s.predicates if q.chunk.index < p.chunk.index]
    behind = next((c.index for c in s.chunks[p.chunk.index :] if c.kind == "COMMA" and attribution(s.chunks, c.index)), None)
    if (before and _speaks(before[-1])) or (not before and behind is not None):
        act.stage = "announced"


def _speaks(p: Predicate) -> bool:
    """Whether a verb is one of saying, or a deed in words."""
    entry = p.chunk.entry
    return (p.chunk.head is not None and p.chunk.head.entry("speech") is not None) or (entry is not None and entry.kind == "trigger" and entry.extra in WORDS)


def _spoken_by(s: Sentence, act: Act) -> None:
    """ "The party issued a declaration demanding": who speaks is who issued it."""
    p = act.predicate
    if act.frame not in WORDS or p is None or any(f.entity.kind in ANIMATE or f.entity.named or f.entity.country for f in act.get("speaker")):
        return
    said = {f.entity.chunk.index for f in act.get("speaker")}
    for q in s.predicates:
        if q is not p and not q.passive and any(c.index in said for c in q.get("obj")):
            found = [Filling(e, slot="subj") for c in q.get("subj") if (e := s.entities.get(c.index)) is not None and not e.trigger and not e.weapon]
            if found:
                act.roles["speaker"] = found
            return


def _addressed(s: Sentence, act: Act, only: str | None = None) -> None:
    """Whom a threat, demand or refusal concerns, where the verb's own slots name nobody: the first other side in what it says."""
    if any(_side(f.entity) for role in ("target", "recipient") for f in act.get(role)):
        return
    speakers = {x for role in ("speaker", "perp") for f in act.get(role) for x in (f.entity.country, f.entity.actor) if x}
    taken = {f.entity.start for fs in act.roles.values() for f in fs}
    below = all(f.entity.kind in _BELOW for role in ("speaker", "perp") for f in act.get(role))
    own: Entity | None = None
    placed: Entity | None = None
    if (told := _addressee(s, act, speakers)) is not None:
        act.fill("target", Filling(replace(told), slot="told"))
        return
    for e in _content(s, act):
        if only is not None:
            _domestic(e, only, only in speakers)
        if e.start in taken or e.pronoun or not _side(e):
            continue
        if {e.country, e.actor} & speakers:
            state = e.actor is not None and e.actor == e.country
            if e.country and not _owned(e.chunk) and not e.place and ((act.frame == "protest" or below) if state else e.kind in ANIMATE):
                own = own or e
            continue
        if e.place:
            placed = placed or e
            continue
        act.fill("target", Filling(replace(e), slot="content"))
        return
    found = own or placed or _located(s, act, speakers)
    if found is not None:
        act.fill("target", Filling(replace(found), slot="content"))


_BELOW = frozenset(("armed_group", "party", "civilian", "organisation"))
"""Kinds of speakers whom the state of their country is another side to."""


def _addressee(s: Sentence, act: Act, speakers: set[str]) -> Entity | None:
    """ "North Korea told Seoul that it would regard ...": to whom it is said."""
    p = act.predicate
    if p is None or act.nominal:
        return None
    before = next((q for q in reversed(s.predicates) if q.chunk.index < p.chunk.index), None)
    if before is None or before.passive or before.chunk.head is None or before.chunk.head.entry("speech") is None:
        return None
    found = [e for c in (*before.get("obj"), *before.get("to")) if (e := s.entities.get(c.index)) is not None]
    return next((e for e in found if _side(e) and not e.trigger and not {e.country, e.actor} & speakers and e.kind != "person"), None)


def _located(s: Sentence, act: Act, speakers: set[str]) -> Entity | None:
    """The other country in which that is to be done which words are about: "the hanging of a maid in Singapore"."""
    if act.predicate is None or act.nominal:
        return None
    for c in s.chunks[act.predicate.chunk.index + 1 : act.predicate.chunk.index + _REACH]:
        if c.kind in ("STOP", "REL") or (c.kind == "COMMA" and attribution(s.chunks, c.index)):
            return None
        e = s.entities.get(c.index) if c.kind == "NP" else None
        head = c.head
        if e is None or head is None or not e.country or e.country in speakers or c.governor is None or "in" not in c.governor.slots:
            continue
        named = head.place is not None and head.place.place is not None and head.place.place.precision == "country"
        if (e.place and named) or (e.kind == "state" and e.actor == e.country):
            return e
    return None


def _left(s: Sentence, act: Act) -> None:
    """Forces withdraw from another's country: it is the side that they face."""
    slots = act.predicate.slots if act.predicate is not None else complements_of(s.chunks, act.index)
    own = {f.entity.country for role in ("perp", "force") for f in act.get(role)}
    for c in slots.get("from", []):
        e = s.entities.get(c.index)
        if e is not None and e.country and e.country not in own and e.kind in ("state", "unknown") and not (e.place and e.actor is None):
            act.fill("target", Filling(replace(e), slot="from"))
            return


def _faced(s: Sentence, act: Act) -> None:
    """Forces moved to a border face the country behind it."""
    own = {f.entity.country for role in ("perp", "force") for f in act.get(role)} - {None}
    if not own:
        return
    for k, c in enumerate(s.chunks[act.index + 1 : act.index + 9], act.index + 1):
        if c.kind in ("STOP", "SUB", "REL"):
            return
        if c.kind == "NP" and any("borders" in w.classes for w in c.words):
            behind = s.chunks[k + 2] if k + 2 < len(s.chunks) and s.chunks[k + 1].kind == "PREP" and s.chunks[k + 2].kind == "NP" else c
            for np in (c, behind):
                e = s.entities.get(np.index)
                if e is not None and e.country and e.country not in own:
                    act.fill("target", Filling(replace(e), slot="border"))
                    return


def _side(e: Entity) -> bool:
    return e.country is not None or (e.kind in _BODIES and bool(e.actor or e.named)) or (e.kind == "person" and e.actor is not None)


def _content(s: Sentence, act: Act) -> Iterator[Entity]:
    """Who is named in what a verb of words says, up to where another clause begins."""
    k = act.index + 1
    if k < len(s.chunks) and s.chunks[k].kind == "NP" and any(f.entity.chunk is s.chunks[k] for f in act.get("speaker")):
        return  # "..., warned the president": what is said stands before
    located = False
    for c in s.chunks[k : k + _REACH]:
        if c.kind == "STOP" or (c.kind == "REL" and not any("subordinators" in w.classes for w in c.words)):
            return
        if c.kind == "SUB" and not any(w.classes & {"hypothetical", "relatives"} for w in c.words):
            return
        if c.kind == "COMMA" and attribution(s.chunks, c.index):
            return
        if c.kind == "PREP":
            located = "in" in c.slots and not c.slots & {"on", "with", "from"}
        if c.kind == "NP":
            e = s.entities.get(c.index)
            if e is not None and not located:
                yield e
            for inner in c.possessors:
                yield from _possessor(s, inner)
            located = False


def _possessor(s: Sentence, np: Chunk) -> Iterator[Entity]:
    for w in np.words:
        if w.actor is not None and (w.actor.country or (w.actor.actor and w.actor.kind in _BODIES)):
            a = w.actor
            yield Entity(
                np,
                np.start,
                np.end,
                s.text[np.start - s.start : np.end - s.start],
                kind=a.kind,
                actor=a.actor,
                actor_name=a.name,
                country=a.country,
                named=True,
                known=True,
            )
            return
