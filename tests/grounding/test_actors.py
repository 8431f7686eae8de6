"""Actors named in a text: each with its identity, its kind, and why."""

from __future__ import annotations

from datetime import date

import pytest

from istor.grounding.actors import find_actors, resolve
from istor.model import ActorMatch, Part, Published, Report


def actors_in(text: str, language: str = "en", day: str | None = "2020-03-19") -> dict[str, ActorMatch]:
    published = Published(start=day, end=day) if day else None
    part = Part(document=Report(id="r", text=text), number=0, start=0, end=len(text), language=language, published=published)
    found = find_actors(part)
    for match in found:
        assert text[match.start : match.end] == match.text
    return {match.text: match for match in found}


def ids(text: str, language: str = "en", day: str | None = "2020-03-19") -> dict[str, str | None]:
    return {name: match.actor for name, match in actors_in(text, language, day).items()}


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Clashes broke out between US forces and gunmen.", "US forces", "USA:military"),
        ("The Iraqi army entered the town.", "Iraqi army", "IRQ:military"),
        ("Turkish jets bombed the village.", "Turkish jets", "TUR:military"),
        ("Salvadoran police said so.", "Salvadoran police", "SLV:police"),
        ("Iraq's armed forces said so.", "Iraq's armed forces", "IRQ:military"),
        ("The UK Ministry of Defence said so.", "UK Ministry of Defence", "GBR:defence_ministry"),
        ("The US State Department warned of it.", "US State Department", "USA:foreign_ministry"),
        ("THE SALVADORAN ARMY REPORTED THAT FMLN GUERRILLAS ATTACKED THE BRIDGE.", "FMLN GUERRILLAS", "fmln"),
        ("The Pentagon denied it.", "The Pentagon", "USA:defence_ministry"),
    ],
)
def test_english_names_forces_and_offices(text: str, name: str, actor: str) -> None:
    found = ids(text)
    assert found.get(name, found.get(name.removeprefix("The "))) == actor


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Les forces armées irakiennes ont repris la base.", "forces armées irakiennes", "IRQ:military"),
        ("Les troupes américaines se retirent.", "troupes américaines", "USA:military"),
        ("Le ministère britannique de la Défense l'annonce.", "ministère britannique de la Défense", "GBR:defence_ministry"),
        ("Le Département d’État américain a averti.", "Département d’État américain", "USA:foreign_ministry"),
        ("Le Commandement des opérations conjointes de l’Irak l'assure.", "Commandement des opérations conjointes de l’Irak", "IRQ:joint_command"),
        ("Des attaques menées par des milices chiites locales.", "milices chiites locales", "shia-militias"),
        ("La coalition dirigée par les États-Unis a frappé Daesh.", "Daesh", "islamic-state"),
    ],
)
def test_french_names_forces_and_offices(text: str, name: str, actor: str) -> None:
    assert ids(text, "fr")[name] == actor


def test_nationalities_that_share_a_noun_are_several_forces() -> None:
    found = ids("US, French and Dutch forces were there.")
    assert set(found.values()) == {"USA:military", "FRA:military", "NLD:military"}
    found = ids("Les forces américaines, françaises et néerlandaises étaient là.", "fr")
    assert set(found.values()) == {"USA:military", "FRA:military", "NLD:military"}


def test_kataib_hezbollah_is_not_the_hezbollah_of_lebanon() -> None:
    found = actors_in("Kataib Hezbollah denied it. In Beirut, Hezbollah said nothing about Lebanon.")
    assert (found["Kataib Hezbollah"].actor, found["Kataib Hezbollah"].country) == ("kataib-hezbollah", "IRQ")
    assert (found["Hezbollah"].actor, found["Hezbollah"].country) == ("hezbollah", "LBN")


def test_a_capital_is_its_government_only_where_it_acts() -> None:
    assert actors_in("London would resume the training.")["London"].reason == "capital for its government"
    assert "London" not in actors_in("He died in London on Monday.")
    assert "Baghdad" not in actors_in("The Baghdad airport was hit.")


def test_a_force_whose_state_is_not_said_stays_open_and_resolve_gives_it_one() -> None:
    match = actors_in("The army opened fire.")["army"]
    assert (match.actor, match.kind, match.reason) == (None, "state_force", "whose is not said here")
    assert resolve("the army", country="COL").actor == "COL:military"


def test_a_bare_office_is_the_one_named_before() -> None:
    found = find_in_order("The British Ministry of Defence confirmed it. The Ministry of Defence gave no name.")
    assert [m.actor for m in found] == ["GBR:defence_ministry", "GBR:defence_ministry"]


def find_in_order(text: str) -> tuple[ActorMatch, ...]:
    return find_actors(Part(document=Report(id="r", text=text), number=0, start=0, end=len(text), language="en"))


