"""The state in which people are told to be: "pronounced dead", "in critical condition", "with a gunshot wound", "unharmed".

The phrases are languages/*/conditions.tsv. Whose state it is follows from the clause: its subject, the person named just before, behind, or by the words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from istor.coding.chunks import Chunk
from istor.coding.clauses import Predicate, noun_list
from istor.coding.entities import Entity, entity
from istor.languages import rows
from istor.languages.beginnings import guarded

if TYPE_CHECKING:
    from istor.coding.acts import Sentence

ANYONE = frozenset(("civilian", "person", "state_force", "state", "party", "organisation", "armed_group", "unknown"))
DEEDS = {"shot": ("shooting", "wound", "injured"), "slain": ("killing", "kill", "killed")}
"""States that are a deed as well: concept, frame and effect."""
BREAKS = frozenset(("STOP", "SUB", "REL"))


class Conditions(msgspec.Struct, frozen=True):
    """The phrases of one language as one pattern; group names are the rows' numbers."""

    pattern: re.Pattern[str]
    states: dict[str, tuple[str, str]]
    """Group -> state and side."""


@cache
def phrases(code: str) -> Conditions | None:
    """The conditions of a language; None where it has no such file."""
    found = rows(code, "conditions")
    if not found:
        return None
    groups = {f"c{k}": (row["state"], row["side"]) for k, row in enumerate(found)}
    body = "|".join(f"(?P<c{k}>{row['pattern']})" for k, row in enumerate(found))
    return Conditions(re.compile(rf"(?<!\w){guarded(f'(?:{body})')}(?!\w)"), groups)


class Condition(NamedTuple):
    """Somebody's state as a phrase tells it."""

    start: int
    end: int
    at: int
    state: str
    person: Entity


def conditions(s: Sentence, known: Conditions) -> list[Condition]:
    """One for every person whose state is told."""
    found = []
    for m in known.pattern.finditer(s.low):
        state, side = known.states[m.lastgroup or ""]
        start, end = s.start + m.start(), s.start + m.end()
        found += [Condition(start, end, _at(s, start), state, e) for e in _whose(s, start, end, side, state)]
    return found


def _at(s: Sentence, start: int) -> int:
    return next((c.index for c in s.chunks if c.end > start), len(s.chunks) - 1)


def someone(e: Entity | None) -> bool:
    """Whether a noun phrase can be a person: not a building, a weapon, a place or a deed."""
    if e is None or e.weapon or e.kind not in ANYONE or e.place:
        return False
    if e.pronoun:
        return e.text.lower() not in ("it", "there", "that", "which", "this")
    return not e.trigger and (e.known or e.number is not None or e.named)


def _whose(s: Sentence, start: int, end: int, side: str, state: str) -> list[Entity]:
    k = _at(s, start)
    if side == "after":
        return _behind(s, end)
    if side == "object":
        return [e for e in _behind(s, start) if e.start < end]
    if side == "within":
        e = s.entities.get(k)
        return [e] if e is not None and someone(e) and (not e.plural or (state == "shot" and e.number is not None)) else []
    p = _predicate(s, k, end)
    if s.chunks[k].kind == "PREP" or p is None or (p.chunk.index < k and not _subject(s, p)):
        near = _before(s, k)
        if near is not None:
            return near
        if p is not None and not p.passive and s.chunks[k].kind == "PREP" and (found := _people(s, p.get("obj"))):
            return found  # "found a man in front of the bar with a gunshot wound"
    return _subject(s, p) if p is not None else []


def _behind(s: Sentence, end: int) -> list[Entity]:
    k = next((c.index for c in s.chunks if c.start >= end and c.kind == "NP"), None)
    if k is None:
        return []
    listed, _ = noun_list(s.chunks, k)
    return [e for c in listed if (e := _owner(s, c)) is not None and someone(e)]


def _owner(s: Sentence, c: Chunk) -> Entity | None:
    """Somebody, or whose the part of the body is that is named: "a boy's right thigh"."""
    e = s.entities.get(c.index)
    if e is not None and len(c.words) == 1 and "owned" in c.words[0].classes:
        return msgspec.structs.replace(e, pronoun=True)  # "could not save her"
    if e is None or e.known or e.named or not c.possessors:
        return e
    return entity(c.possessors[-1], s.document)


def _before(s: Sentence, k: int) -> list[Entity] | None:
    """The person named right before ("a man with a gunshot wound"), not behind a preposition of its own unless that is "of"."""
    j = k - 1
    while j >= 0 and s.chunks[j].kind in ("TIME", "COMMA", "QUOTE"):
        j -= 1
    if j < 0 or s.chunks[j].kind != "NP":
        return None
    chunk: Chunk | None = s.chunks[j]
    while chunk is not None and chunk.governor is not None and "of" in chunk.governor.slots and j >= 2:
        chunk, j = s.chunks[j - 2], j - 2
        if chunk.kind != "NP":
            return None
    e = s.entities.get(chunk.index) if chunk is not None else None
    if e is None or not someone(e):
        return None
    governed = chunk is not None and chunk.governor is not None
    return [e] if not governed or (e.kind == "civilian" and e.known) else None


def _predicate(s: Sentence, k: int, end: int) -> Predicate | None:
    """The verb that the phrase belongs to: the last one that begins inside or before it in its clause."""
    found = None
    for p in s.predicates:
        if p.chunk.index > k and p.chunk.start >= end:
            break
        if p.chunk.index <= k or p.chunk.start < end:
            found = p if p.chunk.index <= k or found is None else found
    if found is None:
        return None
    between = s.chunks[found.chunk.index + 1 : k]
    if any(c.kind in BREAKS for c in between) and not any(c.kind == "VG" for c in s.chunks[k : k + 1]):
        return None
    return found


def _subject(s: Sentence, p: Predicate) -> list[Entity]:
    found = p.get("obj") if p.passive else p.get("subj")
    if not found and p.governor is not None:
        found = p.governor.get("obj") if p.governor.passive else p.governor.get("subj")
    return _people(s, found)


def _people(s: Sentence, chunks: list[Chunk]) -> list[Entity]:
    return [e for c in chunks if (e := _owner(s, c)) is not None and someone(e)]
