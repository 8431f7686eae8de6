"""Measures the project on each set, in process, and returns figures by name. `half`: held (reported) or tuning."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from evaluation.sets import ROOT, rows, scorer, shared, tuning
from istor.corridor import code_reports, link_mentions
from istor.grounding.places import toponyms_json
from istor.grounding.times import timexes_json
from istor.model import Mention, Report
from istor.publishing.exporters.muc4 import templates

FIELDS = ("id", "text", "url", "outlet", "title", "published", "language")
PROCESSES = 2


def reports(found: Iterable[dict[str, Any]], **fixed: str) -> list[Report]:
    return [Report(**{**{k: r.get(k) for k in FIELDS}, **fixed}) for r in found]


def coded(found: list[dict[str, Any]], **fixed: str) -> dict[str, tuple[Mention, ...]]:
    return {r.id: m for r, m in code_reports(reports(found, **fixed), PROCESSES) if isinstance(m, tuple)}


def _lines(path: Path, items: Iterable[Any]) -> str:
    path.write_bytes(b"\n".join(msgspec.json.encode(i) for i in items) + b"\n")
    return str(path)


def half_of(found: list[dict[str, Any]], half: str, key: str = "id") -> list[dict[str, Any]]:
    return [r for r in found if tuning(str(r[key])) == (half == "tuning")]


def seed(half: str) -> dict[str, float]:
    """The founding page: fields right, violent events beyond the gold, must-nots (one document: no halves)."""
    del half
    folder = shared() / "seed"
    text = (folder / "report.fr.txt").read_text(encoding="utf-8")
    mentions = [m for _, found in code_reports([Report(id="page", text=text)]) if isinstance(found, tuple) for m in found]
    with tempfile.TemporaryDirectory() as tmp:
        events = _lines(Path(tmp) / "events.jsonl", link_mentions(mentions))
        done = subprocess.run(
            [sys.executable, folder / "score.py", events, folder / "gold.json", folder / "report.fr.txt"], capture_output=True, text=True, check=False
        )
    last = done.stdout.strip().splitlines()[-1]
    right, total = last.split("fields right: ")[1].split(";")[0].split("/")
    beyond = last.split("beyond the gold: ")[1].split(";")[0]
    return {"fields right": float(right), "of": float(total), "violent beyond": float(beyond), "must-not": 0.0 if "must-not: none" in last else 1.0}


def muc4(half: str) -> dict[str, float]:
    """tuning = train, held = dev."""
    gold = rows(shared() / "benchmarks" / "muc4" / ("train.jsonl" if half == "tuning" else "dev.jsonl"))
    found = coded(gold, language="en")
    with tempfile.TemporaryDirectory() as tmp:
        g = _lines(Path(tmp) / "g", gold)
        p = _lines(Path(tmp) / "p", [{"id": r["id"], "templates": templates(found.get(r["id"], ()))} for r in gold])
        out = subprocess.run([sys.executable, shared() / "benchmarks" / "score_muc4.py", g, p], capture_output=True, text=True, check=True).stdout
    d = json.loads(out)["all"]
    return {"all slots R": d["all_slots"]["R"], "all slots P": d["all_slots"]["P"], "all slots F": d["all_slots"]["F"], "CEAF-REE F": d["ree"]["F"]}


def snippets(half: str) -> dict[str, float]:
    gold = half_of(rows(shared() / "benchmarks" / "snippets" / "acled.jsonl"), half)
    d = _scored("snippets", gold, [m for ms in coded(gold, language="en").values() for m in ms])
    hit, of = d["responsibility"].split("/")
    return {
        "weighted F1 (25 types)": d["weighted_F1_25"], "violent P": d["violent"]["P"], "violent R": d["violent"]["R"],
        "responsibility found": float(hit), "responsibility of": float(of), "responsibility elsewhere %": d["responsibility_elsewhere %"],
    }  # fmt: skip


def sentences(half: str) -> dict[str, float]:
    gold = half_of(rows(shared() / "benchmarks" / "sentences" / "plover.jsonl"), half)
    d = _scored("sentences", gold, [m for ms in coded(gold, language="en").values() for m in ms])
    return {"type": d["type"], "+ source": d["and_source_country"], "+ target": d["and_target_country"], "extra per 100": d["extra_mentions_per_100"]}


def incidents(half: str) -> dict[str, float]:
    folder = shared() / "benchmarks" / "incidents"
    gold = half_of(rows(folder / "reports.jsonl"), half, "incident")
    mentions = [m for ms in coded(gold).values() for m in ms]
    events = link_mentions(mentions)
    score = scorer("score")
    with tempfile.TemporaryDirectory() as tmp:
        r, m, e = (_lines(Path(tmp) / n, x) for n, x in (("r", gold), ("m", mentions), ("e", events)))
        counts = score.counts(r, str(folder / "incidents.jsonl"), m)
        links = score.links(r, e, m)
    return {
        "killed": counts["killed"], "injured": counts["injured"], "both": counts["both"],
        "date within a day, of all": counts["date_within_1_day"]["of_all"], "place within 25 km, of all": counts["place_within_25_km"]["of_all"],
        "pair F1": links["pair"]["F"], "ARI": links["ARI"], "CoNLL": links["CoNLL"],
    }  # fmt: skip


def time(half: str) -> dict[str, float]:
    gold = half_of(rows(shared() / "benchmarks" / "time" / "fr.jsonl"), half)
    d = _scored("time_", gold, [timexes_json(r) for r in reports(gold, language="fr")])
    return {"strict F1": d["strict_F1"], "relaxed F1": d["relaxed_F1"], "value F1": d["value_F1"]}


def places(half: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for name in ("trnews", "geovirus"):
        gold = half_of(rows(shared() / "benchmarks" / "places" / f"{name}.jsonl"), half)
        d = _scored("places", gold, [toponyms_json(r) for r in reports(gold, language="en")])
        out[f"{name} recognition F1"] = d["strict"]["F"]
        out[f"{name} within 161 km, of all"] = d["within_161_km"]["of_all"]
    return out


def false_events(half: str) -> dict[str, float]:
    """Accomplished mentions with a violent ACLED type or a MUC-4 type in texts about no such event."""
    gold = half_of(rows(ROOT / "evaluation" / "data" / "no_events.jsonl"), half)
    violent = scorer("score").VIOLENT
    label = scorer("score").LABEL
    invented = [
        m
        for ms in coded(gold).values()
        for m in ms
        if m.stage == "accomplished" and (label.get(m.codes.acled or "") in violent or m.codes.muc4 is not None)
    ]
    return {"texts": float(len(gold)), "false events": float(len(invented))}


def _scored(job: str, gold: list[dict[str, Any]], found: list[Any]) -> dict[str, Any]:
    score = scorer("score")
    with tempfile.TemporaryDirectory() as tmp:
        result: dict[str, Any] = getattr(score, job)(_lines(Path(tmp) / "g", gold), _lines(Path(tmp) / "p", found))
    return result


SETS: dict[str, Callable[[str], dict[str, float]]] = {
    "seed": seed, "muc4": muc4, "snippets": snippets, "sentences": sentences, "incidents": incidents, "time": time, "places": places,
    "false_events": false_events,
}  # fmt: skip
LOWER_IS_BETTER = frozenset(("violent beyond", "must-not", "responsibility elsewhere %", "extra per 100", "false events"))
PEERS = {
    ("muc4", "all slots F"): "55.9 / 57.2 (GE, 1992, on its test parts)", ("muc4", "CEAF-REE F"): "54.3 (GE), 53.9 (fine-tuned 4B model)",
    ("snippets", "weighted F1 (25 types)"): "83.9 (trained on ACLED's notes)", ("snippets", "violent P"): "80 (UniversalPetrarch)",
    ("snippets", "violent R"): "68 (UniversalPetrarch)", ("sentences", "type"): "43 (UniversalPetrarch)", ("sentences", "+ source"): "26",
    ("sentences", "+ target"): "19", ("sentences", "extra per 100"): "89", ("incidents", "killed"): "77.7 (a regular expression)",
    ("incidents", "injured"): "57.5", ("incidents", "both"): "47.5", ("incidents", "pair F1"): "66.4 (TF-IDF clustering)",
    ("incidents", "ARI"): "66.4", ("incidents", "CoNLL"): "82.8", ("time", "value F1"): "73.3 (HeidelTime)",
    ("places", "trnews within 161 km, of all"): "59 (a context baseline, given the mention)",
    ("places", "geovirus within 161 km, of all"): "67 (a context baseline, given the mention)",
}  # fmt: skip
