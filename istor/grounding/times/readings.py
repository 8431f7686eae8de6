"""One match of a rule becomes a reading: its TIMEX3 type and value, and the days it covers given the day of publication.

Values follow TIMEX3 (TimeML 1.2.1, ISO 24617-1): `1999-05-17`, `1999-05-17TEV`, `1999-W20`, `1999-Q2`, `P3D`, `PXD`, `XXXX-WXX-4`, `PRESENT_REF`.
"""

from __future__ import annotations

import re

from istor.grounding.times import dates, hours, relative
from istor.grounding.times.rules import Rule
from istor.grounding.times.scene import Reading, Scene

_READERS = {
    "date": dates.date_of, "numeric": dates.numeric, "day_only": dates.day_only, "month": dates.month_of, "year": dates.year_named,
    "decade": dates.decade, "century": dates.century, "season": dates.season, "quarter": dates.quarter, "holiday": dates.holiday,
    "lunar": dates.lunar, "solar": dates.solar, "weekday": relative.weekday, "offset": relative.offset, "ago": relative.ago, "ahead": relative.ahead,
    "later": relative.later, "this_unit": relative.this_unit, "span": relative.span, "clock": hours.clock, "ref": hours.reference,
    "earlier": hours.earlier, "set": hours.sets, "duration": hours.duration, "the_day": hours.part_of_period,
}  # fmt: skip

FOLLOWING = frozenset(("later", "clock", "earlier", "the_day"))
"""Kinds that are read from the times around them, after those that stand alone."""


def groups(m: re.Match[str]) -> dict[str, str]:
    return {k.split("__")[0]: v for k, v in m.groupdict().items() if v is not None}


def read(rule: Rule, m: re.Match[str], scene: Scene) -> Reading | None:
    """The reading of a match, or None when the calendar has no such day. Without an anchor, what depends on it has no days."""
    return _READERS[rule.kind](rule, groups(m), scene)
