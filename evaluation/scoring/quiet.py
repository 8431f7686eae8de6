"""Texts about no conflict event: what is coded in them as one is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Row, Score, ratio
from evaluation.scoring.snippets import LABELS, VIOLENT


def invented(mentions: Sequence[Row]) -> list[Row]:
    """Accomplished mentions with a violent ACLED type or any MUC-4 type."""
    return [
        m
        for m in mentions
        if m["stage"] == "accomplished" and (LABELS.get(m["codes"].get("acled") or "") in VIOLENT or m["codes"].get("muc4") is not None)
    ]


def score(gold: Sequence[Row], mentions: Mapping[str, Sequence[Row]]) -> Score:
    """`mentions` by report id."""
    counts = np.array([(1, len(invented(mentions.get(x["id"], ())))) for x in gold], float).reshape(-1, 2)
    return Score(ids=tuple(x["id"] for x in gold), counts=counts, figures=figures)


def figures(sums: Any) -> Figures:
    return {"texts": float(sums[0]), "false events": float(sums[1]), "false events per 200": 2 * ratio(sums[1], sums[0])}
