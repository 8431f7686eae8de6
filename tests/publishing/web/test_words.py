"""The interface speaks each language completely, and events are headed in plain words."""

from __future__ import annotations

import re

import examples
import pytest

from istor.model import Bounds, EventDate
from istor.publishing.web.words import families, interfaces, words


def test_every_language_has_the_same_keys_and_the_same_gaps() -> None:
    english = words("en").tables
    for code in interfaces():
        other = words(code).tables
        assert {t: set(v) for t, v in other.items()} == {t: set(v) for t, v in english.items()}, code
        for table, strings in english.items():
            for key, text in strings.items():
                assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", other[table][key])), (code, table, key)


def test_every_type_of_the_typology_has_a_name() -> None:
    for code in interfaces():
        assert set(families()) <= set(words(code).tables["type"])
        assert set(families().values()) <= set(words(code).tables["family"])


def test_headings() -> None:
    assert words("en").title(examples.STRIKE) == "Rocket or artillery fire at Balad, Iraq on 3 May 2021: 3 killed (2 to 3) and 8 injured (6 to 8)"
    assert words("fr").heading(examples.STRIKE) == "Tir de roquettes ou d’artillerie, Balad (Irak), le 3 mai 2021"
    assert words("en").title(examples.MARCH) == "Peaceful protest at Lyon, France, May 2021: nobody arrested"
    assert words("en").heading(examples.MENACE) == "Threatened: Threat"


@pytest.mark.parametrize(
    ("bounds", "en", "fr"),
    [
        (Bounds(low=10), "at least 10", "au moins 10"),
        (Bounds(high=30), "up to 30", "jusqu’à 30"),
        (Bounds(low=400, high=400, approximate=True), "about 400", "environ 400"),
        (Bounds(low=20, approximate=True), "20 or more, roughly", "20 ou plus, environ"),
        (Bounds(), "an unstated number", "un nombre non précisé"),
        (Bounds(low=12000, high=12000), "12,000", "12 000"),
    ],
)
def test_figures_keep_their_bounds(bounds: Bounds, en: str, fr: str) -> None:
    assert words("en").count(bounds) == en
    assert words("fr").count(bounds).replace("\u202f", " ").replace("\u00a0", " ") == fr


def test_dates_are_as_coarse_as_they_are_known() -> None:
    def said(start: str, end: str, precision: str) -> str:
        return words("en").when(EventDate(start=start, end=end, precision=precision, text=""))  # type: ignore[arg-type]

    assert said("2020-03-01", "2020-03-31", "month") == "March 2020"
    assert said("2020-01-01", "2020-12-31", "year") == "2020"
    assert said("2020-03-11", "2020-03-13", "range") == "11–13 March 2020"
    assert said("2020-03-30", "2020-04-02", "range") == "30 March – 2 April 2020"
