"""Flat tables for analysts: csv, ACLED's columns, UCDP GED's columns. Every flattening is named in the row.

Rules: figures follow the event's policy (column or note names it); an attacker that no report names is empty in csv and
"Unidentified Armed Group" in the ACLED form (rule `unnamed=unidentified`), never a group.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from istor.knowledge import typology
from istor.model import Event, Participant
from istor.publishing.exporters.base import Exporter
from istor.publishing.words import heading

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
CSV_COLUMNS = (
    "id", "type", "stage", "date_start", "date_end", "date_precision", "place", "country", "admin1", "admin2", "latitude", "longitude", "place_precision",
    "perpetrators", "responsibility", "targets", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "weapons_fired_low",
    "instruments", "figure_policy", "reports", "outlets", "origins", "disagreements", "acled", "plover", "cameo", "muc4", "ucdp", "heading",
    "first_reported", "last_reported",
)  # fmt: skip
EVENT_TYPES = {
    "Government regains territory": "Battles", "Non-state actor overtakes territory": "Battles", "Armed clash": "Battles",
    "Excessive force against protesters": "Protests", "Protest with intervention": "Protests", "Peaceful protest": "Protests",
    "Violent demonstration": "Riots", "Mob violence": "Riots", "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence", "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence", "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence", "Sexual violence": "Violence against civilians", "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
}  # fmt: skip
INTER = {
    "state": "State forces", "state_force": "State forces", "armed_group": "Rebel group", "party": "Political militia", "civilian": "Civilians",
    "person": "Civilians", "organisation": "Civilians", "international": "External/Other forces", "facility": "Civilians",
}  # fmt: skip
GEO_ACLED = {"exact": 1, "near": 2, "district": 2, "admin1": 3, "region": 3, "country": 3}
GEO_UCDP = {"exact": 1, "near": 2, "district": 3, "admin1": 4, "region": 5, "country": 6}


def guard(value: Any) -> str:
    """A cell that no spreadsheet runs as a formula: a text that begins with = + - @ or a tab gets an apostrophe. NULs are taken out."""
    if value is None:
        return ""
    text = str(value).replace("\x00", "")
    return "'" + text if text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and not _number(text)) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _who(e: Event, *roles: str) -> list[Participant]:
    return [p for p in e.participants if p.role in roles]


def _names(ps: Sequence[Participant]) -> str:
    return "; ".join(dict.fromkeys(p.actor_name or p.text for p in ps))


def csv_row(e: Event) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": e.id, "type": e.type, "stage": e.stage, "heading": heading(e),
        "date_start": e.date and e.date.start, "date_end": e.date and e.date.end, "date_precision": e.date and e.date.precision,
        "perpetrators": _names([p for p in _who(e, "perpetrator") if p.confidence not in ("denied", "acquitted")]),
        "responsibility": "; ".join(f"{p.actor_name or p.text}={p.confidence}" for p in _who(e, "perpetrator") if p.confidence),
        "targets": _names(_who(e, "target", "victim", "recipient")), "instruments": "; ".join(i.type for i in e.instruments),
        "figure_policy": next((q.policy for q in e.quantities.values()), None), "reports": len(e.reports), "outlets": e.outlets, "origins": e.origins,
        "disagreements": "; ".join(e.disagreements), "acled": e.codes.acled, "plover": e.codes.plover, "cameo": e.codes.cameo, "muc4": e.codes.muc4,
        "ucdp": e.codes.ucdp, "first_reported": e.first_reported, "last_reported": e.last_reported,
    }  # fmt: skip
    if e.place is not None:
        p = e.place
        row |= {"place": p.name, "country": p.country, "admin1": p.admin1, "admin2": p.admin2, "latitude": p.latitude, "longitude": p.longitude}
        row["place_precision"] = p.precision
    for name in ("killed", "injured"):
        q = e.quantities.get(name)
        if q is not None:
            row |= {f"{name}_low": q.low, f"{name}_best": q.best, f"{name}_high": q.high}
    fired = e.quantities.get("weapons_fired")
    row["weapons_fired_low"] = fired.low if fired else None
    return row


def acled_row(e: Event) -> dict[str, Any]:
    """ACLED's columns. Rules: fatalities = lowest stated figure (0 only where a report says none); unnamed attacker = unidentified."""
    concept = typology().get(e.type)
    one = [p for p in _who(e, "perpetrator", "speaker") if p.confidence not in ("denied", "acquitted")]
    two = _who(e, "target", "victim", "recipient")
    violent = bool(concept and concept.violent)
    killed = e.quantities.get("killed")
    actor1 = (one[0].actor_name or one[0].text) if one else ("Unidentified Armed Group" if violent else "")
    inter1 = INTER.get(one[0].kind, "") if one else ("Political militia" if violent else "")
    inter2 = INTER.get(two[0].kind, "") if two else ""
    rule = "fatalities=lowest figure stated" + ("; actor1=unidentified because no report names one" if violent and not one else "")
    return {
        "event_id_cnty": e.id, "event_date": e.date and e.date.start, "year": e.date and e.date.start[:4], "time_precision": _time_precision(e),
        "disorder_type": "Political violence" if violent else "Demonstrations" if concept and concept.family == "disorder" else "Strategic developments",
        "event_type": EVENT_TYPES.get(e.codes.acled or "", "Strategic developments"), "sub_event_type": e.codes.acled,
        "actor1": actor1, "assoc_actor_1": _names(one[1:]), "inter1": inter1,
        "actor2": (two[0].actor_name or two[0].text) if two else "", "assoc_actor_2": _names(two[1:]), "inter2": inter2,
        "interaction": "-".join(x for x in (inter1, inter2) if x), "civilian_targeting": "Civilian targeting" if violent and inter2 == "Civilians" else "",
        "country": e.place and e.place.country, "admin1": e.place and e.place.admin1, "admin2": e.place and e.place.admin2,
        "location": e.place and e.place.name, "latitude": e.place and e.place.latitude, "longitude": e.place and e.place.longitude,
        "geo_precision": GEO_ACLED.get(e.place.precision) if e.place else None,
        "source": "; ".join(dict.fromkeys(s.speaker.text for s in e.statements if s.speaker.kind in ("outlet", "agency") and s.speaker.text)),
        "notes": f"{heading(e)} [rules: {rule}]", "fatalities": killed.low if killed else None, "tags": "; ".join(e.disagreements),
    }  # fmt: skip


