"""What reviewers decided counts as gold: the reports are coded anew, and held against the decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.decisions import latest, score
from istor.corridor import take_in
from istor.model import Judgement, Report
from istor.storing import Store

TEXTS = {
    "a": "Gunmen kidnapped three aid workers near Menaka in Mali on 5 May 2021 and killed their driver, a local official said.",
    "b": "A bomb exploded at a market in Kirkuk, Iraq, on 2 May 2021, killing eight people and injuring 14.",
    "c": "A bomb killed eight people at a market in Kirkuk, Iraq, on 2 May 2021.",
}


def judgement(kind: str, *mentions: str, **more: str) -> Judgement:
    return Judgement(id=f"{kind}-{'-'.join(mentions)}-{more.get('value', '')}", kind=kind, mentions=mentions, reviewer="Ada", at="2026-01-01T00:00:00Z", **more)


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = str(tmp_path / "istor.db")
    with Store.open(path) as opened:
        take_in([Report(id=id, text=text) for id, text in TEXTS.items()], opened)
    return path


def main_mentions(store: str) -> dict[str, str]:
    with Store.open(store) as opened:
        return {m.report: m.id for m in opened.mentions() if m.main}


def measured(store: str, *decisions: Judgement) -> dict[str, float]:
    with Store.open(store) as opened:
        opened.judge(*decisions)
    return score(store).total()


def test_an_accepted_event_is_one_that_is_still_told_and_a_rejected_one_counts_against(store: str) -> None:
    m = main_mentions(store)
    found = measured(store, judgement("accept", m["a"]), judgement("not_an_event", m["b"]))
    assert found["events judged"] == 2
    assert found["accepted events told %"] == 100
    assert found["judged events that are none %"] == 50


def test_a_value_that_a_person_set_is_right_where_the_machine_says_the_same(store: str) -> None:
    m = main_mentions(store)
    said = judgement("value", m["b"], property="killed", value="8"), judgement("value", m["a"], property="abducted", value="4")
    day = judgement("value", m["b"], property="date", value="2021-05-02")
    place = judgement("value", m["a"], property="place", value="Timbuktu")
    found = measured(store, *said, day, place)
    assert (found["values judged"], found["values right %"]) == (4, 50)


def test_a_value_that_cannot_be_read_is_a_note_and_does_not_count(store: str) -> None:
    m = main_mentions(store)
    assert measured(store, judgement("value", m["b"], property="date", value="spring"))["values judged"] == 0


def test_links_that_people_made_are_held_against_those_of_the_machine_alone(store: str) -> None:
    m = main_mentions(store)
    found = measured(store, judgement("same", m["b"], m["c"]), judgement("different", m["a"], m["b"]))
    assert (found["links judged"], found["same, linked %"], found["different, kept apart %"]) == (2, 100, 100)


def test_of_two_verdicts_about_an_event_the_last_standing_one_counts() -> None:
    first, second = judgement("accept", "x"), judgement("not_an_event", "x")
    back = Judgement(id="u", kind="undo", mentions=("x",), of=second.id, reviewer="Ada", at="2026-01-01T00:00:00Z")
    assert latest([first, second]) == [second]
    assert latest([first, second, back]) == [first]


def test_the_command_measures_on_a_store(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    m = main_mentions(store)
    measured(store, judgement("accept", m["a"]))
    assert main(["--store", store]) == 0
    assert "accepted events told %" in capsys.readouterr().out
    assert main(["--store", store + ".none"]) == 2
