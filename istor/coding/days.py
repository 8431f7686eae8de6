"""Of what a day in a sentence is the day: of what happened, or of what came after it (an arrest, a trial, a statement), by the words beside it."""

from __future__ import annotations

import re
from typing import Literal

from istor.coding.acts import Sentence
from istor.coding.lexicon import normal
from istor.coding.signs import OccasionWords
from istor.model import Timex

CLOSE = 28
"""Characters from a day to a word of what came later within which it is the day of that."""
OPENING = 3
"""Words before a day that opens its sentence: what stands behind its comma is of it ("Around 10 p.m. Saturday, officers were called")."""
BESIDE = 300
"""Characters from a day to the word that says what it is the day of."""
AHEAD = 45
"""Characters behind a day that stands before a noun ("Sunday's deadly shooting")."""
_STOP = re.compile(r"[,;:.]\s")
_OWNER = re.compile(r"['\u2019]s\b")


def told_of(t: Timex, s: Sentence, words: OccasionWords) -> Literal["happened", "later"] | None:
    """What the nearest sign of its sentence makes of a day; None where nothing is near."""
    low, start, end = normal(s.text), t.start - s.start, t.end - s.start
    if words.before_noun.search(low, max(0, start - 12), start) or _OWNER.match(low, end):
        noun = words.signs.search(low, end, min(len(low), end + AHEAD))
        if noun is not None and noun.group() in words.happened:
            return "happened"
    if t.reason == "a feast" and words.gifts.search(low, max(0, start - 8), start):
        return "later"  # "a gun that he got for Christmas"
    signs = [m for m in words.signs.finditer(low) if m.end() <= start or m.start() >= end]
    opens = len(low[:start].split()) <= OPENING
    signs = [m for m in signs if opens or m.end() <= start or "," not in low[end : m.start()]]  # ", police said"
    near = min(signs, key=lambda m: apart(m, start, end), default=None)
    if near is None:
        return None
    if near.start() >= end and near.group() not in words.happened:
        before = next((m for m in reversed(signs) if m.end() <= start), None)
        if before is not None and not _STOP.search(low, before.end(), start):
            near = before  # "a man shot on Sunday was identified"
    if near.group() in words.happened and not _charge(near, low, words):
        return "happened" if apart(near, start, end) <= BESIDE else None
    if near.group() in words.spoken:
        return None  # which days are of the saying is for the clause to tell
    return "later" if apart(near, start, end) <= CLOSE else None


def _charge(m: re.Match[str], low: str, words: OccasionWords) -> bool:
    """Whether a crime is only what somebody is charged with ("charged with murder Thursday")."""
    return m.group() in words.crimes and words.charging.search(low, max(0, m.start() - 90), m.start()) is not None


def apart(m: re.Match[str], start: int, end: int) -> float:
    """Characters between a sign and a time; a sign behind the time counts double."""
    return start - m.end() if m.end() <= start else 2 * (m.start() - end) if m.start() >= end else 0
