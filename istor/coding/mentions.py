"""A group of acts becomes a mention: its values, and for every value the statement that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from istor.coding.acts import Act, Filling
from istor.coding.doubt import hedged
from istor.coding.entities import Entity
from istor.coding.figures import Telling, casualties, quantities, tellings
from istor.coding.gathering import Group
from istor.coding.lexicon import People, normal
from istor.coding.speech import Saying, authority
from istor.knowledge import typology
from istor.knowledge.outlets import Outlet, by_name, find_outlets, side
from istor.model import (
    Bounds,
    DateBound,
    EventDate,
    Instrument,
    Mention,
    Part,
    Participant,
    Place,
    Quantity,
    Share,
    Side,
    Speaker,
    Statement,
    Timex,
    Toponym,
)
from istor.model.mention import ActorKind, Candidate, Confidence, Modality, SpeakerKind

_ROLE = {"perp": "perpetrator", "target": "target", "victim": "victim", "recipient": "recipient", "speaker": "speaker", "force": "other"}
_STRENGTH: tuple[Confidence, ...] = ("denied", "acquitted", "possible", "suspected", "suspected_by_authorities", "claimed", "fact")


def speaker_of(e: Entity | None, part: Part) -> Speaker:
    """The speaker of a statement; without one it is the outlet itself."""
    via = tuple(dict.fromkeys([part.outlet] if part.outlet else []))
    if e is None:
        return Speaker(text=part.outlet or "", kind="outlet", via=part.cites, sides=sides_of(part, part.outlet, *part.cites))
    own = named(e.text)
    kind: SpeakerKind = "person"
    if own and own[0] == "whole" and not e.actor:
        kind = "agency" if own[1].agency else "outlet"
    elif authority(e):
        kind = "authority"
    elif e.kind in ("organisation", "armed_group", "party", "facility"):
        kind = "organisation"
    elif not e.named and not e.actor:
        kind = "anonymous"
    return Speaker(text=e.text, actor=e.actor, actor_name=e.actor_name, country=e.country, kind=kind, via=via, sides=sides_of(part, part.outlet, *([own[1].name] if own else ())))


@lru_cache(10_000)
def named(text: str) -> tuple[Literal["whole", "within"], Outlet] | None:
    """The only outlet that the words of a speaker name ("Reuters"), or name it by ("the Reuters news agency", "a reporter of Reuters")."""
    whole = by_name(text)
    if len(whole) == 1 and text not in whole[0].common:
        return "whole", whole[0]
    found = find_outlets(text)
    return ("within", found[0].outlets[0]) if len(found) == 1 and len(found[0].outlets) == 1 else None


def sides_of(part: Part, first: str | None, *cited: str) -> tuple[Side, ...]:
    """Whose the outlets of a chain are; the report's own is known by its address too."""
    found = [side(first, part.url), *(side(name) for name in cited)]
    return tuple(dict.fromkeys(s for s in found if s is not None))


def _why(t: Timex) -> str:
    """The reason of a day, with what speaks against it."""
    return f"{t.reason}; {t.conflict}" if t.conflict else t.reason


SUNDAY = timedelta(days=1)


def _narrows(day: Timex, placed: Sequence[tuple[int, Timex, Act]]) -> bool:
    """Whether a day told of the scene lies within what the tellings leave open ("last month", "on May 2")."""
    if day.first is None or not all(days > 1 for days, _, _ in placed):
        return False
    # weeks begin on Sunday for some and on Monday for others
    return any(
        t.first is not None and t.last is not None and t.first - (SUNDAY if days == 6 else timedelta()) <= day.first <= t.last for days, t, _ in placed
    )


def _time_of(act: Act) -> Timex | None:
    """The nearest time of an act; a day of the same clause that lies in it says more: "today carried out its sixth attack this year"."""
    times = [t for t in act.times if t.first is not None and t.last is not None and t.type in ("DATE", "TIME", "DURATION") and not t.bound and not t.recurring]
    if not times:
        return None
    near = times[0]
    within = (t for t in times[1:] if t.first == t.last and near.first != near.last and near.first <= t.first <= near.last)  # type: ignore[operator]
    return next(within, near)


