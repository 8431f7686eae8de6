"""Whether an incident is worth a template: a small logistic model over what its mentions tell.

The weights are knowledge/muc4_relevance.tsv, fitted on the training reports by evaluation/relevance.py; no word of a text is a feature, only what kind
of people, places and acts are told, and how fully.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from istor.knowledge.actors import read_table
from istor.model import Mention, Participant
from istor.publishing.exporters.muc4.incidents import Incident, defused, kind_of, of_interest, stage_of
from istor.publishing.exporters.muc4.slots import Template
from istor.publishing.exporters.muc4.strings import person

HARMED = ("phys_tgt_id", "hum_tgt_name", "hum_tgt_desc")
NEWS = 400
"""Characters of a report within which its news is told."""
GENERIC = frozenset(("civilian", "government", "dead", "wounded", "party", "victim"))
PUBLIC = frozenset(("official", "judge", "diplomat", "politician", "journalist", "religious", "union"))
ARMED = frozenset(("military", "police"))


@cache
def weights() -> dict[str, float]:
    """Feature -> weight; `bias` is the constant, shifted by the threshold."""
    return {r["feature"]: float(r["weight"]) for r in read_table(files("istor.knowledge") / "muc4_relevance.tsv")}


def odds(told: Mapping[str, float]) -> float:
    """Above zero: worth a template."""
    w = weights()
    return w["bias"] + sum(w.get(name, 0.0) * value for name, value in told.items())


def features(found: Incident, report: Sequence[Mention], made: Template) -> dict[str, float]:
    """What is told of an incident and of its report, and whether its template names anything that was harmed."""
    parts = (_acts(found), _times(found), _places(found), _people(found), _candidates(found), _telling(found, report), _template(made))
    return {name: value for part in parts for name, value in part if value}


def _template(made: Template) -> Iterator[tuple[str, float]]:
    named = any(made.get(slot) for slot in HARMED)
    taken = made["incident_type"] == ["KIDNAPPING"] and bool(made.get("perp_individual") or made.get("perp_organization"))
    yield "nothing to map", float(not named and not taken)
    kinds = [f["value"] for f in made.get("hum_tgt_type", [])]
    alone = bool(kinds) and set(kinds) == {"ACTIVE MILITARY"} and not made.get("phys_tgt_id") and not made.get("hum_tgt_name")
    yield "military alone", float(alone)


def _acts(found: Incident) -> Iterator[tuple[str, float]]:
    lead = found.lead
    yield f"kind {kind_of(lead)}", 1.0
    yield f"type {lead.type}", 1.0
    yield f"stage {stage_of(lead)}", 1.0
    yield "defused", float(defused(lead))
    yield "weapon", float(any(i.type != "weapon" for m in found.mentions for i in m.instruments))
    yield "doubted", float(all(s.modality != "asserted" for m in found.mentions for s in m.statements if s.property == "type"))


def _times(found: Incident) -> Iterator[tuple[str, float]]:
    dated = [m for m in found.mentions if m.date is not None]
    yield "no day", float(not dated)
    if not dated:
        return
    first = next((m for m in dated if m.date is not None and m.date.start == m.date.end), dated[0])
    yield "a day", float(first.date is not None and first.date.start == first.date.end)
    if first.date is not None and first.published is not None:
        behind = (date.fromisoformat(first.published.start) - date.fromisoformat(first.date.end)).days
        yield "this week", float(0 <= behind <= 7)
        yield "over ten days", float(behind > 10)
        yield "over a month", float(behind > 31)
        yield "to come", float(behind < 0)


def _places(found: Incident) -> Iterator[tuple[str, float]]:
    placed = [m.place for m in found.mentions if m.place is not None]
    yield "a town", float(any(p.precision in ("exact", "near", "district") for p in placed))
    yield "an area", float(any(p.precision == "admin1" for p in placed))
    yield "no place", float(not placed)
    yield "elsewhere", float(bool(placed) and not any(of_interest(p.country) for p in placed))


def _people(found: Incident) -> Iterator[tuple[str, float]]:
    sides = [p for m in found.mentions for p in m.participants if p.role in ("perpetrator", "speaker")]
    yield "no side", float(not sides)
    yield "side named", float(any(p.kind == "armed_group" and (p.actor or p.actor_name) for p in sides))
    yield "side hands", float(any(p.category in ("fighter", "attacker", "group") for p in sides))
    yield "side state", float(any(p.kind in ("state", "state_force") for p in sides))
    yield "side unknown", float(bool(sides) and all(p.kind == "unknown" for p in sides))
    yield "side claims", float(any(p.confidence == "claimed" for p in sides))
    yield "side suspected", float(any(p.confidence in ("suspected", "suspected_by_authorities", "possible") for p in sides))
    harmed = [p for m in found.mentions for p in m.participants if p.role in ("target", "victim")]
    yield "nothing harmed", float(not harmed)
    fighters = [p for p in harmed if p.category in ("fighter", "group", "attacker") or p.kind == "armed_group"]
    armed = [p for p in harmed if p.category in ARMED or p.kind == "state_force"]
    yield "fighters harmed", float(bool(fighters))
    yield "only fighters harmed", float(bool(harmed) and len(fighters) == len(harmed))
    yield "only armed harmed", float(bool(harmed) and len(fighters) + len(armed) >= len(harmed) and bool(armed))
    yield "military harmed", float(any(p.category == "military" for p in harmed))
    yield "police harmed", float(any(p.category == "police" for p in harmed))
    yield "by name", float(any(_by_name(p) for p in harmed))
    yield "public figure", float(any(p.category in PUBLIC for p in harmed))
    yield "civilians", float(any(p.category in GENERIC for p in harmed))
    yield "facility", float(any(p.kind == "facility" for p in harmed))
    yield "installation", float(any(p.category == "installation" for p in harmed))
    yield "only unknown harmed", float(bool(harmed) and all(p.kind == "unknown" for p in harmed))
    yield "state harmed", float(any(p.kind == "state" and p.category not in PUBLIC for p in harmed))
    yield "counted", float(any(p.number is not None and (p.number.low or 0) > 1 for p in harmed))
    yield "killed", float(any(p.effect == "killed" for p in harmed))
    yield "injured", float(any(p.effect == "injured" for p in harmed))
    yield "destroyed", float(any(p.effect in ("destroyed", "damaged") for p in harmed))
    yield "unharmed", float(any(p.effect == "unharmed" for p in harmed))
    yield "many harmed", math.log1p(len(harmed))


def _by_name(p: Participant) -> bool:
    return p.kind != "facility" and bool(person(p)[0])


def _candidates(found: Incident) -> Iterator[tuple[str, float]]:
    """How likely those are who fit each part best: somebody likely harmed is what a template maps by."""
    best: dict[str, float] = {}
    for c in (c for m in found.mentions for c in m.candidates):
        best[c.part] = max(c.likelihood, best.get(c.part, 0.0))
    for part, likelihood in sorted(best.items()):
        yield f"likely {part}", likelihood
    yield "likely harmed", max(best.get("human", 0.0), best.get("physical", 0.0))


def _telling(found: Incident, report: Sequence[Mention]) -> Iterator[tuple[str, float]]:
    told = [s.start or 0 for m in found.mentions for s in m.statements if s.property == "type"]
    acts = [s for m in report for s in m.statements if s.property == "type"]
    incidents = [m for m in report if kind_of(m) is not None]
    yield "main", float(any(m.main for m in found.mentions))
    yield "tellings", math.log1p(len(told))
    yield "once", float(len(told) <= 1)
    yield "mentions", math.log1p(len(found.mentions))
    yield "in the news", float(bool(told) and min(told) < NEWS)
    yield "far down", math.log1p(min(told) / 1000) if told else 0.0
    yield "share of acts", len(told) / len(acts) if acts else 0.0
    yield "incidents of report", math.log1p(len(incidents))
    yield "other acts of report", math.log1p(len(report) - len(incidents))
    yield "clashes of report", math.log1p(sum(m.type == "armed_clash" for m in report))
    yield "quoted", float(any(s.speaker.kind in ("person", "authority") for m in found.mentions for s in m.statements if s.property == "type"))
    yield "by an armed group", float(any(s.speaker.kind == "organisation" for m in found.mentions for s in m.statements if s.property == "type"))
