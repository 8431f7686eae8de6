"""The interface in a language, and plain words for an event: strings are data, one file per language, the same keys in each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from istor.knowledge import typology
from istor.model import Bounds, DateBound, Event, EventDate, EventQuantity, Place, Share, Side

HEADLINE_FIGURES = ("killed", "injured", "abducted", "arrested", "missing", "displaced")
_PHRASE = {
    "exact": "heading_precise",
    "near": "heading_near",
    "district": "heading_area",
    "admin1": "heading_area",
    "country": "heading_area",
    "region": "heading_area",
}


@cache
def interfaces() -> tuple[str, ...]:
    """Codes of the languages that have a file of strings, sorted."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in (files(__package__) / "strings").iterdir() if f.name.endswith(".toml")))


@cache
def words(code: str) -> Words:
    """The interface in that language; raises LookupError, naming the ones there are."""
    if code not in interfaces():
        raise LookupError(f"no interface in {code!r}; there are {', '.join(interfaces())}")
    return Words(code, tomllib.loads((files(__package__) / "strings" / f"{code}.toml").read_text(encoding="utf-8")))


@cache
def countries() -> Mapping[str, Mapping[str, str]]:
    """ISO 3166 alpha-3 -> number (`n`), names by interface language, label point (`at`)."""
    found: Mapping[str, Mapping[str, str]] = json.loads((files(__package__) / "static" / "vendor" / "countries.json").read_text(encoding="utf-8"))
    return found


@cache
def families() -> Mapping[str, str]:
    """Event type -> family, from the typology."""
    return {name: concept.family for name, concept in typology().items()}


