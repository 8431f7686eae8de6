"""What only the title of a report tells."""

import pytest

from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split

WALL = "Just one more thing.\n\nWe have sent you a message. Please check your email and click on the link to activate your account."


def coded(title: str, text: str = WALL, outlet: str = "palmbeachpost.com") -> list[Mention]:
    report = Report(id="r", text=text, title=title, outlet=outlet, published="2017-01-17", language="en")
    return [m for part in split(report) for m in code(part)]


def test_the_title_of_a_page_behind_a_wall_is_read() -> None:
    (m,) = coded("JUST IN: Two men killed in Belle Glade shooting late Monday - The Palm Beach Post")
    assert m.main
    assert (m.type, m.report) == ("killing", "r")
    assert m.date is not None
    assert m.date.start == "2017-01-16"
    assert m.place is not None
    assert (m.place.name, m.place.admin1) == ("Belle Glade", "Florida")
    assert m.quantities["killed"].low == 2


def test_what_stands_in_the_title_alone_is_quoted_from_it_and_has_no_offsets_in_the_text() -> None:
    title = "Two men shot dead late Monday in Belle Glade"
    (m,) = coded(title)
    assert {"type", "killed", "date", "place"} <= {s.property for s in m.statements}
    assert all(s.quote in title and s.span is None and s.alignment == "none" for s in m.statements)
    assert len({s.id for s in m.statements}) == len(m.statements)
    assert all(s.mention == m.id for s in m.statements)
    assert not m.fingerprint
    assert "title alone" in m.trace[0]


@pytest.mark.parametrize("title", ["Belle Glade council meets Monday", "Man charged in court", "Raiders kill off the Bears in a thriller on Sunday", ""])
def test_a_title_that_tells_no_deed_makes_none(title: str) -> None:
    assert not coded(title)


def test_the_text_goes_before_the_title() -> None:
    found = coded("Two men shot dead late Monday in Belle Glade", "A woman was killed in Pahokee, Florida, on Sunday, police said.")
    assert [m.place.name for m in found if m.place] == ["Pahokee"]
    assert found[0].statements


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Four wounded in shooting at Pomona restaurant", (None, 4)),
        ("One killed, six injured in Old Town shooting - Channel 5 News", (1, 6)),
        ("2 Girls, 2 Men Shot At Birthday Party In Compton", (None, 4)),
        ("17-year-old shot, killed inside house", (1, None)),
        ("One of two men shot late Monday in Belle Glade dies", (1, 1)),
        ("Georgia man indicted in shooting that injured seven", (None, 7)),
        ("Teen arrested after shooting 18-year-old girl in chest", (None, 1)),
        ("Police search for shooter who wounded 9-year-old girl", (None, 1)),
        ("Police kill gunman after shooting rampage injures three", (1, 3)),
    ],
)
def test_a_title_tells_who_was_harmed(title: str, expected: tuple[int | None, int | None]) -> None:
    (m,) = coded(title)
    q = m.quantities
    assert (q["killed"].low if "killed" in q else None, q["injured"].low if "injured" in q else None) == expected


def test_the_title_is_read_where_the_text_tells_of_nobody_harmed() -> None:
    found = coded("Four wounded in Dayton shooting", "Police arrested a man in Dayton on Monday.")
    assert [(m.type, m.main) for m in found] == [("arrest", False), ("shooting", True)]


def test_the_day_of_a_title_is_that_of_the_scene_in_the_text() -> None:
    text = "More information was given on Tuesday. Officers were called to the bar at 9:15 p.m. Saturday. Call 911 with tips."
    (m,) = coded("Three men shot, a fourth wounded in Belle Glade", text)
    assert m.date is not None
    assert (m.date.start, m.date.text) == ("2017-01-14", "9:15 p.m. Saturday")
    (said,) = [s for s in m.statements if s.property == "date"]
    assert said.quote == text[said.start : said.end] == "9:15 p.m. Saturday"
