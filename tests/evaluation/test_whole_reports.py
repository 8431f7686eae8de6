"""How whole reports are scored: events are matched one to one by what they say, and each slot is right or not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evaluation.scoring import wires
from evaluation.scoring.snippets import LABELS
from evaluation.sources import DATA, rows

Row = dict[str, Any]
JOS = {"name": "Jos", "country": "NGA", "latitude": 9.93, "longitude": 8.89}


def event(**more: Any) -> Row:
    raid = {"main": True, "acled": "Attack", "stage": "accomplished", "date": ["2024-02-05", "2024-02-05"], "place": JOS, "killed": [12, 17]}
    return raid | {"injured": None, "perpetrator": ["gunmen"]} | more


def mention(acled: str | None = "Attack", killed: int | None = 17, day: str | None = "2024-02-05", by: str = "", **more: Any) -> Row:
    return {
        "main": True, "stage": "accomplished", "codes": {"acled": acled}, "quantities": {"killed": {"low": killed}} if killed else {},
        "date": {"start": day, "end": day} if day else None, "place": {"latitude": 9.9, "longitude": 8.9, "precision": "exact"},
        "participants": [{"role": "perpetrator", "text": by}] if by else [], "statements": [],
    } | more  # fmt: skip


def measured(events: list[Row], *mentions: Row) -> dict[str, float]:
    return wires.score([{"id": "r", "events": events}], {"r": mentions}).total()


def test_a_report_is_right_where_all_of_its_main_event_is() -> None:
    found = measured([event()], mention(by="the gunmen"))
    assert found.pop("events invented per report") == found.pop("perpetrator invented %") == 0
    assert found.pop("injured") == 100, "none is told, and none is read"
    assert found.pop("claims") == 0, "none is asked"
    assert set(found.values()) == {100}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"killed": 5}, "killed"), ({"killed": None}, "killed"), ({"day": "2024-02-06"}, "date"), ({"day": None}, "date"), ({"place": None}, "place within 25 km"),
        ({"by": "police"}, "perpetrator right"), ({"quantities": {"killed": {"low": 12}, "injured": {"low": 3}}}, "injured"),
        ({"acled": "Armed clash"}, "main type"),
    ],
)  # fmt: skip
def test_one_slot_may_be_wrong_of_an_event_that_is_found(told: Row, wrong: str) -> None:
    found = measured([event()], mention(**{"by": "gunmen"} | told))
    assert found["events found"] == 100
    assert found[wrong] == found["whole report right"] == 0


def test_nobody_may_be_read_as_perpetrator_but_no_other() -> None:
    silent, other, denied = mention(), mention(by="police"), mention()
    denied["participants"] = [{"role": "perpetrator", "text": "police", "confidence": "denied"}]
    found = [measured([event()], m) for m in (silent, other, denied)]
    assert [f["whole report right"] for f in found] == [100, 0, 100]
    assert [f["perpetrator invented %"] for f in found] == [0, 100, 0]


def test_two_contradictions_make_another_event() -> None:
    older = mention(killed=40, day="2019-05-01")
    assert wires.agreement(event(), older) == 0
    found = measured([event()], older)
    assert (found["events found"], found["events invented per report"]) == (0, 1)


def test_a_place_that_holds_others_contradicts_none() -> None:
    country = {"latitude": 10.0, "longitude": 0.0, "precision": "country"}
    assert wires.contradictions(event(), mention(place=country)) == 0
    assert wires.contradictions(event(), mention(place=country | {"precision": "exact"})) == 1
    assert not wires.right(event(), mention(place=country))["place"]


def test_events_are_matched_by_the_best_agreement_of_all() -> None:
    before = event(main=False, date=["2019-05-01", "2019-05-31"], killed=[23, 23], background=True)
    old, new = mention(killed=23, day="2019-05-09", main=False), mention()
    judged = wires.judged({"events": [before, event()]}, [new, old])
    assert [(e["killed"], m["quantities"]["killed"]["low"]) for e, m in judged.pairs] == [([23, 23], 23), ([12, 17], 17)]
    assert judged.missed == judged.invented == ()


@pytest.mark.parametrize(
    ("acled", "told", "same"),
    [
        ("Attack", "Armed clash", True), ("Attack", "Arrests", False), ("Mob violence", "Attack", True), ("Mob violence", "Peaceful protest", True),
        ("Peaceful protest", "Attack", False), ("Abduction/forced disappearance", "Attack", False), ("Agreement", "Arrests", False), ("Attack", None, False),
    ],
)  # fmt: skip
def test_types_of_one_broad_kind_may_be_one_event(acled: str, told: str | None, same: bool) -> None:
    assert bool(wires.agreement(event(acled=acled), mention(told))) == same


def test_another_type_that_the_gold_allows_is_right() -> None:
    assert measured([event(acled_also=["Armed clash"])], mention("Armed clash"))["main type"] == 100


def test_only_violence_that_happened_is_invented_and_only_what_happened_is_asked() -> None:
    series = event(main=False, acled=None, stage="series")
    threat = event(main=False, stage="threatened")
    extra = [mention("Arrests"), mention(stage="threatened"), mention(stage="series"), mention("Suicide bomb", killed=3, day="2023-01-01")]
    found = measured([event(), series, threat], mention(), *extra)
    assert (found["events found"], found["events invented per report"]) == (100, 1)


def test_an_optional_event_is_neither_missed_nor_invented() -> None:
    looting = event(main=False, optional=True, killed=None, date=["2024-02-09", "2024-02-09"])
    assert measured([event(), looting], mention())["events found"] == 100
    assert measured([event(), looting], mention(), mention(killed=None, day="2024-02-09"))["events invented per report"] == 0


def test_claims_are_whose_the_gold_says_or_that_there_are_none() -> None:
    claim = {"property": "responsibility", "modality": "claimed", "value": "Islamic State", "speaker": {"text": "the group"}}
    none = {"property": "responsibility", "modality": "asserted", "value": "none", "speaker": {"text": ""}}
    claimed, nobody = event(claimed_by=["islamic state"]), event(nobody_claimed=True)
    for gold, said, right in ((claimed, [claim], 100), (claimed, [], 0), (claimed, [none], 0), (nobody, [none], 100), (nobody, [], 0), (nobody, [claim, none], 0)):
        assert measured([gold], mention(statements=said))["claims"] == right


def test_our_reports_are_well_formed() -> None:
    found = rows(DATA / "wires.jsonl")
    assert len({r["id"] for r in found}) == len({r["text"] for r in found}) == len(found) == 48
    assert [r["language"] for r in found].count("fr") == 24
    for r in found:
        assert 3 <= len(r["text"].split("\n\n")) <= 8
        assert [e["main"] for e in r["events"]].count(True) == 1
        for e in r["events"]:
            assert {e["acled"], *e.get("acled_also", ())} <= {*LABELS, None}
            assert e["acled"] or e["stage"] == "series"
            assert not e["date"] or date.fromisoformat(e["date"][0]) <= date.fromisoformat(e["date"][1]) <= date.fromisoformat(r["published"])
            words = [*e["perpetrator"], *e.get("claimed_by", ())]
            assert all(e[n] is None or e[n][1] is None or e[n][0] <= e[n][1] for n in ("killed", "injured"))
            assert not e.get("nobody_claimed") or not e.get("claimed_by")
            assert any(wires.named([w], r["text"], r.get("title")) for w in words) or not words
