"""Quotations of a paragraph: the spans inside quotation marks, marks included."""

from __future__ import annotations

import re

from istor.model import Span

_CLOSES = {'"': '"', "\u00ab": "\u00bb", "\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019", "\u2039": "\u203a", "\u300c": "\u300d"}
_MARK = re.compile('["\u00ab\u00bb\u201c\u201d\u201e\u2018\u2039\u203a\u300c\u300d]')
_CLOSING = frozenset("\u00bb\u201d")
_STOP = re.compile("[.!?\u2026\u061f][\u00bb\u201d]?\\s")
TRIES = 20
"""Marks of one paragraph that may be passed over as single before the rest is left alone."""
SINGLE = 1000
"""Longest quotation in single marks, which apostrophes are too."""


def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Quotations of text[start:end], in order, not overlapping: what is quoted inside a quotation belongs to it.

    A mark that opens the paragraph and is never closed runs to its end, as in speech of several paragraphs. One that closes what was never
    opened takes the words since the last quotation or sentence before it. Any other single mark is no quotation.
    """
    found: list[Span] = []
    at = start
    for _ in range(TRIES):
        unclosed = _walk(text, start, at, end, found)
        if unclosed is None:
            break
        if not text[start:unclosed].strip():
            return (*found, (unclosed, end))
        at = unclosed + 1
    return tuple(found)


def _walk(text: str, start: int, at: int, end: int, found: list[Span]) -> int | None:
    """Adds the quotations behind `at`; gives the place of a mark that is never closed, behind which nothing was added."""
    opened, mark, depth = -1, "", 0
    for m in _MARK.finditer(text, at, end):
        i, ch = m.start(), m.group()
        if opened < 0:
            if i < (found[-1][1] if found else at):
                continue
            if ch in _CLOSING:
                begin = _since(text, found[-1][1] if found else start, i)
                if begin < i:
                    found.append((begin, i + 1))
            elif ch == "\u2018":
                if (stop := _single(text, i, end)) is not None:
                    found.append((i, stop))
            elif ch in _CLOSES and not _inches(text, i):
                opened, mark, depth = i, ch, 1
        elif ch in _CLOSES[mark]:
            depth -= 1
            if depth == 0:
                found.append((opened, i + 1))
                opened = -1
        elif ch == mark:
            depth += 1
    return opened if opened >= 0 else None


def _inches(text: str, i: int) -> bool:
    """6'2": a measure, unless a letter follows."""
    return text[i] == '"' and i > 0 and text[i - 1].isdigit() and not text[i + 1 : i + 2].isalpha()


def _single(text: str, i: int, end: int) -> int | None:
    """The end of a quotation in single marks; an apostrophe between letters is none, nor one in front of a word."""
    if i and text[i - 1].isalnum():
        return None
    for m in re.finditer("[\u2018\u2019]", text[i + 1 : min(end, i + SINGLE)]):
        j = i + 1 + m.start()
        if m.group() == "\u2018":
            return None
        if not text[j + 1 : j + 2].isalnum() and text[j - 1] not in "\u2018 ":
            return j + 1 if text[j - 1] in ",.!?" or " " in text[i:j] else None
    return None


def _since(text: str, begin: int, i: int) -> int:
    """The start of the sentence before `i`, not before `begin`."""
    for m in _STOP.finditer(text, begin, i):
        begin = m.end()
    while begin < i and (text[begin].isspace() or text[begin] in ",;:.-\u2013\u2014"):
        begin += 1
    return begin
