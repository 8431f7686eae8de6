"""What cuts a text in one language: `splitting.toml`, indexed once."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from istor.languages import fold, table
from istor.languages.patterns import whole_words


class Marks(msgspec.Struct, frozen=True):
    abbreviations: frozenset[str]
    source: re.Pattern[str]
    """A closing line that names where a text was taken from."""
    published: re.Pattern[str]
    """An opening that states a date: `date 2020-03`, `Published: 2020-03-19`."""
    agencies: re.Pattern[str]
    months: dict[str, int]


@cache
def marks(code: str) -> Marks:
    """The marks of a language; those of a language without data cut by punctuation alone."""
    data = table(code, "splitting")
    source = "|".join(re.escape(m) for m in data.get("source_marks", ["source"]))
    published = "|".join(sorted((re.escape(m) for m in data.get("published_marks", ["date"])), key=len, reverse=True))
    return Marks(
        frozenset(fold(a) for a in data.get("abbreviations", ())),
        re.compile(rf"^\W*(?:{source})\s*:\s*(.+?)\W*$", re.I),
        re.compile(rf"^\s*(?:{published})\s*:?\s*(\d{{4}}(?:-\d{{2}}(?:-\d{{2}})?)?)(?!\d)[ \t.:–-]*", re.I),
        whole_words(data.get("agencies", ["Reuters", "AFP", "AP"])),
        {fold(k): v for k, v in data.get("months", {}).items()},
    )
