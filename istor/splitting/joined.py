"""A page that joins several reports comes apart where one ends with its source and the next opens with a heading, or where each opens with both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from istor.model import Span
from istor.splitting.blocks import Kind
from istor.splitting.datelines import dateline
from istor.splitting.marks import Marks
from istor.splitting.published import dated_line
from istor.splitting.sources import Tag, source_tag

SHORTEST = 80
"""Characters of running text without which a stretch is no report."""
TAIL = 500
"""Characters of a last report that names no source, where only one before it does."""
OPENING = 4
"""Paragraphs within which the first report of a page names its source, where each opens with it."""


class Segment(NamedTuple):
    """Paragraphs `first` to `last` (excluded) of a document, and the tag that names their source."""

    first: int
    last: int
    tag: Tag | None


class Page(NamedTuple):
    text: str
    spans: Sequence[Span]
    kinds: Sequence[Kind]
    marks: Marks
    upper: bool

    def words(self, first: int, last: int) -> int:
        """Characters of running text in paragraphs first to last."""
        return sum(e - s for (s, e), kind in zip(self.spans[first:last], self.kinds[first:last], strict=True) if kind == "paragraph")


def segments(page: Page, outlet: str | None) -> list[Segment]:
    """The reports of a page, in order and without gaps; one that holds everything where the page joins none."""
    for style in (_opened, _closed):
        found = style(page, outlet)
        if len(found) > 1:
            return found
    tag = _last_tag(page, 0, len(page.spans))
    return [Segment(0, len(page.spans), tag)]


def _last_tag(page: Page, first: int, last: int) -> Tag | None:
    """The source named at the end of a report, notes behind it aside."""
    for k in range(last - 1, max(first, last - 4) - 1, -1):
        tag = _tag(page, k)
        if tag is not None or page.kinds[k] == "paragraph":
            return tag
    return None


def _tag(page: Page, k: int) -> Tag | None:
    return None if page.kinds[k] == "caption" else source_tag(page.text, page.spans[k], page.marks)


def _closed(page: Page, outlet: str | None) -> list[Segment]:
    """Each report ends with its source. Two that do so make a joined page; one does where a report of some length, with its heading, follows
    and nobody says that the whole page is one outlet's."""
    found: list[Segment] = []
    first = 0
    for k in range(len(page.spans)):
        tag = _tag(page, k)
        if tag is None or page.words(first, k + 1) - (tag.end - tag.start) < SHORTEST:
            continue
        if k + 1 < len(page.spans) and not _opens(page, k + 1):
            continue
        found.append(Segment(first, k + 1, tag))
        first = k + 1
    if first == len(page.spans):
        return found if all(s.tag is not None and s.tag.sure for s in found) or len(found) > 2 else []
    if not found:
        return []
    rest = page.words(first, len(page.spans))
    several = len(found) > 1
    alone = outlet is None and found[0].tag is not None and found[0].tag.sure and rest >= TAIL
    if _opens(page, first) and rest >= SHORTEST and (several or alone):
        return [*found, Segment(first, len(page.spans), None)]
    return [*found[:-1], Segment(found[-1].first, len(page.spans), found[-1].tag)] if several else []


def _opens(page: Page, k: int) -> bool:
    """Whether a report may open at paragraph k: a heading, and running words behind it."""
    while k < len(page.spans) and page.kinds[k] in ("note", "byline"):
        k += 1
    heads = k
    while k < len(page.spans) and page.kinds[k] in ("heading", "byline", "caption"):
        k += 1
    return heads < k < len(page.spans) and page.kinds[heads] == "heading" and page.kinds[k] == "paragraph"


def _opened(page: Page, outlet: str | None) -> list[Segment]:
    """Each report opens with a heading and, under it, its source, its writer and day, or a dateline with agency or day."""
    heads = [(k, head) for k in range(1, len(page.spans)) if (head := _head(page, k)) is not None]
    for says in (_source_line, _signed_line, _dateline_line):
        starts: list[tuple[int, Tag | None]] = []
        for k, head in heads:
            said, tag = says(page, k)
            if said and (not starts or page.words(starts[-1][0], head) >= SHORTEST):
                starts.append((head, tag))
        if len(starts) > 1 and starts[0][0] < OPENING and page.words(starts[-1][0], len(page.spans)) >= SHORTEST:
            ends = [first for first, _ in starts[1:]] + [len(page.spans)]
            return [Segment(first if n else 0, last, tag) for n, ((first, tag), last) in enumerate(zip(starts, ends, strict=True))]
    return []


def _head(page: Page, k: int) -> int | None:
    """The first of the headings directly above paragraph k."""
    first = k
    while first > 0 and page.kinds[first - 1] in ("heading", "byline") and k - first < 3:
        first -= 1
    while first < k and page.kinds[first] != "heading":
        first += 1
    return first if first < k else None


def _source_line(page: Page, k: int) -> tuple[bool, Tag | None]:
    start, end = page.spans[k]
    tag = source_tag(page.text, (start, end), page.marks) if page.kinds[k] != "caption" and end - start <= 80 else None
    return (tag is not None and tag.start <= start + 1), tag


def _signed_line(page: Page, k: int) -> tuple[bool, Tag | None]:
    """A writer and a day: `By Jane Smith` over or beside `March 19, 2020`."""
    if page.kinds[k] != "byline":
        return False, None
    near = [j for j in (k, k + 1) if j < len(page.spans) and page.kinds[j] == "byline"]
    dated = any(dated_line(page.text, page.spans[j], page.marks) is not None for j in near)
    return dated and len(near) > 1, None


def _dateline_line(page: Page, k: int) -> tuple[bool, Tag | None]:
    if page.kinds[k] != "paragraph":
        return False, None
    found = dateline(page.text, *page.spans[k], page.marks, page.upper)
    return found is not None and bool(found.sources or found.day), None
