"""Where the telephone numbers of a text are. Table: `dialling.tsv`, editable by hand."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"(?<![\d.-])(?:\+?1[-. ])?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)[-./ ])[2-9]\d\d[-. ]\d{4}(?![\d-])")


@cache
def _codes() -> dict[str, tuple[str, str]]:
    lines = [x for x in (files(__package__) / "dialling.tsv").read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    rows = [line.split("\t") for line in lines[1:]]
    return {code: (country, division) for country, division, codes in rows for code in codes.split("|")}


def dialled(text: str) -> tuple[str, str] | None:
    """(country, first-order division) of most telephone numbers of a text; None where there are none, or as many of another."""
    found = Counter(where for m in _NUMBER.finditer(text) if (where := _codes().get(m[1] or m[2])) is not None)
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None
