"""Names of roads, which are no names of towns: "the 600 block of Escanaba", "Thompson and Colorado avenues", "56th and Hermitage"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from istor.grounding.places.tokens import Token
from istor.grounding.places.words import PlaceWords

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|e|ème)")
LONGEST = 3
"""Words of the name of a road beside the one looked at."""


def road(toks: Sequence[Token], i: int, j: int, w: PlaceWords) -> bool:
    """Whether words `i` to `j` name a road: behind a block or a corner, before the noun of a road, or crossed with one."""
    return _named_before(toks, i, w) or _named_behind(toks, j, w) or _crossed(toks, i, j, w)


def _named_before(toks: Sequence[Token], i: int, w: PlaceWords) -> bool:
    k = i - 1
    while k > 0 and toks[k].folded in w.directions and toks[k + 1].spaced:
        k -= 1
    if k < 1 or not toks[k].spaced or not toks[k + 1].spaced:
        return False
    if f"{toks[k - 1].folded} {toks[k].folded}" in w.corners:
        return True
    return toks[k].folded in w.crossings and (bool(_ORDINAL.fullmatch(toks[k - 1].folded)) or (toks[k - 1].capital and toks[k - 1].folded in w.ways))


def _named_behind(toks: Sequence[Token], j: int, w: PlaceWords) -> bool:
    """ "Doswell Town Road"."""
    for k in range(j, min(j + LONGEST, len(toks))):
        if not (toks[k].capital and toks[k].spaced):
            return False
        if toks[k].folded in w.ways:
            return k + 1 == len(toks) or not toks[k + 1].capital or not toks[k + 1].spaced or toks[k + 1].folded in w.directions
    return False


def _crossed(toks: Sequence[Token], i: int, j: int, w: PlaceWords) -> bool:
    """ "Thompson and Colorado avenues", of either."""
    after = toks[j] if j < len(toks) and toks[j].spaced else None
    if after is None:
        return False
    if after.folded in w.several:
        k = i - 1
        while k > 0 and toks[k].capital and i - k <= LONGEST and toks[k + 1].spaced:
            k -= 1
        return k > 0 and toks[k].folded in w.crossings and toks[k - 1].capital
    if after.folded not in w.crossings:
        return False
    k = j + 1
    while k < len(toks) and (toks[k].capital or toks[k].text[0].isdigit()) and toks[k].folded not in w.several and k - j <= LONGEST and toks[k].spaced:
        k += 1
    return k > j + 1 and k < len(toks) and toks[k].folded in w.several and toks[k].spaced
