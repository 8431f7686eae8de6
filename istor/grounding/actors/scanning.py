"""One pass over a text: every pattern at a word boundary, written as the language and the name demand."""

from __future__ import annotations

import msgspec

from istor.grounding.actors.lexicon import Entry, Lexicon
from istor.grounding.actors.wording import key

_AROUND = 80
"""So many code points either side tell whether a stretch is all in capitals."""


class Hit(msgspec.Struct, frozen=True):
    """A pattern found: offsets into the scanned text and its readings that fit the way it is written."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Scanned(msgspec.Struct, frozen=True):
    """A text, its folded key of the same length, and what was found in it, by start then longest first."""

    text: str
    folded: str
    hits: tuple[Hit, ...]


def scan(text: str, words: Lexicon) -> Scanned:
    """All hits of `words` in `text` at word boundaries; nested and overlapping ones are kept."""
    folded = key(text)
    found = []
    for number, start, end in words.scan(folded):
        if not _bounded(folded, start, end, words.clitics):
            continue
        pattern = words.patterns[number]
        entries = tuple(e for e in words.found[pattern] if not words.capitals or _fits(text, start, end, e, pattern in words.common))
        if entries:
            found.append(Hit(start, end, entries))
    besides = [h for h in found if h.entries[0].tag == "besides"]
    kept = [h for h in found if not any(b.start <= h.start and h.end <= b.end for b in besides)]
    return Scanned(text, folded, tuple(sorted(kept, key=lambda h: (h.start, -h.end))))


def _bounded(folded: str, start: int, end: int, clitics: tuple[str, ...]) -> bool:
    """Whether a hit starts and ends with its words; a listed clitic written together with the word may stand before it."""
    if end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum():
        return False
    if start == 0 or not folded[start - 1].isalnum():
        return True
    if not clitics:
        return False
    before = start
    while before and folded[before - 1].isalnum():
        before -= 1
    return folded[before:start] in clitics


def _fits(text: str, start: int, end: int, entry: Entry, common: bool) -> bool:
    case = entry.case
    if case == "any" and not common:
        return True
    written = text[start:end]
    if _all_capitals(text, start, end):
        return not common or (written in ("US", "U.S.") and text[max(0, start - 4) : start].upper() == "THE ")
    if case == "exact":
        return written == entry.written
    if case == "capitals":
        letters = [c for c in written if c.isalpha()]
        whole = all(c.isupper() for c in letters)
        return whole or (not common and len(letters) > 3 and letters[0].isupper())
    return any(c.isupper() for c in written)


def _all_capitals(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    if around.isascii() and not around.isupper():
        return False
    if around.isascii():
        return sum(map(str.isalpha, around)) >= 12
    letters = [c for c in around if c.isalpha()]
    return len(letters) >= 12 and all(c.isupper() for c in letters)
