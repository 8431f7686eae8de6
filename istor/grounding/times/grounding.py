"""The matches of one block read in order, for one possible day of publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from istor.grounding.times.calendar import Days
from istor.grounding.times.hours import small
from istor.grounding.times.matching import LOOK, Hit
from istor.grounding.times.readings import FOLLOWING, read
from istor.grounding.times.rules import TimeRules
from istor.grounding.times.scene import Reading, Scene

CLAUSE = 90
"""Characters before an expression within which the verb of its clause is looked for."""
RANGE = 14
"""Characters between two hours of a range ("from 10 p.m. until 7 a.m."), whose second may be of the next day."""
_CUT = re.compile(r"[.;:\"]\s|\n")
_OPENING = re.compile(r"(?:^\s*|[.;:,\"(]\s+)(?:[\w']{1,8}\s+){0,3}$")
_HOUR = re.compile(r"(\d\d):(\d\d)")
LATE = frozenset(("AF", "EV", "NI"))
"""Parts of the day whose hours up to eleven are those after noon."""


class Told(msgspec.Struct):
    """What the text has told so far: the running references of one pass. Lives for one part only."""

    reference: Reading | None = None
    last: Reading | None = None
    clock: Reading | None = None
    reported: Reading | None = None


class Around(msgspec.Struct, frozen=True):
    """What does not depend on publication: the sentence of each match, whether its verb looks ahead, whether it is the day of the telling."""

    sentence: tuple[int, ...]
    future: tuple[bool, ...]
    past: tuple[bool, ...]
    reporting: tuple[bool, ...]
    limit: tuple[bool, ...]
    """Whether it only bounds ("since February")."""
    until: tuple[bool, ...]
    """Whether it ends something: it may be to come though the verb looks back ("was closed until 15 April")."""


def surroundings(found: Sequence[Hit], text: str, folded: str, ends: Sequence[int], rules: TimeRules) -> Around:
    """`ends` are the ends of the block's sentences, relative to it."""
    sentence = tuple(bisect_right(ends, h.start) for h in found)
    starts = [0, *ends]
    future = tuple(_ahead(h, text, folded, starts[n], (*starts, len(folded))[n + 1], rules) for h, n in zip(found, sentence, strict=True))
    until = tuple(rules.until.search(folded, max(0, h.start - 24), h.start) is not None for h in found)
    past = tuple(not f and not u and _back(h, folded, starts[n], rules) for h, n, f, u in zip(found, sentence, future, until, strict=True))
    reporting = tuple(
        rules.reporting.search(folded, max(starts[n], h.start - LOOK), h.start) is not None for h, n in zip(found, sentence, strict=True)
    )
    limit = tuple(any(p.search(folded, max(0, h.start - 24), h.start) for p in (rules.before, rules.until, rules.since)) for h in found)
    return Around(sentence, future, past, reporting, limit, until)


