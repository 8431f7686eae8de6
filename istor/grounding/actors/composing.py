"""Nationality and noun together: "Iraqi army", "forces armées irakiennes", "armée de l'Irak", "US, French and Dutch forces"."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from istor.grounding.actors.lexicon import Lexicon
from istor.grounding.actors.scanning import Hit, Scanned

_REACH = 45
"""Code points between a nationality and its noun at most."""


class Reading(msgspec.Struct, frozen=True):
    """A stretch of text and the actors it may name. `how` says in words what made it."""

    start: int
    end: int
    candidates: tuple[str, ...]
    how: str
    strength: int
    """Of readings of one length the stronger wins: 4 a name, 3 a composition, 2 a state, 1 a seat, 0 a bare noun."""


def _values(hit: Hit, *tags: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.value for e in hit.entries if e.tag in tags))


class _Neighbours:
    """Hits with a tag by where they start and end, to find the next one without walking."""

    def __init__(self, hits: tuple[Hit, ...], *tags: str) -> None:
        self.starting = {}
        self.ending = {}
        for hit in hits:
            if any(e.tag in tags for e in hit.entries):
                self.starting.setdefault(hit.start, hit)
                if hit.end not in self.ending or hit.start < self.ending[hit.end].start:
                    self.ending[hit.end] = hit

    starting: dict[int, Hit]
    ending: dict[int, Hit]

    def before(self, position: int) -> Iterator[Hit]:
        """Nearest first."""
        return (self.ending[i] for i in range(position, max(-1, position - _REACH), -1) if i in self.ending)

    def after(self, position: int) -> Iterator[Hit]:
        return (self.starting[i] for i in range(position, position + _REACH) if i in self.starting)


def compose(scanned: Scanned, words: Lexicon) -> list[Reading]:
    """Readings of every force, service or office with the state it is said to belong to."""
    adjectives = _Neighbours(scanned.hits, "adjective")
    countries = _Neighbours(scanned.hits, "state")
    order = words.words.get("order", ("before",))
    found: list[Reading] = []
    for hit in _longest_nouns(scanned.hits):
        for entry in (e for e in hit.entries if e.tag in ("body", "head")):
            placed: list[Reading] = []
            for side in order:
                if side == "before" and entry.tag == "body":
                    placed = _before(scanned, words, hit, entry.value, adjectives, countries)
                elif side == "after":
                    placed = _after(scanned, words, hit, entry.value, entry.extra, adjectives, countries)
                if placed:
                    break
            else:
                placed = _linked(scanned, words, hit, entry.value, countries) if entry.tag == "body" else []
            found += placed
    return found


def _longest_nouns(hits: tuple[Hit, ...]) -> list[Hit]:
    """Forces and offices, without those that are the start or the end of a longer one ("forces" of "security forces")."""
    nouns = [h for h in hits if any(e.tag in ("body", "head") for e in h.entries)]
    first = {h.end: h.start for h in reversed(nouns)}
    last: dict[int, int] = {}
    for h in nouns:
        last[h.start] = max(h.end, last.get(h.start, 0))
    heads = {h.start for h in nouns if any(e.tag == "head" for e in h.entries)}
    return [h for h in nouns if first[h.end] == h.start and (last[h.start] == h.end or h.start in heads)]


def _reading(start: int, end: int, owners: tuple[str, ...], body: str, how: str) -> Reading:
    return Reading(start, end, tuple(f"{state}:{body}" for state in owners), how, 3)


def _before(s: Scanned, words: Lexicon, hit: Hit, body: str, adjectives: _Neighbours, countries: _Neighbours) -> list[Reading]:
    for near in adjectives.before(hit.start):
        if not words.fillers.fullmatch(s.folded, near.end, hit.start):
            break
        found = [_reading(near.start, hit.end, _values(near, "adjective"), body, "nationality and noun")]
        return found + list(_joined_before(s, words, near, body, adjectives, countries))
    for near in countries.before(hit.start):
        if words.possessive.fullmatch(s.folded, near.end, hit.start):
            return [_reading(near.start, hit.end, _values(near, "state"), body, "possessive and noun")]
        plain = words.fillers.fullmatch(s.folded, near.end, hit.start) and hit.start > near.end
        title = words.capitals and s.text[hit.start].isupper() and near.end + 1 == hit.start  # "the United States Army"
        if (plain and title) or (plain and not words.locatives.search(s.folded, max(0, near.start - 20), near.start)):
            return [_reading(near.start, hit.end, _values(near, "state"), body, "country and noun")]
        break
    return []


def _joined_before(s: Scanned, words: Lexicon, last: Hit, body: str, adjectives: _Neighbours, countries: _Neighbours) -> Iterator[Reading]:
    """`US, French` of "US, French and Dutch forces"."""
    where = last.start
    while True:
        near = next((h for h in adjectives.before(where) if words.joins.fullmatch(s.folded, h.end, where)), None)
        if near is None:
            return
        yield _reading(near.start, near.end, _values(near, "adjective"), body, "nationality sharing the noun")
        where = near.start


def _after(s: Scanned, words: Lexicon, hit: Hit, body: str, tail: str, adjectives: _Neighbours, countries: _Neighbours) -> list[Reading]:
    for near in adjectives.after(hit.end):
        if not words.fillers.fullmatch(s.folded, hit.end, near.start) or near.start == hit.end:
            break
        end = near.end
        if tail:
            if not s.folded.startswith(f" {tail}", end) or s.folded[end + 1 + len(tail) : end + 2 + len(tail)].isalnum():
                break
            end += 1 + len(tail)
        found = [_reading(hit.start, end, _values(near, "adjective"), body, "nationality and noun")]
        return found if tail else found + list(_joined_after(s, words, near, body, adjectives))
    return [] if tail else _linked(s, words, hit, body, countries)


def _joined_after(s: Scanned, words: Lexicon, first: Hit, body: str, adjectives: _Neighbours) -> Iterator[Reading]:
    where = first.end
    while True:
        near = next((h for h in adjectives.after(where) if words.joins.fullmatch(s.folded, where, h.start)), None)
        if near is None:
            return
        yield _reading(near.start, near.end, _values(near, "adjective"), body, "nationality sharing the noun")
        where = near.end


def _linked(s: Scanned, words: Lexicon, hit: Hit, body: str, countries: _Neighbours) -> list[Reading]:
    """`army of Iraq`: a link word and the country after the noun."""
    for near in countries.after(hit.end):
        if words.links.fullmatch(s.folded, hit.end, near.start):
            return [_reading(hit.start, near.end, _values(near, "state"), body, "noun and country")]
        break
    return []
