"""When and where the acts of a part happened, where the clauses that tell them do not say.

A report tells its event in one sentence and its hour and street in the next ("It happened around 11 p.m. Friday"), under a dateline, or by whose
police came. What is found so is a value of the event like any other, with the words it rests on; the day of publication is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cached_property

import msgspec

from istor.coding.acts import Act, Reader, Sentence
from istor.coding.days import told_of
from istor.coding.gathering import Group, excluded, km
from istor.coding.lexicon import normal
from istor.coding.signs import occasion_words
from istor.grounding.places.options import means
from istor.knowledge import typology
from istor.model import Part, Timex, Toponym

REACH = 40
"""Sentences from a telling within which its day is looked for."""
BEFORE = 0.6
"""What stands before a telling is a little less likely of it than what stands behind."""
TOWN = frozenset(("exact", "near"))
LOCAL = frozenset(("exact", "near", "district"))
FAR = 100.0
"""Kilometres from the bodies of a local report beyond which a namesake is hardly meant."""
NAMESAKES = 4
NAMED_BEHIND, GUESS = "named behind it", "a guess"
"""Words of grounding for a place whose division the text names, and for one that nothing bears out."""
SETTLED = frozenset(("accomplished", "ongoing", "attempted"))

_ROW = re.compile(r"(?:['\u2019]s?)?(?:\s+(?:[A-Z][\w'\u2019.&-]*|of|and|&))+")
"""A row of capitals behind a name."""


class Said(msgspec.Struct, frozen=True):
    """A time or place told of the scene: with its sentence, and how much stands against it."""

    what: Timex | Toponym
    sentence: int
    cost: float
    reason: str
    by: Group | None = None
    """The event that it is told of, where it is told of another."""


def violent(g: Group) -> bool:
    found = typology().get(g.concept or "")
    return found is not None and found.violent and g.stage in SETTLED


def dated(g: Group) -> Timex | None:
    """The day, or two days side by side, on which an event is told in its own words."""
    return next((t for a in g.acts for t in a.times if _day(t)), None)


def _day(t: Timex) -> bool:
    return (
        t.first is not None and t.last is not None and t.type in ("DATE", "TIME") and not t.bound and not t.recurring and (t.last - t.first).days <= 1
    )


def _wide(t: Timex) -> bool:
    return t.first is not None and t.last is not None and t.type == "DATE" and not t.bound and not t.recurring and 1 < (t.last - t.first).days <= WIDE


WIDE = 100
"""Days of a season: where an event's own words say no less, a day told of it elsewhere lies within."""
SUNDAY = timedelta(days=1)
"""Weeks begin on Sunday for some and on Monday for others."""


