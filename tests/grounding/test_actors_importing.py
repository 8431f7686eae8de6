"""Other people's lists of actors become a table of ours, and a resolution can be shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from istor.grounding.actors import import_actors, show, table
from istor.knowledge.actors import actor_of

ROOT = Path(__file__).resolve().parents[2]


def test_ucdp_list(tmp_path: Path) -> None:
    source = tmp_path / "ucdp.csv"
    source.write_text(
        "ActorId,NameData,NameDataFull,Org,Location\n"
        "116,Government of Iraq,,4,Iraq\n"
        "9001,HLA,Highland Liberation Army,1,DR Congo (Zaire)\n"
        "9002,Valley,Valley herders,3,Kenya\n",
        encoding="utf-8",
    )
    rows, refused = import_actors(source)
    assert [(r["id"], r["name"], r["en"], r["kind"], r["inter"], r["country"]) for r in rows] == [
        ("ucdp-9001", "HLA", "Highland Liberation Army", "armed_group", "Rebel group", "COD"),
        ("ucdp-9002", "Valley", "Valley herders", "armed_group", "Identity militia", "KEN"),
    ]
    assert [r.input for r in refused] == ["ucdp.csv, entry 1"]
    assert "state" in refused[0].reason


def test_follow_the_money_entities(tmp_path: Path) -> None:
    source = tmp_path / "entities.ftm.json"
    entities = [
        {
            "id": "x-1",
            "schema": "Organization",
            "properties": {"name": ["Army of the Hills"], "alias": ["AOTH"], "country": ["ye"], "topics": ["crime.terror"]},
        },
        {"id": "x-2", "schema": "Person", "properties": {"name": ["A. Person"], "nationality": ["fr"]}},
        {"id": "x-3", "schema": "Vessel", "properties": {"name": ["A ship"]}},
        {"id": "x-4", "schema": "Organization", "properties": {}},
    ]
    source.write_text("\n".join(json.dumps(e) for e in entities), encoding="utf-8")
    rows, refused = import_actors(source)
    assert [(r["id"], r["kind"], r["country"], r["en"]) for r in rows] == [("x-1", "armed_group", "YEM", "AOTH"), ("x-2", "person", "FRA", "")]
    assert [r.reason for r in refused] == ["A ship is a Vessel, no actor", "x-4 has no name"]


def test_a_plain_list_and_its_table_is_read_back(tmp_path: Path) -> None:
    source = tmp_path / "mine.csv"
    source.write_text("name;kind;country;aliases;years\nRiver Guard;armed_group;Mali;RG|Guard of the River;2021-\n;party;FRA;;\n", encoding="utf-8")
    rows, refused = import_actors(source)
    assert len(refused) == 1
    lines = table(rows).splitlines()
    actor = actor_of(dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True)))
    assert (actor.id, actor.country, actor.years.first, actor.names) == ("river-guard", "MLI", 2021, ("River Guard", "RG", "Guard of the River"))


def test_a_users_table_is_used_where_named(tmp_path: Path) -> None:
    source, made = tmp_path / "mine.csv", tmp_path / "mine.tsv"
    source.write_text("name,kind,country\nGuard of the River Bend,armed_group,MLI\n", encoding="utf-8")
    made.write_text(table(import_actors(source)[0]), encoding="utf-8")
    code = "from istor.grounding.actors import resolve; m = resolve('Guard of the River Bend'); print(m.actor, m.country)"
    environment = {**os.environ, "ISTOR_ACTORS": str(made), "PYTHONPATH": str(ROOT)}
    out = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["guard-of-the-river-bend", "MLI"]


def test_a_resolution_is_shown_with_its_reason_and_alternatives() -> None:
    shown = show("SNA")
    assert shown["actor"] is None
    assert {a["id"] for a in shown["alternatives"]} == {"somali-national-alliance", "syrian-national-army"}
    shown = show("SNA", country="SYR")
    assert shown["actor"]["id"] == "syrian-national-army"
    shown = show("popular-mobilization-forces")
    assert "kataib-hezbollah" in shown["actor"]["members"]
    assert shown["actor"]["names"]["fr"][0] == "Hachd al-Chaabi"


def test_an_office_is_shown_with_who_held_it() -> None:
    held = show("IRQ:president")["actor"]["offices"]
    assert ("barham-salih", "2018-10-02") in {(h["person"], h["first"]) for h in held}
