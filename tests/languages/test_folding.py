from hypothesis import given
from hypothesis import strategies as st

from istor.languages import fold


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_unites_what_readers_take_for_the_same() -> None:
    assert fold("L’École «Taji»") == 'l\'ecole "taji"'
    assert fold("ÉTATS-UNIS") == fold("états‑unis")
    assert fold("أحمد") == fold("احمد")
    assert fold("Съёмка") == fold("съемка")


def test_plain_letters_are_folded_as_the_table_folds_them() -> None:
    every = "".join(map(chr, range(128)))
    assert fold(every) == fold(every + "\u00e9")[:-1]
