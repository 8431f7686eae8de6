"""The time rules of a language: `times.toml`, its placeholders filled in and compiled once.

A rule has `kind` (the reading, see readings), `pattern` over folded text, an `example`, and where needed `after` / `not_after`: words that must or
must not stand right before it; `strip`: what belongs to the pattern but not to the expression; and values of its own (n, unit, value, part ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any

import msgspec

from istor.grounding.numerals import Numbers, numbers
from istor.languages import fold, table
from istor.languages.beginnings import DIGIT, HEAD, beginnings, where
from istor.languages.needs import needs
from istor.languages.patterns import any_of

WORD = re.compile(r"[^\W\d_]+")
BEHIND = r"[\w-]"
"""What must not stand right before an expression."""
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
TABLES = (
    "months",
    "weekdays",
    "units",
    "parts",
    "seasons",
    "quantities",
    "ordinals",
    "holidays",
    "lunar",
    "solar",
    "zones",
    "decades",
    "spans",
    "sides",
)
"""Tables of `times.toml`, words to values; each may be empty."""


class Rule(msgspec.Struct, frozen=True):
    """One pattern. `kind` names the reading; `fixed` holds the rule's own values (n, unit, value, part)."""

    kind: str
    pattern: re.Pattern[str]
    strip: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    fixed: dict[str, Any]
    example: str
    needs: tuple[frozenset[str], ...]
    """Sets of words of which a text must hold one each before the pattern is tried; DIGIT stands for any number."""
    begins: frozenset[str] | None = None
    """Characters with which a match can begin (`beginnings`); None: any."""
    capitals: tuple[str, ...] = ()
    """Its groups that the language writes with a capital."""
    marks: int = 0
    """`needs` as bits: one for each set, as TimeRules.marks gives them to words."""


class TimeRules(msgspec.Struct, frozen=True):
    rules: tuple[Rule, ...]
    by_mark: tuple[tuple[int, tuple[tuple[int, Rule], ...]], ...]
    """The rules with their numbers, under one bit of their marks each: where a text has not the bit, none of these is asked."""
    starts: re.Pattern[str]
    """Where any rule can begin that does not begin anywhere."""
    marks: dict[str, int]
    """The bits that a word of a text gives: one for each set of `needs` that holds it."""
    words: dict[str, dict[str, Any]]
    """The tables of TABLES, folded."""
    mods: dict[str, int]
    """last -1, this 0, next +1."""
    edges: dict[str, str]
    """START, MID, END."""
    outside: re.Pattern[str]
    """What a match may begin with that is never part of the expression: prepositions, alone or contracted with the article."""
    numbers: Numbers | None
    before: re.Pattern[str]
    """Words right before a day that make it a limit that is itself out ("before")."""
    until: re.Pattern[str]
    """Words that make it a limit that is itself in ("by", "until")."""
    since: re.Pattern[str]
    gone: re.Pattern[str]
    """Words right before a day that is past ("since")."""
    starting: re.Pattern[str]
    """Words right before a day that is yet to come unless a verb looks back ("starting")."""
    programme: re.Pattern[str]
    """What stands right behind a day that is announced, where no verb looks back ("Thursday from 2 to 4 p.m.")."""
    onward: re.Pattern[str]
    """Words right before a time that was to come when they were done ("postponed the hearing to", "extended until")."""
    future: re.Pattern[str]
    """A verb that looks ahead, within the clause."""
    past: re.Pattern[str]
    """A verb that looks back: it ends what a verb before it looks ahead to."""
    back: re.Pattern[str]
    """Any verb that looks back; a day without its year lies behind it."""
    ahead_days: int
    """Days ahead of publication within which a day without its year is to come, where no verb looks back."""
    reporting: re.Pattern[str]
    """Words right before a day that make it the day of the telling and not of what is told ("said on")."""
    joints: tuple[re.Pattern[str], re.Pattern[str]]
    """What joins a day to an hour behind it, and an hour to a day behind it."""
    day_first: bool


def _phrases(words: Iterable[str]) -> str:
    return any_of(fold(w) for w in words).replace(r"\ ", r"\s+")


def _onward(groups: dict[str, list[list[str]]]) -> re.Pattern[str]:
    """Each group holds verbs and the words behind which their time stands, with a few words between at most."""
    ways = [rf"(?:{_phrases(verbs)})(?:e?s|e)?(?:\s+[\w'-]+){{0,5}}?\s+(?:{_phrases(words)})" for verbs, words in groups.values()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways) or '(?!)'})\s*$")


