"""What a name can mean: places of the gazetteer, sites and regions of our tables, states by their names in the language; one shape for all."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import product

import msgspec

from istor.grounding.places.words import PlaceWords, place_words
from istor.knowledge.places.keys import key
from istor.knowledge.places.store import Entry, Gazetteer, distance
from istor.knowledge.places.tables import Region, Site, country_areas, region_names, site_names


class Option(msgspec.Struct, frozen=True):
    """A place that a name may mean. `kind`: P, 1, 2, 0, 3, C as in the gazetteer; S a site, R a region of our tables. `radius` in km."""

    kind: str
    name: str
    lat: float
    lon: float
    country: str | None
    radius: float
    people: int = 0
    own: bool = True
    capital: bool = False
    id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    detail: str = ""
    """Of a site: its town; of a region: its kind."""

    prior: float = 0.0
    """How likely this is meant where nothing else is known: people count, own names before alternate ones. Follows from the rest."""

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "prior", _prior(self))


def _prior(o: Option) -> float:
    if o.kind == "C":
        return 8.5 if o.people > 100_000 else 6.5
    if o.kind == "R":
        return 8.5
    if o.kind == "S":
        return 5.0
    size = math.log10(o.people + 10)
    if o.kind == "1":
        s = 0.85 * size + 1.0
    elif o.kind == "2":
        s = 0.6 * size + 0.2
    elif o.kind == "P":
        s = size + (2.0 if o.capital else 0.4 if o.people > 1_000_000 else 0)
    else:
        s = size - 2.5
    return s if o.own else s - 0.8


RADIUS = {"P": 8.0, "1": 100.0, "2": 30.0, "0": 100.0, "3": 15.0}


def of_entry(e: Entry) -> Option | None:
    if e.lat is None or e.lon is None:
        return None
    radius = country_areas()[e.country][2] if e.kind == "C" else RADIUS.get(e.kind, 30.0)
    return Option(e.kind, e.name, e.lat, e.lon, e.country, radius, e.people, e.own, e.capital, e.id, e.admin1, e.admin2)


def of_site(s: Site) -> Option:
    radius = 25.0 if s.origin == "town" else 10.0 if s.kind == "area" else 5.0
    return Option("S", s.name, s.lat, s.lon, s.country, radius, detail=f"{s.kind}\t{s.town}")


def of_region(r: Region) -> Option:
    return Option("R", r.name, r.lat, r.lon, r.country, r.radius, detail=r.kind)


@lru_cache(maxsize=400)
def state(code: str) -> Option | None:
    """The state or territory of an alpha-3 code."""
    e = Gazetteer.open().country(code)
    return of_entry(e) if e else None


@lru_cache(maxsize=60_000)
def options(k: str, language: str) -> tuple[Option, ...]:
    """All that the key `k` can mean in a language, likeliest first."""
    found: dict[tuple[str, int | str | None], Option] = {}
    code = place_words(language).countries.get(k)
    named = state(code) if code else None
    if named is not None:
        found["C", named.id] = named
    for region in region_names().get(k, ()):
        found["R", region.name] = of_region(region)
    for site in site_names().get(k, ()):
        found["S", site.name + site.country] = of_site(site)
    for entry in Gazetteer.open().keyed(k) if len(k) > 2 else ():
        option = of_entry(entry)
        if option is not None and option.kind == "P" and option.country in BY_STATE and key(option.name) == f"{k} city":
            option = msgspec.structs.replace(option, own=True)  # "New York" is New York City's own name, too
        if option is not None and (option.kind != "C" or named is None):
            found.setdefault((option.kind, option.id), option)
    home = place_words(language).home
    return tuple(sorted(found.values(), key=lambda o: (-o.prior - HOME * (o.country in home), o.id or 0)))


HOME = 0.6
"""For places of the states where a language is at home, where nothing else decides ("Orléans" in French)."""


def rated(found: tuple[Option, ...], home: frozenset[str] = frozenset()) -> tuple[tuple[Option, float], ...]:
    """Options with what they weigh before the text is asked: where a state or a place of that very name is among them, alternate names weigh less."""
    held = _RATED.get((id(found), home))
    if held is not None and held[0] is found:
        return held[1]
    own = any(o.own for o in found)
    national = any(o.kind == "C" for o in found)
    weighed = tuple(
        (o, o.prior + HOME * (o.country in home) - (0.0 if o.own or not own else 2.5 if national else 0.8) - _shadow(o, found)) for o in found
    )
    if len(_RATED) >= MOST_RATED:
        _RATED.clear()
    _RATED[id(found), home] = found, weighed
    return weighed


MOST_RATED = 20_000
_RATED: dict[tuple[int, frozenset[str]], tuple[tuple[Option, ...], tuple[tuple[Option, float], ...]]] = {}
"""By the identity of the options (`options` gives the same ones for a name again): to compare them costs as much as to weigh them."""


def _shadow(o: Option, found: tuple[Option, ...]) -> float:
    """What a division or site loses to the town that it shares a bare name with ("Gao"; "Entebbe" is the town, not its airport)."""
    if o.kind == "S":
        return 2.5 if any(x.kind == "P" and x.own and x.people > TOWN and distance(x.lat, x.lon, o.lat, o.lon) < 40 for x in found) else 0.0
    return 1.5 if _has_seat(o, found) else 0.0


TOWN = 20_000
"""People from which a town rather than the site by it is meant by their bare name."""


BY_STATE = frozenset(("USA", "CAN", "AUS"))
"""Where a bare name means the state rather than the town of the same name in it ("Quebec"), unless most people of the state live there ("New York")."""


def _has_seat(o: Option, found: tuple[Option, ...]) -> bool:
    """Whether a division shares its name with a town of weight in it: the bare name is then the town's ("Gao", "Damascus")."""
    if o.kind != "1":
        return False
    times = 4 if o.country in BY_STATE else 8
    return any(x.kind == "P" and x.country == o.country and x.admin1 == o.admin1 and (x.capital or x.people * times > o.people) for x in found)


