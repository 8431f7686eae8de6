"""The event that only the title of a report tells: of a page behind a wall the text is a notice, and the title is all there is to read.

What is read so has its words in the title and no offsets in the text: its statements have none, and the trace says where it comes from.
The day is the text's, where the title tells none and the text that of a scene.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from istor.coding.lexicon import normal
from istor.coding.mentions import speaker_of
from istor.coding.signs import occasion_words
from istor.knowledge import typology
from istor.model import EventDate, Mention, Part, Report, Statement, Timex
from istor.splitting import split

LEAST = 4
"""Words of a title that can tell of an event."""
TOLD = frozenset(("accomplished", "ongoing", "attempted"))


def with_title(
    found: tuple[Mention, ...], part: Part, code: Callable[[Part], tuple[Mention, ...]], day: Callable[[], Timex | None] = lambda: None
) -> tuple[Mention, ...]:
    """The mentions of a part and, where none of them tells of anybody killed or hurt, that of its title: the main one if it does.

    `day`: that of the scene of which the text tells.
    """
    if any(_harms(m) for m in found):
        return found
    told = from_title(part, code)
    if found and not any(_harms(m) for m in told):
        return found
    return (*(msgspec.structs.replace(m, main=False) for m in found), *(_dated(m, part, day()) for m in told))


def _dated(m: Mention, part: Part, t: Timex | None) -> Mention:
    """A mention without a day, with that of the scene."""
    if t is None or t.first is None or t.last is None or m.date is not None:
        return m
    words = part.document.text[t.start : t.end]
    said = Statement(
        id=f"{m.id}.s{len(m.statements)}", report=m.report, part=m.part, mention=m.id, property="date", value=f"{t.first}/{t.last}", speaker=speaker_of(None, part),
        quote=words, start=t.start, end=t.end,
    )  # fmt: skip
    date = EventDate(start=t.first.isoformat(), end=t.last.isoformat(), precision=t.precision or "day", text=words, reason=f"told of the scene; {t.reason}")
    return msgspec.structs.replace(m, date=date, date_bound=None, statements=(*m.statements, said))


def _harms(m: Mention) -> bool:
    return any((q := m.quantities.get(name)) is not None and (q.low or q.high) for name in ("killed", "injured"))


def from_title(part: Part, code: Callable[[Part], tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """The act of violence that the title of a part tells, where its text tells none of it; `code` reads a part."""
    title = bare(part)
    if len(title.split()) < LEAST or title in part.document.text:
        return ()
    report = Report(id=part.document.id, text=title, outlet=part.outlet, url=part.url, language=part.language)
    (own, *others) = split(report)
    if others:
        return ()
    found = code(msgspec.structs.replace(own, published=part.published, undated=part.undated, title=None))
    deeds = [m for m in found if m.stage in TOLD and typology()[m.type].violent]
    main = next((m for m in deeds if m.main or _harms(m)), None)  # "man indicted in shooting that injured seven"
    if main is None:
        return ()
    id = f"{part.id}#title"
    statements = tuple(
        msgspec.structs.replace(s, id=f"{id}.s{n}", part=part.number, mention=id, start=None, end=None, alignment="none") for n, s in enumerate(main.statements)
    )
    return (
        msgspec.structs.replace(
            main, id=id, part=part.number, title=part.title, fingerprint=(), statements=statements, candidates=(), cites=part.cites,
            trace=("read in the title alone: the text tells nothing of it", *main.trace),
        ),
    )  # fmt: skip


def bare(part: Part) -> str:
    """The title without the name of its outlet."""
    title, words = part.title or "", occasion_words(part.language)
    desk = words.desks.search(normal(title)) if words is not None and len(normal(title)) == len(title) else None
    return (title[: desk.start()] if desk is not None else title).strip()
