"""Who and what a part of a report names: every place where one is told of, brought together, with what the parse says of each.

A name is one person however it is told ("General Juan Ramos", "Ramos"), and so is who is named by the title alone behind it ("the general"), and
whom a phrase is said to be ("a vendor identified as Ana Sol"). Figures of different people stay apart: "seven people", "four people".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct, field

from istor.coding.acts import Sentence
from istor.coding.chunks import Chunk
from istor.coding.clauses import Predicate, be
from istor.coding.entities import BODIES, COLLECTIVE, Entity, entity
from istor.coding.glosses import named
from istor.coding.lexicon import Lexicon
from istor.coding.naming import name_of
from istor.coding.words import Word
from istor.knowledge.names import given_names
from istor.languages import fold

MOST_ENTITIES = 160
"""Bound of who is told of in one part of a report."""
PEOPLE = frozenset(("fighter", "attacker", "group", "mob", "military", "police", "guard", "official", "government", "judge", "diplomat", "politician",
                    "party", "religious", "journalist", "protester", "dead", "wounded", "victim", "union"))  # fmt: skip
VAGUE = frozenset(("name", "word", "thing", "somebody"))
"""Sorts that any other one outdoes."""
HARMED = frozenset(("dead", "wounded", "victim"))
HARM = HARMED | {"wound", "kill", "die"}
"""Classes of words for people harmed and for harm."""


class Told(Struct, eq=False):
    """One place where an entity is named. `span` is what names it; `traits` hold whatever the event."""

    entity: Entity
    sentence: int
    index: int
    span: tuple[int, int]
    traits: tuple[str, ...]
    name: str = ""
    beside: tuple[int, ...] = ()
    """Where the others of its list begin: "A, B and C"."""
    title: Entity | None = None
    """Who one of several is said to be: "engineers Ana Sol and Juan Ramos", "the two were students"."""
    title_span: tuple[int, int] | None = None


class Someone(Struct, eq=False):
    """An entity of the part: the places where it is named, what it is, and for which parts it is fit."""

    key: str
    sort: str
    fit: tuple[str, ...]
    told: list[Told] = field(default_factory=list)


def sort_of(e: Entity, name: str) -> str:
    """What an entity is, coarsely."""
    if e.kind == "facility":
        return f"facility.{e.category}"
    if e.category in PEOPLE:
        return e.category
    if e.kind in BODIES:
        return e.kind
    if e.category == "civilian" or e.kind == "civilian":
        return "civilian"
    if name:
        return "name"
    if e.kind == "unknown" and named(e.chunk):
        return "word"  # a capital alone, or in an upper-case wire no word of the tables
    return e.kind if e.kind != "unknown" else "thing"


def fit_of(sort: str, e: Entity) -> tuple[str, ...]:
    """The parts that an entity of a sort may have."""
    if sort.startswith("facility") or sort == "thing":
        return ("physical",)
    if sort in ("dead", "wounded"):
        return ("human",)
    if sort in ("government", "party", "state", "international"):
        return ("human", "organisation")
    if sort in BODIES:
        return ("human", "individual") if e.organisation is not None else ("organisation", "human")
    return ("individual", "human")


def size_of(someone: Someone) -> str:
    """How many one entity is: the largest figure that is told of it, else whether it is several."""
    found = [n for t in someone.told if t.entity.number is not None and (n := t.entity.number.low) is not None]
    most = max(found, default=0)
    if most > 1:
        return "size:2-9" if most < 10 else "size:10-99" if most < 100 else "size:100+"
    return "size:many" if any(t.entity.plural for t in someone.told) else "size:one"


class Everyone:
    """The entities of one part by key, each with all that tells of it."""

    def __init__(self, text: str, sentences: Sequence[Sentence], said: Mapping[tuple[int, int], Sequence[str]], harmed: Set[int], lex: Lexicon) -> None:
        """`harmed`: where those begin whom the clauses make victims."""
        self.text, self.said, self.harmed, self.lex = text, said, harmed, lex
        self.people: dict[str, Someone] = {}
        self.before: Sentence | None = None
        for s in sentences:
            if len(self.people) < MOST_ENTITIES:
                self._read(s)
            self.before = s
        self._shorter_names()
        self._by_title()
        for s in sentences:
            self._identified(s)

    # ---- what a sentence names
    def _read(self, s: Sentence) -> None:
        where = _places(s, self.lex, self.before)
        groups = list(listed(s.chunks))
        wholes = _wholes(s, groups, self.lex)
        lists = {c.index: [x for x in found if x is not c] for found in groups for c in found}
        titles = self._titles(s, groups)
        for c in s.chunks:
            if c.kind != "NP":
                continue
            e = s.entities[c.index]
            around = [*where.get(c.index, ()), *_around(s, c)]
            others = lists.get(c.index, ())
            whole = wholes.get(c.index)
            if whole is not None:
                around += [f"part {x}" for x in where.get(whole.index, ())]
            if others:
                around.append(f"list:{min(len(others), 4)}")
                around += sorted({f"listed {x}" for o in others for x in where.get(o.index, ())} - {f"listed {x}" for x in around})
            self._bodies(s, c, e, around)
            for q in c.possessors:
                owner = entity(q, self.text)
                self._add(s, q, owner, c.index, [f"owner:{_class(c.head)}"])
            beside = tuple(s.entities[o.index].start for o in (*others, *([whole] if whole is not None else ())))
            self._add(s, c, e, c.index, around, beside, titles.get(c.index))

    def _titles(self, s: Sentence, groups: Sequence[Sequence[Chunk]]) -> dict[int, tuple[Entity, tuple[int, int]]]:
        """What several named together are: "the engineers Ana Sol and Juan Ramos", "the students were identified as Ana Sol and Juan Ramos"."""
        found: dict[int, tuple[Entity, tuple[int, int]]] = {}
        for first, *rest in groups:
            name = name_of(first, self.lex.code)
            front = first.words[: len(first.words) - len(name.split())] if name else []
            person = front[-1].entry("person") if front else None
            if person is not None and "M" in person.features:
                e = s.entities[first.index]
                found |= {c.index: (e, (e.start, front[-1].end)) for c in rest}
        for p in s.predicates:
            who, names = called(p, self.lex)
            for e in (s.entities[c.index] for c in who[:1] if c.index >= 0):
                if e.chunk.head is not None and e.chunk.head.entry("person") is not None and e.category not in HARMED and e.kind != "facility":
                    start = next((w.start for w in e.chunk.words if not w.classes and w.count is None), e.start)
                    found |= {c.index: (e, (start, e.end)) for c in names}
        return found

    def _add(
        self,
        s: Sentence,
        c: Chunk,
        e: Entity,
        index: int,
        around: Sequence[str],
        beside: tuple[int, ...] = (),
        title: tuple[Entity, tuple[int, int]] | None = None,
    ) -> None:
        if (e.pronoun and e.number is None) or e.negated or e.weapon or e.trigger or (e.place and not e.known) or c.words[0].time is not None:
            return
        name = name_of(e.chunk, self.lex.code)
        sort = sort_of(e, name)
        if sort in ("thing", "word") and e.start in self.harmed:
            sort = "somebody"
        if sort in BODIES and e.organisation is None and e.actor not in COLLECTIVE:
            return  # told by `_bodies`
        head = e.chunk.head if e.chunk.head is not None else c.words[-1]
        if sort in ("thing", "somebody") and not head.text[:1].isalpha():
            return
        several = e.number is not None and (e.number.low or 0) > 1 and e.number.low == e.number.high
        key = fold(name or (e.actor_name if e.actor_name and not e.plural and e.actor is None else head.text))
        if several and e.number is not None and not name:
            key += f" {e.number.low}"
        traits = [*around, *_form(e), *self._named(name), *self.said.get((s.number, e.start), ())]
        told = Told(e, s.number, index, (e.start, e.end), tuple(traits), name, beside)
        if name and title is not None:
            told.title, told.title_span = title
        self._keep(f"{'f' if sort.startswith('facility') else 'p'}:{key}", sort, fit_of(sort, e), told)

    def _named(self, name: str) -> list[str]:
        """How much a name looks like one."""
        if not name:
            return []
        words = fold(name).split()
        return [f"name:{min(len(words), 3)} {'given' if words[0] in given_names() else 'other'}"]

    def _bodies(self, s: Sentence, c: Chunk, e: Entity, around: Sequence[str]) -> None:
        """The organisations named in a phrase, as its head or inside it."""
        seen: set[int] = set()
        for w in c.words:
            a = w.actor
            if a is None or a.kind not in BODIES or a.actor in COLLECTIVE or a.start in seen or any(x.kind == "weapon" for x in w.entries):
                continue
            seen.add(a.start)
            held = [x for x in c.words if x.actor is a]
            whole = held[-1] is c.head
            person = held[-1].entry("person")
            if len(held) > 1 and person is not None and person.extra in ("fighter", "attacker") and a.kind == "armed_group":
                held = held[:-1]
                whole = False
            elif len(held) == 1 and person is not None and (person.extra == "fighter" or "M" in person.features) and a.actor is None:
                continue
            how = "is:body" if whole else f"in:{_class(c.head)}"
            key = a.actor or fold(" ".join(x.text for x in held))
            said = self.said.get((s.number, e.start), ())
            self._keep(f"o:{key}", a.kind, ("organisation",), Told(e, s.number, c.index, (held[0].start, held[-1].end), (how, *around, *said)))

    def _keep(self, key: str, sort: str, fit: tuple[str, ...], told: Told) -> None:
        someone = self.people.get(key)
        if someone is None:
            someone = self.people[key] = Someone(key, sort, fit)
        elif someone.sort in VAGUE and sort not in VAGUE:
            someone.sort, someone.fit = sort, fit
        someone.told.append(told)

    # ---- who is who
    def _join(self, key: str, into: str) -> None:
        """One told of in two ways. What a title makes of a name holds for both."""
        gone, kept = self.people.pop(key), self.people[into]
        if kept.sort in VAGUE and gone.sort not in VAGUE:
            kept.sort, kept.fit = gone.sort, gone.fit
        kept.told = sorted(kept.told + gone.told, key=lambda t: t.span)

    def _full(self) -> dict[str, list[str]]:
        """The words of each person's name by key."""
        return {k: k[2:].split() for k, x in self.people.items() if any(t.name for t in x.told)}

    def _shorter_names(self) -> None:
        """ "Ramos" and "General Ramos" are Juan Ramos: the words of one name stand in the other in their order; a given name alone is nobody."""
        full = self._full()
        for key, words in sorted(full.items(), key=lambda x: len(x[1])):
            if len(words) == 1 and words[0] in given_names():
                continue
            longer = [k for k, w in full.items() if k != key and len(w) > len(words) and k in self.people and _within(words, w)]
            if longer:
                first = self.people[key].told[0].span[0]
                self._join(key, min(longer, key=lambda k: (self.people[k].told[0].span[0] > first, abs(self.people[k].told[0].span[0] - first))))

    def _by_title(self) -> None:
        """ "The minister" behind "Minister Juan Ramos": the only one told before whose title it is."""
        titles: dict[str, list[tuple[int, str]]] = {}
        for key, x in self.people.items():
            for t in x.told:
                if t.name and not t.entity.plural:
                    for lemma in _titles(t):
                        titles.setdefault(lemma, []).append((t.span[0], key))
        for key, x in list(self.people.items()):
            if any(t.name or t.entity.plural or not t.entity.definite for t in x.told[:1]) or x.sort.startswith("facility"):
                continue
            head = x.told[0].entity.chunk.head
            person = head.entry("person") if head is not None else None
            if person is None:
                continue
            before = {k for at, k in titles.get(person.lemma, ()) if at < x.told[0].span[0] and k in self.people and k != key}
            if len(before) == 1:
                self._join(key, before.pop())

    def _identified(self, s: Sentence) -> None:
        """ "The victim was identified as Ana Sol", "one of them is Ana Sol": who is named so."""
        for p in s.predicates:
            who, names = called(p, self.lex)
            if len(who) != 1 or len(names) != 1 or min(who[0].index, names[0].index) < 0 or s.entities[who[0].index].plural:
                continue
            key, into = self._key(s, who[0]), self._key(s, names[0])
            if key is None or into is None or key == into or not any(t.name for t in self.people[into].told):
                continue
            mine = self.people[key].told
            if len(mine) <= 2 and not any(t.name for t in mine):
                self._join(key, into)

    def _key(self, s: Sentence, c: Chunk) -> str | None:
        start = s.entities[c.index].start if c.kind == "NP" and c.index >= 0 else -1
        return next((k for k, x in self.people.items() if not k.startswith("o:") and start in [t.entity.start for t in x.told]), None)


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words stand in the others in their order; one word alone not as the first, which is a given name."""
    if len(short) == 1:
        return short[0] in long[1:]
    rest: Iterator[str] = iter(long)
    return all(w in rest for w in short)


def _titles(t: Told) -> set[str]:
    """Lemmas of the titles that a name is told with."""
    e = t.entity
    found = [w for w in e.chunk.words if w.entry("person") is not None]
    title = e.chunk.apposition
    if title is not None:
        found += [w for w in title.words if w.entry("person") is not None]
    return {person.lemma for w in found if (person := w.entry("person")) is not None}


def called(p: Predicate, lex: Lexicon) -> tuple[list[Chunk], list[Chunk]]:
    """Who is said to be who: the subject and the phrases behind "is", "was identified as", "are named"."""
    if be(p):
        return p.get("subj"), p.get("obj")
    if p.chunk.words[-1].lower in lex.people.naming:
        return (p.get("obj") if p.passive else p.get("subj")), p.get("about") or p.get("complement")
    return [], []


def listed(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Lists of noun phrases: "A, B and C", "A, of the town; B, a lawyer; and C". Two with nothing but a comma between them are no list."""
    found: list[Chunk] = []
    sure = False
    apart = True
    for k, c in enumerate(chunks):
        if c.kind == "NP":
            if c.governor is not None and "of" in c.governor.slots and found and chunks[k - 2] is found[-1]:
                continue  # what a member is of
            if not apart:
                if len(found) > 2 or (sure and len(found) > 1):
                    yield found
                found, sure = [], False
            found.append(c)
            apart = False
        elif c.kind == "CONJ":
            sure = sure or bool(found)
            apart = True
        elif c.kind == "COMMA" or (c.kind == "STOP" and c.words[0].text == ";"):
            apart = True
        elif c.kind == "PREP" and "of" in c.slots and found:
            continue
        else:
            if len(found) > 2 or (sure and len(found) > 1):
                yield found
            found, sure, apart = [], False, True
    if len(found) > 2 or (sure and len(found) > 1):
        yield found


