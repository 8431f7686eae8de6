"""The application: which address is answered by whom."""

from __future__ import annotations

import ipaddress
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from istor.publishing.web import openapi
from istor.publishing.web.api import Api, answer
from istor.publishing.web.deeds import Deeds
from istor.publishing.web.intake import Intake, TakeIn
from istor.publishing.web.pages import Pages
from istor.publishing.web.record import Record, StoreRecord
from istor.publishing.web.security import LOOPBACK, Guard
from istor.publishing.web.site import HERE, Site
from istor.publishing.web.takeaway import TakeAway
from istor.storing import Store
from istor.version import __version__


def create_app(
    record: Record | Store | str | Path, *, token: str | None = None, hosts: frozenset[str] | None = LOOPBACK, take_in: TakeIn | None = None
) -> ASGIApp:
    """The page over a store (open, or its path) or any record. `token`: asked of every request where given. `hosts`: names it answers to (None: any; give a token then).

    `take_in` reads reports into the store for good; without it the page codes and shows texts, and cannot store them.
    """
    site = Site(as_record(record))
    take = TakeAway(site)
    intake = Intake(site, take_in)
    pages, deeds, api = Pages(site), Deeds(site, token), Api(site)
    routes = [
        Route("/", pages.overview, name="overview"),
        Route("/part/view", pages.view),
        Route("/part/rows", pages.rows),
        Route("/part/evidence/{id:path}", pages.evidence),
        Route("/event/{id:path}", pages.event, name="event"),
        Route("/mention/{id:path}", pages.mention),
        Route("/actor/{id:path}", pages.actor, name="actor"),
        Route("/place/{id:path}", pages.place, name="place"),
        Route("/review", deeds.queue, name="queue"),
        Route("/review/next", deeds.next),
        Route("/review/import", deeds.bring, methods=["POST"]),
        Route("/decide", deeds.decide, methods=["POST"]),
        Route("/add", intake.form, name="add"),
        Route("/add", intake.code, methods=["POST"]),
        Route("/add/{draft}", intake.show),
        Route("/add/{draft}", intake.store, methods=["POST"]),
        Route("/part/draft/{draft}", intake.evidence),
        Route("/settings", pages.settings, name="settings"),
        Route("/settings", deeds.settings, methods=["POST"]),
        Route("/enter", deeds.door),
        Route("/enter", deeds.enter, methods=["POST"]),
        Route("/api", lambda request: site.page(request, "api.html", paths=openapi.PATHS), name="api"),
        Route("/api/openapi.json", lambda request: answer(openapi.document(__version__))),
        Route("/api/counts", api.counts),
        Route("/api/facets", api.facets),
        Route("/api/timeline", api.timeline),
        Route("/api/map", api.map),
        Route("/api/events", api.events),
        Route("/api/events/{id:path}", api.event),
        Route("/api/mentions/{id:path}", api.mentions),
        Route("/api/report", api.report),
        Route("/api/judgements", api.judgements),
        Route("/api/judgements", deeds.judge, methods=["POST"]),
        Route("/api/code", intake.api_code, methods=["POST"]),
        Route("/api/take/{format}", take.format),
        Route("/take/view.html", take.view),
        Route("/take/event.html", take.event),
        Route("/api/agreement", api.agreement),
        Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _wrong(site)}, lifespan=_ready(site))
    # Compressing costs more than it saves where no network lies between.
    return Guard(app if hosts is not None else GZipMiddleware(app, minimum_size=1500, compresslevel=5), hosts=hosts, token=token)


def as_record(given: Record | Store | str | Path) -> Record:
    """The record that a store, or the path of one, holds."""
    if isinstance(given, str | Path):
        given = Store.open(given)
    return StoreRecord(given) if isinstance(given, Store) else given


def serve(
    record: Record | Store | str | Path, *, host: str = "127.0.0.1", port: int = 8765, token: str | None = None, take_in: TakeIn | None = None
) -> None:
    """Serves the page until it is interrupted. On anything but loopback a token is asked (made where none is given) and printed once."""
    local = is_loopback(host)
    if not local and token is None:
        token = secrets.token_urlsafe(24)
    app = create_app(record, token=token, hosts=LOOPBACK | {host} if local else None, take_in=take_in)
    shown = f"[{host}]" if ":" in host else host
    print(f"Istor: http://{shown}:{port}/", file=sys.stderr)
    if token:
        print(f"Token: {token}", file=sys.stderr)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def is_loopback(host: str) -> bool:
    """True for addresses that only this machine reaches."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _ready(site: Site) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Reads the record before the first request is taken."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(site.warm)
        yield

    return lifespan


def _wrong(site: Site) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": error.detail}, error.status_code)
        return site.page(request, "error.html", error.status_code, code=error.status_code, detail=error.detail)

    return handler
