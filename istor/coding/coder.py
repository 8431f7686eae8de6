"""The built-in coder: a part of a report in, its mentions out. A pure function of the part and the data in the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from istor.coding.acts import CASUALTIES, Act, Filling, Reader, Sentence
from istor.coding.anchors import anchors
from istor.coding.barbs import in_words
from istor.coding.casting import MOST_EVENTS, Cast
from istor.coding.clues import clues
from istor.coding.embedding import (
    accusations,
    announced,
    called_for,
    demanded,
    only_spoken_of,
    outside_conflict,
    political,
    promised,
    remembered,
    signed,
    threats,
    told_together,
)
from istor.coding.entities import Entity
from istor.coding.figures import tellings
from istor.coding.gathering import VIOLENCE, Group, absorbed, across, within_sentence
from istor.coding.lexicon import Lexicon, lexicon
from istor.coding.mentions import Builder, Joint, placed
from istor.coding.moods import intended
from istor.coding.occasions import MAIN_ONLY, TOWN, Occasions, Said, dated, violent
from istor.coding.setting import background, literal, setting
from istor.coding.sides import settle_sides
from istor.coding.speech import Saying, authority, sayings
from istor.coding.titles import with_title
from istor.coding.unreal import drop_unreal, only_denied
from istor.coding.words import Layers
from istor.grounding.actors import find_actors
from istor.grounding.counts import find_counts
from istor.grounding.places import told_places
from istor.grounding.places.pointing import pointed_at
from istor.grounding.places.quarters import in_towns
from istor.grounding.times import find_times
from istor.knowledge import typology
from istor.knowledge.zones import zone_of
from istor.languages import fold, get
from istor.model import ActorMatch, Bounds, Mention, Part, Timex, Toponym
from istor.splitting.fingerprint import fingerprint

_WORDS = re.compile(r"\w+")
_GROUPS = frozenset(("armed_group", "group"))
REPORTING = frozenset(("claim", "admit", "accuse", "blame", "attribute", "deny", "responsible", "suspect"))


def code(part: Part) -> tuple[Mention, ...]:
    """The mentions of a part, in order of telling; at most one is `main`. A language without a coder's words gives none.

    Where the text tells of nobody harmed, the title may (`titles`).
    """
    lex = lexicon(part.language)
    if lex is None or not part.blocks:
        return ()
    coding = Coding(part, lex)
    found = coding.run()
    return with_title(found, part, lambda p: Coding(p, lex).run(), coding.scene_day) if part.title else found


BARE = frozenset(("request", "rejection", "accusation", "support", "threat", "aid", "sanction", "concession", "restriction", "cooperation", "consultation"))
"""Deeds that a noun alone does not tell: somebody must do them."""


def _supported(a: Act) -> bool:
    return any(t.startswith("support") for t in a.trace)


def _force(concept: str) -> bool:
    """Whether a concept counts as violence in any scheme."""
    found = typology()[concept]
    return found.violent or found.muc4 is not None


BACKGROUND = 62
"""Days behind a report from which on an act is background to it."""
MENACE = "menace"
"""The frame of words that state by themselves that a threat is of violence ("death threat")."""
LONGEST = 2000
"""Characters of a sentence that are read at once; no sentence of a report is longer, lists and texts made to hurt are."""


LAW = frozenset(("arrest", "trial", "prosecution", "accusation", "release"))
"""What follows a deed: a report that brings it as news is of the deed."""
NEAR = 4
"""Sentences about an act of force in which everyone named is looked at."""


def pieces(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, those beyond `LONGEST` in pieces that end between words where they can."""
    for start, end in sentences:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


_GROUP = frozenset(("armed_group", "party"))


def _no_names_of_groups(places: Iterable[Toponym], named: Iterable[ActorMatch]) -> list[Toponym]:
    """Places without those inside the name of an armed group or a party: Hamas is no town, and "Islamic State West Africa Province" tells of none."""
    groups = [(m.start, m.end) for m in named if m.kind in _GROUP]
    return [t for t in places if not any(start <= t.start and t.end <= end for start, end in groups)]


