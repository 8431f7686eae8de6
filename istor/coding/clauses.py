"""Chunks become predicates: who stands as subject, object and behind which preposition of a verb or of a noun of action."""

from __future__ import annotations

from msgspec import Struct, field

from istor.coding.chunks import Chunk
from istor.coding.lexicon import Entry
from istor.knowledge.frames import frames


class Predicate(Struct, eq=False):
    """A verb group, or a noun of action, with its slots. `slots` maps `subj`, `obj`, `by`, `on`, `in`, ... to noun phrases."""

    chunk: Chunk
    slots: dict[str, list[Chunk]] = field(default_factory=dict)
    governor: Predicate | None = None
    """The verb that governs an infinitive or participle, or whose clause this one continues."""
    passive: bool = False
    gerund: bool = False
    relative: bool = False
    marker: str = ""
    """The subordinator or relative that opens the clause, in lower case."""
    said: Entry | None = None
    """What a deed told in words says of responsibility ("holds Iran responsible")."""
    clause: tuple[int, int] = (0, 0)
    """Chunk indices of the clause, end exclusive."""

    def get(self, slot: str) -> list[Chunk]:
        return self.slots.get(slot, [])


_CALM = frozenset(("say", "demand", "mutual", "impose", "give", "travel", "act"))
"""Frames of diplomacy: their phrases hold their own objects."""
_SUSPICION = frozenset(("accuse", "suspect", "suspect_of", "blame"))
BREAK = frozenset(("REL", "SUB", "STOP"))


def noun_list(chunks: list[Chunk], k: int) -> tuple[list[Chunk], int]:
    """The noun phrases coordinated from k on ("A, B and C"), and the index behind them. A phrase that a finite verb follows is left out."""
    found = [chunks[k]]
    k += 1
    while (
        k < len(chunks)
        and chunks[k].kind == "PREP"
        and "of" in chunks[k].slots
        and k + 1 < len(chunks)
        and chunks[k + 1].kind == "NP"
        and found[-1].of
    ):
        k += 2
    while k + 1 < len(chunks):
        j = k
        if chunks[j].kind == "COMMA":
            j += 1
        if j < len(chunks) and chunks[j].kind == "CONJ":
            j += 1
        if j == k or j >= len(chunks) or chunks[j].kind != "NP":
            break
        behind = j + 1
        while behind + 1 < len(chunks) and chunks[behind].kind == "PREP" and "of" in chunks[behind].slots:
            behind += 2
        only_comma = j == k + 1 and chunks[k].kind == "COMMA"
        if behind < len(chunks) and chunks[behind].kind == "VG" and not chunks[behind].reduced and not chunks[behind].infinitive:
            break
        if only_comma and not _continues(chunks, behind):
            break
        found.append(chunks[j])
        k = behind
    return found, k


def _continues(chunks: list[Chunk], k: int) -> bool:
    """Whether a comma list goes on to an "and": otherwise the comma opens an apposition or a new clause."""
    for j in range(k, min(k + 10, len(chunks))):
        kind = chunks[j].kind
        if kind == "CONJ":
            return j + 1 < len(chunks) and chunks[j + 1].kind == "NP"
        if kind not in ("COMMA", "NP") and not (kind == "PREP" and "of" in chunks[j].slots):
            return False
    return False


def predicates(chunks: list[Chunk]) -> list[Predicate]:
    """Every verb group of the sentence with its slots, in order."""
    out: list[Predicate] = []
    by_index: dict[int, Predicate] = {}
    for k, chunk in enumerate(chunks):
        if chunk.kind != "VG":
            continue
        p = Predicate(chunk)
        features = chunk.features
        p.gerund = "G" in features and not chunk.passive and len([w for w in chunk.words if w.entry("aux")]) == 0
        objects, after = _objects(chunks, k)
        if objects and chunk.head is not None and chunk.head.entry("speech") is not None and _clause_follows(chunks, after):
            objects = []  # "says a boy, a girl and a man were shot"
        if chunk.reduced and _never_passive(chunk):
            chunk.reduced = False
        elif chunk.reduced and "T" in (chunk.entry.features if chunk.entry else ""):
            chunk.reduced = _is_reduced(chunks, k, objects)
        elif chunk.reduced and objects and _goes_on(chunks, k):
            chunk.reduced = False
        p.passive = chunk.passive or (chunk.reduced and "E" not in features)
        _subject(chunks, k, p, by_index, out)
        if objects and not p.passive:
            if len(objects) == 1 and (second := _second_object(chunks, chunk, after)) is not None:
                p.slots["to"] = objects  # "gave Somalia aid"
                objects, after = noun_list(chunks, second)
            p.slots["obj"] = objects
        elif objects and chunk.passive and not p.get("obj"):
            p.slots["obj"] = objects  # a subject behind its verb: "fueron asesinados tres campesinos", "ont été tués trois soldats"
        elif objects and p.passive:
            p.slots["complement"] = objects
        _complements(chunks, after, p)
        p.clause = _clause(chunks, k)
        out.append(p)
        by_index[k] = p
        _behind(out)
    return out


