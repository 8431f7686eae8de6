"""Texts pasted or dropped are coded at once and kept as a draft, in memory only, until the reader stores or leaves them."""

from __future__ import annotations

import hashlib
import re
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from istor.coding import code
from istor.grounding.times import infer_published
from istor.linking import link
from istor.model import Event, Mention, Refusal, Report
from istor.publishing.web.record import MemoryRecord
from istor.reading import read
from istor.reconciling import reconcile, settle
from istor.splitting import split

DRAFTS = 16
"""Drafts kept at a time; the oldest goes first."""
_PAGE = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<head|<body|<article|<div|<p[\s>])", re.IGNORECASE)


class Draft(NamedTuple):
    """What some texts come to: nothing of it is stored."""

    reports: tuple[Report, ...]
    refusals: tuple[Refusal, ...]
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]

    def record(self) -> MemoryRecord:
        return MemoryRecord(self.events, self.mentions, self.reports)


class Drafts:
    """The drafts of a running page, by an id made of their reports. Safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Draft] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, draft: Draft) -> str:
        id = hashlib.sha256(msgspec.json.encode(draft.reports)).hexdigest()[:20]
        with self._lock:
            self._kept[id] = draft
            self._kept.move_to_end(id)
            while len(self._kept) > DRAFTS:
                self._kept.popitem(last=False)
        return id

    def get(self, id: str) -> Draft | None:
        return self._kept.get(id)


def draft(found: Sequence[Report | Refusal]) -> Draft:
    """Reports coded, linked and reconciled among themselves, with the refusals beside them."""
    reports = tuple(r for r in found if isinstance(r, Report))
    mentions = tuple(m for report in reports for part in infer_published(split(report)) for m in code(part))
    events = settle([reconcile(cluster) for cluster in link(mentions)]) if mentions else ()
    return Draft(reports, tuple(r for r in found if isinstance(r, Refusal)), events, mentions)


def read_uploads(files: Sequence[tuple[str, bytes]]) -> list[Report | Refusal]:
    """Files as the reading room reads them, by content and ending. Their names are only names: no path of theirs is followed."""
    found: list[Report | Refusal] = []
    with tempfile.TemporaryDirectory(prefix="istor-add-") as folder:
        for n, (name, data) in enumerate(files):
            safe = re.sub(r"[^\w.\- ]", "_", Path(name).name)[-80:].lstrip(".") or "file"
            path = Path(folder) / str(n) / safe
            path.parent.mkdir()
            path.write_bytes(data)
            found += [_renamed(r, str(path), safe) for r in read([str(path)])]
    return found


def read_paste(text: str, **header: str) -> list[Report | Refusal]:
    """A pasted text, or the source of a page. What the reader typed beside it (title, outlet, url, published) goes before what it states."""
    name = "pasted-" + hashlib.sha256(text.encode()).hexdigest()[:10]
    given = {k: v for k, v in header.items() if v}
    if not _PAGE.match(text):
        return [Report(id=name, text=text.replace("\r\n", "\n"), **given)]
    return [msgspec.structs.replace(r, id=name, **given) if isinstance(r, Report) else r for r in read_uploads([(f"{name}.html", text.encode())])]


def _renamed(found: Report | Refusal, path: str, name: str) -> Report | Refusal:
    if isinstance(found, Refusal):
        return msgspec.structs.replace(found, input=found.input.replace(path, name), reason=found.reason.replace(path, name))
    return msgspec.structs.replace(found, id=found.id.replace(path, name)) if path in found.id else found
