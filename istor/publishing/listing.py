"""Events as a list for a terminal of any width: two lines an event, and what has no room in the first moves to the second."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from istor.model import Event
from istor.publishing.words import doubt, figure, label, parties, shown, weapons, when, where

GAP = 2
WHAT, WHERE = 18, 20
"""Columns below which these are no longer read: `where` then moves to the second line."""


class Listing:
    """`n/o`: reports and independent origins; `!`: reports disagree."""

    def __init__(self, events: Sequence[Event], more: int = 0) -> None:
        self.events, self.more = events, more

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [_Row(e) for e in self.events]
        plan = _Plan(rows, options.max_width)
        yield plan.line("when", Text("what"), "where", "killed", "hurt", "n/o", "", style="bold")
        for row in rows:
            yield plan.line(row.when, row.what, row.where, row.killed, row.injured, row.count, row.mark)
            yield from plan.second(row)
        if self.more:
            yield Text(f"… and {self.more:,} more", style="dim")


class _Row:
    def __init__(self, e: Event) -> None:
        self.id, self.when, self.where = e.id[:7], when(e), shown(where(e))
        self.what = Text(shown(label(e)), style="bold")
        if e.stage != "accomplished":
            self.what.append(f" ({e.stage})", style="yellow")
        self.killed, self.injured = (figure(e.quantities.get(k), "/") for k in ("killed", "injured"))
        self.count, self.mark = f"{len(e.reports)}/{e.origins}", "!" if e.disagreements else ""
        self.who, self.whom, self.weapons = _named(e, "perpetrator", "speaker"), _named(e, "target", "victim", "recipient"), shown(weapons(e))


def _named(e: Event, *roles: str, most: int = 3) -> Text:
    """Names, each with how sure it is; doubt stands out."""
    found = parties(e, *roles)
    out = Text()
    for name, marks in list(found.items())[:most]:
        out.append("; " if out else "").append(shown(name))
        if said := doubt(marks):
            out.append(f" ({said})", style="yellow")
    return out.append(f"; +{len(found) - most}", style="dim") if len(found) > most else out


class _Plan:
    """Which column is how wide. `where` gives way first (to the second line), then `what` is cut."""

    def __init__(self, rows: Sequence[_Row], width: int) -> None:
        self.width = width
        self.fixed = {
            "when": max([4, *(len(r.when) for r in rows)]),
            "killed": max([6, *(len(r.killed) for r in rows)]),
            "injured": max([4, *(len(r.injured) for r in rows)]),
            "count": max([3, *(len(r.count) for r in rows)]),
            "mark": 1,
        }
        free = width - sum(self.fixed.values()) - GAP * 4 - 1
        wanted = max([WHAT, *(r.what.cell_len for r in rows)])
        places = max([WHERE, *(Text(r.where).cell_len for r in rows)])
        self.what = max(8, min(wanted, free))
        self.where = min(places, free - self.what - GAP) if free - self.what - GAP >= WHERE else 0

    def line(self, when: str, what: Text, where: str, killed: str, injured: str, count: str, mark: str, style: str = "") -> Text:
        cells = [_fit(Text(when), self.fixed["when"]), _fit(what, self.what)]
        if self.where:
            cells.append(_fit(Text(_short(where, self.where)), self.where))
        cells += [_fit(Text(v), self.fixed[k], right=True) for k, v in (("killed", killed), ("injured", injured), ("count", count))]
        out = Text(" " * GAP).join(cells).append(f" {mark}", style="bold red")
        out.no_wrap, out.style = True, style
        out.truncate(self.width)
        return out

    def second(self, row: _Row) -> list[Text]:
        """The id, then who did it to whom, with what; wrapped under itself."""
        tail = Text()
        if not self.where and row.where != "–":
            tail.append(row.where, style="bold")
        for part, before in ((row.who, " · "), (row.whom, " → "), (Text(row.weapons, style="dim"), " · ")):
            if part:
                tail.append(before if tail else before.lstrip(" ·"), style="dim").append_text(part)
        indent = self.fixed["when"] + GAP
        lines = tail.wrap(Console(width=self.width), max(20, self.width - indent)) if tail else [Text()]
        out = []
        for n, line in enumerate(lines):
            first = Text(f"{row.id:<{indent}}" if n == 0 else " " * indent, style="cyan")
            line.rstrip()
            out.append(first.append_text(line))
        return out


def _fit(text: Text, width: int, right: bool = False) -> Text:
    cut = text.copy()
    cut.truncate(width, overflow="ellipsis")
    gap = " " * (width - cut.cell_len)
    return Text(gap).append_text(cut) if right else cut.append(gap)


def _short(place: str, width: int) -> str:
    """A place cut before its country, which stays: `Al-Qaim base (Ph…, IRQ`."""
    name, comma, country = place.rpartition(", ")
    if len(place) <= width or not comma:
        return place
    return name[: max(1, width - len(country) - 3)].rstrip(" (") + "…, " + country
