"""The sets: how the project is measured on each, what others measured on it, and what we aim at."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from evaluation import errors
from evaluation.running import coded, reports
from evaluation.scoring import incidents as incident_scoring
from evaluation.scoring import muc4 as muc4_scoring
from evaluation.scoring import pairs, quiet, reprints, sentences, snippets, spans, wires
from evaluation.scoring.base import Figures, Score
from evaluation.sources import DATA, half_of, outside, rows, shared
from istor.corridor import link_mentions
from istor.grounding.places import toponyms_json
from istor.grounding.times import timexes_json
from istor.publishing.exporters.muc4 import templates

Rows = list[dict[str, Any]]
LOWER_IS_BETTER = frozenset((
    "violent beyond", "must-not", "responsibility elsewhere %", "coded though outside %", "ACLED type though outside %", "extra per 100", "false events", "false events per 200",
    "judged events that are none %", "not read", "false pairs %", "translation: false pairs %", "events invented per report", "perpetrator invented %",
))  # fmt: skip
INFORMATIVE = frozenset(("of", "texts", "(publication day or the day before)", "violent beyond of", "events judged", "values judged", "links judged"))
"""Figures that say how large something is, and have no floor."""


class EvalSet(msgspec.Struct, frozen=True, kw_only=True):
    """`gold`: rows of a half. `measure`: score of the project on rows. `errors`: what is wrong on rows. `detail`: further tables of a score."""

    name: str
    gold: Callable[[str], Rows]
    measure: Callable[[Rows], Score]
    errors: Callable[[Rows], Iterator[errors.Error]] | None = None
    detail: Callable[[Score], dict[str, str]] | None = None
    peers: dict[str, str] = {}
    targets: dict[str, float] = {}


def _with_quotes(score: Score, quoted: float) -> Score:
    return msgspec.structs.replace(score, whole={**score.whole, "quotes that equal the text %": quoted})


# ---- muc4
def _muc4(gold: Rows) -> Score:
    found = coded(gold, language="en")
    made = {id: templates(ms) for id, ms in found.mentions.items()}
    return _with_quotes(muc4_scoring.score(gold, made), found.quoted)


def _slots(score: Score) -> dict[str, str]:
    per = muc4_scoring.by_slot(score.counts.sum(axis=0))
    return {name: f"R {r:5.1f}  P {p:5.1f}  F {f:5.1f}" for name, (r, p, f) in per.items()}


# ---- snippets and sentences
def _snippets(gold: Rows) -> Score:
    found = coded(gold, language="en")
    return _with_quotes(snippets.score(gold, found.plain), found.quoted)


def _notes(gold: Rows) -> Score:
    return snippets.score(gold, coded(gold).plain)


def _labels(score: Score) -> dict[str, str]:
    return {name: f"{right} of {n}" for name, (right, n) in snippets.by_label(score.counts.sum(axis=0)).items()}


def _sentences(gold: Rows) -> Score:
    return sentences.score(gold, coded(gold, language="en").plain)


# ---- whole reports
def _wires(gold: Rows) -> Score:
    return wires.score(gold, coded(gold).plain)


# ---- incidents
def _incidents(gold: Rows) -> Score:
    found = coded(gold)
    known = {r["id"]: r for r in outside("incidents/incidents.jsonl")}
    events = link_mentions([m for ms in found.mentions.values() for m in ms])
    event_of = {m: e.id for e in events for m in e.mentions}
    score = incident_scoring.score(gold, known, found.plain, event_of)
    merged = incident_scoring.merged(gold, known, found.plain, [msgspec.to_builtins(e) for e in events])
    return _with_quotes(msgspec.structs.replace(score, whole={**score.whole, **merged}), found.quoted)


# ---- time and places
def _time(gold: Rows) -> Score:
    return spans.times(gold, {r.id: timexes_json(r)["timexes"] for r in reports(gold)})


def _places(gold: Rows) -> Score:
    found = {r.id: toponyms_json(r)["toponyms"] for r in reports(gold, language="en")}
    parts = {"trnews": [d for d in gold if not _geovirus(d)], "geovirus": [d for d in gold if _geovirus(d)]}
    scores = {name: spans.places(part, found, demonyms=name == "trnews") for name, part in parts.items()}
    width = scores["trnews"].counts.shape[1]
    counts = np.zeros((len(gold), 2 * width))
    counts[: len(parts["trnews"]), :width] = scores["trnews"].counts
    counts[len(parts["trnews"]) :, width:] = scores["geovirus"].counts

    def figures(sums: Any) -> Figures:
        halves = {"trnews": sums[:width], "geovirus": sums[width:]}
        return {f"{name} {figure}": v for name, part in halves.items() for figure, v in spans.place_figures(part).items()}

    return Score(ids=scores["trnews"].ids + scores["geovirus"].ids, counts=counts, figures=figures)


def _geovirus(document: dict[str, Any]) -> bool:
    return str(document["id"]).startswith("geovirus")


# ---- our own
def _quiet(gold: Rows) -> Score:
    return quiet.score(gold, coded(gold).plain)


def _hard_pairs(gold: Rows) -> Score:
    """Each pair is linked by itself: what is rare is not told by a collection."""
    found = coded([p[side] for p in gold for side in "ab"])
    event_of: dict[str, str] = {}
    for p in gold:
        made = [m for side in "ab" for m in found.mentions[p[side]["id"]]]
        where = {m: e.id for e in link_mentions(made) for m in e.mentions}
        event_of |= {m.report: where[m.id] for m in made if m.main}
    return pairs.score(gold, event_of)


# ---- the founding page
def _seed(gold: Rows) -> Score:
    """Its scorer stands beside it; one document, so no halves and no interval."""
    mentions = [m for ms in coded(gold, processes=1).mentions.values() for m in ms]
    folder = shared() / "seed"
    with tempfile.TemporaryDirectory() as tmp:
        events = Path(tmp) / "events.jsonl"
        events.write_bytes(b"".join(msgspec.json.encode(e) + b"\n" for e in link_mentions(mentions)))
        command = [sys.executable, *(str(p) for p in (folder / "score.py", events, folder / "gold.json", folder / "report.fr.txt"))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1]
    right, of = last.split("fields right: ")[1].split(";")[0].split("/")
    beyond = last.split("beyond the gold: ")[1].split(";")[0]
    clean = "must-not: none" in last
    whole = {"fields right": float(right), "of": float(of), "violent beyond": float(beyond), "must-not": 0.0 if clean else 1.0}
    return Score(ids=("page",), counts=np.zeros((1, 1)), figures=lambda _: {}, whole=whole)


def _page(half: str) -> Rows:
    return [{"id": "page", "text": (shared() / "seed" / "report.fr.txt").read_text(encoding="utf-8")}] if half == "held" else []


SETS = {
    s.name: s
    for s in (
        EvalSet(name="seed", gold=_page, measure=_seed),
        EvalSet(
            name="muc4",
            gold=lambda half: outside("muc4/train.jsonl" if half == "tuning" else "muc4/dev.jsonl"),
            measure=_muc4,
            errors=errors.muc4,
            detail=_slots,
            peers={
                "all slots F": "55.9 / 57.2 (GE, 1992, on its test parts)",
                "CEAF-REE F": "54.3 (GE), 53.9 (fine-tuned 4B model)",
            },
            targets={"all slots F": 60, "CEAF-REE F": 58, "quotes that equal the text %": 100},
        ),
        EvalSet(
            name="snippets",
            gold=lambda half: half_of(outside("snippets/acled.jsonl"), half),
            measure=_snippets,
            errors=errors.snippets,
            detail=_labels,
            peers={
                "weighted F1 (25 types)": "83.9 (trained on ACLED's notes)",
                "violent P": "80 (UniversalPetrarch)",
                "violent R": "68 (UniversalPetrarch)",
                "responsibility found %": "32 (UniversalPetrarch)",
            },
            targets={
                "weighted F1 (25 types)": 85, "violent P": 93, "violent R": 92, "responsibility found %": 85, "responsibility elsewhere %": 10,
            },
        ),
        EvalSet(
            name="notes",
            gold=lambda half: half_of(rows(DATA / "notes.jsonl"), half),
            measure=_notes,
            errors=errors.notes,
            detail=_labels,
            targets={
                "weighted F1 (25 types)": 85, "violent P": 93, "violent R": 92, "responsibility found %": 85, "responsibility elsewhere %": 10,
            },
        ),
        EvalSet(
            name="notes_es",
            gold=lambda half: half_of(rows(DATA / "notes_es.jsonl"), half),
            measure=_notes,
            errors=errors.notes,
            detail=_labels,
        ),
        EvalSet(
            name="sentences",
            gold=lambda half: half_of(outside("sentences/plover.jsonl"), half),
            measure=_sentences,
            errors=errors.sentences,
            peers={"type": "43 (UniversalPetrarch)", "+ source": "26", "+ target": "19", "extra per 100": "89"},
            targets={"type": 75, "+ source": 60, "+ target": 50, "extra per 100": 25},
        ),
        EvalSet(
            name="political",
            gold=lambda half: half_of(rows(DATA / "political.jsonl"), half),
            measure=_sentences,
            errors=errors.sentences,
            targets={"type": 75, "+ source": 60, "+ target": 50, "extra per 100": 25},
        ),
        EvalSet(
            name="wires",
            gold=lambda half: half_of(rows(DATA / "wires.jsonl"), half),
            measure=_wires,
            errors=errors.wires,
        ),
        EvalSet(
            name="incidents",
            gold=lambda half: half_of(outside("incidents/reports.jsonl"), half, "incident"),
            measure=_incidents,
            errors=errors.incidents,
            peers={
                "killed": "77.7 (a regular expression)", "injured": "57.5", "both": "47.5", "pair F1": "66.4 (TF-IDF clustering)", "ARI": "66.4",
                "CoNLL": "82.8",
            },
            targets={"killed": 93, "injured": 85, "both": 80, "date within a day, of all": 85, "place within 25 km, of all": 80, "merged: all right": 75,
                     "pair F1": 88, "ARI": 88, "CoNLL": 93},
        ),
        EvalSet(
            name="reprints",
            gold=lambda half: reprints.made([r["text"] for r in half_of(rows(DATA / "quiet.jsonl") + rows(DATA / "notes.jsonl"), half)])
            + half_of(rows(DATA / "translations.jsonl"), half),
            measure=reprints.score,
            targets={**{f"{kind}: found %": 99 for kind in reprints.KINDS}, "false pairs %": 1, "translation: found %": 99, "translation: false pairs %": 1},
        ),
        EvalSet(
            name="hard_pairs",
            gold=lambda half: rows(DATA / "hard_pairs.jsonl") if half == "held" else [],
            measure=_hard_pairs,
            targets={"pairs right": 56},
        ),
        EvalSet(
            name="time",
            gold=lambda half: [{**r, "language": "fr"} for r in half_of(outside("time/fr.jsonl"), half)],
            measure=_time,
            errors=errors.time,
            peers={"value F1": "73.3 (HeidelTime)"},
            targets={"value F1": 85},
        ),
        EvalSet(
            name="time_fr",
            gold=lambda half: [{**r, "language": "fr"} for r in half_of(rows(DATA / "times_fr.jsonl"), half)],
            measure=_time,
            errors=errors.time,
            peers={"value F1": "73.3 (HeidelTime, on FR-TimeBank)"},
            targets={"value F1": 85},
        ),
        EvalSet(
            name="time_en",
            gold=lambda half: [{**r, "language": "en"} for r in half_of(rows(DATA / "times_en.jsonl"), half)],
            measure=_time,
            errors=errors.time,
            peers={"value F1": "78.1 (HeidelTime, on TempEval-3 platinum)"},
            targets={"value F1": 85},
        ),
        EvalSet(
            name="places",
            gold=lambda half: half_of(outside("places/trnews.jsonl") + outside("places/geovirus.jsonl"), half),
            measure=_places,
            errors=errors.places,
            peers={
                "trnews within 161 km, of all": "59 (a context baseline, given the mention)",
                "geovirus within 161 km, of all": "67 (a context baseline, given the mention)",
            },
        ),
        EvalSet(
            name="false_events",
            gold=lambda half: half_of(rows(DATA / "quiet.jsonl") + rows(DATA / "quiet_more.jsonl"), half),
            measure=_quiet,
            errors=errors.quiet,
            targets={"false events per 200": 4},
        ),
        EvalSet(
            name="false_events_third",
            gold=lambda half: half_of(rows(DATA / "quiet_third.jsonl"), half),
            measure=_quiet,
            errors=errors.quiet,
        ),
        EvalSet(
            name="false_events_short",
            gold=lambda half: half_of(rows(DATA / "no_events.jsonl"), half),
            measure=_quiet,
            errors=errors.quiet,
        ),
    )
}  # fmt: skip
