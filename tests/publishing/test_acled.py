"""ACLED's columns, and the rules that each row names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from istor.knowledge import typology
from istor.knowledge.codes import acled_types, country_codes
from istor.model import Event, EventDate
from istor.publishing.exporters import exporters
from istor.publishing.exporters.acled import COLUMNS, GEO, row
from istor.publishing.exporters.cells import LeftOut, read_table
from tests.publishing.made import event, killed, who


def made(e: Event, **rules: str) -> dict[str, Any]:
    return row(e, exporters()["acled"].settle(rules))


def test_there_are_the_31_columns_in_order(events: list[Event], tmp_path: Path) -> None:
    exporters()["acled"].export(events, tmp_path / "a")
    assert len(COLUMNS) == 31
    assert all(tuple(r) == COLUMNS for r in read_table(tmp_path / "a"))


def test_every_type_of_ours_has_its_place_in_the_hierarchy() -> None:
    assert {c.acled for c in typology().values() if c.acled} == set(acled_types())
    assert {t.event_type for t in acled_types().values()} == {
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments",
    }  # fmt: skip


def test_codes_of_countries_are_unique() -> None:
    for field in ("numeric", "gw"):
        numbers = [getattr(c, field) for n, c in country_codes().items() if getattr(c, field) and n not in ("SUN", "YUG", "CSK", "DDR")]
        assert len(numbers) == len(set(numbers))
    assert country_codes()["IRQ"].numeric == "368"
    assert all(c.acled_region for c in country_codes().values())


@pytest.mark.parametrize(
    ("start", "end", "precision"), [("2021-05-02", "2021-05-02", 1), ("2021-05-02", "2021-05-08", 2), ("2021-05-01", "2021-05-31", 3)]
)
def test_a_span_is_filed_under_its_first_day_and_says_so(start: str, end: str, precision: int) -> None:
    r = made(event(date=EventDate(start=start, end=end, precision="range", text="x")))
    assert (r["event_date"], r["year"], r["time_precision"]) == (start, start[:4], precision)
    assert (f"event_date=first day of {start}..{end}" in r["notes"]) == (start != end)


def test_no_date_and_no_place_stay_empty() -> None:
    r = made(event(date=None, place=None))
    assert all(r.get(c) is None for c in ("event_date", "year", "time_precision", "country", "iso", "location", "latitude", "geo_precision"))


def test_places_have_names_codes_and_precision() -> None:
    r = made(event())
    assert [r[c] for c in ("country", "iso", "region", "admin1", "location", "geo_precision")] == [
        "Iraq",
        "368",
        "Middle East",
        "Kirkūk",
        "Kirkuk",
        1,
    ]
    assert set(GEO.values()) == {1, 2, 3}


class TestSides:
    def test_a_named_group_stands_by_its_name(self) -> None:
        r = made(event(participants=(who("perpetrator", "ISIS", "armed_group", actor="islamic-state", actor_name="Islamic State"),)))
        assert (r["actor1"], r["inter1"]) == ("Islamic State", "Rebel group")
        assert "unidentified" not in r["notes"]

    @pytest.mark.parametrize("participants", [(), (who("perpetrator", "gunmen", "armed_group", actor="gunmen", actor_name="Unidentified gunmen"),)])
    def test_an_attacker_that_nobody_names_is_unidentified_by_a_named_rule(self, participants: Any) -> None:
        r = made(event(participants=participants))
        assert (r["actor1"], r["inter1"]) == ("Unidentified Armed Group (Iraq)", "Political militia")
        assert "actor1=unidentified because no report names the attacker" in r["notes"]
        empty = made(event(participants=participants), unnamed="empty")
        assert (empty["actor1"], empty["inter1"]) == ("", "")
        assert "actor1=empty" in empty["notes"]

    def test_who_only_denied_it_is_no_side(self) -> None:
        denied = who("perpetrator", "Saraya", "armed_group", actor_name="Saraya", confidence="denied")
        assert "Saraya" not in made(event(participants=(denied,)))["actor1"]

    def test_a_force_abroad_is_an_external_force(self) -> None:
        force = who("perpetrator", "US forces", "state_force", actor="USA:military", actor_name="Armed forces of the United States", country="USA")
        assert made(event(participants=(force,)))["inter1"] == "External/Other forces"

    def test_people_harmed_are_civilians_with_the_words_beside(self) -> None:
        r = made(event(participants=(who("victim", "five shoppers", "civilian"), who("target", "market", "facility"))))
        assert (r["actor2"], r["assoc_actor_2"], r["inter2"]) == ("Civilians (Iraq)", "five shoppers", "Civilians")
        assert r["civilian_targeting"] == "Civilian targeting"
        assert r["interaction"] == "Political militia-Civilians"

    def test_demonstrators_come_first_whoever_acted(self) -> None:
        e = event("protest_intervention", "Protest with intervention", None, participants=(
            who("perpetrator", "police", "state_force", actor_name="Police"), who("target", "students", "civilian"),
        ))  # fmt: skip
        r = made(e)
        assert (r["actor1"], r["assoc_actor_1"], r["actor2"], r["interaction"]) == (
            "Protesters (Iraq)", "students", "Police", "State forces-Protesters",
        )  # fmt: skip

    def test_classes_are_numbers_on_request(self) -> None:
        e = event(
            participants=(
                who("perpetrator", "ISIS", "armed_group", actor="islamic-state", actor_name="Islamic State"),
                who("victim", "men", "civilian"),
            )
        )
        r = made(e, inter="numbers")
        assert (r["inter1"], r["inter2"], r["interaction"]) == ("2", "7", "27")
        assert made(event(), inter="numbers")["interaction"] == "30"


class TestFatalities:
    def test_the_lowest_stated_figure_by_default_and_others_by_name(self) -> None:
        e = event(**killed((5, 5, "five"), (8, 8, "eight"), (6, 6, "six")))
        assert [made(e, fatalities=f)["fatalities"] for f in ("lowest", "best", "highest")] == [5, 6, 8]
        assert "fatalities=lowest figure stated" in made(e)["notes"]
        assert "fatalities=best by latest" in made(e, fatalities="best")["notes"]

    def test_a_figure_that_no_report_gives_is_empty_or_zero_by_a_named_rule(self) -> None:
        assert made(event())["fatalities"] is None
        zero = made(event(), unstated="zero")
        assert zero["fatalities"] == 0
        assert "fatalities=0 because no report gives a figure" in zero["notes"]

    def test_none_killed_is_a_figure(self) -> None:
        assert made(event(**killed((0, 0, "no casualties"))))["fatalities"] == 0

    def test_an_upper_bound_alone_is_no_lowest_figure(self) -> None:
        r = made(event(**killed((None, 30, "up to 30"))))
        assert r["fatalities"] is None
        assert "open" in r["notes"]

    @pytest.mark.parametrize(
        ("quote", "low", "number"),
        [("dozens of people", 20, 12), ("tens of villagers", 20, 10), ("des dizaines de morts", 20, 10), ("hundreds", 100, 100), ("several", 3, 3)],
    )
    def test_vague_words_are_bounds_or_acleds_numbers(self, quote: str, low: int, number: int) -> None:
        e = event(**killed((low, None, quote)))
        assert made(e)["fatalities"] == low
        r = made(e, words="acled")
        assert r["fatalities"] == number
        assert f"fatalities={number} for the word" in r["notes"]

    def test_a_policy_is_applied_to_best(self) -> None:
        e = event(**killed((5, 5, "five"), (8, 8, "eight")))
        assert made(e, fatalities="best", policy="lowest")["fatalities"] == 5

    def test_what_people_decided_stands_under_every_policy(self) -> None:
        e = event(**killed((5, 5, "five"), (8, 8, "eight"), policy="decided by ana", best=8))
        assert made(e, fatalities="best", policy="lowest")["fatalities"] == 8


@pytest.mark.parametrize("fields", [{"stage": "planned"}, {"stage": "denied"}, {"stage": "series"}, {"stage": "attempted"}, {"acled": None}])
def test_what_did_not_happen_or_has_no_type_has_no_row(fields: dict[str, Any]) -> None:
    with pytest.raises(LeftOut):
        made(event(**fields))
