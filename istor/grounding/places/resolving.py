"""Which of the places of a name is meant. A written score: people, kind, country and division of the context, nearness to what is settled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from istor.knowledge.places.keys import key
from istor.knowledge.places.store import Entry, Site, country_points, distance
from istor.model import Place

if TYPE_CHECKING:
    from istor.grounding.places.finding import Candidate


@dataclass(slots=True)
class Context:
    """What a part says of where it is: countries by how often, and places settled so far."""

    countries: Counter[str | None]
    settled: list[Entry] = field(default_factory=list)

    def share(self, country: str) -> float:
        total = sum(self.countries.values())
        return self.countries[country] / total if total else 0.0


def choose(entries: Sequence[Entry], hint: str, inside: Sequence[str], text: str, context: Context) -> Entry | None:
    """The best entry of a name, or None where even the best is a far guess: a small place in a country that nothing points to."""
    if not entries:
        return None
    containers = {key(x) for x in inside}

    def score(e: Entry) -> tuple[float, int]:
        s = math.log10(e.population + 10)
        s += 5.0 * context.share(e.country) + (1.5 if context.countries[e.country] else 0)
        if containers and ({key(e.admin1 or ""), key(e.admin2 or ""), key(e.country)} & containers or e.country in inside):
            s += 8
        if e.kind == hint or (hint == "S" and e.kind == "P"):
            s += 2.5
        elif e.kind == "1":
            s += 0.5 if not hint else -1
        elif e.kind == "2":
            s -= 1.2
        elif e.kind in ("0", "3"):
            s -= 2
        if key(e.name) == key(text):
            s += 0.6
        near = min((d for o in context.settled[-40:] if o.id != e.id and (d := _km(e, o)) is not None), default=None)
        if near is not None:
            s += 1.5 if near < 100 else 0.7 if near < 400 else 0
        return s, -e.id

    return max(entries, key=score)


def _km(e: Entry, o: Entry) -> float | None:
    if e.lat is None or e.lon is None or o.lat is None or o.lon is None:
        return None
    return distance(e.lat, e.lon, o.lat, o.lon)


_PRECISION = {"P": "exact", "1": "admin1", "2": "district", "C": "country", "0": "region", "3": "district"}
_RADIUS = {"P": 8.0, "1": 100.0, "2": 30.0}


def place_of(c: Candidate, context: Context) -> tuple[Place | None, tuple[Place, ...], float, bool]:
    """(place, other candidates, score in [0, 1], whether it is a site) of a candidate, with its reason in words."""
    if c.region is not None:
        lat, lon, radius = c.region
        name = c.text
        return Place(name=name, text=c.text, latitude=lat, longitude=lon, precision="region", radius_km=radius, reason="a region"), (), 0.9, False
    if c.country is not None:
        lat, lon = country_points().get(c.country, (None, None))  # type: ignore[assignment]
        precision = "region" if c.direction or c.border else "country"
        why = f"{c.direction} part of {c.country}" if c.direction else f"border of {c.country}" if c.border else "a country's name"
        if c.kind == "demonym":
            why = "a people's name"
        place = Place(name=c.text, text=c.text, country=c.country, latitude=lat, longitude=lon, precision=precision, reason=why)  # type: ignore[arg-type]
        return place, (), 1.0, False
    site = _site(c.sites, c, context)
    if site is not None:
        why = f"site of our table, by {site.town}"
        place = Place(
            name=site.name, text=c.text, country=site.country, latitude=site.lat, longitude=site.lon,
            precision="region" if site.kind == "area" and site.km > 20 else "exact", radius_km=5.0 if site.kind != "area" else site.km, reason=why,
        )  # fmt: skip
        return place, (), 0.95, True
    e = c.chosen
    if e is None:
        return None, (), 0.0, False
    known = context.countries[e.country] > 1 or (c.inside and bool(c.inside))
    if e.population < 30_000 and e.kind == "P" and not known and not c.hint:
        return None, tuple(_entry_place(x, c.text, "a far guess, not taken") for x in c.entries[:3]), 0.1, False
    others = tuple(_entry_place(x, c.text, "another of that name") for x in c.entries[:4] if x.id != e.id)
    why = f"{e.name} of {e.country}"
    if not context.countries[e.country] > 1:
        why += "; nothing else in the text points to that country"
    return _entry_place(e, c.text, why), others, 0.8 if known else 0.5, False


def _site(sites: Sequence[Site], c: Candidate, context: Context) -> Site | None:
    """A site is meant where its country is in the context, or no town of that name is."""
    inside = [s for s in sites if context.countries[s.country]]
    if inside:
        return inside[0]
    return sites[0] if sites and not c.entries and len(c.text) > 6 else None


def _entry_place(e: Entry, text: str, why: str) -> Place:
    return Place(
        name=e.name, text=text, country=e.country, admin1=e.admin1, admin2=e.admin2, latitude=e.lat, longitude=e.lon,
        geonames_id=e.id, precision=_PRECISION.get(e.kind, "exact"), radius_km=_RADIUS.get(e.kind), reason=why,  # type: ignore[arg-type]
    )  # fmt: skip
