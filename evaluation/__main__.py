"""The sets beside the peers' figures, each half apart:  python -m evaluation [SET ...] [--half tuning|held|both] [--detail] [--errors] [--write-floors]"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evaluation import decisions
from evaluation.scoring.base import Score
from evaluation.sets import INFORMATIVE, LOWER_IS_BETTER, SETS, EvalSet
from evaluation.sources import changed

FLOORS = Path(__file__).with_name("floors.json")
HALVES = ("tuning", "held")
MARKS = ("<!-- figures -->", "<!-- /figures -->")
"""Between which `--into` writes."""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="evaluation", description="Measure the project on outside sets and on our own.")
    made.add_argument("sets", nargs="*", metavar="SET", help=f"which sets; all by default: {', '.join(SETS)}")
    made.add_argument("--half", choices=(*HALVES, "both"), default="both", help="rules are tuned on one half; the held-out half is only reported")
    made.add_argument("--store", metavar="FILE", help="measure on what reviewers decided in this store, and on nothing else")
    made.add_argument("--limit", type=int, help="at most so many documents of each half, the first ones; figures of a sample are no figures")
    made.add_argument("--detail", action="store_true", help="figures by slot or label too")
    made.add_argument("--errors", action="store_true", help="show misses and inventions of the tuning half with their text")
    made.add_argument("--about", help="with --errors: only this label, slot or property")
    made.add_argument("--kind", choices=("missed", "invented", "wrong"), help="with --errors: only these")
    made.add_argument("--document", help="with --errors: only this document")
    made.add_argument("--show", type=int, default=40, help="with --errors: at most so many")
    made.add_argument(
        "--write-floors", action="store_true", help="set the floors to what was just measured on the held-out half; a person decides to"
    )
    made.add_argument("--into", metavar="FILE", type=Path, help="write the held-out figures as a table between the marks of a Markdown file")
    return made


def main(words: Sequence[str] | None = None) -> int:
    wanted = parser().parse_args(words)
    unknown = [s for s in wanted.sets if s not in SETS]
    if unknown:
        parser().error(f"no set {unknown[0]!r}; there are {', '.join(SETS)}")
    out = Console(width=None if sys.stdout.isatty() else 150)
    try:
        if wanted.store:
            out.print(table({"decisions": {"held": decisions.score(wanted.store)}}))
            return 0
        chosen = [SETS[name] for name in wanted.sets or SETS]
        for s in chosen:
            for file in changed(s.name):
                out.print(f"[yellow]{file} is not the file that our figures were measured on[/]")
        if wanted.errors:
            for s in chosen:
                browse(s, wanted, out)
            return 0
        measured = {s.name: _scores(s, wanted) for s in chosen}
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    out.print(table(measured))
    if wanted.detail:
        for name, scores in measured.items():
            _detail(SETS[name], scores, out)
    if wanted.write_floors:
        _write_floors(measured)
    if wanted.into:
        wanted.into.write_text(_between_marks(wanted.into.read_text(encoding="utf-8"), markdown(measured)), encoding="utf-8")
    return 0


def _scores(s: EvalSet, wanted: argparse.Namespace) -> dict[str, Score]:
    halves = HALVES if wanted.half == "both" else (wanted.half,)
    rows = {half: s.gold(half)[: wanted.limit] for half in halves}
    return {half: s.measure(gold) for half, gold in rows.items() if gold}


def table(measured: dict[str, dict[str, Score]]) -> Table:
    """Figures of both halves with their intervals, beside those of others and our targets."""
    made = Table("set", "figure", "tuning half", "held-out half", "others", "target")
    for name, scores in measured.items():
        totals = {half: score.total() for half, score in scores.items()}
        spans = {half: score.intervals() for half, score in scores.items()}
        figures = list(dict.fromkeys(f for t in totals.values() for f in t))
        for k, figure in enumerate(figures):
            sure = figure in INFORMATIVE
            cells = [_cell(totals.get(half, {}).get(figure), None if sure else spans.get(half, {}).get(figure)) for half in HALVES]
            known = SETS.get(name)
            target = known.targets.get(figure) if known else None
            sign = "≤" if figure in LOWER_IS_BETTER else "≥"
            made.add_row(
                name if k == 0 else "", figure, *cells, known.peers.get(figure, "") if known else "", f"{sign} {target:g}" if target is not None else "",
                end_section=k == len(figures) - 1,
            )  # fmt: skip
    return made


def markdown(measured: dict[str, dict[str, Score]]) -> str:
    """The held-out figures that have a target or a peer, as a Markdown table."""
    lines = ["| set | figure | held-out half (95 %) | others | target |", "|---|---|---|---|---|"]
    for name, scores in measured.items():
        if "held" not in scores:
            continue
        spans, s = scores["held"].intervals(), SETS[name]
        for figure, value in scores["held"].total().items():
            if figure in s.targets or figure in s.peers:
                sign = "≤" if figure in LOWER_IS_BETTER else "≥"
                target = f"{sign} {s.targets[figure]:g}" if figure in s.targets else ""
                lines.append(f"| {name} | {figure} | {_cell(value, spans.get(figure))} | {s.peers.get(figure, '')} | {target} |")
    return "\n".join(lines)


def _between_marks(text: str, new: str) -> str:
    """Raises ValueError where the marks are missing."""
    before, mark, rest = text.partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not (mark and end):
        raise ValueError(f"no {MARKS[0]} and {MARKS[1]}")
    return f"{before}{mark}\n{new}\n{end}{after}"


def _cell(value: float | None, span: tuple[float, float] | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" + (f"  ({span[0]:.1f}–{span[1]:.1f})" if span else "")


def _detail(s: EvalSet, scores: dict[str, Score], out: Console) -> None:
    if s.detail is None:
        return
    columns = {half: s.detail(score) for half, score in scores.items()}
    made = Table(s.name, *columns)
    for name in dict.fromkeys(n for c in columns.values() for n in c):
        made.add_row(name, *(c.get(name, "") for c in columns.values()))
    out.print(made)


def browse(s: EvalSet, wanted: argparse.Namespace, out: Console) -> None:
    """Print errors of the tuning half, then how many there are of each kind."""
    if s.errors is None:
        out.print(f"{s.name} has no error browser")
        return
    rows = [r for r in s.gold("tuning") if wanted.document in (None, r["id"])][: wanted.limit]
    found = [
        e for e in s.errors(rows)
        if (wanted.about is None or e.about == wanted.about) and (wanted.kind is None or e.kind == wanted.kind)
    ]  # fmt: skip
    for e in islice(found, wanted.show):
        out.print(f"[bold]{escape(e.document)}[/]  {e.kind}  [cyan]{escape(e.about)}[/]")
        for label, words in (("wanted", e.wanted), ("found ", e.found), ("text  ", e.snippet)):
            if words:
                out.print(f"  {label}  {escape(words)}", highlight=False)
    counted = Counter((e.about, e.kind) for e in found)
    made = Table(f"{s.name}: {len(found)} errors in {len(rows)} documents of the tuning half", "missed", "invented", "wrong")
    for about in sorted({a for a, _ in counted}, key=lambda a: -sum(n for (b, _), n in counted.items() if b == a)):
        made.add_row(about, *(str(counted[about, k] or "") for k in ("missed", "invented", "wrong")))
    out.print(made)


def _write_floors(measured: dict[str, dict[str, Score]]) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, scores in measured.items():
        if "held" in scores:
            floors[name] = {f: round(v, 1) for f, v in scores["held"].total().items() if f not in INFORMATIVE}
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
