"""Why reports were linked: the features and weights of each link, as bars. Asked of `istor.linking`; nothing is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import msgspec

from istor.model import Mention


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for or against: its name, what was compared, its weight, and its bar in the running sum (0..200)."""

    name: str
    detail: str
    weight: float
    x: float
    width: float


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions and the reasons that tie them, in order; `total` is their sum, `zero` where no weight lies (0..200)."""

    first: Mention
    second: Mention
    steps: tuple[Step, ...]
    total: float
    zero: float


def waterfall(mentions: Sequence[Mention]) -> list[Link]:
    """The link of each later report to the earlier one that it fits best; empty for one report."""
    explain = getattr(import_module("istor.linking"), "explain_link", None)
    if explain is None or len(mentions) < 2:
        return []
    links = []
    for n, later in enumerate(mentions[1:13], 1):
        tried = [_link(earlier, later, explain(earlier, later)) for earlier in mentions[:n][-12:]]
        links.append(max(tried, key=lambda link: link.total))
    return links


def _link(first: Mention, second: Mention, explained: Any) -> Link:
    features = [(str(f["name"]), str(f.get("detail", "")), float(f["weight"])) for f in msgspec.to_builtins(explained).get("features", ())]
    sums = [0.0]
    for _, _, weight in features:
        sums.append(sums[-1] + weight)
    low, high = min(sums), max(sums)
    scale = 200 / (high - low) if high > low else 0.0
    steps = tuple(
        Step(name=name, detail=detail, weight=weight, x=round((min(a, a + weight) - low) * scale, 1), width=round(max(abs(weight) * scale, 1), 1))
        for (name, detail, weight), a in zip(features, sums, strict=False)
    )
    return Link(first=first, second=second, steps=steps, total=round(sums[-1], 2), zero=round(-low * scale, 1))
