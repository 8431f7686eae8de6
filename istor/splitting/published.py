"""When a report says it appeared: what its header, its dateline or its form states, as full days. Nothing is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from istor.languages import fold
from istor.model import Published
from istor.splitting.marks import Marks

_YEAR = re.compile(r"^\d{4}$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")


def stated(value: str | None, reason: str = "stated by the report") -> Published | None:
    """`2020`, `2020-03`, `2020-03-19` or a moment with its zone (its local day) as an interval; None for an impossible date."""
    if not value:
        return None
    value = value.strip()
    try:
        if _YEAR.match(value):
            return Published(start=f"{value}-01-01", end=f"{value}-12-31", reason=f"{reason}: the year")
        m = _MONTH.match(value)
        if m:
            last = monthrange(int(m[1]), int(m[2]))[1]
            return Published(start=f"{value}-01", end=f"{value}-{last:02d}", reason=f"{reason}: the month")
        m = _DAY.match(value)
        if m:
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return Published(start=day.isoformat(), end=day.isoformat(), reason=reason)
        day = datetime.fromisoformat(value).date()
        return Published(start=day.isoformat(), end=day.isoformat(), reason=reason)
    except (ValueError, IndexError):
        return None


def dateline_day(text: str, marks: Marks) -> date | None:
    """ "3 JAN 90", "14 mars 2020", "March 14, 2020" in a dateline; None without a year."""
    m = re.search(r"(?<!\d)(\d{1,2})(?:er)?\.?\s+([^\W\d_]+)\.?,?\s+(\d{4}|\d{2})(?!\d)", text) or None
    if m and fold(m[2]) in marks.months:
        return _day(m[3], marks.months[fold(m[2])], m[1])
    m = re.search(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)", text)
    if m and fold(m[1]) in marks.months:
        return _day(m[3], marks.months[fold(m[1])], m[2])
    return None


def _day(year: str, month: int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 1900 + int(year) if int(year) > 40 else 2000 + int(year)
    try:
        return date(full, month, int(day))
    except ValueError:
        return None
