"""Words and phrases that say again what stands beside them: bracketed glosses, a name and its title between commas, an age.

They are taken out of the sequence that clauses are read from, so that subject and verb stand together: "the FARC [Revolutionary Armed Forces
of Colombia] killed", "Juan Ramos, mayor of Dolores, was killed".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from istor.coding.words import Word

if TYPE_CHECKING:
    from istor.coding.chunks import Chunk

_BRACKETS = {"[": "]", "(": ")"}
LONGEST = 9
"""Words of a gloss; what is longer is a sentence of its own."""


def without_glosses(words: list[Word]) -> list[Word]:
    """The words without what brackets say again. Behind a noun the gloss goes ("FARC [Revolutionary Armed Forces]"); elsewhere only its
    brackets do, for it completes the phrase ("accused [General] Ramos")."""
    if not any(w.text in _BRACKETS for w in words):
        return words
    out: list[Word] = []
    i, n = 0, len(words)
    while i < n:
        w = words[i]
        close = _BRACKETS.get(w.text)
        j = next((k for k in range(i + 1, min(n, i + LONGEST + 2)) if words[k].text == close), None) if close else None
        before = out[-1] if out else None
        if j is not None and before is not None and j + 1 < n and _aside(inner := [x for x in words[i + 1 : j] if x.text not in "()[]"]):
            if not _names_something(before):
                out += inner
            i = j + 1
            continue
        out.append(w)
        i += 1
    return out


def _aside(inner: list[Word]) -> bool:
    """Whether bracketed words only name: no figure, time, verb or casualty."""
    for w in inner:
        whole = w.actor is not None or w.place is not None
        if w.count is not None or w.time is not None or w.text in (",", ";", "--"):
            return False
        if not whole and any(e.kind in ("trigger", "speech", "aux", "modal") or e.pos == "v" or e.extra in ("dead", "wounded") for e in w.entries):
            return False
    return bool(inner)


def _names_something(w: Word) -> bool:
    """Whether a word can end a noun phrase."""
    verb = any(e.pos == "v" for e in w.entries) and not any(e.kind == "person" for e in w.entries)
    return w.text[:1].isalnum() and not w.classes and not w.slots and not (verb and w.actor is None and w.place is None)


# ---- a name and its title
def called(chunks: list[Chunk], naming: frozenset[str]) -> list[Chunk]:
    """The chunks with "a vendor identified as Ana Sol" and "a man named Ana Sol" as one noun phrase, the name, which keeps its title."""
    if not any(c.kind == "VG" and c.words[-1].lower in naming for c in chunks):
        return chunks
    out: list[Chunk] = []
    i, n = 0, len(chunks)
    while i < n:
        c = chunks[i]
        if c.kind == "NP" and i + 2 < n and chunks[i + 1].kind == "VG" and len(chunks[i + 1].words) == 1 and chunks[i + 1].words[0].lower in naming:
            behind = i + 2 + (chunks[i + 2].kind in ("PREP", "SUB"))
            b = chunks[behind] if behind < n else None
            if b is not None and b.kind == "NP" and named(b) and b.apposition is None and _new(c) and not _listed(chunks, behind + 1):
                b.apposition, b.apposition_end = c, c.end
                out.append(b)
                i = behind + 1
                continue
        out.append(c)
        i += 1
    return out


def _new(c: Chunk) -> bool:
    """Whether a noun phrase tells of one person not told of before: "a vendor", "an American"."""
    one = bool(c.words) and "singular" in c.words[0].classes
    return one and (_title(c) or (c.words[-1].place is not None and c.words[-1].place.kind == "demonym"))


def apposed(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with "NAME, TITLE of X," and "the TITLE, NAME," as one noun phrase: the name, which keeps its title. Ages between commas go."""
    if not any(c.kind == "COMMA" for c in chunks):
        return chunks
    out: list[Chunk] = []
    i, n = 0, len(chunks)
    while i < n:
        c = chunks[i]
        if c.kind == "NP" and i + 2 < n and chunks[i + 1].kind == "COMMA" and chunks[i + 2].kind == "NP":
            b, behind = chunks[i + 2], i + 3
            if _age(b) and named(c) and behind < n and chunks[behind].kind in ("COMMA", "STOP"):
                if behind + 1 < n and chunks[behind].kind == "COMMA" and chunks[behind + 1].kind != "NP":
                    behind += 1
                chunks = [*chunks[: i + 1], *chunks[behind:]]
                n = len(chunks)
                continue
            while behind + 1 < n and chunks[behind].kind == "PREP" and "of" in chunks[behind].slots and chunks[behind + 1].kind == "NP":
                behind += 2
            for k in range(i + 2, behind - 2, 2):
                chunks[k].of = chunks[k + 2]
            told = behind
            if _title(b) and named(c):
                behind = _further(chunks, behind)
            ends = behind >= n or chunks[behind].kind in ("COMMA", "STOP", "REL", "SUB", "TIME", "QUOTE", "CONJ", "PREP")
            if ends and _title(b) and named(c) and c.apposition is None:
                c.apposition, c.apposition_end = b, chunks[told - 1].end
            elif behind == i + 3 and ends and _title(c) and named(b) and not _listed(chunks, behind):
                b.apposition, b.apposition_end = c, c.end
                c = b
            elif behind == i + 3 and ends and named(b) and (root := _root(out)) is not None and not _listed(chunks, behind):
                b.apposition, b.apposition_end = out[root], c.end
                for k, x in zip(range(root, len(out), 2), [*out[root + 2 :: 2], c], strict=True):
                    out[k].of = x  # "the mayor of Dolores, Juan Ramos,"
                del out[root:]
                c = b
            else:
                out.append(c)
                i += 1
                continue
            out.append(c)
            i = behind
            if i + 1 < n and chunks[i].kind == "COMMA" and chunks[i + 1].kind == "VG":
                i += 1
            continue
        out.append(c)
        i += 1
    return out