def _lead(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words at the very end of what stands before."""
    closed = [w for w in words if w]
    return re.compile(
        rf"(?:(?<!\w)(?:{_phrases(w for w in closed if w[-1] not in chr(39))})\s+|(?<!\w)(?:{_phrases(w for w in closed if w[-1] in chr(39))}))$"
    )


def _without_looks(pattern: str) -> str:
    """The pattern without what it only looks at, ahead or behind."""
    out, depth, skip = [], 0, -1
    for k, ch in enumerate(pattern):
        if ch == "(":
            depth += 1
            if skip < 0 and re.match(r"\(\?<?[!=]", pattern[k : k + 4]):
                skip = depth
        if skip < 0:
            out.append(ch)
        if ch == ")":
            if skip == depth:
                skip = -1
            depth -= 1
    return "".join(out)


def _any_of_it(pattern: str, vocabulary: dict[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Where a pattern tells no word that it needs: one of all its words."""
    plain = re.sub(r"\\[a-zA-Z]|\[[^\]]*\]\??", " ", _without_looks(pattern))
    plain = re.sub(r"\w+\?(?=\W|$)(?<!\(\?)", " ", plain)
    named = [w for name in re.findall(r"\{(\w+)\}", plain) if name in vocabulary for w in vocabulary[name]]
    literal = [w for w in WORD.findall(re.sub(r"\{\w+\}|\?P<\w+>", " ", plain)) if len(w) > 2]
    return (frozenset(named + literal + ([DIGIT] if re.search(r"\\d|\d", pattern) else [])),)


def _distinct(pattern: str) -> str:
    """A group name that stands twice gets a number: `(?P<part>`, `(?P<part__2>`."""
    seen: dict[str, int] = {}

    def name(m: re.Match[str]) -> str:
        seen[m[1]] = seen.get(m[1], 0) + 1
        return m[0] if seen[m[1]] == 1 else f"(?P<{m[1]}__{seen[m[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", name, pattern)


def _number(rules: Numbers | None, quantities: Iterable[str]) -> str:
    digits = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,6}(?:[.,]\d{1,2})?"
    return rf"{digits}|{rules.spelled if rules else '(?!)'}|{_phrases(quantities)}"


def _places(words: dict[str, dict[str, Any]], mods: dict[str, int], edges: dict[str, str], known: Numbers | None) -> dict[str, str]:
    """The placeholders of patterns, each a named group."""

    def group(name: str, forms: Iterable[str]) -> str:
        return rf"(?P<{name}>{_phrases(forms)})(?!\w)"

    months = words["months"]
    return {
        "day": rf"(?P<day>{DAY})(?!\d)", "day2": rf"(?P<day2>{DAY})(?!\d)", "day3": rf"(?P<day3>{DAY})(?!\d)",
        "year": rf"(?P<year>{YEAR})(?!\d)", "yearb": rf"(?P<yearb>{YEAR})(?!\d)", "year2": r"(?P<year2>\d\d)(?!\d)",
        "hyear": r"(?P<hyear>1[0-5]\d\d)(?!\d)", "month": group("month", months), "month2": group("month2", months),
        "month3": group("month", (m for m in months if len(m) == 3)), "weekday": group("weekday", words["weekdays"]),
        "weekday2": group("weekday2", words["weekdays"]), "num": rf"(?P<num>{_number(known, words['quantities'])})(?!(?<=\w)\w)",
        "low": rf"(?P<low>{_number(known, words['quantities'])})(?!(?<=\w)\w)", "unit": group("unit", words["units"]), "part": group("part", words["parts"]), "season": group("season", words["seasons"]),
        "mod": group("mod", mods), "this": group("this", (w for w, n in mods.items() if n == 0)), "edge": rf"(?P<edge>{_phrases(edges)})",
        "hour": r"(?<!\d[.,])(?P<hour>[01]?\d|2[0-3])(?!\d)", "minute": r"(?P<minute>[0-5]\d)", "ordinal": group("ordinal", words["ordinals"]),
        "holiday": group("holiday", words["holidays"]), "lunar": group("lunar", words["lunar"]), "solar": group("solar", words["solar"]),
        "zone": group("zone", words["zones"]), "side": group("side", words["sides"]), "decadeword": group("decadeword", words["decades"]), "span": group("span", words["spans"]),
    }  # fmt: skip


_TABLE_OF = {"month": "months", "weekday": "weekdays", "unit": "units", "part": "parts", "season": "seasons", "ordinal": "ordinals", "holiday": "holidays",
             "lunar": "lunar", "solar": "solar", "zone": "zones", "decadeword": "decades", "span": "spans", "side": "sides"}  # fmt: skip


def _vocabulary(words: dict[str, dict[str, Any]], mods: Iterable[str], edges: Iterable[str], known: Numbers | None) -> dict[str, frozenset[str]]:
    def of(forms: Iterable[str]) -> frozenset[str]:
        return frozenset(w for f in forms for w in WORD.findall(f)[:1])

    out = {name: of(words[full]) for name, full in _TABLE_OF.items()}
    out |= {"month2": out["month"], "month3": out["month"], "weekday2": out["weekday"], "mod": of(mods), "this": of(mods), "edge": of(edges)}
    numerals = [*known.units, *known.scales, *known.multiples] if known else []
    out["num"] = out["low"] = of([*words["quantities"], *numerals]) | {DIGIT}
    return out | dict.fromkeys(("day", "day2", "day3", "year", "yearb", "year2", "hyear", "hour", "minute"), frozenset((DIGIT,)))


NUMBERED = "{num}(?:\\s+|(?<='))"
"""A number and the space behind it; an elision needs none ("une dizaine d'années")."""


