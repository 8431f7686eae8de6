"""A part of the store at a time: some events, some mentions, the events that a decision touches. For programs that stay open."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from istor.linking import link
from istor.model import Event, Judgement, Mention
from istor.reconciling import reconcile
from istor.storing import schema as t
from istor.storing.store import Store, _names, _row

SLICE = 400
"""Ids in one question; SQLite takes 999 at most in old builds."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What lists need of a mention."""

    id: str
    outlet: str | None = None
    language: str | None = None
    title: str | None = None


class Watch:
    """Tells that a store has changed, whoever changed it. SQLite counts commits of others on a connection that is kept open for that."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, threading.Lock()
        path = store.name
        self._connection = sqlite3.connect(path, check_same_thread=False) if "://" not in path and Path(path).exists() else None

    def revision(self) -> str:
        """A mark that differs after every commit (of other databases: after every change in the number of rows)."""
        with self._lock:
            if self._connection is not None:
                return str(self._connection.execute("PRAGMA data_version").fetchone()[0])
        with self._store._engine.connect() as c:
            tables = (t.reports, t.mentions, t.events, t.judgements)
            return "-".join(str(c.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def events(store: Store, ids: Sequence[str]) -> list[Event]:
    """Events in the order of the ids; unknown ones are left out."""
    with store._engine.connect() as c:
        found = {id: body for part in _slices(ids) for id, body in c.execute(select(t.events.c.id, t.events.c.body).where(t.events.c.id.in_(part)))}
    return [msgspec.json.decode(found[i], type=Event) for i in ids if i in found]


def mentions(store: Store, ids: Sequence[str]) -> list[Mention]:
    """Mentions in the order of the ids; unknown ones are left out."""
    with store._engine.connect() as c:
        found = {
            id: body for part in _slices(ids) for id, body in c.execute(select(t.mentions.c.id, t.mentions.c.body).where(t.mentions.c.id.in_(part)))
        }
    return [msgspec.json.decode(found[i], type=Mention) for i in ids if i in found]


def walk(store: Store) -> Iterator[tuple[Event, tuple[Head, ...]]]:
    """All events with the heads of their mentions, a few at a time in memory."""
    decoder, head = msgspec.json.Decoder(Event), msgspec.json.Decoder(Head)
    with store._engine.connect() as a, store._engine.connect() as b:
        told = b.execution_options(stream_results=True).execute(
            select(t.mentions.c.event, t.mentions.c.body).where(t.mentions.c.event.is_not(None)).order_by(t.mentions.c.event)
        )
        groups = groupby(told, key=lambda r: str(r[0]))
        waiting = next(groups, None)
        for id, body in a.execution_options(stream_results=True).execute(select(t.events.c.id, t.events.c.body).order_by(t.events.c.id)):
            while waiting is not None and waiting[0] < id:
                waiting = next(groups, None)
            heads = tuple(head.decode(r[1]) for r in waiting[1]) if waiting is not None and waiting[0] == id else ()
            yield decoder.decode(body), heads


def decide(store: Store, decisions: Sequence[Judgement]) -> tuple[list[str], list[Event]]:
    """Append decisions and bring the events they touch up to date; (ids that may be gone, the events as they are now).

    Only the touched events are linked and reconciled anew, among themselves: the rest of the store is left as it is. A decision
    whose id is known already is left alone.
    """
    listed = store.judgements()
    known = {j.id: j for j in listed}
    new = [j for j in decisions if j.id not in known]
    if not new:
        return [], []
    store.judge(*new)
    listed += new
    known |= {j.id: j for j in new}
    about = {m for j in new for m in (*j.mentions, *(known[j.of].mentions if j.of in known else ()))}
    with store._engine.connect() as c:
        ids = sorted(
            {e for part in _slices(sorted(about)) for e in c.execute(select(t.mentions.c.event).where(t.mentions.c.id.in_(part))).scalars() if e}
        )
    before = events(store, ids)
    pool = mentions(store, sorted({m for e in before for m in e.mentions} | about))  # what was left out as no event may come back
    relevant = [j for j in listed if j.kind == "undo" or set(j.mentions) & {m.id for m in pool}]
    series = {m: e.members for e in before if e.members for m in e.mentions}
    after = [_keep_members(reconcile(cluster, relevant), series) for cluster in link(pool, relevant)]
    return ids, replace(store, ids, after)


def replace(
    store: Store, ids: Collection[str], found: Sequence[Event], finish: Callable[[Connection, Sequence[Event]], Sequence[Event]] = lambda _, named: named
) -> list[Event]:
    """Put events in place of those of these ids. Names are kept as `Store.replace_events` keeps them; what vanishes forwards.

    `finish` may complete the events once they have their names.
    """
    with store._write() as c:
        before: dict[str, list[str]] = {}
        for part in _slices(sorted(ids)):
            rows = c.execute(select(t.mentions.c.id, t.mentions.c.event).where(t.mentions.c.event.in_(part)).order_by(t.mentions.c.id))
            for mention, old in rows:
                before.setdefault(old, []).append(mention)
        named, forward = _names(found, before)
        named = [_unused(c, e, {*before, *ids}) for e in named]
        for part in _slices(sorted(ids)):
            c.execute(delete(t.events).where(t.events.c.id.in_(part)))
        named = list(finish(c, named))
        reviewed = store._reviewed(c)
        if named:
            c.execute(insert(t.events), [_row(e, reviewed) for e in named])
        for e in named:
            for part in _slices(e.mentions):
                c.execute(update(t.mentions).where(t.mentions.c.id.in_(part)).values(event=e.id))
            c.execute(delete(t.forwards).where(t.forwards.c.old == e.id))
        for old, new in forward.items():
            c.execute(delete(t.forwards).where(t.forwards.c.old == old))
            c.execute(insert(t.forwards).values(old=old, new=new))
    return named


def _unused(c: Connection, event: Event, before: Collection[str]) -> Event:
    """The event under an id that no event outside this part holds."""
    id = event.id
    while id not in before and c.execute(select(t.events.c.id).where(t.events.c.id == id)).scalar() is not None:
        id = "e" + hashlib.sha256(id.encode()).hexdigest()[:12]
    return event if id == event.id else msgspec.structs.replace(event, id=id)


def _keep_members(event: Event, series: dict[str, tuple[str, ...]]) -> Event:
    members = next((series[m] for m in event.mentions if m in series), None)
    return msgspec.structs.replace(event, members=members) if members and event.stage == "series" else event


def _slices(ids: Iterable[str]) -> Iterator[list[str]]:
    listed = list(ids)
    for start in range(0, len(listed), SLICE):
        yield listed[start : start + SLICE]
