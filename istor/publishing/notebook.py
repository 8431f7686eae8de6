"""Mentions and events as they show themselves in a notebook, and as tables that pandas, polars and DuckDB read through Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, overload

from istor.model import Event, Mention
from istor.publishing.exporters.table import COLUMNS, FLOATS, INTEGERS, row
from istor.publishing.words import figure, heading, label, sides, when, where

_STYLE = "border-collapse:collapse;font-size:90%"


class Mentions:
    """Mentions of one or more reports with the texts that they quote. A sequence, but none by name: polars would not read it as a table then."""

    def __init__(self, items: Iterable[Mention], texts: Mapping[str, str]) -> None:
        self._items, self._texts = tuple(items), dict(texts)

    @overload
    def __getitem__(self, i: int) -> Mention: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, i: int | slice) -> Mention | tuple[Mention, ...]:
        return self._items[i]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"Mentions({', '.join(f'{label(m)}: {where(m)} {when(m)}' for m in self._items)})"

    def _repr_html_(self) -> str:
        """The text with every quoted stretch marked, and what it states on hovering. All of it is escaped."""
        out = []
        for id, text in self._texts.items():
            marks: dict[tuple[int, int], list[str]] = {}
            for m in self._items:
                if m.report == id:
                    for s in m.statements:
                        value = s.value or f"{s.low if s.low is not None else ''}..{s.high if s.high is not None else ''}"
                        if s.span is not None:
                            marks.setdefault(s.span, []).append(f"{s.property}: {value}")
            out.append(f'<div dir="auto" style="line-height:1.7;white-space:pre-wrap">{_marked(text, marks)}</div>')
        return "".join(out)

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows: one a mention."""
        return [
            {
                "id": m.id, "report": m.report, "main": m.main, "type": m.type, "stage": m.stage, "when": m.date.start if m.date else None,
                "until": m.date.end if m.date else None, "place": m.place.name if m.place else None, "country": m.place.country if m.place else None,
                "latitude": m.place.latitude if m.place else None, "longitude": m.place.longitude if m.place else None,
                "killed": m.quantities["killed"].low if "killed" in m.quantities else None,
                "injured": m.quantities["injured"].low if "injured" in m.quantities else None,
            }
            for m in self._items
        ]  # fmt: skip

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _stream(
            self.rows(), ("id", "report", "type", "stage", "when", "until", "place", "country"), ("killed", "injured"), ("latitude", "longitude")
        )


class Events:
    """Events; a table in a notebook and through Arrow (columns of the csv export). A sequence, but none by name, as `Mentions`."""

    def __init__(self, items: Iterable[Event]) -> None:
        self._items = tuple(items)

    @overload
    def __getitem__(self, i: int) -> Event: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, i: int | slice) -> Event | tuple[Event, ...]:
        return self._items[i]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"Events({'; '.join(heading(e) for e in self._items)})"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{h}</th>" for h in ("when", "where", "what", "who", "killed", "injured", "reports/origins", ""))
        body = "".join(
            "<tr>"
            + "".join(
                f'<td dir="auto" style="padding:2px 8px">{escape(str(c))}</td>'
                for c in (
                    when(e), where(e), label(e), sides(e, "perpetrator", "speaker"), figure(e.quantities.get("killed")),
                    figure(e.quantities.get("injured")), f"{len(e.reports)}/{e.origins}", "disagree: " + ", ".join(e.disagreements) if e.disagreements else "",
                )
            )
            + "</tr>"
            for e in self._items
        )  # fmt: skip
        return f'<table style="{_STYLE}"><tr>{head}</tr>{body}</table>'

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows: the columns of the csv export."""
        return [{c: flat.get(c) for c in COLUMNS} for flat in map(row, self._items)]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _stream(self.rows(), tuple(c for c in COLUMNS if c not in INTEGERS and c not in FLOATS), INTEGERS, FLOATS)


def _marked(text: str, marks: Mapping[tuple[int, int], Sequence[str]]) -> str:
    cuts = sorted({0, len(text), *(p for span in marks for p in span)})
    out = []
    for start, end in pairwise(cuts):
        said = [w for (s, e), words in marks.items() if s <= start and end <= e for w in words]
        piece = escape(text[start:end])
        out.append(f'<mark title="{escape("; ".join(said))}">{piece}</mark>' if said else piece)
    return "".join(out)


def _stream(rows: Sequence[Mapping[str, Any]], texts: Sequence[str], integers: Sequence[str], floats: Sequence[str]) -> object:
    """An Arrow stream (PyCapsule) of rows, made by DuckDB so that pyarrow is not needed."""
    import duckdb

    kinds = {**dict.fromkeys(texts, "VARCHAR"), **dict.fromkeys(integers, "BIGINT"), **dict.fromkeys(floats, "DOUBLE")}
    db = duckdb.connect()
    db.execute("CREATE TABLE t (" + ", ".join(f'"{c}" {k}' for c, k in kinds.items()) + ")")
    if rows:
        db.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(kinds))})", [[r.get(c) for c in kinds] for r in rows])
    return db.table("t").__arrow_c_stream__()
