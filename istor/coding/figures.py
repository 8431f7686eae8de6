"""Figures of an event from its tellings: killed, injured, abducted, arrested, weapons fired, targets, troops, attacks of a series."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from istor.coding.acts import Act, Filling
from istor.coding.entities import Entity
from istor.coding.gathering import Group
from istor.coding.lexicon import People
from istor.coding.persons import Harm, Person, Register, describe, owner, single
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


UNREAL = ("attempted", "planned", "threatened", "hypothetical")


def tellings(group: Group) -> list[Telling]:
    """Every figure that the acts of a group state, in order of telling; of people killed, hurt or taken only where a clause counts them."""
    found: list[Telling] = []
    for act in group.acts:
        if act.negated or act.stage in UNREAL:
            continue
        for name, fillings in _harmed(act).items():
            told = _sum(name, fillings, act)
            if told is not None:
                found.append(told)
        found += _others(group, act)
    return found


def _harmed(act: Act) -> dict[str, list[Filling]]:
    by_effect: dict[str, list[Filling]] = {}
    for filling in act.get("victim"):
        if filling.effect in QUANTITY:
            by_effect.setdefault(QUANTITY[filling.effect], []).append(filling)
    return by_effect


def _others(group: Group, act: Act) -> list[Telling]:
    found: list[Telling] = []
    if act.concept == "arrest":
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
    """One figure a name: the largest that a clause states."""
    out: dict[str, Quantity] = {}
    for name in dict.fromkeys(t.name for t in told):
        mine = [t for t in told if t.name == name]
        best = max(mine, key=_size)
        out[name] = _quantity(best.bounds, _shares(best, mine))
    return out


def _size(t: Telling) -> tuple[int, bool, int]:
    return (t.bounds.low or 0), t.bounds.high is not None, -t.start


def _shares(best: Telling, mine: list[Telling]) -> tuple[Share, ...]:
    """The shares of the best telling, or those of one as large that knows more countries."""
    shares = best.shares
    for t in mine:
        if sum(bool(s.country) for s in t.shares) > sum(bool(s.country) for s in shares) and t.bounds.low == best.bounds.low:
            shares = t.shares
    return shares


def _quantity(b: Bounds, shares: tuple[Share, ...] = ()) -> Quantity:
    return Quantity(low=b.low, high=b.high, approximate=b.approximate, by=shares)


# ---- people killed and hurt
HIT = frozenset(("shooting", "impact"))
"""Acts that tell of somebody hit and leave open how it ended."""


@dataclass(slots=True)
class Total:
    """A figure of several people, or an explicit figure of one."""

    telling: Telling
    hit: bool
    rest: bool
    """All of it others than those told before ("three others")."""
    whom: frozenset[int] = frozenset()
    """Where those counted stand."""
    kind: str = ""
    condition: bool = False
    """Told as the state that they are in or where they were taken, which may be of those who died as well."""


def casualties(group: Group, words: People, text: str) -> tuple[list[Telling], dict[str, Quantity]]:
    """The tellings of people killed and hurt, and their figures: totals as stated, people told of one by one followed through the report."""
    told: list[Telling] = []
    totals: dict[str, list[Total]] = {"killed": [], "injured": []}
    register = Register(text)
    register.ends = {(a.sentence, f.entity.start) for a in group.acts for f in a.get("victim") if f.effect == "killed" and f.entity.pronoun}
    acts = [a for a in group.acts if a.stage not in UNREAL and not (a.one_of_several and _joint(a)) and (not a.negated or any(f.effect == "unharmed" for f in a.get("victim")))]
    news = [a for a in acts if not aside(a)]
    for act in news if any(f.effect in ("killed", "injured") for a in news for f in a.get("victim")) else acts:
        by_state: dict[str, list[Filling]] = {}
        for f in act.get("victim"):
            if f.effect in ("killed", "injured", "unharmed") and not f.entity.negated and not _no_people(f.entity, words, text):
                state = "killed" if f.effect == "injured" and act.concept in HIT and _ended(act, words, text) else f.effect
                by_state.setdefault(state, []).append(f)
        for state, fillings in by_state.items():
            _follow(act, state, _each_once(act, fillings, words, text), words, register, totals, told)
    died = {f.entity.start for a in acts for f in a.get("victim") if f.effect == "killed"}
    totals["injured"] = [t for t in totals["injured"] if not t.whom or not t.whom <= died]  # "both died from their wounds"
    _fatal(acts, register, totals)
    register.people = _without_strays(register, totals)
    for t in totals["injured"]:
        t.hit = t.hit or _with_the_dead(t, register, words)
    for state, mine in totals.items():
        totals[state] = _of_it(mine, state, register)
    out: dict[str, Quantity] = {}
    dead, killed = _dead(totals["killed"], register, told)
    if killed is not None:
        out["killed"] = killed
    injured = _hurt(totals["injured"], register, dead, told)
    if injured is not None:
        out["injured"] = injured
    return told, out


def _joint(act: Act) -> bool:
    """Whether a telling of several events counts the people whom they harmed together."""
    return any(f.effect and f.entity.number is not None for f in act.get("victim"))


def _fatal(acts: list[Act], register: Register, totals: dict[str, list[Total]]) -> None:
    """ "The fatal shooting": who alone is told to have been shot died of it."""
    told = any(a.nominal and a.concept == "killing" and not a.get("victim") for a in acts)
    shot = [p for p in register.people if p.state == "injured" and any(h.hit for h in p.harms)]
    if told and len(shot) == 1 == len(register.people) and not totals["killed"] and not totals["injured"]:
        shot[0].state = "killed"


STRAY = 6
"""Sentences behind the first telling, from which on somebody dead of whom nothing more is told is of another event, or of none."""


def _without_strays(register: Register, totals: dict[str, list[Total]]) -> list[Person]:
    """The people without those dead who come late and have neither name nor age ("before another teen is killed"), where others died before."""
    dead = [p for p in register.people if p.state == "killed"]
    lead = min([p.first for p in dead] + [t.telling.act.sentence for t in totals["killed"]], default=0)
    return [
        p for p in register.people if p.state != "killed" or p.first - lead < STRAY or p.known.names or p.known.ages or p.known.attacker or any(h.own for h in p.harms)
    ]


def _ended(act: Act, words: People, text: str) -> bool:
    """Whether the words around an act say that those whom it hit died: "shot her and then himself in a murder-suicide"."""
    clause = text[act.span[0] : act.span[1]].lower()
    return any(w in clause for w in words.ended) and act.stage != "attempted"


def _no_people(e: Entity, words: People, text: str) -> bool:
    """Whether a number is none of people: "shot two times", "15 rounds were shot", "early October 27 has died", "Rios, 18 and were taken"."""
    if any("times_words" in w.classes for w in e.chunk.words):
        return True
    if e.chunk.head is not None and e.chunk.head.count is not None and any(text[e.end : e.end + 14].lower().startswith(f" {w}") for w in words.things):
        return True
    if not e.text.isdigit():
        return False
    before, behind = text[max(0, e.start - 30) : e.start].split(), text[e.end : e.end + 5].split()
    last = before[-1] if before else ""
    listed = last.endswith(",") and bool(behind) and behind[0] in ("and", "et")
    return last[:1].isupper() and last[1:2].islower() and (listed or last.isalpha()) and len(before) > 1


def _with_the_dead(t: Total, register: Register, words: People) -> bool:
    """ "three people were injured, including a teenager who died": whether a figure counts somebody who is dead."""
    behind = [h.entity.start for p in register.people for h in p.harms if h.state == "killed" and h.sentence == t.telling.act.sentence]
    gaps = [register.text[t.telling.end : at].lower() for at in behind if at > t.telling.end]
    return any(f" {w} " in f" {gap.replace(',', ' ')} " for gap in gaps for w in words.including)


LONG = 31
"""Days of a stretch that a figure of one event does not stand for."""


def aside(act: Act) -> bool:
    """Whether a clause tells of other times or of many events: a figure of a year, an earlier case."""
    t = act.times[0] if act.times else None
    return act.background or (t is not None and t.first is not None and t.last is not None and (t.last - t.first).days > LONG)


def _follow(
    act: Act, state: str, fillings: list[Filling], words: People, register: Register, totals: dict[str, list[Total]], told: list[Telling]
) -> None:
    """One clause's victims in one state: a total where it counts several, people where it tells of one and one."""
    hit = act.concept in HIT and state == "injured"
    people: list[Person] = []
    for f in fillings:
        if single(f.entity) and not (f.entity.pronoun and f.entity.text.lower() in words.several):
            d = describe(f.entity, words)
            whose = owner(f.entity, words)
            beside = any(w in words.also for w in f"{register.text[f.entity.end : act.start]} {act.text}".lower().split())
            d.fresh = d.fresh or (whose is None and beside)  # "her son was also hit" may be the son told of
            d.owner = whose if beside else None
            d.fresh = d.fresh and not _other_than_the_doer(f.entity, act, register)
            own = any(f.entity.start == g.entity.start for g in act.get("perp")) or bool(words.own.intersection(act.text.lower().split()))
            dies = state == "injured" and not d.pronoun and any(n == act.sentence and at > f.entity.end for n, at in register.ends)
            p = register.add(Harm(f.entity, state, act, hit, act.sentence, d, own, "killed" if dies else ""), people)
            if p is not None:
                people.append(p)
    if state == "unharmed":
        return
    for f in fillings:
        hit_before = state == "killed" and any(h.hit and h.entity.start == f.entity.start for p in register.people for h in p.harms)
        among = None if hit_before else _among(f)  # "one of two men shot dies": two were shot
        if among is not None:  # "one of five people shot", "an eighth victim was hit"
            totals[state].append(Total(Telling(state, among, (), min(act.start, f.entity.start), max(act.end, f.entity.end), act), True, False))
    counted = _sum(state, _spelled_out(fillings, words), act)
    several = [f for f in fillings if not single(f.entity)]
    if counted is not None and (counted.bounds.low or 0) >= 0:
        told.append(counted)
        explicit = len(fillings) == 1 and any(
            w.count is not None and w.count.kind == "count" and not w.count.ordinal for w in fillings[0].entity.chunk.words
        )
        if several or len(fillings) > 1 or explicit:
            rest = all(any(w.lower in words.rest and (w.count is None or w.count.text == w.text) for w in f.entity.chunk.words) for f in fillings)
            before = _told_before(act, state, fillings, register, totals, words, rest) if state == "injured" else 0
            if before:  # "one man is in critical condition and four others were hurt"
                counted, hit, rest = _more(counted, before), False, False
            whom, condition = frozenset(f.entity.start for f in fillings), all(f.slot == "condition" for f in fillings)
            kinds = {f.entity.kind for f in fillings}
            totals[state].append(Total(counted, hit, rest, whom, kinds.pop() if len(kinds) == 1 else "", condition))
    elif people and not several:
        e = fillings[0].entity
        told.append(Telling(state, Bounds.exactly(len(people)), (), min(act.start, e.start), max(act.end, e.end), act))