def test_one_name_of_several_actors_is_settled_by_the_country_or_left_open() -> None:
    assert ids("The ELN attacked a pipeline in Colombia.")["ELN"] == "eln"
    assert resolve("ERP", country="SLV", date=date(1989, 5, 1)).actor == "erp-el-salvador"
    undecided = resolve("ERP")
    assert undecided.actor is None
    assert {"erp-el-salvador", "erp-argentina"} <= set(undecided.alternatives)


def test_time_rules_out_an_actor_that_does_not_exist_yet() -> None:
    match = resolve("ISIS", date=date(1990, 1, 1))
    assert match.actor is None
    assert "2013" in match.reason


def test_a_word_is_not_an_acronym() -> None:
    assert ids("They told us it is so.") == {}
    assert "US" in ids("Then US warned them.")


def test_a_name_that_nothing_knows_stays_itself() -> None:
    match = resolve("Harakat al-Ghuraba of the Hills")
    assert (match.actor, match.name) == (None, "Harakat al-Ghuraba of the Hills")


def test_an_office_is_its_holder_on_the_day_of_the_report() -> None:
    match = actors_in("The Iraqi president condemned it.", day="2020-03-18")["Iraqi president"]
    assert (match.actor, match.kind, match.alternatives) == ("barham-salih", "person", ("IRQ:president",))
    assert actors_in("The Iraqi president condemned it.", day=None)["Iraqi president"].actor == "IRQ:president"


def test_an_office_before_its_holder_is_one_match() -> None:
    found = ids("Iraqi President Barham Salih condemned it. Salih spoke on Tuesday.")
    assert found == {"Iraqi President Barham Salih": "barham-salih", "Salih": "barham-salih"}


def test_one_surname_of_two_people_is_the_one_in_office_then() -> None:
    assert ids("George Bush spoke in Washington about the US army.", day="1990-08-08")["George Bush"] == "george-h-w-bush"
    assert ids("George Bush spoke in Washington about the US army.", day="2003-03-20")["George Bush"] == "george-w-bush"


def test_a_bare_surname_needs_something_that_speaks_for_it() -> None:
    assert "Petro" not in actors_in("Petro painted the wall.", day="2023-01-01")
    assert ids("Petro spoke of it in Colombia.", day="2023-01-01")["Petro"] == "gustavo-petro"
    match = resolve("Petro")
    assert (match.actor, match.alternatives) == (None, ("gustavo-petro",))


def test_an_acronym_is_no_actor_of_a_region_that_nobody_speaks_of() -> None:
    assert ids("The MNR won in Bolivia.")["MNR"] == "mnr-bolivia"
    assert ids("The UNITA said so in Paraguay and Peru.")["UNITA"] is None


@pytest.mark.parametrize(
    ("language", "text", "name", "actor"),
    [
        ("es", "El ejército colombiano bombardeó un campamento del ELN.", "ejército colombiano", "COL:military"),
        ("es", "El Ministerio de Defensa británico lo confirmó.", "Ministerio de Defensa británico", "GBR:defence_ministry"),
        ("ru", "Боевики «Исламского государства» напали на пост.", "Исламского государства", "islamic-state"),
        ("ru", "Министерство обороны России заявило об этом.", "Министерство обороны России", "RUS:defence_ministry"),
        ("ru", "Турецкие войска вошли в город.", "Турецкие войска", "TUR:military"),
        ("ar", "قالت القوات الأميركية إنها انسحبت", "القوات الأميركية", "USA:military"),
        ("ar", "وأعلنت وزارة الدفاع العراقية ذلك", "وزارة الدفاع العراقية", "IRQ:defence_ministry"),
        ("ar", "هاجمت كتائب حزب الله القاعدة", "كتائب حزب الله", "kataib-hezbollah"),
        ("ar", "ونفت وحماس ذلك", "حماس", "hamas"),
    ],
)
def test_spanish_russian_and_arabic(language: str, text: str, name: str, actor: str) -> None:
    assert ids(text, language)[name] == actor


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    assert ids("The police named him as Rico Bush in the United States.", day="1990-01-01").get("Bush") is None
    assert "London" not in ids("He was Bennie G. London of that town.")
    assert ids("But London denied it. President Bush spoke in the United States.", day="1990-01-01")["Bush"] == "george-h-w-bush"


def test_three_letters_with_one_capital_are_no_acronym() -> None:
    assert ids("They met Ira and Mia in Fla. on Apr. 3.") == {}
    assert ids("La Farc a nié en Colombie.", "fr")["Farc"] == "farc"


def test_a_former_holder_is_not_who_holds_the_office_now() -> None:
    assert ids("The former Iraqi president spoke.", day="2021-01-01")["Iraqi president"] == "IRQ:president"
    assert "US president" not in ids("The US president-elect spoke.")
    assert actors_in("L'ancien président irakien a parlé.", "fr", day="2021-01-01")["président irakien"].actor == "IRQ:president"


def test_whom_a_state_leads_or_where_forces_stand_is_not_whose_they_are() -> None:
    assert "VNM:military" not in ids("Vietnamese-led forces moved.").values()
    assert "SYR:military" not in ids("Forces in Syria moved.").values()
