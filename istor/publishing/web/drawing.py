"""Small charts as plain numbers for SVG templates: no script, so that they also stand in a file of their own."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.publishing.web.charts import TimeLine
from istor.publishing.web.explaining import Point

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 190, 44, 18, 30


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One report's figure: a point at `y` (or a bar from `y_low` to `y_high`), open upwards where no limit was stated."""

    x: float
    y_low: float
    y_high: float
    open_high: bool
    open_low: bool
    point: Point


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A figure over the days on which it was reported."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, int], ...]
    days: tuple[tuple[float, str], ...]
    base: float
    left: int = LEFT


class Column(msgspec.Struct, frozen=True, kw_only=True):
    x: float
    width: float
    sure: float
    perhaps: float
    start: str
    end: str
    within: int
    may: int


def history(points: Sequence[Point]) -> History | None:
    """The chart of a figure's history, one column per report in order of publication; None for fewer than two."""
    if len(points) < 2:
        return None
    top = max(max(p.high or 0, p.low or 0) for p in points) or 1
    step = (WIDTH - LEFT - 48) / max(1, len(points) - 1)
    marks = []
    for n, p in enumerate(points):
        x = LEFT + 24 + n * step
        low, high = p.low if p.low is not None else 0, p.high if p.high is not None else (p.low or 0)
        marks.append(Mark(x=round(x, 1), y_low=_y(low, top), y_high=_y(high, top), open_high=p.high is None, open_low=p.low is None, point=p))
    days: dict[str, float] = {}
    for m in marks:
        if m.point.day not in days and all(abs(m.x - x) > 92 for x in days.values()):
            days[m.point.day] = m.x
    ticks = sorted({0, top, *(round(top * f) for f in (0.5,) if top > 3)})
    return History(
        width=WIDTH,
        height=HEIGHT,
        marks=tuple(marks),
        ticks=tuple((_y(t, top), t) for t in ticks),
        days=tuple((x, d) for d, x in days.items()),
        base=_y(0, top),
    )


def bars(line: TimeLine, width: int = 640, height: int = 72) -> tuple[Column, ...]:
    """The columns of a small time line."""
    if not line.bars:
        return ()
    top = max(max(b.within, b.within + b.perhaps) for b in line.bars) or 1
    step = width / len(line.bars)
    return tuple(
        Column(
            x=round(n * step, 2),
            width=round(min(24.0, max(1.0, step - 1)), 2),
            sure=round(b.within / top * height, 2),
            perhaps=round((b.within + b.perhaps) / top * height, 2),
            start=b.start,
            end=b.end,
            within=b.within,
            may=b.perhaps,
        )
        for n, b in enumerate(line.bars)
    )


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP), 1)