def _ahead(h: Hit, text: str, folded: str, start: int, end: int, rules: TimeRules) -> bool:
    """Whether the nearest verb before it looks ahead, or, where it opens its clause, the verb behind it; "until Friday" does unless a verb looks back."""
    lead = folded[max(start, h.start - CLAUSE) : h.start]
    cuts = [m.end() for m in _CUT.finditer(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    written = text[h.start - len(lead) : h.start]
    if rules.gone.search(lead):
        return False
    if rules.onward.search(lead):
        return True
    if (limit := rules.until.search(lead)) and not rules.back.search(lead[: limit.start()]):
        return True
    if (rules.starting.search(lead) or rules.programme.match(folded, h.end)) and rules.back.search(folded, start, end) is None:
        return True
    done = [m.span() for m in rules.past.finditer(lead)]  # "a commencé" is no "commence"
    looks = [m.end() for m in rules.future.finditer(lead) if not any(s < m.end() <= e for s, e in done) and not _participle(m, written)]
    if looks and not rules.past.search(lead, looks[-1]):
        return True
    if looks or done or not _OPENING.search(folded[max(0, start, h.start - 24) : h.start] if h.start - start <= 24 else lead[-24:]):
        return False
    behind = re.split(r"[.;:\"]", folded[h.end : h.end + 60], maxsplit=1)[0]
    ahead = rules.future.search(behind)
    return ahead is not None and rules.past.search(behind, 0, ahead.start()) is None


def _participle(m: re.Match[str], written: str) -> bool:
    """Whether a single word ends in an accent that folding took away: "organisé" is no "organise"."""
    return " " not in m.group() and written[m.end() - 1] in "éÉ"


def _back(h: Hit, folded: str, start: int, rules: TimeRules) -> bool:
    """Whether a verb of its clause looks back: one before it, or, where it opens its clause, one behind it."""
    lead = folded[max(start, h.start - CLAUSE) : h.start]
    cuts = [m.end() for m in _CUT.finditer(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    if rules.gone.search(lead) is not None or rules.back.search(lead) is not None:
        return True
    return _OPENING.search(lead[-24:]) is not None and rules.back.search(re.split(r"[.;:\"]", folded[h.end : h.end + 60], maxsplit=1)[0]) is not None


def ground(found: Sequence[Hit], around: Around, rules: TimeRules, anchor: date | None, told: Told) -> list[Reading | None]:
    """A reading for each match, or None; `told` goes on to the next block."""
    plain: list[Reading | None] = []
    for k, h in enumerate(found):
        alone = h.rule.kind not in FOLLOWING and not h.rule.fixed.get("same")
        plain.append(
            read(h.rule, h.match, Scene(rules=rules, anchor=anchor, future=around.future[k], past=around.past[k], until=around.until[k])) if alone else None
        )
    out: list[Reading | None] = []
    for k, h in enumerate(found):
        r = plain[k]
        scene = Scene(
            rules=rules, anchor=anchor, future=around.future[k], past=around.past[k], reference=told.reference or told.reported, last=told.last or told.reported,
            near=_near(k, plain, around), clock=told.clock if _ranged(k, found, around) else None,
        )  # fmt: skip
        if h.rule.kind in FOLLOWING or h.rule.fixed.get("same"):
            r = read(h.rule, h.match, scene)
        if r is not None and h.hour is not None:
            r = _with_hour(r, h, scene)
        out.append(r)
        if not around.limit[k]:
            _remember(told, r, h, around.reporting[k])
    return out


def _ranged(k: int, found: Sequence[Hit], around: Around) -> bool:
    """Whether it stands so near behind another that both may be ends of a range."""
    return k > 0 and around.sentence[k] == around.sentence[k - 1] and found[k].start - found[k - 1].end <= RANGE


def _near(k: int, plain: Sequence[Reading | None], around: Around) -> Days | None:
    """A single day that stands in the same sentence: the nearest before, else behind."""
    before = [j for j in range(k - 1, -1, -1) if around.sentence[j] == around.sentence[k]]
    behind = [j for j in range(k + 1, len(plain)) if around.sentence[j] == around.sentence[k]]
    for j in before + behind:
        r = plain[j]
        if r is not None and r.days is not None and r.type in ("DATE", "TIME") and r.days[0] == r.days[1] and not around.reporting[j]:
            return r.days
    return None


def _with_hour(day: Reading, h: Hit, scene: Scene) -> Reading:
    rule, m = h.hour  # type: ignore[misc]
    if day.others:  # "the 15th and 16th at 8 p.m.": the hour stands beside the last
        *some, last = day.others
        hour = read(rule, m, Scene(rules=scene.rules, anchor=None, near=(last.days[1], last.days[1])))
        return day if hour is None else msgspec.structs.replace(day, others=(*some, msgspec.structs.replace(last, value=hour.value)))
    if day.days is None:
        hour = read(rule, m, Scene(rules=scene.rules, anchor=None))
        return msgspec.structs.replace(day, type="TIME", value=f"{day.value.partition('T')[0]}T{hour.value.partition('T')[2]}" if hour else day.value)
    hour = read(rule, m, Scene(rules=scene.rules, anchor=None, near=(day.days[0], day.days[0])))
    if hour is None:
        return day
    said = _HOUR.fullmatch(hour.clock)
    if day.clock == "NI" and small(hour.clock):  # "the night of Saturday to Sunday at 2" is Sunday's
        d = day.days[1]
        return msgspec.structs.replace(day, type="TIME", value=f"{d}T{hour.clock}", days=(d, d), clock=hour.clock, zone=hour.zone)
    if said and day.clock in LATE and 0 < int(said[1]) < 12 and "ampm" not in m.re.groupindex:  # "10:30 Saturday night"
        clock = f"{int(said[1]) + 12}:{said[2]}"
        hour = msgspec.structs.replace(hour, value=hour.value.replace(f"T{hour.clock}", f"T{clock}"), clock=clock)
    return msgspec.structs.replace(day, type="TIME", value=hour.value, clock=hour.clock, zone=hour.zone)


def _remember(told: Told, r: Reading | None, h: Hit, reporting: bool) -> None:
    if r is None or r.days is None or r.type not in ("DATE", "TIME") or r.bound:
        return
    if reporting and h.hour is None:
        told.reported = r
        return
    told.last = r
    if (r.days[1] - r.days[0]).days <= 31:
        told.reference = r
        told.clock = r if r.clock else None


def shifted(r: Reading, zone: int | None) -> Reading:
    """The days where the place of the telling is: 2200 GMT on the 12th is the 13th in Baghdad. `zone` in minutes east of Greenwich."""
    m = _HOUR.match(r.clock)
    if zone is None or r.zone is None or r.days is None or m is None:
        return r
    d = r.days[0]
    moment = datetime(d.year, d.month, d.day) + timedelta(hours=int(m[1]), minutes=int(m[2]) + zone - r.zone)
    if moment.date() == d:
        return r
    return msgspec.structs.replace(r, days=(moment.date(), moment.date()), reason=f"{r.reason}; {moment:%H:%M} at the place")
