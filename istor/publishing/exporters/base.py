"""What an exporter is, and where exporters are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import msgspec

from istor.model import Event, Mention


class Exporter(msgspec.Struct, frozen=True):
    """`takes`: events or mentions. `write` fills the file at a path; `text`: whether the result may go to a terminal or a pipe."""

    name: str
    takes: str
    write: Callable[[Sequence[Event] | Sequence[Mention], Path], None]
    text: bool = True
    about: str = ""


@cache
def exporters() -> dict[str, Exporter]:
    """Our own exporters and those of plug-ins (entry points `istor.exporters`), by name."""
    from istor.publishing.exporters import flat, geo, lines, muc4

    own = [*lines.EXPORTERS, *flat.EXPORTERS, *geo.EXPORTERS, *muc4.EXPORTERS]
    found = {e.name: e for e in own}
    for point in entry_points(group="istor.exporters"):
        plugged = point.load()
        if isinstance(plugged, Exporter) and plugged.name not in found:
            found[plugged.name] = plugged
    return found
