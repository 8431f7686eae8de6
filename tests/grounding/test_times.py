import pytest

from istor.coding import code
from istor.grounding.times import find_times, infer_published, timexes_json
from istor.languages import available, table
from istor.model import Report
from istor.splitting import split

RULES = [(code, rule) for code in available() for rule in table(code, "times").get("rules", ())]


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[f"{c}-{r['example']}" for c, r in RULES])
def test_every_rules_example_is_found(code: str, rule: dict[str, str]) -> None:
    part = split(Report(id="t", text=rule["example"] + " ...", language=code, published="2020-03-20"))[0]
    assert find_times(part)


def days(text: str, code: str = "en", published: str | None = "2020-03-19") -> list[tuple[str | None, str | None]]:
    part = split(Report(id="t", text=text, language=code, published=published))[0]
    return [(t.first and t.first.isoformat(), t.last and t.last.isoformat()) for t in find_times(part)]


def test_the_11_and_14_march_are_two_days() -> None:
    assert days("les attaques des 11 et 14 mars sur la base", "fr") == [("2020-03-11", "2020-03-11"), ("2020-03-14", "2020-03-14")]


def test_last_thursday_said_on_a_thursday_is_a_week_back() -> None:
    assert days("Jeudi dernier, des avions ont frappé.", "fr") == [("2020-03-12", "2020-03-12")]


def test_a_weekday_without_a_day_of_publication_is_no_day() -> None:
    assert days("They met on Tuesday.", published=None) == [(None, None)]


def test_a_wrong_weekday_is_reported() -> None:
    part = split(Report(id="t", text="On Monday, March 17, 2020, it rained.", language="en"))[0]
    (t,) = find_times(part)
    assert t.conflict is not None


def test_an_undated_part_is_dated_by_its_own_weekday_and_what_it_names() -> None:
    text = "L'armée a quitté la ville mercredi 18 mars 2020. Le ministre a annoncé ce jeudi un accord."
    (part,) = infer_published(split(Report(id="t", text=text, language="fr")))
    assert part.published is not None
    assert part.published.inferred
    assert part.published.start == part.published.end == "2020-03-19"


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "It fell on Thanksgiving.", "2019-11-28"),
        ("en", "It fell on Labor Day.", "2019-09-02"),
        ("en", "It fell on Memorial Day.", "2019-05-27"),
        ("en", "The park will open in three days.", "2020-03-23"),
        ("en", "In three days 20 people were killed.", "P3D"),
        ("fr", "Les travaux débuteront dans deux mois.", "2020-05"),
        ("fr", "Il y a une dizaine d'années, il venait.", "2010"),
        ("fr", "Le soir du 31 décembre, il est venu.", "2019-12-31TEV"),
        ("fr", "Le bal aura lieu le 5 mai.", "2020-05-05"),
        ("fr", "Courant mai, une réunion est prévue.", "2020-05"),
        ("fr", "Il chantait dans les années soixante-dix.", "197"),
        ("fr", "La mairie est ouverte les jeudis.", "XXXX-WXX-4"),
        ("fr", "Au cours de la semaine, il a plu.", "2020-W12"),
        ("fr", "Dans un proche avenir, il viendra.", "FUTURE_REF"),
    ],
)
def test_families_of_expressions(code: str, text: str, value: str) -> None:
    part = split(Report(id="t", text=text, language=code, published="2020-03-20"))[0]
    assert value in [t.value for t in find_times(part)]


def test_an_age_in_tens_is_no_length() -> None:
    part = split(Report(id="t", text="Un homme d'une trentaine d'années est mort.", language="fr", published="2020-03-20"))[0]
    assert not find_times(part)


def test_a_wrong_weekday_is_told_by_the_command_and_in_the_events_reason() -> None:
    report = Report(id="t", text="Two men were shot dead in Mosul on Monday, March 17, 2020.", language="en", published="2020-03-20")
    (row,) = timexes_json(report)["timexes"]
    assert "does not fall" in row["conflict"]
    (mention,) = [m for part in split(report) for m in code(part)]
    assert mention.date is not None
    assert "does not fall" in mention.date.reason


def test_an_hour_of_another_zone_is_placed_where_it_happened() -> None:
    report = Report(id="t", text="Rockets hit Baghdad at 2200 GMT on March 12, killing two men.", language="en", published="2020-03-20")
    mention = next(m for part in split(report) for m in code(part) if m.main)
    assert mention.date is not None
    assert mention.date.start == "2020-03-13"


def test_a_text_that_names_its_own_day_and_the_next_was_updated() -> None:
    (part,) = split(Report(id="t", text="Two men were shot Tuesday night. An autopsy was done Wednesday.", language="en", published="2017-01-03"))
    assert [str(t.first) for t in find_times(part)] == ["2017-01-03", "2017-01-04"]
    (part,) = split(Report(id="t", text="An autopsy was done Wednesday.", language="en", published="2017-01-03"))
    assert [str(t.first) for t in find_times(part)] == ["2016-12-28"]


def test_that_night_of_a_month_is_no_night() -> None:
    (part,) = split(Report(id="t", text="She was shot last May. Police said there was a fight that night.", language="en", published="2017-03-03"))
    assert find_times(part)[-1].first is None


def test_early_before_a_date_belongs_to_it() -> None:
    (part,) = split(Report(id="t", text="Five people were shot early October 27.", language="en", published="2013-10-31"))
    assert [(t.text, str(t.first), str(t.last)) for t in find_times(part)] == [("early October 27", "2013-10-27", "2013-10-27")]
