"""Explanations for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from istor.linking import Term, same_origin, translation
from istor.model import Event, Mention, Report, Statement
from istor.publishing.words import heading, shown, whose

_ORDER = (
    "type",
    "stage",
    "date",
    "date_bound",
    "place",
    "perpetrator",
    "responsibility",
    "target",
    "victim",
    "recipient",
    "speaker",
    "killed",
    "injured",
)


def explain(e: Event, reports: dict[str, Report]) -> Group:
    """Each property with its alternatives, who says each, the words, and where they stand."""
    lines: list[object] = [Text(shown(heading(e)), style="bold"), Text(shown(f"{e.id} · {e.origins_reason}"), style="dim")]
    if e.one_side is not None:
        lines.append(Text(shown(f"all {e.origins} origins are of one side: {whose(e.one_side)}"), style="bold magenta"))
    if e.disagreements:
        lines.append(Text("reports disagree on: " + ", ".join(e.disagreements), style="bold red"))
    by_property: dict[str, list[Statement]] = {}
    for s in e.statements:
        by_property.setdefault(s.property, []).append(s)
    names = [p for p in _ORDER if p in by_property] + sorted(p for p in by_property if p not in _ORDER)
    for name in names:
        title = Text(f"\n{name.replace('_', ' ')}", style="bold cyan")
        q = e.quantities.get(name)
        if q is not None:
            title.append(f"   best {q.best} by policy {q.policy!r}", style="default")
        lines.append(title)
        groups: dict[str, list[Statement]] = {}
        for s in by_property[name]:
            groups.setdefault(_value(s), []).append(s)
        for value, said in groups.items():
            lines.append(Padding(Text(shown(value), style="bold"), (0, 0, 0, 2)))
            for told in _by_teller(said):
                lines.append(Padding(_said(told, reports.get(told[0].report)), (0, 0, 0, 4)))
    return Group(*lines)  # type: ignore[arg-type]


def _value(s: Statement) -> str:
    if s.low is not None or s.high is not None:
        from istor.model import Bounds

        words = Bounds(low=s.low, high=s.high, approximate=s.approximate).words()
        return words + (f"  of {s.about}" if s.about else "")
    return s.value or "stated"


def _by_teller(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements of one speaker in one report stand on one line."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in statements:
        key = (s.report, s.speaker.actor_name or s.speaker.text, s.speaker.via, s.modality)
        groups.setdefault(key, []).append(s)
    return list(groups.values())


def _said(told: Sequence[Statement], report: Report | None) -> Text:
    """The words, who says them, how sure, and where they stand: `“killed” “attack”  Police via Agency  report[3:9 40:46]`."""
    s = told[0]
    who = s.speaker.actor_name or s.speaker.text or (report.outlet if report and report.outlet else s.report)
    line = Text(" ".join(f"“{shown(x.quote)}”" for x in told))
    line.append(f"  {shown(who)}", style="green")
    if s.speaker.via:
        line.append(f" via {shown(', '.join(s.speaker.via))}", style="green dim")
    if s.speaker.sides:
        line.append(f"  ({shown('; '.join(f'{x.outlet}: {whose(x)}' for x in s.speaker.sides))})", style="magenta")
    if s.modality != "asserted":
        line.append(f"  {s.modality}", style="yellow")
    line.append(f"  {shown(s.report)}[{' '.join('title' if x.start is None else f'{x.start}:{x.end}' for x in told)}]", style="dim")
    return line


def waterfall(a: Mention, b: Mention, reason: str | None, terms: Sequence[Term], points: float, threshold: float) -> Table:
    """What speaks for and against two mentions being one event."""
    t = Table(title=f"{a.id}  ~  {b.id}", header_style="bold", box=None)
    t.add_column("feature")
    t.add_column("points", justify="right")
    t.add_column("why")
    for term in terms:
        t.add_row(term.feature, Text(f"{term.points:+.1f}", style="green" if term.points > 0 else "red"), term.why)
    verdict = f"cannot be one event: {reason}" if reason else "one event" if points >= threshold else "not enough"
    t.add_row(Text("total", style="bold"), Text(f"{points:+.1f}", style="bold"), Text(f"{verdict} (from {threshold:.1f})", style="bold"))
    return t


def sources(a: Mention, b: Mention, texts: tuple[str, str]) -> Group:
    """Why two mentions count as one source, or not; of a translation, the sentences that stand for each other."""
    reason = same_origin(a, b)
    lines: list[object] = [Text(shown(f"one source: {reason}" if reason else "independent sources, as far as can be told"), style="bold")]
    found = translation(a, b)
    if found is not None:
        t = Table(header_style="bold", box=None)
        for heading in (a.report, b.report, "both say"):
            t.add_column(shown(heading))
        for s in found.sentences:
            t.add_row(*(Text(shown(text[start:end])) for text, (start, end) in zip(texts, (s.first, s.second), strict=True)), Text(" ".join(s.shared), style="dim"))
        lines.append(t)
    return Group(*lines)  # type: ignore[arg-type]


def console() -> Console:
    return Console(highlight=False)
