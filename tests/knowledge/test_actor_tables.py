"""The tables of actors hold together."""

from __future__ import annotations

from istor import languages
from istor.grounding.actors import identity
from istor.knowledge import actors as tables


def test_every_umbrella_and_country_is_known() -> None:
    for actor in tables.actors().values():
        assert actor.country is None or actor.country in tables.states(), actor.id
        for umbrella in actor.umbrella:
            assert identity(umbrella).name, (actor.id, umbrella)


def test_every_holding_is_of_a_known_office_and_person() -> None:
    for held in tables.holdings():
        assert held.person in tables.actors()
        assert held.office in tables.bodies() or identity(held.office).name, held
        assert held.country is None or held.country in tables.states(), held
        assert not (held.first and held.last) or held.first <= held.last, held


def test_years_run_forward() -> None:
    for actor in tables.actors().values():
        if actor.years.first and actor.years.last:
            assert actor.years.first <= actor.years.last, actor.id


def test_classes_and_states_of_the_languages_are_those_of_the_tables() -> None:
    for code in languages.available():
        words = languages.table(code, "actors")
        assert {b["id"] for b in words.get("body", ())} <= set(tables.bodies()), code
        assert {c["id"] for c in words.get("collective", ())} <= set(tables.collectives()), code
        assert {r["code"] for r in languages.rows(code, "states")} <= set(tables.states()), code


def test_the_tables_keep_their_size() -> None:
    people = {h.person for h in tables.holdings()}
    assert sum(1 for a in tables.actors().values() if a.kind != "person") >= 1200
    assert len(people) >= 400
    assert len(tables.holdings()) >= 500
    assert sum(1 for a in tables.actors().values() if a.checked.startswith("http")) >= 100


def test_every_region_has_actors() -> None:
    regions = {tables.states()[a.country].region for a in tables.actors().values() if a.country}
    assert {"Africa", "Americas", "Asia", "Europe", "Middle East", "Oceania"} <= regions
