"""Places of local reports: namesakes near the desk, names of roads, quarters that no table holds."""

import pytest

from istor.grounding.places import told_places
from istor.model import Report, Toponym
from istor.splitting import split


def told(text: str, outlet: str | None = None, title: str | None = None) -> dict[str, Toponym]:
    (part,) = split(Report(id="t", text=text, outlet=outlet, title=title, language="en"))
    return {t.text: t for t in told_places(part).text if t.place is not None}


@pytest.mark.parametrize(
    ("text", "name", "outlet", "division"),
    [
        ("Rome police charged a man with murder Thursday.", "Rome", "northwestgeorgianews.com", "Georgia"),
        ("Jacksonville police arrested the father on Sunday.", "Jacksonville", "wcti12.com", "North Carolina"),
        ("The Perry County Sheriff's Office was called.", "Perry County", "wsmv.com", "Tennessee"),
        ("The Perry County Sheriff's Office was called.", "Perry County", "https://www.pennlive.com/news/1", "Pennsylvania"),
    ],
)
def test_a_namesake_near_the_desk_of_the_outlet_is_meant(text: str, name: str, outlet: str, division: str) -> None:
    place = told(text, outlet)[name].place
    assert place is not None
    assert (place.country, place.admin1) == ("USA", division)
    assert "the outlet reports from" in place.reason


def test_a_county_and_a_town_in_it_bear_each_other_out() -> None:
    found = told("Deputies of the Oconee County Sheriff's Office and the Seneca Police Department came.")
    assert {t.place.admin1 for t in found.values() if t.place} == {"South Carolina"}


def test_a_small_namesake_far_from_the_desk_is_not_taken() -> None:
    assert "Howland" not in told("Howland police have charged a man with murder.", "wfmj.com")
    assert told("A man was shot in the St. Roch neighborhood on Saturday.", "wwltv.com")["St. Roch"].place.name == "St. Roch"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Police were called to the 600 block of Escanaba on Sunday.",
        "Police were called to the 9000 block of South Bishop on Sunday.",
        "The shooting was near Thompson and Colorado avenues.",
        "They met at 56th and Hermitage on Sunday.",
        "It happened at the intersection of Lexington and Fulton on Sunday.",
        "He was found on Doswell Town Road on Sunday.",
        "It happened at the South Park Village Apartments on Sunday.",
    ],
)
def test_a_road_or_house_is_no_town(text: str) -> None:
    assert not told(text)


def test_streets_of_a_town_are_in_that_town() -> None:
    assert set(told("Two men were shot in Memphis streets, and one in Houston and Dallas.")) == {"Memphis", "Houston", "Dallas"}


def test_a_full_stop_without_its_space_ends_a_name() -> None:
    assert "Goldsboro" in told("The house stands in Goldsboro.Police found a woman there.")


def test_a_name_settled_elsewhere_is_one_before_a_common_noun() -> None:
    found = told("SALEM, Ore. -- A man was killed.\n\nHe was shot at a Salem strip club.")
    assert "Salem" in found


def test_the_numbers_to_call_say_which_namesake_is_meant() -> None:
    place = told("London police said a man was shot. Anyone with information is asked to call 519-661-5670.")["London"].place
    assert place is not None
    assert (place.country, place.admin1) == ("CAN", "Ontario")
    assert "telephone numbers are of Ontario" in place.reason


@pytest.mark.parametrize(("text", "name", "division"), [("He was born in Delaware, Ohio.", "Delaware", "Ohio"), ("She was taken to Columbia, Missouri.", "Columbia", "Missouri")])
def test_a_town_with_the_name_of_a_state_lies_in_the_state_behind_it(text: str, name: str, division: str) -> None:
    place = told(text)[name].place
    assert place is not None
    assert (place.precision, place.admin1) == ("exact", division)