def _wholes(s: Sentence, groups: Sequence[Sequence[Chunk]], lex: Lexicon) -> dict[int, Chunk]:
    """By chunk: those of whom it is one ("ten people, including Ana Sol and Juan Ramos", "three journalists: Ana Sol, Juan Ramos and ...")."""
    found: dict[int, Chunk] = {}
    for k, c in enumerate(s.chunks[:-1]):
        opens = (c.kind == "PREP" and c.words[0].lower in lex.people.including) or (c.kind == "STOP" and c.words[0].text in OPENS)
        if not opens or k == 0 or s.chunks[k + 1].kind != "NP":
            continue
        whole = next((b for b in reversed(s.chunks[max(0, k - REACH) : k]) if b.kind == "NP" and _several(s.entities[b.index])), None)
        if whole is not None:
            first = s.chunks[k + 1]
            group = next((g for g in groups if any(x is first for x in g)), [first])
            found |= {x.index: whole for x in group if x.index >= first.index}
    return found


REACH = 8
"""Phrases and marks between a number of people and those spelt out."""


def _several(e: Entity) -> bool:
    return e.plural and e.known and e.kind != "facility" and not e.weapon and not e.trigger


OPENS = frozenset((":", "-", "--", "\u2013", "\u2014", "("))
"""Marks that open what spells out the phrase before."""


