"""`istor run --engine`: Parquet in place of a store."""

from pathlib import Path

import duckdb
from click.testing import CliRunner

from istor.cli import main
from istor.examples import FOLDER


def test_the_embedded_engine_writes_mentions_and_events(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["run", str(FOLDER / "reports"), "--engine", "embedded", "--output", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    with duckdb.connect() as c:
        for name in ("mentions", "events"):
            assert c.execute(f"SELECT count(*) FROM read_parquet('{tmp_path}/out/{name}.parquet')").fetchall()[0][0] > 0


def test_an_engine_wants_a_folder() -> None:
    done = CliRunner().invoke(main, ["run", "x.jsonl", "--engine", "embedded"])
    assert done.exit_code == 2
    assert "--output" in done.output
