"""A noun phrase becomes an entity: a person or group, a facility, a weapon, a place or an event of its own."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from istor.coding.chunks import Chunk
from istor.coding.words import Word
from istor.knowledge.actors import actors, collectives, holdings
from istor.knowledge.names import given_names
from istor.languages import fold
from istor.model import ActorMatch, Bounds
from istor.model.mention import ActorKind

_BODIES = frozenset(("armed_group", "party", "organisation", "international"))


class Entity(Struct):
    """What a noun phrase names. Offsets are the document's; `text` is without determiners."""

    chunk: Chunk
    start: int
    end: int
    text: str
    kind: ActorKind = "unknown"
    category: str = ""
    actor: str | None = None
    actor_name: str | None = None
    country: str | None = None
    number: Bounds | None = None
    plural: bool = False
    definite: bool = False
    pronoun: bool = False
    weapon: str = ""
    weapon_concept: str = ""
    trigger: bool = False
    place: bool = False
    """A place and nobody: no one acts or dies in this role."""
    named: bool = False
    negated: bool = False
    organisation: tuple[int, int] | None = None
    """Where the organisation stands whose people they are: "soldiers of the [Atlacatl Battalion]"."""
    description: tuple[int, int] | None = None
    """Where the title stands that a name is told with."""
    known: bool = False
    """Whether the tables know the head: a person, facility, weapon or actor."""


def entity(chunk: Chunk, text: str) -> Entity:
    """Read a noun phrase. A quantifier or collective hands over to what it counts ("a group of gunmen")."""
    words = chunk.words
    head = chunk.head or words[-1]
    inner = chunk
    quantifier = False
    while inner.of is not None and _quantifies(inner):
        inner = inner.of
        quantifier = True
    core = inner.head or inner.words[-1]
    first = next((w for w in words if not _light(w)), words[0])
    end = inner.end if inner is not chunk else chunk.end
    e = Entity(chunk, first.start, end, text[first.start : end])
    e.negated = any("negations" in w.classes for w in words)
    e.definite = any("definite" in w.classes for w in words[:2])
    e.pronoun = len(words) == 1 and bool(words[0].classes & {"pronouns", "relatives"}) and not words[0].entries
    e.trigger = core.entry("trigger") is not None and core.entry("person") is None and core.actor is None
    all_words = [*words, *(inner.words if inner is not chunk else [])]
    _class_of(e, core, all_words)
    e.place = core.place is not None and core.place.kind == "place" and core.actor is None and e.kind in ("unknown", "facility") and not _surname(core, words)
    if chunk.apposition is not None:
        _described(e, chunk.apposition, chunk.apposition_end, text)
    e.organisation = _organisation(e, core, all_words, inner)
    _origin(e, all_words, chunk, inner)
    if e.place and e.country is None and core.place is not None and core.place.place is not None:
        e.country = core.place.place.country
    _number(e, all_words, core, quantifier)
    if head.entry("person") and head.entry("person").extra in ("dead", "wounded"):  # type: ignore[union-attr]
        e.category = head.entry("person").extra  # type: ignore[union-attr]
        if e.number is None and len(words) > 1 and ((len(words) > 2 and any("singular" in w.classes for w in words[:2])) or _one(words[-2])):
            e.number, e.plural = Bounds.exactly(1), False  # "left a man dead"
    return e


def _surname(core: Word, words: list[Word]) -> bool:
    """Whether a place is a person's second name: "Carlos Valencia"."""
    return core.place is not None and any(w.end <= core.place.start and w.place is None and fold(w.text) in given_names() for w in words)


def _one(w: Word) -> bool:
    """Whether a word names one person: "left Ann Mayo dead", "leaving his son dead", "and another wounded"."""
    if {"apart", "determiners"} <= w.classes:
        return True
    person = w.entry("person")
    if person is not None:
        return "M" not in person.features and person.value == "civilian"
    return w.name and not w.entries and w.place is None and w.actor is None


def _light(w: Word) -> bool:
    return bool(w.classes & {"determiners", "possessive", "negations"}) and not w.entries and w.count is None


def _quantifies(chunk: Chunk) -> bool:
    head = chunk.head
    if head is None:
        return False
    if head.count is not None and not head.entries:
        return True
    return "quantifiers" in head.classes or (all(w.count is not None or _light(w) for w in chunk.words))


