"""What holds a place in the words of a text, parts of towns, and towns that are only pointed to."""

import pytest

from istor.grounding.places import find_places
from istor.grounding.places.pointing import pointed_at
from istor.grounding.places.quarters import in_towns
from istor.model import Place, Report
from istor.splitting import split


def read(text: str, code: str = "en", country: str | None = None) -> dict[str, Place]:
    out: dict[str, Place] = {}
    for p in split(Report(id="t", text=text, language=code)):
        named = find_places(p)
        out |= {" ".join(t.text.split()): t.place for t in in_towns(p, [*named, *pointed_at(p, named, country)]) if t.place is not None}
    return out


@pytest.mark.parametrize(
    ("text", "name", "called", "within"),
    [
        ("Gunmen took the mayor of Achi municipality, Bolivar Department, in Colombia.", "Achi", "municipality", "Bolivar"),
        ("Bombs went off in Lima. One was in the San Isidro district of Lima.", "San Isidro", "district", "Lima"),
        ("Rebels attacked the town of Cayara, in Ayacucho Department, Peru.", "Cayara", "town", "Ayacucho"),
        ("A bomb went off in San Isidro, Lima, Peru.", "San Isidro", None, None),
    ],
)
def test_a_place_knows_what_the_text_calls_it_and_what_holds_it(text: str, name: str, called: str | None, within: str | None) -> None:
    found = read(text)[name]
    assert (found.called, found.within) == (called, within)


@pytest.mark.parametrize(
    ("text", "name", "town", "within"),
    [
        ("The judge was shot in the exclusive La Mascota neighborhood of western San Salvador.", "La Mascota", "SLV", "San Salvador"),
        ("CALI, 12 SEP (EFE) -- MEN TOOK HIM FROM HIS HOME IN THE FLORALIA NEIGHBORHOOD, IN EASTERN CALI, COLOMBIA.", "FLORALIA", "COL", "CALI"),
        ("Bombs hit a drugstore in the El Poblado neighborhood in southern Medellin, Colombia.", "El Poblado", "COL", "Medellin"),
    ],
)
def test_a_neighborhood_is_in_the_town_that_is_named_with_it(text: str, name: str, town: str, within: str) -> None:
    found = read(text)[name]
    assert (found.country, found.within, found.called) == (town, within, "neighborhood")


def test_a_neighborhood_without_a_name_is_no_place() -> None:
    assert set(read("A man was shot in a quiet residential neighborhood of Basra, Iraq.")) == {"Basra", "Iraq"}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A bomb exploded in the capital on Monday.", "the capital", "Lima"),
        ("A bomb exploded in the Chilean capital on Monday.", "capital", "Santiago"),
        ("Une bombe a explosé dans la capitale péruvienne.", "capitale", "Lima"),
    ],
)
def test_the_capital_is_a_town_that_is_pointed_to(text: str, words: str, name: str) -> None:
    assert read(text, "fr" if text.startswith("Une") else "en", "PER")[words].name == name


def test_this_city_is_that_of_the_dateline() -> None:
    found = read("MEDELLIN, Colombia, Sept 6 (AFP) - A bomb destroyed a bank branch in this city on Monday.", country="COL")
    assert found["this city"].name == "Medellín"


@pytest.mark.parametrize("text", ["They raised the capital of the bank.", "He opposed capital punishment.", "The capital of Antioquia is calm."])
def test_other_capitals_are_no_towns(text: str) -> None:
    assert not any("capital" in words for words in read(text, country="PER"))


def test_names_alone_are_found_as_places() -> None:
    (part,) = split(Report(id="t", text="A bomb exploded in the Peruvian capital, Lima.", language="en"))
    assert [t.text for t in find_places(part)] == ["Peruvian", "Lima"]
