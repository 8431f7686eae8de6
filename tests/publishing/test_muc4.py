"""MUC-4 templates from mentions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest

from istor.knowledge import typology
from istor.model import Bounds, Codes, DateBound, EventDate, Instrument, Mention, Participant, Place, Published, Speaker, Statement
from istor.model.mention import Candidate
from istor.publishing.exporters import exporters, muc4
from istor.publishing.exporters.muc4 import relevance, templates
from istor.publishing.exporters.muc4.incidents import incidents
from istor.publishing.exporters.muc4.relevance import weights
from istor.publishing.exporters.muc4.slots import physical
from istor.publishing.exporters.muc4.strings import body, doers, given_names, name_and_title, names, words_of

PEASANTS = {"role": "victim", "text": "PEASANTS", "kind": "civilian", "category": "civilian", "effect": "killed"}
HUSBAND = {"role": "victim", "text": "MAYOR LUIS PEREZ", "kind": "state", "category": "official", "effect": "killed"}


@pytest.fixture(autouse=True)
def every_incident(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Every incident has a template, but in the tests of the model that chooses."""
    if "weighed" not in request.fixturenames:
        monkeypatch.setattr(muc4, "odds", lambda told: 1.0)


@pytest.fixture
def weighed() -> None:
    """The model chooses."""


def who(**fields: Any) -> Participant:
    return Participant(**fields)


def mention(type: str = "killing", *participants: Participant, **fields: Any) -> Mention:
    """A mention of a report of 10 January 1990 that speaks of El Salvador."""
    plain: dict[str, Any] = {
        "id": "m", "report": "r", "part": 0, "main": True, "type": type, "codes": Codes(muc4=typology()[type].muc4), "context_country": "SLV",
        "published": Published(start="1990-01-10", end="1990-01-10"), "participants": participants,
    }  # fmt: skip
    return Mention(**plain | fields)


def one(*mentions: Mention) -> dict[str, Any]:
    made = templates(mentions)
    assert len(made) == 1
    return made[0]


def day(iso: str, last: str | None = None) -> EventDate:
    return EventDate(start=iso, end=last or iso, precision="day", text="x")


def place(name: str, country: str = "SLV", precision: Any = "exact") -> Place:
    return Place(name=name.title(), text=name, country=country, precision=precision)


@pytest.mark.usefixtures("weighed")
class TestModel:
    FULL: ClassVar = {"date": day("1990-01-09"), "place": place("APOPA")}

    def test_a_murder_with_day_and_town_is_worth_a_template(self) -> None:
        assert templates([mention("killing", who(**HUSBAND), **self.FULL)])

    @pytest.mark.parametrize(
        "m",
        [
            mention("killing"),
            mention("armed_attack", who(role="perpetrator", text="GUERRILLAS", kind="armed_group", category="fighter")),
            mention("shelling", who(role="target", text="PRESENT", kind="unknown")),
        ],
        ids=["nobody", "nothing harmed", "a word that no table knows"],
    )
    def test_words_of_violence_against_nobody_are_not(self, m: Mention) -> None:
        assert templates([m]) == []

    def test_the_likelier_somebody_was_harmed_the_likelier_is_a_template(self) -> None:
        def told(likelihood: float) -> Mention:
            found = Candidate(role="victim", text="PEASANTS", kind="civilian", part="human", likelihood=likelihood, start=0, end=8)
            return mention("killing", candidates=(found,))

        assert [relevance.features(i, [m], {"incident_type": ["ATTACK"]})["likely human"] for m in [told(0.4)] for i in incidents([m])] == [0.4]
        assert weights()["likely human"] + weights()["likely harmed"] > 0

    def test_every_weight_is_of_a_feature_that_can_be(self) -> None:
        source = Path(str(relevance.__file__)).read_text(encoding="utf-8")
        assert [n for n in weights() if n != "bias" and not n.startswith(("kind ", "type ", "stage ", "likely ")) and f'"{n}"' not in source] == []


