"""The store: reports and their versions, mentions, events, forwarding entries and people's judgements.

One SQLite file by default; any SQLAlchemy URL otherwise. Every change is one transaction: a killed process leaves a store that opens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from istor.knowledge import typology
from istor.languages import fold
from istor.model import Event, Judgement, Mention, Report
from istor.model.judgement import standing
from istor.storing import schema as t
from istor.storing.following import follow

HEAD = "0003"


class StoreError(Exception):
    """A store that cannot be opened or written, with its reason."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events: every field narrows; None does not. `start`/`end` are days, `box` is west, south, east, north in degrees."""

    type: str | None = None
    family: str | None = None
    stage: str | None = None
    country: str | None = None
    actor: str | None = None
    place: str | None = None
    outlet: str | None = None
    language: str | None = None
    precision: str | None = None
    start: str | None = None
    end: str | None = None
    box: tuple[float, float, float, float] | None = None
    disagree: bool | None = None
    reviewed: bool | None = None
    text: str | None = None


class Store:
    """An open store. Use as a context manager, or close it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self.name = engine, name

    @staticmethod
    def open(path: str | Path = "istor.db") -> Store:
        """Open or create. Raises StoreError where the file is no store or cannot be written."""
        name = str(path)
        url = name if "://" in name else f"sqlite:///{name}"
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _pragmas)
        try:
            with engine.begin() as connection:
                _migrate(connection)
        except (DatabaseError, OSError) as error:
            engine.dispose()
            raise StoreError(f"{name}: {_reason(error)}") from None
        return Store(engine, name)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise StoreError(f"{self.name}: {_reason(error)}") from None

    # ---- reports
    def add_reports(self, reports: Sequence[Report]) -> list[str]:
        """Store reports; the ids of those that are new or changed. The same content again changes nothing; another text is a new version."""
        changed: list[str] = []
        with self._write() as c:
            for report in reports:
                body = msgspec.json.encode(report).decode()
                digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
                old = c.execute(select(t.reports.c.version, t.reports.c.digest).where(t.reports.c.id == report.id)).one_or_none()
                if old is not None and old.digest == digest:
                    continue
                version = 1 if old is None else old.version + 1
                row = {"version": version, "digest": digest, "body": body, "coded": None}
                if old is None:
                    c.execute(insert(t.reports).values(id=report.id, **row))
                else:
                    c.execute(update(t.reports).where(t.reports.c.id == report.id).values(**row))
                c.execute(insert(t.versions).values(report=report.id, version=version, digest=digest, body=body))
                changed.append(report.id)
        return changed

    def report(self, id: str) -> Report | None:
        with self._engine.connect() as c:
            body = c.execute(select(t.reports.c.body).where(t.reports.c.id == id)).scalar()
        return msgspec.json.decode(body, type=Report) if body else None

    def reports(self) -> Iterator[Report]:
        with self._engine.connect() as c:
            for (body,) in c.execute(select(t.reports.c.body).order_by(t.reports.c.id)):
                yield msgspec.json.decode(body, type=Report)

    def uncoded(self, coder: str) -> list[Report]:
        """Reports whose mentions were not made, or not by this coder."""
        with self._engine.connect() as c:
            rows = c.execute(select(t.reports.c.body).where((t.reports.c.coded.is_(None)) | (t.reports.c.coded != coder)).order_by(t.reports.c.id))
            return [msgspec.json.decode(body, type=Report) for (body,) in rows]

    # ---- mentions
    def replace_mentions(self, by_report: Mapping[str, Sequence[Mention]], coder: str) -> None:
        """Set the mentions of whole reports, and mark these as coded by `coder`. What people judged keeps the id that they judged it by."""
        with self._write() as c:
            judged = self._judged(c)
            stale: set[str] = set()
            for report, made in by_report.items():
                found = follow(self._told(c, report), made, judged) if judged else made
                stale.update(e for e in c.execute(select(t.mentions.c.event).where(t.mentions.c.report == report)).scalars() if e)
                c.execute(delete(t.mentions).where(t.mentions.c.report == report))
                if found:
                    rows = [{"id": m.id, "report": report, "event": None, "body": msgspec.json.encode(m).decode()} for m in found]
                    c.execute(insert(t.mentions), rows)
                c.execute(update(t.reports).where(t.reports.c.id == report).values(coded=coder))
            if stale:
                known = set(c.execute(select(t.stale.c.event)).scalars())
                if stale - known:
                    c.execute(insert(t.stale), [{"event": e} for e in sorted(stale - known)])

    def told(self) -> int:
        """How many mentions there are."""
        with self._engine.connect() as c:
            return int(c.execute(select(func.count()).select_from(t.mentions)).scalar_one())

    def mentions(self) -> list[Mention]:
        with self._engine.connect() as c:
            return [msgspec.json.decode(b, type=Mention) for (b,) in c.execute(select(t.mentions.c.body).order_by(t.mentions.c.id))]

    # ---- events
    def replace_events(self, found: Sequence[Event]) -> None:
        """Set all events at once. An id that its mentions held before is kept; ids that vanish forward to the event that took their mentions."""
        with self._write() as c:
            c.execute(delete(t.state))
            before: dict[str, list[str]] = {}
            for mention, old in c.execute(
                select(t.mentions.c.id, t.mentions.c.event).where(t.mentions.c.event.is_not(None)).order_by(t.mentions.c.id)
            ):
                before.setdefault(old, []).append(mention)
            named, forward = _names(found, before)
            if _unchanged(c, named):
                return
            c.execute(delete(t.events))
            reviewed = self._reviewed(c)
            if named:
                c.execute(insert(t.events), [_row(e, reviewed) for e in named])
            for e in named:
                for start in range(0, len(e.mentions), 400):
                    c.execute(update(t.mentions).where(t.mentions.c.id.in_(e.mentions[start : start + 400])).values(event=e.id))
            for old, new in forward.items():
                c.execute(delete(t.forwards).where(t.forwards.c.old == old))
                c.execute(insert(t.forwards).values(old=old, new=new))
            for e in named:
                c.execute(delete(t.forwards).where(t.forwards.c.old == e.id))

    @staticmethod
    def _decided(c: Connection) -> list[Judgement]:
        return [msgspec.json.decode(b, type=Judgement) for (b,) in c.execute(select(t.judgements.c.body).order_by(t.judgements.c.number))]

    @classmethod
    def _reviewed(cls, c: Connection) -> set[str]:
        return {m for j in standing(cls._decided(c)) if j.kind != "note" for m in j.mentions}

    @classmethod
    def _judged(cls, c: Connection) -> set[str]:
        return {m for j in cls._decided(c) for m in j.mentions}

    @staticmethod
    def _told(c: Connection, report: str) -> list[Mention]:
        return [msgspec.json.decode(b, type=Mention) for (b,) in c.execute(select(t.mentions.c.body).where(t.mentions.c.report == report))]

    def event(self, id: str) -> Event | None:
        """The event of that id, of the id that it forwards to, or of the only id that begins so."""
        with self._engine.connect() as c:
            for _ in range(50):
                body = c.execute(select(t.events.c.body).where(t.events.c.id == id)).scalar()
                if body:
                    return msgspec.json.decode(body, type=Event)
                forwarded = c.execute(select(t.forwards.c.new).where(t.forwards.c.old == id)).scalar()
                if forwarded is None:
                    break
                id = forwarded
            begins = c.execute(select(t.events.c.body).where(t.events.c.id.startswith(id, autoescape=True)).limit(2)).all()
        return msgspec.json.decode(begins[0][0], type=Event) if len(begins) == 1 else None

    def events(self, where: Filter | None = None, *, limit: int | None = None, offset: int = 0) -> list[Event]:
        """Events in order of date, then id; undated ones last."""
        query = _where(select(t.events.c.body), where).order_by(t.events.c.date_start.is_(None), t.events.c.date_start, t.events.c.id)
        if limit is not None:
            query = query.limit(limit).offset(offset)
        with self._engine.connect() as c:
            return [msgspec.json.decode(b, type=Event) for (b,) in c.execute(query)]

    def rows(
        self, where: Filter | None = None, columns: Sequence[str] = ("id",), *, limit: int | None = None, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Columns of the events table alone, for lists and maps: no JSON is decoded."""
        chosen = [t.events.c[name] for name in columns]
        query = _where(select(*chosen), where).order_by(t.events.c.date_start.is_(None), t.events.c.date_start, t.events.c.id)
        if limit is not None:
            query = query.limit(limit).offset(offset)
        with self._engine.connect() as c:
            return [dict(r._mapping) for r in c.execute(query)]

    def count(self, where: Filter | None = None) -> int:
        with self._engine.connect() as c:
            return int(c.execute(_where(select(func.count()).select_from(t.events), where)).scalar_one())

    def facets(self, column: str, where: Filter | None = None) -> list[tuple[str | None, int]]:
        """How many events have each value of a column, most first."""
        chosen = t.events.c[column]
        with self._engine.connect() as c:
            rows = c.execute(_where(select(chosen, func.count()), where).group_by(chosen).order_by(func.count().desc(), chosen))
            return [(value, int(n)) for value, n in rows]

    # ---- judgements
    def judge(self, *decisions: Judgement) -> None:
        """Append decisions. Nothing is ever overwritten; `undo` is a decision too."""
        with self._write() as c:
            for j in decisions:
                c.execute(insert(t.judgements).values(id=j.id, body=msgspec.json.encode(j).decode()))
            reviewed = self._reviewed(c)
            touched = {m for j in decisions for m in j.mentions}
            ids = c.execute(select(t.mentions.c.event).where(t.mentions.c.id.in_(touched)).distinct()).scalars().all()
            for id in [i for i in ids if i]:
                members = set(c.execute(select(t.mentions.c.id).where(t.mentions.c.event == id)).scalars())
                c.execute(update(t.events).where(t.events.c.id == id).values(reviewed=bool(members & reviewed)))

    def judgements(self) -> list[Judgement]:
        with self._engine.connect() as c:
            return self._decided(c)

    def forwarded(self) -> dict[str, str]:
        with self._engine.connect() as c:
            return {r.old: r.new for r in c.execute(select(t.forwards.c.old, t.forwards.c.new))}


