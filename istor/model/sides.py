"""Who stands against whom in an act, from its participants alone: what UCDP's type of violence and the forms with two sides ask for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.model.mention import Participant

STATE_KINDS = frozenset(("state", "state_force", "international"))
PEOPLE_KINDS = frozenset(("civilian", "person", "organisation", "party"))


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """`one` acts and `two` is acted upon, where the report says so; in a fight, two sides without direction."""

    one: tuple[Participant, ...] = ()
    two: tuple[Participant, ...] = ()


def sides(participants: Sequence[Participant], type: str) -> Sides:
    """Perpetrators or speakers against targets, victims and recipients. Whose part is only denied, or who was acquitted, is no side.

    A clash that names both sides as acting has the first against those of another actor.
    """
    one = tuple(p for p in participants if p.role in ("perpetrator", "speaker") and p.confidence not in ("denied", "acquitted"))
    two = tuple(p for p in participants if p.role in ("target", "victim", "recipient") and (p.kind != "unknown" or p.actor_name))
    if len(one) > 1 and not any(p.kind != "facility" for p in two):
        others = tuple(p for p in one[1:] if p.actor != one[0].actor or (p.actor is None and p.kind != one[0].kind))
        if type == "armed_clash" and others:
            return Sides(one=tuple(p for p in one if p not in others), two=others + two)
    return Sides(one=one, two=two)


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
