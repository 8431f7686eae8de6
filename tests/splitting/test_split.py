"""Whatever the text, every span lies in it, in order, and nothing that can be read is lost or read twice."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.languages import available
from istor.model import Part, Report
from istor.splitting import split

PIECES = st.sampled_from(
    [
        "Rebels attacked the town.", "Two died", "BAGHDAD, March 3 (AFP) -- ", "\n\n", "\n", "\r\n", "\u2029", "example.com", "(Reuters)", "Source: X", "date 2020-03 ",
        "« Oui. Non »", '"', "\u2018", "\u2019", "...", "?!", "U.S.", "M.", "1.", "By Jane Smith", "- ", "\u00a0", "e\u0301", "\u0627\u0644\u0645\u062f\u064a\u0646\u0629.", "\ufeff",
        "19 March 2020", "[TEXT]", "(", ")", "3.5", "A heading of a story", "Published: 31/02/2020", "\x00", "\U0001f600", "\u202e",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join))


def check(text: str, parts: tuple[Part, ...]) -> None:
    assert [p.number for p in parts] == list(range(len(parts)))
    last = 0
    for part in parts:
        assert last <= part.start <= part.end <= len(text)
        last = part.start
        for block in part.blocks:
            assert last <= block.start < block.end <= part.end
            last = block.start
            for start, end in block.sentences:
                assert last <= start < end <= block.end
                assert not text[start].isspace() or block.kind == "dateline"
                last = end
            inside = block.start
            for start, end in block.quotations:
                assert inside <= start < end <= block.end
                inside = end
            last = block.end
        if part.dateline_place is not None:
            assert text[slice(*part.dateline_place)].strip()
        assert (part.published is None) == bool(part.undated)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([*available(), "xx"]))
def test_every_span_lies_in_the_text_in_order(text: str, language: str) -> None:
    check(text, split(Report(id="t", text=text, language=language)))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map(" ".join))
def test_no_letter_or_digit_of_a_paragraph_is_outside_its_sentences(text: str) -> None:
    for part in split(Report(id="t", text=text, language="en")):
        for block in part.blocks:
            inside = {k for s, e in block.sentences for k in range(s, e)}
            assert not [k for k in range(block.start, block.end) if text[k].isalnum() and k not in inside]


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_the_same_text_is_split_in_the_same_way(text: str) -> None:
    report = Report(id="t", text=text, language="fr")
    assert split(report) == split(report)


@pytest.mark.parametrize(
    "unit",
    [
        "a. ", "A. ", "« ", '"', "\u2018a ", "\n", "\n\n", "a\n", "(", "[", "A, ", "x-", "1:00 A\n\n", "U.S. ", "a" * 50, "\u0301", "example.com\n\n", "- a\n", "A b.\n\n",
        "(AFP) ", "selon l'", "according to the ", "\u202b\u0627. ", ".", "www.a.b.", "Mr. ", "[TEXT] ", "19 March 2020 ", "published ", " " * 30, "source: ",
    ],
)  # fmt: skip
def test_work_grows_with_length_and_not_with_its_square(unit: str) -> None:
    """Sixteen times the text is sixteen times the work, or two hundred and fifty-six times. The bound lies between: a slow machine is slow with both."""

    def cost(size: int) -> float:
        report = Report(id="t", text=(unit * (size // len(unit) + 1))[:size], language="en")
        start = time.process_time()
        split(report)
        return time.process_time() - start

    cost(2_000)
    assert any(cost(96_000) < 64 * cost(6_000) for _ in range(5))
