"""Linking and reconciling of a Parquet file of mentions on one machine: DuckDB joins, our own clustering, a few processes, bounded memory.

Mentions are numbered as `blocks.order` has them, day after day, so what may be one event lies near together, and a process reads a stretch of the files and little beside.
What grows with the number of mentions lies on disk, but for one number a mention.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import msgspec

from istor.engines import groups
from istor.engines.groups import mention_of, profile_of
from istor.linking import THRESHOLD, crowds, judged, points, profile
from istor.linking.joining import COLUMNS, crowded_sql, met_sql, placed_sql, row, worth_sql
from istor.model import EventDate, Judgement, Mention, Participant, Place, Published, Quantity
from istor.reconciling import reconcile

CHUNK = 20_000
"""Mentions that a process takes at once."""
BATCH = 4_000
"""Mentions whose events are made at once."""
MEMORY, OWN = "1000MB", "300MB"
"""What DuckDB may hold, here and in each process; it goes to disk beyond."""
Say = Callable[[str], None]
Span = tuple[int, int]
R = TypeVar("R")


class _Head(msgspec.Struct, frozen=True):
    """What crowding reads of a mention."""

    main: bool
    report: str
    type: str
    clues: tuple[str, ...] = ()
    published: Published | None = None
    date: EventDate | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    quantities: dict[str, Quantity] = {}


_head = msgspec.json.Decoder(_Head)
_GROUPED = "PARQUET, ROW_GROUP_SIZE 10000"


def write_mentions(mentions: Iterable[Mention], path: Path) -> int:
    """Mentions as Parquet: `id` and `body` (the JSON of the contract). How many."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "mentions.jsonl"
        n = 0
        with lines.open("wb") as out:
            for m in mentions:
                out.write(msgspec.json.encode({"id": m.id, "body": msgspec.json.encode(m).decode()}) + b"\n")
                n += 1
        with duckdb.connect() as c:
            c.execute(f"COPY (SELECT * FROM read_json('{lines}', format='newline_delimited', columns={{'id': 'VARCHAR', 'body': 'VARCHAR'}})) TO '{path}' (FORMAT parquet)")
    return n


def link_parquet(source: Path, target: Path, *, processes: int = 2, judgements: Sequence[Judgement] = (), policy: str = "latest", say: Say = lambda _: None) -> int:
    """Events (`id`, `body`) of a Parquet file of mentions; how many. The same events as in memory, whatever the order of the rows."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        work = Path(folder)
        with duckdb.connect(str(work / "linking.duckdb")) as c:
            c.execute(f"SET memory_limit='{MEMORY}'; SET threads={processes}; SET temp_directory='{work}'; SET enable_progress_bar=false")
            c.execute(f"COPY (SELECT file_row_number AS idx, id, body FROM read_parquet('{source}', file_row_number=true)) TO '{work / 'source'}' (FORMAT {_GROUPED})")
            c.execute("SET preserve_insertion_order=false")
            total: int = c.execute(f"SELECT count(*) FROM read_parquet('{work / 'source'}')").fetchall()[0][0]
            if not total:
                c.execute(f"COPY (SELECT '' AS id, '' AS body WHERE false) TO '{target}' (FORMAT parquet)")
                return 0
            spans = [(start, min(start + CHUNK, total)) for start in range(0, total, CHUNK)]
            common = _crowded(c, pool, work, spans)
            say(f"{total} mentions, {len(common)} crowded clues")
            _each(pool, _rows, work, spans, common)
            _number(c, work)
            forced = _forced(c, work, judgements)
            say("profiles and blocks")
            _pairs(c)
            c.execute(f"COPY (SELECT a, b FROM worth ORDER BY a, b) TO '{work / 'pairs'}' (FORMAT {_GROUPED})")
            say(f"{c.execute('SELECT count(*) FROM worth').fetchall()[0][0]} pairs worth their points")
            c.execute("DROP TABLE worth; DROP TABLE mentions")
            found = sum(_each(pool, _edges, work, spans))
            say(f"{found} links")
            bundles = _bundles(c, work, total, forced)
            say(f"{bundles} bundles of linked mentions")
        known = msgspec.json.encode(list(judgements))
        made = sum(_each(pool, _events, work, range(bundles), known, policy))
        with duckdb.connect() as c:
            c.execute(f"SET memory_limit='{MEMORY}'; SET temp_directory='{work}'")
            events = f"read_json('{work}/events-*.jsonl', format='newline_delimited', columns={{'id': 'VARCHAR', 'body': 'VARCHAR'}})"
            c.execute(f"COPY (SELECT * FROM {events} ORDER BY id) TO '{target}' (FORMAT parquet)")
        say(f"{made} events")
        return made


def _each(pool: ProcessPoolExecutor, work: Callable[..., R], folder: Path, shares: Sequence[object], *more: object) -> list[R]:
    """What the processes make of each share."""
    return [f.result() for f in [pool.submit(work, str(folder), s, *more) for s in shares]]


def _reader() -> duckdb.DuckDBPyConnection:
    c = duckdb.connect()
    c.execute(f"SET threads=1; SET memory_limit='{OWN}'; SET enable_progress_bar=false")
    return c


def _rows_of(c: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows a thousand at a time, so that never all of them are held twice."""
    told = c.execute(query)
    while some := told.fetchmany(1000):
        yield from some


