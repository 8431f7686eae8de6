"""Numbers in a text, with the words that bound them, as the contract reads them: "at least N" is low N, "some N" is N approximate."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from istor.grounding.numerals import Numbers, numbers, value
from istor.languages import Language, fold
from istor.model import Bounds, Count

Kind = Literal["count", "age", "measure", "money", "percent", "clock", "year", "identifier"]
BEHIND = 24
"""Characters looked at before a figure for what bounds it or tells its kind."""


def find_counts(text: str, start: int, end: int, language: Language) -> tuple[Count, ...]:
    """Counts of text[start:end] in order, with their bounding words inside the span; a language without number words gives digits only."""
    rules = numbers(language.code) or numbers("en")
    if rules is None:
        return ()
    folded = fold(text[start:end])
    hidden = [m.span() for m in rules.masked.finditer(folded)]
    ends = [e for _, e in hidden]
    out: list[Count] = []
    for m in rules.pattern.finditer(folded):
        k = bisect_right(ends, m.start())
        if k < len(hidden) and hidden[k][0] < m.end():
            continue
        found = _read(m, folded, rules)
        if found is not None:
            s, e, bounds, kind = found
            s, e = start + s, start + e
            out.append(Count(start=s, end=e, text=text[s:e], bounds=bounds, kind=kind, ordinal=m["ordinal"] is not None))
    for m in rules.suffixes.finditer(folded) if rules.suffixes is not None else ():
        s, e = start + m.start(), start + m.end()
        out.append(Count(start=s, end=e, text=text[s:e], bounds=Bounds.exactly(int(m[1])), ordinal=True))
    out.sort(key=lambda c: (c.start, -c.end))
    return tuple(c for k, c in enumerate(out) if k == 0 or c.start >= out[k - 1].end)


def _read(m: re.Match[str], folded: str, rules: Numbers) -> tuple[int, int, Bounds, Kind] | None:
    """Span, bounds and kind of one match; None where the words are a part of no whole number."""
    s, e = m.span()
    if m["ordinal"]:
        return s, e, Bounds.exactly(rules.ordinals[m["ordinal"]]), _share(e, folded, rules)
    if m["article"]:
        return s, e, _bounded(Bounds.exactly(rules.units[m["article"]]), rules.bounds[re.sub(r"\s+", " ", m["said"])]), _kind(m, folded, rules, 1)
    if m["range"]:
        return _range(m, folded, rules)
    if m["vague"]:
        bounds = rules.vague[re.sub(r"\s+", " ", m["vague"])]
    else:
        n = value(m["number"], rules)
        if n is None:
            return None
        bounds = Bounds.exactly(n)
    return _with_bounds(s, e, bounds, _kind(m, folded, rules, bounds.low or 0), folded, rules)


def _range(m: re.Match[str], folded: str, rules: Numbers) -> tuple[int, int, Bounds, Kind] | None:
    s, e = m.span()
    a, b = next((p, q) for p, q in ("ab", "cd", "xy") if m[p])
    low, high = value(m[a], rules), value(m[b], rules)
    if low is None or high is None:
        return None
    if m["opener"] and rules.changed.search(folded[max(0, s - 60) : s]):
        # "the toll rose from 10 to 15": only what it rose to is the figure
        return m.start(b), e, Bounds.exactly(high), _kind(m, folded, rules, high)
    if low >= high:
        return s, e, Bounds.exactly(low), "identifier"
    return _with_bounds(s, e, Bounds(low=low, high=high), _kind(m, folded, rules, low), folded, rules)


def _with_bounds(s: int, e: int, bounds: Bounds, kind: Kind, folded: str, rules: Numbers) -> tuple[int, int, Bounds, Kind]:
    """The figure with the words that bound it, before it and behind it ("at least some 20", "30 or more")."""
    if kind != "count":
        return s, e, bounds, kind
    while said := rules.bounded.search(folded, max(0, s - BEHIND), s):
        s = said.start()
        bounds = _bounded(bounds, rules.bounds[re.sub(r"\s+", " ", said.group().strip())])
    if trail := rules.trailed.match(folded, e):
        bounds = _bounded(bounds, "about" if trail["about"] else "low")
        e = trail.end() if trail["about"] or not folded[e : trail.start("low")].strip() else e
    return s, e, bounds, kind


def _bounded(b: Bounds, kind: str) -> Bounds:
    if kind in ("low", "above"):
        return Bounds(low=b.low if b.low is not None else b.high, high=None, approximate=b.approximate)
    if kind == "high":
        return Bounds(low=None, high=b.high if b.high is not None else b.low, approximate=b.approximate)
    return Bounds(low=b.low, high=b.high, approximate=True)


def _share(e: int, folded: str, rules: Numbers) -> Kind:
    """An ordinal that is a fraction ("a third of"), else a count."""
    return "percent" if rules.after["percent"].match(folded, e) else "count"


def _kind(m: re.Match[str], folded: str, rules: Numbers, low: int) -> Kind:
    """What the figure is: only `count` may become a figure of an event."""
    s, e = m.span()
    figure, behind = m.group(), folded[max(0, s - BEHIND) : s]
    digits = figure[0].isdigit()
    kinds: dict[str, Kind] = {"age": "age", "money": "money", "identifier": "identifier"}
    for name, kind in kinds.items():
        if (digits or name != "identifier") and rules.before[name].search(behind):
            return kind
    after: dict[str, Kind] = {"age": "age", "percent": "percent", "money": "money", "measure": "measure", "clock": "clock", "time": "measure"}
    for name, kind in after.items():
        if rules.after[name].match(folded, e, e + BEHIND):
            return kind
    if figure.isdigit() and len(figure) == 4 and 1500 <= low <= 2100:
        return "year"
    if re.match(r"[-,]\s?\d{3}-\d{4}|-\d{3,}", folded[e : e + 9]):
        return "identifier"
    # "John Smith, 34, was": an age between commas
    if figure.isdigit() and 0 < low < 110 and behind.endswith(", ") and folded[e : e + 1] in (",", ";", ")"):
        return "age"
    return "count"
