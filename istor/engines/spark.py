"""The corridor on Apache Spark, for more reports than one machine holds: `pip install istor[spark]`, Java 17.

Coding is a `mapInArrow` of the coder; linking is the same blocked join in SQL and the same Python as in `embedded`; both read and write Parquet (`id`, `body`),
also at addresses that Spark knows how to reach (s3a://...). `session` starts Spark; whoever has a session gives theirs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from istor.corridor import code_reports
from istor.engines import groups
from istor.engines.groups import mention_of, profile_of
from istor.linking import THRESHOLD, Profile, crowds, judged, points, profile
from istor.linking.crowds import number
from istor.linking.joining import COLUMNS, crowded_sql, met_sql, placed_sql, row, worth_sql
from istor.model import Judgement, Mention, Refusal, Report
from istor.reading import read_line

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PAIR = "id string, body string"
READ = "id string, body string, refused boolean"
SHOWN = 1000
"""Refusals that come back to the driver."""
PER_CORE = 4
"""Pieces of the reports for each core."""
_TYPES = {"BIGINT": "bigint", "INTEGER": "int", "DOUBLE": "double", "VARCHAR": "string", "BOOLEAN": "boolean"}
ROWS = ", ".join(f"`{k}` {f'array<{_TYPES[t[:-2]]}>' if t.endswith('[]') else _TYPES[t]}" for k, t in COLUMNS.items())
Maker = Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]]


def session(master: str = "local[2]", name: str = "istor", **options: str) -> SparkSession:
    """A Spark session whose workers have this package and this interpreter. Raises RuntimeError where pyspark is missing."""
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError:
        raise RuntimeError("Spark is not installed: pip install 'istor[spark]'") from None
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))  # else executors of a local cluster die in a loop
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
    here = str(Path(__file__).resolve().parents[2])
    builder = SparkSession.builder.master(master).appName(name)
    settings = {
        "spark.executorEnv.PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "spark.sql.shuffle.partitions": "8", "spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
        "spark.task.maxFailures": "8", "spark.ui.showConsoleProgress": "false",
    }  # fmt: skip
    for key, value in {**settings, **{k.replace("__", "."): v for k, v in options.items()}}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _arrow(make: Maker, schema: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """A function for mapInArrow from one over rows as dictionaries."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        kinds = {"string": pa.string(), "bigint": pa.int64(), "int": pa.int32(), "double": pa.float64(), "boolean": pa.bool_()}
        fields = [f.strip().replace("`", "").split(" ", 1) for f in schema.split(", ")]
        made = pa.schema([(n, pa.list_(kinds[t[6:-1]]) if t.startswith("array") else kinds[t]) for n, t in fields])
        waiting: list[dict[str, Any]] = []
        for found in make(r for batch in batches for r in batch.to_pylist()):
            waiting.append(found)
            if len(waiting) >= 1000:
                yield pa.RecordBatch.from_pylist(waiting, schema=made)
                waiting = []
        if waiting:
            yield pa.RecordBatch.from_pylist(waiting, schema=made)

    return work


