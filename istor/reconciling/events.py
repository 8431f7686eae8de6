"""A cluster of mentions becomes an event: every alternative kept, figures flattened only by a named policy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from istor.knowledge import typology
from istor.linking import family, origins, sides
from istor.model import Event, Judgement, Mention
from istor.model.mention import Stage
from istor.reconciling.decisions import decided
from istor.reconciling.figures import reconcile_figures
from istor.reconciling.values import alternatives, date_of, instruments_of, participants_of, place_of, type_of

PROPERTIES = ("type", "date", "place", "stage", "perpetrator", "responsibility", "target", "victim")
SAID = frozenset(("responsibility", "perpetrator"))
"""What accounts of a trial or an arrest say of the act itself."""


def reconcile(mentions: Sequence[Mention], judgements: Sequence[Judgement] = (), policy: str = "latest") -> Event:
    """The event of a cluster. The order of `mentions` does not matter. Raises ValueError for no mentions or an unknown policy."""
    if not mentions:
        raise ValueError("an event needs a mention")
    ordered = sorted(mentions, key=lambda m: (m.published.start if m.published else "9999-12-31", m.id))
    origin, reason = origins(ordered)
    statements = tuple(s for m in ordered for s in m.statements)
    published = {m.id: m.published.start for m in ordered if m.published}
    telling = _telling(ordered)
    told = {m.id for m in telling}
    heard = tuple(s for s in statements if s.mention in told)
    values = {p: found for p in PROPERTIES if len(found := alternatives(p, statements if p in SAID else heard, published, origin)) > 0}
    figures, disagree = reconcile_figures(telling, heard, origin, policy)
    date, bound, clash = date_of(telling, values.get("date", ()), origin)
    if clash:
        disagree.append("date")
    if _contested(ordered):
        disagree.append("responsibility")
    participants = participants_of(ordered)
    concept, codes = type_of(telling, origin, participants, _stage(telling))
    lead = next((m for m in ordered if m.main), ordered[0])
    event = Event(
        id=event_id(ordered),
        mentions=tuple(m.id for m in ordered),
        reports=tuple(dict.fromkeys(m.report for m in ordered)),
        outlets=len({m.outlet or m.report for m in ordered}),
        origins=len(set(origin.values())),
        origins_reason=reason,
        sides=sides(ordered, origin),
        type=concept,
        codes=codes,
        stage=_stage(telling),
        date=date,
        date_bound=bound,
        place=place_of(telling, origin),
        participants=participants,
        instruments=instruments_of(ordered),
        quantities=figures,
        alternatives={p: a for p, a in values.items() if len(a) > 1},
        disagreements=tuple(sorted(set(disagree))),
        statements=statements,
        first_reported=min(published.values(), default=None),
        last_reported=max(published.values(), default=None),
        titles=tuple(dict.fromkeys(t for m in [lead, *ordered] if (t := m.title))),
    )
    return decided(event, judgements, ordered)


def _telling(mentions: Sequence[Mention]) -> list[Mention]:
    """The accounts of the act itself: a trial or an arrest that follows it belongs to the event and does not drag its day, place, type or figures."""
    kinds = [family(m) for m in mentions]
    lead = "violence" if "violence" in kinds else max(sorted(set(kinds)), key=kinds.count)
    return [m for m, kind in zip(mentions, kinds, strict=True) if kind == lead]


def event_id(mentions: Sequence[Mention]) -> str:
    """A short stable id from the smallest mention id: it does not depend on order, and lives as long as that mention is in the cluster."""
    return "e" + hashlib.sha256(min(m.id for m in mentions).encode()).hexdigest()[:12]


def _stage(mentions: Sequence[Mention]) -> Stage:
    order: tuple[Stage, ...] = ("accomplished", "ongoing", "attempted", "denied", "announced", "planned", "threatened", "hypothetical", "series")
    stages = {m.stage for m in mentions}
    return next(s for s in order if s in stages)


def _contested(mentions: Sequence[Mention]) -> bool:
    """Whether someone's part in it is both held and denied, or claims stand against "claimed by no one"."""
    held = {
        p.actor or p.text.lower() for m in mentions for p in m.participants if p.role == "perpetrator" and p.confidence not in ("denied", "acquitted")
    }
    denied = {
        p.actor or p.text.lower() for m in mentions for p in m.participants if p.role == "perpetrator" and p.confidence in ("denied", "acquitted")
    }
    said = [s for m in mentions for s in m.statements if s.property == "responsibility"]
    nobody = any(s.value == "none" for s in said)
    claimed = {s.value for s in said if s.modality == "claimed" and s.value != "none"}
    return bool(held & denied) or (nobody and bool(claimed)) or len(claimed) > 1


def settle(events: Sequence[Event]) -> tuple[Event, ...]:
    """Series get their members; what is said of all of them is set against what is said of each."""
    out = []
    for e in events:
        if e.stage != "series" or e.date is None:
            out.append(e)
            continue
        members = tuple(sorted(o.id for o in events if o.id != e.id and _member(o, e)))
        nobody = any(s.property == "responsibility" and s.value == "none" for s in e.statements)
        claimed = any(
            s.property == "responsibility" and s.modality == "claimed" and s.value != "none" for o in events if o.id in members for s in o.statements
        )
        disagree = set(e.disagreements) | ({"responsibility"} if nobody and claimed else set())
        out.append(msgspec.structs.replace(e, members=members or None, disagreements=tuple(sorted(disagree))))
    return tuple(out)


def _member(o: Event, series: Event) -> bool:
    if o.stage not in ("accomplished", "attempted", "ongoing") or o.date is None or series.date is None or o.codes.acled is None:
        return False
    if not (series.date.start <= o.date.start and o.date.end <= series.date.end):
        return False
    if o.place and series.place and o.place.country and series.place.country and o.place.country != series.place.country:
        return False
    concept = typology().get(o.type)
    if concept is None or not concept.organised:
        return False
    attacked = {p.country for p in series.participants if p.role in ("target", "victim") and p.country}
    attackers = {p.country for p in o.participants if p.role == "perpetrator" and p.country and p.kind in ("state", "state_force")}
    return not (attacked and attackers & attacked)
