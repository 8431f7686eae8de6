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
from istor.publishing.exporters.base import Exporter, Rules

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
OLD = 62
"""Days behind the report from which an incident is background."""
HANDS = frozenset(("fighter", "attacker", "group", "mob"))
"""Categories of people who do it with their own hands: individuals, though they belong to an organisation."""
IMPLIED = {"shooting": "GUN", "bombing": "BOMB"}
"""Weapons that the type itself states, where no word names one."""
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
    sided = any(p.role == "perpetrator" for p in m.participants)
    if m.type in ("government_gain", "nonstate_gain") or (m.type == "armed_attack" and not sided and m.date is None):
        return False
    return bool(harmed or m.instruments or sided)


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
    if not t["instrument_type"]:
        words = {s.quote.lower() for s in m.statements if s.property == "type"}
        implied = IMPLIED.get(m.type) or (
            "GUN" if words & {"shot", "gunned down", "opened fire", "shooting", "shot and killed", "shot dead"} else None
        )
        t["instrument_type"] = [implied] if implied else []
    perps = [p for p in m.participants if p.role == "perpetrator" and p.confidence != "denied"]
    hands = [p for p in perps if p.category in HANDS or p.kind in ("unknown", "person", "civilian")]
    organisations = [p for p in perps if p not in hands]
    named = {_organisation_of(p) for p in hands if p.kind == "armed_group"} - {""}
    state = [p for p in perps if p.kind in ("state", "state_force")]
    t["perp_category"] = ["STATE-SPONSORED VIOLENCE"] if state and len(state) == len(perps) else ["TERRORIST ACT"] if perps else []
    t["perp_individual"] = list(dict.fromkeys(_string(p) for p in hands))
    t["perp_organization"] = list(dict.fromkeys([*(_string(p) for p in organisations), *sorted(named)]))
    sure = next((v for p in perps if (v := n.get(("confidence", p.confidence or "")))), None)
    t["perp_org_confidence"] = [{"value": sure, "of": o} for o in t["perp_organization"] if sure]
    _targets(t, m)
    return {k: v for k, v in t.items() if v}


def _organisation_of(p: Participant) -> str:
    """The organisation whose hands they are: "ELN" of "ELN GUERRILLAS"; empty where the words name none."""
    words = _string(p).split()
    known = {w.upper() for w in re.findall(r"\w+", p.actor_name or "")}
    lead = words[:-1] if len(words) > 1 else []
    return " ".join(lead) if lead and p.actor and (known & set(lead) or all(w.isalpha() and len(w) <= 5 for w in lead)) and len(lead) < 4 else ""


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
        name, title = _named(p)
        if name in seen or not name:
            continue
        seen.add(name)
        if p.kind == "facility":
            t.setdefault("phys_tgt_id", []).append(name)
            _add(t, "phys_tgt_type", _physical(name) or n.get(("physical", p.category or "")), name)
            _add(t, "phys_tgt_number", _number(p.number), name)
            effect = n.get(("effect_physical", p.effect or "")) or (
                "SOME DAMAGE" if m.codes.muc4 == "BOMBING" and m.stage == "accomplished" else None
            )
            _add(t, "phys_tgt_effect", effect, name)
            continue
        someone = p.kind == "person" or title is not None or (p.kind == "unknown" and p.category is None and p.number == Bounds.exactly(1))
        t.setdefault("hum_tgt_name" if someone else "hum_tgt_desc", []).append(name)
        if title:
            t.setdefault("hum_tgt_desc", []).append({"value": title, "of": name})
        kind = n.get(("human", p.category or "")) or n.get(("human", p.kind)) or "CIVILIAN"
        _add(t, "hum_tgt_type", kind, name)
        _add(t, "hum_tgt_number", _number(p.number), name)
        _add(t, "hum_tgt_effect", n.get(("effect_human", p.effect or "")), name)


def _named(p: Participant) -> tuple[str, str | None]:
    """(name, title) of a participant: "PRESIDENT CEREZO" is CEREZO, a PRESIDENT; without a title the words as they are."""
    text = _string(p)
    name = " ".join((p.actor_name or "").upper().split())
    if p.actor is None and name and name != text and text.endswith(name):
        return name, text.removesuffix(name).strip() or None
    return text, None


def _physical(name: str) -> str | None:
    words = set(re.findall(r"[A-Z'-]+", name))
    for (slot, ours), muc4 in names().items():
        if slot == "physical_word" and words & set(ours.split("|")):
            return muc4
    return None


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


def write(items: Sequence[Any], path: Path, rules: Rules) -> None:
    del rules
    with path.open("w", encoding="utf-8") as out:
        for report, found in grouped(items):
            out.write(json.dumps({"id": report, "templates": templates(found)}, ensure_ascii=False) + "\n")


EXPORTER = Exporter("muc4", "mentions", write, True, "MUC-4 templates, one line a report", ending="muc4.jsonl")
