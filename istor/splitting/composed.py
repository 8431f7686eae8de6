"""Letters written as a letter and its accent apart (NFD, as some systems write file texts) are read as one; offsets lead back to the text as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec

from istor.model import Report

_CLUSTER = re.compile(r".[\u0300-\u036f\u0653-\u0655\u0591-\u05c7\u0900-\u0903\u093c\u3099\u309a]*|\n", re.DOTALL)
"""A letter with the marks behind it that can become one with it."""


class Composed:
    """The composed copy of a text, and the way back from it."""

    def __init__(self, text: str, copy: str, places: Sequence[int]) -> None:
        self.text, self.copy, self._places = text, copy, places

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """A stretch of the copy where it stands in the text as it is, with its words there."""
        start, end = self._places[start], self._places[end]
        return start, end, self.text[start:end]


def composed(text: str) -> Composed | None:
    """The text with its letters composed; None where there is nothing to compose (nearly always)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    pieces: list[str] = []
    places: list[int] = []
    for m in _CLUSTER.finditer(text):
        cluster = m.group()
        one = cluster if len(cluster) == 1 else unicodedata.normalize("NFC", cluster)
        pieces.append(one)
        places.extend(min(m.start() + k, m.end() - 1) for k in range(len(one)))
    places.append(len(text))
    copy = "".join(pieces)
    return Composed(text, copy, places) if copy != text else None


def read_composed(report: Report) -> tuple[Report, Composed | None]:
    """The report with its letters composed, and the way back where that changed it."""
    apart = composed(report.text)
    return (report, None) if apart is None else (msgspec.structs.replace(report, text=apart.copy), apart)


def rows_as_written(rows: Sequence[dict[str, Any]], apart: Composed | None) -> list[dict[str, Any]]:
    """Rows of `start`, `end` and `text` with those of the text as it is."""
    if apart is None:
        return list(rows)
    return [{**r, **dict(zip(("start", "end", "text"), apart.span(r["start"], r["end"]), strict=True))} for r in rows]
