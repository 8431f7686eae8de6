"""Words of a text as place names need them: where they stand, folded, and whether they are written as names."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import pairwise

import msgspec

from istor.languages import fold

_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010\u2011'\u2019\u02bc.][^\W_]+)*\.?")
_GLUED = re.compile(r"[a-z]{2}(\.)(?=[A-Z][a-z])")
"""A full stop without its space ("in Goldsboro.Police came")."""
_INITIALS = re.compile(r"\w\.\w")
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ul|d|l)[-\u2010\u2011'\u2019]", re.I)
_ELISION = re.compile(r"^(?:[ldLDnNsS]|[qQ]u)['\u2019](?=\w)")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_POSSESSIVE = ("'s", "\u2019s", "'S", "\u2019S")
SPACED = re.compile(r"^[ \u00a0]*\n?[ \u00a0]*$")
"""What may stand between two words of a phrase."""
LONG = 40
"""Letters beyond which a word is not remembered."""
_BOUND_SIGN = re.compile(r"[.!?:;\n\u2022*]|--|\u2014")


class Token(msgspec.Struct, gc=False):
    """A word. `capital`: written as a name is; `first`: what stands before it begins a sentence or a line, so that its capital says little."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    first: bool
    gap: str
    """What stands between the word before and this one."""
    spaced: bool
    """Whether that is what may stand between two words of a phrase."""


def tokens(text: str, start: int, end: int, short: Container[str], parted: Container[str] = ()) -> list[Token]:
    """The words of a stretch. `short` holds folded abbreviations that keep their stop ("n.j."), `parted` folded names that a hyphen does not bind
    ("Russia-Turkey"); nor does it bind a name to what is in small letters ("London-based")."""
    out: list[Token] = []
    last = start
    for m in _TOKEN.finditer(text, start, end):
        s, e = m.span()
        word = m.group()
        if word.isalpha():  # most are: nothing to cut
            last = _add(out, text, s, e, last)
            continue
        cut = _ELISION.match(word)
        if cut and not (word[0].isupper() and not _begins(text[last:s]) and word[0] not in "LlDd"):
            last = _add(out, text, s, s + cut.end(), last)
            s, word = s + cut.end(), word[cut.end() :]
        if word.endswith(_POSSESSIVE):
            e, word = e - 2, word[:-2]
        if word.endswith(".") and not _INITIALS.search(word) and fold(word) not in short:
            e, word = e - 1, word[:-1]
        if not word:
            continue
        while (glued := _GLUED.search(word)) is not None:
            last = _add(out, text, s, s + glued.start(1), last)
            s, word = s + glued.end(1), word[glued.end(1) :]
        cuts = [s + h.end() for h in _HYPHEN.finditer(word)] if _HYPHEN.search(word) and _parts(word, parted) else []
        for a, b in pairwise([s, *cuts, e]):
            last = _add(out, text, a, b - (b != e), last)
    return out


def _parts(word: str, parted: Container[str]) -> bool:
    pieces = _HYPHEN.split(word)
    if _ARTICLE.match(word) or any(len(p) < 3 and not p.isupper() for p in (pieces[0], pieces[-1])):
        return False
    if pieces[-1].islower() != pieces[0].islower():
        return True
    return any(fold(p) in parted for p in pieces) and pieces[0][:1].isupper()


def _begins(gap: str) -> bool:
    return bool(_BOUND_SIGN.search(gap))


def _add(out: list[Token], text: str, start: int, end: int, last: int) -> int:
    word, gap = text[start:end], text[last:start]
    folded, named = _spelling(word) if len(word) <= LONG else _spelling.__wrapped__(word)
    if gap == " ":
        out.append(Token(start, end, word, folded, named, not out, gap, True))
    else:
        first = not out or _begins(gap) or gap.strip() in ('"', "\u201c", "\u00ab")
        out.append(Token(start, end, word, folded, named, first, gap, SPACED.match(gap) is not None))
    return end


@lru_cache(maxsize=60_000)
def _spelling(word: str) -> tuple[str, bool]:
    """A word folded, and whether it is written as a name; most words of a report were in the one before."""
    return fold(word), capital(word)


def capital(word: str) -> bool:
    """Whether a word is written as a name: a capital, behind the article of an Arabic name or not, or a script without small letters."""
    if word.isascii() and word.islower():
        return False
    article = _ARTICLE.match(word)
    first = word[article.end() :][:1] if article else word[:1]
    return first.isupper() or word[:1].isupper() or (not first.isascii() and first.isalpha() and first.lower() == first.upper())
