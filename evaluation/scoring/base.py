"""What every scorer gives: one row of counts a document, and how figures follow from their sums."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

Row = Mapping[str, Any]
"""A report, mention or key as plain JSON values."""
Figures = dict[str, float]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """`counts` (documents, columns); `figures` of a sum over documents, shape (columns,); `whole`: figures that are no function of such a sum."""

    ids: tuple[str, ...]
    counts: Any
    figures: Callable[[Any], Figures]
    whole: Figures = {}

    def total(self) -> Figures:
        """All figures, in percent where the name does not say otherwise."""
        return {**self.figures(self.counts.sum(axis=0)), **self.whole}

    def intervals(self, draws: int = 500, seed: int = 1992) -> dict[str, tuple[float, float]]:
        """The middle 95 % of each figure when documents are drawn anew with replacement; the seed is fixed, so that runs can be compared."""
        n = len(self.ids)
        if n == 0:
            return {}
        picks = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
        drawn = [self.figures(sums) for sums in picks @ self.counts]
        return {
            name: (float(low), float(high))
            for name in drawn[0]
            for low, high in [np.percentile([d[name] for d in drawn], (2.5, 97.5))]
        }  # fmt: skip


def ratio(a: float, b: float) -> float:
    """a of b in percent; 0 where b is 0."""
    return 100 * float(a) / float(b) if b else 0.0


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def km(a: float, b: float, c: float, d: float) -> float:
    """Kilometres between two points in degrees, on a sphere of 6,371 km."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 6371 * 2 * math.asin(min(1.0, math.sqrt(h)))


def main_of(mentions: Sequence[Row]) -> Row | None:
    """The mention that a report is about: the one so marked, else the first."""
    return next((m for m in mentions if m.get("main")), mentions[0] if mentions else None)
