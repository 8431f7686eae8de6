"""The 31 columns of ACLED's export. Every rule that shaped a row is named in its notes, in square brackets (docs/exports.md lists them)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from istor.knowledge.codes import acled_types, country_codes
from istor.knowledge.outlets import by_name
from istor.languages import available, fold, table
from istor.model import Event, EventQuantity, Participant
from istor.model.sides import Sides, sides
from istor.publishing.exporters.base import Exporter, Outcome, Rule, Rules
from istor.publishing.exporters.cells import POLICY, STAGES, LeftOut, flattened, happened, joined, write_table
from istor.publishing.exporters.sides import country_name, inter, name_of, unnamed
from istor.publishing.words import heading

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians", "External/Other forces",
)  # fmt: skip
GEO = {"exact": 1, "near": 2, "district": 2, "admin1": 3, "region": 3, "country": 3}
"""geo_precision: 1 the place itself, 2 near it or somewhere in its district, 3 a division of the first order or coarser."""
RULES = (
    Rule(name="fatalities", choices=("lowest", "best", "highest"), about="the lowest figure that reports give, the best by policy, or the highest"),
    Rule(name="words", choices=("bounds", "acled"), about="vague words: their lower bound, or ACLED's numbers (several 3, many 10, dozens 12 ...)"),
    Rule(name="unstated", choices=("empty", "zero"), about="fatalities where no report gives a figure: empty, or ACLED's 0"),
    Rule(name="unnamed", choices=("unidentified", "empty"), about='an attacker that no report names: "Unidentified Armed Group", or empty'),
    Rule(name="inter", choices=("text", "numbers"), about="classes of actors as words or as ACLED's numbers 1-8"),
    STAGES,
    POLICY,
)


def row(e: Event, rules: Rules) -> dict[str, Any]:
    """The row of an event. Raises LeftOut for what ACLED has no type for, for acts that did not happen and for series."""
    sub = e.codes.acled
    if sub is None:
        raise LeftOut(f"no ACLED type for {e.type}")
    happened(e, rules)
    e = flattened(e, rules["policy"])
    kind = acled_types()[sub]
    used: list[str] = []
    deaths = _fatalities(e, rules, used)
    return {
        "event_id_cnty": e.id, **_when(e, used), "disorder_type": kind.disorder_type, "event_type": kind.event_type, "sub_event_type": sub,
        **_who(e, kind.event_type, rules, used), **_where(e), **_sources(e), "fatalities": deaths,
        "tags": joined(f"reports disagree: {d}" for d in e.disagreements), "notes": f"{heading(e)} [rules: {'; '.join(used) or 'none'}]",
    }  # fmt: skip


def _when(e: Event, used: list[str]) -> dict[str, Any]:
    """time_precision: 1 the day, 2 within eight days, 3 longer. A span is filed under its first day."""
    if e.date is None:
        return {}
    if e.date.start != e.date.end:
        used.append(f"event_date=first day of {e.date.start}..{e.date.end}")
    days = (date.fromisoformat(e.date.end) - date.fromisoformat(e.date.start)).days
    return {"event_date": e.date.start, "year": e.date.start[:4], "time_precision": 1 if days == 0 else 2 if days <= 7 else 3}


def _where(e: Event) -> dict[str, Any]:
    p = e.place
    if p is None:
        return {}
    codes = country_codes().get(p.country or "")
    return {
        "iso": codes.numeric if codes else None, "region": codes.acled_region if codes else None, "country": country_name(p.country),
        "admin1": p.admin1, "admin2": p.admin2, "location": p.name, "latitude": p.latitude, "longitude": p.longitude, "geo_precision": GEO[p.precision],
    }  # fmt: skip


def _who(e: Event, event_type: str, rules: Rules, used: list[str]) -> dict[str, Any]:
    country = e.place.country if e.place else None
    found = sides(e.participants, e.type)
    crowd = {"Protests": "Protesters", "Riots": "Rioters"}.get(event_type)
    if crowd and (event_type == "Protests" or not any(_crowd(p) for p in found.one)):
        everyone = found.one + found.two
        found = Sides(one=tuple(p for p in everyone if _crowd(p)), two=tuple(p for p in everyone if not _crowd(p)))
    one, assoc1, inter1 = _side(found.one, crowd, country, rules, used, "actor1", event_type not in ("Strategic developments",))
    two, assoc2, inter2 = _side([p for p in found.two if p.kind != "facility"], None, country, rules, used, "actor2", False)
    both = [i for i in (inter1, inter2) if i]
    violent = event_type not in ("Strategic developments", "Protests") or e.codes.acled == "Excessive force against protesters"
    if rules["inter"] == "numbers":
        inter1, inter2 = (str(INTER.index(i) + 1) if i else "" for i in (inter1, inter2))
    return {
        "actor1": one, "assoc_actor_1": assoc1, "inter1": inter1, "actor2": two, "assoc_actor_2": assoc2, "inter2": inter2,
        "interaction": _interaction(both, rules), "civilian_targeting": "Civilian targeting" if violent and both[-1:] == ["Civilians"] else "",
    }  # fmt: skip


def _crowd(p: Participant) -> bool:
    return p.kind in ("civilian", "person", "party", "organisation", "unknown")


def _side(
    found: Sequence[Participant], crowd: str | None, country: str | None, rules: Rules, used: list[str], column: str, wanted: bool
) -> tuple[str, str, str]:
    """(actor, associated actors, class). Demonstrators are Protesters or Rioters, people are Civilians, with the words as associated actor."""
    of = f" ({country_name(country)})" if country else ""
    people = [p for p in found if _crowd(p)]
    if crowd and (people or not found):
        used.append(f"{column}={crowd} by the type of the event")
        return crowd + of, joined(name_of(p) for p in found), crowd
    if not found or (unnamed(found[0]) and column == "actor1"):
        if not wanted:
            return "", "", ""
        if rules["unnamed"] == "empty":
            used.append(f"{column}=empty because no report names the attacker")
            return "", "", ""
        used.append(f"{column}=unidentified because no report names the attacker")
        group = inter(found[0], country) if found else ""
        return "Unidentified Armed Group" + of, joined(name_of(p) for p in found[1:]), group or "Political militia"
    lead = found[0]
    kind = inter(lead, country)
    if kind == "Civilians":
        used.append(f"{column}=Civilians, the words as associated actor")
        return "Civilians" + of, joined(name_of(p) for p in found), kind
    return name_of(lead), joined(name_of(p) for p in found[1:]), kind


def _interaction(both: Sequence[str], rules: Rules) -> str:
    """The two classes, the lower number first; of one side alone: "State forces only", 10."""
    numbers = sorted(INTER.index(i) + 1 for i in both)
    if rules["inter"] == "numbers":
        return "".join(map(str, numbers + [0] * (2 - len(numbers)))) if numbers else ""
    names = [INTER[n - 1] for n in numbers]
    return f"{names[0]} only" if len(names) == 1 else "-".join(names)


def _sources(e: Event) -> dict[str, Any]:
    said = dict.fromkeys(s.speaker.text for s in e.statements if s.speaker.kind in ("outlet", "agency") and s.speaker.text)
    scales = dict.fromkeys(o[0].scale for name in said if len(o := by_name(name)) == 1)
    return {"source": joined(said), "source_scale": "-".join(scales)}


@cache
def number_words() -> tuple[tuple[re.Pattern[str], int], ...]:
    """ACLED's numbers for vague words in every language, the longest words first."""
    words = {fold(w): n for code in available() for w, n in table(code, "exports").get("acled_numbers", {}).items()}
    return tuple((re.compile(rf"(?<!\w){re.escape(w)}(?!\w)"), words[w]) for w in sorted(words, key=lambda w: (-len(w), w)))


