"""Events in plain words: headings, sides, figures; shared by the terminal, the page and the exports."""

from __future__ import annotations

from istor.knowledge import typology
from istor.model import Bounds, Event, EventQuantity, Mention, Participant

SURE = {
    "fact": "", "claimed": "claims it", "suspected": "suspected", "suspected_by_authorities": "accused by authorities", "possible": "possibly",
    "denied": "denies it", "acquitted": "acquitted",
}  # fmt: skip


def label(e: Event | Mention) -> str:
    concept = typology().get(e.type)
    return concept.label if concept else e.type.replace("_", " ")


def when(e: Event | Mention) -> str:
    """The date as coarse as it is known: `2020-03-11`, `2020-03-18..19`, `by 2020-03-17`, `-`."""
    if e.date is not None:
        if e.date.start == e.date.end:
            return e.date.start
        common = e.date.end[8:] if e.date.start[:8] == e.date.end[:8] else e.date.end
        return f"{e.date.start}..{common}"
    if e.date_bound is not None:
        return f"by {e.date_bound.not_after}" if e.date_bound.not_after else f"from {e.date_bound.not_before}"
    return "–"


def where(e: Event | Mention) -> str:
    if e.place is None:
        return "–"
    return e.place.name + (f", {e.place.country}" if e.place.country and e.place.precision != "country" else "")


def side(p: Participant) -> str:
    name = p.actor_name or p.text
    doubt = SURE.get(p.confidence or "", "")
    return f"{name} ({doubt})" if doubt else name


def sides(e: Event | Mention, *roles: str) -> str:
    names = dict.fromkeys(side(p) for p in e.participants if p.role in roles)
    return "; ".join(list(names)[:3]) + ("; …" if len(names) > 3 else "")


def figure(q: EventQuantity | None) -> str:
    """A figure with its alternatives: `3`, `≥10 / ≥20`."""
    if q is None:
        return ""
    seen = dict.fromkeys(Bounds(low=a.low, high=a.high, approximate=a.approximate).words() for a in q.alternatives)
    return " / ".join(list(seen)[:3])


def heading(e: Event) -> str:
    """One line in plain words: `Shelling, rockets, missiles: Camp Taji, 11 March 2020`."""
    parts = [label(e)]
    if e.stage != "accomplished":
        parts[0] += f" ({e.stage})"
    place, day = where(e), when(e)
    return ": ".join([parts[0], ", ".join(x for x in (place, day) if x != "–") or "place and date unknown"])
