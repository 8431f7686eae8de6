"""What linking looks at in a mention, read once: days as numbers, the point, sides, figures, names and clues."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import cache, lru_cache
from typing import Protocol

import msgspec

from istor.knowledge import typology
from istor.knowledge.actors import collectives
from istor.knowledge.places.store import distance
from istor.languages import available, common, fold
from istor.model import EventDate, Mention, Participant, Place, Published, Quantity

DONE = frozenset(("accomplished", "ongoing", "attempted", "denied"))
MOVES = frozenset(("withdrawal", "territory_transfer", "troop_movement"))
ALIKE = frozenset(("arson", "property_destruction", "sabotage", "robbery"))
"""Types that reports mix with violence."""
COARSE = frozenset(("country", "region"))
METHOD = {
    "bombing": "explosives", "suicide_bombing": "explosives", "grenade_attack": "explosives", "shelling": "shells", "air_strike": "air",
    "chemical_attack": "chemicals", "shooting": "guns", "beating": "hands", "arson": "fire", "abduction": "abduction", "hijacking": "abduction",
    "robbery": "robbery", "sexual_violence": "rape", "torture": "torture",
}  # fmt: skip
"""How it was done, of types that say so; an account of an attack or a killing leaves it open."""
NONE: frozenset[str] = frozenset()
_NAME = re.compile(r"[^\W\d_]{4,}")
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’-]+")
SIDES = ("instrument", "perpetrator", "target")
"""What speaks for a link, but not where most reports of a busy place agree on it."""
UNDATED = 6
"""Days before its publication in which that may have been which a report gives no day of, or too many."""
HARMED = frozenset(("victim", "target", "perpetrator"))
_VOWELS, _DOUBLE = re.compile("[aeiouyh'’]"), re.compile(r"(.)\1")

Span = tuple[int, int]
"""First and last day, as ordinals."""


class Told(Protocol):
    """What crowding reads of a mention."""

    @property
    def main(self) -> bool: ...
    @property
    def report(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def published(self) -> Published | None: ...
    @property
    def date(self) -> EventDate | None: ...
    @property
    def clues(self) -> tuple[str, ...]: ...
    @property
    def place(self) -> Place | None: ...
    @property
    def participants(self) -> tuple[Participant, ...]: ...
    @property
    def quantities(self) -> dict[str, Quantity]: ...


class Profile(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A mention as linking reads it. `clues` by kind, without those that too many parts share."""

    id: str
    report: str
    part: int
    main: bool
    outlet: str | None
    type: str
    family: str
    stage: str
    days: Span | None
    not_after: int | None
    not_before: int | None
    published: int | None
    country: str | None
    placed: bool
    point: tuple[float, float] | None
    radius: float
    fine: bool
    """Whether the place is a town or finer."""
    called: tuple[str, str] | None
    """Of a place that is among its clues, how it is written and what it is called: one language writes Kabul, another Kaboul."""
    busy: bool
    """Whether so much happened at this place, in this week, that a day says little."""
    common: frozenset[str]
    """What most reports of a busy place agree on: features that say nothing there."""
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    partial: bool
    """Whether "none killed" is said of some only."""
    perpetrators: frozenset[str]
    targets: frozenset[str]
    speakers: frozenset[str]
    weapons: frozenset[str]
    harmed: frozenset[str]
    """Words of the names of people who are counted, by their consonants."""
    all_named: bool
    """Whether everyone counted as killed or wounded is named."""
    clues: dict[str, frozenset[str]]
    names: frozenset[str]
    """Rare names and towns: what one report places another may only name."""
    prints: frozenset[int]

    def of(self, kind: str) -> frozenset[str]:
        return self.clues.get(kind, NONE)


