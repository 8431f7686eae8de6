"""With which characters the matches of a pattern can begin: a pattern is then tried only where one stands.

A pattern of many branches costs most where it cannot match; Python tries it at every character of a text.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

DIGIT = "0"
"""Stands for every decimal digit."""
_WIDEST = 512
"""Characters of a range that are listed; a wider one is "any character"."""


def plain(ch: str) -> str:
    """The character as `beginnings` names it: all digits are one."""
    return DIGIT if ch.isdecimal() else ch


def beginnings(pattern: str) -> frozenset[str] | None:
    """The characters (as `plain` names them) with which a match of `pattern` can begin; None where that is any, or where a match can be empty.

    `pattern` is tried without flags. Reads the syntax tree of Python's own `re`, which is no public interface: where it has another shape
    the answer is None, and the pattern is tried everywhere.
    """
    try:
        found: set[str] = set()
        empty = _first(import_module("re._parser").parse(pattern), found)
    except (ImportError, AttributeError, TypeError, ValueError, LookupError):
        return None
    return None if empty or any(ch.isspace() for ch in found) else frozenset(found)


def _first(tree: Any, found: set[str]) -> bool:
    """Adds what a match of the tree can begin with; whether it can be empty. Raises LookupError where it can begin with anything."""
    for op, value in tree:
        name = str(op)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "FAILURE":
            empty = False
        elif name == "LITERAL":
            found.add(plain(chr(value)))
            empty = False
        elif name == "IN":
            found |= _listed(value)
            empty = False
        elif name == "BRANCH":
            empty = any([_first(branch, found) for branch in value[1]])  # noqa: C419  every branch must be looked at
        elif name == "SUBPATTERN":
            empty = _first(value[3], found)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            empty = _first(value[2], found) or value[0] == 0
        else:
            raise LookupError(name)
        if not empty:
            return False
    return True


def _listed(items: Any) -> set[str]:
    out: set[str] = set()
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            out.add(plain(chr(value)))
        elif name == "RANGE" and value[1] - value[0] < _WIDEST:
            out |= {plain(chr(code)) for code in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            out.add(DIGIT)
        else:
            raise LookupError(name)
    return out


def guarded(pattern: str) -> str:
    """The pattern, left at once where it cannot begin."""
    chars = beginnings(pattern)
    return f"(?={_listing(chars)})(?:{pattern})" if chars else pattern


def _listing(chars: frozenset[str]) -> str:
    return "[" + "".join(r"\d" if ch == DIGIT else re.escape(ch) for ch in sorted(chars)) + "]"


def where(chars: frozenset[str], behind: str) -> re.Pattern[str]:
    """A pattern for each such character behind which no character of the class `behind` stands right before; it has no branches, so it is fast."""
    return re.compile(rf"{_listing(chars)}(?<!{behind}.)", re.DOTALL) if chars else re.compile("(?!)")
