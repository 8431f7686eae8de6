"""A sentence becomes words, each with the readings that the language's tables allow and what grounding found at its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from istor.coding.lexicon import Entry, Lexicon, lexicon, normal
from istor.languages import fold
from istor.model import ActorMatch, Count, Timex, Toponym


class Word(msgspec.Struct, gc=False):
    """One token, or a phrase of the tables taken as one. Offsets are the document's. `classes` are closed word classes."""

    start: int
    end: int
    text: str
    lower: str
    entries: tuple[Entry, ...] = ()
    classes: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    count: Count | None = None
    time: Timex | None = None
    actor: ActorMatch | None = None
    place: Toponym | None = None
    name: bool = False
    heads: Mapping[str, Entry] | None = None
    """The first entry of each kind; None where there is no entry (one empty mapping a word would cost as much as the word)."""
    verb: bool = False
    """Whether the tables know it as a verb."""
    noun: bool = False
    """Whether they know it as a noun that can head a phrase."""

    def entry(self, kind: str) -> Entry | None:
        return self.heads.get(kind) if self.heads is not None else None


class Layers:
    """What grounding found in a part, each kind in order of place."""

    def __init__(self, actors: Sequence[ActorMatch], places: Sequence[Toponym], times: Sequence[Timex], counts: Sequence[Count]) -> None:
        self.actors = sorted(actors, key=lambda m: (m.start, -m.end))
        self.places = sorted(places, key=lambda m: (m.start, -m.end))
        self.times = sorted(times, key=lambda m: (m.start, -m.end))
        dated = [(t.start, t.end) for t in self.times if t.type != "DURATION"]
        # the 11 of "11 March" counts nothing
        free = [c for c in counts if not any(s < c.end and c.start < e for s, e in dated)]
        self.counts = sorted(free, key=lambda m: (m.start, -m.end))
        self.starts = {name: [m.start for m in getattr(self, name)] for name in ("actors", "places", "times", "counts")}


_APART = re.compile("['\u2019\u02bc]")


@cache
def _pattern(elisions: tuple[str, ...], contractions: tuple[str, ...]) -> re.Pattern[str]:
    def apostrophes(forms: tuple[str, ...]) -> str:
        return "|".join(re.escape(f).replace("'", "['\u2019\u02bc]") for f in forms)

    inner = "[-\u2010\u2011&]"
    cut, tail = apostrophes(elisions), apostrophes(contractions)
    parts = [
        rf"[^\W\d_]\w*+(?![{inner[1:-1]}.'\u2019\u02bc])",  # most words: nothing of what follows can be meant
        rf"(?:{cut})(?=\w)" if cut else None,
        rf"(?:{tail})\b" if tail else None,
        r"(?:[^\W\d_]\.){2,}",
        r"[^\W\d_]{1,5}\.(?=\s+\w)",  # inside a sentence a full stop ends an abbreviation: "M. Rouhani", "Gen. Ali"
        r"\d+(?:[.,\u00a0\u202f]\d+)*(?:[-\u2013]\w+)*",
        rf"\w+?(?=(?:{tail})\b)" if tail else None,
        rf"\w+(?:{inner}\w+)*(?:['\u2019\u02bc]\w+)*",
        r"\S",
    ]
    return re.compile("|".join(p for p in parts if p), re.I)


def _unglued(start: int, word: str, lex: Lexicon) -> list[tuple[int, int, str]]:
    """One raw word, or three where a space is missing before an elision ("depuisl'attaque") and the first is a known small word."""
    k = word.find("'", 2)
    if k > 0 and lex.elisions and k + 1 < len(word):
        for elision in lex.elisions:
            first = word[: k + 1 - len(elision)]
            if word[: k + 1].endswith(elision) and (first in lex.prepositions or first in lex.classes):
                a, b = start + len(first), start + k + 1
                return [(start, a, first), (a, b, elision), (b, start + len(word), word[k + 1 :])]
    return [(start, start + len(word), word)]


_SHORT = frozenset(("pronouns", "relatives"))
"""Words that are names where they alone are written in capitals."""


def words_of(text: str, start: int, end: int, lex: Lexicon) -> list[Word]:
    """The words of text[start:end]; phrases of the tables are one word each (longest wins)."""
    forms = forms_of(lex.code)
    apart = _APART.search(text, start, end) is not None  # what is cut at an apostrophe is looked for only where there is one
    found = _pattern(lex.elisions if apart else (), lex.contractions if apart else ()).finditer(text, start, end)
    if apart and lex.elisions:
        raw = [(s, e, forms[text[s:e]]) for m in found for s, e, _ in _unglued(m.start(), normal(m.group()), lex)]
    else:
        raw = [(m.start(), m.end(), forms[m.group()]) for m in found]
    out: list[Word] = []
    i, n = 0, len(raw)
    named = lex.capitals and not text[start:end].isupper()  # in an upper-case wire a capital tells nothing
    while i < n:
        s, e, form = raw[i]
        word = None
        follows = form.phrases and i + 1 < n and (raw[i + 1][2].lower in form.seconds or raw[i + 1][2].folded in form.seconds)
        for parts, entries in form.phrases if follows else ():
            k = len(parts)
            if i + k <= n and all(raw[i + j][2].spelt(parts[j]) for j in range(1, k)):
                e = raw[i + k - 1][1]
                word = Word(s, e, text[s:e], normal(text[s:e]), entries, _phrase_classes(entries), _phrase_slots(entries))
                word.heads = _heads(entries)
                word.verb, word.noun = _readings(entries)
                i += k
                break
        if word is not None:
            if named and _shouted(word.text, word.heads, word.classes):
                word = Word(s, e, word.text, word.lower)
            word.name = named and not word.classes and word.text[:1].isupper()
        elif named and form.shouted:
            word = Word(s, e, form.text, form.lower, name=form.text[:1].isupper())
            i += 1
        else:
            word = Word(
                s, e, form.text, form.lower, form.entries, form.classes, form.slots, None, None, None, None, named and form.capital, form.heads, form.verb, form.noun
            )  # fmt: skip
            i += 1
        out.append(word)
    return out


