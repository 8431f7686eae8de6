"""What begun and ended things come to is in the typology."""

from istor.coding.typing import PSEUDO
from istor.knowledge import typology
from istor.knowledge.turns import turns


def test_turns_lead_from_known_concepts_to_types() -> None:
    for concept, turn in turns().items():
        assert concept in typology() or concept in PSEUDO
        assert {turn.begun, turn.ended} <= {*typology(), ""}
