"""Every export: what is written can be read back, hostile values do no harm, and what a form has no row for is named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from istor.cli import main
from istor.model import Event, Mention
from istor.publishing.exporters import Exporter, exporters
from istor.publishing.exporters.cells import guard, read_table, unguard
from istor.publishing.exporters.source import load
from istor.publishing.exporters.table import COLUMNS, row
from tests.publishing.made import KIRKUK, event, who

WHOLE = ("events", "geojson", "geopackage", "parquet")
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'quoted", "a,b;c", 'say "no"', "two\nlines", "carriage\rreturn", "nul\x00here", "＝1+1",
    "x" * 300_000, "عربي\u202eيمين", "\U0001f4a5", "",
)  # fmt: skip


def hostile() -> list[Event]:
    place = lambda text: msgspec.structs.replace(KIRKUK, name=text, text=text, admin1=text)  # noqa: E731
    return [
        event(id=f"e{i}", place=place(t), participants=(who("perpetrator", t or "x", "armed_group", actor_name=t),)) for i, t in enumerate(HOSTILE)
    ]


def reader(name: str) -> Callable[[Path], list[Event]]:
    found = exporters()[name].read
    assert found
    return found


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("made", ["examples", "hostile", "none"])
def test_whole_forms_read_back_equal(name: str, made: str, events: list[Event], tmp_path: Path) -> None:
    items = {"examples": events, "hostile": hostile(), "none": []}[made]
    outcome = exporters()[name].export(items, tmp_path / "it's here")
    assert outcome.written == len(items)
    assert reader(name)(tmp_path / "it's here") == items


@pytest.mark.parametrize("name", WHOLE)
def test_the_same_events_give_the_same_bytes(name: str, events: list[Event], tmp_path: Path) -> None:
    for path in ("a", "b"):
        exporters()[name].export(events, tmp_path / path)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_mentions_read_back_equal(mentions: list[Mention], tmp_path: Path) -> None:
    exporters()["mentions"].export(mentions, tmp_path / "m")
    found = load((tmp_path / "m").read_bytes(), "m")
    assert (found.kind, list(found.items), found.refusals) == ("mentions", mentions, ())


def test_csv_reads_back_to_the_values_of_its_columns(events: list[Event], tmp_path: Path) -> None:
    items = [*events, *hostile()]
    exporters()["csv"].export(items, tmp_path / "c")
    assert read_table(tmp_path / "c") == [
        {c: "" if (v := row(e).get(c)) is None else str(v).replace("\x00", "") for c in COLUMNS} for e in items
    ]  # fmt: skip


@given(st.text())
def test_a_guarded_cell_gives_its_text_back_and_is_no_formula(text: str) -> None:
    assert unguard(guard(text)) == text.replace("\x00", "")
    assert guard(text)[:1] not in ("=", "+", "@", "\t", "\r", "\n")


def test_negative_numbers_stay_numbers() -> None:
    assert [guard(x) for x in (-3.5, "-3.5", -3, "-3+1", "-", "-inf", None)] == ["-3.5", "-3.5", "-3", "'-3+1", "'-", "'-inf", ""]


def test_geojson_follows_the_standard(events: list[Event], tmp_path: Path) -> None:
    exporters()["geojson"].export([event(), *events, event(id="nowhere", place=None)], tmp_path / "g")
    made = json.loads((tmp_path / "g").read_bytes())
    assert made["type"] == "FeatureCollection"
    assert "crs" not in made
    for feature in made["features"]:
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert made["features"][-1]["geometry"] is None
    assert made["features"][0]["geometry"]["coordinates"] == [44.3922, 35.4681]


def test_geoparquet_says_where_its_geometry_is(events: list[Event], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    exporters()["parquet"].export(events, tmp_path / "p.parquet")
    meta = json.loads(pq.read_metadata(tmp_path / "p.parquet").metadata[b"geo"])
    column = meta["columns"][meta["primary_column"]]
    assert (meta["version"], column["encoding"], column["geometry_types"]) == ("1.1.0", "WKB", ["Point"])
    table = pq.read_table(tmp_path / "p.parquet")
    assert table["geometry"][0].as_py()[:5] == b"\x01\x01\x00\x00\x00"
    assert (str(table.schema.field("killed_best").type), str(table.schema.field("latitude").type)) == ("int64", "double")


def test_geopackage_is_one_to_any_reader(events: list[Event], tmp_path: Path) -> None:
    exporters()["geopackage"].export(events, tmp_path / "e.gpkg")
    db = sqlite3.connect(tmp_path / "e.gpkg")
    assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("SELECT table_name, srs_id FROM gpkg_contents").fetchall() == [("events", 4326)]
    assert db.execute("SELECT geom FROM events WHERE geom IS NOT NULL").fetchone()[0][:8] == b"GP\x00\x01\xe6\x10\x00\x00"
    db.close()


def test_a_broken_export_leaves_what_stood_there(tmp_path: Path) -> None:
    def breaks(items: object, path: Path, rules: object) -> None:
        path.write_text("half")
        raise OSError("disk full")

    (tmp_path / "kept").write_text("before")
    with pytest.raises(OSError, match="disk full"):
        Exporter("breaks", "events", breaks).export([], tmp_path / "kept")
    assert [p.name for p in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "before"


def test_a_rule_that_there_is_none_of_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="it has fatalities, words"):
        exporters()["acled"].settle({"nope": "x"})
    with pytest.raises(ValueError, match="lowest, best, highest"):
        exporters()["acled"].settle({"fatalities": "most"})


def test_a_plug_in_adds_a_format_and_never_replaces_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def write(items: list[Event], path: Path, rules: object) -> None:
        path.write_text("".join(f"{e.id}\n" for e in items))

    class Point:
        def __init__(self, name: str) -> None:
            self.name = name

        def load(self) -> object:
            if self.name == "broken":
                raise ImportError("no such module")
            return Exporter(self.name, "events", write)

    monkeypatch.setattr("istor.publishing.exporters.base.entry_points", lambda group: [Point("ids"), Point("csv"), Point("broken")])
    exporters.cache_clear()
    try:
        with pytest.warns(UserWarning, match="broken: no such module"):
            known = exporters()
        known["ids"].export([event()], tmp_path / "i")
        assert (tmp_path / "i").read_text() == "e1\n"
        assert known["csv"].write is not write
    finally:
        exporters.cache_clear()


class TestCommand:
    """`istor export` from a file."""

    def call(self, *words: str, code: int = 0) -> tuple[str, str]:
        result = CliRunner().invoke(main, ["export", *words])
        assert result.exit_code == code, result.output
        return result.stdout, result.stderr

    def test_files_of_mentions_and_of_events_are_told_apart_by_content(self, mentions: list[Mention], events: list[Event], tmp_path: Path) -> None:
        for name, items in (("m", mentions), ("e", events)):
            (tmp_path / name).write_text("".join(json.dumps(msgspec.to_builtins(i)) + "\n" for i in items))
        from_mentions, _ = self.call("--to", "events", str(tmp_path / "m"))
        from_events, _ = self.call("--to", "events", str(tmp_path / "e"))
        assert from_mentions == from_events
        assert from_mentions.count("\n") == len(events)

    def test_a_line_that_is_neither_is_refused_by_number_and_the_rest_goes_on(self, events: list[Event], tmp_path: Path) -> None:
        line = msgspec.json.encode(events[0]).decode()
        (tmp_path / "e").write_text(f"{line}\n\n{{broken\n")
        out, err = self.call("--to", "csv", str(tmp_path / "e"), code=1)
        assert out.count("\n") == 2
        assert "e:3" in err

    def test_mentions_are_not_made_of_events(self, events: list[Event], tmp_path: Path) -> None:
        (tmp_path / "e").write_bytes(msgspec.json.encode(events[0]))
        assert "holds events" in self.call("--to", "muc4", str(tmp_path / "e"), code=2)[1]

    def test_what_has_no_row_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "e").write_bytes(msgspec.json.encode(event(stage="planned")))
        out, err = self.call("--to", "acled", str(tmp_path / "e"))
        assert out.count("\n") == 1
        assert "left out 1: stage planned" in err
        assert self.call("--to", "acled", "--rule", "stages=all", str(tmp_path / "e"))[0].count("\n") == 2

    def test_rules_are_listed_and_wrong_ones_refused(self) -> None:
        assert "fatalities=lowest|best|highest" in self.call("--to", "acled", "--rules")[0]
        assert "no rule" in self.call("--to", "csv", "--rule", "x=y", code=2)[1]
