"""One match of a rule becomes a reading: its TIMEX3 type and value, and the days it covers given the day of publication.

Values follow TIMEX3 (ISO-TimeML): `1999-05-17`, `1999-05-17TEV`, `1999-W20`, `P3D`, `PXD`, `XXXX-WXX-4`, `PRESENT_REF`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

import msgspec

from istor.grounding.times.calendar import Days, day, month_days, season_days, shift, week_of, weekday_after, weekday_before, year_days
from istor.grounding.times.rules import Rule, TimeRules
from istor.model.mention import DatePrecision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    type: TimexType
    value: str
    days: Days | None = None
    precision: DatePrecision | None = None
    follows: bool = False
    recurring: bool = False
    reason: str = ""
    conflict: str | None = None
    second: date | None = None
    """The other day of a pair ("the 11 and 14 March")."""


def read(rule: Rule, m: re.Match[str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    """The reading of a match, or None when the calendar has no such day. Without an anchor, what depends on it has no days."""
    reader = _READERS[rule.kind]
    return reader(rule, {k.split("__")[0]: v for k, v in m.groupdict().items() if v is not None}, rules, anchor, reference, future)


def _number(word: str | None, rules: TimeRules) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else rules.numbers.get(re.sub(r"\s+", " ", word), 0)


def _edge(g: dict[str, str], rules: TimeRules) -> str | None:
    return rules.edges.get(re.sub(r"\s+", " ", g["edge"].strip())) if "edge" in g else None


def _year_for(anchor: date | None, month: int, number: int, future: bool) -> int | None:
    """The year of a day without one: the past nearest to publication, unless the words look ahead."""
    if anchor is None:
        return None
    d = day(anchor.year, month, number)
    if d is None:
        return anchor.year
    if future:
        return anchor.year if d >= anchor - timedelta(days=31) else anchor.year + 1
    return anchor.year if d <= anchor + timedelta(days=31) else anchor.year - 1


def _date(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    month, number = rules.months[g["month"]], int(g["day"])
    year = int(g["year"]) if "year" in g else None
    if "year2" in g:
        year = 1900 + int(g["year2"]) if int(g["year2"]) > 40 else 2000 + int(g["year2"])
    stated = year is not None
    if year is None:
        year = _year_for(anchor, month, number, future)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02d}-{number:02d}", reason="a day without its year")
    d = day(year, month, number)
    if d is None:
        return None
    conflict = None
    if "weekday" in g and d.isoweekday() != rules.weekdays[g["weekday"]]:
        conflict = f"{g['weekday']} does not fall on {d.isoformat()}"
    second = day(year, month, int(g["day2"])) if "day2" in g else None
    reason = "stated" if stated else f"year from publication ({anchor})"
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", conflict=conflict, second=second, reason=reason)


def _iso(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    try:
        d = date.fromisoformat(g["iso"])
    except ValueError:
        return None
    return Reading(type="DATE", value=g["iso"], days=(d, d), precision="day", reason="stated")


def _month(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    month = rules.months[g["month"]]
    edge = _edge(g, rules)
    mod = rules.mods.get(g["mod"]) if "mod" in g else None
    year: int | None = int(g["year"]) if "year" in g else None
    if year is None and anchor is not None:
        year = anchor.year
        if mod == 1:
            year += month <= anchor.month
        elif mod == -1 or not future:
            year -= month > anchor.month or (mod == -1 and month == anchor.month)
        else:
            year += month < anchor.month
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02d}", reason="a month without its year")
    days = month_days(year, month, edge)
    return Reading(type="DATE", value=f"{year}-{month:02d}", days=days, precision="range" if edge else "month", reason="a month")


def _weekday(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    number = rules.weekdays[g["weekday"]]
    mod = rules.mods.get(g["mod"]) if "mod" in g else (0 if "this" in g else None)
    part = rules.parts.get(g["part"]) if "part" in g else None
    kind: TimexType = "TIME" if part else "DATE"
    if anchor is None:
        return Reading(type=kind, value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), reason="a weekday without a day of publication")
    if mod == 1 or (future and mod is None):
        d, why = weekday_after(anchor, number, strictly=True), "the next after publication"
    elif mod == -1:
        d, why = weekday_before(anchor, number, strictly=True), "the last before publication"
    else:
        d, why = weekday_before(anchor, number), "the latest on or before publication"
    return Reading(type=kind, value=d.isoformat() + (f"T{part}" if part else ""), days=(d, d), precision="day", reason=f"{why} ({anchor})")


def _weekday_last(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    number = rules.weekdays[g["weekday"]]
    weeks = {"last": -1, "this": 0, "next": 1}.get(g.get("week", "last"), -1)
    if anchor is None:
        return Reading(type="DATE", value=f"XXXX-WXX-{number}")
    d = week_of(anchor)[0] + timedelta(days=number - 1, weeks=weeks)
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", reason=f"week of publication {weeks:+d} ({anchor})")


def _offset(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    part = rules.parts.get(g["part"]) if "part" in g else rule.fixed.get("part")
    kind: TimexType = "TIME" if part else "DATE"
    if anchor is None:
        value = "PRESENT_REF" if rule.fixed["n"] == 0 and not part else "XXXX-XX-XX" + (f"T{part}" if part else "")
        return Reading(type=kind, value=value, reason="no day of publication")
    d = shift(anchor, rule.fixed["n"], rule.fixed["unit"])
    return Reading(
        type=kind, value=d.isoformat() + (f"T{part}" if part else ""), days=(d, d), precision="day", reason=f"counted from publication ({anchor})"
    )


def _around(d: date, unit: str) -> tuple[Days, str, DatePrecision]:
    """The interval of a unit around a day, its value and its precision: "two weeks ago" is a week, "three years ago" a year."""
    if unit == "W":
        days = week_of(d)
        year, week, _ = d.isocalendar()
        return days, f"{year}-W{week:02d}", "week"
    if unit.endswith("Y"):
        return year_days(d.year), f"{d.year}", "year"
    if unit.endswith("M") and not unit.startswith("T"):
        return month_days(d.year, d.month), f"{d.year}-{d.month:02d}", "month"
    return (d, d), d.isoformat(), "day"


def _ago(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    n, unit = _number(g.get("num"), rules), rules.units[g["unit"]]
    if anchor is None or n == 0:
        return Reading(type="DATE" if unit[0] != "T" else "TIME", value="PAST_REF", reason="an unknown number or no day of publication")
    days, value, precision = _around(shift(anchor, -n, unit), unit)
    return Reading(type="DATE", value=value, days=days, precision=precision, reason=f"{n} {g['unit']} before publication ({anchor})")


def _later(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    n = rule.fixed["n"] if "n" in rule.fixed else _number(g.get("num"), rules)
    unit = rule.fixed.get("unit") or rules.units[g["unit"]]
    if reference is None or (n == 0 and "n" not in rule.fixed):
        return Reading(type="DATE", value="XXXX-XX-XX", follows=True, reason="counted from a day that the text does not place")
    days, value, precision = _around(shift(reference[0], n, unit), unit)
    return Reading(type="DATE", value=value, days=days, precision=precision, follows=True, reason=f"{n:+d} {unit} from {reference[0]}")


def _this_unit(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    mod = rules.mods.get(g["mod"], 0) if "mod" in g else 0
    unit, edge = rules.units[g["unit"]], _edge(g, rules)
    if unit[0] == "T" or len(unit) > 2:
        return None
    if anchor is None:
        return Reading(type="DATE", value={"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX-XX-XX"), reason="no day of publication")
    d = shift(anchor, mod, "W" if unit == "WE" else unit)
    if unit == "WE":
        saturday = week_of(d)[0] + timedelta(days=5)
        year, week, _ = saturday.isocalendar()
        return Reading(
            type="DATE", value=f"{year}-W{week:02d}-WE", days=(saturday, saturday + timedelta(days=1)), precision="range", reason="a weekend"
        )
    days, value, precision = _around(d, unit)
    if edge and unit == "Y":
        days, precision = year_days(d.year, edge), "range"
    elif edge and unit == "M":
        days, precision = month_days(d.year, d.month, edge), "range"
    return Reading(type="DATE", value=value, days=days, precision=precision, reason=f"counted from publication ({anchor})")


def _span(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    unit = rules.units[g["unit"]]
    n = _number(g.get("num"), rules) if "num" in g else 0
    value = _period(n, unit)
    if anchor is None or n == 0:
        return Reading(type="DURATION", value=value, precision="range", reason="a stretch of unknown length or without a day of publication")
    return Reading(type="DURATION", value=value, days=(shift(anchor, -n, unit), anchor), precision="range", reason=f"up to publication ({anchor})")


def _period(n: int, unit: str) -> str:
    amount = "X" if n == 0 else str(n)
    if unit[0] == "T":
        return f"PT{amount}{unit[1]}"
    if len(unit) > 1 and unit[:-1].isdigit() and n:
        return f"P{n * int(unit[:-1])}{unit[-1]}"
    return f"P{amount}{'WE' if unit == 'WE' else unit[-1] if not unit[:-1].isdigit() else {'10Y': 'DE', '100Y': 'CE'}.get(unit, unit[-1])}"


def _year(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    year, edge = int(g["year"]), _edge(g, rules)
    return Reading(type="DATE", value=str(year), days=year_days(year, edge), precision="range" if edge else "year", reason="a year")


def _decade(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    first = int(g["decade"]) if "decade" in g else 1900 + int(g["decade2"])
    return Reading(type="DATE", value=str(first // 10), days=(date(first, 1, 1), date(first + 9, 12, 31)), precision="range", reason="a decade")


def _season(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    season = rules.seasons[g["season"]]
    year = int(g["year"]) if "year" in g else None
    if year is None and anchor is not None:
        year = anchor.year + min(0, rules.mods.get(g.get("mod", ""), 0)) * (season_days(anchor.year, season)[1] >= anchor)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{season}")
    return Reading(type="DATE", value=f"{year}-{season}", days=season_days(year, season), precision="season", reason="a season")


def _clock(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    hour, minute = int(g["hour"]), int(g.get("minute", 0))
    half = g.get("ampm") or g.get("ampm2")
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    if hour > 24:
        return None
    d = reference[0] if reference is not None and reference[0] == reference[1] else None
    head = d.isoformat() if d else "XXXX-XX-XX"
    return Reading(type="TIME", value=f"{head}T{hour:02d}:{minute:02d}", days=None, follows=True, reason="a time of the day named beside it")


def _ref(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    return Reading(type="DATE", value=rule.fixed["value"], reason="vague")


def _earlier(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    return Reading(type="DATE", value="PAST_REF", days=reference, follows=True, reason="before what was told just before")


def _set(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    if "weekday" in g:
        return Reading(type="SET", value=f"XXXX-WXX-{rules.weekdays[g['weekday']]}", recurring=True)
    return Reading(type="SET", value=_period(1, rules.units[g["unit"]]) if "unit" in g else "P1D", recurring=True)


def _duration(rule: Rule, g: dict[str, str], rules: TimeRules, anchor: date | None, reference: Days | None, future: bool) -> Reading | None:
    return Reading(type="DURATION", value=_period(_number(g.get("num"), rules), rules.units[g["unit"]]))


_READERS = {
    "date": _date, "iso": _iso, "month": _month, "weekday": _weekday, "weekday_of": _weekday_last, "weekday_last": _weekday_last,
    "offset": _offset, "ago": _ago, "later": _later, "this_unit": _this_unit, "span": _span, "year": _year, "decade": _decade,
    "season": _season, "clock": _clock, "ref": _ref, "earlier": _earlier, "set": _set, "duration": _duration,
}  # fmt: skip
