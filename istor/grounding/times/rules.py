"""The time rules of a language: `times.toml`, its placeholders filled in and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from istor.languages import fold, table

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"


class Rule(msgspec.Struct, frozen=True):
    """One pattern. `kind` names the reading (reading.py); `fixed` holds the rule's own values (n, unit, value, part)."""

    kind: str
    pattern: re.Pattern[str]
    strip: re.Pattern[str] | None
    fixed: dict[str, Any]
    example: str


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
    rules = []
    for row in data["rules"]:
        pattern = _distinct(re.sub(r"\{(\w+)\}", lambda m: places.get(m[1], m[0]), row["pattern"])).replace(" ", r"\s+")
        pattern = re.sub(r"\(\?<[=!][^()]*\)", lambda m: m[0].replace(r"\s+", r"\s"), pattern)  # a look-behind has one width
        strip = re.compile(rf"(?:{row['strip']})".replace(" ", r"\s+")) if "strip" in row else None
        fixed = {k: v for k, v in row.items() if k not in ("kind", "pattern", "strip", "example")}
        rules.append(Rule(row["kind"], re.compile(rf"(?<![\w-]){pattern}"), strip, fixed, row.get("example", "")))
    return TimeRules(
        tuple(rules), fields["months"], fields["weekdays"], fields["units"], fields["parts"], fields["seasons"], fields["numbers"], mods, edges,
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['before_words']))})\s+(?:the\s+|le\s+)?$"),
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['since_words']))})\s+(?:the\s+|le\s+)?$"),
        re.compile(rf"(?<!\w)(?:{_any(map(fold, data['future_words']))})(?!\w)"),
    )  # fmt: skip