def _further(chunks: list[Chunk], k: int) -> int:
    """Behind a second title: "Juan Ramos, mayor of Dolores and director of the bank, was"; only where it closes as the first opened."""
    if k + 1 >= len(chunks) or chunks[k].kind != "CONJ" or chunks[k + 1].kind != "NP" or not _title(chunks[k + 1]):
        return k
    j = k + 2
    while j + 1 < len(chunks) and chunks[j].kind == "PREP" and chunks[j + 1].kind == "NP":
        j += 2
    return j if j < len(chunks) and chunks[j].kind == "COMMA" else k


def _root(out: list[Chunk]) -> int | None:
    """Where the title begins of which the last words told are the end: "the mayor of"."""
    k = len(out)
    while k >= 2 and out[k - 1].kind == "PREP" and "of" in out[k - 1].slots and out[k - 2].kind == "NP":
        k -= 2
        if _title(out[k]):
            return k
    return None


def _listed(chunks: list[Chunk], k: int) -> bool:
    """Whether a list goes on at k: "a driver, Ramos and Perez"."""
    return k < len(chunks) and chunks[k].kind == "CONJ"


def named(c: Chunk) -> bool:
    """Whether a noun phrase ends in a name and begins without an article: "Juan Ramos", "Colonel Juan Ramos"."""
    words = c.words
    if not words or words[0].classes & {"determiners", "pronouns", "negations"} or c.possessors:
        return False
    tail = 0
    for w in reversed(words):
        if w.entries or w.classes or w.count is not None or w.time is not None or not w.text[:1].isupper() or w.text.isdigit():
            break
        if w.actor is not None and w.actor.kind != "person":
            return False
        tail += 1
    return 1 <= tail <= 6 and all(w.entry("person") is not None or w.actor is not None for w in words[: len(words) - tail])


def _title(c: Chunk) -> bool:
    """Whether a noun phrase tells one person by office, trade or kin and names nobody."""
    head = c.head
    entry = head.entry("person") if head is not None else None
    if entry is None or entry.value in ("facility", "armed_group", "unknown") or "M" in entry.features or entry.extra in ("dead", "wounded", "government", "party"):
        return False
    return c.words[-1] is head and not any(w.count is not None for w in c.words) and (head is None or head.actor is None or head.actor.kind in ("person", "civilian"))


def _age(c: Chunk) -> bool:
    """ "63": a bare figure that can be an age."""
    return len(c.words) == 1 and c.words[0].text.isdigit() and 0 < int(c.words[0].text) < 120