def _fatalities(e: Event, rules: Rules, used: list[str]) -> int | None:
    q = e.quantities.get("killed")
    if q is None:
        used.append(
            "fatalities=0 because no report gives a figure" if rules["unstated"] == "zero" else "fatalities=empty because no report gives a figure"
        )
        return 0 if rules["unstated"] == "zero" else None
    choice = rules["fatalities"]
    figure = {"lowest": q.low, "best": q.best, "highest": q.high}[choice]
    name = {"lowest": "lowest figure stated", "best": f"best by {q.policy}", "highest": "highest figure stated"}[choice]
    if figure is None:
        used.append(f"fatalities=empty because the {choice} figure is open")
        return None
    if rules["words"] == "acled" and (worded := _worded(e, q, figure)):
        used.append(f"fatalities={worded[1]} for the word {worded[0]!r}")
        return worded[1]
    used.append(f"fatalities={name}")
    return figure


def _worded(e: Event, q: EventQuantity, figure: int) -> tuple[str, int] | None:
    """(word, ACLED's number) where the figure stands for a vague word."""
    behind = {i for a in q.alternatives if a.approximate and a.low == figure for i in a.statements}
    for s in e.statements:
        if s.id in behind:
            for pattern, number in number_words():
                if m := pattern.search(fold(s.quote)):
                    return m[0], number
    return None


def write(items: Sequence[Event], path: Path, rules: Rules) -> Outcome:
    def rows() -> Iterator[dict[str, Any] | LeftOut]:
        for e in items:
            try:
                yield row(e, rules)
            except LeftOut as reason:
                yield reason

    return write_table(COLUMNS, rows(), path)


EXPORTER = Exporter("acled", "events", write, True, "the 31 columns of ACLED's export; rules stand in notes", RULES, ending="acled.csv")