def _stretch(work: str, name: str, column: str, span: Span) -> Iterator[tuple[int, str]]:
    with _reader() as c:
        yield from ((i, body) for i, body in _rows_of(c, f"SELECT idx, {column} FROM read_parquet('{work}/{name}') WHERE idx >= {span[0]} AND idx < {span[1]}"))


def _among(c: duckdb.DuckDBPyConnection, work: str, name: str, column: str, wanted: Collection[int]) -> Iterator[tuple[int, str]]:
    """Those of the wanted, which mostly lie near together."""
    near = f"SELECT idx, {column} FROM read_parquet('{work}/{name}') WHERE idx >= {min(wanted)} AND idx <= {max(wanted)}"
    if max(wanted) - min(wanted) >= 2 * len(wanted):
        near = f"SELECT idx, {column} FROM read_parquet('{work}/{name}') WHERE idx IN ({','.join(map(str, sorted(wanted)))})"
    return ((i, body) for i, body in _rows_of(c, near) if i in wanted)


# ---- crowded clues, rows
def _crowded(c: duckdb.DuckDBPyConnection, pool: ProcessPoolExecutor, work: Path, spans: Sequence[Span]) -> frozenset[str]:
    _each(pool, _tellings, work, spans)
    told = f"read_json('{work}/tellings-*.jsonl', format='newline_delimited', columns={{'k': 'VARCHAR', 'told': 'BIGINT', 'n': 'INTEGER'}})"
    counts = c.execute(crowded_sql("duckdb", f"SELECT k, told, sum(n) AS n FROM {told} GROUP BY ALL")).fetchall()
    for file in work.glob("tellings-*.jsonl"):
        file.unlink()
    return crowds.too_many({k: crowds.Count(*map(int, n)) for k, *n in counts})


def _tellings(work: str, span: Span) -> None:
    told = crowds.tellings(_head.decode(body) for _, body in _stretch(work, "source", "body", span))
    with Path(work, f"tellings-{span[0]:012}.jsonl").open("wb") as out:
        for mark, counts in told.items():
            for what, n in counts.items():
                out.write(msgspec.json.encode({"k": mark, "told": what, "n": n}) + b"\n")


def _rows(work: str, span: Span, common: frozenset[str]) -> None:
    with Path(work, f"rows-{span[0]:012}.jsonl").open("wb") as out:
        for idx, body in _stretch(work, "source", "body", span):
            out.write(msgspec.json.encode(row(idx, profile(mention_of(body), common))) + b"\n")


def _number(c: duckdb.DuckDBPyConnection, work: Path) -> None:
    """Tables, profiles and bodies by their new numbers."""
    columns = ", ".join(f"'{k}': '{v}'" for k, v in COLUMNS.items())
    c.execute(f"CREATE TABLE told AS SELECT * FROM read_json('{work}/rows-*.jsonl', format='newline_delimited', columns={{{columns}}})")
    for file in work.glob("rows-*.jsonl"):
        file.unlink()
    c.execute("CREATE TABLE place AS SELECT idx AS src, row_number() OVER (ORDER BY ord) - 1 AS idx FROM told")
    c.execute("CREATE TABLE mentions AS SELECT p.idx, t.* EXCLUDE (idx, ord, profile) FROM told t JOIN place p ON t.idx = p.src")
    c.execute(f"COPY (SELECT p.idx, t.profile FROM told t JOIN place p ON t.idx = p.src ORDER BY p.idx) TO '{work / 'profiles'}' (FORMAT {_GROUPED})")
    c.execute("DROP TABLE told")
    c.execute(f"COPY (SELECT p.idx, s.id, s.body FROM read_parquet('{work / 'source'}') s JOIN place p ON s.idx = p.src ORDER BY p.idx) TO '{work / 'bodies'}' (FORMAT {_GROUPED})")
    c.execute("DROP TABLE place")
    (work / "source").unlink()


def _forced(c: duckdb.DuckDBPyConnection, work: Path, judgements: Sequence[Judgement]) -> list[tuple[int, int]]:
    """Pairs that people hold to be one event: they are clustered together though nothing links them."""
    ids = sorted({m for j in judgements if j.kind == "same" for m in j.mentions})
    if not ids:
        return []
    at = dict(c.execute(f"SELECT id, idx FROM read_parquet('{work / 'bodies'}') WHERE id IN (SELECT unnest(?))", [ids]).fetchall())
    return [(at[a], at[b]) for a, b in judged(judgements, at)[0]]