@pytest.mark.parametrize(("first", "last", "date"), [("1990-01-06", "1990-01-08", "06 JAN 90 - 08 JAN 90"), ("1989-12-01", "1989-12-31", "- 10 JAN 90")])
def test_a_long_span_is_on_or_before_the_report(first: str, last: str, date: str) -> None:
    assert one(mention("killing", who(**PEASANTS), date=day(first, last)))["incident_date"] == [date]


class TestRelevance:
    @pytest.mark.parametrize(
        "m",
        [
            mention("arrest", who(**HUSBAND)),
            mention("killing", who(**HUSBAND), stage="planned"),
            mention("armed_clash", who(role="victim", text="THREE SOLDIERS", kind="state_force", category="military", effect="killed")),
            mention("killing", who(**HUSBAND), context_country="FRA"),
        ],
        ids=["no type", "planned", "armed sides alone", "another continent"],
    )
    def test_what_is_no_incident_has_no_template(self, m: Mention) -> None:
        assert templates([m]) == []

    def test_one_old_soldier_by_name_is_a_target(self) -> None:
        m = mention("armed_clash", who(role="target", text="FORMER MINISTER GENERAL ENRIQUE LOPEZ", kind="state_force", category="military"))
        assert one(m)["hum_tgt_name"] == ["ENRIQUE LOPEZ"]

    def test_a_bomb_made_harmless_is_a_bombing_that_was_tried(self) -> None:
        said = Statement(
            id="s", report="r", part=0, mention="m", property="type", value="weapons_seizure", speaker=Speaker(text="", kind="outlet"),
            modality="asserted", quote="DEFUSED", start=0, end=7, alignment="exact",
        )  # fmt: skip
        police = who(role="perpetrator", text="POLICE", kind="state_force", category="police")
        bank = who(role="target", text="BANK", kind="facility", category="building")
        t = one(mention("weapons_seizure", police, bank, instruments=(Instrument(type="bomb", text="BOMB"),), statements=(said,)))
        assert (t["incident_type"], t["incident_stage"]) == (["BOMBING"], ["ATTEMPTED"])
        assert "perp_organization" not in t

    def test_an_attempt_on_a_life_is_an_attack_and_a_threat_comes_from_its_speaker(self) -> None:
        assert one(mention("killing", who(**HUSBAND), stage="attempted"))["incident_stage"] == ["ACCOMPLISHED"]
        rebels = who(role="speaker", text="GUERRILLAS", kind="armed_group", category="fighter")
        t = one(mention("threat", rebels, who(**HUSBAND), stage="threatened", codes=Codes(muc4="ATTACK")))
        assert (t["incident_stage"], t["perp_individual"]) == (["THREATENED"], ["GUERRILLAS"])

    def test_tellings_that_differ_in_nothing_are_one_incident(self) -> None:
        first = mention("killing", who(**HUSBAND))
        second = mention("killing", who(role="victim", text="MAYOR", kind="state", category="official"), date=day("1990-01-08"), main=False)
        t = one(first, second)
        assert (t["incident_date"], t["hum_tgt_name"], len(t["hum_tgt_desc"])) == (["08 JAN 90"], ["LUIS PEREZ"], 1)

    @pytest.mark.parametrize(
        "other",
        [{"date": day("1990-01-02")}, {"place": place("SANTA ANA")}, {"stage": "threatened"}, {"codes": Codes(muc4="KIDNAPPING")}],
    )
    def test_another_day_place_stage_or_type_is_another_incident(self, other: dict[str, Any]) -> None:
        here = {"date": day("1990-01-08"), "place": place("APOPA")}
        assert len(templates([mention("killing", who(**PEASANTS), **here), mention("killing", who(**PEASANTS), **here | other)])) == 2

    def test_another_perpetrator_is_another_incident(self) -> None:
        by = lambda name: who(role="perpetrator", text=name, kind="armed_group", actor=name.lower(), actor_name=name)  # noqa: E731
        assert len(templates([mention("killing", who(**PEASANTS), by("FMLN")), mention("killing", who(**PEASANTS), by("ARENA"))])) == 2

    def test_nobody_is_killed_twice(self) -> None:
        assert one(mention("killing", who(**HUSBAND), date=day("1990-01-08")), mention("killing", who(**HUSBAND), date=day("1990-01-02")))

    def test_people_kidnapped_apart_are_incidents_apart(self) -> None:
        priest, judge = ({"role": "victim", "text": t, "kind": "civilian", "effect": "abducted"} for t in ("PRIEST", "JUDGE"))
        assert len(templates([mention("abduction", who(**priest)), mention("abduction", who(**judge))])) == 2