def code(spark: SparkSession, source: str | Sequence[str], target: str, refused: str | None = None) -> tuple[Refusal, ...]:
    """Mentions (`id`, `body`) of reports: JSON Lines of the contract, or Parquet with `body`. What could not be read or coded, as far as `SHOWN`;
    all of it goes to `refused` (`id`, `body`: the input and the reason) where that is given and something was refused."""
    from pyspark import StorageLevel

    reports, twice = _told_once(_read(spark, [source] if isinstance(source, str) else source))

    def make(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        none: list[dict[str, Any]] = []

        def good() -> Iterator[Report]:
            for r in rows:
                if r["refused"]:
                    none.append(r)
                else:
                    yield msgspec.json.decode(r["body"], type=Report)

        for report, found in code_reports(good()):
            if isinstance(found, Refusal):
                yield {"id": report.id, "body": found.reason, "refused": True}
            else:
                yield from ({"id": m.id, "body": msgspec.json.encode(m).decode(), "refused": False} for m in found)
        yield from none

    # a few seconds of text are hours of coding: spread by cores, not by bytes
    spread = reports.repartition(max(reports.rdd.getNumPartitions(), PER_CORE * spark.sparkContext.defaultParallelism))
    coded = spread.mapInArrow(_arrow(make, READ), READ).persist(StorageLevel.DISK_ONLY)
    coded.where("NOT refused").select("id", "body").write.mode("overwrite").parquet(target)
    out = coded.where("refused").select("id", "body").unionByName(twice).orderBy("id", "body")
    found = tuple(Refusal(input=r.id, reason=r.body) for r in out.limit(SHOWN).collect())
    if found and refused is not None:
        out.write.mode("overwrite").parquet(refused)
    coded.unpersist()
    return found


def _read(spark: SparkSession, sources: Sequence[str]) -> DataFrame:
    """Reports by id, and what is none with its reason; Spark opens the addresses. The same checks as when files are read here."""
    from functools import reduce

    def make(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for r in rows:
            if not r["body"].strip():
                continue
            told = read_line(f"{r['input']}: {r['body'][:60]}", r["body"].encode("utf-8", "surrogatepass"))
            if isinstance(told, Refusal):
                yield {"id": told.input, "body": told.reason, "refused": True}
            else:
                yield {"id": told.id, "body": r["body"], "refused": False}

    def lines(source: str) -> DataFrame:
        whole = source.rstrip("/").endswith(".parquet")
        return (spark.read.parquet(source) if whole else spark.read.text(source)).selectExpr(f"{'body' if whole else 'value'} AS body", "_metadata.file_path AS input")

    return reduce(lambda a, b: a.unionByName(b), map(lines, sources)).mapInArrow(_arrow(make, READ), READ)


def _told_once(reports: DataFrame) -> tuple[DataFrame, DataFrame]:
    """(reports of which each id is there once, what was left out: an id that is given with several texts is coded with the first of them in order of its characters)."""
    from pyspark.sql import functions as f

    good = reports.where("NOT refused")
    several = good.groupBy("id").count().where("count > 1").select("id").persist()
    dups = good.join(several, "id", "left_semi")
    first = dups.groupBy("id").agg(f.min("body").alias("body"), f.lit(False).alias("refused"))
    other = dups.groupBy("id").agg(f.countDistinct("body").alias("n")).where("n > 1")
    once = reports.where("refused").unionByName(good.join(several, "id", "left_anti")).unionByName(first) if not several.isEmpty() else reports
    return once, other.select("id", f.lit("another report of that id with another text was read too").alias("body"))


def link(spark: SparkSession, source: str, target: str, judgements: Sequence[Judgement] = (), policy: str = "latest") -> None:
    """Events (`id`, `body`) of a Parquet of mentions (`id`, `body`): the events that `embedded` gives."""
    mentions = spark.read.parquet(source)
    common = _crowded(mentions)

    def rows(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for r in found:
            yield row(number(r["id"]), profile(mention_of(r["body"]), common))

    read = mentions.mapInArrow(_arrow(rows, ROWS), ROWS).persist()
    read.drop("profile").createOrReplaceTempView("mentions")
    for column in ("blocks", "loose", "clues", "telling"):
        spark.sql(placed_sql("spark", column)).createOrReplaceTempView(f"placed_{column}")
    both = f"SELECT a, b, 1 AS n FROM ({met_sql('clues')}) UNION ALL SELECT a, b, 2 AS n FROM ({met_sql('telling')})"
    spark.sql(f"SELECT a, b, sum(n) AS n FROM ({both}) GROUP BY a, b").persist().createOrReplaceTempView("clued")
    spark.sql(f"SELECT DISTINCT a, b FROM (({met_sql('blocks')}) UNION ALL ({met_sql('loose', loose=True)}))").persist().createOrReplaceTempView("met")
    spark.sql("SELECT a, b FROM clued WHERE n >= 2 UNION SELECT a, b FROM clued LEFT SEMI JOIN met USING (a, b)").createOrReplaceTempView("shared")
    pairs = spark.sql(worth_sql("spark", "met", "shared"))
    edges = _edges(pairs, read).persist()
    held = judged(judgements, {m for j in judgements for m in j.mentions})[0]
    links = [(r.a, r.b) for r in edges.select("a", "b").collect()] + [(number(a), number(b)) for a, b in held]
    _events(spark, mentions, read, edges, groups.roots(links), judgements, policy).write.mode("overwrite").parquet(target)
    for table in (read, edges, spark.table("clued"), spark.table("met")):
        table.unpersist()


def _crowded(mentions: DataFrame) -> frozenset[str]:
    schema = "k string, told bigint, n bigint"

    def make(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        told = crowds.tellings(mention_of(r["body"]) for r in found)
        yield from ({"k": mark, "told": what, "n": n} for mark, counts in told.items() for what, n in counts.items())

    mentions.mapInArrow(_arrow(make, schema), schema).createOrReplaceTempView("told")
    counts = mentions.sparkSession.sql(crowded_sql("spark", "SELECT k, told, sum(n) AS n FROM told GROUP BY k, told"))
    return crowds.too_many({r["k"]: crowds.Count(*map(int, r[1:])) for r in counts.collect()})


def _edges(pairs: DataFrame, read: DataFrame) -> DataFrame:
    """The pairs that reach the threshold, with their points."""
    x = read.selectExpr("idx AS a", "profile AS x")
    y = read.selectExpr("idx AS b", "profile AS y")
    schema = "a bigint, b bigint, points double"

    def make(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for r in found:
            p = points(profile_of(r["x"]), profile_of(r["y"]))
            if p is not None and p >= THRESHOLD:
                yield {"a": r["a"], "b": r["b"], "points": p}

    return pairs.join(x, "a").join(y, "b").mapInArrow(_arrow(make, schema), schema)


def _events(
    spark: SparkSession, mentions: DataFrame, read: DataFrame, edges: DataFrame, roots: dict[int, int], judgements: Sequence[Judgement], policy: str
) -> DataFrame:
    """Groups side by side in one partition, each clustered and reconciled by itself."""
    from pyspark.sql import functions as f

    of = spark.createDataFrame(list(roots.items()) or [(-1, -1)], "idx bigint, root bigint")
    told = read.select("profile", f.get_json_object("profile", "$[0]").alias("id"), "idx").join(mentions, "id").join(of, "idx", "left")
    here = told.select(f.coalesce("root", "idx").alias("root"), "idx", "body", "profile", f.lit(None).cast("bigint").alias("b"), f.lit(0.0).alias("points"))
    beside = edges.join(of, edges.a == of.idx).select(
        "root", f.col("a").alias("idx"), f.lit("").alias("body"), f.lit("").alias("profile"), "b", "points"
    )
    known = list(judgements)

    def make(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        from itertools import groupby

        for _, group in groupby(rows, key=lambda r: r["root"]):
            bodies: dict[int, Mention] = {}
            profiles: dict[int, Profile] = {}
            links: list[tuple[int, int, float]] = []
            for r in group:
                if r["body"]:
                    bodies[r["idx"]] = mention_of(r["body"])
                    profiles[r["idx"]] = profile_of(r["profile"])
                else:
                    links.append((r["idx"], r["b"], r["points"]))
            for event in groups.events(bodies, profiles, links, known, policy):
                yield {"id": event.id, "body": msgspec.json.encode(event).decode()}

    together = here.unionByName(beside).repartition("root").sortWithinPartitions("root", f.desc("body"))
    return together.mapInArrow(_arrow(make, PAIR), PAIR)


def run(
    spark: SparkSession, reports: str | Sequence[str], mentions: str, events: str, judgements: Sequence[Judgement] = (), policy: str = "latest",
    refused: str | None = None,
) -> tuple[Refusal, ...]:  # fmt: skip
    """Reports to mentions to events; what was refused. The mentions are kept: a run that was stopped goes on from them by `link`."""
    found = code(spark, reports, mentions, refused)
    link(spark, mentions, events, judgements, policy)
    return found
