"""CEAF-REE of MUC-4 templates: type and five roles, entities as sets of strings, as the script of GTT has it."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

_ROLE_SLOTS = {
    "PerpInd": "perp_individual",
    "PerpOrg": "perp_organization",
    "Target": "phys_tgt_id",
    "Victim": "hum_tgt_name",
    "Weapon": "instrument_id",
}
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text.lower().translate(_PUNCTUATION)).split())


def roles(t: Mapping[str, Any]) -> dict[str, Any]:
    kind = " / ".join(a.lower() for f in t["incident_type"] for a in f["alts"])
    found = {
        role: [[_plain(a.lower()) for a in f["alts"] if a != "-"] for f in t[slot] if f["alts"] != ["-"]] for role, slot in _ROLE_SLOTS.items()
    }  # fmt: skip
    return {"type": kind, **{role: [e for e in entities if e] for role, entities in found.items()}}


def ree_counts(responses: Sequence[Mapping[str, Any]], keys: Sequence[Mapping[str, Any]]) -> np.ndarray:
    """(6, 4): right of found, found, right of wanted, wanted; for the type and each role."""
    total = np.zeros((6, 4))
    found, wanted = _size(responses), _size(keys)
    pairs = {(i, j): c for i, r in enumerate(responses) for j, k in enumerate(keys) if (c := _ree_pair(r, k)) is not None}
    best: tuple[float, list[tuple[int, int]]] = (0.0, [])
    if responses and keys:
        for balance in (0.0, 0.25, 0.5, 0.75, 1.0):
            weights = np.zeros((len(responses), len(keys)))
            for (i, j), c in pairs.items():
                weights[i, j] = balance * c[:, 0].sum() / found + (1 - balance) * c[:, 1].sum() / wanted
            chosen = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-weights), strict=True) if (i, j) in pairs]
            p = sum(pairs[x][:, 0].sum() for x in chosen) / found
            r = sum(pairs[x][:, 1].sum() for x in chosen) / wanted
            f = 2 * p * r / (p + r) if p + r else 0.0
            if f > best[0] or not best[1]:
                best = (f, chosen)
    for x in best[1]:
        total[:, 0] += pairs[x][:, 0]
        total[:, 2] += pairs[x][:, 1]
    for column, ts in ((1, responses), (3, keys)):
        total[0, column] = len(ts)
        for n, role in enumerate(_ROLE_SLOTS, 1):
            total[n, column] = sum(len(t[role]) for t in ts)
    return total


def _size(templates: Sequence[Mapping[str, Any]]) -> int:
    return len(templates) + sum(len(t[role]) for t in templates for role in _ROLE_SLOTS)


def _ree_pair(r: Mapping[str, Any], k: Mapping[str, Any]) -> np.ndarray | None:
    """(6, 2) right of found, right of wanted; None where the types do not go together."""
    if r["type"] not in k["type"]:
        return None
    rows = [(1, 1)]
    for role in _ROLE_SLOTS:
        rows.append(
            (sum(any(set(x) <= set(y) for y in k[role]) for x in r[role]), sum(any(set(x) <= set(y) for x in r[role]) for y in k[role]))
        )  # fmt: skip
    return np.array(rows, float)


def ree_f(counts: np.ndarray) -> float:
    """Micro F in percent over the type and the roles."""
    p_right, p_all, r_right, r_all = counts.sum(axis=0)
    p, r = (p_right / p_all if p_all else 0.0), (r_right / r_all if r_all else 0.0)
    return 200 * p * r / (p + r) if p + r else 0.0
