"""A time rule is tried only where its words stand, and everywhere they do."""

import pytest

from istor.grounding.times.matching import _marks
from istor.grounding.times.rules import time_rules
from istor.languages import available, fold
from istor.languages.beginnings import DIGIT
from istor.languages.needs import needs

VOCABULARY = {"month": frozenset(("may", "june")), "day": frozenset((DIGIT,)), "part": frozenset(("morning", "night"))}


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("the weekend", [{"the"}, {"weekend"}]),
        ("(?:the )?(?:previous|preceding) day", [{"previous", "preceding"}, {"day"}]),
        ("(?:late )?tonight", [{"tonight"}]),
        ("(?:mon|tues)day", []),
        ("days? ago", [{"days", "day"}, {"ago"}]),
        ("(?P<part>dawn|dusk)(?: on)? {month}", [{"dawn", "dusk"}, {"may", "june"}]),
        (r"{day}(?:st|nd)? {month}", [{DIGIT}, {"may", "june"}]),
        ("(?:now|at (?:the|this) moment)(?! of)", [{"now", "moment"}]),
        (r"\w+time", []),
        ("half[- ]?hour", []),
        ("aujourd'hui", [{"aujourd"}, {"hui"}]),
        ("(?:in )?(?:19|20)\\d\\d", [{DIGIT}]),
        ("(?:le |ce )?soir (?:du |de la )?{day}", [{"soir"}, {DIGIT}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, wanted: list[set[str]]) -> None:
    assert [set(n) for n in needs(pattern, VOCABULARY)] == wanted


@pytest.mark.parametrize("code", available())
def test_every_rule_is_tried_on_its_own_example(code: str) -> None:
    rules = time_rules(code)
    for rule in rules.rules if rules else ():
        held = _marks(fold(rule.example), rules)  # type: ignore[arg-type]
        assert rule.marks & held == rule.marks, (rule.example, rule.needs)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\bas (?:a|an) boy\b", [{"as"}, {"a", "an"}, {"boy"}]),
        ("in those days", [{"those"}]),
        (r"hoax(?: call)?\b", []),
    ],
)
def test_what_begins_or_ends_a_pattern_may_be_a_part_of_a_word(pattern: str, wanted: list[set[str]]) -> None:
    assert [set(n) for n in needs(pattern, {}, apart=False)] == wanted
