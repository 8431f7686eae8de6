"""Events in a terminal: readable at every width, doubt and disagreement marked, nothing in a report steers the terminal."""

import io
from collections.abc import Sequence

import msgspec
import pytest
from rich.console import Console

from istor.corridor import link_mentions, mentions_of
from istor.examples import FOLDER
from istor.model import Event, EventDate, Mention
from istor.publishing.listing import Listing
from istor.publishing.terminal import explain
from istor.publishing.words import label, when, where


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return link_mentions([m for m in mentions_of([str(FOLDER / "reports")]) if isinstance(m, Mention)])


def printed(events: Sequence[Event], width: int, more: int = 0) -> str:
    out = Console(width=width, file=io.StringIO(), color_system=None, highlight=False)
    out.print(Listing(events, more))
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_every_event_is_there_whole_at_every_width(width: int, events: tuple[Event, ...]) -> None:
    text = printed(events, width)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for e in events:
        assert e.id[:7] in text
        assert when(e) in text
        assert where(e) in flat
        if width >= 80:
            assert label(e) in text
    assert "claims it, denies it" in flat
    assert "accused by authorities" in flat
    assert width < 80 or "(planned)" in flat
    assert "≥5/6/8" in text
    assert text.count("!") == sum(bool(e.disagreements) for e in events)


def test_places_have_a_column_where_there_is_room(events: tuple[Event, ...]) -> None:
    assert "where" in printed(events, 110).splitlines()[0]
    assert "where" not in printed(events, 70).splitlines()[0]


def test_what_is_left_out_is_counted(events: tuple[Event, ...]) -> None:
    assert "… and 1,234 more" in printed(events[:2], 80, 1234)


def test_no_events_are_no_error() -> None:
    assert "killed" in printed((), 80)


def test_words_of_a_report_cannot_steer_the_terminal(events: tuple[Event, ...]) -> None:
    hurt = "Kirkuk\x1b[2J\x1b]0;owned\x07\u202e"
    e = max(events, key=lambda e: len(e.statements))
    assert e.place is not None
    evil = msgspec.structs.replace(
        e,
        place=msgspec.structs.replace(e.place, name=hurt),
        participants=tuple(msgspec.structs.replace(p, actor_name=hurt) for p in e.participants),
        statements=tuple(msgspec.structs.replace(s, quote=hurt, value=hurt) for s in e.statements),
    )
    out = Console(width=100, file=io.StringIO(), color_system=None)
    out.print(Listing([evil]))
    out.print(explain(evil, {}))
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "Kirkuk" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2020-03-11", "2020-03-11", "2020-03-11"), ("2020-03-18", "2020-03-19", "2020-03-18..19"), ("2020-03-28", "2020-04-02", "2020-03-28..04-02"),
        ("2019-12-30", "2020-01-02", "2019-12-30..2020-01-02"), ("2020-02-01", "2020-02-29", "2020-02"), ("2020-01-01", "2020-12-31", "2020"),
        ("2019-10-01", "2019-12-31", "2019-10..12"), ("2019-12-01", "2020-01-31", "2019-12..2020-01"), ("2018-01-01", "2020-12-31", "2018..2020"),
    ],
)  # fmt: skip
def test_a_span_is_written_as_coarse_as_it_is(start: str, end: str, wanted: str, events: tuple[Event, ...]) -> None:
    date = EventDate(start=start, end=end, precision="range", text="")
    assert when(msgspec.structs.replace(events[0], date=date)) == wanted