def be(p: Predicate) -> bool:
    """Whether a predicate only says who or what somebody is."""
    return p.chunk.entry is not None and p.chunk.entry.kind == "aux" and p.chunk.entry.value == "be"


def _behind(found: list[Predicate]) -> None:
    """ "Also injured were Ana Sol and Juan Ramos": a participle before "were" has its object behind it."""
    if len(found) < 2 or not be(found[-1]):
        return
    p, participle = found[-1], found[-2]
    c = participle.chunk
    if p.get("subj") or not p.get("obj") or participle.get("subj") or participle.get("obj") or c.infinitive or len(c.words) > 1:
        return
    if "P" in c.features and "G" not in c.features and c.entry is not None and c.entry.kind == "trigger" and p.clause == participle.clause:
        participle.passive = True
        participle.slots["obj"] = p.slots.pop("obj")


def _clause_follows(chunks: list[Chunk], k: int) -> bool:
    """Whether the list that ends before k goes on to a phrase with a finite verb."""
    while k < len(chunks) and chunks[k].kind in ("COMMA", "CONJ"):
        k += 1
    behind = chunks[k + 1] if k + 1 < len(chunks) and chunks[k].kind == "NP" and chunks[k - 1].kind in ("COMMA", "CONJ") else None
    return behind is not None and behind.kind == "VG" and not behind.reduced and not behind.infinitive


def _never_passive(chunk: Chunk) -> bool:
    """A verb without object, or one whose object is among its words ("lodged a protest"): no participle of it describes a noun."""
    entry = chunk.entry
    if entry is None or entry.kind != "trigger":
        return False
    frame = frames().get(entry.extra)
    return frame is not None and ("obj" not in frame.slots or (frame.name in _CALM and chunk.head is not None and chunk.head.text.count(" ") > 1))


def _second_object(chunks: list[Chunk], verb: Chunk, after: int) -> int | None:
    """Where the thing given stands, right behind whom it is given to."""
    head = verb.head
    if head is None or "ditransitive" not in head.classes or after >= len(chunks) or chunks[after].kind != "NP":
        return None
    return after if chunks[after - 1].kind == "NP" else None


def _is_reduced(chunks: list[Chunk], k: int, objects: list[Chunk]) -> bool:
    """ "killed" after a noun: a participle when no object follows and a finite verb of the clause comes later, or a preposition follows it."""
    if objects:
        return False
    before = chunks[k - 1] if k else None
    if before is not None and before.kind == "NP" and (_held_of(chunks, k) or _told_of(chunks, k)):
        return True
    if before is None or before.kind not in ("NP", "COMMA", "CONJ", "TIME"):
        return False
    after = chunks[k + 1] if k + 1 < len(chunks) else None
    if after is not None and after.kind == "PREP" and k + 3 < len(chunks) and chunks[k + 2].kind == "TIME" and chunks[k + 3].kind == "VG" and chunks[k + 3].infinitive:
        return False  # "declined on Friday to turn over"
    head = chunks[k].head
    if head is not None and head.entry("speech") is not None:
        j = k + 1
        while j < len(chunks) and chunks[j].kind in ("TIME", "PREP") and (chunks[j].kind == "TIME" or (j + 1 < len(chunks) and chunks[j + 1].kind == "TIME")):
            j += 1
        if j + 1 < len(chunks) and chunks[j].kind == "NP" and chunks[j + 1].kind == "VG" and not (chunks[j + 1].reduced or chunks[j + 1].infinitive):
            return False  # "police in Nairobi said on Saturday they had arrested"
    finite_later = False
    for c in chunks[k + 1 :]:
        if c.kind in ("STOP", "SUB", "REL"):
            break
        if (c.kind == "CONJ" and not _within_phrase(chunks, c.index)) or (c.kind == "COMMA" and attribution(chunks, c.index)):
            break
        if c.kind == "VG" and not c.infinitive and "G" not in c.features and not c.reduced:
            finite_later = True
            break
    if after is not None and after.kind == "PREP" and "by" in after.slots and k + 2 < len(chunks) and _measure(chunks[k + 2]):
        return False  # "shortened by one hour the curfew"
    if before.kind == "TIME" and after is not None and after.kind == "PREP" and "by" not in after.slots:
        return False  # "the council today agreed to"
    if before.kind == "COMMA":
        return after is not None and after.kind == "PREP" and "by" in after.slots
    if after is not None and after.kind == "PREP":
        return bool(after.slots & {"by"}) or finite_later
    return finite_later


