"""Many words as one regular expression that shares their beginnings, so that a text is not tried against each in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


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
