"""How sure it is that somebody did it, by the words beside the name: "apparently by X", "X claimed credit", "X is being held responsible"."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from istor.coding.lexicon import normal
from istor.languages import table
from istor.languages.patterns import whole_words

BEFORE, BEHIND = 55, 75
"""Characters before and behind a name in which words are about it."""
SURER = ("claimed", "suspected", "possible")
"""Of several, the first counts."""
_END = re.compile(r"[.;!?](?=\s|$)")
_GLOSS = re.compile(r"\s*[\[(][^\])]{0,80}[\])]")


class _Side(msgspec.Struct, frozen=True):
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _words(language: str) -> tuple[tuple[str, _Side], ...]:
    data = table(language, "doubt")
    return tuple((sense, _Side(*(whole_words(map(normal, data[sense][side])) for side in ("before", "behind")))) for sense in SURER if sense in data)


def doubt(text: str, start: int, end: int, language: str) -> str | None:
    """ "claimed", "suspected" or "possible", as the words beside a name have it; None where none of them stands there."""
    words = _words(language)
    if not words:
        return None
    before = _line(text[max(0, start - BEFORE) : start])
    cut = [m.end() for m in _END.finditer(before)]
    before = before[cut[-1] :] if cut else before
    behind = _line(_GLOSS.sub(" ", text[end : end + BEHIND + 80], count=1)[:BEHIND])
    stop = _END.search(behind)
    behind = behind[: stop.start()] if stop else behind
    for sense, side in words:
        if side.before.search(before) or side.behind.search(behind):
            return sense
    return None


def hedged(text: str, start: int, end: int, language: str) -> bool:
    """Whether a word of doubt stands in a phrase or right before it: "apparently by X", "alleged members of X"."""
    pattern = _hedges(language)
    if pattern is None:
        return False
    before = _line(text[max(0, start - HEDGE) : start])
    cut = [m.end() for m in _STOP.finditer(before)]
    return pattern.search(f"{before[cut[-1] :] if cut else before} {_line(text[start:end])}") is not None


HEDGE = 22
"""Characters before a phrase in which a word of doubt is of it."""
_STOP = re.compile(r"[.;:!?,]|\bthat\b")


@cache
def _hedges(language: str) -> re.Pattern[str] | None:
    words = table(language, "doubt").get("hedges")
    return whole_words(map(normal, words)) if words else None


def _line(text: str) -> str:
    return " ".join(normal(text).split())
