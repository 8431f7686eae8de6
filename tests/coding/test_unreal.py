"""What a sentence supposes, denies, plays, says in general or of long ago is no event; nor is what things do and suffer."""

import pytest
from test_setting import violent

from istor.languages import available, table

EXAMPLES = [
    (code, name, example)
    for code in available()
    for name, kind in {**table(code, "unreal").get("whole", {}), "denied": table(code, "unreal").get("denied", {})}.items()
    for example in kind.get("examples", ())
]


@pytest.mark.parametrize(("code", "name", "text"), EXAMPLES, ids=[f"{c}-{n}-{k}" for k, (c, n, _) in enumerate(EXAMPLES)])
def test_an_example_tells_no_event(code: str, name: str, text: str) -> None:
    assert violent(text, code) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The captain killed the engine in the harbour of Zanzibar on Monday."),
        ("en", "Chelsea held the talks hostage on Friday."),
        ("en", "Airlines were ambushed by costs this spring."),
        ("en", "A pack of stray dogs attacked and killed a boy in Karachi on Monday."),
        ("fr", "Des chiens errants ont attaqué et tué un garçon lundi à Karachi."),
        ("fr", "Monaco a pris en otage les discussions."),
    ],
)
def test_things_and_animals_do_no_deeds(language: str, text: str) -> None:
    assert violent(text, language) == []


def test_what_others_tell_of_a_denied_act_stays() -> None:
    text = "The army denied that its soldiers had killed eleven villagers in Moura on Friday. Survivors said that soldiers shot the villagers in the market."
    assert violent(text) != []


def test_what_is_denied_is_not_told_by_its_absence() -> None:
    assert violent("Police in Turku denied on Sunday that there had been a shooting at the market. No shots were fired, a spokeswoman said.") == []
