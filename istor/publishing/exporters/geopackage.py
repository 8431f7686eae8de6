"""GeoPackage 1.3 by the standard sqlite3 alone: one layer `events` with the flat columns and the whole event. The same events give the same bytes."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Exporter, Rules
from istor.publishing.exporters.cells import POLICY, flattened
from istor.publishing.exporters.table import COLUMNS, FLOATS, INTEGERS, point, row

_WGS84 = 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
_SYSTEMS = (
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude, latitude"),
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
)
_NEVER = "1970-01-01T00:00:00.000Z"
"""The format wants a moment of the last change; no clock is read."""
_COLUMNS = tuple(c for c in COLUMNS if c != "id")


def wkb(longitude: float, latitude: float) -> bytes:
    """A point as well-known binary, little-endian."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def geometry(longitude: float, latitude: float) -> bytes:
    """A GeoPackage geometry: GP, version 0, flags (little-endian, no envelope), system 4326, then WKB."""
    return b"GP" + bytes([0, 1]) + struct.pack("<i", 4326) + wkb(longitude, latitude)


def _schema() -> str:
    kinds = {**dict.fromkeys(FLOATS, "DOUBLE"), **dict.fromkeys(INTEGERS, "INTEGER")}
    typed = ", ".join(f'"{c}" {kinds.get(c, "TEXT")}' for c in _COLUMNS)
    return f"""
        PRAGMA application_id = {0x47504B47};
        PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT UNIQUE, {typed}, event TEXT);
        """


def write(items: Sequence[Event], path: Path, rules: Rules) -> None:
    """Fill the file at `path`, which must be new."""
    points = [p for e in items if (p := point(e)) is not None]
    box: tuple[Any, ...] = (None,) * 4
    if points:
        box = (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
    names = ", ".join(f'"{c}"' for c in _COLUMNS)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_schema())
        db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _SYSTEMS)
        db.execute("INSERT INTO gpkg_contents VALUES ('events','features','events','Istor events',?,?,?,?,?,4326)", (_NEVER, *box))
        db.execute("INSERT INTO gpkg_geometry_columns VALUES ('events','geom','POINT',4326,0,0)")
        db.executemany(
            f"INSERT INTO events (geom, id, {names}, event) VALUES ({','.join('?' * (len(_COLUMNS) + 3))})",
            (_values(e, rules["policy"]) for e in items),
        )


def _values(e: Event, policy: str) -> tuple[Any, ...]:
    at, flat = point(e), row(flattened(e, policy))
    cells = (v.replace("\x00", "") if isinstance(v := flat.get(c), str) else v for c in _COLUMNS)
    return (geometry(*at) if at else None, e.id, *cells, msgspec.json.encode(e).decode())


def read(path: Path) -> list[Event]:
    """The events of a file of ours, equal to those written. Raises sqlite3.DatabaseError for another file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return [msgspec.json.decode(body, type=Event) for (body,) in db.execute("SELECT event FROM events ORDER BY fid")]


EXPORTER = Exporter("geopackage", "events", write, False, "GeoPackage 1.3", (POLICY,), read, "gpkg")
