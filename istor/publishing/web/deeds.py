"""What changes something: decisions, their import, settings, the token. POST only; the guard has checked the origin before."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode
from uuid import uuid4

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from istor.model import Judgement
from istor.publishing.web import deciding, weighing
from istor.publishing.web.pages import filter_of
from istor.publishing.web.security import TOKEN_COOKIE, seal
from istor.publishing.web.site import LOOKS, Look, Site
from istor.publishing.web.words import interfaces

KINDS = ("same", "different", "value", "not_an_event", "accept", "unsure", "note", "undo")
LONGEST = 4000
_ABOUT_EVENT = frozenset({"accept", "not_an_event", "unsure", "note", "value", "same"})


def now() -> str:
    """The moment of a decision; the page is where people act, so the clock may be read here."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Deeds:
    """Handlers over one site. `clock` and `mark` (new ids) are given so that tests can fix them."""

    def __init__(self, site: Site, token: str | None, *, clock: Callable[[], str] = now, mark: Callable[[], str] = lambda: uuid4().hex) -> None:
        self.site, self.token, self.clock, self.mark = site, token, clock, mark

    def queue(self, request: Request) -> Response:
        """What waits for review, most urgent first, and how far reviewers agree."""
        index, filter, look = self.site.fresh(), filter_of(request), Look.of(request)
        mine = request.query_params.get("mine") == "1"
        who = look.reviewer if mine and look.reviewer else None
        events = self.site.record.events(index.queue(filter, who))
        judgements = self.site.record.judgements()
        return self.site.page(
            request,
            "queue.html",
            filter=filter,
            events=events,
            waiting=[(e, weighing.doubts(e)) for e in events[:25]],
            left=index.queued(filter, who),
            mine=mine,
            agreements=deciding.agreements(judgements),
            latest=_latest(judgements),
            imported=request.query_params.get("imported"),
            known=request.query_params.get("known"),
        )

    def next(self, request: Request) -> Response:
        """The next event of the queue after the one named by `after`; the queue itself when nothing is left."""
        index, filter, look = self.site.fresh(), filter_of(request), Look.of(request)
        mode = request.query_params.get("queue", "all")
        who = look.reviewer if mode == "mine" and look.reviewer else None
        ids = index.queue(filter, who, limit=400)
        after = request.query_params.get("after")
        back = request.query_params.get("back") == "1"
        if after in ids and len(ids) > 1:
            found = ids[(ids.index(after) + (-1 if back else 1)) % len(ids)]
        else:
            found = next((i for i in ids if i != after), None) or ""
        more = filter.address(drop=("review",))
        path = str(request.url_for("event", id=found).path) + f"?queue={quote(mode)}" if found else "/review?done=1"
        return RedirectResponse(f"{path}{'&' + more if more and found else ''}", 303)

    async def decide(self, request: Request) -> Response:
        """A decision from a form; goes on to the next of the queue, or back to the event."""
        form = await request.form()
        name = _field(form, "reviewer") or Look.of(request).reviewer
        given = {**_texts(form), "mentions": [str(v) for v in form.getlist("mentions")]}
        at = self.clock()
        judgements = [self._judgement(one, name, at) for one in self._strokes(given, [str(v) for v in form.getlist("apart")])]
        await _in_thread(lambda: self.site.decide(judgements))
        response = RedirectResponse(self._onward(request, form, judgements[0]), 303)
        _keep(response, "istor_reviewer", quote(name))
        return response

    async def judge(self, request: Request) -> Response:
        """A decision as JSON (the API): what was appended, and the event that holds its first mention now."""
        try:
            body = msgspec.json.decode(await request.body(), type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise HTTPException(400, f"not JSON: {error}") from error
        judgement = self._judgement(body, str(body.get("reviewer") or Look.of(request).reviewer), self.clock())
        await _in_thread(lambda: self.site.decide([judgement]))
        event = self.site.fresh().holding(judgement.mentions[0]) if judgement.mentions else None
        return JSONResponse({"judgement": msgspec.to_builtins(judgement), "event": event}, 201)

    async def bring(self, request: Request) -> Response:
        """Imports judgements from JSON Lines; ids already known are left alone, so that importing twice changes nothing."""
        form = await request.form()
        upload = form.get("file")
        data = await upload.read() if isinstance(upload, UploadFile) else _field(form, "text").encode()
        found = read_judgements(data)
        known = {j.id for j in self.site.record.judgements()}
        new = [j for j in found if j.id not in known]
        await _in_thread(lambda: self.site.decide(new))
        return RedirectResponse(f"/review?imported={len(new)}&known={len(found) - len(new)}", 303)

    async def settings(self, request: Request) -> Response:
        """Keeps how the reader wants the page, in the reader's browser."""
        form = await request.form()
        response = RedirectResponse("/settings?saved=1", 303)
        language, look = _field(form, "language"), _field(form, "look")
        if language in interfaces():
            _keep(response, "istor_language", language)
        if look in LOOKS:
            _keep(response, "istor_look", look)
        for name in ("cover", "names"):
            _keep(response, f"istor_{name}", "1" if _field(form, name) else "0")
        _keep(response, "istor_reviewer", quote(_field(form, "reviewer")[:80]))
        return response

    async def enter(self, request: Request) -> Response:
        """Takes the token and keeps its seal in the browser."""
        given = _field(await request.form(), "token")
        if not self.token or not hmac.compare_digest(given.encode(), self.token.encode()):
            return self.site.page(request, "enter.html", 401, wrong=True)
        response = RedirectResponse("/", 303)
        _keep(response, TOKEN_COOKIE, seal(self.token), hidden=True)
        return response

    def door(self, request: Request) -> Response:
        return self.site.page(request, "enter.html", wrong=False)

    def _strokes(self, given: dict[str, Any], apart: list[str]) -> list[dict[str, Any]]:
        """What one press of a button means: a split sets each report apart from each that stays; an undo takes back a whole stroke."""
        if given.get("kind") == "different":
            stay = [m for m in given["mentions"] if m not in apart]
            if not apart or not stay:
                raise HTTPException(400, "a split leaves at least one report on each side")
            return [{**given, "mentions": [a, b]} for a in apart for b in stay]
        if given.get("kind") == "undo":
            listed = self.site.record.judgements()
            one = next((j for j in listed if j.id == given.get("of")), None)
            together = [j for j in listed if one and one.kind == "different" and (j.reviewer, j.at, j.kind) == (one.reviewer, one.at, one.kind)]
            return [{**given, "mentions": list(j.mentions), "of": j.id} for j in together] or [
                {**given, "mentions": list(one.mentions) if one else []}
            ]
        return [given]

    def _judgement(self, given: dict[str, Any], reviewer: str, at: str) -> Judgement:
        if not reviewer.strip():
            raise HTTPException(400, "a decision needs the name of a reviewer")
        kind = str(given.get("kind", ""))
        mentions = tuple(dict.fromkeys(str(m) for m in given.get("mentions") or ()))
        if kind not in KINDS:
            raise HTTPException(400, f"no kind of decision {kind!r}")
        if (kind in _ABOUT_EVENT and len(self.site.record.mentions(mentions)) != len(mentions)) or (kind != "undo" and not mentions):
            raise HTTPException(400, "a decision names mentions of the record")
        if kind in ("same", "different") and len(mentions) < 2:
            raise HTTPException(400, "that decision compares at least two mentions")
        if kind == "value" and not (given.get("property") and given.get("value")):
            raise HTTPException(400, "a value needs its property")
        if kind == "undo" and given.get("of") not in {j.id for j in self.site.record.judgements()}:
            raise HTTPException(400, "there is no such decision to take back")
        text = {k: str(given[k])[:LONGEST] for k in ("property", "value", "note", "of") if given.get(k)}
        return Judgement(id=self.mark(), kind=kind, mentions=mentions, reviewer=reviewer.strip()[:80], at=at, **text)  # type: ignore[arg-type]

    def _onward(self, request: Request, form: FormData, judgement: Judgement) -> str:
        if _field(form, "back") == "/review":
            return "/review"
        event = self.site.fresh().holding(judgement.mentions[0]) if judgement.mentions else None
        queue, came_from = _field(form, "queue"), _field(form, "event")
        filters = urlencode(parse_qsl(_field(form, "filters")))
        if queue and judgement.kind in deciding.VERDICTS:
            return f"/review/next?queue={quote(queue)}&after={quote(came_from, safe='')}&{filters}".rstrip("&")
        here = event or came_from
        more = f"?queue={quote(queue)}&{filters}".rstrip("&") if queue else ""
        return (str(request.url_for("event", id=here).path) + more) if here else "/"


def read_judgements(data: bytes) -> list[Judgement]:
    """Judgements of a JSON Lines file. Raises HTTPException 400, naming the line that is none."""
    found = []
    for n, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=Judgement))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HTTPException(400, f"line {n} is no decision: {error}") from error
    return found


def _latest(judgements: tuple[Judgement, ...], most: int = 12) -> list[tuple[Judgement, bool]]:
    kept = {j.id for j in deciding.standing(judgements)}
    return [(j, j.id in kept or j.kind == "undo") for j in sorted(judgements, key=lambda j: j.at, reverse=True)[:most]]


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _texts(form: FormData) -> dict[str, str]:
    return {k: v for k, v in form.items() if isinstance(v, str)}


def _keep(response: Response, name: str, value: str, *, hidden: bool = False) -> None:
    response.set_cookie(name, value, max_age=365 * 86400, samesite="strict", httponly=hidden, path="/")


async def _in_thread(work: Callable[[], None]) -> None:
    await run_in_threadpool(work)
