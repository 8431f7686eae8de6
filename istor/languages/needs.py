"""Which words a text must hold for a pattern to match: it is tried only where they stand.

Reads a pattern as it is written, placeholders and all. Where it is not sure it asks for less, so that no match is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from istor.languages.beginnings import DIGIT

_PIECE = re.compile(
    r"(?P<look>\(\?(?:[=!]|<[=!]))|(?P<open>\((?:\?(?::|P<\w+>))?)|(?P<close>\))|(?P<or>\|)|(?P<place>\{\w+\})|(?P<times>[?*+]|\{\d*,\d*\})"
    r"|(?P<set>\[[^\]]*\])|(?P<digit>\\d)|(?P<letters>\\w)|(?P<escape>\\.)|(?P<word>[^\W_]+)|(?P<sign>.)"
)


@dataclass(frozen=True, slots=True)
class Need:
    """Words of which one must stand there. `left`, `right`: only if the word is whole on that side, which what stands beside it decides."""

    words: frozenset[str]
    left: bool = False
    right: bool = False


@dataclass(slots=True)
class _Item:
    """A piece of a pattern. `begins`, `ends`: it begins or ends with what is no letter, so that a word beside it is whole."""

    needs: list[Need] = field(default_factory=list)
    begins: bool = False
    ends: bool = False
    optional: bool = False
    word: str = ""


def needs(pattern: str, vocabulary: Mapping[str, frozenset[str]], *, apart: bool = True) -> tuple[frozenset[str], ...]:
    """Sets of words of which a text must hold one each; none where the pattern does not tell. DIGIT stands for any number.

    `apart`: no letter stands right before or behind a match; else what the pattern begins or ends with may be a part of a word.
    """
    pieces = [(m.lastgroup or "", m.group()) for m in _PIECE.finditer(pattern)]
    item, _ = _group(pieces, 0, vocabulary)
    return tuple(dict.fromkeys(n.words for n in item.needs if apart or not (n.left or n.right)))


def _group(pieces: Sequence[tuple[str, str]], k: int, vocabulary: Mapping[str, frozenset[str]]) -> tuple[_Item, int]:
    """The alternatives from piece k to the bracket that closes them, as one item, and where the next piece is."""
    branches: list[list[_Item]] = [[]]
    while k < len(pieces):
        kind, text = pieces[k]
        k += 1
        if kind == "close":
            break
        if kind == "or":
            branches.append([])
        elif kind in ("open", "look"):
            item, k = _group(pieces, k, vocabulary)
            if kind == "open":  # what is only looked at is no part of a match
                branches[-1].append(item)
        elif kind == "times":
            _repeat(branches[-1], text)
        else:
            branches[-1].append(_single(kind, text, vocabulary))
    found = [_sequence(b) for b in branches]
    if len(found) == 1:
        return found[0], k
    best = [max(f.needs, key=_rare, default=None) for f in found]
    told = [n for n in best if n is not None]
    either = Need(frozenset().union(*(n.words for n in told)), any(n.left for n in told), any(n.right for n in told))
    return _Item([either] if len(told) == len(best) else [], all(f.begins for f in found), all(f.ends for f in found)), k


def _single(kind: str, text: str, vocabulary: Mapping[str, frozenset[str]]) -> _Item:
    if kind == "place":
        known = vocabulary.get(text[1:-1])
        return _Item([Need(known)] if known else [])
    if kind == "digit" or (kind == "word" and any(map(str.isdigit, text))):
        return _Item([Need(frozenset((DIGIT,)))])
    if kind == "word":
        return _Item([Need(frozenset((text,)), True, True)], word=text)
    apart = (kind == "sign" and text not in "._") or (kind == "escape" and not text[1].isalnum()) or text in (r"\s", r"\b", r"\W")
    return _Item(begins=apart, ends=apart)


def _repeat(items: list[_Item], times: str) -> None:
    """What was read last may be left out or told again; of a word it is only the last letter."""
    if not items:
        return
    last = items[-1]
    if last.word:
        both = times == "?" and len(last.word) > 1
        items[-1] = _Item([Need(frozenset((last.word, last.word[:-1])), True, True)] if both else [])
    elif times[0] in "?*" or times.startswith(("{0", "{,")):
        last.optional, last.needs = True, []


def _sequence(items: list[_Item]) -> _Item:
    """What the pieces need together."""
    found = []
    for k, item in enumerate(items):
        for need in item.needs:
            left = _whole((i.ends, i.optional) for i in reversed(items[:k])) if need.left else "whole"
            right = _whole((i.begins, i.optional) for i in items[k + 1 :]) if need.right else "whole"
            if "cut" not in (left, right):
                found.append(replace(need, left=left == "edge", right=right == "edge"))
    begins = _whole((i.begins, i.optional) for i in items) == "whole"
    ends = _whole((i.ends, i.optional) for i in reversed(items)) == "whole"
    return _Item(found, begins, ends)


def _whole(beside: Iterable[tuple[bool, bool]]) -> str:
    """Whether a word is whole towards the pieces beside it, the nearest first; `edge`: what stands beside the bracket decides."""
    for apart, optional in beside:
        if not apart:
            return "cut"
        if not optional:
            return "whole"
    return "edge"


def _rare(need: Need) -> tuple[int, int]:
    """How much a need tells: long words are rarer than "the"."""
    return min(3 if w == DIGIT else len(w) for w in need.words), -len(need.words)