class TestWhenAndWhere:
    @pytest.mark.parametrize(
        ("fields", "written"),
        [
            ({"date": day("1990-01-05")}, "05 JAN 90"),
            ({"date": day("1990-01-05", "1990-01-07")}, "05 JAN 90 - 07 JAN 90"),
            ({"date_bound": DateBound(not_after="1990-01-06")}, "- 06 JAN 90"),
            ({}, "- 10 JAN 90"),
        ],
    )
    def test_dates_have_the_forms_of_the_key(self, fields: dict[str, Any], written: str) -> None:
        assert one(mention("killing", who(**HUSBAND), **fields))["incident_date"] == [written]

    @pytest.mark.parametrize(
        ("where", "written"),
        [
            (place("APOPA"), "EL SALVADOR: APOPA (CITY)"),
            (place("SAN MIGUEL", precision="admin1"), "EL SALVADOR: SAN MIGUEL (DEPARTMENT)"),
            (place("EL SALVADOR", precision="country"), "EL SALVADOR"),
            (place("UNITED STATES", "USA", "country"), "EL SALVADOR"),
            (place("LIMA", "PER"), "PERU: LIMA (CITY)"),
            (None, "EL SALVADOR"),
        ],
    )
    def test_the_country_is_one_of_the_nine(self, where: Place | None, written: str) -> None:
        assert one(mention("killing", who(**HUSBAND), place=where))["incident_location"] == [written]


class TestTargets:
    def test_a_person_has_a_name_a_title_a_type_a_number_and_an_effect(self) -> None:
        t = one(mention("killing", who(**HUSBAND)))
        assert t["hum_tgt_name"] == ["LUIS PEREZ"]
        assert t["hum_tgt_desc"] == [{"value": "MAYOR", "of": "LUIS PEREZ"}]
        assert t["hum_tgt_type"] == [{"value": "GOVERNMENT OFFICIAL", "of": "LUIS PEREZ"}]
        assert t["hum_tgt_number"] == [{"value": "1", "of": "LUIS PEREZ"}]
        assert t["hum_tgt_effect"] == [{"value": "DEATH", "of": "LUIS PEREZ"}]

    @pytest.mark.parametrize(
        ("text", "bounds", "written"),
        [
            ("SIX\nPEASANTS", Bounds.exactly(6), "6"),
            ("PEASANTS", None, "PLURAL"),
            ("PEASANT", None, "1"),
            ("AT LEAST 10 PEASANTS", Bounds(low=10), "10-"),
            ("ABOUT 50 PEASANTS", Bounds.exactly(50, approximate=True), "~50"),
            ("DOZENS OF PEASANTS", Bounds(low=20, approximate=True), "PLURAL"),
        ],
    )
    def test_numbers(self, text: str, bounds: Bounds | None, written: str) -> None:
        t = one(mention("killing", who(role="victim", text=text, kind="civilian", category="civilian", number=bounds)))
        assert t["hum_tgt_number"][0]["value"] == written

    def test_a_building_is_a_physical_target(self) -> None:
        t = one(mention("bombing", who(role="target", text="THE U.S. EMBASSY", kind="facility", category="installation", country="USA")))
        assert t["phys_tgt_id"] == ["U.S. EMBASSY"]
        assert t["phys_tgt_type"] == [{"value": "DIPLOMAT OFFICE OR RESIDENCE", "of": "U.S. EMBASSY"}]
        assert t["phys_tgt_effect"] == [{"value": "SOME DAMAGE", "of": "U.S. EMBASSY"}]
        assert t["phys_tgt_nation"] == [{"value": "UNITED STATES", "of": "U.S. EMBASSY"}]

    def test_fighters_and_words_that_no_table_knows_are_no_targets(self) -> None:
        others = (who(role="victim", text="TWO REBELS", kind="armed_group", category="fighter"), who(role="target", text="LATEST CALCULATIONS"))
        assert one(mention("killing", who(**HUSBAND), *others))["hum_tgt_name"] == ["LUIS PEREZ"]
        assert len(one(mention("killing", who(**HUSBAND), *others))["hum_tgt_desc"]) == 1

    def test_two_namings_of_the_same_are_one_target(self) -> None:
        several = [who(role="victim", text=t, kind="civilian", category="religious") for t in ("PRIESTS", "SIX JESUIT PRIESTS")]
        assert one(mention("killing", *several))["hum_tgt_desc"] == ["SIX JESUIT PRIESTS"]


