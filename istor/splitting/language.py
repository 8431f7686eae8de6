"""Which language a text is in: function words of our own languages first; where they do not decide, those of all that are known by sight."""

from __future__ import annotations

import re
from functools import cache

from istor.languages import available, fold, rows, table

_SCRIPTS = {
    code: re.compile(f"[{span}]")
    for code, span in {
        "zh": "\u4e00-\u9fff", "ja": "\u3040-\u30ff", "ko": "\uac00-\ud7af", "el": "\u0370-\u03ff", "he": "\u0590-\u05ff", "hi": "\u0900-\u097f",
        "bn": "\u0980-\u09ff", "pa": "\u0a00-\u0a7f", "gu": "\u0a80-\u0aff", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "kn": "\u0c80-\u0cff",
        "ml": "\u0d00-\u0d7f", "si": "\u0d80-\u0dff", "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff", "bo": "\u0f00-\u0fff", "my": "\u1000-\u109f",
        "ka": "\u10a0-\u10ff", "am": "\u1200-\u137f", "km": "\u1780-\u17ff", "hy": "\u0530-\u058f",
    }.items()
}  # fmt: skip
"""Scripts that one language of the news writes, or one far more than the others. Japanese is told from Chinese by its kana."""
OWN_SCRIPT = 0.5
"""Of the letters, above which the script decides; a name or two in another script do not."""
INITIAL = 0.25
"""What a word of one letter weighs: it may be an initial (U.S.)."""
LETTER = 0.3
"""What a rare letter weighs beside a short word."""
_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 3000
"""Characters looked at."""
SHARE = 0.2
"""Of the words that must be function words of the language."""
MARGIN = 0.07
"""By which it must lead the next language."""
OTHER = 0.004
"""Of the letters, above which letters that the language does not use speak against it."""
SHORT = 4
"""Words below which nothing can be told."""


@cache
def _known() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Function words, and letters of neighbouring languages, by language."""
    found = {}
    for code in available():
        data = table(code, "splitting")
        if words := data.get("function_words"):
            found[code] = (frozenset(map(fold, words)), frozenset(data.get("other_letters", "")))
    return found


def detect(text: str) -> str:
    """ISO 639-1 code, `und` where there is too little to tell by. Decides by the share of function words; where none leads, asks all languages."""
    sample = text[:SAMPLE]
    words = _WORD.findall(fold(sample))
    if len(words) >= SHORT:
        shares = sorted(((sum(w in known for w in words) / len(words), code) for code, (known, _) in _known().items()), reverse=True)
        if shares and shares[0][0] >= SHARE and (len(shares) == 1 or shares[0][0] - shares[1][0] >= MARGIN) and not _foreign(sample, shares[0][1]):
            return shares[0][1]
    return _by_sight(sample, words)


class _Sight:
    """The short words and rare letters of every language that is known by sight, ours with the rest; each counts less the more languages have it."""

    def __init__(self) -> None:
        words = {code: {*known, *map(fold, table(code, "splitting").get("news_words", ()))} for code, (known, _) in _known().items()}
        letters: dict[str, set[str]] = {}
        for row in rows("", "others"):
            words[row["code"]] = set(fold(row["words"]).split())
            letters[row["code"]] = set(row["letters"])
        self.words, self.letters = _shared(words), _shared(letters)


def _shared(sets: dict[str, set[str]]) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Item -> its weight and the languages that have it."""
    owners: dict[str, list[str]] = {}
    for code, items in sets.items():
        for item in items:
            owners.setdefault(item, []).append(code)
    return {item: (1 / len(codes), tuple(codes)) for item, codes in owners.items()}


@cache
def _sight() -> _Sight:
    return _Sight()


def _by_sight(sample: str, words: list[str]) -> str:
    """The language whose own words and letters weigh most; by the script alone where one language writes it."""
    seen = {code: len(letters.findall(sample)) for code, letters in _SCRIPTS.items()}
    script = max(seen, key=lambda code: seen[code])
    if seen[script] > sum(map(len, words)) * OWN_SCRIPT:
        return "ja" if seen["ja"] else script
    if len(words) < SHORT:
        return "und"
    known, scores = _sight(), dict.fromkeys(_known(), 0.0)
    for found in words:
        weight, codes = known.words.get(found, (0.0, ()))
        for code in codes:
            scores[code] = scores.get(code, 0.0) + weight * (INITIAL if len(found) == 1 else 1)
    for letter in sample.lower():
        weight, codes = known.letters.get(letter, (0.0, ()))
        for code in codes:
            scores[code] = scores.get(code, 0.0) + weight * LETTER
    for code in _known():
        if _foreign(sample, code):
            scores[code] = 0.0
    best, second = sorted(((v, k) for k, v in scores.items()), reverse=True)[:2]
    return best[1] if best[0] > second[0] else "und"


def _foreign(sample: str, code: str) -> bool:
    letters = _known()[code][1]
    return bool(letters) and sum(ch in letters for ch in sample.lower()) > OTHER * len(sample)


def primary(code: str) -> str:
    """`fr` of `fr-FR` or `FR_fr`: the language alone."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