def _held_of(chunks: list[Chunk], k: int) -> bool:
    """ "a man suspected of killing": a verb of suspicion that takes no object here is none that the noun before it does."""
    entry, after = chunks[k].entry, chunks[k + 1] if k + 1 < len(chunks) else None
    return entry is not None and entry.kind == "speech" and entry.value in _SUSPICION and after is not None and after.kind == "PREP" and "of" in after.slots


def _told_of(chunks: list[Chunk], k: int) -> bool:
    """ "A medic was among three soldiers killed": the clause has its verb, a form of "be", and what follows its noun describes that."""
    i = k - 1
    while i >= 0 and chunks[i].kind in ("NP", "PREP", "TIME"):
        i -= 1
    if i < 0 or i == k - 1 or chunks[i].kind != "VG" or chunks[k - 1].kind != "NP":
        return False
    head = chunks[i].head
    aux = head.entry("aux") if head is not None else None
    entry = chunks[i].entry
    return aux is not None and aux.value == "be" and entry is not None and entry.kind == "aux"


def _within_phrase(chunks: list[Chunk], k: int) -> bool:
    """Whether an "and" joins two places behind one preposition ("aimed at Riyadh and Jizan were shot down")."""
    before, behind = chunks[k - 1] if k else None, chunks[k + 1] if k + 1 < len(chunks) else None
    if before is None or behind is None or before.governor is None or behind.governor is not None:
        return False
    return all(c.head is not None and c.head.place is not None for c in (before, behind))


def _measure(c: Chunk) -> bool:
    """A length of time or a share: no one who acts."""
    return c.kind == "TIME" or any(w.time is not None or (w.count is not None and w.count.kind != "count") for w in c.words)


def attribution(chunks: list[Chunk], k: int) -> bool:
    """ ", the paper reported": a comma at k, who says it and a verb of saying."""
    for c in chunks[k + 1 : k + 8]:
        if c.kind == "VG":
            return c.head is not None and c.head.entry("speech") is not None
        if c.kind not in ("NP", "PREP", "TIME"):
            return False
    return False


def _goes_on(chunks: list[Chunk], k: int) -> bool:
    """ "ont attaqué un poste et tué deux soldats": a participle behind "and" that shares the auxiliary of the verb before."""
    if k == 0 or chunks[k - 1].kind not in ("CONJ", "COMMA"):
        return False
    before = next((c for c in reversed(chunks[: k - 1]) if c.kind == "VG" or c.kind in BREAK), None)
    return before is not None and before.kind == "VG" and not before.passive and not before.reduced and any(w.entry("aux") for w in before.words)


def _objects(chunks: list[Chunk], k: int) -> tuple[list[Chunk], int]:
    j = k + 1
    while j < len(chunks) and (
        chunks[j].kind in ("TIME", "QUOTE") or (chunks[j].kind == "PREP" and j + 1 < len(chunks) and chunks[j + 1].kind == "TIME")
    ):
        j += 1  # "forced out on Wednesday ten families"
    if j < len(chunks) and chunks[j].kind == "PREP" and "object" in chunks[j].slots and j + 1 < len(chunks) and _somebody(chunks[j + 1]):
        j += 1  # a language that marks people as objects: "secuestraron a tres campesinos"
    if j < len(chunks) and chunks[j].kind == "NP" and not _subject_of_next(chunks, j):
        return noun_list(chunks, j)
    return [], j


