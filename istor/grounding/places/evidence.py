"""What the words around a possible place name say for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from istor.grounding.places.candidates import INNER, Candidate, Text
from istor.grounding.places.streets import road
from istor.grounding.places.tokens import SPACED, Token
from istor.grounding.places.words import PlaceWords

CIVIC = 3.7
"""What it says for a name that words behind it make it a town's, be it a surname, too."""

STREET = 6.0
"""What it says against a name that it is a road's."""


def weigh(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> None:
    """Sets evidence, hints, and whether the name stands within the name of something else."""
    w = t.words
    before = _beside(toks, c.i, w)
    after = toks[c.j] if c.j < len(toks) and (toks[c.j].spaced or SPACED.match(_gap_after(toks, c))) else None
    if c.kind == "demonym":
        c.evidence = 0 if before is not None and before.folded in w.tongues else 5
        c.attributive = after is not None and after.capital and capitals and after.folded in w.brands
        if after is not None and w.tails.get(after.folded) == "B":
            c.border = True
        return
    c.evidence += _worth(c, toks, t, capitals)
    if capitals and road(toks, c.i, c.j, t.words):
        c.evidence -= STREET
    weigh_before(c, toks, before, t)
    _after(c, toks, after, t, capitals)
    if capitals:
        _row(c, toks, before, after, t)


def _beside(toks: Sequence[Token], i: int, w: PlaceWords) -> Token | None:
    """The word right before word `i`; a title's stop does not part them ("Mr. Paris")."""
    if not i:
        return None
    if toks[i].spaced:
        return toks[i - 1]
    gap = toks[i].gap
    if gap.startswith(".") and toks[i - 1].folded in w.persons:
        gap = gap[1:]
    return toks[i - 1] if SPACED.match(gap.strip("\"'(\u2018\u201c\u00ab[") or " ") else None


def _gap_after(toks: Sequence[Token], c: Candidate) -> str:
    gap = toks[c.j].gap
    return gap[2:] if gap[:2] in ("'s", "\u2019s") else gap


def _worth(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> float:
    """Evidence in the name itself."""
    if not c.options:
        return 0.0
    best = c.options[0]
    division = any(o.kind == "1" and o.own and o.people > 100_000 for o in c.options[:5])
    if best.kind in "CR" or (best.kind == "S" and c.j > c.i + 1):
        s = 4.0
    elif best.kind == "S":
        s = 2.2
    elif division:
        s = 3.2
    elif best.capital:
        s = 4.0
    else:
        s = max(-0.5, min(3.6, 1.2 * (best.prior - 3.0)))
    one = c.j == c.i + 1
    folded = toks[c.i].folded
    if one and (folded in t.words.homographs or folded in t.lower):
        s -= 1 if best.kind == "C" or division else 3
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
    if capitals and not one and toks[c.j - 1].capital and toks[c.j - 1].folded in t.words.names:
        s = max(s, 3.0)  # "Navarro County"
    if not one and toks[c.j - 1].folded in t.words.roads and not (c.key in t.words.countries or best.kind in "CRS"):
        s -= 6  # "East Park Avenue"
    return s


def weigh_before(c: Candidate, toks: Sequence[Token], before: Token | None, t: Text) -> None:
    w = t.words
    if before is None:
        if c.i and toks[c.i].gap.strip() == "," and toks[c.i - 1].capital:
            c.evidence += 0.7
        return
    phrases = [before.folded]
    for n in (2, 3):
        if c.i >= n and all(toks[k].spaced for k in range(c.i - n + 1, c.i)):
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
        c.evidence += 4 if c.key in w.homographs else 3  # "near Hinton", be Hinton a surname, too
    elif any(p in w.locatives for p in phrases):
        c.evidence += 1.5
    if before.folded in w.directions:
        c.direction = before.folded
        c.evidence += 2.5
    _distance(c, toks, w)


def _distance(c: Candidate, toks: Sequence[Token], w: PlaceWords) -> None:
    """ "15 miles north of X": a number, a unit, a direction, then one or two small words."""
    for k in range(c.i - 1, max(c.i - 4, -1), -1):
        if toks[k].capital or not toks[k + 1].spaced:
            return
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
    c.quarter = after.folded in w.quarters
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
        elif _premises(toks, c.j, w):
            c.attributive = c.doubtful = True
        elif after.folded not in w.stop and after.folded not in w.peoples and after.folded not in w.directions and not c.hint:
            c.attributive, c.doubtful = True, not nation
    elif after is not None and after.folded in w.bodies:
        c.attributive = True
        c.evidence += 1
    if after is not None and after.folded in w.civic:
        c.evidence += CIVIC  # "Laurel police"
    elif after is not None and not after.capital and before is not None and before.folded in w.articles:
        c.modifies = True
        if after.folded in w.abodes:
            c.evidence += CIVIC  # "a Franklin hotel"
    if before is not None and before.capital and toks[c.i].gap.strip() == "" and not c.hint and not c.direction:
        known = before.folded in w.stop or before.folded in w.locatives or before.folded in w.peoples or before.folded in w.heads
        if not known and not (before.first and before.folded in t.lower):
            c.attributive, c.doubtful = True, not nation


def _body(toks: Sequence[Token], j: int, w: PlaceWords) -> bool:
    """Whether a row of capitals from word `j` on names a body ("County Sheriff's Office", "Operations Command")."""
    for k in range(j, min(j + 5, len(toks))):
        if (k > j and not SPACED.match(_plain_gap(toks[k].gap))) or not (toks[k].capital or toks[k].folded in INNER):
            return False
        if toks[k].folded in w.bodies:
            return True
    return False


def _premises(toks: Sequence[Token], j: int, w: PlaceWords) -> bool:
    """Whether a row of capitals from word `j` on ends in the noun of a house, school or shop ("Village Apartments")."""
    k = j
    while k < min(j + 4, len(toks)) and toks[k].capital and toks[k].spaced:
        k += 1
    return k > j and toks[k - 1].folded in w.premises


def _plain_gap(gap: str) -> str:
    return gap[2:] if gap[:2] in ("'s", "\u2019s") else gap.lstrip("&")