def _time_precision(e: Event) -> int | None:
    if e.date is None:
        return None
    length = (date.fromisoformat(e.date.end) - date.fromisoformat(e.date.start)).days
    return 1 if length == 0 else 2 if length <= 7 else 3


def ged_row(e: Event) -> dict[str, Any]:
    """UCDP GED's columns. Rules: best = the event's policy; low and high = the least and most stated; sides as stated, no dyad is invented."""
    one = [p for p in _who(e, "perpetrator") if p.confidence not in ("denied", "acquitted")]
    two = _who(e, "target", "victim")
    killed = e.quantities.get("killed")
    length = (date.fromisoformat(e.date.end) - date.fromisoformat(e.date.start)).days if e.date else None
    speakers = [s.speaker.actor_name or s.speaker.text for s in e.statements if s.speaker.kind not in ("outlet", "agency") and s.speaker.text]
    point = e.place is not None and e.place.latitude is not None
    return {
        "id": e.id, "relid": e.id, "year": e.date and e.date.start[:4], "type_of_violence": violence(one, two),
        "side_a": (one[0].actor_name or one[0].text) if one else "", "side_b": (two[0].actor_name or two[0].text) if two else "",
        "dyad_name": " - ".join(x for x in (_names(one[:1]), _names(two[:1])) if x), "number_of_sources": e.origins, "source_article": "; ".join(e.reports),
        "source_office": "; ".join(dict.fromkeys(s.speaker.text for s in e.statements if s.speaker.kind == "outlet" and s.speaker.text)),
        "source_date": e.first_reported, "source_headline": e.titles[0] if e.titles else None, "source_original": "; ".join(dict.fromkeys(speakers)),
        "where_prec": GEO_UCDP.get(e.place.precision) if e.place else None, "where_coordinates": e.place and e.place.name,
        "where_description": e.place and e.place.text, "adm_1": e.place and e.place.admin1, "adm_2": e.place and e.place.admin2,
        "latitude": e.place and e.place.latitude, "longitude": e.place and e.place.longitude,
        "geom_wkt": f"POINT ({e.place.longitude} {e.place.latitude})" if point and e.place else None, "country": e.place and e.place.country,
        "event_clarity": 2 if e.stage == "series" else 1,
        "date_prec": None if length is None else 1 if length == 0 else 2 if length <= 5 else 3 if length <= 7 else 4 if length <= 31 else 5,
        "date_start": e.date and e.date.start, "date_end": e.date and e.date.end,
        "best": killed.best if killed else None, "high": killed.high if killed else None, "low": killed.low if killed else None,
        "code_status": f"istor; best={killed.policy}" if killed else "istor",
    }  # fmt: skip


def violence(one: Sequence[Participant], two: Sequence[Participant]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided, from the kinds of the sides; None where a side is not known."""
    states = ("state", "state_force", "international")
    if not one or not two:
        return None
    if two[0].kind in ("civilian", "person", "organisation"):
        return 3
    if one[0].kind in states or two[0].kind in states:
        return 1
    return 2 if one[0].kind == two[0].kind == "armed_group" else None


def _table(columns: Sequence[str], row_of: Any) -> Any:
    def write(items: Sequence[Any], path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, lineterminator="\n")
            writer.writeheader()
            for e in items:
                row = row_of(e)
                writer.writerow({c: guard(row.get(c)) for c in columns})

    return write


EXPORTERS = (
    Exporter("csv", "events", _table(CSV_COLUMNS, csv_row), True, "one row an event; the figure policy has a column"),
    Exporter("acled", "events", _table(ACLED_COLUMNS, acled_row), True, "the 31 columns of ACLED's export; rules stand in notes"),
    Exporter("ucdp-ged", "events", _table(GED_COLUMNS, ged_row), True, "the 49 columns of UCDP GED; the rule for best stands in code_status"),
)
