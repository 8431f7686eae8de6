"""A pattern is tried only where a match of it can begin, and finds what it finds when it is tried everywhere."""

import re

import pytest

from istor.grounding.times.matching import Starts, _matches
from istor.grounding.times.rules import time_rules
from istor.languages import fold
from istor.languages.beginnings import beginnings, guarded, plain, where


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"on (?:mon|tues)day", {"o"}),
        (r"(?:the )?last \w+", {"t", "l"}),
        (r"(?<!\d)(?P<day>[1-3]\d|\d)\b", {"0"}),
        (r"(?!may)[jm]\w+", {"j", "m"}),
        (r"(?:x|y?z)+", {"x", "y", "z"}),
    ],
)
def test_it_knows_with_which_characters_a_match_begins(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"on (?:mon|tues)day", {"on "}),
        (r"(?:the )?last \w+", {"the", "las"}),
        (r"a\s+\d", {"a "}),
        (r"at?\b\w", {"at", "a"}),
        (r"\d{1,2}:\d", {"0"}),
        (r"(?:x|y?z)[^a]", {"x", "yz", "z"}),
        (r"[12]\d[ap]m", {"00a", "00p"}),
        (r"kill(?!er)(?:s|ed)?", {"kil"}),
        (r"(?:(?!)|to)\w", {"to"}),
    ],
)
def test_it_looks_some_characters_ahead(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern, 3) == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:ab|abc|b\s+c|\d\d?th)\b", "ab abc b\nc 9th 12th xab abcd b  c"),
        (r"(?:no one|\d{1,2}:\d\d|[.]5)", "no one 12:30 at.5 no\none"),
    ],
)
def test_a_guarded_pattern_finds_the_same(pattern: str, text: str) -> None:
    assert guarded(pattern) != pattern
    assert [m.span() for m in re.finditer(guarded(pattern), text)] == [m.span() for m in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", [r"\w+", r"(?:a|)", r"a?", r".b", r"[^a]b", r"\s+day"])
def test_what_can_begin_with_anything_is_tried_everywhere(pattern: str) -> None:
    assert beginnings(pattern) is None
    assert guarded(pattern) == pattern


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_time_rule_finds_the_same_as_when_it_is_tried_everywhere(code: str) -> None:
    rules = time_rules(code)
    assert rules is not None
    text = fold(". ".join(r.example for r in rules.rules) + " mid-March 2020-03-11 re-may 12.5, 3 May-June \u0663 mars, l'an 1998-99")
    starts = Starts(plain(text), [m.start() for m in rules.starts.finditer(text)])
    for rule in rules.rules:
        assert [m.span() for m in _matches(rule, text, starts)] == [m.span() for m in rule.pattern.finditer(text)], rule.example


def test_places_are_those_with_nothing_forbidden_right_before() -> None:
    text = "may 1-may\n2 mmay"
    assert [m.start() for m in where(frozenset("m0"), r"[\w-]").finditer(text)] == [m.start() for m in re.finditer(r"(?<![\w-])[m\d]", text)]
