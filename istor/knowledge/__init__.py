"""Knowledge as data: typology, places, actors, outlets, weapons; origin and licence beside each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from istor.model.mention import Codes, Participant
from istor.model.sides import sides, violence

EXPLOSIVES = frozenset(("bombing", "suicide_bombing"))
DISRUPTED = "Disrupted weapons use"


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """A type of act of our own typology with its crosswalk; an empty code is None: that typology has no such act."""

    name: str
    label: str
    family: str
    acled: str | None
    plover: str | None
    cameo: str | None
    muc4: str | None
    organised: bool
    """Whether it may be organised violence in UCDP's sense; its type there follows from the sides."""
    violent: bool
    definition: str

    def codes(self, participants: Sequence[Participant], stage: str = "accomplished") -> Codes:
        """The codes of an act of this type between these sides. UCDP's is empty where the sides do not tell it; a bomb that did not go off, or was kept
        from going off, is ACLED's "Disrupted weapons use" (its codebook, strategic developments)."""
        ucdp = violence(sides(participants, self.name)) if self.organised else None
        foiled = stage == "attempted" and self.name in EXPLOSIVES
        return Codes(acled=DISRUPTED if foiled else self.acled, plover=self.plover, cameo=self.cameo, muc4=self.muc4, ucdp=ucdp)


@cache
def typology() -> dict[str, Concept]:
    """The concepts by name, in the order of the table."""
    lines = (files(__package__) / "typology.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    columns, found = table[0], {}
    for cells in table[1:]:
        row = dict(zip(columns, cells, strict=True))
        found[row["concept"]] = Concept(
            name=row["concept"],
            label=row["label"],
            family=row["family"],
            acled=row["acled"] or None,
            plover=row["plover"] or None,
            cameo=row["cameo"] or None,
            muc4=row["muc4"] or None,
            organised=bool(row["ucdp"]),
            violent=row["violent"] == "yes",
            definition=row["definition"],
        )
    return found
