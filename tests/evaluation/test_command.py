"""The command: a table of both halves, an error browser that shows the tuning half only, sources that can be checked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.__main__ import main
from evaluation.errors import around, place_in
from evaluation.scoring.snippets import LABELS
from evaluation.sets import INFORMATIVE, LOWER_IS_BETTER, SETS
from evaluation.sources import DATA, SOURCES, changed, half_of, rows, tuning
from istor import cli

FLOORS = json.loads((DATA.parent / "floors.json").read_text(encoding="utf-8"))


def test_halves_are_apart_and_together_whole() -> None:
    found = [{"id": str(i)} for i in range(1000)]
    a, b = half_of(found, "tuning"), half_of(found, "held")
    assert len(a) + len(b) == 1000
    assert not {r["id"] for r in a} & {r["id"] for r in b}
    assert 400 < len(a) < 600
    assert tuning("abc") == (int("a9993e364706816aba3e25717850c26c9cd0d89d", 16) % 2 == 0)


@pytest.mark.shared
def test_files_are_those_that_were_measured(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(shared))
    assert {name: changed(name) for name in SOURCES if changed(name)} == {}


def test_every_outside_set_says_where_it_is_obtained() -> None:
    ours = {"false_events", "false_events_short", "false_events_third", "hard_pairs", "notes", "notes_es", "political", "reprints", "time_en", "time_fr", "wires"}
    assert set(SETS) - ours == set(SOURCES)
    text = (DATA.parents[1] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for name, source in SOURCES.items():
        assert name in text
        assert source.obtained.removeprefix("https://github.com/").split(" ")[0] in text


def test_floors_are_of_figures_that_there_are() -> None:
    assert set(FLOORS) <= set(SETS)
    for name, floors in FLOORS.items():
        assert not set(floors) & INFORMATIVE
        assert set(SETS[name].targets) <= set(floors) | LOWER_IS_BETTER


@pytest.mark.shared
def test_the_table_has_both_halves_beside_the_others_figures(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(shared))
    assert main(["sentences", "--limit", "3"]) == 0
    out = capsys.readouterr().out
    assert "43 (UniversalPetrarch)" in out
    assert "held-out half" in out
    assert "≤ 25" in out


@pytest.mark.shared
@pytest.mark.parametrize("name", [n for n, s in SETS.items() if s.errors is not None])
def test_errors_show_the_tuning_half_only(name: str, shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(shared))
    held = {str(r["id"]) for r in SETS[name].gold("held")}
    assert main([name, "--errors", "--limit", "4"]) == 0
    out = capsys.readouterr().out
    assert "errors in 4 documents of the tuning half" in out
    assert not any(line.split("  ")[0] in held for line in out.splitlines())
    some = list(SETS[name].gold("tuning"))[:4]
    found = list(SETS[name].errors(some))  # type: ignore[misc]
    assert {e.document for e in found} <= {str(r["id"]) for r in some}
    assert all(e.wanted or e.kind != "missed" or e.about == "responsibility" for e in found)


def test_without_the_outside_sets_it_says_where_they_are_obtained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(tmp_path))
    assert main(["snippets"]) == 2
    assert "docs/evaluation.md" in capsys.readouterr().err


def test_istor_evaluate_is_the_same_command() -> None:
    result = CliRunner().invoke(cli.main, ["evaluate", "nothing"])
    assert result.exit_code == 2


def test_words_are_shown_between_marks() -> None:
    assert around("a b c", 2, 3) == "a »b« c"
    assert place_in("ONE\nTWO THREE", "two three") == "ONE »TWO THREE«"
    assert place_in("nothing here", "absent") == "nothing here"


def test_our_own_texts_are_varied_and_in_both_languages() -> None:
    found = rows(DATA / "quiet.jsonl")
    assert Counter(r["language"] for r in found) == {"en": 150, "fr": 150}
    assert len({r["id"] for r in found}) == len({r["text"] for r in found}) == 300
    assert len({r["about"] for r in found}) >= 12
    assert all(len(r["text"].split()) >= 25 for r in found)


def test_the_later_quiet_texts_are_longer_and_no_copies_of_the_first() -> None:
    found, first = rows(DATA / "quiet_more.jsonl"), rows(DATA / "quiet.jsonl")
    assert Counter(r["language"] for r in found) == {"en": 120, "fr": 80}
    assert len({r["id"] for r in found + first}) == len({r["text"] for r in found + first}) == 500
    assert len({r["about"] for r in found}) >= 20
    assert all(30 <= len(r["text"].split()) <= 120 for r in found)
    assert sum("\n\n" in r["text"] for r in found) >= 100


def test_the_third_quiet_texts_are_new_and_in_both_languages() -> None:
    found, before = rows(DATA / "quiet_third.jsonl"), rows(DATA / "quiet.jsonl") + rows(DATA / "quiet_more.jsonl")
    assert Counter(r["language"] for r in found) == {"en": 117, "fr": 83}
    assert len({r["id"] for r in found + before}) == len({r["text"] for r in found + before}) == 700
    assert len({r["about"] for r in found}) >= 20


def test_our_notes_cover_every_type_in_both_languages() -> None:
    found = rows(DATA / "notes.jsonl")
    assert len({r["id"] for r in found}) == len({r["text"] for r in found}) == len(found)
    english = Counter(r["label"] for r in found if r["language"] == "en")
    assert all(english[label] >= 5 for label in {*LABELS.values(), "ATTRIB"})
    assert set(LABELS.values()) <= {r["label"] for r in found if r["language"] == "fr"}


def test_our_political_sentences_have_every_type_of_the_records() -> None:
    found = rows(DATA / "political.jsonl")
    assert len({r["id"] for r in found}) == len({r["text"] for r in found}) == len(found) == 220
    types = Counter(r["event"] for r in found)
    assert len(types) == 18
    assert min(types.values()) >= 3
    actors = [(s, r["text"]) for r in found for s in r["source"] + r["target"]]
    assert all(len(s["code"]) == 3 and all(word in text for word in s["actorText"].split()) for s, text in actors)


def test_held_out_figures_are_written_between_the_marks_of_a_file(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("above\n<!-- figures -->\nold\n<!-- /figures -->\nbelow\n")
    assert main(["false_events_short", "false_events", "--half", "held", "--limit", "3", "--into", str(page)]) == 0
    text = page.read_text()
    assert text.startswith("above\n<!-- figures -->\n| set |")
    assert text.endswith("<!-- /figures -->\nbelow\n")
    assert "| false_events |" in text
    assert "old" not in text
