"""Maps: GeoJSON (RFC 7946), GeoPackage 1.3 by the standard sqlite3 alone, and GeoParquet 1.1 through DuckDB. Each holds the whole event too."""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Exporter
from istor.publishing.exporters.flat import CSV_COLUMNS, csv_row


def feature(e: Event) -> dict[str, Any]:
    point = e.place is not None and e.place.latitude is not None
    geometry = {"type": "Point", "coordinates": [e.place.longitude, e.place.latitude]} if point and e.place else None
    properties = {k: v for k, v in csv_row(e).items() if v is not None} | {"event": msgspec.to_builtins(e)}
    return {"type": "Feature", "id": e.id, "geometry": geometry, "properties": properties}


def write_geojson(items: Sequence[Any], path: Path) -> None:
    """A feature collection; an event without a point has a null geometry (RFC 7946, 3.2)."""
    collection = {"type": "FeatureCollection", "features": [feature(e) for e in items]}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def read_geojson(path: Path) -> list[Event]:
    """The events of a GeoJSON file of ours, equal to those written."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return [msgspec.convert(f["properties"]["event"], Event) for f in data["features"]]


def _gpkg_point(lon: float, lat: float) -> bytes:
    """A GeoPackage geometry blob: header GP, version 0, little-endian, no envelope, SRS 4326; then WKB."""
    return b"GP" + bytes([0, 1]) + struct.pack("<i", 4326) + _wkb(lon, lat)


def _wkb(lon: float, lat: float) -> bytes:
    return struct.pack("<BIdd", 1, 1, lon, lat)


_COLUMN_TYPES = {"latitude": "DOUBLE", "longitude": "DOUBLE"}
_INTEGERS = (
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "weapons_fired_low",
    "reports",
    "outlets",
    "origins",
    "ucdp",
)
_WGS84 = 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'


def write_geopackage(items: Sequence[Any], path: Path) -> None:
    """One layer `events`; opens in QGIS and geopandas. The last change is a fixed moment, so that the same events give the same bytes."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    columns = [c for c in CSV_COLUMNS if c != "id"]
    typed = ", ".join(f'"{c}" {_COLUMN_TYPES.get(c, "INTEGER" if c in _INTEGERS else "TEXT")}' for c in columns)
    db.executescript(
        f"""
        PRAGMA application_id = 1196444487;
        PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
        CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, id TEXT UNIQUE, {typed}, event TEXT);
        """
    )
    db.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)",
        [
            ("WGS 84", 4326, "EPSG", 4326, _WGS84, None),
            ("Undefined cartesian", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic", 0, "NONE", 0, "undefined", None),
        ],
    )
    points = [(e.place.longitude, e.place.latitude) for e in items if e.place is not None and e.place.latitude is not None]
    box = (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)) if points else (None,) * 4
    db.execute("INSERT INTO gpkg_contents VALUES ('events','features','events','Istor events','1970-01-01T00:00:00.000Z',?,?,?,?,4326)", box)
    db.execute("INSERT INTO gpkg_geometry_columns VALUES ('events','geom','POINT',4326,0,0)")
    marks = ",".join("?" * (len(columns) + 3))
    names = ", ".join(f'"{c}"' for c in columns)
    for e in items:
        row = csv_row(e)
        point = e.place is not None and e.place.latitude is not None
        geom = _gpkg_point(e.place.longitude, e.place.latitude) if point else None
        db.execute(
            f"INSERT INTO events (geom, id, {names}, event) VALUES ({marks})",
            (geom, e.id, *(row.get(c) for c in columns), msgspec.json.encode(e).decode()),
        )
    db.commit()
    db.close()


def write_parquet(items: Sequence[Any], path: Path) -> None:
    """GeoParquet 1.1: columns of the csv form, `geometry` as WKB, and the whole event as JSON."""
    import duckdb

    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}}
    kinds = {**_COLUMN_TYPES, **dict.fromkeys(_INTEGERS, "BIGINT")}
    columns = ", ".join(f"'{c}': '{kinds.get(c, 'VARCHAR')}'" for c in CSV_COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "events.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for e in items:
                point = e.place is not None and e.place.latitude is not None
                wkb = _wkb(e.place.longitude, e.place.latitude).hex() if point else None
                row = {c: csv_row(e).get(c) for c in CSV_COLUMNS} | {"geometry": wkb, "event": msgspec.json.encode(e).decode()}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        db = duckdb.connect()
        target = str(path).replace("'", "''")
        meta = json.dumps(geo).replace("'", "''")
        db.execute(
            f"COPY (SELECT * REPLACE (unhex(geometry) AS geometry) FROM read_json('{source}', format='newline_delimited', maximum_object_size=67108864, "
            f"columns={{{columns}, 'geometry': 'VARCHAR', 'event': 'VARCHAR'}})) TO '{target}' (FORMAT parquet, KV_METADATA {{geo: '{meta}'}})"
        )
        db.close()


def read_parquet(path: Path) -> list[Event]:
    """The events of a Parquet file of ours, equal to those written."""
    import duckdb

    db = duckdb.connect()
    rows = db.execute("SELECT event FROM read_parquet(?)", [str(path)]).fetchall()
    db.close()
    return [msgspec.json.decode(r[0], type=Event) for r in rows]


EXPORTERS = (
    Exporter("geojson", "events", write_geojson, True, "GeoJSON (RFC 7946)"),
    Exporter("geopackage", "events", write_geopackage, False, "GeoPackage 1.3"),
    Exporter("parquet", "events", write_parquet, False, "GeoParquet 1.1"),
)
