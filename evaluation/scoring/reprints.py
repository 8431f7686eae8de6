"""Copies of reports, made by a rule from texts of ours: which are known as copies, and how many pairs of different reports are taken for copies."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Score, ratio
from istor.linking.origins import COPY
from istor.splitting.fingerprint import containment, fingerprint

KINDS = ("whole", "cut", "edited", "agency")
SENTENCES, KEPT, EDITED = 8, 0.6, 0.08
"""Texts of a report, what a cut copy keeps from its beginning, and the share of words that an edited copy says otherwise."""


def made(texts: Sequence[str], seed: int = 7) -> list[dict[str, str]]:
    """Reports of eight texts each, and their copies: whole, cut, edited, and with the text of another agency before and after."""
    rng = random.Random(seed)
    pool = list(texts)
    rng.shuffle(pool)
    words = " ".join(pool).split()
    out = []
    for start in range(0, len(pool) - SENTENCES - 1, SENTENCES + 2):
        told, beside = pool[start : start + SENTENCES], pool[start + SENTENCES : start + SENTENCES + 2]
        text = "\n\n".join(told)
        parts = text.split(" ")
        out.append({
            "id": f"reprint-{start}",
            "text": text,
            "whole": text,
            "cut": " ".join(parts[: int(KEPT * len(parts))]),
            "edited": " ".join(rng.choice(words) if rng.random() < EDITED else w for w in parts),
            "agency": f"{beside[0]}\n\n{text}\n\n{beside[1]}",
        })  # fmt: skip
    return out


def score(rows: Sequence[dict[str, str]]) -> Score:
    prints = [{k: fingerprint(r[k]) for k in ("text", *KINDS)} for r in rows]
    counts = np.zeros((len(rows), 1 + len(KINDS) + 2))
    for i, mine in enumerate(prints):
        counts[i, 0] = 1
        counts[i, 1 : 1 + len(KINDS)] = [containment(mine["text"], mine[k]) >= COPY for k in KINDS]
        others = [other[k] for j, other in enumerate(prints) if j != i for k in ("text", *KINDS)]
        counts[i, -2:] = len(others), sum(containment(mine["text"], other) >= COPY for other in others)
    return Score(ids=tuple(r["id"] for r in rows), counts=counts, figures=figures)


def figures(sums: Any) -> Figures:
    return {f"{kind}: found %": ratio(sums[1 + k], sums[0]) for k, kind in enumerate(KINDS)} | {"false pairs %": ratio(sums[-1], sums[-2])}
