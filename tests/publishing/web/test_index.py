"""What filters leave, what is counted beside it, what the map and the time line draw."""

from __future__ import annotations

from datetime import date

import examples
import pytest

from istor.publishing.web import charts
from istor.publishing.web.filters import Filter
from istor.publishing.web.index import FACETS, Index
from istor.publishing.web.rows import row
from istor.publishing.web.words import families


@pytest.fixture(scope="module")
def index() -> Index:
    mentions = {m.id: m for m in examples.MENTIONS}
    made = Index()
    made.replace([row(e, [mentions[m] for m in e.mentions], [], families()) for e in examples.EVENTS], everything=True)
    return made


def test_events_without_date_or_place_are_listed_and_counted(index: Index) -> None:
    counts = index.counts(Filter())
    assert (counts.shown, counts.undated, counts.unplaced, counts.coarse) == (4, 1, 1, 1)
    assert "e-threat" in index.ids(Filter())
    assert index.ids(Filter(dated=("none",))) == ["e-threat"]


def test_a_span_keeps_an_event_that_may_have_happened_in_it(index: Index) -> None:
    assert index.ids(Filter(since=date(2021, 5, 10), until=date(2021, 5, 12))) == ["e-lyon"]
    assert index.counts(Filter(since=date(2021, 5, 10), until=date(2021, 5, 12))).undated == 1


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(q="BALAD karwan"), ["e-balad"]),
        (Filter(q="قاعدة"), ["e-balad"]),
        (Filter(language=("ar",)), ["e-balad"]),
        (Filter(actor=("karwan-brigade",)), ["e-balad", "e-threat"]),
        (Filter(outlet=("La Gazette du Port",)), ["e-balad"]),
        (Filter(area=(0, 40, 10, 50)), ["e-lyon"]),
        (Filter(disagree=True), ["e-balad"]),
        (Filter(stage=("threatened",)), ["e-threat"]),
        (Filter(placed=("admin1",)), ["e-evil"]),
        (Filter(type=("shelling", "threat"), sort="oldest"), ["e-balad", "e-threat"]),
        (Filter(q="'; DROP TABLE event; --"), []),
    ],
)
def test_each_filter(index: Index, filter: Filter, found: list[str]) -> None:
    assert index.ids(filter) == found


def test_a_facet_leaves_its_own_choice_free(index: Index) -> None:
    assert dict(index.facet("country", Filter(country=("FRA",))))["IRQ"] == 2
    assert dict(index.facet("type", Filter(country=("FRA",)))) == {"peaceful_protest": 1}


@pytest.mark.parametrize(
    "filter", [Filter(), Filter(country=("IRQ",)), Filter(type=("shelling",), actor=("karwan-brigade",)), Filter(q="nothing like this")]
)
def test_all_facets_at_once_are_each_facet_alone(index: Index, filter: Filter) -> None:
    assert index.facets(filter) == {name: index.facet(name, filter) for name in FACETS}


def test_a_month_is_drawn_as_perhaps_never_on_its_first_day(index: Index) -> None:
    line = charts.time_line(index, Filter(type=("peaceful_protest", "shelling")))
    assert line.step == "day"
    assert {b.start: b.within for b in line.bars if b.within} == {"2021-05-03": 1}
    assert sum(b.perhaps for b in line.bars) == 31


def test_the_map_never_shows_a_province_as_a_point(index: Index) -> None:
    cells = charts.cells(index, Filter(), zoom=10)
    assert {c.id: c.area for c in cells} == {"e-balad": False, "e-lyon": False, "e-evil": True}
    assert next(c for c in cells if c.area).radius == 90


def test_far_out_events_are_gathered_into_one_cell(index: Index) -> None:
    (cell,) = [c for c in charts.cells(index, Filter(), zoom=0) if not c.area]
    assert cell.count == 2
    assert cell.families == {"violence": 1, "disorder": 1}


def test_the_time_line_stands_the_last_year_there_is() -> None:
    made = Index()
    row_ = {**row(examples.STRIKE, [], [], families()), "first": 0, "last": 2932896}
    made.replace([row_], everything=True)
    assert charts.time_line(made, Filter()).step == "year"


def test_an_answer_is_forgotten_when_anything_changes() -> None:
    made = Index()
    made.replace([row(examples.MARCH, [], [], families())], everything=True)
    assert made.counts(Filter()).shown == 1
    made.replace([row(examples.MENACE, [], [], families())], everything=False)
    assert made.counts(Filter()).shown == 2
    made.remove(["e-lyon"])
    assert made.ids(Filter()) == ["e-threat"]
