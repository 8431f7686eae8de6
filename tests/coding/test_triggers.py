"""Every trigger's example is read as its concept: the data files are tests of themselves."""

import pytest

from istor.coding.acts import Reader
from istor.coding.lexicon import lexicon
from istor.coding.words import Layers
from istor.grounding.counts import find_counts
from istor.languages import available, get, rows

ROWS = [(code, row) for code in available() for row in rows(code, "triggers")]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{c}-{r['lemma'][:30]}" for c, r in ROWS])
def test_a_triggers_example_is_read_as_its_concept(code: str, row: dict[str, str]) -> None:
    text = row["example"]
    assert text, "a trigger without an example"
    lex = lexicon(code)
    assert lex is not None
    layers = Layers((), (), (), find_counts(text, 0, len(text), get(code)))
    sentence = Reader(text, lex, layers).sentence(0, 0, len(text), False)
    assert row["concept"] in {a.concept for a in sentence.acts}
