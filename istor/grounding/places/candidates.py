"""Stretches of words that may be place names, and what the words around them say for and against."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from istor.grounding.places.options import Option, begins, forms, means, of_region, options, state
from istor.grounding.places.tokens import Token
from istor.grounding.places.words import PlaceWords
from istor.knowledge.places.keys import key
from istor.knowledge.places.tables import region_names, site_names
from istor.languages import fold

LONGEST = 6
"""Words of the longest name looked up."""
INNER = frozenset(
    re.findall(r"[^ ]+", "of de du la el al del des da do los las le les and the ash es en sur d' l' d l di et y und upon bin ibn abu ul sous")
)
_JOINED = re.compile(r"^(?:[ \u00a0]*\n?[ \u00a0]*|[ ]*['\u2019](?:s )?|[-\u2010\u2011])$")
_SPACED = re.compile(r"^[ \u00a0]*\n?[ \u00a0]*$")


@dataclass(slots=True)
class Candidate:
    """A possible place name: words `i` to `j` of a block, what it can mean, and the evidence for it (3 is enough)."""

    i: int
    j: int
    start: int
    end: int
    text: str
    key: str
    options: tuple[Option, ...]
    kind: str = "place"
    evidence: float = 0.0
    doubtful: bool = False
    """Stands in a row of capitals: a place only where the text names the place outside one, too."""
    attributive: bool = False
    hint: str = ""
    direction: str = ""
    beside: bool = False
    """ "north of X", not "northern X"."""
    border: bool = False
    away: tuple[float, str] | None = None
    """(kilometres, direction) of "15 miles north of X"."""
    unknown: bool = False
    noun: str = ""
    """Kind of a site that the words make of the name ("Kandahar airport")."""
    whole: str = ""
    """Name and noun of such a site, as written."""
    parents: list[Candidate] = field(default_factory=list)
    neighbours: list[Candidate] = field(default_factory=list)
    chosen: Option | None = None
    within: Option | None = None
    """Of an unknown name: what holds it, whose point it takes."""
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Text:
    """What the scan of a block needs to know of the whole part."""

    text: str
    language: str
    words: PlaceWords
    lower: Set[str]
    """Folded words that stand in small letters somewhere in the part: no names."""
    people: Set[str]
    """Words of names of persons."""


@cache
def _lower_starts() -> frozenset[str]:
    """First words of names of several words in our own tables; they may begin with a small letter ("zone verte", "bande de Gaza")."""
    return frozenset(k.split()[0] for k in (*site_names(), *region_names()) if " " in k)


def scan(toks: Sequence[Token], t: Text, capitals: bool) -> list[Candidate]:
    """Candidates of a block in order, not overlapping."""
    out: list[Candidate] = []
    i = 0
    while i < len(toks):
        c = _at(toks, i, t, capitals)
        if c is None:
            if capitals and (c := _unheard(toks, i, t)) is not None:
                out.append(c)
                i = c.j
                continue
            i += 1
            continue
        c = _sited(_continued(_widened(c, toks, t, capitals), toks, t, capitals), toks, t, capitals)
        if out and out[-1].j > c.i:
            out.pop()
        _weigh(c, toks, t, capitals)
        out.append(c)
        i = c.j
    return out


def _at(toks: Sequence[Token], i: int, t: Text, capitals: bool) -> Candidate | None:
    if capitals and not toks[i].capital:
        return _lower(toks, i, t)
    longest = 1 if not capitals and toks[i].folded in t.words.stop and toks[i].folded not in INNER else min(LONGEST, len(toks) - i)
    if longest > 1 and not t.words.clitics and not t.words.endings and not begins(toks[i].text, t.language):
        longest = 1
    for k in range(longest, 0, -1):
        if not _whole(toks, i, i + k, capitals) and not (t.words.endings and k == 2 and toks[i + 1].folded in t.words.tails):
            continue
        found = _read(toks, i, i + k, t, capitals)
        if found is not None:
            return found
    return None


def _unheard(toks: Sequence[Token], i: int, t: Text) -> Candidate | None:
    """A name that no table holds, where the words around it say that it is a place's ("the village of Xinmo", "the Adhamiyah district")."""
    w, j = t.words, i
    if toks[i].first and i + 1 < len(toks) and toks[i + 1].capital and _SPACED.match(toks[i + 1].gap):
        return None
    kind, k, headed = "", 0, toks[i].folded in t.words.camps and i + 1 < len(toks)
    while (
        j < len(toks)
        and j - i < 3
        and toks[j].capital
        and (toks[j].folded not in w.stop or (headed and j == i))
        and (j == i or _SPACED.match(toks[j].gap))
    ):
        kind, k = _site_noun(toks, j, w) if j > i else ("", 0)
        if kind:
            break
        if headed and j == i:
            j += 1
            continue
        if toks[j].folded in w.bodies or toks[j].folded in w.brands or toks[j].folded in w.peoples or toks[j].text.isupper():
            return None
        if toks[j].folded in w.tails:
            break
        j += 1
    if not kind and j > i and j < len(toks) and not toks[j].capital:
        kind, k = _site_noun(toks, j, w)
    if kind and k:
        end = j + k if all(x.capital for x in toks[j : j + k]) else j
        c = _candidate(toks, i, end, t, ())
        c.unknown, c.hint, c.noun, c.whole, c.evidence = True, "S", kind, t.text[toks[i].start : toks[j + k - 1].end], 3.0
        return c if toks[i].folded not in w.stop and toks[i].folded not in t.lower and not _named_after(toks, i, w) else None
    if headed and j - i >= 2:
        c = _candidate(toks, i, j, t, ())
        c.unknown, c.hint, c.noun, c.whole, c.evidence = True, "S", "base", c.text, 3.0
        return c
    if j == i or toks[i].folded in t.people or toks[i].folded in w.homographs or toks[i].folded in t.lower or len(toks[i].text) < 3:
        return None
    if (j < len(toks) and toks[j].capital and _SPACED.match(toks[j].gap) and toks[j].folded not in w.tails) or (
        i and toks[i - 1].capital and not toks[i].gap.strip()
    ):
        return None
    c = _candidate(toks, i, j, t, ())
    c.unknown = True
    before = toks[i - 1] if i and _SPACED.match(toks[i].gap) else None
    after = toks[j] if j < len(toks) and _SPACED.match(toks[j].gap) else None
    _before(c, toks, before, t)
    if before is not None and before.folded in INNER and i > 1 and toks[i - 2].capital:
        return None  # "Department of Agriculture"
    if after is not None and after.folded in w.tails and w.tails[after.folded] != "B" and not toks[i].first:
        c.hint, c.evidence = c.hint or w.tails[after.folded], c.evidence + 3
    return c


