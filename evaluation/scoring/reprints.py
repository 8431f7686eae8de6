"""Copies of reports, made by a rule from texts of ours, and translations written by us: which are known as copies, and how many pairs of different reports are
taken for copies. Beside each translation stands an independent report of the same event in the same language: the tempting pair."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from evaluation.scoring.base import Figures, Score, ratio
from istor.coding.anchors import anchors
from istor.coding.words import Layers
from istor.grounding.actors import find_actors
from istor.grounding.counts import find_counts
from istor.grounding.places import find_places
from istor.grounding.times import find_times
from istor.languages import get
from istor.linking.origins import COPY
from istor.linking.translation import told_alike
from istor.model import Anchors, Report
from istor.splitting import split
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


def score(rows: Sequence[dict[str, Any]]) -> Score:
    """Rows of `made`, and rows of translations (`a`, `b` its translation, `other` an independent report)."""
    copies, told = [r for r in rows if "whole" in r], [r for r in rows if "other" in r]
    counts = np.zeros((len(rows), 1 + len(KINDS) + 2 + 4))
    counts[: len(copies), : -4] = _copies(copies)
    counts[len(copies) :, -4:] = _translations(told)
    return Score(ids=tuple(r["id"] for r in (*copies, *told)), counts=counts, figures=figures)


def _copies(rows: Sequence[dict[str, str]]) -> Any:
    prints = [{k: fingerprint(r[k]) for k in ("text", *KINDS)} for r in rows]
    counts = np.zeros((len(rows), 1 + len(KINDS) + 2))
    for i, mine in enumerate(prints):
        counts[i, 0] = 1
        counts[i, 1 : 1 + len(KINDS)] = [containment(mine["text"], mine[k]) >= COPY for k in KINDS]
        others = [other[k] for j, other in enumerate(prints) if j != i for k in ("text", *KINDS)]
        counts[i, -2:] = len(others), sum(containment(mine["text"], other) >= COPY for other in others)
    return counts


def _translations(rows: Sequence[dict[str, Any]]) -> Any:
    """Translations, those found; pairs that are none (the independent report, and all of other events), those taken for one."""
    kept = {r[s]["id"]: _anchors(r[s]) for r in rows for s in ("a", "b", "other")}
    counts = np.zeros((len(rows), 4))
    for i, r in enumerate(rows):
        one = kept[r["a"]["id"]]
        others = [r["other"]["id"]] + [o[s]["id"] for o in rows if o is not r for s in ("b", "other")]
        counts[i] = 1, told_alike(one, kept[r["b"]["id"]]) is not None, 1, sum(told_alike(one, kept[o]) is not None for o in others)
    return counts


def _anchors(report: dict[str, Any]) -> tuple[Anchors, ...]:
    """Of the text, whether or not an event is found in it: as fingerprints are."""
    part = split(msgspec.convert(report, Report))[0]
    text = part.document.text
    counts = find_counts(text, part.start, part.end, get(part.language))
    return anchors(part, Layers(find_actors(part), find_places(part), find_times(part), counts), text)


def figures(sums: Any) -> Figures:
    found = {f"{kind}: found %": ratio(sums[1 + k], sums[0]) for k, kind in enumerate(KINDS)}
    told = {"translation: found %": ratio(sums[-3], sums[-4]), "translation: false pairs %": ratio(sums[-1], sums[-2])} if sums[-4] else {}
    return found | {"false pairs %": ratio(sums[1 + len(KINDS) + 1], sums[1 + len(KINDS)])} | told
