"""Where the rules of a language match, before anything is grounded."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable

import msgspec

from istor.grounding.times.rules import WORD, Rule, TimeRules
from istor.languages.beginnings import DIGIT, HEAD, plain

LOOK = 40
"""Characters looked at before an expression for words that must, or must not, stand there."""
_NUMBER = re.compile(r"\d")
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
    held = _marks(folded, rules)
    tried = [(k, rule) for bit, under in rules.by_mark if bit & held == bit for k, rule in under if rule.marks & held == rule.marks]
    if not tried:
        return []
    starts = Starts(plain(folded), [m.start() for m in rules.starts.finditer(folded)])
    shouted = text.isupper()
    found = [
        (m.start() - m.end(), k, m.start(), rule, m)
        for k, rule in tried
        for m in _matches(rule, folded, starts)
        if m.end() > m.start() and _stands(rule, m, folded) and (shouted or not rule.capitals or _written(m, text, rule))
    ]
    found.sort(key=lambda x: x[:3])
    taken: list[tuple[int, int]] = []
    chosen: list[Hit] = []
    for _, _, start, rule, m in found:
        at = bisect_left(taken, (start, 0))
        if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < m.end()):
            continue
        insort(taken, (start, m.end()))
        chosen.append(_hit(rule, m, folded, rules.outside))
    chosen.sort(key=lambda h: h.start)
    return _joined(chosen, folded, rules)


def _marks(folded: str, rules: TimeRules) -> int:
    """The bits of all words of a text."""
    held = rules.marks.get(DIGIT, 0) if _NUMBER.search(folded) else 0
    for word in set(WORD.findall(folded)):
        held |= rules.marks.get(word, 0)
    return held


class Starts(dict[frozenset[str], list[int]]):
    """The places of a text where a pattern can begin, by what it can begin with; counted once for all rules that share these."""

    def __init__(self, text: str, places: Iterable[int]) -> None:
        self.places = [(at, text[at], text[at : at + 2], text[at : at + HEAD]) for at in places]

    def __missing__(self, begins: frozenset[str]) -> list[int]:
        found = self[begins] = [at for at, one, two, three in self.places if three in begins or two in begins or one in begins]
        return found


def _matches(rule: Rule, folded: str, starts: Starts) -> Iterable[re.Match[str]]:
    """What `finditer` gives, tried only where a match can begin."""
    if rule.begins is None:
        return rule.pattern.finditer(folded)
    found, end, match = [], 0, rule.pattern.match
    for at in starts[rule.begins]:
        if at >= end and (m := match(folded, at)) is not None:
            found.append(m)
            end = m.end()
    return found


def _stands(rule: Rule, m: re.Match[str], folded: str) -> bool:
    if rule.after is None and rule.not_after is None:
        return True
    lead = folded[max(0, m.start() - LOOK) : m.start()]
    return (rule.after is None or rule.after.search(lead) is not None) and (rule.not_after is None or rule.not_after.search(lead) is None)


def _written(m: re.Match[str], text: str, rule: Rule) -> bool:
    """Whether the names in it are written with the capital that the language gives them ("march" is no month)."""
    return all(m.start(g) < 0 or text[m.start(g)].isupper() for g in rule.capitals)


def _hit(rule: Rule, m: re.Match[str], folded: str, outside: re.Pattern[str]) -> Hit:
    start, end = m.span()
    for leading in (rule.strip, outside):
        if leading is not None and (stripped := leading.match(folded, start)) and stripped.end() < end:
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
            if (before.rule.kind in DAYS or before.rule.fixed.get("unit") == "D") and h.rule.kind == "clock" and not h.rule.fixed.get("apart") and hour_behind.fullmatch(gap):
                out[-1] = Hit(before.rule, before.match, before.start, h.end, (h.rule, h.match))
                continue
            if before.rule.kind == "clock" and h.rule.kind in DAYS and day_behind.fullmatch(gap):
                out[-1] = Hit(h.rule, h.match, before.start, h.end, (before.rule, before.match))
                continue
        out.append(h)
    return out
