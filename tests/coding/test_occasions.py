"""The day and town of an event that are told beside it."""

import pytest

from istor.coding import code
from istor.coding.signs import occasion_words
from istor.languages import available, table
from istor.model import Mention, Report
from istor.splitting import split


def main_of(text: str, published: str | None = "2016-05-18", language: str = "en") -> Mention:
    found = [m for part in split(Report(id="r", text=text, language=language, published=published)) for m in code(part) if m.main]
    assert len(found) == 1, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Two men were shot in a car park.\n\nIt happened around 11 p.m. Sunday, police said.", "2016-05-15", "11 p.m. Sunday"),
        (
            "Police say a woman was stabbed to death by a neighbour.\n\nOfficers were called to the house at about 5 a.m. Monday.",
            "2016-05-16",
            "5 a.m. Monday",
        ),
        ("A birthday party turned deadly Saturday.\n\nOne man was killed and four others were shot.", "2016-05-14", "Saturday"),
    ],
)
def test_the_day_told_of_the_scene_is_the_day_of_the_event(text: str, day: str, words: str) -> None:
    m = main_of(text)
    assert m.date is not None
    assert (m.date.start, m.date.end) == (day, day)
    assert words in m.date.text
    assert any(s.property == "date" and s.quote == m.date.text for s in m.statements)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb destroyed a bank in Lima.\n\nThe minister today reported that the explosion hurt nobody.",
        "The rebels today distributed leaflets claiming responsibility for the murder of Mayor Luis Perez.",
    ],
)
def test_the_day_of_what_was_said_of_it_is_not_its_day(text: str) -> None:
    assert main_of(text).date is None


def test_the_day_of_an_act_is_nearer_than_the_year_of_its_count() -> None:
    m = main_of("Rebels on Monday carried out their sixth attack this year against the oil pipeline, killing two guards.")
    assert m.date is not None
    assert (m.date.start, m.date.end) == ("2016-05-16", "2016-05-16")


def test_minutes_ago_is_the_day_of_the_report() -> None:
    m = main_of("Two bombs exploded a few minutes ago in Bogota, killing a guard.")
    assert m.date is not None
    assert (m.date.start, m.date.end) == ("2016-05-18", "2016-05-18")


def test_the_day_of_the_arrest_and_of_the_telling_are_none() -> None:
    m = main_of("Two men were shot in a car park.\n\nA suspect appeared in court on Tuesday.\n\nThe victims were identified Monday.")
    assert m.date is None


def test_without_a_day_of_publication_a_weekday_dates_nothing() -> None:
    assert main_of("Two men were shot in a car park.\n\nIt happened around 11 p.m. Sunday.", None).date is None


def test_the_town_of_the_dateline_or_of_its_police_is_the_town_of_the_event() -> None:
    m = main_of("TAMPA, Fla. (WXYZ) -- Two men were shot in a car park on Monday.")
    assert m.place is not None
    assert (m.place.name, m.place.admin1) == ("Tampa", "Florida")
    assert "dateline" in m.place.reason
    m = main_of("Two men were shot in a car park on Monday, Milwaukee police said.")
    assert m.place is not None
    assert m.place.name == "Milwaukee"


def test_a_correspondent_in_a_capital_is_not_where_it_happened() -> None:
    assert main_of("BOGOTA, May 17 (Reuters) - Gunmen killed a mayor on Monday, his party said.").place is None


def test_a_town_is_told_of_the_scene() -> None:
    m = main_of("Two men were shot outside a bar on Monday.\n\nIt happened near a crossing in Milwaukee.\n\nOne was flown to a hospital in Chicago.")
    assert m.place is not None
    assert m.place.name == "Milwaukee"


def test_french() -> None:
    m = main_of("Un homme a été tué par balles devant un bar.\n\nLes faits se sont produits samedi vers 23 heures à Marseille.", language="fr")
    assert m.date is not None
    assert m.date.start == "2016-05-14"
    assert m.place is not None
    assert m.place.name == "Marseille"


@pytest.mark.parametrize("language", [c for c in available() if table(c, "occasions")])
def test_words_are_of_one_kind(language: str) -> None:
    data = table(language, "occasions")
    assert not set(data["happened"]) & set(data["aftermath"])
    assert occasion_words(language) is not None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man was charged on Tuesday in the killing of two brothers, who were shot dead on May 2.", "2016-05-02"),
        ("A man was arrested Tuesday in connection with the May 2 shooting of two brothers.", "2016-05-02"),
    ],
)
def test_the_day_of_a_charge_is_not_that_of_the_act(text: str, day: str) -> None:
    found = [m for part in split(Report(id="r", text=text, language="en", published="2016-05-18")) for m in code(part)]
    acts = [m.date for m in found if m.type in ("killing", "shooting")]
    assert [d.start for d in acts if d is not None] == [day]


def test_the_stamp_of_a_page_dates_nothing() -> None:
    assert (
        main_of("Two men shot in a car park Posted: Sunday, May 15, 2016 1:11 PM EDT\n\nTwo men were shot in a car park, police said.").date is None
    )


def test_a_day_of_the_scene_narrows_a_month() -> None:
    m = main_of("Two men were shot in a car park last month.\n\nOn April 12, officers responded to the car park shortly before noon.")
    assert m.date is not None
    assert m.date.start == "2016-04-12"