# ---- traits of one telling
def _places(s: Sentence, lex: Lexicon, before: Sentence | None) -> dict[int, list[str]]:
    """By chunk: of which verbs it is what."""
    harm = before is not None and any(a.get("victim") for a in before.acts)
    where: dict[int, list[str]] = {}
    for p in s.predicates:
        verb = _verb(p.chunk)
        voice = "passive" if p.passive else "active"
        deeds = {(c.index, c.head.entry("trigger").extra) for found in p.slots.values() for c in found if _deed(c)}  # type: ignore[union-attr]
        for slot, chunks in p.slots.items():
            for c in chunks:
                where.setdefault(c.index, []).append(f"slot:{slot}.{voice}.{verb}" if slot in ("subj", "obj") else f"slot:{slot}.{verb}")
                where[c.index] += [f"with:{slot}.{frame}" for k, frame in deeds if k != c.index]
                if verb == "verb" and slot in ("subj", "obj") and p.chunk.entry is not None:
                    where[c.index].append(f"verb:{slot}.{voice}.{p.chunk.entry.lemma}")
        who, names = called(p, lex)
        for c in names:
            told = _who(s, p, who)
            where.setdefault(c.index, []).extend(f"called:{x}" for x in told)
            if told & HARM or (harm and told & {"pronoun", "civilian"}):
                where[c.index].append("called:harmed" if told & HARM else "called:harmed before")
        for c in who:
            where.setdefault(c.index, []).extend(f"is:{_class(x.head)}" for x in names)
    return where


