"""Tellings of one event are brought together within a part: first inside a sentence (cause and effect), then across sentences.

The decision is a short table of evidence (`affinity`), and what excludes one another never joins: other days, other towns, other sides,
another stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from istor.coding.acts import Act, Sentence
from istor.coding.clauses import complements_of
from istor.coding.entities import Entity
from istor.coding.protests import at_protests
from istor.coding.typing import PSEUDO, concept_of
from istor.knowledge import typology
from istor.knowledge.places.store import distance
from istor.languages import fold
from istor.model import Timex, Toponym

EFFECTS = frozenset(("death", "injury", "damage", "destruction", "survival"))
LINKABLE = EFFECTS | {"killing", "shooting", "explosion", "impact", "fire_weapon", "use_weapon", "armed_attack", "beating", "arson", "torture", "bombing"} | {
    "air_strike", "shelling", "suicide_bombing", "grenade_attack", "chemical_attack", "throw_weapon", "plant_weapon", "drop_weapon", "weapon_falls",
    "touch_off", "ram", "strikes", "assail", "gunfight", "set_loose", "pounding",
}  # fmt: skip
DEMANDING = frozenset((
    "fire_weapon", "use_weapon", "plant_weapon", "capture", "find_weapon", "hand_over_verb", "set_up", "throw_weapon", "drop_weapon", "weapon_falls",
    "touch_off", "ram", "strikes", "pounding", "assail", "scuffle", "take_away", "oust", "abandon", "open_base", "set_loose", "bring_down", "send_force",
    "seize", "self_explosion", "travel", "block", "receive", "provide", "deal", "permit", "goodwill", "retaliate", "summon",
))  # fmt: skip
"""Verbs of many meanings: an act only when their slots make a type of them."""
MOVES = frozenset(("withdrawal", "territory_transfer"))
"""A base left and a base handed over on days side by side are one event, told with two days."""
MOST_TELLINGS = 24
"""An event told as often as this gains nothing from being told again; bounds the time of a text made to hurt."""
RECENT = 50
"""Events told last that a further telling is compared with: more than any report or joined page holds."""
PROTEST = frozenset(("peaceful_protest", "protest_intervention", "violent_demonstration", "excessive_force"))
ANYONE = frozenset(("civilian", "dead", "wounded", "victim", "military", "police", "installation", "fighter", "group"))
"""People, and what belongs to armed sides, that any act may hit further ones of."""
VIOLENCE = frozenset(("violence", "disorder", "territory"))


@dataclass(slots=True, frozen=True)
class Traits:
    """What a group is compared by, read from its acts once."""

    days: set[tuple[str, str]]
    towns: list[Toponym]
    perps: set[str]
    victims: set[str]
    kills: bool
    assassinates: bool
    one_killed: bool
    last: int
    """Its last sentence."""
    harmed: set[str]
    hands: set[str]


@dataclass(slots=True)
class Group:
    """Acts that tell one event."""

    acts: list[Act] = field(default_factory=list)
    concept: str | None = None
    rule: str = ""
    notes: list[str] = field(default_factory=list)
    zero: bool = False
    """Whether it is said that nobody was harmed."""
    day_beside: tuple[Timex, int] | None = None
    """The day told of the scene (`occasions`), with its sentence, where the tellings have none."""
    town_beside: tuple[Toponym, int, str] | None = None
    """The same of its town, with the reason."""
    threatened: str | None = None
    """The concept of the act that a threat is of."""
    long_past: bool = False
    """Whether its days lie far behind the report."""
    _traits: Traits | None = None

    @property
    def first(self) -> Act:
        return self.acts[0]

    def settle(self) -> None:
        self.acts.sort(key=lambda a: a.start)
        self._died_later()
        self.concept, self.rule = concept_of(self.acts)
        self.reread()

    def _died_later(self) -> None:
        """ "Died Wednesday after being shot Monday": the day on which somebody died of it is not the day on which it happened."""
        deaths = [a for a in self.acts if a.concept == "death" and a.times]
        hit = [d for a in self.acts if a.concept not in EFFECTS and a.times and (d := _day(a.times[0])) is not None] if deaths else []
        for a in deaths:
            day = _day(a.times[0])
            if hit and day is not None and day > max(hit):
                a.times = []

    def reread(self) -> None:
        """Forget what was read from the acts, since they have changed."""
        self._traits = None

    @property
    def traits(self) -> Traits:
        """As of the last `settle`: an event told over and over is not read over and over."""
        if self._traits is None:
            last = max(a.sentence for a in self.acts)
            sides, named = self.ids("perp"), self.victims()
            self._traits = Traits(self.days(), self.towns(), sides, named, self.kills(), _assassinates(self), _one_killed(self), last, self.harmed(), self.hands())
        return self._traits

    @property
    def family(self) -> str:
        found = typology().get(self.concept or "")
        return found.family if found else ("violence" if any(a.concept in PSEUDO for a in self.acts) else "")

    @property
    def stage(self) -> str:
        stages = [a.stage for a in self.acts if a.concept not in EFFECTS] or [a.stage for a in self.acts]
        return stages[0]

    def kills(self) -> bool:
        return any(f.effect == "killed" and not f.entity.negated for a in self.acts for f in a.get("victim"))

    def days(self) -> set[tuple[str, str]]:
        found = set()
        for a in self.acts:
            for t in a.times[:1]:
                if t.first is not None and t.last is not None and not t.bound and (t.last - t.first).days <= 366:
                    found.add((t.first.isoformat(), t.last.isoformat()))
        return found

    def time(self) -> Timex | None:
        return next((a.times[0] for a in self.acts if a.times and a.times[0].first is not None), None)

    def towns(self) -> list[Toponym]:
        return [t for a in self.acts for t in a.places[:1] if t.place is not None and t.place.precision in ("exact", "near", "district")]

    def ids(self, role: str) -> set[str]:
        """Identities of those who fill a role; a state and its forces are one side."""
        entities = [f.entity for a in self.acts for f in a.get(role)]
        own = {e.country if e.kind in ("state", "state_force") and e.country else e.actor or e.actor_name for e in entities}
        return {x for x in own if x}

    def victims(self) -> set[str]:
        """Names of people harmed; a person of the table by their name there."""
        fillings = [f for a in self.acts for f in a.get("victim") if f.entity.named and not f.entity.plural]
        people = [f.entity for f in fillings if f.entity.actor is None or f.entity.kind == "person"]
        return {(e.actor_name if e.actor and e.actor_name else e.text).lower() for e in people}

    def hands(self) -> set[str]:
        """Whether a state or an armed group acts or claims to have acted; both where both are told."""
        entities = [f.entity for a in self.acts for f in a.get("perp")] + [e for a in self.acts for e in a.claimants]
        return {"state" if e.kind in ("state", "state_force") else "group" for e in entities if e.kind in ("state", "state_force", "armed_group")}

    def harmed(self) -> set[str]:
        """Words of what is attacked or hurt: people, buildings, names; a count alone ("five others") tells nobody apart."""
        entities = [f.entity for a in self.acts for r in ("target", "victim") for f in a.get(r) if f.effect not in ("killed", "injured")]
        own = [e for e in entities if not e.pronoun and e.kind != "armed_group" and e.category not in ANYONE and (e.named or e.known)]
        return {w.rstrip("s") for e in own for w in fold(e.text).split() if len(w) > 3}


def within_sentence(s: Sentence) -> list[Group]:
    """Acts of a sentence joined where one is the effect, the means or the purpose of another."""
    parent = list(range(len(s.acts)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    def join(i: int, j: int, why: str) -> None:
        a, b = find(i), find(j)
        if a != b and _same_stage(s.acts[i], s.acts[j]) and not _days_apart(s.acts[i], s.acts[j]):
            parent[max(a, b)] = min(a, b)
            s.acts[max(i, j)].trace.append(why)

    s.acts[:] = [a for a in s.acts if a.concept not in DEMANDING or concept_of([a])[0] is not None]
    parent = list(range(len(s.acts)))
    by_chunk = {a.index: i for i, a in enumerate(s.acts)}
    for i, act in enumerate(s.acts):
        p = act.predicate
        if p is not None:
            for slot in ("subj", "in", "during", "by", "with", "of", "on"):
                for c in p.get(slot):
                    j = by_chunk.get(c.index)
                    if j is not None and j != i and act.concept in LINKABLE and s.acts[j].concept in LINKABLE:
                        join(i, j, f"effect of {s.acts[j].text!r}")
            g = p.governor
            while g is not None:
                j = by_chunk.get(g.chunk.index)
                if j is not None:
                    if _family(act) == _family(s.acts[j]) and _family(act) in VIOLENCE:
                        join(i, j, f"continues {s.acts[j].text!r}")
                    break
                for slot in ("subj", "obj"):
                    for c in g.get(slot):
                        k = by_chunk.get(c.index)
                        if k is not None and k != i and act.concept in LINKABLE:
                            join(i, k, f"through {g.chunk.words[-1].text!r}")
                g = g.governor
        elif act.concept in EFFECTS and act.nominal and not _motive(s, act):
            j = _cause_of_noun(s, i)
            if j is not None:
                join(i, j, f"casualties of {s.acts[j].text!r}")
        if act.nominal and act.chunk is not None:
            k = act.chunk.index
            behind = complements_of(s.chunks, k)
            for c in (x for slot in ("in", "during", "with", "by") for x in behind.get(slot, [])):
                j = by_chunk.get(c.index)
                if j is not None and j != i and act.concept in LINKABLE and s.acts[j].concept in LINKABLE:
                    join(i, j, f"in {s.acts[j].text!r}")
            for j, other in enumerate(s.acts):
                related = other.predicate is not None and any(act.chunk in v for v in other.predicate.slots.values())
                if j != i and related and act.concept in LINKABLE and other.concept in LINKABLE:
                    join(i, j, f"with {other.text!r}")
            governor = s.chunks[k].governor
            if governor is not None and (k - 2) in by_chunk and act.concept in LINKABLE:
                other = s.acts[by_chunk[k - 2]]
                if other.concept in LINKABLE and "about" not in governor.slots:
                    join(i, by_chunk[k - 2], f"of {other.text!r}")
    for i, j in _same_weapon(s):
        join(i, j, "the same weapon")
    for i, j, why in at_protests(s):
        join(i, j, why)
    _loose_effects(s, join)
    groups: dict[int, Group] = {}
    for i, act in enumerate(s.acts):
        groups.setdefault(find(i), Group()).acts.append(act)
    out = list(groups.values())
    for one in out:
        several = any(a.nominal and a.plural for a in one.acts) or (not one.towns() and any(_many(a) for a in one.acts))
        if any(_long(t, several) for a in one.acts for t in a.times[:1]):
            for a in one.acts:
                a.stage = "series" if a.stage == "accomplished" else a.stage
        one.settle()
    return out


MANY = 20


def _many(a: Act) -> bool:
    """So many dead of a quarter or a year are of many events."""
    return any(f.effect == "killed" and f.entity.number is not None and (f.entity.number.low or 0) >= MANY for f in a.get("victim"))


SERIES = 60
"""Days within which several acts may be of one event."""


def _long(t: Timex, several: bool) -> bool:
    """Whether acts told of a time are a series: "since 2015, attacks have killed more than 1,200", "they have killed 30,000 people since 2009"."""
    if t.bound == "not_before":
        return several or len(t.value or "") <= len("2009-01")
    return several and t.first is not None and t.last is not None and (t.last - t.first).days > SERIES


def _same_weapon(s: Sentence) -> Iterator[tuple[int, int]]:
    """A weapon planted or fired and one found or shot down, where they are one ("a mine planted by rebels was found")."""
    for i, act in enumerate(s.acts):
        for j, other in enumerate(s.acts):
            if act.frame in ("plant", "fire") and other.frame == "seize" and any(a.start == b.start for a in act.weapons for b in other.weapons):
                yield i, j


def _loose_effects(s: Sentence, join: Callable[[int, int, str], None]) -> None:
    """An effect without cause of its own beside the only act of the sentence that has no victims: "X died when Y attacked Z"."""
    causes = [i for i, a in enumerate(s.acts) if a.concept not in EFFECTS and _deadly(a)]
    for i, act in enumerate(s.acts):
        if _motive(s, act):
            continue
        if act.concept in EFFECTS or ((act.neutral or act.concept == "shooting") and not act.get("perp")):
            near = [j for j in causes if j != i and not _has_victims(s.acts[j])]
            if len(near) == 1 or (near and act.concept in EFFECTS):
                j = min(near, key=lambda j: abs(s.acts[j].start - act.start))
                join(i, j, f"beside {s.acts[j].text!r}")


def _deadly(a: Act) -> bool:
    """Whether an act may be what killed or hurt: a vigil or a peaceful march is not."""
    found = typology().get(a.concept)
    return _family(a) in VIOLENCE and (found is None or found.violent or found.muc4 is not None)


def _motive(s: Sentence, act: Act) -> bool:
    """ "Since the death of their leader, rockets have hit the base": what lies behind what is told is no effect of it."""
    governor = s.chunks[act.chunk.index].governor if act.chunk is not None else None
    return governor is not None and "motive" in governor.slots


def _has_victims(a: Act) -> bool:
    return bool(a.get("victim"))


def _cause_of_noun(s: Sentence, i: int) -> int | None:
    near = [j for j, a in enumerate(s.acts) if j != i and _deadly(a) and a.concept not in EFFECTS]
    return min(near, key=lambda j: abs(s.acts[j].start - s.acts[i].start)) if near else None


def _family(a: Act) -> str:
    found = typology().get(a.concept)
    if found is None:
        return "violence" if a.concept in PSEUDO and a.concept not in _CALM else "other"
    return "violence" if found.violent or found.name in ("arson", "property_destruction", "sabotage", "robbery") else found.family


_CALM = frozenset((
    "hand_over_verb", "set_up", "investigation", "find_weapon", "travel", "block", "break_up", "enter_place", "leave_place", "abandon", "open_base",
    "set_loose", "bring_down", "send_force", "receive", "provide", "deal", "relations", "trade", "goodwill", "vow", "permit", "summon", "retaliate",
))  # fmt: skip
_DONE = frozenset(("accomplished", "ongoing", "attempted"))


def _days_apart(a: Act, b: Act) -> bool:
    """On the two sides of a lapse told in their sentence; but "he died two days after the attack"."""
    first = a if a.lapse == 1 else b
    return a.sentence == b.sentence and {a.lapse, b.lapse} == {1, 2} and not (first.concept in EFFECTS and not first.nominal)


def _same_stage(a: Act, b: Act) -> bool:
    if a.negated != b.negated and a.concept not in EFFECTS and b.concept not in EFFECTS:
        return False
    return a.stage == b.stage or {a.stage, b.stage} <= _DONE or (a.concept in EFFECTS) != (b.concept in EFFECTS)


def km(a: Toponym, b: Toponym) -> float | None:
    """Great-circle distance in kilometres, None where one has no point."""
    p, q = a.place, b.place
    if p is None or q is None or None in (p.latitude, p.longitude, q.latitude, q.longitude):
        return None
    return distance(p.latitude, p.longitude, q.latitude, q.longitude)  # type: ignore[arg-type]


def excluded(g: Group, h: Group) -> str | None:
    """Why two groups cannot be one event, or None."""
    if (g.stage in _DONE) != (h.stage in _DONE) and g.stage != h.stage:
        return "stage"
    if g.concept is not None and h.concept is not None and _harms(g.concept) != _harms(h.concept):
        return "kind"
    if any(_days_apart(a, b) for b in h.acts if b.lapse for a in g.acts):
        return "days apart"
    mine, its = g.traits, h.traits
    towns, others = mine.towns, its.towns
    moving = {g.concept, h.concept} <= MOVES and bool(towns) and bool(others)
    days, other = mine.days, its.days
    if _apart(days, other) and not (moving and _within(days, other, 2)) and not died_of_it(g, h):
        return "day"
    if any(a.other for a in h.acts) and mine.last < h.first.sentence:
        return "another one"
    if towns and others:
        distances = [d for a in towns for b in others if (d := km(a, b)) is not None]
        if distances and min(distances) > 60:
            return "place"
    if (g.zero and its.kills) or (h.zero and mine.kills):
        return "nobody harmed against somebody killed"
    perps, sides = mine.perps, its.perps
    faced = {g.concept, h.concept} <= PROTEST and ("state" in mine.hands) != ("state" in its.hands)  # those who protest and those who stop them
    if perps and sides and not perps & sides and not faced:
        return "side"
    if mine.hands and its.hands and not mine.hands & its.hands:
        return "a state's hand against an armed group's"
    victims, named = mine.victims, its.victims
    if victims and named and not _share_name(victims, named) and (not days or not other):
        return "victim"
    return None


def _apart(days: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    return bool(days) and bool(other) and not any(a[0] <= b[1] and b[0] <= a[1] for a in days for b in other)


def _day(t: Timex) -> date | None:
    return t.first if t.first is not None and t.last is not None and not t.bound and (t.last - t.first).days <= 1 else None


OUTLIVED = 400
"""Days within which who was hurt may die of it."""


def died_of_it(g: Group, h: Group) -> bool:
    """Whether one group tells of the death, on a later day, of somebody whom the other tells to have been hurt."""
    for hit, end in ((g, h), (h, g)):
        if any(a.concept != "death" or a.other or a.background for a in end.acts) or not any(f.effect == "injured" for a in hit.acts for f in a.get("victim")):
            continue
        days, last = hit.traits.days, end.traits.days
        behind = [(date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days for a in days for b in last]
        if behind and all(0 < n <= OUTLIVED for n in behind):
            hurt, dead = _of(hit, "injured"), _of(end, "killed")
            return all(_known(e, hurt) for e in dead) if end.first.start > hit.first.start else any(_known(e, dead) for e in hurt)
    return False


def _of(g: Group, effect: str) -> list[Entity]:
    return [f.entity for a in g.acts for f in a.get("victim") if f.effect == effect]


def _known(e: Entity, before: list[Entity]) -> bool:
    """Whether somebody is told of as known: a pronoun, "the boy", the same name or age, or the only ones told before, now by name."""
    if any(o.start == e.start for o in before):
        return True
    if any("apart" in w.classes for w in e.chunk.words):
        return False
    named = {o.text.lower() for o in before if o.named}
    if e.named and not e.plural:
        return _share_name({e.text.lower()}, named) if named else bool(before)
    return e.pronoun or e.definite or any(e.chunk.ages[:1] == o.chunk.ages[:1] != () for o in before)


def _points(h: Group) -> bool:
    """Whether the words are of something known: "the attack", or only what became of somebody."""
    return any(a.nominal and a.definite and not a.plural for a in h.acts) or all(a.concept in EFFECTS for a in h.acts)


def _points_back(g: Group, h: Group) -> bool:
    """Whether h speaks of g as known: the same names, or "the attack" right behind it."""
    victims, named = g.victims(), h.victims()
    if victims and named and _share_name(victims, named):
        return True
    near = h.first.sentence - max(a.sentence for a in g.acts) <= 1
    return near and all(a.nominal and a.definite and not a.opens for a in h.acts)


def _assassinates(g: Group) -> bool:
    return any(a.concept == "killing" and not a.neutral for a in g.acts)


def _one_killed(g: Group) -> bool:
    """Whether each telling harms one person."""
    killed = [f.entity for a in g.acts for f in a.get("victim") if f.effect == "killed" and not f.entity.pronoun]
    return bool(killed) and all(not e.plural and (e.number is None or e.number.high == 1) and e.kind != "facility" for e in killed)


def _harms(concept: str) -> bool:
    found = typology().get(concept)
    return found is not None and (
        found.violent or found.family in ("violence", "disorder") or found.name in ("arson", "sabotage", "property_destruction")
    )


def _within(days: set[tuple[str, str]], other: set[tuple[str, str]], most: int) -> bool:
    gaps = [
        max((date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days, (date.fromisoformat(a[0]) - date.fromisoformat(b[1])).days)
        for a in days
        for b in other
    ]
    return min(gaps) <= most


def _generic(g: Group) -> bool:
    """Whether the words leave open what kind of violence it was; "assassination" and "murder" do not."""
    if g.concept in ("killing", "armed_clash"):
        return all(a.concept not in ("armed_clash", "gunfight") and (a.neutral or a.concept != "killing") for a in g.acts)
    return g.concept in ("armed_attack", "shooting", "bombing", None)


OWN_KIND = frozenset(("abduction", "hijacking", "robbery", "arson", "sexual_violence"))
"""Acts that no bomb and no shot is: only "the attack" tells one of them again."""


def _possessed(e: Entity) -> bool:
    """ "their driver": somebody of those who were told of before."""
    return any("owned" in w.classes for w in e.chunk.words[:1])


def _own_kind(g: Group, h: Group) -> bool:
    one, two = (g, h) if g.concept in OWN_KIND else (h, g)
    theirs = h.first.sentence - g.traits.last <= 1 and not h.traits.days and not h.traits.towns and any(_possessed(f.entity) for f in h.first.get("victim"))
    return one.concept in OWN_KIND and not theirs and not all(a.nominal and a.definite and a.concept in ("armed_attack", "killing") for a in two.acts)


def _share_name(a: set[str], b: set[str]) -> bool:
    words = {w for x in a for w in x.split() if len(w) > 3}
    return any(w in words for x in b for w in x.split())


def affinity(g: Group, h: Group) -> tuple[int, list[str]]:
    """How much speaks for h telling the event of g, in points, with the reasons."""
    points, why = 0, []

    def add(n: int, reason: str) -> None:
        nonlocal points
        points += n
        why.append(f"{reason} {n:+d}")

    act, mine, its = h.first, g.traits, h.traits
    if any(a.nominal and a.definite and not a.plural for a in h.acts):
        add(2, "definite")
    if g.concept == h.concept and g.concept is not None:
        add(2, "same type")
    elif h.concept is None and g.family in VIOLENCE and all(a.concept in EFFECTS for a in h.acts):
        add(2, "effect only")
    elif mine.assassinates and its.assassinates:
        add(2, "both tell of a killing")
    elif {g.concept, h.concept} <= MOVES and mine.towns and its.towns:
        add(2, "a withdrawal and the handover that it completes")
    elif {g.concept, h.concept} <= PROTEST:
        add(2, "a protest and what became of it")
    elif h.family == g.family and (_generic(g) or _generic(h)) and not _own_kind(g, h):
        add(1, "type fits")
    else:
        add(-3, "other type")
    if mine.days & its.days:
        add(2, "same day")
    elif mine.days and its.days and died_of_it(g, h):
        add(2, "died of it later")
    elif not its.days or not mine.days:
        add(1, "no day of its own")
    towns, others = mine.towns, its.towns
    if towns and others:
        add(2, "same place")
    elif not others or not towns:
        add(1, "no place of its own")
    if mine.perps & its.perps:
        add(1, "same side")
    victims, named = mine.victims, its.victims
    if victims & named or (victims and named and _share_name(victims, named)):
        add(3, "same victim")
    if bool(victims) != bool(named) and mine.one_killed and its.one_killed:
        add(1, "one person killed, named and by title")
    elif bool(victims) != bool(named) and mine.days != its.days:
        add(-2, "a victim that the other does not know")
    if g.long_past != h.long_past and not (mine.days and its.days) and not _points_back(g, h):
        add(-2, "one long past")
    if mine.harmed and its.harmed and not mine.harmed & its.harmed and not _points(h):
        add(-2, "against others")
    gap = act.sentence - mine.last
    if gap <= 2:
        add(1, "near")
    elif gap > 8:
        add(-1, "far")
    one_of_several = any(a.one_of_several for a in g.acts)
    if any(a.plural and a.nominal for a in h.acts) != any(a.plural and a.nominal for a in g.acts) and h.first.nominal and not one_of_several:
        add(-2, "number")
    return points, why


def across(groups: list[Group], threshold: int = 4) -> list[Group]:
    """The groups told so far with the last one joined to the one that it tells again, or put behind them."""
    out: list[Group] = list(groups[:-1])
    for h in groups[-1:]:
        best: tuple[int, int, list[str]] | None = None
        for k, g in enumerate(out[-RECENT:], max(0, len(out) - RECENT)):
            if excluded(g, h) is not None:
                continue
            points, why = affinity(g, h)
            if best is None or (points, k) >= (best[0], best[1]):
                best = (points, k, why)
        if best is not None and best[0] >= threshold:
            g = out[best[1]]
            if len(g.acts) >= MOST_TELLINGS:
                return out
            g.acts += h.acts
            g.notes.append(f"joined {h.first.text!r}: {', '.join(best[2])}")
            g.settle()
        else:
            out.append(h)
    return out


ALIKE = frozenset(("shooting", "killing", "armed_clash", None))


def absorbed(groups: list[Group], main: int | None, every: list[Group]) -> list[Group]:
    """The groups without those that tell on of the main event."""
    if main is None:
        return groups
    g = groups[main]
    if g.concept not in ALIKE:
        return groups
    out = []
    for h in groups:
        if h is not g and _tells_on(h) and not _elsewhere(g, h):
            g.acts += h.acts
            g.notes.append(f"tells on: {h.first.text!r}")
            continue
        out.append(h)
    for h in every:
        if all(h is not x for x in groups) and _tells_on(h) and not _elsewhere(g, h):
            g.acts += h.acts
            g.notes.append(f"tells on: {h.first.text!r}")
    g.settle()
    return out


def _tells_on(h: Group) -> bool:
    """Whether a group is of acts that tell how an event went on: shots, deaths, injuries."""
    return h.concept in ("shooting", "killing") or (
        h.concept is None and all(a.concept in EFFECTS or a.concept in ("killing", "impact") for a in h.acts)
    )


def _elsewhere(g: Group, h: Group) -> bool:
    if (g.stage in _DONE) != (h.stage in _DONE):
        return True
    if _apart(g.days(), h.days()) and not died_of_it(g, h):
        return True
    return any(a.other or a.background for a in h.acts)