def _class_of(e: Entity, core: Word, words: list[Word]) -> None:
    person = core.entry("person")
    weapon = core.entry("weapon")
    if weapon is not None and person is None:
        e.weapon, e.weapon_concept, e.known = weapon.value, weapon.extra, True
    elif weapon is not None:
        e.weapon_concept = weapon.extra  # "suicide bomber": a person who brings the weapon
    if person is None and weapon is None:
        for w in reversed(words):
            told = w.entry("person")
            if told is not None and not w.entry("trigger") and "A" not in told.features:  # "a male lion" is no male
                person = told
                break
    if len(words) == 1 and {"apart", "determiners"} <= core.classes:
        e.kind, e.category, e.known, e.number = "civilian", "civilian", True, Bounds.exactly(1)  # "and another was wounded"
    if person is None and weapon is None and core.actor is None and _aged(core, words):
        # "the 16-year-old", "two 17-year-olds": an age stands for its person
        e.kind, e.category, e.known = "civilian", "civilian", True
        e.plural = core.lower.endswith("s")
        if not e.plural and not any(w.count is not None and w.count.kind == "count" for w in words):
            e.number = Bounds.exactly(1)
    if person is not None:
        e.kind, e.category, e.known = person.value, person.extra, True  # type: ignore[assignment]
        e.plural = "M" in person.features
    actor = _specific(core.actor, words) or next((w.actor for w in words if w.actor is not None), None)
    if actor is not None:
        force_like = person is not None and person.value not in ("unknown",) and actor.kind == "state" and actor.end <= core.start
        e.country = actor.country
        body = actor is core.actor and actor.kind in _BODIES and actor.start < core.start  # "International Labour Office": its head is part of its name
        if not force_like and (body or not (person is not None and person.value == "facility")):
            e.actor, e.actor_name = actor.actor, actor.name
            e.kind = actor.kind if actor.kind != "unknown" or not e.known else e.kind
            e.known = True
    if actor is None and person is not None and person.value not in ("facility",) and not e.plural:
        tail = _tail(words)
        if tail:
            e.actor_name = tail
    if e.actor in _agents():
        e.kind, e.country = _agents()[e.actor], None  # who speaks for an international body does not speak for his country
    e.named = e.actor_name is not None or any(w.name and not w.entries for w in words) or actor is not None


def _described(e: Entity, title: Chunk, end: int, text: str) -> None:
    """A name told with its title is who the title says."""
    told = entity(title, text)
    e.description = (told.start, end)
    if e.kind in ("unknown", "facility") and told.kind != "unknown":
        e.kind, e.category = told.kind, told.category
    e.category = e.category or told.category
    e.country = e.country or told.country
    e.known = e.named = True
    e.actor_name = e.actor_name or e.text


HANDS = frozenset(("fighter", "attacker", "mob", "military", "police", "group"))
"""Categories of people who may be somebody's."""
BODIES = frozenset(("armed_group", "state_force", "party", "organisation"))


def _organisation(e: Entity, core: Word, words: list[Word], inner: Chunk) -> tuple[int, int] | None:
    """Whose people they are: a body named inside the phrase ("FMLN commandos") or behind its "of" ("soldiers of the 3rd Brigade")."""
    if e.category not in HANDS and e.chunk is inner and e.kind not in BODIES:
        return None
    if e.place or e.trigger or e.kind == "facility":
        return None
    for w in words:
        a = w.actor
        if a is None or a.kind not in BODIES or a.actor in COLLECTIVE or (a.actor is None and w is core and len(words) == 1):
            continue
        held = [x for x in words if x.actor is a]
        if e.category in HANDS and len(held) > 1 and held[-1] is core and any(x.kind == "person" for x in core.entries) and a.kind == "armed_group":
            held = held[:-1]  # "Shining Path guerrillas" as one name
        if held[-1] is core and inner is e.chunk:
            continue
        return held[0].start, held[-1].end
    behind = inner.of
    for _ in range(3):
        if behind is None:
            break
        for w in behind.words:
            if w.actor is not None and w.actor.kind in BODIES and w.actor.actor not in COLLECTIVE:
                if e.kind == "unknown" and not e.known:
                    e.kind, e.country, e.known = w.actor.kind, e.country or w.actor.country, True
                    e.actor, e.actor_name = w.actor.actor, w.actor.name
                return w.actor.start, w.actor.end
        behind = behind.of
    return None


COLLECTIVE = frozenset(("guerrillas", "rebels", "insurgents", "terrorists", "gunmen", "militants", "paramilitaries", "bandits", "traffickers", "gang", "mob", "mercenaries", "separatists", "jihadists", "militia", "hijackers", "vigilantes"))
"""Actors that are only a kind of people: no organisation."""


