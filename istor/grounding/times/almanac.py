"""Calendars other than the Gregorian one, by arithmetic, and feasts that move.

The Islamic calendar is the tabular one (30-year cycle, civil epoch); what is observed may differ by a day, and callers say so.
The Solar Hijri calendar follows the 33-year leap cycle, exact for the years 1244-1472 (1865-2094).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from istor.grounding.times.calendar import Days

_ISLAMIC_EPOCH = 227015
"""Ordinal of 1 Muharram 1 (16 July 622, Julian) in the proleptic Gregorian calendar."""
_JALALI_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
_JALALI_START = date(1921, 3, 21)
"""1 Farvardin 1300."""


def islamic(year: int, month: int, number: int = 1) -> date:
    """The day of the tabular Islamic calendar. Raises ValueError outside 1-12, 1-30."""
    if not (1 <= month <= 12 and 1 <= number <= 30):
        raise ValueError(f"no such day of the Islamic calendar: {year}-{month}-{number}")
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)


def islamic_month(year: int, month: int) -> Days:
    after = islamic(year + 1, 1) if month == 12 else islamic(year, month + 1)
    return islamic(year, month), after - timedelta(days=1)


def islamic_year(d: date) -> int:
    """The Islamic year that holds a day."""
    year = (30 * (d.toordinal() - _ISLAMIC_EPOCH) + 10646) // 10631
    return year if islamic(year, 1) <= d else year - 1


def _jalali_leap(year: int) -> bool:
    return year % 33 in _JALALI_LEAPS


def jalali(year: int, month: int, number: int = 1) -> date:
    """The day of the Solar Hijri calendar (Iran, Afghanistan). Raises ValueError where it has no such day."""
    length = 31 if month <= 6 else 30 if month <= 11 or _jalali_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= number <= length):
        raise ValueError(f"no such day of the Solar Hijri calendar: {year}-{month}-{number}")
    span = range(1300, year) if year >= 1300 else range(year, 1300)
    days = sum(366 if _jalali_leap(y) else 365 for y in span) * (1 if year >= 1300 else -1)
    return _JALALI_START + timedelta(days=days + 30 * (month - 1) + min(month - 1, 6) + number - 1)


def jalali_month(year: int, month: int) -> Days:
    after = jalali(year + 1, 1) if month == 12 else jalali(year, month + 1)
    return jalali(year, month), after - timedelta(days=1)


def jalali_year(d: date) -> int:
    """The Solar Hijri year that holds a day."""
    year = d.year - 621
    return year if jalali(year, 1) <= d else year - 1


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, number + 1)


def feast(rule: str, year: int) -> date:
    """The day of a feast in a Gregorian year: `12-25`, `easter-2` counted from Easter Sunday, `11-4x4` the fourth Thursday of November, `5-Lx1` the last Monday of May."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[len("easter") :] or 0))
    month, number = rule.split("-")
    if "x" in number:
        which, weekday = number.split("x")
        if which == "L":
            last = date(year, int(month), monthrange(year, int(month))[1])
            return last - timedelta(days=(last.isoweekday() - int(weekday)) % 7)
        first = date(year, int(month), 1)
        return first + timedelta(days=(int(weekday) - first.isoweekday()) % 7 + 7 * (int(which) - 1))
    return date(year, int(month), int(number))