def _named_after(toks: Sequence[Token], i: int, w: PlaceWords) -> bool:
    """Whether the word before makes a common noun or a person of what follows ("President Karzai Airport" stays a site; "Mr Port" does not)."""
    return i > 0 and toks[i - 1].folded in w.persons and toks[i - 1].folded not in w.heads and not toks[i].gap.strip()


def _whole(toks: Sequence[Token], i: int, j: int, capitals: bool) -> bool:
    if any(not _JOINED.match(toks[k].gap) for k in range(i + 1, j)):
        return False
    return not capitals or (toks[j - 1].capital and all(x.capital or x.folded in INNER for x in toks[i:j]))


def _candidate(toks: Sequence[Token], i: int, j: int, t: Text, found: tuple[Option, ...], kind: str = "place") -> Candidate:
    start, end = toks[i].start, toks[j - 1].end
    text = t.text[start:end]
    return Candidate(i, j, start, end, text, key(text), found, kind)


def _lower(toks: Sequence[Token], i: int, t: Text) -> Candidate | None:
    """A nationality in small letters, or a name of our tables that begins with a common word."""
    if not t.words.people_capital and (named := _people(toks[i].folded, t.words)):
        return _candidate(toks, i, i + 1, t, (named,), "demonym")
    if toks[i].folded not in _lower_starts():
        return None
    for k in range(min(LONGEST, len(toks) - i), 1, -1):
        span = t.text[toks[i].start : toks[i + k - 1].end]
        if len(span) > 60 or any(not _JOINED.match(toks[m].gap) for m in range(i + 1, i + k)):
            continue
        if not any(x.capital for x in toks[i + 1 : i + k]) and key(span) not in site_names():
            continue
        found = tuple(o for o in options(key(span), t.language) if o.kind in "SR")
        if found:
            return _candidate(toks, i, i + k, t, found)
    return None


