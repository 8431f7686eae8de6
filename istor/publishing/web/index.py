"""The page's index: one flat row per event in an in-memory DuckDB, so that counting 100,000 events takes milliseconds.

It holds nothing that the store does not hold, and is made anew from it. Dates stay spans and missing values stay missing:
what has no date or no place is counted as such beside every view.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from istor.publishing.web.filters import Filter
from istor.publishing.web.rows import COLUMNS

_ORDER = {
    "newest": "last DESC NULLS LAST, first DESC, reported DESC, id",
    "oldest": "first NULLS LAST, last, reported, id",
    "reported": "reported DESC, id",
    "deaths": "killed DESC NULLS LAST, origins DESC, id",
    "doubt": "urgency DESC, id",
}
KEPT, LARGEST = 600, 5000
"""Answers kept until the record changes, and the rows of the largest one that is kept."""
FACETS = {
    "type": "type",
    "country": "country",
    "actor": "unnest(actors)",
    "outlet": "unnest(outlet_names)",
    "language": "unnest(languages)",
    "stage": "stage",
    "dated": "date_precision",
    "placed": "place_precision",
    "review": "review",
}
"""What can be chosen, and the column it is counted over."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many events a filter leaves; `undated` and `unplaced` are counted with the time and the area left free."""

    shown: int
    total: int
    undated: int
    unplaced: int
    coarse: int
    disagree: int
    unreviewed: int


