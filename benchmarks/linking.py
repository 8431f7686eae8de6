"""How long a Parquet file of mentions takes to be linked and reconciled, how much memory, and how that grows:  python benchmarks/linking.py [N ...]

Mentions are made (benchmarks/made_mentions.py): two sites with 14 real events a day, as many events again spread over 4,000 sites; one to five reports each.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import suppress
from math import comb
from pathlib import Path

import duckdb
import msgspec
from rich.console import Console
from rich.table import Table

from istor.engines.embedded import write_mentions

sys.path.insert(0, str(Path(__file__).parent))
from made_mentions import made

LINK = "import sys; from pathlib import Path; from istor.engines.embedded import link_parquet; " + (
    "link_parquet(Path(sys.argv[1]), Path(sys.argv[2]), processes=int(sys.argv[3]), say=lambda w: print(w, file=sys.stderr, flush=True))"
)


class Heads(msgspec.Struct):
    mentions: tuple[str, ...]


def measure(n: int, processes: int, loud: bool) -> tuple[int, int, float, float, float, float, float]:
    """(mentions, events, wall seconds, CPU seconds, peak memory of all processes together in GB, pair precision, pair recall). Linking has a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "mentions.parquet", Path(folder) / "events.parquet"
        wanted: dict[str, int] = {}

        def keep():  # type: ignore[no-untyped-def]
            for m, event in made(n):
                wanted[m.id] = event
                yield m

        total = write_mentions(keep(), source)
        start, used, peak = time.perf_counter(), _cpu(), 0.0
        with subprocess.Popen([sys.executable, "-c", LINK, str(source), str(target), str(processes)], stderr=None if loud else subprocess.DEVNULL) as work:
            while work.poll() is None:
                peak = max(peak, sum(map(_resident, _family(work.pid))))
                time.sleep(0.2)
        wall, cpu = time.perf_counter() - start, _cpu() - used
        events = right = found = 0
        with duckdb.connect() as c:
            told = c.execute(f"SELECT body FROM read_parquet('{target}')")
            while some := told.fetchmany(5000):
                for (body,) in some:
                    ids = msgspec.json.decode(body, type=Heads).mentions
                    events += 1
                    found += comb(len(ids), 2)
                    right += sum(comb(k, 2) for k in Counter(wanted[i] for i in ids).values())
        gold = sum(comb(k, 2) for k in Counter(wanted.values()).values())
    return total, events, wall, cpu, peak, right / max(1, found), right / max(1, gold)


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    children: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children[int(stat.read_text().rsplit(")", 1)[1].split()[1])].append(int(stat.parent.name))
    found = [pid]
    for p in found:
        found += children[p]
    return found


def _resident(pid: int) -> float:
    """GB in memory now. (The peak that the system keeps of a process is its parent's where that was larger when it started.)"""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**30
    return 0.0


def _cpu() -> float:
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


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
