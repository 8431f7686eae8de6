"""Attacks and battles of words: who attacks a law, clashes with a minister over fees or fights a seat does nobody harm.

"Attack", "clash" and "fight" are said of arms where something speaks of force: a weapon, somebody hurt, an armed hand, people or a building hit. Where nothing does, and
the verb tells what it is about, or who does it speaks for a living, or what is hit is a thing, or neither day nor town is told, they are said of words.
"""

from __future__ import annotations

from collections.abc import Iterator

from istor.coding.acts import ANIMATE, Act
from istor.coding.entities import Entity
from istor.coding.gathering import Group
from istor.coding.setting import ARMED, ATTACKERS, HARMED, Setting

QUARRELS = frozenset(("armed_attack", "armed_clash", "assail", "pounding"))
FAINT = frozenset((
    "break_up", "relations", "trade", "impact", "damage", "destruction", "survival", "strikes", "deal", "receive", "provide", "peaceful_protest", "investigation",
    "capture", "seize", "retaliate", "goodwill", "permit",
))  # fmt: skip
"""What joins a quarrel without making it one of arms."""
SPEAKERS = frozenset(("official", "diplomat", "politician", "party", "union", "judge", "ngo", "media", "journalist", "activist"))
BODIES = frozenset(("organisation", "party"))
STATES = frozenset(("state", "international"))
BYSTANDERS = frozenset(("vehicle", "installation", "civilian", "protester", "religious", "victim"))


def in_words(g: Group, about: Setting) -> bool:
    """Whether an attack or a clash is one of words."""
    if g.concept not in ("armed_attack", "armed_clash", "shelling") or any(_force(a) for a in g.acts):
        return False
    dated, placed = bool(g.days()), bool(g.towns())
    quarrels = [a for a in g.acts if a.concept in QUARRELS]
    states = any(_between_states(a) for a in quarrels)
    if states and g.concept == "armed_clash":
        return False  # "the two countries fought over the islands"
    if any(a.predicate is not None and (a.predicate.get("for") or a.predicate.get("about")) for a in quarrels):
        return True  # "attacked the government over the war"
    if states:
        return False
    if any(_by_speakers(a) for a in quarrels):
        return not (dated and placed)
    if placed:
        return False
    if any(_a_thing(f.entity) for a in quarrels for f in a.get("target")) or about.likeness or about.peaceful:
        return True
    return not (dated or about.conflict or any(_entities(a) for a in g.acts))


def _entities(a: Act) -> list[Entity]:
    return [f.entity for fillings in a.roles.values() for f in fillings]


def _force(a: Act) -> bool:
    """Whether an act speaks of force."""
    if a.weapons or a.concept not in FAINT | QUARRELS:
        return True
    hurt = any(f.effect in HARMED and (f.entity.number is not None or f.entity.kind in ANIMATE or f.entity.named) for f in a.get("victim"))
    by = any(f.entity.kind in ARMED or f.entity.category in ATTACKERS | {"protester"} for f in a.get("perp"))
    crowd = a.concept == "armed_clash" and any(f.entity.kind == "civilian" and f.entity.plural for f in a.get("perp"))  # "villagers fought villagers over land"
    return hurt or by or crowd or any(_hit_by_arms(e) for e in _hit(a))


def _hit(a: Act) -> Iterator[Entity]:
    return (f.entity for role in ("target", "victim", "site") for f in a.get(role))


def _hit_by_arms(e: Entity) -> bool:
    building = e.kind == "facility" and e.category != "area"
    return building or e.kind in ARMED or e.category in ATTACKERS | BYSTANDERS


def _by_speakers(a: Act) -> bool:
    """Whether those speak for a living, or are no more than a name, of whom a verb says that they attack."""
    if a.nominal and not any(t.startswith("support") for t in a.trace):
        return False
    by = [f.entity for f in a.get("perp")]
    return any(e.category in SPEAKERS or e.kind in BODIES or (e.named and e.kind == "unknown" and not e.actor) for e in by)


def _between_states(a: Act) -> bool:
    """Whether states, or bodies of states, stand on both sides, or two of them on one ("the two countries clashed")."""
    by, hit = ([f.entity for f in a.get(role) if f.entity.kind in STATES and f.entity.category not in SPEAKERS] for role in ("perp", "target"))
    return bool(by) and (bool(hit) or len(by) > 1 or any(e.plural for e in by))


def _a_thing(e: Entity) -> bool:
    return e.kind == "unknown" and not (e.named or e.pronoun or e.place or e.category)
