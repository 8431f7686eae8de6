"""What people set stands, says so, and leaves what reports say beside it."""

from __future__ import annotations

import pytest

from istor.model import Codes, Event, EventDate, EventQuantity, Judgement, Mention, Place
from istor.model.judgement import standing
from istor.reconciling.decisions import decided

BASRA = Place(name="Basrah", text="Basra", country="IRQ", latitude=30.5, longitude=47.8, precision="exact")
MENTION = Mention(id="m1", report="r", part=0, main=True, type="bombing", codes=Codes(), place=BASRA)
EVENT = Event(
    id="e", mentions=("m1",), reports=("r",), outlets=1, origins=1, type="bombing", codes=Codes(), stage="accomplished",
    date=EventDate(start="2021-05-03", end="2021-05-03", precision="day", text="Monday"),
    quantities={"killed": EventQuantity(low=2, best=3, high=3, policy="latest")},
)  # fmt: skip


def value(prop: str, text: str, *, id: str = "j", mentions: tuple[str, ...] = ("m1",), **more: str) -> Judgement:
    return Judgement(id=id, kind="value", mentions=mentions, property=prop, value=text, reviewer="Ana", at="2021-06-01T00:00:00Z", **more)


def after(*judgements: Judgement) -> Event:
    return decided(EVENT, judgements, [MENTION])


def test_a_figure_is_set_and_its_span_stays() -> None:
    killed = after(value("killed", "2")).quantities["killed"]
    assert (killed.best, killed.policy) == (2, "decided by Ana")
    assert (killed.low, killed.high) == (2, 3)
    assert after(value("injured", "5..9")).quantities["injured"].low == 5


def test_a_date_a_place_a_stage_and_a_type_are_set() -> None:
    assert after(value("date", "2021-05-02/2021-05-04")).date == EventDate(
        start="2021-05-02", end="2021-05-04", precision="range", text="", reason="decided by Ana"
    )
    found = after(value("place", "Basrah")).place
    assert found is not None
    assert (found.latitude, found.reason) == (30.5, "decided by Ana")
    assert after(value("stage", "attempted")).stage == "attempted"
    assert after(value("type", "shelling")).codes.acled == "Shelling/artillery/missile attack"


def test_a_place_that_no_report_gives_is_a_name_without_coordinates() -> None:
    found = after(value("place", "Elsewhere")).place
    assert found is not None
    assert (found.name, found.latitude) == ("Elsewhere", None)


@pytest.mark.parametrize(
    ("prop", "text"), [("killed", "many"), ("killed", "9..2"), ("date", "soon"), ("date", "2021-05-04/2021-05-01"), ("stage", "x"), ("type", "x")]
)
def test_what_cannot_be_read_changes_nothing(prop: str, text: str) -> None:
    assert after(value(prop, text)) == EVENT


def test_the_latest_stands_and_what_was_taken_back_does_not() -> None:
    first, second = value("killed", "2", id="a"), value("killed", "5", id="b")
    undo = Judgement(id="c", kind="undo", of="b", reviewer="Ana", at="2021-06-02T00:00:00Z")
    assert after(first, second).quantities["killed"].best == 5
    assert after(first, second, undo).quantities["killed"].best == 2
    assert standing([first, second, undo]) == (first,)


def test_a_value_of_another_event_changes_nothing() -> None:
    assert after(value("killed", "9", mentions=("other",))) == EVENT
