"""Marks of where a text was taken from: `almasdarnews.com` behind its last sentence, `(AFP)`, `Source: X` on a line of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from istor.knowledge.outlets import by_name
from istor.languages import fold
from istor.model import Span
from istor.splitting.marks import Marks

_HOST = r"(?:https?://)?(?P<host>(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}[a-z]{2,12})"
_DOMAIN = re.compile(
    rf"(?:^|(?<=[.!?\u2026\u00bb\u201d\"')\]\u061f])\s+|[(\[]\s?|(?<=\s)[\u2013\u2014|-]\s?)(?P<tag>[(\[]?{_HOST}/?[)\]]?)\s*\.?$", re.I
)
_DOTTED = re.compile(r"\w\.\w+[/)\].]{0,3}$")
_ADDRESS = re.compile(_HOST, re.I)
_SIGNED = re.compile("(?:^|(?<=[.!?\u2026\u00bb\u201d\"'\u061f])\\s*)[(\\[](?P<name>[^()\\[\\]]{2,40})[)\\]]\\s*\\.?$")
_SEVERAL = re.compile(r"\s*[,/;&+|\u2013\u2014]\s*|\s-\s")
_FILES = frozenset(("pdf", "jpg", "jpeg", "png", "gif", "doc", "docx", "xls", "txt", "html", "htm", "php", "exe", "zip", "mp3", "mp4"))
PLATFORMS = frozenset(
    (
        "twitter.com", "x.com", "facebook.com", "youtube.com", "youtu.be", "instagram.com", "t.me", "telegram.me", "telegram.org", "t.co", "bit.ly",
        "gofundme.com", "whatsapp.com", "linkedin.com", "pinterest.com", "reddit.com", "vimeo.com", "flickr.com", "tiktok.com", "change.org",
        "paypal.com", "google.com", "goo.gl", "wikipedia.org", "vk.com", "ok.ru", "apple.com", "amazon.com",
    )
)  # fmt: skip
"""Hosts of other people's words, which are no outlets."""
TAIL = 120
"""Characters at the end of a paragraph in which its source is looked for."""


class Tag(NamedTuple):
    """`start`, `end`: the tag in the text. `sure`: a domain or an outlet of the table, not only any name behind `Source:`."""

    start: int
    end: int
    name: str
    agency: bool
    sure: bool


def source_tag(text: str, span: Span, marks: Marks) -> Tag | None:
    """The source that a paragraph ends with, or is."""
    start, end = span
    first = max(start, end - TAIL)
    if end - start <= TAIL and (m := marks.source.match(fold(text[start:end]))):
        return _named(text, start, end, start + m.start("name"), start + m.end("name"))
    if _DOTTED.search(text, first, end) and (m := _DOMAIN.search(text, first, end)):
        if m.start() == first != start:
            return None
        host = outlet_host(m["host"])
        return Tag(m.start("tag"), end, host, False, True) if host else None
    if text[end - 1] in ")]." and (m := _SIGNED.search(text, first, end)) and (m.start() == start or m.start() > first):
        return _of_table(text, m.start(), end, m["name"])
    if end - start <= 60:
        return _of_table(text, start, end, text[start:end])
    return None


def outlet_host(host: str) -> str | None:
    """The host that names an outlet, without `www.`; None for platforms and file names."""
    host = host.lower().removeprefix("www.")
    last = ".".join(host.split(".")[-2:])
    if last in PLATFORMS or host.rsplit(".", 1)[-1] in _FILES or len(host.split(".")[-2]) < 2:
        return None
    return host


def _named(text: str, start: int, end: int, first: int, last: int) -> Tag | None:
    """`Source: X`: X is an address, an outlet of the table, or any name."""
    name = text[first:last].strip()
    if m := _ADDRESS.match(name):
        host = outlet_host(m["host"])
        return Tag(start, end, host, False, True) if host else None
    known = _of_table(text, start, end, name)
    if known is not None:
        return known
    return Tag(start, end, " ".join(name.split()), False, False) if len(name) <= 60 else None


def _of_table(text: str, start: int, end: int, name: str) -> Tag | None:
    """A tag that is nothing but names of outlets of the table."""
    names = [n for n in _SEVERAL.split(name.strip(" .\n\t")) if n]
    if not names or not all(n[:1].isupper() or not n[:1].isalpha() or n.lower() == n.upper() for n in names):
        return None
    found = [by_name(n) for n in names]
    if not all(found):
        return None
    while start < end and text[start].isspace():
        start += 1
    first = found[0][0]
    return Tag(start, end, first.name, first.agency, True)
