"""How reports word that people were killed and hurt: charges, wounds, guns that go off, lists, others beside the ones told."""

import pytest

from tests.coding.test_persons import Figures, figures, main_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police are looking for a man suspected of killing his wife and their four children on Monday.", (5, None)),
        ("A man was charged on Monday with killing two women.", (2, None)),
        ("He fled after allegedly killing his wife and four daughters on Monday.", (5, None)),
        ("Officers arrested a teenager accused of killing a father and son on Monday.", (2, None)),
    ],
    ids=["suspected of", "charged with", "after allegedly", "accused of"],
)
def test_a_gerund_behind_a_preposition_has_its_victims(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A boy was shot on Monday. He was taken to a hospital but later died from his injuries.", (1, None)),
        ("Police said 12 people were shot at a party on Monday, with Ann King dying from her injuries.", (1, 11)),
        ("Three people were injured in the shooting on Monday, including a teenager who succumbed to her injuries.", (1, 2)),
        ("He was charged in the shooting deaths of Ann Mayo, 70; Fred Mayo, 47; Todd Amos, 29, and Chris Hart, 26, on Monday.", (4, None)),
        ("Police came after four adults and a 3-year-old were shot on Monday.", (None, 5)),
        ("Injured in the shooting on Monday were a 5-year-old boy and a 20-year-old woman.", (None, 2)),
        ("A teenager was shot dead on Monday. Also killed was a 34-year-old woman.", (2, None)),
    ],
    ids=["but died", "with her dying", "including one who died", "semicolons", "after a list", "inverted", "also killed were"],
)
def test_clauses_that_tell_of_victims(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gun went off and a girl was hit in the stomach on Monday.", (None, 1)),
        ("His gun discharged on Monday, striking a girl in the leg.", (None, 1)),
        ("Someone fired shots on Monday and four people were hit.", (None, 4)),
        ("A 12-year-old boy was hit by a stray bullet on Monday.", (None, 1)),
        ("Deputies found a 73-year-old man deceased on Monday from a gunshot wound.", (1, None)),
        ("The murder-suicide on Monday left three people dead.", (3, None)),
    ],
    ids=["went off", "discharged", "fired shots", "stray bullet", "gunshot wound", "murder-suicide"],
)
def test_what_guns_do_is_a_shooting(text: str, expected: Figures) -> None:
    assert figures(text) == expected
    assert main_of(text).type in ("shooting", "killing")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was killed and three others were hurt in a shooting on Monday. All four were taken to Mercy Hospital.", (1, 3)),
        ("A man is fighting for his life and four others were hospitalized after a shooting on Monday.", (None, 5)),
        ("A man was killed in a shooting on Monday. The gunman was also killed.", (2, None)),
        ("He shot his friend and teammate on Monday.", (None, 1)),
        ("A teacher and a student were shot on Monday.", (None, 2)),
        ("A man shot his sons on Monday, killing Julian Roary, 12, and Ian Roary, 10.", (2, None)),
        ("Ann Olivia Mayo, 34, was shot on Monday. Ann Oliva Mayo was taken to a hospital.", (None, 1)),
        ("A 2-year-old girl was killed on Monday. A child fired the gun, striking another child.", (1, None)),
        ("A girl, 15, was shot to death on Monday and a woman was wounded. Ann Mayo was taken to a hospital, where she was pronounced dead.", (1, 1)),
        ("A 2-and-a-half-year-old boy was shot dead on Monday.", (1, None)),
        ("A man was accidentally shot by a friend on Monday. The fatal shooting is under investigation.", (1, None)),
        ("The shooting on Monday left his wife and son dead.", (2, None)),
        ("The shooting on Monday left one man dead and another injured.", (1, 1)),
        ("A suspect opened fire on an officer on Sunday, wounding him before fleeing and killing himself.", (1, 1)),
        ("Four people were hurt in a shooting on Monday. Ann Mayo, 20, Mia Bell, 21, Eve Cole, 22, Ida Dane, 23, and Joy East, 24, were shot a year ago.", (None, 4)),
    ],
    ids=["all four", "and four others", "also killed", "friend and teammate", "two people", "one surname", "two spellings", "set against the doer", "died where she was taken", "and a half", "fatal shooting", "wife and son dead", "another injured", "wounding him", "lead figure"],
)
def test_everyone_counts_once(text: str, expected: Figures) -> None:
    assert figures(text) == expected


def test_a_crime_that_somebody_is_charged_with_is_no_killing() -> None:
    m = main_of("Four people were shot on Monday. A man was charged with assault with intent to kill.")
    assert (m.type, m.quantities["injured"].low) == ("shooting", 4)


def test_somebody_dead_far_down_is_no_further_victim() -> None:
    text = "A boy was shot dead on Monday. He was 15. His mother wept. Police seek a car. It was red. It was fast. Neighbors want more police before another teen is killed."
    assert figures(text) == (1, None)
