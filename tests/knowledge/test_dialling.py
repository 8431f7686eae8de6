"""The table of telephone area codes."""

import re

from istor.grounding.places.options import options
from istor.knowledge.dialling import _codes, dialled
from istor.knowledge.places.keys import key


def test_most_numbers_of_a_text_say_where_it_is() -> None:
    assert dialled("Call police at 519-661-5670 or Crime Stoppers at 1-800-222-8477.") == ("CAN", "Ontario")
    assert dialled("Call (304) 399-6500, 304-766-3413 or 212.555.0100.") == ("USA", "West Virginia")
    assert dialled("Call 212-555-0100 or 304-766-3413.") is None
    assert dialled("Lot 519-661-56701 and sum 519,661 are no numbers to call.") is None


def test_every_division_is_in_the_gazetteer_and_has_codes_of_its_own() -> None:
    for country, division in set(_codes().values()):
        assert any(o.kind == "1" and o.country == country and o.admin1 == division for o in options(key(division), "en")), division
    assert all(re.fullmatch(r"[2-9]\d\d", code) for code in _codes())
