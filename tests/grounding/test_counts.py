"""Figures and their bounds, as the contract reads them, and what is no figure at all."""

import pytest

from istor.grounding.counts import find_counts
from istor.languages import fold, get
from istor.model import Count

CASES = [
    ("en", "at least ten people", 10, None, False), ("en", "more than 1,200 men", 1200, None, False), ("en", "up to 30 rockets", None, 30, False),
    ("en", "some 400 troops", 400, 400, True), ("en", "dozens of men", 20, None, True), ("en", "10 to 15 men", 10, 15, False),
    ("en", "TWENTY-THREE MEN", 23, 23, False), ("en", "two dozen men", 24, 24, False), ("en", "a couple of men", 2, 2, True),
    ("en", "between three and five men", 3, 5, False), ("en", "6-8 gunmen", 6, 8, False), ("en", "no fewer than 12 men", 12, None, False),
    ("en", "as many as 40 men", None, 40, False), ("en", "one hundred and twenty men", 120, 120, False), ("en", "4.5 million people", 4500000, 4500000, False),
    ("en", "several hundred men", 100, None, True), ("en", "20-odd men", 20, 20, True), ("en", "five or more men", 5, None, False),
    ("en", "at least some 20 men", 20, None, True), ("en", "tens of thousands of people", 20000, None, True), ("en", "a few dozen men", 20, None, True),
    ("en", "one of the soldiers", 1, 1, False), ("en", "ten  thousand men", 10000, 10000, False),
    ("fr", "plus de vingt missiles", 20, None, False), ("fr", "des dizaines de missiles", 20, None, True),
    ("fr", "quatre-vingt-dix-sept morts", 97, 97, False), ("fr", "1 200 soldats", 1200, 1200, False), ("fr", "quelques 400 hommes", 400, 400, True),
    ("fr", "cent quatre-vingts morts", 180, 180, False), ("fr", "soixante et onze morts", 71, 71, False), ("fr", "au moins un mort", 1, None, False),
    ("fr", "un ou deux hommes", 1, 2, False), ("fr", "une vingtaine d'hommes", 20, 20, True), ("fr", "une demi-douzaine d'hommes", 6, 6, True),
    ("fr", "entre 10 et 15 morts", 10, 15, False), ("fr", "jusqu'à trente roquettes", None, 30, False), ("fr", "plus d'une centaine de morts", 100, None, True),
    ("fr", "4,5 millions de personnes", 4500000, 4500000, False), ("fr", "1.200 hommes", 1200, 1200, False), ("fr", "AU MOINS DIX MORTS", 10, None, False),
    ("fr", "plusieurs dizaines de milliers de personnes", 20000, None, True), ("fr", "mille deux cents hommes", 1200, 1200, False),
]  # fmt: skip


def counts(code: str, text: str) -> tuple[Count, ...]:
    return find_counts(text, 0, len(text), get(code))


@pytest.mark.parametrize(("code", "text", "low", "high", "approximate"), CASES, ids=[c[1] for c in CASES])
def test_bounds_are_read_as_the_contract_says(code: str, text: str, low: int | None, high: int | None, approximate: bool) -> None:
    (count,) = counts(code, text)
    assert (count.bounds.low, count.bounds.high, count.bounds.approximate, count.kind) == (low, high, approximate, "count")


@pytest.mark.parametrize(("code", "text"), [(c[0], c[1].upper()) for c in CASES if len(fold(c[1].upper())) == len(c[1])])
def test_upper_case_reads_the_same(code: str, text: str) -> None:
    low, high = next((c[2], c[3]) for c in CASES if c[1].upper() == text)
    (count,) = counts(code, text)
    assert (count.bounds.low, count.bounds.high) == (low, high)


NO_COUNTS = [
    ("en", t) for t in (
        "a 12-year-old boy", "Ann Lee, 34, was", "aged 23 and 25", "15 miles away", "$3 million", "7:35 p.m.", "in 1989", "the 2100 block", "no one",
        "call 555-1234", "24/7", "9/11", "a 107-mm rocket", "K-1", "Covid-19", "Highway 61", "Resolution 1701", "two-thirds of them", "40 percent", "at 2200 GMT",
        "one another", "AK-47", "20 kg of explosives", "2020-03-14",
    )
] + [
    ("fr", t) for t in (
        "âgé de 23 ans", "15 pour cent", "à 20 h 30", "tél. 03.88.12.34.56", "un jeune de 18-25 ans", "107 mm", "l'un des blessés", "deux tiers", "le TGV 6543",
        "deux milliards d'euros", "la RN 7", "en 1998", "une base K-1", "500 mètres",
    )
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), NO_COUNTS, ids=[t for _, t in NO_COUNTS])
def test_ages_measures_money_hours_and_names_count_nobody(code: str, text: str) -> None:
    assert all(c.kind != "count" for c in counts(code, text))


def test_a_toll_that_rose_from_ten_to_fifteen_is_fifteen() -> None:
    assert [(c.bounds.low, c.bounds.high) for c in counts("en", "The death toll rose from 10 to 15.")] == [(15, 15)]
    assert [(c.bounds.low, c.bounds.high) for c in counts("en", "It takes from 10 to 15 men.")] == [(10, 15)]
    assert [(c.bounds.low, c.bounds.high) for c in counts("fr", "Le bilan est passé de 10 à 15 morts.")] == [(15, 15)]


def test_an_ordinal_is_no_figure_but_is_told() -> None:
    (count,) = counts("en", "the second attack")
    assert count.ordinal
    (count,) = counts("fr", "le 12e régiment")
    assert count.ordinal


def test_offsets_are_the_texts_own() -> None:
    text = "Before. At least 17 men, and 3 more."
    found = find_counts(text, 8, len(text), get("en"))
    assert [text[c.start : c.end] for c in found] == [c.text for c in found] == ["At least 17", "3"]


def test_a_singular_article_is_not_read_as_a_figure() -> None:
    assert counts("fr", "un soldat et une femme") == ()