def _rule(row: dict[str, Any], places: dict[str, str], vocabulary: dict[str, frozenset[str]]) -> Rule:
    pattern = _distinct(
        re.sub(r"\{(\w+)\}", lambda m: places.get(m[1], m[0]), row["pattern"].replace("{num} ", NUMBERED).replace(" ?", r"\s*").replace(" ", r"\s+"))
    )
    pattern = re.sub(r"\(\?<[=!][^()]*\)", lambda m: m[0].replace(r"\s+", r"\s"), pattern)  # a look-behind has one width
    return Rule(
        kind=row["kind"],
        pattern=re.compile(rf"(?<!{BEHIND})(?:{pattern})(?!(?<=\w)\w)"),
        strip=re.compile(rf"(?:{row['strip']})".replace(" ", r"\s+")) if "strip" in row else None,
        after=_lead(row["after"]) if "after" in row else None,
        not_after=_lead(row["not_after"]) if "not_after" in row else None,
        fixed={k: v for k, v in row.items() if k not in ("kind", "pattern", "strip", "example", "after", "not_after")},
        example=row.get("example", ""),
        needs=needs(row["pattern"], vocabulary) or _any_of_it(row["pattern"], vocabulary),
        begins=beginnings(pattern, HEAD),
    )


def _capital(rule: Rule, capitalised: tuple[str, ...]) -> Rule:
    return msgspec.structs.replace(rule, capitals=tuple(g for g in capitalised if g in rule.pattern.groupindex))


def _marked(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], dict[str, int]]:
    """The rules with their needs as bits, and the bits of each word."""
    bits: dict[frozenset[str], int] = {}
    out = []
    for rule in rules:
        mine = [bits.setdefault(need, 1 << len(bits)) for need in rule.needs]
        out.append(msgspec.structs.replace(rule, marks=reduce(or_, mine, 0)))
    words: dict[str, int] = {}
    for need, bit in bits.items():
        for word in need:
            words[word] = words.get(word, 0) | bit
    return tuple(out), words


def _by_mark(rules: Iterable[Rule]) -> tuple[tuple[int, tuple[tuple[int, Rule], ...]], ...]:
    out: dict[int, list[tuple[int, Rule]]] = {}
    for k, rule in enumerate(rules):
        out.setdefault(1 << rule.marks.bit_length() >> 1, []).append((k, rule))
    return tuple((bit, tuple(held)) for bit, held in out.items())


def _edges(data: dict[str, Any]) -> dict[str, str]:
    """The words for the beginning, middle and end of a stretch, with what a language sets before them and behind them (`edge_frame`)."""
    before, behind = data.get("edge_frame", ([""], [""]))
    named = ((w, e) for name, e in (("early", "START"), ("mid", "MID"), ("late", "END")) for w in data.get(name, ()))
    return {fold(b + w + a): e for w, e in named for b in before for a in behind}


@cache
def time_rules(code: str) -> TimeRules | None:
    """The rules of a language; None where it has no `times.toml`."""
    data = table(code, "times")
    if not data:
        return None
    words = {name: {fold(w): v for w, v in data.get(name, {}).items()} for name in TABLES}
    mods = {fold(w): n for name, n in (("last", -1), ("this", 0), ("next", 1)) for w in data.get(name, ())}
    edges = _edges(data)
    known = numbers(code)
    places, vocabulary = _places(words, mods, edges, known), _vocabulary(words, mods, edges, known)
    hour_behind, day_behind = (re.compile(p.replace(" ", r"\s")) for p in data.get("joints", ("(?!)", "(?!)")))
    capitalised = tuple(data.get("capitalised", ()))
    rules, marks = _marked(_capital(_rule(row, places, vocabulary), capitalised) for row in data.get("rules", ()))
    return TimeRules(
        rules=rules,
        by_mark=_by_mark(rules),
        starts=where(frozenset(head[0] for r in rules for head in r.begins or ()), BEHIND),
        marks=marks,
        words=words,
        mods=mods,
        edges=edges,
        outside=re.compile(data.get("outside", "(?!)").replace(" ", r"\s+")),
        numbers=known,
        before=_lead(data.get("before_words", ())),
        until=_lead(data.get("until_words", ())),
        gone=_lead(data.get("gone_words", ())),
        starting=_lead(data.get("starting_words", ())),
        programme=re.compile(data.get("programme", "(?!)").replace(" ", r"\s+")),
        onward=_onward(data.get("onward", {})),
        since=_lead(data.get("since_words", ())),
        future=re.compile(rf"(?<!\w)(?:{_phrases(data.get('future_words', ()))}|{data.get('future_pattern', '(?!)')})(?!\w)"),
        past=re.compile(data.get("past_pattern", "(?!)")),
        back=re.compile(data.get("back_pattern", data.get("past_pattern", "(?!)"))),
        ahead_days=data.get("ahead_days", 45),
        reporting=re.compile(rf"(?<!\w)(?:{_phrases(data.get('reporting_words', ()))})(?!\w)[^.;:,\"]{{0,24}}$"),
        joints=(hour_behind, day_behind),
        day_first=data.get("numeric_order", "dmy") == "dmy",
    )
