"""JSON Lines of the contract: events and mentions, whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from istor.publishing.exporters.base import Exporter


def write(items: Sequence[Any], path: Path) -> None:
    with path.open("wb") as out:
        for item in items:
            out.write(msgspec.json.encode(item) + b"\n")


EXPORTERS = (
    Exporter("events", "events", write, True, "events of the contract, JSON Lines"),
    Exporter("mentions", "mentions", write, True, "mentions of the contract, JSON Lines"),
)
