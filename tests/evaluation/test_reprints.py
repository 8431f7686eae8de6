"""Copies are made the same way every time, and are told from other reports."""

from evaluation.scoring.reprints import KINDS, made, score

TEXTS = [f"{k} " + " ".join(f"word{(k * 37 + n * 11) % 9973}" for n in range(40)) for k in range(60)]


def test_copies_are_made_alike_every_time() -> None:
    assert made(TEXTS) == made(TEXTS)
    first = made(TEXTS)[0]
    assert first["text"].startswith(first["cut"])
    assert first["text"] in first["agency"]
    assert first["edited"] != first["text"]


def test_a_whole_copy_is_found_and_another_report_is_none() -> None:
    figures = score(made(TEXTS)).total()
    assert figures["whole: found %"] == 100
    assert figures["false pairs %"] == 0
    assert set(figures) == {*(f"{k}: found %" for k in KINDS), "false pairs %"}
