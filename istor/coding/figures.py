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
    names: tuple[bool, ...] = ()
    """Of each share, whether it is a person's name."""


def tellings(group: Group) -> list[Telling]:
    """Every figure that the acts of a group state, in order of telling."""
    found: list[Telling] = []
    for act in group.acts:
        if act.negated or act.stage in ("attempted", "planned", "threatened", "hypothetical"):
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
    names = tuple(f.entity.named and not f.entity.plural for f, n in zip(fillings, numbers, strict=True) if n is not None)
    return Telling(name, bounds, shares, start, end, act, names=names)


def _share(e: Entity, n: Bounds) -> Share:
    return Share(about=e.text, role="victim", country=e.country, low=n.low, high=n.high, approximate=n.approximate)


def quantities(told: list[Telling]) -> dict[str, Quantity]:
    """One figure a name: the largest that a clause states, or the number of people named one by one when that is larger.

    "Seven people were shot, one fatally": who was shot and died is no longer among the injured.
    """
    out: dict[str, Quantity] = {}
    for name in dict.fromkeys(t.name for t in told):
        mine = [t for t in told if t.name == name]
        best = max(mine, key=lambda t: ((t.bounds.low or 0), t.bounds.high is not None, -t.start))
        shares = best.shares
        for t in mine:
            if sum(bool(s.country) for s in t.shares) > sum(bool(s.country) for s in shares) and t.bounds.low == best.bounds.low:
                shares = t.shares
        named = _named(mine)
        bounds = best.bounds
        if len(named) > max(bounds.low or 0, 1) and bounds.high is not None:
            bounds, shares = Bounds.exactly(len(named)), tuple(named.values())
        out[name] = Quantity(low=bounds.low, high=bounds.high, approximate=bounds.approximate, by=shares)
    killed, injured = out.get("killed"), out.get("injured")
    if killed is not None and injured is not None and killed.low and injured.low:
        shot = max((t.bounds.low or 0 for t in told if t.name == "injured" and t.act.concept == "shooting"), default=0)
        hurt = max((t.bounds.low or 0 for t in told if t.name == "injured" and t.act.concept != "shooting"), default=0)
        if shot == injured.low and hurt < shot:
            low = max(hurt, shot - killed.low)
            if low:
                out["injured"] = Quantity(low=low, high=low if injured.high is not None else None, approximate=injured.approximate)
            else:
                del out["injured"]
    return out


def _named(told: list[Telling]) -> dict[str, Share]:
    """People told of one by one by their names: the last word of a name is its person."""
    found: dict[str, Share] = {}
    for t in told:
        for s, named in zip(t.shares, t.names, strict=False):
            if named and s.low == 1 and s.about:
                found.setdefault(s.about.split()[-1].lower(), s)
    return found
