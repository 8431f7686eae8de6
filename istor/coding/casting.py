"""Who else of a report may have a part in an event: everyone and everything named in it, weighed for each part.

Clauses give a part to whom they name with the act. Much is told elsewhere: the group that an official blames two paragraphs on, the names of the
dead, the house in front of which it was. Each such entity gets a likelihood from a few classes of the parse (where it stands, what it is, what
the clauses made of it), by weights that evaluation/casting.py learned (knowledge/casting.tsv). It is a suggestion and no participant.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat

from istor.coding.acts import Filling, Sentence
from istor.coding.chunks import Chunk
from istor.coding.entities import BODIES, COLLECTIVE, Entity, entity
from istor.coding.gathering import Group
from istor.coding.glosses import named
from istor.coding.speech import Saying, authority
from istor.coding.words import Word
from istor.knowledge import typology
from istor.languages import fold
from istor.model.mention import Candidate

PARTS = ("individual", "organisation", "physical", "human")
MOST_EVENTS, MOST_ENTITIES = 12, 160
"""Bounds of what is weighed in one part of a report."""
PEOPLE = frozenset(("fighter", "attacker", "group", "mob", "military", "police", "guard", "official", "government", "judge", "diplomat", "politician",
                    "party", "religious", "journalist", "protester", "dead", "wounded", "victim", "union"))  # fmt: skip


EARLY = 3
"""The sentences at the beginning of a part that tell its news."""
REACH = 5
"""Sentences about an event within which people and things may have a part."""
ALONE = 0.7
"""How near to their best event someone harmed must be to be told of another."""
LEAST, MOST_CANDIDATES = 0.1, 24
"""How likely and how many candidates are told of."""
ROLES = {"individual": ("perp",), "organisation": ("perp",), "physical": ("target", "victim"), "human": ("victim", "target")}
_ROLE = {"individual": "perpetrator", "organisation": "perpetrator", "physical": "target", "human": "victim"}
EFFECTS = frozenset(("killed", "injured", "abducted", "damaged", "destroyed", "unharmed"))


@dataclass(slots=True)
class Told:
    """One place where an entity is named. `span` is what names it; `traits` hold whatever the event."""

    entity: Entity
    sentence: int
    index: int
    span: tuple[int, int]
    traits: tuple[str, ...]


@dataclass(slots=True)
class Someone:
    """An entity of the part: the places where it is named, what it is, and for which parts it is fit."""

    key: str
    sort: str
    fit: tuple[str, ...]
    told: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Look:
    """One event as everyone of the part is weighed for it, with what is the same for all of them."""

    group: Group
    number: int
    sentences: set[int]
    elsewhere: frozenset[int]
    """The sentences of the other acts of force."""
    claims: list[Saying]
    parts: list[str]
    """Which parts somebody has."""
    gaps: dict[int, int] = field(default_factory=dict)
    distances: dict[int, int] = field(default_factory=dict)

    def gap(self, sentence: int) -> int:
        """Sentences from the nearest that tells of the event."""
        if sentence not in self.gaps:
            self.gaps[sentence] = min((sentence - x for x in self.sentences), key=abs)
        return self.gaps[sentence]

    def away(self, sentence: int) -> int:
        """Sentences between one and the nearest of another event."""
        if sentence not in self.distances:
            self.distances[sentence] = min((abs(sentence - x) for x in self.elsewhere), default=99)
        return self.distances[sentence]


def sort_of(e: Entity) -> str:
    """What an entity is, coarsely."""
    if e.kind == "facility":
        return f"facility.{e.category}"
    if e.category in PEOPLE:
        return e.category
    if e.kind in BODIES:
        return e.kind
    if e.category == "civilian" or e.kind == "civilian":
        return "civilian"
    if named(e.chunk):
        return "name"
    return e.kind if e.kind != "unknown" else "thing"


def _fit(sort: str, e: Entity) -> tuple[str, ...]:
    if sort.startswith("facility"):
        return ("physical",)
    if sort == "thing":
        return ("physical",)
    if sort in ("dead", "wounded"):
        return ("human",)
    if sort in ("government", "party", "state", "international"):
        return ("human", "organisation")
    if sort in BODIES:
        return ("human", "individual") if e.organisation is not None else ("organisation", "human")
    return ("individual", "human")


class Cast:
    """The entities of one part, found once, weighed for every event of it."""

    def __init__(self, text: str, sentences: Sequence[Sentence], groups: Sequence[Group], sayings: Sequence[Saying], claims: dict[int, list[Saying]]) -> None:
        self.text, self.sentences, self.groups, self.claims = text, sentences, groups, claims
        self.violent = [g for g in groups if g.concept is not None and typology()[g.concept].muc4 is not None]
        self.said: dict[tuple[int, int], list[str]] = {}
        for x in sayings:
            for role, found in (("speaks", [x.speaker] if x.speaker else []), ("blamed", x.blamed)):
                for e in found:
                    self.said.setdefault((x.sentence, e.start), []).append(f"{role}:{x.act}")
        self.filled: dict[int, list[tuple[int, str]]] = {}
        for number, g in enumerate(groups):
            for a in g.acts:
                for role, fillings in a.roles.items():
                    for f in fillings:
                        how = f"{role}.{f.effect}" if f.effect else role
                        self.filled.setdefault(f.entity.start, []).append((number, how))
        self.weighed: dict[int, list[tuple[Someone, dict[str, float]]]] = {}
        self.most: dict[tuple[str, str], float] = {}
        self.everyone: dict[str, Someone] = {}
        for s in sentences:
            if len(self.everyone) < MOST_ENTITIES:
                self._read(s)
        self._shorter_names()

    # ---- who there is
    def _read(self, s: Sentence) -> None:
        where: dict[int, list[str]] = {}
        for p in s.predicates:
            verb = _verb(p.chunk)
            voice = "passive" if p.passive else "active"
            deeds = {(c.index, c.head.entry("trigger").extra) for found in p.slots.values() for c in found if _deed(c)}  # type: ignore[union-attr]
            for slot, chunks in p.slots.items():
                for c in chunks:
                    where.setdefault(c.index, []).append(f"slot:{slot}.{voice}.{verb}" if slot in ("subj", "obj") else f"slot:{slot}.{verb}")
                    where[c.index] += [f"with:{slot}.{frame}" for k, frame in deeds if k != c.index]
        for c in s.chunks:
            if c.kind != "NP":
                continue
            e = s.entities[c.index]
            around = [*where.get(c.index, ()), *_around(s, c)]
            self._bodies(s, c, e, around)
            for q in c.possessors:
                owner = entity(q, self.text)
                self._add(s, q, owner, c.index, [f"owner:{_class(c.head)}"])
            self._add(s, c, e, c.index, around)

    def _add(self, s: Sentence, c: Chunk, e: Entity, index: int, around: Sequence[str]) -> None:
        if e.pronoun or e.negated or e.weapon or e.trigger or (e.place and not e.known) or c.words[0].time is not None:
            return
        sort = sort_of(e)
        if sort in BODIES and e.organisation is None and e.actor not in COLLECTIVE:
            return  # told by `_bodies`
        if sort == "thing" and (e.chunk.head is None or not e.chunk.head.text[:1].isalpha()):
            return
        head = e.chunk.head if e.chunk.head is not None else c.words[-1]
        key = fold(e.text if sort == "name" else (e.actor_name if e.actor_name and not e.plural and e.actor is None else head.text))
        traits = [*around, *_form(e), *self.said.get((s.number, e.start), ())]
        self._keep(f"{'f' if sort.startswith('facility') else 'p'}:{key}", sort, _fit(sort, e), Told(e, s.number, index, (e.start, e.end), tuple(traits)))

    def _bodies(self, s: Sentence, c: Chunk, e: Entity, around: Sequence[str]) -> None:
        """The organisations named in a phrase, as its head or inside it."""
        seen: set[int] = set()
        for w in c.words:
            a = w.actor
            if a is None or a.kind not in BODIES or a.actor in COLLECTIVE or a.start in seen or any(x.kind == "weapon" for x in w.entries):
                continue
            seen.add(a.start)
            held = [x for x in c.words if x.actor is a]
            whole = held[-1] is c.head
            person = held[-1].entry("person")
            if len(held) > 1 and person is not None and person.extra in ("fighter", "attacker") and a.kind == "armed_group":
                held = held[:-1]
                whole = False
            elif len(held) == 1 and person is not None and (person.extra == "fighter" or "M" in person.features) and a.actor is None:
                continue
            how = "is:body" if whole else f"in:{_class(c.head)}"
            key = a.actor or fold(" ".join(x.text for x in held))
            said = self.said.get((s.number, e.start), ())
            self._keep(f"o:{key}", a.kind, ("organisation",), Told(e, s.number, c.index, (held[0].start, held[-1].end), (how, *around, *said)))

    def _keep(self, key: str, sort: str, fit: tuple[str, ...], told: Told) -> None:
        someone = self.everyone.get(key)
        if someone is None:
            someone = self.everyone[key] = Someone(key, sort, fit)
        elif someone.sort in ("name", "thing") and sort not in ("name", "thing"):
            someone.sort, someone.fit = sort, fit
        someone.told.append(told)

    def _shorter_names(self) -> None:
        """ "Ramos" is Juan Ramos, named before."""
        ends: dict[str, str] = {}
        for key, someone in list(self.everyone.items()):
            if someone.sort != "name" and not any(t.entity.named for t in someone.told):
                continue
            words = key[2:].split()
            full = ends.get(" ".join(words)) or (ends.get(words[-1]) if len(words) == 1 else None)
            if full is not None and full in self.everyone and full != key:
                self.everyone[full].told += someone.told
                del self.everyone[key]
                continue
            for k in range(1, len(words)):
                ends.setdefault(" ".join(words[k:]), key)
                ends.setdefault(words[k], key)

    # ---- how likely it is
    def traits(self, someone: Someone, g: Group) -> set[str]:
        """All that speaks for or against a part of one in an event, as names of weights."""
        return self._traits(someone, self.look(g))

    def look(self, g: Group) -> Look:
        """What of an event and of the others everyone is weighed by."""
        return Look(
            group=g,
            number=next(k for k, x in enumerate(self.groups) if x is g),
            sentences={a.sentence for a in g.acts},
            elsewhere=frozenset(a.sentence for x in self.violent if x is not g for a in x.acts),
            claims=self.claims.get(id(g), []),
            parts=[f"has {role}:{'yes' if any(not f.entity.pronoun for a in g.acts for f in a.get(role)) else 'no'}" for role in ("perp", "victim", "target")],
        )

    def _traits(self, someone: Someone, look: Look) -> set[str]:
        g, number, sentences, sort = look.group, look.number, look.sentences, someone.sort
        out = {f"sort:{sort}", f"sort:{sort} event:{g.concept}", f"times:{min(len(someone.told), 4)}"}
        nearest = 99
        before = False
        own, other, violent_elsewhere = False, False, False
        for t in someone.told:
            gap = look.gap(t.sentence)
            if abs(gap) < nearest:
                nearest, before = abs(gap), gap < 0
            out.update(t.traits)
            for n, how in self.filled.get(t.entity.start, ()):
                if n == number:
                    own = True
                    out.add(f"own:{how}")
                    out.add(f"own:{how} sort:{sort}")
                else:
                    other = True
                    if any(x is self.groups[n] for x in self.violent):
                        violent_elsewhere = True
                        out.add(f"other:{how}")
            for saying in look.claims:
                if any(b.start == t.entity.start for b in saying.blamed):
                    out.add(f"claim:{saying.act}")
            if t.sentence in sentences:
                act = min((a for a in g.acts if a.sentence == t.sentence), key=lambda a: abs(a.index - t.index))
                side = "before" if t.index < act.index else "behind"
                out.add(f"beside:{side} sort:{sort}")
                out.update(f"{x} beside" for x in t.traits if x.startswith(("slot:", "with:", "in:", "of:")))
        where = f"gap:{_bucket(nearest)}{'-' if before else '+'}" if nearest else "gap:0"
        out.add(where)
        out.add(f"{where} sort:{sort}")
        out.add("first:early" if any(t.sentence <= EARLY and not self.sentences[t.sentence].heading for t in someone.told) else "first:late")
        if all(self.sentences[t.sentence].heading for t in someone.told):
            out.add("heading")
        closest = min([look.away(t.sentence) for t in someone.told])
        out.add("near:this" if nearest < closest else "near:both" if nearest == closest else "near:other")
        out.add(f"events:{min(len(self.violent), 4)}")
        if not own:
            out.add("own:nothing" if not other else "own:nothing, elsewhere" if violent_elsewhere else "own:nothing, in words")
            out.update(f"{has} sort:{sort}" for has in look.parts)
        return out

    def near(self, g: Group) -> list[Someone]:
        """Those told of within a few sentences of an event, and every organisation of the part."""
        around = {n for a in g.acts for n in range(a.sentence - REACH, a.sentence + REACH + 1)}
        return [x for x in self.everyone.values() if x.sort in BODIES or any(t.sentence in around for t in x.told)]

    def likelihoods(self, g: Group) -> list[tuple[Someone, dict[str, float]]]:
        """Everyone of the part with the likelihood of each part that they are fit for."""
        table, look = weights(), self.look(g)
        out = []
        for someone in self.near(g):
            traits = self._traits(someone, look)
            out.append((someone, {part: _squash(sum(map(table[part].get, traits, repeat(0.0))) + table[part].get("", 0.0)) for part in someone.fit}))
        return out

    def candidates(self, g: Group) -> tuple[Candidate, ...]:
        """Those likely enough to be worth a look, most likely first. Whom one event harms, another seldom does: who fits another far better is
        left to it."""
        if not self.weighed:
            for x in self.violent[:MOST_EVENTS]:
                self.weighed[id(x)] = self.likelihoods(x)
                for someone, parts in self.weighed[id(x)]:
                    for part, likely in parts.items():
                        self.most[someone.key, part] = max(likely, self.most.get((someone.key, part), 0.0))
        found = [
            self._candidate(someone, g, part, likely)
            for someone, parts in self.weighed[id(g)]
            for part, likely in parts.items()
            if likely >= LEAST and (part in ("individual", "organisation") or likely >= ALONE * self.most[someone.key, part])
        ]
        return tuple(sorted(found, key=lambda c: (-c.likelihood, c.start, c.part))[:MOST_CANDIDATES])

    def _candidate(self, someone: Someone, g: Group, part: str, likely: float) -> Candidate:
        told = self._best(someone, g)
        e = told.entity
        fillings = [f for a in g.acts for role in ROLES[part] for f in a.get(role) if any(f.entity.start == t.entity.start for t in someone.told)]
        effect = next((f.effect for f in fillings if f.effect), None)
        whole = part == "organisation"
        start, end = told.span
        return Candidate(
            role=_ROLE[part],  # type: ignore[arg-type]
            text=self.text[start:end],
            actor=e.actor,
            actor_name=e.actor_name,
            country=e.country,
            kind=(someone.sort if someone.sort in BODIES else e.kind) if whole else e.kind,  # type: ignore[arg-type]
            number=None if whole else e.number,
            effect=effect if effect in EFFECTS else None,  # type: ignore[arg-type]
            confidence=self._confidence(someone, g, fillings) if _ROLE[part] == "perpetrator" else None,  # type: ignore[arg-type]
            category=None if whole else e.category or None,
            description=self.text[slice(*e.description)] if e.description is not None else None,
            part=part,  # type: ignore[arg-type]
            likelihood=round(likely, 2),
            start=start,
            end=end,
        )

    @staticmethod
    def _best(someone: Someone, g: Group) -> Told:
        """The telling whose words stand for an entity: where the act fills it, else nearest to the act; of names the longest."""
        if someone.sort == "name" or any(t.entity.named and not t.entity.plural for t in someone.told):
            return max(someone.told, key=lambda t: (t.entity.description is not None, t.span[1] - t.span[0], -t.span[0]))
        own = {f.entity.start for a in g.acts for fs in a.roles.values() for f in fs}
        return min(someone.told, key=lambda t: (t.entity.start not in own, min(abs(t.sentence - a.sentence) for a in g.acts), t.span[0]))

    def _confidence(self, someone: Someone, g: Group, fillings: Sequence[Filling]) -> str:
        starts = {t.entity.start for t in someone.told}
        said = [x for x in self.claims.get(id(g), ()) if any(b.start in starts for b in x.blamed)]
        for x in said:
            if x.act in ("claim", "admit"):
                return "claimed"
            if x.act in ("accuse", "blame", "attribute", "suspect"):
                return "suspected_by_authorities" if authority(x.speaker) else "suspected"
        doubted = next((f.confidence for f in fillings if f.confidence != "fact"), None)
        if doubted is not None:
            return doubted
        if any(a.modality == "suspected" for a in g.acts if any(f in fillings for f in a.get("perp"))):
            return "suspected"
        hedged = any(x.startswith("inside:say") for t in someone.told for x in t.traits)
        return "suspected" if hedged else "fact"


# ---- traits of one telling
def _verb(chunk: Chunk) -> str:
    """What kind of verb it is: a trigger by its frame, a speech verb by its act, else "verb"."""
    entry = chunk.entry
    if entry is None:
        return "verb"
    if entry.kind == "trigger":
        return entry.extra
    return f"say.{entry.value}" if entry.kind == "speech" else entry.kind


def _deed(c: Chunk) -> bool:
    """Whether a phrase names an act: "took part in the [murder]"."""
    return c.head is not None and any(x.kind == "trigger" and x.pos == "n" for x in c.head.entries) and c.head.entry("person") is None


def _class(w: Word | None) -> str:
    """What kind of noun it is."""
    if w is None:
        return "none"
    trigger, person = w.entry("trigger"), w.entry("person")
    if trigger is not None and person is None:
        return trigger.extra
    if person is not None:
        return person.extra if person.value != "facility" else "facility"
    return "weapon" if w.entry("weapon") is not None else "actor" if w.actor is not None else "noun"


def _around(s: Sentence, c: Chunk) -> list[str]:
    out = []
    g = c.governor
    if g is not None:
        out += [f"prep:{slot}" for slot in sorted(g.slots)]
        holder = s.chunks[g.index - 1] if g.index else None
        if holder is not None and holder.of is c:
            out.append(f"of:{_class(holder.head)}")
    else:
        out.append("prep:none")
    before, behind = (s.chunks[c.index - 1] if c.index else None), (s.chunks[c.index + 1] if c.index + 1 < len(s.chunks) else None)
    out.append(f"before:{before.kind if before is not None else 'start'}")
    out.append(f"behind:{behind.kind if behind is not None else 'end'}")
    if behind is not None and behind.kind == "VG" and behind.entry is not None and behind.entry.kind == "trigger":
        out.append(f"then:{behind.entry.extra}{'.passive' if behind.passive or behind.reduced else ''}")
    return out


def _form(e: Entity) -> list[str]:
    """How the phrase is made."""
    out = []
    for w in e.chunk.words:
        for x in w.entries:
            if x.kind == "trigger" and w is not e.chunk.head:
                out.append(f"inside:{x.extra}")
            elif x.kind == "speech":
                out.append(f"inside:say.{x.value}")
    out.append("definite" if e.definite else "indefinite")
    out.append(f"number:{'many' if e.plural else 'one'}")
    if e.number is not None and (e.number.low or 0) > 1:
        out.append("counted")
    if e.named:
        out.append("named")
    if e.description is not None:
        out.append("described")
    if e.organisation is not None:
        out.append("somebody's")
    person = next((x for x in (e.chunk.head.entries if e.chunk.head is not None else ()) if x.kind == "person"), None)
    if person is not None:
        out.append(f"word:{person.lemma}")
    return out


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4-6" if n < 7 else "7+"


def _squash(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


@cache
def weights() -> dict[str, dict[str, float]]:
    """knowledge/casting.tsv: for each part the weight of each trait; the trait without a name is the bias."""
    out: dict[str, dict[str, float]] = {part: {} for part in PARTS}
    lines: Iterable[str] = (files("istor.knowledge") / "casting.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            part, trait, weight = line.split("\t")
            if part in out:
                out[part][trait] = float(weight)
    return out
