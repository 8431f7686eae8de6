"""What tells one event from others of its kind: names, streets, ages, hours. They link tellings whose places and days are not stated, or stated otherwise.

A clue is `kind:value`, folded, so that it reads the same in any report: `person:john smith`, `name:caggins`, `town:taji`, `street:edwards`, `block:1200`, `age:23`,
`hour:18:30`, `aged:smith 23`, `title:gurdwara`. Names are capitalised words that no list of frequent words holds (languages/xx/common.txt).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import accumulate

from istor.languages import available, common, fold, get, rows
from istor.languages.beginnings import DIGIT, beginnings
from istor.model import ActorMatch, Toponym

_CAPITAL = re.compile(r"(?<![.!?:\"“«»”'’)] )(?<![\n.!?-])\b[^\W\d_a-zà-ÿ][\w'’-]{2,}")
"""A capitalised word that does not open a sentence."""
_PERSON = re.compile(r"\b([A-ZÀ-Ý][a-zà-ÿ'’-]+)(?: [A-Z]\.?| [\"“][A-Z]\w+[\"”])? ((?:[Aa]l-|[Dd]e |[Vv]an |O['’])?[A-ZÀ-Ý][a-zA-Zà-ÿ'’-]+)\b")
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")
_NUMBER = re.compile(r"\d")
NAMES, OTHERS = 40, 12
"""Clues kept of a part: names, most frequent first; and of each other kind, in order of first telling."""
WIDE = frozenset(("country", "region", "admin1"))
"""Places too wide to tell an event."""
LONGEST = 40
"""Characters of a clue's value."""


@cache
def patterns(language: str) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """By kind: a pattern, and whether its matches begin with a number."""
    return tuple((r["kind"], re.compile(r["pattern"]), beginnings(r["pattern"]) == frozenset((DIGIT,))) for r in rows(language, "clues"))


@cache
def _usual(code: str) -> frozenset[str]:
    """Frequent words of the language and of English, united once."""
    return frozenset(common(code) | common("en"))


def clues(
    text: str,
    language: str,
    title: str | None = None,
    leave: Collection[str] = (),
    places: Iterable[Toponym] = (),
    actors: Iterable[ActorMatch] = (),
    offset: int = 0,
) -> tuple[str, ...]:
    """The clues of a text, sorted. `leave` are words that say nothing here (an outlet's own name); `places` and `actors`
    stand in the text, `offset` later: they are told by themselves."""
    code = language if language in available() else "en"
    usual = _usual(code)
    told = [*_patterned(text, code)]
    found = {f"{kind}:{value}" for kind, value, _, _ in told}
    taken = [(start, end) for kind, _, start, end in told if kind == "street"]
    wide: set[str] = set(leave)
    towns: dict[str, None] = {}
    for t in places:
        taken.append((t.start - offset, t.end - offset))
        name = _bare(t.text)
        if t.kind == "demonym" or (t.place is not None and t.place.geonames_id is not None and t.place.precision in WIDE):
            wide.update(name.split())
        else:
            towns[name] = None
    for a in actors:
        if a.actor is not None:
            taken.append((a.start - offset, a.end - offset))
            wide.update(_bare(a.text).split())
    found.update(f"town:{w}" for w in [*towns][:OTHERS])
    if get(code).capitals and not text[:2000].isupper():
        local = {w for name in towns for w in name.split()}
        names = Counter(_bare(m.group()) for m in _CAPITAL.finditer(text))
        rare = [w for w in names if len(w) > 2 and w not in usual and w not in wide and w not in local]
        found.update(f"name:{w}" for w in sorted(rare, key=lambda w: (-names[w], w))[:NAMES])
        free = _outside(taken)
        people = dict.fromkeys((_bare(m[1]), _bare(m[2])) for m in _PERSON.finditer(text) if free(m.start(), m.end()))
        listed = [(a, b) for a, b in people if b not in wide and a not in wide and (b not in usual or a not in usual)]
        found.update(f"person:{a} {b}" for a, b in listed[: 2 * OTHERS])
    if title:
        words = dict.fromkeys(_bare(w) for w in _WORD.findall(title))
        found.update(f"title:{w}" for w in [w for w in words if w not in usual and w not in wide][:OTHERS])
    return tuple(sorted(found))


def _outside(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether a span meets none of these."""
    marks = sorted(spans)
    starts = [s for s, _ in marks]
    reach = list(accumulate((e for _, e in marks), max))

    def free(start: int, end: int) -> bool:
        k = bisect_left(starts, end)
        return k == 0 or reach[k - 1] <= start

    return free


def _patterned(text: str, code: str) -> Iterator[tuple[str, str, int, int]]:
    seen: Counter[str] = Counter()
    numbers = [m.start() for m in _NUMBER.finditer(text)]
    for kind, pattern, numbered in patterns(code):
        for m in _at(pattern, text, numbers) if numbered else pattern.finditer(text):
            if seen[kind] >= OTHERS:
                break
            value = _VALUES.get(kind, _value)(m)
            if value:
                seen[kind] += 1
                yield kind, value, m.start(), m.end()


def _at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives, tried only where a match can begin."""
    end = 0
    for at in places:
        if at >= end and (m := pattern.match(text, at)) is not None:
            yield m
            end = m.end()


def _value(m: re.Match[str]) -> str:
    return fold(m["value"]).strip()[:LONGEST]


def _aged(m: re.Match[str]) -> str:
    return f"{_bare(m['person'])} {int(m['age'])}"


def _hour(m: re.Match[str]) -> str:
    parts = m.groupdict()
    hour, half = int(parts["hour"]), parts.get("half")
    if hour > (12 if half else 23):
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour}:{parts.get('minute') or '00'}"


def _bare(word: str) -> str:
    return fold(word).replace("’", "'").removesuffix("'s").strip("'-")[:LONGEST]


_VALUES = {"hour": _hour, "aged": _aged}
