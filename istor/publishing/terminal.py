"""Tables and explanations for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from istor.linking import Term
from istor.model import Event, Mention, Report, Statement
from istor.publishing.words import figure, heading, label, sides, when, where


def table(events: Sequence[Event], width: int) -> Table:
    """Events, one a row. A `!` marks that reports disagree; `n/o` are reports and independent origins."""
    t = Table(header_style="bold", box=None, pad_edge=False, expand=False)
    t.add_column("id", style="cyan", no_wrap=True)
    t.add_column("when", no_wrap=True)
    t.add_column("where", max_width=24)
    t.add_column("what", max_width=26)
    t.add_column("who", max_width=34 if width > 120 else 20)
    if width > 110:
        t.add_column("to whom", max_width=26)
    t.add_column("killed", justify="right")
    t.add_column("injured", justify="right")
    if width > 110:
        t.add_column("weapons", max_width=18)
    t.add_column("n/o", justify="right", no_wrap=True)
    t.add_column("", style="bold red", no_wrap=True)
    for e in events:
        what = Text(label(e))
        if e.stage != "accomplished":
            what.append(f" {e.stage}", style="yellow")
        fired = figure(e.quantities.get("weapons_fired"))
        weapons = ", ".join(i.type.replace("_", " ") for i in e.instruments[:2]) + (f" {fired}" if fired else "")
        row: list[str | Text] = [e.id[:7], when(e), where(e), what, sides(e, "perpetrator", "speaker")]
        if width > 110:
            row.append(sides(e, "target", "victim", "recipient"))
        row += [figure(e.quantities.get("killed")), figure(e.quantities.get("injured"))]
        if width > 110:
            row.append(weapons)
        row += [f"{len(e.reports)}/{e.origins}", "!" if e.disagreements else ""]
        t.add_row(*row)
    return t


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
    lines: list[object] = [Text(heading(e), style="bold"), Text(f"{e.id}  ·  {e.origins_reason}", style="dim")]
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
            lines.append(Padding(Text(value, style="bold"), (0, 0, 0, 2)))
            for s in said:
                lines.append(Padding(_said(s, reports.get(s.report)), (0, 0, 0, 4)))
    return Group(*lines)  # type: ignore[arg-type]


def _value(s: Statement) -> str:
    if s.low is not None or s.high is not None:
        from istor.model import Bounds

        words = Bounds(low=s.low, high=s.high, approximate=s.approximate).words()
        return words + (f"  of {s.about}" if s.about else "")
    return s.value or "stated"


def _said(s: Statement, report: Report | None) -> Text:
    who = s.speaker.actor_name or s.speaker.text or (report.outlet if report and report.outlet else s.report)
    line = Text(f"“{' '.join(s.quote.split())}”")
    line.append(f"  {who}", style="green")
    if s.speaker.via:
        line.append(f" via {', '.join(s.speaker.via)}", style="green dim")
    if s.modality != "asserted":
        line.append(f"  {s.modality}", style="yellow")
    line.append(f"  {s.report}[{s.start}:{s.end}]", style="dim")
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


def console() -> Console:
    return Console(highlight=False)
