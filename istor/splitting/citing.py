"""Outlets and agencies that a text names as its sources: in a dateline or signature, behind `according to`, before `reported`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from istor.knowledge.outlets import by_domain, find_outlets
from istor.languages import fold
from istor.model import Block
from istor.splitting.marks import Marks
from istor.splitting.sources import PLATFORMS

BEFORE, AFTER = 70, 40
"""Characters looked at in front of and behind a name."""
_NAME = re.compile(r"[\"\u00ab\u201c\s]{0,3}((?:[^\W\d_a-z][\w'\u2019-]*)(?:[\s-]+(?:(?:al|el|de|du|la|of)[\s-]+)?[^\W\d_a-z][\w'\u2019-]*){0,4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HOST = re.compile(r"(?<![\w@.-])[a-z0-9-]{2,40}\.(?:[a-z0-9-]{2,40}\.){0,2}[a-z]{2,6}(?![\w@])")


def cited(text: str, blocks: Sequence[Block], marks: Marks, first: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Names of the sources, once each: `first` (from the dateline), then those that sentences or signatures name, in order. The outlet itself is none."""
    found = {fold(name): name for name in first}
    if blocks:
        start, end = blocks[0].start, blocks[-1].end
        stretch = text[start:end]
        folded = fold(stretch)
        starts = [b.start - start for b in blocks]
        hits = [*_named(stretch, folded, blocks, starts, marks), *_introduced(stretch, folded, marks), *_hosts(stretch, folded, marks)]
        for at, name in sorted(hits):
            if blocks[bisect_right(starts, at) - 1].kind != "caption":
                found.setdefault(fold(name), name)
    return tuple(name for name in found.values() if not _same(name, outlet))


def _named(stretch: str, folded: str, blocks: Sequence[Block], starts: Sequence[int], marks: Marks) -> Iterator[tuple[int, str]]:
    """Outlets of the table where they are cited, or sign: `By Associated Press`, `(c) 2017 AFP`."""
    for named in find_outlets(stretch):
        only = named.outlets[0] if len(named.outlets) == 1 else None
        if stretch[named.start - 1 : named.start] == "-" or not PLATFORMS.isdisjoint(named.outlets[0].domains):
            continue
        block = blocks[bisect_right(starts, named.start) - 1]
        if block.kind in ("byline", "note"):
            signs = only is not None and only.agency and _signs(stretch, folded, block.start - blocks[0].start, block.end - blocks[0].start, marks)
        else:
            before = folded[max(0, named.start - BEFORE) : named.start]
            signed = before.endswith("(") and folded[named.end : named.end + 1] == ")"
            signs = signed or bool(marks.cited_before.search(before) or marks.cited_after.match(folded, named.end, named.end + AFTER))
        if signs:
            yield named.start, only.name if only else stretch[named.start : named.end]


def _signs(stretch: str, folded: str, start: int, end: int, marks: Marks) -> bool:
    return marks.byline.match(folded, start, end) is not None or _YEAR.search(stretch, start, end) is not None


def _introduced(stretch: str, folded: str, marks: Marks) -> Iterator[tuple[int, str]]:
    """Names that no table holds, behind the words for an outlet: `selon le site d'information X`."""
    for m in marks.cited_kind.finditer(folded):
        name = _NAME.match(stretch, m.end())
        kind = stretch[m.start("kind") : m.end("kind")]
        if name is None or not (kind.islower() or not marks.capitals):
            continue
        if not any(known.start == 0 for known in find_outlets(name[1])):
            yield m.end(), " ".join(name[1].split()).rstrip(".,'\u2019")


def _hosts(stretch: str, folded: str, marks: Marks) -> Iterator[tuple[int, str]]:
    """`according to almasdarnews.com`."""
    for m in _HOST.finditer(folded):
        known = by_domain(m.group())
        if known is not None and marks.cited_before.search(folded[max(0, m.start() - BEFORE) : m.start()]):
            yield m.start(), known.name


def _same(name: str, outlet: str | None) -> bool:
    """Whether a name is that of the outlet itself: `WKRN` of wkrn.com."""
    if not outlet:
        return False
    known = by_domain(outlet)
    plain = re.sub(r"\W", "", fold(name))
    return (
        fold(name) == fold(outlet)
        or (known is not None and known.name == name)
        or (len(plain) > 2 and any(label.startswith(plain) for label in fold(outlet).split(".")))
    )
