"""A decision changes the events it touches, at once, and nothing else; ids keep their meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from istor.corridor import take_in
from istor.model import Judgement, Report
from istor.storing import Store, part

TEXTS = {
    "a": ("2021-05-04", "A bomb killed three people in Basra on Monday, police said."),
    "b": ("2021-05-04", "A bomb killed three people in Basra on Monday, a hospital said."),
    "c": ("2021-05-20", "Two soldiers were killed when rockets struck a base in Mosul on Wednesday, the army said."),
}


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s.db") as opened:
        take_in([Report(id=id, text=text, published=day, outlet=f"Outlet {id}", language="en") for id, (day, text) in TEXTS.items()], opened)
        yield opened


def judgement(n: int, kind: str, *mentions: str, **more: str) -> Judgement:
    return Judgement(id=f"j{n}", kind=kind, mentions=mentions, reviewer="Ana", at="2021-06-01T00:00:00Z", **more)  # type: ignore[arg-type]


def by_report(store: Store) -> dict[str, str]:
    return {report: e.id for e in store.events() for report in e.reports}


def mention(store: Store, report: str) -> str:
    return next(m.id for m in store.mentions() if m.report == report)


def test_the_ground_is_as_expected(store: Store) -> None:
    held = by_report(store)
    assert held["a"] == held["b"] != held["c"]


def test_a_split_and_its_undoing(store: Store) -> None:
    before = by_report(store)
    a, b = mention(store, "a"), mention(store, "b")
    part.decide(store, [judgement(1, "different", a, b)])
    apart = by_report(store)
    assert apart["a"] != apart["b"]
    assert before["a"] in (apart["a"], apart["b"])
    assert apart["c"] == before["c"]
    part.decide(store, [judgement(2, "undo", a, b, of="j1")])
    after = by_report(store)
    assert after["a"] == after["b"] != after["c"]
    found = store.event(before["a"])
    assert found is not None
    assert set(found.reports) == {"a", "b"}


def test_a_merge_forwards_the_id_that_vanishes(store: Store) -> None:
    before = by_report(store)
    part.decide(store, [judgement(1, "same", *(mention(store, r) for r in "abc"))])
    after = by_report(store)
    assert len(set(after.values())) == 1
    for id in before.values():
        found = store.event(id)
        assert found is not None
        assert found.id == after["a"]


def test_a_known_decision_is_left_alone(store: Store) -> None:
    one = judgement(1, "accept", mention(store, "a"))
    part.decide(store, [one])
    assert part.decide(store, [one]) == ([], [])
    assert store.judgements() == [one]


def test_what_a_decision_made_a_whole_run_makes_too(store: Store) -> None:
    part.decide(store, [judgement(1, "different", mention(store, "a"), mention(store, "b"))])
    after = by_report(store)
    take_in([], store)
    assert by_report(store) == after


def test_a_change_by_others_is_noticed(store: Store) -> None:
    watch = part.Watch(store)
    seen = watch.revision()
    assert watch.revision() == seen
    with Store.open(store.name) as other:
        other.judge(judgement(1, "note", mention(store, "a"), note="seen"))
    assert watch.revision() != seen


def test_walking_gives_each_event_its_mentions(store: Store) -> None:
    found = {e.id: [h.outlet for h in heads] for e, heads in part.walk(store)}
    assert sorted(map(sorted, found.values())) == [["Outlet a", "Outlet b"], ["Outlet c"]]
