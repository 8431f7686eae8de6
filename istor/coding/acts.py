"""Triggers become acts: what is said to have happened in one clause, with who fills which role and how sure it is.

An act is one telling; `gathering` joins the tellings of one event. The rule for each role is the frame of the trigger (knowledge/frames.tsv).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set

from msgspec import Struct, field

from istor.coding.chunks import Chunk, Chunker
from istor.coding.clauses import Predicate, be, complements_of, predicates
from istor.coding.conditions import DEEDS, Conditions, conditions, phrases
from istor.coding.entities import Entity, crew, entity
from istor.coding.glosses import without_glosses
from istor.coding.lexicon import Entry, Lexicon, normal
from istor.coding.naming import name_of
from istor.coding.signs import occasion_words
from istor.coding.words import Layers, Word, ground, words_of
from istor.knowledge import typology
from istor.knowledge.frames import Frame, frames
from istor.knowledge.turns import turns
from istor.languages import fold
from istor.languages.patterns import sought, words_in
from istor.model import Bounds, Timex, Toponym

ARMING = frozenset(("self_explosion", "plant_weapon", "throw_weapon", "drop_weapon", "weapon_falls", "touch_off"))
"""Verbs of every day that are acts only with a weapon as their object."""
BEARING = frozenset(("take_away", "send_force", "leave_place", "enter_place", "open_base", "oust", "abandon", "ram"))
"""Verbs of every day that are acts only of those who bear arms."""
MOVING = frozenset(("leave_place", "enter_place"))
FORCES = frozenset(("state_force", "armed_group", "international"))
PROTESTS = frozenset(("peaceful_protest", "violent_demonstration", "strike_action"))
SENSES = ARMING | BEARING | {"goodwill", "seize", "find_weapon", "use_weapon", "bring_down", "set_loose", "hand_over_verb", "set_up", "assail", "break_up"}
"""What a verb may mean besides its first sense; `gathering` keeps what makes a type."""
_DECREED = frozenset(("curfew", "martial_law", "ceasefire", "agreement", "censorship"))
"""What comes into being by being declared, whoever declares it ("a curfew was imposed")."""
NEARBY = 30
"""Characters behind a verb of fighting in which stands what is fought."""
GROUND = 25
"""Characters between the words of a court and the crime that it judged."""
_CLAUSES = (" that", " que")
"""What closes a verb whose object is a clause."""
WHOLLY = ("down", "ground", "ashes")
"""Words inside a verb of burning that leave nothing standing."""
FAR = 120
"""Characters behind a verb within which the words stand that close its form."""
_DIGITS = re.compile(r"\d+")
ANIMATE = frozenset(("state", "state_force", "armed_group", "party", "civilian", "person", "organisation", "international"))


class Filling(Struct):
    entity: Entity
    effect: str | None = None
    confidence: str = "fact"
    slot: str = ""


class Act(Struct):
    """One telling of an act. `sentence` counts within the part; offsets are the document's."""

    concept: str
    start: int
    end: int
    text: str
    frame: str
    sentence: int
    span: tuple[int, int]
    heading: bool = False
    nominal: bool = False
    definite: bool = False
    plural: bool = False
    stage: str = "accomplished"
    modality: str = "asserted"
    negated: bool = False
    other: bool = False
    """ "another attack", "a separate attack": not one told before."""
    ordinal: int = 0
    """Which of several told before it is: "the second attack" is 2."""
    neutral: bool = False
    """A word for killing that accidents and hazards take as well ("killed", not "murdered")."""
    hazard: bool = False
    """The sentence names an accident or a natural hazard."""
    past: bool = False
    """A noun behind words of remembrance ("the memorial to", "the anniversary of")."""
    told: bool = False
    """A noun that a verb says to have happened ("clashes broke out")."""
    background: bool = False
    """The sentence tells of other times or of many events ("165 people were killed last year")."""
    one_of_several: bool = False
    """Copied from a telling of several: "the attacks of 11 and 14 March"."""
    claimants: list[Entity] = field(default_factory=list)
    """Who is said to claim it."""
    ground: bool = False
    """Told only as what somebody was tried for ("guilty of murdering his wife")."""
    lapse: int = 0
    """Its side of a lapse of days told in its sentence: 1 for what came "three days after", 2 for what came before, 0 where there is none."""
    opens: bool = False
    """Told in the first sentence of a paragraph."""
    denied: bool = False
    """Told only as what somebody denies ("denied that its jets had bombed a village")."""
    achieved: bool = False
    """An infinitive of which words before it say that it came about ("managed to kill")."""
    roles: dict[str, list[Filling]] = field(default_factory=dict)
    weapons: list[Entity] = field(default_factory=list)
    times: list[Timex] = field(default_factory=list)
    places: list[Toponym] = field(default_factory=list)
    number: Entity | None = None
    causes: list[Act] = field(default_factory=list)
    """Acts of the same sentence that this one is the effect or the means of: they are tellings of one event."""
    speaker: Entity | None = None
    trace: list[str] = field(default_factory=list)
    chunk: Chunk | None = None
    predicate: Predicate | None = None
    index: int = 0

    def fill(self, role: str, filling: Filling) -> None:
        fills = self.roles.setdefault(role, [])
        if all(f.entity.start != filling.entity.start for f in fills):
            fills.append(filling)

    def get(self, role: str) -> list[Filling]:
        return self.roles.get(role, [])


def _contracted(c: Chunk) -> bool:
    """Whether the article is inside the preposition before it ("du", "des")."""
    return c.governor is not None and any("determiners" in w.classes for w in c.governor.words)


def _bears_arms(w: Word) -> bool:
    """Whether a word is of those who bear arms, or a name that may be."""
    if w.actor is not None:
        return True
    return any(e.kind == "person" and (e.value in ("state_force", "armed_group", "international") or e.extra in ("attacker", "mob")) for e in w.entries)


def _telling(w: Word, armed: bool, forces: bool) -> bool:
    """Whether a word can tell of an act, of who says so, or of whom "the group" is; a sentence without one is not read closely."""
    if w.actor is not None and w.actor.kind == "armed_group":
        return True
    whom = ("dead", "wounded", "victim", "group")
    return any(
        e.kind == "speech" or (e.kind == "trigger" and (armed or e.value not in ARMING) and (armed or forces or e.value not in BEARING)) or (e.kind == "person" and e.extra in whom)
        for e in w.entries
    )


def _for_its_government(w: Word, c: Chunk) -> bool:
    """ "led by the United States", "blamed Washington": a name that acts is no place, unless a preposition of place stands before it."""
    if w.actor is None or w.actor.kind not in ("state", "international"):
        return False
    return c.governor is None or not c.governor.slots & ({"in", "on", "to"} | ({"from"} if w.actor.kind == "state" else set()))


def _label(s: Sentence, c: Chunk) -> bool:
    """ "Nigeria: gunmen kill 40": where, if no other country is named behind; "Iran: Israeli strike kills general" is what Iran says."""
    if c.index != 0 or len(s.chunks) < 3 or s.chunks[1].kind != "STOP" or s.chunks[1].words[0].text != ":":
        return False
    own = {w.place.place.country for w in c.words if w.place is not None and w.place.place is not None}
    behind = (x for x in s.words if x.start > c.end)
    return all((x.place is None or x.place.place is None or x.place.place.country in own) and (x.actor is None or x.actor.country in own or not x.actor.country) for x in behind)


class Sentence(Struct, eq=False):
    """A sentence read: its chunks, predicates, entities and acts."""

    number: int
    start: int
    end: int
    heading: bool
    words: list[Word]
    chunks: list[Chunk]
    predicates: list[Predicate]
    entities: dict[int, Entity]
    acts: list[Act]
    text: str = ""
    low: str = ""
    """The text in small letters, as the patterns of the tables have it."""
    held: Set[str] = frozenset()
    """Its words, by which most patterns are seen to match nowhere in it."""
    document: str = ""
    """The text that offsets are of."""
    staging: list[tuple[str, re.Pattern[str]]] | None = None
    """The cues of stage that may stand in it, once they are asked for."""

    def names(self, sorts: frozenset[str]) -> bool:
        """Whether any word is for people of these kinds or categories; where none is, no phrase is."""
        return any(p.value in sorts or p.extra in sorts for w in self.words if w.heads is not None and (p := w.heads.get("person")) is not None)