def _names(found: Sequence[Event], before: Mapping[str, list[str]]) -> tuple[list[Event], dict[str, str]]:
    """Events under the ids that their mentions held before (the id of most of them; ties by id), and what vanished ids forward to."""
    held = {m: old for old, ms in before.items() for m in ms}
    wishes = []
    for k, e in enumerate(found):
        votes: dict[str, int] = {}
        for m in e.mentions:
            if m in held:
                votes[held[m]] = votes.get(held[m], 0) + 1
        wishes += [(-n, old, k) for old, n in votes.items()]
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, old, k in sorted(wishes):
        if k not in names and old not in taken:
            names[k] = old
            taken.add(old)
    used = set(taken)
    out: list[Event] = []
    renamed: dict[str, str] = {}
    for k, e in enumerate(found):
        id = names.get(k, e.id)
        while k not in names and id in used:
            id = "e" + hashlib.sha256(id.encode()).hexdigest()[:12]
        used.add(id)
        renamed[e.id] = id
        out.append(e if id == e.id else msgspec.structs.replace(e, id=id))
    out = [msgspec.structs.replace(e, members=tuple(sorted(renamed.get(m, m) for m in e.members))) if e.members else e for e in out]
    now = {m: e.id for e in out for m in e.mentions}
    forward = {}
    for old, ms in before.items():
        if old not in taken:
            heirs = [now[m] for m in ms if m in now]
            if heirs:
                forward[old] = max(sorted(set(heirs)), key=heirs.count)
    return out, forward