def _each_once(act: Act, fillings: list[Filling], words: People, text: str) -> list[Filling]:
    """Without what says again who somebody is: "his friend and teammate", "a student and cadet was found"."""
    out: list[Filling] = []
    for f in fillings:
        if out and _same_person(out[-1].entity, f.entity, act, words, text):
            continue
        out.append(f)
    return out


def _same_person(a: Entity, b: Entity, act: Act, words: People, text: str) -> bool:
    """Whether b, told behind "and" without a word of its own before it, is a second word for a."""
    if not (0 < b.start - a.end < 8) or a.pronoun or b.pronoun or not single(a) or not single(b) or a.named or b.named or b.number is None:
        return False
    own = b.chunk.words[0]
    if own.start != b.start or own.count is not None or own.classes & {"determiners", "apart", "possessive"} or not b.known or not a.known:
        return False
    if b.chunk.ages or any(w.count is not None for w in b.chunk.words):
        return False
    one, two = describe(a, words), describe(b, words)
    if one.sex or two.sex or one.grown or two.grown:
        return False
    verb = act.predicate.chunk.words[0].lower if act.predicate is not None else text[b.end : b.end + 8].split(" ")[0]
    owned = any("owned" in w.classes for w in a.chunk.words[:1])
    return verb in words.singular_verbs if b.end <= act.start else owned


