"""How long adding to a store takes against linking everything:  python benchmarks/adding.py [--store 20000] [--added 200]

Mentions are made (benchmarks/made_mentions.py), one a report; coding is not counted. Both ways must give the same events.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from istor.model import Mention, Report
from istor.storing import Store, adding

sys.path.insert(0, str(Path(__file__).parent))
from made_mentions import made


def put(store: Store, mentions: Sequence[Mention]) -> None:
    for start in range(0, len(mentions), 1000):
        some = mentions[start : start + 1000]
        store.add_reports([Report(id=m.report, text=m.report) for m in some])
        store.replace_mentions({m.report: [m] for m in some}, "benchmark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=int, default=20_000)
    parser.add_argument("--added", type=int, default=200)
    parser.add_argument("--days", choices=("spread", "last"), default="last", help="added reports tell of the last days, or of any")
    parser.add_argument("--once", action="store_true", help="do not link everything anew to compare")
    wanted = parser.parse_args()
    mentions = list({m.id: m for m, _ in made(wanted.store + wanted.added)}.values())
    step = max(1, len(mentions) // wanted.added)
    added = mentions[-wanted.added :] if wanted.days == "last" else mentions[::step][: wanted.added]
    late = {m.id for m in added}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "store.db") as store:
        put(store, [m for m in mentions if m.id not in late])
        first = _seconds(lambda: adding.link_all(store, "rules", "latest"))
        put(store, added)
        touched: list[bool] = []
        add = _seconds(lambda: touched.append(adding.add(store, "rules", "latest")))
        size = (Path(folder) / "store.db").stat().st_size / 2**20
        print(f"{len(mentions) - len(added):,} linked in {_words(first)}; {len(added):,} added in {_words(add)}; store {size:.0f} MB; load {os.getloadavg()[0]:.1f}", flush=True)
        if touched != [True]:
            raise SystemExit("it wants everything linked anew")
        if not wanted.once:
            grown = {frozenset(e.mentions) for e in store.events()}
            again = _seconds(lambda: adding.link_all(store, "rules", "latest"))
            same = grown == {frozenset(e.mentions) for e in store.events()}
            print(f"all linked anew in {_words(again)}: {again[1] / add[1]:.0f} times the CPU; same clusters: {same}")
            if not same:
                raise SystemExit(1)


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """(by the clock, of the processor)."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def _words(took: tuple[float, float]) -> str:
    return f"{took[0]:.2f} s ({took[1]:.2f} CPU s)"


if __name__ == "__main__":
    main()
