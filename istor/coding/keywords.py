"""The names that a part turns on: capitalised words that no table knows. They link tellings whose places and days are not stated."""

from __future__ import annotations

import re
from collections import Counter

from istor.coding.lexicon import Lexicon
from istor.languages import fold

_NAME = re.compile(r"(?<=[a-z,;] )[^\W\d_a-z][\w'\u2019-]{3,}")
MOST = 24
"""Names kept of a part, most frequent first."""


def keywords(text: str, lex: Lexicon) -> tuple[str, ...]:
    """Folded names inside sentences (not at their heads), most frequent first, then by the alphabet; none in upper-case text."""
    if text[:2000].isupper():
        return ()
    found = Counter(fold(m.group()).removesuffix("'s") for m in _NAME.finditer(text))
    known = [w for w in found if w not in lex.single and w not in lex.classes]
    return tuple(sorted(known, key=lambda w: (-found[w], w))[:MOST])
