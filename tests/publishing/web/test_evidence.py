"""The words of a statement are marked where they stand, whatever overlaps and however long the report is."""

from __future__ import annotations

import examples
import msgspec

from istor.model import Report
from istor.publishing.web.evidence import LONGEST, paragraphs, safe_address, sheet


def test_overlapping_statements_cut_the_text_and_lose_no_letter() -> None:
    text = "Two soldiers were killed on Monday.\n\nNobody claimed it."
    report = Report(id="r", text=text)
    whole = examples.statement(report, "m", 0, "killed", "Two soldiers were killed on Monday", examples.SPOKESMAN)
    part = examples.statement(report, "m", 1, "date", "on Monday", examples.SPOKESMAN)
    found = paragraphs(text, [whole, part], frozenset({"m.1"}))
    assert ["".join(p.text for p in line) for line in found] == ["Two soldiers were killed on Monday.", "Nobody claimed it."]
    (active,) = [p for line in found for p in line if p.active]
    assert (active.text, active.statements, active.first) == ("on Monday", ("m.0", "m.1"), True)


def test_a_very_long_report_is_shown_around_the_words_and_says_so() -> None:
    text = "\n".join([f"Line {n} of nothing much at all." for n in range(9000)])
    report = Report(id="r", text=text)
    said = examples.statement(report, "m", 0, "killed", "Line 5000 of nothing", examples.SPOKESMAN)
    shown = sheet(report, [said], frozenset({"m.0"})).paragraphs
    assert sum(len(p.text) for line in shown for p in line) < LONGEST + 200
    assert any(p.active for line in shown for p in line)
    assert shown[0][0].text == shown[-1][0].text == "…"


def test_words_that_were_not_found_are_told_apart() -> None:
    lost = examples.statement(examples.EN, "m1", 9, "killed", "Two soldiers", examples.SPOKESMAN, alignment="none")
    assert not sheet(examples.EN, [lost], frozenset({"m1.9"})).found
    assert sheet(examples.EN, examples.S_EN, frozenset({"m1.0"})).found


def test_words_of_the_title_are_marked_there() -> None:
    told = msgspec.structs.replace(
        examples.statement(examples.EN, "m1", 9, "killed", "Two soldiers", examples.SPOKESMAN), quote="soldiers", start=None, end=None, alignment="none"
    )
    shown = sheet(msgspec.structs.replace(examples.EN, title="Two soldiers die"), [told], frozenset({"m1.9"}))
    assert (shown.found, shown.titled) == (True, ("m1.9",))
    assert not any(p.statements for line in shown.paragraphs for p in line)


def test_only_plain_web_addresses_become_links() -> None:
    assert safe_address("https://a.example/x") == "https://a.example/x"
    for bad in ("javascript:alert(1)", "data:text/html,x", "//a.example", "file:///etc/passwd", None, ""):
        assert safe_address(bad) is None
