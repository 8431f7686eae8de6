"""Whatever the text, coding ends, and every quote stands in it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.corridor import code_report
from istor.model import Report
from istor.storing import Store

PIECES = st.sampled_from(
    [
        "Gunmen killed three soldiers", " in Baghdad", " on Monday", "، وقتل ثلاثة جنود", " e\u0301crit", "\u202e", "\ufeff", "\n\n", ". ", " « ", " » ", "'s", " of ", " by ",
        "l’attaque", " at least ", "1,200", " U.S. ", "(", ")", "😀", " le 11 et 14 mars", "—", ", ", " and ", " no casualties", " claimed responsibility for", "\u0600", "x" * 300,
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=40), st.sampled_from(["en", "fr", "ar", None]))
def test_quotes_equal_the_text_at_their_offsets(pieces: list[str], language: str | None) -> None:
    text = "".join(pieces) or "x"
    for m in code_report(Report(id="r", text=text, language=language, published="2020-03-17")):
        assert m.statements
        for s in m.statements:
            assert text[s.start : s.end] == s.quote


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed. " * 8000, "(" * 20_000 + "attack" + ")" * 20_000, "the attack of " * 8000, "attack and " * 8000, "a" * 1_000_000, "« " * 20_000,
        "11 et 12 mars, " * 4000, "Paris, " * 6000,
    ],
    ids=["repeats", "brackets", "of-chain", "coordination", "one word", "open quotes", "dates", "places"],
)  # fmt: skip
def test_a_text_made_to_hurt_ends(text: str) -> None:
    start = time.process_time()  # ours alone: the machine may be busy
    code_report(Report(id="r", text=text, language="en", published="2020-03-17"))
    assert time.process_time() - start < 60


def _coded(store: Path) -> int:
    """How many mentions a store holds, seen from outside while another process writes."""
    if not store.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM mentions").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def _wait_until(ready: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not ready() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)


def test_ctrl_c_leaves_a_store_that_opens(tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    line = "Rockets hit a base near Kirkuk in Iraq on Monday, killing two soldiers and wounding four. The army said it would answer. "
    source.write_text("".join(f'{{"id":"r{k}","text":"{line * 8}","language":"en","published":"2020-03-17"}}\n' for k in range(4000)))
    store = tmp_path / "s.db"
    process = subprocess.Popen(
        [sys.executable, "-m", "istor", "run", str(source), "--store", str(store), "--quiet"], env={**os.environ}, stderr=subprocess.PIPE, text=True
    )
    _wait_until(lambda: _coded(store) > 0, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "run again" in err
    with Store.open(store) as opened:
        assert opened.count() >= 0
    assert _coded(store) > 0, "what was coded before is kept"


TELLING = "Gunmen killed two soldiers in Kirkuk on Monday."


@pytest.mark.parametrize("published", ["2020-02-30", "2020-13", "0000-01-01", "99999", "", "17 March 2020", "2020-03-17T99:00", "yesterday", None])
def test_an_impossible_date_of_publication_is_none_and_the_report_is_coded(published: str | None) -> None:
    (m,) = code_report(Report(id="r", text=TELLING, language="en", published=published))
    assert m.published is None
    assert m.date is None
    assert m.quantities["killed"].low == 2


@pytest.mark.parametrize("day", ["30 February 2020", "31 April 2020", "2020-02-30", "99/99/2020", "0 March 2020"])
def test_an_impossible_day_in_the_text_dates_nothing(day: str) -> None:
    for m in code_report(Report(id="r", text=f"Gunmen killed two soldiers in Kirkuk on {day}.", language="en", published="2020-03-17")):
        assert m.date is None or m.date.start != m.date.end, m.date


def test_text_from_right_to_left_with_marks_of_direction_keeps_its_offsets() -> None:
    text = "\u202bقتل مسلحون ثلاثة جنود في كركوك يوم الاثنين\u202c (Kirkuk). \u200fأعلن تنظيم الدولة الإسلامية مسؤوليته."
    for m in code_report(Report(id="r", text=text, published="2020-03-17")):
        assert all(text[s.start : s.end] == s.quote for s in m.statements)


def test_the_very_same_short_text_is_one_origin() -> None:
    from istor.corridor import link_mentions

    reports = [Report(id=k, text=TELLING, language="en", published="2020-03-17", outlet=f"Outlet {k}") for k in "abc"]
    (event,) = link_mentions([m for r in reports for m in code_report(r)])
    assert (len(event.reports), event.origins) == (3, 1)