class TestPerpetrators:
    def test_hands_are_individuals_and_bodies_organisations(self) -> None:
        t = one(mention(
            "killing", who(**HUSBAND), who(role="perpetrator", text="REBELS", kind="armed_group", category="fighter"),
            who(role="perpetrator", text="the FMLN", kind="armed_group", actor="fmln", actor_name="FMLN", confidence="suspected_by_authorities"),
        ))  # fmt: skip
        assert (t["perp_individual"], t["perp_organization"], t["perp_category"]) == (["REBELS"], ["FMLN"], ["TERRORIST ACT"])
        assert t["perp_org_confidence"] == [{"value": "SUSPECTED OR ACCUSED BY AUTHORITIES", "of": "FMLN"}]

    def test_a_states_forces_make_it_state_violence_and_their_bombing_an_attack(self) -> None:
        army = who(role="perpetrator", text="ARMY", kind="state_force", category="military", confidence="fact")
        t = one(mention("bombing", who(role="target", text="CHURCH", kind="facility", category="church"), army))
        assert (t["perp_category"], t["incident_type"]) == (["STATE-SPONSORED VIOLENCE"], ["ATTACK"])

    def test_who_denies_it_is_none(self) -> None:
        denied = who(role="perpetrator", text="FMLN", kind="armed_group", confidence="denied")
        assert "perp_organization" not in one(mention("killing", who(**HUSBAND), denied))


def test_instruments_have_their_words_and_their_type() -> None:
    t = one(mention("bombing", who(**HUSBAND), instruments=(Instrument(type="dynamite", text="two sticks of dynamite"),)))
    assert t["instrument_type"] == [{"value": "DYNAMITE", "of": t["instrument_id"][0]}]


@pytest.mark.parametrize(
    ("type", "text", "words", "kind"),
    [
        ("bomb", "TWO POWERFUL BOMBS", ["POWERFUL BOMBS"], "BOMB"),
        ("bomb", "explosive devices", ["EXPLOSIVE DEVICES"], "EXPLOSIVE"),
        ("dynamite", "KG OF DYNAMITE", ["DYNAMITE"], "DYNAMITE"),
        ("rifle", "rifle fire", ["RIFLE"], "RIFLE"),
        ("gun", "bullets", [], "GUN"),
    ],
)
def test_weapons_are_told_without_count_and_fire(type: str, text: str, words: list[str], kind: str) -> None:
    t = one(mention("bombing", who(**PEASANTS), instruments=(Instrument(type=type, text=text),)))
    assert t.get("instrument_id", []) == words
    assert [f["value"] if isinstance(f, dict) else f for f in t["instrument_type"]] == [kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ALLEGED URBAN GUERRILLAS", "URBAN GUERRILLAS"),
        ("FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) GUERRILLAS", "GUERRILLAS"),
        ("SHINING PATH MEMBERS", "SHINING PATH MEMBERS"),
    ],
)
def test_doers_are_told_without_doubts_and_long_names(text: str, words: str) -> None:
    assert doers(text) == words


