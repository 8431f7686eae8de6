"""What an actor id stands for: a named actor, a state, a state's force or office, a kind of people."""

from __future__ import annotations

from functools import cache
from typing import cast

import msgspec

from istor.knowledge.actors import Years, actors, bodies, collectives, states
from istor.model.mention import ActorKind

_OPEN = Years()


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """`id` None where only the class is known ("the army", whose is not said)."""

    id: str | None
    name: str
    kind: ActorKind
    country: str | None = None
    areas: tuple[str, ...] = ()
    years: Years = _OPEN
    umbrella: tuple[str, ...] = ()
    inter: str | None = None


@cache
def identity(actor: str) -> Identity:
    """The identity behind an id: `kataib-hezbollah`, `IRQ`, `IRQ:military`, `:military` or `civilians`. LookupError otherwise.

    A state's force is called after its state whatever its own names are ("Armed forces of Israel" for the IDF): one name for one actor.
    """
    owner, colon, body = actor.partition(":")
    if colon and body in bodies() and (not owner or owner in states()):
        made = bodies()[body]
        name = made.name.format(state=states()[owner].noun) if owner else made.name.removesuffix(" of {state}")
        years = states()[owner].years if owner else _OPEN
        return Identity(id=actor if owner else None, name=name, kind=cast(ActorKind, made.kind), country=owner or None, years=years, inter=made.inter)
    if actor in actors():
        known = actors()[actor]
        return Identity(
            id=known.id,
            name=known.name,
            kind=cast(ActorKind, known.kind),
            country=known.country,
            areas=known.areas,
            years=known.years,
            umbrella=known.umbrella,
            inter=known.inter,
        )
    if actor in states():
        state = states()[actor]
        return Identity(id=state.id, name=state.name, kind="state", country=state.id, years=state.years, inter="State forces")
    if actor in collectives():
        group = collectives()[actor]
        return Identity(id=group.id, name=group.name, kind=cast(ActorKind, group.kind), inter=group.inter)
    raise LookupError(f"no actor {actor!r}")


def known(actor: str) -> bool:
    """Whether `identity` knows the id."""
    try:
        identity(actor)
    except LookupError:
        return False
    return True
