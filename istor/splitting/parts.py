"""A document becomes its parts: one, or as many as it joins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from istor.languages import fold
from istor.model import Block, Part, Published, Report, Span
from istor.splitting.blocks import blocks, heading, paragraphs
from istor.splitting.language import detect
from istor.splitting.marks import Marks, marks
from istor.splitting.published import dateline_day, stated

_DOMAIN = re.compile(r"(?:^|[\s(\[])((?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,12})(?:/\S*)?[)\].]?\s*$", re.I)
_TLD = frozenset(
    [
        "com",
        "org",
        "net",
        "info",
        "fr",
        "uk",
        "ru",
        "ir",
        "iq",
        "sy",
        "tr",
        "ua",
        "de",
        "es",
        "it",
        "be",
        "ch",
        "eu",
        "us",
        "co",
        "io",
        "tv",
        "news",
        "press",
        "me",
        "ly",
        "eg",
        "sa",
        "ae",
        "qa",
        "lb",
        "jo",
        "ps",
        "il",
        "in",
        "pk",
        "af",
        "cn",
        "jp",
        "ml",
        "ne",
        "ng",
        "ke",
        "so",
        "et",
        "sd",
    ]
)
_AGENCY_TAG = re.compile(r"\(([^()]{2,40})\)\s*[-\u2013\u2014]{1,2}")
_PLACE = re.compile(r"\s*([^\W\d_][\w'\u2019 .-]{1,40}?)(?:\s*\([^)]*\))?\s*(?:,|\s[-\u2013\u2014]|\s\()")
_DATELINE = re.compile(
    r"\s*[^\W\d_][\w'\u2019 .-]{1,40}?(?:\s*\([^()]{2,40}\))?(?:,\s*[^()\n\u2013\u2014]{2,40}?)?\s*(?:\([^()]{2,40}\)\s*)?(?:--|[-\u2013\u2014])\s"
)
_GLOSS = re.compile(r"\s*(?:\[[A-Z][^\[\]]{2,80}\]\s*)+")


def split(report: Report) -> tuple[Part, ...]:
    """The parts of a document, numbered from 0, each with language, outlet, stated date, blocks, sentences and quotations."""
    text = report.text
    language = report.language or detect(text)
    cuts = marks(language)
    upper = text[:2000].isupper()
    header = cuts.published.match(text)
    begin = header.end() if header else 0
    page = stated(report.published) or (stated(header[1], "stated in the page's header") if header else None)
    spans = paragraphs(text, begin, len(text))
    segments = _segments(text, spans, cuts)
    if len(segments) < 2:
        return (_part(report, 0, 0, len(text), spans, language, cuts, upper, page, _tail(text, spans, cuts)),)
    out = []
    for number, (chosen, outlet) in enumerate(segments):
        start, end = chosen[0][0], chosen[-1][1]
        out.append(_part(report, number, start, end, chosen, language, cuts, upper, page, outlet, joined=True))
    return tuple(out)


def source_tag(text: str, span: Span, cuts: Marks) -> str | None:
    """The source that a closing paragraph names: a domain behind its last word, or `Source: X` as a line of its own."""
    tail = text[max(span[0], span[1] - 120) : span[1]]
    m = _DOMAIN.search(tail)
    if m:
        domain = re.sub(r"^https?://", "", m[1].lower())
        if domain.rsplit(".", 1)[-1] in _TLD and "@" not in tail:
            return domain.removeprefix("www.")
    line = cuts.source.match(text[span[0] : span[1]]) if span[1] - span[0] < 120 else None
    return line[1].strip() if line else None


def _segments(text: str, spans: Sequence[Span], cuts: Marks) -> list[tuple[list[Span], str]]:
    """Stretches that end with a source tag, where a heading opens the next: the mark of a page that joins reports."""
    out: list[tuple[list[Span], str]] = []
    current: list[Span] = []
    for k, span in enumerate(spans):
        current.append(span)
        tag = source_tag(text, span, cuts)
        if tag is None:
            continue
        following = spans[k + 1] if k + 1 < len(spans) else None
        opens = following is None or heading(text, following, spans[k + 2] if k + 2 < len(spans) else None, False)
        long_enough = len(current) >= 2 and current[-1][1] - current[0][0] >= 200
        if opens and long_enough:
            out.append((current, tag))
            current = []
    if current and out:
        if sum(e - s for s, e in current) >= 200 and len(current) >= 2 and heading(text, current[0], current[1], False):
            out.append((current, ""))
        else:
            out[-1] = (out[-1][0] + current, out[-1][1])
    return out


def _tail(text: str, spans: Sequence[Span], cuts: Marks) -> str | None:
    return source_tag(text, spans[-1], cuts) if spans else None


def _part(
    report: Report, number: int, start: int, end: int, spans: Sequence[Span], language: str, cuts: Marks, upper: bool,
    page: Published | None, outlet: str | None, *, joined: bool = False,
) -> Part:  # fmt: skip
    text = report.text
    built = list(blocks(text, list(spans), cuts, upper))
    place, agency, day, built = _dateline(text, built, cuts, upper)
    published = page
    if day is not None and (page is None or page.start != page.end):
        published = Published(start=day, end=day, reason="stated in the dateline")
    cites = _cites(text, start, end, cuts)
    if agency and agency not in cites:
        cites = (agency, *cites)
    name = (outlet or None) if joined else (report.outlet or outlet)
    title = next((text[b.start : b.end] for b in built if b.kind == "heading"), None) if joined or not report.title else report.title
    return Part(
        document=report, number=number, start=start, end=end, language=language, outlet=name, url=report.url, title=title,
        dateline_place=place, published=published, cites=cites, blocks=tuple(built),
    )  # fmt: skip


def _dateline(text: str, built: list[Block], cuts: Marks, upper: bool) -> tuple[Span | None, str | None, str | None, list[Block]]:
    """ "BAGHDAD, 14 March 2020 (Reuters) - ..." before the first sentence: place, agency, day; the dateline becomes a block of its own."""
    k = next((i for i, b in enumerate(built[:4]) if b.kind == "paragraph"), None)
    if k is None:
        return None, None, None, built
    b = built[k]
    m = _DATELINE.match(text, b.start, min(b.end, b.start + 160))
    if m is None:
        return None, None, None, built
    head = text[b.start : m.end()]
    tag = _AGENCY_TAG.search(head)
    day = dateline_day(head, cuts)
    letters = re.match(r"\s*([^\W\d_][\w'\u2019 .-]*)", head)
    if not tag and day is None and not (letters and letters[1].strip().split(",")[0].isupper()):
        return None, None, None, built
    stop = m.end()
    gloss = _GLOSS.match(text, stop, b.end)
    if gloss:
        stop = gloss.end()
    place = _PLACE.match(head)
    span = (b.start + place.start(1), b.start + place.end(1)) if place else None
    if span is None or stop >= b.end:
        return span, tag[1] if tag else None, day.isoformat() if day else None, built
    rest = Block(
        kind="paragraph", start=stop, end=b.end,
        sentences=tuple((max(s, stop), e) for s, e in b.sentences if e > stop), quotations=tuple(q for q in b.quotations if q[0] >= stop),
    )  # fmt: skip
    line = Block(kind="dateline", start=b.start, end=stop, sentences=((b.start, stop),))
    return span, tag[1] if tag else None, day.isoformat() if day else None, [*built[:k], line, rest, *built[k + 1 :]]


def _cites(text: str, start: int, end: int, cuts: Marks) -> tuple[str, ...]:
    """Agencies and outlets that the text names, once each, in order."""
    seen: dict[str, str] = {}
    for m in cuts.agencies.finditer(text, start, end):
        seen.setdefault(fold(m.group()), m.group())
    return tuple(seen.values())
