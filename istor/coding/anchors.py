"""What a translation keeps of a sentence: its numbers, days, places, actors and names, written alike in every language. `linking.translation` aligns them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from istor.coding.words import Layers
from istor.languages import available, common, fold, get
from istor.model import Anchors, Part

MOST = 24
"""Sentences of a part that are kept: a translation is known by its beginning."""
KEYS = 16
"""Anchors kept of a sentence."""
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]{2,}")
_VOWELS, _DOUBLE = re.compile("[aeiouyhw'’-]"), re.compile(r"(.)\1")
_ALIKE = str.maketrans("kqgjzvx", "cccisfs")
"""Letters that languages write for each other's sounds (Kaboul, Cabul; Dayr, Deir; Chouhada, Shuhada)."""


def anchors(part: Part, layers: Layers, text: str) -> tuple[Anchors, ...]:
    """The anchors of the sentences of a part that have any."""
    capitals = get(part.language).capitals if part.language in available() else False
    out = []
    for start, end in _sentences(part):
        keys = dict.fromkeys((*_grounded(layers, start, end), *(_names(text, start, end, part.language) if capitals else ())))
        if keys:
            out.append(Anchors(start=start, end=end, keys=tuple(sorted(keys)[:KEYS])))
        if len(out) == MOST:
            break
    return tuple(out)


def _sentences(part: Part) -> Iterator[tuple[int, int]]:
    for block in part.blocks:
        if block.kind in ("paragraph", "dateline"):
            yield from block.sentences or ((block.start, block.end),)


def _grounded(layers: Layers, start: int, end: int) -> Iterator[str]:
    def within(name: str) -> slice:
        return slice(bisect_left(layers.starts[name], start), bisect_left(layers.starts[name], end))

    for c in layers.counts[within("counts")]:
        low, high = c.bounds.low, c.bounds.high
        n = low if low is not None else high
        if n is not None and n > 1:
            yield f"n{n}"
    for t in layers.times[within("times")]:
        if t.first is not None and t.type != "DURATION":
            yield f"d{t.first.isoformat()}" if t.first == t.last else f"d{t.value[:10]}"
    for p in layers.places[within("places")]:
        if p.place is not None:
            wide = p.place.precision == "country" or p.kind == "demonym"
            known = p.place.country if wide else str(p.place.geonames_id or "") or skeleton(re.sub(r"\W", "", fold(p.place.name)))
            if known:
                yield f"{'c' if wide else 'p'}{known}"
    for a in layers.actors[within("actors")]:
        if a.actor is not None:
            yield f"a{a.actor}"


def _names(text: str, start: int, end: int, language: str) -> Iterator[str]:
    for m in _NAME.finditer(text, start, end):
        yield from _spelt(m.group(), language)


@lru_cache(100_000)
def _spelt(name: str, language: str) -> tuple[str, ...]:
    """The keys of a name: one for each of its words that no list of frequent ones holds."""
    usual = _usual(language)
    return tuple(f"w{found}" for piece in re.split("[-'’]", fold(name)) if piece not in usual and (found := skeleton(piece)))


@lru_cache(100_000)
def skeleton(word: str) -> str:
    """A name by its consonants, the same however languages spell it; nothing where too few remain."""
    bare = _DOUBLE.sub(r"\1", _VOWELS.sub("", word.replace("ch", "s").replace("sh", "s")).translate(_ALIKE))
    return bare[:8] if len(bare) >= 2 and len(word) >= 4 else ""


@cache
def _usual(language: str) -> frozenset[str]:
    return common("en") | (common(language) if language in available() else frozenset())
