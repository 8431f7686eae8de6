"""Outlets and agencies: who publishes, who owns or steers it, who writes for others to reprint. Table: `outlets.tsv`, editable by hand."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from istor.languages import fold
from istor.model.mention import Allegiance, Side


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """`names` as written in texts, the usual first; `common` those of them that are also ordinary words or other things."""

    name: str
    domains: tuple[str, ...]
    language: str
    country: str | None
    allegiance: Allegiance
    who: str
    agency: bool
    scale: str
    names: tuple[str, ...]
    common: frozenset[str] = frozenset()
    checked: str = "no"


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets in the order of the table."""
    lines = [x for x in (files(__package__) / "outlets.tsv").read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    columns = lines[0].split("\t")
    return tuple(_outlet(dict(zip(columns, line.split("\t"), strict=True))) for line in lines[1:])


def _outlet(row: dict[str, str]) -> Outlet:
    names = row["names"].split("|")
    plain = {
        **row,
        "domains": [d for d in row["domains"].split("|") if d],
        "country": row["country"] or None,
        "agency": row["agency"] == "yes",
        "names": [n.removeprefix("~") for n in names],
        "common": [n[1:] for n in names if n.startswith("~")],
    }
    return msgspec.convert(plain, Outlet)


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


def by_domain(address: str) -> Outlet | None:
    """The outlet of a host name or web address, by its longest known domain: `french.presstv.com`, `https://www.bbc.co.uk/news/1`."""
    host = address.strip().lower().split("://", 1)[-1].split("/", 1)[0].split("@")[-1].split(":", 1)[0].strip(".")
    labels = host.split(".")
    for i in range(len(labels) - 1):
        known = _domains().get(".".join(labels[i:]))
        if known:
            return known
    return None


@cache
def _names() -> dict[str, tuple[Outlet, ...]]:
    found: dict[str, list[Outlet]] = {}
    for outlet in outlets():
        for name in {fold(n) for n in (outlet.name, *outlet.names)}:
            found.setdefault(name, []).append(outlet)
    return {name: tuple(several) for name, several in found.items()}


def by_name(name: str, country: str | None = None) -> tuple[Outlet, ...]:
    """Outlets called so in any script, articles and case aside; where several share the name, `country` (ISO alpha-3) narrows them."""
    folded = fold(" ".join(name.split()))
    found = _names().get(folded) or _names().get(folded.removeprefix("the ")) or _names().get(f"the {folded}") or ()
    narrowed = tuple(o for o in found if o.country == country)
    return narrowed if country and narrowed else found


@lru_cache(10_000)
def side(name: str | None, url: str | None = None) -> Side | None:
    """Whose an outlet is, by its name or address; None where the table does not know it, or several share the name."""
    found = by_domain(name) if name else None
    named = [found] if found is not None else list(by_name(name)) if name else []
    if not named and url and (there := by_domain(url)) is not None:
        named = [there]
    if len(named) != 1:
        return None
    return Side(outlet=named[0].name, allegiance=named[0].allegiance, country=named[0].country, who=named[0].who)


class Named(msgspec.Struct, frozen=True):
    """An outlet's name in a text; several outlets where they share it."""

    start: int
    end: int
    outlets: tuple[Outlet, ...]


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, tuple[Outlet, ...]], ...]]:
    written: dict[str, list[Outlet]] = {}
    for outlet in outlets():
        for name in outlet.names:
            if name not in outlet.common and len(name) > 1:
                written.setdefault(name, []).append(outlet)
    entries = tuple((name, tuple(several)) for name, several in written.items())
    patterns = [fold(name) for name, _ in entries]
    return AhoCorasick(patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA), entries


def find_outlets(text: str) -> tuple[Named, ...]:
    """Outlets named in `text`, longest names first where they overlap, in order of place. Names that are also common words are not looked for.

    A name typed in capitals is found in capitals, one with a capital needs one in the text.
    """
    automaton, entries = _automaton()
    folded = fold(text)
    hits = [
        Named(start, end, entries[number][1])
        for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if _stands_alone(folded, start, end) and _written(text[start:end], entries[number][0])
    ]
    taken: list[Named] = []
    starts: list[int] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        k = bisect_left(starts, hit.start)
        if (k == 0 or taken[k - 1].end <= hit.start) and (k == len(taken) or hit.end <= taken[k].start):
            taken.insert(k, hit)
            starts.insert(k, hit.start)
    return tuple(taken)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not before.isalnum() and not after.isalnum() and before != "@"


def _written(stretch: str, name: str) -> bool:
    if name.isupper() and len(name) <= 4:
        return stretch.isupper()
    return not any(c.isupper() for c in name) or any(c.isupper() for c in stretch)
