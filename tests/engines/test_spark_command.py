"""`istor run --engine spark` as a user types it, on real Spark; addresses go to Spark as they are given."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from istor.cli import main
from istor.engines import running
from istor.engines import spark as engine
from istor.examples import FOLDER

MISSING = [name for name, there in (("pyspark", importlib.util.find_spec("pyspark")), ("java", shutil.which("java"))) if not there]
real = [
    pytest.mark.skipif(bool(MISSING) and os.environ.get("CI") != "true", reason=f"Spark tests want {' and '.join(MISSING)}"),
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
]
REPORTS = FOLDER / "reports" / "reports.jsonl"


def istor(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "istor", *words], capture_output=True, text=True, check=False)


def ids(path: Path) -> list[str]:
    import pyarrow.parquet as pq

    return sorted(pq.read_table(path).column("id").to_pylist())


class TestRealSpark:
    pytestmark = real

    def test_two_workers_write_what_the_embedded_engine_writes(self, tmp_path: Path) -> None:
        assert not MISSING
        here = istor("run", str(REPORTS), "--engine", "embedded", "--output", str(tmp_path / "here"))
        there = istor("run", str(REPORTS), "--engine", "spark", "--master", "local-cluster[2,1,1024]", "--output", f"file://{tmp_path}/there/")
        assert here.returncode == there.returncode == 0, there.stderr
        assert here.stderr.split(" in ")[0] in there.stderr
        for name in ("mentions.parquet", "events.parquet"):
            assert ids(tmp_path / "there" / name) == ids(tmp_path / "here" / name)
        assert not (tmp_path / "there" / "refused.parquet").exists()

    def test_what_is_refused_is_named_and_the_rest_is_done(self, tmp_path: Path) -> None:
        good = REPORTS.read_text(encoding="utf-8").splitlines()[0]
        one, two = json.loads(good), json.dumps({"id": "x", "text": "Nothing happened."})
        (tmp_path / "a.jsonl").write_text(f"{good}\n\n{{broken\n{two}\n", encoding="utf-8")
        (tmp_path / "b.jsonl").write_text(f"{good}\n{json.dumps({**one, 'text': 'Another text.'})}\n{json.dumps({'id': 'y', 'text': ' '})}\n", encoding="utf-8")
        done = istor("run", f"file://{tmp_path}/a.jsonl", f"file://{tmp_path}/b.jsonl", "--engine", "spark", "--output", str(tmp_path / "out"))
        assert done.returncode == 1
        refused = [line for line in done.stderr.splitlines() if line.startswith("refused")]
        assert len(refused) == 3
        assert sum("another report of that id" in line for line in refused) == 1
        assert sum("{broken" in line and "a.jsonl" in line for line in refused) == 1
        assert len(ids(tmp_path / "out" / "mentions.parquet")) == len(set(ids(tmp_path / "out" / "mentions.parquet")))
        assert len(ids(tmp_path / "out" / "refused.parquet")) == 3

    def test_an_address_that_spark_cannot_open_is_said_in_a_line(self, tmp_path: Path) -> None:
        far = istor("run", "s3a://bucket/reports.jsonl", "--engine", "spark", "--output", "s3a://bucket/out")
        assert far.returncode == 1
        assert "spark.jars.packages=org.apache.hadoop:hadoop-aws" in far.stderr
        assert "Traceback" not in far.stderr
        none = istor("run", f"file://{tmp_path}/none.jsonl", "--engine", "spark", "--output", str(tmp_path / "out"))
        assert none.returncode == 1
        assert "none.jsonl" in none.stderr
        assert "Traceback" not in none.stderr


class Reader:
    """Stands for a session: notes what it is asked to open."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.sparkContext = self
        self.read = self

    def setLogLevel(self, level: str) -> None: ...
    def stop(self) -> None: ...

    def parquet(self, address: str) -> "Reader":
        self.opened.append(address)
        return self

    def count(self) -> int:
        return 7


def test_addresses_and_settings_go_to_spark_as_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    reader = Reader()

    def session(master: str, **settings: str) -> Reader:
        seen.update(settings, master=master)
        return reader

    def run(spark: Any, reports: Any, mentions: str, events: str, **more: Any) -> tuple[()]:
        seen.update(reports=tuple(reports), mentions=mentions, events=events, refused=more["refused"])
        return ()

    monkeypatch.setattr(engine, "session", session)
    monkeypatch.setattr(engine, "run", run)
    words = ["run", "s3a://b/in/", "hdfs://n:1/x.parquet", "--engine", "spark", "--master", "spark://h:7077", "--output", "s3a://b/out/"]
    done = CliRunner().invoke(main, [*words, "--conf", "spark.hadoop.fs.s3a.endpoint=http://h:9000?a=b", "--conf", "spark.jars.packages=x"])
    assert done.exit_code == 0, done.output
    assert "7 events from 7 mentions in s3a://b/out" in done.output
    assert seen["reports"] == ("s3a://b/in/", "hdfs://n:1/x.parquet")
    assert (seen["mentions"], seen["events"]) == ("s3a://b/out/mentions.parquet", "s3a://b/out/events.parquet")
    assert seen["refused"] == "s3a://b/out/refused.parquet"
    assert seen["master"] == "spark://h:7077"
    assert seen["spark.hadoop.fs.s3a.endpoint"] == "http://h:9000?a=b"
    assert reader.opened == [seen["mentions"], seen["events"]]


def test_an_address_is_no_folder_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["run", str(REPORTS), "--engine", "embedded", "--output", "s3a://bucket/out"])
    assert done.exit_code == 1
    assert "only --engine spark" in done.output
    assert not list(tmp_path.iterdir())


def test_a_setting_is_a_name_and_a_value() -> None:
    done = CliRunner().invoke(main, ["run", "x", "--engine", "spark", "--output", "y", "--conf", "spark"])
    assert done.exit_code == 2


@pytest.mark.parametrize("reason", ["boom", "java.lang.OutOfMemoryError"])
def test_other_errors_are_not_hidden(reason: str) -> None:
    assert running.said(RuntimeError(reason)) is None
