"""The whole corridor in one process, in two and on Spark (reports a second), and how well reports are brought together: ours beside TF-IDF clustering and Splink.

    pip install -e '.[bench,spark]'
    python benchmarks/linkers.py [REPORTS.jsonl] [--half held] [--no-spark]

Reports are JSON Lines of the contract with `incident`, the event that each tells; by default those of the outside set `incidents`. All three get the same main mentions of the same reports
(TF-IDF their texts). Thresholds of the others are the best on the tuning half; Splink's weights come from its own estimation on the half that is measured. Ours are as they ship.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from evaluation.scoring.base import f1, ratio
from evaluation.scoring.incidents import _link_rows, linking
from evaluation.sources import half_of, rows, shared
from istor.corridor import link_mentions
from istor.model import Mention

Clusters = dict[str, Any]
"""Report -> its cluster."""
DISTANCES = tuple(k / 40 for k in range(1, 40))
PROBABILITIES = (0.1, 0.5, 0.9, *(1 - 10**-k for k in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)))
"""Thresholds that are tried: of cosine distance, of Splink's probability of a match."""


# ---- speed
def _adopt_orphans() -> None:
    """CPU of grandchildren counts too: Spark's machine outlives the process that starts it."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def corridor(path: Path, n: int, *words: str) -> tuple[str, ...]:
    """`istor run` of a file, in a process of its own: (seconds, CPU seconds, reports a second by the clock, by CPU)."""
    with tempfile.TemporaryDirectory() as folder:
        start, used = time.perf_counter(), _cpu()
        done = subprocess.run([sys.executable, "-m", "istor", "run", str(path), *words, "--output", folder], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr[-2000:])
        wall = time.perf_counter() - start
        while True:
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                break
        cpu = _cpu() - used
    return f"{wall:.1f}", f"{cpu:.1f}", f"{n / wall:.1f}", f"{n / cpu:.1f}"


def _cpu() -> float:
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


# ---- linkers
def ours(reports: Sequence[dict[str, Any]], mains: dict[str, Mention], everything: Sequence[Mention]) -> Clusters:
    event_of = {m: e.id for e in link_mentions(everything) for m in e.mentions}
    return {r["id"]: event_of[mains[r["id"]].id] if r["id"] in mains else "alone:" + r["id"] for r in reports}


def tfidf(reports: Sequence[dict[str, Any]]) -> Callable[[float], Clusters]:
    """Average-linkage clustering of TF-IDF vectors of title and text, by cosine distance."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_distances

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", ngram_range=(1, 2), min_df=2).fit_transform([f"{r.get('title') or ''}\n{r['text']}" for r in reports])
    apart = cosine_distances(matrix)

    def at(threshold: float) -> Clusters:
        made = AgglomerativeClustering(n_clusters=None, distance_threshold=threshold, metric="precomputed", linkage="average").fit_predict(apart)
        return {r["id"]: int(k) for r, k in zip(reports, made, strict=True)}

    return at


def splink(reports: Sequence[dict[str, Any]], mains: dict[str, Mention]) -> Callable[[float], Clusters]:
    """Splink on what our mentions say: days, places, type, figures, names; its own estimation, no labels."""
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_level_library as levels
    from splink import comparison_library as compare

    lines = [_row(r["id"], mains[r["id"]]) for r in reports if r["id"] in mains]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(map(json.dumps, lines)))
        file.flush()
        con = duckdb.connect()
        con.execute(f"CREATE TABLE mentions AS SELECT * FROM read_json('{file.name}', format='newline_delimited', columns={COLUMNS!r})")
    api = DuckDBAPI(con)
    days = compare.CustomComparison(
        output_column_name="day",
        comparison_levels=[
            levels.NullLevel("day"),
            *(levels.CustomLevel(f"abs(day_l - day_r) <= {n}", label_for_charts=f"{n} days") for n in (0, 1, 7)),
            levels.ElseLevel(),
        ],
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            days,
            compare.DistanceInKMAtThresholds("lat", "lon", [5, 25, 100]),
            compare.ExactMatch("type"),
            compare.ExactMatch("killed"),
            compare.ExactMatch("injured"),
            compare.ArrayIntersectAtSizes("names", [6, 4, 2, 1]),
            compare.ArrayIntersectAtSizes("people", [2, 1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("day"), block_on("place", "month"), block_on("people", arrays_to_explode=["people"]), block_on("streets", arrays_to_explode=["streets"]),
        ],
    )  # fmt: skip
    linker = Linker(api.register("mentions"), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "place"), block_on("person")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=7)
    for rule in (block_on("day"), block_on("person"), block_on("place", "month")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01)

    def at(threshold: float) -> Clusters:
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=threshold)
        cluster = {r["id"]: r["cluster_id"] for r in made.as_record_list()}
        return {r["id"]: cluster.get(r["id"], "alone:" + r["id"]) for r in reports}

    return at


