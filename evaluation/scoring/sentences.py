"""Sentences coded by the authors of PLOVER: type, source country, target country, and how many mentions there are beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Row, Score, ratio

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of the records by their later names."""
ISO = {"ITL": "ITA", "JAP": "JPN", "VTN": "VNM"}
KIND = {"international": "IGO", "organisation": "NGO", "armed_group": "IMG"}
"""What the records write for actors of no country."""
SOURCES, TARGETS = ("perpetrator", "speaker"), ("target", "victim", "recipient")
_COLUMNS = ("sentences", "type", "source", "target", "extra")


def countries(mention: Row, roles: Sequence[str]) -> set[str]:
    return {x for p in mention.get("participants", ()) if p["role"] in roles for x in (p.get("country"), KIND.get(p.get("kind") or "")) if x}


def side(record: Row, name: str) -> set[str]:
    """The countries of a record's sources or targets."""
    codes = [(s.get("code") or "")[:3] for s in record.get(name) or () if isinstance(s, dict)]
    return {ISO.get(c, c) for c in codes} - {""}


def matches(record: Row, mentions: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Mentions with the record's type; of those with its source; of those with its target."""
    wanted = RENAMED.get(record["event"], record["event"])
    typed = [m for m in mentions if ((m.get("codes") or {}).get("plover") or "").split(":")[0] == wanted]
    source, target = side(record, "source"), side(record, "target")
    sourced = [m for m in typed if not source or countries(m, SOURCES) & source]
    return typed, sourced, [m for m in sourced if not target or countries(m, TARGETS) & target]


def score(gold: Sequence[Row], mentions: Mapping[str, Sequence[Row]]) -> Score:
    """`mentions` by report id."""
    counts = np.zeros((len(gold), len(_COLUMNS)))
    for i, x in enumerate(gold):
        found = mentions.get(x["id"], ())
        typed, sourced, full = matches(x, found)
        counts[i] = (1, bool(typed), bool(sourced), bool(full), len(found) - len(typed))
    return Score(ids=tuple(x["id"] for x in gold), counts=counts, figures=figures)


def figures(sums: Any) -> Figures:
    n, kind, source, target, extra = sums
    return {"type": ratio(kind, n), "+ source": ratio(source, n), "+ target": ratio(target, n), "extra per 100": ratio(extra, n)}
