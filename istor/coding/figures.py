"""Figures of an event from its tellings: killed, injured, abducted, arrested, weapons fired, targets, troops, attacks of a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from istor.coding.acts import Act, Filling
from istor.coding.entities import Entity
from istor.coding.gathering import Group
from istor.model import Bounds, Quantity, Share

QUANTITY = {"killed": "killed", "injured": "injured", "abducted": "abducted"}


@dataclass(slots=True)
class Telling:
    """One figure as one clause gives it: its bounds, its shares, the words, and who fills it."""

    name: str
    bounds: Bounds
    shares: tuple[Share, ...]
    start: int
    end: int
    act: Act
    about: str | None = None


def tellings(group: Group) -> list[Telling]:
    """Every figure that the acts of a group state, in order of telling."""
    found: list[Telling] = []
    for act in group.acts:
        if act.negated:
            continue
        by_effect: dict[str, list[Filling]] = {}
        for filling in act.get("victim"):
            if filling.effect in QUANTITY and not filling.entity.pronoun:
                by_effect.setdefault(QUANTITY[filling.effect], []).append(filling)
        for name, fillings in by_effect.items():
            told = _sum(name, fillings, act)
            if told is not None:
                found.append(told)
        if group.concept == "arrest":
            told = _sum("arrested", act.get("target"), act)
            if told is not None and told.bounds.low != 0:
                found.append(told)
        if act.frame in ("fire", "attack", "strike"):
            for w in act.weapons:
                if w.number is not None and (w.number.low or 0) > 1:
                    found.append(Telling("weapons_fired", w.number, (), w.start, w.end, act))
        for filling in act.get("target"):
            e = filling.entity
            if e.number is not None and (e.number.low or 0) > 1 and e.kind == "facility":
                found.append(Telling("targets_number", e.number, (), e.start, e.end, act))
        for role in ("force", "perp"):
            if group.concept in ("withdrawal", "troop_movement", "territory_transfer"):
                for filling in act.get(role):
                    e = filling.entity
                    if e.number is not None and (e.number.low or 0) > 1 and e.kind in ("state_force", "armed_group", "unknown"):
                        found.append(Telling("troops", e.number, (), e.start, e.end, act))
        if act.number is not None and act.plural and act.stage == "series" and act.number.number is not None:
            found.append(Telling("series_count", act.number.number, (), act.number.start, act.number.end, act))
    return found


def _sum(name: str, fillings: Iterable[Filling], act: Act) -> Telling | None:
    """Coordinated victims of one clause add up ("two Americans and a Briton": 3); a part without number leaves the sum open above."""
    fillings = [f for f in fillings if not f.entity.pronoun]
    if not fillings:
        return None
    numbers = [f.entity.number for f in fillings]
    known = [n for n in numbers if n is not None]
    if not known:
        return None
    low = sum(n.low or 0 for n in known)
    opened = len(known) < len(numbers) or any(n.high is None for n in known)
    high = None if opened else sum(n.high or 0 for n in known)
    approximate = any(n.approximate for n in known)
    shares = tuple(_share(f.entity, n) for f, n in zip(fillings, numbers, strict=True) if n is not None)
    start = min(act.start, *(f.entity.start for f in fillings))
    end = max(act.end, *(f.entity.end for f in fillings))
    bounds = Bounds(low=low, high=high if high is None or high >= low else low, approximate=approximate)
    return Telling(name, bounds, shares, start, end, act)


def _share(e: Entity, n: Bounds) -> Share:
    return Share(about=e.text, role="victim", country=e.country, low=n.low, high=n.high, approximate=n.approximate)


def quantities(told: list[Telling]) -> dict[str, Quantity]:
    """One figure a name: the largest that a clause states, or the number of single victims told apart when that is larger."""
    out: dict[str, Quantity] = {}
    for name in dict.fromkeys(t.name for t in told):
        mine = [t for t in told if t.name == name]
        best = max(mine, key=lambda t: ((t.bounds.low or 0), t.bounds.high is not None, -t.start))
        singles: dict[str, Telling] = {}
        for t in mine:
            if t.bounds.low == 1 and t.shares and t.shares[0].about:
                singles.setdefault(t.shares[0].about.lower(), t)
        shares = best.shares
        for t in mine:
            if sum(bool(s.country) for s in t.shares) > sum(bool(s.country) for s in shares) and t.bounds.low == best.bounds.low:
                shares = t.shares
        out[name] = Quantity(low=best.bounds.low, high=best.bounds.high, approximate=best.bounds.approximate, by=shares)
    return out
