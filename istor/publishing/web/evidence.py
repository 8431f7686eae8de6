"""A report's text with the words of statements marked: plain pieces, so that a template can escape each of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from istor.model import Mention, Report, Statement

LONGEST = 60_000
"""Code points of a report shown at once."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text under the same statements; `active` where one of them was asked for, `first` at the first such stretch."""

    text: str
    statements: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    active: bool = False
    first: bool = False


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A report as shown beside an event: its head and its paragraphs of pieces. `found` is False where words were not found, `titled` holds the statements whose
    words stand in the title."""

    id: str
    title: str
    outlet: str
    url: str | None
    language: str | None
    published: str | None
    paragraphs: tuple[tuple[Piece, ...], ...]
    found: bool = True
    titled: tuple[str, ...] = ()


def sheet(report: Report, statements: Sequence[Statement], asked: frozenset[str], mention: Mention | None = None) -> Sheet:
    """The sheet of a report with these statements marked, those `asked` for strongly."""
    told = [s for s in statements if s.report == report.id]
    own = [s for s in told if s.alignment != "none" and (at := s.span) is not None and 0 <= at[0] < at[1] <= len(report.text)]
    title = (mention.title if mention else None) or report.title or ""
    titled = tuple(s.id for s in told if s.span is None and s.quote in title)
    published = mention.published.start if mention and mention.published else report.published
    return Sheet(
        id=report.id,
        title=title,
        outlet=(mention.outlet if mention else None) or report.outlet or "",
        url=safe_address((mention.url if mention else None) or report.url),
        language=(mention.language if mention else None) or report.language,
        published=published,
        paragraphs=_within(paragraphs(report.text, own, asked)),
        found=not asked or any(s.id in asked for s in own) or not asked.isdisjoint(titled) or not any(s.id in asked for s in told),
        titled=titled,
    )


def _within(found: tuple[tuple[Piece, ...], ...]) -> tuple[tuple[Piece, ...], ...]:
    """Paragraphs around the first active words, as many as a screen can bear; what is left out stands as an ellipsis."""
    lengths = [sum(len(piece.text) for piece in p) for p in found]
    if sum(lengths) <= LONGEST:
        return found
    first = next(
        (n for n, p in enumerate(found) if any(piece.first for piece in p)), next((n for n, p in enumerate(found) if any(x.statements for x in p)), 0)
    )
    low, high, size = first, first + 1, lengths[first]
    while size < LONGEST and (low > 0 or high < len(found)):
        if low > 0:
            low -= 1
            size += lengths[low]
        if high < len(found):
            size += lengths[high]
            high += 1
    gap = ((Piece(text="…"),),)
    return (gap if low else ()) + found[low:high] + (gap if high < len(found) else ())


def paragraphs(text: str, statements: Sequence[Statement], asked: frozenset[str]) -> tuple[tuple[Piece, ...], ...]:
    """The text in paragraphs (lines), each cut wherever a statement begins or ends."""
    spans = [(at, s) for s in statements if (at := s.span) is not None]
    cuts = sorted({0, len(text), *(edge for at, _ in spans for edge in at)})
    found: list[tuple[Piece, ...]] = []
    line: list[Piece] = []
    seen = False
    for start, end in pairwise(cuts):
        over = [s for at, s in spans if at[0] <= start and end <= at[1]]
        active = any(s.id in asked for s in over)
        for n, stretch in enumerate(text[start:end].split("\n")):
            if n and line:
                found.append(tuple(line))
                line = []
            if stretch:
                line.append(
                    Piece(
                        text=stretch,
                        statements=tuple(s.id for s in over),
                        properties=tuple(dict.fromkeys(s.property for s in over)),
                        active=active,
                        first=active and not seen,
                    )
                )
                seen = seen or active
    if line:
        found.append(tuple(line))
    return tuple(p for p in found if any(piece.text.strip() for piece in p))


def safe_address(url: str | None) -> str | None:
    """The address where it is plain http(s); None otherwise, so that no link can run anything."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
