"""Likely candidates fill the slots, once each."""

from istor.model import Codes, Mention
from istor.model.mention import Candidate
from istor.publishing.exporters.muc4.sides import part, told


def candidate(text: str, likelihood: float, **values: object) -> Candidate:
    given = {"role": "victim", "part": "human", "start": 0, "end": len(text)} | values
    return Candidate(text=text, likelihood=likelihood, **given)  # type: ignore[arg-type]


def mention(*found: Candidate) -> Mention:
    return Mention(id="m", report="r", part=0, main=True, type="killing", codes=Codes(muc4="ATTACK"), candidates=found)


def words(name: str, *mentions: Mention) -> list[str]:
    return [p.text for p in part(mentions, name)]


def test_the_unlikely_fill_nothing() -> None:
    assert words("human", mention(candidate("MAYOR", 0.9), candidate("DRIVER", 0.11))) == ["MAYOR"]


def test_one_person_told_twice_is_one_by_name() -> None:
    assert words("human", mention(candidate("MAYOR", 0.9), candidate("JUAN RAMOS", 0.8, description="MAYOR"))) == ["JUAN RAMOS"]


def test_guerrillas_and_rebels_are_the_same_people() -> None:
    fighters = [candidate(x, p, role="perpetrator", part="individual", category="fighter") for x, p in (("GUERRILLAS", 0.6), ("REBELS", 0.5))]
    assert words("individual", mention(*fighters)) == ["GUERRILLAS"]


def test_of_two_mentions_the_likelier_telling_counts() -> None:
    assert words("human", mention(candidate("MAYOR", 0.1)), mention(candidate("MAYOR", 0.7))) == ["MAYOR"]
    assert not told([mention()])
