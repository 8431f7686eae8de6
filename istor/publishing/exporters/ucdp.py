"""The 49 columns of UCDP GED. Rules that shaped a row stand in its code_status (docs/exports.md lists them). No conflict or dyad id is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import floor
from pathlib import Path
from typing import Any

from istor.knowledge import typology
from istor.knowledge.codes import country_codes
from istor.model import Event, Participant
from istor.model.sides import PEOPLE_KINDS, STATE_KINDS, Sides, sides, violence
from istor.publishing.exporters.base import Exporter, Outcome, Rule, Rules
from istor.publishing.exporters.cells import HAPPENED, POLICY, LeftOut, flattened, joined, write_table
from istor.publishing.exporters.sides import country_name, name_of, unnamed
from istor.publishing.exporters.table import point

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
WHERE = {"exact": 1, "near": 2, "district": 3, "admin1": 4, "region": 5, "country": 6}
"""where_prec: 1 the place itself, 2 within about 25 km, 3 second-order division, 4 first-order division, 5 a fuzzy area, 6 the country."""
RULES = (
    Rule(
        name="rows", choices=("violent", "ged"), about="every violent act that happened, or only what GED itself would hold: a type known and a death"
    ),
    Rule(name="unnamed", choices=("empty", "unidentified"), about='a side that no report names: empty, or "Unidentified Armed Group"'),
    POLICY,
)


def row(e: Event, rules: Rules) -> dict[str, Any]:
    """The row of an event. Raises LeftOut for acts that are no violence of that record."""
    concept = typology().get(e.type)
    if concept is None or not concept.organised:
        raise LeftOut(f"no organised violence: {e.type}")
    if e.stage not in HAPPENED | {"series"}:
        raise LeftOut(f"stage {e.stage}")
    e = flattened(e, rules["policy"])
    found = sides(e.participants, e.type)
    kind = violence(found)
    killed = e.quantities.get("killed")
    if rules["rows"] == "ged" and (kind is None or killed is None or not killed.best):
        raise LeftOut("no death stated" if kind is not None else "a side is not known")
    used = [f"best={killed.policy}"] if killed else []
    if kind == 1 and not any(p.kind in STATE_KINDS for p in found.one):
        found = Sides(one=found.two, two=found.one)
        used.append("side_a=the state")
    a, b = (_side(s, rules, used, column) for s, column in ((found.one, "side_a"), (_armed_first(found.two, kind), "side_b")))
    return {
        "id": e.id, "relid": e.id, "type_of_violence": kind, "side_a": a, "side_b": b, "dyad_name": f"{a} - {b}" if a and b else None,
        **_when(e), **_where(e), **_sources(e), **_deaths(e, found, kind), "event_clarity": 2 if e.stage == "series" else 1,
        "gwnoa": _gw(found.one), "gwnob": _gw(found.two), "code_status": "; ".join(["istor", *used]),
    }  # fmt: skip


def _armed_first(found: Sequence[Participant], kind: int | None) -> Sequence[Participant]:
    """Side b: the armed side in a fight, "Civilians" where violence is one-sided."""
    if kind == 3:
        return [Participant(role="victim", text="Civilians", kind="civilian")]
    armed = [p for p in found if p.kind in STATE_KINDS or p.kind == "armed_group"]
    return armed or [p for p in found if p.kind != "facility"]


def _side(found: Sequence[Participant], rules: Rules, used: list[str], column: str) -> str:
    if found and not unnamed(found[0]):
        return name_of(found[0])
    if rules["unnamed"] == "empty":
        return ""
    used.append(f"{column}=unidentified because no report names it")
    return "Unidentified Armed Group"


def _when(e: Event) -> dict[str, Any]:
    """date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    if e.date is None:
        return {}
    days = (date.fromisoformat(e.date.end) - date.fromisoformat(e.date.start)).days + 1
    precision = 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
    return {"year": e.date.start[:4], "date_start": e.date.start, "date_end": e.date.end, "date_prec": precision}


def _where(e: Event) -> dict[str, Any]:
    p = e.place
    if p is None:
        return {}
    codes = country_codes().get(p.country or "")
    found: dict[str, Any] = {
        "where_prec": WHERE[p.precision] if p.country or p.precision != "region" else 7, "where_coordinates": p.name, "where_description": p.text,
        "adm_1": p.admin1, "adm_2": p.admin2, "country": country_name(p.country), "country_id": codes.gw if codes else None,
        "region": codes.ged_region if codes else None,
    }  # fmt: skip
    if xy := point(e):
        found |= {"longitude": xy[0], "latitude": xy[1], "geom_wkt": f"POINT ({xy[0]} {xy[1]})", "priogrid_gid": cell(*xy)}
    return found


def cell(longitude: float, latitude: float) -> int:
    """The PRIO-GRID cell of a point: half-degree cells counted from 1 at the south-west, 720 to a row."""
    east = min(floor((longitude + 180) * 2), 719)
    north = min(floor((latitude + 90) * 2), 359)
    return north * 720 + east + 1


def _sources(e: Event) -> dict[str, Any]:
    """source_original: who said it, outlets aside."""
    said = joined(s.speaker.actor_name or s.speaker.text for s in e.statements if s.speaker.kind not in ("outlet", "agency"))
    offices = joined(s.speaker.text for s in e.statements if s.speaker.kind == "outlet")
    return {
        "number_of_sources": e.origins, "source_article": joined(e.reports), "source_office": offices, "source_date": e.first_reported,
        "source_headline": e.titles[0] if e.titles else None, "source_original": said,
    }  # fmt: skip


def _deaths(e: Event, found: Sides, kind: int | None) -> dict[str, Any]:
    """best, low, high as reported; the dead by side where the parts of the figure tell their side, the rest unknown."""
    q = e.quantities.get("killed")
    if q is None:
        return {}
    out: dict[str, Any] = {"best": q.best, "low": q.low, "high": q.high}
    if q.best is None:
        return out
    by_text = {p.text: p for p in e.participants if p.effect == "killed"}
    parts = [(by_text[s.about], s.low) for s in q.by if s.about in by_text and s.low]
    dead = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
    if kind is not None and sum(n for _, n in parts) <= q.best:
        for p, n in parts:
            if column := _column(p, found):
                dead[column] += n
    return out | dead | {"deaths_unknown": q.best - sum(dead.values())}


def _column(p: Participant, found: Sides) -> str | None:
    if p.kind in PEOPLE_KINDS:
        return "deaths_civilians"
    if any(p.actor == o.actor and p.kind == o.kind for o in found.one):
        return "deaths_a"
    return "deaths_b" if p.kind in STATE_KINDS or p.kind == "armed_group" else None


def _gw(found: Sequence[Participant]) -> int | None:
    """The number of the state on a side, where one stands there."""
    country = next((p.country for p in found if p.kind in ("state", "state_force") and p.country), None)
    codes = country_codes().get(country or "")
    return codes.gw if codes else None


def write(items: Sequence[Event], path: Path, rules: Rules) -> Outcome:
    def rows() -> Iterator[dict[str, Any] | LeftOut]:
        for e in items:
            try:
                yield row(e, rules)
            except LeftOut as reason:
                yield reason

    return write_table(COLUMNS, rows(), path)


EXPORTER = Exporter("ucdp-ged", "events", write, True, "the 49 columns of UCDP GED; rules stand in code_status", RULES, ending="ucdp.csv")
