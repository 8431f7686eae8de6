"""Other people's lists of actors made into a table of ours: UCDP's actor list, FollowTheMoney entities, a plain CSV.

`ISTOR_ACTORS=table.tsv istor run ...` then uses it beside the tables that ship.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from istor.grounding.actors.lexicon import lexicon
from istor.grounding.actors.wording import key
from istor.knowledge.actors import LANGUAGES, states
from istor.model import Refusal

COLUMNS = ("id", "name", "kind", "country", "years", "umbrella", "inter", *LANGUAGES, "checked")
Row = dict[str, str]

_FTM_KINDS = {
    "Person": "person",
    "PublicBody": "state",
    "Organization": "organisation",
    "Company": "organisation",
    "LegalEntity": "organisation",
    "Country": "state",
}
_FTM_TOPICS = {"crime.terror": "armed_group", "crime.war": "armed_group", "mil": "state_force", "gov": "state", "pol.party": "party"}
_UCDP_ORGANISATION = {
    "1": ("armed_group", "Rebel group"),
    "2": ("party", ""),
    "3": ("armed_group", "Identity militia"),
    "4": ("state", "State forces"),
}


def import_actors(path: Path) -> tuple[tuple[Row, ...], tuple[Refusal, ...]]:
    """Rows of our table from a file of another form, told by its content; what has no name, or is already a state, is refused by name.

    UCDP: a CSV with an actor id and `NameData`; FollowTheMoney: JSON Lines (or one JSON list) with `schema` and `properties`; plain: a CSV
    with a column `name` and any of our columns, names joined by `|`, further names also in `aliases`.
    """
    text = path.read_text(encoding="utf-8-sig")
    first = text.lstrip()[:1]
    found = _from_ftm(text) if first in ("{", "[") else _from_csv(text)
    rows: dict[str, Row] = {}
    refused = []
    for number, made in enumerate(found, 1):
        if isinstance(made, str):
            refused.append(Refusal(input=f"{path.name}, entry {number}", reason=made))
            continue
        taken = made["id"]
        while made["id"] in rows:
            made = {**made, "id": f"{taken}-{number}"}
        rows[made["id"]] = made
    return tuple(rows.values()), tuple(refused)


def table(rows: Iterable[Row]) -> str:
    """Rows as the text of a table that `ISTOR_ACTORS` may name."""
    lines = ["\t".join(COLUMNS), *("\t".join(_cell(row.get(c, "")) for c in COLUMNS) for row in rows)]
    return "\n".join(lines) + "\n"


def _cell(value: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", value).strip()


def slug(name: str) -> str:
    """An id made of a name; letters outside Latin stay themselves."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain.replace("'", "")).strip("-")


def _row(name: str, others: Iterable[str], **cells: str) -> Row:
    names = [n for n in dict.fromkeys(_cell(o) for o in others) if n and n != name]
    return {"id": slug(name), "name": name, "checked": "no", **cells, "en": "|".join(names)}


def _from_csv(text: str) -> Iterator[Row | str]:
    dialect = csv.Sniffer().sniff(text.splitlines()[0], delimiters=",;\t") if text.strip() else csv.excel
    for record in csv.DictReader(text.splitlines(), dialect=dialect):
        plain = {re.sub(r"[\W_]", "", k).lower(): (v or "").strip() for k, v in record.items() if k}
        yield _from_ucdp(plain) if {"namedata", "actorname"} & set(plain) else _from_plain(plain)


def _from_ucdp(record: Mapping[str, str]) -> Row | str:
    name = record.get("namedata") or record.get("actorname") or ""
    if not name:
        return "no name"
    if name.startswith("Government of "):
        return f"{name} is a state, which the tables have"
    kind, inter = _UCDP_ORGANISATION.get(record.get("org", ""), ("armed_group", "Rebel group"))
    others = [record.get(c, "") for c in ("namedatafull", "namefull", "nameorig", "nameorigfull", "nameorigeng")]
    row = _row(name, others, kind=kind, inter=inter, country=_country(record.get("location", "")))
    number = record.get("actorid") or record.get("newid")
    return {**row, "id": f"ucdp-{number}"} if number else row


def _from_plain(record: Mapping[str, str]) -> Row | str:
    name = record.get("name", "")
    if not name:
        return "no name"
    given = {c: record[c] for c in COLUMNS if record.get(c)}
    row = _row(name, [*record.get("en", "").split("|"), *record.get("aliases", "").split("|")])
    row = {**row, "kind": "unknown", **{c: v for c, v in given.items() if c != "en"}}
    return {**row, "country": _country(record.get("country", ""))}


def _from_ftm(text: str) -> Iterator[Row | str]:
    entities = json.loads(text) if text.lstrip().startswith("[") else (json.loads(line) for line in text.splitlines() if line.strip())
    for entity in entities:
        properties = entity.get("properties", {})
        names = [str(n) for n in properties.get("name", ())]
        if not names:
            yield f"{entity.get('id')} has no name"
            continue
        kind = _FTM_KINDS.get(entity.get("schema", ""))
        if kind is None:
            yield f"{names[0]} is a {entity.get('schema')}, no actor"
            continue
        kind = next((_FTM_TOPICS[t] for t in properties.get("topics", ()) if t in _FTM_TOPICS and kind != "person"), kind)
        country = next((c for p in ("country", "jurisdiction", "nationality") for c in properties.get(p, ())), "")
        others = [*names[1:], *properties.get("alias", ()), *properties.get("abbreviation", ())]  # weak aliases are too weak to find
        row = _row(_cell(names[0]), others, kind=kind, country=_country(country))
        yield {**row, "id": slug(str(entity["id"]))} if entity.get("id") else row


def _country(stated: str) -> str:
    """ISO alpha-3 of a code or an English name of a state (the first where several are joined); empty where it is neither."""
    first = re.split(r"[,;|]", stated)[0].strip()
    if first.upper() in states():
        return first.upper()
    by_two = {s.alpha2: s.id for s in states().values() if s.alpha2}
    if first.upper() in by_two:
        return by_two[first.upper()]
    for name in (first, re.sub(r"\s*\(.*\)", "", first)):
        entries = [e.value for e in lexicon("en").found.get(key(name), ()) if e.tag == "state"]
        if len(entries) == 1:
            return entries[0]
    return ""
