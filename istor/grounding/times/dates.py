"""Readings of days, months, years and feasts that are named as such: what a calendar says, with the year from publication where it is left out."""

from __future__ import annotations

from datetime import date, timedelta

from istor.grounding.times.almanac import feast, islamic, islamic_month, islamic_year, jalali, jalali_month, jalali_year
from istor.grounding.times.calendar import Days, day, half_days, month_days, quarter_days, season_days, year_days
from istor.grounding.times.rules import Rule
from istor.grounding.times.scene import Reading, Scene, Spot, part_of
from istor.model.mention import DatePrecision

Groups = dict[str, str]
HALF_YEAR = timedelta(days=183)
AHEAD = timedelta(days=45)
"""A day of another calendar without its year this far ahead of publication is still taken as to come."""


def full_year(two: int) -> int:
    """The year of two digits: 41-99 are of the last century."""
    return 1900 + two if two > 40 else 2000 + two


def year_of(g: Groups) -> int | None:
    if "year" in g:
        return int(g["year"])
    return full_year(int(g["year2"])) if "year2" in g else None


def _nearest_year(s: Scene, month: int, number: int, weekday: int | None, mod: int | None) -> int | None:
    """The year of a day without one: where its weekday fits, else the past nearest to publication, unless the words look ahead."""
    a = s.anchor
    if a is None:
        return None
    days = [d for y in (a.year - 1, a.year, a.year + 1) if (d := day(y, month, number)) is not None]
    if weekday is not None and mod is None:
        fitting = [d for d in days if d.isoweekday() == weekday]
        if fitting:
            return min(fitting, key=lambda d: abs((d - a).days)).year
    if mod == -1:
        days = [d for d in days if d < a]
    elif mod == 1 or s.future:
        ahead = [d for d in days if d >= a - (AHEAD if mod is None else timedelta())]
        if mod == 1 or (ahead and (s.until or min(ahead) - a <= HALF_YEAR)):
            return min(ahead).year if ahead else a.year
        # "will avenge the killing of 3 January": what is that far ahead is not what the verb looks to
        days = [d for d in days if d <= a]
    else:
        days = [d for d in days if d <= a + timedelta(days=0 if s.past else s.rules.ahead_days)]
    return max(days).year if days else a.year - 1


