"""A web page becomes a report: its main text, and what it states of title, outlet and date. A date is never guessed."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from istor.model import Report
from istor.reading.decoding import NotText

_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "publish-date", "publishdate", "pubdate", "article.published", "cxenseparse:recs:publishtime", "og:published_time",
)  # fmt: skip
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$")
MAX_DEPTH_HINT = 20_000
"""Opening tags beyond which the main-text finder is not asked: the page is read tag by tag instead."""


class _Head(HTMLParser):
    """Meta tags, JSON-LD and the title. Nothing is executed; everything is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.linked: list[str] = []
        self.title = ""
        self.times: list[str] = []
        self.language: str | None = None
        self.canonical: str | None = None
        self._inside = ""
        self._buffer: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "html" and a.get("lang"):
            self.language = a["lang"].split("-")[0].lower()
        elif tag == "meta":
            name = (a.get("property") or a.get("name") or a.get("itemprop") or "").lower()
            if name and a.get("content"):
                self.meta.setdefault(name, a["content"].strip())
        elif tag == "link" and "canonical" in a.get("rel", "").lower():
            self.canonical = a.get("href")
        elif tag == "time" and (a.get("itemprop", "").lower() == "datepublished" or "pubdate" in a) and a.get("datetime"):
            self.times.append(a["datetime"].strip())
        elif tag == "title":
            self._inside = "title"
        elif tag == "script" and "ld+json" in a.get("type", "").lower():
            self._inside, self._buffer = "ld", []

    def handle_data(self, data: str) -> None:
        if self._inside == "title" and len(self.title) < 500:
            self.title += data
        elif self._inside == "ld":
            self._buffer.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside == "ld":
            self.linked.append("".join(self._buffer))
        if tag in ("title", "script"):
            self._inside = ""


def read_html(name: str, html: str) -> Report:
    """The report of a page. Raises NotText where no main text can be found."""
    head = _Head()
    head.feed(html[:2_000_000])
    linked = _linked(head.linked)
    text = _main_text(html)
    if not text.strip():
        raise NotText("no main text was found in the page")
    stated = (linked.get("datePublished"), *(head.meta.get(k) for k in _DATES), *head.times)
    published = next((found for d in stated if d and (found := _date(d))), None)
    outlet = linked.get("publisher") or head.meta.get("og:site_name")
    title = head.meta.get("og:title") or linked.get("headline") or head.title.strip() or None
    url = _address(head.canonical) or _address(head.meta.get("og:url"))
    return Report(id=name, text=text, url=url, outlet=outlet, title=title, published=published, language=head.language)


def _date(value: str) -> str | None:
    """A stated day, month, year or moment in ISO form, its zone kept; None for what is no such thing (2020-02-30, "yesterday")."""
    value = value.strip()
    if not _DAY.match(value):
        return None
    if len(value) > 10:
        value = value[:10] + "T" + value[11:].replace(" ", "")
    try:
        if len(value) >= 10:
            datetime.fromisoformat(value)
        elif len(value) == 7:
            datetime.fromisoformat(f"{value}-01")
    except ValueError:
        return None
    return value


def _address(value: str | None) -> str | None:
    """A whole address; what is relative to a page of unknown address tells nothing."""
    return value.strip() if value and re.match(r"\s*https?://\S+\s*$", value, re.I) else None


def _linked(blocks: list[str]) -> dict[str, str]:
    """Headline, publication date and publisher of the page's JSON-LD article."""
    found: dict[str, str] = {}
    for block in blocks:
        try:
            data: Any = json.loads(block)
        except (ValueError, RecursionError):
            continue
        nodes = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for node in nodes:
            if not isinstance(node, dict):
                continue
            for key in ("datePublished", "headline"):
                if isinstance(node.get(key), str):
                    found.setdefault(key, node[key])
            publisher = node.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                found.setdefault("publisher", publisher["name"])
    return found


def _main_text(html: str) -> str:
    if html.count("<") < MAX_DEPTH_HINT:
        import trafilatura

        # dates are read by us: trafilatura's default guesses one from the body
        found = trafilatura.extract(html, include_comments=False, include_tables=False, with_metadata=False, favor_recall=True, fast=True)
        if found:
            return _paragraphs(str(found))
    return _plain(html)


def _paragraphs(text: str) -> str:
    """trafilatura gives one line a paragraph; a blank line between them keeps them apart for good."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "noscript", "template"):
            self.skip += 1
        elif tag in ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "article", "section"):
            self.out.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "noscript", "template"):
            self.skip = max(0, self.skip - 1)

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.out.append(data)


def _plain(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"[ \t]+", " ", "".join(parser.out))).strip()
