"""Pairs of reports: whether both are of one event. A pair counts as read only where both reports have an event that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Row, Score

WHYS = ("day", "town", "victim", "again", "same", "translation")
"""In what two reports differ, or that they tell one event."""


def right(pair: Row, event_of: Mapping[str, str]) -> bool:
    """Whether the pair is linked as it should be; `event_of`: report id -> event of what it is about."""
    a, b = event_of.get(pair["a"]["id"]), event_of.get(pair["b"]["id"])
    return a is not None and b is not None and (a == b) == pair["same"]


def score(pairs: Sequence[Row], event_of: Mapping[str, str]) -> Score:
    counts = np.zeros((len(pairs), 2 + len(WHYS)))
    for i, pair in enumerate(pairs):
        good = right(pair, event_of)
        counts[i, 0] = good
        counts[i, 1] = any(event_of.get(pair[side]["id"]) is None for side in "ab")
        counts[i, 2 + WHYS.index(pair["why"])] = good
    return Score(ids=tuple(p["id"] for p in pairs), counts=counts, figures=figures)


def figures(sums: Any) -> Figures:
    return {"pairs right": float(sums[0]), "not read": float(sums[1])} | {f"right: {w}": float(sums[2 + k]) for k, w in enumerate(WHYS)}
