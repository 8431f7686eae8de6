"""The main job on the example reports: the events, one of them explained line by line, and what to type next."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from istor.corridor import run
from istor.examples import FOLDER
from istor.publishing.terminal import explain, table
from istor.storing import Store

STORE = Path("istor-demo.db")


def demo(out: Console, path: Path = STORE) -> None:
    """Run the corridor on the examples into a store at `path`, and print what came of it."""
    with Store.open(path) as store:
        outcome = run([str(FOLDER / "reports")], store)
        events = store.events()
        out.print(Rule("events", align="left"))
        out.print(table(events, out.width))
        out.print(f"\n{outcome.events} events from {outcome.read} reports. [dim]n/o: reports and independent origins; ! reports disagree.[/dim]\n")
        contested = max(events, key=lambda e: (len(e.disagreements), len(e.statements), e.id), default=None)
        if contested is not None:
            out.print(Rule("one event, line by line", align="left"))
            out.print(explain(contested, {r: found for r in contested.reports if (found := store.report(r)) is not None}))
            out.print(Rule(align="left"))
            out.print(f"The store lies at [bold]{path}[/bold]. Next:")
            out.print(f"  istor explain {contested.id[:7]} --store {path}      who says what, in which words")
            out.print(f"  istor export --to csv --store {path}        take it away (geojson, parquet, acled, ucdp-ged ...)")
            out.print("  istor run YOUR_REPORTS --store mine.db           your own .txt, .html or .jsonl")


if __name__ == "__main__":
    demo(Console(highlight=False))
