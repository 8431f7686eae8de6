"""Which language a text is in: function words of our own languages first, a general detector only when they do not decide."""

from __future__ import annotations

import re
from functools import cache

from istor.languages import available, fold, table

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
    """ISO 639-1 code, `und` where there are too few words. Decides by the share of function words; where none leads, asks py3langid."""
    sample = text[:SAMPLE]
    words = _WORD.findall(fold(sample))
    if len(words) < SHORT:
        return "und"
    shares = sorted(((sum(w in known for w in words) / len(words), code) for code, (known, _) in _known().items()), reverse=True)
    if shares and shares[0][0] >= SHARE and (len(shares) == 1 or shares[0][0] - shares[1][0] >= MARGIN) and not _foreign(sample, shares[0][1]):
        return shares[0][1]
    import py3langid  # costs a second: only for texts that our own words do not decide

    return str(py3langid.classify(text[:600])[0])


def _foreign(sample: str, code: str) -> bool:
    letters = _known()[code][1]
    return bool(letters) and sum(ch in letters for ch in sample.lower()) > OTHER * len(sample)


def primary(code: str) -> str:
    """`fr` of `fr-FR` or `FR_fr`: the language alone."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
