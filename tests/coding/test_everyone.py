"""Who a report names: one person however told, several apart, and whose list they stand in."""

import pytest

from istor.coding.coder import Coding
from istor.coding.everyone import Everyone
from istor.coding.lexicon import lexicon
from istor.corridor import code_report
from istor.model import Mention, Report
from istor.splitting import split


def everyone(text: str) -> Everyone:
    (part,) = split(Report(id="r", text=text, language="en"))
    lex = lexicon("en")
    assert lex is not None
    coding = Coding(part, lex)
    coding.run()
    for s in coding.sentences:
        coding.reader.closely(s)
    return Everyone(text, coding.sentences, {}, set(), lex)


def told(text: str) -> dict[str, int]:
    return {k[2:]: len(x.told) for k, x in everyone(text).people.items() if k.startswith("p:")}


@pytest.mark.parametrize(
    ("text", "key", "times"),
    [
        ("GUNMEN KILLED FORMER DEFENSE MINISTER GENERAL ENRIQUE LOPEZ LUNA IN LIMA. LOPEZ LUNA WAS SHOT.", "enrique lopez luna", 2),
        ("Gunmen killed Judge Ana Sol in Lima. The judge was shot in front of her house.", "ana sol", 2),
        ("Gunmen killed a teacher in Lima. The victim was identified as Ana Sol.", "ana sol", 2),
        ("Gunmen killed Juan Ramos and Ana Ramos in Lima. Juan was shot twice.", "juan ramos", 1),
    ],
)
def test_one_person_however_told(text: str, key: str, times: int) -> None:
    assert told(text)[key] == times


def test_figures_of_different_people_stay_apart() -> None:
    assert {"people 7", "people 4"} <= set(told("Seven people were killed in Lima. Four people were wounded."))


def test_frequent_words_in_capitals_are_no_name() -> None:
    found = {k: x.sort for k, x in everyone("GUNMEN KILLED A NURSE IN LIMA. SAFE WAS HER HOUSE. LUIS MORA FLED.").people.items()}
    assert found.get("p:safe") != "name"
    assert found["p:luis mora"] == "name"


def test_those_spelt_out_behind_a_number_belong_to_it() -> None:
    people = everyone("Ten people were killed in Lima, including union leader Ana Sol and Juan Ramos.").people
    assert any("part slot:obj.passive.kill" in t.traits for t in people["p:juan ramos"].told)


def main(text: str) -> Mention:
    return next(m for m in code_report(Report(id="r", text=text, language="en")) if m.codes.muc4)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("A bomb exploded in Lima, killing a guard. Also injured were Ana Sol and Pedro Luna.", {"guard", "Ana Sol", "Pedro Luna"}),
        ("A bomb exploded in Lima. Among the dead were a priest and a nurse.", {"priest", "nurse"}),
        ("Killed in the attack in Lima were a priest and a nurse.", {"priest", "nurse"}),
        ("A BOMB EXPLODED IN LIMA. AMONG THE INJURED ARE ANA SOL, 53; PEDRO LUNA, 24; JUAN RIOS, AND ROSA RAMOS.",
         {"ANA SOL", "PEDRO LUNA", "JUAN RIOS", "ROSA RAMOS"}),
        ("Gunmen killed Carlos Valencia in Lima.", {"Carlos Valencia"}),
    ],
)  # fmt: skip
def test_who_stands_behind_the_verb_is_harmed(text: str, victims: set[str]) -> None:
    assert {p.text for p in main(text).participants if p.role == "victim"} == victims


def test_the_wounded_are_nobody_by_themselves() -> None:
    assert not any(p.effect == "killed" for p in main("A bomb exploded in Lima. The dead were mostly civilians.").participants)
