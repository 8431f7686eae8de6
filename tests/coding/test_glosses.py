"""What brackets and commas say again keeps no subject from its verb."""

import pytest

from istor.corridor import code_report
from istor.model import Mention, Participant, Report


def coded(text: str) -> tuple[Mention, ...]:
    return code_report(Report(id="r", text=text, language="en"))


def side(text: str, role: str) -> list[Participant]:
    return [p for m in coded(text) for p in m.participants if p.role == role]


@pytest.mark.parametrize(
    ("text", "text_of", "organisation"),
    [
        ("MEMBERS OF THE FMLN [FARABUNDO MARTI NATIONAL LIBERATION FRONT] KILLED A MAYOR IN DOLORES.", "MEMBERS OF THE FMLN", "FMLN"),
        ("ALLEGED MEMBERS OF THE 22D FRONT OF THE FARC KILLED A MAYOR.", "ALLEGED MEMBERS OF THE 22D FRONT", "FARC"),
        ("MAOIST SHINING PATH GUERRILLAS ATTACKED A BUS.", "MAOIST SHINING PATH GUERRILLAS", "SHINING PATH"),
        ("Soldiers of the Atlacatl Battalion killed two women.", "Soldiers", "Atlacatl Battalion"),
        ("A bridge was blown up by ELN guerrillas on Monday.", "ELN guerrillas", "ELN"),
    ],
)
def test_whose_people_they_are(text: str, text_of: str, organisation: str) -> None:
    (found,) = side(text, "perpetrator")
    assert (found.text, found.organisation) == (text_of, organisation)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("GENERAL JUAN RAMOS, DIRECTOR OF THE POLICE, WAS KILLED.", [("GENERAL JUAN RAMOS", "DIRECTOR OF THE POLICE")]),
        ("Juan Ramos, mayor of Dolores, was shot dead by gunmen.", [("Juan Ramos", "mayor of Dolores")]),
        ("The mayor, Juan Ramos, was shot dead.", [("Juan Ramos", "mayor")]),
        ("Gunmen killed a street vendor identified as Ana Sol.", [("Ana Sol", "street vendor")]),
        ("JUAN RAMOS, A LEADER OF THE RULING PARTY AND DIRECTOR OF THE BANK, WAS SHOT DEAD.", [("JUAN RAMOS", "LEADER OF THE RULING PARTY")]),
        ("ON MONDAY JUAN RAMOS, 63, WAS MURDERED BY REBELS.", [("JUAN RAMOS", None)]),
        ("JUAN RAMOS, MAYOR OF DOLORES, IN THE PROVINCE OF BOLIVAR, WHO WAS KIDNAPPED ON MONDAY, IS WELL.", [("JUAN RAMOS", "MAYOR OF DOLORES")]),
        ("A DRIVER, A COOK, AND A NURSE WERE KILLED.", [("DRIVER", None), ("COOK", None), ("NURSE", None)]),
        ("JUAN RAMOS; PEDRO LUNA, THE SECRETARY GENERAL; AND BODYGUARD LUIS SOL WERE KILLED.",
         [("JUAN RAMOS", None), ("PEDRO LUNA", "SECRETARY GENERAL"), ("BODYGUARD LUIS SOL", None)]),
    ],
)  # fmt: skip
def test_a_name_keeps_its_title(text: str, names: list[tuple[str, str | None]]) -> None:
    assert [(p.text, p.description) for p in side(text, "victim")] == names


def test_what_brackets_tell_of_its_own_is_kept() -> None:
    (mention,) = coded("Five people were killed in the attack in Dolores (two soldiers and three nurses).")
    assert mention.quantities["killed"].low == 5


def test_titles_and_organisations_are_statements() -> None:
    text = "Juan Ramos, mayor of Dolores, was killed by ELN guerrillas."
    said = {s.property: s.quote for m in coded(text) for s in m.statements}
    assert (said["description"], said["organisation"]) == ("mayor of Dolores", "ELN")