def _somebody(chunk: Chunk) -> bool:
    """Whether a noun phrase is of people: a known person, a named actor or a number that counts."""
    return chunk.kind == "NP" and any(
        w.actor is not None
        or ((e := w.entry("person")) is not None and e.value != "facility")
        or (w.count is not None and w.count.kind == "count" and not w.count.ordinal)
        for w in chunk.words
    )


def _subject_of_next(chunks: list[Chunk], j: int) -> bool:
    """A noun phrase with a finite verb right behind it and a break before it begins a clause of its own."""
    if chunks[j - 1].kind == "VG":
        return False
    behind = j + 1
    return behind < len(chunks) and chunks[behind].kind == "VG" and not chunks[behind].reduced and not chunks[behind].infinitive


def _subject(chunks: list[Chunk], k: int, p: Predicate, by_index: dict[int, Predicate], seen: list[Predicate]) -> None:
    """Walk left from the verb to its subject; a passive verb's subject is its object."""
    slot = "obj" if p.passive else "subj"
    chunk = chunks[k]
    j, further = _before_aside(chunks, k)
    crossed_conj = False
    commas = 0
    while j >= 0:
        c = chunks[j]
        if c.kind == "NP" and (c.governor is None or (p.gerund and j == k - 1 and _absolute(c, chunk))):
            found = [c]
            within: int | None = None
            while (first := _listed_before(chunks, j)) is not None:
                if chunks[j - 1].kind == "COMMA" and not any(x.kind == "CONJ" for x in chunks[j:k]) and not (first == 0 and _counted(chunks[first]) and _counted(c)):
                    break  # but "2 girls, 2 men shot"
                if _casualties(chunks[first]):
                    break  # "left one man dead and four wounded": two tellings
                if _apart(chunks, first, c, by_index):
                    break  # "killed two people and four others were hurt": the two belong to the verb before
                while first >= 2 and chunks[first].governor is not None and chunks[first - 2].of is chunks[first]:
                    first -= 2
                governor = chunks[first].governor
                if governor is not None and "of" not in governor.slots:
                    within = first - 2  # coordinated inside a prepositional phrase: "on the islands of Java and Sumatra"
                    break
                found.insert(0, chunks[first])
                j = first
            if within is not None and (crossed_conj or _between(chunks, within) or all(_country(x) for x in found)):
                j = within
                continue
            if commas and not crossed_conj and (named := _apposed(chunks, j)) is not None:
                found = [named]
                j = named.index
            owner = _verb_before(chunks, j)
            if owner is not None and by_index.get(owner) is not None and c in by_index[owner].get("obj") and not chunk.reduced and not p.gerund:
                # the noun is the object of the verb before: share that verb's subject instead
                prior = by_index[owner]
                acts_on = chunk.entry is None or chunk.entry.kind != "trigger" or (k + 1 < len(chunks) and chunks[k + 1].kind == "NP")
                acts_on |= chunk.passive and prior.gerund  # "a cache containing rockets was found", "a man accused of killing two people was arrested"
                if (prior.gerund or prior.relative) and acts_on and not p.gerund and not chunk.infinitive and not crossed_conj:
                    _share(prior, p, slot)  # "officers wielding batons cleared ...": the batons did not
                    return
                if crossed_conj or commas or chunk.infinitive:
                    p.governor = prior
                    _share(prior, p, slot)
                    return
                whole = _never_passive(chunk) or any(w.entry("aux") for w in chunk.words)  # not "that left two men wounded"
                if prior.relative and whole and _share(prior, p, slot):
                    return  # "the man who shot the mayor was arrested"
            p.slots[slot] = found + further
            if p.gerund and owner is not None:
                p.governor = by_index.get(owner)
                if commas or crossed_conj or _controlled(chunks[k - 1]):
                    prior2 = by_index.get(owner)
                    if prior2 is not None and commas:
                        p.governor = prior2 = _main_of(prior2, chunks)
                    if prior2 is not None:
                        p.slots.pop(slot, None)
                        _share(prior2, p, slot)
            return
        if c.kind == "NP":
            j -= 2
            if j >= 0 and chunks[j].of is c:
                continue
            if chunk.reduced and not p.gerund:
                p.slots[slot] = [c]
                return
            continue
        if c.kind in ("TIME", "QUOTE", "PREP"):
            j -= 1
            continue
        if c.kind == "COMMA":
            commas += 1
            j -= 1
            continue
        if c.kind == "CONJ":
            crossed_conj = True
            j -= 1
            continue
        if c.kind == "REL":
            p.relative = True
            p.marker = c.words[0].lower
            p.slots[slot] = _antecedent(chunks, j)
            return
        if c.kind == "VG":
            prior = _main_of(by_index[j], chunks) if commas and p.gerund else by_index[j]
            if chunk.infinitive or p.gerund or crossed_conj or chunk.reduced:
                p.governor = prior
                _share(prior, p, slot)
                return
            if prior.relative or prior.chunk.reduced:
                # skip the relative clause and take what it describes
                described = prior.get("obj" if prior.passive else "subj")
                if described:
                    p.slots[slot] = described
                return
            p.governor = prior
            _share(prior, p, slot)
            return
        p.marker = c.words[0].lower if c.kind == "SUB" else ""
        goes_on = c.kind == "SUB" and j == k - 1 and "contrasts" in c.words[0].classes  # "was taken to a hospital but died"
        if c.kind == "SUB" and (p.gerund or goes_on):
            prior3 = next((q for q in reversed(seen) if q.chunk.index < j), None)
            if prior3:
                p.governor = prior3
                _share(prior3, p, slot)
        return


