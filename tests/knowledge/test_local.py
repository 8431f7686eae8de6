"""The table of local desks."""

from istor.grounding.places.options import options
from istor.knowledge.local import _homes, home_of
from istor.knowledge.places.keys import key


def test_a_desk_is_found_by_host_or_address() -> None:
    assert home_of("wral.com") == home_of("https://www.wral.com/story/1")
    assert home_of("chicago.cbslocal.com") != home_of("denver.cbslocal.com")
    assert home_of("example.org") is None
    assert home_of("") is None


def test_every_town_is_in_the_gazetteer() -> None:
    for home in set(_homes().values()):
        assert any(o.kind == "P" and o.country == home.country and o.admin1 == home.division for o in options(key(home.town), "en")), home