def _other_than_the_doer(e: Entity, act: Act, register: Register) -> bool:
    """Whether "another child" is set against a child that is told of as no victim: "a child fired the gun, striking another child"."""
    head = e.chunk.head
    if head is None or e.definite:
        return False
    start = act.span[0]
    spans = [(h.entity.start, h.entity.end) for p in register.people for h in p.harms]
    found = [start + m.start() for m in re.finditer(rf"\b{re.escape(head.text)}\b", register.text[start : e.start], re.IGNORECASE)]
    return bool(found) and not any(a <= at < b for at in found for a, b in spans)


def _told_before(act: Act, state: str, fillings: list[Filling], register: Register, totals: dict[str, list[Total]], words: People, rest: bool) -> int:
    """How many single people are told of in a state before others: in its sentence, or in the one before where no figure was told yet."""
    first = min(f.entity.start for f in fillings)
    if not rest and not all(_new_kind(f.entity, words) for f in fillings):
        return 0
    near = 1 if rest and not any((t.telling.bounds.low or 0) > 1 for t in totals[state]) else 0
    own = [h for p in register.people if p.state == state for h in p.harms[:1]]
    return sum(
        act.sentence - near <= h.sentence <= act.sentence and h.entity.start < first and not h.description.part and not h.entity.pronoun
        and not (h.description.definite and near) for h in own
    )  # fmt: skip


