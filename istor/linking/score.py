"""How much speaks for two mentions telling one event: a written table of features, each with its weight and its words.

Weights are whole choices, not probabilities; `evaluation/fit_links.py` measures them on labelled reports. `excluded` holds what no
weight can overcome: another day, another town, another part of the calendar, two mentions of one part.
"""

from __future__ import annotations

import math
import re
from datetime import date

import msgspec

from istor.knowledge import typology
from istor.languages import fold
from istor.model import Mention, Place
from istor.splitting.fingerprint import containment

DONE = frozenset(("accomplished", "ongoing", "attempted", "denied"))
THRESHOLD = 3.5
"""Points from which two mentions are taken for one event."""
FAR = 60.0
"""Kilometres beyond which two exact places are two places."""
MOVES = frozenset(("withdrawal", "territory_transfer", "troop_movement"))


class Term(msgspec.Struct, frozen=True):
    """One line of the waterfall: the feature, its points, and why."""

    feature: str
    points: float
    why: str


def days(m: Mention) -> tuple[date, date] | None:
    return (date.fromisoformat(m.date.start), date.fromisoformat(m.date.end)) if m.date else None


def stage_group(m: Mention) -> str:
    return "done" if m.stage in DONE else m.stage if m.stage == "series" else "ahead"


def family(m: Mention) -> str:
    concept = typology().get(m.type)
    if concept is None:
        return "other"
    if concept.violent or concept.name in ("arson", "property_destruction", "sabotage", "robbery"):
        return "violence"
    return "movement" if m.type in MOVES else concept.family


def distance(a: Place | None, b: Place | None) -> float | None:
    """Kilometres between two points; None where one is unknown or only a country."""
    if a is None or b is None or a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    if "country" in (a.precision, b.precision) or "region" in (a.precision, b.precision):
        return None
    la, lo, lb, lp = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def excluded(a: Mention, b: Mention) -> str | None:
    """Why two mentions cannot be one event, or None."""
    if a.report == b.report and a.part == b.part:
        return "two events of one report"
    if stage_group(a) != stage_group(b):
        return "a thing done and a thing ahead, or a series"
    if family(a) != family(b):
        return "another kind of act"
    if stage_group(a) == "ahead" and a.type != b.type:
        return "another intention"
    x, y = days(a), days(b)
    if x and y:
        gap = max((x[0] - y[1]).days, (y[0] - x[1]).days)
        if gap > (2 if family(a) == "movement" else 1) and not _same_people(a, b):
            return f"{gap} days apart"
    for first, second in ((a, y), (b, x)):
        limit = first.date_bound
        if limit is not None and second is not None:
            if limit.not_after and second[0].isoformat() > limit.not_after:
                return f"not after {limit.not_after}"
            if limit.not_before and second[1].isoformat() < limit.not_before:
                return f"not before {limit.not_before}"
    if a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country:
        return "another country"
    km = distance(a.place, b.place)
    if km is not None and km > FAR + (a.place.radius_km or 0 if a.place else 0) + (b.place.radius_km or 0 if b.place else 0):
        return f"{km:.0f} km apart"
    if _figures(a, b) == "exclude":
        return "none killed against some killed"
    return None


def _same_people(a: Mention, b: Mention) -> bool:
    """Whether the same people are named as harmed or as doing it: then a day that differs is a disagreement, not another event."""
    return a.main and b.main and (bool(_names(a) & _names(b)) or len(set(a.keywords) & set(b.keywords)) >= 7)


def _bounds(m: Mention, name: str) -> tuple[int, int | None] | None:
    q = m.quantities.get(name)
    return None if q is None or (q.low is None and q.high is None) else (q.low or 0, q.high)


def _figures(a: Mention, b: Mention) -> str:
    """ "same" and "differ" for whole figures of the killed; "exclude" where one says none and the other some."""
    verdict = ""
    for name in ("killed", "injured"):
        x, y = _bounds(a, name), _bounds(b, name)
        if x is None or y is None:
            continue
        if name == "killed" and ((x == (0, 0)) != (y == (0, 0))):
            partial = any(s.about for m in (a, b) for s in m.quantities[name].by if s.high == 0)
            return "differ" if partial else "exclude"
        overlap = (x[1] is None or y[0] <= x[1]) and (y[1] is None or x[0] <= y[1])
        verdict = "differ" if not overlap else verdict or "same"
    return verdict


