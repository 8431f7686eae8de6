"""A small fingerprint of a text, by which copies and reused paragraphs are found: hashed five-word shingles, one in sixteen kept."""

from __future__ import annotations

import re
import zlib

from istor.languages import fold

_WORD = re.compile(r"\w+")
SHINGLE = 5
KEEP = 16


def fingerprint(text: str) -> tuple[int, ...]:
    """CRC-32 of the shingles whose hash divides by `KEEP`, sorted; content decides what is kept, so a copy keeps the same."""
    words = _WORD.findall(fold(text))
    hashes = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)}
    return tuple(sorted(h for h in hashes if h % KEEP == 0))


def containment(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The share of the smaller fingerprint that the other holds; 0 where one is too small to say."""
    if min(len(a), len(b)) < 3:
        return 0.0
    return len(set(a) & set(b)) / min(len(a), len(b))
