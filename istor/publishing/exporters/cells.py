"""Cells of flat files: what a spreadsheet must not run, and one table writer for every form of columns."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Outcome, Rule, Rules
from istor.reconciling import POLICIES
from istor.reconciling.figures import choose

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula when a cell begins so (with the full-width forms), and the apostrophe that guards."""
POLICY = Rule(name="policy", choices=("as_stored", *POLICIES), about="which figure is `best`, among those that reports give")
HAPPENED = frozenset(("accomplished", "ongoing"))
STAGES = Rule(
    name="stages",
    choices=("happened", "tried", "all"),
    about="which acts get a row: those that happened, also the attempted ones, or planned, threatened and denied ones too",
)


class LeftOut(Exception):
    """An event that a form has no row for; says why."""


def guard(value: Any) -> str:
    """The text of a cell that no spreadsheet runs: an apostrophe before a text that begins like a formula. NULs, which tables cannot hold, go.

    Numbers stay as they are. `unguard` gives the text back.
    """
    if value is None:
        return ""
    text = str(value).replace("\x00", "")
    return "'" + text if text.startswith(STARTS) and not _number(text) else text


def unguard(cell: str) -> str:
    """What `guard` was given, as text."""
    return cell[1:] if cell.startswith("'") else cell


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[0] == "-" and text[1:].replace(".", "", 1).isascii() and text[1:].replace(".", "", 1).isdigit()


def happened(event: Event, rules: Rules) -> None:
    """Raises LeftOut where the stage of an event keeps it out of a record of what took place."""
    wanted = {"happened": HAPPENED, "tried": HAPPENED | {"attempted"}}.get(rules["stages"])
    if wanted is not None and event.stage not in wanted:
        raise LeftOut(f"stage {event.stage}")


def flattened(event: Event, policy: str) -> Event:
    """The event with `best` of every figure by a policy. What people decided stands."""
    if policy == "as_stored":
        return event
    quantities = {}
    for name, q in event.quantities.items():
        if q.policy in POLICIES and q.alternatives:
            chosen = choose(q.alternatives, policy)
            best = chosen.low if chosen.low is not None else chosen.high
            q = msgspec.structs.replace(q, best=best, approximate=chosen.approximate, policy=policy)
        quantities[name] = q
    return msgspec.structs.replace(event, quantities=quantities)


def joined(values: Iterable[str | None]) -> str:
    """Several values in one cell, each once, in order."""
    return "; ".join(dict.fromkeys(" ".join(v.split()) for v in values if v))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any] | LeftOut], path: Path) -> Outcome:
    """A comma-separated file, UTF-8, one line feed a row, quoted where needed; every cell guarded."""
    written, left = 0, Counter[str]()
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_line(columns))
        for row in rows:
            if isinstance(row, LeftOut):
                left[str(row)] += 1
                continue
            out.write(_line([guard(row.get(c)) for c in columns]))
            written += 1
    return Outcome(written=written, left_out=dict(sorted(left.items())))


def _line(cells: Sequence[str]) -> str:
    """RFC 4180, with a lone carriage return quoted too (the standard writer leaves it bare, and readers take it for the end of a row)."""
    quoted = ('"' + c.replace('"', '""') + '"' if any(x in c for x in ',"\r\n') else c for c in cells)
    return ",".join(quoted) + "\n"


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a file of ours as text by column name, guards taken off."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return [{k: unguard(v) for k, v in row.items()} for row in csv.DictReader(stream)]
    finally:
        csv.field_size_limit(limit)
