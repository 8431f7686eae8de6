"""Words become chunks: noun phrases, verb groups, prepositions and the marks between clauses.

A shallow, finite-state reading in the manner of FASTUS (Hobbs et al. 1992): closed classes and known verbs cut the sentence; what is left
between the cuts is a noun phrase. Language data says whether the head of a noun phrase comes first or last.
"""

from __future__ import annotations

from msgspec import Struct, field

from istor.coding.glosses import apposed, called
from istor.coding.lexicon import Entry, Lexicon
from istor.coding.words import Word


class Chunk(Struct, eq=False):
    """kind: NP noun phrase, VG verb group, PREP, CONJ, COMMA, REL, SUB subordinator, TIME, QUOTE, STOP other punctuation."""

    kind: str
    words: list[Word]
    head: Word | None = None
    possessors: list[Chunk] = field(default_factory=list)
    of: Chunk | None = None
    """Noun phrase behind of/de."""
    entry: Entry | None = None
    features: str = ""
    passive: bool = False
    reduced: bool = False
    """A participle without auxiliary: "three soldiers killed in"."""
    infinitive: bool = False
    negated: bool = False
    modal: str = ""
    slots: frozenset[str] = frozenset()
    index: int = 0
    governor: Chunk | None = None
    """For a noun phrase: the preposition it follows."""
    apposition: Chunk | None = None
    """For a name: the title told beside it, "Juan Ramos, mayor of Dolores"."""
    apposition_end: int = 0
    """Where the title ends, with what it is of."""
    ages: tuple[int, ...] = ()
    """Ages told right behind it ("Smith, 34, was")."""

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def all_words(self) -> list[Word]:
        return self.words if self.of is None else [*self.words, *self.of.all_words()]

    def chain(self) -> list[Chunk]:
        """The phrase and what it is of, one behind the other."""
        found = [self]
        while (inner := found[-1].of) is not None:
            found.append(inner)
        return found

    @property
    def full_end(self) -> int:
        return self.of.full_end if self.of else self.end


_STOP_MARKS = frozenset(".;:!?()[]{}|/-\u2013\u2014")
_OPENING = frozenset(("infinitive_marks", "negations", "clitics"))
"""What opens a verb group besides a verb."""
_COUNTING = frozenset(("quantifiers",))
_QUOTES = frozenset('`"\u00ab\u00bb\u201c\u201d\u201e\u2039\u203a')


def _dated(w: Word) -> bool:
    """Whether a word is of a time that stands for days: not of a mere length, nor a verb that is also a word of time ("last")."""
    t = w.time
    verb = t is not None and w.verb and w.text.islower() and t.end == w.end and t.start == w.start  # "last", not "March"
    return t is not None and (t.type != "DURATION" or t.first is not None) and not verb


def _within_name(word: Word) -> bool:
    """Whether a word is part of the longer name of an actor or place: "Shining Path" has no verb."""
    a = word.actor
    if word.name and word.place is not None and word.place.kind == "demonym":
        return True  # "Polish meat"
    return a is not None and (a.start < word.start or a.end > word.end) and a.kind not in ("civilian", "unknown")


def _finite_only(word: Word) -> bool:
    return all(e.pos == "v" for e in word.entries if e.kind not in ("cue", "word")) and word.verb


def _stands_alone(np: Chunk) -> bool:
    """A name of an actor that takes no "of" behind it: what follows belongs to the noun before ("the killing by X of Y")."""
    head = np.head
    return head is not None and head.actor is not None and head.actor.kind in ("state", "armed_group", "person") and not head.entries


def _semicolons(chunks: list[Chunk]) -> list[Chunk]:
    """Semicolons of a list ("A; B; and C were killed", "A, 53; B, 24; C and D", "A; B, and C") are its commas."""
    marks = [k for k, c in enumerate(chunks[:-1]) if c.kind == "STOP" and c.words[0].text == ";"]
    between = [k for k in marks if k and chunks[k - 1].kind == "NP" and chunks[k + 1].kind == "NP"]
    listed = (len(between) > 1 and between == marks) or (bool(marks) and _one_list(chunks, marks[0]))
    if listed or any(chunks[k + 1].kind == "CONJ" for k in marks):
        for k in marks:
            chunks[k].kind = "COMMA"
    return chunks


