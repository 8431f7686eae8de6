"""How much speaks for two mentions telling one event: a written table of features, each with its points and its words.

The points are in `weights.tsv`: those of two main mentions are fitted on labelled reports by `evaluation/fit_links.py`, the others are choices.
`excluded` holds what no weight can overcome: another day, another town, another part of the calendar, two mentions of one part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from istor.linking.profile import METHOD, Profile, kilometres

COPY = 16
"""Shingles of a text long enough to be known as a copy."""
THRESHOLD = 6.0
"""Points from which two mentions are taken for one event."""
FAR = 60.0
"""Kilometres beyond which two exact places are two places."""
NAMES = (1, 2, 3, 4, 6, 8, 11, 15)
TITLES = (1, 2, 3, 4)
FEW = (1, 2, 3)
GAPS = (1, 3, 10, 45, 240)
"""Days between publications up to which a level goes."""
KM = (5, 25, 60, 200)
APART = (1, 7, 31)
LIKE = 2.5
"""Points of clues that outweigh a town, a country, a kind of act or a figure told otherwise."""
LIKE_DAYS = 3.0
"""The same for days: an age, a street, an hour or a name of the harmed must be among the clues, since one base, or one street, is attacked again."""
PARTICULAR = frozenset(("age", "aged", "hour", "harmed"))


class Term(msgspec.Struct, frozen=True):
    """One line of the waterfall: the feature, its points, and why."""

    feature: str
    points: float
    why: str


Level = tuple[str, str, object]
"""A feature, the level that holds for a pair, and what was compared."""


@cache
def weights() -> dict[tuple[str, str], float]:
    """(feature, level) -> points."""
    lines = (files("istor.linking") / "weights.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {(c[0], c[1]): float(c[2]) for c in cells}


def excluded(a: Profile, b: Profile) -> str | None:
    """Why two mentions cannot be one event, or None. Where two reports tell much that is rare alike, a day or a town told otherwise is a disagreement."""
    never = apart(a, b)
    if never is not None:
        return never
    reason, much = _contrary(a, b)
    if reason is None or not (a.main and b.main):
        return reason
    shared, likeness = _likeness(a, b)
    return None if likeness >= much and (much == LIKE or shared) else reason


def apart(a: Profile, b: Profile) -> str | None:
    """What holds two mentions apart in any company."""
    if a.report == b.report and a.part == b.part:
        return "two events of one report"
    if a.stage != b.stage:
        return "a thing done and a thing ahead, or a series"
    if a.stage == "ahead" and a.type != b.type:
        return "another intention"
    return None


def _contrary(a: Profile, b: Profile) -> tuple[str | None, float]:
    """(what speaks against, how much likeness outweighs it)."""
    gap = days_apart(a, b)
    if gap is not None and gap > (2 if a.family == "movement" else 1):
        return f"{gap} days apart", LIKE_DAYS
    for first, second in ((a, b.days), (b, a.days)):
        if second is not None:
            if first.not_after is not None and second[0] > first.not_after:
                return "after the last day that is possible", LIKE_DAYS
            if first.not_before is not None and second[1] < first.not_before:
                return "before the first day that is possible", LIKE_DAYS
    if a.family != b.family:
        return "another kind of act", LIKE
    if a.country and b.country and a.country != b.country:
        return "another country", LIKE
    km = kilometres(a.point, b.point)
    if km is not None and km > FAR + a.radius + b.radius:
        return f"{km:.0f} km apart", LIKE
    if a.killed and b.killed and (a.killed == (0, 0)) != (b.killed == (0, 0)) and not (a.partial or b.partial):
        return "none killed against some killed", LIKE
    return ("others are named as harmed", LIKE) if _others_harmed(a, b) else (None, 0.0)


def _others_harmed(a: Profile, b: Profile) -> bool:
    """Whether each names those whom it counts, or people of an age, and no name and no age is the same."""
    if a.harmed & b.harmed:
        return False
    if a.all_named and b.all_named and a.harmed and b.harmed and _latin(a.harmed) == _latin(b.harmed):
        return True
    x, y = a.of("aged"), b.of("aged")
    return bool(x and y) and not {w for p in x for w in p.split()} & {w for p in y for w in p.split()}


def _latin(words: frozenset[str]) -> bool:
    return all(w.isascii() for w in words)


def _likeness(a: Profile, b: Profile) -> tuple[bool, float]:
    """(whether an age, a street, an hour or a name of the harmed is shared, the points of what only reports of one event share)."""
    table = weights()
    shared, sum_ = False, 0.0
    for feature, level, _ in _telling(a, b):
        sum_ += table.get((feature, level), 0.0)
        shared |= feature in PARTICULAR and level != "other"
    if min(len(a.prints), len(b.prints)) >= COPY and share(a.prints, b.prints) >= 0.6:
        return True, max(sum_, LIKE_DAYS)
    return shared, sum_


def days_apart(a: Profile, b: Profile) -> int | None:
    """Days between two spans; nought or less where they meet, None where one is unknown."""
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1]) if a.days and b.days else None


def levels(a: Profile, b: Profile) -> Iterator[Level]:
    """The levels that hold for a pair, in a fixed order. Symmetric in a and b."""
    yield from (_between_mains(a, b) if a.main and b.main else _aside(a, b))


def _between_mains(a: Profile, b: Profile) -> Iterator[Level]:
    yield _type(a, b)
    if a.family != b.family:
        yield "family", "other", (a.family, b.family)
    yield _date(a, b)
    yield _published(a, b)
    yield _place(a, b)
    if a.busy and b.busy:
        yield "busy", "site", a.days
    yield from _telling(a, b)
    if a.outlet and a.outlet == b.outlet:
        yield "outlet", "same", a.outlet
    copied = share(a.prints, b.prints)
    if copied >= 0.3:
        yield "reprint", "60" if copied >= 0.6 else "30", copied
    yield from _sides(a, b)


def _telling(a: Profile, b: Profile) -> Iterator[Level]:
    """Clues: what reports of one event share, and reports of two seldom do."""
    (x, xs), (y, ys) = ((p.of("town"), p.names) for p in (a, b))
    if a.called and b.called and a.called[1] == b.called[1]:  # one town, written in two ways
        two = {a.called[0], b.called[0]}
        x, xs, y, ys = (words - two | {min(two)} for words in (x, xs, y, ys))
    towns = x & y
    yield from _shared("towns", x, y, FEW)
    yield from _shared("names", xs - towns, ys - towns, NAMES)
    for feature, kind, steps in (("people", "person", FEW), ("title", "title", TITLES), ("age", "age", FEW)):
        yield from _shared(feature, a.of(kind), b.of(kind), steps)
    for kind in ("aged", "street", "block", "hour"):
        x, y = a.of(kind), b.of(kind)
        if x & y:
            yield kind, "same", x & y
        elif x and y:
            yield kind, "other", (x, y)
    if a.harmed & b.harmed:
        yield "harmed", str(_step(len(a.harmed & b.harmed), FEW)), a.harmed & b.harmed


def _shared(feature: str, x: frozenset[str], y: frozenset[str], steps: tuple[int, ...]) -> Iterator[Level]:
    if x & y:
        yield feature, str(_step(len(x & y), steps)), x & y
    elif x and y:
        yield feature, "other", (x, y)


def _aside(a: Profile, b: Profile) -> Iterator[Level]:
    feature, level, compared = _type(a, b)
    yield "side type", level, compared
    feature, level, compared = _date(a, b)
    if level != "unknown":
        yield "side " + feature, level, compared
    else:
        _, level, compared = _published(a, b)
        yield "side published", level, compared
    feature, level, compared = _place(a, b)
    yield "side " + feature, level, compared
    if a.busy and b.busy:
        yield "busy", "site", a.days
    if a.harmed & b.harmed:
        yield "side harmed", str(_step(len(a.harmed & b.harmed), FEW)), a.harmed & b.harmed
    copied = share(a.prints, b.prints) if a.main == b.main else 0.0
    if copied >= 0.4:
        yield "side reprint", "40", copied
    yield from _sides(a, b)


def _sides(a: Profile, b: Profile) -> Iterator[Level]:
    for feature, x, y in (
        ("perpetrator", a.perpetrators, b.perpetrators), ("target", a.targets, b.targets), ("speaker", a.speakers, b.speakers),
        ("instrument", a.weapons, b.weapons),
    ):  # fmt: skip
        if x & y:
            yield feature, "common" if feature in a.common & b.common else "same", x & y
        elif x and y:
            yield feature, "other", (x, y)
    verdict = figures(a, b)
    if verdict:
        yield "figures", verdict, (a.killed, b.killed, a.injured, b.injured)


def _type(a: Profile, b: Profile) -> Level:
    if a.type == b.type:
        return "type", "same", a.type
    x, y = METHOD.get(a.type), METHOD.get(b.type)
    return "type", "contrary" if x and y and x != y else "other", (a.type, b.type)


def _date(a: Profile, b: Profile) -> Level:
    gap = days_apart(a, b)
    if gap is None or a.days is None or b.days is None:
        return "date", "unknown", None
    if gap > 0:
        return "date", _upto(gap, APART), gap
    return "date", "same" if a.days[1] - a.days[0] <= 1 and b.days[1] - b.days[0] <= 1 else "overlap", 0


def _published(a: Profile, b: Profile) -> Level:
    if a.published is None or b.published is None:
        return "published", "unknown", None
    gap = abs(a.published - b.published)
    return "published", _upto(gap, GAPS), gap


def _place(a: Profile, b: Profile) -> Level:
    if a.country and b.country and a.country != b.country:
        return "place", "country", (a.country, b.country)
    km = kilometres(a.point, b.point)
    if km is not None:
        return "place", _upto(km, KM), km
    return ("place", "same country", a.country) if a.country and a.country == b.country else ("place", "unknown", None)


def figures(a: Profile, b: Profile) -> str:
    """How the killed and injured compare: "same", "differ", "far" (more than double), "none" where one says none killed and the other some."""
    found = []
    for x, y in ((a.killed, b.killed), (a.injured, b.injured)):
        if x and y:
            if (x == (0, 0)) != (y == (0, 0)):
                found.append("none" if x == a.killed and not (a.partial or b.partial) else "differ")
            elif (x[1] is None or y[0] <= x[1]) and (y[1] is None or x[0] <= y[1]):
                found.append("same")
            else:
                low, high = sorted((x[0], y[0]))
                found.append("far" if high > 2 * low else "differ")
    return max(found, key=("same", "differ", "far", "none").index, default="")


def share(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the smaller fingerprint that the other holds; 0 where one is too small to say."""
    return len(a & b) / min(len(a), len(b)) if len(a) >= 3 and len(b) >= 3 else 0.0


