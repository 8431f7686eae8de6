"""What the page asks of a record. `Store` is adapted to it; a record in memory serves previews and tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from istor.model import Event, Judgement, Mention, Report


class Record(Protocol):
    """A record of events. Every method may be called from any thread."""

    def revision(self) -> str:
        """A mark that changes whenever anything in the record changes, whoever changed it."""

    def everything(self) -> Iterator[tuple[Event, tuple[Mention, ...]]]:
        """All events with their mentions."""

    def event(self, id: str) -> Event | None:
        """The event of that id."""

    def events(self, ids: Sequence[str]) -> list[Event]:
        """Events in the order of the ids; unknown ones are left out."""

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        """Mentions in the order of the ids; unknown ones are left out."""

    def report(self, id: str) -> Report | None:
        """The report of that id."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first, also those taken back."""

    def decide(self, judgements: Sequence[Judgement]) -> None:
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

    def everything(self) -> Iterator[tuple[Event, tuple[Mention, ...]]]:
        for event in list(self._events.values()):
            yield event, tuple(self.mentions(event.mentions))

    def event(self, id: str) -> Event | None:
        return self._events.get(id)

    def events(self, ids: Sequence[str]) -> list[Event]:
        return [self._events[i] for i in ids if i in self._events]

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        return [self._mentions[i] for i in ids if i in self._mentions]

    def report(self, id: str) -> Report | None:
        return self._reports.get(id)

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(self._judgements.values())

    def decide(self, judgements: Sequence[Judgement]) -> None:
        for judgement in judgements:
            self._judgements.setdefault(judgement.id, judgement)
