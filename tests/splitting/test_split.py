"""Documents become parts, blocks, sentences; joined pages come apart."""

from hypothesis import given
from hypothesis import strategies as st

from istor.model import Report
from istor.splitting import split

JOINED = """Un barrage saute au nord du pays

Des hommes armés ont fait sauter un barrage mardi, ont indiqué les autorités. Trois gardiens ont été blessés. Aucun groupe n'a parlé.

Les travaux de réparation prendront plusieurs semaines, selon le ministère. lavoixdunord-exemple.fr

Le gouvernement promet de rebâtir le barrage

Le gouvernement a promis mercredi de rebâtir le barrage détruit. Le premier ministre se rendra sur place dans les prochains jours avec des ingénieurs.

Les habitants de la vallée restent privés d'eau et attendent des camions. journal-exemple.com
"""


def test_a_page_that_joins_two_reports_is_two_parts_with_their_outlets() -> None:
    parts = split(Report(id="p", text=JOINED, language="fr"))
    assert [p.outlet for p in parts] == ["lavoixdunord-exemple.fr", "journal-exemple.com"]
    assert [p.id for p in parts] == ["p#0", "p#1"]
    assert JOINED[parts[1].start :].startswith("Le gouvernement promet")


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Lt. Col. John R. Smith spoke at 7 p.m. on Monday. The U.S. Army agreed. It cost $3.5 million."
    (part,) = split(Report(id="t", text=text, language="en"))
    assert [text[s:e] for b in part.blocks for s, e in b.sentences] == [
        "Lt. Col. John R. Smith spoke at 7 p.m. on Monday.",
        "The U.S. Army agreed.",
        "It cost $3.5 million.",
    ]


def test_a_wires_dateline_gives_place_day_and_agency() -> None:
    text = "   SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [REPORT] [TEXT] THE ARMY SAID TODAY THAT TWO SOLDIERS\nDIED. THE REBELS FLED.\n"
    (part,) = split(Report(id="t", text=text, language="en"))
    assert part.dateline_place is not None
    assert text[slice(*part.dateline_place)] == "SAN SALVADOR"
    assert part.published is not None
    assert part.published.start == "1990-01-03"
    assert "ACAN-EFE" in part.cites


def test_an_impossible_date_is_no_date() -> None:
    (part,) = split(Report(id="t", text="Nothing happened.", language="en", published="2020-02-30"))
    assert part.published is None


@given(st.text(max_size=400))
def test_every_span_lies_in_the_text_in_order(text: str) -> None:
    for part in split(Report(id="t", text=text, language="en")):
        assert 0 <= part.start <= part.end <= len(text)
        last = 0
        for block in part.blocks:
            for start, end in block.sentences:
                assert last <= start < end <= len(text)
                last = end
