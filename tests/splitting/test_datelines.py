"""A dateline gives place, day and agency, and is no sentence; other openings are none."""

import pytest

from istor.model import Part, Report
from istor.splitting import split


def part(text: str, language: str, published: str | None = None) -> Part:
    (found,) = split(Report(id="t", text=text, language=language, published=published))
    return found


WIRE = "   SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [REPORT] [TEXT] THE ARMY SAID TODAY THAT TWO SOLDIERS\nDIED. THE REBELS FLED.\n"


@pytest.mark.parametrize(
    ("text", "language", "place", "day", "cites", "rest"),
    [
        (WIRE, "en", "SAN SALVADOR", "1990-01-03", ("ACAN-EFE",), "THE ARMY"),
        ("BAGHDAD, March 14, 2020 (Reuters) - Rockets fell on a base.", "en", "BAGHDAD", "2020-03-14", ("Reuters",), "Rockets"),
        ("Bagdad, 14 mars 2020 (AFP) \u2013 Des roquettes sont tombées.", "fr", "Bagdad", "2020-03-14", ("Agence France-Presse",), "Des roquettes"),
        ("FEDERAL WAY, Wash. (AP) \u2014 Four people were killed.", "en", "FEDERAL WAY", None, ("Associated Press",), "Four"),
        ("BAGHDAD/ERBIL, Iraq (Reuters) - Rockets fell.", "en", "BAGHDAD", None, ("Reuters",), "Rockets"),
        ("MOGADISHU \u2014 A bomb killed two.", "en", "MOGADISHU", None, (), "A bomb"),
        ("BEIJING, March 14 (Xinhua) -- A mine collapsed.", "en", "BEIJING", None, ("Xinhua",), "A mine"),
        ("WASHINGTON (CBSDC/AP) \u2014 A man died.", "en", "WASHINGTON", None, ("CBSDC", "Associated Press"), "A man"),
        ("PERTH (AUSTRALIA), JUNE 11 89 (AFP) -- [TEXT] A MAN WAS HELD.  HE WAS FREED LATER.", "en", "PERTH", "1989-06-11", ("Agence France-Presse",), "A MAN"),
        ("MADRID (SPAIN), 15 NOV 89 (EFE) -- [EXCERPT] LA PAZ, 15 NOV (EFE)\n-- THE STRIKE GOES ON. IT IS LONG.", "en", "LA PAZ", "1989-11-15", ("Agencia EFE",), "THE STRIKE"),
        ("NO CITY (EL SALVADOR), 5 FEB 89 (FBIS) -- [TEXT] RADIO SPOKE OF A CLASH. NO MORE IS KNOWN.", "en", None, "1989-02-05", ("FBIS",), "RADIO"),
    ],
)  # fmt: skip
def test_datelines(text: str, language: str, place: str | None, day: str | None, cites: tuple[str, ...], rest: str) -> None:
    found = part(text, language)
    assert (found.dateline_place and text[slice(*found.dateline_place)]) == place
    assert (found.published and found.published.start) == day
    assert found.cites == cites
    assert [b.kind for b in found.blocks][:2] == ["dateline", "paragraph"]
    assert text[found.blocks[1].start :].startswith(rest)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Chicago - Police said that two people were hurt on Monday.", "en"),
        ("UPDATE \u2014 Two people were hurt on Monday.", "en"),
        ("The army (Tatmadaw) - the world's oldest - withdrew.", "en"),
        ("L'armée malienne \u2013 Fama \u2013 a repris la ville.", "fr"),
        ("VIDÉO \u2013 Une attaque a fait deux morts à Kidal.", "fr"),
        ("Two men, one of them armed, fled (police said) - nobody followed.", "en"),
        ("TWO MEN -- ONE OF THEM ARMED -- FLED THE TOWN.  NOBODY FOLLOWED THEM.", "en"),
    ],
)
def test_openings_that_are_no_datelines(text: str, language: str) -> None:
    found = part(text, language)
    assert found.dateline_place is None
    assert "dateline" not in {b.kind for b in found.blocks}


def test_a_day_without_a_year_takes_it_from_a_coarse_date_that_holds_it() -> None:
    text = "BAGHDAD, March 14 (Reuters) - Rockets fell."
    held = part(text, "en", "2020-03").published
    assert held is not None
    assert (held.start, held.end) == ("2020-03-14", "2020-03-14")
    assert "dateline" in held.reason
    outside = part(text, "en", "2020-05").published
    assert outside is not None
    assert (outside.start, outside.end) == ("2020-05-01", "2020-05-31")


def test_a_day_given_with_the_report_goes_before_its_dateline() -> None:
    given = part("BAGHDAD, March 14, 2020 (Reuters) - Rockets fell.", "en", "2020-03-15T01:30:00+03:00").published
    assert given is not None
    assert given.start == given.end == "2020-03-15"
