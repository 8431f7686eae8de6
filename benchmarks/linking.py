"""How long a Parquet file of mentions takes to be linked and reconciled, how much memory, and how that grows:  python benchmarks/linking.py [N ...]

Mentions are made (benchmarks/made_mentions.py): two sites with 14 real events a day, as many events again spread over 4,000 sites; one to five reports each.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from math import comb
from pathlib import Path

import duckdb
import msgspec
from rich.console import Console
from rich.table import Table

from istor.engines.embedded import link_parquet, write_mentions

sys.path.insert(0, str(Path(__file__).parent))
from made_mentions import made


class Heads(msgspec.Struct):
    mentions: tuple[str, ...]


def measure(n: int, processes: int, loud: bool) -> tuple[int, int, float, float, float, float, float]:
    """(mentions, events, wall seconds, CPU seconds, peak memory in GB of the largest processes together, pair precision, pair recall)."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "mentions.parquet", Path(folder) / "events.parquet"
        wanted: dict[str, int] = {}

        def keep():  # type: ignore[no-untyped-def]
            for m, event in made(n):
                wanted[m.id] = event
                yield m

        total = write_mentions(keep(), source)
        start, used = time.perf_counter(), _cpu()
        say = (lambda words: print(f"  {time.perf_counter() - start:7.1f} s  {words}", file=sys.stderr)) if loud else (lambda _: None)
        events = link_parquet(source, target, processes=processes, say=say)
        wall, cpu = time.perf_counter() - start, _cpu() - used
        own, child = (resource.getrusage(w).ru_maxrss / 2**20 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        right = found = 0
        with duckdb.connect() as c:
            for (body,) in c.execute(f"SELECT body FROM read_parquet('{target}')").fetchall():
                ids = msgspec.json.decode(body, type=Heads).mentions
                found += comb(len(ids), 2)
                right += sum(comb(k, 2) for k in Counter(wanted[i] for i in ids).values())
        gold = sum(comb(k, 2) for k in Counter(wanted.values()).values())
    return total, events, wall, cpu, own + processes * child, right / max(1, found), right / max(1, gold)


def _cpu() -> float:
    return sum(u.ru_utime + u.ru_stime for u in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[50_000, 100_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--loud", action="store_true", help="say each step")
    wanted = parser.parse_args()
    table = Table("mentions", "events", "wall s", "CPU s", "growth of CPU", "memory GB", "pair P", "pair R")
    before = None
    for n in wanted.sizes:
        total, events, wall, cpu, memory, p, r = measure(n, wanted.processes, wanted.loud)
        table.add_row(f"{total:,}", f"{events:,}", f"{wall:.1f}", f"{cpu:.1f}", f"{cpu / before:.2f}" if before else "", f"{memory:.2f}", f"{p:.3f}", f"{r:.3f}")
        before = cpu
    Console(width=120).print(table)




if __name__ == "__main__":
    main()
