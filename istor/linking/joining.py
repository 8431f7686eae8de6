"""Linking as one blocked join in SQL, for DuckDB and for Spark: which pairs are worth their points. The rest of linking is the same Python for all engines.

`row` is what the join reads of a mention; `pairs_sql` gives every pair that `blocks.candidates` gives and that may reach the threshold: the points of
days, places, types, figures and sides are added up in SQL, and a pair that shares no rare clue cannot have more. `points` then decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from istor.linking import crowds
from istor.linking.blocks import CLUES, CROWD, WINDOW, clue_keys, dated, keys, order
from istor.linking.crowds import DAY, EVERY, SURE, number
from istor.linking.profile import METHOD, Profile
from istor.linking.score import APART, FAR, GAPS, KM, THRESHOLD, weights

COLUMNS = {
    "idx": "BIGINT", "main": "BOOLEAN", "stage": "VARCHAR", "family": "VARCHAR", "type": "VARCHAR", "method": "VARCHAR", "d0": "INTEGER", "d1": "INTEGER",
    "dated": "BOOLEAN", "pub": "INTEGER", "lat": "DOUBLE", "lon": "DOUBLE", "radius": "DOUBLE", "country": "VARCHAR", "called": "VARCHAR", "busy": "BOOLEAN",
    "k0": "INTEGER", "k1": "INTEGER", "perpetrators": "VARCHAR[]", "targets": "VARCHAR[]", "speakers": "VARCHAR[]", "weapons": "VARCHAR[]",
    "ord": "VARCHAR", "blocks": "BIGINT[]", "loose": "BIGINT[]", "clues": "BIGINT[]", "telling": "BIGINT[]", "profile": "VARCHAR",
}  # fmt: skip
"""Columns of a row with their types in DuckDB."""
_encoder = msgspec.json.Encoder()


def row(idx: int, p: Profile) -> dict[str, Any]:
    """What the join reads of a mention, and its profile for what comes after."""
    met = keys(p)
    clues = list(clue_keys(p))
    return {
        "idx": idx, "main": p.main, "stage": p.stage, "family": p.family, "type": p.type, "method": METHOD.get(p.type),
        "d0": p.days[0] if p.days else None, "d1": p.days[1] if p.days else None, "dated": dated(p), "pub": p.published,
        "lat": p.point[0] if p.point else None, "lon": p.point[1] if p.point else None, "radius": p.radius, "country": p.country, "called": p.called and p.called[1], "busy": p.busy,
        "k0": p.killed[0] if p.killed else None, "k1": p.killed[1] if p.killed else None,
        "perpetrators": sorted(p.perpetrators), "targets": sorted(p.targets), "speakers": sorted(p.speakers), "weapons": sorted(p.weapons),
        "ord": _ordered(p),
        "blocks": [number(k) for k in met if k[0] != "loose"], "loose": [number(k) for k in met if k[0] == "loose"],
        "clues": [number(k) for k, n in clues if n < CLUES], "telling": [number(k) for k, n in clues if n >= CLUES],
        "profile": _encoder.encode(p).decode(),
    }  # fmt: skip


def _ordered(p: Profile) -> str:
    """`blocks.order` as a text that sorts alike."""
    day, (la, lo), type_, killed, id = order(p)
    return f"{day:08} {la + 90:09.4f} {lo + 180:09.4f} {type_}\x01{killed + 1:08} {id}"


def _ladder(table: dict[tuple[str, str], float], feature: str, value: str, steps: Iterable[int]) -> str:
    whens = " ".join(f"WHEN {value} <= {s} THEN {table.get((feature, str(s)), 0.0)}" for s in steps)
    return f"{whens} ELSE {table.get((feature, 'more'), 0.0)}"


def _structured(side: str, overlap: str) -> str:
    """The points of what is no clue, as SQL; `side` is the prefix of pairs in which one is not its report's main event."""
    t = weights()

    def w(feature: str, level: str) -> float:
        return t.get((side + feature, level), 0.0)

    date = f"""CASE WHEN gap IS NULL THEN {w('date', 'unknown')} WHEN gap > 0 THEN CASE {_ladder(t, side + 'date', 'gap', APART)} END
        WHEN a1 - a0 <= 1 AND b1 - b0 <= 1 THEN {w('date', 'same')} ELSE {w('date', 'overlap')} END"""
    published = f"CASE WHEN since IS NULL THEN {w('published', 'unknown')} {_ladder(t, side + 'published', 'since', GAPS)} END"
    if side:
        published = f"CASE WHEN gap IS NULL THEN {published} ELSE 0 END"
    place = f"""CASE WHEN ac <> bc THEN {w('place', 'country')} WHEN km IS NOT NULL THEN CASE {_ladder(t, side + 'place', 'km', KM)} END
        WHEN ac = bc THEN {w('place', 'same country')} ELSE {w('place', 'unknown')} END"""
    type_ = f"CASE WHEN ta = tb THEN {w('type', 'same')} WHEN am <> bm THEN {w('type', 'contrary')} ELSE {w('type', 'other')} END"
    killed = f"""CASE WHEN ak0 IS NULL OR bk0 IS NULL OR ((ak1 IS NULL OR bk0 <= ak1) AND (bk1 IS NULL OR ak0 <= bk1)) THEN {t['figures', 'same']}
        WHEN greatest(ak0, bk0) > 2 * least(ak0, bk0) THEN {t['figures', 'far']} ELSE {t['figures', 'differ']} END"""
    sides = " + ".join(
        f"CASE WHEN {overlap.format(f'a_{c}', f'b_{c}')} THEN {t[f, 'same']} WHEN cardinality_(a_{c}) > 0 AND cardinality_(b_{c}) > 0 THEN {t[f, 'other']} ELSE 0 END"
        for f, c in (("perpetrator", "perpetrators"), ("target", "targets"), ("speaker", "speakers"), ("instrument", "weapons"))
    )
    return f"{date} + {published} + {place} + {type_} + {killed} + {sides} + CASE WHEN busy THEN {t['busy', 'site']} ELSE 0 END"


