"""Keys under which place names are stored and looked up: folded, without articles and marks, one spelling for common transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from istor.languages.folding import fold

_MARKS = re.compile(r"['\u02bc\u02bb\u02be\u02bf.`]")
_SPACE = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az|ul) (?=\w{3})")
_SPELLINGS = (
    (re.compile(r"ou|oo"), "u"), (re.compile(r"ee|ei|ie|ey|ay|ai|ae|aa"), "e"), (re.compile(r"kh|gh|q|ck|c(?=[aoukrlt])"), "k"),
    (re.compile(r"dj|dzh"), "j"), (re.compile(r"sh|ch|tsch|tch"), "x"), (re.compile(r"ph"), "f"), (re.compile(r"th"), "t"), (re.compile(r"dh"), "d"),
    (re.compile(r"[iye]"), "i"), (re.compile(r"o"), "u"), (re.compile(r"w"), "v"), (re.compile(r"z|ts"), "s"), (re.compile(r"(.)\1+"), r"\1"), (re.compile(r"a?h?$"), ""),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The plain key: `Al-Qa'im` -> `qaim`, `Al Anbār` -> `anbar`, `Saint-Denis` -> `saint denis`."""
    plain = _SPACE.sub(" ", _MARKS.sub("", fold(name))).strip()
    return _ARTICLE.sub("", plain)


def skeleton(name: str) -> str:
    """A coarser key for transliterations of one name: `Qaem`, `Qaim`, `Ka'im` agree. Only to be trusted inside a known country."""
    text = key(name)
    if not text.isascii():
        return text
    for pattern, to in _SPELLINGS:
        text = pattern.sub(to, text)
    return text
