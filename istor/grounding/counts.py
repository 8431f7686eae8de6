"""Numbers in a text, with the words that bound them, as the contract reads them: "at least N" is low N, "some N" is N approximate."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from istor.languages import Language, fold, table
from istor.model import Bounds, Count

_DIGITS = r"\d{1,3}(?:[SEP]\d{3})+(?!\d)|\d+"
_MONTHLIKE = re.compile(r"\s+([^\W\d_]{3,})")


class Numbers(msgspec.Struct, frozen=True):
    """`numbers.toml` of a language, compiled."""

    pattern: re.Pattern[str]
    bounded: re.Pattern[str]
    units: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, Bounds]
    ordinals: dict[str, int]
    bounds: dict[str, str]
    joiners: frozenset[str]
    separators: str
    decimal: str
    after: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]
    suffixes: re.Pattern[str] | None


def _alternation(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def numbers(code: str) -> Numbers | None:
    """The number words of a language; None where it has no such file."""
    data: dict[str, Any] = table(code, "numbers")
    if not data:
        return None
    units, scales = data.get("units", {}), data.get("scales", {})
    known = {**units, **data.get("compound", {})}
    separators = "".join(data.get("thousands", [","])) + "\u00a0\u202f"
    digits = _DIGITS.replace("SEP", re.escape(separators))
    decimal = data.get("decimal", ".")
    word = _alternation([*units, *scales])
    joiner = _alternation([x for j in data.get("joiners", ()) if j != "-" for x in (f" {j} ", f"-{j}-")]) or r"\0"
    tail = _alternation([*units, *scales, *data.get("compound", {})])
    spelled = rf"(?:{word})(?:(?:{joiner}|-|\s)(?:{joiner}|-|\s)*(?:{tail})(?!\w))*"
    number = rf"(?:{digits})(?:{re.escape(decimal)}\d+)?(?:\s+(?:{_alternation(list(scales)) or r'0^'})(?!\w))*|{spelled}"
    vague = _alternation(list(data.get("vague", {})))
    ordinal = _alternation(list(data.get("ordinals", {})))
    between = _alternation(data.get("range_openers", []))
    joins = _alternation(data.get("range_joiners", []))
    ranges = _alternation([r for r in data.get("ranges", []) if r != "-"])
    pattern = (
        rf"(?<![\w.,/:-])(?:(?P<range>(?:(?:{between})\s+(?P<a>{number})\s+(?:{joins})\s+(?P<b>{number}))|(?P<c>{number})\s+(?:{ranges})\s+(?P<d>{number})|(?P<x>\d+)\s?[-\u2013]\s?(?P<y>\d+))"
        rf"|(?P<vague>{vague})|(?P<ordinal>{ordinal})|(?P<number>{number}))(?![\w])"
    )
    bounds = {form: kind for kind, forms in data.get("bounds", {}).items() for form in forms}
    kinds = data.get("kinds", {})
    after = {
        kind: re.compile(rf"[\s-]*(?:{_alternation([x.strip() for x in kinds.get(name, ['0^'])])})(?!\w)")
        for kind, name in (
            ("age", "age_after"), ("measure", "measure_after"), ("money", "money_after"),
            ("percent", "percent_after"), ("clock", "clock_after"), ("time", "time_after"),
        )
    }  # fmt: skip
    before = {
        kind: re.compile(rf"(?:(?<!\w)|(?<=\W))(?:{_alternation(kinds.get(name, ['0^']))})[\s-]*$")
        for kind, name in (("age", "age_before"), ("money", "money_before"), ("identifier", "identifier_before"))
    }
    suffixes = data.get("ordinal_suffixes", [])
    return Numbers(
        re.compile(pattern),
        re.compile(rf"(?:(?<!\w)(?:{_alternation(list(bounds))}))\s*$"),
        known,
        scales,
        {fold(k): Bounds(**v) for k, v in data.get("vague", {}).items()},
        data.get("ordinals", {}),
        bounds,
        frozenset(data.get("joiners", ())),
        separators,
        decimal,
        after,
        before,
        re.compile(rf"(?<![\w])(\d{{1,3}})(?:{_alternation(suffixes)})(?!\w)") if suffixes else None,
    )


def find_counts(text: str, start: int, end: int, language: Language) -> tuple[Count, ...]:
    """Counts of text[start:end] in order, with their bounding words inside the span; a language without number words gives digits only."""
    rules = numbers(language.code) or numbers("en")
    if rules is None:
        return ()
    folded = fold(text[start:end])
    out: list[Count] = []
    for m in rules.pattern.finditer(folded):
        count = _count(m, folded, rules)
        if count is not None:
            s, e, bounds, kind, ordinal = count
            out.append(Count(start=start + s, end=start + e, text=text[start + s : start + e], bounds=bounds, kind=kind, ordinal=ordinal))
    if rules.suffixes is not None:
        for m in rules.suffixes.finditer(folded):
            s, e = start + m.start(), start + m.end()
            out.append(Count(start=s, end=e, text=text[s:e], bounds=Bounds.exactly(int(m[1])), ordinal=True))
    out.sort(key=lambda c: (c.start, -c.end))
    return tuple(c for k, c in enumerate(out) if k == 0 or c.start >= out[k - 1].end)


def _count(m: re.Match[str], folded: str, rules: Numbers) -> tuple[int, int, Bounds, Any, bool] | None:
    s, e = m.span()
    if m.group("ordinal"):
        return s, e, Bounds.exactly(rules.ordinals[m.group("ordinal")]), "count", True
    if m.group("range"):
        low, high = (_value(x, rules) for x in (next((m[p], m[q]) for p, q in ("ab", "cd", "xy") if m[p])))
        if low is None or high is None or low >= high:
            return None if low is None else (s, e, Bounds.exactly(low), "identifier", False)
        bounds = Bounds(low=low, high=high)
    elif m.group("vague"):
        bounds = rules.vague[re.sub(r"\s+", " ", m.group("vague"))]
    else:
        value = _value(m.group("number"), rules)
        if value is None:
            return None
        bounds = Bounds.exactly(value)
    kind = _kind(s, e, folded, rules, bounds, m)
    said = rules.bounded.search(folded, max(0, s - 24), s)
    if said is not None and kind == "count":
        word = said.group().strip()
        s = said.start()
        bounds = _bounded(bounds, rules.bounds[word])
    return s, e, bounds, kind, False


def _bounded(b: Bounds, kind: str) -> Bounds:
    if kind in ("low", "above"):
        return Bounds(low=b.low, high=None, approximate=b.approximate)
    if kind == "high":
        return Bounds(low=None, high=b.high if b.high is not None else b.low, approximate=b.approximate)
    return Bounds(low=b.low, high=b.high, approximate=True)


def _value(words: str, rules: Numbers) -> int | None:
    """The number that digits or words give: "1,200", "4.5 million", "twenty-three", "deux cent trente et un", "quatre-vingt-dix"."""
    digits = re.match(r"[\d" + re.escape(rules.separators + rules.decimal) + r"]+", words)
    if digits and digits.group()[0].isdigit():
        raw = digits.group().rstrip(rules.separators + rules.decimal)
        scale = 1
        for name in words[digits.end() :].split():
            scale *= rules.scales.get(name, 1)
        for sep in rules.separators:
            if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(sep)}\d{{3}})+", raw):
                raw = raw.replace(sep, "")
        raw = raw.replace(rules.decimal, ".")
        try:
            value = float(raw) * scale
        except ValueError:
            return None
        return int(value) if value == int(value) and value < 10**12 else None
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word in rules.units:
            unit = rules.units[word]
            # "quatre-vingt": four times twenty, where a smaller word stands before a larger round one
            current = current * unit if unit == 20 and 0 < current < 10 and "vingt" in word else current + unit
        elif word in rules.scales:
            scale = rules.scales[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word and word not in rules.joiners:
            return None
    return total + current


def _kind(s: int, e: int, folded: str, rules: Numbers, bounds: Bounds, m: re.Match[str]) -> str:
    """What the figure is: only `count` may become a figure of an event."""
    behind = folded[max(0, s - 22) : s]
    for kind, pattern in rules.before.items():
        if kind == "identifier" and not m.group()[0].isdigit():
            continue
        if pattern.search(behind):
            return kind
    for kind, pattern in rules.after.items():
        if pattern.match(folded, e, e + 24):
            return "measure" if kind == "time" else kind
    low = bounds.low or 0
    digits = m.group()
    if digits.isdigit() and len(digits) == 4 and 1500 <= low <= 2100:
        return "year"
    if digits.isdigit() and len(digits) > 6:
        return "identifier"
    if digits[0].isdigit() and re.match(r"\d*[:/]\d", folded[e : e + 3].lstrip()):
        return "clock"
    if re.match(r"[-,]\s?\d{3}-\d{4}|-\d{3,}", folded[e : e + 9]):
        return "identifier"
    # "John Smith, 34, was": an age between commas
    if digits.isdigit() and 0 < low < 110 and behind.endswith(", ") and folded[e : e + 1] in (",", ";", ")"):
        return "age"
    return "count"
