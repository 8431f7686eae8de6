import pytest

from istor.model import Bounds


def test_at_least_ten_and_fifteen_are_compatible_and_three_is_not() -> None:
    at_least_ten = Bounds(low=10)
    assert at_least_ten.compatible(Bounds.exactly(15))
    assert not at_least_ten.compatible(Bounds.exactly(3))


def test_an_approximate_figure_tolerates_a_tenth() -> None:
    assert Bounds.exactly(400, approximate=True).compatible(Bounds.exactly(420))
    assert not Bounds.exactly(400, approximate=True).compatible(Bounds.exactly(500))


def test_bounds_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Bounds(low=3, high=2)


def test_words_are_short() -> None:
    figures = (Bounds.exactly(3), Bounds(low=10), Bounds(high=30), Bounds(low=1, high=2), Bounds())
    assert [b.words() for b in figures] == ["3", "≥10", "≤30", "1–2", "?"]