def _specific(actor: ActorMatch | None, words: list[Word]) -> ActorMatch | None:
    """ "Hezbollah guerrillas": the group named beside a word for a kind of people."""
    if actor is None or actor.actor not in collectives():
        return actor
    return next((w.actor for w in words if w.actor is not None and w.actor.actor not in collectives() and (w.actor.kind in _BODIES or (w.actor.kind == "person" and w.actor.actor))), actor)


@cache
def _agents() -> dict[str | None, ActorKind]:
    """People known by their office in an international body, with its kind."""
    found: dict[str | None, ActorKind] = {}
    for h in holdings():
        body = actors().get(h.office)
        if body is not None and body.kind == "international":
            found[h.person] = "international"
    return found


def crew(e: Entity) -> Entity:
    """ "Israeli helicopters shelled": what is of a state's forces and acts stands for those forces."""
    a = next((w.actor for w in reversed(e.chunk.words) if w.actor is not None), None)
    if e.kind != "facility" or e.category != "vehicle" or a is None or a.kind not in ("state_force", "state", "international") or a.actor is None:
        return e
    return replace(e, kind="state_force" if a.kind == "state" else a.kind, category="military", actor=a.actor, actor_name=a.name, country=a.country)


def _aged(core: Word, words: list[Word]) -> bool:
    """Whether the head is an age ("16-year-old", "16 year old")."""
    last = words[-1]
    if core.end != last.end:
        return False
    if core.count is not None:
        return core.count.kind == "age" and not core.text.isdigit()
    # "16 year old": the words behind the number say that it is an age; "ten-year-old" says so itself, of what follows
    return any(w.count is not None and w.count.kind == "age" and "-" not in w.text for w in words[-3:-1]) and not core.entries and not core.name


def _tail(words: list[Word]) -> str:
    """The name behind a title: "President CEREZO" -> CEREZO. Words that no table knows, behind the last one that it does."""
    k = next((i for i in range(len(words) - 1, -1, -1) if words[i].entry("person") is not None), None)
    if k is None or k + 1 >= len(words):
        return ""
    rest = words[k + 1 :]
    plain = all(not w.entries and not w.classes and w.count is None and w.place is None and w.text[:1].isupper() for w in rest)
    return " ".join(w.text for w in rest) if plain and len(rest) <= 5 else ""


def _origin(e: Entity, words: list[Word], chunk: Chunk, inner: Chunk) -> None:
    """The country of an entity: its demonym, its possessor, or the place it is of."""
    if e.country is not None:
        return
    candidates = [w.place for w in words if w.place is not None]
    for possessor in chunk.possessors:
        candidates += [w.place for w in possessor.words if w.place is not None]
        for w in possessor.words:
            if w.actor is not None and w.actor.kind == "international" and e.kind == "state" and e.actor is None:
                e.kind = "international"  # "NATO's secretary general"
                return
            if w.actor is not None and w.actor.country:
                e.country = w.actor.country
                return
    if inner.of is not None:
        candidates += [w.place for w in inner.of.words if w.place is not None]
        e.country = _told_of(inner.of) if e.kind in _PEOPLE else None
        if e.country is not None:
            return
    for place in candidates:
        if place.place is not None and place.place.country and (place.kind == "demonym" or place.place.precision == "country"):
            e.country = place.place.country
            return


_PEOPLE = frozenset(("armed_group", "civilian", "state_force", "party", "organisation"))


def _told_of(of: Chunk) -> str | None:
    """The country of what people are of: "fighters of Sierra Leone's front", "members of Hamas"."""
    for w in (*of.words, *(w for q in of.possessors for w in q.words)):
        if w.actor is not None and w.actor.country:
            return w.actor.country
        if w.place is not None and w.place.place is not None and (w.place.kind == "demonym" or w.place.place.precision == "country"):
            return w.place.place.country
    return None


def _number(e: Entity, words: list[Word], core: Word, quantifier: bool) -> None:
    counts = [w.count for w in words if w.count is not None and w.count.kind == "count" and not w.count.ordinal]
    if counts:
        e.number = counts[0].bounds
        e.plural = e.plural or (e.number.low or 0) > 1
        return
    if e.negated:
        e.number = Bounds.exactly(0)
        return
    if e.plural and len(e.chunk.ages) > 1:
        e.number = Bounds.exactly(len(e.chunk.ages))  # "the other victims, ages 13, 17 and 19"
        return
    if quantifier or e.plural:
        return
    singular = any("singular" in w.classes for w in words[:2])
    noun = next((x for x in core.entries if x.pos == "n"), None)
    if (
        singular
        or (noun is not None and "N" in noun.features and e.kind in ("civilian", "person", "state_force", "state", "party", "facility"))
        or (e.named and not noun and (not e.actor or e.kind == "person"))
    ):
        e.number = Bounds.exactly(1)
