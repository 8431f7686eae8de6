"""Force in the middle of a protest is one event with it; what a protest is against is another."""

import pytest

import istor


def _types(text: str) -> list[str]:
    return [m.type for m in istor.code(text, published="2024-05-14", language="en")]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("At least two protesters died after security forces used live ammunition to disperse a march in Conakry.", "excessive_force"),
        ("Troops shot at a crowd of mourners demonstrating against the president and three people were killed.", "excessive_force"),
        ("Dozens of activists were arrested during an unauthorised march in Moscow.", "protest_intervention"),
        ("The sit-in was forcibly dispersed; several people were briefly detained.", "protest_intervention"),
        ("A rally by opposition supporters was broken up by the police.", "protest_intervention"),
        ("Angry residents blocked the road with burning tyres and attacked a bus.", "violent_demonstration"),
    ],
)
def test_force_at_a_protest_is_one_event_with_it(text: str, type: str) -> None:
    assert type in _types(text)


def test_what_a_protest_is_against_is_not_told_as_news() -> None:
    assert "killing" not in _types("Lawyers across the province rallied on Monday in protest against the killing of a colleague.")


def test_what_is_forestalled_has_no_perpetrator_in_who_forestalled_it() -> None:
    (m,) = istor.code("The soldiers foiled an attempt to plant an IED along the highway.", published="2024-05-14", language="en")
    assert m.stage == "attempted"
    assert m.codes.acled == "Disrupted weapons use"
    assert not [p for p in m.participants if p.role == "perpetrator"]


def test_a_thing_brings_what_it_holds() -> None:
    assert "chemical_attack" in _types("Activists said shells containing mustard gas hit the town of Marea.")
    assert "weapons_seizure" in _types("The navy intercepted a dhow carrying hundreds of rifles bound for the Houthis.")
