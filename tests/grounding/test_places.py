"""Place names: what is one, what is none, and which place is meant."""

import pytest

from istor.grounding.places import find_places, toponyms_json
from istor.model import Report, Toponym
from istor.splitting import split

SPELLINGS = [
    "Camp Taji", "Tajji", "Taji", "Qaem", "al-Qaem", "al-Qaim", "Qaim", "Qa'im", "Al-Anbar", "Anbar", "Besmaya", "Basmaya", "Bismayah", "Qayyarah",
    "Q-West", "K-1", "Kirkuk", "Kirkouk", "Bagdad", "Baghdad", "zone verte", "Green Zone", "base Phosphate", "aéroport de Bagdad", "Irak",
    "États-Unis", "Syrie",
]  # fmt: skip


def found(text: str, code: str = "en") -> list[Toponym]:
    return [t for p in split(Report(id="t", text=text, language=code)) for t in find_places(p)]


def places(text: str, code: str = "en") -> dict[str, Toponym]:
    return {t.text: t for t in found(text, code) if t.kind == "place"}


def country(t: Toponym) -> str | None:
    return t.place.country if t.place else None


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_spelling_is_found_where_iraq_is_spoken_of(name: str) -> None:
    french = not name.startswith("Green") and not name.startswith("Camp")
    text = f"En Irak, l'armée irakienne est à {name} depuis lundi." if french else f"In Iraq, the Iraqi army is at {name} since Monday."
    hits = [t for t in found(text, "fr" if french else "en") if name in t.text]
    assert hits, name
    assert country(hits[0]) == {"États-Unis": "USA", "Syrie": "SYR"}.get(name, "IRQ")


def test_camp_taji_is_not_taiji_in_japan() -> None:
    (taji,) = [t for t in found("Rockets hit Camp Taji in Iraq. Taji is home to coalition forces.") if t.text == "Taji"]
    assert country(taji) == "IRQ"
    assert taji.site


def test_a_town_is_the_one_in_the_division_behind_it() -> None:
    there = places("Four teens were shot in Rocky Mount, Virginia, police said. The farm in Pandi, Bulacan, was closed in the Philippines.")
    assert there["Rocky Mount"].place is not None
    assert there["Rocky Mount"].place.admin1 == "Virginia"
    assert there["Pandi"].place is not None
    assert "Bulacan" in (there["Pandi"].place.admin2 or "")


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Protests spread in Tripoli and Benghazi, Libya.", "Tripoli", "LBY"),
        ("Clashes broke out in Tripoli, north of Beirut, in Lebanon.", "Tripoli", "LBN"),
        ("Georgia and Russia signed a ceasefire near Gori.", "Georgia", "GEO"),
        ("He was arrested in Georgia; the police of Atlanta and Alabama searched for him in the United States.", "Georgia", "USA"),
        ("Niger, Nigeria and Mali closed their borders.", "Niger", "NER"),
        ("Le président du Niger est à Niamey.", "Niger", "NER"),
    ],
)
def test_the_country_spoken_of_decides(text: str, name: str, where: str) -> None:
    code = "fr" if text.startswith("Le ") else "en"
    assert country(places(text, code)[name]) == where


def test_a_list_of_states_holds_states() -> None:
    there = places("Cases were reported in Illinois, Missouri, New York, Washington and Wyoming in the United States.")
    assert {name: t.place.precision for name, t in there.items() if t.place} == {
        "Illinois": "admin1", "Missouri": "admin1", "New York": "admin1", "Washington": "admin1", "Wyoming": "admin1", "United States": "country",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Paris met Ann Houston there. Houston said nothing.",
        "The Washington Post and the Boston Marathon agreed on the Dayton Accords.",
        "President Jordan Smith spoke to Austin Green and Israel Katz.",
        "It cost US$5 million.",
        "They told us to use it.",
    ],
)
def test_names_of_persons_papers_and_sums_are_no_places(text: str) -> None:
    assert places(text) == {}


