"""What a view shows, as one frozen value: read from an address, written back to it, turned into SQL conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import msgspec

from istor.languages import fold

EPOCH = date(1970, 1, 1).toordinal()
MANY = ("type", "family", "country", "place", "actor", "outlet", "language", "stage", "dated", "placed", "review")
"""Parameters that may be repeated; values of one are alternatives, different parameters restrict each other."""
SORTS = ("newest", "oldest", "reported", "deaths", "doubt")
Sort = Literal["newest", "oldest", "reported", "deaths", "doubt"]
Area = tuple[float, float, float, float]

_COLUMN = {
    "type": "type",
    "family": "family",
    "country": "country",
    "place": "place",
    "stage": "stage",
    "dated": "date_precision",
    "placed": "place_precision",
    "review": "review",
}
_LIST_COLUMN = {"actor": "actors", "outlet": "outlet_names", "language": "languages"}


class Pairs(Protocol):
    """The part of Starlette's QueryParams that is used here."""

    def getlist(self, key: str, /) -> list[str]: ...


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the overview. `since`/`until` are days, inclusive; `area` is west, south, east, north in degrees.

    An event belongs to a span when some day it may have happened on lies in it. `dated` and `placed` hold precisions, or `none`
    for events without a date or a place.
    """

    q: str = ""
    type: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    area: Area | None = None
    disagree: bool = False
    sort: Sort = "newest"

    @classmethod
    def read(cls, pairs: Pairs) -> Filter:
        """The filter an address names. Raises ValueError, in plain words, for a day, an area or an order that cannot be read."""
        values: dict[str, Any] = {name: tuple(v for v in pairs.getlist(name) if v) for name in MANY}
        values["q"] = _last(pairs, "q").strip()[:300]
        values["since"] = _day(_last(pairs, "from"))
        values["until"] = _day(_last(pairs, "to"))
        values["area"] = _area(_last(pairs, "area"))
        values["disagree"] = _last(pairs, "disagree") == "1"
        values["sort"] = _last(pairs, "sort") or "newest"
        if values["sort"] not in SORTS:
            raise ValueError(f"no order {values['sort']!r}; there are {', '.join(SORTS)}")
        return cls(**values)

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, in a fixed order; what is not set is left out."""
        found = [("q", self.q)] if self.q else []
        found += [(name, value) for name in MANY for value in getattr(self, name)]
        if self.since:
            found.append(("from", self.since.isoformat()))
        if self.until:
            found.append(("to", self.until.isoformat()))
        if self.area:
            found.append(("area", ",".join(f"{v:g}" for v in self.area)))
        if self.disagree:
            found.append(("disagree", "1"))
        if self.sort != "newest":
            found.append(("sort", self.sort))
        return found

    def address(self, *, drop: Iterable[str] = (), **changes: Any) -> str:
        """The query string of this filter, changed; `drop` names parameters to leave out."""
        other = msgspec.structs.replace(self, **changes) if changes else self
        return urlencode([(k, v) for k, v in other.pairs() if k not in set(drop)])

    def without(self, name: str, value: str | None = None) -> Filter:
        """The filter less one value of a parameter, or less all of it."""
        if name in ("from", "to"):
            return msgspec.structs.replace(self, **{"since" if name == "from" else "until": None})
        if name not in MANY:
            return msgspec.structs.replace(self, **{name: getattr(Filter(), name)})
        kept = () if value is None else tuple(v for v in getattr(self, name) if v != value)
        return msgspec.structs.replace(self, **{name: kept})

    def conditions(self, *, but: Iterable[str] = ()) -> tuple[str, list[Any]]:
        """An SQL condition over the index's `event` table with its values; `but` names dimensions left free (`time`, `area`, a parameter)."""
        free = set(but)
        parts: list[str] = []
        values: list[Any] = []
        for name, column in _COLUMN.items():
            if name not in free and getattr(self, name):
                parts.append(f"{column} IN ({','.join('?' * len(getattr(self, name)))})")
                values += getattr(self, name)
        for name, column in _LIST_COLUMN.items():
            if name not in free and getattr(self, name):
                parts.append(f"list_has_any({column}, ?)")
                values.append(list(getattr(self, name)))
        for word in () if "q" in free else search_words(self.q):
            parts.append("contains(text, ?)")
            values.append(word)
        if self.disagree and "disagree" not in free:
            parts.append("disagree")
        if "time" not in free:
            _time(self, parts, values)
        if self.area and "area" not in free:
            _inside(self.area, parts, values)
        return (" AND ".join(parts) or "TRUE"), values

    @property
    def active(self) -> bool:
        """True where anything is filtered at all (the order does not count)."""
        return any(k != "sort" for k, _ in self.pairs())


def search_words(q: str) -> list[str]:
    """Folded words that must all occur; words in double quotes stay together."""
    found = []
    for n, piece in enumerate(fold(q).split('"')):
        found += [piece.strip()] if n % 2 else piece.split()
    return [w for w in found if w]


def days(day: date) -> int:
    """Days since 1970, as the index counts them."""
    return day.toordinal() - EPOCH


def describe(filter: Filter) -> Mapping[str, Any]:
    """The filter as plain values, for the API."""
    return {k: v for k, v in msgspec.to_builtins(filter).items() if v not in ((), [], "", None, False)}


def _time(filter: Filter, parts: list[str], values: list[Any]) -> None:
    if filter.since:
        parts.append("last >= ?")
        values.append(days(filter.since))
    if filter.until:
        parts.append("first <= ?")
        values.append(days(filter.until))


def _inside(area: Area, parts: list[str], values: list[Any]) -> None:
    west, south, east, north = area
    parts.append("lat BETWEEN ? AND ?")
    values += [south, north]
    parts.append("lon BETWEEN ? AND ?" if west <= east else "(lon >= ? OR lon <= ?)")
    values += [west, east]


def _last(pairs: Pairs, name: str) -> str:
    found = pairs.getlist(name)
    return found[-1] if found else ""


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"not a day (YYYY-MM-DD): {text[:40]!r}") from None


def _area(text: str) -> Area | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(v) for v in text.split(","))
    except ValueError:
        raise ValueError(f"not an area (west,south,east,north in degrees): {text[:60]!r}") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(f"an area must lie on the globe, south below north: {text[:60]!r}")
    return west, south, east, north
