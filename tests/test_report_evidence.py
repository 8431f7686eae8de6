"""Every value has its evidence: over all examples, in mentions, in events and in every whole export, no value stands without a statement."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from istor.corridor import code_report, link_mentions
from istor.examples import FOLDER
from istor.model import Event, Mention, Report, Statement
from istor.publishing.exporters import exporters
from istor.publishing.exporters.source import load
from istor.reading import read
from tests.pages import PAGES

SIDES = ("perpetrator", "target", "victim", "recipient", "speaker")


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    found = [r for r in read([str(FOLDER / "reports")]) if isinstance(r, Report)]
    found += [Report(id=name, text=text) for name, text in PAGES.items()]
    return {r.id: r for r in found}


@pytest.fixture(scope="module")
def mentions(reports: dict[str, Report]) -> list[Mention]:
    return [m for r in reports.values() for m in code_report(r)]


@pytest.fixture(scope="module")
def events(mentions: list[Mention]) -> tuple[Event, ...]:
    return link_mentions(mentions)


def stand(statements: Iterable[Statement], reports: dict[str, Report]) -> None:
    for s in statements:
        assert s.quote, s
        assert reports[s.report].text[s.start : s.end] == s.quote, s


def unstated(m: Mention | Event) -> list[str]:
    """Values that no statement is about."""
    said: dict[str, list[Statement]] = {}
    for s in m.statements:
        said.setdefault(s.property, []).append(s)
    missing = [] if "type" in said else ["type"]
    missing += ["stage"] if m.stage != "accomplished" and "stage" not in said and m.stage != "denied" else []
    missing += [name for name, value in (("date", m.date), ("place", m.place)) if value is not None and name not in said]
    missing += ["date_bound"] if m.date_bound is not None and not {"date", "date_bound"} & set(said) else []
    for p in m.participants:
        words = [s for name in (p.role, "responsibility") for s in said.get(name, [])]
        if not any(p.text in s.quote or s.quote in p.text or (s.value and s.value in (p.actor_name, p.text)) for s in words):
            missing.append(f"{p.role} {p.text!r}")
    for name, q in m.quantities.items():
        if name not in said:
            missing.append(name)
        for figure in (q.low, q.high):
            if figure is not None and not any(figure in (s.low, s.high) for s in said.get(name, [])) and len(said.get(name, [])) < 2:
                missing.append(f"{name} {figure}")
    missing += [f"instrument {i.type}" for i in m.instruments if not any(s.value == i.type for s in said.get("instrument", []))]
    return missing


def test_every_quote_of_a_mention_stands_in_its_report(mentions: list[Mention], reports: dict[str, Report]) -> None:
    for m in mentions:
        stand(m.statements, reports)


def test_no_value_of_a_mention_lacks_a_statement(mentions: list[Mention]) -> None:
    assert {m.id: found for m in mentions if (found := unstated(m))} == {}


def test_no_value_of_an_event_lacks_a_statement(events: Sequence[Event], reports: dict[str, Report]) -> None:
    for e in events:
        stand(e.statements, reports)
    assert {e.id: found for e in events if (found := unstated(e))} == {}


def test_alternatives_name_statements_that_are_there(events: Sequence[Event]) -> None:
    for e in events:
        ids = {s.id for s in e.statements}
        for q in e.quantities.values():
            for a in q.alternatives:
                assert a.statements
                assert set(a.statements) <= ids
        if e.disagreements:
            assert set(e.disagreements) <= {s.property for s in e.statements}, e.disagreements


@pytest.mark.parametrize("name", ["events", "mentions", "geojson", "geopackage", "parquet"])
def test_what_leaves_the_house_takes_its_evidence_along(
    name: str, mentions: list[Mention], events: Sequence[Event], reports: dict[str, Report], tmp_path: Path
) -> None:
    exporter = exporters()[name]
    path = tmp_path / "out"
    exporter.export(mentions if exporter.takes == "mentions" else events, path)
    if name in ("events", "mentions"):
        found = load(path.read_bytes(), str(path)).items
    else:
        assert exporter.read is not None
        found = exporter.read(path)
    assert len(found) == len(mentions if exporter.takes == "mentions" else events)
    for x in found:
        stand(x.statements, reports)
        assert unstated(x) == []


def test_the_flat_forms_hold_no_figure_that_nobody_states(events: Sequence[Event], tmp_path: Path) -> None:
    stated = {e.id: {f for s in e.statements for f in (s.low, s.high) if f is not None} for e in events}
    path = tmp_path / "events.csv"
    exporters()["csv"].export(events, path)
    import csv

    with path.open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    assert len(rows) == len(events)
    for row in rows:
        for column in ("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high"):
            if row.get(column):
                figure = int(row[column])
                assert figure in stated[row["id"]] or figure in _sums(events, row["id"]), (row["id"], column, figure)


def _sums(events: Sequence[Event], id: str) -> set[int]:
    """Figures that add up what is stated of parts ("two Americans and a Briton")."""
    (e,) = [e for e in events if e.id == id]
    return {x for q in e.quantities.values() if q.by for x in (q.low, q.best, q.high) if x is not None}


def test_statements_are_json_that_others_read(events: Sequence[Event]) -> None:
    for e in events:
        for s in json.loads(msgspec.json.encode(e))["statements"]:
            assert {"speaker", "quote", "start", "end", "report", "modality"} <= set(s)
