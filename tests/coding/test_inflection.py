"""Forms that a row of a verb leaves out."""

from istor.coding.inflection import completed, families, regular
from istor.coding.lexicon import lexicon

ENDINGS = (("", {"": "FI", "s": "F", "ed": "TP", "ing": "G"}), ("", {"": "FI", "es": "F", "ed": "TP", "ing": "G"}), ("e", {"e": "FI", "es": "F", "ed": "TP", "ing": "G"}))
KNOWN = frozenset(("open", "opens", "opening", "stage", "stages", "stag", "express", "expresses"))


def test_a_regular_verb_is_told_from_its_past() -> None:
    assert dict(regular("opened", "TP", ENDINGS, KNOWN)) == {"open": "FI", "opens": "F", "opened": "TP", "opening": "G"}


def test_of_two_bases_the_one_with_more_known_forms_is_meant() -> None:
    assert "stage" in dict(regular("staged", "TP", ENDINGS, KNOWN))
    assert "expresses" in dict(regular("expressed", "TP", ENDINGS, KNOWN))


def test_a_word_that_nobody_knows_has_no_forms() -> None:
    assert regular("zorbed", "TP", ENDINGS, KNOWN) == ()


def test_the_first_word_of_a_phrase_is_inflected() -> None:
    made = dict(completed([("opened fire", "TP")], {}, ENDINGS, KNOWN))
    assert made == {"open fire": "FI", "opens fire": "F", "opening fire": "G"}


def test_irregular_verbs_are_told_from_any_row_that_lists_them() -> None:
    verbs = families([[("take", "FI"), ("took", "T"), ("taken", "P")]])
    assert dict(completed([("took to the streets", "T")], verbs, ENDINGS, frozenset())) == {"take to the streets": "FI", "taken to the streets": "P"}


def test_a_passive_alone_stays_a_passive() -> None:
    assert list(completed([("charged with", "P")], {}, ENDINGS, frozenset(("charge", "charges")))) == []


def test_headlines_in_the_present_are_read() -> None:
    lex = lexicon("en")
    assert lex is not None
    assert any(e.value == "shooting" for e in lex.multi["opens"][0][1]) or any(parts == ("opens", "fire") for parts, _ in lex.multi["opens"])