@lru_cache(maxsize=60_000)
def begins(word: str, language: str) -> bool:
    """Whether any name of several words begins with that word: of the gazetteer, of our tables, of states."""
    k = key(word)
    return len(k) < 3 or any(x in _starts(language) or Gazetteer.open().behind(x) for x in (k, k + "s"))


@lru_cache(maxsize=60_000)
def begun(words: str, language: str) -> bool:
    """Whether any name may begin with two words as they are written; True where they are not two for a key ("al Qaim", "Saint-Denis")."""
    first, _, second = key(words).partition(" ")
    if not second or " " in second or len(first) < 3:
        return True
    behind, ours = Gazetteer.open().behind(first), _seconds(language).get(first, frozenset())
    return any(x in behind or x in ours for x in (second, second + "s"))


@cache
def _seconds(language: str) -> dict[str, frozenset[str]]:
    """What stands second in the names of several words that are not of the gazetteer, by their first words."""
    words = place_words(language)
    out: dict[str, set[str]] = {}
    for name in (*words.countries, *site_names(), *region_names(), *words.peoples, *words.regional):
        first, _, rest = key(name).partition(" ")
        if rest:
            out.setdefault(first, set()).add(rest.partition(" ")[0])
    return {first: frozenset(seconds) for first, seconds in out.items()}


@cache
def _starts(language: str) -> frozenset[str]:
    return frozenset(
        x.split()[0] for x in (*place_words(language).countries, *site_names(), *region_names(), *place_words(language).peoples) if " " in x
    )


def alike(name: str, country: str) -> tuple[Option, ...]:
    """Places of a country whose own name is spelled alike."""
    return tuple(o for e in Gazetteer.open().alike(name, country) if (o := of_entry(e)) is not None)


def forms(name: str, words: PlaceWords) -> list[str]:
    """Keys to try for a name as written: itself, then without clitics and endings of cases."""
    k = key(name)
    out = [k]
    for clitic in words.clitics:
        if k.startswith(clitic) and len(k) - len(clitic) > 2:
            out.append(k[len(clitic) :])
            out.append("\u0627\u0644" + k[len(clitic) :])
    if words.endings:
        turned = [_turned(word, words) for word in k.split()]
        out += [" ".join(parts) for parts in product(*turned)] if len(turned) <= 3 else []
    return list(dict.fromkeys(out))


def _turned(word: str, words: PlaceWords) -> list[str]:
    """A word and its possible base forms."""
    return [word, *(word[: len(word) - len(a)] + b for a, b in words.endings if word.endswith(a) and len(word) - len(a) > 2)]


@lru_cache(maxsize=60_000)
def means(name: str, language: str) -> tuple[Option, ...]:
    """The options of the first form of a name that has any."""
    words = place_words(language)
    if not words.clitics and not words.endings:
        return options(key(name), language)
    return next((found for k in forms(name, words) if (found := options(k, language))), ())
