"""An event as one flat row of the page's index. Pure functions of the record."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from istor.languages import fold
from istor.model import Event, Judgement, Participant
from istor.publishing.web.deciding import VERDICTS, review
from istor.publishing.web.filters import days
from istor.publishing.web.record import Head
from istor.publishing.web.weighing import urgency

COLUMNS: dict[str, str] = {
    "id": "VARCHAR",
    "type": "VARCHAR",
    "family": "VARCHAR",
    "stage": "VARCHAR",
    "first": "INTEGER",
    "last": "INTEGER",
    "date_precision": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "mx": "DOUBLE",
    "my": "DOUBLE",
    "place": "VARCHAR",
    "place_name": "VARCHAR",
    "country": "VARCHAR",
    "place_precision": "VARCHAR",
    "radius": "DOUBLE",
    "killed": "INTEGER",
    "origins": "INTEGER",
    "disagree": "BOOLEAN",
    "review": "VARCHAR",
    "reviewers": "VARCHAR[]",
    "mentions": "VARCHAR[]",
    "urgency": "DOUBLE",
    "reported": "VARCHAR",
    "actors": "VARCHAR[]",
    "actor_names": "VARCHAR[]",
    "outlet_names": "VARCHAR[]",
    "languages": "VARCHAR[]",
    "text": "VARCHAR",
}
"""Columns of the index and their types. `first`/`last` are days since 1970; `mx`/`my` are Web Mercator, 0..1 from the north-west."""

PLACED = frozenset({"exact", "near", "district"})
"""Precisions that may be drawn as a point; coarser ones are drawn as an area."""


def row(event: Event, mentions: Sequence[Head], judgements: Sequence[Judgement], families: Mapping[str, str]) -> dict[str, Any]:
    """The row of an event. `judgements` are the standing ones about it; `families` maps a type to its family."""
    place = event.place
    people = {actor_key(p): p.actor_name or p.text for p in event.participants if p.role != "speaker" and actor_key(p)}
    killed = event.quantities.get("killed")
    bound = event.date_bound
    return {
        "id": event.id,
        "type": event.type,
        "family": families.get(event.type, "other"),
        "stage": event.stage,
        "first": _days(event.date.start) if event.date else None,
        "last": _days(event.date.end) if event.date else None,
        "date_precision": event.date.precision if event.date else ("bound" if bound and (bound.not_after or bound.not_before) else "none"),
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
        **_mercator(place.latitude if place else None, place.longitude if place else None),
        "place": place_key(event) or "none",
        "place_name": place.name if place else "",
        "country": (place.country if place else None) or "none",
        "place_precision": place.precision if place else "none",
        "radius": place.radius_km if place else None,
        "killed": None if killed is None else (killed.best if killed.best is not None else killed.low),
        "origins": event.origins,
        "disagree": bool(event.disagreements),
        "review": review(judgements),
        "reviewers": sorted({j.reviewer for j in judgements if j.kind in VERDICTS}),
        "mentions": list(event.mentions),
        "urgency": urgency(event),
        "reported": event.last_reported or "",
        "actors": list(people),
        "actor_names": list(people.values()),
        "outlet_names": sorted({m.outlet for m in mentions if m.outlet}),
        "languages": sorted({m.language for m in mentions if m.language}),
        "text": fold(_words(event, mentions)),
    }


def actor_key(participant: Participant) -> str:
    """What an actor page is addressed by: the id of the table, or the name where the actor is known by its name only; empty for people unnamed.

    A person who is not in the table is a private one: `person:`, so that a reader may ask for such names to be left out.
    """
    if participant.actor or not participant.actor_name:
        return participant.actor or ""
    return f"{'person' if participant.kind == 'person' else 'name'}:{participant.actor_name}"


def place_key(event: Event) -> str:
    """What a place page is addressed by: the GeoNames number where there is one, else country and name; empty without a place."""
    place = event.place
    if place is None:
        return ""
    return f"g{place.geonames_id}" if place.geonames_id else f"{place.country or ''}:{place.name}"


def mercator(latitude: float, longitude: float) -> tuple[float, float]:
    """Web Mercator, 0..1 from the north-west corner; latitudes beyond 85.05 degrees are held at the edge."""
    lat = math.radians(max(-85.05, min(85.05, latitude)))
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(lat)) / math.pi) / 2


def _mercator(latitude: float | None, longitude: float | None) -> dict[str, float | None]:
    if latitude is None or longitude is None:
        return {"mx": None, "my": None}
    x, y = mercator(latitude, longitude)
    return {"mx": x, "my": y}


def _days(text: str) -> int:
    return days(date.fromisoformat(text))


def _words(event: Event, mentions: Sequence[Head]) -> str:
    found = [*event.titles, *(m.title or "" for m in mentions)]
    if event.place:
        found += [event.place.name, event.place.text]
    found += [w for p in event.participants for w in (p.text, p.actor_name or "")]
    found += [i.text for i in event.instruments]
    found += [s.quote for s in event.statements]
    found += [s.speaker.text for s in event.statements]
    return " ".join(dict.fromkeys(w for w in found if w))
