"""The rooms in order: read, split, code, link, reconcile, store. A report walks through them in one direction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import BinaryIO

import msgspec

from istor.coding import code
from istor.grounding.times import infer_published
from istor.linking import link
from istor.linking.score import weights
from istor.model import Event, Judgement, Mention, Refusal, Report
from istor.reading import read
from istor.reconciling import reconcile, settle
from istor.splitting import split
from istor.splitting.composed import Composed, read_composed
from istor.storing import Store, adding
from istor.storing.store import iterate
from istor.version import __version__

CODER = f"istor {__version__}"
"""Names the coder in a store: reports coded by another are coded again."""
BATCH = 200
"""Reports stored in one transaction."""

Progress = Callable[[int], None]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did."""

    read: int
    changed: int
    mentions: int
    events: int
    refusals: tuple[Refusal, ...]


def code_report(report: Report) -> tuple[Mention, ...]:
    """The mentions of a report, part after part."""
    read, apart = read_composed(report)
    mentions = tuple(m for part in infer_published(split(read)) for m in code(part))
    return mentions if apart is None else tuple(_as_written(m, apart) for m in mentions)


def _as_written(m: Mention, apart: Composed) -> Mention:
    """The mention with its evidence in the text as it is, accents apart."""
    statements = []
    for s in m.statements:
        if s.span is not None:  # else words of the title
            start, end, quote = apart.span(*s.span)
            s = msgspec.structs.replace(s, start=start, end=end, quote=quote)
        statements.append(s)
    candidates = []
    for c in m.candidates:
        start, end, _ = apart.span(c.start, c.end)
        candidates.append(msgspec.structs.replace(c, start=start, end=end))
    return msgspec.structs.replace(m, statements=tuple(statements), candidates=tuple(candidates))


def _guarded(report: Report) -> tuple[Mention, ...] | Refusal:
    try:
        return code_report(report)
    except Exception as error:  # one report that breaks the coder must not stop the batch
        return Refusal(input=report.id, reason=f"could not be coded: {type(error).__name__}: {error}")


def code_reports(reports: Iterable[Report], processes: int = 1) -> Iterator[tuple[Report, tuple[Mention, ...] | Refusal]]:
    """Each report with its mentions, in the order given. More processes than one share the work."""
    if processes <= 1:
        with _settled():
            for k, report in enumerate(reports):
                yield report, _guarded(report)
                if k in WARM:
                    gc.freeze()
        return
    with ProcessPoolExecutor(processes) as pool:
        source = iter(reports)
        while batch := list(islice(source, 64 * processes)):
            yield from zip(batch, pool.map(_in_worker, batch, chunksize=8), strict=True)


WARM = frozenset((0, 9, 99))
"""Reports behind which what was loaded for them is held to stay."""
ROUND = 20_000
"""Objects made before Python looks for circles among them; a report leaves hardly any."""


@contextmanager
def _settled() -> Iterator[None]:
    """Tables and forms met stay while reports are coded: to look them through for circles again and again costs a sixth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(ROUND, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@cache
def _settle() -> None:
    """The same in a worker, which is ours alone."""
    gc.set_threshold(ROUND)
    gc.freeze()


def _in_worker(report: Report) -> tuple[Mention, ...] | Refusal:
    found = _guarded(report)
    _settle()
    return found


def link_mentions(mentions: Sequence[Mention], judgements: Sequence[Judgement] = (), policy: str = "latest") -> tuple[Event, ...]:
    """The events of mentions; what people judged to be no event is left out (the latest standing verdict about a mention counts)."""
    rejected = adding.rejected(judgements)
    clusters = link([m for m in mentions if m.id not in rejected], judgements)
    return settle([reconcile(c, judgements, policy) for c in clusters])


def run(
    paths: Sequence[str], store: Store, *, processes: int = 1, policy: str = "latest", stdin: BinaryIO | None = None, progress: Progress | None = None
) -> Outcome:
    """The main job. What is stored already and unchanged is not done again; a killed run goes on where it stopped."""
    refusals: list[Refusal] = []
    count = changed = 0

    def reports() -> Iterator[Report]:
        for item in read(paths, stdin):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                yield item

    for batch in iterate(reports(), BATCH):
        count += len(batch)
        changed += len(store.add_reports(batch))
    todo = store.uncoded(CODER)
    done = 0
    for group in iterate(code_reports(todo, processes), BATCH):
        by_report = {}
        for report, found in group:
            if isinstance(found, Refusal):
                refusals.append(found)
                by_report[report.id] = ()
            else:
                by_report[report.id] = found
        store.replace_mentions(by_report, CODER)
        done += len(group)
        if progress:
            progress(done)
    bring_up(store, policy)
    return Outcome(read=count, changed=changed, mentions=store.told(), events=store.count(), refusals=tuple(refusals))


def bring_up(store: Store, policy: str = "latest") -> None:
    """Link and reconcile what is new in the store, and what it touches: the events are those of linking everything."""
    rules = f"{CODER} {policy} {sorted(weights().items())!r}"
    if not adding.add(store, rules, policy):
        adding.link_all(store, rules, policy)


def take_in(reports: Sequence[Report], store: Store, policy: str = "latest") -> int:
    """Read reports into a store that is open; how many events hold their mentions now."""
    store.add_reports(reports)
    for group in iterate(code_reports(store.uncoded(CODER)), BATCH):
        store.replace_mentions({report.id: () if isinstance(found, Refusal) else found for report, found in group}, CODER)
    bring_up(store, policy)
    ids = {r.id for r in reports}
    return sum(1 for e in store.events() if ids & set(e.reports))


def mentions_of(paths: Sequence[str], *, processes: int = 1, stdin: BinaryIO | None = None) -> Iterator[Mention | Refusal]:
    """`istor code`: mentions of what is read, and refusals, in order. A pure function of its input."""
    refusals: list[Refusal] = []

    def reports() -> Iterator[Report]:
        for item in read(paths, stdin):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                yield item

    for _, found in code_reports(reports(), processes):
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            yield from found
    yield from refusals


__all__ = ["CODER", "Outcome", "code_report", "code_reports", "link_mentions", "mentions_of", "run", "take_in"]