def _unchanged(c: Connection, named: Sequence[Event]) -> bool:
    stored = {r.id: r.body for r in c.execute(select(t.events.c.id, t.events.c.body))}
    unlinked = c.execute(select(func.count()).select_from(t.mentions).where(t.mentions.c.event.is_(None))).scalar_one()
    return not unlinked and len(stored) == len(named) and all(stored.get(e.id) == msgspec.json.encode(e).decode() for e in named)


def _row(e: Event, reviewed: set[str]) -> dict[str, Any]:
    concept = typology().get(e.type)
    killed, injured = e.quantities.get("killed"), e.quantities.get("injured")
    actors = sorted({p.actor_name or p.text for p in e.participants})
    outlets = sorted({s.speaker.text for s in e.statements if s.speaker.kind == "outlet" and s.speaker.text})
    words = " ".join([*e.titles, e.place.name if e.place else "", *actors, *outlets, e.type.replace("_", " "), *(s.quote for s in e.statements)])
    return {
        "id": e.id, "type": e.type, "family": concept.family if concept else None, "stage": e.stage, "violent": bool(concept and concept.violent),
        "date_start": e.date.start if e.date else None, "date_end": e.date.end if e.date else None,
        "country": e.place.country if e.place else None, "latitude": e.place.latitude if e.place else None,
        "longitude": e.place.longitude if e.place else None, "precision": e.place.precision if e.place else None,
        "place": e.place.name if e.place else None, "killed": killed.best if killed else None, "injured": injured.best if injured else None,
        "reports": len(e.reports), "origins": e.origins, "disagree": bool(e.disagreements), "reviewed": bool(set(e.mentions) & reviewed),
        "languages": "", "outlets": "|" + "|".join(outlets) + "|", "actors": "|" + "|".join(actors) + "|",
        "search": fold(words)[:4000], "body": msgspec.json.encode(e).decode(),
    }  # fmt: skip


def _where(query: Any, f: Filter | None) -> Any:
    if f is None:
        return query
    e = t.events.c
    for name in ("type", "family", "stage", "country", "precision", "place", "disagree", "reviewed"):
        value = getattr(f, name)
        if value is not None:
            query = query.where(e[name].is_(None) if value == "" else e[name] == value)
    if f.start:
        query = query.where(e.date_end >= f.start)
    if f.end:
        query = query.where(e.date_start <= f.end)
    if f.box:
        west, south, east, north = f.box
        query = query.where(e.longitude >= west, e.longitude <= east, e.latitude >= south, e.latitude <= north)
    for name, value in (("actors", f.actor), ("outlets", f.outlet), ("languages", f.language)):
        if value:
            query = query.where(e[name].contains(f"|{value}|", autoescape=True))
    for word in fold(f.text).split() if f.text else ():
        query = query.where(e.search.contains(word, autoescape=True))
    return query


def _pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


def _migrate(connection: Connection) -> None:
    """Bring the tables to the newest revision; a store that already has it is not touched."""
    if inspect(connection).has_table("alembic_version"):
        from sqlalchemy import text

        if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD:
            return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _reason(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return f"the store cannot be used: {cause}"


def iterate(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of at most `size` items."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
