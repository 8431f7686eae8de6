"""Attacks and clashes of words are no events; those of arms stay."""

import pytest
from test_setting import violent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Duncan Barr attacked the government over its response to the floods. He said on Monday that he would give no more money to the party."),
        ("en", "The top judge has clashed with ministers about how inquiries are chosen."),
        ("en", "Mary Holt was selected to fight the Suffolk seat. The former teacher has fought two elections."),
        ("fr", "Le député Jean Morel a attaqué la réforme des retraites. Il a visé aussi le Premier ministre."),
    ],
)
def test_a_quarrel_is_no_attack(language: str, text: str) -> None:
    assert violent(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels attacked the village of Kasika on Monday."),
        ("en", "Clashes between rebels and the army broke out in Manbij."),
        ("en", "The army clashed with police over unpaid wages in Bria on Friday."),
        ("en", "Armenia and Azerbaijan fought over the enclave in April."),
        ("en", "Turkey attacked Syria."),
        ("en", "Villagers fought rival villagers over land in Para."),
        ("fr", "Des hommes armés ont attaqué le camp de Mondoro."),
    ],
)
def test_what_arms_do_stays(language: str, text: str) -> None:
    assert violent(text, language) != []
