"""What goes in: a document as it was read, its parts, and what was refused."""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document, as the JSON Lines form of the contract gives it.

    `text` is the evidence layer: every offset anywhere counts code points of it. `published` is what the document itself
    states, with whatever precision it states (`2020-03`, a day, a moment with its zone); None when it states nothing.
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or a piece of one, that was not read: its name and the reason in plain words."""

    input: str
    reason: str


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When a part appeared: an interval of full days, inclusive. `inferred` when the part does not state it itself."""

    start: str
    end: str
    inferred: bool = False
    reason: str = ""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph-like stretch of a part. Spans are offsets into the document's text."""

    kind: Literal["heading", "paragraph", "dateline", "byline", "note", "caption"]
    start: int
    end: int
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One report within a document (most documents have one). All spans are offsets into `document.text`."""

    document: Report
    number: int
    start: int
    end: int
    language: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    dateline_place: Span | None = None
    published: Published | None = None
    undated: str = ""
    """Why `published` is None, in plain words."""
    cites: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """The report id of this part: the document's id, or `id#number` when the document holds several."""
        whole = self.start == 0 and self.end == len(self.document.text)
        return self.document.id if whole else f"{self.document.id}#{self.number}"
