"""The gazetteer and our own tables: what a name finds, and that every point can be checked."""

import pytest

from istor.knowledge.places.check import failures
from istor.knowledge.places.keys import key, skeleton
from istor.knowledge.places.store import Gazetteer, distance
from istor.knowledge.places.tables import country_areas, regions, sites


@pytest.mark.parametrize(("a", "b"), [("Al-Qa'im", "Qaim"), ("Al Anbār", "Anbar"), ("Saint-Denis", "saint denis")])
def test_one_key_for_marks_articles_and_hyphens(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(("a", "b"), [("Qaem", "Qa'im"), ("Fallujah", "Falloudja"), ("Kirkouk", "Kirkuk"), ("Mossoul", "Mosul")])
def test_one_skeleton_for_transliterations(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)


def test_alike_names_are_sought_in_one_country_only() -> None:
    gazetteer = Gazetteer.open()
    assert {e.country for e in gazetteer.alike("Qaem", "IRQ")} == {"IRQ"}
    assert gazetteer.alike("Qaem", "JPN") == ()


@pytest.mark.parametrize(
    ("name", "where"), [("Bagdad", "IRQ"), ("بغداد", "IRQ"), ("Багдад", "IRQ"), ("Alep", "SYR"), ("Damas", "SYR"), ("Köln", "DEU")]
)
def test_exonyms_and_scripts_find_the_town(name: str, where: str) -> None:
    assert Gazetteer.open().named(name)[0].country == where


def test_a_town_knows_its_divisions() -> None:
    town = next(e for e in Gazetteer.open().named("Fallujah") if e.country == "IRQ" and e.kind == "P")
    assert town.admin1 == "Al Anbār"


def test_every_site_lies_by_its_town() -> None:
    assert failures() == []


def test_points_are_as_coarse_as_public_sources_give() -> None:
    assert all(round(s.lat, 2) == s.lat and round(s.lon, 2) == s.lon for s in sites())


def test_regions_lie_in_the_country_that_they_name() -> None:
    areas = country_areas()
    for r in regions():
        if r.country:
            lat, lon, radius = areas[r.country]
            assert distance(r.lat, r.lon, lat, lon) < max(6 * radius, 300), r.name
