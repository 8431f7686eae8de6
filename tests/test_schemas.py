"""Schemas, the contract and the real output are held together."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from istor.corridor import code_report, link_mentions
from istor.examples import FOLDER
from istor.model import Event, Mention, Report
from istor.reading import read
from tests.pages import PAGES

KINDS: dict[str, type[Any]] = {"report": Report, "mention": Mention, "event": Event}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": (int, float)}


def schema(name: str) -> dict[str, Any]:
    from click.testing import CliRunner

    from istor.cli import main

    found: dict[str, Any] = json.loads(CliRunner().invoke(main, ["schema", name]).output)
    return found


def wrong(value: Any, s: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value is not what a schema says: the keywords that our schemas have, and nothing passed over."""
    unknown = set(s) - {
        "$ref", "$defs", "anyOf", "enum", "const", "type", "properties", "required", "items", "additionalProperties", "default", "title", "description", "prefixItems",
        "minItems", "maxItems", "propertyNames",
    }  # fmt: skip
    assert not unknown, unknown
    if "$ref" in s:
        return wrong(value, root["$defs"][s["$ref"].rsplit("/", 1)[1]], root, at)
    if "anyOf" in s:
        return [] if any(not wrong(value, x, root, at) for x in s["anyOf"]) else [f"{at}: none of the choices fits {value!r}"]
    out = []
    if "enum" in s and value not in s["enum"]:
        out.append(f"{at}: {value!r} is none of {s['enum']}")
    if "type" in s and not (isinstance(value, TYPES[s["type"]]) and not (isinstance(value, bool) and s["type"] in ("integer", "number"))):
        return [f"{at}: {value!r} is no {s['type']}"]
    if isinstance(value, dict):
        known = s.get("properties", {})
        out += [f"{at}.{k} is missing" for k in s.get("required", []) if k not in value]
        for k, v in value.items():
            more = s.get("additionalProperties", True)
            if k in known:
                out += wrong(v, known[k], root, f"{at}.{k}")
            elif isinstance(more, dict):
                out += wrong(v, more, root, f"{at}.{k}")
            elif known:
                out.append(f"{at}.{k} is in the output and not in the schema")
    if isinstance(value, list) and isinstance(s.get("items"), dict):
        for n, v in enumerate(value):
            out += wrong(v, s["items"], root, f"{at}[{n}]")
    return out


@pytest.fixture(scope="module")
def made() -> dict[str, list[Any]]:
    reports = [r for r in read([str(FOLDER / "reports")]) if isinstance(r, Report)] + [Report(id=k, text=v) for k, v in PAGES.items()]
    mentions = [m for r in reports for m in code_report(r)]
    return {"report": reports, "mention": mentions, "event": list(link_mentions(mentions))}


@pytest.mark.parametrize("name", KINDS)
def test_the_output_is_what_its_schema_says(name: str, made: dict[str, list[Any]]) -> None:
    root = schema(name)
    assert made[name]
    for item in made[name]:
        assert wrong(json.loads(msgspec.json.encode(item)), root, root) == []


def _fields(contract: str, heading: str) -> set[str]:
    """The names that a section of the contract gives in its lines of JSON (those of nested values included)."""
    found = re.search(rf"^## {heading}.*?$(.*?)(?=^## |\Z)", contract, re.M | re.S)
    assert found, heading
    return set(re.findall(r'"(\w+)"(?=[:,?} ]|\s*\()', found[1]))


def _all_names(s: Any) -> set[str]:
    if isinstance(s, dict):
        own = set(s.get("properties", {})) | {x for x in s.get("enum", []) if isinstance(x, str)}
        return own.union(*(_all_names(v) for v in s.values()), set())
    return set().union(*(_all_names(v) for v in s)) if isinstance(s, list) else set()


PROSE = {"2020", "fr", "none", "the", "ASSAULT", "ATTACK", "killed", "injured", "abducted", "arrested", "missing", "displaced", "weapons_fired", "targets_number", "troops", "series_count", "United", "responsibility"}


@pytest.mark.parametrize(("heading", "name"), [("Report", "report"), ("Mention", "mention"), ("Statement", "mention"), ("Event", "event")])
def test_the_schema_has_every_field_of_the_contract(heading: str, name: str, shared: Path) -> None:
    contract = (shared / "contract.md").read_text(encoding="utf-8")
    fields = _fields(contract, heading) - PROSE
    assert len(fields) > 5
    assert fields - _all_names(schema(name)) == set()
