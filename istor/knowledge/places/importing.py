"""Compiles a GeoNames dump (allCountries.zip, IQ.zip, allCountries.txt; the main table's 19 columns) into a gazetteer of the embedded one's form.

The file is used in place of the embedded gazetteer when the environment names it: ISTOR_GAZETTEER=FILE. GeoNames data are under the Creative Commons
Attribution 4.0 licence. A bigger gazetteer resolves more villages and is not more accurate by itself: names are still found by their context.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from istor.knowledge.places.keys import key, skeleton
from istor.knowledge.places.store import Gazetteer

COLUMNS = 19
KIND = {"ADM1": "1", "ADM2": "2", "ADM3": "3", "PCLI": "C", "PCLD": "C", "PCLF": "C", "PCLS": "C", "PCL": "C", "TERR": "C"}
"""Feature codes that are no populated places; every feature of class P is one."""
CREATE = """
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat INTEGER, lon INTEGER, country TEXT NOT NULL,
    admin1 INTEGER, admin2 INTEGER, people INTEGER NOT NULL, capital INTEGER NOT NULL);
CREATE TABLE country(code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE division(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE likeness(key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TEMP TABLE spelled(key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL);
CREATE TEMP TABLE alike(key TEXT NOT NULL, place INTEGER NOT NULL);
"""


def import_geonames(dump: Path, out: Path) -> int:
    """Writes the gazetteer `out` from a dump and returns how many places it holds. Reads the dump twice; memory stays small.

    Raises ValueError where the dump is no GeoNames main table.
    """
    codes = _codes(dump)
    divisions = _divisions(dump)
    ids = {code: n for n, code in enumerate(sorted(divisions), 1)}
    partial = out.with_name(out.name + ".part")
    partial.unlink(missing_ok=True)
    db = sqlite3.connect(partial)
    try:
        db.executescript(CREATE)
        db.executemany("INSERT INTO division VALUES (?,?)", ((ids[c], divisions[c]) for c in sorted(divisions)))
        count = sum(_insert(db, row, codes, ids) for row in _rows(dump) if _kind(row))
        db.execute("INSERT OR IGNORE INTO name SELECT key, place, MAX(own) FROM spelled GROUP BY key, place ORDER BY key, place")
        db.execute("INSERT OR IGNORE INTO likeness SELECT DISTINCT key, place FROM alike ORDER BY key, place")
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()
    partial.replace(out)
    return count


def _kind(row: list[str]) -> str | None:
    return "P" if row[6] == "P" else KIND.get(row[7]) if row[6] == "A" else None


def _insert(db: sqlite3.Connection, row: list[str], codes: dict[str, str], ids: dict[str, int]) -> int:
    number, country = int(row[0]), codes.get(row[8])
    kind = _kind(row)
    if country is None or kind is None:
        return 0
    first = ids.get(f"{row[8]}.{row[10]}")
    second = ids.get(f"{row[8]}.{row[10]}.{row[11]}")
    lat, lon = round(float(row[4]) * 10_000), round(float(row[5]) * 10_000)
    db.execute(
        "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
        (number, row[1], kind, lat, lon, country, first, second, int(row[14] or 0), int(row[7] == "PPLC")),
    )
    if kind == "C":
        db.execute("INSERT OR IGNORE INTO country VALUES (?,?)", (country, number))
    own = {key(row[1]), key(row[2])}
    spelled = own | {key(a) for a in row[3].split(",")}
    db.executemany("INSERT INTO spelled VALUES (?,?,?)", ((k, number, int(k in own)) for k in spelled if len(k) > 1))
    if kind in "P12" and len(s := skeleton(row[2] or row[1])) > 2:
        db.execute("INSERT INTO alike VALUES (?,?)", (f"{country} {s}", number))
    return 1


def _divisions(dump: Path) -> dict[str, str]:
    """`IQ.01` and `IQ.01.99592` -> name."""
    found = {}
    for row in _rows(dump):
        if row[7] == "ADM1":
            found[f"{row[8]}.{row[10]}"] = row[1]
        elif row[7] == "ADM2":
            found[f"{row[8]}.{row[10]}.{row[11]}"] = row[1]
    return found


def _codes(dump: Path) -> dict[str, str]:
    """Alpha-2 -> alpha-3 of the states of the dump, by way of the first of their places that the embedded gazetteer holds, too."""
    gazetteer, codes = Gazetteer.embedded(), dict[str, str]()
    for row in _rows(dump):
        if row[8] not in codes and _kind(row) and (country := gazetteer.country_of(int(row[0]))):
            codes[row[8]] = country
    if not codes:
        raise ValueError(f"{dump}: none of its places is in the embedded gazetteer; is it GeoNames' main table?")
    return codes


def _rows(dump: Path) -> Iterator[list[str]]:
    with _lines(dump) as lines:
        for n, line in enumerate(lines, 1):
            row = line.rstrip("\n").split("\t")
            if len(row) != COLUMNS:
                raise ValueError(f"{dump}, line {n}: {len(row)} columns where GeoNames' main table has {COLUMNS}")
            yield row


@contextmanager
def _lines(dump: Path) -> Iterator[Iterator[str]]:
    if not zipfile.is_zipfile(dump):
        with dump.open(encoding="utf-8", newline="\n") as lines:
            yield lines
        return
    with zipfile.ZipFile(dump) as archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and not n.lower().startswith("readme")]
        if not names:
            raise ValueError(f"{dump}: no table in it")
        with archive.open(names[0]) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as lines:
            yield lines
