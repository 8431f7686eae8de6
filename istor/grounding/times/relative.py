"""Readings that count from publication or from another time of the text: weekdays, yesterday, three days later, last week, the past six months."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import msgspec

from istor.grounding.times.calendar import (
    MONTHS,
    Days,
    half_days,
    month_days,
    quarter_days,
    season_days,
    shift,
    week_of,
    weekday_after,
    weekday_before,
    year_days,
)
from istor.grounding.times.dates import Groups
from istor.grounding.times.rules import Rule
from istor.grounding.times.scene import Grain, Reading, Scene, part_of
from istor.model.mention import DatePrecision

PLACEHOLDER = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
LONG = 7
"""Days of what is told beyond which "that night" is no night of it that could be known."""
_CLOCK = re.compile(r"(\d\d):(\d\d)")


def at(d: date, part: str, *, reason: str, follows: bool = False, days: Days | None = None) -> Reading:
    """A day, or a part of it."""
    if part:
        return Reading(type="TIME", value=f"{d}T{part}", days=days or (d, d), precision="day", grain="D", clock=part, reason=reason, follows=follows)
    return Reading(type="DATE", value=d.isoformat(), days=days or (d, d), precision="day", grain="D", reason=reason, follows=follows)


def _unplaced(value: str, part: str, reason: str, grain: Grain = "D") -> Reading:
    if part:
        return Reading(type="TIME", value=f"{value}T{part}", grain=grain, clock=part, reason=reason)
    return Reading(type="DATE", value=value, grain=grain, reason=reason)


def weekday(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "Tuesday", "last Thursday", "ce mercredi", "Monday night", "that same Monday", "the night of Tuesday to Wednesday"."""
    number, mod, part = int(s.rules.words["weekdays"][g["weekday"]]), s.mod(g), part_of(g, s, rule)
    if s.anchor is None:
        return _unplaced(f"XXXX-WXX-{number}", part, "a weekday without a day of publication")
    same = rule.fixed.get("same")
    if same and s.reference is not None and s.reference.days is not None:
        r = s.reference.days[0]
        near = {"after": weekday_after(r, number, strictly=True), "before": weekday_before(r, number, strictly=True)}
        d = near.get(str(same), r if r.isoweekday() == number else weekday_before(s.anchor, number))
        return at(d, part, reason=f"the one {same} as a day told of", follows=True)
    if "week" in rule.fixed:
        d = week_of(s.anchor)[0] + timedelta(days=number - 1, weeks=int(rule.fixed["week"]))
        return at(d, part, reason=f"week of publication {int(rule.fixed['week']):+d} ({s.anchor})")
    if mod == 1 or (s.future and mod is None):
        d, why = weekday_after(s.anchor, number, strictly=mod == 1), "the next after publication"
    elif mod == 0 and s.future:
        d, why = weekday_after(s.anchor, number), "the next on or after publication"
    elif mod == -1:
        d, why = weekday_before(s.anchor, number, strictly=True), "the last before publication"
    else:
        d, why = weekday_before(s.anchor, number), "the latest on or before publication"
    days = (d, d + timedelta(days=1)) if "weekday2" in g else None
    return at(d, part, reason=f"{why} ({s.anchor})", days=days)