CASUALTIES = frozenset(("dead", "wounded", "victim"))
STAGING = frozenset(("planned", "announced", "threatened", "attempted", "hypothetical", "suspected", "reported", "recurring", "historical", "negated"))
"""Senses of cues that tell how far an act has come, and how sure it is."""
_NEVER = sought("(?!)")


def _only_where(s: Sentence, w: Word) -> bool:
    """Whether a name inside the phrase of an act says where it was: "the Kabul attack", "the Mali ambush". A country is a side where the act was in another: "Turkey's attack on
    Syria", "Turkey attack on Syria"; an abbreviation is used as an adjective: "US strikes"."""
    where = w.place
    if where is None or where.kind != "place" or where.place is None or w.text.isupper():
        return False
    if where.place.precision != "country":
        return True
    return not any(x.place is not None and x.place.kind == "place" and (y := x.place.place) is not None and y.country != where.place.country for x in s.words)


def _lapse(c: Chunk, behind: Chunk) -> bool:
    """Whether what is told behind lies days away from what is told before: "three days after the army had killed"."""
    span = next((w.time for w in c.words if w.time is not None), None)
    days = span is not None and (span.follows or span.type == "DURATION") and "T" not in (span.value or "")
    return days and behind.kind in ("SUB", "PREP") and "sequels" in behind.words[0].classes


def _shot_at(e: Entity) -> bool:
    """Whether what stands behind "at" is somebody: "shot at the officers", not "four shot at birthday party" nor "at the armory"."""
    head = e.chunk.head
    bodies = e.kind in ("party", "organisation", "international") and e.actor is None
    return e.pronoun or (e.kind in ANIMATE and not bodies and head is not None and (head.entry("person") is not None or head.actor is not None))


class _Entities(dict[int, Entity]):
    """The entities of a sentence by chunk index, each read when it is first asked for."""

    def __init__(self, chunks: list[Chunk], text: str) -> None:
        super().__init__()
        self._chunks, self._text = chunks, text

    def __missing__(self, index: int) -> Entity:
        if not (0 <= index < len(self._chunks)) or self._chunks[index].kind != "NP":
            raise KeyError(index)
        found = self[index] = entity(self._chunks[index], self._text)
        return found

    def get(self, index: int, default: Entity | None = None) -> Entity | None:  # type: ignore[override]
        try:
            return self[index]
        except KeyError:
            return default

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and 0 <= index < len(self._chunks) and self._chunks[index].kind == "NP"


