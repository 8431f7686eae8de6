"""Sentences of a paragraph, with exact offsets."""

from __future__ import annotations

import re

from istor.languages import fold
from istor.model import Span
from istor.splitting.marks import Marks

_END = re.compile("[.!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f]+")
_WIDE = frozenset("\u3002\uff01\uff1f")
"""Marks behind which no space is written."""
_AFTER = re.compile("(?:[ \u00a0\u202f]?[\u00bb\u203a]|[\u201d\u2019\"')\\]\u300d])*")
_SPACE = re.compile(r"\s*")
_LEAD = re.compile("[\\s\"'(\\[\u00ab\u201c\u2018\u201e\u2039\u00bf\u00a1\u2013\u2014-]*")
_WORD = re.compile(r"\w+")
LONGEST = 7
"""Letters of the longest abbreviation without a stop inside."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]$")


def sentences(text: str, start: int, end: int, marks: Marks, upper: bool = False) -> tuple[Span, ...]:
    """Sentence spans of text[start:end], in order, without the space between them. `upper`: the text is an upper-case wire.

    A full stop ends no sentence behind a title or a single capital, behind an abbreviation that no opening word follows, before a
    lower-case letter, or inside a number or a name; no mark ends one where the sentence goes on behind the closing quotation mark.
    """
    found: list[Span] = []
    begin = start
    quotes = [0, start]
    for m in _END.finditer(text, start, end):
        if m.end() <= begin:
            continue
        stop = _closers(text, m.end(), end, quotes)
        if stop < end and not _ends(text, begin, m.start(), m.end(), stop, end, marks, upper):
            continue
        _add(found, text, begin, stop)
        begin = stop
    _add(found, text, begin, end)
    return tuple(found)


def _closers(text: str, at: int, end: int, quotes: list[int]) -> int:
    """The end of the marks that close quotations or brackets behind a final mark; a straight mark closes only what one opened."""
    m = _AFTER.match(text, at, end)
    stop = m.end() if m else at
    k = text.find('"', at, stop)
    if k < 0:
        return stop
    # `quotes` holds the number of straight marks up to a place: the next is counted from there
    quotes[0] += text.count('"', quotes[1], k)
    quotes[1] = k
    return stop if quotes[0] % 2 else k


def _ends(text: str, begin: int, first: int, last: int, stop: int, end: int, marks: Marks, upper: bool) -> bool:
    """Whether the final marks text[first:last], closed at `stop`, end a sentence that began at `begin`; something follows them."""
    space = _SPACE.match(text, stop, end)
    behind = space.end() if space else stop
    if behind == end:
        return True
    follows = text[behind]
    if behind == stop:
        if text[last - 1] in _WIDE:
            return True
        return _glued(text, first, last, stop, end, marks)
    if follows in ",;:%":
        return False
    lead = _LEAD.match(text, behind, end)
    at = lead.end() if lead else behind
    initial = text[at] if at < end else ""
    if initial.islower():
        return False
    if last - first > 1 or text[first] != ".":
        # behind a dash the sentence goes on: "Why?" - he asked
        return not (stop > last and follows in "-\u2013\u2014" and not initial.isupper())
    return _full_stop(text, begin, first, at, end, marks, upper)


def _glued(text: str, first: int, last: int, stop: int, end: int, marks: Marks) -> bool:
    """No space follows: a lost space between two sentences, where a word in small letters ends and a capitalised word begins."""
    if not marks.capitals or last - first > 1:
        return False
    k = first
    while k > 0 and text[k - 1].islower():
        k -= 1
    if first - k < 3 or (k > 0 and (text[k - 1] in ".@/_" or text[k - 1].isdigit())):
        return False
    at = stop
    if at < end and text[at] in '"\u201c\u00ab(':
        at += 1
    m = _WORD.match(text, at, end)
    if m is None or not m.group()[0].isupper() or not (m.group()[1:].islower() or len(m.group()) == 1):
        return False
    return text[m.end() : m.end() + 1] not in (".", "/", "@")


def _full_stop(text: str, begin: int, dot: int, at: int, end: int, marks: Marks, upper: bool) -> bool:
    k = dot
    while k > begin and dot - k < 24 and (text[k - 1].isalnum() or text[k - 1] in ".\u2019'-"):
        k -= 1
    word = text[k:dot].strip("\u2019'-")
    if not word:
        return True
    if len(word) > LONGEST and "." not in word:
        return True
    bare = word.rsplit("'", 1)[-1].rsplit("\u2019", 1)[-1]
    folded = fold(bare)
    cased = bare[:1] + folded[1:]
    if word.isdigit() and not text[begin:k].strip(" \t\n\"'(\u00ab\u201c"):
        return False  # "1. The army": a number that opens a list item
    if folded in marks.before_numbers and at < end and text[at].isdigit():
        return False
    if folded in marks.titles or cased in marks.titles or (upper and bare[:1] + folded[1:] in marks.titles):
        return False
    letter = len(folded) == 1 and folded.isalpha() and (not marks.capitals or bare.isupper())
    if letter or folded in marks.abbreviations or cased in marks.abbreviations or _DOTTED.match(bare):
        m = _WORD.match(text, at, end)
        opener = m is not None and fold(m.group()) in marks.openers and (not marks.capitals or m.group()[0].isupper())
        # an upper-case wire tells a name from an opener by nothing but the two spaces that it writes behind a sentence
        wide = not upper or text[dot + 1 : dot + 3] == "  " or text[dot + 1 : dot + 2] == "\n"
        return opener and wide and not (letter and upper)
    return True


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    """The stretch without the space around it, where it holds a letter or a digit; what holds none joins the sentence before."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if any(c.isalnum() for c in text[start : start + 200]) or any(c.isalnum() for c in text[start + 200 : end]):
        found.append((start, end))
    elif found:
        found[-1] = (found[-1][0], end)