def _who(s: Sentence, p: Predicate, who: Sequence[Chunk]) -> set[str]:
    """Classes of the subject of "is"; where there is none, of what stands before ("also injured were", "among the dead are")."""
    if who:
        return {x for c in who for x in _classes(s, c)}
    before = s.chunks[max(0, p.chunk.index - 3) : p.chunk.index]
    return {x for c in before for x in (_classes(s, c) if c.kind == "NP" else [_verb(c)] if c.kind == "VG" else [])}


def _classes(s: Sentence, c: Chunk) -> list[str]:
    """What a subject is: its noun, and whether a word in it tells of harm ("the wounded person", "one of the victims")."""
    words = c.all_words()
    told = {x.extra for w in words for x in w.entries if x.extra in HARMED or x.kind == "trigger"}
    plain = "pronoun" if any("pronouns" in w.classes for w in c.words) else _class(c.head)
    return sorted({plain, *told})


def _verb(chunk: Chunk) -> str:
    """What kind of verb it is: a trigger by its frame, a speech verb by its act, else "verb"."""
    entry = chunk.entry
    if entry is None:
        return "verb"
    if entry.kind == "trigger":
        return entry.extra
    return f"say.{entry.value}" if entry.kind == "speech" else entry.kind


def _deed(c: Chunk) -> bool:
    """Whether a phrase names an act: "took part in the [murder]"."""
    return c.head is not None and any(x.kind == "trigger" and x.pos == "n" for x in c.head.entries) and c.head.entry("person") is None


