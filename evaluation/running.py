"""Runs the project on rows of a set, in process, and gives plain values as other programs would read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from istor.corridor import code_reports
from istor.model import Mention, Report

FIELDS = ("id", "text", "url", "outlet", "title", "published", "language")
PROCESSES = 2


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions of each report as values and as plain JSON values, and how many of their quotes equal the text at their offsets."""

    mentions: dict[str, tuple[Mention, ...]]
    plain: dict[str, list[dict[str, Any]]]
    quotes: int
    exact: int

    @property
    def quoted(self) -> float:
        """Quotes that equal the text, in percent; 100 where there is none."""
        return 100 * self.exact / self.quotes if self.quotes else 100.0


def reports(found: Iterable[dict[str, Any]], **fixed: str) -> list[Report]:
    """Rows as reports; `fixed` sets a field of all."""
    return [msgspec.convert({k: r.get(k) for k in FIELDS} | fixed, Report) for r in found]


def coded(found: Sequence[dict[str, Any]], processes: int = PROCESSES, **fixed: str) -> Coded:
    """Code rows. Raises RuntimeError for a report that breaks the coder: a figure must not hide it."""
    mentions: dict[str, tuple[Mention, ...]] = {}
    quotes = exact = 0
    for report, made in code_reports(reports(found, **fixed), processes):
        if not isinstance(made, tuple):
            raise RuntimeError(f"{report.id}: {made.reason}")
        mentions[report.id] = made
        for m in made:
            for s in m.statements:
                quotes += 1  # words of the title have no offsets
                exact += s.quote in (report.title or "") if s.start is None else report.text[s.start : s.end] == s.quote
    plain = {id: [msgspec.to_builtins(m) for m in made] for id, made in mentions.items()}
    return Coded(mentions=mentions, plain=plain, quotes=quotes, exact=exact)
