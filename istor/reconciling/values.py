"""Values of an event that are no figures: date, place, sides, stage, type; alternatives stay side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from istor.knowledge import typology
from istor.model import Codes, DateBound, EventDate, Instrument, Mention, Participant, Place, Statement, ValueAlternative

STRENGTH = ("denied", "acquitted", "possible", "suspected", "suspected_by_authorities", "fact", "claimed")
SPECIFIC = ("suicide_bombing", "chemical_attack", "air_strike", "shelling", "grenade_attack", "bombing", "hijacking", "abduction", "sexual_violence",
            "government_gain", "nonstate_gain", "mob_violence", "excessive_force", "violent_demonstration", "armed_clash", "killing", "shooting",
            "beating", "armed_attack", "territory_transfer", "withdrawal")  # fmt: skip
"""From the most telling type to the least: reports of one event often name it more or less exactly."""


def type_of(mentions: Sequence[Mention], origin: Mapping[str, str], participants: Sequence[Participant]) -> tuple[str, Codes]:
    """The type that most sources give; among near equals the more specific, since "attack" does not contradict "rocket attack"."""
    votes = Counter({t: len({origin[m.id] for m in mentions if m.type == t}) for t in {m.type for m in mentions}})

    def rank(t: str) -> tuple[int, int, str]:
        specific = len(SPECIFIC) - SPECIFIC.index(t) if t in SPECIFIC else 0
        return (specific if specific else votes[t], votes[t], t)

    best = max(votes, key=rank)
    c = typology().get(best)
    if c is None:
        return best, mentions[0].codes
    return best, c.codes(participants)


def alternatives(prop: str, statements: Iterable[Statement], published: Mapping[str, str], origin: Mapping[str, str]) -> tuple[ValueAlternative, ...]:
    """Values of a property by who states them, in order of first telling."""
    groups: dict[str, list[Statement]] = {}
    for s in statements:
        if s.property == prop and s.value is not None:
            groups.setdefault(s.value, []).append(s)
    out = []
    for value, said in groups.items():
        seen = sorted(d for s in said if (d := published.get(s.mention)))
        out.append(
            ValueAlternative(
                value=value,
                origins=len({origin.get(s.mention, s.mention) for s in said}),
                statements=tuple(sorted(s.id for s in said)),
                speakers=tuple(sorted({s.speaker.actor_name or s.speaker.text for s in said if s.speaker.text})),
                first_seen=seen[0] if seen else None,
                last_seen=seen[-1] if seen else None,
            )
        )
    return tuple(sorted(out, key=lambda a: (a.first_seen or "9999", a.value)))


def date_of(mentions: Sequence[Mention], dates: Sequence[ValueAlternative]) -> tuple[EventDate | None, DateBound | None, bool]:
    """(date, bound, whether stated days exclude each other). Compatible spans give the narrowest; exclusive ones the span of all."""
    known = [m.date for m in mentions if m.date is not None]
    if not known:
        bounds = [m.date_bound for m in mentions if m.date_bound is not None]
        after = [b.not_before for b in bounds if b.not_before]
        before = [b.not_after for b in bounds if b.not_after]
        if not bounds:
            return None, None, False
        return None, DateBound(not_after=min(before) if before else None, not_before=max(after) if after else None), False
    spans = {(d.start, d.end) for d in known}
    for a in dates:
        start, _, end = a.value.partition("/")
        if end and (date.fromisoformat(end) - date.fromisoformat(start)).days <= 1:
            spans.add((start, end))
    narrow = min(known, key=lambda d: (_length(d), d.start))
    exact = [s for s in spans if (date.fromisoformat(s[1]) - date.fromisoformat(s[0])).days <= 1]
    clash = any(a[0] > b[1] or b[0] > a[1] for a in exact for b in exact)
    if not clash:
        return narrow, None, False
    start, end = min(s[0] for s in exact), max(s[1] for s in exact)
    return msgspec.structs.replace(narrow, start=start, end=end, precision="range", reason="reports give more than one day"), None, True


def _length(d: EventDate) -> int:
    return (date.fromisoformat(d.end) - date.fromisoformat(d.start)).days


_COARSE = {"exact": 0, "near": 1, "district": 2, "admin1": 3, "region": 4, "country": 5}


def place_of(mentions: Sequence[Mention]) -> Place | None:
    """The most precise place; among equals the one most mentions give."""
    places = [m.place for m in mentions if m.place is not None]
    if not places:
        return None
    votes = Counter(p.name for p in places)
    return min(places, key=lambda p: (_COARSE.get(p.precision, 6), -votes[p.name], p.name))


def participants_of(mentions: Sequence[Mention]) -> tuple[Participant, ...]:
    """Sides by role and identity, strongest confidence first told; a denial stands beside a claim and never deletes it."""
    found: dict[tuple[str, str, str], Participant] = {}
    alone: dict[tuple[str, str, int | None, int | None], str] = {}
    for m in mentions:
        for p in m.participants:
            identity = p.actor or (p.actor_name or p.text).lower()
            stance = "against" if p.confidence in ("denied", "acquitted") else "for"
            if p.effect and p.number and not p.actor and not p.actor_name and sum(o.effect == p.effect for o in m.participants) == 1:
                # the only ones killed in one telling and in another, in other words or another language, are the same
                identity = alone.setdefault((p.role, p.effect, p.number.low, p.number.high), identity)
            k = (p.role, identity, stance)
            old = found.get(k)
            if old is None or (p.confidence and old.confidence and STRENGTH.index(p.confidence) > STRENGTH.index(old.confidence)):
                found[k] = p if old is None or p.number is not None or old.number is None else msgspec.structs.replace(p, number=old.number)
    ranked = {"perpetrator": 0, "speaker": 1, "target": 2, "victim": 3, "recipient": 4, "other": 5}
    kept = [p for p in found.values() if not (_mere_attacker(p) and any(o.role == p.role and not _mere_attacker(o) for o in found.values()))]
    return tuple(sorted(kept, key=lambda p: ranked[p.role]))


def _mere_attacker(p: Participant) -> bool:
    """ "the kidnappers": says of an acting side only that it acted."""
    return p.role == "perpetrator" and p.category == "attacker" and not p.actor and not p.actor_name


def instruments_of(mentions: Sequence[Mention]) -> tuple[Instrument, ...]:
    found: dict[str, Instrument] = {}
    for m in mentions:
        for i in m.instruments:
            if i.type not in found or (found[i.type].number is None and i.number is not None):
                found[i.type] = i
    return tuple(found.values())
