"""What is exported can be read back."""

import csv
import json
import sqlite3
from pathlib import Path

import msgspec
import pytest

from istor.corridor import code_report, link_mentions
from istor.examples import FOLDER
from istor.model import Event, Mention, Report
from istor.publishing.exporters import exporters
from istor.publishing.exporters.flat import ACLED_COLUMNS, CSV_COLUMNS, GED_COLUMNS, acled_row, csv_row, guard
from istor.publishing.exporters.geo import read_geojson, read_parquet
from istor.reading import read


@pytest.fixture(scope="module")
def mentions() -> list[Mention]:
    return [m for r in read([str(FOLDER / "reports")]) if isinstance(r, Report) for m in code_report(r)]


@pytest.fixture(scope="module")
def events(mentions: list[Mention]) -> list[Event]:
    return list(link_mentions(mentions))


def test_events_and_mentions_read_back_equal(events: list[Event], mentions: list[Mention], tmp_path: Path) -> None:
    for name, items, kind in (("events", events, Event), ("mentions", mentions, Mention)):
        path = tmp_path / name
        exporters()[name].write(items, path)
        assert [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines()] == items


def test_geojson_and_parquet_read_back_equal(events: list[Event], tmp_path: Path) -> None:
    exporters()["geojson"].write(events, tmp_path / "g")
    assert read_geojson(tmp_path / "g") == events
    exporters()["parquet"].write(events, tmp_path / "p")
    assert read_parquet(tmp_path / "p") == events


def test_geoparquet_says_where_its_geometry_is(events: list[Event], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    exporters()["parquet"].write(events, tmp_path / "p.parquet")
    meta = json.loads(pq.read_metadata(tmp_path / "p.parquet").metadata[b"geo"])
    assert meta["version"] == "1.1.0"
    assert meta["columns"]["geometry"]["encoding"] == "WKB"


@pytest.mark.parametrize(("name", "columns"), [("csv", CSV_COLUMNS), ("acled", ACLED_COLUMNS), ("ucdp-ged", GED_COLUMNS)])
def test_flat_forms_have_their_columns_in_order(name: str, columns: tuple[str, ...], events: list[Event], tmp_path: Path) -> None:
    path = tmp_path / name
    exporters()[name].write(events, path)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
        assert len(rows) == len(events)
        assert tuple(rows[0]) == columns
    assert (len(ACLED_COLUMNS), len(GED_COLUMNS)) == (31, 49)


def test_csv_reads_back_to_its_values(events: list[Event], tmp_path: Path) -> None:
    exporters()["csv"].write(events, tmp_path / "c")
    with (tmp_path / "c").open(encoding="utf-8", newline="") as stream:
        for row, e in zip(csv.DictReader(stream), events, strict=True):
            assert row == {c: guard(csv_row(e).get(c)) for c in CSV_COLUMNS}


def test_an_unnamed_attacker_is_unidentified_by_a_named_rule(events: list[Event]) -> None:
    bare = [e for e in events if not any(p.role in ("perpetrator", "speaker") for p in e.participants) and e.codes.ucdp]
    for e in bare:
        row = acled_row(e)
        assert row["actor1"] == "Unidentified Armed Group"
        assert "actor1=unidentified" in row["notes"]


def test_geopackage_opens_and_holds_every_event(events: list[Event], tmp_path: Path) -> None:
    path = tmp_path / "e.gpkg"
    exporters()["geopackage"].write(events, path)
    first = path.read_bytes()
    exporters()["geopackage"].write(events, path)
    assert path.read_bytes() == first
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert db.execute("SELECT count(*) FROM events").fetchone() == (len(events),)
    blob = db.execute("SELECT geom FROM events WHERE geom IS NOT NULL LIMIT 1").fetchone()[0]
    assert blob[:2] == b"GP"
    db.close()


def test_a_cell_is_never_a_formula() -> None:
    assert [guard(x) for x in ("=1+1", "+a", "-a", "@x", "-3.5", None, "a\x00b")] == ["'=1+1", "'+a", "'-a", "'@x", "-3.5", "", "ab"]