def date_of(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "11 March", "Monday, March 17, 2020", "3 JAN 90", "the 11 and 14 March", "from 3 to 5 March", "October 7 last year"."""
    words = s.rules.words
    month, number = words["months"][g["month"] if "month" in g else g["month2"]], int(g["day"])
    weekday = words["weekdays"][g["weekday"]] if "weekday" in g else None
    stated = year_of(g)
    year = stated
    if year is None and "years" in rule.fixed and s.anchor is not None:
        year = s.anchor.year + int(rule.fixed["years"])
    if year is None:
        year = _nearest_year(s, month, number, weekday, s.mod(g))
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02d}-{number:02d}", grain="D", reason="a day without its year")
    last_month = words["months"][g["month2"]] if "month2" in g else month
    d = day(year, month, number)
    if d is None:
        return None
    conflict = None
    if weekday is not None and d.isoweekday() != weekday:
        conflict = f"{g['weekday']} does not fall on {d.isoformat()}"
    reason = "stated" if stated is not None else f"year from publication ({s.anchor})"
    others = [(k, day(year + (last_month < month), last_month, int(g[k]))) for k in ("day2", "day3") if k in g]
    if any(o is None or o <= d for _, o in others):
        return None
    spots = tuple(Spot(k, o.isoformat(), (o, o)) for k, o in others if o is not None)
    if spots and rule.fixed.get("range"):
        days = (d, spots[-1].days[1])
        spots = tuple(Spot(o.group, o.value, days) for o in spots)
        return Reading(type="DATE", value=d.isoformat(), days=days, precision="range", grain="D", others=spots, reason=f"{reason}; a range")
    part = part_of(g, s, rule)
    if part:
        night = (d, spots[-1].days[1] if spots else d)
        return Reading(type="TIME", value=f"{d}T{part}", days=night, precision="day", grain="D", clock=part, conflict=conflict, reason=reason)
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", conflict=conflict, others=spots, reason=reason)


def numeric(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "12/05/2003", "2020-03-14": the order of day and month is the language's, unless only the other is possible."""
    iso = g.get("iso") or rule.fixed.get("iso")
    if iso:
        year, month, number = map(int, str(iso).replace("/", "-").split("-"))
    else:
        number, month = (int(g["n1"]), int(g["n2"])) if s.rules.day_first else (int(g["n2"]), int(g["n1"]))
        number, month = (month, number) if month > 12 else (number, month)
        year = full_year(int(g["n3"])) if len(g["n3"]) == 2 else int(g["n3"])
    d = day(year, month, number)
    return None if d is None else Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", reason="stated")


def day_only(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "on the 12th": of the month nearest before publication, after it where the words look ahead."""
    number = int(g["day"])
    if s.anchor is None:
        return Reading(type="DATE", value=f"XXXX-XX-{number:02d}", grain="D", reason="a day without its month")
    step = 1 if s.future else -1
    for n in range(3):
        month = s.anchor.month - 1 + step * n
        d = day(s.anchor.year + month // 12, month % 12 + 1, number)
        if d is not None and (d >= s.anchor if s.future else d <= s.anchor):
            return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", reason=f"month from publication ({s.anchor})")
    return None


def month_of(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "March 2020", "last March", "late March", "in March"."""
    month: int = s.rules.words["months"][g["month"]]
    edge, mod, year = s.edge(g), s.mod(g), year_of(g)
    if year is None and s.anchor is not None:
        year = s.anchor.year + int(rule.fixed.get("years", 0))
        if "years" in rule.fixed:
            pass
        elif mod == 1:
            year += month <= s.anchor.month
        elif s.future and mod is None:
            year += month < s.anchor.month
        else:
            soon = mod is None and not s.past and month > s.anchor.month and (date(year, month, 1) - s.anchor).days <= s.rules.ahead_days
            year -= (month > s.anchor.month and not soon) or (mod == -1 and month == s.anchor.month)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{month:02d}", grain="M", reason="a month without its year")
    if "weekday" in g:
        return _nth(year, month, int(s.rules.words["weekdays"][g["weekday"]]), int(s.word("ordinals", g["ordinal"]) or 0) if "ordinal" in g else -1)
    if "month2" in g:
        return _months(year, month, s.rules.words["months"][g["month2"]], stated="year" in g, apart=bool(rule.fixed.get("apart")))
    days = month_days(year, month, edge)
    return Reading(type="DATE", value=f"{year}-{month:02d}", days=days, precision="range" if edge else "month", grain="M", reason="a month")


def _nth(year: int, month: int, weekday: int, which: int) -> Reading | None:
    """ "the first Sunday of May"; -1 is the last."""
    d = feast(f"{month}-{which if which > 0 else 'L'}x{weekday}", year)
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", reason="a day of a month") if d.month == month else None


def _months(year: int, first: int, last: int, *, stated: bool, apart: bool) -> Reading:
    """ "from March to June 2001", "in March and April": a year that is stated is that of the last; `apart` is no range."""
    begins = year - (last < first) if stated else year
    ends = year if stated else year + (last < first)
    one, two = month_days(begins, first), month_days(ends, last)
    if not apart:
        one = two = (one[0], two[1])
    spot = Spot("two", f"{ends}-{last:02d}", two)
    precision: DatePrecision = "month" if apart else "range"
    return Reading(type="DATE", value=f"{begins}-{first:02d}", days=one, precision=precision, grain="M", others=(spot,), reason="months")


def year_named(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "in 2014", "early 2020", "between 2014 and 2017"."""
    year, edge = year_of(g) or 0, s.edge(g)
    if "yearb" in g:
        last = int(g["yearb"])
        if last < year:
            return None
        days = (date(year, 1, 1), date(last, 12, 31))
        return Reading(
            type="DATE", value=str(year), days=days, precision="range", grain="Y", others=(Spot("yearb", str(last), days),), reason="years"
        )
    return Reading(type="DATE", value=str(year), days=year_days(year, edge), precision="range" if edge else "year", grain="Y", reason="a year")


def decade(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the 1980s", "les années 60", "the sixties"; of a decade without its century, the last one that had begun."""
    if "decade" in g:
        first = int(g["decade"])
    else:
        first = 1900 + (int(g["decade2"]) if "decade2" in g else int(s.rules.words["decades"][g["decadeword"]]))
        if s.anchor is not None and first + 100 <= s.anchor.year:
            first += 100
    edge = s.edge(g)
    low, high = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(edge or "", (0, 9))
    days = (date(first + low, 1, 1), date(first + high, 12, 31))
    return Reading(type="DATE", value=str(first // 10), days=days, precision="range", grain="DE", reason="a decade")


def century(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the 19th century", "le XIXe siècle"."""
    number = int(g["century"]) if g["century"].isdigit() else _roman(g["century"])
    if not 1 <= number <= 30:
        return None
    first = 100 * (number - 1)
    return Reading(
        type="DATE", value=f"{number - 1:02d}", days=(date(max(first, 1), 1, 1), date(first + 99, 12, 31)), precision="range", reason="a century"
    )


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in word]
    return sum(-v if any(w > v for w in values[k + 1 : k + 2]) else v for k, v in enumerate(values))


def _own_year(rule: Rule, g: Groups, s: Scene) -> int | None:
    """The year stated, or that of publication moved by the words."""
    year = year_of(g)
    if year is not None or s.anchor is None:
        return year
    return s.anchor.year + int(rule.fixed.get("years", s.mod(g) or 0))


def season(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the summer of 2019", "last winter", "cet été"; northern seasons."""
    name = str(s.rules.words["seasons"][g["season"]])
    year, mod = year_of(g), s.mod(g)
    if year is None and s.anchor is not None:
        year = s.anchor.year
        days = season_days(year, name)
        if mod == -1:
            year -= days[1] >= s.anchor
        elif mod == 1 or (mod is None and s.future):
            year += days[0] <= s.anchor
        elif mod is None:
            year -= days[0] > s.anchor
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{name}", grain="S", reason="a season without its year")
    return Reading(type="DATE", value=f"{year}-{name}", days=season_days(year, name), precision="season", grain="S", reason="a season")


def quarter(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the first quarter of 2010", "Q3 2004", "le premier semestre"; `unit` says Q or H."""
    number = int(g["number"]) if "number" in g else int(s.word("ordinals", g["ordinal"]) or 0)
    unit = str(rule.fixed["unit"])
    if not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    year = _own_year(rule, g, s)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{unit}{number}", grain="Q" if unit == "Q" else "H", reason="without its year")
    days: Days = quarter_days(year, number) if unit == "Q" else half_days(year, number)
    if year_of(g) is None and s.anchor is not None and not s.future and days[0] > s.anchor and "years" not in rule.fixed and "mod" not in g:
        year -= 1
        days = quarter_days(year, number) if unit == "Q" else half_days(year, number)
    return Reading(
        type="DATE", value=f"{year}-{unit}{number}", days=days, precision="range", grain="Q" if unit == "Q" else "H", reason="a part of a year"
    )


def holiday(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "Christmas Day", "Easter Sunday": the nearest to publication, before it unless the words look ahead."""
    which, year, mod = str(rule.fixed.get("which") or s.word("holidays", g["holiday"])), year_of(g), s.mod(g)
    if year is not None:
        d = feast(which, year)
    elif s.anchor is None:
        value = "XXXX" if which.startswith("easter") or "x" in which else f"XXXX-{which}"
        return Reading(type="DATE", value=value, grain="D", reason="a feast without its year")
    else:
        days = [feast(which, s.anchor.year + n) for n in (-1, 0, 1)]
        if mod == 1 or (mod is None and s.future):
            d = min(x for x in days if x >= s.anchor)
        else:
            d = max(x for x in days if x < s.anchor or (x == s.anchor and mod != -1) or (mod is None and x <= s.anchor + timedelta(days=7 if s.past else s.rules.ahead_days)))
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", reason="a feast")


def lunar(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "15 Ramadan 1441": the tabular Islamic calendar; a day may be off by one, and the interval says so."""
    month = int(s.rules.words["lunar"][g["lunar"]])
    year = int(g["hyear"]) if "hyear" in g else None
    if year is None and s.anchor is not None:
        year = islamic_year(s.anchor)
        year -= islamic(year, month) > s.anchor + (AHEAD if s.future else timedelta())
    if year is None:
        return None
    if "day" in g:
        d = islamic(year, month, int(g["day"])) if int(g["day"]) <= 30 else None
        if d is None:
            return None
        days = (d - timedelta(days=1), d + timedelta(days=1))
        return Reading(
            type="DATE", value=d.isoformat(), days=days, precision="range", grain="D", reason="Islamic calendar by arithmetic; a day either way"
        )
    days = islamic_month(year, month)
    value = f"{days[0].isoformat()}/{days[1].isoformat()}"
    return Reading(type="DATE", value=value, days=days, precision="range", grain="M", reason="Islamic calendar by arithmetic")


def solar(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "22 Bahman 1357": the Solar Hijri calendar of Iran and Afghanistan."""
    month = int(s.rules.words["solar"][g["solar"]])
    year = int(g["hyear"]) if "hyear" in g else None
    if year is None and s.anchor is not None:
        year = jalali_year(s.anchor)
        year -= jalali(year, month) > s.anchor + (AHEAD if s.future else timedelta())
    if year is None:
        return None
    if "day" not in g:
        days = jalali_month(year, month)
        value = f"{days[0].isoformat()}/{days[1].isoformat()}"
        return Reading(type="DATE", value=value, days=days, precision="range", grain="M", reason="Solar Hijri calendar")
    try:
        d = jalali(year, month, int(g["day"]))
    except ValueError:
        return None
    return Reading(type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", reason="Solar Hijri calendar")
