"""The record as JSON. The page's own scripts use these addresses; `openapi.py` describes each of them."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from istor.publishing.web import charts, deciding
from istor.publishing.web.filters import describe
from istor.publishing.web.pages import filter_of
from istor.publishing.web.site import Site

MOST = 1000


class Api:
    """Handlers over one site; all of them read."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def counts(self, request: Request) -> Response:
        filter = filter_of(request)
        return answer({"filter": describe(filter), "counts": self.site.fresh().counts(filter)})

    def facets(self, request: Request) -> Response:
        index, filter = self.site.fresh(), filter_of(request)
        limit = _number(request, "limit", 12, MOST)
        return answer({name: [{"value": v, "count": n} for v, n in values] for name, values in index.facets(filter, limit=limit).items()})

    def timeline(self, request: Request) -> Response:
        return answer(charts.time_line(self.site.fresh(), filter_of(request), most=_number(request, "most", 130, 400)))

    def map(self, request: Request) -> Response:
        zoom = _real(request, "zoom", 1.5)
        return answer(charts.cells(self.site.fresh(), filter_of(request), zoom=zoom, box=_box(request)))

    def events(self, request: Request) -> Response:
        index, filter = self.site.fresh(), filter_of(request)
        skip, limit = _number(request, "skip", 0, 10**9), _number(request, "limit", 50, MOST)
        events = self.site.record.events(index.ids(filter, limit=limit, offset=skip))
        return answer({"filter": describe(filter), "counts": index.counts(filter), "skip": skip, "events": events})

    def event(self, request: Request) -> Response:
        event = self.site.record.event(request.path_params["id"])
        return answer(_found(event))

    def mentions(self, request: Request) -> Response:
        event = _found(self.site.record.event(request.path_params["id"]))
        return answer(self.site.record.mentions(event.mentions))

    def report(self, request: Request) -> Response:
        return answer(_found(self.site.record.report(request.query_params.get("id", ""))))

    def judgements(self, request: Request) -> Response:
        """All judgements as JSON Lines, also those taken back: what an export holds and an import takes."""
        lines = b"".join(msgspec.json.encode(j) + b"\n" for j in self.site.record.judgements())
        return Response(lines, media_type="application/x-ndjson", headers={"content-disposition": 'attachment; filename="judgements.jsonl"'})

    def agreement(self, request: Request) -> Response:
        return answer(deciding.agreements(self.site.record.judgements()))


def answer(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json", headers={"cache-control": "no-store"})


def _found(value: Any) -> Any:
    if value is None:
        raise HTTPException(404)
    return value


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"\d{1,9}", text):
        raise HTTPException(400, f"{name} must be a whole number")
    return min(int(text), most)


def _real(request: Request, name: str, default: float) -> float:
    try:
        value = float(request.query_params.get(name, default))
    except ValueError as error:
        raise HTTPException(400, f"{name} must be a number") from error
    return min(24.0, max(0.0, value)) if value == value else default


def _box(request: Request) -> tuple[float, float, float, float] | None:
    text = request.query_params.get("box", "")
    if not text:
        return None
    try:
        west, south, east, north = (float(v) for v in text.split(","))
    except ValueError as error:
        raise HTTPException(400, "box must be west,south,east,north in degrees") from error
    if not all(-1e6 < v < 1e6 for v in (west, south, east, north)):
        raise HTTPException(400, "box must be west,south,east,north in degrees")
    return west, south, east, north
