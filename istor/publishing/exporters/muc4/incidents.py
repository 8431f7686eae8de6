"""Which mentions of a report are incidents of that evaluation, and which tell the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from istor.model import Mention, Participant
from istor.publishing.exporters.muc4.strings import covers, names, person, words_of

EXPLOSIVE = frozenset(("bomb", "vehicle_bomb", "dynamite", "mine", "grenade", "ied", "molotov"))
DEFUSING = ("DEFUS", "DEACTIVAT", "DISARM", "RENDERED")


class Incident(msgspec.Struct, frozen=True):
    """What one template is made of: the mentions that tell it, the leading one first, and the country of interest that it happened in."""

    mentions: tuple[Mention, ...]
    country: str

    @property
    def lead(self) -> Mention:
        return self.mentions[0]


def of_interest(code: str | None) -> bool:
    """Whether a country is one of the nine."""
    return ("country", code or "") in names()


def country_of(found: Sequence[Mention], report: Sequence[Mention]) -> str | None:
    """The country of an incident: that of its place, else the one that its part speaks of, else the one most named in the report's
    mentions; always one of the nine, else None."""
    near = [m.place.country for m in found if m.place] + [m.context_country for m in found]
    far = Counter(
        c for m in report for c in ((m.place.country if m.place else None), m.context_country, *(p.country for p in m.participants)) if of_interest(c)
    )
    return next((c for c in near if of_interest(c)), None) or (far.most_common(1)[0][0] if far else None)


def incidents(mentions: Sequence[Mention]) -> list[Incident]:
    """The incidents of one report in the countries of interest."""
    found: list[list[Mention]] = []
    for m in mentions:
        if not relevant(m):
            continue
        same = next((i for i in found if all(same_incident(m, o) for o in i)), None)
        if same is None:
            found.append([m])
        else:
            same.append(m)
    ordered = [tuple(sorted(i, key=lambda m: (not m.main, -weight(m)))) for i in found]
    return [Incident(i, country) for i in ordered if (country := country_of(i, mentions)) is not None]


def kind_of(m: Mention) -> str | None:
    """The type of the format; a bomb that was made harmless is a bombing that was tried."""
    return "BOMBING" if defused(m) else m.codes.muc4


def defused(m: Mention) -> bool:
    if m.type != "weapons_seizure" or not any(i.type in EXPLOSIVE for i in m.instruments):
        return False
    return any(s.property == "type" and s.quote.upper().startswith(DEFUSING) for s in m.statements)


def stage_of(m: Mention) -> str:
    """The stage of the format, which counts an attempt on a life as an attack that took place."""
    if defused(m):
        return "ATTEMPTED"
    stage = names()["stage", m.stage]
    return "ACCOMPLISHED" if stage == "ATTEMPTED" and m.codes.muc4 == "ATTACK" else stage


def relevant(m: Mention) -> bool:
    """Whether a mention may be an incident: an act with a type of the format, done, tried or threatened, not between armed sides alone."""
    if kind_of(m) is None or (("stage", m.stage) not in names() and not defused(m)):
        return False
    harmed = _against(m)
    armed = [p for p in harmed if p.category in ("military", "fighter", "group") and not person(p)[0]]
    if m.type == "armed_clash" or (harmed and len(armed) == len(harmed)):
        return any(p not in armed and p.kind != "unknown" and p.category not in ("installation", "area") for p in harmed)
    return True


def weight(m: Mention) -> int:
    """How much a mention tells."""
    return len(m.participants) + len(m.instruments) + (m.date is not None) + (m.place is not None)


def same_incident(a: Mention, b: Mention) -> bool:
    """One template for each distinct type, day, place and perpetrator: what differs in none of them is the same incident, but for people
    kidnapped apart; what harms one person by name is one incident whatever else is told."""
    if kind_of(a) != kind_of(b) or stage_of(a) != stage_of(b):
        return False
    if _names(a) & _names(b):
        return True
    if a.type == "abduction" and (x := _harmed(a)) and (y := _harmed(b)) and not x & y:
        return False
    return _dates_agree(a, b) and _places_agree(a, b) and _sides_agree(a, b)


def _against(m: Mention) -> list[Participant]:
    return [p for p in m.participants if p.role in ("target", "victim")]


def _names(m: Mention) -> set[str]:
    """Words of the names of people harmed."""
    return {w for p in _against(m) if p.kind != "facility" for w in person(p)[0].split()}


def _harmed(m: Mention) -> set[str]:
    """Words of what is harmed, the short ones left out."""
    return {w for p in _against(m) if p.kind != "unknown" or person(p)[0] for w in words_of(p).split() if len(w) > 3}


def _dates_agree(a: Mention, b: Mention) -> bool:
    return a.date is None or b.date is None or (a.date.start <= b.date.end and b.date.start <= a.date.end)


def _places_agree(a: Mention, b: Mention) -> bool:
    x, y = a.place, b.place
    if x is None or y is None or x.name == y.name:
        return True
    if x.country != y.country and x.country and y.country:
        return False
    return "country" in (x.precision, y.precision) or ("admin1" in (x.precision, y.precision) and x.admin1 == y.admin1)


def _sides_agree(a: Mention, b: Mention) -> bool:
    """Whether the named actors may be the same ones."""
    x, y = ({p.actor or words_of(p) for p in m.participants if p.role == "perpetrator" and p.actor_name} for m in (a, b))
    return not x or not y or bool(x & y) or any(covers(i, j) or covers(j, i) for i in x for j in y)
