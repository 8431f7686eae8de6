"""Our own tables of places: sites (bases, camps, crossings ...), regions (seas, islands, parts of continents) and the middle of each country."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from istor.knowledge.places.keys import key
from istor.languages.folding import fold


class Site(msgspec.Struct, frozen=True):
    """A base, camp, crossing ... `town` of the gazetteer within `km` of the point, which is coarse: two decimals at most."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    town: str
    km: float
    aliases: tuple[str, ...]
    origin: str = "typed"
    """`typed`: the point is ours; `town`: it could not be checked and the town's is taken."""


class Region(msgspec.Struct, frozen=True):
    """An area that is no country and no division: a sea, an island, a part of a continent. `radius` in km; `country` where it lies in one."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    radius: float
    aliases: tuple[str, ...]
    peoples: tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def _list(cells: list[str], at: int) -> tuple[str, ...]:
    return tuple(a for a in cells[at].split("|") if a) if len(cells) > at else ()


@cache
def country_areas() -> dict[str, tuple[float, float, float]]:
    """(latitude, longitude, radius in km) of each state and territory, by alpha-3."""
    return {code: (float(lat), float(lon), float(radius)) for code, lat, lon, radius in _rows("countries.tsv")}


@cache
def sites() -> tuple[Site, ...]:
    return tuple(Site(c[0], c[1], c[2], float(c[3]), float(c[4]), c[5], float(c[6]), _list(c, 7), c[8]) for c in _rows("sites.tsv"))


@cache
def regions() -> tuple[Region, ...]:
    return tuple(Region(c[0], c[1], c[2] or None, float(c[3]), float(c[4]), float(c[5]), _list(c, 6), _list(c, 7)) for c in _rows("regions.tsv"))


@cache
def site_names() -> dict[str, tuple[Site, ...]]:
    """Sites by key of any of their names."""
    found: dict[str, list[Site]] = {}
    for site in sites():
        for name in (site.name, *site.aliases):
            same = found.setdefault(key(name), [])
            if site not in same:
                same.append(site)
    return {k: tuple(v) for k, v in found.items()}


@cache
def region_names() -> dict[str, tuple[Region, ...]]:
    """Regions by key of any of their names."""
    found: dict[str, list[Region]] = {}
    for region in regions():
        for k in dict.fromkeys(key(name) for name in (region.name, *region.aliases)):
            found.setdefault(k, []).append(region)
    return {k: tuple(v) for k, v in found.items()}


@cache
def region_peoples() -> dict[str, Region]:
    """Regions by folded adjective ("european", "asiatique")."""
    return {fold(p): r for r in regions() for p in r.peoples}
