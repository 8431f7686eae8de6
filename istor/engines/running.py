"""`istor run --engine`: reports to mentions to events in Parquet, on either engine, for more than a store is made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from istor.model import Mention, Refusal


class EngineError(Exception):
    """An engine could not be started, or could not reach what it was given."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a run wrote."""

    mentions: int
    events: int
    refusals: tuple[Refusal, ...]


def on_this_machine(paths: Sequence[str], folder: str, *, processes: int = 1, policy: str = "latest") -> Done:
    """DuckDB and our own processes; files of this machine only. Raises EngineError for an address."""
    from istor.corridor import mentions_of
    from istor.engines.embedded import link_parquet, write_mentions

    far = [p for p in (*paths, folder) if "://" in p]
    if far:
        raise EngineError(f"{far[0]}: only --engine spark reads and writes addresses")
    refusals: list[Refusal] = []

    def told() -> Iterator[Mention]:
        for item in mentions_of(paths, processes=processes):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                yield item

    here = Path(folder)
    here.mkdir(parents=True, exist_ok=True)
    mentions = write_mentions(told(), here / "mentions.parquet")
    events = link_parquet(here / "mentions.parquet", here / "events.parquet", processes=processes, policy=policy)
    return Done(mentions=mentions, events=events, refusals=tuple(refusals))


def on_spark(paths: Sequence[str], folder: str, *, master: str, settings: Mapping[str, str] | None = None, policy: str = "latest") -> Done:
    """Apache Spark. Every address goes to Spark as it was given: what it knows how to open (file, hdfs, s3a ...) is its own affair.

    Raises EngineError where Spark is missing, or names what it could not open.
    """
    from istor.engines import spark

    if "-" in paths:
        raise EngineError("--engine spark reads no standard input")
    try:
        session = spark.session(master, **(settings or {}))
    except RuntimeError as error:
        raise EngineError(str(error)) from None
    at = folder.rstrip("/")
    try:
        session.sparkContext.setLogLevel("ERROR")
        mentions, events = f"{at}/mentions.parquet", f"{at}/events.parquet"
        refusals = spark.run(session, paths, mentions, events, policy=policy, refused=f"{at}/refused.parquet")
        return Done(mentions=session.read.parquet(mentions).count(), events=session.read.parquet(events).count(), refusals=refusals)
    except Exception as error:
        reason = said(error)
        if reason is None:
            raise
        raise EngineError(reason) from None
    finally:
        session.stop()


def said(error: Exception) -> str | None:
    """What Spark says of an address that it cannot open, in one line; None for what is no such thing."""
    text = str(error)
    if "S3AFileSystem not found" in text or "No FileSystem for scheme" in text:
        return (
            "Spark has no file system for this address; give it one, for s3a:// as"
            " --conf spark.jars.packages=org.apache.hadoop:hadoop-aws:VERSION, with the version of Hadoop in Spark's jars (docs/scale.md)"
        )
    if "PATH_NOT_FOUND" in text or "Path does not exist" in text:
        return text.splitlines()[0]
    return None
