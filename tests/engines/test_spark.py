"""Spark gives the events that the embedded engine gives, on a local cluster of two workers; a worker killed in the middle loses nothing."""

import importlib.util
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from istor.engines import spark as engine
from istor.engines.embedded import link_parquet, write_mentions
from istor.examples import FOLDER
from istor.model import Event, Mention

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made

MISSING = [name for name, there in (("pyspark", importlib.util.find_spec("pyspark")), ("java", shutil.which("java"))) if not there]
pytestmark = [
    pytest.mark.skipif(bool(MISSING) and os.environ.get("CI") != "true", reason=f"Spark tests want {' and '.join(MISSING)}"),
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    assert not MISSING, f"CI must have {' and '.join(MISSING)}: .ci/run installs them"
    made = engine.session("local-cluster[2,1,1024]", spark__driver__memory="1g")
    yield made
    made.stop()


def events(path: Path) -> list[Event]:
    import pyarrow.parquet as pq

    return sorted((msgspec.json.decode(b, type=Event) for b in pq.read_table(path).column("body").to_pylist()), key=lambda e: e.id)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    folder = tmp_path_factory.mktemp("mentions")
    write_mentions((m for m, _ in made(400)), folder / "m.parquet")
    link_parquet(folder / "m.parquet", folder / "e.parquet")
    return folder / "m.parquet", events(folder / "e.parquet")


def test_it_gives_the_same_events_as_the_embedded_engine(spark: Any, files: tuple[Path, list[Event]], tmp_path: Path) -> None:
    source, expected = files
    engine.link(spark, str(source), str(tmp_path / "e"))
    assert events(tmp_path / "e") == expected


def test_reports_are_coded_as_they_are_on_one_machine(spark: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from istor.corridor import mentions_of

    source = tmp_path / "reports.jsonl"
    source.write_bytes(b"".join(p.read_bytes() for p in sorted((FOLDER / "reports").glob("*.jsonl"))))
    engine.code(spark, str(source), str(tmp_path / "m"))
    found = sorted(pq.read_table(tmp_path / "m").column("id").to_pylist())
    assert found == sorted(m.id for m in mentions_of([str(source)]) if isinstance(m, Mention))


def test_a_worker_killed_in_the_middle_loses_nothing(spark: Any, files: tuple[Path, list[Event]], tmp_path: Path) -> None:
    source, expected = files
    killed: list[int] = []

    def kill() -> None:
        for _ in range(200):  # as soon as an executor is at work on it
            time.sleep(0.1)
            if spark.sparkContext.statusTracker().getActiveStageIds():
                break
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if b"CoarseGrainedExecutorBackend" in words and spark.sparkContext.applicationId.encode() in words and not killed:
                killed.append(int(process.name))
                os.kill(killed[0], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    engine.link(spark, str(source), str(tmp_path / "e"))
    thread.join()
    assert killed
    assert events(tmp_path / "e") == expected