COLUMNS = {
    "id": "VARCHAR", "day": "INTEGER", "month": "VARCHAR", "place": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "type": "VARCHAR", "killed": "INTEGER", "injured": "INTEGER",
    "names": "VARCHAR[]", "people": "VARCHAR[]", "person": "VARCHAR", "streets": "VARCHAR[]",
}  # fmt: skip


def _row(id: str, m: Mention) -> dict[str, Any]:
    from datetime import date

    def clues(kind: str) -> list[str]:
        return [c.partition(":")[2] for c in m.clues if c.startswith(f"{kind}:")]

    def figure(name: str) -> int | None:
        return m.quantities[name].low if name in m.quantities else None

    return {
        "id": id, "day": date.fromisoformat(m.date.start).toordinal() if m.date else None, "month": m.published.start[:7] if m.published else None,
        "place": m.place.name if m.place else None, "lat": m.place.latitude if m.place else None, "lon": m.place.longitude if m.place else None, "type": m.type,
        "killed": figure("killed"), "injured": figure("injured"), "names": clues("name"), "people": clues("person"), "person": next(iter(clues("person")), None), "streets": clues("street"),
    }  # fmt: skip


# ---- figures
def pair_figures(reports: Sequence[dict[str, Any]], found: Clusters) -> tuple[float, float, float]:
    """(pair precision, recall, F1) in percent, over all pairs of reports."""
    wanted = {r["id"]: r["incident"] for r in reports}
    sums = [sum(row[k] for row in _link_rows(wanted, found).values()) for k in range(1, 4)]
    p, r = ratio(sums[0], sums[1]), ratio(sums[0], sums[2])
    return p, r, f1(p, r)


def best(reports: Sequence[dict[str, Any]], at: Callable[[float], Clusters], steps: Sequence[float]) -> float:
    """The threshold with the highest pair F1."""
    return max(steps, key=lambda t: pair_figures(reports, at(t))[2])


def coded(reports: Sequence[dict[str, Any]]) -> tuple[dict[str, Mention], list[Mention]]:
    from evaluation.running import coded as work

    found = work(reports).mentions
    return {id: m for id, ms in found.items() for m in ms if m.main}, [m for ms in found.values() for m in ms]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, help="reports with `incident`")
    parser.add_argument("--half", choices=("tuning", "held"), default="held", help="which half is measured")
    parser.add_argument("--no-spark", action="store_true", help="leave Spark out")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--only", choices=("speed", "linking"), help="one of the two tables")
    wanted = parser.parse_args()
    path = wanted.path or shared() / "benchmarks" / "incidents" / "reports.jsonl"
    found, out = rows(path), Console(width=None if sys.stdout.isatty() else 120)
    out.print(f"{len(found):,} reports; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if wanted.only != "linking":
        _adopt_orphans()
        table = Table("the whole corridor", "seconds", "CPU seconds", "reports / s", "reports / CPU s")
        table.add_row("one process", *corridor(path, len(found), "--engine", "embedded", "--processes", "1"))
        table.add_row("two processes", *corridor(path, len(found), "--engine", "embedded", "--processes", "2"))
        if not wanted.no_spark:
            table.add_row(f"Spark, {wanted.master}", *corridor(path, len(found), "--engine", "spark", "--master", wanted.master))
        out.print(table)
        out.print(f"load {os.getloadavg()[0]:.1f}")
    if wanted.only != "speed":
        halves = {half: half_of(found, half, "incident") for half in ("tuning", wanted.half)}
        mains = {half: coded(reports) for half, reports in halves.items()}
        tuning, held = halves["tuning"], halves[wanted.half]
        table = Table("linker", "threshold", "pair P", "pair R", "pair F1", "ARI", "CoNLL")

        def add(name: str, threshold: str, clusters: Clusters) -> None:
            whole = linking({r["id"]: r["incident"] for r in held}, clusters)
            table.add_row(name, threshold, *(f"{x:.1f}" for x in (*pair_figures(held, clusters), whole["ARI"], whole["CoNLL"])))

        add("istor", "as shipped", ours(held, *mains[wanted.half]))
        for name, make, steps in (
            ("TF-IDF, average linkage", lambda half: tfidf(halves[half]), DISTANCES),
            ("Splink", lambda half: splink(halves[half], mains[half][0]), PROBABILITIES),
        ):  # fmt: skip
            try:
                t = best(tuning, make("tuning"), steps)
                add(name, f"{t:.12g}", make(wanted.half)(t))
            except ImportError as error:
                table.add_row(name, f"not installed: {error.name}")
        out.print(table)


if __name__ == "__main__":
    main()
