"""Names in context that were labelled before the first run: the floors are never lowered silently."""

from __future__ import annotations

import pytest

from evaluation.actors import counts

RIGHT, WRONG = 0.97, 0.01


def test_names_in_five_languages_are_right_and_hardly_ever_wrong() -> None:
    tally = counts()["all"]
    total = sum(tally.values())
    assert total >= 200
    assert tally["right"] / total >= RIGHT
    assert tally["wrong"] / total <= WRONG


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_no_language_falls_behind(language: str) -> None:
    tally = counts()[language]
    assert tally["right"] / sum(tally.values()) >= 0.92
