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
from istor.coding.doubt import doubt
from istor.coding.entities import BODIES
from istor.coding.everyone import Everyone, Someone, Told, size_of
from istor.coding.gathering import Group
from istor.coding.lexicon import Lexicon
from istor.coding.speech import Saying, authority
from istor.knowledge import typology
from istor.model.mention import Candidate

PARTS = ("individual", "organisation", "physical", "human")
MOST_EVENTS = 12
"""Bound of what is weighed in one part of a report."""
EARLY = 3
"""The sentences at the beginning of a part that tell its news."""
BESIDE = 4
"""Sentences about an event within which words tell how sure it is that somebody did it."""
REACH = 5
"""Sentences about an event within which people and things may have a part."""
LONGEST_NAME, SHORT = 60, 3
"""Characters of what a building is of, and words of a phrase that says little without its owner."""
ALONE = 0.7
"""How near to their best event someone harmed must be to be told of another."""
LEAST, MOST_CANDIDATES = 0.1, 24
"""How likely and how many candidates are told of."""
ROLES = {"individual": ("perp",), "organisation": ("perp",), "physical": ("target", "victim"), "human": ("victim", "target")}
_ROLE = {"individual": "perpetrator", "organisation": "perpetrator", "physical": "target", "human": "victim"}
TWICE = ("slot:", "with:", "in:", "of:", "called:")
"""How the names of traits begin that count again in a sentence that tells of the event."""
GRAVEST = ("killed", "injured", "destroyed", "damaged", "abducted", "unharmed")


@dataclass(slots=True)
class Look:
    """One event as everyone of the part is weighed for it, with what is the same for all of them."""

    group: Group
    number: int
    sentences: set[int]
    elsewhere: frozenset[int]
    """The sentences of the other acts of force."""
    claims: list[tuple[str, frozenset[int]]]
    """How somebody is held to have done it, and where those begin of whom it is said."""
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


@dataclass(slots=True)
class Fixed:
    """What speaks for or against one whatever the event."""

    size: str
    times: str
    traits: set[str]
    weight: dict[str, float]
    """By part: what the traits weigh together, with the bias."""
    beside: list[list[str]]
    """By telling: the traits that count again in a sentence that tells of the event."""


