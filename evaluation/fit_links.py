"""Fits the points of `istor/linking/weights.tsv` on labelled reports of the tuning half:  python -m evaluation.fit_links [--write]

Every pair of main mentions that meets in a block is an example, also those that are held apart by a day or a town that differs. The model is the table itself: one number a level, added up,
by logistic regression with a penalty on large numbers, so that the points are log odds. Levels that count things never fall as the count grows,
what is shared never speaks against, what differs never for. Each report counts twice: as it is, and in a
crowded calendar. Rows marked `choice` are not touched: labelled reports say nothing of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize

import istor.linking
from evaluation.running import coded
from evaluation.sets import SETS
from istor.linking import Profile, blocks, profiles
from istor.linking.score import FEW, NAMES, THRESHOLD, TITLES, levels

TABLE = Path(istor.linking.__file__).with_name("weights.tsv")
STEPS = {"names": NAMES, "title": TITLES, "people": FEW, "age": FEW, "harmed": FEW, "towns": FEW}
FOR = frozenset(("aged same", "street same", "block same", "hour same", "age 1", "age 2", "age 3", "reprint 30", "reprint 60",
                 "type same", "place 5", "place 25", "place 60", "date same", "date overlap", "figures same"))  # fmt: skip
AGAINST = frozenset(("people other", "age other", "aged other", "street other", "block other", "hour other", "figures differ", "figures far", "names other", "title other", "towns other", "figures none", "family other", "type other",
                     "place more", "place 200", "place country", "date more", "date 31", "date 7", "published more", "published 240"))  # fmt: skip
PENALTY = 1.0
CYCLE = 14


def features(a: Profile, b: Profile) -> list[str]:
    """The levels of a pair as the columns that they switch on: a count switches on its own step and all below."""
    on = []
    for feature, level, _ in levels(a, b):
        if feature in STEPS and level.isdecimal():
            on += [f"{feature} {s}" for s in STEPS[feature] if s <= int(level)]
        else:
            on.append(f"{feature} {level}")
    return on


def examples(gold: Sequence[dict[str, Any]]) -> tuple[list[list[str]], np.ndarray, list[tuple[str, str]]]:
    """Columns, whether the pair is of one incident, and the pair's reports."""
    made = coded(gold).mentions
    return from_mentions(gold, made)


def from_mentions(gold: Sequence[dict[str, Any]], made: Any) -> tuple[list[list[str]], np.ndarray, list[tuple[str, str]]]:
    wanted = {r["id"]: r["incident"] for r in gold}
    pool = profiles([m for ms in made.values() for m in ms])
    mains = {i: p for i, p in pool.items() if p.main}
    rows, right, reports = [], [], []
    for world in (mains, crowded(mains, wanted)):
        for a, b in blocks.candidates(world.values()):
            x, y = world[a], world[b]
            if x.stage == y.stage:
                rows.append(features(x, y))
                right.append(float(wanted[x.report] == wanted[y.report]))
                reports.append((x.report, y.report))
    return rows, np.array(right), reports


def crowded(mains: dict[str, Profile], wanted: dict[str, str]) -> dict[str, Profile]:
    """The same accounts in a world in which every incident falls in the same `CYCLE` days: where much happens, a day says less."""
    first: dict[str, int] = {}
    for p in mains.values():
        if p.published is not None:
            first[wanted[p.report]] = min(p.published, first.get(wanted[p.report], p.published))

    def moved(p: Profile) -> Profile:
        back = first.get(wanted[p.report], 0) // CYCLE * CYCLE
        move = lambda day: None if day is None else day - back  # noqa: E731
        return msgspec.structs.replace(
            p, days=(p.days[0] - back, p.days[1] - back) if p.days else None, published=move(p.published),
            not_after=move(p.not_after), not_before=move(p.not_before),
        )  # fmt: skip

    return {i: moved(p) for i, p in mains.items()}


def fit(rows: Sequence[Sequence[str]], right: np.ndarray) -> tuple[dict[str, float], float]:
    """(points by column, the constant). What the table holds as a choice is taken as given."""
    given = {f"{f} {level}": p for (f, level), p in chosen().items()}
    offset = np.array([sum(given.get(n, 0.0) for n in r) for r in rows])
    names = sorted({n for r in rows for n in r if n not in given})
    at = {n: k for k, n in enumerate(names)}
    X = np.zeros((len(rows), len(names) + 1))
    X[:, -1] = 1
    for i, r in enumerate(rows):
        X[i, [at[n] for n in r if n in at]] = 1

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = X @ w + offset
        shrunk = np.append(w[:-1], 0)
        p = 1 / (1 + np.exp(-z))
        return float((np.logaddexp(0, z) - right * z).sum() + PENALTY * shrunk @ shrunk / 2), X.T @ (p - right) + PENALTY * shrunk

    def bound(n: str) -> tuple[float | None, float | None]:
        feature, _, level = n.rpartition(" ")
        if n in AGAINST:
            return None, 0
        return (0, None) if n in FOR or (feature in STEPS and level.isdecimal()) else (None, None)

    bounds = [*(bound(n) for n in names), (None, None)]
    w = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    return dict(zip(names, w[:-1], strict=True)), float(w[-1])


def chosen() -> dict[tuple[str, str], float]:
    """The points that are no outcome of a fit."""
    cells = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(c[0], c[1]): float(c[2]) for c in cells if c[3] == "choice"}


def table(columns: dict[str, float], constant: float) -> dict[tuple[str, str], float]:
    """Points by feature and level. What the constant lacks to the threshold lies on the days of the event, of which every pair has one level."""
    found: dict[tuple[str, str], float] = {}
    steps = {f: sorted((int(n.rpartition(" ")[2]), w) for n, w in columns.items() if n.rpartition(" ")[0] == f and n[-1].isdecimal()) for f in STEPS}
    for name, w in columns.items():
        feature, level = ("place", "same country") if name == "place same country" else name.rpartition(" ")[::2]
        if feature in STEPS and level.isdecimal():
            w = sum(v for n, v in steps[feature] if n <= int(level))
        found[feature, level] = w + (THRESHOLD + constant if feature == "date" else 0)
    return found


def write(points: dict[tuple[str, str], float]) -> None:
    """Put fitted points into the table, in place."""
    out = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 3 and cells[3] == "fitted" and (cells[0], cells[1]) in points:
            cells[2] = f"{points[cells[0], cells[1]]:.1f}"
            line = "\t".join(cells)
        out.append(line)
    TABLE.write_text("\n".join(out) + "\n", encoding="utf-8")


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.fit_links", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the points into the table")
    wanted = parser.parse_args(words)
    rows, right, _ = examples(SETS["incidents"].gold("tuning"))
    points = table(*fit(rows, right))
    print(f"{len(rows)} pairs, {int(right.sum())} of one incident")
    for (feature, level), p in sorted(points.items()):
        print(f"{feature:12} {level:14} {p:+.1f}")
    if wanted.write:
        write(points)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
