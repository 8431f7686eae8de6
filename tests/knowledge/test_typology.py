"""The typology is total: every concept a trigger or a rule names is in it or is a telling of one; the codebook is made from it."""

import runpy
from pathlib import Path

import pytest

from istor.coding.typing import PSEUDO, rules
from istor.knowledge import typology
from istor.knowledge.frames import frames
from istor.languages import available, rows
from istor.model import Participant

ACLED = {
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash", "Excessive force against protesters", "Protest with intervention",
    "Peaceful protest", "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement", "Arrests", "Change to group/activity",
    "Disrupted weapons use", "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other",
}  # fmt: skip
PLOVER = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
MUC4 = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE"}


def test_the_crosswalk_reaches_every_type_of_the_others() -> None:
    concepts = typology().values()
    assert {c.acled for c in concepts} - {None} == ACLED
    assert {c.plover.split(":")[0] for c in concepts if c.plover} == set(PLOVER)
    assert {c.muc4 for c in concepts} - {None} == MUC4


def test_every_trigger_names_a_concept_and_a_frame_that_there_are() -> None:
    for code in available():
        for row in rows(code, "triggers"):
            assert row["concept"] in typology() or row["concept"] in PSEUDO, row
            assert row["frame"] in frames(), row
    assert {r.result for r in rules()} <= {*typology(), "-"}


def test_the_codebook_is_up_to_date() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    made = runpy.run_path(str(docs / "make_codebook.py"))["codebook"]()
    assert (docs / "codebook.md").read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("type", "sides", "code"),
    [
        ("abduction", (("perpetrator", "armed_group"), ("victim", "civilian")), 3),
        ("armed_attack", (("perpetrator", "armed_group"), ("target", "state_force")), 1),
        ("armed_clash", (("perpetrator", "armed_group"), ("target", "armed_group")), 2),
        ("bombing", (("victim", "civilian"),), None),
        ("peaceful_protest", (("perpetrator", "armed_group"), ("victim", "civilian")), None),
    ],
)
def test_the_code_of_organised_violence_follows_from_the_sides_and_is_empty_where_they_are_not_told(type: str, sides: tuple, code: int | None) -> None:
    participants = [Participant(role=role, text=kind, kind=kind) for role, kind in sides]
    assert typology()[type].codes(participants).ucdp == code
