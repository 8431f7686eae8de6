"""A report coded anew tells its events under ids that count from nought again; what people decided must not slide to another event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from istor.model import Mention

LEAST = 3.0
"""Points below which two mentions are not taken for one account."""


def match(old: Sequence[Mention], new: Sequence[Mention]) -> dict[str, str]:
    """Ids of old mentions -> ids of the new ones that tell the same event: same report and part, best likeness first, each used once."""
    pairs = sorted(
        ((-points, a.id, b.id) for a in old for b in new if a.report == b.report and a.part == b.part and (points := likeness(a, b)) >= LEAST),
    )
    found: dict[str, str] = {}
    for _, a, b in pairs:
        if a not in found and b not in found.values():
            found[a] = b
    return found


def likeness(a: Mention, b: Mention) -> float:
    """Points for what two codings of one report have in common: type 2, date 1, place 1, and up to 4 for the words they quote (shared of the fewer)."""
    words_a, words_b = {s.quote for s in a.statements}, {s.quote for s in b.statements}
    shared = len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))
    same_date = a.date is not None and b.date is not None and a.date.start == b.date.start
    same_place = a.place is not None and b.place is not None and a.place.name == b.place.name
    return 2.0 * (a.type == b.type) + same_date + same_place + 4.0 * shared


def follow(old: Sequence[Mention], new: Sequence[Mention], judged: Collection[str]) -> list[Mention]:
    """The new mentions, those that tell what a judged old one told under its id. No other mention gets an id that was judged."""
    kept = {a: b for a, b in match(old, new).items() if a in judged}
    if not kept and not any(m.id in judged for m in new):
        return list(new)
    name: dict[str, str] = {b: a for a, b in kept.items()}
    taken = set(judged) | {m.id for m in new}
    for m in new:
        if m.id not in name and m.id in judged:
            name[m.id] = next(id for id in _free(m.id) if id not in taken)
            taken.add(name[m.id])
    return [_renamed(m, name) for m in new]


def _free(id: str) -> Iterator[str]:
    stem, _, number = id.rpartition(".")
    k = int(number) if number.isdecimal() else 0
    while True:
        k += 1
        yield f"{stem}.{k}" if number.isdecimal() else f"{id}.{k}"


def _renamed(mention: Mention, name: Mapping[str, str]) -> Mention:
    new = name.get(mention.id, mention.id)
    if new == mention.id:
        return mention
    said = tuple(
        msgspec.structs.replace(s, mention=new, id=new + s.id.removeprefix(mention.id) if s.id.startswith(mention.id) else s.id)
        for s in mention.statements
    )
    return msgspec.structs.replace(mention, id=new, statements=said)
