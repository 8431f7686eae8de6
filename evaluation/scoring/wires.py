"""Agency reports with every event in them: which are found, which are invented, and what is right of those that are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.scoring.base import Figures, Row, Score, km, main_of, ratio
from evaluation.scoring.incidents import day
from evaluation.scoring.snippets import LABELS, VIOLENT
from istor.knowledge.codes import acled_types
from istor.languages.folding import fold

NEAR_KM = 25
HAPPENED = ("accomplished", "ongoing", "attempted")
COARSE = ("admin1", "country", "region")
"""Places that hold others, and so contradict none."""
SLOTS = ("killed", "injured", "date", "place", "perpetrator", "claims")
_COLUMNS = ("reports", "events", "found", "invented", "main type", "whole", "told", "told wrong", *(c for s in SLOTS for c in (f"{s} asked", s)))
_FORCE = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
_DISORDER = frozenset(("Protests", "Riots"))
_BOTH = frozenset(("Mob violence", "Excessive force against protesters"))
"""Told as disorder by one report and as killing by another."""
_OWN = "Abduction/forced disappearance"


class Judged(msgspec.Struct, frozen=True):
    """`pairs`: events of the gold and the mentions that tell them."""

    pairs: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    invented: tuple[Row, ...]


# ---- one event and one mention
def _kinds(acled: str) -> frozenset[str]:
    """The broad kinds of a type: types that share one may be of one event."""
    event_type = acled_types()[acled].event_type
    if acled in _BOTH:
        return frozenset(("force", "disorder"))
    if acled != _OWN and event_type in _FORCE:
        return frozenset(("force",))
    return frozenset(("disorder",)) if event_type in _DISORDER else frozenset((acled,))


def type_right(event: Row, mention: Row | None) -> bool:
    return bool(mention) and acled(mention) in (event["acled"], *event.get("acled_also", ()))


def acled(mention: Row | None) -> str | None:
    return ((mention or {}).get("codes") or {}).get("acled")


def count(mention: Row, what: str) -> int | None:
    """The one figure of a quantity, its lower bound; None where there is none."""
    q = mention.get("quantities", {}).get(what) or {}
    return q.get("low") if q.get("low") is not None else q.get("high")


def count_right(event: Row, mention: Row, what: str) -> bool:
    """A figure between the bounds of the gold ("at least 8": 8 itself); none where the report has none."""
    (low, high), found = event[what] or (0, 0), count(mention, what) or 0
    return low <= found <= (low if high is None else high)


def _days(mention: Row) -> tuple[date, date] | None:
    told = mention.get("date") or {}
    first, last = day(told.get("start")), day(told.get("end")) or day(told.get("start"))
    return (first, last) if first and last else None


def _km(event: Row, mention: Row) -> float | None:
    at, where = event["place"], mention.get("place") or {}
    if not at or where.get("latitude") is None:
        return None
    return km(at["latitude"], at["longitude"], where["latitude"], where["longitude"])


def perpetrators(mention: Row) -> list[Row]:
    return [p for p in mention.get("participants", ()) if p["role"] == "perpetrator" and p.get("confidence") not in ("denied", "acquitted")]


def named(words: Sequence[str], *told: str | None) -> bool:
    """Whether one of the words stands in what is told."""
    texts = [fold(t) for t in told if t]
    return any(fold(w) in t for w in words for t in texts)


def strangers(event: Row, mention: Row) -> list[Row]:
    """Perpetrators of a mention that the gold does not know."""
    return [p for p in perpetrators(mention) if not _known(event, p)]


def _known(event: Row, p: Row) -> bool:
    return named(event["perpetrator"], p["text"], p.get("actor_name"), p.get("organisation"))


def _claims_right(event: Row, mention: Row) -> bool:
    """Claimed by whom the gold says; or by nobody, and that is said."""
    said = [s for s in mention.get("statements", ()) if s["property"] == "responsibility"]
    claims = [s for s in said if s.get("modality") == "claimed"]
    if event.get("nobody_claimed"):
        return not claims and any(s.get("value") == "none" for s in said)
    return any(named(event["claimed_by"], s.get("value"), (s.get("speaker") or {}).get("text")) for s in claims)


def right(event: Row, mention: Row) -> dict[str, bool]:
    """Slots that the gold asks for, and whether each is right. A date is right inside that of the gold."""
    out = {what: count_right(event, mention, what) for what in ("killed", "injured")}
    if event["date"]:
        days, (first, last) = _days(mention), map(date.fromisoformat, event["date"])
        out["date"] = days is not None and first <= days[0] and days[1] <= last
    if event["place"]:
        distance = _km(event, mention)
        out["place"] = distance is not None and distance <= NEAR_KM
    if event["perpetrator"]:
        out["perpetrator"] = any(_known(event, p) for p in perpetrators(mention))
    if event.get("claimed_by") or event.get("nobody_claimed"):
        out["claims"] = _claims_right(event, mention)
    return out


def contradictions(event: Row, mention: Row) -> int:
    """How many of killed, date and place are told otherwise; what one of them leaves open is none."""
    killed, days, distance = count(mention, "killed"), _days(mention), _km(event, mention)
    near = timedelta(1)
    coarse = (mention.get("place") or {}).get("precision") in COARSE
    wrong = [bool(killed and event["killed"] and not count_right(event, mention, "killed")), distance is not None and not coarse and distance > NEAR_KM]
    if days and event["date"]:
        first, last = map(date.fromisoformat, event["date"])
        wrong.append(days[1] < first - near or days[0] > last + near)
    return sum(wrong)


def agreement(event: Row, mention: Row) -> float:
    """How well a mention tells an event; 0 where it tells another: of no common kind, or with two of killed, date and place otherwise."""
    other = acled(mention)
    against = contradictions(event, mention)
    if other is None or against > 1 or not _kinds(other) & frozenset().union(*(_kinds(a) for a in (event["acled"], *event.get("acled_also", ())))):
        return 0.0
    told = right(event, mention)
    stated = {"killed": event["killed"], "injured": event["injured"], "date": True, "place": True}
    same = sum(told.get(what, False) and bool(asked) for what, asked in stated.items())
    return 3.0 + type_right(event, mention) + same - against + 0.5 * (event["main"] and bool(mention.get("main")))


# ---- one report
def judged(report: Row, mentions: Sequence[Row]) -> Judged:
    """Events and mentions one to one, by the best agreement of all. Only what happened is asked; a violent mention of no event is invented."""
    events = [e for e in report["events"] if e["acled"] and e["stage"] in HAPPENED]
    made = [m for m in mentions if m["stage"] in HAPPENED]
    alike = np.array([[agreement(e, m) for m in made] for e in events]).reshape(len(events), len(made))
    pairs = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-alike), strict=True) if alike[i, j] > 0]
    told, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    return Judged(
        pairs=tuple((events[i], made[j]) for i, j in pairs),
        missed=tuple(e for i, e in enumerate(events) if i not in told and not e.get("optional")),
        invented=tuple(
            m for j, m in enumerate(made) if j not in taken and m["stage"] == "accomplished" and LABELS.get(acled(m) or "") in VIOLENT
        ),
    )  # fmt: skip


def score(gold: Sequence[Row], mentions: Mapping[str, Sequence[Row]]) -> Score:
    """`mentions` by report id."""
    counts = np.array([_row(x, mentions.get(x["id"], ())) for x in gold], float).reshape(-1, len(_COLUMNS))
    return Score(ids=tuple(x["id"] for x in gold), counts=counts, figures=figures)


def _row(report: Row, mentions: Sequence[Row]) -> list[float]:
    row = dict.fromkeys(_COLUMNS, 0.0)
    found = judged(report, mentions)
    asked = [(e, m) for e, m in found.pairs if not e.get("optional")]
    row |= {"reports": 1, "events": len(asked) + len(found.missed), "found": len(asked), "invented": len(found.invented)}
    for e, m in asked:
        told = right(e, m)
        for slot, good in told.items():
            row[f"{slot} asked"] += 1
            row[slot] += good
        row["told"] += bool(perpetrators(m))
        row["told wrong"] += bool(strangers(e, m))
        if e["main"]:
            row["whole"] = type_right(e, m) and all(told.get(s, True) for s in ("killed", "injured", "date", "place")) and not strangers(e, m)
    row["main type"] = type_right(next(e for e in report["events"] if e["main"]), main_of(mentions))
    return [float(row[c]) for c in _COLUMNS]


def figures(sums: Any) -> Figures:
    """Slots are of the events that were found and of which the report tells the slot."""
    n = dict(zip(_COLUMNS, sums, strict=True))
    out = {"events found": ratio(n["found"], n["events"]), "events invented per report": float(n["invented"] / n["reports"]) if n["reports"] else 0.0}
    out["main type"] = ratio(n["main type"], n["reports"])
    slots = {s: ratio(n[s], n[f"{s} asked"]) for s in SLOTS}
    names = {"place": "place within 25 km", "perpetrator": "perpetrator right"}
    out |= {names.get(s, s): v for s, v in slots.items() if s != "claims"}
    out |= {"perpetrator invented %": ratio(n["told wrong"], n["told"]), "claims": slots["claims"]}
    return out | {"whole report right": ratio(n["whole"], n["reports"])}
