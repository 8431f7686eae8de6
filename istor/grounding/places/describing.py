"""From a resolved name to the value of the record: point, precision, radius, and the reason in words."""

from __future__ import annotations

import math

from istor.grounding.places.candidates import Candidate
from istor.grounding.places.options import Option, options
from istor.grounding.places.resolving import Context, supported
from istor.grounding.places.words import PlaceWords
from istor.knowledge.places.keys import key
from istor.model import Place, Toponym
from istor.model.mention import PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {"P": "exact", "1": "admin1", "2": "district", "3": "district", "0": "region", "C": "country", "R": "region"}
FARTHEST = 100.0
"""Kilometres of "north of X" up to which a point is moved; beyond, X only orients the reader."""
SMALL = 5_000
"""People below which a place that nothing in the text supports is not taken at all."""


def toponym(c: Candidate, context: Context, words: PlaceWords) -> Toponym:
    """The value for a candidate; its place is None where only a far guess is left."""
    o = c.chosen
    if o is None:
        return Toponym(start=c.start, end=c.end, text=c.text, kind="place", attributive=c.attributive)
    if c.within is not None:
        return Toponym(
            start=c.start,
            end=c.end,
            text=c.text,
            kind="place",
            attributive=c.attributive,
            site=bool(c.noun),
            place=_somewhere(c, c.within),
            score=0.4,
        )
    support = 3.0 if o.kind == "C" else supported(c, context)
    rest = [x for x in c.options if x.id != o.id or x.name != o.name]
    others = tuple(place(x, c.text, "another of that name") for x in rest[:4])
    if support == 0 and o.kind == "P" and o.people < SMALL and not c.hint:
        far = place(o, c.text, f"a far guess, not taken: nothing in the text points to {o.name} of {o.country}")
        return Toponym(start=c.start, end=c.end, text=c.text, kind="place", attributive=c.attributive, score=0.1, alternatives=(far, *others[:3]))
    o = _division(o, c)
    where, anchor = _moved(o, c, words)
    score = min(1.0, 0.5 + 0.17 * support) if rest or support == 0 else 0.95
    return Toponym(
        start=c.start, end=c.end, text=c.text, kind="demonym" if c.kind == "demonym" else "place", site=(o.kind == "S" and not o.detail.startswith("area")) or bool(c.noun), attributive=c.attributive and not c.noun,
        anchor=anchor, place=_reasoned(where, c, o, support), score=round(score, 2), alternatives=others,
    )  # fmt: skip


def _division(o: Option, c: Candidate) -> Option:
    """ "the province of Baghdad", where only the town has that spelling: its first-order division."""
    if c.hint != "1" or o.kind not in "P2" or not o.admin1:
        return o
    same = [x for x in options(key(o.admin1), "") if x.kind == "1" and x.country == o.country and x.admin1 == o.admin1]
    return same[0] if same and key(o.admin1) == key(o.name) else o


def _somewhere(c: Candidate, holder: Option) -> Place:
    """A name that no table holds, at the point of what holds it."""
    here = place(holder, c.text, "; ".join(c.why) or f"{c.text} is in no table; taken as somewhere in {holder.name}")
    return _replace(
        here, name=c.text, geonames_id=None, precision="near" if holder.kind == "P" else here.precision, radius_km=max(holder.radius, 10.0)
    )


def place(o: Option, text: str, reason: str) -> Place:
    """An option as a value of the record."""
    precision = _PRECISION.get(o.kind, "exact")
    if o.kind == "S":
        precision = "exact" if o.radius <= 20 else "near"
    return Place(
        name=o.name, text=text, country=o.country, admin1=o.admin1, admin2=o.admin2, latitude=round(o.lat, 4), longitude=round(o.lon, 4),
        geonames_id=o.id, precision=precision, radius_km=o.radius, reason=reason,
    )  # fmt: skip


def _reasoned(p: Place, c: Candidate, o: Option, support: float) -> Place:
    if c.kind == "demonym":
        why = "a people's name"
    elif o.kind == "C":
        why = "a country's name"
    elif o.kind == "S":
        kind, town = o.detail.split("\t")
        why = f"{kind} of our table, by {town}"
    elif o.kind == "R":
        why = f"{o.detail} of our table"
    else:
        why = "; ".join(dict.fromkeys(c.why)) or ("the only one of that name" if len(c.options) == 1 else "the likeliest of that name")
        if support == 0:
            why += f"; a guess: nothing else in the text points to {o.country}"
    if p.reason:
        why = f"{p.reason}; {why}"
    return _replace(p, reason=why)


def _replace(p: Place, **changes: object) -> Place:
    from msgspec.structs import replace

    return replace(p, **changes)


def _moved(o: Option, c: Candidate, words: PlaceWords) -> tuple[Place, tuple[float, float] | None]:
    """The place, moved where the words say so, and then the named place's own point."""
    here = place(o, c.text, "")
    anchor = (here.latitude or 0.0, here.longitude or 0.0)
    if c.away is not None and c.away[0] <= FARTHEST:
        km, direction = c.away
        lat, lon = _shift(o, km, words.directions[direction])
        radius = max(5.0, 0.3 * km) + (o.radius if o.kind == "P" else 0)
        return _replace(
            here, latitude=lat, longitude=lon, precision="near", radius_km=round(radius, 1), reason=f"{km:.0f} km {direction} of {o.name}"
        ), anchor
    if c.border and o.kind in "C1":
        return _replace(here, precision="region", reason=f"the border of {o.name}, somewhere along it"), None
    if c.direction and o.kind in "C1R":
        lat, lon = _shift(o, 0.45 * o.radius, words.directions[c.direction])
        return _replace(
            here, latitude=lat, longitude=lon, precision="region", radius_km=round(0.6 * o.radius), reason=f"{c.direction} part of {o.name}"
        ), anchor
    if c.noun and o.kind in "P12":
        why = f"{c.noun} of or by {o.name}, whose point it takes"
        return _replace(
            here, name=c.whole, geonames_id=None, precision="near" if o.kind == "P" else here.precision, radius_km=max(o.radius, 20.0), reason=why
        ), None
    if c.direction and o.kind == "P" and c.beside:
        return _replace(here, precision="near", radius_km=25.0, reason=f"{c.direction} of {o.name}, how far is not said"), None
    if c.direction and o.kind == "P":
        return _replace(here, reason=f"{c.direction} part of {o.name}"), None
    return here, None


def _shift(o: Option, km: float, toward: tuple[float, float]) -> tuple[float, float]:
    north, east = toward
    length = math.hypot(north, east) or 1.0
    lat = max(-89.0, min(89.0, o.lat + km * north / length / 111.2))
    lon = o.lon + km * east / length / (111.2 * max(0.1, math.cos(math.radians(o.lat))))
    return round(lat, 3), round((lon + 180) % 360 - 180, 3)
