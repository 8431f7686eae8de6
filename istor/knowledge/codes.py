"""What exported files want of a country or an act in other people's numbering. Tables: `codes.tsv`, `acled.tsv`, editable by hand."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from istor.knowledge.actors import read_table


class CountryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """A country's ISO 3166 numeric code, its region in two data sets, and its number after Gleditsch and Ward (independent states only)."""

    numeric: str | None
    acled_region: str | None
    ged_region: str | None
    gw: int | None


class AcledType(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sub-event type stands in ACLED's hierarchy."""

    event_type: str
    disorder_type: str


@cache
def country_codes() -> dict[str, CountryCodes]:
    """By ISO 3166 alpha-3."""
    return {
        r["alpha3"]: CountryCodes(
            numeric=r["numeric"] or None,
            acled_region=r["acled_region"] or None,
            ged_region=r["ged_region"] or None,
            gw=int(r["gw"]) if r["gw"] else None,
        )
        for r in read_table(files(__package__) / "codes.tsv")
    }


@cache
def acled_types() -> dict[str, AcledType]:
    """By sub-event type."""
    rows = read_table(files(__package__) / "acled.tsv")
    return {r["sub_event_type"]: AcledType(event_type=r["event_type"], disorder_type=r["disorder_type"]) for r in rows}
