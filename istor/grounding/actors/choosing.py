"""Which of several actors a name means here: country, years, umbrella and the other actors of the text decide, and say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import msgspec

from istor.grounding.actors.identity import Identity, identity
from istor.knowledge.actors import Holding, bodies, holdings, states

_MARGIN = 0.75
"""A lead smaller than this is no decision: the name stays open with its alternatives."""


_EVERYWHERE = frozenset({"USA", "GBR", "FRA", "RUS", "SUN", "CHN"})
"""States that are spoken of in reports from any region."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds a name: states spoken of with how often, the day of the report, ids of actors named without doubt."""

    countries: Counter[str] = msgspec.field(default_factory=Counter)
    day: date | None = None
    others: frozenset[str] = frozenset()
    formers: frozenset[str] = frozenset()
    """Words of the language by which an office is no longer its holder's."""
    leaders: tuple[str, ...] = ()
    """Titles of the language that one person of a country bears."""

    def far(self, who: Identity) -> bool:
        """Whether the states spoken of, great powers aside, all lie in other regions than the actor's."""
        regions = {states()[c].region for c in self.countries if c not in _EVERYWHERE}
        if not regions or who.country is None or who.country in _EVERYWHERE:
            return False
        return not regions & {states()[c].region for c in (who.country, *who.areas)}

    def share(self, who: Identity) -> float:
        """How much of the talk of states is about where the actor is or acts, 0 to 1."""
        total = sum(self.countries.values())
        return sum(self.countries[c] for c in {who.country, *who.areas} if c) / total if total else 0.0


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """`idle`: nothing speaks for any actor, the words may well mean something else."""

    identity: Identity | None
    reason: str
    idle: bool = False
    alternatives: tuple[str, ...] = ()


def choose(candidates: Sequence[str], context: Context, *, doubtful: bool = False, acronym: bool = False) -> Choice:
    """The candidate that the context speaks for, or none where it does not tell or where time rules all of them out.

    `doubtful` is a name that is as often no actor at all: then something must speak for it. An `acronym` is not taken for an actor
    of another region than all the states spoken of: others may well have it too.
    """
    near = [c for c in candidates if not (acronym and context.far(identity(c)))] or candidates
    weighed = sorted((_weigh(identity(c), n, context) for n, c in enumerate(near)), key=lambda w: -w[0])
    best, why, chosen = weighed[0]
    rest = tuple(w[2].id or w[2].name for w in weighed[1:])
    if best <= -5:
        reason = f"a name of {chosen.name}, but {why}"
        return Choice(identity=None, reason=reason, idle=acronym, alternatives=((chosen.id or chosen.name), *rest))
    if best < 1 and (doubtful or (acronym and context.far(chosen))):
        reason = f"may be {chosen.name}, but nothing here speaks for it"
        return Choice(identity=None, reason=reason, idle=doubtful, alternatives=tuple(candidates))
    if len(weighed) > 1 and best - weighed[1][0] < _MARGIN:
        return Choice(identity=None, reason="several actors have this name and the text does not tell which", alternatives=tuple(candidates))
    return Choice(identity=chosen, reason=why, alternatives=rest)


def _weigh(who: Identity, place_in_order: int, context: Context) -> tuple[float, str, Identity]:
    score, why = -0.1 * place_in_order, []
    share = context.share(who)
    if share:
        score += 1 + 2 * share
        why.append("where it acts is spoken of")
    if who.kind == "person" and _in_office(who.id, context.day):
        score += 1.5
        why.append("in office then")
    if who.id in context.others:
        score += 3
        why.append("named in full in this report")
    if set(who.umbrella) & context.others:
        score += 1
        why.append("its umbrella is named too")
    if context.day is not None and not who.years.cover(context.day.year):
        first = who.years.first
        early = first is not None and context.day.year < first
        score -= 6 if early else 1.5
        why.append(f"it exists only from {first}" if early else f"it ended in {who.years.last}")
    return score, "; ".join(why) or "the only actor of this name", who


@cache
def _by_person() -> dict[str | None, list[Holding]]:
    found: dict[str | None, list[Holding]] = {}
    for held in holdings():
        found.setdefault(held.person, []).append(held)
    return found


def _in_office(person: str | None, day: date | None) -> bool:
    """Whether the person leads a state that every report speaks of, so that the bare last name tells."""
    ours = (h for h in _by_person().get(person, ()) if h.country in _EVERYWHERE and h.office in bodies())
    return day is not None and any(_covers(h, day.isoformat()) for h in ours)


def in_office(person: str, day: date | None) -> bool:
    """Whether the person holds any office of any state on that day; without a day, whether he ever did."""
    return any(h.office in bodies() and (day is None or _covers(h, day.isoformat())) for h in _by_person().get(person, ()))


def _covers(held: Holding, day: str) -> bool:
    return _starts(held.first) <= day and (held.last is None or day <= _ends(held.last))


_GRACE = timedelta(days=10)
"""So long after leaving without a successor a holder is still who a report means."""


def holder(office: str, day: date | None) -> Holding | None:
    """Who holds `IRQ:president` on that day; None without a day or where the table does not say (or says several)."""
    if day is None:
        return None
    country, _, body = office.partition(":")
    stated = day.isoformat()
    ours = [h for h in holdings() if h.office == body and h.country == country]
    found = [h for h in ours if _covers(h, stated)]
    if not found:
        recent = (day - _GRACE).isoformat()
        found = [h for h in ours if h.last is not None and recent <= h.last <= stated]
    return found[0] if len({h.person for h in found}) == 1 else None


def _starts(stated: str | None) -> str:
    return stated or ""


def _ends(stated: str) -> str:
    return stated + "9999-99-99"[len(stated) :] if len(stated) == 4 else stated + "-99"[: 10 - len(stated)]