def _names(m: Mention) -> frozenset[str]:
    """Folded words of named people and things, of four letters or more."""
    found = set()
    for p in m.participants:
        if p.actor is None and p.actor_name and p.kind in ("person", "civilian", "unknown", "state") and p.number is not None:
            found |= set(re.findall(r"\w{4,}", fold(p.actor_name)))
    return frozenset(found)


def _sides(m: Mention, *roles: str) -> frozenset[str]:
    return frozenset(p.actor for p in m.participants if p.role in roles and p.actor)


def score(a: Mention, b: Mention) -> list[Term]:
    """The terms that speak for and against, in a fixed order. Symmetric in a and b."""
    terms: list[Term] = []

    def add(feature: str, points: float, why: str) -> None:
        terms.append(Term(feature, points, why))

    if a.type == b.type:
        add("type", 1.5, f"both {a.type}")
    else:
        add("type", 0.3, f"{min(a.type, b.type)} and {max(a.type, b.type)}")
    x, y = days(a), days(b)
    if x and y:
        gap = max((x[0] - y[1]).days, (y[0] - x[1]).days)
        if gap > 0:
            add("date", -0.8 if gap <= 1 else -2.0, f"{gap} days apart")
        elif (x[1] - x[0]).days <= 1 and (y[1] - y[0]).days <= 1:
            add("date", 2.5, "same day")
        else:
            add("date", 0.8, "spans overlap")
    elif a.published and b.published:
        apart = abs((date.fromisoformat(a.published.start) - date.fromisoformat(b.published.start)).days)
        add("published", 0.6 if apart <= 3 else 0.0 if apart <= 30 else -1.5, f"published {apart} days apart")
    km = distance(a.place, b.place)
    if km is not None:
        add("place", 2.0 if km <= 15 else 1.0 if km <= 40 else -0.5, f"{km:.0f} km apart")
    elif a.place and b.place and a.place.country == b.place.country:
        add("place", 0.4, "same country")
    for feature, roles, points in (
        ("perpetrator", ("perpetrator",), 1.2),
        ("target", ("target", "victim", "recipient"), 0.8),
        ("speaker", ("speaker",), 1.5),
    ):
        left, right = _sides(a, *roles), _sides(b, *roles)
        if left & right:
            add(feature, points, ", ".join(sorted(left & right)))
        elif left and right:
            add(feature, -0.8 if feature != "target" else -0.2, f"{', '.join(sorted(left))} against {', '.join(sorted(right))}")
    verdict = _figures(a, b)
    if verdict:
        add("figures", 0.8 if verdict == "same" else -1.0, verdict)
    weapons = {i.type for i in a.instruments} & {i.type for i in b.instruments}
    if weapons:
        add("instrument", 0.5, ", ".join(sorted(weapons)))
    names = _names(a) & _names(b)
    if names:
        add("names", min(4.0, 1.5 * len(names)), ", ".join(sorted(names)[:4]))
    shared = set(a.keywords) & set(b.keywords) if a.main and b.main else set()
    if len(shared) > 1:
        add("keywords", min(4.0, 0.45 * len(shared)), ", ".join(sorted(shared)[:5]))
    copied = containment(a.fingerprint, b.fingerprint)
    if copied >= 0.4 and (a.main == b.main):
        add("reprint", 2.0, f"{copied:.0%} of the shorter text")
    titles = _title_overlap(a, b)
    if titles > 0.25:
        add("title", 2.0 * titles, f"{titles:.0%} of the words")
    return terms


def _title_overlap(a: Mention, b: Mention) -> float:
    if not a.title or not b.title or not (a.main and b.main):
        return 0.0
    x, y = (set(re.findall(r"\w{4,}", fold(t))) for t in (a.title, b.title))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def total(terms: list[Term]) -> float:
    return round(sum(t.points for t in terms), 3)
