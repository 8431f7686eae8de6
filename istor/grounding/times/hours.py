"""Readings of hours, sets, lengths and vague references."""

from __future__ import annotations

import re
from datetime import timedelta

from istor.grounding.times.calendar import Days
from istor.grounding.times.dates import Groups
from istor.grounding.times.relative import PLACEHOLDER, period
from istor.grounding.times.rules import Rule
from istor.grounding.times.scene import Reading, Scene, part_of

SMALL_HOURS = 5
"""Hours of a night up to this are those after midnight."""
DAYLONG = re.compile(r"(\d\d):(\d\d)")


def small(clock: str) -> bool:
    """Whether an hour of a night is one after midnight."""
    m = DAYLONG.fullmatch(clock)
    return m is not None and int(m[1]) <= SMALL_HOURS


def _own_day(clock: str, s: Scene) -> tuple[Days | None, str, bool]:
    """The day of an hour that names none: of its sentence, else of what is told, else of publication; and whether the text says no day."""
    if s.near is not None:
        return s.near, "the day named in its sentence", False
    if s.reference is not None and s.reference.days is not None and (s.reference.days[1] - s.reference.days[0]).days <= 1:
        d = s.reference.days[s.reference.clock == "NI" and small(clock)]
        return (d, d), "the day told before", s.reference.dayless
    return ((s.anchor, s.anchor), f"publication ({s.anchor})", True) if s.anchor is not None else (None, "a time without its day", True)


def _placed(clock: str, s: Scene, zone: int | None = None) -> Reading:
    days, reason, dayless = _own_day(clock, s)
    tail = clock if zone is None else clock + ("Z" if zone == 0 else f"{zone // 60:+03d}")
    if days is not None and days[0] == days[1]:
        d = days[0]
        if s.clock is not None and s.clock.days is not None and s.clock.days[0] == d and _before(clock, s.clock.clock) and s.near is None:
            d += timedelta(days=1)  # "from 10 p.m. to 7 a.m."
            reason += ", the night after"
        return Reading(
            type="TIME", value=f"{d}T{tail}", days=(d, d), precision="day", grain="D", clock=clock, zone=zone, follows=True, dayless=dayless, reason=reason
        )
    return Reading(type="TIME", value=f"XXXX-XX-XXT{tail}", grain="D", clock=clock, zone=zone, follows=True, reason=reason)


def _before(clock: str, other: str) -> bool:
    """Whether an hour is so much before another that it is of the next day."""
    a, b = DAYLONG.match(clock), DAYLONG.match(other)
    return bool(a and b) and int(a[1]) + 6 <= int(b[1]) if a and b else False


def clock(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "7:35 p.m.", "21 h 45", "2200 GMT", "noon"."""
    zone = s.word("zones", g["zone"]) if "zone" in g else None
    zone = int(zone) if isinstance(zone, int) else None
    if "part" in g or "part" in rule.fixed:
        part = part_of(g, s, rule)
        begun = part == "24:00" and s.past and s.near is None and s.reference is None  # midnight that is past is the one before today
        return _placed("00:00" if begun else part, s, zone)
    if "military" in g:
        hour, minute = int(g["military"][:2]), int(g["military"][2:])
    else:
        # in figures or in words; "et demie" and "moins le quart" are minutes of the rule
        hour = int(g["hour"]) if "hour" in g else int(s.amount(g["num"]))
        minute = int(s.amount(g["words"])) if "words" in g else int(g.get("minute", 0))
        hour, minute = divmod(60 * hour + minute + int(rule.fixed.get("minutes", 0)), 60)
    half = g.get("ampm", rule.fixed.get("ampm", ""))
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return _placed(f"{hour:02d}:{minute:02d}", s, zone) if hour <= 24 and minute < 60 else None


def reference(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "now", "recently", "soon"; `value` says which."""
    return Reading(type="DATE", value=str(rule.fixed["value"]), reason="vague")


def earlier(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "Earlier, ...", "Auparavant, ...": not after what was told just before."""
    days = s.reference.days if s.reference is not None else None
    return Reading(
        type="DATE", value="PAST_REF", days=days, follows=True, bound="not_after" if days else None, reason="before what was told just before"
    )


def sets(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "every day", "tous les jeudis", "twice a week", "each spring"; `value` fixes it."""
    words = s.rules.words
    if "value" in rule.fixed:
        value = str(rule.fixed["value"])
    elif "weekday" in g:
        value = f"XXXX-WXX-{words['weekdays'][g['weekday']]}" + (f"T{words['parts'][g['part']]}" if "part" in g else "")
    elif "part" in g:
        value = f"XXXX-XX-XXT{words['parts'][g['part']]}"
    elif "season" in g:
        value = f"XXXX-{words['seasons'][g['season']]}"
    elif "month" in g:
        value = f"XXXX-{words['months'][g['month']]:02d}"
    elif "span" in g:
        value = str(s.word("spans", g["span"]))
    else:
        value = period(s.amount(g.get("num")), str(s.word("units", g["unit"])))
    return Reading(type="SET", value=value, recurring=True)


def duration(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "three months", "half an hour", "for years", "un quinquennat"; `plus` adds a fraction ("two and a half years")."""
    if "span" in g:
        return Reading(type="DURATION", value=str(s.word("spans", g["span"])))
    amount = float(rule.fixed["n"]) if "n" in rule.fixed else s.amount(g.get("num")) + float(rule.fixed.get("plus", 0))
    return Reading(type="DURATION", value=period(amount, str(rule.fixed.get("unit") or s.word("units", g["unit"]))))


def part_of_period(rule: Rule, g: Groups, s: Scene) -> Reading | None:
    """ "the day", "the year" as what is told of already ("later in the day"): the unit that holds it."""
    unit, dayless = str(rule.fixed["unit"]), False
    if s.near is not None:
        d = s.near[0]
    elif s.reference is not None and s.reference.days is not None and s.reference.days[0] == s.reference.days[1]:
        d, dayless = s.reference.days[0], s.reference.dayless
    elif s.anchor is not None:
        d, dayless = s.anchor, True
    else:
        return Reading(type="DATE", value=PLACEHOLDER[unit], follows=True)
    return Reading(
        type="DATE", value=d.isoformat(), days=(d, d), precision="day", grain="D", follows=True, dayless=dayless, reason="the day told of"
    )
