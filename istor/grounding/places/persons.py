"""Words of a text that are names of persons there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from istor.grounding.places.options import means
from istor.grounding.places.tokens import SPACED, Token
from istor.grounding.places.words import PlaceWords


def people_of(blocks: Sequence[Sequence[Token]], words: PlaceWords, language: str) -> frozenset[str]:
    """Folded last words of names of persons ("John Steele said"): what follows a title, or two capitals in a row that make no place."""
    found: set[str] = set()
    for toks in blocks:
        for a, b in pairwise(toks):
            if not b.capital or not (b.spaced or SPACED.match(b.gap.removeprefix("."))):
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
            if any(o.kind == "C" for o in means(b.text, language)[:1]):
                continue
            if a.first and any(o.prior > 5.5 for o in means(b.text, language)[:1]):
                continue  # the capital of a common word ("Overall Edmonton received")
            found.add(b.folded)
    return frozenset(found)