ASIDE = 14
"""Phrases of the longest aside."""


def _before_aside(chunks: list[Chunk], k: int) -> tuple[int, list[Chunk]]:
    """Where the walk from a verb to its subject begins: before an aside that says of whom a number of people are ("Eight civilians, including a woman and two
    children, were killed", "Five people, two of them policemen, were killed", "Ten people, mostly civilians, were killed"). And who is told behind the aside:
    "Seven soldiers, including two officers, and three civilians were killed"."""
    closed = k > 0 and chunks[k - 1].kind == "COMMA"
    i = k - 2 if closed else k - 1
    last = i
    while i > 0 and i > k - ASIDE and chunks[i].kind in ("NP", "CONJ", "COMMA", "PREP", "REL"):
        whole = i - 2 if chunks[i - 1].kind == "COMMA" else i - 1
        if whole >= 0 and chunks[whole].kind == "NP" and _opens_aside(chunks, i, closed and i == last, whole):
            end = next((x for x in range(i, k - 1) if chunks[x].kind == "COMMA" and chunks[x + 1].kind == "CONJ"), k)
            return whole, [c for c in chunks[end:k] if c.kind == "NP" and c.governor is None]
        i -= 1
    return k - 1, []


def _opens_aside(chunks: list[Chunk], i: int, alone: bool, whole: int) -> bool:
    """Whether an aside about the people told at `whole` opens at i; `alone`: a single phrase between two commas."""
    c = chunks[i]
    people = _somebody(chunks[whole]) or chunks[whole].governor is not None
    if "inclusion" in c.words[0].classes:
        told = next((x for x in chunks[i + 1 :] if x.kind == "NP"), None)
        return people and told is not None and (c.kind == "PREP" or _indefinite(told))
    if c.kind != "NP" or whole != i - 2 or c.governor is not None:
        return False
    if c.of is not None and "pronouns" in c.of.words[0].classes:
        return people
    head = c.head.entry("person") if c.head is not None else None
    return alone and _counted(chunks[whole]) and not _counted(c) and head is not None and "M" in head.features


def _indefinite(c: Chunk) -> bool:
    """ "une femme", "deux enfants": not "le chef", of whom a relative clause tells."""
    w = c.words[0]
    return "singular" in w.classes or (w.count is not None and w.count.kind == "count" and not w.count.ordinal)


def _describes(chunks: list[Chunk], p: Predicate) -> bool:
    """Whether a participle stands right behind the noun that it describes, with no comma between."""
    k = p.chunk.index
    return p.gerund and k > 0 and chunks[k - 1].kind == "NP"


def _controlled(before: Chunk) -> bool:
    """Whether a gerund behind this word is done by the subject, not by the object beside it: "wounding him before fleeing", "killed her by stabbing"."""
    return before.kind in ("PREP", "SUB") and ("subordinators" in before.words[0].classes or "by" in before.slots)


