"""Which event a reviewer should see first: how much it matters, times how doubtful it is. A written table, each point with its reason."""

from __future__ import annotations

import math
from collections.abc import Callable

from istor.model import Event

DOUBTS: tuple[tuple[str, float, Callable[[Event], bool]], ...] = (
    ("reports_disagree", 3.0, lambda e: bool(e.disagreements)),
    ("no_date", 2.0, lambda e: e.date is None),
    ("no_place", 2.0, lambda e: e.place is None),
    ("one_origin", 1.0, lambda e: e.origins <= 1),
    ("one_side", 1.0, lambda e: e.one_side is not None),
    ("coarse_place", 1.0, lambda e: e.place is not None and e.place.precision in ("admin1", "country", "region")),
    ("coarse_date", 1.0, lambda e: e.date is not None and e.date.precision != "day"),
    ("open_figure", 1.0, lambda e: any(q.best is None or q.high is None for q in e.quantities.values())),
    ("nobody_named", 1.0, lambda e: not any(p.role == "perpetrator" for p in e.participants)),
    ("words_not_found", 2.0, lambda e: all(s.alignment == "none" for s in e.statements)),  # read in a title
)
"""A reason for doubt (a key of the interface strings), its points, and its test."""


def doubts(event: Event) -> tuple[tuple[str, float], ...]:
    """The reasons for doubt that apply, with their points."""
    return tuple((name, points) for name, points, applies in DOUBTS if applies(event))


def weight(event: Event) -> float:
    """How much a mistake would matter: the people killed or hurt, and how widely it is reported. At least 1."""
    people = 0
    for name in ("killed", "injured", "abducted", "missing"):
        figure = event.quantities.get(name)
        if figure is not None:
            people += figure.best if figure.best is not None else figure.low or 0
    return 1.0 + math.log2(1 + people) + math.log2(1 + event.origins)


def urgency(event: Event) -> float:
    """The order of the queue: doubt times weight, highest first."""
    return round((0.5 + sum(points for _, points in doubts(event))) * weight(event), 3)
