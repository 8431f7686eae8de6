"""What the time line and the map draw, counted in the index. Doubt is counted too: it is drawn, never rounded away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import msgspec

from istor.publishing.web.filters import EPOCH, Filter
from istor.publishing.web.index import Index
from istor.publishing.web.rows import PLACED

Step = Literal["day", "week", "month", "year"]
FINEST = 30
_LAST = date(9998, 12, 31).toordinal() - EPOCH
"""Deepest zoom at which points are still gathered into cells."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the time line. `within`: events that fall in it for sure; `perhaps`: events whose span only touches it."""

    start: str
    end: str
    within: int
    perhaps: int


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    step: Step
    bars: tuple[Bar, ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Events gathered on the map: their centre in degrees, how many, of which families; `id` where it is one event only.

    `area` marks places known as an area only: they are drawn as a ring of `radius` km, never as a point.
    """

    longitude: float
    latitude: float
    count: int
    families: dict[str, int]
    disagree: int = 0
    id: str | None = None
    name: str | None = None
    radius: float | None = None
    area: bool = False
    place: str | None = None
    country: str | None = None
    precision: str | None = None


def time_line(index: Index, filter: Filter, *, most: int = 130) -> TimeLine:
    """Bars over the span of the events (or the chosen span, widened a little), at the finest step that needs at most `most` bars."""
    where, values = filter.conditions(but=("time",))
    spans = index.query(f"SELECT first, last, count(*) FROM event WHERE first IS NOT NULL AND {where} GROUP BY first, last", values)
    if not spans:
        return TimeLine(step="day", bars=())
    spans = [(min(a, _LAST), min(b, _LAST), n) for a, b, n in spans]
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    steps: tuple[tuple[Step, int], ...] = (("day", 1), ("week", 7), ("month", 31))
    step: Step = next((s for s, length in steps if (last - first) / length < most), "year")
    return TimeLine(step=step, bars=_bars(spans, first, last, step))


def cells(index: Index, filter: Filter, *, zoom: float, box: tuple[float, float, float, float] | None = None, most: int = 600) -> list[Cell]:
    """Events gathered into squares of about 56 pixels at that zoom (world 256 px wide at 0), inside `box` (degrees), and the areas."""
    where, values = filter.conditions(but=("area",))
    if box:
        west, south, east, north = box
        where += " AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?"
        values += [west, east, south, north]
    return _points(index, where, values, zoom, most) + _areas(index, where, values, most // 2)


def _points(index: Index, where: str, values: list[Any], zoom: float, most: int) -> list[Cell]:
    side = 2 ** min(float(zoom), FINEST) * 256 / 56
    precise = ",".join(f"'{p}'" for p in sorted(PLACED))
    rows = index.query(
        f"""SELECT sum(n * lon) / sum(n), sum(n * lat) / sum(n), sum(n)::BIGINT, map_from_entries(list((family, n))),
                   sum(d)::BIGINT, min(one), min(name), max(radius), count(DISTINCT name)
            FROM (SELECT floor(mx * {side}) AS cx, floor(my * {side}) AS cy, family, count(*) AS n, count(*) FILTER (disagree) AS d, min(id) AS one,
                         min(place_name) AS name, max(radius) AS radius, avg(lon) AS lon, avg(lat) AS lat
                  FROM event WHERE mx IS NOT NULL AND place_precision IN ({precise}) AND {where} GROUP BY ALL)
            GROUP BY cx, cy ORDER BY 3 DESC, 1 LIMIT {int(most)}""",
        values,
    )
    return [
        Cell(
            longitude=r[0],
            latitude=r[1],
            count=r[2],
            families=r[3],
            disagree=r[4],
            id=r[5] if r[2] == 1 else None,
            name=r[6] if r[8] == 1 else None,
            radius=r[7] if r[8] == 1 else None,
        )
        for r in rows
    ]


def _areas(index: Index, where: str, values: list[Any], most: int) -> list[Cell]:
    precise = ",".join(f"'{p}'" for p in sorted(PLACED))
    rows = index.query(
        f"""SELECT avg(lon), avg(lat), sum(n)::BIGINT, map_from_entries(list((family, n))), sum(d)::BIGINT, min(one), min(place_name), max(radius),
                   place, min(country), min(place_precision)
            FROM (SELECT place, min(country) AS country, min(place_precision) AS place_precision, min(place_name) AS place_name, family,
                         count(*) AS n, count(*) FILTER (disagree) AS d, min(id) AS one, max(radius) AS radius, avg(lon) AS lon, avg(lat) AS lat
                  FROM event WHERE mx IS NOT NULL AND place_precision NOT IN ({precise}) AND {where} GROUP BY place, family)
            GROUP BY place ORDER BY 3 DESC, 1 LIMIT {int(most)}""",
        values,
    )
    return [
        Cell(
            longitude=r[0],
            latitude=r[1],
            count=r[2],
            families=r[3],
            disagree=r[4],
            id=r[5] if r[2] == 1 else None,
            name=r[6],
            radius=r[7],
            area=True,
            place=r[8],
            country=r[9],
            precision=r[10],
        )
        for r in rows
    ]


def _bars(spans: list[tuple[int, int, int]], first: int, last: int, step: Step) -> tuple[Bar, ...]:
    edges = [_floor(date.fromordinal(first + EPOCH), step)]
    end = date.fromordinal(last + EPOCH)
    while edges[-1] <= end:
        edges.append(_next(edges[-1], step))
    place = {day: n for n, day in enumerate(edges)}
    within = [0] * len(edges)
    change = [0] * (len(edges) + 1)
    for a, b, n in spans:
        start = place[_floor(date.fromordinal(a + EPOCH), step)]
        stop = place[_floor(date.fromordinal(b + EPOCH), step)]
        if start == stop:
            within[start] += n
        else:
            change[start] += n
            change[stop + 1] -= n
    bars = []
    perhaps = 0
    for n, edge in enumerate(edges[:-1]):
        perhaps += change[n]
        bars.append(Bar(start=edge.isoformat(), end=(edges[n + 1] - timedelta(days=1)).isoformat(), within=within[n], perhaps=perhaps))
    return tuple(bars)


def _floor(day: date, step: Step) -> date:
    if step == "day":
        return day
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day.replace(month=1, day=1)


def _next(day: date, step: Step) -> date:
    if step == "day":
        return day + timedelta(days=1)
    if step == "week":
        return day + timedelta(days=7)
    if step == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day.replace(year=day.year + 1)
