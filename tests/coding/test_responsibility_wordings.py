"""Who claims, admits, denies and blames, however it is worded."""

import pytest

import istor


def _told(text: str) -> set[tuple[str, str | None]]:
    found = istor.code(text, published="2024-05-14", language="en")
    return {(s.modality, s.speaker.text if s.speaker else None) for m in found for s in m.statements if s.property == "responsibility"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army denied that its planes had bombed the hospital.", "denied"),
        ("The commander admitted that his men killed the villagers by mistake.", "claimed"),
        ("The United States holds Iran responsible for the attack on the tankers.", "suspected"),
        ("The coalition said it was not responsible for the air strike on the wedding.", "denied"),
        ("JNIM claims ambush on Malian army", "claimed"),
        ("Al-Shabaab militants claimed to have killed 20 soldiers in the ambush.", "claimed"),
        ("Hamas disowned the rocket fire.", "denied"),
    ],
)
def test_responsibility_is_read(text: str, modality: str) -> None:
    told = _told(text)
    assert any(m == modality and speaker is not None for m, speaker in told), told


def test_condemning_an_attack_says_nothing_of_who_did_it() -> None:
    assert not [t for t in _told("The president condemned the attack on the market.") if t[1] is not None]