def test_a_body_of_a_place_is_marked_as_such() -> None:
    there = places("Kirkuk Police said that a bomb exploded in Mosul, Iraq.")
    assert there["Kirkuk"].attributive
    assert not there["Mosul"].attributive


def test_peoples_are_listed_and_marked() -> None:
    assert [(t.text, t.kind, country(t)) for t in found("Iraqi troops met a European envoy in Basra.")] == [
        ("Iraqi", "demonym", "IRQ"),
        ("European", "demonym", None),
        ("Basra", "place", "IRQ"),
    ]


def test_so_many_miles_north_of_a_town_is_an_area_beside_it() -> None:
    (baghdad,) = [t for t in found("A convoy was hit 15 miles north of Baghdad on Monday.") if t.text == "Baghdad"]
    assert baghdad.place is not None
    assert baghdad.anchor is not None
    assert baghdad.place.latitude is not None
    assert baghdad.place.precision == "near"
    assert baghdad.place.latitude - baghdad.anchor[0] == pytest.approx(24.1 / 111.2, abs=0.01)
    assert "24 km north" in baghdad.place.reason


def test_a_part_of_a_country_is_an_area_with_a_radius() -> None:
    (iraq,) = found("Shelling went on in northern Iraq.")
    assert iraq.place is not None
    assert iraq.place.latitude is not None
    assert iraq.place.radius_km is not None
    assert iraq.place.precision == "region"
    assert 34 < iraq.place.latitude < 36
    assert iraq.place.radius_km > 100


def test_a_border_is_somewhere_along_a_country() -> None:
    (syrian,) = [t for t in found("They crossed the Syrian border.") if t.text == "Syrian"]
    assert country(syrian) == "SYR"


def test_a_name_in_no_table_lies_somewhere_in_what_holds_it() -> None:
    there = places("A blast hit the village of Xinmoqa in Sichuan province, China. Another hit Cairo's Zebbasiya neighbourhood in Egypt.")
    assert there["Xinmoqa"].place is not None
    assert there["Xinmoqa"].place.country == "CHN"
    assert "in no table" in there["Xinmoqa"].place.reason
    assert there["Zebbasiya"].place is not None
    assert there["Zebbasiya"].place.precision == "near"


def test_a_small_namesake_of_a_country_not_spoken_of_is_not_meant() -> None:
    text = "Air strikes in Syria hit the Idlib region. Jets hit the village of al-Bara, the Syrian Observatory said."
    place = places(text)["al-Bara"].place
    assert place is not None
    assert (place.country, place.admin1) == ("SYR", "Idlib")


def test_a_state_is_no_village_of_that_name() -> None:
    text = "Gunmen burst into a bar in the city of Chihuahua in Mexico, called El Colorado. Chihuahua is across the border from Texas."
    assert country(places(text)["Texas"]) == "USA"


def test_a_far_guess_is_never_silent() -> None:
    (springfield,) = [t for t in found("A man was shot in Manokwari on Monday.") if t.text == "Manokwari"]
    assert springfield.place is None or "guess" in springfield.place.reason


def test_upper_case_wires_are_read_by_look_up() -> None:
    there = places("SAN SALVADOR, 3 JAN 90 -- GUERRILLAS ATTACKED THE TOWN OF COJUTEPEQUE IN EL SALVADOR. THEY TOLD US TO HOPE FOR PEACE.")
    assert country(there["SAN SALVADOR"]) == "SLV"
    assert country(there["COJUTEPEQUE"]) == "SLV"
    assert "HOPE" not in there
    assert "US" not in there


def test_offsets_are_those_of_the_text() -> None:
    text = "In Homs, Syria, shelling killed two; the U.S. condemned it.\n\nDe l’aéroport de Bagdad."
    for t in found(text):
        assert text[t.start : t.end] == t.text


