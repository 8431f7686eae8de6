"""Finds the stretches of a block that may be place names: the longest name of any table at each word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from istor.grounding.places.candidates import INNER, JOINED, Candidate, Text, candidate
from istor.grounding.places.evidence import weigh
from istor.grounding.places.options import Option, begins, begun, forms, means, of_region, options, state
from istor.grounding.places.tokens import Token
from istor.grounding.places.unheard import unheard
from istor.grounding.places.widening import continued, sited, widened
from istor.grounding.places.words import PlaceWords, place_words
from istor.knowledge.places.keys import key
from istor.knowledge.places.tables import region_names, site_names
from istor.languages import fold

LONGEST = 6
"""Words of the longest name looked up."""


@cache
def _lower_starts() -> frozenset[str]:
    """First words of names of several words in our own tables; they may begin with a small letter ("zone verte", "bande de Gaza")."""
    return frozenset(k.split()[0] for k in (*site_names(), *region_names()) if " " in k)


@cache
def _small(language: str) -> frozenset[str] | None:
    """Folded words in small letters at which a name can begin; None where forms of words must be tried one by one."""
    words = place_words(language)
    if words.clitics or words.endings:
        return None
    return _lower_starts() if words.people_capital else _lower_starts().union(words.peoples, words.regional)


def scan(toks: Sequence[Token], t: Text, capitals: bool) -> list[Candidate]:
    """Candidates of a block in order, not overlapping."""
    out: list[Candidate] = []
    small = _small(t.language) if capitals else None
    i = 0
    while i < len(toks):
        if small is not None and not toks[i].capital and toks[i].folded not in small:
            i += 1
            continue
        c = _at(toks, i, t, capitals)
        if c is None:
            if capitals and toks[i].capital and (c := unheard(toks, i, t)) is not None:
                out.append(c)
                i = c.j
                continue
            i += 1
            continue
        c = sited(continued(widened(c, toks, t, capitals), toks, t, capitals), toks, t, capitals)
        if out and out[-1].j > c.i:
            out.pop()
        weigh(c, toks, t, capitals)
        out.append(c)
        i = c.j
    return out


def _at(toks: Sequence[Token], i: int, t: Text, capitals: bool) -> Candidate | None:
    if capitals and not toks[i].capital:
        return _lower(toks, i, t)
    if _nothing(toks[i].text, toks[i].folded, t.language, capitals):
        return None
    longest = 1 if not capitals and toks[i].folded in t.words.stop and toks[i].folded not in INNER else min(LONGEST, len(toks) - i)
    short = toks[i].folded in t.words.abbreviated
    if longest > 1 and not short and not t.words.clitics and not t.words.endings and not begins(toks[i].text, t.language):
        longest = 1
    whole = _reach(toks, i, longest, capitals)
    if whole > 1 and not short and not t.words.clitics and not t.words.endings and _hopeless(toks[i].start, toks[i + 1].end, t):
        longest = whole = 1
    for k in range(longest, 0, -1):
        if (k > whole or (capitals and not toks[i + k - 1].capital)) and not (t.words.endings and k == 2 and toks[i + 1].folded in t.words.tails):
            continue
        found = _read(toks, i, i + k, t, capitals)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=60_000)
def _nothing(word: str, folded: str, language: str, capitals: bool) -> bool:
    """Whether no name begins with a word, nor is it one by itself, whatever stands beside it; most words are so."""
    w = place_words(language)
    if w.clitics or w.endings or folded in w.abbreviated or folded in w.short or begins(word, language):
        return False
    if (folded in w.stop and not _initials(word, capitals)) or (not capitals and folded in w.signs) or folded in w.directions:
        return True
    return _people(folded, w) is None and not means(word, language)


def _hopeless(start: int, end: int, t: Text) -> bool:
    """Whether no name begins with two words; where more is written to the second ("Côte d'") that is not known."""
    behind = t.text[end : end + 1]
    return (not behind or behind in " ,;:)\n") and not begun(t.text[start:end], t.language)


def _reach(toks: Sequence[Token], i: int, longest: int, capitals: bool) -> int:
    """How many words from `i` on can stand together in a name; with capitals each has one or is a small word inside names."""
    if capitals and not (toks[i].capital or toks[i].folded in INNER):
        return 0
    for k in range(1, longest):
        x = toks[i + k]
        if (x.gap != " " and not JOINED.match(x.gap)) or (capitals and not (x.capital or x.folded in INNER)):
            return k
    return longest


def _lower(toks: Sequence[Token], i: int, t: Text) -> Candidate | None:
    """A nationality in small letters, or a name of our tables that begins with a common word."""
    if not t.words.people_capital and (named := _people(toks[i].folded, t.words)):
        return candidate(toks, i, i + 1, t, (named,), "demonym")
    if toks[i].folded not in _lower_starts():
        return None
    joined = 1
    while joined < LONGEST and i + joined < len(toks) and ((gap := toks[i + joined].gap) == " " or JOINED.match(gap)):
        joined += 1
    for k in range(joined, 1, -1):
        span = t.text[toks[i].start : toks[i + k - 1].end]
        if len(span) > 60:
            continue
        spelled = key(span)
        if spelled not in site_names() and (spelled not in region_names() or not any(x.capital for x in toks[i + 1 : i + k])):
            continue
        found = tuple(o for o in options(spelled, t.language) if o.kind in "SR")
        if found:
            return candidate(toks, i, i + k, t, found)
    return None


def _read(toks: Sequence[Token], i: int, j: int, t: Text, capitals: bool) -> Candidate | None:
    w, one = t.words, j == i + 1
    span = t.text[toks[i].start : toks[j - 1].end]
    folded = fold(span) if not one else toks[i].folded
    if one and (named := _abbreviation(toks, i, t)):
        c = candidate(toks, i, j, t, named)
        c.key = key(w.short[folded])
        return c
    if folded in w.stop and not (one and _initials(span, capitals)):
        return None
    if one and not capitals and folded in w.signs:
        return None
    if one and folded in w.directions:
        return None
    if one and "$" in toks[i].gap + t.text[toks[i].end : toks[i].end + 1]:
        return None  # US$ 5
    if j - i <= 3:
        people = _people(folded, w)
        if people is not None and (capitals or folded not in w.countries):
            return candidate(toks, i, j, t, (people,), "demonym")
    if not one and toks[i].folded in w.stop and toks[i].folded not in w.directions:
        k = key(span)
        if k.count(" ") + 1 < j - i or not _own(k, t.language):
            return None
    if not one and not capitals and toks[j - 1].folded in w.stop:
        return None
    found = means(span, t.language)
    if not one and folded.split()[0] in w.abbreviated:
        found = (*found, *(o for o in means(_in_full(span, w), t.language) if o not in found))
    if one and span.count(".") >= 2 and not any(o.kind in "CR" for o in found):
        return None
    if one and capitals and len(span) <= 4 and span.isupper() and i > 0 and not any(o.kind in "CSR" for o in found):
        return None  # an acronym
    return candidate(toks, i, j, t, found) if found else None


def _in_full(span: str, w: PlaceWords) -> str:
    """ "St. Louis" as "saint Louis"."""
    first, _, rest = " ".join(span.split()).partition(" ")
    return f"{w.abbreviated[fold(first)]} {rest}"


def _own(k: str, language: str) -> bool:
    return any(o.kind in "SR" or (o.kind == "C" and not k.startswith("the ")) or key(o.name) == k for o in options(k, language)[:8])


def _people(folded: str, w: PlaceWords) -> Option | None:
    code = w.peoples.get(folded)
    if code is None and (w.endings or w.clitics):
        code = next((w.peoples[f] for f in forms(folded, w)[1:] if f in w.peoples), None)
    if code is not None:
        return state(code)
    region = w.regional.get(folded)
    return of_region(region) if region is not None else None


def _initials(word: str, capitals: bool) -> bool:
    """US, U.S., UK: written in capitals, and so that no common word is meant."""
    return len(word) <= 4 and word.isupper() and (capitals or "." in word)


def _abbreviation(toks: Sequence[Token], i: int, t: Text) -> tuple[Option, ...]:
    """Divisions for which the word is short, where it stands as one does: behind "Town, ", or with inner stops (N.J.)."""
    x = toks[i]
    name = t.words.short.get(x.folded)
    if name is None or not x.text[0].isupper():
        return ()
    behind = i > 0 and x.gap.strip() == "," and toks[i - 1].capital
    if not (behind or x.text.count(".") >= 2):
        return ()
    return tuple(o for o in options(key(name), t.language) if o.kind == "1" or (o.kind == "P" and o.capital))
