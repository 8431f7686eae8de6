"""Reports in two languages that are one text: sentence by sentence the same numbers, days, places, actors and names, in the same order.

Independent reports of one event share its figures and its place; they do not tell the same things in the same order, nor all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from istor.model import Anchors, Mention

DAYS = 2
"""Days between publication of a text and of its translation."""
COVERED, OF_LONGER = 0.7, 0.45
"""Share of what the shorter text holds, and of what the longer one holds, that must stand in aligned sentences."""
LEAST = 5.0
"""Weight of what is aligned, below which two texts are too short to say."""
SHOWN = 3
SENTENCES = 3
"""Sentences that must be aligned."""
WEIGHT = {"n": 1.0, "d": 0.4, "p": 0.5, "c": 0.2, "a": 0.5, "w": 1.0}


Path = tuple[tuple[int, int, int, int], ...]
"""Sentences that stand for each other: from and to on either side."""


class Aligned(msgspec.Struct, frozen=True):
    """A sentence of each text that says the same, by their spans, and what they share."""

    first: tuple[int, int]
    second: tuple[int, int]
    shared: tuple[str, ...]


class Translation(msgspec.Struct, frozen=True):
    """Two texts told alike: which sentences stand for which, how much of the shorter and of the longer text that is, and what it weighs."""

    sentences: tuple[Aligned, ...]
    covered: float
    of_longer: float
    weight: float

    @property
    def reason(self) -> str:
        """In words, with the spans of the first sentences that stand for each other."""
        spans = ", ".join(f"[{s.first[0]}:{s.first[1]}] = [{s.second[0]}:{s.second[1]}]" for s in self.sentences[:SHOWN])
        more = f" and {len(self.sentences) - SHOWN} more" if len(self.sentences) > SHOWN else ""
        return f"a translation, {len(self.sentences)} sentences say the same in the same order: {spans}{more}"


def translation(a: Mention, b: Mention) -> Translation | None:
    """How one report is a translation of the other, by the main mentions of both; None where it is not, or cannot be said."""
    if not a.anchors or not b.anchors or a.language == b.language or not _close(a, b):
        return None
    return told_alike(a.anchors, b.anchors)


def told_alike(a: Sequence[Anchors], b: Sequence[Anchors]) -> Translation | None:
    """The alignment of two texts where it is enough to call them one."""
    one, other = (frozenset(k for s in side for k in s.keys) for side in (a, b))
    if sum(map(weight, one & other)) < COVERED * min(sum(map(weight, one)), sum(map(weight, other))) / 2:
        return None  # what most pairs share is far too little, in whatever order
    found = align(a, b)
    enough = found.covered >= COVERED and found.of_longer >= OF_LONGER and found.weight >= LEAST and len(found.sentences) >= SENTENCES
    return found if enough else None


def _close(a: Mention, b: Mention) -> bool:
    if a.published is None or b.published is None:
        return True
    return abs((date.fromisoformat(a.published.start) - date.fromisoformat(b.published.start)).days) <= DAYS


def weight(key: str) -> float:
    """What an anchor says: small numbers stand in every report, large ones and names in few."""
    if key[0] == "n" and len(key) == 2:
        return 0.3 if key == "n2" else 0.7
    return WEIGHT[key[0]]


def align(a: Sequence[Anchors], b: Sequence[Anchors]) -> Translation:
    """The best alignment of sentences in order; one may stand for two."""
    left, right = [frozenset(x.keys) for x in a], [frozenset(x.keys) for x in b]
    totals = sorted(sum(weight(k) for s in side for k in s) for side in (left, right))
    best: dict[tuple[int, int], tuple[float, Path]] = {}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            choices: list[tuple[float, Path]] = [(0.0, ())] if i == j == 0 else []
            choices += [best[i - 1, j]] if i else []
            choices += [best[i, j - 1]] if j else []
            for x, y in ((1, 1), (2, 1), (1, 2)):
                if i >= x and j >= y:
                    before, path = best[i - x, j - y]
                    gain = _shared(left[i - x : i], right[j - y : j])
                    choices.append((before + gain, (*path, (i - x, i, j - y, j)) if gain else path))
            best[i, j] = max(choices, key=lambda c: (c[0], -len(c[1]), c[1]))
    gained, path = best[len(a), len(b)]
    sentences = tuple(
        Aligned((a[i].start, a[k - 1].end), (b[j].start, b[m - 1].end), tuple(sorted(frozenset().union(*left[i:k]) & frozenset().union(*right[j:m]))))
        for i, k, j, m in path
    )
    shorter, longer = (gained / t if t else 0.0 for t in totals)
    return Translation(sentences, shorter, longer, gained)


def _shared(x: Sequence[frozenset[str]], y: Sequence[frozenset[str]]) -> float:
    return sum(weight(k) for k in frozenset().union(*x) & frozenset().union(*y))