def _new_kind(e: Entity, words: People) -> bool:
    """ "two women" behind "a man": several of a kind told for the first time; "two people" may be those told before."""
    head = e.chunk.head
    return e.number is not None and (e.number.low or 0) > 1 and not e.definite and e.chunk.of is None and head is not None and (head.lower in words.male or head.lower in words.female)


def _more(t: Telling, n: int) -> Telling:
    b = t.bounds
    bounds = Bounds(low=(b.low or 0) + n, high=None if b.high is None else b.high + n, approximate=b.approximate)
    return Telling(t.name, bounds, t.shares, t.start, t.end, t.act, t.about)


FAR = 4
"""Sentences behind the first telling, from which on a figure may be of other events."""
FEW = 4
"""People hurt whom a report may count for the first time far down."""


def _of_it(totals: list[Total], state: str, register: Register) -> list[Total]:
    """The totals without those told far behind the first telling that are much larger than all told before: figures of a year, of a city."""
    people = [p for p in register.people if state == "injured" or p.state == state]
    lead = min([t.telling.act.sentence for t in totals] + [p.first for p in register.people], default=0)
    near = [t for t in totals if t.telling.act.sentence - lead < FAR]
    known = max([t.telling.bounds.low or t.telling.bounds.high or 0 for t in near] + [len(people), 1])
    most = max(FEW if state == "injured" else 0, 2 * known)
    return [t for t in totals if t.telling.act.sentence - lead < FAR or (t.telling.bounds.low or 0) <= most]


def _among(f: Filling) -> Bounds | None:
    """Of how many harmed a phrase tells one."""
    e = f.entity
    if not single(e) or e.chunk.head is None:
        return None
    inner = e.chunk.of
    if inner is not None:
        counts = [w.count for w in inner.words if w.count is not None and w.count.kind == "count" and not w.count.ordinal]
        return counts[0].bounds if counts and (counts[0].bounds.low or 0) > 1 and e.number is not None else None
    person = e.chunk.head.entry("person")
    if person is None or person.value != "civilian" or e.definite:
        return None
    ordinal = next((w.count.bounds for w in e.chunk.words if w.count is not None and w.count.ordinal), None)
    return ordinal if ordinal is not None and (ordinal.low or 0) > 1 else None


def _spelled_out(fillings: list[Filling], words: People) -> list[Filling]:
    """ "two victims, a man and a woman, died": a list that spells out the figure before it counts once."""
    fillings = _by_name(fillings, words)
    first = fillings[0].entity
    rest = [f.entity.number for f in fillings[1:]]
    head = first.chunk.head
    if len(fillings) < 3 or head is None or head.lower not in words.generic or first.number is None:
        return fillings
    parts = sum(n.low or 0 for n in rest if n is not None and n.low == n.high)
    sexes = {d.sex for d in (describe(f.entity, words) for f in fillings) if d.sex}
    whole = parts == first.number.low and None not in rest and (len(sexes) < 2 or not describe(first, words).sex)
    return fillings[:1] if whole else fillings


def _by_name(fillings: list[Filling], words: People) -> list[Filling]:
    """Without the names by which a list spells out the figure before them: "his wife and the four girls, Anna, Mia, Ida and Eve"."""
    for k, f in enumerate(fillings):
        n = f.entity.number
        if n is None or n.low is None or n.low < 2 or n.low != n.high or len(fillings) < k + 1 + n.low:
            continue
        behind = fillings[k + 1 : k + 1 + n.low]
        if all(single(x.entity) and describe(x.entity, words).names for x in behind):
            return fillings[: k + 1] + fillings[k + 1 + n.low :]
    return fillings


