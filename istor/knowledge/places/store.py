"""The embedded gazetteer: look-ups by key, nothing read until it is asked for; and our own table of sites."""

from __future__ import annotations

import math
import os
import sqlite3
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from istor.knowledge.places.keys import key


class Entry(msgspec.Struct, frozen=True):
    """A place of the gazetteer. `kind`: P populated, 1 and 2 divisions, C country, 0 and 3 others. Country is alpha-3; degrees WGS 84."""

    id: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str | None
    admin2: str | None
    population: int


class Site(msgspec.Struct, frozen=True):
    """A base, camp, crossing ... `town` within `km` of the point."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    town: str
    km: float
    aliases: tuple[str, ...]


def distance(a: float, b: float, c: float, d: float) -> float:
    """Great-circle kilometres between (a, b) and (c, d), degrees (haversine, mean radius 6371 km)."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


class Gazetteer:
    """Read-only access to gazetteer.sqlite; one per process."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._named = lru_cache(maxsize=50_000)(self._look_up)

    @staticmethod
    def open() -> Gazetteer:
        return _open(os.getpid())

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, most people first; the name is brought to its key."""
        return self._named(key(name))

    def keyed(self, k: str) -> tuple[Entry, ...]:
        return self._named(k)

    def _look_up(self, k: str) -> tuple[Entry, ...]:
        rows = self._db.execute(
            "SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.population"
            " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 60",
            (k,),
        ).fetchall()
        return tuple(Entry(*r) for r in rows)


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """The middle of each state, degrees, by alpha-3."""
    lines = (files(__package__) / "countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {code: (float(lat), float(lon)) for code, lat, lon in rows}


@cache
def _open(pid: int) -> Gazetteer:
    del pid  # a connection must not cross a fork
    path = files(__package__) / "gazetteer.sqlite"
    return Gazetteer(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False))


@cache
def sites() -> tuple[Site, ...]:
    lines = (files(__package__) / "sites.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    out = []
    for cells in rows[1:]:
        name, kind, country, lat, lon, town, km, *rest = cells
        aliases = tuple(a for a in (rest[0].split("|") if rest else ()) if a)
        out.append(Site(name, kind, country, float(lat), float(lon), town, float(km), aliases))
    return tuple(out)


@cache
def site_names() -> dict[str, tuple[Site, ...]]:
    """Sites by key of any of their names."""
    found: dict[str, list[Site]] = {}
    for site in sites():
        for name in (site.name, *site.aliases):
            entry = found.setdefault(key(name), [])
            if site not in entry:
                entry.append(site)
    return {k: tuple(v) for k, v in found.items()}
