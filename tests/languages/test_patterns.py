"""Patterns that are tried only on a text whose words allow a match."""

import re

from istor.languages.patterns import either, sought, sought_words, words_in

TEXTS = ("the drill was a mock attack", "a mock-attack", "he mocked it", "37 years ago", "attacks", "")


def test_words_and_phrases_are_found_where_they_stand_whole() -> None:
    words = sought_words(["mock", "mock attack", "%"])
    assert [m.group() for m in words.found(TEXTS[0], words_in(TEXTS[0]))] == ["mock attack"]
    assert not words.within(TEXTS[2], words_in(TEXTS[2]))


def test_a_text_without_the_words_is_not_looked_through() -> None:
    assert not sought_words(["mock attack"]).may(words_in(TEXTS[1].replace("attack", "trial")))
    assert sought_words(["mock attack"]).may(words_in(TEXTS[0]))
    assert not sought(r"\byears ago\b").may(words_in("some years"))
    assert not sought(r"\b\d+ years\b").may(words_in("some years"))


def test_what_is_found_is_what_the_pattern_finds() -> None:
    for s in (sought(r"\b(?:mock|dummy) \w+\b"), sought(r"\b\d+ years ago\b"), sought("attack"), sought_words(["mock", "attack"])):
        for text in TEXTS:
            assert [m.span() for m in s.found(text, words_in(text))] == [m.span() for m in re.finditer(s.pattern.pattern, text)]


def test_what_is_said_is_what_is_found_each_once() -> None:
    words = sought_words(["mock", "attack", "mock attack", "years ago"])
    for text in (*TEXTS, "a mock trial, a mock exam", "ago, years", "attack, mock"):
        assert words.said(text, words_in(text)) == {m.group() for m in words.pattern.finditer(text)}


def test_either_is_sought_where_one_of_them_may_be() -> None:
    both = either(sought_words(["drill"]), sought(r"\b\d+ years\b"))
    assert [m.group() for text in TEXTS for m in both.found(text, words_in(text))] == ["drill", "37 years"]
    assert not both.may(words_in("attacks"))
    assert either(sought_words(["drill"]), sought(r"\d+")).may(words_in("attacks 3"))
    assert either(sought_words(["drill"]), sought("[a-z]+")).may(words_in("attacks"))