def _counted(c: Chunk) -> bool:
    """Whether a phrase opens with a number that counts people."""
    w = c.words[0]
    person = c.head.entry("person") if c.head is not None else None
    return w.count is not None and w.count.kind == "count" and not w.count.ordinal and person is not None and person.value == "civilian"


def _absolute(c: Chunk, verb: Chunk) -> bool:
    """Whether a phrase behind a preposition does what the gerund behind it says: "with Ann King dying", "with thousands marching"."""
    if verb.entry is None or c.governor is None:
        return False
    somebody = "with" in c.governor.slots and (_someone(c) or any(w.name for w in c.words) or any(w.count is not None for w in c.words))
    return verb.entry.extra == "protest" or (somebody and verb.entry.extra == "die")


def _between(chunks: list[Chunk], k: int) -> bool:
    """Whether a list behind k stands behind "between": neither of its nouns does what the verb tells."""
    return k + 1 < len(chunks) and chunks[k + 1].kind == "PREP" and "between" in chunks[k + 1].slots


def _listed_before(chunks: list[Chunk], j: int) -> int | None:
    """The noun phrase before j in a list: "A and B", "A, B", "A, and B"."""
    k = j - 1
    if k >= 1 and chunks[k].kind == "CONJ" and chunks[k - 1].kind == "COMMA":
        k -= 1
    return k - 1 if k >= 1 and chunks[k].kind in ("CONJ", "COMMA") and chunks[k - 1].kind == "NP" else None


def _apart(chunks: list[Chunk], first: int, c: Chunk, by_index: dict[int, Predicate]) -> bool:
    """Whether the phrase at `first` belongs to the verb before it and c does not."""
    owner = _verb_before(chunks, first)
    prior = by_index.get(owner) if owner is not None else None
    held = (prior.get("obj") + prior.get("subj")) if prior is not None else []
    return any(x is chunks[first] for x in held) and all(x is not c for x in held)


def _apposed(chunks: list[Chunk], j: int) -> Chunk | None:
    """ "Pakistan, a key ally in the war, has refused": the name that the phrase at j, set off by commas, explains."""
    if j < 2 or chunks[j - 1].kind != "COMMA" or chunks[j - 2].kind != "NP":
        return None
    first = chunks[j].words[0].classes
    if not ("determiners" in first or "possessive" in first or chunks[j].possessors):
        return None
    i = j - 2
    while i >= 2 and (governor := chunks[i].governor) is not None and "of" in governor.slots and chunks[i - 2].kind == "NP":
        i -= 2
    if chunks[i].governor is not None or _verb_before(chunks, i) is not None:
        return None
    return chunks[i]


def _casualties(np: Chunk) -> bool:
    entry = np.head.entry("person") if np.head is not None else None
    return entry is not None and entry.extra in ("dead", "wounded")


def _country(np: Chunk) -> bool:
    """Whether a phrase is no more than a state's name: "negotiators from Sudan and South Sudan"."""
    head = np.head
    return head is not None and head.actor is not None and head.actor.kind == "state" and head.actor.actor == head.actor.country


def _verb_before(chunks: list[Chunk], j: int) -> int | None:
    for i in range(j - 1, -1, -1):
        if chunks[i].kind == "VG":
            return i
        if chunks[i].kind in BREAK:
            return None
    return None


def _main_of(p: Predicate, chunks: list[Chunk]) -> Predicate:
    """The verb of the clause where p only describes a noun of it ("fired at students demonstrating against fees, killing two")."""
    while _describes(chunks, p) and p.governor is not None:
        p = p.governor
    return p


def _share(prior: Predicate, p: Predicate, slot: str) -> bool:
    subject = prior.get("obj") if prior.passive else prior.get("subj")
    if subject:
        p.slots[slot] = subject
    return bool(subject)


