"""Writes docs/demo.svg, the picture of the README:  python docs/make_demo_picture.py"""

import io
import tempfile
from pathlib import Path

from rich.console import Console

from istor.corridor import run
from istor.examples import FOLDER
from istor.publishing.listing import Listing
from istor.storing import Store

if __name__ == "__main__":
    out = Console(record=True, width=110, highlight=False, file=io.StringIO())
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        run([str(FOLDER / "reports")], store)
        out.print(Listing(store.events()))
    Path(__file__).with_name("demo.svg").write_text(out.export_svg(title="istor run reports/"), encoding="utf-8")
