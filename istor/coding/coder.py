"""The built-in coder: a part of a report in, its mentions out. A pure function of the part and the data in the package."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import msgspec

from istor.coding.acts import Act, Filling, Reader, Sentence
from istor.coding.entities import Entity
from istor.coding.gathering import VIOLENCE, Group, across, within_sentence
from istor.coding.lexicon import Lexicon, lexicon, normal
from istor.coding.mentions import Builder
from istor.coding.speech import Saying, sayings
from istor.coding.words import Layers
from istor.grounding.actors import find_actors
from istor.grounding.counts import find_counts
from istor.grounding.places import find_places
from istor.grounding.times import find_times
from istor.knowledge import typology
from istor.languages import get
from istor.model import Mention, Part, Timex
from istor.splitting.fingerprint import fingerprint

REPORTING = frozenset(("claim", "admit", "accuse", "blame", "attribute", "deny", "responsible", "suspect"))


def code(part: Part) -> tuple[Mention, ...]:
    """The mentions of a part, in order of telling; at most one is `main`. A language without a coder's words gives none."""
    lex = lexicon(part.language)
    if lex is None or not part.blocks:
        return ()
    return Coding(part, lex).run()


class Coding:
    """One part being coded. Nothing outlives `run`."""

    def __init__(self, part: Part, lex: Lexicon) -> None:
        self.part, self.lex, self.text = part, lex, part.document.text
        language = get(part.language)
        places = find_places(part)
        countries = Counter(t.place.country for t in places if t.place is not None and t.place.country)
        self.country = max(sorted(countries), key=lambda c: countries[c]) if countries else None
        layers = Layers(find_actors(part), places, find_times(part), find_counts(self.text, part.start, part.end, language))
        words = normal(self.text[part.start : part.end])
        # two different words of games in a short text, or one in every 80 words of a long one
        kinds = {m.group() for m in lex.figurative.finditer(words)}
        self.figurative = len(kinds) >= max(2, len(words) // 500)
        self.reader = Reader(self.text, lex, layers)
        self.sentences: list[Sentence] = []
        self.sayings: list[Saying] = []
        self.speakers: dict[int, Entity | None] = {}
        self.zero: list[tuple[Sentence, Entity]] = []

    def run(self) -> tuple[Mention, ...]:
        self._read()
        self._speakers()
        groups = self._gather()
        keep = [g for g in groups if self._real(g)]
        self._claims(keep)
        return self._mentions(keep)

    # ---- sentences
    def _read(self) -> None:
        number = 0
        last: Entity | None = None
        for block in self.part.blocks:
            if block.kind in ("byline", "note", "caption"):
                continue
            for start, end in block.sentences or ((block.start, block.end),):
                s = self.reader.sentence(number, start, end, block.kind == "heading")
                self.sentences.append(s)
                self.sayings += sayings(s, self.lex, self.text)
                last = self._pronouns(s, last)
                number += 1

    def _pronouns(self, s: Sentence, last: Entity | None) -> Entity | None:
        """A pronoun that does an act stands for the subject before it ("They then fired"): the last side that did one."""
        for act in s.acts:
            for fillings in act.roles.values():
                for k, f in enumerate(fillings):
                    if f.entity.pronoun and f.slot == "subj" and last is not None and not f.entity.chunk.words[0].classes & {"relatives"}:
                        fillings[k] = Filling(last, f.effect, f.confidence, "pronoun")
            for f in act.get("perp"):
                if not f.entity.pronoun and f.slot != "pronoun":
                    last = f.entity
        return last

    def _speakers(self) -> None:
        """Who speaks in each sentence: its own speech verb, else, inside a quotation that goes on, the speaker before."""
        last: Entity | None = None
        by_sentence: dict[int, list[Saying]] = {}
        for saying in self.sayings:
            by_sentence.setdefault(saying.sentence, []).append(saying)
        quotes = [q for b in self.part.blocks for q in b.quotations]
        for s in self.sentences:
            mine = [x for x in by_sentence.get(s.number, []) if x.speaker is not None]
            say = next((x for x in mine if x.act in ("say", "admit", "accuse", "blame", "deny", "doubt", "suspect", "attribute")), None)
            speaker = say.speaker if say else None
            if speaker is not None and speaker.pronoun:
                speaker = last
                if say is not None:
                    for x in mine:
                        if x.speaker is not None and x.speaker.pronoun:
                            x.speaker = last
                            x.blamed = [last if b.pronoun and last else b for b in x.blamed]
            if speaker is None and any(q[0] <= s.start and s.end <= q[1] + 1 for q in quotes):
                speaker = last
            if speaker is not None:
                last = speaker
            self.speakers[s.number] = speaker

    # ---- events
    def _gather(self) -> list[Group]:
        groups: list[Group] = []
        self.expanded: list[list[Act]] = []
        for s in self.sentences:
            self._zeros(s)
            for g in within_sentence(s):
                groups += self._expand(g)
        return across([g for g in groups if not all(a.negated for a in g.acts)])

    def _expand(self, g: Group) -> list[Group]:
        """ "the attacks of 11 and 14 March": a plural with several single days is as many events."""
        lead = next((a for a in g.acts if a.nominal and a.plural), None) or g.first
        days: dict[date, Timex] = {}
        for t in lead.times:
            if t.first is not None and t.first == t.last and not t.bound:
                days.setdefault(t.first, t)
        if not (lead.plural and len(days) > 1):
            return [g]
        out = []
        for day in sorted(days):
            acts = [
                replace(
                    a,
                    plural=False,
                    number=None,
                    times=[days[day]],
                    roles={k: list(v) for k, v in a.roles.items()},
                    trace=[*a.trace, f"one of several days: {day}"],
                )
                for a in g.acts
            ]
            one = Group(acts)
            one.settle()
            out.append(one)
        return out

    def _zeros(self, s: Sentence) -> None:
        """ "no casualties were reported": zero is a value with its speaker."""
        for chunk in s.chunks:
            if chunk.kind == "NP" and chunk.head is not None:
                e = s.entities[chunk.index]
                if e.negated and e.category in ("dead", "wounded", "victim"):
                    self.zero.append((s, e))

    def _real(self, g: Group) -> bool:
        """Whether the tellings amount to an event of the typology."""
        if g.concept is None or g.concept not in typology():
            return False
        if self.figurative and typology()[g.concept].violent and not self._harm(g):
            return False
        return g.stage != "hypothetical"

    def _harm(self, g: Group) -> bool:
        """Someone killed or hurt, or a weapon: in a text about games, films or markets nothing less is an act of violence."""
        hurt = any(f.effect in ("killed", "abducted") and f.entity.kind != "facility" for a in g.acts for f in a.get("victim"))
        return hurt or any(w.weapon_concept for a in g.acts for w in a.weapons)

    def _claims(self, groups: list[Group]) -> None:
        self.claims: dict[int, list[Saying]] = {}
        for saying in self.sayings:
            if saying.act not in REPORTING or not (saying.blamed or saying.nobody):
                continue
            target = self._about(saying, groups)
            for g in target:
                self.claims.setdefault(id(g), []).append(saying)

    def _about(self, saying: Saying, groups: list[Group]) -> list[Group]:
        """The events that a claim or denial is about: those of its own noun phrases, else the last act of violence told before it."""
        indices = {c.index for c in saying.events}
        governed = {p.chunk.index for p in saying.governed}
        hits = [g for g in groups if any(a.sentence == saying.sentence and a.index in indices for a in g.acts)]
        if not hits:
            hits = [g for g in groups if any(a.sentence == saying.sentence and a.index in governed for a in g.acts)]
        if hits or saying.act == "suspect":
            return hits
        before = [g for g in groups if g.first.sentence <= saying.sentence and g.family in VIOLENCE]
        return before[-1:] if saying.events or saying.act in ("claim", "responsible") else []

    # ---- mentions
    def _mentions(self, groups: list[Group]) -> tuple[Mention, ...]:
        zeros: dict[int, list[tuple[int, int, int, str | None]]] = {}
        for s, e in self.zero:
            for g in self._zero_target(s, e, groups):
                zeros.setdefault(id(g), []).append((e.start, e.end, s.number, _of_whom(e)))
        out = []
        prints = fingerprint(self.text[self.part.start : self.part.end]) if groups else ()
        for number, g in enumerate(groups):
            builder = Builder(self.part, g, number, self.speakers, prints, self.country)
            out.append(builder.build(self.claims.get(id(g), []), zeros.get(id(g), []), []))
        main = self._main(groups)
        return tuple(msgspec.structs.replace(m, main=k == main) for k, m in enumerate(out))

    def _zero_target(self, s: Sentence, e: Entity, groups: list[Group]) -> list[Group]:
        same = [g for g in groups if any(a.sentence == s.number for a in g.acts) and g.family in VIOLENCE]
        if same:
            return same
        before = [g for g in groups if g.first.sentence < s.number and g.family in VIOLENCE]
        plural = any(a.plural for a in s.acts if a.nominal)
        counted = next((a.number.number.low for a in s.acts if a.number is not None and a.number.number is not None), None)
        return before[-(counted or 2) :] if plural else before[-1:]

    def _main(self, groups: list[Group]) -> int | None:
        """The event that the part is about: told in the heading, early, in many sentences, with figures; violence before words about it."""
        if not groups:
            return None

        def weight(k: int) -> float:
            g = groups[k]
            violent = typology()[g.concept or ""].violent
            done = g.stage in ("accomplished", "ongoing", "attempted")
            telling = len({a.sentence for a in g.acts})
            return 3.0 * any(a.heading for a in g.acts) + telling + 2.0 * violent + done - 0.35 * g.first.sentence - 0.01 * k

        return max(range(len(groups)), key=weight)


def _of_whom(e: Entity) -> str | None:
    """Of whom a zero is said: the words beside the head ("no American casualties")."""
    words = [w for w in e.chunk.words if w.actor is not None or w.place is not None]
    return " ".join(w.text for w in words) or None
