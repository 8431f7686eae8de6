"""What reviewers decided in a store, as gold: its reports are coded and linked anew, without the decisions, and held against them.

A decision is about mentions. A mention coded anew tells what a judged one told where `istor.storing.following.match` says so; the same likeness keeps
decisions with their mentions when a store is coded anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from evaluation.running import coded
from evaluation.scoring.base import Figures, Row, Score, ratio
from istor.corridor import link_mentions
from istor.languages import fold
from istor.model import Event, Judgement, Mention
from istor.model.judgement import standing
from istor.reconciling.decisions import decided
from istor.storing import Store
from istor.storing.following import match

COLUMNS = ("accepted", "told", "rejected", "still told", "values", "values right", "same", "linked", "different", "kept apart")
SIDES = {"responsibility": ("perpetrator",), "perpetrator": ("perpetrator",), "target": ("target",), "victim": ("victim",), "recipient": ("recipient",)}
"""Properties that are decided by the name of a participant, and the roles that may bear it."""


class Reviewed(msgspec.Struct, frozen=True):
    """A store's decisions, and what the coder of today makes of its reports."""

    judgements: tuple[Judgement, ...]
    event_of: Mapping[str, Event]
    """Judged mention -> the event that holds what tells the same now; a mention that nothing tells any more is absent."""
    mentions: tuple[Mention, ...]


def score(store: str) -> Score:
    """Score of the project on the decisions in a store; one row of counts a decision. Raises FileNotFoundError where there is no such file."""
    if "://" not in store and not Path(store).is_file():
        raise FileNotFoundError(f"{store}: no such store")
    found = reviewed(store)
    judged = latest(found.judgements)
    rows = [counts(j, found) for j in judged]
    return Score(ids=tuple(j.id for j in judged), counts=np.array(rows, float).reshape(-1, len(COLUMNS)), figures=figures)


def reviewed(store: str) -> Reviewed:
    """Code the judged reports of a store, and those linked with them, anew."""
    with Store.open(store) as opened:
        judgements = tuple(opened.judgements())
        about = {m for j in judgements for m in j.mentions}
        old: dict[str, list[Mention]] = defaultdict(list)
        for m in opened.mentions():
            if m.id in about:
                old[m.report].append(m)
        rows: list[Row] = [msgspec.to_builtins(r) for r in opened.reports()]
    made = coded(rows).mentions  # type: ignore[arg-type]
    mentions = tuple(m for ms in made.values() for m in ms)
    holding = {m: e for e in link_mentions(mentions) for m in e.mentions}
    names = {a: b for report, ms in old.items() for a, b in match(ms, made.get(report, ())).items()}
    return Reviewed(judgements, {a: holding[b] for a, b in names.items() if b in holding}, mentions)


def latest(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The decisions that count: of verdicts about a mention the last one, of values of a property the last one; what was taken back, none."""
    verdicts: dict[tuple[str, ...], Judgement] = {}
    for j in standing(judgements):
        if j.kind in ("accept", "not_an_event", "unsure"):
            verdicts[("verdict", *sorted(j.mentions))] = j
        elif j.kind == "value":
            verdicts[("value", j.property or "", *sorted(j.mentions))] = j
        elif j.kind in ("same", "different"):
            verdicts[("link", *sorted(j.mentions))] = j
    return [j for j in verdicts.values() if j.kind != "unsure"]


def counts(j: Judgement, found: Reviewed) -> list[float]:
    """One row of `COLUMNS` for a decision."""
    row = dict.fromkeys(COLUMNS, 0.0)
    events = [found.event_of.get(m) for m in j.mentions]
    event = next((e for e in events if e is not None), None)
    if j.kind == "accept":
        row["accepted"], row["told"] = 1, float(event is not None)
    elif j.kind == "not_an_event":
        row["rejected"], row["still told"] = 1, float(event is not None)
    elif j.kind == "value" and event is not None:
        right = holds(event, j, found.mentions)
        row["values"], row["values right"] = float(right is not None), float(bool(right))
    elif j.kind in ("same", "different"):
        pairs = [(a, b) for a, b in combinations(events, 2) if a is not None and b is not None]
        together = sum(a.id == b.id for a, b in pairs)
        if j.kind == "same":
            row["same"], row["linked"] = len(pairs), together
        else:
            row["different"], row["kept apart"] = len(pairs), len(pairs) - together
    return [row[name] for name in COLUMNS]


def holds(event: Event, j: Judgement, mentions: Sequence[Mention]) -> bool | None:
    """Whether the event's own value is the one that a person set; None where the words of the decision cannot be read as such a value."""
    name, value = j.property or "", (j.value or "").strip()
    if name in SIDES:
        names = {fold(n) for p in event.participants if p.role in SIDES[name] for n in (p.actor_name, p.text) if n}
        return fold(value) in names
    blank = msgspec.structs.replace(event, date=None, date_bound=None, place=None, quantities={}, stage="", type="")
    wanted = _value(decided(blank, (msgspec.structs.replace(j, mentions=event.mentions),), mentions), name)
    return None if wanted in (None, "") else _value(event, name) == wanted


def _value(event: Event, name: str) -> Any:
    if name == "date":
        return (event.date.start, event.date.end) if event.date else None
    if name == "place":
        return event.place.name if event.place else None
    if name in ("stage", "type"):
        return getattr(event, name)
    figure = event.quantities.get(name)
    return figure.best if figure else None


def figures(sums: Any) -> Figures:
    n = dict(zip(COLUMNS, map(float, sums), strict=True))
    return {
        "events judged": n["accepted"] + n["rejected"],
        "judged events that are none %": ratio(n["still told"], n["told"] + n["still told"]),
        "accepted events told %": ratio(n["told"], n["accepted"]),
        "values judged": n["values"],
        "values right %": ratio(n["values right"], n["values"]),
        "links judged": n["same"] + n["different"],
        "same, linked %": ratio(n["linked"], n["same"]),
        "different, kept apart %": ratio(n["kept apart"], n["different"]),
    }