def _one_list(chunks: list[Chunk], k: int) -> bool:
    """Whether nothing but names stands between a semicolon and the last "and" of its list."""
    if k == 0 or chunks[k - 1].kind != "NP":
        return False
    for j in range(k + 1, len(chunks) - 1):
        c = chunks[j]
        if c.kind == "CONJ":
            return j > k + 1 and chunks[j + 1].kind == "NP"
        if c.kind not in ("NP", "COMMA") and not (c.kind == "STOP" and c.words[0].text == ";"):
            return False
    return False


def _clause_behind(chunks: list[Chunk], k: int) -> bool:
    """Whether a subject and its verb stand from k on: one noun phrase or several joined by "and"."""
    if k + 1 >= len(chunks) or chunks[k].kind != "NP":
        return False
    j, joined = k + 1, True
    while j + 1 < len(chunks) and chunks[j].kind in ("CONJ", "COMMA"):
        step = 2 if chunks[j].kind == "COMMA" and chunks[j + 1].kind == "CONJ" else 1
        joined = chunks[j + step - 1].kind == "CONJ"
        if j + step >= len(chunks) or chunks[j + step].kind != "NP":
            return False
        j += step + 1
    return joined and j < len(chunks) and chunks[j].kind == "VG" and not chunks[j].infinitive


