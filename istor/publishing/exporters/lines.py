"""JSON Lines of the contract: events and mentions, whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Exporter, Rules


def write(items: Sequence[Any], path: Path, rules: Rules) -> None:
    del rules
    with path.open("wb") as out:
        for item in items:
            out.write(msgspec.json.encode(item) + b"\n")


def read(path: Path) -> list[Event]:
    """The events of a file, equal to those written. Raises msgspec.DecodeError."""
    with path.open("rb") as stream:
        return [msgspec.json.decode(line, type=Event) for line in stream if line.strip()]


EXPORTERS = (
    Exporter("events", "events", write, True, "events of the contract, JSON Lines", (), read, "jsonl"),
    Exporter("mentions", "mentions", write, True, "mentions of the contract, JSON Lines", (), None, "jsonl"),
)