def _read(toks: Sequence[Token], i: int, j: int, t: Text, capitals: bool) -> Candidate | None:
    w, one = t.words, j == i + 1
    span = t.text[toks[i].start : toks[j - 1].end]
    folded = fold(span) if not one else toks[i].folded
    if one and (named := _abbreviation(toks, i, t)):
        c = _candidate(toks, i, j, t, named)
        c.key = key(w.short[folded])
        return c
    if folded in w.stop and not (one and _initials(toks, i, capitals)):
        return None
    if one and not capitals and folded in w.signs:
        return None
    if one and "$" in toks[i].gap + t.text[toks[i].end : toks[i].end + 1]:
        return None  # US$ 5
    if j - i <= 3:
        people = _people(folded, w)
        if people is not None and (capitals or folded not in w.countries):
            return _candidate(toks, i, j, t, (people,), "demonym")
    if not one and toks[i].folded in w.stop and toks[i].folded not in w.directions:
        k = key(span)
        if k.count(" ") + 1 < j - i or not _own(k, t.language):
            return None
    if not one and not capitals and toks[j - 1].folded in w.stop:
        return None
    found = means(span, t.language)
    if one and span.count(".") >= 2 and not any(o.kind in "CR" for o in found):
        return None
    if one and capitals and len(span) <= 4 and span.isupper() and i > 0 and not any(o.kind in "CSR" for o in found):
        return None  # an acronym
    return _candidate(toks, i, j, t, found) if found else None


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


def _initials(toks: Sequence[Token], i: int, capitals: bool) -> bool:
    """US, U.S., UK: written in capitals, and so that no common word is meant."""
    x = toks[i]
    if len(x.text) > 4 or not x.text.isupper():
        return False
    return capitals or "." in x.text


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


