"""The description of the API (OpenAPI 3.1), written beside the addresses it describes; a test holds both together."""

from __future__ import annotations

from typing import Any

import msgspec

from istor.model import Event, Judgement, Mention, Report
from istor.publishing.web.charts import Cell, TimeLine
from istor.publishing.web.deciding import Agreement
from istor.publishing.web.filters import MANY, SORTS
from istor.publishing.web.index import Counts

_TEXT = {"type": "string"}
_FILTERS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("q", 'Words that all occur in titles, places, actors or quotations; "two words" stay together.', _TEXT),
    *((name, f"{name}; may be repeated, values are alternatives.", {"type": "array", "items": _TEXT}) for name in MANY),
    ("from", "First day, YYYY-MM-DD; an event belongs when some day it may have happened on lies in the span.", {"type": "string", "format": "date"}),
    ("to", "Last day, inclusive.", {"type": "string", "format": "date"}),
    ("area", "west,south,east,north in degrees.", _TEXT),
    ("disagree", "1: only events whose reports disagree.", {"type": "string", "enum": ["1"]}),
    ("sort", "Order of the events.", {"type": "string", "enum": list(SORTS)}),
)
_PAGE = (("skip", "How many events to pass over.", {"type": "integer"}), ("limit", "How many events at most (1000).", {"type": "integer"}))
_MAP = (("zoom", "Depth of the gathering: 0 is the whole world in 256 px.", {"type": "number"}), ("box", "west,south,east,north in view.", _TEXT))
_ID = (("id", "Its id.", _TEXT),)

PATHS: tuple[tuple[str, str, str, tuple[tuple[str, str, dict[str, Any]], ...], Any], ...] = (
    ("GET", "/api/events", "Events that the filters leave, page by page", (*_FILTERS, *_PAGE), list[Event]),
    ("GET", "/api/events/{id}", "One event", _ID, Event),
    ("GET", "/api/mentions/{id}", "The mentions of an event", _ID, list[Mention]),
    ("GET", "/api/report", "A report with its text", _ID, Report),
    ("GET", "/api/counts", "How many events the filters leave; how many of them have no date or place", _FILTERS, Counts),
    ("GET", "/api/facets", "The commonest values of each filter, with counts", (*_FILTERS, _PAGE[1]), dict[str, list[dict[str, Any]]]),
    ("GET", "/api/timeline", "Events by day, week, month or year", (*_FILTERS, ("most", "How many bars at most.", {"type": "integer"})), TimeLine),
    ("GET", "/api/map", "Events gathered into points and areas", (*_FILTERS, *_MAP), list[Cell]),
    ("GET", "/api/judgements", "All decisions as JSON Lines", (), Judgement),
    ("GET", "/api/agreement", "Agreement of each two reviewers", (), list[Agreement]),
    ("GET", "/api/take/{format}", "What the filters leave, in a format", (("format", "Name of a format.", _TEXT), *_FILTERS), None),
    ("POST", "/api/judgements", "Append a decision", (), Judgement),
    ("POST", "/api/code", "Code reports (JSON Lines) without storing anything", (), list[Event]),
)
"""Method, address, what it does, parameters (name, meaning, schema), and what it answers."""


def document(version: str) -> dict[str, Any]:
    """The OpenAPI document."""
    types = [answer for *_, answer in PATHS if answer is not None]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    by_type = dict(zip((str(t) for t in types), schemas, strict=True))
    paths: dict[str, Any] = {}
    for method, path, summary, parameters, answer in PATHS:
        content = {"application/json": {"schema": by_type[str(answer)]}} if answer is not None else {"application/octet-stream": {}}
        paths.setdefault(path, {})[method.lower()] = {
            "summary": summary,
            "parameters": [_parameter(path, *p) for p in parameters],
            "responses": {"201" if (method, path) == ("POST", "/api/judgements") else "200": {"description": summary, "content": content}},
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Istor", "version": version, "description": "Conflict events, each value with the sentence that states it."},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _parameter(path: str, name: str, meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    inside = "{" + name + "}" in path
    return {"name": name, "in": "path" if inside else "query", "required": inside, "description": meaning, "schema": schema}
