"""UCDP GED's columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from istor.model import Event, EventDate, Share
from istor.publishing.exporters import exporters
from istor.publishing.exporters.cells import LeftOut, read_table
from istor.publishing.exporters.ucdp import COLUMNS, WHERE, cell, row
from tests.publishing.made import KIRKUK, event, killed, who

STATE = who("perpetrator", "army", "state_force", actor="IRQ:military", actor_name="Armed forces of Iraq", country="IRQ")
GROUP = who("perpetrator", "ISIS", "armed_group", actor="islamic-state", actor_name="Islamic State")


def made(e: Event, **rules: str) -> dict[str, Any]:
    return row(e, exporters()["ucdp-ged"].settle(rules))


def as_target(p: Any) -> Any:
    return msgspec.structs.replace(p, role="target")


def test_there_are_the_49_columns(events: list[Event], tmp_path: Path) -> None:
    exporters()["ucdp-ged"].export(events, tmp_path / "g")
    assert len(set(COLUMNS)) == 49
    assert all(tuple(r) == COLUMNS for r in read_table(tmp_path / "g"))


@pytest.mark.parametrize(
    ("participants", "kind"),
    [
        ((STATE, as_target(GROUP)), 1),
        ((GROUP, as_target(STATE)), 1),
        ((GROUP, who("target", "Ansar", "armed_group", actor_name="Ansar")), 2),
        ((GROUP, who("victim", "villagers", "civilian")), 3),
        ((STATE, who("victim", "villagers", "civilian")), 3),
        ((GROUP, as_target(STATE), who("victim", "villagers", "civilian")), 1),
        ((who("victim", "villagers", "civilian"),), None),
        ((who("perpetrator", "a man", "person"), who("victim", "villagers", "civilian")), None),
        ((GROUP,), None),
    ],
)
def test_the_type_of_violence_is_read_from_the_sides(participants: Any, kind: int | None) -> None:
    assert made(event(participants=participants))["type_of_violence"] == kind


def test_a_clash_between_two_that_act_has_two_sides() -> None:
    r = made(event("armed_clash", "Armed clash", 1, participants=(GROUP, STATE)))
    assert (r["type_of_violence"], r["side_a"], r["side_b"]) == (1, "Armed forces of Iraq", "Islamic State")
    assert (r["gwnoa"], r["gwnob"]) == (645, None)
    assert "side_a=the state" in r["code_status"]


def test_a_side_that_nobody_names_is_empty_or_unidentified_by_a_named_rule() -> None:
    e = event(
        participants=(who("perpetrator", "gunmen", "armed_group", actor="gunmen", actor_name="Unidentified gunmen"), who("victim", "men", "civilian"))
    )
    assert (made(e)["side_a"], made(e)["side_b"], made(e)["dyad_name"]) == ("", "Civilians", None)
    r = made(e, unnamed="unidentified")
    assert r["side_a"] == "Unidentified Armed Group"
    assert "side_a=unidentified" in r["code_status"]


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [("02", "02", 1), ("02", "03", 2), ("02", "07", 2), ("02", "08", 3), ("01", "31", 4)],
)
def test_dates_have_their_precision(start: str, end: str, precision: int) -> None:
    r = made(event(date=EventDate(start=f"2021-05-{start}", end=f"2021-05-{end}", precision="range", text="x")))
    assert (r["date_start"], r["date_end"], r["date_prec"]) == (f"2021-05-{start}", f"2021-05-{end}", precision)


def test_places_have_their_precision_and_cell() -> None:
    r = made(event())
    assert (r["where_prec"], r["geom_wkt"], r["country_id"], r["region"]) == (1, "POINT (44.3922 35.4681)", 645, "Middle East")
    assert sorted(WHERE.values()) == [1, 2, 3, 4, 5, 6]
    sea = msgspec.structs.replace(KIRKUK, country=None, precision="region")
    assert made(event(place=sea))["where_prec"] == 7


@pytest.mark.parametrize(
    ("point", "number"), [((-180, -90), 1), ((-179.75, -89.75), 1), ((-179.25, -89.75), 2), ((-180, -89.5), 721), ((180, 90), 259200)]
)
def test_cells_are_counted_from_the_south_west(point: tuple[float, float], number: int) -> None:
    assert cell(*point) == number


def test_the_dead_are_told_by_side_where_the_report_tells_them() -> None:
    victims = (
        who("victim", "two soldiers", "state_force", effect="killed", actor="IRQ:military"),
        who("victim", "a shepherd", "civilian", effect="killed"),
    )
    by = (Share(about="two soldiers", role="victim", low=2, high=2), Share(about="a shepherd", role="victim", low=1, high=1))
    r = made(event(participants=(GROUP, *victims), **killed((4, 4, "four"), by=by)))
    assert [r[c] for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")] == [2, 0, 1, 1, 4, 4, 4]
    assert (r["type_of_violence"], r["code_status"]) == (1, "istor; best=latest; side_a=the state")


def test_parts_that_exceed_the_figure_tell_nothing() -> None:
    by = (Share(about="nine villagers", role="victim", low=9, high=9),)
    r = made(event(participants=(GROUP, who("victim", "nine villagers", "civilian", effect="killed")), **killed((4, 4, "four"), by=by)))
    assert (r["deaths_civilians"], r["deaths_unknown"]) == (0, 4)


def test_no_figure_means_no_deaths_column_is_filled() -> None:
    r = made(event(participants=(GROUP,)))
    assert not any(c.startswith("deaths") or c in ("best", "low", "high") for c in r)


def test_rows_may_be_only_those_that_ged_would_hold() -> None:
    deadly = event(participants=(GROUP, who("victim", "men", "civilian")), **killed((1, 1, "one")))
    assert made(deadly, rows="ged")["best"] == 1
    for e in (event(), event(participants=(GROUP, who("victim", "men", "civilian")))):
        with pytest.raises(LeftOut):
            made(e, rows="ged")


def test_a_series_is_an_aggregate_and_a_plan_no_row() -> None:
    assert made(event(stage="series"))["event_clarity"] == 2
    with pytest.raises(LeftOut):
        made(event(stage="planned"))
    with pytest.raises(LeftOut):
        made(event("peaceful_protest", "Peaceful protest", None))
