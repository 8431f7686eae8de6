"""GeoJSON (RFC 7946): a feature an event, with the flat columns and the whole event as properties. Reads back equal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from istor.model import Event
from istor.publishing.exporters.base import Exporter, Rules
from istor.publishing.exporters.cells import POLICY, flattened
from istor.publishing.exporters.table import point, row


def feature(e: Event, policy: str = "as_stored") -> dict[str, Any]:
    """A feature; the geometry of an event without a point is null (section 3.2). The event in it is as stored, whatever the policy of the columns."""
    at = point(e)
    properties = {k: v for k, v in row(flattened(e, policy)).items() if v is not None}
    return {
        "type": "Feature",
        "id": e.id,
        "geometry": {"type": "Point", "coordinates": list(at)} if at else None,
        "properties": properties | {"event": msgspec.to_builtins(e)},
    }


def write(items: Sequence[Event], path: Path, rules: Rules) -> None:
    """One collection, written feature by feature."""
    with path.open("wb") as out:
        out.write(b'{"type":"FeatureCollection","features":[')
        for number, e in enumerate(items):
            out.write(b",\n" if number else b"\n")
            out.write(msgspec.json.encode(feature(e, rules["policy"])))
        out.write(b"\n]}\n")


class _Properties(msgspec.Struct):
    event: Event


class _Feature(msgspec.Struct):
    properties: _Properties


class _Collection(msgspec.Struct):
    features: list[_Feature]


def read(path: Path) -> list[Event]:
    """The events of a file of ours, equal to those written. Raises msgspec.DecodeError for another file."""
    return [f.properties.event for f in msgspec.json.decode(path.read_bytes(), type=_Collection).features]


EXPORTER = Exporter("geojson", "events", write, True, "GeoJSON (RFC 7946)", (POLICY,), read, "geojson")
