"""One flat row an event: the csv export, the columns of the map layers, and the tables of the Python API."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from istor.model import Event, Participant
from istor.publishing.exporters.base import Exporter, Outcome, Rules
from istor.publishing.exporters.cells import POLICY, flattened, joined, write_table
from istor.publishing.words import heading

COLUMNS = (
    "id", "type", "stage", "date_start", "date_end", "date_precision", "place", "country", "admin1", "admin2", "latitude", "longitude", "place_precision",
    "perpetrators", "responsibility", "targets", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "weapons_fired_low",
    "instruments", "figure_policy", "reports", "outlets", "origins", "disagreements", "acled", "plover", "cameo", "muc4", "ucdp", "heading",
    "first_reported", "last_reported",
)  # fmt: skip
INTEGERS = (
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "weapons_fired_low", "reports", "outlets", "origins", "ucdp",
)  # fmt: skip
FLOATS = ("latitude", "longitude")


def names(participants: Sequence[Participant], *roles: str) -> str:
    return joined(p.actor_name or p.text for p in participants if p.role in roles)


def row(e: Event) -> dict[str, Any]:
    """The columns of an event; a column is absent where nothing is known. `perpetrators` leaves out whose part is denied or who was acquitted;
    `responsibility` has each with how sure it is. Figures: `low` and `high` span what reports give, `best` is by `figure_policy`."""
    held = [p for p in e.participants if p.confidence not in ("denied", "acquitted")]
    found: dict[str, Any] = {
        "id": e.id, "type": e.type, "stage": e.stage, "heading": heading(e), "perpetrators": names(held, "perpetrator"),
        "responsibility": joined(f"{p.actor_name or p.text}={p.confidence}" for p in e.participants if p.role == "perpetrator" and p.confidence),
        "targets": names(e.participants, "target", "victim", "recipient"), "instruments": joined(i.type for i in e.instruments),
        "figure_policy": joined(q.policy for q in e.quantities.values()) or None, "reports": len(e.reports), "outlets": e.outlets, "origins": e.origins,
        "disagreements": joined(e.disagreements), "acled": e.codes.acled, "plover": e.codes.plover, "cameo": e.codes.cameo, "muc4": e.codes.muc4,
        "ucdp": e.codes.ucdp, "first_reported": e.first_reported, "last_reported": e.last_reported,
    }  # fmt: skip
    if e.date is not None:
        found |= {"date_start": e.date.start, "date_end": e.date.end, "date_precision": e.date.precision}
    if e.place is not None:
        p = e.place
        found |= {"place": p.name, "country": p.country, "admin1": p.admin1, "admin2": p.admin2, "latitude": p.latitude, "longitude": p.longitude}
        found["place_precision"] = p.precision
    for name in ("killed", "injured"):
        q = e.quantities.get(name)
        if q is not None:
            found |= {f"{name}_low": q.low, f"{name}_best": q.best, f"{name}_high": q.high}
    fired = e.quantities.get("weapons_fired")
    return found | {"weapons_fired_low": fired.low if fired else None}


def point(e: Event) -> tuple[float, float] | None:
    """(longitude, latitude), or None where the event has no point."""
    if e.place is None or e.place.latitude is None or e.place.longitude is None:
        return None
    return e.place.longitude, e.place.latitude


def write(items: Sequence[Event], path: Path, rules: Rules) -> Outcome:
    return write_table(COLUMNS, (row(flattened(e, rules["policy"])) for e in items), path)


EXPORTER = Exporter("csv", "events", write, True, "one row an event; the policy behind `best` has a column", (POLICY,), ending="csv")
