"""How sure it is that somebody did it, by the words beside the name."""

import pytest

from istor.coding import code
from istor.coding.doubt import doubt
from istor.languages import available
from istor.model import Report
from istor.splitting import split

NAME = "Red Path"


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("He was kidnapped, apparently by Red Path guerrillas, on Monday.", "suspected"),
        ("Alleged Red Path members murdered four peasants.", "suspected"),
        ("The attack, for which the Red Path guerrillas are being held responsible, hurt nobody.", "suspected"),
        ("The police blamed the Red Path for the murder.", "suspected"),
        ("Red Path [an armed group] has claimed credit for the bombing.", "claimed"),
        ("The Red Path handed out leaflets claiming responsibility for the murder.", "claimed"),
        ("The minister did not rule out that the Red Path had done it.", "possible"),
        ("There was no confirmation on whether the attack was perpetrated by Red Path guerrillas.", "possible"),
        ("Red Path guerrillas attacked the town.", None),
        ("They were apparently drunk. Red Path guerrillas attacked the town.", None),
    ],
)
def test_words_beside_a_name_say_how_sure_it_is(text: str, sense: str | None) -> None:
    at = text.index(NAME)
    assert doubt(text, at, at + len(NAME), "en") == sense


@pytest.mark.parametrize("language", available())
def test_every_language_may_have_such_words(language: str) -> None:
    assert doubt("x", 0, 1, language) is None


def test_whoever_is_blamed_by_the_police_is_suspected_by_authorities() -> None:
    text = "Gunmen murdered Mayor Luis Perez on Monday in Cali, Colombia.\n\nThe police blamed the National Liberation Army (ELN) for the murder."
    (m,) = [m for p in split(Report(id="r", text=text, published="2016-05-18")) for m in code(p) if m.candidates]
    assert {c.confidence for c in m.candidates if c.part == "organisation"} == {"suspected_by_authorities"}


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Mayor Luis Perez was kidnapped on Monday in Cali, apparently by ELN guerrillas.", "suspected"),
        ("Alleged ELN guerrillas kidnapped Mayor Luis Perez on Monday in Cali.", "suspected"),
        ("ELN guerrillas kidnapped Mayor Luis Perez on Monday in Cali.", "fact"),
    ],
)
def test_a_doer_told_with_doubt_is_suspected(text: str, confidence: str) -> None:
    (m,) = [m for p in split(Report(id="r", text=text, published="2016-05-18")) for m in code(p) if m.type == "abduction"]
    assert {p.confidence for p in m.participants if p.role == "perpetrator"} == {confidence}
