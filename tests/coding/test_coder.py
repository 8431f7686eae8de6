"""What a report says becomes mentions with figures, sides and sources."""

import pytest

import istor
from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split


def coded(text: str, language: str = "en", published: str = "2020-03-17") -> tuple[Mention, ...]:
    return tuple(m for part in split(Report(id="r", text=text, language=language, published=published)) for m in code(part))


def only(text: str, **meta: str) -> Mention:
    found = coded(text, **meta)
    assert len(found) == 1, [m.type for m in found]
    return found[0]


def test_cause_and_effect_of_a_sentence_are_one_event() -> None:
    m = only("Gunmen attacked a police post in northern Iraq on Monday, killing three soldiers and wounding ten others.")
    assert m.main
    assert (m.type, m.stage) == ("armed_clash", "accomplished"), "armed men against police: ACLED codes a clash"
    assert m.date is not None
    assert m.date.start == "2020-03-16"
    assert (m.quantities["killed"].low, m.quantities["killed"].high) == (3, 3)
    assert m.quantities["injured"].low == 10


def test_parts_of_a_figure_add_up_once_and_keep_their_countries() -> None:
    m = only("Le 11 mars, une attaque à la roquette contre la base a tué deux militaires américains et un Britannique.", language="fr")
    killed = m.quantities["killed"]
    assert (killed.low, killed.high) == (3, 3)
    assert {(s.country, s.low) for s in killed.by} == {("USA", 2), ("GBR", 1)}


def test_every_quote_stands_in_the_text_and_every_value_has_a_statement() -> None:
    text = "BAGHDAD, March 14 (Reuters) - At least ten rockets hit the base on Saturday. Police said four people were wounded. No group claimed the attack."
    for m in coded(text, published="2020-03-15"):
        stated = {s.property for s in m.statements}
        assert all(text[s.start : s.end] == s.quote for s in m.statements)
        assert set(m.quantities) <= stated
        assert (m.date is None) or "date" in stated
        assert (m.place is None) or "place" in stated


def test_an_earthquake_is_no_attack() -> None:
    assert coded("A tsunami killed at least 43 people on the islands of Java and Sumatra and injured hundreds.") == ()


def test_a_language_without_words_gives_nothing() -> None:
    assert coded("Ein Mann wurde getötet.", language="de") == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A bomb killed five people in Kirkuk on Monday. No group claimed responsibility for the attack.", "No group claimed responsibility"),
        (
            "Trois humanitaires ont été enlevés mercredi près de Ménaka, au Mali. Aucun groupe n'a revendiqué l'enlèvement.",
            "Aucun groupe n'a revendiqué",
        ),
    ],
)
def test_that_nobody_claims_it_is_said_by_the_report_not_by_the_group_that_does_not(text: str, quote: str) -> None:
    said = [s for m in istor.code(text, published="2021-05-06", outlet="Tigris Daily") for s in m.statements if s.property == "responsibility"]
    assert [(s.value, s.quote, s.speaker.text, s.speaker.kind) for s in said] == [("none", quote, "Tigris Daily", "outlet")]


def test_a_verb_may_close_behind_its_object() -> None:
    m = only("Rebels set two schools and a bus on fire near Aleppo on Monday.")
    assert m.type == "arson"
    assert [p.text for p in m.participants if p.role == "target"] == ["two schools", "bus"]


def test_a_threat_and_what_it_is_of_are_one() -> None:
    m = only("The rebels threatened to kill ten judges.")
    assert (m.type, m.stage, m.codes.muc4) == ("threat", "threatened", "ATTACK")
    assert {(p.role, p.text) for p in m.participants} == {("speaker", "rebels"), ("target", "ten judges")}


def test_another_bomb_is_not_the_first_one() -> None:
    assert len(coded("A bomb exploded at a bank in Lima, wounding two guards. Another bomb exploded at a hotel and wounded a waiter.")) == 2


def test_a_bomb_put_into_a_place_is_against_it() -> None:
    m = only("Unidentified men left a bomb in a restaurant in Lima, wounding two people.")
    assert m.type == "bombing"
    assert "restaurant" in {p.text for p in m.participants if p.role == "target"}


def test_who_leaves_a_room_plants_nothing() -> None:
    assert coded("The minister left the room and put a pen on the table.") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The attack killed two people and four others were wounded on Monday in Kirkuk.", "en"),
        ("L'attaque a tué deux personnes et quatre autres ont été blessées lundi à Kirkouk.", "fr"),
        ("Murieron dos personas y otras cuatro resultaron heridas en un ataque en Cali.", "es"),
    ],
)
def test_those_of_the_verb_before_are_not_also_those_of_the_next(text: str, language: str) -> None:
    m = only(text, language=language)
    assert {name: (q.low, q.high) for name, q in m.quantities.items()} == {"killed": (2, 2), "injured": (4, 4)}


@pytest.mark.parametrize(
    ("text", "type", "role", "who"),
    [
        ("Hombres armados secuestraron el lunes a tres campesinos en Tumaco, en Colombia.", "abduction", "victim", "tres campesinos"),
        ("Fueron asesinados cuatro indígenas en el Cauca.", "killing", "victim", "cuatro indígenas"),
        ("Una bomba explotó ayer frente a un banco en Cali.", "bombing", "target", None),
        ("Ont été tués trois soldats et un gendarme près de Gao.", "killing", "victim", "trois soldats"),
    ],
)
def test_word_order_is_data_subjects_stand_behind_verbs_and_people_behind_a_mark(text: str, type: str, role: str, who: str | None) -> None:
    m = only(text, language="fr" if "Gao" in text else "es")
    assert m.type == type
    assert who is None or who in {p.text for p in m.participants if p.role == role}


def test_what_a_group_claims_is_not_what_the_army_did() -> None:
    found = coded(
        "Un nouveau groupe armé revendique la responsabilité des attaques contre la base de la coalition\n\n"
        "Les avions américains ont effectué des frappes aériennes contre cinq cibles de la brigade près de Kirkouk jeudi.",
        language="fr",
    )
    strike = next(m for m in found if m.type == "air_strike")
    assert {p.kind for p in strike.participants if p.role == "perpetrator"} == {"state_force"}
    assert not [s for s in strike.statements if s.property == "responsibility"]


def test_the_month_of_march_is_no_march_and_hostages_freed_are_an_event() -> None:
    found = coded("The two journalists kidnapped in March were freed on Sunday.")
    assert [m.type for m in found] == ["abduction", "release"]


def test_their_driver_is_of_those_who_were_taken() -> None:
    m = only("Trois humanitaires ont été enlevés mercredi près de Ménaka. Leur chauffeur a été tué.", language="fr")
    assert {name: q.low for name, q in m.quantities.items()} == {"abducted": 3, "killed": 1}


def test_a_protest_is_against_nobody_where_it_is_against_prices() -> None:
    m = only("Des milliers de personnes ont manifesté samedi à Tunis contre la hausse des prix.", language="fr")
    assert [p.text for p in m.participants if p.role == "target"] == []


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Armed rebels burned down the town hall of Lima on Monday, the army said.", "destroyed"),
        ("Armed rebels set fire to the town hall of Lima on Monday, the army said.", "damaged"),
        ("A bomb partially destroyed the town hall of Lima on Monday.", "damaged"),
        ("A bomb destroyed the town hall of Lima on Monday.", "destroyed"),
    ],
)
def test_what_was_set_on_fire_or_partly_destroyed_is_damaged(text: str, effect: str) -> None:
    assert [p.effect for p in only(text).participants if p.role == "target"] == [effect]
