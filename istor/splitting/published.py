"""When a report says it appeared: what its form, header or dateline states, as full days. Nothing is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from istor.languages import fold
from istor.model import Published, Span
from istor.splitting.marks import Marks

_YEAR = re.compile(r"(\d{4})$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?|(\d{4})(?![\d/.-])")
_NAME = r"[^\W\d_]{2,12}(?:/[^\W\d_]{2,12})?"
_SHORT_YEAR = r"\d{2}(?!\d|[:h.]\d|\s?[ap]\.?m)"
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:[^\W\d_]{{1,2}}(?!\w))?\.?(?:\s+[^\W\d_]{{2,3}})??\s+({_NAME})\.?(?:,?\s+(?:[^\W\d_]{{2,3}}\s+)?(\d{{4}}|{_SHORT_YEAR}))?(?!\d)"
)
_MONTH_DAY = re.compile(rf"({_NAME})\.?\s+(\d{{1,2}})(?:[^\W\d_]{{2}}(?!\w))?(?:,?\s+(\d{{4}})|\s+({_SHORT_YEAR}))?(?!\d)")
_MONTH_YEAR = re.compile(rf"({_NAME})\.?\s+(?:[^\W\d_]{{2,3}}\s+)?(\d{{4}})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_WEEKDAY = re.compile(r"(?:[^\W\d_]{1,5}\s+)?([^\W\d_]{2,12})\.?,?\s+")
_CLOCK = re.compile(
    r"[\s,|@\u2022\u2013\u2014-]*(?:[^\W\d_]{1,8}(?:\s[^\W\d_]{1,3})?\s*)?\d{1,2}\s?[:h.]\s?\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"\(?(?:[A-Z]{2,5})?\s?(?:[+-]\d{1,2}(?::?\d{2})?)?\)?",
    re.I,
)
EARLIEST, LATEST = 1000, 2999
"""Years that a date may have."""


def stated(value: str | None, reason: str = "stated by the report") -> Published | None:
    """`2020`, `2020-03`, `2020-03-19` or a moment with its zone (its local day) as an interval; None for an impossible or unreadable date."""
    if not value:
        return None
    value = value.strip()
    try:
        if _YEAR.match(value):
            return _interval(int(value), None, None, reason)
        if m := _MONTH.match(value):
            return _interval(int(m[1]), int(m[2]), None, reason)
        if m := _DAY.match(value):
            return _interval(int(m[1]), int(m[2]), int(m[3]), reason)
        moment = datetime.fromisoformat(value)
        return _interval(moment.year, moment.month, moment.day, reason)
    except (ValueError, IndexError, OverflowError):
        return None


def _interval(year: int, month: int | None, day: int | None, reason: str) -> Published:
    """Full days of a year, a month or a day. Raises ValueError for an impossible one."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(year)
    if month is None:
        return Published(start=f"{year:04d}-01-01", end=f"{year:04d}-12-31", reason=f"{reason}: the year")
    if day is None:
        last = monthrange(year, month)[1]
        return Published(start=f"{year:04d}-{month:02d}-01", end=f"{year:04d}-{month:02d}-{last:02d}", reason=f"{reason}: the month")
    iso = date(year, month, day).isoformat()
    return Published(start=iso, end=iso, reason=reason)


class Written:
    """A date read in a text: its span, and year (None where it is not stated), month and day."""

    def __init__(self, span: Span, year: int | None, month: int | None, day: int | None) -> None:
        self.span, self.year, self.month, self.day = span, year, month, day

    def published(self, reason: str, within: Published | None = None) -> Published | None:
        """As an interval. A day without its year takes it from `within`, where that lies in one year (and month, if it holds the day)."""
        year = self.year
        if year is None and within is not None and within.start[:4] == within.end[:4]:
            year = int(within.start[:4])
        if year is None:
            return None
        try:
            found = _interval(year, self.month, self.day, reason)
        except ValueError:
            return None
        if self.year is None and within is not None and not (within.start <= found.start and found.end <= within.end):
            return None
        return found


def written(text: str, start: int, end: int, marks: Marks) -> Written | None:
    """The date written at text[start:end]'s beginning, a weekday before it aside: `19 mars 2020`, `March 19, 2020`, `2020-03-19`, `19/03/2020`."""
    at = _behind_weekday(text, start, end, marks)
    if m := _ISO.match(text, at, end):
        if m[4]:
            return Written((at, m.end()), int(m[4]), None, None)
        return Written((at, m.end()), int(m[1]), int(m[2]), int(m[3]) if m[3] else None)
    if (m := _DAY_MONTH.match(text, at, end)) and (month := _month(m[2], marks)):
        return Written((at, m.end()), _year(m[3]), month, int(m[1]))
    if (m := _MONTH_DAY.match(text, at, end)) and (month := _month(m[1], marks)):
        return Written((at, m.end()), _year(m[3] or m[4]), month, int(m[2]))
    if (m := _MONTH_YEAR.match(text, at, end)) and (month := _month(m[1], marks)):
        return Written((at, m.end()), int(m[2]), month, None)
    return _numeric(text, at, end, marks)


def _numeric(text: str, at: int, end: int, marks: Marks) -> Written | None:
    """19/03/2020: read where the language writes days first, or where only one reading is possible."""
    m = _NUMBERS.match(text, at, end)
    if m is None:
        return None
    a, b, year = int(m[1]), int(m[2]), int(m[3])
    if marks.numeric_dates == "dmy" or (a > 12 and b <= 12):
        return Written((at, m.end()), year, b, a)
    if marks.numeric_dates == "mdy" or (b > 12 and a <= 12) or a == b:
        return Written((at, m.end()), year, a, b)
    return None


def _behind_weekday(text: str, start: int, end: int, marks: Marks) -> int:
    m = _WEEKDAY.match(text, start, end)
    if m and fold(m[1]) in marks.weekdays and not (fold(m[1]) in marks.months and text[m.end() : m.end() + 1].isdigit()):
        return m.end()
    return start


def _month(name: str, marks: Marks) -> int | None:
    """The number of a month; of two names with a stroke between, as Arabic wires write them, the one that is known."""
    return next((found for piece in fold(name).split("/") if (found := marks.months.get(piece))), None)


def _year(digits: str | None) -> int | None:
    """Two digits above 40 belong to the last century."""
    if digits is None:
        return None
    if len(digits) == 4:
        return int(digits)
    return 1900 + int(digits) if int(digits) > 40 else 2000 + int(digits)


def dated_line(text: str, span: Span, marks: Marks) -> tuple[Written, str] | None:
    """The date of a line that says no more: `Published: March 19, 2020 at 9:25 PM`, `Jeudi 19 mars 2020 - 21h30`, with the reason in words.

    A line that speaks of an update is read for it only where nothing else dates the report; its reason says so.
    """
    start, end = span
    folded = fold(text[start:end])
    lead = marks.published.match(folded)
    updated = marks.updated.match(folded) if lead is None else None
    found_lead = lead or updated
    at = start + (found_lead.end() if found_lead else 0)
    found = written(text, at, end, marks)
    if found is None or (found.day is None and not found_lead):
        return None
    rest = found.span[1]
    clock = _CLOCK.match(text, rest, end)
    rest = clock.end() if clock else rest
    tail = text[rest:end].strip(" .,|-\u2013\u2014\u2022/@()")
    if tail and not marks.updated.match(fold(tail)) and (found_lead is None or len(tail) > 60):
        return None
    return found, "stated as the day of the last update" if updated else "stated in the header"
