"""A view is its address: read, written back, narrowed."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from istor.publishing.web.filters import Filter, search_words


def read(text: str) -> Filter:
    return Filter.read(QueryParams(text))


def test_an_address_read_and_written_is_the_same_view() -> None:
    text = "q=balad&type=shelling&type=bombing&actor=x&from=2021-05-01&to=2021-05-31&area=1,2,3,4&disagree=1&sort=deaths"
    once = read(text)
    assert read(once.address()) == once
    assert once.since == date(2021, 5, 1)
    assert once.area == (1, 2, 3, 4)
    assert once.type == ("shelling", "bombing")


@pytest.mark.parametrize("wrong", ["from=yesterday", "to=2021-13-01", "area=1,2,3", "area=nan,1,2,3", "area=0,9,1,2", "sort=best"])
def test_what_cannot_be_read_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"not a day|not an area|an area must|no order"):
        read(wrong)


def test_one_value_is_taken_off_and_the_others_stay() -> None:
    assert read("type=a&type=b&q=x").without("type", "a").address() == "q=x&type=b"
    assert read("from=2021-01-01&q=x").without("from").address() == "q=x"
    assert read("disagree=1").without("disagree") == Filter()


def test_words_are_folded_and_quoted_words_stay_together() -> None:
    assert search_words('Émeute "Karwan  Brigade"') == ["emeute", "karwan  brigade"]