class Chunker:
    """Chunks one sentence. Holds no state between sentences."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self.endings = tuple(suffix for suffix, features in lex.suffix_verbs if not features.startswith("!")) or ("\0",)
        """Endings by which a word of no table may be a verb."""

    def chunk(self, words: list[Word]) -> list[Chunk]:
        out: list[Chunk] = []
        i, n = 0, len(words)
        while i < n:
            w = words[i]
            nxt = words[i + 1] if i + 1 < n else None
            if (
                "determiners" in w.classes
                and w.time is None
                and nxt is not None
                and _dated(nxt)
                and nxt.time is not None
                and nxt.time.start == nxt.start
            ):
                if (found := self._day_inside(words, i)) is not None:
                    pair, i = found
                    out += pair
                    continue
                i += 1  # "le 11 mars": the article belongs to the day
                continue
            if w.time is not None and _dated(w):
                j = i
                while j < n and words[j].time is w.time:
                    j += 1
                out.append(Chunk("TIME", words[i:j]))
                i = j
                continue
            idle = "adverbs" in w.classes and all(e.kind == "word" for e in w.entries) and w.count is None and not w.slots and "negations" not in w.classes
            if nxt is not None and nxt.verb and out and out[-1].kind == "NP" and self._manner(w):
                i += 1  # "soldiers routinely beat prisoners"
                continue
            if idle and self._verb_group(words, i, out) is None:
                i += 1  # an adverb between phrases says nothing of sides
                continue
            if w.text in _QUOTES and out and out[-1].kind == "NP" and all("determiners" in x.classes and not x.entries for x in out[-1].words):
                out.pop()  # 'blamed the "armed men"'
                i += 1
                continue
            mark = self._mark(words, i, out)
            if mark is not None:
                out.append(mark)
                i += len(mark.words)
                continue
            group = self._verb_group(words, i, out)
            if group is not None:
                out.append(group)
                i += len(group.words)
                continue
            np, i = self._noun_phrase(words, i)
            out.append(np)
        return self._link(apposed(called(_semicolons(out), self.lex.people.naming)))

    def _day_inside(self, words: list[Word], i: int) -> tuple[list[Chunk], int] | None:
        """ "the Friday shooting of five people": a day between an article and a deed parts no phrase; the phrase, the day, and where they end."""
        j = i + 1
        while j < len(words) and words[j].time is words[i + 1].time:
            j += 1
        if not self.lex.head_last or j >= len(words):
            return None
        np, read = self._noun_phrase([words[i], *words[j:]], 0)
        deed = np.head is not None and any(e.kind == "trigger" and e.pos == "n" for e in np.head.entries)
        return ([np, Chunk("TIME", words[i + 1 : j])], j + read - 1) if deed else None

    def _manner(self, w: Word) -> bool:
        """An adverb by its ending that no table knows."""
        return w.lower.endswith(self.lex.suffix_adverbs or ("\0",)) and not w.entries and not w.classes and not w.name and w.count is None

    # ---- marks between phrases
    def _mark(self, words: list[Word], i: int, out: list[Chunk]) -> Chunk | None:
        w = words[i]
        text = w.text
        if text == "," or text == "\u060c":
            return Chunk("COMMA", [w])
        if text in _QUOTES:
            return Chunk("QUOTE", [w])
        if text in _STOP_MARKS or (len(text) == 1 and not text.isalnum() and text not in "'%$&"):
            return Chunk("STOP", [w])
        c = w.classes
        if w.actor is not None or w.place is not None:
            inside = w.start > (w.actor or w.place).start  # type: ignore[union-attr]
            if inside and (w.slots or "determiners" in c or "conjunctions" in c):
                return None
        if "possessive" in c and out and out[-1].kind == "NP":
            return None
        if "infinitive_marks" in c:
            nxt = words[i + 1] if i + 1 < len(words) else None
            if nxt is not None and self._bare_verb(nxt):
                return None
        if "conjunctions" in c:
            return Chunk("CONJ", [w])
        if "relatives" in c and out and out[-1].kind in ("NP", "COMMA", "PREP") and self._relative(words, i):
            return Chunk("REL", [w])
        if w.count is not None and not w.slots:
            return None
        if w.slots and "determiners" in c and (not out or out[-1].kind in ("VG", "PREP", "SUB", "STOP", "COMMA")) and not w.slots <= {"to", "in"}:
            return None  # "ont effectué des frappes", "par des milices": an article, not a preposition
        if w.count is not None and i + 1 < len(words) and words[i + 1].count is w.count and "of" not in w.slots:
            return None  # "around 50 activists": the word that bounds a figure is of its phrase
        if w.slots:
            return Chunk("PREP", [w], slots=w.slots)
        if "subordinators" in c and not w.entries:
            if "clitics" in c and i + 1 < len(words) and (words[i + 1].verb or "clitics" in words[i + 1].classes):
                return None
            return Chunk("SUB", [w])
        if "subordinators" in c:
            return Chunk("SUB", [w])
        return None

    @staticmethod
    def _relative(words: list[Word], i: int) -> bool:
        """Whether a relative opens a clause here: a verb follows before the next stop."""
        return any(w.verb for w in words[i + 1 : i + 12])

    @staticmethod
    def _bare_verb(word: Word) -> bool:
        return any(e.pos == "v" and "I" in e.features for e in word.entries)

    # ---- verb groups
    def _verb_group(self, words: list[Word], i: int, out: list[Chunk]) -> Chunk | None:
        n, j, w = len(words), i, words[i]
        if not w.entries and not w.classes & _OPENING and (w.classes or w.name or not w.lower.endswith(self.endings)):
            return None
        if _within_name(w):
            return None
        last_aux: str = ""
        chunk = Chunk("VG", [])
        features = ""
        started = False
        while j < n:
            w = words[j]
            c = w.classes
            aux = w.entry("aux") or w.entry("modal")
            if "infinitive_marks" in c and j + 1 < n and (self._bare_verb(words[j + 1]) or "adverbs" in words[j + 1].classes):
                chunk.infinitive = True
                started = True
            elif aux is not None:
                if aux.kind == "modal":
                    chunk.modal = chunk.modal or aux.features
                else:
                    last_aux = aux.value
                    features = features or aux.features
                    if not features.strip("FTP"):
                        features = aux.features
                started = True
            elif "negations" in c and (started or "clitics" in c or self._verb_ahead(words, j + 1)):
                chunk.negated = True
            elif (
                ("clitics" in c and self._verb_ahead(words, j + 1))
                or (started and ("adverbs" in c or w.lower.endswith(self.lex.suffix_adverbs)) and self._verb_ahead(words, j + 1))
                or (started and "subject_pronouns" in c and self._verb_ahead(words, j + 1) and last_aux)
            ):
                pass
            else:
                break
            j += 1
        if j < n and words[j].time is None:
            entry = self._main_verb(words, j, last_aux, chunk, bool(started), out)
            if entry is not None:
                chunk.words = words[i : j + 1]
                chunk.head = words[j]
                chunk.entry = entry
                chunk.features = entry.features if not last_aux else (features or entry.features)
                itself = any("reflexive_clitics" in w.classes for w in chunk.words[:-1])  # "se sont emparés de": no passive
                chunk.passive = last_aux == "be" and "P" in entry.features and not set("GE") & set(entry.features) and not itself
                chunk.reduced = not started and "P" in entry.features and "F" not in entry.features and "I" not in entry.features
                if not started and not chunk.infinitive and entry.features == "I":
                    chunk.infinitive = True
                return chunk
        if last_aux or chunk.modal:
            while j > i and not (words[j - 1].entry("aux") or words[j - 1].entry("modal") or "negations" in words[j - 1].classes):
                j -= 1
            if j == i:
                return None
            chunk.words = words[i:j]
            chunk.head = words[j - 1]
            chunk.entry = words[j - 1].entry("aux") or words[i].entry("aux")
            chunk.features = features
            return chunk
        return None

    def _verb_ahead(self, words: list[Word], j: int) -> bool:
        for w in words[j : j + 4]:
            if w.verb:
                return True
            if not w.entries and not w.classes and any(f.startswith("!") and w.lower.endswith(x) for x, f in self.lex.suffix_verbs):
                return True
            if not (w.classes & {"adverbs", "negations", "clitics", "subject_pronouns"} or w.lower.endswith(self.lex.suffix_adverbs or ("\0",))):
                return False
        return False

    def _main_verb(self, words: list[Word], j: int, last_aux: str, chunk: Chunk, started: bool, out: list[Chunk]) -> Entry | None:
        """The verb reading of words[j] that fits what stands before it, or None when it is a noun or no verb at all."""
        w = words[j]
        readings = [e for e in w.entries if e.pos == "v" and e.kind != "aux" and e.kind != "modal"]
        if not readings:
            for suffix, features in self.lex.suffix_verbs:
                if features.startswith("!"):
                    if last_aux in ("be", "have") and w.lower.endswith(suffix) and len(w.lower) > len(suffix) + 2 and not w.classes and not w.entries:
                        return Entry("verb", w.lower, features[1:], "", "", "v")
                    continue
                if w.lower.endswith(suffix) and len(w.lower) > len(suffix) + 2 and not w.classes and not w.name and not w.entries:
                    guess = Entry("verb", w.lower, features, "", "", "v")
                    if started or self._between_nominals(words, j, out):
                        return guess
            return None
        readings.sort(key=lambda e: ("trigger", "speech", "verb").index(e.kind) if e.kind in ("trigger", "speech", "verb") else 3)
        if chunk.infinitive or chunk.modal or (last_aux == "do"):
            return next((e for e in readings if "I" in e.features), None if not last_aux else readings[0])
        if last_aux in ("be", "have"):
            return next((e for e in readings if "P" in e.features or "G" in e.features), None)
        if started or chunk.negated:
            return readings[0]
        before = words[j - 1] if j else None
        noun = w.noun
        if noun and self._gerund_behind_preposition(words, j, readings):
            return next(e for e in readings if "G" in e.features)
        if before is not None and before.time is None:
            c = before.classes
            clause = bool(out) and out[-1].kind in ("REL", "SUB")
            opens = ("determiners" in c and "pronouns" not in c and not clause) or (before.slots and "infinitive_marks" not in c) or "possessive" in c
            if opens and (noun or any("P" in e.features or "G" in e.features for e in readings)):
                if before.slots and not noun and any("G" in e.features for e in readings):
                    return readings[0]
                if before.slots and not noun and "P" in readings[0].features:
                    return None
                return None
            if opens and (not _finite_only(w) or ("determiners" in c and "clitics" not in c)):
                return None  # "a match": no verb follows an article
        follows = out and out[-1].kind == "VG" and out[-1].entry is not None and out[-1].entry.kind != "aux" and before is out[-1].words[-1]
        if follows and (noun or "quantifiers" in w.classes or all(e.features == "F" for e in readings)):
            return None  # "cancel plans", "express support": what follows a verb is its object
        if noun:
            return readings[0] if self._verb_by_neighbours(words, j, readings) else None
        if self._prenominal(words, j, readings) and not (out and out[-1].kind in ("REL", "SUB")):
            return None
        return readings[0]

    def _gerund_behind_preposition(self, words: list[Word], j: int, readings: list[Entry]) -> bool:
        """ "accused of killing his wife", "charged with shooting two men": a form that is noun and gerund is a verb where its object begins."""
        if not self.lex.head_last or not any("G" in e.features for e in readings):
            return False  # "l'assassinat du commandant": no verb where nouns come first
        k = j - 1
        while k >= 0 and ("adverbs" in words[k].classes or self._manner(words[k])):
            k -= 1
        if k < 0:
            return False
        b = words[k]
        governs = (b.slots and "infinitive_marks" not in b.classes) or (b.verb and self.lex.prepositions.get(b.lower.rpartition(" ")[2]) is not None)
        after = words[j + 1] if j + 1 < len(words) else None
        if not governs or after is None or after.time is not None or after.slots:
            return False
        person = after.entry("person")
        return (
            "determiners" in after.classes
            or (after.count is not None and after.count.kind in ("count", "age") and not after.count.ordinal)
            or bool(after.classes & {"personal", "reflexives"})
            or (after.name and not after.verb and after.entry("trigger") is None and after.entry("weapon") is None)
            or (person is not None and "M" in person.features)
        )

    def _between_nominals(self, words: list[Word], j: int, out: list[Chunk]) -> bool:
        before = out[-1].kind if out else ""
        return before in ("NP", "TIME", "COMMA", "CONJ", "REL", "SUB") and not self._prenominal(words, j, [])

    @staticmethod
    def _content(w: Word | None) -> bool:
        return w is not None and not w.classes and not w.slots and w.text[:1].isalnum()

    def _prenominal(self, words: list[Word], j: int, readings: list[Entry]) -> bool:
        """A participle in front of its noun ("wounded soldiers", after a determiner or a number)."""
        if readings and not any("P" in e.features or "G" in e.features for e in readings):
            return False
        before = words[j - 1] if j else None
        after = words[j + 1] if j + 1 < len(words) else None
        if after is not None and self.lex.head_last and after.classes == {"quantifiers"} and not after.count:
            return before is None or not self._content(before)  # "alleged members of the group"
        if after is None or not self._content(after) or after.time or not self.lex.head_last:
            return False
        manner = before is not None and before.lower.endswith(self.lex.suffix_adverbs or ("\0",)) and not before.entries and not before.name
        if before is None or manner:
            noun = after.noun or after.actor is not None
            return noun and (not readings or "G" not in readings[0].features)
        return ("determiners" in before.classes or before.count is not None or "possessive" in before.classes) and self.lex.head_last

    def _verb_by_neighbours(self, words: list[Word], j: int, readings: list[Entry]) -> bool:
        """A form that is noun and verb is a verb where a noun phrase ends before it and another begins behind it."""
        before = words[j - 1] if j else None
        after = words[j + 1] if j + 1 < len(words) else None
        features = "".join(e.features for e in readings)
        marked = before is None or before.text in (",", ";") or "conjunctions" in before.classes
        if before is None and after is not None and "G" in features and after.verb and not after.noun:
            return False  # "Fighting broke out": a verb behind it makes it the subject
        if marked and "G" in features:
            return after is not None and (self._content(after) or after.count is not None or "determiners" in after.classes)
        if before is None:
            return False
        if "subject_pronouns" in before.classes or "relatives" in before.classes:
            return True
        if "determiners" in before.classes or before.slots or "possessive" in before.classes:
            return False
        if before.entry("person") is not None and not before.noun and "T" not in features:
            return False  # "minor damage"
        opens_after = after is not None and bool(
            "determiners" in after.classes or after.count is not None or after.name or "pronouns" in after.classes
        )
        if after is not None and "infinitive_marks" in after.classes:
            opens_after = before.actor is not None or before.entry("person") is not None  # "Israel plans to", not "recent plans to"
        if after is not None and not opens_after and self._headline(before, words[j + 1 : j + 4], features, readings[0]):
            return True
        nominal_before = self._content(before) and (
            before.actor is not None
            or before.place is not None
            or before.name
            or before.entry("person") is not None
            or before.entry("trigger") is None
        )
        if "T" in features or ("P" in features and "F" not in features):
            return True
        return nominal_before and opens_after and not (before.entry("weapon") and not before.name)

    @staticmethod
    def _headline(before: Word, after: list[Word], features: str, reading: Entry) -> bool:
        """Headlines leave out articles: "drone targets car", "police raid homes"; the form agrees with the noun before it."""
        if reading.kind == "speech" and "F" in features and before.actor is not None:
            return bool(after) and (after[0].entry("trigger") is not None)  # "JNIM claims ambush"
        doer = before.entry("person") or before.entry("weapon")
        thing = next((w for w in after if w.entry("person") is not None or w.slots or w.verb or not w.text[:1].isalnum()), None)
        if doer is None or thing is None or thing.entry("person") is None or before.name:
            return False
        plural = "M" in doer.features
        return ("I" in features and plural) or ("F" in features and "I" not in features and not plural)

    # ---- noun phrases
    def _noun_phrase(self, words: list[Word], i: int) -> tuple[Chunk, int]:
        n, j = len(words), i
        possessors: list[Chunk] = []
        begin = i
        while j < n:
            w = words[j]
            if j > i:
                if w.time is not None and _dated(w):
                    break
                inside = (w.actor is not None and words[j - 1].actor is w.actor) or (w.place is not None and words[j - 1].place is w.place)
                counted = w.count is not None and words[j - 1].count is w.count
                if not inside and not counted:
                    if "possessive" in w.classes and j > begin:
                        possessors.append(self.finish(Chunk("NP", words[begin:j], index=-1)))
                        j += 1
                        begin = j
                        continue
                    if self._cut(words, j):
                        break
            j += 1
        if begin >= j:
            begin = max(i, j - 1)
        chunk = self.finish(Chunk("NP", words[begin:j]))
        chunk.possessors = possessors
        return chunk, j

    def _cut(self, words: list[Word], j: int) -> bool:
        w = words[j]
        c = w.classes
        if len(w.text) == 1 and not w.text.isalnum() and w.text not in "%$&":
            return True
        if w.slots or c & {"conjunctions", "subordinators", "relatives", "pronouns", "infinitive_marks"}:
            return True
        # "quatre autres", "three other people": behind a number a determiner goes on with its phrase
        if ("determiners" in c and "determiners" not in words[j - 1].classes) or "negations" in c:
            before = words[j - 1].count
            if before is not None and before.kind == "count" and not c & {"definite", "singular", "negations"}:
                return False  # "three other people"
            return "quantifiers" not in c
        if w.entry("aux") or w.entry("modal"):
            return True
        if "adverbs" in c or (w.lower.endswith(self.lex.suffix_adverbs or ("\0",)) and not w.entries and not w.name):
            return True
        if w.verb:
            return self._verb_group(words, j, [Chunk("NP", words[:j])]) is not None
        if w.name or w.entries or not (c & _OPENING or (not c and w.lower.endswith(self.endings))):
            return False
        return bool(self.lex.suffix_verbs) and self._verb_group(words, j, [Chunk("NP", words[:j])]) is not None

    def finish(self, chunk: Chunk) -> Chunk:
        """Find the head: the last (or first) noun the tables know, else the last (or first) content word."""
        words = chunk.words
        chunk.head = words[-1 if self.lex.head_last else 0] if words else None
        found = False
        for w in reversed(words) if self.lex.head_last else words:
            if w.entries or w.actor is not None or w.place is not None or (w.count is None and w.classes <= _COUNTING):
                if w.noun and any(e.kind != "noun" for e in w.entries):
                    # "rocket attack", "police post": the outermost known noun heads; but a name behind it is an apposition
                    chunk.head = w
                    break
                if not found:
                    chunk.head, found = w, True
        return chunk

    # ---- links between chunks
    @staticmethod
    def _link(chunks: list[Chunk]) -> list[Chunk]:
        for k, chunk in enumerate(chunks):
            chunk.index = k
        for k in range(len(chunks) - 1):
            a = chunks[k]
            if a.kind == "PREP" and "subordinators" in a.words[0].classes and _clause_behind(chunks, k + 1):
                a.kind = "SUB"  # "before they fled": the preposition is a subordinator when a clause follows
            if a.kind == "PREP" and chunks[k + 1].kind == "NP":
                chunks[k + 1].governor = a
                if "of" in a.slots and k and chunks[k - 1].kind == "NP" and chunks[k - 1].of is None and not _stands_alone(chunks[k - 1]):
                    chunks[k - 1].of = chunks[k + 1]
        return chunks
