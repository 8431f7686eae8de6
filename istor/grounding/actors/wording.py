"""How a language writes names down: variants spelled out, inflection, and the key by which names are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from istor.languages import fold

_GROUP = re.compile(r"\(([^()]*)\)")


def key(text: str) -> str:
    """`text` folded for comparing names: hyphens and line ends are spaces. Same length as `text`."""
    return fold(text).replace("-", " ").replace("\n", " ").replace("\r", " ").replace("\u0640", " ")


_ALIKE = str.maketrans({"q": "k", "c": "k", "g": "k", "j": "d", "z": "s", "v": "b", "w": "", "y": "", **dict.fromkeys("aeiouh'", "")})
_ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "at", "ash", "az", "the", "de", "of"})
_FOREIGN = frozenset(
    ("al el ul ad ash az as wal e i " + "kataib kataeb kata'ib jabhat jaish jaysh harakat liwa ansar lashkar hizb asaib saraya").split()
)
"""Words by which a name is told to be a transliteration; others are words of a language, where spelling tells names apart."""
SKELETON = 6
"""Consonants that a skeleton needs to tell names apart."""


def skeleton(name: str) -> str:
    """What stays of a transliterated name in every spelling: its consonants, alike ones united, doubled ones single, articles left out.

    `Asbat al-Thaireen` and `Usbat al-Tha'irin` share one. Empty where too few consonants are left to tell names apart, or where the name is no transliteration.
    """
    words = key(name).split()
    if not _FOREIGN & set(words):
        return ""
    words = [w for w in words if w not in _ARTICLES]
    bones = [re.sub(r"(.)\1+", r"\1", w.replace("sh", "s").replace("ch", "s").translate(_ALIKE)) for w in words]
    return " ".join(bones) if len(bones) > 1 and sum(map(len, bones)) >= SKELETON else ""


def spelled_out(pattern: str) -> Iterator[str]:
    """`(shia|sunni) milit(ia|iamen)` as the strings it stands for; groups may be nested; without parentheses it stands for itself."""
    inner = _GROUP.search(pattern)
    if inner is None:
        yield pattern
        return
    for choice in inner[1].split("|"):
        yield from spelled_out(pattern[: inner.start()] + choice + pattern[inner.end() :])


def inflected(word: str, rules: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The forms of `word` by the first rule whose ending fits; a rule is its ending followed by what may stand there.

    A word without a rule keeps its one form. Forms of a rule stand in one order of cases, so that words of one name go in step.
    """
    for ending, *forms in rules:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return tuple(stem + form for form in forms)
    return (word,)


def inflected_name(name: str, nouns: Sequence[Sequence[str]], adjectives: Sequence[Sequence[str]], *, person: bool = False) -> tuple[str, ...]:
    """A name of several words in every case: adjectives before the first noun and that noun change in step, the rest stays.

    Of a person's name every word changes.
    """
    if not nouns:
        return (name,)
    words = name.split(" ")
    changing: list[tuple[str, ...]] = []
    for word in words:
        forms = inflected(word, adjectives)
        if len(forms) > 1 and len(words) > len(changing) + 1:
            changing.append(forms)
            continue
        changing.append(inflected(word, nouns) if not word.isupper() else (word,))
        if not person:
            break
    tail = words[len(changing) :]
    cases = max(len(forms) for forms in changing)
    found = dict.fromkeys([name])
    for i in range(cases):
        found[" ".join([*(forms[i] if i < len(forms) else forms[-1] for forms in changing), *tail])] = None
    return tuple(found)
