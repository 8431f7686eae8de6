"""Groups that no table knows are kept by name, and one actor is one under all its names in a report."""

from __future__ import annotations

from istor.grounding.actors import find_actors
from istor.model import ActorMatch, Part, Report


def found(text: str, language: str = "en") -> list[ActorMatch]:
    part = Part(document=Report(id="r", text=text), number=0, start=0, end=len(text), language=language)
    return list(find_actors(part))


def named(text: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(m.text, m.actor, m.name) for m in found(text, language)]


def test_an_unknown_group_is_kept_by_its_name() -> None:
    (match,) = found("The attack was claimed by the Lions of the Eastern Valley Brigades.")
    assert (match.actor, match.name, match.kind) == (None, "Lions of the Eastern Valley Brigades", "armed_group")
    assert "does not hold" in match.reason


def test_its_acronym_and_the_group_are_it_too() -> None:
    text = "The Popular Front for Justice in Kivu (PFJK) claimed it. PFJK rebels fled. The group denied that."
    names = {name for _, actor, name in named(text) if actor is None}
    assert names == {"Popular Front for Justice in Kivu"}
    assert [m.text for m in found(text) if m.name == "Popular Front for Justice in Kivu"][1] == "PFJK"


def test_an_acronym_introduced_after_a_known_name_is_that_actor_even_where_others_share_it() -> None:
    text = "The Allied Democratic Forces [ADF] attacked. Two days later the ADF fled from Australian troops."
    assert [actor for text, actor, _ in named(text) if "ADF" in text] == ["allied-democratic-forces"] * 2


def test_a_second_name_given_beside_a_new_one_is_the_same_actor() -> None:
    text = "Liwa al-Ghuraba, or Brigade of the Strangers, denied it."
    assert {name for _, _, name in named(text)} == {"Liwa al-Ghuraba"}
    text = "Jound al-Wadi, ou Brigades de la Vallée, l'a nié. Kataib Hezbollah, aussi connu sous le nom de Brigades du Parti, aussi."
    assert ("Brigades du Parti", "kataib-hezbollah", "Kataib Hezbollah") in named(text, "fr")


def test_the_group_is_the_one_that_the_nearest_sentence_names_first() -> None:
    text = "Planes hit depots of Kataib Hezbollah, which drove ISIS out. Washington blamed the group for it."
    assert ("the group", "kataib-hezbollah", "Kataib Hezbollah") in named(text)


def test_a_known_name_beside_a_capital_stays_the_known_one() -> None:
    assert named("Kataib Hezbollah Monday denied it.") == [("Kataib Hezbollah", "kataib-hezbollah", "Kataib Hezbollah")]


def test_a_unit_with_a_number_is_no_new_group() -> None:
    assert named("The 3rd Infantry Brigade moved in.") == []


def test_a_text_in_capitals_gives_no_new_names_by_shape() -> None:
    assert named("THE MAYOR OF THE SOUTHERN FRONT TOWN SPOKE AND THE PEOPLE LISTENED.") == []


def test_an_acronym_beside_something_else_is_not_that() -> None:
    text = "The peacekeeping force in Lebanon (UNIFIL) stayed while a Free Trade Agreement (FTA) was signed."
    assert {t: a for t, a, _ in named(text)} == {"Lebanon": "LBN", "UNIFIL": "unifil"}


def test_an_unusual_full_name_is_the_actor_of_its_acronym() -> None:
    assert {t: a for t, a, _ in named("The Drug Enforcement Agency (DEA) met.")}["Drug Enforcement Agency"] == "dea"


def test_a_longer_new_name_is_not_the_known_one_inside_it() -> None:
    assert named("The United Front of Peasants claimed it.") == [("United Front of Peasants", None, "United Front of Peasants")]
