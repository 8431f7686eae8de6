"""Which concept of the typology the tellings of an event amount to. The rules are knowledge/refine.tsv."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from istor.coding.acts import Act
from istor.coding.entities import Entity
from istor.knowledge import typology

PSEUDO = frozenset(
    (
        "death",
        "injury",
        "explosion",
        "impact",
        "fire_weapon",
        "use_weapon",
        "plant_weapon",
        "throw_weapon",
        "survival",
        "damage",
        "destruction",
        "capture",
        "find_weapon",
        "hand_over_verb",
        "set_up",
        "investigation",
        "travel",
        "block",
        "receive",
        "provide",
        "deal",
        "relations",
        "trade",
        "drop_weapon",
        "weapon_falls",
        "touch_off",
        "ram",
        "strikes",
        "assail",
        "gunfight",
        "scuffle",
        "break_up",
        "take_away",
        "oust",
        "enter_place",
        "leave_place",
        "abandon",
        "open_base",
        "set_loose",
        "send_force",
        "seize",
        "bring_down",
        "pounding",
        "self_explosion",
        "goodwill",
        "vow",
        "permit",
        "summon",
        "retaliate",
    )
)
"""Concepts of triggers that say too little to be a type of their own."""

EXPLOSIONS = "explosions"
"""Several explosions, where nothing speaks of an accident: nobody has two by chance."""
CHARGE = "charge"
"""A word for a bomb that is one only where it explodes ("device", "artifact")."""


ARMOUR = "armour"
"""The lemma of what only forces have: tanks, warships."""
ACTIVIST = "activist"
"""The lemma of protesters whom somebody may kill for what they do elsewhere."""
CROWD = "crowd"
"""The lemma of people who act together: villagers, residents, youths."""


class Rule(msgspec.Struct, frozen=True):
    has: tuple[tuple[str, frozenset[str]], ...]
    """Conditions as written, each with the concepts that must all be told."""
    weapon: frozenset[str]
    perp: frozenset[str]
    not_perp: frozenset[str]
    target: frozenset[str]
    not_target: frozenset[str]
    place: bool
    result: str


def _sides(cell: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who must be among them, and, written with !, who must not."""
    parts = cell.split("|") if cell else []
    return frozenset(x for x in parts if not x.startswith("!")), frozenset(x[1:] for x in parts if x.startswith("!"))


def _set(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) if cell else frozenset()


@lru_cache(maxsize=4096)
def _met(concepts: frozenset[str]) -> tuple[tuple[Rule, list[str]], ...]:
    """The rules of which a condition holds, with those that do: a concept told, or several joined by + that are all told."""
    met = ((rule, [written for written, all_of in rule.has if all_of <= concepts]) for rule in rules())
    return tuple((rule, held) for rule, held in met if held)


@cache
def rules() -> tuple[Rule, ...]:
    lines = (files("istor.knowledge") / "refine.tsv").read_text(encoding="utf-8").splitlines()
    out = []
    for line in [x for x in lines if x and not x.startswith("#")][1:]:
        has, weapon, perp, target, place, result = line.split("\t")
        conditions = tuple((x, frozenset(x.split("+"))) for x in sorted(_set(has)))
        out.append(Rule(conditions, _set(weapon), *_sides(perp), *_sides(target), place == "yes", result))
    return tuple(out)


def _labels(e: Entity) -> tuple[str, ...]:
    """What the rules may ask of who fills a role. crowd: several civilians; someone: anybody at all, no thing."""
    words = e.chunk.all_words()
    people = [x for w in words for x in w.entries if x.kind == "person"]
    crowd = ("crowd",) if e.plural and not e.negated and any(x.lemma == CROWD for x in people) else ()
    armour = (ARMOUR,) if any(x.lemma == ARMOUR for x in people) else ()
    demonstrator = ("demonstrator",) if any(x.extra == "protester" and x.lemma != ACTIVIST for x in people) else ()
    protesting = ("protester",) if e.category == "mob" and any(x.extra == "protester" for x in people) else ()
    someone = e.kind not in ("unknown", "facility") or e.category in ("attacker", "mob") or e.pronoun or (e.named and e.kind == "unknown" and not e.place)
    area = ("area",) if e.place else ()
    category = "fighter" if e.kind == "armed_group" and e.category == "military" else e.category  # "Houthi forces" are no state's
    return (e.kind, category, *crowd, *demonstrator, *protesting, *armour, *area, *(("someone",) if someone and not e.weapon and not e.trigger else ()))


def accident(acts: Iterable[Act]) -> bool:
    """Harm without anyone who did it, in a sentence that names a hazard ("an earthquake killed ten", "a gas explosion")."""
    acts = list(acts)
    harmed = all(a.concept in PSEUDO or (a.concept == "killing" and a.neutral) for a in acts)
    done = any(f for a in acts for f in a.get("perp") if not f.entity.pronoun) or any(w.weapon_concept for a in acts for w in a.weapons)
    return harmed and not done and any(a.hazard for a in acts)


def concept_of(acts: Iterable[Act]) -> tuple[str | None, str]:
    """(concept or None when the tellings say too little, the rule that decided)."""
    acts = list(acts)
    if accident(acts):
        return None, "an accident or a natural hazard, no act of anyone"
    concepts = {a.concept for a in acts}
    if any(a.concept == "explosion" and a.nominal and a.plural and not a.hazard for a in acts):
        concepts.add(EXPLOSIONS)
    weapons = {w.weapon_concept for a in acts for w in a.weapons if w.weapon_concept}
    weapons |= {"weapon" for a in acts for w in a.weapons if w.weapon and w.weapon_concept != CHARGE}
    weapons |= {f.entity.weapon_concept for a in acts for r in ("perp", "victim") for f in a.get(r) if f.entity.weapon_concept}
    perps = {x for a in acts for f in a.get("perp") for x in _labels(f.entity)}
    targets = {x for a in acts for r in ("target", "victim", "place", "thing", "recipient", "force") for f in a.get(r) for x in _labels(f.entity)}
    weapons |= {
        x.extra
        for a in acts
        for f in a.get("perp")
        for w in f.entity.chunk.words
        if (x := w.entry("weapon")) is not None and x.extra in ("suicide_bombing", "air_strike")  # "jets of the air force bombed"
    }
    place = any(a.get("place") or a.places for a in acts)
    for rule, met in _met(frozenset(concepts)):
        if (
            (not rule.weapon or rule.weapon & weapons)
            and (not rule.perp or rule.perp & perps)
            and (not rule.target or rule.target & targets)
            and not rule.not_perp & perps
            and not rule.not_target & targets
            and (not rule.place or place)
        ):
            return (None if rule.result == "-" else rule.result), f"refine {'+'.join(met)} -> {rule.result}"
    for act in acts:
        if act.concept in typology():
            return act.concept, f"type {act.concept}"
        if act.concept == "set_up" and any(f.entity.category == "installation" for f in act.get("thing")):
            return "base_established", "set up an installation"
        if act.concept == "investigation":
            return "accusation", "investigation"
    return None, f"too little: {'+'.join(sorted(concepts))}"
