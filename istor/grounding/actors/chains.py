"""One actor under several names in one report: acronyms in brackets, "X, or Y", last names, "the group"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from istor.grounding.actors.lexicon import Lexicon
from istor.grounding.actors.naming import NEW, acronyms, short_forms
from istor.grounding.actors.scanning import Scanned
from istor.grounding.actors.wording import key
from istor.knowledge.actors import collectives
from istor.model import ActorMatch

_SENTENCE = re.compile(r"(?<=[.!?\u061f])[\"'\u00bb\u201d)]*\s+|\n\s*\n")
_GROUPS = ("armed_group", "party", "unknown")


def chained(matches: Sequence[ActorMatch], s: Scanned, words: Lexicon) -> list[ActorMatch]:
    """`matches` with later names of the same actor joined to it and new ones added; offsets are into the scanned text."""
    found = _apposed(matches, s, words)
    introduced = acronyms(s, found, words)
    found = _added(found, (m for name, m in introduced.items() if m.reason.startswith("introduced") or name == m.text))
    names = dict(introduced)
    for match in found:
        for short in short_forms(match):
            names.setdefault(short, match)
    found = _repeated(found, s, names)
    return _spoken_of(found, s, words)


def _as(match: ActorMatch, start: int, end: int, text: str, reason: str) -> ActorMatch:
    return msgspec.structs.replace(match, start=start, end=end, text=text[start:end], reason=reason)


def _added(matches: Sequence[ActorMatch], more: Iterable[ActorMatch]) -> list[ActorMatch]:
    """`matches` with those of `more` that overlap none of the same length or longer; shorter ones inside give way."""
    kept = list(matches)
    for new in more:
        inside = [m for m in kept if m.start < new.end and new.start < m.end]
        if all(new.start <= m.start and m.end <= new.end for m in inside):
            kept = [m for m in kept if m not in inside]
            kept.append(new)
    return sorted(kept, key=lambda m: m.start)


def _apposed(matches: Sequence[ActorMatch], s: Scanned, words: Lexicon) -> list[ActorMatch]:
    """ "X, or Y": where one of two names so joined is new, it is the other."""
    joins = {key(a) for a in words.words.get("aliases", ())}
    found = list(matches)
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        gap = s.folded[first.end : second.start].strip(' ,("').strip()
        articles = tuple(a.rstrip() for a in ("the ", "la ", "le ", "les ", "l'"))
        word = gap.rsplit(" ", 1)[0] if gap.endswith(articles) and " " in gap else gap
        if word not in joins or first.kind not in _GROUPS or second.kind not in _GROUPS:
            continue
        if second.reason == NEW:
            found[i + 1] = _as(first, second.start, second.end, s.text, f"another name of {first.name!r}, given beside it")
        elif first.reason == NEW:
            found[i] = _as(second, first.start, first.end, s.text, f"another name of {second.name!r}, given beside it")
    return found


def _repeated(matches: Sequence[ActorMatch], s: Scanned, names: Mapping[str, ActorMatch]) -> list[ActorMatch]:
    """Short forms of names that this report introduces, written just so: an acronym anywhere, the others after the full name."""
    more = []
    for short, whole in names.items():
        if len(short) < 2 or not short[0].isupper():
            continue
        for start in _whole_words(short, s.text):
            within = whole.start <= start < whole.end
            if not within and (short.isupper() or (start > whole.end and not _goes_on(s.text, start))):
                more.append(_as(whole, start, start + len(short), s.text, f"short for {' '.join(whole.text.split())!r}, named in this report"))
    return _added(matches, more)


def _whole_words(words: str, text: str) -> Iterator[int]:
    """Where `words` stand in a text with no letter or digit beside them. A pattern would have to be compiled for each name of each report."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        free = not (at and _lettered(text[at - 1])) and not (end < len(text) and _lettered(text[end]))
        if free:
            yield at
        at = text.find(words, end if free else at + 1)


def _lettered(ch: str) -> bool:
    return ch.isalnum() or ch == "_"


def _goes_on(text: str, start: int) -> bool:
    """Whether a capitalised word stands right before: then the short form is the end of another name."""
    before = text[max(0, start - 30) : start]
    return bool(re.search(r"[^\W\d_][\w.'-]* $", before)) and before.rstrip().rsplit(" ", 1)[-1][:1].isupper() and not _title(before)


def _title(before: str) -> bool:
    """An abbreviation or a title before a person's last name ("Mr. ", "Gen. ") goes on nothing."""
    word = before.rstrip().rsplit(" ", 1)[-1]
    return word.endswith(".")


@cache
def _group_words(words: tuple[str, ...]) -> re.Pattern[str] | None:
    phrases = "|".join(re.escape(key(g)) for g in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)") if phrases else None


def _spoken_of(matches: Sequence[ActorMatch], s: Scanned, words: Lexicon) -> list[ActorMatch]:
    """ "the group": the group that the sentence, or the nearest sentence before it that names one, names first."""
    phrases = _group_words(tuple(words.words.get("group_words", ())))
    if phrases is None or phrases.search(s.folded) is None:
        return list(matches)
    cuts = [0, *(c.end() for c in _SENTENCE.finditer(s.text)), len(s.text)]
    more = []
    for hit in phrases.finditer(s.folded):
        groups = (m for m in matches if m.kind == "armed_group" and (m.reason == NEW or (m.actor and m.actor not in collectives())))
        before = [m for m in groups if m.end <= hit.start()]
        start = next((a for a, b in reversed(list(pairwise(cuts))) if any(a <= m.start < b for m in before)), None)
        if start is None:
            continue
        meant = next(m for m in before if m.start >= start)
        more.append(_as(meant, hit.start(), hit.end(), s.text, f"the group named before: {meant.name}"))
    return _added(matches, more)
