"""What cuts a text in one language: `splitting.toml`, indexed once. A language without that file is cut by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from istor.languages import available, fold, get, table
from istor.languages.patterns import any_of


class Marks(msgspec.Struct, frozen=True):
    """Words are folded; patterns are for folded text."""

    titles: frozenset[str]
    """Abbreviations that end no sentence; those that need a capital stand with it (`Gen`)."""
    abbreviations: frozenset[str]
    """Abbreviations that end one only in front of an opener."""
    before_numbers: frozenset[str]
    openers: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]
    numeric_dates: str
    """`dmy` or `mdy`: how 03/04/2020 is read; empty where it is not certain."""
    not_places: frozenset[str]
    source: re.Pattern[str]
    """A line that names where a text was taken from: `Source: X`."""
    published: re.Pattern[str]
    updated: re.Pattern[str]
    byline: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    """A caption's end: `(Photo by X)`, `(Source: X)`."""
    note: re.Pattern[str]
    cited_before: re.Pattern[str]
    """What stands directly before a cited name, with the words for its kind between; ends where the name starts."""
    cited_after: re.Pattern[str]
    cited_kind: re.Pattern[str]
    """What introduces a cited name that no table holds: `selon le site d'information `."""
    capitals: bool


@cache
def marks(code: str) -> Marks:
    """The marks of a language."""
    data = table(code, "splitting")
    outlet_words = rf"(?:\W{{0,3}}(?:{_words(data, 'outlet_words')})(?!\w))*\W{{0,4}}"
    before = _words(data, "cited_before")
    return Marks(
        titles=frozenset(map(_abbreviation, data.get("titles", ()))),
        abbreviations=frozenset(map(_abbreviation, data.get("abbreviations", ()))),
        before_numbers=frozenset(map(fold, data.get("before_numbers", ()))),
        openers=frozenset(map(fold, data.get("openers", ()))),
        months={fold(k): v for k, v in data.get("months", {}).items()},
        weekdays=frozenset(map(fold, data.get("weekdays", ()))),
        numeric_dates=data.get("numeric_dates", ""),
        not_places=frozenset(map(fold, data.get("not_places", ()))),
        source=re.compile(rf"\W{{0,3}}(?:{_words(data, 'source_marks')}|source)\s{{0,3}}:\s{{0,3}}(?P<name>\S.*?)\W{{0,3}}$"),
        published=_lead(data, "published_marks"),
        updated=_lead(data, "updated_marks"),
        byline=re.compile(rf"\W{{0,3}}(?:{_words(data, 'byline_marks')})(?:\s{{0,2}}:|(?=\s))\s{{0,3}}(?=\w)"),
        caption=re.compile(rf"[\[(\W]{{0,2}}(?:{_words(data, 'caption_marks')})\s{{0,2}}(?:[:|/\u2022]|-\s|\d|\()"),
        credit=re.compile(rf"[(\[](?:{_words(data, 'caption_ends')})(?!\w)[^()\[\]]{{0,80}}[)\]]\W{{0,2}}$|[(\[][^()\[\]]{{0,60}}(?:{_words(data, 'caption_ends')})[)\]]\W{{0,2}}$"),
        note=re.compile(rf"\W{{0,4}}(?:{_words(data, 'note_marks')})(?!\w)|.*(?:{_words(data, 'note_words')})"),
        cited_before=re.compile(rf"(?<!\w)(?:{before}){outlet_words}$"),
        cited_after=re.compile(rf"[\W]{{0,3}}(?:\w+\W{{1,2}}){{0,2}}?(?:{_words(data, 'cited_after')})(?!\w)"),
        cited_kind=re.compile(rf"(?<!\w)(?:{before}){outlet_words}(?P<kind>{_words(data, 'outlet_nouns')})[\s\"]{{1,3}}"),
        capitals=get(code).capitals if code in available() else True,
    )  # fmt: skip


def _words(data: dict[str, Any], name: str) -> str:
    """A pattern for any of the words of a list, folded."""
    return any_of(_spaced(data.get(name, ())))


def _spaced(words: Iterable[str]) -> list[str]:
    return [fold(w) for w in words]


def _abbreviation(word: str) -> str:
    """An abbreviation is kept folded; one that needs a capital keeps it in front."""
    return word[0] + fold(word[1:]) if word[0].isupper() else fold(word)


def _lead(data: dict[str, Any], name: str) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_words(data, name)})(?!\w)\s{{0,2}}:?\s{{0,3}}")
