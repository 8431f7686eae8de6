"""The store keeps what it was given, changes nothing twice, and survives being killed."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from istor.corridor import run
from istor.examples import FOLDER
from istor.model import Judgement, Report
from istor.storing import Filter, Store, StoreError

REPORTS = str(FOLDER / "reports")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "istor.db"
    with Store.open(path) as store:
        run([REPORTS], store)
    return path


def dump(path: Path) -> tuple[list[object], list[object], list[object]]:
    with Store.open(path) as store:
        return list(store.reports()), list(store.mentions()), list(store.events())


def test_running_twice_changes_nothing(filled: Path) -> None:
    before = dump(filled)
    with Store.open(filled) as store:
        outcome = run([REPORTS], store)
    assert outcome.changed == 0
    assert dump(filled) == before


def test_a_changed_report_is_a_new_version_and_its_events_are_made_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        first = Report(id="r", text="A bomb killed three people in Baghdad on Monday.", language="en", published="2020-03-17")
        source = tmp_path / "r.jsonl"
        source.write_text(f'{{"id":"r","text":"{first.text}","language":"en","published":"2020-03-17"}}\n')
        run([str(source)], store)
        (event,) = store.events()
        assert event.quantities["killed"].best == 3
        source.write_text(source.read_text().replace("three", "seven"))
        assert run([str(source)], store).changed == 1
        (again,) = store.events()
        assert (again.id, again.quantities["killed"].best) == (event.id, 7)


def test_an_event_keeps_its_id_when_reports_arrive_and_a_merge_forwards(tmp_path: Path) -> None:
    one = '{"id":"b","text":"A bomb killed three people at a market in Kirkuk, Iraq, on Monday.","language":"en","published":"2020-03-17","outlet":"b.com"}\n'
    two = one.replace('"id":"b"', '"id":"a"').replace("b.com", "a.com").replace("three people", "Three people, police said,")
    source = tmp_path / "r.jsonl"
    with Store.open(tmp_path / "s.db") as store:
        source.write_text(one)
        run([str(source)], store)
        (before,) = store.events()
        source.write_text(one + two)
        run([str(source)], store)
        (after,) = store.events()
        assert after.id == before.id
        assert len(after.mentions) == 2
        store.judge(Judgement(id="j", kind="different", mentions=after.mentions, reviewer="ana", at="2020-03-18T09:00:00Z"))
        run([str(source)], store)
        assert len(store.events()) == 2
        store.judge(Judgement(id="k", kind="undo", of="j", reviewer="ana", at="2020-03-18T09:01:00Z"))
        apart = {e.id for e in store.events()}
        run([str(source)], store)
        (merged,) = store.events()
        assert before.id in apart
        for id in apart:
            found = store.event(id)
            assert found is not None
            assert found.id == merged.id


def test_filters_narrow(filled: Path) -> None:
    with Store.open(filled) as store:
        everything = store.count()
        assert store.count(Filter(country="MLI")) < everything
        assert {e.type for e in store.events(Filter(type="abduction"))} == {"abduction"}
        assert store.count(Filter(text="Kirkuk")) >= 1
        assert store.count(Filter(start="2021-05-05", end="2021-05-05")) >= 1


def test_a_file_that_is_no_store_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    path.write_bytes(b"this is no database, only text that is long enough to be taken for one" * 20)
    with pytest.raises(StoreError, match=r"no\.db"):
        Store.open(path)


@pytest.mark.parametrize("delay", [0.4, 0.8, 1.2])
def test_kill_at_any_moment_leaves_a_store_that_opens_and_a_run_that_resumes(tmp_path: Path, filled: Path, delay: float) -> None:
    path = tmp_path / "k.db"
    process = subprocess.Popen([sys.executable, "-m", "istor", "run", REPORTS, "--store", str(path), "--quiet"], env={**os.environ})
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Store.open(path) as store:
        run([REPORTS], store)
    assert dump(path) == dump(filled)


def test_a_full_disk_is_a_clear_error_and_leaves_the_store_intact(tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    with Store.open(path) as store:
        run([str(FOLDER / "reports" / "menaka-1.html")], store)
    before = dump(path)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)); sys.argv = ['istor', *sys.argv[1:]];"
        "from istor.cli import main; main()"
    )
    big = tmp_path / "big.jsonl"
    big.write_text("".join(f'{{"id":"r{k}","text":"{"Rockets hit Kirkuk in Iraq on Monday. " * 40}","language":"en"}}\n' for k in range(200)))
    done = subprocess.run([sys.executable, "-c", script, "run", str(big), "--store", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "the store cannot be used" in done.stderr
    assert dump(path)[2] == before[2]


def _reports(path: Path, count: int) -> Path:
    towns = ("Kirkuk", "Mosul", "Basra", "Fallujah", "Tikrit")
    lines = [
        {"id": f"r{k}", "outlet": f"Outlet {k % 7}", "language": "en", "published": f"2020-03-{1 + k % 28:02d}",
         "text": f"Gunmen killed {2 + k % 9} soldiers in {towns[k % 5]}, Iraq, on Monday, police said. Rockets hit a base near the town."}
        for k in range(count)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.mark.parametrize("seed", [2])
def test_killed_again_and_again_a_run_goes_on_where_it_stopped(tmp_path: Path, seed: int) -> None:
    source = str(_reports(tmp_path / "many.jsonl", 300))
    moments = random.Random(seed)
    killed = tmp_path / "killed.db"
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-m", "istor", "run", source, "--store", str(killed), "--quiet"], env={**os.environ})
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moments.uniform(0.5, 4))
        process.kill()
        process.wait()
        if killed.exists() and killed.stat().st_size:
            with contextlib.closing(sqlite3.connect(killed)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store.open(killed) as store:
        run([source], store)
    with Store.open(tmp_path / "whole.db") as store:
        run([source], store)
    assert dump(killed) == dump(tmp_path / "whole.db")
