"""Days, and the intervals that words of the calendar cover."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of the northern meteorological seasons; winter ends in the next year."""


DAYS_IN = {"D": 1, "W": 7, "WE": 7, "2W": 14}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
"""Months in each unit that is not of a fixed number of days."""


def day(year: int, month: int, number: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int, edge: str | None = None) -> Days:
    """A month, or its first, middle or last third."""
    last = monthrange(year, month)[1]
    first, end = {"START": (1, 10), "MID": (11, 20), "END": (21, last)}.get(edge or "", (1, last))
    return date(year, month, first), date(year, month, end)


def year_days(year: int, edge: str | None = None) -> Days:
    """A year; "early" is its first quarter, "late" its last (the contract of vague dates)."""
    first, last = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}.get(edge or "", (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def season_days(year: int, season: str) -> Days:
    first, last = SEASON_MONTHS[season]
    end_year = year + 1 if last < first else year
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def quarter_days(year: int, number: int) -> Days:
    return date(year, 3 * number - 2, 1), month_days(year, 3 * number)[1]


def half_days(year: int, number: int) -> Days:
    return date(year, 6 * number - 5, 1), month_days(year, 6 * number)[1]


def week_of(d: date) -> Days:
    """Monday to Sunday (ISO 8601)."""
    monday = d - timedelta(days=d.isoweekday() - 1)
    return monday, monday + timedelta(days=6)


def add_months(d: date, n: int) -> date:
    month = d.month - 1 + n
    year, month = d.year + month // 12, month % 12 + 1
    return date(year, month, min(d.day, monthrange(year, month)[1]))


def shift(d: date, n: int, unit: str) -> date:
    """`d` moved by n units: D, W, WE, M, Q, H, Y, DE, CE; hours and smaller stay on the day. A day before year 1 or after 9999 stays at that edge."""
    try:
        if unit in DAYS_IN:
            return d + timedelta(days=n * DAYS_IN[unit])
        return add_months(d, n * MONTHS[unit]) if unit in MONTHS else d
    except (ValueError, OverflowError):
        return date.min if n < 0 else date.max


def weekday_before(anchor: date, weekday: int, *, strictly: bool = False) -> date:
    """The latest such weekday on or before (or strictly before) a day."""
    back = (anchor.isoweekday() - weekday) % 7
    if back == 0 and strictly:
        back = 7
    return anchor - timedelta(days=back)


def weekday_after(anchor: date, weekday: int, *, strictly: bool = False) -> date:
    ahead = (weekday - anchor.isoweekday()) % 7
    if ahead == 0 and strictly:
        ahead = 7
    return anchor + timedelta(days=ahead)
