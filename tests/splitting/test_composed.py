"""Accents written apart (NFD) are read as one letter; what is found stands in the text as it is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from istor.corridor import code_report
from istor.grounding.places import toponyms_json
from istor.grounding.times import timexes_json
from istor.model import Report
from istor.splitting.composed import composed

FRENCH = "Des hommes armés ont tué trois soldats à Ménaka, au Mali, le 2 février 2021, a déclaré l'armée."


def test_composed_text_is_left_alone() -> None:
    assert composed(FRENCH) is None
    assert composed("plain") is None


def test_a_report_with_its_accents_apart_gives_what_it_gives_composed() -> None:
    apart = unicodedata.normalize("NFD", FRENCH)
    assert apart != FRENCH
    (one,) = code_report(Report(id="r", text=FRENCH, language="fr"))
    (same,) = code_report(Report(id="r", text=apart, language="fr"))
    assert one.quantities["killed"].low == same.quantities["killed"].low == 3
    assert same.place is not None
    assert same.place == one.place
    assert same.date == one.date
    for s, t in zip(same.statements, one.statements, strict=True):
        assert apart[s.start : s.end] == s.quote
        assert unicodedata.normalize("NFC", s.quote) == t.quote


def test_dates_and_places_stand_in_the_text_as_it_is() -> None:
    apart = unicodedata.normalize("NFD", FRENCH)
    report = Report(id="r", text=apart, language="fr")
    rows = [*timexes_json(report)["timexes"], *toponyms_json(report)["toponyms"]]
    assert {unicodedata.normalize("NFC", r["text"]) for r in rows} >= {"le 2 février 2021", "Ménaka"}
    assert all(apart[r["start"] : r["end"]] == r["text"] for r in rows)


@given(st.text(alphabet=st.sampled_from("ae e\u0301\u0308\u0327x\u0651\u0653\u0627\n한\u1161\U0001f600"), max_size=40))
def test_every_stretch_leads_back_to_the_text(text: str) -> None:
    found = composed(text)
    if found is None:
        return
    for start in range(len(found.copy)):
        for end in range(start + 1, len(found.copy) + 1):
            s, e, words = found.span(start, end)
            assert 0 <= s <= e <= len(text)
            assert text[s:e] == words
    assert found.span(0, len(found.copy)) == (0, len(text), text)