def offset(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "yesterday", "this morning", "overnight": n days from publication; `span` days long."""
    n, part = int(rule.fixed["n"]), part_of(g, s, rule)
    if s.anchor is None:
        return _unplaced("PRESENT_REF" if n == 0 and not part else "XXXX-XX-XX", part, "no day of publication")
    d = s.anchor + timedelta(days=n)
    days = (d, d + timedelta(days=int(rule.fixed.get("span", 0))))
    return at(d, part, reason=f"counted from publication ({s.anchor})", days=days)


def around(d: date, unit: str, edge: str | None = None) -> tuple[Days, str, DatePrecision, Grain]:
    """The interval of a unit around a day, its value and its precision: "two weeks ago" is a week, "three years ago" a year."""
    if unit == "WE":
        saturday = week_of(d)[0] + timedelta(days=5)
        return (saturday, saturday + timedelta(days=1)), f"{_week(saturday)}-WE", "range", "WE"
    if unit == "W":
        return week_of(d), _week(d), "week", "W"
    if unit == "M":
        return month_days(d.year, d.month, edge), f"{d.year}-{d.month:02d}", "range" if edge else "month", "M"
    if unit == "Q":
        n = (d.month + 2) // 3
        return quarter_days(d.year, n), f"{d.year}-Q{n}", "range", "Q"
    if unit == "H":
        n = (d.month + 5) // 6
        return half_days(d.year, n), f"{d.year}-H{n}", "range", "H"
    if unit == "Y":
        return year_days(d.year, edge), str(d.year), "range" if edge else "year", "Y"
    if unit in ("DE", "CE"):
        size = 10 if unit == "DE" else 100
        first = d.year // size * size
        return (date(max(first, 1), 1, 1), date(first + size - 1, 12, 31)), f"{d.year // size:0{3 if unit == 'DE' else 2}d}", "range", "DE"
    return (d, d), d.isoformat(), "day", "D"


def _week(d: date) -> str:
    year, week, _ = d.isocalendar()
    return f"{year}-W{week:02d}"


def _moved(start: date, amount: float, unit: str) -> tuple[date, str]:
    """A day moved by an amount that may be a fraction ("a year and a half"), and the unit it is known to."""
    if amount != int(amount) and unit == "Y":
        return shift(start, round(12 * amount), "M"), "M"
    if amount != int(amount) and unit in ("W", "D"):
        return start + timedelta(days=round(amount * (7 if unit == "W" else 1))), "D"
    return shift(start, int(amount), unit), unit


def ago(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "two days ago", "il y a six mois": from publication, as coarse as the unit."""
    amount, unit = s.amount(g.get("num")) + float(rule.fixed.get("plus", 0)), str(s.word("units", g["unit"]))
    if unit.startswith("T"):
        if s.anchor is None:
            return Reading(type="TIME", value="PAST_REF", reason="hours before publication")
        back = s.anchor - timedelta(days=1 if unit == "TH" and (amount >= 1 or not amount) else 0, hours=max(0.0, amount - 24) if unit == "TH" else 0)
        return Reading(type="TIME", value="PAST_REF", days=(back, s.anchor), precision="range", reason=f"hours before publication ({s.anchor})")
    if s.anchor is None or not amount:
        return Reading(type="DATE", value="PAST_REF", reason="an unknown number or no day of publication")
    d, unit = _moved(s.anchor, -amount, unit)
    days, value, precision, grain = around(d, unit)
    return Reading(
        type="DATE",
        value=value,
        days=days,
        precision=precision,
        grain=grain,
        reason=f"{g.get('num', '1')} {g['unit']} before publication ({s.anchor})",
    )


def ahead(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "in two months", "dans huit jours": from publication, as coarse as the unit."""
    amount, unit = s.amount(g.get("num")), str(s.word("units", g["unit"]))
    if rule.fixed.get("needs_future") and not s.future:  # "in three days 20 were killed"
        return Reading(type="DURATION", value=period(amount, unit))
    if unit.startswith("T") or s.anchor is None or not amount:
        return Reading(type="TIME" if unit.startswith("T") else "DATE", value="FUTURE_REF", reason="hours, an unknown number, or no day of publication")
    d, unit = _moved(s.anchor, amount, unit)
    days, value, precision, grain = around(d, unit)
    why = f"{g.get('num', '1')} {g['unit']} after publication ({s.anchor})"
    return Reading(type="DATE", value=value, days=days, precision=precision, grain=grain, reason=why)


def _clock_moved(r: Reading, seconds: float) -> Reading | None:
    m = _CLOCK.match(r.clock)
    if m is None or r.days is None:
        return None
    moment = datetime(r.days[0].year, r.days[0].month, r.days[0].day, int(m[1]) % 24, int(m[2])) + timedelta(seconds=seconds)
    return at(moment.date(), moment.strftime("%H:%M"), reason="counted from an hour of the text", follows=True)


def _later(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "three days later", "the next day", "a year earlier", "the same evening": from the last time told. `n` or `sign` fix the direction."""
    sign = int(rule.fixed.get("sign", 1))
    amount = float(rule.fixed["n"]) if "n" in rule.fixed else sign * s.amount(g.get("num"))
    unit = str(rule.fixed.get("unit") or s.word("units", g["unit"]))
    part, r = part_of(g, s, rule), s.last if unit in MONTHS else s.reference
    if r is None or r.days is None or (amount == 0 and "n" not in rule.fixed):
        value = ("FUTURE_REF" if amount > 0 else "PAST_REF") if unit.startswith("T") or amount == 0 else PLACEHOLDER.get(unit, "XXXX-XX-XX")
        value = PLACEHOLDER.get(unit, "XXXX-XX-XX") if "n" in rule.fixed else value
        unplaced = _unplaced(value, part, "counted from a day that the text does not place")
        return msgspec.structs.replace(unplaced, follows=True)
    if unit.startswith("T"):
        seconds = amount * {"TH": 3600, "TM": 60, "TS": 1}[unit]
        moved = _clock_moved(r, seconds)
        d = r.days[0] if abs(seconds) < 6 * 3600 else None
        return moved or (
            at(d, r.clock, reason="some time after what was told", follows=True) if d else Reading(type="TIME", value="XXXX-XX-XX", follows=True)
        )
    # "a year earlier" said of a quarter is that quarter a year earlier
    if unit in ("Y", "Q", "H") and r.grain in ("Q", "M", "H", "S") and not rule.fixed.get("whole"):
        unit, known = str(unit), r.grain
        d = shift(r.days[0], int(amount), unit)
        days, value, precision, grain = (
            (season_days(d.year, r.value[-2:]), f"{d.year}-{r.value[-2:]}", "season", "S") if known == "S" else around(d, known)
        )
        why = f"{amount:+g} {unit} from {r.value}"
        return Reading(type="DATE", value=value, days=days, precision=precision, grain=grain, follows=True, reason=why)  # type: ignore[arg-type]
    start = r.days[0] if amount <= 0 or rule.fixed.get("whole") else r.days[-1]
    d, unit = _moved(start, amount, unit)
    if part and (r.days[1] - r.days[0]).days > LONG:
        return msgspec.structs.replace(_unplaced("XXXX-XX-XX", part, "counted from a time that is no day"), follows=True)
    if part:
        return at(d, part, reason=f"{amount:+g} {unit} from {r.days[0]}", follows=True)
    days, value, precision, grain = around(d, unit)
    return Reading(type="DATE", value=value, days=days, precision=precision, grain=grain, follows=True, reason=f"{amount:+g} {unit} from {r.days[0]}")


def later(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "three days later", "the next day": from the last time told; where that has no day of its own, this has none either."""
    found, told = _later(rule, g, s), s.last if str(rule.fixed.get("unit") or s.word("units", g["unit"])) in MONTHS else s.reference
    return msgspec.structs.replace(found, dayless=True) if found is not None and told is not None and told.dayless else found


def this_unit(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "last week", "this year", "late last year", "the weekend": the unit that holds publication, or one beside it."""
    unit, edge = str(rule.fixed.get("unit") or s.word("units", g["unit"])), s.edge(g)
    mod = s.mod(g)
    if mod is None:
        mod = int(rule.fixed.get("n", 0))
        if unit == "WE" and s.anchor is not None and not s.future and s.anchor.isoweekday() < 6:
            mod = -1  # "over the weekend", said on a Monday
    if unit.startswith("T"):
        return None
    if s.anchor is None:
        return Reading(type="DATE", value=PLACEHOLDER.get(unit, "XXXX"), reason="no day of publication")
    days, value, precision, grain = around(shift(s.anchor, mod, unit), unit, edge)
    side = s.word("sides", g["side"]) if "side" in g else 0
    if side and days[0] <= s.anchor <= days[1]:
        days, precision = ((days[0], s.anchor) if side == -1 else (s.anchor, days[1])), "range"
    return Reading(type="DATE", value=value, days=days, precision=precision, grain=grain, reason=f"counted from publication ({s.anchor})")


def period(amount: float, unit: str) -> str:
    """A TIMEX3 duration: P3M, PT2H, PXD, P1DE."""
    if amount != int(amount) and unit == "Y" and (12 * amount) == int(12 * amount) and amount < 1:
        amount, unit = 12 * amount, "M"
    if amount == 0.5:
        halves = {"CE": (50, "Y"), "DE": (5, "Y"), "D": (12, "TH"), "TH": (30, "TM"), "TM": (30, "TS"), "M": (15, "D")}
        amount, unit = halves.get(unit, (amount, unit))
    number = "X" if not amount else f"{amount:g}" if amount < 1e6 else str(int(amount))
    if unit in ("H", "2W"):
        return f"P{number if not amount else int(6 * amount)}M" if unit == "H" else f"P{number if not amount else int(2 * amount)}W"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def span(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the past six months", "recent weeks", "the coming days": a stretch up to publication, or (`ahead`) from it."""
    unit = str(s.word("units", g["unit"]))
    amount = s.amount(g["num"]) if "num" in g else float(rule.fixed.get("n", 0))
    value = period(amount, unit)
    if s.anchor is not None and unit.startswith("T") and amount <= 24 and not rule.fixed.get("ahead"):
        back = s.anchor - timedelta(days=1 if unit == "TH" else 0)
        return Reading(type="DURATION", value=value, days=(back, s.anchor), precision="range", reason=f"hours before publication ({s.anchor})")
    if s.anchor is None or not amount:
        return Reading(type="DURATION", value=value, precision="range", reason="a stretch of unknown length or without a day of publication")
    there, _ = _moved(s.anchor, amount if rule.fixed.get("ahead") else -amount, unit)
    days = (min(there, s.anchor), max(there, s.anchor))
    return Reading(type="DURATION", value=value, days=days, precision="range", reason=f"up to or from publication ({s.anchor})")
