"""Events in plain words: headings, sides, figures; shared by the terminal, the page and the exports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from istor.knowledge import typology
from istor.model import Bounds, Event, EventQuantity, Mention, Side

SURE = {
    "fact": "", "claimed": "claims it", "suspected": "suspected", "suspected_by_authorities": "accused by authorities", "possible": "possibly",
    "denied": "denies it", "acquitted": "acquitted",
}  # fmt: skip


def label(e: Event | Mention) -> str:
    concept = typology().get(e.type)
    return concept.label if concept else e.type.replace("_", " ")


def when(e: Event | Mention) -> str:
    """The date as coarse as it is known: `2020-03-11`, `2020-03-18..19`, `2020-03`, `2020`, `by 2020-03-17`, `–`."""
    if e.date is not None:
        start, end = e.date.start, e.date.end
        if start == end:
            return start
        if start[4:] == "-01-01" and end[4:] == "-12-31":
            return start[:4] if start[:4] == end[:4] else f"{start[:4]}..{end[:4]}"
        if start[8:] == "01" and date.fromisoformat(end) + timedelta(days=1) == _next_month(end):
            return start[:7] if start[:7] == end[:7] else f"{start[:7]}..{end[5:7] if start[:4] == end[:4] else end[:7]}"
        return f"{start}..{end[8:] if start[:8] == end[:8] else end[5:] if start[:5] == end[:5] else end}"
    if e.date_bound is not None:
        return f"by {e.date_bound.not_after}" if e.date_bound.not_after else f"from {e.date_bound.not_before}"
    return "–"


def _next_month(day: str) -> date:
    year, month = int(day[:4]), int(day[5:7])
    return date(year + month // 12, month % 12 + 1, 1)


def where(e: Event | Mention) -> str:
    if e.place is None:
        return "–"
    return e.place.name + (f", {e.place.country}" if e.place.country and e.place.precision != "country" else "")


_UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")


def shown(text: str) -> str:
    """Words of others for a terminal: nothing in them may steer it, or turn the order of what stands beside them."""
    return " ".join(text.split()).translate(_UNSEEN)


def doubt(confidences: Iterable[str | None]) -> str:
    """How sure it is that somebody did it, where it is not a fact: `claims it, denies it`."""
    return ", ".join(dict.fromkeys(words for c in confidences if (words := SURE.get(c or "", ""))))


def parties(e: Event | Mention, *roles: str) -> dict[str, list[str | None]]:
    """Who has one of these roles, by name, with all that is said of their responsibility."""
    found: dict[str, list[str | None]] = {}
    for p in e.participants:
        if p.role in roles:
            found.setdefault(p.actor_name or p.text, []).append(p.confidence)
    return found


def sides(e: Event | Mention, *roles: str) -> str:
    names = [f"{name} ({said})" if (said := doubt(marks)) else name for name, marks in parties(e, *roles).items()]
    return "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")


def whose(s: Side) -> str:
    """Whose an outlet is: `state IRN`, `party LBN, Hezbollah`."""
    named = s.who if s.allegiance in ("party", "armed_group") else ""
    return ", ".join(x for x in (" ".join(x for x in (s.allegiance.replace("_", " "), s.country) if x), named) if x)


def figure(q: EventQuantity | None, between: str = " / ") -> str:
    """A figure with its alternatives: `3`, `≥10 / ≥20`."""
    if q is None:
        return ""
    seen = list(dict.fromkeys(Bounds(low=a.low, high=a.high, approximate=a.approximate).words() for a in q.alternatives))
    return between.join(seen[:3]) + (between + "…" if len(seen) > 3 else "")


def weapons(e: Event) -> str:
    """With what, and how many were fired: `rocket, mortar ≥10`."""
    fired = figure(e.quantities.get("weapons_fired"), "/")
    named = ", ".join(dict.fromkeys(i.type.replace("_", " ") for i in e.instruments[:3]))
    return " ".join(x for x in (named, f"({fired} fired)" if fired else "") if x)


def heading(e: Event) -> str:
    """One line in plain words: `Shelling, rockets, missiles: Camp Taji, 11 March 2020`."""
    parts = [label(e)]
    if e.stage != "accomplished":
        parts[0] += f" ({e.stage})"
    place, day = where(e), when(e)
    return ": ".join([parts[0], ", ".join(x for x in (place, day) if x != "–") or "place and date unknown"])