def _antecedent(chunks: list[Chunk], j: int) -> list[Chunk]:
    i = j - 1
    while i >= 0 and chunks[i].kind in ("COMMA", "QUOTE", "PREP", "TIME"):
        i -= 1
    while i > 2 and chunks[i].kind == "NP" and (governor := chunks[i].governor) is not None:
        if "of" in governor.slots or chunks[governor.index - 1].kind != "COMMA" or _someone(chunks[i]):
            break
        i = governor.index - 2  # ", near Baghdad, in Iraq, which ...": what stands between commas is not described
        while i > 0 and chunks[i].kind == "NP" and (holder := chunks[i].governor) is not None and "of" in holder.slots:
            i -= 2
    if i > 2 and chunks[i].kind == "NP" and chunks[i].head is not None and chunks[i].head.place is not None:  # type: ignore[union-attr]
        root = i
        while root > 2 and (holder := chunks[root].governor) is not None and "of" in holder.slots:
            root = holder.index - 1
        holder = chunks[root].governor
        if holder is not None and holder.index > 1 and chunks[holder.index - 1].kind == "COMMA" and chunks[holder.index - 2].kind == "NP":
            i = holder.index - 2  # "X, in the department of Y, who ..."
    if i >= 0 and chunks[i].kind == "NP":
        c = chunks[i]
        governor = c.governor
        if (
            governor is not None
            and "of" not in governor.slots
            and i >= 2
            and not _someone(c)
            and chunks[i - 2].kind == "NP"
            and _someone(chunks[i - 2])
        ):
            c = chunks[i - 2]  # "two bystanders in the area that were struck"
        # "the head of the group, who ..." describes the head; without a comma the nearest noun
        return [c]
    return []


def _someone(np: Chunk) -> bool:
    """Whether the head is a word for people, or an age that stands for one."""
    if np.head is None:
        return False
    entry = np.head.entry("person")
    return entry.value != "facility" if entry is not None else np.head.count is not None and np.head.count.kind == "age"


def _complements(chunks: list[Chunk], j: int, p: Predicate) -> None:
    """Prepositional phrases behind the verb and its objects, until the clause ends."""
    while j < len(chunks):
        c = chunks[j]
        if c.kind in BREAK or c.kind == "VG":
            return
        if c.kind == "PREP" and j + 1 < len(chunks) and chunks[j + 1].kind == "NP":
            found, j = noun_list(chunks, j + 1)
            for slot in sorted(c.slots):  # a set has no order of its own
                p.slots.setdefault(slot, []).extend(found)
            if any(f.head is not None and any(e.kind == "trigger" and e.pos == "n" for e in f.head.entries) for f in found):
                return  # what follows a noun of action belongs to it: "since the killing by X of Y"
            continue
        if c.kind == "COMMA":
            nxt = chunks[j + 1] if j + 1 < len(chunks) else None
            if nxt is None or nxt.kind not in ("PREP", "TIME"):
                return
        if c.kind == "CONJ":
            nxt = chunks[j + 1] if j + 1 < len(chunks) else None
            if nxt is None or nxt.kind not in ("PREP", "TIME"):
                return
        if c.kind == "NP":
            return
        j += 1


def complements_of(chunks: list[Chunk], k: int) -> dict[str, list[Chunk]]:
    """The slots of the noun of action at k: possessors, what follows "of", "by", "on" ... before the next verb or break."""
    np = chunks[k]
    slots: dict[str, list[Chunk]] = {}
    if np.possessors:
        slots["poss"] = list(np.possessors)
    j = k + 1
    while j < len(chunks):
        c = chunks[j]
        if c.kind == "PREP" and j + 1 < len(chunks) and chunks[j + 1].kind == "NP":
            found, j = noun_list(chunks, j + 1)
            if any("utterances" in w.classes for w in found[0].words):
                break  # "the attack in a statement on Telegram"
            for slot in sorted(c.slots):  # a set has no order of its own
                slots.setdefault(slot, []).extend(found)
            continue
        nxt = chunks[j + 1].kind if j + 1 < len(chunks) else ""
        if c.kind in ("TIME", "QUOTE") or (c.kind == "PREP" and nxt == "TIME") or (c.kind in ("CONJ", "COMMA") and nxt in ("PREP", "TIME")):
            j += 1
            continue
        break
    return slots


def _clause(chunks: list[Chunk], k: int) -> tuple[int, int]:
    lo = k
    while lo > 0 and chunks[lo - 1].kind not in BREAK:
        lo -= 1
    hi = k + 1
    while hi < len(chunks) and chunks[hi].kind not in BREAK:
        hi += 1
    return lo, hi