def _widened(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """Takes in a capital "Province" or "County" behind the name, and a capital "North" before the name of a town."""
    w = t.words
    if c.kind != "place":
        return c
    nxt = toks[c.j] if c.j < len(toks) else None
    if (
        nxt is not None
        and capitals
        and nxt.capital
        and _SPACED.match(nxt.gap)
        and nxt.folded in w.names
        and nxt.text.isupper() == c.text.isupper()
        and not _more(toks, c)
    ):
        found = means(t.text[c.start : nxt.end], t.language) or c.options
        wide = _candidate(toks, c.i, c.j + 1, t, found)
        wide.hint, wide.key = w.tails[nxt.folded], c.key if found is c.options else wide.key
        wide.evidence = 3.0
        return wide
    before = toks[c.i - 1] if c.i else None
    if (
        before is not None
        and capitals
        and before.capital
        and not before.first
        and before.folded in w.directions
        and _SPACED.match(toks[c.i].gap)
        and c.options[0].kind == "P"
    ):
        wide = _candidate(toks, c.i - 1, c.j, t, c.options)
        wide.direction, wide.key = before.folded, c.key
        return wide
    return c


def _site_noun(toks: Sequence[Token], i: int, w: PlaceWords) -> tuple[str, int]:
    """(kind, words) of the longest noun of a site that begins at word `i`; ("", 0) for none."""
    for k in range(min(4, len(toks) - i), 0, -1):
        if all(_SPACED.match(toks[m].gap) for m in range(i, i + k)):
            kind = w.sites.get(" ".join(x.folded for x in toks[i : i + k]))
            if kind:
                return kind, k
    return "", 0


def _sited(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """Takes the noun of a site behind the name ("Kandahar Air Base") or before it ("l'aéroport de Kaboul") with it."""
    if c.kind != "place" or not c.options or c.options[0].kind == "S":
        return c
    kind, k = _site_noun(toks, c.j, t.words) if c.j < len(toks) else ("", 0)
    if kind:
        c.noun, c.whole = kind, t.text[c.start : toks[c.j + k - 1].end]
        if capitals and all(x.capital for x in toks[c.j : c.j + k]) and not c.text.isupper():
            c.j, c.end, c.text = c.j + k, toks[c.j + k - 1].end, c.whole
        c.evidence += 2
        return c
    if c.i >= 2 and toks[c.i - 1].folded in INNER:
        for n in (3, 2, 1):
            if c.i - 1 - n >= 0 and _site_noun(toks, c.i - 1 - n, t.words) != ("", 0) and _site_noun(toks, c.i - 1 - n, t.words)[1] == n:
                c.noun, c.whole = _site_noun(toks, c.i - 1 - n, t.words)[0], t.text[toks[c.i - 1 - n].start : c.end]
                c.evidence += 2
                return c
    return c


def _continued(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """In upper-case text, takes a name that goes on ("SAN LUIS DE LA REINA") for one that no table holds, not for the shorter one."""
    if capitals or c.kind != "place" or t.words.clitics or c.options[0].kind in "CRS":
        return c
    j = c.j
    while j < len(toks) and toks[j].folded in ("de", "del", "la", "las", "los", "el") and _SPACED.match(toks[j].gap):
        j += 1
    if j == c.j or toks[c.j].folded not in ("de", "del") or j >= len(toks) or not _SPACED.match(toks[j].gap):
        return c
    longer = _candidate(toks, c.i, j + 1, t, ())
    longer.unknown, longer.hint = True, "P"
    return longer


def _more(toks: Sequence[Token], c: Candidate) -> bool:
    """Whether a capital stands right behind the word behind a name, and no body is meant ("Albany County District Attorney" has one)."""
    k = c.j + 1
    return toks[c.i].first and c.options[0].prior < 4 and k < len(toks) and toks[k].capital and bool(_SPACED.match(toks[k].gap))


def _weigh(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> None:
    """Sets evidence, hints, and whether the name stands within the name of something else."""
    w = t.words
    before = _beside(toks, c.i, w)
    after = toks[c.j] if c.j < len(toks) and _SPACED.match(_gap_after(toks, c)) else None
    if c.kind == "demonym":
        c.evidence = 0 if before is not None and before.folded in w.tongues else 5
        c.attributive = after is not None and after.capital and capitals and after.folded in w.brands
        if after is not None and w.tails.get(after.folded) == "B":
            c.border = True
        return
    c.evidence += _worth(c, toks, t, capitals)
    _before(c, toks, before, t)
    _after(c, toks, after, t, capitals)
    if capitals:
        _row(c, toks, before, after, t)


def _beside(toks: Sequence[Token], i: int, w: PlaceWords) -> Token | None:
    """The word right before word `i`; a title's stop does not part them ("Mr. Paris")."""
    if not i:
        return None
    gap = toks[i].gap
    if gap.startswith(".") and toks[i - 1].folded in w.persons:
        gap = gap[1:]
    return toks[i - 1] if _SPACED.match(gap.strip("\"'(\u2018\u201c\u00ab[") or " ") else None


def _gap_after(toks: Sequence[Token], c: Candidate) -> str:
    gap = toks[c.j].gap
    return gap[2:] if gap[:2] in ("'s", "\u2019s") else gap


def _worth(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> float:
    """Evidence in the name itself."""
    if not c.options:
        return 0.0
    best = c.options[0]
    if best.kind in "CR" or (best.kind == "S" and c.j > c.i + 1):
        s = 4.0
    elif best.kind == "S":
        s = 2.2
    elif any(o.kind == "1" and o.own and o.people > 100_000 for o in c.options[:5]):
        s = 3.2
    elif best.capital:
        s = 4.0
    else:
        s = max(-0.5, min(3.6, 1.2 * (best.prior - 3.0)))
    one = c.j == c.i + 1
    folded = toks[c.i].folded
    if one and (folded in t.words.homographs or folded in t.lower):
        s -= 1 if best.kind == "C" else 3
    if one and folded in t.people:
        s -= 1.5 if best.prior >= 5.5 else 3
    if one and len(folded) <= 3 and best.kind not in "CRS":
        s -= 1.5
    if not capitals and best.kind not in "CRS" and not best.capital:
        s -= 1.5 if best.own else 2.5
    if toks[c.i].first and best.kind not in "CRS":
        s -= 0.8
    if not one:
        s += 0.7
    return s


def _before(c: Candidate, toks: Sequence[Token], before: Token | None, t: Text) -> None:
    w = t.words
    if before is None:
        if c.i and toks[c.i].gap.strip() == "," and toks[c.i - 1].capital:
            c.evidence += 0.7
        return
    phrases = [before.folded]
    for n in (2, 3):
        if c.i >= n and all(_SPACED.match(toks[k].gap) for k in range(c.i - n + 1, c.i)):
            phrases.append(" ".join(x.folded for x in toks[c.i - n : c.i]))
    if w.clitics:
        phrases += [p[len(x) :] for p in phrases for x in w.clitics if p.startswith(x) and len(p) - len(x) > 1]
    c.hint = c.hint or next((w.heads[p] for p in reversed(phrases) if p in w.heads), "")
    if c.hint:
        c.evidence += 3
    if c.hint == "B":
        c.border, c.hint = True, ""
    if before.folded in w.persons and before.folded not in w.heads:
        c.evidence -= 6
    elif any(p in w.strong for p in phrases):
        c.evidence += 3
    elif any(p in w.locatives for p in phrases):
        c.evidence += 1.5
    if before.folded in w.directions:
        c.direction = before.folded
        c.evidence += 2.5
    _distance(c, toks, w)


def _distance(c: Candidate, toks: Sequence[Token], w: PlaceWords) -> None:
    """ "15 miles north of X": a number, a unit, a direction, then one or two small words."""
    for k in range(c.i - 1, max(c.i - 4, -1), -1):
        if toks[k].folded in w.directions:
            back = k - 1
            while back > max(0, k - 4) and toks[back].folded not in w.units:
                back -= 1
            number = _number(toks[back - 1].text) if back >= 1 and toks[back].folded in w.units else None
            if number is not None:
                c.away = (number * w.units[toks[back].folded], toks[k].folded)
                c.evidence += 3
            elif k == c.i - 1 or all(x.folded in INNER for x in toks[k + 1 : c.i]):
                c.direction = toks[k].folded
                c.beside = k < c.i - 1
            return


def _number(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _after(c: Candidate, toks: Sequence[Token], after: Token | None, t: Text, capitals: bool) -> None:
    w = t.words
    if after is None:
        if c.j < len(toks) and toks[c.j].gap.strip() == "," and toks[c.j].capital:
            c.evidence += 0.7
        return
    tail = w.tails.get(after.folded)
    if tail == "B":
        c.border, c.evidence = True, c.evidence + 2
    elif tail and not c.hint:
        c.hint, c.evidence = tail, c.evidence + 3
    if toks[c.j].gap[:2] in ("'s", "\u2019s"):
        c.evidence += 0.5


def _row(c: Candidate, toks: Sequence[Token], before: Token | None, after: Token | None, t: Text) -> None:
    """What a capital right before or behind means: a title, a body of the place, a newspaper, a person."""
    w = t.words
    shout = c.text.isupper() and len(c.text) > 4
    if shout and toks[c.i].first:
        c.evidence += 4  # a dateline
    nation = c.options[0].kind == "C" and toks[c.i].folded not in w.homographs
    if after is not None and after.capital and not (shout and not after.text.isupper()) and not toks[c.j].gap.startswith(("'", "\u2019")):
        if after.folded in w.brands:
            c.evidence -= 8
        elif _body(toks, c.j, w):
            c.attributive, c.evidence = True, c.evidence + 1
        elif after.folded not in w.stop and after.folded not in w.peoples and after.folded not in w.directions and not c.hint:
            c.attributive, c.doubtful = True, not nation
    elif after is not None and after.folded in w.bodies:
        c.attributive = True
        c.evidence += 1
    if before is not None and before.capital and toks[c.i].gap.strip() == "" and not c.hint and not c.direction:
        known = before.folded in w.stop or before.folded in w.locatives or before.folded in w.peoples or before.folded in w.heads
        if not known and not (before.first and before.folded in t.lower):
            c.attributive, c.doubtful = True, not nation


def _body(toks: Sequence[Token], j: int, w: PlaceWords) -> bool:
    """Whether a row of capitals from word `j` on names a body ("County Sheriff's Office", "Operations Command")."""
    for k in range(j, min(j + 5, len(toks))):
        if (k > j and not _SPACED.match(_plain_gap(toks[k].gap))) or not (toks[k].capital or toks[k].folded in INNER):
            return False
        if toks[k].folded in w.bodies:
            return True
    return False


def _plain_gap(gap: str) -> str:
    return gap[2:] if gap[:2] in ("'s", "\u2019s") else gap.lstrip("&")


def people_of(blocks: Sequence[Sequence[Token]], words: PlaceWords, language: str) -> frozenset[str]:
    """Folded last words of names of persons ("John Steele said"): what follows a title, or two capitals in a row that make no place."""
    found: set[str] = set()
    for toks in blocks:
        for a, b in pairwise(toks):
            if not b.capital or not _SPACED.match(b.gap.removeprefix(".")):
                continue
            if a.folded in words.persons and a.folded not in words.heads:
                found.add(b.folded)
                continue
            if not a.capital or b.gap != " " or a.folded in words.stop or a.text.isupper():
                continue
            if a.folded in words.directions or a.folded in words.heads or a.folded in words.peoples:
                continue
            if b.folded in words.tails or b.folded in words.bodies or b.folded in words.brands or b.folded in words.sites or b.folded in words.stop:
                continue
            if means(f"{a.text} {b.text}", language) or any(o.prior > 4.5 for o in means(a.text, language)[:1]):
                continue
            if a.first and any(o.prior > 5.5 for o in means(b.text, language)[:1]):
                continue  # the capital of a common word ("Overall Edmonton received")
            found.add(b.folded)
    return frozenset(found)