class Occasions:
    """The scene of one part. Nothing is read before it is asked for."""

    def __init__(self, part: Part, sentences: Sequence[Sentence], places: Sequence[Toponym], groups: Sequence[Group], title: Sequence[Toponym] = ()) -> None:
        self.part, self.text, self.sentences, self.places, self.groups, self.title = part, part.document.text, sentences, places, groups, title
        self.words = occasion_words(part.language)

    # ---- when
    def day_of(self, g: Group, main: bool) -> Said | None:
        """The day told beside an event that has none of its own."""
        if self.words is None or not violent(g) or any(a.other for a in g.acts):
            return None
        own = {a.sentence for a in g.acts}
        within = [(t.first - SUNDAY, t.last) for a in g.acts for t in a.times if _wide(t) and t.first is not None and t.last is not None]
        reach = REACH if main else 1
        first, last = min(own) - reach, max(own) + reach
        days = [s.what.first for s in self.times if s.by is not None and isinstance(s.what, Timex) and s.what.first is not None]
        one_day = bool(days) and (max(days) - min(days)).days <= 1  # all that is told happened on that day
        best: Said | None = None
        for s in self.times:
            if not first <= s.sentence <= last:
                continue
            if within and isinstance(s.what, Timex) and not any(s.what.first is not None and x <= s.what.first <= y for x, y in within):
                continue
            if s.by is not None and (not main or s.by is g or (not one_day and excluded(s.by, g) is not None)):
                continue
            gap = min(s.sentence - n if s.sentence >= n else n - s.sentence + BEFORE for n in own)
            if gap <= reach and (best is None or gap + s.cost < best.cost):
                best = Said(s.what, s.sentence, gap + s.cost, s.reason)
        return best

    @cached_property
    def times(self) -> list[Said]:
        """Days told of the scene or of other acts of violence."""
        return [*self._times_of_scenes(), *self._times_of_others()]

    def scenes(self) -> list[Timex]:
        """Days told of a scene by the words beside them."""
        return [s.what for s in self._times_of_scenes() if isinstance(s.what, Timex)]

    def _times_of_others(self) -> Iterable[Said]:
        for g in self.groups:
            if violent(g) and not any(a.other for a in g.acts):
                for a in g.acts:
                    t = next((t for t in a.times if _day(t)), None)
                    if t is not None:
                        yield Said(t, a.sentence, 1.0, "the day of what is told beside it", g)

    def _times_of_scenes(self) -> Iterable[Said]:
        words = self.words
        if words is None:
            return
        dated = {a.sentence for g in self.groups if violent(g) for a in g.acts if a.times}
        for s in self.sentences:
            if s.number in dated:
                continue
            times = {w.time.start: w.time for w in s.words if w.time is not None and _day(w.time) and not w.time.reason.startswith("publication")}
            for c in (s.chunks[k] for k in Reader.others_times(s, words.happened)) if times else ():
                for w in c.words:
                    if w.time is not None:
                        times.pop(w.time.start, None)  # "stated today": the day of the saying
            if not times:
                continue
            for t in times.values():
                if told_of(t, s, words) == "happened":
                    yield Said(t, s.number, 0.0, "told of the scene")

    # ---- where
    def place_of(self, g: Group, own: Toponym | None, main: bool, near: Toponym | None = None) -> Said | None:
        """The town told beside an event that has none of its own, or only what holds one; `near` a place, where that is given."""
        if self.words is None or not violent(g) or any(a.other or a.lapse == 2 for a in g.acts):
            return None
        numbers = {a.sentence for a in g.acts}
        village = any(f.entity.category == "area" for a in g.acts for role in ("target", "site") for f in a.get(role))
        best: Said | None = None
        for s in self.towns:
            t = s.what
            if not isinstance(t, Toponym) or (own is not None and not _within(t, own)):
                continue
            if s.reason == DATELINE and own is not None and village:
                continue  # a village that no table holds, told to lie in a division: not the town of the desk
            if near is not None and ((apart := km(t, near)) is None or apart > FAR):
                continue
            if (s.cost >= MAIN_ONLY or own is not None) and not main:
                continue
            if s.by is not None and (not main or s.by is g or excluded(s.by, g) is not None):
                continue
            gap = min(s.sentence - n if s.sentence >= n else n - s.sentence + BEFORE for n in numbers) if s.sentence >= 0 else 0.0
            if gap <= (REACH if main else 1) and (best is None or gap + s.cost < best.cost):
                best = Said(t, s.sentence, gap + s.cost, s.reason)
        return best

    @cached_property
    def towns(self) -> list[Said]:
        """Towns told of the scene, of other acts, of those who were called, and of the dateline."""
        return list(self._places_told())

    def _places_told(self) -> Iterable[Said]:
        words = self.words
        line = self.part.dateline_place
        if words is None:
            return
        for g in self.groups:
            if violent(g) and not any(a.other for a in g.acts):
                yield from (Said(t, a.sentence, 1.0, "the town of what is told beside it", g) for a in g.acts for t in a.places[:1] if self._scene(t))
        known = [t for t in self.places if t.kind == "place" and t.place is not None and t.place.precision in LOCAL]
        k = 0
        for s in self.sentences:
            while k < len(known) and known[k].start < s.start:
                k += 1
            here = []
            while k < len(known) and known[k].start < s.end:
                here.append(known[k])
                k += 1
            if not here:
                continue
            happened = any(m.group() in words.happened for m in words.signs.finditer(normal(s.text)))
            for t in here:
                if self._scene(t):
                    if happened:
                        yield Said(t, s.number, 0.5, "told of the scene")
                elif self._dwells(t):
                    yield Said(t, s.number, MAIN_ONLY + 1.0 + 1.5 * (not self._named_for(t)), "where those live who are told of")
                elif t.place is not None and t.place.precision == "district":
                    if t.attributive and words.bodies.match(normal(self.text[t.end : t.end + 40]).lstrip()):
                        yield Said(t, s.number, MAIN_ONLY + 3.0, "the county of those who were called")
                elif t.attributive and words.locals.match(normal(self.text[t.end : t.end + 24]).lstrip()):
                    yield Said(t, s.number, MAIN_ONLY, "where those belong who were called")
        if line is not None:
            for t in known:
                town = t.place is not None and t.place.precision in TOWN
                if town and t.start < line[1] and line[0] < t.end and not _seat(t, self.part.language):
                    yield Said(t, -1, MAIN_ONLY + 2.0, DATELINE)
        yield from self._places_of_title()

    def _places_of_title(self) -> Iterable[Said]:
        """Towns and counties that the title names, before the outlet names itself there."""
        words, title = self.words, self.part.title or ""
        desk = words.desks.search(normal(title)) if words is not None else None
        for t in self.title:
            if words is None or t.kind != "place" or t.place is None or t.place.precision not in LOCAL or (desk is not None and t.start > desk.start()):
                continue
            if words.elsewhere.search(normal(title[max(0, t.start - 60) : t.start])):
                continue
            weak = 1.5 * (words.dwellers.match(normal(title[t.end :]).lstrip()) is not None) + 2.0 * (t.place.precision == "district")
            yield Said(msgspec.structs.replace(t, start=-1, end=-1), -1, MAIN_ONLY + 1.0 + weak, "named in the title")

    def home_of(self, own: Toponym) -> Said | None:
        """Where the bodies of a local report are, if a place of its main event is a namesake far from all of them.

        "Chicago police said a man was shot in Austin": a quarter that no table holds, or a road; not the town in Texas.
        """
        p, words, near = own.place, self.words, Counter[str]()
        if p is None or words is None or own.site or p.precision not in LOCAL or own.start < 0 or NAMED_BEHIND in p.reason:
            return None
        line, homes = self.part.dateline_place, self._homes
        if line is not None and own.start < line[1] and line[0] < own.end:
            homes = [x for x in homes if x[1]]  # the town of the desk gives way to no county
        for t, weight in homes:
            apart = km(t, own)
            if apart is None or apart <= FAR or t.start == own.start:
                return None
            near[t.place.name if t.place is not None else ""] += weight
        if not homes or not self._shared(own):
            return None
        home = max((t for t, _ in homes), key=lambda t: (near[t.place.name if t.place is not None else ""], -t.start))
        return Said(home, -1, 0.0, "where those work who were called; the place named has namesakes, of which none is near")

    @cached_property
    def _homes(self) -> list[tuple[Toponym, int]]:
        """Towns and counties of bodies that work there alone, and the town of a dateline that says its state; not capitals."""
        words, line, found = self.words, self.part.dateline_place, []
        for t in self.places if words is not None else ():
            if t.kind != "place" or t.place is None or t.place.precision not in LOCAL or _seat(t, self.part.language):
                continue
            here = line is not None and t.start < line[1] and line[0] < t.end and NAMED_BEHIND in t.place.reason
            if here or (words is not None and t.attributive and words.bodies.match(normal(self.text[t.end : t.end + 40]).lstrip())):
                found.append((t, 1 if t.place.precision in TOWN else 0))
        return found

    def _shared(self, own: Toponym) -> bool:
        """Whether many places have the name, or nothing bore out the one that was taken."""
        p = own.place
        return p is not None and (GUESS in p.reason or len(means(own.text, self.part.language)) >= NAMESAKES)

    def _scene(self, t: Toponym) -> bool:
        """Whether a place may be where something happened: not the place of a body, of a hospital or of a home."""
        return not t.attributive and t.place is not None and t.place.precision in TOWN and not self._elsewhere(t) and not self._dwells(t)

    def _elsewhere(self, t: Toponym) -> bool:
        if self.words is None:
            return False
        row = _ROW.match(self.text, t.end, t.end + 60)
        if (row is not None and self.words.havens.search(normal(row.group()))) or self.words.havens.match(normal(self.text[t.end : t.end + 30]).lstrip()):
            return True
        return self.words.elsewhere.search(normal(self.text[max(0, t.start - 60) : t.start])) is not None

    def _dwells(self, t: Toponym) -> bool:
        """Whether somebody who is told of lives there or is from there."""
        if self.words is None or t.kind != "place" or t.start < 0 or t.site:
            return False
        return self._named_for(t) or self.words.dwelling.search(normal(self.text[max(0, t.start - 60) : t.start])) is not None

    def _named_for(self, t: Toponym) -> bool:
        """ "A Rayville man"."""
        return self.words is not None and self.words.dwellers.match(normal(self.text[t.end : t.end + 24]).lstrip()) is not None

    def leave_out(self, g: Group) -> None:
        """Leaves out of an event's places where those who were hurt were taken, and where people are from; out of its days those of what came later."""
        if violent(g):
            for a in g.acts:
                a.places = [t for t in a.places if not self._elsewhere(t) and not self._dwells(t)]
                a.times = [t for t in a.times if not self._later(t, a)]

    def _later(self, t: Timex, a: Act) -> bool:
        s = self.sentences[a.sentence]
        return self.words is not None and _day(t) and s.start <= t.start and t.end <= s.end and told_of(t, s, self.words) == "later"


def _seat(t: Toponym, language: str) -> bool:
    """Whether a place is a capital: correspondents write from there of what happened anywhere in the country."""
    p = t.place
    return p is not None and any(o.capital and o.id == p.geonames_id for o in means(p.name, language))


def _within(t: Toponym, own: Toponym) -> bool:
    """Whether a town lies in the division, county or country that an event has of its own."""
    p, q = t.place, own.place
    if p is None or q is None or p.country != q.country:
        return False
    if q.precision == "admin1":
        return p.admin1 == q.admin1
    apart = km(t, own)
    return q.precision == "country" or (apart is not None and apart <= (q.radius_km or 30.0) * 1.5)


DATELINE = "the place of the dateline"
MAIN_ONLY = 4.0
"""What is no more than likely, and so of the main event alone."""
