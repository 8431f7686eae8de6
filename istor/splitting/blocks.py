"""Paragraphs, headings and datelines of a stretch of text."""

from __future__ import annotations

import re
from typing import Literal

from istor.model import Block, Span
from istor.splitting.marks import Marks
from istor.splitting.sentences import quotations, sentences

_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_FINAL = re.compile(r"[.!?:;,\u2026\u061f\u06d4][\"'\u00bb\u201d\u2019)\]]*$")
WRAPPED = 100
"""Longest line, in characters, of a paragraph whose line breaks are only where a typewriter or a mail program broke them."""
HEADING = 200
"""Longest heading, in characters."""


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Spans of paragraphs. Lines inside a blank-line group are one paragraph when they look wrapped, else one each."""
    out: list[Span] = []
    begin = start
    for m in [*_BLANK.finditer(text, start, end), None]:
        stop = m.start() if m else end
        out += _lines(text, begin, stop)
        begin = m.end() if m else end
    return out


def _lines(text: str, start: int, end: int) -> list[Span]:
    lines = [s for m in _LINE.finditer(text, start, end) if (s := _strip(text, *m.span())) is not None]
    if len(lines) < 2:
        return lines
    longest = max(e - s for s, e in lines)
    wrapped = longest <= WRAPPED and sum(1 for s, e in lines[:-1] if e - s > 0.5 * longest) >= 0.7 * (len(lines) - 1)
    unfinished = sum(1 for s, e in lines[:-1] if not _FINAL.search(text[max(s, e - 4) : e]))
    if wrapped and unfinished >= 0.4 * (len(lines) - 1):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def heading(text: str, span: Span, following: Span | None, first: bool) -> bool:
    """A short line without a final stop, before a paragraph that is longer or ends with one."""
    start, end = span
    line = text[start:end]
    if end - start > HEADING or _FINAL.search(line) or "\n" in line or len(line.split()) < 2:
        return False
    if following is None:
        return first
    return True


def blocks(text: str, spans: list[Span], marks: Marks, upper: bool) -> tuple[Block, ...]:
    """Blocks with their sentences and quotations. `upper`: the text is an upper-case wire."""
    out: list[Block] = []
    for k, (start, end) in enumerate(spans):
        following = spans[k + 1] if k + 1 < len(spans) else None
        kind: Literal["heading", "paragraph"] = "heading" if heading(text, (start, end), following, k == 0) else "paragraph"
        cut = ((start, end),) if kind == "heading" else sentences(text, start, end, marks, upper)
        out.append(Block(kind=kind, start=start, end=end, sentences=cut, quotations=quotations(text, start, end)))
    return tuple(out)
