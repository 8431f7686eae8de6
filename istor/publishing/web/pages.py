"""The pages that read: overview, event, actor, place, settings. Each answers a GET and changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.model import Event, Mention
from istor.publishing.web import charts, drawing, explaining, weighing
from istor.publishing.web.evidence import Sheet, sheet
from istor.publishing.web.filters import Filter
from istor.publishing.web.index import Index
from istor.publishing.web.linking_view import waterfall
from istor.publishing.web.rows import actor_key, place_key
from istor.publishing.web.site import Look, Site, name_mask, no_mask
from istor.publishing.web.words import Words, families, words

PAGE = 50
FORMATS_SHOWN = ("csv", "events", "geojson", "geopackage", "parquet", "acled", "ucdp-ged")


class Pages:
    """Handlers over one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def overview(self, request: Request) -> Response:
        """The map, the time line and the list of what the address filters."""
        index, filter, look = self.site.fresh(), filter_of(request), Look.of(request)
        state = {
            "timeline": msgspec.to_builtins(charts.time_line(index, filter)),
            "cells": msgspec.to_builtins(charts.cells(index, filter, zoom=1.5)),
            "words": script_words(words(look.language)),
            "locale": look.language,
        }
        return self.site.page(
            request, "overview.html", state=msgspec.json.encode(state).decode().replace("<", "\\u003c"), **self._view(request, index, filter)
        )

    def view(self, request: Request) -> Response:
        """The part of the overview that changes with the filters: choices, chips and list."""
        index, filter = self.site.fresh(), filter_of(request)
        return self.site.page(request, "view.html", **self._view(request, index, filter))

    def rows(self, request: Request) -> Response:
        """More rows of the list."""
        index, filter = self.site.fresh(), filter_of(request)
        return self.site.page(request, "rows.html", **self._rows(request, index, filter))

    def event(self, request: Request) -> Response:
        """One event with all that is said of it; `s` in the address names the statements to show."""
        self.site.fresh()
        event = self._event(request)
        return self.site.page(request, "event.html", **self.event_values(request, event))

    def mention(self, request: Request) -> Response:
        """The event that holds a mention now, whatever people decided since the link was made."""
        found = self.site.fresh().holding(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return RedirectResponse(str(request.url_for("event", id=found).path), 303)

    def event_values(self, request: Request, event: Event) -> dict[str, Any]:
        """What the event page shows; the self-contained file shows the same."""
        look = Look.of(request)
        w = words(look.language)
        mentions = by_publication(self.site.record.mentions(event.mentions))
        asked = frozenset(s for value in request.query_params.getlist("s") for s in value.split(",") if s)
        decided = self.site.decided(event)
        laid = explaining.properties(event, w, decided)
        figures = [(p.name, drawing.history(explaining.history(event, p.name, mentions))) for p in laid if p.policy]
        return {
            "event": event,
            "family": families().get(event.type, "other"),
            "mentions": mentions,
            "properties": laid,
            "responsibility": explaining.responsibility(event, mentions),
            "histories": [(name, drawn) for name, drawn in figures if drawn],
            "sheets": self.sheets(event, mentions, asked),
            "asked": ",".join(sorted(asked)),
            "decided": decided,
            "mine": [j for j in decided if look.reviewer and j.reviewer == look.reviewer],
            "doubts": weighing.doubts(event),
            "waterfall": waterfall(mentions, self.site.record.crowded(mentions)),
            "mask": name_mask([event], w) if look.names else no_mask,
            "queue": request.query_params.get("queue", ""),
            "carry": filter_of(request).address(drop=("review", "sort")),
            "here": request.url.path,
            "query": request.url.query,
            "similar": self._similar(event),
        }

    def sheets(self, event: Event, mentions: Sequence[Mention], asked: frozenset[str]) -> list[Sheet]:
        """The reports that hold the statements asked for; the first report where none is."""
        wanted = [m for m in mentions if not asked or any(s.id in asked for s in event.statements if s.mention == m.id)]
        found: list[Sheet] = []
        for mention in wanted if asked else wanted[:1]:
            report = self.site.record.report(mention.report)
            if report is not None and report.id not in {s.id for s in found}:
                found.append(sheet(report, event.statements, asked, mention))
        return found

    def evidence(self, request: Request) -> Response:
        """The reports behind some statements of an event, as a part of a page."""
        event = self._event(request)
        look = Look.of(request)
        asked = frozenset(s for value in request.query_params.getlist("s") for s in value.split(",") if s)
        mentions = by_publication(self.site.record.mentions(event.mentions))
        only = request.query_params.get("report")
        if only:
            mentions = [m for m in mentions if m.report == only]
        mask = name_mask([event], words(look.language)) if look.names else no_mask
        return self.site.page(
            request, "evidence.html", event=event, sheets=self.sheets(event, mentions, asked), asked=",".join(sorted(asked)), mask=mask
        )

    def actor(self, request: Request) -> Response:
        """All events of an actor, with its roles and whom it appears with."""
        key = request.path_params["id"]
        filter = Filter(actor=(key,), sort=filter_of(request).sort)
        return self._about(
            request, "actor.html", filter, self.site.fresh().actor_name(key), lambda e: [p for p in e.participants if actor_key(p) == key]
        )

    def place(self, request: Request) -> Response:
        """All events at a place."""
        key = request.path_params["id"]
        filter = Filter(place=(key,), sort=filter_of(request).sort)
        return self._about(request, "place.html", filter, key, lambda e: [e.place] if e.place and place_key(e) == key else [])

    def settings(self, request: Request) -> Response:
        return self.site.page(request, "settings.html", saved=request.query_params.get("saved") == "1")

    def _about(self, request: Request, template: str, filter: Filter, name: str, pick: Callable[[Event], list[Any]]) -> Response:
        index, look = self.site.fresh(), Look.of(request)
        w = words(look.language)
        values = self._rows(request, index, filter)
        if not values["counts"].shown:
            raise HTTPException(404)
        facets = {
            f: [(v, n) for v, n in index.facet(f, filter, limit=9) if (v,) != getattr(filter, f, ())]
            for f in ("type", "actor", "country", "outlet", "stage")
        }
        picked = [x for e in values["events"] for x in pick(e)]
        line = charts.time_line(index, filter, most=60)
        return self.site.page(
            request,
            template,
            name=name,
            facets=facets,
            picked=picked,
            labels=facet_labels(w, index),
            line=drawing.bars(line),
            step=line.step,
            **values,
        )

    def _event(self, request: Request) -> Event:
        event = self.site.record.event(request.path_params["id"])
        if event is None:
            raise HTTPException(404)
        return event

    def _similar(self, event: Event) -> list[Event]:
        """Events a reviewer may want to merge with: of the same country, close in time, the same family first."""
        if event.date is None and event.place is None:
            return []
        index = self.site.index
        country = (event.place.country if event.place else None) or "none"
        rows = index.query(
            """SELECT o.id FROM event o, event e WHERE e.id = ? AND o.id <> e.id AND (o.country = ? OR o.mx IS NULL)
               AND (o.first IS NULL OR e.first IS NULL OR (o.first <= e.last + 10 AND o.last >= e.first - 10))
               ORDER BY (o.family = e.family) DESC, (o.place = e.place) DESC,
                        abs(coalesce(o.first, e.first, 0) - coalesce(e.first, o.first, 0)), o.id LIMIT 8""",
            [event.id, country],
        )
        return self.site.record.events([r[0] for r in rows])

    def _view(self, request: Request, index: Index, filter: Filter) -> dict[str, Any]:
        w = words(Look.of(request).language)
        shown = self._rows(request, index, filter)
        return {
            **shown,
            "facets": {name: public(values, Look.of(request)) for name, values in index.facets(filter).items()},
            "labels": facet_labels(w, index),
            "chips": chips(filter, w, index),
            "formats": FORMATS_SHOWN,
        }

    def _rows(self, request: Request, index: Index, filter: Filter) -> dict[str, Any]:
        skip = request.query_params.get("skip", "")
        offset = int(skip) if re.fullmatch(r"[0-9]{1,9}", skip) else 0
        events = self.site.record.events(index.ids(filter, limit=PAGE, offset=offset))
        look = Look.of(request)
        counts = index.counts(filter)
        return {
            "filter": filter,
            "counts": counts,
            "events": events,
            "reviews": index.reviews([e.id for e in events]),
            "families": families(),
            "next": offset + PAGE if offset + PAGE < counts.shown else None,
            "mask": name_mask(events, words(look.language)) if look.names else no_mask,
        }


def public(values: list[tuple[str, int]], look: Look) -> list[tuple[str, int]]:
    """Values of a facet, less private persons where the reader wants their names left out."""
    return [(v, n) for v, n in values if not (look.names and v.startswith("person:"))]


def filter_of(request: Request) -> Filter:
    """The filter of a request's address; a wrong one is the reader's mistake, said in plain words."""
    try:
        return Filter.read(QueryParams(request.url.query))
    except ValueError as error:
        raise HTTPException(400, str(error)) from error


def by_publication(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order of publication; those without a date last."""
    return sorted(mentions, key=lambda m: (m.published.start if m.published else "9999", m.outlet or "", m.id))


def facet_labels(w: Words, index: Index) -> dict[str, Callable[[str], str]]:
    """How the values of each facet read."""
    return {
        "type": lambda v: w.label("type", v),
        "family": lambda v: w.label("family", v),
        "country": lambda v: w("no_place") if v == "none" else w.country(v),
        "place": lambda v: w("no_place") if v == "none" else v.partition(":")[2] or index.place_name(v),
        "actor": index.actor_name,
        "outlet": str,
        "language": lambda v: w.language(v),
        "stage": lambda v: w.label("stage", v),
        "dated": lambda v: w.label("dated", v),
        "placed": lambda v: w.label("placed", v),
        "review": lambda v: w.label("review", v),
    }


def chips(filter: Filter, w: Words, index: Index) -> list[tuple[str, str, str]]:
    """The filters that are on: (what, value in words, address without it)."""
    labels = facet_labels(w, index)
    found = []
    for name, value in filter.pairs():
        if name == "sort":
            continue
        shown = labels[name](value) if name in labels else value
        if name in ("from", "to"):
            shown = w.day(value)
        if name == "area":
            shown = "✓"
        if name == "disagree":
            found.append((w("disagree"), "✓", filter.without("disagree").address()))
            continue
        found.append((w(name), shown, filter.without(name, value).address()))
    return found


def script_words(w: Words) -> dict[str, Any]:
    """The few strings that the scripts need."""
    keys = ("zoom_in", "zoom_out", "whole_world", "within", "perhaps", "clear", "choose_area", "borders", "undated", "unplaced", "events")
    return {**{k: w.tables["ui"][k] for k in keys}, "month": w.tables["month"], "family": w.tables["family"]}