def _step(n: int, steps: tuple[int, ...]) -> int:
    return max(s for s in steps if s <= n)


def _upto(n: float, steps: tuple[int, ...]) -> str:
    return next((str(s) for s in steps if n <= s), "more")


def total(a: Profile, b: Profile) -> float:
    """The points of a pair."""
    table = weights()
    return round(sum(table.get((feature, level), 0.0) for feature, level, _ in levels(a, b)), 3)


def score(a: Profile, b: Profile) -> list[Term]:
    """The terms that speak for and against, in a fixed order."""
    table = weights()
    return [Term(feature.removeprefix("side "), table.get((feature, level), 0.0), _why(feature.removeprefix("side "), level, x)) for feature, level, x in levels(a, b)]


def _why(feature: str, level: str, compared: object) -> str:
    """What was compared, in words."""
    if feature == "date":
        return {"same": "same day", "overlap": "spans overlap", "unknown": "one is not dated"}.get(level, f"{compared} days apart")
    if feature == "published":
        return "not known of both" if compared is None else f"published {compared} days apart"
    if feature == "place":
        if isinstance(compared, float):
            return f"{compared:.0f} km apart"
        return {"unknown": "one is not placed", "same country": "same country"}.get(level, " and ".join(compared) if isinstance(compared, tuple) else "")
    if feature == "busy":
        return "so much happened there in that week that a day says little"
    if feature == "figures":
        return {"same": "they agree", "differ": "they differ", "far": "they differ widely", "none": "none killed against some"}[level]
    if feature == "reprint" and isinstance(compared, float):
        return f"{compared:.0%} of the shorter text"
    return f"{_listed(compared)}, as most reports of the place in that week" if level == "common" else _listed(compared)


def _listed(compared: object) -> str:
    if isinstance(compared, frozenset):
        return ", ".join(sorted(str(c) for c in compared)[:5])
    if isinstance(compared, tuple):
        return " against ".join(sorted(_listed(c) for c in compared))
    return str(compared)
