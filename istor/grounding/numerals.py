"""`numbers.toml` of a language, compiled: the forms a number takes, the words that bound it and those that make it no count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from istor.languages import fold, table
from istor.languages.beginnings import guarded
from istor.model import Bounds

_NEVER = "(?!)"
_GROUPED = r"\d{1,3}(?:[SEP]\d{3})+(?!\d)|\d+"
_NUMBERED = (
    r"\+?\d{1,3}[ .-]\(?\d{2,4}\)?(?:[ .-]\d{2,4}){2,}",  # telephone numbers in three groups and more
    r"(?<![\d-])\d{3}-\d{4}(?!\d)",
    r"\d{4}-\d{2}-\d{2}",
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?",  # 9/11, 12/05/2003
    r"\d{1,2}:\d{2}(?::\d{2})?",
    r"\d{7,}",
)
"""Digits that count nothing in any language: numbers that identify, dates and clock times."""


class Numbers(msgspec.Struct, frozen=True):
    """The number words of one language. Patterns run over folded text."""

    spelled: str
    """A number in words, as the source of a pattern without groups."""
    pattern: re.Pattern[str]
    """One number, range, vague figure or ordinal; named groups tell which."""
    masked: re.Pattern[str]
    """Stretches whose numbers count nothing ("no one", "20 h 30", telephone numbers)."""
    bounded: re.Pattern[str]
    """A bounding word at the end of what stands before a number."""
    trailed: re.Pattern[str]
    """A bounding word behind a number ("20-odd", "5 or more"); group `about` or `low`."""
    changed: re.Pattern[str]
    """Words before "from 10 to 15" that make it a change and no range ("rose")."""
    units: dict[str, int]
    scales: dict[str, int]
    multiples: dict[str, int]
    """Words that a smaller number multiplies: "two dozen", "quatre-vingts"."""
    vague: dict[str, Bounds]
    ordinals: dict[str, int]
    bounds: dict[str, str]
    joiners: frozenset[str]
    separators: str
    decimal: str
    after: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]
    suffixes: re.Pattern[str] | None


def alternation(words: Iterable[str]) -> str:
    """The words as a pattern, the longest first; one that never matches where there is none."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or _NEVER


@cache
def numbers(code: str) -> Numbers | None:
    """The number words of a language; None where it has no such file."""
    data: dict[str, Any] = table(code, "numbers")
    if not data:
        return None
    separators = "".join(data.get("thousands", [","])) + "\u00a0\u202f"
    bounds = {form: kind for kind, forms in data.get("bounds", {}).items() for form in forms}
    trailing = data.get("bounds_after", {})
    suffixes = data.get("ordinal_suffixes", [])
    after, before = _kinds(data.get("kinds", {}))
    return Numbers(
        spelled=_spelled(data),
        pattern=re.compile(_number_pattern(data, separators)),
        masked=re.compile(guarded("|".join([*_NUMBERED, *data.get("masks", ())]))),
        bounded=re.compile(rf"(?:(?<!\w)(?:{alternation(bounds)}))\s*$"),
        trailed=re.compile(
            rf"(?:(?P<about>{alternation(trailing.get('about', ()))})|(?:\s+\w+)?(?P<low>{alternation(trailing.get('low', ()))}))(?!\w)"
        ),
        changed=re.compile(rf"(?<!\w)(?:{alternation(data.get('changes', ()))})(?!\w)[^.;,]{{0,40}}$"),
        units={**data.get("units", {}), **data.get("compound", {})},
        scales=data.get("scales", {}),
        multiples=data.get("multiples", {}),
        vague={fold(k): Bounds(**v) for k, v in data.get("vague", {}).items()},
        ordinals=data.get("ordinals", {}),
        bounds=bounds,
        joiners=frozenset(data.get("joiners", ())),
        separators=separators,
        decimal=data.get("decimal", "."),
        after=after,
        before=before,
        suffixes=re.compile(rf"(?<![\w])(\d{{1,3}})(?:{alternation(suffixes)})(?!\w)") if suffixes else None,
    )


def _spelled(data: dict[str, Any]) -> str:
    lone = [*data.get("units", {}), *data.get("scales", {}), *data.get("multiples", {})]
    word, tail = alternation(lone), alternation([*lone, *data.get("compound", {})])
    joiner = alternation(x for j in data.get("joiners", ()) if j != "-" for x in (f" {j} ", f"-{j}-"))
    return rf"(?:{word})(?!\w)(?:(?:{joiner}|-|\s)(?:{joiner}|-|\s)*(?:{tail})(?!\w))*"