_COARSE = {"exact": 0, "near": 0, "district": 1, "admin1": 2, "region": 3, "country": 3}


def placed(g: Group) -> Toponym | None:
    """The place that the tellings of an event give it: the finest, of their own clauses first."""
    best: tuple[tuple[int, int, int], Toponym] | None = None
    for act in g.acts:
        for rank, t in enumerate(act.places[:3]):
            if t.place is None:
                continue
            cost = (_COARSE.get(t.place.precision, 3) + (rank > 0) + (t.attributive and not t.site), 0 if t.site else 1, act.start)
            if best is None or cost < best[0]:
                best = (cost, t)
    return _part_of(best[1], g) if best is not None else None


def _part_of(town: Toponym, g: Group) -> Toponym:
    """The part of a town that is named with it where the town is told ("Lima's Miraflores district"), else the town."""
    parts = (t for a in g.acts if town in a.places for t in a.places[:4] if t.place is not None and t.place.within == " ".join(town.text.split()))
    return next((t for t in parts if t.place is not None and t.place.precision in ("exact", "near")), town)


def _counts(a: Act) -> bool:
    """Whether an act says of how many that they were killed or hurt."""
    return any(f.effect in ("killed", "injured") and f.entity.number is not None for f in a.get("victim"))


BEFORE = 24
"""Characters before a figure that may say of whom it is a part."""
Sides = dict[tuple[str, str], tuple[Participant, int]]
"""Participants by role and identity, with where they stand."""
Zero = tuple[int, int, int, str | None]
"""Start, end, sentence and of whom a zero is said."""
Joint = tuple[int, int, int, str, Bounds]
"""Start, end, sentence, name and bounds of a figure that several events share."""