def _shouted(text: str, heads: Mapping[str, Entry] | None, classes: frozenset[str]) -> bool:
    """IS, US, WHO: a name, where they alone are in capitals."""
    return len(text) > 1 and text.isupper() and ((heads is not None and "aux" in heads) or not classes.isdisjoint(_SHORT))


def _readings(entries: tuple[Entry, ...]) -> tuple[bool, bool]:
    """Whether the tables know a word as a verb, and whether as a noun; "male" and "juvenile" head a phrase only where nothing else does."""
    return any(e.pos == "v" for e in entries), any((e.pos == "n" or e.kind in ("person", "weapon")) and "A" not in e.features for e in entries)


def _heads(entries: tuple[Entry, ...]) -> Mapping[str, Entry] | None:
    return {entry.kind: entry for entry in reversed(entries)} if entries else None


class Form:
    """A word as it is written, with all that the tables say of it."""

    __slots__ = ("capital", "classes", "entries", "folded", "heads", "lower", "noun", "phrases", "seconds", "shouted", "slots", "text", "verb")

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lower = text, normal(text)
        self.folded = folded = fold(self.lower)
        nothing: frozenset[str] = frozenset()
        self.phrases = lex.multi.get(self.lower) or (lex.multi.get(folded) if folded != self.lower else None) or ()
        self.seconds = frozenset(parts[1] for parts, _ in self.phrases)
        self.entries = lex.entries(self.lower, folded)
        self.verb, self.noun = _readings(self.entries)
        bare = not text.islower() or folded == self.lower
        self.classes = lex.classes.get(self.lower) or (lex.classes.get(folded, nothing) if bare else nothing)
        self.slots = lex.prepositions.get(self.lower) or nothing
        self.heads = _heads(self.entries)
        self.capital = not self.classes and text[:1].isupper()
        self.shouted = _shouted(text, self.heads, self.classes)

    def spelt(self, part: str) -> bool:
        return self.lower == part or self.folded == part


class Forms(dict[str, Form]):
    """The forms met so far: most words of a report were in the one before. Holds `MOST` at most, none of them long."""

    MOST, LONG = 60_000, 40

    def __init__(self, lex: Lexicon) -> None:
        super().__init__()
        self._lex = lex

    def __missing__(self, text: str) -> Form:
        form = Form(text, self._lex)
        if len(text) <= self.LONG:
            if len(self) >= self.MOST:
                self.clear()
            self[text] = form
        return form


@cache
def forms_of(code: str) -> Forms:
    """The forms of a language. Raises LookupError where the language has no coder's words."""
    lex = lexicon(code)
    if lex is None:
        raise LookupError(code)
    return Forms(lex)


def _phrase_classes(entries: tuple[Entry, ...]) -> frozenset[str]:
    return frozenset(e.value for e in entries if e.kind == "word" and e.value != "preposition")


def _phrase_slots(entries: tuple[Entry, ...]) -> frozenset[str]:
    return frozenset(e.extra for e in entries if e.kind == "word" and e.value == "preposition")


def ground(words: list[Word], layers: Layers) -> None:
    """Lay what grounding found over the words: a count, time, actor or place is held by every word it covers."""
    if not words:
        return
    lo, hi, starts = words[0].start - 200, words[-1].end, layers.starts
    for name, found, begin in (
        ("count", layers.counts, starts["counts"]), ("time", layers.times, starts["times"]), ("actor", layers.actors, starts["actors"]), ("place", layers.places, starts["places"]),
    ):  # fmt: skip
        first, last = bisect_left(begin, lo), bisect_left(begin, hi)
        if first < last:
            _lay(words, name, found[first:last])


def _lay(words: list[Word], name: str, found: Sequence[ActorMatch | Toponym | Timex | Count]) -> None:
    lo, hi = words[0].start, words[-1].end
    k = 0
    for m in found:
        if m.end <= lo:
            continue
        if m.start >= hi:
            break
        while k > 0 and words[k].start > m.start:
            k -= 1
        while k < len(words) and words[k].end <= m.start:
            k += 1
        j = k
        while j < len(words) and words[j].start < m.end:
            setattr(words[j], name, m)
            j += 1
