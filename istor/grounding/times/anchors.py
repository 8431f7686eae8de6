"""When a part that states no day appeared: an interval, from what it mentions and from the other parts of its page.

Evidence, in order: it is not before a past day that it names in full; "this Thursday" is its own day; a bare weekday lies within the
last days (recency); a day named without its weekday lies more than a week back; no part is later than the page's latest one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from istor.grounding.times.calendar import weekday_before
from istor.grounding.times.finding import find_times, numbered
from istor.grounding.times.rules import TimeRules, time_rules
from istor.languages import fold
from istor.model import Part, Published, Timex

REACH = 21
"""Days behind the latest day that a part names within which it is taken to have appeared."""


class Clues(msgspec.Struct, frozen=True):
    dated: tuple[date, ...]
    """Past days named in full, with their weekday or without."""
    bare: tuple[date, ...]
    """Days named by date alone: news names recent days by weekday."""
    this: tuple[int, ...]
    """Weekdays named as the part's own day ("ce jeudi")."""
    weekdays: tuple[int, ...]
    """Weekdays named alone, in the past."""


def infer_published(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts with a day of their own stay; the others get an interval with its reason, or stay as they are when nothing bounds them."""
    clues = [None if _exact(p) else _clues(p) for p in parts]
    out = list(parts)
    latest: date | None = max((date.fromisoformat(p.published.end) for p in parts if p.published and _exact(p)), default=None)
    order = sorted((k for k, c in enumerate(clues) if c is not None), key=lambda k: -len(clues[k].this))  # type: ignore[union-attr]
    for k in order:
        clue = clues[k]
        if clue is None:
            continue
        found = _interval(clue, parts[k].published, latest)
        if found is None:
            continue
        out[k] = msgspec.structs.replace(parts[k], published=found)
        end = date.fromisoformat(found.end)
        latest = end if latest is None else max(latest, end)
    return tuple(out)


def _exact(part: Part) -> bool:
    return part.published is not None and part.published.start == part.published.end


def _clues(part: Part) -> Clues:
    rules = time_rules(part.language)
    if rules is None or not numbered(part):
        return Clues((), (), (), ())  # no day is named in full
    year = int(part.published.start[:4]) if part.published is not None else None
    anchored = part
    if year is not None and part.published is not None:
        # the end of a coarse page date serves to give a year to days that lack one
        anchored = msgspec.structs.replace(part, published=Published(start=part.published.end, end=part.published.end))
    dated: list[date] = []
    bare: list[date] = []
    this: list[int] = []
    weekdays: list[int] = []
    for t in find_times(anchored):
        if t.type not in ("DATE", "TIME") or _ahead(t, part, rules):
            continue
        folded = fold(t.text)
        weekday = next((n for w, n in rules.words["weekdays"].items() if w in folded and re.search(rf"(?<!\w){w}(?!\w)", folded)), None)
        if weekday is not None and not re.search(r"\d", folded):
            mods = [rules.mods[w] for w in folded.split() if w in rules.mods]
            if 0 in mods:
                this.append(weekday)
            elif not mods:
                weekdays.append(weekday)
        elif t.first is not None and t.first == t.last and re.search(r"\d", folded):
            dated.append(t.first)
            if weekday is None:
                bare.append(t.first)
    return Clues(tuple(dated), tuple(bare), tuple(this), tuple(weekdays))


def _ahead(t: Timex, part: Part, rules: TimeRules) -> bool:
    text = fold(part.document.text[max(part.start, t.start - 40) : t.start])
    return bool(rules.future.search(text))


def _interval(clue: Clues, page: Published | None, latest: date | None) -> Published | None:
    if not clue.dated:
        return None
    floor = (
        max(d for d in clue.dated if page is None or d.isoformat() <= page.end)
        if any(page is None or d.isoformat() <= page.end for d in clue.dated)
        else None
    )
    if floor is None:
        return None
    ceiling = floor + timedelta(days=REACH)
    if page is not None:
        floor, ceiling = max(floor, date.fromisoformat(page.start)), min(ceiling, date.fromisoformat(page.end))
    if latest is not None:
        ceiling = min(ceiling, latest)
    if not clue.this and not clue.weekdays:
        return (
            None
            if page is None
            else Published(start=floor.isoformat(), end=ceiling.isoformat(), inferred=True, reason=f"not before {floor}, which it names")
        )
    days = [floor + timedelta(days=n) for n in range((ceiling - floor).days + 1)]
    # a part that names its own weekday appeared on the first such day
    costs = [(_cost(d, clue) + (10 * (d - floor).days if clue.this else 0), d) for d in days]
    if not costs:
        return None
    best = min(costs)
    if best[0] >= 1000:
        return Published(start=floor.isoformat(), end=ceiling.isoformat(), inferred=True, reason=f"not before {floor}, which it names")
    end = best[1]
    if not clue.this:
        following = best[1] + timedelta(days=1)
        end = following if following <= ceiling else best[1]
    why = "its own weekday and " if clue.this else "the weekdays it names and "
    bound = f"; not after {latest}, the latest of its page" if latest is not None else ""
    return Published(start=best[1].isoformat(), end=end.isoformat(), inferred=True, reason=f"{why}not before {floor}, which it names{bound}")


def _cost(d: date, clue: Clues) -> int:
    """How badly a day fits: its own weekday must be it, bare weekdays are recent, a day named by date alone is not of the last days."""
    cost = sum(1000 for w in clue.this if d.isoweekday() != w)
    cost += sum((d - weekday_before(d, w)).days for w in clue.weekdays)
    cost += sum(8 for b in clue.bare if 0 <= (d - b).days < 5)
    return cost
