"""`istor actors show` and `istor actors import`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from istor.cli import main


def test_show_explains_a_name() -> None:
    done = CliRunner().invoke(main, ["actors", "show", "Jabhat al-Nousra", "--date", "2014-05-01"])
    assert done.exit_code == 0
    shown = json.loads(done.output)
    assert shown["actor"]["id"] == "nusra-front"
    assert "spelling" in shown["reason"]


def test_import_writes_a_table_and_names_what_it_refuses(tmp_path: Path) -> None:
    source, out = tmp_path / "mine.csv", tmp_path / "mine.tsv"
    source.write_text("name,country\nRiver Guard,MLI\n,FRA\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["actors", "import", str(source), "-o", str(out)])
    assert done.exit_code == 1
    assert "entry 2: no name" in done.output
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("river-guard\tRiver Guard\tunknown\tMLI")
