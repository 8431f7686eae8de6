"""Everyone named near an act of force is weighed for a part in it; what comes out is a suggestion with its words."""

from istor.coding.casting import PARTS, weights
from istor.corridor import code_report
from istor.model import Mention, Report
from istor.model.mention import Candidate

TEXT = (
    "Gunmen shot dead the mayor of Dolores, Juan Ramos, on Monday as he left his house in the town. His driver, Luis Sol, was wounded. "
    "Police believe that the National Liberation Army is behind the murder. The weather was fine in the capital."
)


def main(text: str, language: str = "en") -> Mention:
    return next(m for m in code_report(Report(id="r", text=text, language=language)) if m.codes.muc4)


def of(m: Mention, part: str) -> list[Candidate]:
    return [c for c in m.candidates if c.part == part]


def test_candidates_stand_in_the_text_and_are_told_most_likely_first() -> None:
    found = main(TEXT).candidates
    assert found
    assert all(TEXT[c.start : c.end] == c.text for c in found)
    assert [c.likelihood for c in found] == sorted((c.likelihood for c in found), reverse=True)


def test_who_was_killed_is_likelier_than_who_speaks() -> None:
    people = {c.text: c.likelihood for c in of(main(TEXT), "human")}
    assert set(sorted(people, key=people.__getitem__)[-2:]) == {"Juan Ramos", "Luis Sol"}, "his driver was hurt in the same attack"
    assert people.get("Police", 0.0) < people["Juan Ramos"]


def test_the_group_that_is_blamed_elsewhere_is_a_candidate() -> None:
    assert "National Liberation Army" in {c.text for c in of(main(TEXT), "organisation")}
    assert "National Liberation Army" not in {p.text for p in main("Gunmen shot dead a farmer in Dolores on Monday.").candidates}


def test_a_candidate_is_no_participant() -> None:
    m = main(TEXT)
    assert not any(isinstance(p, Candidate) for p in m.participants)


def test_other_languages_are_weighed_by_the_same_weights() -> None:
    found = main("Des hommes armés ont tué le maire de Dolores lundi. Son chauffeur a été blessé.", "fr").candidates
    assert "maire" in " ".join(c.text for c in found if c.part == "human")


def test_an_act_without_force_has_no_candidates() -> None:
    assert all(not m.candidates for m in code_report(Report(id="r", text="The two states signed a treaty on Monday.", language="en")))


def test_every_part_has_weights() -> None:
    assert all(len(weights()[part]) > 50 and "" in weights()[part] for part in PARTS)


def test_an_abbreviated_place_may_be_broken_over_lines() -> None:
    assert code_report(Report(id="r", text="Gunmen shot dead a farmer in St.\nJohn on Monday, police said.", language="en"))