class Cast:
    """The entities of one part, found once, weighed for every event of it."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], groups: Sequence[Group], sayings: Sequence[Saying], claims: dict[int, list[Saying]], lex: Lexicon
    ) -> None:
        self.text, self.sentences, self.groups, self.claims = text, sentences, groups, claims
        self.language, self.authorities = lex.code, {(x.sentence, x.start) for x in sayings if authority(x.speaker)}
        self.force = {n for n, g in enumerate(groups) if g.concept is not None and typology()[g.concept].muc4 is not None}
        self.violent = [g for n, g in enumerate(groups) if n in self.force]
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
        self.fixed: dict[str, Fixed] = {}
        self.weighed: dict[int, list[tuple[Someone, dict[str, float]]]] = {}
        self.most: dict[tuple[str, str], float] = {}
        harmed = {start for start, found in self.filled.items() if any(how.startswith("victim") for _, how in found)}
        self.everyone = Everyone(text, sentences, self.said, harmed, lex).people

    # ---- how likely it is
    def traits(self, someone: Someone, g: Group) -> set[str]:
        """All that speaks for or against a part of one in an event, as names of weights."""
        return self._fixed(someone).traits.union(self._traits(someone, self.look(g)))

    def look(self, g: Group) -> Look:
        """What of an event and of the others everyone is weighed by."""
        return Look(
            group=g,
            number=next(k for k, x in enumerate(self.groups) if x is g),
            sentences={a.sentence for a in g.acts},
            elsewhere=frozenset(a.sentence for x in self.violent if x is not g for a in x.acts),
            claims=[(x.act, frozenset(b.start for b in x.blamed)) for x in self.claims.get(id(g), ())],
            parts=[f"has {role}:{'yes' if any(not f.entity.pronoun for a in g.acts for f in a.get(role)) else 'no'}" for role in ("perp", "victim", "target")],
        )

    def _fixed(self, someone: Someone) -> Fixed:
        found = self.fixed.get(someone.key)
        if found is not None:
            return found
        size, times, sort = size_of(someone), f"times:{min(len(someone.told), 4)}", someone.sort
        traits = {f"sort:{sort}", f"sort:{sort} {size}", times, size, f"events:{min(len(self.violent), 4)}"}
        traits.update(*[t.traits for t in someone.told])
        headings = [self.sentences[t.sentence].heading for t in someone.told]
        early = any(t.sentence <= EARLY and not heading for t, heading in zip(someone.told, headings, strict=True))
        traits.add("first:early" if early else "first:late")
        if all(headings):
            traits.add("heading")
        table = weights()
        weight = {part: sum(map(table[part].get, traits, repeat(0.0))) + table[part].get("", 0.0) for part in someone.fit}
        beside = [[f"{x} beside" for x in t.traits if x.startswith(TWICE)] for t in someone.told]
        found = self.fixed[someone.key] = Fixed(size, times, traits, weight, beside)
        return found

    def _traits(self, someone: Someone, look: Look) -> set[str]:
        """What speaks for or against one in this event."""
        g, number, sort, fixed = look.group, look.number, someone.sort, self._fixed(someone)
        out = {f"sort:{sort} event:{g.concept}"}
        nearest, closest = 99, min([look.away(t.sentence) for t in someone.told])
        before = own = other = violent_elsewhere = False
        for t, beside in zip(someone.told, fixed.beside, strict=True):
            gap = look.gap(t.sentence)
            if abs(gap) < nearest:
                nearest, before = abs(gap), gap < 0
            for n, how in self.filled.get(t.entity.start, ()):
                if n == number:
                    own = True
                    out.update((f"own:{how}", f"own:{how} sort:{sort}", f"own:{how} {fixed.size}", f"own:{how} {fixed.times}"))
                else:
                    other = True
                    if n in self.force:
                        violent_elsewhere = True
                        out.add(f"other:{how}")
            if t.beside:
                out.update([f"beside own:{how}" for start in t.beside for n, how in self.filled.get(start, ()) if n == number])
            for how, blamed in look.claims:
                if t.entity.start in blamed:
                    out.add(f"claim:{how}")
            if t.sentence in look.sentences:
                act = min((a for a in g.acts if a.sentence == t.sentence), key=lambda a: abs(a.index - t.index))
                out.add(f"beside:{'before' if t.index < act.index else 'behind'} sort:{sort}")
                out.update(beside)
        where = f"gap:{_bucket(nearest)}{'-' if before else '+'}" if nearest else "gap:0"
        out.update((where, f"{where} sort:{sort}"))
        out.add("near:this" if nearest < closest else "near:both" if nearest == closest else "near:other")
        if not own:
            out.add("own:nothing" if not other else "own:nothing, elsewhere" if violent_elsewhere else "own:nothing, in words")
            out.update([f"{has} sort:{sort}" for has in look.parts])
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
            traits, fixed = self._traits(someone, look), self._fixed(someone).weight
            out.append((someone, {part: _squash(fixed[part] + sum(map(table[part].get, traits, repeat(0.0)))) for part in someone.fit}))
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
        effect = self._effect(someone, fillings)
        whole = part == "organisation"
        start, end = _whole(told) if part == "physical" else told.span
        entitled = told.title if told.title is not None and e.kind == "unknown" else e
        description = e.description or told.title_span
        return Candidate(
            role=_ROLE[part],  # type: ignore[arg-type]
            text=self.text[start:end],
            actor=e.actor,
            actor_name=e.actor_name or told.name or None,
            country=e.country,
            kind=(someone.sort if someone.sort in BODIES else e.kind) if whole else entitled.kind,  # type: ignore[arg-type]
            number=None if whole else e.number,
            effect=effect,  # type: ignore[arg-type]
            confidence=self._confidence(someone, g, fillings) if _ROLE[part] == "perpetrator" else None,  # type: ignore[arg-type]
            category=None if whole else e.category or entitled.category or None,
            description=self.text[slice(*description)] if description is not None else None,
            part=part,  # type: ignore[arg-type]
            likelihood=round(likely, 2),
            start=start,
            end=end,
        )

    def _effect(self, someone: Someone, fillings: Sequence[Filling]) -> str | None:
        """The gravest that is told of someone in an event; what befell one by name is told elsewhere too ("wounded ... the minister died")."""
        told = {f.effect for f in fillings if f.effect}
        if any(t.name and not t.entity.plural for t in someone.told):
            told |= {how.partition(".")[2] for t in someone.told for n, how in self.filled.get(t.entity.start, ()) if n in self.force}
        return next((x for x in GRAVEST if x in told), None)

    @staticmethod
    def _best(someone: Someone, g: Group) -> Told:
        """The telling whose words stand for an entity: where the act fills it, else nearest to the act; of names the longest."""
        names = [t for t in someone.told if t.name]
        if names:
            return max(names, key=lambda t: (t.entity.description is not None or t.title is not None, t.span[1] - t.span[0], -t.span[0]))
        own = {f.entity.start for a in g.acts for fs in a.roles.values() for f in fs}
        return min(someone.told, key=lambda t: (t.entity.start not in own, min(abs(t.sentence - a.sentence) for a in g.acts), t.span[0]))

    def _confidence(self, someone: Someone, g: Group, fillings: Sequence[Filling]) -> str:
        said = [x for x in self.claims.get(id(g), ()) if any(b.start <= t.span[0] < max(b.end, b.start + 1) for b in x.blamed for t in someone.told)]
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
        return self._doubt(someone, g, fillings) or "fact"

    def _doubt(self, someone: Someone, g: Group, fillings: Sequence[Filling]) -> str | None:
        """What the words beside the names say; where the act itself tells one of them for sure, it is sure."""
        near = [t for t in someone.told if min(abs(t.sentence - a.sentence) for a in g.acts) <= BESIDE]
        found = {t.span: doubt(self.text, *t.span, self.language) for t in near}
        if "claimed" in found.values():
            return "claimed"
        own = [t for t in near if any(f.entity.start == t.entity.start for f in fillings)]
        if any(found[t.span] is None for t in own):
            return None
        first = next((t for t in own or near if found[t.span] is not None), None)
        if first is None or found[first.span] != "suspected":
            return found[first.span] if first is not None else None
        official = any(n == first.sentence and at < first.span[0] for n, at in self.authorities)
        return "suspected_by_authorities" if official else "suspected"


def _whole(t: Told) -> tuple[int, int]:
    """The words that tell a building from others of its kind: "the headquarters [of the 1st Brigade]", "[Maza's] vehicle"."""
    c = t.entity.chunk
    start, end = t.span
    if c.of is not None and c.of.words[0].time is None and c.full_end - end <= LONGEST_NAME:
        end = max(end, c.full_end)
    owner = c.possessors[0] if c.possessors and c.head is not None and len(c.words) <= SHORT else None
    if owner is not None and not any(w.classes & {"pronouns", "possessive"} for w in owner.words) and start - owner.start <= LONGEST_NAME:
        start = min(start, owner.start)
    return start, end


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
