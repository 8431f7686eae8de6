"""MUC-4 templates from mentions, as the scorer of that evaluation reads them. The rules are those of its key (docs/exports.md):

relevant are acts with a MUC-4 type, done, tried or threatened, within two months of the report; fights between armed sides alone are not.
The format wants a date and a country in every template: where the text states none, the date is "on or before the report"
(`- DD MMM YY`) and the country the one that the report speaks of. Nothing of this reaches any other output.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from istor.languages import rows
from istor.model import Bounds, Mention, Participant
from istor.publishing.exporters.base import Exporter

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
OLD = 62
"""Days behind the report from which an incident is background."""
ARMED = frozenset(("military", "police", "fighter", "group"))
_DETERMINERS = re.compile(r"^(?:THE|A|AN|HIS|HER|THEIR|ITS|THIS|THAT|THESE|THOSE|SOME)\s+", re.I)


@cache
def names() -> dict[tuple[str, str], str]:
    lines = (files("istor.knowledge") / "muc4.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {(slot, ours): muc4 for slot, ours, muc4 in table}


@cache
def countries() -> dict[str, str]:
    return {r["code"]: r["names"].split("|")[0].upper() for r in rows("en", "states")}


def templates(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """Templates of one report's mentions."""
    return [template(m) for m in mentions if relevant(m)]


def relevant(m: Mention) -> bool:
    """Whether a mention is an incident of that evaluation."""
    if m.codes.muc4 is None or ("stage", m.stage) not in names():
        return False
    if m.date is not None and m.published is not None and (date.fromisoformat(m.published.start) - date.fromisoformat(m.date.end)).days > OLD:
        return False
    harmed = [p for p in m.participants if p.role in ("target", "victim")]
    if m.type == "armed_clash" or (harmed and all(p.category in ("military", "fighter", "group") for p in harmed)):
        return any(p.kind in ("civilian", "person", "facility") and p.category not in ("installation",) for p in harmed)
    return bool(harmed or m.instruments or any(p.role == "perpetrator" for p in m.participants))


def template(m: Mention) -> dict[str, Any]:
    n = names()
    t: dict[str, Any] = {
        "incident_date": [_date(m)],
        "incident_location": [_location(m)] if _location(m) else [],
        "incident_type": [m.codes.muc4],
        "incident_stage": [n["stage", m.stage]],
        "instrument_id": [i.text.upper() for i in m.instruments if i.type != "weapon"],
        "instrument_type": [{"value": v, "of": i.text.upper()} for i in m.instruments if (v := n.get(("weapon", i.type)))],
    }
    perps = [p for p in m.participants if p.role == "perpetrator" and p.confidence != "denied"]
    organisations = [p for p in perps if _organisation(p)]
    individuals = [p for p in perps if p not in organisations]
    state = [p for p in perps if p.kind in ("state", "state_force")]
    t["perp_category"] = ["STATE-SPONSORED VIOLENCE"] if state and len(state) == len(perps) else ["TERRORIST ACT"] if perps else []
    t["perp_individual"] = [_string(p) for p in individuals]
    t["perp_organization"] = [_string(p) for p in organisations]
    t["perp_org_confidence"] = [{"value": v, "of": _string(p)} for p in organisations if (v := n.get(("confidence", p.confidence or "")))]
    _targets(t, m)
    return {k: v for k, v in t.items() if v}


def _organisation(p: Participant) -> bool:
    return p.actor is not None or (p.actor_name is not None and p.kind in ("armed_group", "organisation", "party")) or p.category == "military"


def _string(p: Participant) -> str:
    text = " ".join(p.text.upper().split())
    while _DETERMINERS.match(text):
        text = _DETERMINERS.sub("", text, count=1)
    return text


def _targets(t: dict[str, Any], m: Mention) -> None:
    n = names()
    seen: set[str] = set()
    for p in m.participants:
        if p.role not in ("target", "victim") or p.category in ("fighter", "group", "attacker"):
            continue
        name = _string(p)
        if name in seen or not name:
            continue
        seen.add(name)
        if p.kind == "facility":
            t.setdefault("phys_tgt_id", []).append(name)
            _add(t, "phys_tgt_type", n.get(("physical", p.category or "")), name)
            _add(t, "phys_tgt_number", _number(p.number), name)
            effect = n.get(("effect_physical", p.effect or "")) or (
                "SOME DAMAGE" if m.codes.muc4 == "BOMBING" and m.stage == "accomplished" else None
            )
            _add(t, "phys_tgt_effect", effect, name)
            continue
        slot = (
            "hum_tgt_name" if p.actor_name and not p.actor and p.kind in ("unknown", "person", "civilian", "state_force", "state") else "hum_tgt_desc"
        )
        t.setdefault(slot, []).append(name)
        kind = n.get(("human", p.category or "")) or n.get(("human", p.kind)) or "CIVILIAN"
        _add(t, "hum_tgt_type", kind, name)
        _add(t, "hum_tgt_number", _number(p.number), name)
        _add(t, "hum_tgt_effect", n.get(("effect_human", p.effect or "")), name)


def _add(t: dict[str, Any], slot: str, value: str | None, of: str) -> None:
    if value:
        t.setdefault(slot, []).append({"value": value, "of": of})


def _number(b: Bounds | None) -> str | None:
    if b is None or (b.low is None and b.high is None):
        return None
    mark = "~" if b.approximate else ""
    if b.low == b.high:
        return f"{mark}{b.low}"
    return f"{mark}{b.low if b.low is not None else ''}-{b.high if b.high is not None else ''}"


def _date(m: Mention) -> str:
    if m.date is not None:
        first, last = _day(m.date.start), _day(m.date.end)
        return first if first == last else f"{first} - {last}"
    limit = (m.date_bound.not_after if m.date_bound else None) or (m.published.end if m.published else None)
    return f"- {_day(limit)}" if limit else "-"


def _day(iso: str) -> str:
    d = date.fromisoformat(iso)
    return f"{d.day:02d} {MONTHS[d.month - 1]} {d.year % 100:02d}"


def _location(m: Mention) -> str | None:
    country = (m.place.country if m.place else None) or m.context_country
    name = countries().get(country or "")
    if name is None:
        return None
    if m.place is None or m.place.precision == "country":
        return name
    kind = {"admin1": "DEPARTMENT", "district": "MUNICIPALITY", "region": "REGION"}.get(m.place.precision, "CITY")
    return f"{name}: {' '.join(m.place.text.upper().split())} ({kind})"


def grouped(mentions: Sequence[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    found: dict[str, list[Mention]] = {}
    for m in mentions:
        found.setdefault(m.report, []).append(m)
    yield from found.items()


def write(items: Sequence[Any], path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for report, found in grouped(items):
            out.write(json.dumps({"id": report, "templates": templates(found)}, ensure_ascii=False) + "\n")


EXPORTERS = (Exporter("muc4", "mentions", write, True, "MUC-4 templates, one line a report"),)
