"""Sentences and quotations of a paragraph, with exact offsets."""

from __future__ import annotations

import re

from istor.languages import fold
from istor.model import Span
from istor.splitting.marks import Marks

_END = re.compile(r"[.!?\u2026\u061f\u06d4\u0964\u3002]+[\"'\u00bb\u201d\u2019)\]]*(?=\s|$)|\n\s*\n")
_OPEN = {"\u00ab": "\u00bb", "\u201c": "\u201d", "\u201e": "\u201c"}
_WORD = re.compile(r"[\w.\u2019'-]+$")


def sentences(text: str, start: int, end: int, marks: Marks, upper: bool = False) -> tuple[Span, ...]:
    """Sentence spans of text[start:end], in order, without the space between them.

    A full stop ends no sentence behind an abbreviation or a single capital, before a lower-case letter, or inside a number.
    """
    found: list[Span] = []
    begin = start
    for m in _END.finditer(text, start, end):
        stop = m.end()
        if stop <= begin:
            continue
        if (
            m.group().startswith(".")
            and len(m.group().rstrip("\"'\u00bb\u201d\u2019)]")) == 1
            and not _ends(text, m.start(), stop, end, marks, upper)
        ):
            continue
        span = _trim(text, begin, stop)
        if span is not None:
            found.append(span)
        begin = stop
    span = _trim(text, begin, end)
    if span is not None:
        found.append(span)
    return tuple(found)


def _ends(text: str, dot: int, stop: int, end: int, marks: Marks, upper: bool) -> bool:
    word = _WORD.search(text, max(0, dot - 20), dot)
    before = word.group() if word else ""
    follows = text[stop:end].lstrip()[:1]
    if follows and follows.islower():
        return False
    bare = fold(before.strip(".\u2019'-"))
    if len(bare) == 1 and bare.isalpha() and (before[:1].isupper() or upper):
        return False
    if bare in marks.abbreviations:
        # "at 7 p.m. The army": an abbreviation of time may end a sentence; a title never does
        return bare in ("a.m", "p.m", "u.s", "u.n", "u.k", "etc", "inc", "ltd") and follows.isupper() and not upper and _new_sentence(text, stop, end)
    return True


def _new_sentence(text: str, stop: int, end: int) -> bool:
    follows = re.match(r"\s*(\w+)", text[stop:end])
    return follows is not None and follows.group(1).lower() in {
        "the",
        "a",
        "an",
        "in",
        "on",
        "he",
        "she",
        "it",
        "they",
        "at",
        "but",
        "police",
        "no",
        "two",
    }


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans inside quotation marks, marks included; an opening mark that is never closed runs to the end of the paragraph."""
    found: list[Span] = []
    i = start
    while i < end:
        ch = text[i]
        if ch in _OPEN or ch == '"':
            close = text.find(_OPEN.get(ch, '"'), i + 1, end)
            stop = end if close < 0 else close + 1
            found.append((i, stop))
            i = stop
        else:
            i += 1
    return tuple(found)
