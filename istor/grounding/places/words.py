"""The words of a language around place names: `places.toml`, and names and peoples of states from `states.tsv`."""

from __future__ import annotations

from functools import cache

import msgspec

from istor.knowledge.places.keys import key
from istor.languages import fold, rows, table


class PlaceWords(msgspec.Struct, frozen=True):
    locatives: frozenset[str]
    strong: frozenset[str]
    """Locatives that no name of a person follows."""
    heads: dict[str, str]
    tails: dict[str, str]
    directions: frozenset[str]
    persons: frozenset[str]
    not_behind: frozenset[str]
    stop: frozenset[str]
    regions: dict[str, tuple[float, float, float]]
    states: dict[str, str]
    countries: dict[str, str]
    """Key of a name -> alpha-3."""
    peoples: dict[str, str]
    """Folded adjective or noun of nationality -> alpha-3."""


SUFFIXES = ("", "s", "e", "es", "ne", "nes", "n")


def _function_words(code: str) -> frozenset[str]:
    """Closed classes of the coder's tables: a capital at the head of a sentence makes no name of them."""
    words = table(code, "words")
    forms: set[str] = set()
    for name in ("determiners", "pronouns", "relatives", "conjunctions", "subordinators", "negations", "clitics", "adverbs"):
        forms.update(words.get(name, ()))
    for name in ("be", "have", "do", "modals"):
        forms.update(words.get(name, {}))
    for slot in words.get("prepositions", {}).values():
        forms.update(slot)
    return frozenset(fold(f) for f in forms if " " not in f)


@cache
def place_words(code: str) -> PlaceWords:
    """The words of a language; empty sets where it has no file: names are then found by look-up alone."""
    data = table(code, "places")
    countries: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for row in rows(code, "states"):
        for name in row["names"].split("|"):
            if name:
                countries.setdefault(key(name), row["code"])
        for adjective in row["adjectives"].split("|"):
            if adjective:
                for suffix in SUFFIXES:
                    peoples.setdefault(fold(adjective) + suffix, row["code"])
    return PlaceWords(
        frozenset(map(fold, data.get("locatives", ()))),
        frozenset(map(fold, data.get("strong", ()))),
        {fold(k): v for k, v in data.get("heads", {}).items()},
        {fold(k): v for k, v in data.get("tails", {}).items()},
        frozenset(map(fold, data.get("directions", ()))),
        frozenset(map(fold, data.get("persons", ()))),
        frozenset(map(fold, data.get("not_places_behind", ()))),
        frozenset(map(fold, data.get("stop", ()))) | _function_words(code),
        {key(k): (v[0], v[1], v[2]) for k, v in data.get("regions", {}).items()},
        {fold(k): v for k, v in data.get("states", {}).items()},
        countries,
        {k: v for k, v in peoples.items() if k not in countries},
    )
