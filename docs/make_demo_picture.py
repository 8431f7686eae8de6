"""Writes docs/demo.svg, the picture of the README:  python docs/make_demo_picture.py"""

import io
import tempfile
from pathlib import Path

from rich.console import Console

from istor.corridor import run
from istor.examples import FOLDER
from istor.publishing.terminal import table
from istor.storing import Store

if __name__ == "__main__":
    out = Console(record=True, width=140, highlight=False, file=io.StringIO())
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        run([str(FOLDER / "reports")], store)
        out.print(table(store.events(), out.width))
    Path(__file__).with_name("demo.svg").write_text(out.export_svg(title="istor run reports/"), encoding="utf-8")
