"""`import istor` in a notebook."""

import pytest

import istor

TEXT = "Gunmen attacked a police post in Kirkuk, Iraq, on Monday, killing three soldiers. <script>alert(1)</script>"


def test_code_link_and_show() -> None:
    mentions = istor.code(TEXT, published="2020-03-17", language="en")
    assert len(mentions) == 1
    html = mentions._repr_html_()
    assert "<mark" in html
    assert "<script>" not in html
    events = istor.link(list(mentions))
    assert events[0].quantities["killed"].best == 3
    assert "<script>" not in events._repr_html_()


def test_tables_are_read_through_arrow_without_depending_on_it() -> None:
    pa = pytest.importorskip("pyarrow")
    mentions = istor.code(TEXT, published="2020-03-17", language="en")
    table = pa.table(mentions)
    assert table.column("killed").to_pylist() == [3]
    assert pa.table(istor.link(list(mentions))).num_rows == 1


def test_mentions_and_events_are_read_as_tables_and_not_as_lists() -> None:
    """polars takes what calls itself a sequence for a list of values before it looks for Arrow."""
    from collections.abc import Sequence

    mentions = istor.code(TEXT, published="2020-03-17", language="en")
    for found in (mentions, istor.link(mentions)):
        assert not isinstance(found, Sequence)
        assert hasattr(found, "__arrow_c_stream__")
        assert [found[0], *found[1:]] == list(found)
        assert len(found) == 1


def test_a_store_opens_from_python(tmp_path: object) -> None:
    with istor.open(f"{tmp_path}/s.db") as store:
        assert store.count() == 0