class Builder:
    """Builds one mention, collecting its statements as values are decided."""

    def __init__(
        self,
        part: Part,
        group: Group,
        number: int,
        speakers: dict[int, Entity | None],
        fingerprint: tuple[int, ...] = (),
        context_country: str | None = None,
        candidates: tuple[Candidate, ...] = (),
        people: People | None = None,
    ) -> None:
        self.candidates = candidates
        self.people = people or People()
        self.fingerprint, self.context_country = fingerprint, context_country
        self.part, self.group, self.speakers = part, group, speakers
        self.text = part.document.text
        self.id = f"{part.document.id}#{part.number}.{number}"
        self.statements: list[Statement] = []
        self.stated: set[tuple[str, str | None, int, int, str]] = set()

    def _without_boasts(self) -> Group | None:
        """The group without what an armed group says of whom it harmed, where somebody else counts them too; None where there is nothing to leave out."""
        boasts = [a for a in self.group.acts if (e := self.speakers.get(a.sentence)) is not None and e.kind == "armed_group" and _counts(a)]
        if not boasts or not any(_counts(a) for a in self.group.acts if all(a is not b for b in boasts)):
            return None
        return replace(self.group, acts=[a for a in self.group.acts if all(a is not b for b in boasts)])

    def _among(self, t: Telling) -> str | None:
        """Of whom a figure is told where it counts some of those counted before ("among the dead were two policemen")."""
        before, own = normal(self.text[max(0, t.start - BEFORE) : t.start]).split(), normal(self.text[t.start : t.end])
        if not any(own.startswith(f"{w} ") or before[-2:-1] == [w] for w in self.people.among):
            return None
        who = next((f.entity.text for f in t.act.get("victim")), None)
        return who or self.text[t.start : t.end]

    def state(
        self,
        prop: str,
        start: int,
        end: int,
        *,
        value: str | None = None,
        bounds: Bounds | None = None,
        about: str | None = None,
        speaker: Speaker | None = None,
        modality: Modality = "asserted",
        sentence: int | None = None,
        titled: str | None = None,
    ) -> None:
        """`titled`: words of the title, which have no offsets in the text."""
        who = speaker or speaker_of(self.speakers.get(sentence) if sentence is not None else None, self.part)
        key = (prop, value, start, end, who.text)
        if key in self.stated:
            return
        self.stated.add(key)
        self.statements.append(
            Statement(
                id=f"{self.id}.s{len(self.statements)}",
                report=self.part.document.id,
                part=self.part.number,
                mention=self.id,
                property=prop,
                value=value,
                low=bounds.low if bounds else None,
                high=bounds.high if bounds else None,
                approximate=bounds.approximate if bounds else False,
                about=about,
                speaker=who,
                modality=modality,
                quote=self.text[start:end] if titled is None else titled,
                start=start if titled is None else None,
                end=end if titled is None else None,
                alignment="exact" if titled is None else "none",
            )
        )

    def build(self, sayings: Sequence[Saying], zero: Sequence[Zero], joint: Sequence[Joint]) -> Mention:
        group = self.group
        threatened = typology().get(group.threatened or "")
        concept = typology()[group.concept or ""]
        lead = group.first
        for act in group.acts:
            self.state("type", act.start, act.end, value=group.concept, modality=_modality(act.modality), sentence=act.sentence)
        if group.stage != "accomplished":
            self.state("stage", lead.start, lead.end, value=group.stage, sentence=lead.sentence)
        date, bound = self._date()
        place = self._place()
        participants = self._participants(sayings)
        told = [t for t in tellings(group) if t.name not in ("killed", "injured")]
        people, harmed = casualties(group, self.people, self.text)
        if sober := self._without_boasts():
            harmed = casualties(sober, self.people, self.text)[1]
        for t in [*told, *people]:
            self.state(t.name, t.start, t.end, bounds=t.bounds, about=t.about or self._among(t), modality=_modality(t.act.modality), sentence=t.act.sentence)
            if len(t.shares) > 1:
                for share in t.shares:
                    at = self.text.find(share.about or "", t.start, t.end + 1)
                    if at >= 0 and share.about:
                        self.state(
                            t.name,
                            at,
                            at + len(share.about),
                            bounds=Bounds(low=share.low, high=share.high, approximate=share.approximate),
                            about=share.about,
                            sentence=t.act.sentence,
                        )
        figures = harmed | quantities(told)
        for start, end, sentence, about in zero:
            for name in ("killed", "injured"):
                self.state(name, start, end, bounds=Bounds.exactly(0), about=about, sentence=sentence)
                if name not in figures:
                    shares = (Share(about=about, role="victim", low=0, high=0),) if about else ()
                    figures[name] = Quantity(low=0, high=0, by=shares)
        for start, end, sentence, name, bounds in joint:
            self.state(f"{name}_together", start, end, bounds=bounds, about="several events together", sentence=sentence)
        instruments = self._instruments()
        codes = concept.codes(participants, group.stage)
        return Mention(
            id=self.id,
            report=self.part.document.id,
            part=self.part.number,
            main=False,
            outlet=self.part.outlet,
            url=self.part.url,
            title=self.part.title,
            language=self.part.language,
            published=self.part.published,
            cites=self.part.cites,
            fingerprint=self.fingerprint,
            context_country=self.context_country,
            type=concept.name,
            codes=msgspec.structs.replace(codes, muc4=threatened.muc4) if threatened else codes,
            stage=group.stage,  # type: ignore[arg-type]
            date=date,
            date_bound=bound,
            place=place,
            participants=participants,
            candidates=self.candidates,
            quantities=figures,
            instruments=instruments,
            statements=tuple(self.statements),
            trace=(group.rule, *group.notes, *(n for a in group.acts for n in a.trace)),
        )

    # ---- when
    def _date(self) -> tuple[EventDate | None, DateBound | None]:
        found: list[tuple[int, Timex, Act]] = []
        bounds: list[tuple[Timex, Act]] = []
        for act in self.group.acts:
            bounds += [(t, act) for t in act.times if t.bound]
            t = _time_of(act)
            if t is not None and t.first is not None and t.last is not None:
                found.append(((t.last - t.first).days, t, act))
        series = self.group.stage == "series"
        placed = [f for f in found if series or f[0] <= 366]
        beside = self.group.day_beside
        if placed and not (beside is not None and not series and _narrows(beside[0], placed)):
            days, t, act = min(placed, key=lambda f: (f[0] > 1, f[2].start)) if not series else placed[0]
            if t.first is None or t.last is None:
                return None, None
            for d, other, a in placed:
                if d <= max(days, 1):
                    self.state("date", other.start, other.end, value=f"{other.first}/{other.last}", sentence=a.sentence)
            self.state("date", t.start, t.end, value=f"{t.first}/{t.last}", sentence=act.sentence)
            precision = t.precision or ("day" if days == 0 else "range")
            return EventDate(
                start=t.first.isoformat(), end=t.last.isoformat(), precision=precision, text=self.text[t.start : t.end], reason=_why(t)
            ), None
        if beside is not None and (t := beside[0]).first is not None and t.last is not None:
            self.state("date", t.start, t.end, value=f"{t.first}/{t.last}", sentence=beside[1])
            words = self.text[t.start : t.end]
            reason = f"told of the scene; {_why(t)}"
            return EventDate(start=t.first.isoformat(), end=t.last.isoformat(), precision=t.precision or "day", text=words, reason=reason), None
        for t, act in bounds:
            day = t.last if t.bound == "not_after" else t.first
            if day is not None:
                self.state("date_bound", t.start, t.end, value=f"{t.bound} {day}", sentence=act.sentence)
                return None, DateBound(**{t.bound: day.isoformat()})  # type: ignore[arg-type]
        return None, None

    # ---- where
    def _place(self) -> Place | None:
        beside = self.group.town_beside
        best = placed(self.group)
        t, number = (beside[0], beside[1]) if beside is not None else (best, None)
        if t is None or t.place is None:
            return None
        if number is None:
            number = next(a.sentence for a in self.group.acts if any(p is t for p in a.places))
        self.state("place", t.start, t.end, value=t.place.name, sentence=number, titled=t.text if t.start < 0 else None)
        if beside is None:
            return t.place
        return msgspec.structs.replace(t.place, reason=f"{beside[2]}; {t.place.reason}")

    # ---- who
    def _participants(self, sayings: Sequence[Saying]) -> tuple[Participant, ...]:
        out: Sides = {}
        for act in self.group.acts:
            for role, fillings in act.roles.items():
                if role not in _ROLE:
                    continue
                for f in fillings:
                    if f.entity.pronoun or f.entity.negated or (role == "perp" and act.negated):
                        continue
                    confidence = self._confidence(act, f) if role == "perp" else None
                    self._add(out, _ROLE[role], f.entity, f.effect, confidence)
                    prop = "perpetrator" if role == "perp" else _ROLE[role]
                    self.state(prop, f.entity.start, f.entity.end, value=_name(f.entity), modality=_modality(act.modality), sentence=act.sentence)
                    for name, span in (("organisation", f.entity.organisation), ("description", f.entity.description)):
                        if span is not None:
                            self.state(name, *span, value=self._words(span), about=_name(f.entity), sentence=act.sentence)
        for saying in sayings:
            self._responsibility(out, saying)
        return _claimants(tuple(p for p, _ in out.values()))

    def _confidence(self, act: Act, f: Filling) -> Confidence:
        if f.confidence != "fact":
            return f.confidence  # type: ignore[return-value]
        if act.modality == "suspected" or hedged(self.text, f.entity.start, f.entity.chunk.end, self.part.language):
            return "suspected"
        return "possible" if act.modality == "possible" else "fact"

    def _add(self, out: Sides, role: str, e: Entity, effect: str | None, confidence: Confidence | None) -> None:
        key = (role, e.actor or (e.actor_name or e.text).lower())
        known = out.get(key)
        if known is None and e.number is not None and not (e.known or e.named) and any(_counts_again(p, role, e, effect) for p, _ in out.values()):
            return
        if known is not None:
            p = known[0]
            stronger = confidence and p.confidence and _STRENGTH.index(confidence) > _STRENGTH.index(p.confidence)
            if stronger and p.confidence != "claimed":
                out[key] = (msgspec.structs.replace(p, confidence=confidence), known[1])
            return
        kind: ActorKind = e.kind
        out[key] = (
            Participant(
                role=role,  # type: ignore[arg-type]
                text=e.text,
                actor=e.actor,
                actor_name=e.actor_name or (e.text if e.named else None),
                country=e.country,
                kind=kind,
                number=e.number,
                effect=effect if effect in ("killed", "injured", "abducted", "damaged", "destroyed", "unharmed") else None,  # type: ignore[arg-type]
                confidence=confidence,
                category=e.category or None,
                organisation=self._words(e.organisation),
                description=self._words(e.description),
            ),
            e.start,
        )

    def _words(self, span: tuple[int, int] | None) -> str | None:
        return self.text[span[0] : span[1]] if span is not None else None

    def _responsibility(self, out: Sides, saying: Saying) -> None:
        nobody = saying.speaker if saying.nobody and saying.speaker is not None and saying.speaker.negated else None
        speaking = saying.speaker if saying.act != "responsible" and nobody is None else self.speakers.get(saying.sentence)
        speaker = speaker_of(speaking if speaking is not nobody else None, self.part)
        if saying.nobody:  # "no group has claimed": it is the report that says so, not the group
            start, end = (min(saying.start, nobody.chunk.start), max(saying.end, nobody.end)) if nobody is not None else (saying.start, saying.end)
            self.state("responsibility", start, end, value="none", speaker=speaker, modality="asserted", sentence=saying.sentence)
            return
        modality, confidence = _CLAIMS[saying.act]
        if saying.act in ("accuse", "blame", "attribute", "suspect") and authority(saying.speaker):
            confidence = "suspected_by_authorities"
        if saying.act == "deny" and saying.negated:
            return
        for e in saying.blamed:
            if e.pronoun or e.negated:
                continue
            self._add(out, "perpetrator", e, None, confidence)
            start, end = min(saying.start, e.start), max(saying.end, e.end)
            self.state("responsibility", start, end, value=_name(e), speaker=speaker, modality=modality, sentence=saying.sentence)

    # ---- with what
    def _instruments(self) -> tuple[Instrument, ...]:
        out: dict[str, Instrument] = {}
        for act in self.group.acts:
            for w in act.weapons:
                self.state("instrument", w.start, w.end, value=w.weapon, sentence=act.sentence)
                known = out.get(w.weapon)
                if known is None or (known.number is None and w.number is not None):
                    out[w.weapon] = Instrument(type=w.weapon, text=w.text, number=w.number)
        return tuple(out.values())