def _number_pattern(data: dict[str, Any], separators: str) -> str:
    spelled = _spelled(data)
    digits = _GROUPED.replace("SEP", re.escape(separators)) + "|" + _NEVER
    scaled = alternation([*data.get("scales", {}), *data.get("multiples", {})])
    number = rf"(?:{digits})(?:{re.escape(data.get('decimal', '.'))}\d+)?(?:\s+(?:{scaled})(?!\w))*|{spelled}"
    # a word that is also an article ("un") is a number beside another number or behind a word that bounds
    article = alternation(data.get("compound", {}))
    first = rf"{number}|(?:{article})(?!\w)"
    ranges = alternation(r for r in data.get("ranges", []) if r != "-")
    openers, joins = alternation(data.get("range_openers", [])), alternation(data.get("range_joiners", []))
    bounding = alternation(f for forms in data.get("bounds", {}).values() for f in forms)
    opened = rf"(?P<opener>{openers})\s+(?P<a>{first})\s+(?:{joins})\s+(?P<b>{number})"
    either = rf"(?P<c>{first})\s+(?:{ranges})\s+(?P<d>{number})"
    vague = alternation(data.get("vague", {}))
    single = rf"(?P<said>{bounding})\s*(?!(?:{vague})(?!\w))(?P<article>{article})"
    found = (
        rf"(?P<range>{opened}|{either}|(?P<x>\d+)\s?-\s?(?P<y>\d+))|{single}"
        rf"|(?P<vague>{vague})|(?P<ordinal>{alternation(data.get('ordinals', {}))})|(?P<number>{number})"
    )
    return rf"(?<![\w.,/:+-]){guarded(f'(?:{found})')}(?!\w)"


def _kinds(kinds: dict[str, list[str]]) -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    """Patterns for what stands behind and before a figure and tells its kind, in order of trial."""
    after = {
        name: re.compile(rf"[\s-]*(?:{alternation(x.strip(' -') for x in kinds.get(name + '_after', ()))})(?!\w)")
        for name in ("age", "percent", "measure", "money", "clock", "time")
    }
    series = r"(?:\d+(?:,? \w{1,3} |[,-] ?))*"  # "aged 23 and 25", "aged between 18 and 25"
    before = {
        name: re.compile(rf"(?<!\w)(?:{alternation(kinds.get(name + '_before', ()))})[\s-]*{series if name == 'age' else ''}$")
        for name in ("age", "money", "identifier")
    }
    return after, before


def value(words: str, rules: Numbers) -> int | None:
    """The number that digits or words give: "1,200", "4.5 million", "two dozen", "deux cent trente et un", "quatre-vingt-dix"; None for a part of one."""
    digits = re.match(r"\d[\d" + re.escape(rules.separators + rules.decimal) + r"]*", words)
    return _of_digits(digits.group(), words[digits.end() :], rules) if digits else _of_words(words, rules)


def _of_digits(raw: str, rest: str, rules: Numbers) -> int | None:
    raw = raw.rstrip(rules.separators + rules.decimal + " ")
    scale = 1
    for name in rest.split():
        scale *= rules.scales.get(name, rules.multiples.get(name, 1))
    for sep in rules.separators:
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(sep)}\d{{3}})+", raw):
            raw = raw.replace(sep, "")
    whole, _, fraction = raw.partition(rules.decimal)
    if not whole.isdigit() or (fraction and not fraction.isdigit()) or len(whole) > 12:
        return None
    number, rest_of = divmod(int(whole + fraction) * scale, 10 ** len(fraction))
    return None if rest_of else number


def _of_words(words: str, rules: Numbers) -> int | None:
    total = current = last = 0
    for word in re.split(r"[\s-]+", words):
        if word in rules.multiples and last:
            current += last * (rules.multiples[word] - 1)
            last = 0
        elif word in rules.units or word in rules.multiples:
            last = rules.units.get(word) or rules.multiples.get(word, 0)
            current += last
        elif word in rules.scales:
            scale, last = rules.scales[word], 0
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word and word not in rules.joiners:
            return None
    return total + current
