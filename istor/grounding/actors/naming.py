"""Groups that no table knows: told by the shape of their names, kept by name, and known again by their short forms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import msgspec

from istor.grounding.actors.lexicon import Lexicon
from istor.grounding.actors.scanning import Scanned
from istor.grounding.actors.wording import key
from istor.knowledge import actors as tables
from istor.model import ActorMatch
from istor.model.mention import ActorKind

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ACRONYM = re.compile(r"\s?[(\[]\s*([^\W\d_a-z][\w-]{1,9})\s*[)\]]")
_EXPANDED = re.compile(r"(?<!\w)([^\W\d_a-z][\w-]{1,9}) [(\[]([^\W\d_a-z]\w+(?:[ -]\w+){1,7})[)\]]")
_LONGEST = 7
"""Words of a name at most."""
NEW = "a name that the table does not hold"


class NewName(msgspec.Struct, frozen=True):
    """A group's name that no table holds; offsets into the scanned text."""

    start: int
    end: int
    kind: ActorKind


class _Word(msgspec.Struct, frozen=True):
    start: int
    end: int
    capital: bool
    folded: str


@cache
def _shapes() -> dict[str, Any]:
    return tomllib.loads((files(tables) / "shapes.toml").read_text(encoding="utf-8"))


@cache
def _travelling() -> Mapping[str, ActorKind]:
    return msgspec.convert(_shapes()["heads"], dict[str, ActorKind])


@cache
def travelling_connectors() -> frozenset[str]:
    return frozenset(_shapes()["connectors"])


def is_head(word: str) -> bool:
    """Whether a folded word is only the first noun of groups' names ("kataib"), no name by itself."""
    return word in _travelling()


@cache
def doubtful_names() -> frozenset[str]:
    """Names that are as often something else, folded."""
    return frozenset(key(name) for name in _shapes()["doubtful"])


def new_names(s: Scanned, words: Lexicon) -> list[NewName]:
    """Runs of capitalised words with a head of a group's name, in texts that tell names by capitals (none elsewhere)."""
    if not words.capitals:
        return []
    def first(word: str) -> ActorKind | None:
        return words.first_heads.get(word) or _travelling().get(word)

    found = []
    for run in _runs(s, words.connectors | travelling_connectors()):
        if len(run) < 2 or sum(w.capital for w in run) < 2:
            continue
        inside = (kind for a, b in pairwise(run) if not b.capital and (kind := first(a.folded)))  # "United Front of the Hills"
        kind = first(run[0].folded) or words.last_heads.get(run[-1].folded) or next(inside, None)
        if kind and not any(c.isdigit() for c in s.folded[max(0, run[0].start - 5) : run[-1].end]):  # no "3rd Infantry Brigade"
            found.append(NewName(run[0].start, run[-1].end, kind))
    return found


def _runs(s: Scanned, connectors: frozenset[str]) -> Iterator[list[_Word]]:
    """Maximal runs of capitalised words joined by single spaces, hyphens or small connecting words; all-capital stretches give none."""
    run: list[_Word] = []
    if s.text.isupper():
        return
    for found in _WORD.finditer(s.text):
        start, end = found.span()
        capital = s.text[start].isupper()
        if not run and not capital:
            continue
        word = _Word(start, end, capital, s.folded[start:end])
        near = bool(run) and s.text[run[-1].end : word.start] in (" ", "-", "\n")
        small = word.folded in connectors
        if run and not (near and (word.capital or small) and len(run) < _LONGEST):
            yield from _closed(run, s.text, connectors)
            run = []
        if word.capital or (run and near and small):
            run.append(word)
    yield from _closed(run, s.text, connectors)


def _closed(run: Sequence[_Word], text: str, connectors: frozenset[str]) -> Iterator[list[_Word]]:
    kept = list(run)
    while kept and not kept[-1].capital:
        kept.pop()
    while kept and kept[0].folded in connectors:
        kept.pop(0)
    if kept and not all(text[w.start : w.end].isupper() for w in kept):
        yield kept