def test_the_listing_follows_the_contract() -> None:
    out = toponyms_json(Report(id="x", text="Fighting in Aleppo, Syria.", language="en"))
    assert out["id"] == "x"
    assert {"start", "end", "text", "kind", "latitude", "longitude", "geonames_id", "country"} <= set(out["toponyms"][0])


@pytest.mark.parametrize(
    ("code", "text", "where"),
    [
        ("ar", "وقصفت طائرات أمريكية مدينة الموصل وبغداد شمال العراق.", {"الموصل": "IRQ", "وبغداد": "IRQ", "العراق": "IRQ", "أمريكية": "USA"}),
        (
            "ru",
            "В Багдаде погибли пять иракских военных. Удар по Алеппо в Сирии.",
            {"Багдаде": "IRQ", "иракских": "IRQ", "Алеппо": "SYR", "Сирии": "SYR"},
        ),
        ("es", "El ejército colombiano atacó cerca de Medellín, en Antioquia.", {"colombiano": "COL", "Medellín": "COL", "Antioquia": "COL"}),
        ("fr", "Une attaque a visé Gao, au Mali; les forces maliennes ont fui.", {"Gao": "MLI", "Mali": "MLI", "maliennes": "MLI"}),
    ],
)
def test_scripts_cases_and_clitics_are_data(code: str, text: str, where: dict[str, str]) -> None:
    assert {t.text: country(t) for t in found(text, code)} == where


def test_a_town_comes_before_the_division_that_it_gives_its_name() -> None:
    (gao, _) = found("Une bombe a explosé à Gao, au Mali.", "fr")
    assert gao.place is not None
    assert gao.place.precision == "exact"


@pytest.mark.parametrize(
    ("text", "code", "name", "precision"),
    [
        ("A drone hit Kandahar airport in Afghanistan.", "en", "Kandahar airport", "near"),
        ("Le nord du Mali est calme.", "fr", "Mali", "region"),
        ("Des tirs ont visé la prison de Kandahar, en Afghanistan.", "fr", "prison de Kandahar", "near"),
        ("Troops left Camp Zebulonia in Iraq.", "en", "Camp Zebulonia", "country"),
    ],
)
def test_nouns_of_sites_and_directions_make_areas(text: str, code: str, name: str, precision: str) -> None:
    first = next(t for t in found(text, code) if t.kind == "place")
    assert first.place is not None
    assert (first.place.name, first.place.precision) == (name, precision)


@pytest.mark.parametrize(
    ("text", "named", "admin1"),
    [
        ("The Navarro County Sheriff's Office is investigating.", "Navarro County", "Texas"),
        ("The Calhoun Police Department responded to a call.", "Calhoun", "Georgia"),
        ("Two people were wounded outside a Brooklyn housing development.", "Brooklyn", "New York"),
        ("St. Louis police said a man was killed.", "St. Louis", "Missouri"),
    ],
)
def test_a_name_is_a_towns_by_its_police_its_homes_or_its_county(text: str, named: str, admin1: str) -> None:
    assert [t.place.admin1 for t in found(text) if t.text == named and t.place is not None] == [admin1]


def test_a_line_may_end_inside_an_abbreviated_name() -> None:
    assert found("THE PLANE LEFT FOR ST.\nJOHN IN PERU.")


def test_a_road_is_no_town() -> None:
    assert not any("Park" in t.text for t in found("A man was shot in the 200 block of East Park Avenue. Montgomery police are looking for him."))


def test_a_small_namesake_far_off_gives_way_to_a_quarter_of_the_city() -> None:
    hill = places("Denver police are looking for suspects after three people were killed at a home in Park Hill. Denver is on alert.")["Park Hill"]
    assert hill.place is not None
    assert (hill.place.name, hill.place.admin1, hill.place.precision) == ("Park Hill", "Colorado", "near")
    assert "Denver" in hill.place.reason


def test_new_york_alone_is_the_city() -> None:
    place = places("Police said a man was shot in New York on Monday.")["New York"].place
    assert place is not None
    assert place.precision == "exact"
