"""Fits the weights by which MUC-4 templates are kept (istor/knowledge/muc4_relevance.tsv) on the training reports: `python -m evaluation.relevance`.

A logistic model with a quadratic penalty, fitted by Newton's method: no chance, the same weights from the same mentions. The label of an incident is
whether its template maps to one of the key. The threshold is below even odds, since a template that is missed costs more than one that is beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import istor.coding.casting
from evaluation import casting
from evaluation.running import coded
from evaluation.scoring import muc4 as scoring
from evaluation.sources import outside
from istor.coding.casting import PARTS
from istor.model import Mention
from istor.publishing.exporters.muc4.incidents import incidents
from istor.publishing.exporters.muc4.relevance import features
from istor.publishing.exporters.muc4.slots import template

PENALTY = 3.0
THRESHOLD = -0.5
"""Log odds from which a template is kept: where F over all slots is highest under cross-validation by report."""
SEEN = 8
"""Incidents that must have a feature for it to have a weight."""
HEAD = """# Weights of what makes an incident worth a MUC-4 template: log odds per unit. Written by `python -m evaluation.relevance` from the training reports;
# no word of a text is a feature. What each means: istor/publishing/exporters/muc4/relevance.py.
feature\tweight
"""


def labelled(rows: Iterable[Mapping[str, Any]], mentions: Mapping[str, tuple[Mention, ...]]) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of every incident told, and whether its template maps to one of the key."""
    told, maps = [], []
    for row in rows:
        report = mentions[row["id"]]
        made = [(i, template(i)) for i in incidents(report)]
        mapped = {k for k, _ in scoring.document([t for _, t in made], row["templates"]).pairs}
        for k, (i, t) in enumerate(made):
            told.append(features(i, report, t))
            maps.append(k in mapped)
    return told, maps


def fitted(told: list[dict[str, float]], maps: list[bool]) -> dict[str, float]:
    """Feature -> weight, with the constant as `bias`."""
    seen = sorted({name for f in told for name in f})
    names = [n for n in seen if sum(n in f for f in told) >= SEEN]
    x = np.array([[f.get(n, 0.0) for n in names] + [1.0] for f in told])
    y = np.array(maps, float)
    penalty = np.append(np.full(len(names), PENALTY), 1e-9)
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, w[:-1].tolist(), strict=True)) | {"bias": float(w[-1])}


def written(weights: Mapping[str, float]) -> str:
    shifted = dict(weights) | {"bias": weights["bias"] - THRESHOLD}
    return HEAD + "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(shifted.items()) if abs(value) >= 0.005)


def unseen(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Mention, ...]]:
    """The mentions of each report, with candidates by weights that other reports taught: by its own they are likelier than those of a new report."""
    found: dict[str, list[casting.Example]] = defaultdict(list)
    for e in casting.examples([dict(r) for r in rows]):
        found[e.part].append(e)
    mentions: dict[str, tuple[Mention, ...]] = {}
    for k in range(casting.FOLDS):
        learned = {part: casting.learn([e for e in found[part] if casting.fold(e.document) != k]) for part in PARTS}
        with patch.object(istor.coding.casting, "weights", partial(dict, learned)):
            mentions |= coded([dict(r) for r in rows if casting.fold(r["id"]) == k], processes=1, language="en").mentions
    return mentions


def main() -> None:
    rows = list(outside("muc4/train.jsonl"))
    weights = fitted(*labelled(rows, unseen(rows)))
    Path(str(files("istor.knowledge") / "muc4_relevance.tsv")).write_text(written(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
