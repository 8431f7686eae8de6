"""What a name resolves to, and what the table holds of it, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from istor.grounding.actors.finding import resolve
from istor.grounding.actors.identity import identity, known
from istor.knowledge.actors import Years, actors, holdings
from istor.model import ActorMatch


def show(name: str, *, country: str | None = None, day: date | None = None, others: Sequence[str] = (), language: str = "en") -> dict[str, Any]:
    """How `name` (or an actor id) resolves: the choice with its reason, the alternatives, and what the tables hold of each."""
    if known(name):
        match = ActorMatch(start=0, end=len(name), text=name, actor=name, name=name, reason="the id of an actor")
    else:
        match = resolve(name, country=country, date=day, others=others, language=language)
    return {
        "name": name,
        "actor": _record(match.actor) if match.actor else None,
        "reason": match.reason,
        "alternatives": [_record(a) for a in match.alternatives if known(a)],
    }


def _record(actor: str) -> dict[str, Any]:
    who = identity(actor)
    found: dict[str, Any] = {
        "id": who.id,
        "name": who.name,
        "kind": who.kind,
        "country": who.country,
        "areas": list(who.areas),
        "years": _span(who.years),
        "umbrella": list(who.umbrella),
        "members": sorted(a.id for a in actors().values() if who.id in a.umbrella),
        "inter": who.inter,
    }
    if actor in actors():
        row = actors()[actor]
        found["names"] = {language: cell.split("|") for language, cell in row.languages}
        found["checked"] = None if row.checked == "no" else row.checked
    held = [h for h in holdings() if h.person == actor or actor in (h.office, f"{h.country}:{h.office}")]
    found["offices"] = [{"person": h.person, "office": h.office, "country": h.country, "first": h.first, "last": h.last} for h in held]
    return found


def _span(years: Years) -> str | None:
    return None if years == Years() else f"{years.first or ''}-{years.last or ''}"
