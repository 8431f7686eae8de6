"""With which characters the matches of a pattern can begin: a pattern is then tried only where one stands.

A pattern of many branches costs most where it cannot match; Python tries it at every character of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

DIGIT = "0"
"""Stands for every decimal digit."""
_DIGITS, _SPACES = re.compile(r"\d"), re.compile(r"\s")
_WIDEST = 512
"""Characters of a range that are listed; a wider one is "any character"."""


SPACE = " "
"""Stands for every space and line end."""


def plain(text: str) -> str:
    """The text as `beginnings` names it: all digits are one, and all spaces; of the same length."""
    return _DIGITS.sub(DIGIT, _SPACES.sub(SPACE, text))


def beginnings(pattern: str, most: int = 1) -> frozenset[str] | None:
    """What a match of `pattern` can begin with, as `plain` has it, in up to so many characters; None where that is anything, or where a match can be empty.

    `pattern` is tried without flags. Reads the syntax tree of Python's own `re`, which is no public interface: where it has another shape
    the answer is None, and the pattern is tried everywhere.
    """
    try:
        found = set.union(*_heads(import_module("re._parser").parse(pattern), {""}, most))
    except (ImportError, AttributeError, TypeError, ValueError, LookupError):
        return None
    return None if "" in found or any(head[0].isspace() for head in found) else frozenset(found)


def _heads(tree: Any, open_: set[str], most: int) -> tuple[set[str], set[str]]:
    """Beginnings of matches that nothing more is known of, and those that what follows the tree makes longer, behind these ones."""
    closed: set[str] = set()
    for op, value in tree:
        name = str(op)
        never = name == "FAILURE" or (name == "ASSERT_NOT" and not value[1])
        if name in ("ASSERT", "ASSERT_NOT", "AT") and not never:
            continue
        behind: set[str] = set()
        if name == "LITERAL":
            behind = {head + plain(chr(value)) for head in open_}
        elif name == "IN" and (listed := _listed(value)) and len(listed) * len(open_) <= _WIDEST:
            behind = {head + ch for head in open_ for ch in listed}
        elif name == "BRANCH":
            for branch in value[1]:
                done, going = _heads(branch, open_, most)
                closed |= done
                behind |= going
        elif name == "SUBPATTERN":
            done, behind = _heads(value[3], open_, most)
            closed |= done
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            done, going = _heads(value[2], open_, most)
            closed |= done
            once = value[1] == 1
            closed |= set() if once else going
            behind = (open_ if value[0] == 0 else set()) | (going if once else set())
        elif not never:
            closed |= open_
        closed |= {head for head in behind if len(head) >= most}
        open_ = {head for head in behind if len(head) < most}
        if not open_:
            break
    return closed, open_


def _listed(items: Any) -> set[str]:
    """The characters of a class; none where they cannot be listed."""
    out: set[str] = set()
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            out.add(plain(chr(value)))
        elif name == "RANGE" and value[1] - value[0] < _WIDEST:
            out |= {plain(chr(code)) for code in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and str(value) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            out.add(DIGIT if str(value) == "CATEGORY_DIGIT" else SPACE)
        else:
            return set()
    return out


HEAD = 3
"""Characters at the beginning of a match that are looked at before it is tried."""


def guarded(pattern: str) -> str:
    """The pattern, left at once where it cannot begin."""
    heads = beginnings(pattern, HEAD)
    return f"(?={_trie(heads)})(?:{pattern})" if heads else pattern


def _trie(heads: Iterable[str]) -> str:
    """Any of the beginnings, as a pattern that shares theirs."""
    behind: dict[str, set[str]] = {}
    for head in heads:
        behind.setdefault(head[0], set()).add(head[1:])
    last = {ch for ch, rests in behind.items() if "" in rests}
    branches = [_listing(last)] if last else []
    branches += [_sign(ch) + _trie(behind[ch]) for ch in sorted(behind.keys() - last)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _sign(ch: str) -> str:
    return r"\d" if ch == DIGIT else r"\s" if ch == SPACE else re.escape(ch)


def _listing(chars: Iterable[str]) -> str:
    return "[" + "".join(map(_sign, sorted(chars))) + "]"


def where(chars: frozenset[str], behind: str) -> re.Pattern[str]:
    """A pattern for each such character behind which no character of the class `behind` stands right before; it has no branches, so it is fast."""
    return re.compile(rf"{_listing(chars)}(?<!{behind}.)", re.DOTALL) if chars else re.compile("(?!)")
