"""How many independent sources stand behind reports: copies, agency tags and one outlet's versions count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from istor.knowledge.outlets import side
from istor.languages import fold
from istor.linking.translation import translation
from istor.model import Mention, OriginsOf, Side
from istor.splitting.fingerprint import containment

COPY = 0.25
"""Share of the shorter text that makes a copy: of two texts of their own no pair comes above 0.05, of edited copies few fall below 0.4 (evaluation: reprints)."""


def origins(mentions: Sequence[Mention]) -> tuple[dict[str, str], str]:
    """(origin of each mention id, how it was counted in words). An origin is named by its first mention's outlet, agency or report."""
    ordered = sorted(mentions, key=lambda m: (m.published.start if m.published else "9999", m.id))
    root: dict[str, str] = {}
    why: list[str] = []
    for k, m in enumerate(ordered):
        found = None
        for other in ordered[:k]:
            reason = same_origin(m, other)
            if reason:
                found = root[other.id]
                note = f"{_name(m)} counts with {_name(other)}: {reason}"
                if note not in why and m.report != other.report:
                    why.append(note)
                break
        root[m.id] = found or m.id
    count = len(set(root.values()))
    head = f"{count} independent of {len({m.report for m in mentions})} reports"
    whose = [f"of {s.side.allegiance.replace('_', ' ')} outlets ({s.side.country or ''}) {s.origins}" for s in sides(ordered, root) if s.side]
    return root, "; ".join([head, *whose, *why[:6]])


def sides(mentions: Sequence[Mention], root: Mapping[str, str]) -> tuple[OriginsOf, ...]:
    """Whose the origins are, most first; an outlet that the table does not know is of no known side."""
    by_id = {m.id: m for m in mentions}
    whose = Counter(_hand(side(m.outlet, m.url)) for m in (by_id[r] for r in dict.fromkeys(root.values())))
    return tuple(OriginsOf(side=s, origins=n) for s, n in sorted(whose.items(), key=lambda x: (-x[1], x[0] is None, str(x[0]))))


def _hand(found: Side | None) -> Side | None:
    """A side without the outlet, so that outlets of one hand count together; of those with editors of their own, only kind and country."""
    if found is None:
        return None
    return Side(outlet="", allegiance=found.allegiance, country=found.country, who=found.who if found.allegiance in ("party", "armed_group") else "")


def same_origin(a: Mention, b: Mention) -> str | None:
    """Why two mentions have one source; None where they are independent as far as can be told."""
    if a.report == b.report and a.part == b.part:
        return "the same report"
    if a.outlet and b.outlet and fold(a.outlet) == fold(b.outlet):
        return "the same outlet"
    if containment(a.fingerprint, b.fingerprint) >= COPY:
        return "the same text"
    translated = translation(a, b)
    if translated is not None:
        return translated.reason
    shared = {fold(c) for c in a.cites} & {fold(c) for c in b.cites}
    if shared and len(a.cites) == 1 and len(b.cites) == 1:
        return f"both carry {a.cites[0]}"
    for x, y in ((a, b), (b, a)):
        if y.outlet and any(fold(c) == fold(y.outlet) for c in x.cites):
            return f"{x.outlet or x.report} cites {y.outlet}"
    return None


def _name(m: Mention) -> str:
    return m.outlet or m.report
