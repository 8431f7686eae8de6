"""Who stands against whom, as forms with two sides want it. No side is invented: what is not named is empty or carries a rule's name."""

from __future__ import annotations

import msgspec

from istor.knowledge.actors import actors, bodies, collectives, states
from istor.model import Event, Participant

STATE_KINDS = frozenset(("state", "state_force", "international"))
PEOPLE_KINDS = frozenset(("civilian", "person", "organisation", "party"))


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """`one` acts and `two` is acted upon, where the report says so; in a fight, two sides without direction."""

    one: tuple[Participant, ...] = ()
    two: tuple[Participant, ...] = ()


def sides(event: Event) -> Sides:
    """Perpetrators or speakers against targets, victims and recipients. Whose part is only denied, or who was acquitted, is no side.

    A clash that names both sides as acting has the first against those of another actor.
    """
    one = tuple(p for p in event.participants if p.role in ("perpetrator", "speaker") and p.confidence not in ("denied", "acquitted"))
    two = tuple(p for p in event.participants if p.role in ("target", "victim", "recipient") and (p.kind != "unknown" or p.actor_name))
    if len(one) > 1 and not any(p.kind != "facility" for p in two):
        others = tuple(p for p in one[1:] if p.actor != one[0].actor or (p.actor is None and p.kind != one[0].kind))
        if event.type == "armed_clash" and others:
            return Sides(one=tuple(p for p in one if p not in others), two=others + two)
    return Sides(one=one, two=two)


def unnamed(p: Participant) -> bool:
    """Whether the words name no actor: "gunmen", "militants", "the attackers"."""
    return p.kind in ("armed_group", "unknown") and (p.actor in collectives() or (p.actor is None and not p.actor_name))


def name_of(p: Participant) -> str:
    return " ".join((p.actor_name or p.text).split())


def country_name(code: str | None) -> str | None:
    """The English name of a state, by ISO 3166 alpha-3; the code itself where the table has none."""
    return (states()[code].name if code in states() else code) if code else None


def inter(p: Participant, country: str | None) -> str:
    """ACLED's class of an actor, as text. A state's force outside its own country is an external force; empty where nothing tells."""
    if p.kind in ("state", "state_force"):
        return "External/Other forces" if p.country and country and p.country != country else "State forces"
    if p.kind == "international":
        return "External/Other forces"
    body = p.actor.partition(":")[2] if p.actor else ""
    known = (actors().get(p.actor) if p.actor else None) or bodies().get(body) or (collectives().get(p.actor) if p.actor else None)
    if known is not None and known.inter:
        return known.inter
    return {"armed_group": "Political militia", "party": "Political militia", "unknown": "", "facility": ""}.get(p.kind, "Civilians")


def violence(found: Sides) -> int | None:
    """UCDP's type: 1 with a state on a side and an armed side against it, 2 between armed groups, 3 by an armed side against people; else None."""
    one = {p.kind for p in found.one}
    two = {p.kind for p in found.two}
    state_one, group_one = bool(one & STATE_KINDS), "armed_group" in one
    state_two, group_two = bool(two & STATE_KINDS), "armed_group" in two
    if not (state_one or group_one):
        return None
    if state_two or group_two:
        return 1 if state_one or state_two else 2
    return 3 if two & PEOPLE_KINDS else None
