"""An event laid out for reading: each property with its alternatives, who stands behind them, and the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from istor.model import Event, EventDate, Judgement, Mention, Side, Statement
from istor.publishing.web.words import Words

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")
FIGURES_FIRST = ("killed", "injured", "abducted", "arrested", "missing", "displaced")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker, and whose the outlets are that carry the words."""

    name: str
    sides: tuple[Side, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a property. `raw` is what a judgement would set; `current` marks the value that the event shows."""

    words: str
    raw: str
    current: bool
    origins: int
    speakers: tuple[str, ...]
    statements: tuple[str, ...]
    first_seen: str | None = None
    last_seen: str | None = None
    reason: str = ""
    voices: tuple[Voice, ...] = ()
    """The speakers again, each with whose the outlets are."""


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """A property of an event with its choices; `policy` names the rule that chose among figures."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    disputed: bool
    policy: str | None = None
    summary: str = ""
    best: str = ""
    shares: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's word on who did it: `verb` is a modality, `accused` whom they speak of."""

    speaker: str
    speaker_kind: str
    verb: str
    accused: str
    own: bool
    via: tuple[str, ...]
    quote: str
    statement: str
    published: str | None
    language: str | None
    sides: tuple[Side, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it stood in one report, for the history: x is the day of publication, an open side is None."""

    day: str
    low: int | None
    high: int | None
    speaker: str
    outlet: str
    statement: str
    approximate: bool = False


def properties(event: Event, w: Words, decided: Sequence[Judgement] = ()) -> list[Property]:
    """Every property of an event that reports speak of, in reading order; responsibility is laid out by `responsibility`.

    `decided`: the standing judgements about it; a value that people set is marked, and stands beside what reports say.
    """
    found = [_date(event, w), _place(event, w), _stage(event, w)]
    figures = sorted(event.quantities, key=lambda n: (FIGURES_FIRST.index(n) if n in FIGURES_FIRST else len(FIGURES_FIRST), n))
    found += [_figure(event, name, w) for name in figures]
    told = {p.name for p in found if p} | {"responsibility"}
    others = dict.fromkeys([*event.alternatives, *(s.property for s in event.statements)])
    found += [_other(event, name, w) for name in others if name not in told]
    chosen = {j.property: j for j in decided if j.kind == "value"}
    heard = {s.id: s for s in event.statements}
    return [_voiced(_marked(p, chosen[p.name], w) if p.name in chosen else p, heard) for p in found if p is not None]


def _voiced(p: Property, heard: Mapping[str, Statement]) -> Property:
    """The property with whose outlets carry each of its speakers."""
    return msgspec.structs.replace(p, choices=tuple(msgspec.structs.replace(c, voices=_voices(c, heard)) for c in p.choices))


def _voices(c: Choice, heard: Mapping[str, Statement]) -> tuple[Voice, ...]:
    sides: dict[str, dict[Side, None]] = {}
    for s in (heard[i].speaker for i in c.statements if i in heard):
        for name in {s.actor_name or s.text, s.text}:
            sides.setdefault(name, {}).update(dict.fromkeys(s.sides))
    return tuple(Voice(name=n, sides=tuple(sides.get(n, ()))) for n in c.speakers)


def _marked(p: Property, judgement: Judgement, w: Words) -> Property:
    """The property with the value that somebody set as its current one."""
    raw, reason = judgement.value or "", w("decided", who=judgement.reviewer)
    choices = [msgspec.structs.replace(c, current=c.raw == raw, reason=reason if c.raw == raw else c.reason) for c in p.choices]
    if not any(c.current for c in choices):
        shown = _value_words(p.name, raw, w)
        choices.append(Choice(words=shown, raw=raw, current=True, origins=0, speakers=(), statements=(), reason=reason))
    return msgspec.structs.replace(p, choices=tuple(choices))


def responsibility(event: Event, mentions: Sequence[Mention]) -> list[Said]:
    """Who claims, accuses, denies; in order of publication."""
    known = {m.id: m for m in mentions}
    said = []
    for s in event.statements:
        if s.property != "responsibility":
            continue
        mention = known.get(s.mention)
        name = s.speaker.actor_name or s.speaker.text
        own = bool(s.value) and s.value in (s.speaker.actor, s.speaker.actor_name, s.speaker.text)
        said.append(
            Said(
                speaker=name,
                speaker_kind=s.speaker.kind,
                verb=s.modality,
                accused=s.value or "",
                own=own,
                via=s.speaker.via,
                quote=s.quote,
                statement=s.id,
                published=mention.published.start if mention and mention.published else None,
                language=mention.language if mention else None,
                sides=s.speaker.sides,
            )
        )
    return sorted(said, key=lambda x: (x.published or "9999", x.statement))


def history(event: Event, name: str, mentions: Sequence[Mention]) -> list[Point]:
    """A figure of the whole event as reports came in, oldest first; empty where it never changed.

    Figures of a part ("of them 2 Americans") are left out.
    """
    known = {m.id: m for m in mentions}
    points = []
    for s in event.statements:
        mention = known.get(s.mention)
        if s.property != name or s.about or (s.low is None and s.high is None) or mention is None or mention.published is None:
            continue
        points.append(
            Point(
                day=mention.published.start,
                low=s.low,
                high=s.high,
                approximate=s.approximate,
                speaker=s.speaker.actor_name or s.speaker.text,
                outlet=mention.outlet or mention.report,
                statement=s.id,
            )
        )
    points.sort(key=lambda p: (p.day, p.statement))
    return points if len({(p.low, p.high) for p in points}) > 1 else []


def day_words(value: str, w: Words) -> str:
    """A stated day or span of days in words; any other value unchanged."""
    match = _DAYS.fullmatch(value.strip())
    if not match:
        return value
    first, last = match.group(1), match.group(2) or match.group(1)
    try:
        date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return value
    return w.when(EventDate(start=first, end=last, precision="range", text=""))


def _date(event: Event, w: Words) -> Property | None:
    current = "" if event.date is None else (event.date.start if event.date.start == event.date.end else f"{event.date.start}/{event.date.end}")
    shown = w.when(event.date, event.date_bound)
    return _valued(event, "date", w, current, shown, event.date.reason if event.date else "")


def _place(event: Event, w: Words) -> Property | None:
    place = event.place
    reason = ""
    if place:
        radius = w("radius", km=f"{place.radius_km:g}") if place.radius_km else ""
        reason = " · ".join(x for x in (w.label("placed", place.precision), radius, place.reason) if x)
    return _valued(event, "place", w, place.name if place else "", w.where(place), reason)


def _stage(event: Event, w: Words) -> Property | None:
    said = "stage" in event.alternatives or any(s.property == "stage" for s in event.statements)
    return _valued(event, "stage", w, event.stage, w.label("stage", event.stage), "") if said or event.stage != "accomplished" else None


def _other(event: Event, name: str, w: Words) -> Property | None:
    current = event.type if name == "type" else ""
    return _valued(event, name, w, current, w.label("type", current) if current else "", "")


def _valued(event: Event, name: str, w: Words, current: str, shown: str, reason: str) -> Property | None:
    told = [s for s in event.statements if s.property == name]
    current = _as_told(current, [a.value for a in event.alternatives.get(name, ())] or [s.value or "" for s in told])
    speakers = {s.id: s.speaker.actor_name or s.speaker.text for s in told}
    listed = event.alternatives.get(name, ())
    choices = [
        Choice(
            words=shown if a.value == current and shown else _value_words(name, a.value, w),
            raw=a.value,
            current=a.value == current,
            origins=a.origins,
            speakers=a.speakers or tuple(dict.fromkeys(speakers[s] for s in a.statements if s in speakers)),
            statements=a.statements,
            first_seen=a.first_seen,
            last_seen=a.last_seen,
            reason=reason if a.value == current else "",
        )
        for a in listed
    ]
    if not choices and (shown or told):
        grouped: dict[str, list[Statement]] = {}
        for s in told:
            key = current if current else s.value or (w.bounds(s.low, s.high, s.approximate) if s.low is not None or s.high is not None else s.quote)
            grouped.setdefault(key, []).append(s)
        if not grouped:
            grouped[current] = []
        choices = [
            Choice(
                words=shown if value == current and shown else _value_words(name, value, w),
                raw=value,
                current=value == current,
                origins=event.origins if len(grouped) == 1 else 1,
                speakers=tuple(dict.fromkeys(speakers[s.id] for s in group)),
                statements=tuple(s.id for s in group),
                reason=reason if value == current else "",
            )
            for value, group in grouped.items()
        ]
    if not choices:
        return None
    return Property(name=name, label=w.label("property", name), choices=tuple(choices), disputed=name in event.disagreements, summary=shown)


def _as_told(current: str, told: list[str]) -> str:
    """The current value as statements write it: a day may stand as a span of one day."""
    return next((v for v in (current, f"{current}/{current}") if v in told), current)


def _value_words(name: str, value: str, w: Words) -> str:
    if name == "date":
        return day_words(value, w)
    if name in ("stage", "type") and value in w.tables[name]:
        return w.label(name, value)
    if name == "date_bound":
        side, _, day = value.partition(" ")
        return w.text(side, date=w.day(day)) if side in ("not_after", "not_before") else value
    return value.replace("_", " ") if name == "instrument" else value


def _figure(event: Event, name: str, w: Words) -> Property:
    figure = event.quantities[name]
    told = {s.id: s for s in event.statements if s.property == name}
    choices = [
        Choice(
            words=w.bounds(a.low, a.high, a.approximate),
            raw=_raw(a.low, a.high),
            current=figure.best is not None and a.low == a.high == figure.best,
            origins=a.origins,
            speakers=a.speakers or tuple(dict.fromkeys(told[s].speaker.text for s in a.statements if s in told)),
            statements=a.statements,
            first_seen=a.first_seen,
            last_seen=a.last_seen,
        )
        for a in figure.alternatives
    ]
    if not choices:
        choices = [
            Choice(words=w.count(figure), raw=_raw(figure.low, figure.high), current=True, origins=event.origins, speakers=(), statements=tuple(told))
        ]
    if len(choices) == 1:
        choices = [msgspec.structs.replace(choices[0], current=True)]
    shares = tuple(
        f"{w.bounds(s.low, s.high, s.approximate)} {s.about or w.country(s.country) or w.label('role', s.role)}"
        for s in figure.by
        if len(figure.by) > 1
    )
    return Property(
        name=name,
        label=w.label("property", name),
        choices=tuple(choices),
        disputed=name in event.disagreements,
        policy=figure.policy,
        summary=w.count(figure),
        best="" if figure.best is None or figure.low == figure.high else w.bounds(figure.best, figure.best, figure.approximate),
        shares=shares,
    )


def _raw(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"