# ---- pairs, links
def _pairs(c: duckdb.DuckDBPyConnection) -> None:
    for column in ("blocks", "loose", "clues", "telling"):
        c.execute(f"CREATE TABLE placed_{column} AS {placed_sql('duckdb', column, by='idx')}")
    both = f"SELECT a, b, 1 AS n FROM ({met_sql('clues')}) UNION ALL SELECT a, b, 2 AS n FROM ({met_sql('telling')})"
    c.execute(f"CREATE TABLE clued AS SELECT a, b, sum(n) AS n FROM ({both}) GROUP BY a, b")
    c.execute(f"CREATE TABLE met AS SELECT DISTINCT a, b FROM (({met_sql('blocks')}) UNION ALL ({met_sql('loose', loose=True)}))")
    for column in ("blocks", "loose", "clues", "telling"):
        c.execute(f"DROP TABLE placed_{column}")
    c.execute("CREATE VIEW shared AS SELECT a, b FROM clued WHERE n >= 2 UNION SELECT a, b FROM clued SEMI JOIN met USING (a, b)")
    c.execute(f"CREATE TABLE worth AS {worth_sql('duckdb', 'met', 'shared')}")
    c.execute("DROP VIEW shared; DROP TABLE met; DROP TABLE clued")


def _edges(work: str, span: Span) -> int:
    """Writes the pairs of a stretch that reach the threshold; how many."""
    with _reader() as c, Path(work, f"links-{span[0]:012}.csv").open("w") as out:
        pairs = c.execute(f"SELECT a, b FROM read_parquet('{work}/pairs') WHERE a >= {span[0]} AND a < {span[1]}").fetchall()
        out.write("a,b,points\n")
        if not pairs:
            return 0
        pool = {i: profile_of(body) for i, body in _among(c, work, "profiles", "profile", {i for pair in pairs for i in pair})}
        n = 0
        for a, b in pairs:
            p = points(pool[a], pool[b])
            if p is not None and p >= THRESHOLD:
                out.write(f"{a},{b},{p!r}\n")
                n += 1
        return n


# ---- groups, events
def _bundles(c: duckdb.DuckDBPyConnection, work: Path, total: int, forced: Sequence[tuple[int, int]]) -> int:
    """Writes the members and the links of the groups that links join, bundled to some thousands of mentions; how many bundles. Each group is clustered by itself."""
    links = f"read_csv('{work}/links-*.csv', header=true, columns={{'a': 'INTEGER', 'b': 'INTEGER', 'points': 'DOUBLE'}})"
    find = groups.join(chain(_rows_of(c, f"SELECT a, b FROM {links}"), forced), array("i", range(total)))
    with (work / "roots.csv").open("w") as out:
        out.write("idx,root\n")
        out.writelines(f"{i},{find(i)}\n" for i in range(total))
    c.execute(f"CREATE TABLE roots AS SELECT * FROM read_csv('{work}/roots.csv', header=true, columns={{'idx': 'INTEGER', 'root': 'INTEGER'}})")
    c.execute(f"CREATE TABLE groups AS SELECT root, n, ((sum(n) OVER (ORDER BY root)) - n) // {CHUNK} AS bundle FROM (SELECT root, count(*) AS n FROM roots GROUP BY root)")
    c.execute(f"COPY (SELECT g.bundle, g.root, r.idx FROM roots r JOIN groups g USING (root) ORDER BY ALL) TO '{work}/members' (FORMAT {_GROUPED})")
    c.execute(f"COPY (SELECT g.bundle, g.root, l.* FROM {links} l JOIN roots r ON r.idx = l.a JOIN groups g USING (root) ORDER BY ALL) TO '{work}/links' (FORMAT {_GROUPED})")
    return int(c.execute("SELECT max(bundle) + 1 FROM groups").fetchall()[0][0])


def _events(work: str, bundle: int, judgements: bytes, policy: str) -> int:
    known = msgspec.json.decode(judgements, type=list[Judgement])
    n = 0
    with _reader() as c, Path(work, f"events-{bundle:06}.jsonl").open("wb") as out:
        batch: list[tuple[int, ...]] = []
        for told in (*_clusters(c, work, bundle, known), ()):
            if batch and (not told or sum(map(len, batch)) + len(told) > BATCH):
                mentions = {i: mention_of(body) for i, body in _among(c, work, "bodies", "body", {i for ids in batch for i in ids})}
                for ids in batch:
                    event = reconcile([mentions[i] for i in ids], known, policy)
                    out.write(msgspec.json.encode({"id": event.id, "body": msgspec.json.encode(event).decode()}) + b"\n")
                n += len(batch)
                batch = []
            batch.append(told)
    return n


def _clusters(c: duckdb.DuckDBPyConnection, work: str, bundle: int, known: Sequence[Judgement]) -> Iterator[tuple[int, ...]]:
    """The clusters of a bundle, by numbers of mentions."""
    members: dict[int, list[int]] = defaultdict(list)
    for root, i in c.execute(f"SELECT root, idx FROM read_parquet('{work}/members') WHERE bundle = {bundle}").fetchall():
        members[root].append(i)
    links: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for root, a, b, p in c.execute(f"SELECT root, a, b, points FROM read_parquet('{work}/links') WHERE bundle = {bundle}").fetchall():
        links[root].append((a, b, p))
    wanted = {i for ids in members.values() if len(ids) > 1 for i in ids}
    profiles = {i: profile_of(body) for i, body in _among(c, work, "profiles", "profile", wanted)} if wanted else {}
    for root, ids in members.items():
        yield from groups.clusters(ids, profiles, links.get(root, ()), known)
