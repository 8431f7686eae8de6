"""Dated local reports of shootings: killed, injured, date and place of each, and which reports are of one incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.scoring.base import Figures, Row, Score, f1, km, main_of, ratio

Clusters = Mapping[str, Hashable]
"""Report -> its cluster."""
_COUNTS = ("n", "killed", "injured", "both", "n3", "both3", "dated", "date", "late", "date late", "placeable", "placed", "place", "default")
_LINKS = ("reports", "tp", "found", "wanted", "b3 P", "b3 R")


def counted(mention: Row | None, what: str) -> int:
    """One figure for a quantity: best, else the value, else the low bound; 0 where there is none."""
    q = (mention or {}).get("quantities", {}).get(what) or {}
    return next((int(q[k]) for k in ("best", "value", "low") if q.get(k) is not None), 0)


def day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


# ---- one report
def judged(report: Row, incident: Row, mention: Row | None) -> dict[str, bool | int]:
    """What is right of one report's main mention. A date counts where its words stand in the report and it spans at most two days."""
    killed, injured = counted(mention, "killed") == incident["killed"], counted(mention, "injured") == incident["injured"]
    many = incident["killed"] + incident["injured"] >= 3
    out: dict[str, bool | int] = {
        "n": 1,
        "killed": killed,
        "injured": injured,
        "both": killed and injured,
        "n3": many,
        "both3": many and killed and injured,
    }
    return out | _dated(report, incident, mention) | _placed(incident, mention)


def _dated(report: Row, incident: Row, mention: Row | None) -> dict[str, bool | int]:
    told, on, published = (mention or {}).get("date") or {}, day(incident["date"]), day(report.get("published"))
    late = bool(on and published and (published - on).days > 3)
    out: dict[str, bool | int] = {"late": late, "default": bool(on and published and published - timedelta(1) <= on <= published)}
    first, last = day(told.get("start")), day(told.get("end")) or day(told.get("start"))
    words = (told.get("text") or "").strip()
    if on and first and last and (last - first).days <= 1 and words and words in f"{report['title']}\n{report['text']}":
        right = first - timedelta(1) <= on <= last + timedelta(1)
        out |= {"dated": 1, "date": right, "date late": right and late}
    return out


def _placed(incident: Row, mention: Row | None) -> dict[str, bool | int]:
    told, at = (mention or {}).get("place") or {}, incident.get("latlon")
    out: dict[str, bool | int] = {"placeable": bool(at)}
    if at and told.get("latitude") is not None:
        out |= {"placed": 1, "place": km(at[0], at[1], told["latitude"], told["longitude"]) <= 25}
    return out


def score(reports: Sequence[Row], incidents: Mapping[str, Row], mentions: Mapping[str, Sequence[Row]], event_of: Mapping[str, str]) -> Score:
    """`mentions` by report id; `event_of`: mention id -> event id."""
    wanted = {r["id"]: r["incident"] for r in reports}
    found: dict[str, Hashable] = {}
    for r in reports:
        m = main_of(mentions.get(r["id"], ()))
        found[r["id"]] = event_of.get(m["id"], "alone:" + r["id"]) if m else "alone:" + r["id"]
    counts = np.zeros((len(reports), len(_COUNTS) + len(_LINKS)))
    links = _link_rows(wanted, found)
    for i, r in enumerate(reports):
        if r["incident"] in incidents:
            right = judged(r, incidents[r["incident"]], main_of(mentions.get(r["id"], ())))
            counts[i, : len(_COUNTS)] = [float(right.get(name, 0)) for name in _COUNTS]
        counts[i, len(_COUNTS) :] = links[r["id"]]
    return Score(ids=tuple(wanted), counts=counts, figures=figures, whole=linking(wanted, found))


def figures(sums: Any) -> Figures:
    c = dict(zip(_COUNTS + _LINKS, sums, strict=True))
    return {
        "killed": ratio(c["killed"], c["n"]), "injured": ratio(c["injured"], c["n"]), "both": ratio(c["both"], c["n"]),
        "both, of 3 or more hurt": ratio(c["both3"], c["n3"]), "date within a day, of all": ratio(c["date"], c["n"]),
        "date within a day, of dated": ratio(c["date"], c["dated"]), "date, published over 3 days later": ratio(c["date late"], c["late"]),
        "(publication day or the day before)": ratio(c["default"], c["n"]), "place within 25 km, of all": ratio(c["place"], c["placeable"]),
        "place within 25 km, of placed": ratio(c["place"], c["placed"]),
        "pair F1": f1(ratio(c["tp"], c["found"]), ratio(c["tp"], c["wanted"])), "B3 F": f1(ratio(c["b3 P"], c["reports"]), ratio(c["b3 R"], c["reports"])),
    }  # fmt: skip


