"""The time rules of a language: `times.toml`, its placeholders filled in and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from istor.languages import fold, table

WORD = re.compile(r"[^\W\d_]+")
DIGIT = "0"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"


class Rule(msgspec.Struct, frozen=True):
    """One pattern. `kind` names the reading (reading.py); `fixed` holds the rule's own values (n, unit, value, part)."""

    kind: str
    pattern: re.Pattern[str]
    strip: re.Pattern[str] | None
    fixed: dict[str, Any]
    example: str
    needs: tuple[frozenset[str], ...]
    """Sets of words of which a text must hold one each before the pattern is tried; DIGIT stands for any number."""


class TimeRules(msgspec.Struct, frozen=True):
    rules: tuple[Rule, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    seasons: dict[str, str]
    numbers: dict[str, int]
    mods: dict[str, int]
    """last -1, this 0, next +1."""
    edges: dict[str, str]
    """START, MID, END."""
    before: re.Pattern[str]
    since: re.Pattern[str]
    future: re.Pattern[str]


def _any(words: Any) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _words_of(forms: Any) -> frozenset[str]:
    return frozenset(w for f in forms for w in WORD.findall(f))


def _needs(pattern: str, vocabulary: dict[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What stands outside brackets must be there; a pattern that is all brackets needs one word of any of them."""
    plain = re.sub(r"\\[a-zA-Z]|\[[^\]]*\]\??", " ", pattern)
    outside, depth = [], 0
    for ch in plain:
        depth += ch == "("
        outside.append(ch if depth == 0 else " ")
        depth -= ch == ")"
    flat = "".join(outside)
    required = [vocabulary[name] for name in re.findall(r"\{(\w+)\}", flat) if name in vocabulary]
    required += [frozenset((w,)) for w in WORD.findall(re.sub(r"\{\w+\}", " ", flat)) if len(w) > 2]
    if required:
        return tuple(required)
    named = [w for name in re.findall(r"\{(\w+)\}", plain) if name in vocabulary for w in vocabulary[name]]
    literal = [w for w in WORD.findall(re.sub(r"\{\w+\}|\?P<\w+>", " ", plain)) if len(w) > 2]
    return (frozenset(named + literal + ([DIGIT] if re.search(r"\\d|\[\d", pattern) else [])),)


def _distinct(pattern: str) -> str:
    """A group name that stands twice gets a number: `(?P<part>`, `(?P<part__2>`."""
    seen: dict[str, int] = {}

    def name(m: re.Match[str]) -> str:
        seen[m[1]] = seen.get(m[1], 0) + 1
        return m[0] if seen[m[1]] == 1 else f"(?P<{m[1]}__{seen[m[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", name, pattern)


@cache
def time_rules(code: str) -> TimeRules | None:
    """The rules of a language; None where it has no `times.toml`."""
    data = table(code, "times")
    if not data:
        return None
    fields = {k: {fold(w): v for w, v in data.get(k, {}).items()} for k in ("months", "weekdays", "units", "parts", "seasons", "numbers")}
    mods = {**dict.fromkeys(map(fold, data["last"]), -1), **dict.fromkeys(map(fold, data["this"]), 0), **dict.fromkeys(map(fold, data["next"]), 1)}
    edges = {
        **dict.fromkeys(map(fold, data["early"]), "START"),
        **dict.fromkeys(map(fold, data["mid"]), "MID"),
        **dict.fromkeys(map(fold, data["late"]), "END"),
    }
    single = {w for w, u in fields["units"].items()}
    short = {m for m in fields["months"] if len(m) == 3}
    places = {
        "day": rf"(?P<day>{DAY})(?!\d)", "day2": rf"(?P<day2>{DAY})(?!\d)", "year": rf"(?P<year>{YEAR})(?!\d)", "year2": r"(?P<year2>\d\d)(?!\d)",
        "month": rf"(?P<month>{_any(fields['months'])})(?!\w)", "month3": rf"(?P<month>{_any(short)})(?!\w)",
        "weekday": rf"(?P<weekday>{_any(fields['weekdays'])})(?!\w)", "weekday2": rf"(?P<weekday2>{_any(fields['weekdays'])})(?!\w)",
        "num": rf"(?P<num>\d{{1,4}}|{_any(fields['numbers'])})(?!\w)" if code else "", "unit": rf"(?P<unit>{_any(fields['units'])})(?!\w)",
        "unit1": rf"(?P<unit>{_any(single)})(?!\w)", "part": rf"(?P<part>{_any(fields['parts'])})(?!\w)",
        "season": rf"(?P<season>{_any(fields['seasons'])})(?!\w)", "mod": rf"(?P<mod>{_any(mods)})(?!\w)",
        "this": rf"(?P<this>{_any([w for w, n in mods.items() if n == 0])})(?!\w)", "edge": rf"(?P<edge>{_any(edges)})",
        "hour": r"(?P<hour>[01]?\d|2[0-4])", "minute": r"(?P<minute>[0-5]\d)",
    }  # fmt: skip
    vocabulary = {
        "month": _words_of(fields["months"]), "month3": _words_of(fields["months"]), "weekday": _words_of(fields["weekdays"]),
        "weekday2": _words_of(fields["weekdays"]), "unit": _words_of(fields["units"]), "unit1": _words_of(fields["units"]),
        "part": _words_of(fields["parts"]), "season": _words_of(fields["seasons"]), "mod": _words_of(mods), "this": _words_of(mods),
        "edge": _words_of(edges), "num": _words_of(fields["numbers"]) | {DIGIT},
        **dict.fromkeys(("day", "day2", "year", "year2", "hour", "minute"), frozenset((DIGIT,))),
    }  # fmt: skip
    rules = []
    for row in data["rules"]:
        pattern = _distinct(re.sub(r"\{(\w+)\}", lambda m: places.get(m[1], m[0]), row["pattern"])).replace(" ", r"\s+")
        pattern = re.sub(r"\(\?<[=!][^()]*\)", lambda m: m[0].replace(r"\s+", r"\s"), pattern)  # a look-behind has one width
        strip = re.compile(rf"(?:{row['strip']})".replace(" ", r"\s+")) if "strip" in row else None
        fixed = {k: v for k, v in row.items() if k not in ("kind", "pattern", "strip", "example")}
        needs = _needs(row["pattern"], vocabulary)
        rules.append(Rule(row["kind"], re.compile(rf"(?<![\w-]){pattern}"), strip, fixed, row.get("example", ""), needs))
    return TimeRules(
        tuple(rules), fields["months"], fields["weekdays"], fields["units"], fields["parts"], fields["seasons"], fields["numbers"], mods, edges,
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['before_words']))})\s+(?:the\s+|le\s+)?$"),
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['since_words']))})\s+(?:the\s+|le\s+)?$"),
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['future_words']))})(?!\w)"),
    )  # fmt: skip
