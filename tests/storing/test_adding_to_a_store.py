"""Reports added one by one, in batches and at once give the same events; so do reports coded anew, gone, and judged."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.linking import blocks, crowded, crowds, edges, explain_link, profiles
from istor.model import Event, Judgement, Mention, Published, Report
from istor.storing import Store, adding, part

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made

SETTINGS = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pool(n: int = 90, seed: int = 3) -> list[Mention]:
    """Made mentions at few sites, with names told again and again, some that are no main mentions, some of series."""
    rng = random.Random(seed)
    out = []
    for m, _ in made(n, seed):
        clues = {*m.clues, *(f"name:{rng.choice('uvwxyz')}common" for _ in range(2)), *([f"person:osip {rng.choice('abc')}"] if rng.random() < 0.3 else [])}
        place = msgspec.structs.replace(m.place, latitude=33.0, longitude=44.0, country="ABX") if rng.random() < 0.6 else m.place
        m = msgspec.structs.replace(m, clues=tuple(sorted(clues)), place=place, main=rng.random() < 0.85)
        if rng.random() < 0.08 and m.date:
            wide = msgspec.structs.replace(m.date, start="1999-12-01", end="2000-02-01", precision="range")
            m = msgspec.structs.replace(m, stage="series", date=wide)
        out.append(m)
    return out


POOL = pool()


def put(store: Store, ms: Sequence[Mention], gone: Sequence[str] = ()) -> None:
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for id in gone:
        by_report[id] = []
    for m in ms:
        by_report[m.report].append(m)
    store.add_reports([Report(id=id, text=id) for id in by_report])
    store.replace_mentions(by_report, "test")


def told(store: Store) -> dict[frozenset[str], Event]:
    """The events by their mentions; ids, which may differ, left out; members by their mentions."""
    listed = store.events()
    of = {e.id: frozenset(e.mentions) for e in listed}
    assert {m.event for m in _held(store)} <= of.keys()
    return {of[e.id]: (msgspec.structs.replace(e, id="", members=None), {of[i] for i in e.members or ()}) for e in listed}  # type: ignore[misc]


class Held(msgspec.Struct):
    id: str
    event: str


def _held(store: Store) -> list[Held]:
    from sqlalchemy import select

    from istor.storing import schema as t

    out = adding.rejected(store.judgements())
    with store._engine.connect() as c:
        return [Held(*r) for r in c.execute(select(t.mentions.c.id, t.mentions.c.event)) if r[0] not in out]


def anew(ms: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> dict[frozenset[str], Event]:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "all.db") as store:
        put(store, ms)
        store.judge(*judgements)
        adding.link_all(store, "rules", "latest")
        return told(store)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are crowded, and clues too, with few mentions; never everything."""
    for name, value in (("CROWD", 8), ("WINDOW", 3)):
        monkeypatch.setattr(blocks, name, value)
        monkeypatch.setattr(adding, name, value)
    monkeypatch.setattr(crowds, "WEEKS", 1)
    monkeypatch.setattr(adding, "SHARE", 1)


@SETTINGS
@given(st.permutations(range(len(POOL))), st.sampled_from([1, 7, 12, 40]), st.integers(60, 85))
def test_added_bit_by_bit_is_as_all_at_once(small: None, order: list[int], step: int, first: int) -> None:
    chosen = [POOL[i] for i in order]
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        put(store, chosen[:first])
        adding.link_all(store, "rules", "latest")
        for start in range(first, len(chosen), step):
            put(store, chosen[start : start + step])
            assert adding.add(store, "rules", "latest")
        assert told(store) == anew(chosen)


