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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One 23-year-old man is in critical condition, a 34-year-old man is stable and two women were treated and released after a shooting.", (None, 4)),
        ("One woman had been shot on Monday. Police say three other adults had also been shot.", (None, 4)),
        ("Two men were shot on Monday, one fatally.", (1, 1)),
        ("Five people were shot on Monday, one of them fatally.", (1, 4)),
        ("A girl was shot in the chest on Monday. Doctors were not able to save her.", (1, None)),
        ("A man was fatally shot on Monday. His brother was also hit and is in stable condition.", (1, 1)),
        ("A police officer was shot and wounded on Monday. The suspect was shot and killed.", (1, 1)),
        ("The suspect killed his aunt and uncle on Monday after he shot two police officers.", (2, 2)),
        ("A student shot five people at a school on Monday before he killed himself.", (1, 5)),
        ("The three men killed in the Monday shooting of five people at a bar have been identified.", (3, 2)),
        ("A shooting on Monday left one person dead and three others in the hospital.", (1, 3)),
        ("The shooting on Monday claimed one life and left three people injured.", (1, 3)),
        ("A gunman fired about 15 rounds at a house on Monday, wounding a boy. About 15 rounds were shot, police said.", (None, 1)),
        ("A bullet went through a boy's right thigh on Monday.", (None, 1)),
    ],
    ids=[
        "one by one in a sentence", "three others", "one fatally", "one of them fatally", "could not be saved", "brother of the dead", "officer and suspect",
        "others than the dead", "before he killed himself", "the Monday shooting", "in the hospital", "lives claimed", "rounds", "part of a body",
    ],
)  # fmt: skip
def test_people_of_one_event_add_up(text: str, expected: Figures) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A boy was shot in Tulsa on Thursday. He died at a hospital on Sunday.", "en"),
        ("A boy who was shot in Tulsa on Thursday died at a hospital on Sunday.", "en"),
        ("A 12-year-old boy died Sunday at a hospital in Tulsa. He had been shot in the head on Thursday.", "en"),
        ("Un garçon a été blessé par balle jeudi à Lyon. Il est mort dimanche à l'hôpital.", "fr"),
    ],
)
def test_who_died_days_later_died_of_it_and_the_day_is_that_of_the_shots(text: str, language: str) -> None:
    m = main_of(text, language)
    assert m.quantities["killed"].low == 1
    assert "injured" not in m.quantities
    assert m.date is not None
    assert m.date.start == "2020-03-12"


def test_another_death_on_another_day_is_no_end_of_it() -> None:
    m = main_of("A man was shot in Tulsa on Thursday. Another man died on Sunday in a crash.")
    assert (m.quantities["injured"].low, "killed" in m.quantities) == (1, False)
