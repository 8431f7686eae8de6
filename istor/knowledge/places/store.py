"""The embedded gazetteer: look-ups by key, nothing read until it is asked for."""

from __future__ import annotations

import math
import os
import sqlite3
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import msgspec

from istor.knowledge.places.keys import key, skeleton
from istor.knowledge.places.tables import country_areas


class Entry(msgspec.Struct, frozen=True):
    """A place of the gazetteer. Degrees WGS 84; country alpha-3.

    `kind`: P populated place, 1 and 2 first- and second-order division, 0 and 3 other divisions, C country.
    `own`: found by its own name, not by an alternate one. `people`: of a division, the sum over its towns.
    """

    id: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str | None
    admin2: str | None
    people: int
    capital: bool
    own: bool = True


def distance(a: float, b: float, c: float, d: float) -> float:
    """Great-circle kilometres between (a, b) and (c, d), degrees (haversine, mean radius 6371 km)."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


_SELECT = (
    "SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, a.name, b.name, p.people, p.capital, {own} FROM {found} n JOIN place p ON p.id = n.place"
    " LEFT JOIN division a ON a.id = p.admin1 LEFT JOIN division b ON b.id = p.admin2 WHERE n.{by} = ? ORDER BY p.people DESC, p.id LIMIT 80"
)
_BY_NAME = _SELECT.format(own="n.own", found="name", by="key")
_BY_LIKENESS = _SELECT.format(own="0", found="likeness", by="key")
_CAPITALS = (
    "SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, a.name, b.name, p.people, p.capital, 1 FROM place p"
    " LEFT JOIN division a ON a.id = p.admin1 LEFT JOIN division b ON b.id = p.admin2 WHERE p.capital = 1 ORDER BY p.people, p.id"
)
_BEHIND = "SELECT DISTINCT substr(key, ?, instr(substr(key, ?) || ' ', ' ') - 1) FROM name WHERE key >= ? AND key < ?"
_BY_CODE = _SELECT.format(own="1", found="country", by="code")


class Gazetteer:
    """Read-only access to gazetteer.sqlite; one per process, safe in a pool of processes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._named = lru_cache(maxsize=60_000)(self._by_name)
        self._behind = lru_cache(maxsize=60_000)(self._by_start)
        self._country = lru_cache(maxsize=400)(self._by_code)
        self._alike = lru_cache(maxsize=20_000)(self._by_likeness)

    @staticmethod
    def open() -> Gazetteer:
        """The embedded gazetteer, or the one that ISTOR_GAZETTEER names."""
        return _open(os.getpid(), os.environ.get("ISTOR_GAZETTEER", ""))

    @staticmethod
    def embedded() -> Gazetteer:
        return _open(os.getpid(), "")

    def country_of(self, number: int) -> str | None:
        """Alpha-3 code of the state of a place, by its GeoNames id."""
        row = self._db.execute("SELECT country FROM place WHERE id = ?", (number,)).fetchone()
        return row[0] if row else None

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, most people first; the name is brought to its key."""
        return self._named(key(name))

    def keyed(self, k: str) -> tuple[Entry, ...]:
        """Every place under that key, most people first."""
        first, _, rest = k.partition(" ")
        return self._named(k) if not rest or rest.partition(" ")[0] in self._behind(first) else ()

    def alike(self, name: str, country: str) -> tuple[Entry, ...]:
        """Places of one country whose own name is spelled alike ("Qaem": Al Qa'im); empty where names are not transliterated."""
        s = skeleton(name)
        return self._alike(f"{country} {s}") if len(s) > 2 else ()

    def behind(self, word: str) -> frozenset[str]:
        """The second words of the names of several words that begin with that word: most that a text might hold is told from them to be no name."""
        return self._behind(word)

    def _by_start(self, word: str) -> frozenset[str]:
        return frozenset(row[0] for row in self._db.execute(_BEHIND, (len(word) + 2, len(word) + 2, f"{word} ", f"{word}!")))

    def country(self, code: str) -> Entry | None:
        """The state or territory of an alpha-3 code."""
        return self._country(code)

    def capital_of(self, code: str) -> Entry | None:
        """The capital of a state by its alpha-3 code."""
        return self._capitals.get(code)

    @cached_property
    def _capitals(self) -> dict[str, Entry]:
        return {e.country: e for e in map(_entry, self._db.execute(_CAPITALS))}

    def _by_code(self, code: str) -> Entry | None:
        row = self._db.execute(_BY_CODE, (code,)).fetchone()
        return _entry(row) if row else None

    def _by_name(self, k: str) -> tuple[Entry, ...]:
        return tuple(map(_entry, self._db.execute(_BY_NAME, (k,))))

    def _by_likeness(self, k: str) -> tuple[Entry, ...]:
        return tuple(map(_entry, self._db.execute(_BY_LIKENESS, (k,))))


def _entry(row: tuple[int, str, str, int | None, int | None, str, str | None, str | None, int, int, int]) -> Entry:
    number, name, kind, lat, lon, country, admin1, admin2, people, capital, own = row
    area = country_areas().get(country) if lat is None or lon is None else None
    y = lat / 10_000 if lat is not None else area[0] if area else None
    x = lon / 10_000 if lon is not None else area[1] if area else None
    return Entry(number, name, kind, y, x, country, admin1, admin2, people, bool(capital), bool(own))


@cache
def _open(pid: int, named: str) -> Gazetteer:
    del pid  # a connection must not cross a fork
    path = named or files(__package__) / "gazetteer.sqlite"
    if named and not os.path.isfile(named):
        raise FileNotFoundError(f"ISTOR_GAZETTEER names {named}, which is no file")
    return Gazetteer(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False))
