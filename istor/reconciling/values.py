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


def type_of(mentions: Sequence[Mention], origin: Mapping[str, str], participants: Sequence[Participant], stage: str) -> tuple[str, Codes]:
    """The type that most sources give; among near equals the more specific, since "attack" does not contradict "rocket attack"."""
    votes = Counter({t: len({origin[m.id] for m in mentions if m.type == t}) for t in {m.type for m in mentions}})

    def rank(t: str) -> tuple[int, int, str]:
        specific = len(SPECIFIC) - SPECIFIC.index(t) if t in SPECIFIC else 0
        return (specific if specific else votes[t], votes[t], t)

    best = max(votes, key=rank)
    c = typology().get(best)
    if c is None:
        return best, mentions[0].codes
    return best, c.codes(participants, stage)


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


def date_of(
    mentions: Sequence[Mention], dates: Sequence[ValueAlternative], origin: Mapping[str, str]
) -> tuple[EventDate | None, DateBound | None, bool]:
    """(date, bound, whether stated days exclude each other): the day that most sources agree with; the others stay as alternatives."""
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
    exact = [s for s in spans if (date.fromisoformat(s[1]) - date.fromisoformat(s[0])).days <= 1]
    clash = any(a[0] > b[1] or b[0] > a[1] for a in exact for b in exact)
    best = max(known, key=lambda d: _weight(d, mentions, origin))
    if not clash:
        return best, None, False
    held, of = len(_holders(best, mentions, origin)), len({origin[m.id] for m in mentions if m.date is not None})
    return msgspec.structs.replace(best, reason=f"given by {held} of {of} sources; others give another day"), None, True


def _holders(d: EventDate, mentions: Sequence[Mention], origin: Mapping[str, str]) -> set[str]:
    """Sources whose date holds that day, or lies in it."""
    return {origin[m.id] for m in mentions if m.date is not None and m.date.start <= d.end and d.start <= m.date.end}


def _weight(d: EventDate, mentions: Sequence[Mention], origin: Mapping[str, str]) -> tuple[object, ...]:
    """The day that most sources agree with; of these what main accounts say, the narrower, the one that is told nearest to it, the earlier."""
    near = [m for m in mentions if m.date is not None and (m.date.start, m.date.end) == (d.start, d.end)]
    told = max((m.published.start for m in near if m.published), default="")
    late = (date.fromisoformat(told) - date.fromisoformat(d.start)).days if told else 9999
    return (len(_holders(d, mentions, origin)), any(m.main for m in near), -_length(d), -abs(late), [-ord(c) for c in d.start + d.text])


def _length(d: EventDate) -> int:
    return (date.fromisoformat(d.end) - date.fromisoformat(d.start)).days


_COARSE = {"exact": 0, "near": 1, "district": 2, "admin1": 3, "region": 4, "country": 5}


def place_of(mentions: Sequence[Mention], origin: Mapping[str, str]) -> Place | None:
    """The place that most sources give or lie near to, main accounts first; of these the most precise."""
    told = [(m, m.place) for m in mentions if m.place is not None]
    if not told:
        return None

    def weight(p: Place) -> tuple[object, ...]:
        near = [(m, q) for m, q in told if q.name == p.name or _near(p, q)]
        town = _COARSE.get(p.precision, 6) <= 2
        return (town, len({origin[m.id] for m, q in near if _COARSE.get(q.precision, 6) <= 2}), any(m.main for m, q in told if q.name == p.name),
                -_COARSE.get(p.precision, 6), sum(q.name == p.name for _, q in told), [-ord(c) for c in p.name])  # fmt: skip

    return max((p for _, p in told), key=weight)


def _near(a: Place, b: Place) -> bool:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return False
    return abs(a.latitude - b.latitude) < 0.25 and abs(a.longitude - b.longitude) < 0.35


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