def _dead(totals: list[Total], register: Register, told: list[Telling]) -> tuple[int, Quantity | None]:
    people = [p for p in register.people if p.state == "killed"]
    mine = [t for t in told if t.name == "killed"]
    best = max((t.telling for t in totals), key=_size, default=None)
    if best is None:
        return len(people), _quantity(Bounds.exactly(len(people)), _shares(mine[0], mine) if mine else ()) if people else None
    # "killed two guards before he turned the gun on himself": the doer is none of those whom the clause counts
    does = bool(best.act.get("perp"))
    apart = [p for p in people if any(f.entity.start in p.starts for f in best.act.get("perp")) or (does and any(h.own for h in p.harms))]
    apart = [p for p in apart if not any(h.act is best.act for h in p.harms)]
    told_of = 0 if _leads(best, register) else len([p for p in people if p.known.names or p.known.ages])
    least = max(told_of, (best.bounds.low or 0) + len(apart))
    if best.bounds.high is not None and least > (best.bounds.low or 0):
        return least, _quantity(Bounds.exactly(least))
    return best.bounds.low or 0, _quantity(best.bounds, _shares(best, mine))


def _leads(t: Telling, register: Register) -> bool:
    """Whether a figure of several opens the report: those named far down beside it may be of other events."""
    lead = min((p.first for p in register.people), default=t.act.sentence)
    return len(t.shares) == 1 and (t.bounds.low or 0) > 1 and t.bounds.high is not None and t.act.sentence <= min(lead, t.act.sentence) + 1


def _hurt(totals: list[Total], register: Register, dead: int, told: list[Telling]) -> Quantity | None:
    people = [p for p in register.people if p.state == "injured"]
    mine = [t for t in told if t.name == "injured"]
    found: list[tuple[int, Telling]] = []
    hits = {t.telling.bounds.low for t in totals if t.hit and not t.rest}
    left = {t.telling.bounds.low for t in totals if dead and (t.rest or not t.hit)}
    """Figures of people hurt that may leave out the dead."""
    for t in totals:
        low = t.telling.bounds.low or 0
        if not t.rest and not _apart(t, register, told) and (t.hit or (t.condition and low > 1 and (low in hits or low - dead in left))):
            low = max(0, low - dead + _by_own_hand(t, register, dead))  # "seven people were shot, one fatally"; "three others were hurt ... all four were taken to a hospital"
        if low or t.telling.bounds.high == 0:
            found.append((low, t.telling))
    if not found:
        if any(t.hit and not t.rest and (t.telling.bounds.low or 0) <= dead for t in totals):
            people = [p for p in people if any(not h.hit for h in p.harms)]  # those shot may be the dead; who was taken to a hospital lives
        return _quantity(Bounds.exactly(len(people)), _shares(mine[0], mine) if mine else ()) if people else None
    low, best = max(found, key=lambda x: (x[0], x[1].bounds.high is not None, -x[1].start))
    named = len([p for p in people if p.known.names or p.known.ages])
    if best.bounds.high is not None and named > low and (low != best.bounds.low or not _leads(best, register)):
        return _quantity(Bounds.exactly(named))
    if low != best.bounds.low:
        return _quantity(Bounds(low=low, high=None if best.bounds.high is None else low, approximate=best.bounds.approximate))
    return _quantity(best.bounds, _shares(best, mine))


SORTS = frozenset(("state_force", "civilian"))


def _apart(t: Total, register: Register, told: list[Telling]) -> bool:
    """Whether those counted are of another kind than the dead: "killed his aunt and uncle ... shot two police officers"."""
    people = {h.entity.kind for p in register.people if p.state == "killed" for h in p.harms}
    counted = {f.entity.kind for x in told if x.name == "killed" for f in x.act.get("victim") if f.effect == "killed"}
    dead = people | counted
    return t.kind in SORTS and len(dead) == 1 and dead <= SORTS and t.kind not in dead


def _by_own_hand(t: Total, register: Register, dead: int) -> int:
    """ "Shot five people before he killed himself": 1 where the sentence tells so, since the one who shot is none of those shot."""
    own = any(h.own and h.state == "killed" and h.sentence == t.telling.act.sentence for p in register.people if p.state == "killed" for h in p.harms)
    return int(bool(dead) and t.hit and own and bool(t.telling.act.get("perp")))
