"""Names that no table holds, where the words around them say that they are names of places."""

from __future__ import annotations

from collections.abc import Sequence

from istor.grounding.places.candidates import INNER, Candidate, Text, candidate
from istor.grounding.places.evidence import weigh_before
from istor.grounding.places.streets import road
from istor.grounding.places.tokens import Token
from istor.grounding.places.widening import site_noun
from istor.grounding.places.words import PlaceWords


def unheard(toks: Sequence[Token], i: int, t: Text) -> Candidate | None:
    """A name that no table holds, where the words around it say that it is a place's ("the village of Xinmo", "the Adhamiyah district")."""
    w, j = t.words, i
    if toks[i].first and i + 1 < len(toks) and toks[i + 1].capital and toks[i + 1].spaced:
        return None
    kind, k, headed = "", 0, toks[i].folded in t.words.camps and i + 1 < len(toks)
    while (
        j < len(toks)
        and j - i < 3
        and toks[j].capital
        and (toks[j].folded not in w.stop or (headed and j == i))
        and (j == i or toks[j].spaced)
    ):
        kind, k = site_noun(toks, j, w) if j > i else ("", 0)
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
        kind, k = site_noun(toks, j, w)
    if kind and k:
        end = j + k if all(x.capital for x in toks[j : j + k]) else j
        c = candidate(toks, i, end, t, ())
        c.unknown, c.hint, c.noun, c.whole, c.evidence = True, "S", kind, t.text[toks[i].start : toks[j + k - 1].end], 3.0
        return c if toks[i].folded not in w.stop and toks[i].folded not in t.lower and not _named_after(toks, i, w) else None
    if headed and j - i >= 2:
        c = candidate(toks, i, j, t, ())
        c.unknown, c.hint, c.noun, c.whole, c.evidence = True, "S", "base", c.text, 3.0
        return c
    if j == i or toks[i].folded in t.people or toks[i].folded in w.homographs or toks[i].folded in t.lower or len(toks[i].text) < 3:
        return None
    if (j < len(toks) and toks[j].capital and toks[j].spaced and toks[j].folded not in w.tails) or (
        i and toks[i - 1].capital and not toks[i].gap.strip()
    ):
        return None
    if road(toks, i, j, w):
        return None
    c = candidate(toks, i, j, t, ())
    c.unknown = True
    before = toks[i - 1] if i and toks[i].spaced else None
    after = toks[j] if j < len(toks) and toks[j].spaced else None
    weigh_before(c, toks, before, t)
    if before is not None and before.folded in INNER and i > 1 and toks[i - 2].capital:
        return None  # "Department of Agriculture"
    if after is not None and after.folded in w.tails and w.tails[after.folded] != "B" and not toks[i].first:
        c.hint, c.evidence = c.hint or w.tails[after.folded], c.evidence + 3
    return c


def _named_after(toks: Sequence[Token], i: int, w: PlaceWords) -> bool:
    """Whether the word before makes a common noun or a person of what follows ("President Karzai Airport" stays a site; "Mr Port" does not)."""
    return i > 0 and toks[i - 1].folded in w.persons and toks[i - 1].folded not in w.heads and not toks[i].gap.strip()
