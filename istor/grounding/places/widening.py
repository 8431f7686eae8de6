"""Words that belong to a place name beside the name looked up: "County", "North", the noun of a site, a name that goes on."""

from __future__ import annotations

from collections.abc import Sequence

from istor.grounding.places.candidates import INNER, Candidate, Text, candidate
from istor.grounding.places.options import means
from istor.grounding.places.tokens import Token
from istor.grounding.places.words import PlaceWords


def widened(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """Takes in a capital "Province" or "County" behind the name, and a capital "North" before the name of a town."""
    w = t.words
    if c.kind != "place":
        return c
    nxt = toks[c.j] if c.j < len(toks) else None
    if (
        nxt is not None
        and capitals
        and nxt.capital
        and nxt.spaced
        and nxt.folded in w.names
        and nxt.text.isupper() == c.text.isupper()
        and not _more(toks, c)
    ):
        found = means(t.text[c.start : nxt.end], t.language) or c.options
        wide = candidate(toks, c.i, c.j + 1, t, found)
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
        and toks[c.i].spaced
        and c.options[0].kind == "P"
    ):
        wide = candidate(toks, c.i - 1, c.j, t, c.options)
        wide.direction, wide.key = before.folded, c.key
        return wide
    return c


def _more(toks: Sequence[Token], c: Candidate) -> bool:
    """Whether a capital stands right behind the word behind a name, and no body is meant ("Albany County District Attorney" has one)."""
    k = c.j + 1
    return toks[c.i].first and c.options[0].prior < 4 and k < len(toks) and toks[k].capital and toks[k].spaced


def site_noun(toks: Sequence[Token], i: int, w: PlaceWords) -> tuple[str, int]:
    """(kind, words) of the longest noun of a site that begins at word `i`; ("", 0) for none."""
    most = min(4, len(toks) - i)
    spaced = next((m for m in range(most) if not toks[i + m].spaced), most)
    for k in range(spaced, 0, -1):
        kind = w.sites.get(" ".join([x.folded for x in toks[i : i + k]]))
        if kind:
            return kind, k
    return "", 0


def sited(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """Takes the noun of a site behind the name ("Kandahar Air Base") or before it ("l'aéroport de Kaboul") with it."""
    if c.kind != "place" or not c.options or c.options[0].kind == "S":
        return c
    kind, k = site_noun(toks, c.j, t.words) if c.j < len(toks) else ("", 0)
    if kind:
        c.noun, c.whole = kind, t.text[c.start : toks[c.j + k - 1].end]
        if capitals and all(x.capital for x in toks[c.j : c.j + k]) and not c.text.isupper():
            c.j, c.end, c.text = c.j + k, toks[c.j + k - 1].end, c.whole
        c.evidence += 2
        return c
    if c.i >= 2 and toks[c.i - 1].folded in INNER:
        for n in (3, 2, 1):
            if c.i - 1 - n >= 0 and site_noun(toks, c.i - 1 - n, t.words) != ("", 0) and site_noun(toks, c.i - 1 - n, t.words)[1] == n:
                c.noun, c.whole = site_noun(toks, c.i - 1 - n, t.words)[0], t.text[toks[c.i - 1 - n].start : c.end]
                c.evidence += 2
                return c
    return c


def continued(c: Candidate, toks: Sequence[Token], t: Text, capitals: bool) -> Candidate:
    """In upper-case text, takes a name that goes on ("SAN LUIS DE LA REINA") for one that no table holds, not for the shorter one."""
    if capitals or c.kind != "place" or t.words.clitics or c.options[0].kind in "CRS":
        return c
    j = c.j
    while j < len(toks) and toks[j].folded in ("de", "del", "la", "las", "los", "el") and toks[j].spaced:
        j += 1
    if j == c.j or toks[c.j].folded not in ("de", "del") or j >= len(toks) or not toks[j].spaced:
        return c
    longer = candidate(toks, c.i, j + 1, t, ())
    longer.unknown, longer.hint = True, "P"
    return longer
