"""Every phrase of the condition tables finds its person in its example: the data files are tests of themselves."""

import pytest

from istor.coding.acts import Reader
from istor.coding.conditions import conditions, phrases
from istor.coding.lexicon import lexicon
from istor.coding.words import Layers
from istor.grounding.counts import find_counts
from istor.languages import available, get, rows

ROWS = [(code, row) for code in available() for row in rows(code, "conditions")]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{c}-{r['example'][:30]}" for c, r in ROWS])
def test_a_phrase_tells_the_state_of_the_person_in_its_example(code: str, row: dict[str, str]) -> None:
    text, lex, known = row["example"], lexicon(code), phrases(code)
    assert lex is not None
    assert known is not None
    layers = Layers((), (), (), find_counts(text, 0, len(text), get(code)))
    sentence = Reader(text, lex, layers).sentence(0, 0, len(text), False)
    assert (row["state"], row["person"]) in {(c.state, c.person.text) for c in conditions(sentence, known)}


@pytest.mark.parametrize(
    ("code", "text", "left"),
    [
        ("en", "Kason Barnes, 19, was shot.", "Kason Barnes was shot."),
        ("en", "Ann Mayo, 24, Justin King, 24, and Don Lee were hurt.", "Ann Mayo, Justin King and Don Lee were hurt."),
        ("en", "Four boys between ages 12 and 16 were hurt.", "Four boys were hurt."),
        ("en", "Two of the boys, 14 and 15, were taken away.", "Two of the boys were taken away."),
        ("en", "Of the 25 people hurt, 3 of them died.", "Of the 25 people hurt, 3 of them died."),
        ("fr", "Jean Martin, 34 ans, a été tué.", "Jean Martin a été tué."),
        ("fr", "Une fillette de 8 ans a été tuée.", "Une fillette a été tuée."),
    ],
)
def test_ages_beside_people_are_taken_out_before_a_sentence_is_cut(code: str, text: str, left: str) -> None:
    lex = lexicon(code)
    assert lex is not None
    assert lex.ages is not None
    assert lex.ages.sub("", text) == left
