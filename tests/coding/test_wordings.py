"""Wordings of every day that a coder of reports must know; each line is one that was once missed."""

import pytest

import istor


@pytest.mark.parametrize(
    ("text", "acled"),
    [
        ("Around 50 activists picketed the embassy.", "Peaceful protest"),
        ("Fighting broke out between the army and rebels near Kitshanga.", "Armed clash"),
        ("The two sides signed a ceasefire agreement in Khartoum.", "Agreement"),
        ("An arms cache containing rockets and mortar shells was uncovered in the Hamrin mountains.", "Disrupted weapons use"),
        ("Ukrainian air defences destroyed 28 of 35 Shahed drones launched overnight.", "Disrupted weapons use"),
        ("Iraqi troops captured a senior IS commander in Kirkuk.", "Arrests"),
        ("Houthi forces took control of the mountain.", "Non-state actor overtakes territory"),
        ("Rebels took the strategic town of Bossangoa.", "Non-state actor overtakes territory"),
        ("Iraqi counter-terrorism forces drove Islamic State out of the district.", "Government regains territory"),
        ("Tear gas was fired at teachers marching to the ministry of education in Tegucigalpa.", "Protest with intervention"),
        ("Barrel bombs rained down on Aleppo again.", "Air/drone strike"),
        ("Six people died in raids by Saudi-led coalition aircraft.", "Air/drone strike"),
        ("Rebels subjected women to sexual violence.", "Sexual violence"),
        ("A 20-year-old woman was groped by three soldiers at a checkpoint in Goma.", "Sexual violence"),
    ],
)
def test_a_deed_is_read_however_it_is_worded(text: str, acled: str) -> None:
    assert acled in [m.codes.acled for m in istor.code(text, published="2024-05-14", language="en")]


def test_a_thing_fired_is_no_target() -> None:
    (m,) = [m for m in istor.code("Tear gas was fired at teachers marching to the ministry.", published="2024-05-14", language="en") if m.type == "protest_intervention"]
    assert all("gas" not in p.text.lower() for p in m.participants)


def test_a_noun_told_of_behind_be_is_described_by_its_participle() -> None:
    (m,) = istor.code("A British army medic was among three coalition soldiers killed when rockets struck Camp Taji.", published="2020-03-12", language="en")
    assert m.quantities["killed"].low == 3
    assert not [p for p in m.participants if p.role == "perpetrator"]
