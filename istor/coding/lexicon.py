"""What the coder knows of a language's words, read from its data files and indexed once.

Every form is looked up as written (lower case) and, when that is absent, folded (no accents, no capitals), so that upper-case wires and
unaccented text are read with the same entries. Features of a form: verbs F finite present, T finite past, P past participle (E one that makes its past with to be), I bare or
infinitive, G gerund, U future, C conditional, S subjunctive, M modal; nouns N singular, M plural; A adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any, Literal

import msgspec

from istor.coding.inflection import completed, families
from istor.languages import common, fold, get, rows, table
from istor.languages.patterns import Sought, any_of, sought_words, whole_words

Kind = Literal["trigger", "verb", "aux", "modal", "person", "weapon", "speech", "cue", "word", "noun"]
CLASSES = (
    "determiners", "definite", "singular", "pronouns", "subject_pronouns", "relatives", "conjunctions", "subordinators", "negations",
    "clitics", "infinitive_marks", "adverbs", "possessive", "quantifiers", "hypothetical", "times_words", "owner_verbs", "fatal", "closings", "inclusion", "sequels", "utterances", "partly", "wholly", "reflexives", "reciprocals", "bearing", "forestalled", "achieving",
    "apart", "reflexive_clitics",
    "plural_pronouns", "neuter_pronouns", "personal", "based", "joint", "insisting", "ditransitive", "borders", "owned", "obligation", "contrasts",
)  # fmt: skip
GAP, WITHIN = " ... ", " .. "
"""Where the object stands inside a verb's form; and where what closes it is a word of the object itself ("recalled .. ambassador")."""
_FORM = re.compile(r"\s*(.+?):([A-Z]+)(?=\s|$)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))


class Entry(msgspec.Struct, frozen=True):
    """One reading of a form. `value` is its concept, sense, kind of actor, weapon type or word class; `extra` a second one."""

    kind: Kind
    lemma: str
    features: str
    value: str = ""
    extra: str = ""
    pos: str = ""


class Paradigm(msgspec.Struct, frozen=True):
    strip: str
    endings: dict[str, str]

    def forms(self, lemma: str, noun_last: bool = False) -> dict[str, str]:
        """Forms of `lemma` with their features; `&` in an ending doubles the stem's last letter. Of a phrase the first word
        is inflected; of a noun in a language whose head stands last, the last one ("drone strikes")."""
        if noun_last and " " in lemma and set(self.endings.values()) <= {"N", "M"}:
            before, _, last = lemma.rpartition(" ")
            return {f"{before} {form}": features for form, features in self.forms(last).items()}
        first, _, rest = lemma.partition(" ")
        if self.strip and not first.endswith(self.strip):
            return {}
        stem = first[: len(first) - len(self.strip)] if self.strip else first
        tail = f" {rest}" if rest else ""
        return {stem + ending.replace("&", stem[-1:]) + tail: features for ending, features in self.endings.items()}


class People(msgspec.Struct, frozen=True):
    """Words that tell people apart, or say that somebody is new (words.toml, people)."""

    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    child: frozenset[str] = frozenset()
    adult: frozenset[str] = frozenset()
    his: frozenset[str] = frozenset()
    hers: frozenset[str] = frozenset()
    """Words for whose somebody is that tell the sex of the owner."""
    fresh: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    """Plurals that a list behind them may spell out ("two victims, a man and a woman")."""
    also: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    """Things that are shot or hit and counted ("15 rounds were shot")."""
    own: frozenset[str] = frozenset()
    """Words of harm that people do to themselves."""
    ended: frozenset[str] = frozenset()
    """Words for deeds of which nobody shot comes away alive ("murder-suicide")."""
    several: frozenset[str] = frozenset()
    """Pronouns that are no one person."""
    among: frozenset[str] = frozenset()
    """What opens the telling of some of those counted before ("among the dead were two policemen")."""
    including: frozenset[str] = frozenset()
    """What stands before some of those just told of ("ten people, including")."""
    naming: frozenset[str] = frozenset()
    """Participles that say who somebody is ("identified as", "named")."""
    singular_verbs: frozenset[str] = frozenset()
    """Verbs of one subject: "a student and cadet was found" tells of one."""


class Lexicon(msgspec.Struct, frozen=True):
    """The word tables of one language. `multi` maps the first word of a phrase to the phrases that begin with it, longest first."""

    code: str
    single: dict[str, tuple[Entry, ...]]
    folded: dict[str, tuple[Entry, ...]]
    """Forms without accents, asked only where no form is written so."""
    multi: dict[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]]
    classes: dict[str, frozenset[str]]
    """The closed classes of a word."""
    prepositions: dict[str, frozenset[str]]
    head_last: bool
    elisions: tuple[str, ...]
    contractions: tuple[str, ...]
    clitic_prefixes: tuple[str, ...]
    capitals: bool
    cues: tuple[tuple[str, Sought], ...]
    """By sense, one pattern over normal text for all its phrases."""
    hazards: Sought
    """Words for accidents and natural hazards."""
    animals: re.Pattern[str]
    drivers: re.Pattern[str]
    """Those who kill by accident: drivers and what they drive."""
    illness: Sought
    """Words for diseases: who dies in a sentence with one was not killed."""
    grounds: Sought
    """What stands before the crime that a court judged ("guilty of")."""
    fiction: Sought
    """Words of fiction and of long-past history: their sentence tells no event."""
    split: dict[str, tuple[tuple[re.Pattern[str], Entry, bool], ...]]
    """Verbs that close round their object ("set ... on fire"): by form, what must stand behind the object, and whether that is part of it."""
    neutral: frozenset[str]
    """Lemmas for killing that say nothing of intent."""
    suffix_verbs: tuple[tuple[str, str], ...]
    suffix_adverbs: tuple[str, ...]
    ages: re.Pattern[str] | None
    """Ages told beside people ("Smith, 34, was"), over the text as it stands; None where the language has none."""
    people: People

    def entries(self, lower: str, folded: str) -> tuple[Entry, ...]:
        found = self.single.get(lower)
        if found is None and folded != lower:
            found = self.single.get(folded)
        if found is None:
            found = self.folded.get(folded)
        return found or ()


