"""What keeps hostile texts and hostile pages out: headers, hosts, token, same-origin changes. Pure ASGI, before any page runs."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # none to other sites; "no-referrer" would make a form's own origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TOKEN_COOKIE = "istor_token"
_OPEN = ("/enter", "/static/")
LARGEST_BODY = 64 * 1024 * 1024
"""Bytes; a larger upload is refused before it is read."""


class Guard:
    """Wraps the page. `hosts` are the names it answers to (None: any, where a token is asked); `token` is asked of every request."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None = LOOPBACK, token: str | None = None) -> None:
        self.app = app
        self.hosts = hosts
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        name = host_name(headers.get("host", ""))
        if self.hosts is not None and name not in self.hosts:
            return PlainTextResponse("This page does not answer to that host name.\n", 421)
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers or (length and not length.isdecimal()):
            return PlainTextResponse("Say how long the body is.\n", 411)
        if int(length or 0) > LARGEST_BODY:
            return PlainTextResponse("Too large.\n", 413)
        if scope["method"] not in ("GET", "HEAD") and not _same_origin(headers):
            return PlainTextResponse("A change must come from the page itself.\n", 403)
        if self.token and not self._known(headers) and not scope["path"].startswith(_OPEN):
            if scope["path"].startswith("/api/") or scope["method"] not in ("GET", "HEAD"):
                return PlainTextResponse("The token is missing or wrong.\n", 401, {"www-authenticate": "Bearer"})
            return RedirectResponse("/enter", 303)
        return None

    def _known(self, headers: Headers) -> bool:
        assert self.token is not None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self.token.encode()):
            return True
        cookie = cookie_parser(headers.get("cookie", "")).get(TOKEN_COOKIE, "")
        return hmac.compare_digest(cookie.encode(), seal(self.token).encode())


def seal(token: str) -> str:
    """What the cookie holds in place of the token."""
    return hmac.new(token.encode(), b"istor page cookie", hashlib.sha256).hexdigest()


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_origin(headers: Headers) -> bool:
    """A browser names the origin of every change; another program names itself by a header no foreign page can send."""
    origin = headers.get("origin")
    if origin is not None:
        parts = urlsplit(origin) if origin != "null" else None
        return parts is not None and parts.netloc.lower() == headers.get("host", "").lower()
    if headers.get("sec-fetch-site") == "same-origin":
        return True
    return "x-istor" in headers or headers.get("authorization", "").lower().startswith("bearer ")
