"""One report's account of one event, and the statements it rests on. Shapes of ../shared/contract.md; frozen values, no I/O."""

from __future__ import annotations

import builtins
from typing import Literal

import msgspec

from istor.model.bounds import Bounds
from istor.model.report import Published

Stage = Literal["accomplished", "ongoing", "attempted", "planned", "announced", "threatened", "hypothetical", "denied", "series"]
Role = Literal["perpetrator", "target", "victim", "recipient", "speaker", "other"]
ActorKind = Literal["state", "state_force", "armed_group", "party", "civilian", "person", "organisation", "international", "facility", "unknown"]
Effect = Literal["killed", "injured", "abducted", "damaged", "destroyed", "unharmed"]
Confidence = Literal["fact", "claimed", "suspected", "suspected_by_authorities", "possible", "denied", "acquitted"]
SpeakerKind = Literal["outlet", "agency", "person", "organisation", "authority", "anonymous"]
Modality = Literal["asserted", "claimed", "suspected", "possible", "denied", "doubted", "expected"]
Alignment = Literal["exact", "normalised", "none"]
Allegiance = Literal["state", "party", "armed_group", "public", "independent"]
"""Who steers an outlet: a government, a party, an armed side; `public` is paid from public money with its own editors."""
DatePrecision = Literal["day", "week", "month", "season", "year", "range"]
PlacePrecision = Literal["exact", "near", "district", "admin1", "country", "region"]


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """The act in other people's typologies, whatever its stage; None where a typology has no such act."""

    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    muc4: str | None = None
    ucdp: int | None = None


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """Full days, YYYY-MM-DD, inclusive. `text` is the words that gave it; `reason` how they became days."""

    start: str
    end: str
    precision: DatePrecision
    text: str
    reason: str = ""


class DateBound(msgspec.Struct, frozen=True, kw_only=True):
    """What is only known as "on or before" / "on or after" a day."""

    not_after: str | None = None
    not_before: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place as coarse as reported; `country` is ISO 3166 alpha-3, coordinates WGS 84 degrees, `radius_km` the doubt."""

    name: str
    text: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: PlacePrecision = "country"
    radius_km: float | None = None
    called: str | None = None
    """The noun that the text calls it by ("municipality", "neighborhood")."""
    within: str | None = None
    """What holds it, in the words of the text ("Achí municipality, Bolívar department": Bolívar)."""
    reason: str = ""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a figure: of whom (`about`), in which role, of which country."""

    about: str | None = None
    role: Role | None = None
    country: str | None = None
    low: int | None = None
    high: int | None = None
    approximate: bool = False


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a mention with its parts."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    by: tuple[Share, ...] = ()

    @property
    def bounds(self) -> Bounds:
        return Bounds(low=self.low, high=self.high, approximate=self.approximate)


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    role: Role
    text: str
    actor: str | None = None
    actor_name: str | None = None
    country: str | None = None
    kind: ActorKind = "unknown"
    number: Bounds | None = None
    effect: Effect | None = None
    confidence: Confidence | None = None
    category: str | None = None
    """Finer class of a person or facility (`diplomat`, `judge`, `power_line`), from the people and facility lexicons."""
    organisation: str | None = None
    """The words that name the organisation they are of, where `text` tells of its people ("guerrillas of the FMLN")."""
    description: str | None = None
    """The title that a name is told with ("mayor of Dolores")."""


class Candidate(Participant, frozen=True, kw_only=True):
    """Someone or something of the report that may have a part in the event, with how likely it is: a suggestion, no participant. Its words are
    `text` of the document from `start` to `end`."""

    part: Literal["individual", "organisation", "physical", "human"]
    likelihood: float
    start: int
    end: int


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    text: str
    number: Bounds | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Whose an outlet is; `who` owns or steers it."""

    outlet: str
    allegiance: Allegiance
    country: str | None = None
    who: str = ""

    @property
    def party(self) -> str | None:
        """The side of a conflict that speaks through it; None where it has its own editors."""
        if self.allegiance == "state":
            return f"state {self.country}" if self.country else None
        return f"{self.allegiance} {self.who}" if self.allegiance in ("party", "armed_group") else None


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it. `via` is the chain that carried it here, nearest first: outlet citing agency citing ..."""

    text: str
    actor: str | None = None
    actor_name: str | None = None
    country: str | None = None
    kind: SpeakerKind = "outlet"
    via: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    """Whose the outlets and agencies are that carry it, in the order of the chain; those that the table does not know are left out."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """The atom: who says what, in which words. `text[start:end] == quote` of the document's text; of words of the title, which has no offsets there, `start` and
    `end` are None and `alignment` is none."""

    id: str
    report: str
    part: int
    mention: str
    property: str
    value: str | None = None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    about: str | None = None
    speaker: Speaker
    modality: Modality = "asserted"
    quote: str
    start: int | None
    end: int | None
    alignment: Alignment = "exact"

    @builtins.property  # a field bears that name
    def span(self) -> tuple[int, int] | None:
        """Where its words stand in the text; None of words of the title."""
        return None if self.start is None or self.end is None else (self.start, self.end)


class Anchors(msgspec.Struct, frozen=True, array_like=True):
    """A sentence by what a translation keeps of it: numbers (`n21`), days (`d2019-03-13`), places (`p2454992`), countries (`cMLI`), actors (`a...`), names by
    their consonants (`w...`), sorted."""

    start: int
    end: int
    keys: tuple[str, ...]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One report's account of one event; its statements hold every telling inside the part."""

    id: str
    report: str
    part: int
    main: bool
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: Published | None = None
    cites: tuple[str, ...] = ()
    fingerprint: tuple[int, ...] = ()
    type: str
    codes: Codes
    stage: Stage = "accomplished"
    date: EventDate | None = None
    date_bound: DateBound | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    """Who else of the report may have a part, most likely first; of acts of force only."""
    quantities: dict[str, Quantity] = {}
    instruments: tuple[Instrument, ...] = ()
    statements: tuple[Statement, ...] = ()
    clues: tuple[str, ...] = ()
    """Of a part's main mention: what tells its event from others of the kind (names, streets, ages, hours), as `kind:value`, for linking."""
    anchors: tuple[Anchors, ...] = ()
    """Of a part's main mention: its sentences as a translation would keep them, in order."""
    context_country: str | None = None
    """The country that the part speaks of most, alpha-3: context for readers and formats, never the place of the event."""
    trace: tuple[str, ...] = ()
    """Why this reading: patterns that fired, in order (`istor code --trace`)."""
