"""GeoParquet 1.1 through DuckDB: the flat columns, `geometry` as WKB, and the whole event as JSON. Reads back equal."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Exporter, Rules
from istor.publishing.exporters.cells import POLICY, flattened
from istor.publishing.exporters.geopackage import wkb
from istor.publishing.exporters.table import COLUMNS, FLOATS, INTEGERS, point, row

_LEAST = 1 << 20
"""Bytes DuckDB reads at least for one line; the longest line of an export raises it."""


def metadata(items: Sequence[Event]) -> str:
    """The `geo` key of the file: WKB points in longitude and latitude (OGC:CRS84, the default of the format), with their box."""
    points = [p for e in items if (p := point(e)) is not None]
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        column["bbox"] = [min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)]
    return json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})


def write(items: Sequence[Event], path: Path, rules: Rules) -> None:
    """One row an event in the order given; one thread, so that the same events give the same bytes."""
    import duckdb

    kinds = {**dict.fromkeys(FLOATS, "DOUBLE"), **dict.fromkeys(INTEGERS, "BIGINT")}
    columns = ", ".join(f"'{c}': '{kinds.get(c, 'VARCHAR')}'" for c in (*COLUMNS, "geometry", "event"))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        source = Path(folder) / "events.jsonl"
        longest = _lines(items, source, rules["policy"])
        db.execute("SET threads = 1")
        db.execute(
            f"COPY (SELECT * REPLACE (unhex(geometry) AS geometry) FROM read_json({_quoted(str(source))}, format='newline_delimited', "
            f"maximum_object_size={max(longest * 2, _LEAST)}, columns={{{columns}}})) "
            f"TO {_quoted(str(path))} (FORMAT parquet, KV_METADATA {{geo: {_quoted(metadata(items))}}})"
        )


def _lines(items: Sequence[Event], source: Path, policy: str) -> int:
    """Rows as JSON Lines; the length of the longest in bytes."""
    longest = 0
    with source.open("wb") as out:
        for e in items:
            at, flat = point(e), row(flattened(e, policy))
            body = msgspec.json.encode(e).decode()
            cells = {c: v.replace("\x00", "") if isinstance(v := flat.get(c), str) else v for c in COLUMNS}
            line = msgspec.json.encode(cells | {"geometry": wkb(*at).hex() if at else None, "event": body}) + b"\n"
            longest = max(longest, len(line))
            out.write(line)
    return longest


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def read(path: Path) -> list[Event]:
    """The events of a file of ours, equal to those written. Raises duckdb.Error for another file."""
    import duckdb

    with duckdb.connect() as db:
        rows = db.execute("SELECT event FROM read_parquet(?)", [str(path)]).fetchall()
    return [msgspec.json.decode(body, type=Event) for (body,) in rows]


EXPORTER = Exporter("parquet", "events", write, False, "GeoParquet 1.1", (POLICY,), read, "parquet")
