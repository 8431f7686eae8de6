import pytest

from istor.grounding.counts import find_counts
from istor.languages import get

CASES = [
    ("en", "at least ten people", 10, None, False), ("en", "more than 1,200 men", 1200, None, False), ("en", "up to 30 rockets", None, 30, False),
    ("en", "some 400 troops", 400, 400, True), ("en", "dozens of men", 20, None, True), ("en", "10 to 15 men", 10, 15, False),
    ("en", "TWENTY-THREE MEN", 23, 23, False), ("fr", "plus de vingt missiles", 20, None, False), ("fr", "des dizaines de missiles", 20, None, True),
    ("fr", "quatre-vingt-dix-sept morts", 97, 97, False), ("fr", "1 200 soldats", 1200, 1200, False), ("fr", "quelques 400 hommes", 400, 400, True),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "low", "high", "approximate"), CASES, ids=[c[1] for c in CASES])
def test_bounds_are_read_as_the_contract_says(code: str, text: str, low: int | None, high: int | None, approximate: bool) -> None:
    (count,) = find_counts(text, 0, len(text), get(code))
    assert (count.bounds.low, count.bounds.high, count.bounds.approximate, count.kind) == (low, high, approximate, "count")


@pytest.mark.parametrize("text", ["a 12-year-old boy", "Ann Lee, 34, was", "15 miles away", "$3 million", "7:35 p.m.", "in 1989", "the 2100 block"])
def test_ages_measures_money_and_hours_count_nobody(text: str) -> None:
    assert all(c.kind != "count" for c in find_counts(text, 0, len(text), get("en")))
