"""Stretches of words that may be place names: the values that the scan makes and resolution fills."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from msgspec import Struct, field

from istor.grounding.places.options import Option
from istor.grounding.places.tokens import Token
from istor.grounding.places.words import PlaceWords
from istor.knowledge.places.keys import key

INNER = frozenset(
    re.findall(r"[^ ]+", "of de du la el al del des da do los las le les and the ash es en sur d' l' d l di et y und upon bin ibn abu ul sous")
)
JOINED = re.compile(r"^(?:[ \u00a0]*\n?[ \u00a0]*|[ ]*['\u2019](?:s )?|[-\u2010\u2011])$")
"""What may stand between two words of a name."""


class Candidate(Struct, eq=False):
    """A possible place name: words `i` to `j` of a block, what it can mean, and the evidence for it (3 is enough)."""

    i: int
    j: int
    start: int
    end: int
    text: str
    key: str
    options: tuple[Option, ...]
    kind: str = "place"
    evidence: float = 0.0
    doubtful: bool = False
    """Stands in a row of capitals: a place only where the text names the place outside one, too."""
    attributive: bool = False
    hint: str = ""
    direction: str = ""
    beside: bool = False
    """ "north of X", not "northern X"."""
    border: bool = False
    away: tuple[float, str] | None = None
    """(kilometres, direction) of "15 miles north of X"."""
    unknown: bool = False
    noun: str = ""
    """Kind of a site that the words make of the name ("Kandahar airport")."""
    whole: str = ""
    """Name and noun of such a site, as written."""
    parents: list[Candidate] = field(default_factory=list)
    neighbours: list[Candidate] = field(default_factory=list)
    chosen: Option | None = None
    within: Option | None = None
    """Of an unknown name: what holds it, whose point it takes."""
    why: list[str] = field(default_factory=list)
    quarter: bool = False
    """The words say that it is a quarter of a town ("the St. Roch neighborhood")."""
    modifies: bool = False
    """Stands between an article and a common noun ("a Salem strip club")."""
    titled: bool = False
    """Stands in the title that the report is given with, not in its text."""


class Text(Struct, eq=False):
    """What the scan of a block needs to know of the whole part."""

    text: str
    language: str
    words: PlaceWords
    lower: Set[str]
    """Folded words that stand in small letters somewhere in the part: no names."""
    people: Set[str]
    """Words of names of persons."""


def candidate(toks: Sequence[Token], i: int, j: int, t: Text, found: tuple[Option, ...], kind: str = "place") -> Candidate:
    start, end = toks[i].start, toks[j - 1].end
    text = t.text[start:end]
    return Candidate(i, j, start, end, text, key(text), found, kind)
