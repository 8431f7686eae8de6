import pytest

from istor.grounding.places import find_places
from istor.knowledge.places.check import failures
from istor.model import Report, Toponym
from istor.splitting import split

SPELLINGS = [
    "Camp Taji", "Tajji", "Taji", "Qaem", "al-Qaem", "al-Qaim", "Qaim", "Qa'im", "Al-Anbar", "Anbar", "Besmaya", "Basmaya", "Bismayah", "Qayyarah",
    "Q-West", "K-1", "Kirkuk", "Kirkouk", "Bagdad", "Baghdad", "zone verte", "Green Zone", "base Phosphate", "aéroport de Bagdad", "Irak",
    "États-Unis", "Syrie",
]  # fmt: skip


def places(text: str, code: str) -> list[Toponym]:
    return [t for p in split(Report(id="t", text=text, language=code)) for t in find_places(p) if t.kind == "place"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_spelling_is_found_where_iraq_is_spoken_of(name: str) -> None:
    french = not name.startswith("Green") and not name.startswith("Camp")
    text = f"En Irak, l'armée irakienne est à {name} depuis lundi." if french else f"In Iraq, the Iraqi army is at {name} since Monday."
    found = [t for t in places(text, "fr" if french else "en") if name in t.text]
    assert found, name
    place = found[0].place
    assert place is not None
    assert place.country == {"États-Unis": "USA", "Syrie": "SYR"}.get(name, "IRQ")


def test_a_town_is_the_one_in_the_state_behind_it() -> None:
    (town, *_) = places("Four teens were shot in Rocky Mount, Virginia, police said.", "en")
    assert town.place is not None
    assert town.place.admin1 == "Virginia"


def test_every_site_lies_by_its_town() -> None:
    assert failures() == []


def test_people_are_no_places() -> None:
    assert places("Mr. Paris met Ann Houston there. Houston said nothing.", "en") == []
