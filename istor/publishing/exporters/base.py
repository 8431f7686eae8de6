"""What an exporter is, and where exporters are found."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

import msgspec

from istor.model import Event

Rules = Mapping[str, str]
"""Flattening rules of one export: the name of each rule with the choice made."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A choice that flattening needs; the first of `choices` is the default. Every row that a rule shaped names it."""

    name: str
    choices: tuple[str, ...]
    about: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an export wrote. `left_out`: how many items the format has no row for, by reason."""

    written: int
    left_out: Mapping[str, int] = {}


class Exporter(msgspec.Struct, frozen=True):
    """`takes`: events or mentions. `write` fills the file at a path by complete rules and says what it left out, or nothing where it wrote all.

    `text`: whether the result may go to a terminal or a pipe. `read`: the events of such a file, equal to those written; None where the form is flat.
    """

    name: str
    takes: Literal["events", "mentions"]
    write: Callable[[Sequence[Any], Path, Rules], Outcome | None]
    text: bool = True
    about: str = ""
    rules: tuple[Rule, ...] = ()
    read: Callable[[Path], list[Event]] | None = None
    ending: str = ""

    def settle(self, chosen: Rules) -> dict[str, str]:
        """The rules with defaults where nothing was chosen. Raises ValueError for a rule or choice that there is none of."""
        known = {r.name: r for r in self.rules}
        for name, choice in chosen.items():
            if name not in known:
                raise ValueError(f"{self.name} has no rule {name!r}; it has {', '.join(known) or 'none'}")
            if choice not in known[name].choices:
                raise ValueError(f"{self.name}: {name} is one of {', '.join(known[name].choices)}, not {choice!r}")
        return {r.name: chosen.get(r.name, r.choices[0]) for r in self.rules}

    def export(self, items: Sequence[Any], path: Path, chosen: Rules | None = None) -> Outcome:
        """Write `items` to `path`, whole or not at all: a broken export leaves what stood there before. Raises ValueError and OSError."""
        rules = self.settle(chosen or {})
        with tempfile.TemporaryDirectory(prefix=".istor-", dir=path.parent) as folder:
            made = Path(folder) / "export"
            outcome = self.write(items, made, rules)
            if path.exists() and not path.is_file():  # a pipe or a device: /dev/stdout
                path.write_bytes(made.read_bytes())
            else:
                os.replace(made, path)
        return outcome or Outcome(written=len(items))


@cache
def exporters() -> dict[str, Exporter]:
    """Our own exporters and those of plug-ins (entry points `istor.exporters`), by name. A plug-in never replaces one of ours."""
    from istor.publishing.exporters import acled, geojson, geopackage, lines, muc4, parquet, table, ucdp

    own = (*lines.EXPORTERS, table.EXPORTER, acled.EXPORTER, ucdp.EXPORTER, geojson.EXPORTER, geopackage.EXPORTER, parquet.EXPORTER, muc4.EXPORTER)
    found = {e.name: e for e in own}
    for point in entry_points(group="istor.exporters"):
        try:
            plugged = point.load()
        except Exception as error:  # one broken plug-in must not take the other formats away
            warnings.warn(f"exporter {point.name}: {error}", stacklevel=2)
            continue
        if isinstance(plugged, Exporter):
            found.setdefault(plugged.name, plugged)
    return found
