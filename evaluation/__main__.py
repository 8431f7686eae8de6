"""The outside sets beside the peers' figures:  python -m evaluation [SET ...] [--half held|tuning] [--write-floors]"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.measure import LOWER_IS_BETTER, PEERS, SETS

FLOORS = Path(__file__).with_name("floors.json")


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation")
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], default=[], help="which sets; all by default")
    parser.add_argument("--half", choices=("held", "tuning"), default="held")
    parser.add_argument("--write-floors", action="store_true", help="set the floors to what was just measured; a person decides to")
    wanted = parser.parse_args()
    table = Table("set", "figure", wanted.half, "others")
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    for name in wanted.sets or SETS:
        figures = SETS[name](wanted.half)
        for figure, value in figures.items():
            table.add_row(name, figure, f"{value:g}", PEERS.get((name, figure), ""))
        if wanted.write_floors and wanted.half == "held":
            floors[name] = figures
    Console().print(table)
    if wanted.write_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")


__all__ = ["LOWER_IS_BETTER", "main"]
if __name__ == "__main__":
    main()
