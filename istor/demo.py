"""The main job on the example reports: the events, one of them explained line by line, and what to type next."""

from __future__ import annotations

import sys
from os.path import relpath
from pathlib import Path
from shutil import which

from rich.console import Console
from rich.rule import Rule

from istor.corridor import run
from istor.examples import FOLDER
from istor.publishing.listing import Listing
from istor.publishing.terminal import explain
from istor.storing import Store

STORE = Path("istor-demo.db")
BIN = "" if which("istor") else f"{relpath(Path(sys.executable).parent)}/"
"""What to type before `istor` where it is not on the path, as after `make demo`."""


def demo(out: Console, path: Path = STORE) -> None:
    """Run the corridor on the examples into a store at `path`, and print what came of it."""
    with Store.open(path) as store:
        outcome = run([str(FOLDER / "reports")], store)
        events = store.events()
        out.print(Rule("events", align="left"))
        out.print(Listing(events))
        out.print(f"\n{outcome.events} events from {outcome.read} reports. [dim]n/o: reports and independent origins; ! reports disagree.[/dim]\n")
        contested = max(events, key=lambda e: (len(e.disagreements), len(e.statements), e.id), default=None)
        if contested is not None:
            out.print(Rule("one event, line by line", align="left"))
            out.print(explain(contested, {r: found for r in contested.reports if (found := store.report(r)) is not None}))
            out.print(Rule(align="left"))
            out.print(f"The store lies at [bold]{path}[/bold]. Type next:")
            for command, does in (
                (f"istor explain {contested.id[:7]} --store {path}", "who says what, in which words"),
                (f"istor serve --store {path}", "the same in a browser"),
                (f"istor export --to csv -o events.csv --store {path}", "or geojson, parquet, acled, ucdp-ged"),
                ("istor run REPORTS --store mine.db", "your own .txt, .html, .jsonl or folders"),
            ):
                out.print(f"  [cyan]{BIN}{command}[/cyan]\n      [dim]{does}[/dim]", soft_wrap=True)


if __name__ == "__main__":
    demo(Console(highlight=False))
