"""People harmed in an event, followed through a report: each with the gravest state told of them, so that nobody counts twice.

"A man was shot ... The victim, 34, died at the hospital ... Smith was a father of two": one person, killed. What tells of one person is
resolved to one told before, unless age, sex, name, or a word like "another" keeps them apart; figures of several are totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from istor.coding.acts import Act
from istor.coding.entities import Entity
from istor.coding.lexicon import People

GRAVE = {"unharmed": 0, "injured": 1, "killed": 2}
WINDOW = 200
"""Characters before the sentence of a pronoun in which a name that it may stand for is looked for."""


@dataclass(slots=True)
class Harm:
    """One telling of harm to one person or to several."""

    entity: Entity
    state: str
    act: Act
    hit: bool
    """Shot or struck: how it ended is left open."""
    sentence: int
    description: Description
    own: bool = False
    """Done to oneself."""
    outlook: str = ""
    """The state in which the sentence leaves them: "Woods was taken to a hospital, where she died"."""


@dataclass(slots=True)
class Description:
    """What a phrase says of one person."""

    names: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    sex: str = ""
    grown: str = ""
    attacker: bool = False
    pronoun: bool = False
    definite: bool = False
    fresh: bool = False
    """ "another man", "a second victim": nobody told before."""
    rest: bool = False
    """ "three others", "the other two": beside those told before."""
    part: bool = False
    """ "one of the victims": among those told before."""
    ordinal: int = 0
    heads: frozenset[str] = frozenset()
    owner: str | None = None
    """ "his brother was also hit": the sex of whose they are, "" where the word does not tell; None where nothing sets them beside that one."""

    def at_odds(self, o: Description) -> bool:
        """Whether the two cannot be one person."""
        if self.names and o.names and other_name(self.names, o.names):
            return True
        if self.ages and o.ages and self.ages[0] != o.ages[0]:
            return True
        if self.sex and o.sex and self.sex != o.sex:
            return True
        return bool(self.grown and o.grown and self.grown != o.grown)


def other_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two names are of two people: nothing in common, or each with a word that the other has in no spelling ("Ian Roary", "Julian Roary")."""
    apart = [[x for x in one if not any(_spelt(x, y) for y in other)] for one, other in ((a, b), (b, a))]
    return all(apart)


def _spelt(a: str, b: str) -> bool:
    """Whether two words may be one name as spelt by two hands: "Oliva" and "Olivia", "Fred" and "Freddy", "Lacky" and "Lackey"."""
    if a == b or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a))):
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    k = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[k + 1 :] == b[k + 1 :] or a[k:] == b[k + 1 :] or a[k + 1 :] == b[k:]


@dataclass(slots=True)
class Person:
    known: Description
    state: str
    first: int
    last: int
    starts: set[int] = field(default_factory=set)
    harms: list[Harm] = field(default_factory=list)


def describe(e: Entity, words: People) -> Description:
    """Read a phrase for who it may be."""
    d = Description(pronoun=e.pronoun, definite=e.definite or e.pronoun, attacker=e.category == "attacker")
    own = e.chunk.words
    forms = [w.lower for w in own]
    d.sex = next((sex for sex, known in (("m", words.male), ("f", words.female)) for x in forms if x in known), "")
    d.grown = next((g for g, known in (("child", words.child), ("adult", words.adult)) for x in forms if x in known), "")
    d.fresh = any(x in words.fresh for x in forms)
    d.rest = any(x in words.rest for x in forms)
    d.part = e.chunk.of is not None and not e.plural
    d.ordinal = next((w.count.bounds.low or 0 for w in own if w.count is not None and w.count.ordinal), 0)
    inner = tuple(w.count.bounds.low for w in own if w.count is not None and w.count.kind == "age" and w.count.bounds.low is not None)
    d.ages = inner[:1] or e.chunk.ages[:1]
    if d.ages and not d.grown:
        d.grown = "child" if d.ages[0] < 13 else "adult" if d.ages[0] > 20 else ""
    d.names = _names(e) - words.male - words.female if not e.pronoun and not e.plural and not d.rest else frozenset()
    d.heads = frozenset(x for w in own if w.entry("person") is not None for x in (w.lower, w.lower.split()[-1]))
    return d


def owner(e: Entity, words: People) -> str | None:
    """The sex of whose somebody is, "" where the word does not tell; None where no such word stands before them."""
    first = e.chunk.words[0] if e.chunk.words else None
    if first is None or "owned" not in first.classes:
        return None
    return next((sex for sex, known in (("m", words.his), ("f", words.hers)) if first.lower in known), "")


def _names(e: Entity) -> frozenset[str]:
    """The words of a person's name: those in capitals that no table knows, behind a title if there is one."""
    own = e.chunk.words
    title = next((k for k in range(len(own) - 1, -1, -1) if own[k].entry("person") is not None), None)
    rest = own if title is None else own[title + 1 :]
    found = [w for w in rest if w.text[:1].isupper() and not w.classes and w.count is None and len(w.text) > 2 and not w.entry("trigger")]
    if not found or (title is None and found[-1] is not own[-1]) or (len(found) == 1 and title is None and found[0].place is not None):
        return frozenset()
    if not all(w.text.isupper() for w in found):
        found = [w for w in found if not w.text.isupper()]  # "told KCCI Ann Hall is": letters are of a station
    return frozenset(w.lower for w in found)


