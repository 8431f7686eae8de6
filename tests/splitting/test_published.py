"""When a report appeared is what it states, as full days; what it does not state is None with a reason."""

import pytest

from istor.model import Part, Report
from istor.splitting import split
from istor.splitting.published import stated

BODY = "\n\nRebels attacked the town on 2 March 2019, officials said. Nobody was hurt.\n\nThe mayor asked for help."


def part(text: str, language: str = "en", published: str | None = None) -> Part:
    (found,) = split(Report(id="t", text=text, language=language, published=published))
    return found


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-03-19", "2020-03-19", "2020-03-19"),
        ("2020-03-19T23:30:00-05:00", "2020-03-19", "2020-03-19"),
        ("2020-03-19T21:30:00Z", "2020-03-19", "2020-03-19"),
        ("2020-03-19 21:30", "2020-03-19", "2020-03-19"),
    ],
)
def test_what_the_form_gives_keeps_its_precision_and_its_local_day(value: str, start: str, end: str) -> None:
    found = stated(value)
    assert found is not None
    assert (found.start, found.end, found.inferred) == (start, end, False)


@pytest.mark.parametrize(
    "value", ["2020-02-30", "2020-13", "0000", "0", "yesterday", "20-3-2020", "2020-03-19T25:00:00", "９９９９", "", "-1", "99999-01-01"]
)
def test_an_impossible_date_is_none_with_its_reason(value: str) -> None:
    found = part("Nothing happened." + BODY, published=value)
    assert found.published is None
    assert found.undated
    assert repr(value) in found.undated or not value


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Published: March 19, 2020 at 9:25 PM EDT", "en", "2020-03-19"),
        ("Thursday, March 19, 2020", "en", "2020-03-19"),
        ("By Jane Smith\nPosted: 19 March 2020 | 21:30 GMT", "en", "2020-03-19"),
        ("Publié le jeudi 19 mars 2020 à 21h30", "fr", "2020-03-19"),
        ("Publié le 05/03/2020 à 08:15 - Mis à jour le 06/03/2020 à 10:00", "fr", "2020-03-05"),
        ("1er avril 2020", "fr", "2020-04-01"),
        ("Published 19/03/2020", "en", "2020-03-19"),
    ],
)
def test_a_line_that_only_dates_the_report_dates_it(text: str, language: str, day: str) -> None:
    found = part("A head line about the town\n" + text + BODY, language)
    assert found.published is not None
    assert (found.published.start, found.published.end) == (day, day)
    assert "stated" in found.published.reason


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2017 The Herald",
        "Published 05/03/2020",  # which of them is the month?
        "March 2, 2019 was a bad day for the town.",
        "The town was quiet on March 2, 2019",
        "Died July 31, 2016",
    ],
)
def test_a_year_of_copyright_an_ambiguous_date_and_an_events_day_date_nothing(text: str) -> None:
    found = part("A head line about the town\n\n" + text + BODY)
    assert found.published is None
    assert found.undated == "the report states no date"


def test_the_day_of_an_update_is_taken_only_for_want_of_another_and_says_so() -> None:
    updated = part("A head line about the town\nUpdated: March 20, 2020" + BODY).published
    assert updated is not None
    assert "update" in updated.reason
    both = part("A head line about the town\nUpdated: March 20, 2020\nPublished: March 19, 2020" + BODY).published
    assert both is not None
    assert both.start == "2020-03-19"
