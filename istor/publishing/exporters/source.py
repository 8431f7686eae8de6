"""What an export is made from, when it is a file: mentions or events, told apart by their content line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from istor.model import Event, Mention, Refusal


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds. `kind` is that of its first good line, and None where it has no good line; lines of the other kind are refused."""

    kind: Literal["events", "mentions"] | None
    items: Sequence[Any]
    refusals: tuple[Refusal, ...] = ()


class _Probe(msgspec.Struct):
    """The keys that only one of the two formats has."""

    mentions: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    report: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def load(data: bytes, name: str) -> Source:
    """Decode JSON Lines of the contract. `name` stands in refusals."""
    kind: Literal["events", "mentions"] | None = None
    items: list[Any] = []
    refusals: list[Refusal] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            probe = msgspec.json.decode(line, type=_Probe)
            here: Literal["events", "mentions"] = "events" if probe.mentions is not msgspec.UNSET else "mentions"
            if kind is not None and here != kind:
                raise msgspec.ValidationError(f"one of the {here} in a file of {kind}")
            items.append(msgspec.json.decode(line, type=Event if here == "events" else Mention))
            kind = here
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            refusals.append(Refusal(input=f"{name}:{number}", reason=str(error)))
    return Source(kind=kind, items=items, refusals=tuple(refusals))
