"""The pages that add: paste or drop, see it coded, then store it or leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.model import Event, Refusal, Report
from istor.publishing.web import explaining
from istor.publishing.web.adding import Draft, Drafts, draft, read_paste, read_uploads
from istor.publishing.web.api import answer
from istor.publishing.web.evidence import sheet
from istor.publishing.web.site import Look, Site, name_mask, no_mask
from istor.publishing.web.words import words

TakeIn = Callable[[Sequence[Report]], int]
"""Reads reports into the store for good; returns how many events are new or changed."""


class Intake:
    """Handlers over one site. Without `take_in` texts are coded and shown, and nothing can be stored."""

    def __init__(self, site: Site, take_in: TakeIn | None) -> None:
        self.site, self.take_in, self.drafts = site, take_in, Drafts()

    def form(self, request: Request) -> Response:
        return self.site.page(request, "add.html")

    async def code(self, request: Request) -> Response:
        """Codes what was pasted and dropped, keeps it as a draft, and shows it."""
        found = await _reports(await request.form())
        if not found:
            return RedirectResponse("/add", 303)
        id = self.drafts.keep(await run_in_threadpool(draft, found))
        return RedirectResponse(f"/add/{id}", 303)

    def show(self, request: Request) -> Response:
        """A draft: its events with their values, and the first report."""
        made = self._draft(request)
        look = Look.of(request)
        w = words(look.language)
        event = made.events[0] if made.events else None
        sheets = [sheet(r, event.statements if event else (), frozenset(), None) for r in made.reports[:1]]
        return self.site.page(
            request,
            "draft.html",
            id=request.path_params["draft"],
            draft=made,
            laid=[(e, explaining.properties(e, w)) for e in made.events],
            sheets=sheets,
            asked="",
            can_store=self.take_in is not None,
            mask=name_mask(made.events, w) if look.names else no_mask,
        )

    def evidence(self, request: Request) -> Response:
        """The words behind values of a draft's event."""
        made = self._draft(request)
        event = next((e for e in made.events if e.id == request.query_params.get("event")), None)
        if event is None:
            raise HTTPException(404)
        look = Look.of(request)
        asked = frozenset(request.query_params.get("s", "").split(",")) - {""}
        mask = name_mask([event], words(look.language)) if look.names else no_mask
        return self.site.page(request, "evidence.html", sheets=_sheets(made, event, asked), asked=",".join(sorted(asked)), mask=mask)

    async def store(self, request: Request) -> Response:
        """Takes a draft's reports into the store."""
        made = self._draft(request)
        if self.take_in is None:
            raise HTTPException(409, "this page can only show")
        changed = await run_in_threadpool(self.take_in, made.reports)
        return RedirectResponse(f"/add?stored={changed}", 303)

    async def api_code(self, request: Request) -> Response:
        """Reports as JSON Lines in; events with all their statements out; nothing is stored."""
        try:
            reports = [msgspec.json.decode(line, type=Report) for line in (await request.body()).splitlines() if line.strip()]
        except msgspec.DecodeError as error:
            raise HTTPException(400, f"not a report: {error}") from error
        return answer((await run_in_threadpool(draft, reports)).events)

    def _draft(self, request: Request) -> Draft:
        made = self.drafts.get(request.path_params["draft"])
        if made is None:
            raise HTTPException(404)
        return made


def _sheets(made: Draft, event: Event, asked: frozenset[str]) -> list[Any]:
    wanted = {s.report for s in event.statements if not asked or s.id in asked}
    return [sheet(r, event.statements, asked) for r in made.reports if r.id in wanted]


async def _reports(form: FormData) -> list[Report | Refusal]:
    files = [(f.filename or "file", await f.read()) for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    found = await run_in_threadpool(read_uploads, files) if files else []
    fields = {k: v.strip() for k, v in form.items() if isinstance(v, str) and k in ("title", "outlet", "url", "published")}
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        found += read_paste(text, **fields)
    return found