def profile(m: Mention, crowded: Collection[str] = ()) -> Profile:
    """What linking reads of a mention; `crowded` are clues that say nothing in this collection."""
    bound = m.date_bound
    place = m.place
    weeks = [w for w in site_weeks(m) if w in crowded] if crowded else []
    called = (fold(place.text), fold(place.name)) if place is not None else None
    kinds: dict[str, set[str]] = {}
    for clue in m.clues:
        if clue not in crowded:
            kind, _, value = clue.partition(":")
            if not (weeks and kind == "town" and called and value in called):
                kinds.setdefault(kind, set()).add(value)
    harmed, all_named = _harmed(m)
    return Profile(
        id=m.id,
        report=m.report,
        part=m.part,
        main=m.main,
        outlet=m.outlet,
        type=m.type,
        family=family(m),
        stage="done" if m.stage in DONE else m.stage if m.stage == "series" else "ahead",
        days=(day_of(m.date.start), day_of(m.date.end)) if m.date else None,
        not_after=day_of(bound.not_after) if bound and bound.not_after else None,
        not_before=day_of(bound.not_before) if bound and bound.not_before else None,
        published=day_of(m.published.start) if m.published else None,
        country=place.country if place else None,
        placed=place is not None,
        point=point(place),
        radius=(place.radius_km or 0.0) if place else 0.0,
        fine=place is not None and place.precision in ("exact", "near", "district"),
        busy=bool(weeks),
        common=frozenset(f for f in SIDES if any(f"{w}={f}" in crowded for w in weeks)),
        killed=_bounds(m.quantities.get("killed")),
        injured=_bounds(m.quantities.get("injured")),
        partial=any(s.about and s.high == 0 for s in m.quantities["killed"].by) if "killed" in m.quantities else False,
        perpetrators=actors_of(m, "perpetrator"),
        targets=actors_of(m, "target", "victim", "recipient"),
        speakers=actors_of(m, "speaker"),
        weapons=frozenset(i.type for i in m.instruments),
        called=called if called and called[0] in kinds.get("town", NONE) else None,
        harmed=harmed,
        all_named=all_named,
        clues={k: frozenset(v) for k, v in kinds.items()},
        names=frozenset(kinds.get("name", NONE)) | frozenset(kinds.get("town", NONE)),
        prints=frozenset(m.fingerprint),
    )


def family(m: Mention) -> str:
    concept = typology().get(m.type)
    if concept is None:
        return "other"
    if concept.violent or concept.name in ALIKE:
        return "violence"
    return "movement" if m.type in MOVES else concept.family


def point(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude; None where unknown or only a country."""
    if place is None or place.latitude is None or place.longitude is None or place.precision in COARSE:
        return None
    return place.latitude, place.longitude


def site_weeks(m: Told) -> tuple[str, ...]:
    """The square of about ten kilometres in which a town or a finer place lies, in the weeks of its day; of what has no day, in those before it was published."""
    place = m.place
    if place is None or place.latitude is None or place.longitude is None or place.precision not in ("exact", "near", "district"):
        return ()
    if m.date is not None and (end := day_of(m.date.end)) - (start := day_of(m.date.start)) < UNDATED:
        weeks = range(start // 7, end // 7 + 1)
    elif m.published is not None:
        weeks = range((day_of(m.published.start) - UNDATED) // 7, day_of(m.published.start) // 7 + 1)
    else:
        return ()
    return tuple(f"site:{place.latitude:.1f},{place.longitude:.1f}@{w}" for w in weeks)


def kilometres(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float | None:
    if a is None or b is None:
        return None
    return distance(*a, *b)


@lru_cache(50_000)
def day_of(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _bounds(q: Quantity | None) -> tuple[int, int | None] | None:
    return None if q is None or (q.low is None and q.high is None) else (q.low or 0, q.high)


def actors_of(m: Told, *roles: str) -> frozenset[str]:
    """Actors of these roles; not "gunmen" and "civilians", who are everywhere."""
    return frozenset(p.actor for p in m.participants if p.role in roles and p.actor and p.actor not in collectives())


def _harmed(m: Mention) -> tuple[frozenset[str], bool]:
    """(words of the names of people who are counted, whether that is all who are counted). No places, no words that every text has."""
    usual = _usual(m.language)
    placed = set(_NAME.findall(fold(m.place.name))) if m.place else set()
    found: set[str] = set()
    people = 0
    for p in m.participants:
        if p.number is not None and p.number.low == 1 and p.role in HARMED and p.kind != "facility" and not p.text.isupper():
            named = fold(" ".join(_CAPITALS.findall(p.text)))
            words = [skeleton(w) for w in _NAME.findall(named) if w not in usual and w not in placed]
            found.update(w for w in words if w)
            people += bool(words) and p.role != "perpetrator"
    counted = sum(q.low or 0 for name in ("killed", "injured") if (q := m.quantities.get(name)) is not None)
    return frozenset(found), people > 0 and counted <= people


@cache
def _usual(language: str | None) -> frozenset[str]:
    return common("en") | (common(language) if language in available() else NONE)


@lru_cache(100_000)
def skeleton(word: str) -> str:
    """A name by its consonants, so that spellings agree (Mohammed, Muhamad); nothing where fewer than three remain."""
    bare = _DOUBLE.sub(r"\1", _VOWELS.sub("", word[1:]))
    return word[0] + bare if len(bare) >= 2 else word if len(word) >= 5 else ""