def acronyms(s: Scanned, matches: Sequence[ActorMatch], words: Lexicon) -> dict[str, ActorMatch]:
    """`Full Name (ACR)`: the acronym and the match it follows; or the words before it whose initials it is, as a new actor.

    `ACR [Full Name]` likewise. Both names are keys then.
    """
    ends, starts = {m.end: m for m in matches}, {m.start: m for m in matches}
    found: dict[str, ActorMatch] = {}
    for bracket in _ACRONYM.finditer(s.text):
        acronym = bracket[1]
        if sum(c.isupper() for c in acronym) < 2:
            continue
        own = starts.get(bracket.start(1))
        own = own if own and own.actor and own.end == bracket.end(1) else None
        named = ends.get(bracket.start())
        if named is not None and (named.kind in _NO_ACRONYM or own) and not _initials(named.text, acronym):
            named = None
        if named is None:
            named = _by_initials(s, bracket.start(), acronym, words) or _by_article(s, bracket.start(), acronym, words)
            if named is not None and own is not None:
                reason = f"{own.text!r} stands beside it for the same"
                named = msgspec.structs.replace(own, start=named.start, end=named.end, text=named.text, reason=reason)
                found.setdefault(named.text, named)
        if named is not None and named.text != acronym:
            found.setdefault(acronym, named)
    for whole in _EXPANDED.finditer(s.text):
        named = ends.get(whole.end(1)) or starts.get(whole.start(2)) or _by_initials(s, whole.end(2), whole[1], words)
        if named is not None and (named.actor or named.reason.startswith("introduced")):
            found.setdefault(whole[1], named)
            found.setdefault(whole[2], named)
    return found


_NO_ACRONYM = ("state", "person", "civilian")
"""Kinds whose name before a bracket is not what the acronym stands for, unless the letters say so ("peacekeepers in Lebanon (UNIFIL)")."""


def _initials(name: str, acronym: str) -> bool:
    big = [w for w in _WORD.findall(name) if w[0].isupper()]
    return key("".join(w[0] for w in big)) == key(acronym)


def _by_initials(s: Scanned, end: int, acronym: str, words: Lexicon) -> ActorMatch | None:
    """The words before `end` whose initials make `acronym`, small words aside; None where they do not."""
    letters = [c for c in key(acronym) if c.isalnum()]
    before = list(_WORD.finditer(s.text, max(0, end - 120), end))
    if not before or s.text[before[-1].end() : end].strip():
        return None
    wanted = len(letters)
    for n in range(2, min(len(before), wanted * 2 + 1) + 1):
        several = before[-n:]
        if any(s.text[a.end() : b.start()].strip("- \n") for a, b in pairwise(several)):
            return None
        big = [w for w in several if (w[0][0].isupper() and len(w[0]) > 3) or (w[0].isupper() and len(w[0]) > 3)]
        if len(big) == wanted and several[0] is big[0] and [s.folded[w.start()] for w in big] == letters:
            return _introduced(s, several[0].start(), several[-1].end(), acronym, words)
    return None


def _heads(words: Lexicon) -> dict[str, ActorKind]:
    """Nouns that make a name a group's, wherever they stand, and the kind they tell."""
    ours: dict[str, ActorKind] = {key(k): v for part in words.words.get("heads", {}).values() for k, v in part.items()}
    return {**_travelling(), **ours}


def _by_article(s: Scanned, end: int, acronym: str, words: Lexicon) -> ActorMatch | None:
    """The words from the last article to `end` where a noun of groups is among them: an acronym of the name in another language."""
    heads = _heads(words).keys()
    before = list(_WORD.finditer(s.text, max(0, end - 100), end))[-8:]
    articles = {key(a) for a in words.words.get("name_articles", ())}
    starts = [i for i, w in enumerate(before) if s.folded[w.start() : w.end()] in articles]
    several = before[starts[-1] + 1 :] if starts else []
    gaps = "".join(s.text[a.end() : b.start()] for a, b in pairwise(several))
    if len(acronym) > 5 or len(several) < 2 or gaps.strip("- \n") or not heads & {s.folded[w.start() : w.end()] for w in several}:
        return None
    return _introduced(s, several[0].start(), several[-1].end(), acronym, words) if several[0][0][0].isupper() else None


def _introduced(s: Scanned, start: int, end: int, acronym: str, words: Lexicon) -> ActorMatch | None:
    """The new actor that stands there; None where no noun says that it is one ("Free Trade Agreement (FTA)")."""
    text = s.text[start:end]
    kinds = _heads(words)
    kind = next((kinds[w] for w in key(text).split() if w in kinds), None)
    if kind is None:
        return None
    reason = f"introduced with its acronym {acronym}, not in the table"
    return ActorMatch(start=start, end=end, text=text, actor=None, name=" ".join(text.split()), kind=kind, reason=reason)


def short_forms(match: ActorMatch) -> Iterator[str]:
    """By what a name may come again in the same report: a person's last name, a new group's first or last capitalised word."""
    words = match.name.split()
    written = match.text.split()
    if match.kind == "person" and match.actor and ":" not in match.actor and len(words) > 1:
        yield words[-1].removeprefix("al-").removeprefix("Al-")
        yield written[-1]
    elif match.actor is None and match.reason == NEW and len(written) > 1:
        yield written[-1]