def test_all_told_of_one_day_is_of_that_day() -> None:
    m = main_of("A man was shot dead by a neighbour on Monday.\n\nThe shooter, 40, then wounded two officers and shot himself.")
    assert m.date is not None
    assert m.date.start == "2016-05-16"


def test_spanish() -> None:
    m = main_of("Un hombre fue asesinado a tiros frente a un bar.\n\nLos hechos ocurrieron el sábado en Bilbao.", language="es")
    assert m.date is not None
    assert m.date.start == "2016-05-14"
    assert m.place is not None
    assert m.place.name == "Bilbao"


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot in a car park around 9:30 a.m., police said.",
        "Two men were shot in a car park. Shots rang out at 9:30 p.m. and the gunman fled. A day later a third man was shot dead.",
        "Two men were shot in a car park late in the evening, police said.",
    ],
)
def test_an_hour_without_its_day_is_no_day(text: str) -> None:
    assert main_of(text).date is None


def test_the_day_of_a_bare_hour_is_looked_for_beside() -> None:
    m = main_of("Two men were shot in a car park around 9:30 a.m., police said.\n\nOfficers were called to the scene on Sunday.")
    assert m.date is not None
    assert m.date.start == "2016-05-15"


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A man was shot dead in Austin on Monday night, Chicago police said. Chicago police officers found him on a porch.", "Chicago", "Illinois"),
        ("LOUISVILLE, Ky. (WXYZ) -- A man was killed in a shooting in Portland on Monday, Louisville Metro Police said.", "Louisville", "Kentucky"),
        ("A man was shot dead in Austin, Texas, on Monday, Chicago police said.", "Austin", "Texas"),
        ("A man was shot dead at his home on Monday, the Allamakee County Sheriff's Office said.", "Allamakee County", "Iowa"),
    ],
)
def test_a_namesake_far_from_those_who_were_called_is_not_where_it_happened(text: str, name: str, admin1: str) -> None:
    m = main_of(text)
    assert m.place is not None
    assert (m.place.name, m.place.admin1) == (name, admin1)


def test_a_place_with_one_meaning_stays_though_the_police_are_far() -> None:
    m = main_of("Gunmen killed five soldiers in Mosul on Monday, Basra police said.")
    assert m.place is not None
    assert m.place.name == "Mosul"


def test_the_sunday_before_is_of_last_week() -> None:
    text = "Three men were shot in a car park last week.\n\nOfficers were called to the scene just after 2:30 a.m. Sunday, May 8."
    m = main_of(text, "2016-05-16")
    assert m.date is not None
    assert (m.date.start, m.date.end) == ("2016-05-08", "2016-05-08")


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("John Smith, 19, of Clarkesville, Georgia, was shot dead at a party near Danielsville, Georgia, on Sunday.", "Danielsville"),
        ("A man was shot in Perris, California, on Sunday and died at a San Diego hospital.", "Perris"),
        ("A man was shot on Sunday. He was flown to Mercy Medical Center in Phoenix.\n\nIt happened at a house in Buckeye, Arizona.", "Buckeye"),
        ("A Rayville man shot his cousin on Sunday.\n\nDeputies were called to a house in Sterlington, Louisiana.", "Sterlington"),
    ],
)
def test_where_people_live_and_are_taken_is_not_where_it_happened(text: str, town: str) -> None:
    m = main_of(text)
    assert m.place is not None
    assert m.place.text == town


def test_a_town_that_only_the_title_names_is_the_town_of_the_event_and_is_quoted_from_it() -> None:
    text = "A six-year-old boy was shot dead on Monday, police said."
    report = Report(id="r", text=text, title="Boy shot dead in Laurel - WDAM-TV 7 News, Hattiesburg, MS", outlet="wdam.com", published="2016-05-18")
    (m,) = [m for part in split(report) for m in code(part) if m.main]
    assert m.place is not None
    assert (m.place.name, m.place.admin1) == ("Laurel", "Mississippi")
    assert "title" in m.place.reason
    assert [(s.quote, s.span) for s in m.statements if s.property == "place"] == [("Laurel", None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police charged a man with murder Tuesday in the fatal shooting of his brother.\n\nThe shooting happened on Sunday.", "2016-05-15"),
        ("The judge told Smith on Tuesday that the death of his daughter was no accident. He shot her on May 2.", "2016-05-02"),
        ("A girl who was shot in Louisville was still in grave condition on Tuesday. The shooting was reported at 7:15 p.m. Monday.", "2016-05-16"),
        ("A man was arrested for fatally shooting his wife in April. She was killed on April 3, police said.", "2016-04-03"),
        ("Two brothers were shot dead with a rifle that the boy got for Christmas. It happened at 6 p.m. Monday.", "2016-05-16"),
        ("Police identified the gunman in Sunday's deadly shooting as John Smith. He killed two people and wounded six.", "2016-05-15"),
        ("A man shot dead at a bar early Sunday morning has been identified. He was 24.", "2016-05-15"),
    ],
)
def test_the_day_of_what_came_after_is_not_the_day_of_the_deed(text: str, day: str) -> None:
    m = main_of(text)
    assert m.date is not None
    assert m.date.start == day


def test_the_deed_and_not_the_arrest_for_it_is_what_a_report_is_of() -> None:
    text = "Police say they have arrested John Smith.\n\nSmith was wanted for the shooting that wounded two men on Royal Street early Sunday morning."
    assert main_of(text).type == "shooting"
