"""A document becomes its parts: one, or as many as it joins."""

from __future__ import annotations

from collections.abc import Sequence

from istor.languages import fold
from istor.model import Block, Part, Published, Report, Span
from istor.splitting.blocks import Kind, build, kinds
from istor.splitting.citing import cited
from istor.splitting.datelines import Dateline, dateline
from istor.splitting.joined import Page, Segment, segments
from istor.splitting.language import detect, primary
from istor.splitting.marks import Marks, marks
from istor.splitting.paragraphs import paragraphs
from istor.splitting.published import Written, dated_line, stated, written
from istor.splitting.sources import Tag

UPPER = 0.9
"""Share of capitals among the cased letters of an upper-case wire."""
HEAD, FOOT = 6, 3
"""Blocks at the two ends of a report whose lines may date it."""


def split(report: Report) -> tuple[Part, ...]:
    """The parts of a document, numbered from 0, each with language, outlet, stated date, blocks, sentences and quotations.

    A language that has no folder is passed on with its code. `published` is what the report's form, its dateline or its header states.
    """
    text = report.text
    language = primary(report.language) if report.language else detect(text)
    cuts = marks(language)
    begin, header = _header(text, cuts)
    page_date = stated(report.published) or (header.published("stated in the page's header") if header else None)
    spans = paragraphs(text, begin, len(text))
    upper = _upper(text)
    page = Page(text, spans, kinds(text, spans, cuts, upper), cuts, upper)
    found = segments(page, report.outlet)
    parts = []
    for number, segment in enumerate(found):
        own = language if len(found) == 1 or report.language else _own_language(text, spans[segment.first : segment.last], language)
        parts.append(_Builder(report, page, own, page_date, len(found) > 1).build(number, segment))
    return tuple(parts)


def _upper(text: str) -> bool:
    sample = text[:4000]
    capitals = sum(map(str.isupper, sample))
    return capitals >= UPPER * max(1, capitals + sum(map(str.islower, sample)))


def _header(text: str, cuts: Marks) -> tuple[int, Written | None]:
    """Where the page's own words begin, and the date that a header in front of them states: `date 2020-03 ...`."""
    lead = cuts.published.match(fold(text[:200]))
    if lead is None:
        return 0, None
    found = written(text, lead.end(), min(len(text), lead.end() + 60), cuts)
    if found is None:
        return 0, None
    end = found.span[1]
    line_end = next((k for k in range(end, min(len(text), end + 80)) if text[k] in "\r\n"), -1)
    if line_end >= 0 and len(text[end:line_end].split()) < 8:
        return 0, found  # a line of its own stays a block
    while end < len(text) and (text[end].isspace() or text[end] in ".:,;|-\u2013\u2014"):
        end += 1
    return end, found


def _own_language(text: str, spans: Sequence[Span], page: str) -> str:
    found = detect(text[spans[0][0] : spans[-1][1]])
    return page if found == "und" else found


class _Builder:
    """Builds the parts of one document; nothing outlives `build`."""

    def __init__(self, report: Report, page: Page, language: str, date: Published | None, joined: bool) -> None:
        self.report, self.language, self.date, self.joined = report, language, date, joined
        self.page, self.cuts = page, marks(language)

    def build(self, number: int, segment: Segment) -> Part:
        text = self.report.text
        spans, kinds_ = self.page.spans[segment.first : segment.last], self.page.kinds[segment.first : segment.last]
        blocks, line = self._blocks(spans, kinds_, segment.tag)
        published, why = self._published(spans, kinds_, line)
        outlet = self._outlet(segment.tag)
        sources = list(line.sources) if line else []
        if segment.tag is not None and segment.tag.agency and not self.joined:
            sources.append(segment.tag.name)
        headed = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), None)
        start, end = (spans[0][0], spans[-1][1]) if self.joined else (0, len(text))
        return Part(
            document=self.report, number=number, start=start, end=end, language=self.language, outlet=outlet, url=self.report.url,
            title=headed if self.joined or not self.report.title else self.report.title,
            dateline_place=line.place if line else None, published=published, undated=why,
            cites=cited(text, blocks, self.cuts, sources, outlet), blocks=tuple(blocks),
        )  # fmt: skip

    def _outlet(self, tag: Tag | None) -> str | None:
        """A joined report is its tag's; a report that stands alone is the outlet's that it is given with, else its tag's, agencies aside."""
        if self.joined:
            return tag.name if tag else None
        return self.report.outlet or (tag.name if tag and tag.sure and not tag.agency else None)

    def _blocks(self, spans: Sequence[Span], kinds_: Sequence[Kind], tag: Tag | None) -> tuple[list[Block], Dateline | None]:
        text, upper = self.report.text, self.page.upper
        opening = next((k for k, kind in enumerate(kinds_) if kind == "paragraph"), -1)
        if kinds_ and kinds_[0] == "heading" and (first := dateline(text, *spans[0], self.cuts, upper)) is not None and first.sources:
            opening, kinds_ = 0, ["paragraph", *kinds_[1:]]  # a report of one line without a full stop
        line: Dateline | None = None
        out: list[Block] = []
        for k, ((start, end), kind) in enumerate(zip(spans, kinds_, strict=True)):
            behind: Block | None = None
            if k == opening:
                line = dateline(text, start, end, self.cuts, upper)
                if line is not None:
                    out.append(Block(kind="dateline", start=start, end=line.end, sentences=((start, line.end),)))
                    start = line.end
            if tag is not None and start <= tag.start < end and tag.end == end:
                behind = Block(kind="note", start=tag.start, end=end, sentences=((tag.start, end),))
                end = _before(text, start, tag.start)
            if start < end:
                out.append(build(text, (start, end), kind, self.cuts, upper))
            if behind is not None:
                out.append(behind)
        return out, line

    def _published(self, spans: Sequence[Span], kinds_: Sequence[Kind], line: Dateline | None) -> tuple[Published | None, str]:
        """The stated date and, where there is none, why. A day in the report's form goes before what its text states."""
        text, page = self.report.text, self.date
        if page is not None and page.start == page.end and not self.joined:
            return page, ""
        found: list[Published] = []
        if line is not None and line.day is not None and (day := line.day.published("stated in the dateline", page)):
            found.append(day)
        edges = [k for k in range(len(spans)) if kinds_[k] == "byline" and (k < HEAD or k >= len(spans) - FOOT)]
        for k in edges:
            dated = dated_line(text, spans[k], self.cuts)
            if dated and (day := dated[0].published(dated[1], page)):
                found.append(day)
        fitting = [d for d in found if page is None or (page.start <= d.start and d.end <= page.end)]
        best = min(fitting, key=lambda d: ("update" in d.reason, d.start != d.end), default=None)
        if best is not None and (page is None or best.start == best.end):
            return best, ""
        if page is not None:
            return page, ""
        given = self.report.published
        return None, f"the report gives {given!r}, which is no date" if given else "the report states no date"


def _before(text: str, start: int, end: int) -> int:
    """The end of what stands in front of a tag, without the space and dashes between."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-\u2013\u2014|"):
        end -= 1
    return end


__all__ = ["split"]
