"""Outlets as data: by domain, by name, in a text."""

from __future__ import annotations

from istor.knowledge.outlets import by_domain, by_name, find_outlets, outlets


def test_there_are_three_hundred_and_no_domain_is_claimed_twice() -> None:
    domains = [d for o in outlets() for d in o.domains]
    assert len(outlets()) >= 500
    assert len(domains) == len(set(domains))
    assert len({o.name for o in outlets()}) == len(outlets())


def test_a_subdomain_or_an_address_is_its_outlet() -> None:
    for address in ("french.presstv.com", "https://www.presstv.com/Detail/2020/03/19/x", "presstv.ir"):
        outlet = by_domain(address)
        assert outlet is not None
        assert (outlet.name, outlet.allegiance, outlet.country) == ("Press TV", "state", "IRN")
    assert by_domain("notpresstv.com") is None
    assert by_domain("com") is None


def test_an_agency_is_known_in_its_scripts() -> None:
    for name in ("AFP", "Agence France Presse", "فرانس برس", "Франс Пресс"):
        (outlet,) = by_name(name)
        assert outlet.agency, name
        assert outlet.country == "FRA"


def test_two_outlets_of_one_name_are_both_given_unless_the_country_tells() -> None:
    assert {o.country for o in by_name("APS")} == {"DZA", "SEN"}
    assert [o.country for o in by_name("APS", country="SEN")] == ["SEN"]


def test_names_in_a_text_are_found_where_written_as_names() -> None:
    text = "Al-Manar cited Reuters; it was time to report it to the guardian, said Bagdad al-Yaum."
    found = find_outlets(text)
    assert [text[f.start : f.end] for f in found] == ["Al-Manar", "Reuters", "Bagdad al-Yaum"]
    assert [f.outlets[0].allegiance for f in found] == ["armed_group", "independent", "independent"]


def test_a_name_inside_a_word_is_no_outlet() -> None:
    assert find_outlets("Reutersson met MAPAP.") == ()
