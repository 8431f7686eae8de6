"""What people decided: append-only, attributed, undoable. A machine never makes one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

JudgementKind = Literal["same", "different", "value", "not_an_event", "accept", "unsure", "note", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A decision about mentions (never about an event id, so that it outlives re-linking).

    same / different: `mentions` must / must not be one event.  value: `property` of the event holding `mentions` is `value`.
    not_an_event, accept, unsure, note: about the event holding `mentions`.  undo: takes back judgement `of`.
    """

    id: str
    kind: JudgementKind
    mentions: tuple[str, ...] = ()
    property: str | None = None
    value: str | None = None
    note: str | None = None
    of: str | None = None
    reviewer: str
    at: str
    """When, ISO 8601 with zone, given by the caller: the core never reads the clock."""


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements that were not taken back, oldest first. Taking back an `undo` brings the judgement back."""
    listed = list(judgements)
    gone: set[str] = set()
    for judgement in reversed(listed):
        if judgement.kind == "undo" and judgement.of and judgement.id not in gone:
            gone.add(judgement.of)
    return tuple(j for j in listed if j.id not in gone and j.kind != "undo")