def slack() -> float:
    """What clues that do not make mentions meet (an age, an hour, a house number) may add at most."""
    t = weights()
    return sum(max(0.0, *(p for (f, _), p in t.items() if f == feature)) for feature in ("age", "hour", "block", "reprint")) + 0.05


def counts_sql(dialect: str, table: str) -> str:
    """`crowds.count` of every mark `k` of a table with how many (`n`) tell what (`told`), each once."""
    day = DIALECTS[dialect]["day"]
    return f"""
        SELECT k, sum(told) AS told, sum(same) AS same, sum(n * (n - 1)) AS pairs FROM (
            SELECT k, {day} AS day, count(*) AS told, sum(n * (n - 1)) AS same, sum(n) AS n FROM ({table}) AS tellings GROUP BY k, {day}
        ) AS days GROUP BY k
    """


def crowded_sql(dialect: str, table: str) -> str:
    """The counts of those marks that may be crowded."""
    return f"SELECT * FROM ({counts_sql(dialect, table)}) AS counts WHERE k = '{EVERY}' OR told > {crowds.WEEKS} OR (k LIKE 'site:%' AND pairs > {2 * SURE})"


DIALECTS = {
    "duckdb": {"explode": "unnest({0})", "overlap": "list_has_any({0}, {1})", "size": "len", "day": f"told // {2**DAY}"},
    "spark": {"explode": "explode({0})", "overlap": "arrays_overlap({0}, {1})", "size": "size", "day": f"told div {2**DAY}"},
    "sqlite": {"day": f"told / {2**DAY}"},
}


def met_sql(column: str, loose: bool = False) -> str:
    """Pairs (a, b) that share a block of `column`, one row a block; crowded blocks through their window."""
    undated = "AND NOT (x.dated AND y.dated)" if loose else ""
    return f"""
        SELECT least(x.idx, y.idx) AS a, greatest(x.idx, y.idx) AS b FROM placed_{column} x JOIN placed_{column} y ON x.k = y.k
        WHERE x.place < y.place AND (x.many <= {CROWD} OR y.place - x.place <= {WINDOW}) {undated}
    """


def placed_sql(dialect: str, column: str, by: str = "ord") -> str:
    """Each mention's place in each of its blocks, and how many are in it; `by` is a column that sorts as `blocks.order` does."""
    explode = DIALECTS[dialect]["explode"].format(column)
    return f"""
        SELECT idx, k, dated, row_number() OVER (PARTITION BY k ORDER BY {by}) AS place, count(*) OVER (PARTITION BY k) AS many
        FROM (SELECT {', '.join(dict.fromkeys(('idx', 'dated', by)))}, {explode} AS k FROM mentions)
    """


def worth_sql(dialect: str, pairs: str, shared: str) -> str:
    """Of `pairs` (a < b by idx) those that may reach the threshold; `shared` are the pairs that share a clue."""
    d = DIALECTS[dialect]
    bound = f"CASE WHEN both_main THEN {_structured('', d['overlap'])} + {slack()} + CASE WHEN called THEN {weights()['towns', '1']} ELSE 0 END ELSE {_structured('side ', d['overlap'])} + {weights()['side reprint', '40']} END"
    bound = bound.replace("cardinality_", d["size"])
    return f"""
        WITH met AS (
            SELECT p.a, p.b, x.main AND y.main AS both_main, x.busy AND y.busy AS busy, x.called = y.called AS called, x.type AS ta, y.type AS tb, x.method AS am, y.method AS bm,
                x.d0 AS a0, x.d1 AS a1, y.d0 AS b0, y.d1 AS b1, greatest(x.d0 - y.d1, y.d0 - x.d1) AS gap, abs(x.pub - y.pub) AS since,
                x.country AS ac, y.country AS bc, x.k0 AS ak0, x.k1 AS ak1, y.k0 AS bk0, y.k1 AS bk1, x.family AS af, y.family AS bf,
                x.radius + y.radius AS doubt,
                12742 * asin(sqrt(least(1.0, pow(sin(radians(y.lat - x.lat) / 2), 2) + cos(radians(x.lat)) * cos(radians(y.lat)) * pow(sin(radians(y.lon - x.lon) / 2), 2)))) AS km,
                x.perpetrators AS a_perpetrators, y.perpetrators AS b_perpetrators, x.targets AS a_targets, y.targets AS b_targets,
                x.speakers AS a_speakers, y.speakers AS b_speakers, x.weapons AS a_weapons, y.weapons AS b_weapons
            FROM {pairs} p JOIN mentions x ON x.idx = p.a JOIN mentions y ON y.idx = p.b
            WHERE x.stage = y.stage
        )
        SELECT a, b FROM met
        WHERE af = bf AND (gap IS NULL OR gap <= CASE WHEN af = 'movement' THEN 2 ELSE 1 END) AND (ac IS NULL OR bc IS NULL OR ac = bc)
            AND (km IS NULL OR km <= {FAR} + doubt) AND {bound} >= {THRESHOLD}
        UNION SELECT a, b FROM {shared}
    """


__all__ = ["COLUMNS", "counts_sql", "crowded_sql", "met_sql", "placed_sql", "row", "slack", "worth_sql"]
