"""Our scorers: right on small cases worked by hand, and equal to those that come with the sets on what the project says."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest

from evaluation.running import Coded, coded, reports
from evaluation.scoring import incidents, muc4, quiet, sentences, snippets, spans
from evaluation.scoring.base import Score
from evaluation.sources import half_of, rows
from istor.corridor import link_mentions
from istor.grounding.places import toponyms_json
from istor.grounding.times import timexes_json
from istor.publishing.exporters.muc4 import templates


class TestByHand:
    def test_a_snippet_is_right_by_its_main_mention(self) -> None:
        gold = [{"id": "1", "label": "ATTACK"}, {"id": "2", "label": "ARREST"}, {"id": "3", "label": "DIPLOMACY"}, {"id": "4", "label": "ATTRIB"}]
        claim = {"property": "responsibility", "modality": "claimed", "speaker": {"kind": "organisation"}}
        made = {
            "1": [{"codes": {"acled": "Arrests"}}, {"main": True, "codes": {"acled": "Attack"}}],
            "2": [{"codes": {"acled": "Grenade"}}],
            "4": [{"codes": {"acled": None}, "statements": [claim]}],
        }
        f = snippets.score(gold, made).total()
        assert (f["weighted F1 (25 types)"], f["violent P"], f["violent R"]) == (50, 50, 100)
        assert (f["responsibility found %"], f["responsibility elsewhere %"], f["coded though outside %"]) == (100, 0, 50)

    def test_a_sentence_is_right_by_type_then_source_then_target(self) -> None:
        gold = [{"id": "1", "event": "DEMAND", "source": [{"code": "HUNGOV"}], "target": [{"code": "ROU"}]}]
        request = {"codes": {"plover": "REQUEST"}, "participants": [{"role": "speaker", "country": "HUN"}, {"role": "target", "country": "ROU"}]}
        other = {"codes": {"plover": "AID"}, "participants": []}
        assert sentences.score(gold, {"1": [request, other]}).total() == {"type": 100, "+ source": 100, "+ target": 100, "extra per 100": 100}
        assert sentences.score(gold, {"1": []}).total() == {"type": 0, "+ source": 0, "+ target": 0, "extra per 100": 0}

    def test_a_date_counts_only_where_its_words_stand_in_the_report(self) -> None:
        report = {"id": "r", "incident": "i", "title": "", "text": "Two shot on Friday.", "published": "2014-02-08"}
        incident = {"killed": 0, "injured": 2, "date": "2014-02-07", "latlon": [30.0, -90.0]}
        m = {"id": "m", "quantities": {"injured": {"low": 2}}, "date": {"start": "2014-02-07", "end": "2014-02-07", "text": "on Friday"}}
        right = incidents.judged(report, incident, m | {"place": {"latitude": 30.1, "longitude": -90.1}})
        assert right["both"]
        assert right["date"]
        assert right["place"]
        assert not incidents.judged(report, incident, m | {"date": m["date"] | {"text": "Thursday"}}).get("date")
        assert not incidents.judged(report, incident, m | {"date": m["date"] | {"end": "2014-02-10"}}).get("date")
        assert not incidents.judged(report, incident, None)["both"]

    @pytest.mark.parametrize(
        ("found", "figures"),
        [
            ({"a": 1, "b": 1, "c": 2}, {"ARI": 100, "CoNLL": 100, "LEA F": 100}),
            ({"a": 1, "b": 2, "c": 3}, {"ARI": 0}),
        ],
    )
    def test_linking(self, found: dict[str, int], figures: dict[str, float]) -> None:
        made = incidents.linking({"a": "x", "b": "x", "c": "y"}, found)
        assert {k: pytest.approx(made[k]) for k in figures} == figures

    def test_a_template_maps_by_its_type_and_one_actor(self) -> None:
        key = {"incident_type": [{"alts": ["BOMBING"]}], "hum_tgt_desc": [{"alts": ["PEASANTS", "VILLAGERS"]}], "optional": False}
        same = muc4.document([{"incident_type": ["ATTACK"], "hum_tgt_desc": ["THREE PEASANTS"]}], [key])
        assert same.pairs == ((0, 0),)
        assert list(same.counts.sum(axis=0)) == [1, 1, 0, 0, 0]
        other = muc4.document([{"incident_type": ["BOMBING"], "hum_tgt_desc": ["MAYOR"]}], [key])
        assert (other.pairs, other.spurious, other.missed) == ((), (0,), (0,))
        assert muc4.document([], [{**key, "optional": True}]).missed == ()

    @pytest.mark.parametrize(
        ("slot", "response", "key", "value"),
        [
            ("incident_date", "05 JAN 90", "05 JAN 90", 0), ("incident_date", "03 JAN 90", "- 05 JAN 90", 1), ("incident_date", "09 JAN 90", "- 05 JAN 90", 2),
            ("incident_location", "PERU: LIMA (CITY)", "PERU: LIMA (TOWN)", 0), ("incident_location", "PERU", "PERU: LIMA (CITY)", 1),
            ("hum_tgt_number", "6", "6-8", 1), ("instrument_type", "GUN", "RIFLE", 1), ("instrument_type", "RIFLE", "GUN", 2),
            ("perp_individual", "GUERRILLAS", "FMLN GUERRILLAS", 1), ("hum_tgt_name", "A B", "C D", 2),
        ],
    )  # fmt: skip
    def test_fills_are_right_partly_right_or_wrong(self, slot: str, response: str, key: str, value: int) -> None:
        counts = muc4.slot_counts(slot, [muc4.fill(slot, response)], [muc4.fill(slot, {"alts": [key]})])
        assert list(counts[:3]) == [float(value == n) for n in range(3)]

    def test_times_and_places(self) -> None:
        gold = [{"id": "d", "timexes": [{"start": 0, "end": 5, "value": "2020"}, {"start": 9, "end": 12, "value": "P1D"}]}]
        made = {"d": [{"start": 0, "end": 5, "value": "2020"}, {"start": 8, "end": 12, "value": "P2D"}]}
        assert spans.times(gold, made).total() == {"strict F1": 50, "relaxed F1": 100, "value F1": 50, "value, of found": 50}
        named = [{"id": "d", "toponyms": [{"start": 0, "end": 5, "latitude": 0.0, "longitude": 0.0}]}]
        near = {"d": [{"start": 0, "end": 6, "latitude": 1.0, "longitude": 0.0, "kind": "place"}]}
        assert spans.places(named, near).total() == {"recognition F1": 0, "within 161 km, of all": 100, "within 161 km, of resolved": 100}

    def test_only_accomplished_violence_is_a_false_event(self) -> None:
        made = [
            {"stage": stage, "codes": {"acled": acled, "muc4": kind}}
            for stage, acled, kind in (
                ("accomplished", "Attack", None),
                ("planned", "Attack", "ATTACK"),
                ("accomplished", "Arrests", None),
                ("accomplished", None, "ARSON"),
            )
        ]
        assert quiet.score([{"id": "a"}, {"id": "b"}], {"a": made}).total() == {"texts": 2, "false events": 2, "false events per 200": 200}

    def test_intervals_hold_the_figure_and_do_not_change_from_run_to_run(self) -> None:
        counts = np.array([[1.0, float(i % 4 > 0)] for i in range(200)])
        score = Score(ids=tuple(map(str, range(200))), counts=counts, figures=lambda s: {"right": 100 * s[1] / s[0]})
        low, high = score.intervals()["right"]
        assert low < 75 < high
        assert 4 < high - low < 20
        assert score.intervals() == score.intervals()


SAMPLE = 25


def theirs(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path, items: Iterable[Any]) -> str:
    path.write_bytes(b"".join(msgspec.json.encode(i) + b"\n" for i in items))
    return str(path)


def flat(found: Coded) -> list[dict[str, Any]]:
    return [m for ms in found.plain.values() for m in ms]


def about(value: float) -> Any:
    return pytest.approx(value, abs=0.051)


@pytest.mark.shared
class TestAgainstTheScorersOfTheSets:
    """The same numbers on a sample of the tuning half."""

    def test_snippets(self, shared: Path, tmp_path: Path) -> None:
        gold = half_of(rows(shared / "benchmarks/snippets/acled.jsonl"), "tuning")
        found = coded(gold, processes=1, language="en")
        d = theirs(shared, "score").snippets(lines(tmp_path / "g", gold), lines(tmp_path / "p", flat(found)))
        f = snippets.score(gold, found.plain).total()
        assert f["weighted F1 (25 types)"] == about(d["weighted_F1_25"])
        assert (f["violent P"], f["violent R"]) == (about(d["violent"]["P"]), about(d["violent"]["R"]))
        assert f["responsibility elsewhere %"] == about(d["responsibility_elsewhere %"])
        assert f["coded though outside %"] == about(d["coded_though_outside_the_25 %"])

    def test_sentences(self, shared: Path, tmp_path: Path) -> None:
        gold = half_of(rows(shared / "benchmarks/sentences/plover.jsonl"), "tuning")
        found = coded(gold, processes=1, language="en")
        d = theirs(shared, "score").sentences(lines(tmp_path / "g", gold), lines(tmp_path / "p", flat(found)))
        names = ("type", "and_source_country", "and_target_country", "extra_mentions_per_100")
        assert list(sentences.score(gold, found.plain).total().values()) == [about(d[n]) for n in names]

    def test_incidents(self, shared: Path, tmp_path: Path) -> None:
        folder = shared / "benchmarks/incidents"
        gold = half_of(rows(folder / "reports.jsonl"), "tuning", "incident")[: 4 * SAMPLE]
        found = coded(gold, processes=1)
        events = link_mentions([m for ms in found.mentions.values() for m in ms])
        known = {r["id"]: r for r in rows(folder / "incidents.jsonl")}
        f = incidents.score(gold, known, found.plain, {m: e.id for e in events for m in e.mentions}).total()
        score = theirs(shared, "score")
        g, p = lines(tmp_path / "g", gold), lines(tmp_path / "p", flat(found))
        d, links = score.counts(g, str(folder / "incidents.jsonl"), p), score.links(g, lines(tmp_path / "e", events), p)
        assert [f[n] for n in ("killed", "injured", "both")] == [about(d[n]) for n in ("killed", "injured", "both")]
        assert f["date within a day, of all"] == about(d["date_within_1_day"]["of_all"])
        assert f["place within 25 km, of placed"] == about(d["place_within_25_km"]["of_placed"])
        theirs_linked = [links["pair"]["F"], links["B3"]["F"], links["ARI"], links["CoNLL"], links["LEA"]["F"]]
        assert [f[n] for n in ("pair F1", "B3 F", "ARI", "CoNLL", "LEA F")] == [about(x) for x in theirs_linked]

    def test_muc4(self, shared: Path) -> None:
        gold = rows(shared / "benchmarks/muc4/train.jsonl")[: 4 * SAMPLE]
        made = {id: templates(ms) for id, ms in coded(gold, processes=1, language="en").mentions.items()}
        score = theirs(shared, "score_muc4")
        keys = {g["id"]: g["templates"] for g in gold}
        total, per, counted = score.score({id: [score.template(t) for t in ts] for id, ts in made.items()}, keys)
        roles = [{i: [score.to_roles(score.template(t)) for t in ts] for i, ts in side.items()} for side in (made, keys)]
        ours = muc4.score(gold, made)
        f = ours.total()
        assert (f["all slots R"], f["all slots P"], f["all slots F"]) == tuple(pytest.approx(x) for x in total)
        assert muc4.by_slot(ours.counts.sum(axis=0)) == {s: tuple(pytest.approx(float(x)) for x in v) for s, v in per.items()}
        assert list(ours.counts.sum(axis=0)[-3:]) == list(counted)
        assert f["CEAF-REE F"] == pytest.approx(100 * score.ceaf_ree(*roles)["micro"][2])

    def test_times_and_places(self, shared: Path, tmp_path: Path) -> None:
        score = theirs(shared, "score")
        gold = half_of(rows(shared / "benchmarks/time/fr.jsonl"), "tuning")
        made = [timexes_json(r) for r in reports(gold, language="fr")]
        d = score.time_(lines(tmp_path / "g", gold), lines(tmp_path / "p", made))
        f = spans.times(gold, {t["id"]: t["timexes"] for t in made}).total()
        assert list(f.values()) == [about(d[n]) for n in ("strict_F1", "relaxed_F1", "value_F1", "value_accuracy")]
        for name in ("trnews", "geovirus"):
            gold = half_of(rows(shared / f"benchmarks/places/{name}.jsonl"), "tuning")[:SAMPLE]
            found = [toponyms_json(r) for r in reports(gold, language="en")]
            d = score.places(lines(tmp_path / "g", gold), lines(tmp_path / "p", found))
            f = spans.places(gold, {t["id"]: t["toponyms"] for t in found}, demonyms=name == "trnews").total()
            wanted = (d["strict"]["F"], d["within_161_km"]["of_all"], d["within_161_km"]["of_resolved"])
            assert tuple(f.values()) == tuple(about(x) for x in wanted)


@pytest.mark.shared
def test_plain_values_are_what_the_commands_print(shared: Path) -> None:
    gold = half_of(rows(shared / "benchmarks/snippets/acled.jsonl"), "tuning")[:5]
    found = coded(gold, processes=1, language="en")
    assert json.loads(msgspec.json.encode(found.plain)) == {id: [json.loads(msgspec.json.encode(m)) for m in ms] for id, ms in found.mentions.items()}
