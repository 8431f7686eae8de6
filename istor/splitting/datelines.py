"""Datelines: `BAGHDAD, March 14 (Reuters) -`, `Bagdad, 14 mars (AFP) –`, `SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [REPORT] [TEXT]`."""

from __future__ import annotations

import re
from typing import NamedTuple

from istor.knowledge.outlets import by_name
from istor.languages import fold
from istor.model import Span
from istor.splitting.marks import Marks
from istor.splitting.published import Written, written

LONGEST = 150
"""Characters of a dateline, its glosses aside."""
_END = re.compile(r"\s*(?:--+|[\u2013\u2014]|(?<=[\s)])-)(?=\s|[\"\u201c\u00ab\[\w])\s*|(?<=[)/])\s*[.:]-?\s+|\.-\s+")
_TAG = re.compile(r"\(([^()\n]{2,60})\)|/([^/\n]{2,20})/|\[([^\[\]\n]{2,40})\]")
_GLOSS = re.compile(r"(?:\s*\[[^\[\]]{2,120}\])+\s*")
_PART = re.compile(r"\s*,\s*|\s+-\s+|\s*[\u2013\u2014]\s*|\.\s+(?=\d)")
_SEVERAL = re.compile(r"\s*[,/;&+]\s*")
_WORDS = 6
"""Words of the longest place name."""


class Dateline(NamedTuple):
    """`end`: where the report's own words begin. `day`: as written, its year perhaps unknown."""

    end: int
    place: Span | None
    sources: tuple[str, ...]
    day: Written | None


def dateline(text: str, start: int, end: int, marks: Marks, upper: bool) -> Dateline | None:
    """The dateline at the head of a paragraph, or None. A place in small letters needs an agency or a day beside it; so does any in an upper-case wire."""
    window = min(end, start + LONGEST)
    for m in _END.finditer(text, start, window):
        if m.start() == start:
            continue
        found = _read(text, start, m.start(), marks, upper)
        if found is not None:
            gloss = _GLOSS.match(text, m.end(), end)
            stop = gloss.end() if gloss else m.end()
            return _repeated(text, found._replace(end=stop), end, marks, upper) if stop < end else None
    return None


def _repeated(text: str, outer: Dateline, end: int, marks: Marks, upper: bool) -> Dateline:
    """A report passed on under a second dateline (`MADRID, 15 NOV 89 (EFE) -- LA PAZ, 15 NOV (EFE) --`): the inner one's place, either's full day."""
    if not outer.sources or (inner := dateline(text, outer.end, end, marks, upper)) is None:
        return outer
    day = outer.day if outer.day is not None and outer.day.year else inner.day or outer.day
    return Dateline(inner.end, inner.place or outer.place, tuple(dict.fromkeys((*outer.sources, *inner.sources))), day)


def _read(text: str, start: int, end: int, marks: Marks, upper: bool) -> Dateline | None:
    sources: list[str] = []
    day: Written | None = None
    bare = list(text[start:end])
    for m in _TAG.finditer(text, start, end):
        inside = (m.start() + 1, m.end() - 1)
        stated = written(text, *inside, marks)
        if stated is not None:
            day = day or stated
        elif not upper or m.end() >= end - 2 or _known(text[slice(*inside)]):
            sources += _sources(text[slice(*inside)])
        bare[m.start() - start : m.end() - start] = " " * (m.end() - m.start())
    pieces = _pieces("".join(bare), start)
    if not pieces:
        return None
    place: Span | None = pieces[0]
    for span in pieces[1:] if day is None else ():
        if (found := written(text, span[0], end, marks)) is not None:
            day = found
            break
    if day is None and (found := written(text, pieces[0][0], end, marks)) is not None:
        day, place = found, None
    if place is not None:
        nowhere = fold(text[slice(*place)]) in marks.not_places
        place = None if nowhere else _place(text, place, marks)
        if place is None and not (nowhere and day is not None):
            return None
    others = pieces[1:]
    if any(not _region(text, s, marks, day) for s in others):
        return None
    capitals = place is not None and text[slice(*place)].isupper() and not upper
    if place is None and not sources and (day is None or not upper):
        return None
    return Dateline(end, place, tuple(sources), day) if sources or day is not None or capitals else None


def _pieces(bare: str, start: int) -> list[Span]:
    """Spans of what stands between commas and dashes, tags aside."""
    out: list[Span] = []
    at = 0
    for m in [*_PART.finditer(bare), None]:
        stop = m.start() if m else len(bare)
        piece = bare[at:stop]
        kept = piece.strip(" \t\n\r\u00a0.:/-")
        if kept:
            first = at + piece.index(kept[0])
            out.append((start + first, start + first + len(kept)))
        at = m.end() if m else stop
    return out


def _place(text: str, span: Span, marks: Marks) -> Span | None:
    """The first place of `BAGHDAD/ERBIL`; None for what is no name of a place."""
    name = text[slice(*span)]
    head = re.split(r"\s*(?:/|\s&\s|\band\b|\n)", name, maxsplit=1)[0] if "/" in name or "&" in name else name
    words = head.split()
    if len(head) < 2 or len(words) > _WORDS or not all(w.strip("'\u2019.-")[:1].isalpha() for w in words):
        return None
    if fold(head) in marks.not_places or fold(words[0]).strip(":") in marks.not_places or any(c in head for c in '"?!@#:;\u201c\u00ab'):
        return None
    if marks.capitals and not (words[0][:1].isupper() and sum(w[:1].isupper() for w in words) >= len(words) / 2 and words[-1][:1].isupper()):
        return None
    return (span[0], span[0] + len(head))


def _region(text: str, span: Span, marks: Marks, day: Written | None) -> bool:
    """Whether a piece behind the place is a region, a country or the day, and no sentence."""
    if day is not None and span[0] < day.span[1] and day.span[0] <= span[1]:
        return True
    words = text[slice(*span)].split()
    return 0 < len(words) <= 4 and (not marks.capitals or words[0][:1].isupper() or words[0][:1].isdigit())


def _sources(tag: str) -> tuple[str, ...]:
    """The agencies of a tag, under their usual names where the table has them."""
    tidy = re.sub(r"\s+-\s+", "-", " ".join(tag.split()))
    if (known := by_name(tidy)) or not _SEVERAL.search(tidy):
        return (known[0].name if len(known) == 1 else tidy,)
    return tuple(name for piece in _SEVERAL.split(tidy) if piece for name in _sources(piece))


def _known(tag: str) -> bool:
    return bool(by_name(tag))