def normal(text: str) -> str:
    """Lower case with one apostrophe: how forms are written in the tables."""
    low = text.lower()
    return low if low.isascii() else low.translate(_APOSTROPHES)


def _spell(lemmas: str, forms: str, paradigms: dict[str, Paradigm], noun_last: bool) -> list[tuple[str, str, str]]:
    """(lemma, form, features) of a row: a paradigm's name, or `form:FEATURES` one after another."""
    if ":" not in forms:
        paradigm = paradigms[forms.strip()]
        return [(lemma.strip(), form, f) for lemma in lemmas.split(",") for form, f in paradigm.forms(lemma.strip(), noun_last).items()]
    lemma = lemmas.split(",")[0].strip()
    return [(lemma, m.group(1).strip(), m.group(2)) for m in _FORM.finditer(forms)]


SHORT = 7
"""Letters up to which a word that is a verb is often a noun too ("cans", "routes")."""


class _Missing:
    """What rows of verbs leave out, in a language that says so (`complete` in words.toml); elsewhere every form stands in its row."""

    def __init__(self, code: str, words: Mapping[str, Any], paradigms: dict[str, Paradigm], noun_last: bool) -> None:
        self._spell = partial(_spell, paradigms=paradigms, noun_last=noun_last)
        self._wanted = bool(words.get("complete"))
        if not self._wanted:
            return
        verbs = [[(f, x) for _, f, x in self._spell(r["lemma"], r["forms"])] for r in (*rows(code, "verbs"), *rows(code, "triggers")) if r.get("pos", "v") == "v"]
        self._families = families(verbs)
        self._endings = [(p.strip, p.endings) for n, p in paradigms.items() if "FI" in p.endings.values()]
        nouns = [f for name in ("people", "weapons") for r in rows(code, name) for _, f, _ in self._spell(r["lemma"], r["forms"])]
        nouns += [f for r in rows(code, "triggers") if r["pos"] == "n" for _, f, _ in self._spell(r["lemma"], r["forms"])]
        self._nouns = frozenset(map(normal, nouns))
        deeds = [f for r in rows(code, "triggers") if r["pos"] == "v" for _, f, _ in self._spell(r["lemma"], r["forms"])]
        self._deeds = frozenset(normal(f) for f in deeds if " " not in f)
        self._slots = frozenset(normal(f) for forms in words.get("prepositions", {}).values() for f in forms)
        self._known = common(code) | self._families.keys()

    def _of_place(self, form: str) -> bool:
        """ "shot at": the verb alone is a deed, and what stands behind the preposition may be where it was done ("were shot at a bar")."""
        parts = normal(form).split()
        return len(parts) == 2 and parts[0] in self._deeds and parts[1] in self._slots

    def filled(self, row: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """(lemma, form, features) of a trigger. A form that is or begins with a noun of ours ("shooting at") is not added."""
        listed = self._spell(row["lemma"], row["forms"])
        if not self._wanted or row["pos"] != "v":
            return listed
        own = [(form, features) for _, form, features in listed]
        lemma = listed[0][0] if listed else ""
        added = completed(own, self._families, self._endings, self._known)
        added = ((f, x) for f, x in added if f.partition(" ")[0] not in self._nouns and (not self._of_place(f) if " " in f else len(f) > SHORT))
        return listed + [(lemma, f, x) for f, x in added]


def tokens_of(phrase: str, elisions: tuple[str, ...]) -> tuple[str, ...]:
    """A table phrase cut as the tokeniser cuts text."""
    out: list[str] = []
    for word in phrase.split():
        rest = word
        for elision in elisions:
            if rest.startswith(elision) and len(rest) > len(elision):
                out.append(elision)
                rest = rest[len(elision) :]
                break
        out.append(rest)
    return tuple(out)


def _cues(code: str) -> dict[str, list[str]]:
    """Phrases by sense."""
    senses: dict[str, list[str]] = {}
    for row in rows(code, "cues"):
        senses.setdefault(row["sense"], []).extend(normal(f.strip()) for f in row["forms"].split(","))
    return senses


def _cue_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases; one that ends with an apostrophe is followed by its word at once."""
    forms = list(forms)
    open_ended = [f for f in forms if f.endswith("'")]
    closed = [f for f in forms if not f.endswith("'")]
    firsts = "".join(map(re.escape, sorted({f[0] for f in forms if f})))
    guard = f"(?=[{firsts}])" if firsts else ""
    return re.compile(rf"(?<!\w){guard}(?:{any_of(open_ended)}|{any_of(closed)}(?!\w))")


_NUMBER = r"\d{1,3}(?!\d|[.,]\d)"


def _ages(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(p.replace("N", _NUMBER) for p in patterns)
    return re.compile(found) if found else None


@cache
def lexicon(code: str) -> Lexicon | None:
    """The lexicon of a language, or None where the language has no coder's words. Raises KeyError on an unknown paradigm."""
    words: dict[str, Any] = table(code, "words")
    if not words:
        return None
    language = get(code)
    paradigms = {n: Paradigm(p.get("strip", ""), {k: v for k, v in p.items() if k != "strip"}) for n, p in words.get("paradigms", {}).items()}
    head_last = words.get("head", "last") == "last"
    single: dict[str, list[Entry]] = {}
    multi: dict[str, dict[tuple[str, ...], list[Entry]]] = {}

    folded: dict[str, list[Entry]] = {}

    def add(form: str, entry: Entry) -> None:
        for spelled in dict.fromkeys((normal(form), fold(form))):
            parts = tokens_of(spelled, tuple(language.elisions))
            table = single if spelled == normal(form) else folded
            target = table.setdefault(spelled, []) if len(parts) == 1 else multi.setdefault(parts[0], {}).setdefault(parts, [])
            if entry not in target:
                target.append(entry)

    split: dict[str, list[tuple[re.Pattern[str], Entry, bool]]] = {}
    missing = _Missing(code, words, paradigms, head_last)
    for row in rows(code, "triggers"):
        for lemma, form, features in missing.filled(row):
            entry = Entry("trigger", lemma, features, row["concept"], row["frame"], row["pos"])
            first, gap, tail = form.partition(GAP if GAP in form else WITHIN)
            if gap:
                split.setdefault(normal(first), []).append((whole_words([normal(tail)]), entry, gap == WITHIN))
                if not any(e.pos == "v" and e.kind != "trigger" for e in single.get(normal(first), ())):
                    add(first, Entry("verb", lemma, features, "", "", "v"))
            else:
                add(form, entry)
    for row in rows(code, "speech"):
        for lemma, form, features in _spell(row["lemma"], row["forms"], paradigms, head_last):
            entry = Entry("speech", lemma, features, row["act"], "", row["pos"])
            first, gap, tail = form.partition(GAP)
            if gap:
                split.setdefault(normal(first), []).append((whole_words([normal(tail)]), entry, False))
                if not any(e.pos == "v" for e in single.get(normal(first), ())):
                    add(first, Entry("verb", lemma, features, "", "", "v"))
            else:
                add(form, entry)
    for row in rows(code, "people"):
        for lemma, form, features in _spell(row["lemma"], row["forms"], paradigms, head_last):
            add(form, Entry("person", lemma, features, row["kind"], row["category"], "n"))
    for row in rows(code, "weapons"):
        for lemma, form, features in _spell(row["lemma"], row["forms"], paradigms, head_last):
            add(form, Entry("weapon", lemma, features, row["type"], row["concept"], "n"))
    for row in rows(code, "verbs"):
        for lemma, form, features in _spell(row["lemma"], row["forms"], paradigms, head_last):
            add(form, Entry("verb", lemma, features, "", "", "v"))
    for name in ("be", "have", "do"):
        for form, features in words.get(name, {}).items():
            add(form, Entry("aux", name, features, name, "", "v"))
    for form in words.get("nouns", ()):
        add(form, Entry("noun", form, "N", "", "", "n"))
    for form, features in words.get("modals", {}).items():
        add(form, Entry("modal", form, features, "modal", "", "v"))
    for name in ("conjunctions", "subordinators", "adverbs", "negations", "pronouns", "idle"):
        for form in words.get(name, ()):
            if " " in form:
                add(form, Entry("word", form, "", name))
    prepositions: dict[str, set[str]] = {}
    for slot, forms in words.get("prepositions", {}).items():
        for form in forms:
            parts = tokens_of(normal(form), tuple(language.elisions))
            if len(parts) == 1:
                prepositions.setdefault(normal(form), set()).add(slot)
                if fold(form) not in single:
                    prepositions.setdefault(fold(form), set()).add(slot)
            else:
                add(form, Entry("word", form, "", "preposition", slot))
    classes: dict[str, set[str]] = {}
    for name in CLASSES:
        for word in words.get(name, ()):
            for spelled in (normal(word), fold(word)):
                if spelled == normal(word) or (spelled not in classes and spelled not in single):
                    classes.setdefault(spelled, set()).add(name)
    cues = _cues(code)
    return Lexicon(
        code=code,
        single={k: tuple(v) for k, v in single.items()},
        folded={k: tuple(v) for k, v in folded.items() if k not in single},
        multi={k: tuple(sorted(((p, tuple(e)) for p, e in v.items()), key=lambda x: -len(x[0]))) for k, v in multi.items()},
        classes={k: frozenset(v) for k, v in classes.items()},
        prepositions={k: frozenset(v) for k, v in prepositions.items()},
        head_last=head_last,
        elisions=tuple(sorted(language.elisions, key=len, reverse=True)),
        contractions=tuple(words.get("contractions", ())),
        clitic_prefixes=tuple(language.clitics),
        capitals=language.capitals,
        cues=tuple((sense, sought_words(forms, _cue_pattern(forms))) for sense, forms in cues.items()),
        hazards=sought_words(map(normal, words.get("hazards", ()))),
        animals=whole_words(map(normal, words.get("animals", ()))),
        drivers=whole_words(map(normal, words.get("drivers", ()))),
        illness=sought_words(map(normal, words.get("illness", ()))),
        grounds=sought_words(map(normal, words.get("grounds", ()))),
        fiction=sought_words(map(normal, words.get("fiction", ()))),
        split={k: tuple(sorted(v, key=lambda x: -len(x[0].pattern))) for k, v in split.items()},
        neutral=frozenset(words.get("neutral", ())),
        suffix_verbs=tuple(words.get("suffix_verbs", {}).items()),
        suffix_adverbs=tuple(words.get("suffix_adverbs", ())),
        ages=_ages(words.get("ages", ())),
        people=People(**{k: frozenset(map(normal, v)) for k, v in words.get("people", {}).items()}),
    )
