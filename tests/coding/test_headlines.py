"""Lines in the manner of headlines: participles without "were", places as modifiers and as labels, bare tolls."""

import pytest

from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split


def coded(text: str, language: str = "en") -> list[Mention]:
    return [m for part in split(Report(id="r", text=text, language=language, published="2020-03-19")) for m in code(part)]


def sides(m: Mention, role: str) -> list[str]:
    return [p.text for p in m.participants if p.role == role]


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Two men shot dead in Belle Glade.", "Two men"),
        ("Woman hacked to death in Bannu.", "Woman"),
        ("Mayor gunned down in Tumaco.", "Mayor"),
        ("Teenager shot and killed in Flint.", "Teenager"),
        ("Three aid workers held hostage in Sanaa.", "Three aid workers"),
    ],
)
def test_who_is_shot_dead_shot_nobody(text: str, victim: str) -> None:
    (m,) = coded(text)
    assert sides(m, "victim") == [victim]
    assert not sides(m, "perpetrator")


def test_a_verb_that_holds_its_object_keeps_its_doer() -> None:
    (m,) = coded("Police shot dead a man in Flint.")
    assert (sides(m, "perpetrator"), sides(m, "victim")) == (["Police"], ["man"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen carried out the Kabul attack.", "Kabul"),
        ("Eight soldiers killed in Mali ambush.", "Mali"),
        ("ISIL claimed responsibility for the Kabul attack.", "Kabul"),
    ],
)
def test_a_place_inside_the_phrase_of_an_act_is_no_side_of_it(text: str, place: str) -> None:
    (m,) = coded(text)
    assert m.place is not None
    assert m.place.name == place
    assert place not in sides(m, "perpetrator")


@pytest.mark.parametrize(
    ("text", "side"), [("Turkey attack on Syria kills three soldiers.", "Turkey"), ("US strikes killed 12 people in Mosul.", "US")]
)
def test_a_country_is_a_side_of_what_was_elsewhere(text: str, side: str) -> None:
    (m,) = coded(text)
    assert sides(m, "perpetrator") == [side]


def test_the_name_of_an_attack_is_no_attacker() -> None:
    assert not any(sides(m, "perpetrator") for m in coded("The Kabul blast killed 12 people."))


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Nigeria: gunmen kill 40 villagers", "en", "Nigeria"),
        ("Mali : huit soldats tués dans une embuscade", "fr", "Mali"),
        ("Iran: Israeli strike kills general", "en", None),  # what Iran says
    ],
)
def test_a_country_before_a_colon_is_where(text: str, language: str, place: str | None) -> None:
    (m,) = coded(text, language)
    assert (m.place.name if m.place else None) == place


def test_a_bare_toll_of_what_a_country_did_is_of_people() -> None:
    (m,) = coded("Russian strikes kill 20 in Idlib")
    assert (m.type, m.quantities["killed"].low, sides(m, "perpetrator")) == ("air_strike", 20, ["Russian"])
    assert not coded("Landslide kills 14 in Peru")
