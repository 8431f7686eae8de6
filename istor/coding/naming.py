"""Names of people as the words of a noun phrase tell them, in upper-case wires too, where a capital tells nothing."""

from __future__ import annotations

from istor.coding.chunks import Chunk
from istor.coding.words import Word
from istor.knowledge.names import given_names
from istor.languages import common, fold

LONGEST = 7


def name_of(c: Chunk, language: str) -> str:
    """The name of a person that a phrase ends in, behind a title, an age or alone: capitals that no table knows. In capitals throughout, one of
    them is a given name or none is a frequent word."""
    words = c.words
    k = len(words)
    while k and _may_name(words[k - 1]):
        k -= 1
    front, tail = words[:k], words[k:]
    if not 1 <= len(tail) <= LONGEST or (c.possessors and not front):
        return ""
    if front and front[-1].entry("person") is None and (front[-1].count is None or front[-1].count.kind != "age"):
        return ""
    if not front and c.apposition is None and tail[0].place is not None and tail[-1].place is tail[0].place:
        return ""
    forms = [fold(w.text) for w in tail]
    sure = all(w.name for w in tail) or any(f in given_names() for f in forms)
    return " ".join(w.text for w in tail) if sure or not any(f in common(language) for f in forms) else ""


def _may_name(w: Word) -> bool:
    if w.entries or w.classes or w.slots or w.count is not None or w.time is not None or w.text.isdigit() or not w.text[:1].isupper():
        return False
    return w.actor is None or w.actor.kind == "person"