class Coding:
    """One part being coded. Nothing outlives `run`."""

    def __init__(self, part: Part, lex: Lexicon) -> None:
        self.part, self.lex, self.text = part, lex, part.document.text
        language = get(part.language)
        told = told_places(part)
        self.named = find_actors(part)
        places, self.title = _no_names_of_groups(told.text, self.named), told.title
        countries: dict[str, int] = {}
        for t in places:
            if t.place is not None and t.place.country:
                countries[t.place.country] = countries.get(t.place.country, 0) + 1
        self.country = max(sorted(countries), key=lambda c: countries[c]) if countries else None
        self.places = in_towns(part, [*places, *pointed_at(part, places, self.country)])
        times = find_times(part, zone=zone_of(self.country))
        self.layers = layers = Layers(self.named, self.places, times, find_counts(self.text, part.start, part.end, language))
        self.setting = setting(part, lex.hazards, times)
        self.reader = Reader(self.text, lex, layers)
        self.sentences: list[Sentence] = []
        self.sayings: list[Saying] = []
        self.speakers: dict[int, Entity | None] = {}
        self.zero: list[tuple[Sentence, Entity]] = []
        self.group: Entity | None = None

    def run(self) -> tuple[Mention, ...]:
        self._read()
        self._speakers()
        groups = self._gather()
        groups = signed(told_together(groups) + demanded(self.sayings, self.sentences))
        blamed = self._blamed(groups)
        self.told = groups
        for g in groups:
            announced(g, self.sentences[g.first.sentence])
            self._threat(g)
            promised(g)
            g.reread()
            outside_conflict(g, self.part.language, {s.number: s.text for s in self.sentences})
        groups = threats(groups)
        called_for(groups)
        keep = [g for g in only_spoken_of(groups, self.sayings) if self._real(g, id(g) in blamed)]
        self._claims(keep)
        keep = [g for g in absorbed(keep, self._main(keep), self.told) if g.concept is not None]  # what took in an accident may tell nothing more
        self.kept = keep
        return self._mentions(sorted(keep + accusations(self.sayings, self.claims, self.sentences), key=lambda g: g.first.start))

    def cast(self) -> Cast:
        """Everyone of the part, to be weighed for each event; sentences near one that tells of force are read whole."""
        told = {a.sentence for g in self.kept if g.concept is not None and typology()[g.concept].muc4 is not None for a in g.acts}
        for s in self.sentences:
            if any(abs(s.number - n) <= NEAR for n in told):
                self.reader.closely(s)
        return Cast(self.text, self.sentences, self.kept, self.sayings, self.claims, self.lex)

    # ---- sentences
    def _read(self) -> None:
        number = 0
        last: Entity | None = None
        for block in self.part.blocks:
            if block.kind in ("byline", "note"):
                continue
            for k, (start, end) in enumerate(pieces(self.text, block.sentences or ((block.start, block.end),))):
                s = self.reader.sentence(number, start, end, block.kind == "heading")
                number += 1
                self.sentences.append(s)
                if not s.chunks:
                    continue  # it tells of nothing
                if s.acts:
                    drop_unreal(s, self.lex, self.setting.conflict)
                    settle_sides(s)
                for a in s.acts:
                    a.opens = k == 0
                self._aliases(s)
                self.sayings += sayings(s, self.lex, self.text)
                last = self._pronouns(s, last)

    def _aliases(self, s: Sentence) -> None:
        """ "the group": the armed group named last before."""
        if not s.names(_GROUPS) and not any(w.actor is not None and w.actor.kind == "armed_group" for w in s.words):
            return
        for c in s.chunks:
            if c.kind != "NP":
                continue
            e = s.entities[c.index]
            if e.kind == "armed_group" and (e.actor or e.named) and not e.plural:
                self.group = e
            elif e.category == "group" and e.definite and not e.named and not e.actor and not e.plural and self.group is not None:
                e.actor, e.actor_name, e.country, e.kind = (
                    self.group.actor,
                    self.group.actor_name or self.group.text,
                    self.group.country,
                    self.group.kind,
                )

    def _pronouns(self, s: Sentence, last: Entity | None) -> Entity | None:
        """A pronoun that does an act stands for the subject before it ("They then fired"): the last side that did one."""
        for act in s.acts:
            for role, fillings in act.roles.items():
                for k, f in enumerate(fillings if role != "victim" else ()):
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
            inside = any(q[0] <= s.start and s.end <= q[1] + 1 for q in quotes)
            text = self.text[s.start : s.end + 2]
            if speaker is None and (inside or (text.count("\u00bb") > text.count("\u00ab"))):
                speaker = last
            if speaker is not None:
                last = speaker
            self.speakers[s.number] = speaker

    # ---- events
    def _gather(self) -> list[Group]:
        """Groups of the part. "The second attack" and "both attacks" point back to what was told; their effects go there."""
        told: list[Group] = []
        self.joint: list[tuple[Group, list[Group]]] = []
        expanded: list[Group] = []
        # headings tell again what the body tells: they are read last, and join it
        for s in sorted(self.sentences, key=lambda x: x.heading):
            harmless = len(self.zero)
            self._zeros(s)
            if len(self.zero) > harmless and not s.acts:
                for g in [t for t in told if t.family in VIOLENCE][-1:]:
                    g.zero = True
            if not s.acts:
                continue
            self._claimed(s)
            for g in within_sentence(s):
                if all(a.negated for a in g.acts):
                    continue
                g.long_past = self._long_past(g)
                parts = self._expand(g)
                if len(parts) > 1:
                    merged = [self._join(told, p) for p in parts]
                    self.joint.append((g, merged))
                    expanded = merged if len(merged) > 1 else expanded
                    continue
                ordinal = next((a.ordinal for a in g.acts if a.ordinal), 0)
                if 0 < ordinal <= len(expanded):
                    expanded[ordinal - 1].acts += g.acts
                    expanded[ordinal - 1].settle()
                    continue
                back = self._refers(g, told)
                if back:
                    for b in back if len(self.zero) > harmless else []:
                        b.zero = True
                    self.joint.append((g, back))
                    continue
                if any(a.times and a.times[0].bound == "not_after" and a.times[0].follows for a in g.acts):
                    for a in g.acts:
                        a.other = True  # "before that, ..."
                self._join(told, g, 3 if s.heading else 4)
        return sorted(told, key=lambda g: g.first.start)

    def _long_past(self, g: Group) -> bool:
        """Whether every day that it tells lies more than two months behind the report."""
        if self.part.published is None:
            return False
        newest = date.fromisoformat(self.part.published.start)
        days = [t.last for a in g.acts for t in a.times[:1] if t.last is not None]
        return bool(days) and all((newest - d).days > BACKGROUND for d in days)

    @staticmethod
    def _join(told: list[Group], g: Group, threshold: int = 4) -> Group:
        """The group that g was joined to, or g itself, put behind the others."""
        before = len(told)
        joined = across([*told, g], threshold)
        told[:] = joined
        if len(joined) > before:
            return joined[-1]
        return next((t for t in joined if any(a is g.acts[0] for a in t.acts)), g)

    @staticmethod
    def _refers(g: Group, told: list[Group]) -> list[Group]:
        """The events that a definite plural points back to ("killed in the attacks", "in both attacks"); none when it tells of its own."""
        lead = next((a for a in g.acts if a.nominal and a.plural and a.definite), None)
        if lead is None or lead.times or lead.places or lead.get("perp") or lead.stage == "series":
            return []
        near = [
            t
            for t in told
            if t.family in VIOLENCE and lead.sentence - t.acts[-1].sentence <= 3 and t.concept is not None and t.stage == "accomplished"
        ]
        count = lead.number.number.low if lead.number is not None and lead.number.number is not None else 2
        return near[-(count or 2) :] if len(near) >= 2 else []

    def _expand(self, g: Group) -> list[Group]:
        """One telling of several: "the attacks of 11 and 14 March" are as many as their days, "from base A and base B" as their bases."""
        lead = next((a for a in g.acts if a.nominal and a.plural), None) or g.first
        days: dict[date, Timex] = {}
        for t in lead.times:
            if t.first is not None and t.first == t.last and not t.bound:
                days.setdefault(t.first, t)
        if lead.plural and len(days) > 1:
            return [self._copy(g, f"one of several days: {day}", times=[days[day]]) for day in sorted(days)]
        if lead.frame == "withdraw" and lead.nominal:
            left: dict[str, Toponym] = {}
            for p in lead.places:
                if p.site and p.place is not None and p.start > lead.start:
                    left.setdefault(p.place.name, p)
            if len(left) > 1:
                return [self._copy(g, f"one of several places: {name}", places=[p]) for name, p in left.items()]
        return [g]

    @staticmethod
    def _copy(g: Group, why: str, *, times: list[Timex] | None = None, places: list[Toponym] | None = None) -> Group:
        acts = [
            replace(
                a,
                plural=False,
                one_of_several=True,
                number=None,
                times=list(a.times) if times is None else times,
                places=list(a.places) if places is None else places,
                roles={k: list(v) for k, v in a.roles.items()},
                trace=[*a.trace, why],
            )
            for a in g.acts
        ]
        one = Group(acts)
        one.settle()
        return one

    def _claimed(self, s: Sentence) -> None:
        """Notes at the acts of a sentence who claims them there."""
        for saying in self.sayings:
            if saying.sentence == s.number and saying.act in ("claim", "admit") and not (saying.nobody or saying.negated):
                for a in s.acts:
                    if any(a.chunk is chunk for chunk in saying.events):
                        a.claimants += saying.blamed

    def _zeros(self, s: Sentence) -> None:
        """ "no casualties were reported": zero is a value with its speaker."""
        if not s.chunks or not s.names(CASUALTIES):
            return
        for chunk in s.chunks:
            if chunk.kind == "NP" and chunk.head is not None:
                e = s.entities[chunk.index]
                if e.negated and e.category in CASUALTIES:
                    self.zero.append((s, e))

    def _threat(self, g: Group) -> None:
        """An act only threatened is a threat by who would do it; and a threat stands at the stage of what it threatens."""
        if g.concept is not None and g.stage == "threatened" and typology()[g.concept].family in VIOLENCE:
            g.concept, g.threatened = "threat", g.concept
            for a in g.acts:
                for f in a.roles.pop("perp", []):
                    a.fill("speaker", f)
        if g.concept != "threat":
            return
        if any(a.frame == MENACE for a in g.acts):
            g.threatened = "bombing" if any(w.weapon_concept == "bombing" for a in g.acts for w in a.weapons) else "killing"
        for a in g.acts:
            a.stage = "threatened"
            for f in a.get("victim"):
                f.effect = None
            if not a.get("speaker") and (who := self.speakers.get(a.sentence)) is not None:
                a.fill("speaker", Filling(who, slot="said"))
        if not any(a.times for a in g.acts):
            self._spoken_day(g)

    def _spoken_day(self, g: Group) -> None:
        """The day of a threat is the day it was spoken: of its own sentence, or of the same speaker's next words."""
        names = {f.entity.actor or f.entity.text for a in g.acts for f in a.get("speaker")}
        for s in self.sentences[g.first.sentence : g.first.sentence + 3]:
            who = self.speakers.get(s.number)
            if (who is not None and (who.actor or who.text) in names) or s.number == g.first.sentence:
                found = [
                    w.time for w in s.words if w.time is not None and w.time.first is not None and w.time.first == w.time.last and not w.time.follows
                ]
                if found and s.number != g.first.sentence:
                    g.first.times = [found[-1]]
                    return

    def _blamed(self, groups: list[Group]) -> set[int]:
        """The events that somebody claims, is blamed for or denies: words of responsibility are words of real deeds."""
        found: set[int] = set()
        for saying in self.sayings:
            if saying.act in REPORTING and (saying.blamed or saying.nobody):
                for g in self._about(saying, groups):
                    found.add(id(g))
                    if g.concept is None and saying.act != "deny" and any(a.concept == "explosion" for a in g.acts) and not any(a.hazard for a in g.acts):
                        g.concept, g.rule = "bombing", "an explosion that somebody is held responsible for"
        return found

    def _real(self, g: Group, blamed: bool = False) -> bool:
        """Whether the tellings amount to an event of the typology."""
        if g.concept is None or g.concept not in typology() or remembered(g) or only_denied(g):
            return False
        if _force(g.concept) and (intended(g) or (not blamed and in_words(g, self.setting))):
            return False
        serious = blamed and not self.setting.likeness and not self.setting.invention
        if _force(g.concept) and (background(g, self.setting, self.part.published) or not (serious or literal(g, self.setting, self.part.published))):
            return False
        return g.stage != "hypothetical" and (serious or self._told(g))

    @staticmethod
    def _told(g: Group) -> bool:
        """Whether anything is told of it: a bare noun ("talks", "an attack") with no side, figure, place or day is no event."""
        if g.concept in BARE and all(a.nominal and not a.get("perp") and not a.get("speaker") and not _supported(a) for a in g.acts):
            return False
        if g.concept == "aid" and all(a.concept == "provide" for a in g.acts):
            return any(political(f.entity) for a in g.acts for f in a.get("recipient"))
        named = typology()[g.concept or ""].acled is not None
        sides = [f.entity for a in g.acts for fs in a.roles.values() for f in fs if (named or not f.entity.pronoun) and not f.entity.negated]
        freed = g.concept == "release" and any(f.entity.known for a in g.acts for f in a.get("recipient"))
        if freed or any(a.told for a in g.acts) or (sides and (g.family != "diplomacy" or any(political(e) for e in sides))):
            return True
        if any(a.weapons for a in g.acts) and (g.family in VIOLENCE or g.concept == "weapons_seizure"):
            return True
        verbal = any(not a.nominal and a.predicate is not None and not a.negated for a in g.acts)
        return g.family in VIOLENCE and (bool(g.days()) or bool(g.towns()) or g.stage == "series" or (verbal and g.family == "disorder"))

    def _claims(self, groups: list[Group]) -> None:
        self.claims: dict[int, list[Saying]] = {}
        for saying in self.sayings:
            if saying.act not in REPORTING or not (saying.blamed or saying.nobody):
                continue
            target = self._about(saying, groups)
            for g in target:
                if saying.act in ("accuse", "blame", "attribute", "suspect"):
                    # what only an accusation tells of is no fact
                    blamed = {b.start for b in saying.blamed}
                    for a in g.acts:
                        if a.sentence == saying.sentence:
                            for f in a.get("perp"):
                                if f.entity.start in blamed:
                                    f.confidence = "suspected_by_authorities" if authority(saying.speaker) else "suspected"
                self.claims.setdefault(id(g), []).append(saying)

    def _about(self, saying: Saying, groups: list[Group]) -> list[Group]:
        """The events that a claim or denial is about: those of its own noun phrases, else the last act of violence told before it."""
        indices = {c.index for c in saying.events}
        governed = {p.chunk.index for p in saying.governed}
        indices |= governed
        hits = [g for g in groups if any(a.sentence == saying.sentence and a.index in indices for a in g.acts)]
        armed = any(b.kind == "armed_group" for b in saying.blamed)
        if hits or (saying.act == "suspect" and not armed):
            return hits
        before = [g for g in groups if g.first.sentence <= saying.sentence and g.family in VIOLENCE]
        return before[-1:] if saying.events or saying.act in ("claim", "responsible") or (saying.act == "suspect" and armed) else []

    # ---- mentions
    def _mentions(self, groups: list[Group]) -> tuple[Mention, ...]:
        zeros: dict[int, list[tuple[int, int, int, str | None]]] = {}
        for s, e in self.zero:
            for g in self._zero_target(s, e, groups):
                zeros.setdefault(id(g), []).append((e.start, e.end, s.number, _of_whom(e)))
        main = self._main(groups)
        self._occasions(groups, main)
        out = []
        prints = fingerprint(self.text[self.part.start : self.part.end]) if groups else ()
        cast = self.cast() if any(g.concept is not None and typology()[g.concept].muc4 is not None for g in groups) else None
        for number, g in enumerate(groups):
            others = cast.candidates(g) if cast is not None and any(x is g for x in cast.violent[:MOST_EVENTS]) else ()
            builder = Builder(self.part, g, number, self.speakers, prints, self.country, others, self.lex.people)
            out.append(builder.build(self.claims.get(id(g), []), zeros.get(id(g), []), self._shared(g)))
        if main is not None:
            told, kept = self._clues(), anchors(self.part, self.layers, self.text)
            out[main] = msgspec.structs.replace(out[main], main=True, clues=told, anchors=kept)
        return tuple(out)

    def _clues(self) -> tuple[str, ...]:
        own = _WORDS.findall(fold(self.part.outlet or ""))
        return clues(self.text[self.part.start : self.part.end], self.part.language or "en", self.part.title, own, self.places, self.named, self.part.start)

    def _occasions(self, groups: list[Group], main: int | None) -> None:
        """Gives events the day and town that are told of their scene, where their own sentences have none."""
        scene = Occasions(self.part, self.sentences, self.places, groups, self.title)
        for g in groups:
            scene.leave_out(g)
        found = [(g, None if dated(g) else scene.day_of(g, k == main), self._town(scene, g, k == main)) for k, g in enumerate(groups)]
        for g, day, town in found:
            if day is not None and isinstance(day.what, Timex):
                g.day_beside = (day.what, day.sentence)
            if town is not None and isinstance(town.what, Toponym):
                g.town_beside = (town.what, max(0, town.sentence), town.reason)

    def scene_day(self) -> Timex | None:
        """The day that the text tells of a scene first ("Officers were called at 9 p.m. Saturday"), whatever happened there."""
        told = Occasions(self.part, self.sentences, self.places, (), self.title).scenes()
        return min(told, key=lambda t: t.start, default=None)

    @classmethod
    def _town(cls, scene: Occasions, g: Group, main: bool) -> Said | None:
        found = cls._town_told(scene, g, main)
        own = found.what if found is not None else placed(g)
        home = scene.home_of(own) if main and violent(g) and isinstance(own, Toponym) else None
        if home is None or not isinstance(home.what, Toponym):
            return found
        return scene.place_of(g, None, main, near=home.what) or home

    @staticmethod
    def _town_told(scene: Occasions, g: Group, main: bool) -> Said | None:
        own = placed(g)
        if own is None or own.place is None or own.place.precision not in TOWN:
            return scene.place_of(g, own, main)
        told = scene.place_of(g, None, main) if own.attributive else None
        return told if told is not None and told.cost < MAIN_ONLY else None

    def _zero_target(self, s: Sentence, e: Entity, groups: list[Group]) -> list[Group]:
        same = [g for g in groups if any(a.sentence == s.number for a in g.acts) and g.family in VIOLENCE]
        if same:
            return same
        for joint, back in self.joint:
            if any(a.sentence == s.number for a in joint.acts):
                return [g for g in back if g in groups]
        return [g for g in groups if g.first.sentence < s.number and g.family in VIOLENCE][-1:]

    def _shared(self, g: Group) -> list[Joint]:
        """Figures that several events share ("killed in the attacks"): stated of each, counted for none."""
        return [
            (t.start, t.end, t.act.sentence, t.name, t.bounds)
            for joint, back in self.joint
            if any(b is g for b in back)
            for t in tellings(joint)
            if t.bounds != Bounds.exactly(0)
        ]

    @staticmethod
    def _news(groups: list[Group]) -> Group | None:
        """The event that the first sentence with any tells in its main clause: what the report brings as news."""
        opening = [(a.sentence, a.start, g) for g in groups for a in g.acts if not a.heading]
        if not opening:
            return None
        first = min(s for s, _, _ in opening)
        told = [(a.start, g) for g in groups for a in g.acts if a.sentence == first and not a.heading and _finite(a)]
        return min(told, key=lambda x: x[0])[1] if told else None

    def _main(self, groups: list[Group]) -> int | None:
        """The event that the part is about: told in the heading, early, in many sentences, with figures; violence before words about it."""
        if not groups:
            return None

        news = self._news(groups)

        deed = any(violent(g) for g in groups)

        def weight(k: int) -> float:
            g = groups[k]
            force = typology()[g.concept or ""].violent
            done = g.stage in ("accomplished", "ongoing", "attempted")
            telling = len({a.sentence for a in g.acts})
            harm = any(f.effect in ("killed", "injured", "abducted") for a in g.acts for f in a.get("victim"))
            named = typology()[g.concept or ""].acled is not None
            return (
                (0.5 if deed and g.concept in LAW else 2.0) * (g is news)
                + 0.5 * named + (3.0 if harm and force else 1.5 * harm) + 3.0 * any(a.heading for a in g.acts) + telling + 2.0 * force + done - 0.35 * g.first.sentence - 0.01 * k
            )

        return max(range(len(groups)), key=weight)


def _finite(a: Act) -> bool:
    """Whether an act is told by the verb of a main clause."""
    p = a.predicate
    return p is not None and not (p.marker or p.relative or p.gerund or p.chunk.infinitive or p.chunk.reduced)


def _of_whom(e: Entity) -> str | None:
    """Of whom a zero is said: the words beside the head ("no American casualties")."""
    words = [w for w in e.chunk.words if w.actor is not None or w.place is not None]
    return " ".join(w.text for w in words) or None
