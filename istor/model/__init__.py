"""Frozen values of the record. Imports nothing of ours, does no I/O."""

from istor.model.bounds import Bounds
from istor.model.event import Alternative, Event, EventQuantity, OriginsOf, ValueAlternative
from istor.model.grounded import ActorMatch, Count, Timex, Toponym
from istor.model.judgement import Judgement
from istor.model.mention import (
    Anchors,
    Codes,
    DateBound,
    EventDate,
    Instrument,
    Mention,
    Participant,
    Place,
    Quantity,
    Share,
    Side,
    Speaker,
    Statement,
)
from istor.model.report import Block, Part, Published, Refusal, Report, Span

__all__ = [
    "ActorMatch",
    "Alternative",
    "Anchors",
    "Block",
    "Bounds",
    "Codes",
    "Count",
    "DateBound",
    "Event",
    "EventDate",
    "EventQuantity",
    "Instrument",
    "Judgement",
    "Mention",
    "OriginsOf",
    "Part",
    "Participant",
    "Place",
    "Published",
    "Quantity",
    "Refusal",
    "Report",
    "Share",
    "Side",
    "Span",
    "Speaker",
    "Statement",
    "Timex",
    "Toponym",
    "ValueAlternative",
]
