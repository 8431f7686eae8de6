"""Many words as one regular expression that shares their beginnings, so that a text is not tried against each in turn; and patterns that are tried only
on a text whose words allow a match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Any, NamedTuple

from istor.languages.beginnings import DIGIT, guarded
from istor.languages.needs import needs

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first where one begins another; matches nothing where there are none."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for ch in word:
            node = node.setdefault(ch, {})
        node[""] = True
    return _pattern(trie) if trie else "(?!)"


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(ch) + _pattern(child) for ch, child in node.items() if ch]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?" if "" in node else body


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words or phrases, as whole words."""
    found = list(words)
    firsts = sorted({w[0] for w in found if w})
    guard = f"(?=[{''.join(map(re.escape, firsts))}])" if firsts else ""
    return re.compile(rf"(?<!\w){guard}{any_of(found)}(?!\w)")


def words_in(text: str) -> frozenset[str]:
    """The words of a text, and DIGIT where it holds a number: what `Sought` asks first."""
    found = _WORD.findall(text)
    return frozenset((*found, DIGIT) if _NUMBER.search(text) else found)


class Sought(NamedTuple):
    """A pattern, and the sets of words of which a text must hold one each for it to match; of several patterns as one, for one of its `parts` to match."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    parts: tuple[Sought, ...] = ()

    def may(self, held: Set[str]) -> bool:
        """Whether it can match in a text that holds these words."""
        return not any(map(held.isdisjoint, self.needs)) and (not self.parts or any(part.may(held) for part in self.parts))

    def within(self, text: str, held: Set[str]) -> bool:
        """Whether it matches somewhere in a text that holds these words."""
        return self.may(held) and self.pattern.search(text) is not None

    def found(self, text: str, held: Set[str]) -> list[re.Match[str]]:
        """All its matches in a text that holds these words."""
        return list(self.pattern.finditer(text)) if self.may(held) else []


def sought(pattern: str) -> Sought:
    """A regular expression that is looked for where the words that it spells stand."""
    return Sought(re.compile(guarded(pattern)), needs(pattern, {}, apart=False))


def sought_words(words: Iterable[str], pattern: re.Pattern[str] | None = None) -> Sought:
    """Words or phrases, as whole words (or as `pattern` has them), looked for where the longest word of one of them stands."""
    found = list(words)
    longest = [max(_WORD.findall(w), key=len, default="") for w in found]
    return Sought(pattern or whole_words(found), () if "" in longest else (frozenset(longest),))


def either(*parts: Sought) -> Sought:
    """What one of several looks for."""
    return Sought(re.compile("|".join(f"(?:{p.pattern.pattern})" for p in parts)), (), parts)