_CLAIMS: dict[str, tuple[Modality, Confidence]] = {
    "claim": ("claimed", "claimed"),
    "admit": ("claimed", "claimed"),
    "accuse": ("suspected", "suspected"),
    "blame": ("suspected", "suspected"),
    "attribute": ("suspected", "suspected"),
    "suspect": ("suspected", "suspected"),
    "responsible": ("asserted", "fact"),
    "deny": ("denied", "denied"),
}


def _claimants(sides: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """ "A new armed group" that claims it is the group that is named as claiming it."""
    claim = [p for p in sides if p.role == "perpetrator" and p.confidence == "claimed"]
    if not any(p.actor or p.actor_name for p in claim):
        return sides
    unnamed = {id(p) for p in claim if not (p.actor or p.actor_name) and p.kind == "armed_group"}
    return tuple(p for p in sides if id(p) not in unnamed)


def _counts_again(p: Participant, role: str, e: Entity, effect: str | None) -> bool:
    """ "the three": a bare number of people that were told of before."""
    return (p.role, p.effect, p.number) == (role, effect, e.number) and e.text.lower() in p.text.lower().split()


def _modality(m: str) -> Modality:
    return m if m in ("asserted", "claimed", "suspected", "possible", "denied", "doubted", "expected") else "asserted"  # type: ignore[return-value]


def _name(e: Entity) -> str:
    return e.actor_name or e.text
