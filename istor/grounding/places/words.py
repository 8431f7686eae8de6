"""The words of a language around place names: `places.toml`, homographs, and names and peoples of states from `states.tsv`."""

from __future__ import annotations

from functools import cache

import msgspec

from istor.knowledge.places.keys import key
from istor.knowledge.places.tables import Region, region_peoples
from istor.languages import available, fold, get, rows, table

PEOPLE_ENDINGS = ("", "s", "e", "es", "ne", "nes", "n")
"""Endings of nationalities where a language states none (`people_endings`)."""


class PlaceWords(msgspec.Struct, frozen=True):
    """All words are folded. `kinds` of names: P populated place, 1 and 2 divisions, S site."""

    capitals: bool
    clitics: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    """Endings of cases and what stands in the base form, tried in order ("е" for "": в Багдаде, Багдад)."""
    locatives: frozenset[str]
    strong: frozenset[str]
    """Locatives that hardly anything but a place or a time follows."""
    heads: dict[str, str]
    """What stands before a name and says what it is ("city of": P)."""
    tails: dict[str, str]
    """The same behind it ("province": 1; B: a border)."""
    home: frozenset[str]
    """States (alpha-3) where the language is at home."""
    names: frozenset[str]
    """Tails that are part of the name where they have a capital ("Dallas County")."""
    directions: dict[str, tuple[float, float]]
    """Word of direction -> (north, east), each -1 to 1; (0, 0) is the middle."""
    units: dict[str, float]
    """Unit of distance -> kilometres."""
    persons: frozenset[str]
    """Titles and callings before a person's name."""
    brands: frozenset[str]
    """Behind a name: it is a newspaper's, a company's, an event's, not a place's."""
    bodies: frozenset[str]
    """Behind a name: a body that belongs to the place ("Kirkuk police")."""
    civic: frozenset[str]
    """Bodies that hardly anything but a town or county has ("Laurel police")."""
    abodes: frozenset[str]
    """What is said to be of a town behind an article and its name ("a Franklin hotel")."""
    articles: frozenset[str]
    quarters: frozenset[str]
    """Behind a name: it is a part of a town."""
    premises: frozenset[str]
    """Last words of the names of houses, schools and shops, which hold those of places ("South Park Village Apartments")."""
    roads: frozenset[str]
    """Last words of the names of roads, which are no names of towns ("East Park Avenue")."""
    ways: frozenset[str]
    """Those of them that mean nothing else."""
    several: frozenset[str]
    """Nouns of several roads ("Thompson and Colorado avenues")."""
    crossings: frozenset[str]
    """What joins the names of roads that cross."""
    corners: frozenset[str]
    """Before a name: it is a road's ("block of")."""
    abbreviated: dict[str, str]
    """First words of names written short, with a stop or without ("St. Louis") -> in full."""
    sites: dict[str, str]
    """Nouns of sites behind or before a name ("airport", "air base") -> kind."""
    camps: frozenset[str]
    """Words that begin the name of a base ("Camp Lejeune", "Fort Bragg")."""
    signs: frozenset[str]
    """Single words of all these kinds: where names have no capitals, they are no names."""
    stop: frozenset[str]
    homographs: frozenset[str]
    tongues: frozenset[str]
    """Words before a demonym that make it a language ("speaks Arabic")."""
    short: dict[str, str]
    """Abbreviations of divisions ("n.j.") -> name."""
    countries: dict[str, str]
    """Key of a name -> alpha-3."""
    peoples: dict[str, str]
    """Adjective or noun of nationality -> alpha-3."""
    regional: dict[str, Region]
    parted: frozenset[str]
    """States and peoples that a hyphen does not bind to its neighbour ("Russia-Turkey")."""
    people_capital: bool
    """Whether nationalities are written with a capital."""
    stopped: frozenset[str]
    """Words that keep their stop: all those of `short` and `abbreviated`."""


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


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _keyed(words: dict[str, str]) -> dict[str, str]:
    return {fold(k): v for k, v in words.items()}


@cache
def place_words(code: str) -> PlaceWords:
    """The words of a language; empty where it has no file: names are then found by look-up alone."""
    data = table(code, "places")
    language = get(code) if code in available() else None
    countries: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for row in rows(code, "states"):
        for name in filter(None, row["names"].split("|")):
            countries.setdefault(key(name), row["code"])
        for adjective in filter(None, row["adjectives"].split("|")):
            for suffix in data.get("people_endings", PEOPLE_ENDINGS) if len(adjective) > 3 else ("",):
                peoples.setdefault(fold(adjective + suffix), row["code"])
    return PlaceWords(
        capitals=language.capitals if language else True,
        clitics=tuple(sorted(language.clitics, key=len, reverse=True)) if language else (),
        endings=tuple((fold(a), fold(b)) for a, b in data.get("endings", ())),
        locatives=_folded(data.get("locatives", [])) | _folded(data.get("strong", [])),
        strong=_folded(data.get("strong", [])),
        heads=_keyed(data.get("heads", {})),
        tails=_keyed(data.get("tails", {})),
        home=frozenset(data.get("home", ())),
        names=_folded(data.get("names", [])),
        directions={fold(k): (v[0], v[1]) for k, v in data.get("directions", {}).items()},
        units={fold(k): v for k, v in data.get("units", {}).items()},
        persons=_folded(data.get("persons", [])),
        brands=_folded(data.get("brands", [])),
        bodies=_folded(data.get("bodies", [])),
        civic=_folded(data.get("civic", [])),
        abodes=_folded(data.get("abodes", [])),
        articles=_folded(data.get("articles", [])),
        quarters=_folded(data.get("quarters", [])),
        premises=_folded(data.get("premises", [])),
        roads=_folded(data.get("roads", [])),
        ways=_folded(data.get("ways", [])),
        several=_folded(data.get("several", [])),
        crossings=_folded(data.get("crossings", [])),
        corners=_folded(data.get("corners", [])),
        abbreviated=_keyed(data.get("abbreviated", {})),
        sites=_keyed(data.get("sites", {})),
        signs=_folded(
            [k for name in ("heads", "tails", "sites", "directions", "persons", "locatives", "strong", "bodies") for k in data.get(name, ())]
        ),
        camps=_folded(data.get("camps", [])),
        stop=_folded(data.get("stop", [])) | _function_words(code),
        homographs=_folded(data.get("homographs", [])) | {fold(r["word"]) for r in rows(code, "homographs")},
        tongues=_folded(data.get("tongues", [])),
        short=_keyed(data.get("short", {})),
        stopped=frozenset((*_keyed(data.get("short", {})), *_keyed(data.get("abbreviated", {})))),
        countries=countries,
        peoples={k: v for k, v in peoples.items() if key(k) not in countries},
        regional=region_peoples(),
        parted=frozenset(k for k in (*countries, *peoples) if " " not in k),
        people_capital=bool(data.get("people_capital", False)),
    )
