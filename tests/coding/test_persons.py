"""How many were killed and hurt: people are followed through a report, each with the gravest state told of them."""

import pytest

from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split

Figures = tuple[int | None, int | None]


def main_of(text: str, language: str = "en") -> Mention:
    made = [m for part in split(Report(id="r", text=text, language=language, published="2020-03-17")) for m in code(part)]
    return next(m for m in made if m.main)


def figures(text: str, language: str = "en") -> Figures:
    """Killed and injured of the main event; None where nothing is told."""
    q = main_of(text, language).quantities
    return (q["killed"].low if "killed" in q else None, q["injured"].low if "injured" in q else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was shot on Main Street. The victim was taken to a hospital. He was pronounced dead there.", (1, None)),
        ("A 19-year-old was shot in the leg on Monday. The teen is expected to survive.", (None, 1)),
        ("A man is dead after a shooting in Ohio on Monday. John Smith, 34, died at a hospital.", (1, None)),
        ("Dana Brown, 18, of Dayton, was fatally shot on Monday. Brown was a student.", (1, None)),
        ("The shooting death of a clerk on Monday shocked the town.", (1, None)),
    ],
    ids=["shot then dead", "hurt only", "named later", "fatally", "noun"],
)
def test_one_person_counts_once_in_the_gravest_state(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man and a woman were shot on Monday. The man died at the scene. The woman was listed in critical condition.", (1, 1)),
        ("A 19-year-old man was shot in the arm on Monday. A 24-year-old man was shot in the leg.", (None, 2)),
        ("A man was shot and killed on Monday. Another man was wounded.", (1, 1)),
        ("One man was shot on Monday. A third victim was shot in the hand.", (None, 3)),
        ("Ann Mayo, 24, and Justin Bell, 25, were shot by a gunman on Monday. Bell was pronounced dead.", (1, 1)),
        ("Three people were killed and another critically injured in a shooting on Monday.", (3, 1)),
        ("One male and one female were found dead after a shooting on Monday.", (2, None)),
    ],
    ids=["sexes", "ages", "another", "ordinal", "names", "another alone", "two in one state"],
)
def test_people_apart_count_apart(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven people were shot on Monday, one fatally. One person was killed.", (1, 6)),
        ("A gunman killed one person and shot three others on Monday.", (1, 3)),
        ("Two people were killed and four others were wounded in a shooting on Monday.", (2, 4)),
        ("Durham was killed on Monday. He was one of five people shot in the bar.", (1, 4)),
        ("Two victims, a 25-year-old man and a 26-year-old man, died in a shooting on Monday.", (2, None)),
        ("The gunman killed two guards on Monday before he turned the gun on himself.", (3, None)),
        ("Five people were found shot in a bar on Monday. One of them died.", (1, 4)),
        ("Two brothers were shot on Monday. Stover and Gilliam died from their wounds.", (2, None)),
    ],
    ids=["shot less dead", "others", "both", "one of five", "spelled out", "and himself", "found shot", "died from wounds"],
)
def test_totals_count_their_parts_once(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un homme a été tué par balle lundi. La victime, âgée de 34 ans, était père de deux enfants.", (1, None)),
        ("Un homme a été blessé par balle lundi. Il a succombé à ses blessures à l'hôpital.", (1, None)),
        ("Deux policiers ont été tués lundi dans une attaque et trois autres blessés.", (2, 3)),
        ("Un homme a tué sa femme dimanche avant de se donner la mort.", (2, None)),
    ],
    ids=["victime", "succombé", "autres", "donné la mort"],
)
def test_the_same_in_french(text: str, expected: Figures) -> None:
    assert figures(text, "fr") == expected


def test_figures_of_a_year_are_not_those_of_the_event() -> None:
    assert figures("A man was shot dead on Monday. Last year 165 people were killed in the city.") == (1, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman shot her 5-year-old son and then herself in a murder-suicide on Sunday.", (2, None)),
        ("The shooting on Tuesday left Brandon Lane, 27, dead and three others wounded.", (1, 3)),
        ("He was charged with the shooting deaths of his wife, 34, and the three girls, Anna, 14, Mia, 11, and Ida, 3.", (4, None)),
        ("A man was shot two times outside a bar on Sunday.", (None, 1)),
        ("A search warrant was executed on Monday. A boy was shot on Sunday.", (None, 1)),
    ],
    ids=["murder-suicide", "a name dead", "list by name", "times", "a warrant"],
)
def test_what_is_and_is_not_counted(text: str, expected: Figures) -> None:
    assert figures(text) == expected


def test_a_large_figure_far_down_is_of_other_events() -> None:
    text = "A man was shot dead on Monday. He was 34. His mother wept. Neighbors heard shots. Police seek a car. In the city 48 people were killed with guns."
    assert figures(text) == (1, None)


def test_every_figure_has_a_statement() -> None:
    m = main_of("A man was shot on Main Street on Monday. The victim died at a hospital.")
    assert {s.property for s in m.statements} >= set(m.quantities)
