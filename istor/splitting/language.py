"""Which language a text is in: function words of our own languages first, a general detector only when they do not decide."""

from __future__ import annotations

import re
from functools import cache

from istor.languages import available, fold, table

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 3000
"""Characters looked at."""


@cache
def _function_words() -> dict[str, frozenset[str]]:
    found = {}
    for code in available():
        words = table(code, "words")
        forms: set[str] = set()
        for name in ("determiners", "pronouns", "relatives", "conjunctions", "subordinators", "negations", "clitics", "adverbs"):
            forms.update(words.get(name, ()))
        for name in ("be", "have", "do", "modals"):
            forms.update(words.get(name, {}))
        for slot in words.get("prepositions", {}).values():
            forms.update(slot)
        single = {p for f in forms for p in _WORD.findall(fold(f)) if len(p) > 1}
        if single:
            found[code] = frozenset(single)
    return found


def detect(text: str) -> str:
    """ISO 639-1 code. Decides by the share of function words; below a fifth, or when two languages are close, asks py3langid."""
    words = [fold(w) for w in _WORD.findall(text[:SAMPLE])]
    if not words:
        return "und"
    shares = sorted(((sum(w in known for w in words) / len(words), code) for code, known in _function_words().items()), reverse=True)
    if shares and shares[0][0] >= 0.2 and (len(shares) == 1 or shares[0][0] - shares[1][0] >= 0.08):
        return shares[0][1]
    import py3langid  # costs a second: only for texts that our own words do not decide

    return str(py3langid.classify(text[:600])[0])
