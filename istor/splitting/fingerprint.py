"""A small fingerprint of a text, by which copies and reused paragraphs are found: hashed five-word shingles, one in eight kept."""

from __future__ import annotations

import re
import zlib
from itertools import accumulate

from istor.languages import fold

_WORD = re.compile(r"\w+")
SHINGLE = 5
KEEP = 8
LEAST = 3
"""Shingles below which a text is too short for its parts to be compared."""


def fingerprint(text: str) -> tuple[int, ...]:
    """CRC-32 of the shingles whose hash divides by `KEEP`, sorted; content decides what is kept, so a copy keeps the same.

    Of a text so short that hardly any is kept, one for all its words: only the very same text is its copy.
    """
    words = _WORD.findall(fold(text))
    joined = " ".join(words)
    data = joined.encode()
    starts = [0, *accumulate(len(w) + 1 for w in (words if len(data) == len(joined) else [w.encode() for w in words]))]
    hashes = {zlib.crc32(data[a : b - 1]) for a, b in zip(starts, starts[SHINGLE:], strict=False)}
    kept = sorted(h for h in hashes if h % KEEP == 0)
    if len(kept) < LEAST:
        return (zlib.crc32(data),) if len(words) >= SHINGLE else ()
    return tuple(kept)


def containment(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The share of the smaller fingerprint that the other holds; where one is too small to say, 1 for the very same text, else 0."""
    if min(len(a), len(b)) < LEAST:
        return 1.0 if a and a == b else 0.0
    return len(set(a) & set(b)) / min(len(a), len(b))
