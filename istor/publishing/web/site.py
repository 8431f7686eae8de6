"""What all pages share: the record, its index kept up to date, the templates, and how a reader wants to see them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from istor.knowledge.outlets import side
from istor.model import Event, Judgement
from istor.publishing.web import charts, deciding
from istor.publishing.web.evidence import safe_address
from istor.publishing.web.filters import Filter
from istor.publishing.web.index import Index
from istor.publishing.web.record import Head, Record
from istor.publishing.web.rows import actor_key, place_key, row
from istor.publishing.web.words import Words, families, interfaces, words

HERE = Path(str(files("istor.publishing.web")))
SMALL = 5000
"""Events up to which a changed record is read anew while the reader waits (well below a second)."""
LOOKS = ("auto", "light", "dark")


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How a reader wants the page: interface language, light or dark, what is covered, and the name that decisions carry."""

    language: str = "en"
    look: str = "auto"
    cover: bool = False
    names: bool = False
    reviewer: str = ""

    @classmethod
    def of(cls, request: Request) -> Look:
        """From the reader's cookies; the browser's languages where none was chosen."""
        cookies = request.cookies
        language = cookies.get("istor_language", "")
        if language not in interfaces():
            asked = [part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
            language = next((a for a in asked if a in interfaces()), "en")
        look = cookies.get("istor_look", "auto")
        return cls(
            language=language,
            look=look if look in LOOKS else "auto",
            cover=cookies.get("istor_cover") == "1",
            names=cookies.get("istor_names") == "1",
            reviewer=reviewer_name(request),
        )


def reviewer_name(request: Request) -> str:
    """The reviewer's name as the cookie holds it (percent-encoded UTF-8)."""
    return unquote(request.cookies.get("istor_reviewer", ""))[:80].strip()


class Site:
    """One record and its index. `fresh` brings the index up to date with the record, whoever changed it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.index = Index()
        self._revision: str | None = None
        self._rebuilding, self._writing = threading.Lock(), threading.Lock()
        self._decided: dict[str, list[Judgement]] = {}
        self.templates = _templates()

    def fresh(self) -> Index:
        """The index, brought up to date where the record has changed since: at once where it is small, else behind the reader's back."""
        if self.record.revision() != self._revision:
            if self._revision is None or self.index.size() <= SMALL:
                self._rebuild()
            elif not self._rebuilding.locked():
                threading.Thread(target=self._rebuild, daemon=True).start()
        return self.index

    def warm(self) -> None:
        """Reads the record and answers what the first view asks, so that no reader waits for it."""
        index, everything = self.fresh(), Filter()
        index.counts(everything)
        index.facets(everything)
        charts.time_line(index, everything)
        charts.cells(index, everything, zoom=1.5)
        self.record.events(index.ids(everything))

    def decide(self, judgements: Sequence[Judgement]) -> None:
        """Appends judgements and brings the index up to date for the events they touch alone."""
        with self._writing:
            untouched = self.record.revision() == self._revision
            gone, now = self.record.decide(judgements)
            self._recall()
            heads: list[tuple[Event, Sequence[Head]]] = [(e, self.record.mentions(e.mentions)) for e in now]
            self.index.remove(gone)
            self.index.replace(self._rows(heads), everything=False)
            if untouched:
                self._revision = self.record.revision()

    def _rebuild(self) -> None:
        with self._rebuilding:
            revision = self.record.revision()
            if revision == self._revision:
                return
            self._recall()
            self.index.replace(self._rows(self.record.everything()), everything=True)
            self._revision = revision

    def _recall(self) -> None:
        self._decided = deciding.by_mention(deciding.standing(self.record.judgements()))

    def decided(self, event: Event) -> list[Judgement]:
        """Standing judgements about an event."""
        return deciding.about(event, self._decided)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer; every value is escaped in it."""
        look = Look.of(request)
        context = {"w": words(look.language), "look": look, "request": request, "mask": no_mask, **values}
        response = HTMLResponse(self.templates.get_template(template).render(context), status)
        response.headers["cache-control"] = "no-store"
        return response

    def _rows(self, events: Iterable[tuple[Event, Sequence[Head]]]) -> Iterable[dict[str, Any]]:
        kinds = families()
        for event, mentions in events:
            yield row(event, mentions, deciding.about(event, self._decided), kinds)


def no_mask(text: str | None) -> str:
    return text or ""


def name_mask(events: Iterable[Event], w: Words) -> Callable[[str | None], str]:
    """Replaces the names of private persons (people who are not in the table of actors) in any text about these events."""
    found: dict[str, str] = {}
    for event in events:
        people = [p.actor_name or p.text for p in event.participants if p.kind == "person" and not p.actor]
        people += [s.speaker.actor_name or s.speaker.text for s in event.statements if s.speaker.kind == "person" and not s.speaker.actor]
        for name in people:
            found.setdefault(name, w("person", n=len(found) + 1))
    if not found:
        return no_mask
    parts = {part: label for name, label in found.items() for part in (name, *_family_names(name))}
    pattern = re.compile("|".join(re.escape(p) for p in sorted(parts, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda m: f"[{parts[m.group()]}]", text or "")


def _family_names(name: str) -> list[str]:
    """The last word of a name, by which later sentences call the person, where it is long enough to be one."""
    last = name.split()[-1:] if len(name.split()) > 1 else []
    return [x for x in last if len(x) > 3]


def _templates() -> Environment:
    env = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters["segment"] = lambda text: quote(str(text), safe="")
    env.filters["address"] = safe_address
    env.globals.update(side=side, actor_key=actor_key, place_key=place_key, Filter=Filter, interfaces=interfaces, words=words)
    return env
