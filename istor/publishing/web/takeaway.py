"""Taking away: the filtered view in any export format, and one HTML file that needs neither this program nor a network."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from istor.model import Event
from istor.publishing.exporters import exporters
from istor.publishing.web import drawing, explaining
from istor.publishing.web.evidence import Sheet, sheet
from istor.publishing.web.linking_view import waterfall
from istor.publishing.web.pages import by_publication, filter_of
from istor.publishing.web.site import HERE, Look, Site, name_mask, no_mask
from istor.publishing.web.words import families, words

MOST_IN_A_FILE = 500
"""Events in one HTML file; beyond that a browser becomes slow, and the file says that it holds the first ones."""
_SLICE = 500


class TakeAway:
    """Handlers over one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def format(self, request: Request) -> Response:
        """What the filters leave, in the order of the list, through the exporter of that name."""
        name = request.path_params["format"]
        exporter = exporters().get(name)
        if exporter is None:
            raise HTTPException(404, f"no format {name!r}; there are {', '.join(exporters())}")
        events = self._events(self.site.fresh().ids(filter_of(request), limit=None))
        items: list[Any] = list(events)
        if exporter.takes == "mentions":
            items = self.site.record.mentions([m for e in items for m in e.mentions])
        folder = tempfile.TemporaryDirectory(prefix="istor-take-")
        path = Path(folder.name) / f"istor.{exporter.ending or name}"
        exporter.export(items, path)
        return FileResponse(path, filename=path.name, media_type="application/octet-stream", background=BackgroundTask(folder.cleanup))

    def view(self, request: Request) -> Response:
        """The filtered view as one HTML file."""
        filter = filter_of(request)
        ids = self.site.fresh().ids(filter, limit=MOST_IN_A_FILE)
        counts = self.site.index.counts(filter)
        return self._file(request, self.site.record.events(ids), "istor-view.html", filter.pairs(), counts.shown)

    def event(self, request: Request) -> Response:
        """One event as one HTML file."""
        found = self.site.record.event(request.query_params.get("id", ""))
        if found is None:
            raise HTTPException(404)
        return self._file(request, [found], f"istor-{re.sub(r'[^A-Za-z0-9_-]', '_', found.id)[:40]}.html", [], 1)

    def _events(self, ids: Sequence[str]) -> Iterator[Event]:
        for start in range(0, len(ids), _SLICE):
            yield from self.site.record.events(ids[start : start + _SLICE])

    def _file(self, request: Request, events: Sequence[Event], name: str, filters: Sequence[tuple[str, str]], of: int) -> Response:
        self.site.fresh()
        look = Look.of(request)
        w = words(look.language)
        style = _style()
        text = self.site.templates.get_template("file.html").render(
            w=w,
            look=msgspec.structs.replace(look, cover=False),
            style=style,
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            mask=name_mask(events, w) if look.names else no_mask,
            laid=[self._laid(e, look.language) for e in events],
            filters=filters,
            of=of,
            families=families(),
            when=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        )
        return Response(text, media_type="text/html; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}"'})

    def _laid(self, event: Event, language: str) -> dict[str, Any]:
        w = words(language)
        mentions = by_publication(self.site.record.mentions(event.mentions))
        properties = explaining.properties(event, w, self.site.decided(event))
        return {
            "event": event,
            "mentions": mentions,
            "properties": properties,
            "responsibility": explaining.responsibility(event, mentions),
            "histories": [(p.name, h) for p in properties if p.policy and (h := drawing.history(explaining.history(event, p.name, mentions)))],
            "sheets": self._sheets(event),
            "decided": self.site.decided(event),
            "waterfall": waterfall(mentions, self.site.record.crowded(mentions)),
        }

    def _sheets(self, event: Event) -> list[Sheet]:
        mentions = {m.report: m for m in self.site.record.mentions(event.mentions)}
        reports = [(r, mentions.get(id)) for id in event.reports if (r := self.site.record.report(id)) is not None]
        return [sheet(r, event.statements, frozenset(), m) for r, m in reports]


def _style() -> str:
    """The style of the page and that of a file, as one sheet; fonts are those of the reader's machine."""
    page = (HERE / "static" / "page.css").read_text(encoding="utf-8")
    return page + (HERE / "static" / "file.css").read_text(encoding="utf-8")