def test_an_organisation_is_told_without_what_it_leans_to() -> None:
    assert body("PRO-CASTROITE ARMY OF NATIONAL LIBERATION") == "ARMY OF NATIONAL LIBERATION"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("VEHICLE OF TELEVISION NEWSMAN IBARRA", "TRANSPORT VEHICLE"),
        ("PRESIDENT CRISTIANI'S RESIDENCE", "GOVERNMENT OFFICE OR RESIDENCE"),
        ("RESIDENCE OF THE NICARAGUAN AMBASSADOR", "DIPLOMAT OFFICE OR RESIDENCE"),
        ("PEASANT HOME", "CIVILIAN RESIDENCE"),
        ("CAR DEALERSHIP", "COMMERCIAL"),
    ],
)
def test_a_building_is_of_the_kind_of_its_noun_and_of_who_lives_there(name: str, kind: str) -> None:
    assert physical(name) == kind


def test_parts_of_a_building_are_no_targets_and_counts_no_names() -> None:
    bank = who(role="target", text="TWO BANKS", kind="facility", category="financial", effect="destroyed")
    doors = who(role="target", text="DOORS OF THE HOUSE", kind="facility", category="building")
    assert one(mention("bombing", bank, doors))["phys_tgt_id"] == ["BANKS"]


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"text": "ACHI", "called": "municipality", "within": "BOLIVAR"}, "EL SALVADOR: BOLIVAR (DEPARTMENT): ACHI (MUNICIPALITY)"),
        ({"text": "ESCALON", "called": "neighborhood", "within": "SAN SALVADOR"}, "EL SALVADOR: SAN SALVADOR (CITY): ESCALON (NEIGHBORHOOD)"),
        ({"text": "the capital", "reason": "the words point to San Salvador"}, "EL SALVADOR: SAN SALVADOR (CITY)"),
    ],
)
def test_a_location_is_a_chain_of_what_holds_it(fields: dict[str, str], location: str) -> None:
    where = Place(**{"name": "San Salvador", "country": "SLV", "precision": "exact"} | fields)
    assert one(mention("killing", who(**PEASANTS), place=where))["incident_location"] == [location]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("FORMER DEFENSE MINISTER GENERAL ENRIQUE LOPEZ ALBUJAR", "ENRIQUE LOPEZ ALBUJAR", "FORMER DEFENSE MINISTER GENERAL"),
        ("MONSIGNOR ARNULFO ROMERO", "ARNULFO ROMERO", "MONSIGNOR"),
        ("GILDA FLORES", "GILDA FLORES", ""),
        ("GUATEMALAN POLITICAL LEADER GILDA FLORES", "GILDA FLORES", "GUATEMALAN POLITICAL LEADER"),
        ("JESUIT PRIESTS", "", "JESUIT PRIESTS"),
        ("TELEPHONE BOOTHS", "", "TELEPHONE BOOTHS"),
        ("MAYOR", "", "MAYOR"),
    ],
)
def test_a_name_is_told_from_its_title(text: str, name: str, title: str) -> None:
    assert name_and_title(text) == (name, title)


def test_words_stand_on_one_line_without_articles() -> None:
    assert words_of(who(role="victim", text="the 70,000\n  Salvadorans,")) == "SALVADORANS"


def test_the_table_speaks_of_our_own_kinds_only() -> None:
    known = {"human", "physical", "weapon", "effect_human", "effect_physical", "confidence", "stage", "physical_word", "resident", "part", "title", "country", "nation"}
    assert {slot for slot, _ in names()} == known
    assert len(given_names()) > 700
    assert {c.muc4 for c in typology().values()} - {None} <= {
        "ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE",
    }  # fmt: skip


def test_a_file_has_one_line_a_report(mentions: list[Mention], tmp_path: Path) -> None:
    exporters()["muc4"].export(mentions, tmp_path / "t")
    lines = [json.loads(line) for line in (tmp_path / "t").read_text().splitlines()]
    assert [line["id"] for line in lines] == list(dict.fromkeys(m.report for m in mentions))
