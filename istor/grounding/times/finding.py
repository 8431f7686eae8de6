"""Every time expression of a part, in order, grounded on when the part appeared."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from istor.grounding.times.calendar import Days
from istor.grounding.times.reading import Reading, read
from istor.grounding.times.rules import DIGIT, WORD, Rule, TimeRules, time_rules
from istor.languages import fold
from istor.model import Part, Report, Timex

LOOK = 40
"""Characters looked at before and behind an expression for its tense and its bound."""


def find_times(part: Part) -> tuple[Timex, ...]:
    """Time expressions of a part. What depends on the day of publication stays unplaced when that is not known."""
    rules = time_rules(part.language)
    if rules is None:
        return ()
    anchors = _anchors(part)
    out: list[Timex] = []
    reference: Days | None = None
    for block in part.blocks or ():
        folded = fold(part.document.text[block.start : block.end])
        for rule, m in _matches(folded, rules):
            found = _timexes(rule, m, folded, block.start, part.document.text, rules, anchors, reference)
            for t in found:
                if t.first is not None and t.last is not None and t.type in ("DATE", "TIME") and (t.last - t.first).days <= 31 and not t.bound:
                    reference = (t.first, t.last)
            out += found
    out.sort(key=lambda t: (t.start, -t.end))
    return tuple(out)


def _anchors(part: Part) -> list[date]:
    """The possible days of publication, first and last; empty when unknown or wider than a fortnight."""
    p = part.published
    if p is None:
        return []
    first, last = date.fromisoformat(p.start), date.fromisoformat(p.end)
    if (last - first).days > 14:
        return []
    return [first, last] if first != last else [first]


def _matches(folded: str, rules: TimeRules) -> list[tuple[Rule, re.Match[str]]]:
    """Matches that do not overlap: the longest first, then the earlier rule."""
    words = set(WORD.findall(folded))
    if any(c.isdigit() for c in folded):
        words.add(DIGIT)
    tried = [(k, rule) for k, rule in enumerate(rules.rules) if all(not need.isdisjoint(words) for need in rule.needs)]
    found = [(m.start(), -m.end(), k, rule, m) for k, rule in tried for m in rule.pattern.finditer(folded) if m.end() > m.start()]
    found.sort(key=lambda x: (-(-x[1] - x[0]), x[2], x[0]))
    taken: list[tuple[int, int]] = []
    chosen = []
    for start, end, _, rule, m in found:
        if all(e <= start or -end <= s for s, e in taken):
            taken.append((start, -end))
            chosen.append((rule, m))
    chosen.sort(key=lambda x: x[1].start())
    return chosen


def _timexes(
    rule: Rule, m: re.Match[str], folded: str, offset: int, text: str, rules: TimeRules, anchors: list[date], reference: Days | None
) -> list[Timex]:
    future = bool(rules.future.search(folded, max(0, m.start() - LOOK), m.start()))
    readings = [read(rule, m, rules, a, reference, future) for a in anchors] or [read(rule, m, rules, None, reference, future)]
    reading = _agree(readings)
    if reading is None:
        return []
    start, end = m.span()
    if rule.strip is not None:
        stripped = rule.strip.match(folded, start)
        start = stripped.end() if stripped and stripped.end() < end else start
    bound = None
    days = reading.days
    lead = folded[max(0, start - 24) : start]
    if days is not None:
        if rule.kind == "earlier":
            bound = "not_after"
        elif rules.before.search(lead):
            bound = "not_after"
            days = (days[0], days[0] - timedelta(days=0))
        elif rules.since.search(lead):
            bound = "not_before"
    common: dict[str, Any] = {
        "type": reading.type, "precision": reading.precision, "bound": bound, "follows": reading.follows, "recurring": reading.recurring,
        "reason": reading.reason, "conflict": reading.conflict,
    }  # fmt: skip
    if reading.second is not None and days is not None:
        cut = m.end("day")
        second = reading.second
        a = Timex(
            start=offset + start,
            end=offset + cut,
            text=text[offset + start : offset + cut],
            value=reading.value,
            first=days[0],
            last=days[1],
            **common,
        )
        s2 = offset + m.start("day2")
        b = Timex(start=s2, end=offset + end, text=text[s2 : offset + end], value=second.isoformat(), first=second, last=second, **common)
        return [a, b]
    s, e = offset + start, offset + end
    first, last = days if days is not None else (None, None)
    return [Timex(start=s, end=e, text=text[s:e], value=reading.value, first=first, last=last, **common)]


def _agree(readings: list[Reading | None]) -> Reading | None:
    """The reading over every possible day of publication: the same days, or the span of them all."""
    known = [r for r in readings if r is not None]
    if not known:
        return None
    first = known[0]
    if len(known) == 1 or all(r.days == first.days for r in known):
        return first
    spans = [r.days for r in known if r.days is not None]
    if not spans:
        return first
    import msgspec

    days = (min(s[0] for s in spans), max(s[1] for s in spans))
    return msgspec.structs.replace(first, days=days, precision="range", reason=first.reason + "; the day of publication is not exact")


def timexes_json(report: Report) -> dict[str, Any]:
    """`istor dates`: {"id", "timexes": [{"start", "end", "type", "value", "text"}]}."""
    from istor.grounding.times.anchors import infer_published
    from istor.splitting import split

    found = [t for part in infer_published(split(report)) for t in find_times(part)]
    return {"id": report.id, "timexes": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value, "text": t.text} for t in found]}
