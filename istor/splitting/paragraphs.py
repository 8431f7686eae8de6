"""Paragraphs of a text: lines that a typewriter or a mail program broke are joined, the others stand alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from istor.model import Span

_LINE = re.compile("[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile("\r\n|[\n\r\u2028\x0b\x85]")
_FINAL = re.compile("[.!?:;\u2026\u061f\u06d4\u3002][\"'\u00bb\u201d\u2019)\\]]*$")
_BULLET = re.compile("[-\u2013\u2014](?!-)\\s?\\S|[\u2022*+>\u25aa\u25cf\u25a0]\\s?\\S|\\(?[\\dA-Za-z][).]\\s")
_FIRST = re.compile(r"\S+")
_EMPTY = "\ufeff\u200b\u200e\u200f\u2060"
LINE = 140
"""Longest line, in characters, of a text that was broken to a width."""
NARROWEST = 40
"""Shortest width that a text is broken to."""
SHORT = 0.55
"""Of the widest line: a broken line is longer, for the next word found no room."""


class Line(NamedTuple):
    start: int
    end: int
    indent: int


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Spans of paragraphs of text[start:end]. Lines between blank lines are one paragraph where they were broken to a width, one each else."""
    groups: list[list[Line]] = []
    last = start
    for m in _LINE.finditer(text, start, end):
        line = _strip(text, m.start(), m.end())
        if line is None:
            continue
        if groups and not _apart(text, last, m.start()):
            groups[-1].append(line)
        else:
            groups.append([line])
        last = m.end()
    width = _width(text, groups)
    return [span for group in groups for span in _group(text, group, width)]


def _width(text: str, groups: list[list[Line]]) -> int:
    """The width to which the text was broken, where most unfinished lines had no room for the next word; 0 where it was not."""
    pairs = [(a, b) for group in groups for a, b in pairwise(group) if not final(text, (a.start, a.end))]
    if len(pairs) < 4:
        return 0
    width = sorted(a.end - a.start for a, _ in pairs)[len(pairs) * 4 // 5]
    full = sum(_no_room(text, a, b, width) for a, b in pairs)
    return width if NARROWEST <= width <= LINE and full >= 0.6 * len(pairs) else 0


def _no_room(text: str, before: Line, line: Line, width: int) -> bool:
    word = _FIRST.match(text, line.start, line.end)
    return before.end - before.start + 1 + (word.end() - word.start() if word else 0) > 0.95 * width


def final(text: str, span: Span) -> bool:
    """Whether a line ends as a sentence does."""
    return _FINAL.search(text[max(span[0], span[1] - 6) : span[1]]) is not None


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a blank line, a page or a paragraph mark lies between two lines."""
    between = text[start:end]
    if between == "\n":
        return False
    return "\u2029" in between or "\x0c" in between or sum(1 for _ in _BREAK.finditer(between)) > 1


def _strip(text: str, start: int, end: int) -> Line | None:
    begin = start
    while start < end and (text[start].isspace() or text[start] in _EMPTY):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EMPTY):
        end -= 1
    return Line(start, end, start - begin) if start < end else None


def _group(text: str, lines: list[Line], width: int) -> list[Span]:
    """The paragraphs of lines that stand together."""
    if len(lines) < 2:
        return [(a.start, a.end) for a in lines]
    widths = [a.end - a.start for a in lines]
    wide = max(widths)
    broken = _broken(text, lines, widths, wide)
    margin = sorted(a.indent for a in lines)[len(lines) // 2]
    out = [(lines[0].start, lines[0].end)]
    for before, line in pairwise(lines):
        if _joined(text, before, line, wide, broken, margin) or (
            width and _no_room(text, before, line, width) and not final(text, (before.start, before.end))
        ):
            out[-1] = (out[-1][0], line.end)
        else:
            out.append((line.start, line.end))
    return out


def _broken(text: str, lines: list[Line], widths: list[int], wide: int) -> bool:
    """Whether the lines were broken to a width: all but the last of a paragraph nearly fill it, and end anywhere."""
    if not NARROWEST <= wide <= LINE:
        return False
    share = SHORT if len(lines) > 3 else 0.75
    full = sum(w > share * wide for w in widths[:-1])
    open_ended = sum(not final(text, (a.start, a.end)) for a in lines[:-1])
    return full >= 0.6 * (len(lines) - 1) and open_ended >= max(1, 0.4 * (len(lines) - 1))


def _joined(text: str, before: Line, line: Line, wide: int, broken: bool, margin: int) -> bool:
    """Whether `line` goes on with the paragraph of the line before."""
    first = text[line.start]
    lower = first.islower() and before.end - before.start > 30
    if not (broken or lower):
        return False
    ends = final(text, (before.start, before.end))
    if lower and not ends:
        return True
    filled = before.end - before.start > SHORT * wide
    bullet = _BULLET.match(text, line.start, line.end) is not None and (ends or not filled or first not in "-\u2013\u2014")
    if not broken or bullet:
        return False
    if line.indent >= margin + 2 and ends:
        return False  # paragraphs told by their indentation
    return filled
