"""Who stands against whom, as forms with two sides want it. No side is invented: what is not named is empty or carries a rule's name."""

from __future__ import annotations

from istor.knowledge.actors import actors, bodies, collectives, states
from istor.model import Participant


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