@SETTINGS
@given(st.data())
def test_coded_anew_gone_and_judged(small: None, data: st.DataObject) -> None:
    now = {m.id: m for m in POOL[:60]}
    decisions: list[Judgement] = []
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        put(store, POOL[:60])
        adding.link_all(store, "rules", "latest")
        for turn in range(data.draw(st.integers(1, 5))):
            ids = data.draw(st.lists(st.sampled_from(sorted(now)), min_size=2, max_size=4, unique=True))
            what = data.draw(st.sampled_from(["other day", "gone", "more", "same", "different", "not_an_event", "undo", "value", "decide"]))
            judged = {m for j in decisions for m in j.mentions}
            free = [i for i in ids if i not in judged]  # what is judged keeps its name, which is not tested here
            if what == "other day":
                changed = [msgspec.structs.replace(now[i], date=POOL[turn].date, type="bombing", clues=POOL[turn].clues) for i in free]
                put(store, changed)
                now |= {m.id: m for m in changed}
            elif what == "gone":
                put(store, [], [now[i].report for i in free])
                now = {i: m for i, m in now.items() if i not in free}
            elif what == "more":
                new = [m for m in POOL[60:] if m.id not in now][:7]
                put(store, new)
                now |= {m.id: m for m in new}
            elif what == "undo":
                if decisions:
                    decisions.append(Judgement(id=f"j{turn}", kind="undo", mentions=(), of=decisions[0].id, reviewer="A", at="2021-06-01T00:00:00Z"))
                    store.judge(decisions[-1])
            else:
                kind = "same" if what == "decide" else what
                more = {"property": "date", "value": "2000-01-01"} if what == "value" else {}
                decisions.append(Judgement(id=f"j{turn}", kind=kind, mentions=tuple(ids), reviewer="A", at="2021-06-01T00:00:00Z", **more))  # type: ignore[arg-type]
                if what == "decide":
                    part.decide(store, [decisions[-1]])
                else:
                    store.judge(decisions[-1])
            if data.draw(st.booleans()):
                assert adding.add(store, "rules", "latest")
        assert adding.add(store, "rules", "latest")
        assert told(store) == anew(list(now.values()), decisions)


def test_the_points_explained_are_those_of_the_linker(small: None, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        put(store, POOL)
        adding.link_all(store, "rules", "latest")
        common = adding.crowded(store, POOL)
        assert common == crowded(POOL) != frozenset()
        by_id = {m.id: m for m in POOL}
        for a, b, points in edges(profiles(POOL)):
            assert explain_link(by_id[a], by_id[b], common)[2] == pytest.approx(points, abs=0.002)


def test_ids_stay_and_what_vanishes_forwards(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        put(store, POOL[:60])
        adding.link_all(store, "rules", "latest")
        before = {m.id: m.event for m in _held(store)}
        put(store, POOL[60:75])
        assert adding.add(store, "rules", "latest")
        for event in set(before.values()):
            assert store.event(event) is not None
        after = {m.id: m.event for m in _held(store)}
        assert sum(after[m] == e for m, e in before.items()) > 50


def test_other_rules_or_a_killed_run_link_everything(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert not adding.add(store, "rules", "latest")
        put(store, POOL[:30])
        adding.link_all(store, "rules", "latest")
        assert adding.add(store, "rules", "latest")
        assert not adding.add(store, "other rules", "latest")
        store.replace_events(store.events())  # by someone who does not know of links
        assert not adding.add(store, "rules", "latest")


def test_a_collection_that_comes_to_span_twice_as_many_weeks_is_linked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "SPAN", 4)
    monkeypatch.setattr(crowds, "WEEKS", 1)
    monkeypatch.setattr(adding, "SHARE", 1)

    def later(m: Mention, weeks: int) -> Mention:
        day = (date(2000, 1, 3) + timedelta(weeks=weeks)).isoformat()
        published = Published(start=day, end=day)
        return msgspec.structs.replace(m, main=True, published=published, date=None if m.date is None else msgspec.structs.replace(m.date, start=day, end=day))

    chosen = [later(m, k // 6) for k, m in enumerate(POOL)]
    anew_at = []
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        put(store, chosen[:18])
        adding.link_all(store, "rules", "latest")
        for start in range(18, len(chosen), 6):
            put(store, chosen[start : start + 6])
            if not adding.add(store, "rules", "latest"):
                anew_at.append(start // 6 + 1)
                adding.link_all(store, "rules", "latest")
        assert anew_at == [5, 9, 17]
        assert adding.crowded(store, chosen) == crowded(chosen)
        assert told(store) == anew(chosen)
        put(store, [], gone=[m.report for m in chosen[40:]])
        assert not adding.add(store, "rules", "latest")