class Reader:
    """Reads sentences of one part with one lexicon and the part's grounded layers."""

    def __init__(self, text: str, lex: Lexicon, layers: Layers) -> None:
        self.text, self.lex, self.layers = text, lex, layers
        self.chunker = Chunker(lex)
        self.frames = frames()
        self._words = frozenset(c.name for c in typology().values() if not c.violent and c.family in ("diplomacy", "strategic", "movement"))
        self.conditions = phrases(lex.code)
        cues = dict(lex.cues)
        self.staging = [(sense, cue) for sense, cue in lex.cues if sense in STAGING]
        self.according, self.background, self.apart, self.recurring = (cues.get(sense, _NEVER) for sense in ("according", "background", "apart", "recurring"))

    def sentence(self, number: int, start: int, end: int, heading: bool) -> Sentence:
        words = words_of(self.text, start, end, self.lex)
        ground(words, self.layers)
        telling = [w for w in words if w.heads is not None or w.actor is not None]
        armed = any(w.heads is not None and "weapon" in w.heads for w in telling)
        forces = any(_bears_arms(w) for w in telling)
        told = any(_telling(w, armed, forces) for w in telling) or any(w.lower in self.lex.split for w in words)
        text = self.text[start:end]
        low = normal(text)
        held = words_in(low).union([w.lower for w in words])  # the tables' words too: "couldn't" holds "could"
        if not told and not self.according.within(low, held) and not self._conditioned(low):
            return Sentence(number, start, end, heading, words, [], [], {}, [], text, low, held, self.text)
        ages = self._ages(start, end)
        chunks = self.chunker.chunk(without_glosses([w for w in words if not any(a <= w.start < b for a, b in ages)] if ages else words))
        self._aged(chunks, ages)
        preds = predicates(chunks)
        entities = _Entities(chunks, self.text)
        s = Sentence(number, start, end, heading, words, chunks, preds, entities, [], text, low, held, self.text)
        self._verbal(s)
        self._nominal(s)
        self._casualty_nouns(s)
        if self.conditions is not None:
            self._states(s, self.conditions)
        self._fatal(s)
        self._extent(s)
        self._circumstances(s)
        if s.acts:
            self._no_acts(s)
            self._apart(s)
        s.acts.sort(key=lambda a: a.start)
        if any(a.stage == "series" for a in s.acts):
            for act in s.acts:
                if act.nominal and act.plural and not act.get("perp") and act.stage == "accomplished":
                    act.stage = "series"  # "were hit 24 times, attacks that ...": the same series
        return s

    def closely(self, s: Sentence) -> None:
        """Read the phrases of a sentence that tells of no act."""
        if not s.chunks:
            s.chunks = self.chunker.chunk(without_glosses(s.words))
            s.predicates = predicates(s.chunks)
            s.entities = _Entities(s.chunks, self.text)

    def _states(self, s: Sentence, known: Conditions) -> None:
        """ "pronounced dead", "in critical condition": effects told as the state that people are in."""
        for c in conditions(s, known):
            # "life-threatening injuries" threatens nobody; who was "found shot" shot nobody
            if c.person.category == "dead" and c.state in ("shot", "injured"):
                c = c._replace(state="slain" if c.state == "shot" else "killed")  # "two bodies with gunshot wounds"
            deed = DEEDS.get(c.state)
            weapons = [w for a in s.acts if c.start <= a.start < c.end for w in a.weapons]  # "a gunshot wound": the shot stays
            s.acts[:] = [a for a in s.acts if not c.start <= a.start < c.end or (a.frame != "say" and (deed is None or a.start == c.start))]
            concept, frame, effect = deed or (("death", "die", c.state) if c.state == "killed" else ("injury", "wound", c.state))
            if s.acts and (s.acts[-1].start, s.acts[-1].end) == (c.start, c.end) and all(f.slot == "condition" for f in s.acts[-1].get("victim")):
                s.acts[-1].fill("victim", Filling(c.person, effect, slot="condition"))  # "one man and one woman were found dead": two in one telling
                continue
            act = Act(concept, c.start, c.end, self.text[c.start : c.end], frame, s.number, (s.start, s.end), heading=s.heading, index=c.at)
            act.negated = c.state == "unharmed"
            act.weapons += weapons
            act.fill("victim", Filling(c.person, effect, slot="condition"))
            act.trace.append(f"condition {act.text!r}: {c.state}")
            s.acts.append(act)

    def _conditioned(self, low: str) -> bool:
        """Whether somebody's state is told ("is in critical condition")."""
        return self.conditions is not None and self.conditions.pattern.search(low) is not None

    def _ages(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where ages are told beside people ("Smith, 34, was"): they stand between a name and its verb, and count nobody."""
        pattern, text = self.lex.ages, self.text[start:end]
        if pattern is None or _DIGITS.search(text) is None:
            return []
        return [(start + m.start(), start + m.end()) for m in pattern.finditer(text)]

    def _aged(self, chunks: list[Chunk], ages: list[tuple[int, int]]) -> None:
        """Ages belong to the people named right before them."""
        for start, end in ages:
            whose = next((c for c in reversed(chunks) if c.end <= start), None)
            if whose is not None and whose.kind == "NP":
                if whose.governor is not None and "of" in whose.governor.slots and whose.index >= 2 and not whose.words[0].name:
                    whose = chunks[whose.index - 2]  # "two of the boys, 14 and 15"
                whose.ages = tuple(int(x) for x in _DIGITS.findall(self.text[start:end]))

    @staticmethod
    def _fatally(s: Sentence, chunk: Chunk) -> bool:
        """Whether the word right before a verb says that it was fatal ("shot and fatally wounded")."""
        before = s.words[bisect_left(s.words, chunk.start, key=lambda w: w.start) - 1 : bisect_left(s.words, chunk.start, key=lambda w: w.start)]
        return chunk.kind == "VG" and any("fatal" in w.classes for w in before)

    def _fatal(self, s: Sentence) -> None:
        """ "fatally shot", "the fatal shooting of": who was hurt died."""
        for act in s.acts:
            hurt = [f for f in act.get("victim") if f.effect == "injured"]
            chunk = act.chunk if act.chunk is not None else act.predicate.chunk if act.predicate is not None else None
            if not hurt or chunk is None or not (any("fatal" in w.classes for w in chunk.words) or self._fatally(s, chunk)):
                continue
            for f in hurt:
                f.effect = "killed"

    @staticmethod
    def _extent(s: Sentence) -> None:
        """ "partially destroyed" is damaged, "burned down" is destroyed; what was set on fire need not be."""
        for act in s.acts:
            chunk = act.chunk if act.chunk is not None else act.predicate.chunk if act.predicate is not None else None
            hit = [f for f in act.get("target") if f.effect in ("destroyed", "damaged")]
            if chunk is None or not hit:
                continue
            at = bisect_left(s.words, chunk.start, key=lambda w: w.start)
            beside = [w for w in s.words[max(0, at - 1) : at + len(chunk.words) + 2] if w.end <= chunk.end + 12]
            partly, wholly = (any(name in w.classes for w in beside) for name in ("partly", "wholly"))
            wholly = wholly or any(x in act.text.lower().split() for x in WHOLLY)
            for f in hit:
                f.effect = "damaged" if partly and f.effect == "destroyed" else "destroyed" if wholly and act.concept == "arson" else f.effect

    OPENING = 30
    """Characters at the start of a sentence in which a word stands that sets it apart from what was told before."""

    def _apart(self, s: Sentence) -> None:
        """ "another bomb", "in a separate attack", "Meanwhile, ...": not an act told before, unless the words point back ("the attack")."""
        opens = self.apart.may(s.held) and self.apart.pattern.match(s.low[: self.OPENING].lstrip()) is not None
        for act in s.acts:
            own = [w for chunk in (act.chunk, *(e.chunk for e in act.weapons)) if chunk is not None for w in chunk.words]
            act.other |= any("apart" in w.classes for w in own) or (opens and not (act.nominal and act.definite))

    def _no_acts(self, s: Sentence) -> None:
        """What reads like an act and is none: a heart attack, a virus that attacks, the plot of a film, a war of long ago."""
        hazards = [(s.start + m.start(), s.start + m.end()) for m in self.lex.hazards.found(s.low, s.held)]
        grounds = [s.start + m.end() for m in self.lex.grounds.found(s.low, s.held)]
        fiction, illness, background = (x.within(s.low, s.held) for x in (self.lex.fiction, self.lex.illness, self.background))
        kept = []
        for act in s.acts:
            act.hazard, act.background = bool(hazards), background
            act.ground = any(at < act.start <= at + GROUND for at in grounds)
            by = [f.entity for f in act.get("perp") if not f.entity.pronoun and (f.entity.kind in ANIMATE or f.entity.category)]
            if act.concept not in ("abduction", "arrest") and self._of_animals(act):
                continue  # "rangers shot a leopard"
            if act.neutral and not act.weapons and by and all(self.lex.drivers.search(normal(e.text)) for e in by):
                continue  # "a driver who killed a cyclist"
            if illness and (act.concept in ("death", "injury") or act.neutral) and not by and not act.weapons:
                continue  # "two people died of cholera" is nobody's deed
            if any(a <= act.start < b for a, b in hazards) and act.concept not in ("explosion", "arson"):
                continue
            subjects = act.predicate.get("by" if act.predicate.passive else "subj") if act.predicate is not None else []
            heads = [c.head for c in subjects if c.head is not None]
            if heads and act.concept == "impact" and not act.weapons and all(self.lex.drivers.search(h.lower) for h in heads):
                act.hazard = True  # "the train hit a herd"
            if heads and all(any(a <= h.start < b for a, b in hazards) for h in heads):
                continue
            if fiction and act.frame not in ("say", "demand"):
                continue
            fought = act.predicate is not None and any(0 < a - act.end < NEARBY for a, _ in hazards)
            if act.concept == "armed_clash" and not act.weapons and (fought or self._against_nothing_alive(s, act)):
                continue  # "firefighters are fighting blazes", "fight the cuts"
            kept.append(act)
        s.acts[:] = kept

    # ---- triggers that are verbs
    def _verbal(self, s: Sentence) -> None:
        for p in s.predicates:
            closed = self._closed(s, p)
            entry = closed or p.chunk.entry
            if entry is not None and entry.kind == "speech":
                p.chunk.entry = entry
            if entry is None or entry.kind != "trigger" or p.chunk.head is None:
                continue
            told = self._deed(s, p, entry, p.chunk.head)
            if closed is not None and closed.value in self._words:
                continue  # "took the station off the air" seizes nothing
            for other in p.chunk.head.entries:
                fits = other.pos == "v" and other.value != entry.value and set(other.features) & set(entry.features)
                if fits and other.value in SENSES and not (told and other.value in ("enter_place", "leave_place", "break_up")):
                    told |= self._deed(s, p, other, p.chunk.head)

    def _deed(self, s: Sentence, p: Predicate, entry: Entry, head: Word) -> bool:
        """One sense of a verb as an act; False where its slots do not give it what it needs."""
        frame = self.frames[entry.extra]
        self._shared_object(s, p)
        self._elliptical_passive(s, p, frame)
        act = self._act(s, entry.value, head, frame, p.chunk.index)
        act.predicate = p
        act.negated = p.chunk.negated or self._without(s, p.chunk.index)
        if p.chunk.infinitive and p.governor is not None:
            act.achieved = any("achieving" in w.classes for w in s.words if p.governor.chunk.start <= w.start < p.chunk.start)
        act.neutral = entry.extra == "kill" and entry.lemma in self.lex.neutral
        act.trace.append(f"verb {entry.lemma} [{frame.name}]")
        slots = dict(p.slots)
        if frame.name in ("say", "demand") and (behind := self._inverted(s, p)) is not None:
            slots["subj"], slots["obj"] = [behind], []
        if any(f.effect for f in frame.slots.get("of", ())):
            slots.pop("of", None)  # "killing Smith, of Kansas City": of is the victim's with nouns only
        if p.governor is not None and p.chunk.infinitive and any("forestalled" in w.classes for w in p.governor.chunk.words):
            slots.pop("subj", None)  # "foiled an attempt to plant a bomb": who foiled it planted none
        if not p.passive and any("reciprocals" in w.classes for c in p.get("obj") for w in c.words) and frame.name == "attack":
            act.concept, slots["obj"] = "armed_clash", []  # "attacked each other"
        if p.passive and act.concept == "shooting" and any((e := s.entities.get(c.index)) is not None and e.weapon for c in p.get("obj")):
            act.concept, slots["with"], slots["obj"] = "fire_weapon", p.get("obj"), slots.pop("complement", [])  # "tear gas was fired at the crowd"
        if p.passive:
            slots["subj"] = slots.pop("by", [])
            if " " in head.text and frame.name == "give" and slots.get("obj"):
                slots["to"] = [*slots.get("to", []), *slots.pop("obj")]  # "were granted asylum": what is given is in the verb
        else:
            slots.pop("by", None)
            if any("reflexives" in w.classes for c in p.get("obj") for w in c.words):
                # "shot himself", "killed his wife and himself"
                others = [c for c in p.get("obj") if not any("reflexives" in w.classes for w in c.words)]
                if act.concept == "beating" and not others:
                    return False  # penitents who whip themselves
                slots["obj"] = others + [c for c in p.get("subj") if c not in others]
        if "obj" not in frame.slots and p.get("obj") and (not slots.get("subj") or p.governor is not None) and not p.passive:
            slots["subj"], slots["obj"] = p.get("obj"), []  # what takes no object has its subject behind it: "murieron dos personas"
        if act.concept == "self_explosion" and any("reflexive_clitics" in w.classes for w in p.chunk.words):
            act.concept = "suicide_bombing"  # "s'est fait exploser"; "a fait exploser la défense" says nothing of a bomb
        self._fill(s, act, frame, slots)
        if act.concept in ("destruction", "killing") and not p.passive and (held := [e for c in p.get("obj") if (e := s.entities.get(c.index)) is not None and e.weapon and e.weapon_concept]):
            act.concept = "find_weapon" if held[0].weapon_concept == "bombing" else "bring_down"  # "destroyed three mines", "destroyed 28 drones"
        if act.concept == "arson" and (burnt := act.get("target")) and all(f.entity.kind in ("civilian", "person") and f.entity.number is not None for f in burnt):
            return False  # "burned 22 worshippers": people are hurt by fire, buildings are set on it
        if act.concept in ARMING and not act.weapons:
            return False  # "left the room", "threw a party"
        if act.concept == "fire_weapon" and not act.weapons and self._fired_nothing_that_shoots(s, p):
            return False  # "fired its manager", "lancé un appel à témoins"
        if act.concept == "violent_demonstration" and not act.get("perp") and self._no_crowd(s, p):
            return False  # "the dispute degenerated"
        if act.concept == "leave_place" and any(c.index in s.entities and s.entities[c.index].category in ("dead", "wounded") for c in p.get("obj")):
            return False  # "leaving seven boys dead": nobody leaves a place
        if act.concept in MOVING and not any(f.entity.kind in FORCES for f in act.get("perp")):
            return False  # "a shooting that left two dead": nobody leaves a place
        if act.neutral and not p.passive and slots.get("subj") and not act.get("perp") and self._lifeless(s, slots["subj"]):
            act.concept = "death"  # "the virus killed two", "the fire killed ten": a death by what the sentence names
        if act.concept == "impact":
            self._struck(s, act, slots)
        if act.concept == "shooting" and not p.passive and not slots.get("obj"):
            for c in slots.get("on", []):  # "shot at the officers"
                e = s.entities.get(c.index)
                if e is not None and (e.kind in ANIMATE or e.category == "vehicle"):
                    act.fill("target", Filling(e, slot="on"))
        self._stage_of_verb(s, act, p)
        self._repeated(s, act, p.chunk.index)
        s.acts.append(act)
        return True

    @staticmethod
    def _fired_nothing_that_shoots(s: Sentence, p: Predicate) -> bool:
        """Whether a verb of firing has an object of its own that is neither a shot nor how often it was fired."""
        fired = [e for c in p.get("obj") if (e := s.entities.get(c.index)) is not None]
        return bool(fired) and not any(e.weapon or any("times_words" in w.classes for w in e.chunk.words) for e in fired)

    @classmethod
    def _no_crowd(cls, s: Sentence, p: Predicate) -> bool:
        """Whether what is said to turn to violence is neither people nor a protest."""
        turned = p.get("obj" if p.passive else "subj")
        protests = any(e.value in PROTESTS for c in turned if c.head is not None for e in c.head.entries if e.kind == "trigger")
        return bool(turned) and not protests and all(c.head is None or not c.head.name for c in turned) and all(
            (e := s.entities.get(c.index)) is not None and e.kind == "unknown" and not (e.pronoun or e.named or e.place) for c in turned
        )

    def _of_animals(self, act: Act) -> bool:
        """Whether all that is hit or hurt are animals."""
        hit = [f.entity for role in ("victim", "target") for f in act.get(role)]
        return bool(hit) and all(self._animal(e) for e in hit)

    def _animal(self, e: Entity) -> bool:
        m = None
        for m in self.lex.animals.finditer(normal(e.text)):  # noqa: B007  the last one is meant
            pass
        return m is not None and (e.kind == "unknown" or m.end() == len(e.text))  # "one of the family dogs"

    def _against_nothing_alive(self, s: Sentence, act: Act) -> bool:
        """Whether a verb of fighting has an object that nobody fights with arms."""
        against = act.predicate.get("obj") if act.predicate is not None and not act.predicate.passive else []
        found = [e for c in against if (e := s.entities.get(c.index)) is not None]
        return self._lifeless(s, against) and not any(e.named or e.place or e.actor or e.kind != "unknown" for e in found)

    @staticmethod
    def _lifeless(s: Sentence, subjects: list[Chunk]) -> bool:
        """Whether what is said to kill is neither somebody nor an act nor a weapon."""
        found = [e for c in subjects if (e := s.entities.get(c.index)) is not None]
        return bool(found) and not any(e.trigger or e.weapon or e.weapon_concept or e.pronoun or e.kind in ANIMATE for e in found)

    def _closed(self, s: Sentence, p: Predicate) -> Entry | None:
        """The trigger whose form closes behind its object ("set two schools on fire"); the object loses the words that close it."""
        head = p.chunk.head
        for tail, entry, within in self.lex.split.get(head.lower, ()) if head is not None else ():
            after = s.chunks[p.clause[1]] if p.clause[1] < len(s.chunks) else None
            end = s.end if after is None else after.end if after.kind == "SUB" else after.start
            m = tail.search(normal(self.text[head.end : min(end, head.end + FAR)])) if head is not None else None
            if m is None or head is None:
                continue
            at = head.end + m.start()
            if any(c.kind == "VG" and c.end < at for c in s.chunks[p.chunk.index + 1 : p.clause[1]]):
                continue  # "seven were shot, leaving one dead"
            if within and not p.passive and not p.get("obj") and not entry.lemma.endswith(_CLAUSES):
                continue  # "wants to join": a word of the object needs one
            if entry.kind != "speech":
                p.said = next((e for t, e, _ in self.lex.split[head.lower] if e.kind == "speech" and t.pattern == tail.pattern), None)
            if within:
                return entry
            for slot in list(p.slots):
                p.slots[slot] = [c for c in p.slots[slot] if not at <= c.start < head.end + m.end()]
            for c in s.chunks[p.chunk.index + 1 : p.clause[1]]:
                if c.kind == "NP" and c.start < at < c.end:
                    c.words = [w for w in c.words if w.start < at]
                    self.chunker.finish(c)
            return entry
        return None

    @staticmethod
    def _without(s: Sentence, k: int) -> bool:
        """ "without fighting": a preposition that denies."""
        return k > 0 and s.chunks[k - 1].kind in ("PREP", "SUB") and any("negations" in w.classes for w in s.chunks[k - 1].words)

    @staticmethod
    def _struck(s: Sentence, act: Act, slots: dict[str, list[Chunk]]) -> None:
        """A person hit by a bullet, a blow or by somebody is hurt; what a shell or a car hit is a target only."""
        if s.text[act.end - s.start :].lstrip().startswith(("off ", "out ", "down ", "up ")):
            return  # "struck off the register"
        doers = [e for slot in ("subj", "by") for c in slots.get(slot, []) if (e := s.entities.get(c.index)) is not None]
        if any(w.weapon_concept != "shooting" for w in act.weapons) or any(e.kind == "facility" or e.trigger for e in doers):
            return
        for f in act.get("target"):
            e = f.entity
            if (
                e.kind in ("civilian", "person", "unknown") and not e.place and (e.number is not None or e.pronoun or e.known)
            ) or e.category == "police":
                act.fill("victim", Filling(e, "injured", slot=f.slot))

    def _repeated(self, s: Sentence, act: Act, k: int) -> None:
        """ "were targeted more than 24 times": a series with its count."""
        for c in s.chunks[k + 1 : k + 4]:
            if c.kind == "NP" and any("times_words" in w.classes for w in c.words):
                e = s.entities[c.index]
                if e.number is not None and (e.number.low or 0) > 2:
                    act.stage, act.number, act.plural = "series", e, True
                    for fills in act.roles.values():
                        fills[:] = [f for f in fills if f.entity.start != e.start]

    @staticmethod
    def _inverted(s: Sentence, p: Predicate) -> Chunk | None:
        """ "..., warned the president": the speaker stands behind a verb that follows a comma or a quotation."""
        k = p.chunk.index
        if p.passive or k == 0 or s.chunks[k - 1].kind not in ("COMMA", "QUOTE"):
            return None
        after = s.chunks[k + 1] if k + 1 < len(s.chunks) else None
        e = s.entities.get(after.index) if after is not None and after.kind == "NP" else None
        return after if e is not None and not e.trigger and not e.weapon and e.kind not in ("facility", "unknown") else None

    @staticmethod
    def _shared_object(s: Sentence, p: Predicate) -> None:
        """ "shot and wounded four friends": verbs joined by "and" share the object of the last."""
        k = p.chunk.index
        if p.passive or p.get("obj") or k + 2 >= len(s.chunks) or s.chunks[k + 1].kind != "CONJ":
            return
        behind = next((q for q in s.predicates if q.chunk.index == k + 2), None)
        if (
            behind is not None
            and not behind.passive
            and behind.get("obj")
            and behind.chunk.entry is not None
            and behind.chunk.entry.kind == "trigger"
        ):
            p.slots["obj"] = behind.get("obj")

    def _elliptical_passive(self, s: Sentence, p: Predicate, frame: Frame) -> None:
        """ "... and three civilians wounded": a form that is past and participle, without object, of a verb that needs one."""
        features = p.chunk.entry.features if p.chunk.entry else ""
        head = p.chunk.head
        if head is not None and " " in head.lower and "closings" not in self.lex.classes.get(head.lower.rpartition(" ")[2], frozenset()):
            return  # "set fire to" has its object within, "shot dead" has not
        needs = any(f.effect for f in frame.slots.get("obj", ()))
        if frame.name == "arrest":
            needs = all((e := s.entities.get(c.index)) is not None and e.kind not in ("state_force", "state") and not e.pronoun for c in p.get("subj"))  # "two men detained"
        if any(_shot_at(e) for c in p.get("on") if (e := s.entities.get(c.index)) is not None):
            return  # "shot at the officers"
        goes_on = p.governor is not None and p.governor.passive and p.governor.chunk.index >= p.clause[0] and p.chunk.index - p.governor.chunk.index == 2
        alone = not p.governor or goes_on  # "a boy shot, killed at home"
        if not p.passive and needs and not p.get("obj") and "T" in features and "P" in features and p.get("subj") and alone:
            p.passive = True
            p.slots["obj"] = p.slots.pop("subj")

    def _act(self, s: Sentence, concept: str, head: Word, frame: Frame, index: int) -> Act:
        return Act(concept, head.start, head.end, head.text, frame.name, s.number, (s.start, s.end), heading=s.heading, index=index)

    def _fill(self, s: Sentence, act: Act, frame: Frame, slots: dict[str, list[Chunk]]) -> None:
        for slot, chunks in slots.items():
            for filler in frame.slots.get(slot, ()):
                for chunk in chunks:
                    e = s.entities.get(chunk.index) or entity(chunk, self.text)
                    if filler.role == "perp":
                        e = crew(e)
                    if frame.name == "protest" and filler.role == "target" and not (e.known or e.named or e.actor or e.place):
                        continue  # "against the rise of prices": what it is about is nobody
                    if self._fits(filler.role, e) and not self._title_of_next(s, chunk, chunks):
                        self._place_filling(act, filler.role, Filling(e, filler.effect, slot=slot))
                        if filler.role == "target":
                            self._owners(s, act, chunk)
        for slot in ("with", "by", "in", "during", "of", "subj", "obj"):
            for chunk in slots.get(slot, []):
                for means in (s.entities.get(chunk.index), self._borne(s, chunk)):
                    if means is not None and means.weapon and all(w.start != means.start for w in act.weapons):
                        act.weapons.append(means)

    @staticmethod
    def _borne(s: Sentence, chunk: Chunk) -> Entity | None:
        """What a thing is said to hold: "shells containing gas", "a boat loaded with rifles"."""
        k = chunk.index + 1
        if chunk.index < 0 or k >= len(s.chunks) or not any("bearing" in w.classes for w in s.chunks[k].words):
            return None
        held = next((c for c in s.chunks[k + 1 : k + 3] if c.kind == "NP"), None)
        while held is not None and held.of is not None:
            held = held.of
        return s.entities.get(held.index) if held is not None else None

    @staticmethod
    def _title_of_next(s: Sentence, chunk: Chunk, chunks: list[Chunk]) -> bool:
        """ "the deputy commander, X": a title and the name behind its comma are one person."""
        k = chunks.index(chunk)
        if k + 1 >= len(chunks):
            return False
        e, following = s.entities.get(chunk.index), s.entities.get(chunks[k + 1].index)
        if e is None or following is None or e.named or e.plural or not following.named or following.number is None or e.kind == "facility":
            return False
        end = chunk.full_end
        return s.text[end - s.start : following.start - s.start].strip() == "," and e.known and (e.definite or _contracted(chunk))

    def _owners(self, s: Sentence, act: Act, chunk: Chunk) -> None:
        """Whose the target is: "five sites of the group", "stores belonging to the group"."""
        owner = chunk.of
        k = chunk.index
        while owner is not None:
            e = s.entities.get(owner.index)
            if e is not None and e.actor and e.kind in ANIMATE:
                act.fill("target", Filling(e, slot="of"))
            k, owner = owner.index, owner.of
        if k + 3 < len(s.chunks) and any("owner_verbs" in w.classes for w in s.chunks[k + 1].words) and s.chunks[k + 2].kind == "PREP":
            e = s.entities.get(s.chunks[k + 3].index)
            if e is not None and e.kind in ANIMATE:
                act.fill("target", Filling(e, slot="of"))

    def _place_filling(self, act: Act, role: str, filling: Filling) -> None:
        if role == "weapon":
            if all(w.start != filling.entity.start for w in act.weapons):
                act.weapons.append(filling.entity)
        elif role == "site" and filling.entity.kind == "facility":
            act.fill("target", filling)  # "a bomb exploded in a market"
        elif role != "cause":
            act.fill(role, filling)

    def _fits(self, role: str, e: Entity) -> bool:
        if role == "weapon":
            return bool(e.weapon)
        if role == "cause":
            return e.trigger or bool(e.weapon)
        if e.trigger:
            return False
        if e.category in ("dead", "wounded") and role not in ("victim", "target"):
            return False  # "left one man dead": nobody left a place
        if e.place and role in ("perp", "victim", "speaker", "recipient"):
            return False
        if role == "perp":
            animate = e.pronoun or e.kind in ANIMATE or e.category in ("attacker", "group", "mob")
            return not e.negated and (animate or (e.named and e.kind != "facility"))
        if role in ("victim", "speaker"):
            someone = e.known or e.named or e.pronoun or e.number is not None or e.negated or e.text.isupper()
            return e.kind != "facility" and not e.weapon and someone
        if role == "place":
            return not e.weapon
        if role == "recipient":
            return not e.weapon and (e.kind in ANIMATE or e.country is not None or e.pronoun or e.named)
        if role in ("target", "site"):
            return not e.weapon
        return True

    # ---- triggers that are nouns
    def _nominal(self, s: Sentence) -> None:
        for chunk in s.chunks:
            if chunk.kind != "NP":
                continue
            word = self._noun_trigger(chunk)
            if word is None:
                continue
            entry = next(e for e in word.entries if e.kind == "trigger" and e.pos == "n")
            frame = self.frames[entry.extra]
            act = self._act(s, entry.value, word, frame, chunk.index)
            act.nominal, act.chunk = True, chunk
            act.plural = "M" in entry.features
            e = s.entities[chunk.index]
            act.definite = e.definite or (chunk.governor is not None and "during" in chunk.governor.slots and act.plural)
            act.ordinal = next((w.count.bounds.low or 0 for w in chunk.words if w.count is not None and w.count.ordinal), 0)
            act.number = e if e.number is not None else None
            act.trace.append(f"noun {entry.lemma} [{frame.name}]")
            slots = complements_of(s.chunks, chunk.index)
            self._fill(s, act, frame, slots)
            self._modifiers(s, act, frame, chunk, word)
            self._support(s, act, frame, chunk)
            self._in_protest(s, act, chunk)
            self._means_behind(s, act, chunk)
            self._stage_of_noun(s, act, chunk)
            s.acts.append(act)

    def _in_protest(self, s: Sentence, act: Act, chunk: Chunk) -> None:
        """ "stayed away from the courts in protest at the killing": who does the deed protests by it."""
        if act.frame != "protest" or len(chunk.words) != 1 or act.plural or chunk.governor is None or "in" not in chunk.governor.slots:
            return
        p = next((q for q in reversed(s.predicates) if q.chunk.index < chunk.index), None)
        for c in p.get("subj") if p is not None and not p.passive else ():
            e = s.entities.get(c.index)
            if e is not None and self._fits("perp", e):
                act.fill("perp", Filling(e, slot="subj"))
                act.told = True

    @staticmethod
    def _noun_trigger(chunk: Chunk) -> Word | None:
        head = chunk.head
        if head is not None and any(e.kind == "trigger" and e.pos == "n" for e in head.entries) and head.actor is None:
            return head
        return None

    @staticmethod
    def _means_behind(s: Sentence, act: Act, chunk: Chunk) -> None:
        """ "in the first attack, at least ten rockets ...": the means stand behind the comma."""
        k = chunk.index
        if chunk.governor is None or "during" not in chunk.governor.slots or k + 2 >= len(s.chunks) or s.chunks[k + 1].kind != "COMMA":
            return
        e = s.entities.get(s.chunks[k + 2].index)
        if e is not None and e.weapon and e.number is not None:
            act.weapons.append(e)

    def _modifiers(self, s: Sentence, act: Act, frame: Frame, chunk: Chunk, head: Word) -> None:
        """Words inside the phrase: "US drone strike", "attaque américaine"; they name a weapon or a side."""
        for m in re.finditer(r"\w+", head.text) if " " in head.text else ():
            named = next((e for e in self.lex.entries(normal(m.group()), fold(m.group())) if e.kind == "weapon"), None)
            if named is not None:  # "rocket attack", "tirs de roquettes": the trigger names its weapon
                at = head.start + m.start()
                act.weapons.append(Entity(chunk, at, at + len(m.group()), m.group(), weapon=named.value, weapon_concept=named.extra, known=True))
        for w in chunk.words:
            if w is head:
                continue
            weapon = w.entry("weapon")
            if weapon is not None:
                act.weapons.append(Entity(chunk, w.start, w.end, w.text, weapon=weapon.value, weapon_concept=weapon.extra, known=True))
            roles = [f.role for f in frame.slots.get("mod", ())]
            if not roles:
                continue
            person = w.entry("person")
            country = None
            if w.place is not None and w.place.kind == "demonym" and w.place.place is not None:
                country = w.place.place.country
            if _only_where(s, w):
                continue
            if w.actor is not None or country:
                e = Entity(chunk, w.start, w.end, w.text, named=True, known=True)
                if w.actor is not None:
                    e.actor, e.actor_name, e.country, e.kind = w.actor.actor, w.actor.name, w.actor.country, w.actor.kind
                    e.start, e.end, e.text = w.actor.start, w.actor.end, self.text[w.actor.start : w.actor.end]
                else:
                    e.country, e.kind = country, "state"
                for role in roles:
                    act.fill(role, Filling(e, slot="mod"))
            elif person is not None and person.value in ANIMATE:
                e = Entity(chunk, w.start, w.end, w.text, kind=person.value, category=person.extra, known=True)  # type: ignore[arg-type]
                for role in roles:
                    act.fill(role, Filling(e, slot="mod"))

    def _support(self, s: Sentence, act: Act, frame: Frame, chunk: Chunk) -> None:
        """A light verb around the noun gives it its subject: "X carried out an attack", "the base came under attack"."""
        chunk = self._measured(s, chunk)
        for p in s.predicates:
            passive_subject = p.passive and chunk in p.get("obj")
            if chunk not in p.get("obj") and chunk not in p.get("subj") and not any(chunk in v for v in p.slots.values()):
                continue
            behind = s.chunks[p.chunk.index + 1].start if p.chunk.index + 1 < len(s.chunks) else s.end
            bare = next((c for c in s.chunks[p.chunk.index + 1 : p.chunk.index + 2] if c.kind == "NP" and len(c.words) == 1), None)
            particle = self.text[p.chunk.end : bare.end if bare is not None else behind].split()  # "broke out": of no phrase; "takes effect"
            verb = normal(" ".join([*(w.text for w in p.chunk.words), *particle]))
            senses = {sense for sense, pattern in self.lex.cues if sense.startswith("support") and pattern.within(verb, s.held)}
            if chunk in p.get("obj") and any("forestalled" in w.classes for w in p.chunk.words):
                act.told, act.stage = True, "attempted"  # "foiled a suicide attack"
                act.trace.append(f"forestalled {verb!r}")
            subjects = p.get("by") if passive_subject else p.get("subj") if chunk in p.get("obj") or chunk not in p.get("subj") else []
            turned = act.concept in turns() and not senses.isdisjoint(("support_begun", "support_ended", "support_over"))
            # who breaks up a rally did not call it
            turned &= p.chunk.head is None or all(x.value != "break_up" for x in p.chunk.head.entries) or not self._by_force(s, p)
            light = "support_perp" in senses or ("support_word" in senses and act.concept in self._words) or turned
            there = act.concept in ("consultation", "peace_talks") and chunk in p.get("for") and not p.passive  # "was in Geneva for talks"
            if there or (light and (passive_subject or chunk in p.get("obj"))):
                role = "speaker" if frame.name in ("say", "demand") else "perp"
                for c in subjects:
                    e = s.entities.get(c.index)
                    if e is not None and self._fits(role, e):
                        act.fill(role, Filling(e, slot="subj"))
                act.told |= passive_subject and not subjects and act.concept in _DECREED and not p.chunk.negated
                act.trace.append(f"support {verb!r}")
                self._stage_of_verb(s, act, p)
                if p.chunk.negated:
                    act.negated = True
                self._turn(s, act, p, senses)
            elif "support_event" in senses and (passive_subject or chunk in p.get("subj")):
                others = {slot: found for slot, found in p.slots.items() if slot not in ("subj", "obj", "by")}
                self._fill(s, act, frame, others)
                act.told = not p.chunk.negated
                act.trace.append(f"support {verb!r}")
                self._stage_of_verb(s, act, p)
            elif "support_target" in senses and not passive_subject and chunk not in p.get("subj"):
                role = "victim" if "victim" in {f.role for fs in frame.slots.values() for f in fs} else "target"
                doing = not p.passive and chunk not in p.get("obj") and p.get("obj")  # "subjected the women to violence"
                for c in p.get("subj") if doing else ():
                    e = s.entities.get(c.index)
                    if e is not None and self._fits("perp", e):
                        act.fill("perp", Filling(e, slot="subj"))
                for c in p.get("obj") if doing else p.get("subj") or p.get("obj"):
                    e = s.entities.get(c.index)
                    if e is not None and self._fits(role, e) and c is not chunk:
                        act.fill(role, Filling(e, frame.effect_of(role), slot="subj"))
                act.trace.append(f"support {verb!r}")
                self._stage_of_verb(s, act, p)

    @staticmethod
    def _by_force(s: Sentence, p: Predicate) -> bool:
        """Whether forces do it."""
        doers = p.get("by") if p.passive else p.get("subj")
        return any((e := s.entities.get(c.index)) is not None and e.kind == "state_force" for c in doers)

    @staticmethod
    def _turn(s: Sentence, act: Act, p: Predicate, senses: set[str]) -> None:
        """What is begun or ended may be another deed: "broke off relations", "called off their strike"."""
        turn = turns().get(act.concept)
        if turn is None:
            return
        ended = turn.ended if "support_ended" in senses else turn.over if "support_over" in senses else ""
        result = ended or (turn.begun if "support_begun" in senses else "")
        if not result:
            return
        act.trace.append(f"{act.concept} -> {result}")
        act.concept, act.nominal, act.predicate = result, False, p
        for other in [a for a in s.acts if a.predicate is p and a.concept in ("sanction", "concession")]:
            s.acts.remove(other)
            for role, fillings in other.roles.items():
                for f in fillings:
                    act.fill(role, f)

    @staticmethod
    def _measured(s: Sentence, chunk: Chunk) -> Chunk:
        """ "ten tons of food aid", "a series of raids": what a verb takes is the measure, and means what is measured."""
        before = s.chunks[chunk.index - 2] if chunk.index >= 2 else None
        if before is None or before.of is not chunk or before.head is None:
            return chunk
        h = before.head
        bare = not h.entries and h.actor is None and h.place is None and not before.possessors
        counted = h.count is not None or h.time is not None or any(w.count is not None for w in before.words)
        return before if "quantifiers" in h.classes or (bare and counted) else chunk

    # ---- dead and wounded as nouns
    def _casualty_nouns(self, s: Sentence) -> None:
        """ "three dead and ten wounded": effects without a verb of their own; they join the act that caused them."""
        if not s.names(CASUALTIES):
            return
        for chunk in s.chunks:
            if chunk.kind != "NP" or chunk.head is None:
                continue
            e = s.entities[chunk.index]
            if e.category not in ("dead", "wounded"):
                continue
            named = self._who_they_are(s, chunk) if e.number is None and e.definite else []
            if e.number is None and not e.negated and not named:
                continue
            if any(f.entity.start == e.start for a in s.acts for fs in a.roles.values() for f in fs):
                continue
            concept, effect, frame = ("death", "killed", "die") if e.category == "dead" else ("injury", "injured", "wound")
            act = self._act(s, concept, chunk.head, self.frames[frame], chunk.index)
            act.nominal, act.chunk = True, chunk
            other = self._beside(s, chunk) if not named else None
            for x in named or ([other, e] if other is not None else [e]):
                act.fill("victim", Filling(x, effect, slot="count"))
            act.trace.append(f"casualties {e.text!r}")
            s.acts.append(act)

    def _who_they_are(self, s: Sentence, chunk: Chunk) -> list[Entity]:
        """ "The dead were Ana Sol and a nurse", "among the injured is a nurse": the people told of behind the verb."""
        p = next((p for p in s.predicates if be(p) and p.chunk.index > chunk.index), None)
        if p is None or not (chunk in p.get("subj") or (not p.get("subj") and p.chunk.index == chunk.index + 1)):
            return []
        found = [s.entities[c.index] for c in p.get("obj")]
        for e in found:
            if e.number is None and name_of(e.chunk, self.lex.code):
                e.number, e.named = Bounds.exactly(1), True
        return found if all(e.number is not None and (e.named or (e.known and e.kind in ANIMATE)) for e in found) else []

    @staticmethod
    def _beside(s: Sentence, chunk: Chunk) -> Entity | None:
        """ "left his wife and son dead": the one before "and", of whom no verb says anything else."""
        k = chunk.index
        if k < 2 or s.chunks[k - 1].kind != "CONJ" or s.chunks[k - 2].kind != "NP" or chunk.words[0].count is not None:
            return None
        e = s.entities[k - 2]
        taken = any(f.entity.start == e.start for a in s.acts for f in a.get("victim"))
        one = e.kind == "civilian" and e.category not in CASUALTIES and not e.plural and not e.pronoun and e.number is not None
        bare = not any(w.classes & {"determiners", "singular"} for w in chunk.words[:1])
        return e if one and bare and not taken else None

    # ---- stage and modality
    def _stage_of_verb(self, s: Sentence, act: Act, p: Predicate) -> None:
        chunk = p.chunk
        if "U" in chunk.modal or "U" in chunk.features or (chunk.infinitive and any((w := x.entry("aux")) is not None and w.value == "be" for x in chunk.words[:-1])):
            act.stage = "planned"  # "will send", "is to send"
        elif chunk.modal and not ("M" in chunk.modal and "have" in [w.lower for w in chunk.words]):
            act.stage = "hypothetical"
        elif "C" in chunk.features and "U" not in chunk.features:
            act.modality = "possible"
        lo = s.chunks[p.clause[0]].start if s.chunks else s.start
        self._cues(s, act, lo, chunk.end, p)
        if (p.marker and p.marker in {"if", "unless", "si"}) or self._on_condition(s, p):
            act.stage = "hypothetical"

    @staticmethod
    def _on_condition(s: Sentence, p: Predicate) -> bool:
        """Whether a verb tells of a condition of what will be done: "would hit back if Syria shelled its towns"."""
        if not any(q is not p and (set("UC") & set(q.chunk.modal) or (q.chunk.entry is not None and q.chunk.entry.extra == "say")) for q in s.predicates):
            return False
        k = p.chunk.index - 1
        while k >= 0 and s.chunks[k].kind in ("NP", "PREP", "CONJ", "TIME"):
            k -= 1
        return k >= 0 and s.chunks[k].kind == "SUB" and any("hypothetical" in w.classes for w in s.chunks[k].words)

    def _stage_of_noun(self, s: Sentence, act: Act, chunk: Chunk) -> None:
        k = chunk.index
        lo = k
        while lo > 0 and s.chunks[lo - 1].kind not in ("REL", "SUB", "STOP", "COMMA") and k - lo < 6:
            lo -= 1
        self._cues(s, act, s.chunks[lo].start, act.end, None)
        behind = normal(self.text[act.end : chunk.full_end])
        if self.recurring.within(behind, s.held):
            act.stage = "series"  # "tirs de roquettes sporadiques"

    _RANK = ("hypothetical", "threatened", "planned", "attempted", "announced")

    def _cues(self, s: Sentence, act: Act, lo: int, hi: int, p: Predicate | None) -> None:
        if s.staging is None:
            s.staging = [(sense, cue.pattern) for sense, cue in self.staging if cue.may(s.held)]
        if not s.staging:
            return
        base = lo
        window = normal(self.text[lo : max(lo, hi)])
        if p is not None and p.governor is not None:
            base = min(p.governor.chunk.start, lo)
            window = normal(self.text[base : max(lo, hi)]) + " "
        if p is not None and p.chunk.infinitive:
            base, window = lo, normal(self.text[lo : p.chunk.end])
        for sense, pattern in s.staging:
            m = None
            for m in pattern.finditer(window):  # noqa: B007  the last one is meant
                pass
            if m is None or len(window) - m.end() > 45 or self._in_time(base + m.start()):
                continue  # "the May 2 shooting" may be no more than "May"
            if sense in ("planned", "announced", "threatened", "attempted", "hypothetical") and act.stage == "accomplished":
                if sense == "hypothetical" and p is not None:
                    continue
                act.stage = sense
                act.trace.append(f"{sense}: {m.group()!r}")
            elif sense in ("suspected", "reported"):
                act.modality = "suspected" if sense == "suspected" else "possible"
            elif sense == "recurring":
                act.stage = "series"
            elif sense == "historical" and act.nominal:
                act.past = True
            elif sense == "negated" and (act.nominal and len(window) - m.end() <= 25):
                act.negated = True

    def _in_time(self, at: int) -> bool:
        k = bisect_right(self.layers.starts["times"], at) - 1
        return k >= 0 and at < self.layers.times[k].end

    # ---- when and where
    def _circumstances(self, s: Sentence) -> None:
        if not s.acts:
            return
        times = [(c, next((w.time for w in c.words if w.time is not None), None)) for c in s.chunks if c.kind == "TIME"]
        places: list[tuple[int, Toponym]] = []
        seen: set[int] = set()
        for c in s.chunks:
            if c.kind != "NP":
                continue
            for w in c.words:
                if w.place is not None and w.place.kind == "place" and w.place.start not in seen:
                    seen.add(w.place.start)
                    if not _for_its_government(w, c) or _label(s, c):
                        places.append((c.index, w.place))
            for q in [*c.possessors, *(c.apposition.chain() if c.apposition is not None else ())]:
                for w in q.words:
                    if w.place is not None and w.place.kind == "place" and w.place.start not in seen:
                        seen.add(w.place.start)
                        places.append((c.index, w.place))
        at_speaker = self._places_of_speakers(s) if len(places) > 1 else set()
        if all(k in at_speaker for k, _ in places):
            at_speaker = set()  # "police in Ocala said a man was shot": there
        spoken = self.spoken_times(s) if times else set()
        later = self._later_times(s) if times else {}
        lapse = next((c.index for c in s.chunks[:-1] if _lapse(c, s.chunks[c.index + 1])), None)
        edge = 0
        if lapse is not None:
            # "three days after the attack, police killed ...": up to the comma
            edge = next((c.index for c in s.chunks[lapse:] if c.kind == "COMMA"), lapse) if lapse <= 1 else lapse
            for act in s.acts:
                act.lapse = 1 if (act.index < edge) == (lapse > 1) else 2
        told = sorted(a.index for a in s.acts)
        clauses = [self._clause_of(s, a.index) for a in s.acts]
        for act in s.acts:
            if act.concept == "injury" and any(f.slot == "condition" for f in act.get("victim")):
                continue  # where and when somebody lay in hospital is not where and when it happened
            lo, hi = self._clause_of(s, act.index)
            saying = act.frame in ("say", "demand")
            near = []
            for c, t in times:
                if t is None or (c.index in spoken and not saying) or (t.type == "TIME" and t.first is None):
                    continue  # "around 9:30 a.m." alone is no day
                if (verb := later.get(c.index)) is not None and verb != act.index and not saying:
                    continue  # "was charged on Wednesday in the killing of": the day of the charge
                if act.nominal and act.definite and not saying and self._of_another_verb(s, act, c.index):
                    continue  # "today handed out leaflets about the murder of"
                cost = abs(c.index - act.index) + (0 if lo <= c.index < hi else 50)
                if cost >= 50 and any(a <= c.index < b for a, b in clauses if (a, b) != (lo, hi)):
                    continue  # the day of another act in its own clause
                if saying and c.index < act.index and act.predicate is not None and self._inverted(s, act.predicate) is not None:
                    continue  # "..., on 3 January, warned the president": the day of what he speaks of
                if t.follows and c.index + 1 < len(s.chunks) and s.chunks[c.index + 1].kind == "SUB":
                    continue  # "a day after X had happened" dates X
                if c.index < act.index and any(lo <= k < c.index for k in told):
                    if act.nominal and act.definite:
                        continue
                    cost += 4  # a time behind another act belongs to that one: "kidnapped last week were freed on Thursday"
                near.append((cost, c.index, t))
            act.times = [x[2] for x in sorted(near, key=lambda x: x[:2])]
            filled = {x.index for fs in act.roles.values() for f in fs for x in f.entity.chunk.chain()}
            ranked = []
            for k, toponym in places:
                if act.lapse and (k < edge) != (act.index < edge):
                    continue
                if k in at_speaker and act.frame not in ("say", "demand"):
                    continue
                coarse = toponym.place is None or toponym.place.precision in ("country", "region")
                own = lo <= k < hi
                if not own and any(a <= k < b for a, b in clauses if (a, b) != (lo, hi)) and any(lo <= j < hi for j, _ in places):
                    continue  # the place of another act in its own clause
                cost = abs(k - act.index) + (0 if own else 50) + (0 if k > act.index else 3) + (9 if coarse else 0)
                cost -= 5 if k in filled else 0
                ranked.append((cost, toponym.start, toponym))
            act.places = [x[2] for x in sorted(ranked, key=lambda x: x[:2])]

    @staticmethod
    def _places_of_speakers(s: Sentence) -> set[int]:
        """Phrases that say where those are who speak: "police in Nairobi said"."""
        found: set[int] = set()
        for p in s.predicates:
            if p.chunk.head is None or p.chunk.head.entry("speech") is None:
                continue
            for c in p.get("subj")[:1]:
                behind = s.chunks[c.index + 1 : p.chunk.index]
                if all(x.kind in ("PREP", "NP") for x in behind):
                    found.update(x.index for x in behind if x.kind == "NP")
        return found

    @staticmethod
    def spoken_times(s: Sentence) -> set[int]:
        """Times of the saying, not of what is said: "police said on Monday", "X on Tuesday denied", "today condemned the murder"."""
        found: set[int] = set()
        for p in s.predicates:
            head, entry = p.chunk.head, p.chunk.entry
            about = entry is not None and entry.kind == "trigger" and entry.extra in ("say", "demand") and not p.chunk.infinitive
            if not about and (head is None or head.entry("speech") is None or (entry is not None and entry.kind == "trigger")):
                continue
            k = p.chunk.index
            for step in (1, -1):
                j = k + step
                passed = 0
                while 0 <= j < len(s.chunks) and passed < 4:
                    kind = s.chunks[j].kind
                    if kind == "TIME":
                        found.add(j)
                        break
                    behind = step == 1 and kind == "NP" and j == k + 1 and k > 0 and s.chunks[k - 1].kind in ("COMMA", "QUOTE")
                    if kind == "PREP" or (behind and not s.entities[j].trigger):
                        j += step
                        passed += 1
                        continue
                    break
        return found

    @classmethod
    def others_times(cls, s: Sentence, scenes: frozenset[str] = frozenset()) -> set[int]:
        """Times of the saying, and of verbs that have no part in what is told of known acts: they date no scene. `scenes`: words that tell of one."""

        def deed(c: Chunk) -> bool:
            return c.index in s.entities and (s.entities[c.index].trigger or (c.head is not None and c.head.lower in scenes))

        told = {p.chunk.index for p in s.predicates if p.passive and any(deed(c) for c in p.get("obj"))}
        found = {j for j in cls.spoken_times(s) if not any(abs(j - k) <= 4 for k in told)}  # "the incident was reported at 7 p.m. Monday"
        known = [a for a in s.acts if a.nominal and a.definite]
        if known and len(known) == len(s.acts):
            found |= {c.index for c in s.chunks if c.kind == "TIME" and all(cls._of_another_verb(s, a, c.index) for a in known)}
        return found

    @staticmethod
    def _of_another_verb(s: Sentence, act: Act, at: int) -> bool:
        """Whether a time stands right beside a verb that has no part in telling of a known act ("the murder of X")."""
        if act.told or any(x.startswith("support") for x in act.trace) or abs(act.index - at) <= 2:
            return False
        deeds = {a.index for a in s.acts if a.concept in typology()}
        return any(
            abs(p.chunk.index - at) == 1 and abs(p.chunk.index - act.index) > 1 and act.chunk not in p.get("subj") and p.chunk.index not in deeds
            for p in s.predicates
        )

    def _later_times(self, s: Sentence) -> dict[int, int]:
        """Times of what came after an act, by the index of its verb: of an arrest, a charge, a trial, a burial; and stamps of the page ("Posted: ...")."""
        signs = occasion_words(self.lex.code)
        found: dict[int, int] = {}
        if signs is None:
            return found
        told = {a.index for a in s.acts}
        for p in s.predicates:
            head = p.chunk.head
            if head is not None and head.entry("speech") is None and any(w.lower in signs.aftermath for w in p.chunk.words):
                for step in (1, -1):
                    j = self._time_by(s, p.chunk.index, step, told)
                    if j is not None:
                        found.setdefault(j, p.chunk.index)
        for c in s.chunks:
            if c.kind == "TIME" and signs.stamps.search(normal(self.text[max(s.start, c.start - 16) : c.start])):
                found[c.index] = -1
        return found

    @staticmethod
    def _time_by(s: Sentence, k: int, step: int, told: set[int]) -> int | None:
        """The time beside a verb, with no other verb or act between; before it also one that opens the sentence."""
        j = k + step
        while 0 <= j < len(s.chunks) and abs(j - k) <= 6:
            kind = s.chunks[j].kind
            if kind == "TIME":
                of_noun = j + 1 in told and j + 1 != k  # "the March 13 shooting"
                of_before = step < 0 and any(i in told for i in range(max(0, j - 6), j))  # "a man shot on Sunday was identified"
                return None if of_noun or of_before else j
            if kind not in ("NP", "PREP") and not (kind == "COMMA" and step < 0 and j <= 3):
                return None
            if j in told:
                return None
            j += step
        return None

    @staticmethod
    def _clause_of(s: Sentence, k: int) -> tuple[int, int]:
        lo = k
        while lo > 0 and s.chunks[lo - 1].kind not in ("REL", "SUB", "STOP"):
            lo -= 1
        hi = k + 1
        while hi < len(s.chunks) and s.chunks[hi].kind not in ("REL", "SUB", "STOP"):
            hi += 1
        return lo, hi