class Index:
    """Rows of the record as columns. Safe to use from many threads; `replace` swaps rows in one step."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:")
        self._lock = threading.Lock()
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        self._connection.execute(f"CREATE TABLE event ({columns})")
        self._names: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._known: dict[tuple[str, str], list[tuple[Any, ...]]] = {}

    def replace(self, rows: Iterable[dict[str, Any]], *, everything: bool) -> int:
        """Puts rows in place of those with the same id (of all rows, with `everything`); returns how many were put."""
        encoder = msgspec.json.Encoder()
        n = 0
        with self._lock, tempfile.TemporaryDirectory(prefix="istor-page-") as folder:
            path = Path(folder) / "rows.jsonl"
            with path.open("wb") as out:
                for row in rows:
                    self._names.update(zip(row["actors"], row["actor_names"], strict=True))
                    self._places[row["place"]] = row["place_name"]
                    out.write(encoder.encode(row) + b"\n")
                    n += 1
            self._load(path, n, everything)
        return n

    def remove(self, ids: Sequence[str]) -> None:
        """Drops the rows of events that are no more."""
        with self._lock:
            self._connection.cursor().execute("DELETE FROM event WHERE list_contains(?, id)", [list(ids)])
            self._known = {}

    def size(self) -> int:
        """How many events it holds."""
        return int(self._all("SELECT count(*) FROM event")[0][0])

    def counts(self, filter: Filter) -> Counts:
        """How many events the filter leaves, and how many have no date, no place, or a coarse one."""
        where, values = filter.conditions()
        timeless, time_values = filter.conditions(but=("time",))
        spaceless, area_values = filter.conditions(but=("area",))
        row = self._all(
            "SELECT count(*), count(*) FILTER (place_precision NOT IN ('exact','near','district','none')), "
            f"count(*) FILTER (disagree), count(*) FILTER (review = 'none') FROM event WHERE {where}",
            values,
        )[0]
        return Counts(
            shown=row[0],
            total=self._all("SELECT count(*) FROM event")[0][0],
            undated=self._all(f"SELECT count(*) FROM event WHERE first IS NULL AND {timeless}", time_values)[0][0],
            unplaced=self._all(f"SELECT count(*) FROM event WHERE mx IS NULL AND {spaceless}", area_values)[0][0],
            coarse=row[1],
            disagree=row[2],
            unreviewed=row[3],
        )

    def ids(self, filter: Filter, *, limit: int | None = 50, offset: int = 0) -> list[str]:
        """Ids of the events, in the filter's order."""
        where, values = filter.conditions()
        cut = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
        return [r[0] for r in self._all(f"SELECT id FROM event WHERE {where} ORDER BY {_ORDER[filter.sort]}{cut}", values)]

    def reviews(self, ids: Sequence[str]) -> dict[str, str]:
        """What people decided about each of these events."""
        return dict(self._all("SELECT id, review FROM event WHERE list_contains(?, id)", [list(ids)]))

    def facet(self, name: str, filter: Filter, *, limit: int = 12) -> list[tuple[str, int]]:
        """The commonest values of a facet with their counts, that facet's own choice left free; chosen values always listed."""
        where, values = filter.conditions(but=(name,))
        counted = f"SELECT {FACETS[name]} AS value FROM event WHERE {where}"
        chosen = list(getattr(filter, name))
        found = self._all(
            f"SELECT value, count(*) AS n FROM ({counted}) GROUP BY value ORDER BY list_contains(?, value) DESC, n DESC, value LIMIT ?",
            [*values, chosen, limit + len(chosen)],
        )
        missing = [(value, 0) for value in chosen if value not in {v for v, _ in found}]
        return found + missing

    def facets(self, filter: Filter, *, limit: int = 12) -> dict[str, list[tuple[str, int]]]:
        """Every facet as `facet` gives it. Those without a choice of their own share one pass over the events that the filter leaves."""
        free = [name for name in FACETS if not getattr(filter, name)]
        where, values = filter.conditions()
        parts = " UNION ALL ".join(
            f"SELECT '{name}' AS facet, value, count(*) AS n FROM (SELECT {FACETS[name]} AS value FROM kept) GROUP BY value" for name in free
        )
        columns = "type, country, actors, outlet_names, languages, stage, date_precision, place_precision, review"
        found: dict[str, list[tuple[str, int]]] = {name: [] if name in free else self.facet(name, filter, limit=limit) for name in FACETS}
        if parts:
            rows = self._all(
                f"WITH kept AS MATERIALIZED (SELECT {columns} FROM event WHERE {where}) SELECT facet, value, n FROM ({parts}) "
                "QUALIFY row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) <= ? ORDER BY n DESC, value",
                [*values, limit],
            )
            for name, value, n in rows:
                found[name].append((value, n))
        return found

    def holding(self, mention: str) -> str | None:
        """The event that holds a mention."""
        found = self._all("SELECT id FROM event WHERE list_contains(mentions, ?) LIMIT 1", [mention])
        return found[0][0] if found else None

    def queue(self, filter: Filter, reviewer: str | None, *, limit: int = 50) -> list[str]:
        """Events to review, most urgent first: those nobody has judged, or with `reviewer` those that this person has not."""
        where, values = filter.conditions(but=("review",))
        open_ones = "review IN ('none', 'changed')" if reviewer is None else "NOT list_contains(reviewers, ?)"
        more = [] if reviewer is None else [reviewer]
        rows = self._all(f"SELECT id FROM event WHERE {where} AND {open_ones} ORDER BY {_ORDER['doubt']} LIMIT {int(limit)}", [*values, *more])
        return [r[0] for r in rows]

    def queued(self, filter: Filter, reviewer: str | None) -> int:
        """How many events the queue holds."""
        where, values = filter.conditions(but=("review",))
        open_ones = "review IN ('none', 'changed')" if reviewer is None else "NOT list_contains(reviewers, ?)"
        return int(self._all(f"SELECT count(*) FROM event WHERE {where} AND {open_ones}", [*values, *([] if reviewer is None else [reviewer])])[0][0])

    def actor_name(self, key: str) -> str:
        """The name last seen for an actor key."""
        return self._names.get(key) or key.removeprefix("name:").removeprefix("person:")

    def place_name(self, key: str) -> str:
        """The name last seen for a place key."""
        return self._places.get(key, key)

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a read-only question to the `event` table; `sql` is written by us, values come as parameters."""
        return self._all(sql, values)

    def _load(self, path: Path, n: int, everything: bool) -> None:
        cursor = self._connection.cursor()
        cursor.execute("BEGIN")
        columns = "{" + ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items()) + "}"
        source = f"read_json(?, format='newline_delimited', columns={columns}, maximum_object_size=67108864)"
        if everything:
            cursor.execute("DELETE FROM event")
        elif n:
            cursor.execute(f"DELETE FROM event WHERE id IN (SELECT id FROM {source})", [str(path)])
        if n:
            cursor.execute(f"INSERT INTO event SELECT * FROM {source}", [str(path)])
        cursor.execute("COMMIT")
        self._known = {}

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a question; asked again before anything has changed, they are not counted again."""
        key, known = (sql, repr(values)), self._known
        found = known.get(key)
        if found is None:
            found = self._connection.cursor().execute(sql, list(values)).fetchall()
            if len(known) < KEPT and len(found) <= LARGEST:
                known[key] = found  # of `known` as it was: an answer from before a change never enters what is kept after it
        return list(found)
