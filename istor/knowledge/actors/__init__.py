"""Actors as data: states, classes of their forces and offices, named actors by region, people with their offices.

Every `.tsv` is editable by hand: tab-separated, first line names the columns, `#` starts a comment line. README.md tells the columns.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from istor.model import Participant

__all__ = ["USER_TABLES", "Actor", "Body", "Holding", "State", "Years", "actors", "bodies", "collectives", "holdings", "read_table", "states"]

LANGUAGES = ("en", "fr", "es", "ar", "ru")
_REGIONS = "groups-"
_KINDS = msgspec.json.schema(Participant)["$defs"]["Participant"]["properties"]["kind"]["enum"]


class Years(msgspec.Struct, frozen=True):
    """First and last year, inclusive; None is open or unknown."""

    first: int | None = None
    last: int | None = None

    def cover(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A named actor. `names` are all its names in any language, the canonical English one first."""

    id: str
    name: str
    kind: str
    country: str | None = None
    areas: tuple[str, ...] = ()
    """States where it acts besides its own."""
    years: Years = Years()
    umbrella: tuple[str, ...] = ()
    inter: str | None = None
    names: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    """(language, names joined by `|`), as typed."""
    checked: str = "no"


class State(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    years: Years = Years()
    region: str = ""
    alpha2: str = ""
    article: str = ""

    @property
    def noun(self) -> str:
        """The name as it stands after "of": `the United States`."""
        return f"{self.article} {self.name}".strip()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A class of force or office that every state may have: `name` holds `{state}`."""

    id: str
    name: str
    kind: str
    inter: str | None = None


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """A person in an office; days as YYYY, YYYY-MM or YYYY-MM-DD, inclusive, None open."""

    person: str
    office: str
    country: str | None
    first: str | None
    last: str | None


def read_table(path: Traversable | Path) -> list[dict[str, str]]:
    """The rows of a TSV file by column name; a short row is filled with empty cells, a long one is an error."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    columns = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{path.name}: {len(cells)} cells for {len(columns)} columns in {line!r}")
        found.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return found


def _years(text: str) -> Years:
    first, dash, last = text.partition("-")
    if not dash:
        last = first
    return Years(int(first) if first else None, int(last) if last else None)


def actor_of(row: dict[str, str]) -> Actor:
    """An actor from a row of a table of named actors (ours or a user's)."""
    if row["kind"] not in _KINDS:
        raise ValueError(f"actor {row['id']!r} has kind {row['kind']!r}; there are {', '.join(_KINDS)}")
    spoken = tuple((code, row[code]) for code in LANGUAGES if row.get(code))
    names = dict.fromkeys([row["name"], *(n for _, cell in spoken for n in cell.split("|"))])
    own, _, areas = row.get("country", "").partition("|")
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=own or None,
        areas=tuple(a for a in areas.split("|") if a),
        years=_years(row.get("years", "")),
        umbrella=tuple(row["umbrella"].split("|")) if row.get("umbrella") else (),
        inter=row.get("inter") or None,
        names=tuple(names),
        languages=spoken,
        checked=row.get("checked") or "no",
    )


USER_TABLES = "ISTOR_ACTORS"
"""Environment variable: tables of the user's own actors (TSV, same columns), joined as PATH is. A row with a known id replaces ours."""


@cache
def actors() -> dict[str, Actor]:
    """Named actors of all regions by id, people included; an id given twice in our tables is an error. The user's tables come last."""
    found: dict[str, Actor] = {}
    for path in sorted((p for p in files(__package__).iterdir() if p.name.startswith((_REGIONS, "people"))), key=lambda p: p.name):
        for row in read_table(path):
            if row["id"] in found:
                raise ValueError(f"{path.name}: actor {row['id']!r} is given twice")
            found[row["id"]] = actor_of({"kind": "person", **row})
    for name in filter(None, os.environ.get(USER_TABLES, "").split(os.pathsep)):
        found.update((row["id"], actor_of(row)) for row in read_table(Path(name)))
    return found


@cache
def states() -> dict[str, State]:
    """States and territories by ISO 3166 alpha-3."""
    rows = read_table(files(__package__) / "states.tsv")
    return {
        r["id"]: State(id=r["id"], name=r["name"], years=_years(r["years"]), region=r["region"], alpha2=r["alpha2"], article=r["article"])
        for r in rows
    }


@cache
def bodies() -> dict[str, Body]:
    """Classes of forces and offices by id; the actor of a state's is `<ISO>:<id>`."""
    rows = read_table(files(__package__) / "bodies.tsv")
    return {r["id"]: Body(id=r["id"], name=r["name"], kind=r["kind"], inter=r["inter"] or None) for r in rows}


@cache
def collectives() -> dict[str, Body]:
    """Kinds of people who act together without being an organisation, by id."""
    rows = read_table(files(__package__) / "collectives.tsv")
    return {r["id"]: Body(id=r["id"], name=r["name"], kind=r["kind"], inter=r["inter"] or None) for r in rows}


@cache
def holdings() -> tuple[Holding, ...]:
    """Who held which office when, from the people tables (`offices`: `office@ISO first..last`, joined by `|`)."""
    found = []
    for path in sorted((p for p in files(__package__).iterdir() if p.name.startswith("people")), key=lambda p: p.name):
        for row in read_table(path):
            for cell in filter(None, row.get("offices", "").split("|")):
                office, _, span = cell.partition(" ")
                office, _, country = office.partition("@")
                first, _, last = span.partition("..")
                found.append(
                    Holding(person=row["id"], office=office, country=country or row["country"] or None, first=first or None, last=last or None)
                )
    return tuple(found)