class Words:
    """Strings of one language, and the phrases made of them."""

    def __init__(self, code: str, tables: Mapping[str, Mapping[str, str]]) -> None:
        self.code = code
        self.tables = tables

    def __call__(self, key: str, **values: object) -> str:
        """A string of the interface, filled in."""
        return self.tables["ui"][key].format(**{k: self.number(v) if isinstance(v, int) else v for k, v in values.items()})

    def label(self, table: str, key: str | None) -> str:
        """The label of a code (a type, a stage, a role ...); the code itself, readable, where it has none."""
        if not key:
            return self.tables["ui"]["known_name"]
        return self.tables.get(table, {}).get(key) or key.replace("_", " ")

    def plural(self, key: str, n: int) -> str:
        """`key_1` for one, `key_n` otherwise."""
        return self(f"{key}_1") if n == 1 else self(f"{key}_n", n=n)

    def number(self, n: int) -> str:
        return f"{n:,}".replace(",", self.tables["language"]["thousands"])

    def country(self, code: str | None) -> str:
        """The name of a country by its ISO code; the code where it has no name."""
        return countries().get(code or "", {}).get(self.code) or code or ""

    def side(self, s: Side, speaker: str = "") -> str:
        """Whose an outlet is: "Press TV: state, Iran"; without its name where that is who speaks."""
        said = ", ".join(x for x in (self.label("allegiance", s.allegiance), self.country(s.country)) if x)
        return f"{s.outlet}: {said}" if s.outlet and s.outlet != speaker else said

    def language(self, code: str) -> str:
        """The name of a language of reports by its code; the code where it has no name here."""
        return self.tables["languages"].get(code, code)

    def text(self, key: str, **values: object) -> str:
        return self.tables["text"][key].format(**values)

    def day(self, text: str) -> str:
        """A day (YYYY-MM-DD ...) in words; what is no day is shown as it stands."""
        try:
            d = date.fromisoformat(text[:10])
        except ValueError:
            return text
        return self.text("day", day=d.day, month=self._month(d.month), year=d.year)

    def when(self, found: EventDate | None, bound: DateBound | None = None) -> str:
        """A date as coarse as it is known; what is only a limit says so; empty where nothing is known."""
        if found is None:
            if bound and bound.not_after:
                return self.text("not_after", date=self.day(bound.not_after))
            return self.text("not_before", date=self.day(bound.not_before)) if bound and bound.not_before else ""
        first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
        if first == last:
            return self.day(found.start)
        if found.precision == "month" and (first.year, first.month) == (last.year, last.month):
            return self.text("month", month=self._month(first.month), year=first.year)
        if found.precision == "year" and first.year == last.year:
            return str(first.year)
        return self._range(first, last)

    def where(self, place: Place | None) -> str:
        """A place with its country; empty where there is none."""
        if place is None:
            return ""
        country = self.country(place.country)
        if place.precision == "country" or place.name == country:
            return country or place.name
        return self.text("place_in", place=place.name, country=country) if country else place.name

    def bounds(self, low: int | None, high: int | None, approximate: bool = False) -> str:
        """A figure as known: "3", "at least 3", "2 to 3", "about 400"."""
        if low is None and high is None:
            return self.text("unknown_number")
        if low is None:
            return self.text("up_to", n=self.number(high or 0))
        if high is None:
            return self.text("about_at_least" if approximate else "at_least", n=self.number(low))
        if low != high:
            return self.text("between", low=self.number(low), high=self.number(high))
        return self.text("about", n=self.number(low)) if approximate else self.number(low)

    def count(self, value: Bounds | Share | EventQuantity) -> str:
        return self.bounds(value.low, value.high, value.approximate)

    def figure(self, name: str, value: EventQuantity) -> str:
        """A figure with its noun: "3 killed (2 to 3)", "at least 6 injured", "nobody killed"."""
        if value.low == value.high == 0 and name in self.tables["no_quantity"]:
            return self.tables["no_quantity"][name]
        apart = value.best is not None and value.low != value.high and not (value.high is None and value.best == value.low)
        most = value.best if apart and value.best is not None else max(value.low or 0, value.high or 0)
        noun = (self.tables["quantity_one"].get(name) if most == 1 else None) or self.label("quantity", name)
        if apart:  # what the named rule chose, and beside it all that is said
            return f"{self.bounds(value.best, value.best, value.approximate)} {noun} ({self.count(value)})"
        return f"{self.count(value)} {noun}"

    def figures(self, event: Event) -> list[tuple[str, str]]:
        """The figures a heading shows, in order: (name, words)."""
        return [(name, self.figure(name, event.quantities[name])) for name in HEADLINE_FIGURES if name in event.quantities]

    def heading(self, event: Event) -> str:
        """What happened, where and when, in plain words."""
        what = self.label("type", event.type)
        place = self.where(event.place)
        phrase = _PHRASE.get(event.place.precision, "heading_area") if event.place and place else "heading_bare"
        text = self.text(phrase, what=what, place=place)
        if event.date:
            text = self.text("on_day" if event.date.start == event.date.end else "in_span", heading=text, date=self.when(event.date))
        if event.stage not in ("accomplished", "ongoing"):
            text = self.text("heading_stage", stage=self.label("stage", event.stage), heading=text)
        return text

    def title(self, event: Event) -> str:
        """The heading with its two first figures."""
        shown = [w for _, w in self.figures(event)[:2]]
        if not shown:
            return self.heading(event)
        both = self.text("list_two", a=shown[0], b=shown[1]) if len(shown) == 2 else shown[0]
        return self.text("with_figures", heading=self.heading(event), figures=both)

    def _month(self, n: int) -> str:
        return self.tables["month"][str(n)]

    def _range(self, first: date, last: date) -> str:
        if first.year != last.year:
            return self.text("range", a=self.day(first.isoformat()), b=self.day(last.isoformat()))
        if first.month == last.month:
            return self.text("range_same_month", a=first.day, b=last.day, month=self._month(first.month), year=first.year)
        return self.text(
            "range_same_year", a=first.day, b=last.day, month_a=self._month(first.month), month_b=self._month(last.month), year=first.year
        )
