"""Blocks of a stretch of text: headings, paragraphs, bylines, captions, and notes that are no part of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from istor.languages import fold
from istor.model import Block, Span
from istor.splitting.marks import Marks
from istor.splitting.paragraphs import final
from istor.splitting.published import dated_line
from istor.splitting.quotations import quotations
from istor.splitting.sentences import sentences

Kind = Literal["heading", "paragraph", "dateline", "byline", "note", "caption"]
HEADING = 180
"""Longest heading, in characters."""
BYLINE = 120
CAPTION = 400
NOTE = 200
LINKS = 4
"""Headings in a row that are a list of other stories, behind the head of the report."""
LINK = 14
"""Words of the longest heading behind the last paragraph that is taken for another story's."""
_WORD = re.compile(r"\w+")
_AGED = re.compile(r", \d{1,2}(?!\w)")
"""A person with an age: a list of such lines names the dead, and leads nowhere."""
_CREDIT = re.compile(r"(?:[A-Z]{2,12}|Reuters)\s?/\s?[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}\s*[)\]]?\.?$")
"""`REUTERS/Jane Smith`: agency and photographer at the end of a caption."""
_FILM = re.compile(r"\d{1,2}:\d{2}\s+['\u2018\u201c\"]?[^\W\d_]")
"""`1:24 Girls Soccer`: a film's length in front of its name."""
_TEASER = re.compile("[+\u00d7\u25b6\u25ba>|]")
"""`+ Man found`: a sign in front of another story's heading."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:https?://|www\.)\S+|(?<!\w)@\w{3,}")


def heading(text: str, span: Span) -> bool:
    """A short line of words that does not end as a sentence does."""
    start, end = span
    if end - start > HEADING or final(text, span) or text[end - 1] in ",-\u2013\u2014" or text[start].islower() or "\n" in text[start:end]:
        return False
    return len(_WORD.findall(text, start, end)) >= 2


def kinds(text: str, spans: Sequence[Span], marks: Marks, upper: bool) -> list[Kind]:
    """The kind of each paragraph, told by its own words and, on a page (an upper-case wire is none), by where it stands."""
    found: list[Kind] = [_kind(text, s, marks, k < 6 or k >= len(spans) - 3, k == 0) for k, s in enumerate(spans)]
    body = [k for k, kind in enumerate(found) if kind == "paragraph" and _running(text, spans[k])]
    if upper:
        return found
    if not body:
        return [("heading" if k == 0 and kind == "heading" else "paragraph" if kind == "heading" else kind) for k, kind in enumerate(found)]
    run = 0
    for k, kind in enumerate(found):
        run = run + 1 if kind == "heading" else 0
        if kind == "heading" and k > body[-1] and len(_WORD.findall(text, *spans[k])) <= LINK:
            found[k] = "note"  # what stands behind the last paragraph leads to other stories
        if run >= LINKS and k - run + 1 > body[0]:
            people = sum(_AGED.search(text, *spans[j]) is not None for j in range(k - run + 1, k + 1))
            found[k - run + 1 : k + 1] = ["paragraph" if 2 * people >= run else "note"] * run
    return found


def _kind(text: str, span: Span, marks: Marks, edge: bool, first: bool) -> Kind:
    start, end = span
    length = end - start
    if length > CAPTION:
        return "paragraph"
    folded = fold(text[start:end])
    if not _WORD.search(folded):
        return "note"
    if length <= CAPTION and (marks.caption.match(folded) or marks.credit.search(folded) or _CREDIT.search(text, max(start, end - 60), end)):
        return "caption"
    if length <= NOTE and marks.note.match(folded) and not (final(text, span) and len(_WORD.findall(folded)) > 12):
        return "note"
    if edge and length <= BYLINE and (_byline(text, span, folded, marks) or dated_line(text, span, marks) is not None):
        return "byline"
    if length <= HEADING and _FILM.match(text, start, end):
        return "note"
    if not heading(text, span):
        return "paragraph"
    return "note" if not first and _TEASER.match(text, start, end) else "heading"


def _byline(text: str, span: Span, folded: str, marks: Marks) -> bool:
    """`By Jane Smith, staff writer`: a mark, then names with capitals, and no full sentence; or a line with an address."""
    m = marks.byline.match(folded)
    if m is None:
        address = _ADDRESS.search(text, *span)
        return address is not None and not final(text, span) and len(_WORD.findall(folded)) <= 12
    words = _WORD.findall(text, span[0] + m.end(), span[1])
    if not marks.capitals:
        return len(words) <= 6 and not final(text, span)
    capitals = [str(w)[:1].isupper() for w in words]
    return capitals[0] and sum(capitals) >= len(words) / 2


def _running(text: str, span: Span) -> bool:
    """A paragraph of running words: it ends as a sentence does, or is long."""
    return final(text, span) or span[1] - span[0] > HEADING


def build(text: str, span: Span, kind: Kind, marks: Marks, upper: bool) -> Block:
    """A block with its sentences and quotations; a heading is one sentence."""
    start, end = span
    cut = ((start, end),) if kind == "heading" else sentences(text, start, end, marks, upper)
    return Block(kind=kind, start=start, end=end, sentences=cut, quotations=quotations(text, start, end))
