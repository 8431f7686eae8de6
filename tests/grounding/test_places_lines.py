"""Names of places that go over a line."""

from istor.grounding.places import find_places
from istor.model import Report
from istor.splitting import split


def test_a_line_may_end_within_an_abbreviated_name() -> None:
    text = "Two men were shot dead in St.\nLouis, Missouri, on Monday, police said."
    (part,) = split(Report(id="t", text=text, language="en"))
    assert any(t.place is not None and t.place.country == "USA" for t in find_places(part))
