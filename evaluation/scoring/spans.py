"""Stretches of text: time expressions (as TempEval-3 scores them) and place names with their points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Row, Score, f1, km, ratio

NEAR_KM = 161
_TIME = ("gold", "found", "strict", "relaxed", "value")
_PLACE = ("gold", "found", "exact", "resolved", "near")


def time_pairs(gold: Sequence[Row], found: Sequence[Row]) -> tuple[dict[int, int], int]:
    """(gold -> found, how many of them have the same ends): exact ones first, then overlapping ones, each found once."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    exact_ones = 0
    for exact in (True, False):
        for i, x in enumerate(gold):
            if i in pairs:
                continue
            for j, y in enumerate(found):
                same = (x["start"], x["end"]) == (y["start"], y["end"])
                if j not in used and (same if exact else x["start"] < y["end"] and y["start"] < x["end"]):
                    pairs[i] = j
                    used.add(j)
                    exact_ones += exact
                    break
    return pairs, exact_ones


def times(gold: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Score:
    """`found`: time expressions by document id."""
    counts = np.zeros((len(gold), len(_TIME)))
    for i, document in enumerate(gold):
        wanted = [t for t in document["timexes"] if t["end"] > t["start"]]
        ours = sorted(found.get(document["id"], ()), key=lambda t: (t["start"], t["end"], t.get("value") or ""))
        pairs, exact = time_pairs(wanted, ours)
        counts[i] = (len(wanted), len(ours), exact, len(pairs), sum(wanted[a]["value"] == ours[b].get("value") for a, b in pairs.items()))
    return Score(ids=tuple(d["id"] for d in gold), counts=counts, figures=time_figures)


def time_figures(sums: Any) -> Figures:
    gold, found, strict, relaxed, value = sums
    both = gold + found
    return {
        "strict F1": ratio(2 * strict, both), "relaxed F1": ratio(2 * relaxed, both), "value F1": ratio(2 * value, both),
        "value, of found": ratio(value, relaxed),
    }  # fmt: skip


def place_of(wanted: Row, found: Sequence[Row]) -> tuple[bool, float | None]:
    """(whether a found name has the same ends, its distance in km or None where none that overlaps has a point)."""
    exact = [t for t in found if t["start"] == wanted["start"] and t["end"] == wanted["end"]]
    over = exact or [t for t in found if t["start"] < wanted["end"] and wanted["start"] < t["end"]]
    at = next((t for t in over if t.get("latitude") is not None), None)
    return bool(exact), km(wanted["latitude"], wanted["longitude"], at["latitude"], at["longitude"]) if at else None


def places(gold: Sequence[Row], found: Mapping[str, Sequence[Row]], demonyms: bool = True) -> Score:
    """`found`: place names by document id; `demonyms`: whether the set labels names of peoples too."""
    counts = np.zeros((len(gold), len(_PLACE)))
    for i, document in enumerate(gold):
        ours = [t for t in found.get(document["id"], ()) if demonyms or t.get("kind") != "demonym"]
        judged = [place_of(t, ours) for t in document["toponyms"]]
        resolved = [d for _, d in judged if d is not None]
        counts[i] = (len(judged), len(ours), sum(e for e, _ in judged), len(resolved), sum(d <= NEAR_KM for d in resolved))
    return Score(ids=tuple(d["id"] for d in gold), counts=counts, figures=place_figures)


def place_figures(sums: Any) -> Figures:
    gold, found, exact, resolved, near = sums
    return {
        "recognition F1": f1(ratio(exact, found), ratio(exact, gold)), "within 161 km, of all": ratio(near, gold),
        "within 161 km, of resolved": ratio(near, resolved),
    }  # fmt: skip
