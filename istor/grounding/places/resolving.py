"""Which of the places of a name is meant: a written score of people, kind, container, country and nearness, settled for the part as a whole."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from istor.grounding.places.candidates import Candidate
from istor.grounding.places.options import Option, rated
from istor.knowledge.places.store import distance

CONSIDERED = 40
"""Options of a name that are scored; those of the countries spoken of are always among them."""
ROUNDS = 3
CONTAINED = 5.0
DOUBT = 0.5
"""Votes that no country has: one weak vote alone decides little."""
NAMED = 1.5
"""Where the first-order division of a place is named in the text."""
DWARFED = 4.0
MOST = 3.8
"""What country, division and nearness can add together to an option that another of the name outweighs by `DWARFED`."""
SEATED = 1.5
"""Where a county and a town in it may both be named."""
CELL = 0.6
"""Degrees of a cell in which options of several names gather."""
GATHERED = 0.7
"""For each other name, up to three, of which an option lies nearby."""
NEAR = ((50.0, 1.5), (150.0, 1.0), (400.0, 0.5))
"""Within so many kilometres of a place that is settled: so much more."""
DIALLED = 2.5
"""Where a place is of the division whose telephone numbers the text gives."""
LINE = "\0line"
"""The key under which these numbers vote for their country."""
DESK = "\0desk"
"""The key under which the desk of a local outlet votes for its country."""
LOCAL = ((80.0, 2.0), (250.0, 1.0))
"""Within so many kilometres of the desk: so much more; in its division `SAME` more."""
SAME = 1.8


@dataclass(slots=True)
class Context:
    """What a part says of where it is."""

    home: frozenset[str] = frozenset()
    """States where the language of the part is at home."""
    votes: dict[str, dict[str, float]] = field(default_factory=dict)
    """By key of the name that votes: country -> weight."""
    total: dict[str, float] = field(default_factory=dict)
    settled: dict[str, Option] = field(default_factory=dict)
    """What each name is taken for, so far."""
    cells: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    """Cell of `CELL` degrees -> names of which some option lies there."""
    near: dict[str, set[str]] = field(default_factory=dict)
    """Country -> names of towns and divisions of it."""
    divisions: set[tuple[str, str]] = field(default_factory=set)
    """(country, first-order division) named in the text."""
    desk: Option | None = None
    """The town that the outlet reports from, where it is a local one."""
    line: tuple[str, str] | None = None
    """(country, first-order division) of the telephone numbers it gives."""
    counties: dict[tuple[str | None, str | None, str | None], dict[str, set[str]]] = field(default_factory=dict)
    """Second-order division -> names that may mean it (`2`) and names of which some option lies in it (`P`)."""
    gathered: dict[tuple[tuple[int, int], str], int] = field(default_factory=dict)
    """What `_gathered` found: cells stay as they are through all rounds."""
    shares: dict[tuple[str, str], float] = field(default_factory=dict)
    """What `share` found since the last vote."""

    def share(self, country: str | None, but: str) -> float:
        """Part of the votes of other names that a country has, 0 to 1."""
        if country is None:
            return 0.0
        found = self.shares.get((country, but))
        if found is None:
            own = self.votes.get(but, {})
            total = sum(self.total.values()) - sum(own.values())
            found = max(0.0, self.total.get(country, 0.0) - own.get(country, 0.0)) / (total + DOUBT) if total > 1e-9 else 0.0
            self.shares[country, but] = found
        return found

    def vote(self, k: str, country: str, weight: float) -> None:
        self.shares.clear()
        self.votes[k] = {country: weight}
        self.total[country] = self.total.get(country, 0.0) + weight

    def local(self, o: Option) -> float:
        """What it says for an option that it lies where the outlet reports from."""
        d = self.desk
        if d is None or o.country != d.country or o.kind not in "P12S":
            return 0.0
        near = distance(o.lat, o.lon, d.lat, d.lon)
        return SAME * (o.admin1 is not None and o.admin1 == d.admin1) + next((bonus for limit, bonus in LOCAL if near <= limit), 0.0)

    def countries(self, least: float) -> list[str]:
        """Countries with at least that share of all votes, most first."""
        total = sum(self.total.values())
        found = sorted((-w, c) for c, w in self.total.items() if total and w / total >= least)
        return [c for _, c in found]


def resolve(
    candidates: Sequence[Candidate], home: frozenset[str] = frozenset(), desk: Option | None = None, line: tuple[str, str] | None = None
) -> Context:
    """Chooses an option for every candidate (`chosen`, with `why`), all together, in three rounds. `desk` is where a local outlet reports from,
    `line` (country, division) where the telephone numbers are that the text gives."""
    context = Context(home, desk=desk, line=line)
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for c in candidates:
        if c.options:
            groups[c.key].append(c)
    _first_votes(groups, context)
    for k, group in groups.items():
        for o in group[0].options[:CONSIDERED] if group[0].kind == "place" else ():
            if o.kind in "P12S":
                context.cells.setdefault(_cell(o), set()).add(k)
            if o.kind in "P2" and o.admin2:
                context.counties.setdefault((o.country, o.admin1, o.admin2), {"P": set(), "2": set()})[o.kind].add(k)
    for _ in range(ROUNDS):
        before = [c.chosen for group in groups.values() for c in group]
        for k, group in groups.items():
            if group[0].kind == "demonym":
                for c in group:
                    c.chosen = c.options[0]
                continue
            _choose(k, group, context)
        _vote_again(groups, context)
        if all(was is c.chosen for was, c in zip(before, (c for group in groups.values() for c in group), strict=True)):
            break  # another round would say the same
    return context


def _cell(o: Option) -> tuple[int, int]:
    return math.floor(o.lat / CELL), math.floor(o.lon / CELL)


def _gathered(o: Option, k: str, context: Context) -> int:
    """How many other names of the part have an option nearby: the right options of a local report lie together."""
    cell = y, x = _cell(o)
    found = context.gathered.get((cell, k))
    if found is None:
        names: set[str] = set()
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                names |= context.cells.get((y + dy, x + dx), set())
        found = context.gathered[cell, k] = len(names - {k})
    return found


def _weight(group: Sequence[Candidate], each: float) -> float:
    """Repeats count less and less."""
    return each * (1 + math.log(len(group)))


def _desk_votes(context: Context) -> None:
    if context.desk is not None and context.desk.country is not None:
        context.vote(DESK, context.desk.country, 1.0)
    if context.line is not None:
        context.vote(LINE, context.line[0], 1.0)


def _first_votes(groups: dict[str, list[Candidate]], context: Context) -> None:
    _desk_votes(context)
    for k, group in groups.items():
        top = group[0].options[0]
        if top.country is None:
            continue
        rest = [o.prior for o in group[0].options[1:] if o.country != top.country]
        clear = top.prior - (max(rest) if rest else 0.0)
        sure = max(c.evidence for c in group) >= 3 and not all(c.doubtful for c in group)
        if group[0].kind == "demonym":
            weight = _weight(group, 0.7)
        elif top.kind == "C":
            weight = _weight(group, 1.0 if clear > 1.5 else 0.4)
        else:
            weight = _weight(group, 0.5) if clear > 1.0 and top.people > 100_000 and sure else 0.0
        if weight:
            context.vote(k, top.country, weight)


def _vote_again(groups: dict[str, list[Candidate]], context: Context) -> None:
    context.votes.clear()
    context.total.clear()
    context.shares.clear()
    context.settled.clear()
    context.divisions.clear()
    context.near.clear()
    _desk_votes(context)
    for k, group in groups.items():
        sure = [c for c in group if c.evidence >= 3 and not c.doubtful] or ([] if group[0].kind != "demonym" else group)
        for c in sure[:1]:
            o = c.chosen
            if o is None or o.country is None:
                continue
            each = 0.7 if c.kind == "demonym" else 1.0 if o.kind == "C" else 0.5
            context.vote(k, o.country, _weight(sure, each))
            if c.kind == "place":
                context.settled[k] = o
                if o.kind in "P12S":
                    context.near.setdefault(o.country, set()).add(k)
            if o.kind == "1":
                context.divisions.add((o.country, o.name))


def lies_in(o: Option, container: Option) -> bool:
    """Whether a place lies in a country, a division or an area."""
    if o.id is not None and o.id == container.id:
        return False
    if container.kind == "C":
        return o.country == container.country and o.kind != "C"
    if container.kind == "1":
        return o.country == container.country and o.admin1 is not None and o.admin1 == container.admin1 and o.kind not in "1C"
    if container.kind == "2":
        return o.country == container.country and o.admin2 is not None and o.admin2 == container.admin2 and o.kind not in "12C"
    if container.kind == "R":
        return distance(o.lat, o.lon, container.lat, container.lon) <= container.radius * 1.2
    if o.country != container.country or o.kind in "C1":
        return False
    return distance(o.lat, o.lon, container.lat, container.lon) <= 25 and o.people <= container.people


def _lists_peers(c: Candidate, parent: Candidate) -> bool:
    """ "Illinois, Missouri and Ohio": both are first-order divisions of one country, so that the second does not hold the first. Two alone may be a
    town and its state ("Delaware, Ohio")."""
    if c.options and parent.options and c.options[0].kind == parent.options[0].kind == "C":
        return True
    alone = all(n is c for n in parent.neighbours) and all(n is parent for n in c.neighbours)
    if alone and any(lies_in(o, x) for o in c.options if o.kind == "P" for x in parent.options[:1]):
        return False
    mine = {o.country for o in c.options[:4] if o.kind == "1" and o.own and o.prior >= 4.5}
    return bool(mine & {o.country for o in parent.options[:4] if o.kind == "1"}) and c.hint not in ("P", "2")


def _containers(group: Sequence[Candidate]) -> list[Candidate]:
    return [p for c in group for p in c.parents if not _lists_peers(c, p)]


def _choose(k: str, group: Sequence[Candidate], context: Context) -> None:
    containers = _containers(group)
    hint = next((c.hint for c in group if c.hint in ("P", "S")), "") if group[0].options[0].kind not in "CR" else ""
    pool = _pool(group[0].options, context, containers)
    peers = [n.chosen for c in group for n in c.neighbours if n.chosen is not None and n.key != k]
    listed = not containers and any(p.kind in "1C" for p in peers)
    around = Around(k, containers, peers, listed, [x for c in _children(group) for x in c.options[:3]], group[0].options[0].prior)
    best, why = _best(pool, hint, around, context)
    for c in group:
        c.chosen, c.why = best, why
        if c.hint and c.hint != hint:
            c.chosen, c.why = _best(pool, c.hint, around, context)


class Around(msgspec.Struct, frozen=True, gc=False):
    """What stands around a name, the same for all its options."""

    key: str
    containers: Sequence[Candidate]
    peers: list[Option]
    """What the names listed with it are taken for."""
    listed: bool
    """Whether states or divisions are among them, and nothing holds it."""
    children: list[Option]
    """The likeliest options of the names that it may hold."""
    top: float
    """What its likeliest option weighs by itself."""


def _best(pool: Sequence[tuple[Option, float]], hint: str, around: Around, context: Context) -> tuple[Option, list[str]]:
    """The option that weighs most, and why."""
    if len(pool) > 1:
        best, prior = max(pool, key=lambda x: (_score(x[0], x[1], hint, around, context), -(x[0].id or 0)))
    else:
        best, prior = pool[0]
    why: list[str] = []
    _score(best, prior, hint, around, context, why)
    return best, why


def _pool(found: tuple[Option, ...], context: Context, containers: Sequence[Candidate]) -> list[tuple[Option, float]]:
    options = rated(found, context.home)
    if len(options) <= CONSIDERED:
        return list(options)
    around = {o.country for p in containers for o in p.options[:3]}
    return [x for n, x in enumerate(options) if n < CONSIDERED or x[0].country in around or x[0].country in context.total]


_FIT = {"P": {"1": -1.0, "2": -1.5, "C": -2.0}, "1": {"P": -2.5, "2": -0.5, "C": -2.0}, "2": {"P": -2.0, "1": -0.5, "C": -3.0}}
"""By what the words say the name is: kinds that it then hardly is."""


def _score(o: Option, prior: float, hint: str, near: Around, context: Context, why: list[str] | None = None) -> float:
    """What speaks for an option; the reasons are added to `why`."""
    s, kind = prior, o.kind
    if hint:
        s += 2.5 if kind == hint or (hint == "S" and kind == "P") else _FIT.get(hint, {}).get(kind, 0.0)
    for p in near.containers:
        held = next((x for x in ([p.chosen] if p.chosen else []) + list(p.options[:3]) if lies_in(o, x)), None)
        if held is not None:
            s += CONTAINED if o.own else CONTAINED * 0.5
            if why is not None:
                why.append(f"in {held.name}, named behind it")
            break
    around = _borne_out(o, near.key, near.listed, context, why)
    s += min(around, MOST) if near.top - prior >= DWARFED else around
    if kind in "1C":
        s += 2.5 if any(lies_in(x, o) for x in near.children) else 0.0
        s += min(3.0, 1.5 * sum([p.kind == kind and (kind == "C" or p.country == o.country) for p in near.peers]))
    if kind in "P2" and near.listed:
        s -= 1.5
    return s


def _borne_out(o: Option, k: str, listed: bool, context: Context, why: list[str] | None) -> float:
    """What the rest of the part adds to an option: its country and division named, other names near it."""
    around, kind = 0.0, o.kind
    said: list[str] = [] if why is None else why
    share = context.share(o.country, k)
    if o.country is not None and share > 0:
        around += 3.0 * share + 0.5 + (1.5 if _others(context.near.get(o.country), k) else 0.0)
        said.append("the text speaks of " + o.country)
    if kind in "P2S":
        if o.admin1 and (o.country, o.admin1) in context.divisions:
            around += NAMED
            said.append("the text names " + o.admin1)
        if not listed:
            around += GATHERED * min(3, _gathered(o, k, context))
        if kind != "S" and o.admin2 and _others(context.counties.get((o.country, o.admin1, o.admin2), {}).get("2" if kind == "P" else "P"), k):
            around += SEATED
            said.append(o.admin2 + " and a place in it are named")
    if kind in "P12S":
        bonus, away, name = _nearness(o, k, context)
        around += bonus
        if bonus and why is not None:
            why.append(f"{away:.0f} km from {name}")
    if context.line is not None and (o.country, o.admin1) == context.line and kind in "P12S":
        around += DIALLED
        said.append("its telephone numbers are of " + context.line[1])
    if context.desk is not None and (local := context.local(o)):
        around += local
        said.append("the outlet reports from " + context.desk.name)
    return around


def _others(names: set[str] | None, but: str) -> bool:
    """Whether there are names beside one."""
    return names is not None and len(names) > (but in names)


def _children(group: Sequence[Candidate]) -> list[Candidate]:
    return [n for c in group for n in c.neighbours if c in n.parents]


def _nearness(o: Option, k: str, context: Context) -> tuple[float, float, str]:
    """What the nearest settled place adds to an option, how far away it is, and its name."""
    away, name = math.inf, ""
    for other, place in context.settled.items():
        if other == k or place.kind not in "P12S" or (o.id is not None and place.id == o.id):
            continue
        if abs(place.lat - o.lat) > 4:
            continue
        d = distance(o.lat, o.lon, place.lat, place.lon)
        if d < away:
            away, name = d, place.name
    return next((bonus for limit, bonus in NEAR if away <= limit), 0.0), away, name


def supported(c: Candidate, context: Context) -> float:
    """How far the rest of the part bears out what a name is taken for: 0 (a far guess) to 3."""
    o = c.chosen
    if o is None:
        return 0.0
    s = min(1.0, 3 * context.share(o.country, c.key))
    if any(w.startswith("in ") for w in c.why):
        s += 2
    if _nearness(o, c.key, context)[0] >= 1.0 or (o.country, o.admin1) in context.divisions or context.local(o):
        s += 1
    return min(s, 3.0)


def settle_unknown(c: Candidate, found: Sequence[Candidate], context: Context) -> None:
    """Takes a name that no table holds (there) for a place somewhere in what the words say holds it; else in the last place of its country before it.

    "Cairo's Abbasiya neighbourhood" is in Cairo even where the only Abbasiya of the tables lies elsewhere.
    """
    if c.kind != "place":
        return
    holder = next((p for p in c.parents if p.chosen is not None and p.kind == "place"), None)
    if c.chosen is not None:
        o = c.chosen
        if holder is None or holder.chosen is None or not (c.hint or holder.chosen.kind in "12") or o.kind in "C1RS" or o.prior > 5.5:
            return
        if o.country == holder.chosen.country and (o.kind != "P" or holder.chosen.kind not in "12" or lies_in(o, holder.chosen)):
            return
        if any(lies_in(o, x) for x in holder.options[:3]):
            return
    elif holder is None:
        if not c.hint:
            return
        holder = _around(c, found)
    if holder is not None and holder.chosen is not None:
        c.within, c.chosen, c.why = holder.chosen, holder.chosen, []


ELSEWHERE = 30_000
"""People below which a place of a country that the text does not speak of is not meant where it speaks of another."""
SPOKEN = 0.5
"""Share of the votes from which a text speaks of a country."""


def settle_abroad(c: Candidate, context: Context) -> None:
    """Takes a small namesake in a country that the text does not speak of for a place that no table holds, where it speaks of another country:
    al-Bara in a report from Syria is no village of Nigeria."""
    o = c.chosen
    if context.desk is not None or o is None or c.kind != "place" or o.kind not in "PS" or o.people >= ELSEWHERE or o.capital or o.country is None:
        return
    if context.share(o.country, c.key) > 0 or sum(context.total.values()) - sum(context.votes.get(c.key, {}).values()) < SPOKEN or any(w.startswith("in ") for w in c.why):
        return
    if (o.kind == "S" and o.name == c.text) or any(distance(o.lat, o.lon, p.lat, p.lon) <= FAR for k, p in context.settled.items() if k != c.key):
        return
    c.chosen, c.why = None, []
    context.settled.pop(c.key, None)


FAR = 150.0
"""Kilometres from every other place of a text beyond which a small namesake is hardly meant."""
QUARTER = 150_000
"""People below which a far namesake gives way to a quarter of the city told of; any does where the words say that a quarter is meant."""
CITY = 40_000
ABROAD = 0.15
"""Share of other countries and their towns among the places that a local report names."""


def settle_quarter(c: Candidate, city: Candidate | None, context: Context) -> None:
    """Takes a name whose only namesakes lie far from all that the text speaks of for a quarter of its city.

    "Denver police said three people were killed in Park Hill": no table holds that quarter, and Park Hill in Oklahoma is not meant.
    """
    o = c.chosen
    if o is None or city is None or city.chosen is None or c.key == city.key or c.kind != "place" or c.within is not None or o.kind not in "P":
        return
    if not c.quarter and context.desk is not None and o.country == context.desk.country and o.admin1 == context.desk.admin1:
        return
    if (o.people > QUARTER and c.noun == "" and c.hint != "P") or o.capital or c.parents or any(w.startswith("in ") for w in c.why):
        return
    if o.country != city.chosen.country or (o.country, o.admin1) in context.divisions:
        return
    if any(distance(o.lat, o.lon, p.lat, p.lon) <= FAR for k, p in context.settled.items() if k != c.key):
        return
    c.within, c.chosen = city.chosen, city.chosen
    c.why = [f"no {c.text} of the tables is near what the text speaks of; taken as a part of {city.chosen.name}"]


FOREIGN = 1_000_000
"""People below which a namesake in another country is not what a local outlet means."""


def settle_far(c: Candidate, context: Context) -> None:
    """Takes a small place far from a local outlet, which nothing in the text bears out, for a quarter of the outlet's town where the words say
    that it is a quarter, else for none: there are towns and townships that no table holds."""
    o, desk = c.chosen, context.desk
    if o is None or desk is None or o.kind not in "P2" or c.kind != "place" or c.within is not None or c.parents or o.capital or context.local(o):
        return
    if o.people > (QUARTER if o.country == desk.country else FOREIGN) or any(w.startswith("in ") for w in c.why):
        return
    if (o.country, o.admin1) in context.divisions or any(distance(o.lat, o.lon, p.lat, p.lon) <= FAR for k, p in context.settled.items() if k != c.key):
        return
    if o.country != desk.country and any(p.kind == "C" and p.country == o.country for p in context.settled.values()):
        return
    c.within = c.chosen = desk if c.quarter else None
    c.why = [f"no {c.text} of the tables is near; taken as a part of {desk.name}, where the outlet reports from"] if c.quarter else []


def city_of(found: Sequence[Candidate], context: Context) -> Candidate | None:
    """The city that a local report is about: the one most named, where all its towns and counties lie in one first-order division or near."""
    towns = [c for c in found if c.kind == "place" and c.chosen is not None and c.chosen.kind == "P" and c.key in context.settled]
    cities = [c for c in towns if c.chosen is not None and c.chosen.people >= CITY]
    if not cities:
        return None
    names: dict[str, float] = defaultdict(float)
    for c in cities:
        names[c.key] += 1 + (c.evidence >= 6)
    best = max(names, key=lambda k: (names[k], context.settled[k].people))
    city = context.settled[best]
    abroad = sum(1 for o in context.settled.values() if o.kind in "PC" and o.country != city.country)
    return next(c for c in cities if c.key == best) if abroad <= ABROAD * len(context.settled) else None


def _around(c: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """The nearest settled place of the same stretch of text that may hold an unknown one: behind it within a line, else before it."""
    settled = [x for x in found if x is not c and not x.titled and x.kind == "place" and x.chosen is not None and not x.unknown and x.chosen.kind in "P12CR"]
    behind = [x for x in settled if 0 <= x.start - c.end <= 60]
    if behind:
        return behind[0]
    before = [x for x in settled if 0 <= c.start - x.end <= 400]
    return before[-1] if before else max(settled, key=lambda x: context_weight(x, settled), default=None)


def context_weight(x: Candidate, settled: Sequence[Candidate]) -> tuple[int, int]:
    """How often the country of a candidate is named; the earlier the better."""
    country = x.chosen.country if x.chosen else None
    return sum(1 for y in settled if y.chosen is not None and y.chosen.country == country), -x.start
