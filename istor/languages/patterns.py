"""Many words as one regular expression that shares their beginnings, so that a text is not tried against each in turn; and patterns that are tried only
on a text whose words allow a match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
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
    words: frozenset[str] = frozenset()
    """Of whole words: those that are one word each, which need not be looked for where the words of a text are known."""
    phrases: Mapping[str, tuple[frozenset[str], ...]] | None = None
    """The words of the others, by the longest."""

    def may(self, held: Set[str]) -> bool:
        """Whether it can match in a text that holds these words."""
        return not any(map(held.isdisjoint, self.needs)) and (not self.parts or any(part.may(held) for part in self.parts))

    def within(self, text: str, held: Set[str]) -> bool:
        """Whether it matches somewhere in a text that holds these words."""
        return self.may(held) and self.pattern.search(text) is not None

    def said(self, text: str, held: Set[str]) -> Set[str]:
        """What it finds in a text that holds these words, each once."""
        if self.phrases is None or any(words <= held for longest in self.phrases.keys() & held for words in self.phrases[longest]):
            return {m.group() for m in self.found(text, held)}
        return self.words & held

    def found(self, text: str, held: Set[str]) -> list[re.Match[str]]:
        """All its matches in a text that holds these words."""
        return list(self.pattern.finditer(text)) if self.may(held) else []


def sought(pattern: str) -> Sought:
    """A regular expression that is looked for where the words that it spells stand."""
    return Sought(re.compile(guarded(pattern)), needs(pattern, {}, apart=False))


def sought_words(words: Iterable[str], pattern: re.Pattern[str] | None = None) -> Sought:
    """Words or phrases, as whole words (or as `pattern` has them), looked for where the longest word of one of them stands."""
    found = list(words)
    cut = {w: _WORD.findall(w) for w in found}
    if not all(cut.values()):
        return Sought(pattern or whole_words(found), ())
    longest = {w: max(parts, key=len) for w, parts in cut.items()}
    needed = (frozenset(longest.values()),)
    if pattern is not None:
        return Sought(pattern, needed)
    phrases: dict[str, list[frozenset[str]]] = {}
    for w, parts in cut.items():
        if parts != [w]:
            phrases.setdefault(longest[w], []).append(frozenset(parts))
    alone = frozenset(w for w, parts in cut.items() if parts == [w])
    return Sought(whole_words(found), needed, (), alone, {k: tuple(v) for k, v in phrases.items()})


def either(*parts: Sought) -> Sought:
    """What one of several looks for."""
    return Sought(re.compile("|".join(f"(?:{p.pattern.pattern})" for p in parts)), (), parts)
