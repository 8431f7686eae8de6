"""Outlets and agencies that a text names as its sources: in a dateline or signature, behind `according to`, before `reported`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from istor.knowledge.outlets import by_domain, find_outlets
from istor.languages import fold
from istor.model import Block
from istor.splitting.marks import Marks

BEFORE, AFTER = 70, 40
"""Characters looked at in front of and behind a name."""
_NAME = re.compile(r"[\"\u00ab\u201c\s]{0,3}((?:[^\W\d_a-z][\w'\u2019.-]*)(?:[\s-]+(?:(?:al|el|de|du|la|of)[\s-]+)?[^\W\d_a-z][\w'\u2019.-]*){0,4})")
_HOST = re.compile(r"(?<![\w@.])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,6}(?![\w@])", re.I)


def cited(text: str, blocks: Iterable[Block], marks: Marks, first: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Names of the sources, once each, in order: `first` (from the dateline), then those that the sentences name. The outlet itself is none."""
    found: dict[str, str] = {}
    for name in first:
        found.setdefault(fold(name), name)
    for block in blocks:
        if block.kind in ("paragraph", "heading"):
            for name in _cited(text, block.start, block.end, marks):
                found.setdefault(fold(name), name)
    return tuple(name for name in found.values() if not _same(name, outlet))


def _cited(text: str, start: int, end: int, marks: Marks) -> Iterable[str]:
    stretch = text[start:end]
    folded = fold(stretch)
    for named in find_outlets(stretch):
        before = folded[max(0, named.start - BEFORE) : named.start]
        after = folded[named.end : named.end + AFTER]
        signed = stretch[named.start - 1 : named.start] == "(" and stretch[named.end : named.end + 1] == ")"
        if signed or marks.cited_before.search(before) or marks.cited_after.match(after):
            yield named.outlets[0].name if len(named.outlets) == 1 else stretch[named.start : named.end]
    for m in marks.cited_kind.finditer(folded):
        name = _NAME.match(stretch, m.end())
        if name is not None and not find_outlets(name[1]):
            yield " ".join(name[1].split()).rstrip(".,'\u2019")
    for m in _HOST.finditer(stretch):
        known = by_domain(m.group())
        if known is not None and marks.cited_before.search(folded[max(0, m.start() - BEFORE) : m.start()]):
            yield known.name


def _same(name: str, outlet: str | None) -> bool:
    """Whether a name is that of the outlet itself: `WKRN` of wkrn.com."""
    if not outlet:
        return False
    known = by_domain(outlet)
    plain = re.sub(r"\W", "", fold(name))
    return fold(name) == fold(outlet) or (known is not None and known.name == name) or (len(plain) > 2 and plain in fold(outlet).split("."))