# ---- the table of incidents
def merged(reports: Sequence[Row], incidents: Mapping[str, Row], mentions: Mapping[str, Sequence[Row]], events: Sequence[Row]) -> Figures:
    """Of incidents with two or more reports, in percent: the event that holds most of their main mentions has the day (within one, of at most two),
    the place (within 25 km, where the incident has a point), the best figure of the killed and of the injured, and all of these. Nothing counts where none is coded.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for r in reports:
        told[r["incident"]].append(r["id"])
    holder = {m: e for e in events for m in e["mentions"]}
    right: Counter[str] = Counter()
    for incident, ids in told.items():
        if len(ids) < 2 or incident not in incidents:
            continue
        right["n"] += 1
        mains = [m["id"] for i in ids if (m := main_of(mentions.get(i, ()))) is not None and m["id"] in holder]
        if not mains:
            continue
        votes = Counter(holder[m]["id"] for m in mains)
        event = holder[max(mains, key=lambda m: (votes[holder[m]["id"]], m))]
        judged = _judged_event(incidents[incident], event)
        right.update(k for k, v in judged.items() if v)
        right["all"] += all(judged.values())
    names = {"date": "merged: date", "place": "merged: place", "killed": "merged: killed", "injured": "merged: injured", "all": "merged: all right"}
    return {label: ratio(right[k], right["n"]) for k, label in names.items()}


def _judged_event(incident: Row, event: Row) -> dict[str, bool]:
    told, place, on, at = event.get("date") or {}, event.get("place") or {}, day(incident["date"]), incident.get("latlon")
    first, last = day(told.get("start")), day(told.get("end"))
    dated = bool(on and first and last and (last - first).days <= 1 and first - timedelta(1) <= on <= last + timedelta(1))
    near = not at or (place.get("latitude") is not None and km(at[0], at[1], place["latitude"], place["longitude"]) <= 25)
    return {
        "date": dated, "place": near, "killed": counted(event, "killed") == incident["killed"], "injured": counted(event, "injured") == incident["injured"],
    }  # fmt: skip


# ---- linking
def _groups(clusters: Clusters) -> list[set[str]]:
    found: dict[Hashable, set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        found[cluster].add(key)
    return list(found.values())


def _link_rows(wanted: Clusters, found: Clusters) -> dict[str, tuple[float, ...]]:
    """Each report's share of right, found and wanted pairs, and its B3 precision and recall."""
    gold, made, both = Counter(wanted.values()), Counter(found[k] for k in wanted), Counter((wanted[k], found[k]) for k in wanted)
    rows: dict[str, tuple[float, ...]] = {}
    for k, g in wanted.items():
        cell, p, r = both[g, found[k]], made[found[k]], gold[g]
        rows[k] = (1.0, (cell - 1) / 2, (p - 1) / 2, (r - 1) / 2, cell / p, cell / r)
    return rows


def linking(wanted: Clusters, found: Clusters) -> Figures:
    """Figures over all reports together: adjusted Rand index, MUC, CEAFe, LEA and the mean of B3, MUC and CEAFe."""
    rows = np.array(list(_link_rows(wanted, found).values()))
    b3 = f1(rows[:, 4].mean(), rows[:, 5].mean()) if len(rows) else 0.0
    muc = f1(_muc_recall(found, wanted), _muc_recall(wanted, found))
    ceaf = f1(*_ceaf(wanted, found))
    return {
        "ARI": 100 * _ari(wanted, found), "CoNLL": 100 * float(np.mean([b3, muc, ceaf])), "LEA F": 100 * f1(_lea(found, wanted), _lea(wanted, found)),
    }  # fmt: skip


def _muc_recall(of: Clusters, against: Clusters) -> float:
    links = total = 0
    for c in _groups(of):
        links += len(c) - len({against[k] for k in c}) if len(c) > 1 else 0
        total += len(c) - 1
    return links / total if total else 0.0


def _lea(of: Clusters, against: Clusters) -> float:
    sizes = Counter(against.values())
    right = total = 0.0
    for c in _groups(of):
        total += len(c)
        if len(c) == 1:
            right += sizes[against[next(iter(c))]] == 1
        else:
            same = sum(n * (n - 1) / 2 for n in Counter(against[k] for k in c).values())
            right += len(c) * same / (len(c) * (len(c) - 1) / 2)
    return right / total if total else 0.0


def _ceaf(wanted: Clusters, found: Clusters) -> tuple[float, float]:
    """(precision, recall). Clusters meet only inside connected groups, so the assignment is solved group by group."""
    gold, made = _groups(wanted), _groups(found)
    at = {k: j for j, c in enumerate(made) for k in c}
    meets = [{at[k] for k in c} for c in gold]
    back: dict[int, set[int]] = defaultdict(set)
    for i, js in enumerate(meets):
        for j in js:
            back[j].add(i)
    total, done = 0.0, set[int]()
    for start in range(len(gold)):
        if start in done:
            continue
        rows, columns = _reach(start, meets, back)
        done |= rows
        ordered, others = sorted(rows), sorted(columns)
        alike = np.array([[2 * len(gold[i] & made[j]) / (len(gold[i]) + len(made[j])) for j in others] for i in ordered])
        a, b = linear_sum_assignment(-alike)
        total += alike[a, b].sum()
    return (total / len(made), total / len(gold)) if gold and made else (0.0, 0.0)


def _reach(start: int, meets: Sequence[set[int]], back: Mapping[int, set[int]]) -> tuple[set[int], set[int]]:
    rows, columns, todo = {start}, set[int](), [start]
    while todo:
        for j in meets[todo.pop()] - columns:
            columns.add(j)
            todo += sorted(back[j] - rows)
            rows |= back[j]
    return rows, columns


def _two(n: int) -> float:
    return n * (n - 1) / 2


def _ari(wanted: Clusters, found: Clusters) -> float:
    cells = sum(_two(n) for n in Counter((wanted[k], found[k]) for k in wanted).values())
    a, b = sum(_two(n) for n in Counter(wanted.values()).values()), sum(_two(n) for n in Counter(found.values()).values())
    chance = a * b / _two(len(wanted)) if len(wanted) > 1 else 0.0
    return float((cells - chance) / ((a + b) / 2 - chance)) if (a + b) / 2 != chance else 1.0
