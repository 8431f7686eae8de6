"""Where the rules of a language match, before anything is grounded."""

from __future__ import annotations

import re
from bisect import bisect_left, insort

import msgspec

from istor.grounding.times.rules import DIGIT, WORD, Rule, TimeRules

LOOK = 40
"""Characters looked at before an expression for words that must, or must not, stand there."""
DAYS = frozenset(("date", "numeric", "day_only", "weekday", "offset", "holiday"))
"""Kinds that name a day an hour can belong to."""


class Hit(msgspec.Struct, frozen=True):
    """A match; `hour` is the match of an hour joined to it ("Sunday at 9 p.m.")."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int
    hour: tuple[Rule, re.Match[str]] | None = None


def hits(text: str, folded: str, rules: TimeRules) -> list[Hit]:
    """Matches that do not overlap, in order: the longest first, then the earlier rule; hours joined to the days beside them."""
    words = set(WORD.findall(folded))
    if any(c.isdigit() for c in folded):
        words.add(DIGIT)
    tried = [(k, rule) for k, rule in enumerate(rules.rules) if all(not need.isdisjoint(words) for need in rule.needs)]
    shouted = text.isupper()
    found = [
        (m.start() - m.end(), k, m.start(), rule, m)
        for k, rule in tried
        for m in rule.pattern.finditer(folded)
        if m.end() > m.start() and _stands(rule, m, folded) and (shouted or _written(m, text, rules))
    ]
    found.sort(key=lambda x: x[:3])
    taken: list[tuple[int, int]] = []
    chosen: list[Hit] = []
    for _, _, start, rule, m in found:
        at = bisect_left(taken, (start, 0))
        if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < m.end()):
            continue
        insort(taken, (start, m.end()))
        chosen.append(_hit(rule, m, folded))
    chosen.sort(key=lambda h: h.start)
    return _joined(chosen, folded, rules)


def _stands(rule: Rule, m: re.Match[str], folded: str) -> bool:
    if rule.after is None and rule.not_after is None:
        return True
    lead = folded[max(0, m.start() - LOOK) : m.start()]
    return (rule.after is None or rule.after.search(lead) is not None) and (rule.not_after is None or rule.not_after.search(lead) is None)


def _written(m: re.Match[str], text: str, rules: TimeRules) -> bool:
    """Whether the names in it are written with the capital that the language gives them ("march" is no month)."""
    return all(m.start(g) < 0 or text[m.start(g)].isupper() for g in rules.capitalised if g in m.re.groupindex)


def _hit(rule: Rule, m: re.Match[str], folded: str) -> Hit:
    start, end = m.span()
    if rule.strip is not None and (stripped := rule.strip.match(folded, start)) and stripped.end() < end:
        start = stripped.end()
    return Hit(rule, m, start, end)


def _joined(found: list[Hit], folded: str, rules: TimeRules) -> list[Hit]:
    hour_behind, day_behind = rules.joints
    out: list[Hit] = []
    for h in found:
        before = out[-1] if out else None
        if before is not None and before.hour is None:
            hour = h.match.start("hour") if "hour" in h.match.re.groupindex else h.start
            gap = folded[before.end : hour if hour > before.end else h.start]
            if before.rule.kind in DAYS and h.rule.kind == "clock" and hour_behind.fullmatch(gap):
                out[-1] = Hit(before.rule, before.match, before.start, h.end, (h.rule, h.match))
                continue
            if before.rule.kind == "clock" and h.rule.kind in DAYS and day_behind.fullmatch(gap):
                out[-1] = Hit(h.rule, h.match, before.start, h.end, (before.rule, before.match))
                continue
        out.append(h)
    return out
