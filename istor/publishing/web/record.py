"""What the page asks of a record. `Store` is adapted to it; a record in memory serves previews and tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from istor.linking import crowded
from istor.model import Event, Judgement, Mention, Report
from istor.storing import Store, adding, part

Change = tuple[list[str], list[Event]]
"""Ids of events that may be gone, and the events in their place."""


class Head(Protocol):
    """What the index needs of a mention."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...


class Record(Protocol):
    """A record of events. Every method may be called from any thread."""

    def revision(self) -> str:
        """A mark that changes whenever anything in the record changes, whoever changed it."""

    def everything(self) -> Iterator[tuple[Event, Sequence[Head]]]:
        """All events with the heads of their mentions."""

    def event(self, id: str) -> Event | None:
        """The event of that id."""

    def events(self, ids: Sequence[str]) -> list[Event]:
        """Events in the order of the ids; unknown ones are left out."""

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        """Mentions in the order of the ids; unknown ones are left out."""

    def crowded(self, mentions: Sequence[Mention]) -> frozenset[str]:
        """Of the clues of these, those that the whole record tells too often to say anything."""

    def report(self, id: str) -> Report | None:
        """The report of that id."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first, also those taken back."""

    def decide(self, judgements: Sequence[Judgement]) -> Change:
        """Appends judgements (known ids are left alone) and brings the events they touch up to date."""


class MemoryRecord:
    """A record that lives in memory: for previews before storing, and for tests."""

    def __init__(self, events: Iterable[Event] = (), mentions: Iterable[Mention] = (), reports: Iterable[Report] = ()) -> None:
        self._events = {e.id: e for e in events}
        self._mentions = {m.id: m for m in mentions}
        self._reports = {r.id: r for r in reports}
        self._judgements: dict[str, Judgement] = {}

    def revision(self) -> str:
        return str(len(self._judgements))

    def everything(self) -> Iterator[tuple[Event, Sequence[Head]]]:
        for event in list(self._events.values()):
            yield event, tuple(self.mentions(event.mentions))

    def event(self, id: str) -> Event | None:
        return self._events.get(id)

    def events(self, ids: Sequence[str]) -> list[Event]:
        return [self._events[i] for i in ids if i in self._events]

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        return [self._mentions[i] for i in ids if i in self._mentions]

    def crowded(self, mentions: Sequence[Mention]) -> frozenset[str]:
        return crowded(self._mentions.values())

    def report(self, id: str) -> Report | None:
        return self._reports.get(id)

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(self._judgements.values())

    def decide(self, judgements: Sequence[Judgement]) -> Change:
        for judgement in judgements:
            self._judgements.setdefault(judgement.id, judgement)
        about = {m for j in judgements for m in j.mentions}
        touched = [e for e in self._events.values() if about & set(e.mentions)]
        return [e.id for e in touched], touched


class StoreRecord:
    """An open store as the page sees it."""

    def __init__(self, store: Store) -> None:
        self._store, self._watch = store, part.Watch(store)

    def revision(self) -> str:
        return self._watch.revision()

    def everything(self) -> Iterator[tuple[Event, Sequence[Head]]]:
        yield from part.walk(self._store)

    def event(self, id: str) -> Event | None:
        return self._store.event(id)

    def events(self, ids: Sequence[str]) -> list[Event]:
        return part.events(self._store, ids)

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        return part.mentions(self._store, ids)

    def crowded(self, mentions: Sequence[Mention]) -> frozenset[str]:
        return adding.crowded(self._store, mentions)

    def report(self, id: str) -> Report | None:
        return self._store.report(id)

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(self._store.judgements())

    def decide(self, judgements: Sequence[Judgement]) -> Change:
        return part.decide(self._store, judgements)