def _class(w: Word | None) -> str:
    """What kind of noun it is."""
    if w is None:
        return "none"
    trigger, person = w.entry("trigger"), w.entry("person")
    if trigger is not None and person is None:
        return trigger.extra
    if person is not None:
        return person.extra if person.value != "facility" else "facility"
    return "weapon" if w.entry("weapon") is not None else "actor" if w.actor is not None else "noun"


def _around(s: Sentence, c: Chunk) -> list[str]:
    out = []
    g = c.governor
    if g is not None:
        out += [f"prep:{slot}" for slot in sorted(g.slots)]
        holder = s.chunks[g.index - 1] if g.index else None
        if holder is not None and holder.of is c:
            out.append(f"of:{_class(holder.head)}")
    else:
        out.append("prep:none")
    before, behind = (s.chunks[c.index - 1] if c.index else None), (s.chunks[c.index + 1] if c.index + 1 < len(s.chunks) else None)
    out.append(f"before:{before.kind if before is not None else 'start'}")
    out.append(f"behind:{behind.kind if behind is not None else 'end'}")
    if behind is not None and behind.kind == "VG" and behind.entry is not None and behind.entry.kind == "trigger":
        out.append(f"then:{behind.entry.extra}{'.passive' if behind.passive or behind.reduced else ''}")
    return out


def _form(e: Entity) -> list[str]:
    """How the phrase is made."""
    out = []
    for w in e.chunk.words:
        for x in w.entries:
            if x.kind == "trigger" and w is not e.chunk.head:
                out.append(f"inside:{x.extra}")
            elif x.kind == "speech":
                out.append(f"inside:say.{x.value}")
    out.append("definite" if e.definite else "indefinite")
    out.append(f"number:{'many' if e.plural else 'one'}")
    if e.number is not None and (e.number.low or 0) > 1:
        out.append("counted")
    if e.named:
        out.append("named")
    if e.description is not None:
        out.append("described")
    if e.organisation is not None:
        out.append("somebody's")
    person = next((x for x in (e.chunk.head.entries if e.chunk.head is not None else ()) if x.kind == "person"), None)
    if person is not None:
        out.append(f"word:{person.lemma}")
    return out
