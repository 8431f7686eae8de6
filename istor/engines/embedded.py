"""Linking and reconciling of a Parquet file of mentions on one machine: DuckDB joins, our own clustering, a few processes, bounded memory."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import msgspec

from istor.engines.groups import events, roots
from istor.linking import THRESHOLD, Edge, Profile, blocks, judged, points, profile
from istor.linking.joining import COLUMNS, met_sql, placed_sql, row, worth_sql
from istor.model import Judgement, Mention

CHUNK = 20_000
"""Mentions that a process takes at once."""
MEMORY = "1500MB"
"""What DuckDB may hold; it goes to disk beyond."""
Say = Callable[[str], None]
_mention, _profile = msgspec.json.Decoder(Mention), msgspec.json.Decoder(Profile)


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
            c.execute(f"SET memory_limit='{MEMORY}'; SET threads={processes}; SET preserve_insertion_order=false")
            c.execute(f"CREATE TABLE source AS SELECT row_number() OVER (ORDER BY id) - 1 AS idx, id, body FROM read_parquet('{source}')")
            forced = _forced(c, judgements)
            total = c.execute("SELECT count(*) FROM source").fetchall()[0][0]
            c.execute(f"COPY (SELECT idx, body FROM source ORDER BY idx) TO '{work / 'source'}' (FORMAT parquet, ROW_GROUP_SIZE 20000)")
            if not total:
                c.execute(f"COPY (SELECT '' AS id, '' AS body WHERE false) TO '{target}' (FORMAT parquet)")
                return 0
            c.execute("DROP TABLE source")
            spans = [(start, min(start + CHUNK, total)) for start in range(0, total, CHUNK)]
            common = _crowded(pool, work, spans)
            say(f"{total} mentions, {len(common)} crowded clues")
            for _ in pool.map(_rows, *zip(*((str(work), s, common) for s in spans), strict=True)):
                pass
            columns = ", ".join(f"'{k}': '{v}'" for k, v in COLUMNS.items())
            c.execute(f"CREATE TABLE mentions AS SELECT * EXCLUDE (profile) FROM read_json('{work}/rows-*.jsonl', format='newline_delimited', columns={{{columns}}})")
            c.execute(f"COPY (SELECT idx, profile FROM read_json('{work}/rows-*.jsonl', format='newline_delimited', columns={{{columns}}}) ORDER BY idx) TO '{work / 'profiles'}' (FORMAT parquet, ROW_GROUP_SIZE 20000)")
            for file in work.glob("rows-*.jsonl"):
                file.unlink()
            say("profiles and blocks")
            _pairs(c)
            c.execute(f"COPY (SELECT a, b, a // {CHUNK} AS chunk FROM worth ORDER BY a) TO '{work / 'pairs'}' (FORMAT parquet, ROW_GROUP_SIZE 50000)")
            say(f"{c.execute('SELECT count(*) FROM worth').fetchall()[0][0]} pairs worth their points")
        found = [e for part in pool.map(_edges, *zip(*((str(work), s) for s in spans), strict=True)) for e in part]
        say(f"{len(found)} links")
        groups = _components(total, [*found, *forced])
        bundles = list(_bundles(groups, found))
        say(f"{len(groups)} groups of linked mentions")
        known = msgspec.json.encode(list(judgements))
        made = sum(pool.map(_events, *zip(*((str(work), n, b, known, policy) for n, b in enumerate(bundles)), strict=True)))
        with duckdb.connect() as c:
            c.execute(f"COPY (SELECT * FROM read_json('{work}/events-*.jsonl', format='newline_delimited', columns={{'id': 'VARCHAR', 'body': 'VARCHAR'}}) ORDER BY id) TO '{target}' (FORMAT parquet)")
        say(f"{made} events")
        return made


def _forced(c: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement]) -> list[tuple[int, int, float]]:
    """Pairs that people hold to be one event: they are clustered together though nothing links them."""
    ids = sorted({m for j in judgements if j.kind == "same" for m in j.mentions})
    if not ids:
        return []
    at = dict(c.execute("SELECT id, idx FROM source WHERE id IN (SELECT unnest(?))", [ids]).fetchall())
    return [(min(at[a], at[b]), max(at[a], at[b]), 0.0) for a, b in judged(judgements, at)[0]]


def _pairs(c: duckdb.DuckDBPyConnection) -> None:
    for column in ("blocks", "loose", "clues", "telling"):
        c.execute(f"CREATE TABLE placed_{column} AS {placed_sql('duckdb', column)}")
    both = f"SELECT a, b, 1 AS n FROM ({met_sql('clues')}) UNION ALL SELECT a, b, 2 AS n FROM ({met_sql('telling')})"
    c.execute(f"CREATE TABLE clued AS SELECT a, b, sum(n) AS n FROM ({both}) GROUP BY a, b")
    c.execute(f"CREATE TABLE met AS SELECT DISTINCT a, b FROM (({met_sql('blocks')}) UNION ALL ({met_sql('loose', loose=True)}))")
    c.execute("CREATE VIEW shared AS SELECT a, b FROM clued WHERE n >= 2 UNION SELECT a, b FROM clued SEMI JOIN met USING (a, b)")
    c.execute(f"CREATE TABLE worth AS {worth_sql('duckdb', 'met', 'shared')}")
    for column in ("blocks", "loose", "clues", "telling"):
        c.execute(f"DROP TABLE placed_{column}")


def _bodies(work: str, name: str, column: str, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    with duckdb.connect() as c:
        c.execute("SET threads=1; SET memory_limit='500MB'")
        for idx, body in c.execute(f"SELECT idx, {column} FROM read_parquet('{work}/{name}') WHERE idx >= {start} AND idx < {end} ORDER BY idx").fetchall():
            yield idx, body.encode()


def _crowded(pool: ProcessPoolExecutor, work: Path, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    weeks: dict[str, set[object]] = defaultdict(set)
    for told in pool.map(_weeks, *zip(*((str(work), s) for s in spans), strict=True)):
        for clue, when in told.items():
            if len(weeks[clue]) <= blocks.WEEKS:
                weeks[clue] |= when
    return frozenset(c for c, when in weeks.items() if len(when) > blocks.WEEKS)


def _weeks(work: str, span: tuple[int, int]) -> dict[str, set[object]]:
    return blocks.weeks(_mention.decode(body) for _, body in _bodies(work, "source", "body", *span))


def _rows(work: str, span: tuple[int, int], common: frozenset[str]) -> None:
    with Path(work, f"rows-{span[0]:012}.jsonl").open("wb") as out:
        for idx, body in _bodies(work, "source", "body", *span):
            out.write(msgspec.json.encode(row(idx, profile(_mention.decode(body), common))) + b"\n")


def _edges(work: str, span: tuple[int, int]) -> list[tuple[int, int, float]]:
    """The pairs of a chunk that reach the threshold."""
    with duckdb.connect() as c:
        c.execute("SET threads=1; SET memory_limit='500MB'")
        pairs = c.execute(f"SELECT a, b FROM read_parquet('{work}/pairs') WHERE a >= {span[0]} AND a < {span[1]} ORDER BY a, b").fetchall()
        if not pairs:
            return []
        c.execute(f"CREATE TEMP TABLE wanted AS SELECT DISTINCT unnest([a, b]) AS idx FROM read_parquet('{work}/pairs') WHERE a >= {span[0]} AND a < {span[1]}")
        bodies = c.execute(f"SELECT idx, profile FROM read_parquet('{work}/profiles') SEMI JOIN wanted USING (idx)").fetchall()
    pool = {idx: _profile.decode(body) for idx, body in bodies}
    return [(a, b, p) for a, b in pairs if (p := points(pool[a], pool[b])) is not None and p >= THRESHOLD]


def _components(total: int, found: Sequence[tuple[int, int, float]]) -> dict[int, list[int]]:
    """Mentions that links join, by their smallest; each group is clustered by itself."""
    root = roots([(a, b) for a, b, _ in found])
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(total):
        groups[root.get(i, i)].append(i)
    return groups


Bundle = tuple[list[list[int]], list[tuple[int, int, float]]]


def _bundles(groups: dict[int, list[int]], found: Sequence[tuple[int, int, float]]) -> Iterator[Bundle]:
    """Groups with their links, some thousands of mentions at a time."""
    of: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    root = {i: r for r, ids in groups.items() for i in ids if len(ids) > 1}
    for e in found:
        of[root[e[0]]].append(e)
    bundle: Bundle = ([], [])
    size = 0
    for r, ids in groups.items():
        bundle[0].append(ids)
        bundle[1].extend(of.get(r, ()))
        size += len(ids)
        if size >= CHUNK:
            yield bundle
            bundle, size = ([], []), 0
    if size:
        yield bundle


def _events(work: str, number: int, bundle: Bundle, judgements: bytes, policy: str) -> int:
    groups, found = bundle
    known = msgspec.json.decode(judgements, type=list[Judgement])
    keep = {i for ids in groups for i in ids}
    low, high = min(keep), max(keep)
    mentions = {i: _mention.decode(b) for i, b in _bodies(work, "source", "body", low, high + 1) if i in keep}
    profiles = {i: _profile.decode(b) for i, b in _bodies(work, "profiles", "profile", low, high + 1) if i in keep}
    links: dict[int, list[Edge]] = defaultdict(list)
    root = {i: ids[0] for ids in groups for i in ids}
    for a, b, p in found:
        x, y = sorted((mentions[a].id, mentions[b].id))
        links[root[a]].append((x, y, p))
    n = 0
    with Path(work, f"events-{number:06}.jsonl").open("wb") as out:
        for ids in groups:
            members = {mentions[i].id: mentions[i] for i in ids}
            for event in events({i: members[i] for i in sorted(members)}, {mentions[i].id: profiles[i] for i in ids}, links[ids[0]], known, policy):
                out.write(msgspec.json.encode({"id": event.id, "body": msgspec.json.encode(event).decode()}) + b"\n")
                n += 1
    return n
