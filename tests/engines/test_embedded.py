"""Linking a Parquet file gives the events that linking in memory gives, whatever the order of its rows."""

import random
import sys
from pathlib import Path

import duckdb
import msgspec
import pytest

from istor.engines.embedded import link_parquet, write_mentions
from istor.linking import link
from istor.linking.joining import number
from istor.model import Event, Judgement, Mention
from istor.reconciling import reconcile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made


def events_of(path: Path) -> list[Event]:
    with duckdb.connect() as c:
        return [msgspec.json.decode(body, type=Event) for (body,) in c.execute(f"SELECT body FROM read_parquet('{path}') ORDER BY id").fetchall()]


@pytest.fixture(scope="module")
def mentions() -> list[Mention]:
    return [m for m, _ in made(700)]


def in_memory(mentions: list[Mention], judgements: tuple[Judgement, ...] = ()) -> list[Event]:
    return sorted((reconcile(c, judgements) for c in link(mentions, judgements)), key=lambda e: e.id)


def test_it_gives_the_same_events_as_in_memory(mentions: list[Mention], tmp_path: Path) -> None:
    shuffled = list(mentions)
    random.Random(3).shuffle(shuffled)
    assert write_mentions(shuffled, tmp_path / "m.parquet") == len(mentions)
    assert link_parquet(tmp_path / "m.parquet", tmp_path / "e.parquet") == len(in_memory(mentions))
    assert events_of(tmp_path / "e.parquet") == in_memory(mentions)


def test_people_s_judgements_bring_together_what_no_link_joins(mentions: list[Mention], tmp_path: Path) -> None:
    some = mentions[:60]
    told = {m.id: k for k, c in enumerate(link(some)) for m in c}
    far = next(m.id for m in some if told[m.id] != told[some[0].id])
    judged = (Judgement(id="j", kind="same", mentions=(some[0].id, far), reviewer="ana", at="2020-03-20T10:00:00Z"),)
    write_mentions(some, tmp_path / "m.parquet")
    link_parquet(tmp_path / "m.parquet", tmp_path / "e.parquet", judgements=judged)
    assert events_of(tmp_path / "e.parquet") == in_memory(some, judged)


def test_no_mentions_give_no_events(tmp_path: Path) -> None:
    write_mentions([], tmp_path / "m.parquet")
    assert link_parquet(tmp_path / "m.parquet", tmp_path / "e.parquet") == 0


def test_busy_sites_do_not_chain(mentions: list[Mention]) -> None:
    assert max(len(c) for c in link(mentions)) < 15


def test_a_key_has_the_same_number_in_every_process() -> None:
    assert number(("name", "taji")) == number(("name", "taji")) < 2**63