def single(e: Entity) -> bool:
    """Whether a phrase tells of one person."""
    if e.number is not None:
        return e.number.low == 1 == e.number.high
    return not e.plural


class Register:
    """The people of one event, in order of first telling."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.people: list[Person] = []
        self.last: Person | None = None
        self.ends: set[tuple[int, int]] = set()
        """Where pronouns stand of which a sentence says that they died."""

    def add(self, h: Harm, apart: Iterable[Person] = ()) -> Person | None:
        """The person that a telling is about; None for a pronoun that points to nobody."""
        barred = [id(p) for p in apart]
        p = self._find(h, [x for x in self.people if id(x) not in barred])
        if p is None:
            if h.description.pronoun and self.people:
                return None
            p = Person(h.description, h.state, h.sentence, h.sentence)
            self.people.append(p)
        else:
            _merge(p.known, h.description)
            if GRAVE[h.state] > GRAVE[p.state]:
                p.state = h.state
        p.last = h.sentence
        p.starts.add(h.entity.start)
        p.harms.append(h)
        self.last = p
        return p

    def _find(self, h: Harm, among: list[Person]) -> Person | None:
        d = h.description
        same = next((p for p in among if h.entity.start in p.starts), None)
        if same is not None:
            return same
        fit = [p for p in among if not p.known.at_odds(d) and not _did(p, h) and not self._owns(p, d)]
        if d.pronoun:
            near = [p for p in fit if h.sentence - p.last <= 3]
            told = max(near, key=lambda p: self._named(p, h), default=None)
            if told is not None and self._named(told, h) > 0:
                return told
            return self.last if self.last in near else max(near, key=lambda p: p.last, default=None)
        if d.names:
            named = [p for p in fit if p.known.names and not other_name(p.known.names, d.names)]
            if named:
                return max(named, key=lambda p: len(p.known.names & d.names))
            fit = [p for p in fit if not p.known.names]
        if d.fresh and not d.definite:
            return None
        if d.fresh and h.state == "killed":
            fit = [p for p in fit if p.state != "killed" or (p.known.attacker and d.attacker)]  # "the gunman was also killed": besides those dead
        if d.ages and (aged := [p for p in fit if p.known.ages]):
            return max(aged, key=lambda p: p.last)
        if not d.definite:
            # two phrases of one sentence are two people, unless one points back
            fit = [p for p in fit if not any(x.sentence == h.sentence and not x.description.pronoun and not x.description.definite for x in p.harms)]
        if d.attacker:
            # "the gunman" is never "the victim", but may be a man told of before
            fit = [p for p in fit if p.known.attacker or not p.known.heads & _NO_ATTACKER]
        else:
            fit = [p for p in fit if not p.known.attacker or d.names or d.definite or p.known.heads & d.heads]
            fit = [p for p in fit if not (p.known.attacker and d.heads & _NO_ATTACKER)]
        if not fit:
            return None
        # the one whose state agrees, then the one told last
        return max(fit, key=lambda p: (d.attacker and p.known.attacker, _alike(p.known, d), p.state == (h.outlook or h.state) or (p.state == "injured" and not h.outlook), p.last))

    def _owns(self, p: Person, d: Description) -> bool:
        """Whether "his brother" is said of the brother of the one told last: nobody is kin of himself."""
        if d.owner is None or p is not self.last or p.known.heads & d.heads:
            return False
        return not d.owner or not p.known.sex or d.owner == p.known.sex

    def _named(self, p: Person, h: Harm) -> int:
        """Where a person's name stands last in the sentence of a pronoun, or in the one before; 0 where it does not."""
        window = self.text[max(0, h.act.span[0] - WINDOW) : h.entity.start].lower()
        return max((window.rfind(n) + 1 for n in p.known.names), default=0)


def _did(p: Person, h: Harm) -> bool:
    """Whether the one told of did to the person what they suffered: no one wounds himself where the words do not say so."""
    return any(f.entity.start == h.entity.start for x in p.harms if not x.own for f in x.act.get("perp"))


_NO_ATTACKER = frozenset(("victim", "victime", "bystander", "passant", "officer", "deputy", "trooper", "constable", "policeman", "policewoman", "policier", "policière", "gendarme"))


def _alike(a: Description, b: Description) -> int:
    return 2 * bool(a.names & b.names) + 2 * bool(a.ages and b.ages) + bool(a.sex and a.sex == b.sex) + bool(a.heads & b.heads)


def _merge(known: Description, d: Description) -> None:
    known.names |= d.names
    known.ages = known.ages or d.ages
    known.sex = known.sex or d.sex
    known.grown = known.grown or d.grown
    known.heads |= d.heads
    known.attacker = known.attacker or d.attacker
