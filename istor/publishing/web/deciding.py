"""What people decided: read from the append-only judgements. Nothing here writes; taking back is a judgement too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from istor.model import Event, Judgement
from istor.model.judgement import standing

__all__ = ["CHANGES", "VERDICTS", "Agreement", "about", "agreements", "by_mention", "review", "standing"]

VERDICTS = ("accept", "not_an_event", "unsure")
CHANGES = ("value", "same", "different")


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two reviewers agree on the events both judged. `kappa` is Cohen's; None where chance alone explains everything."""

    first: str
    second: str
    both: int
    same: int
    kappa: float | None


def by_mention(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Judgements by each mention they are about."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for mention in judgement.mentions:
            found[mention].append(judgement)
    return found


def about(event: Event, found: dict[str, list[Judgement]]) -> list[Judgement]:
    """Judgements about an event's mentions, oldest first, each once."""
    listed = {j.id: j for mention in event.mentions for j in found.get(mention, ())}
    return sorted(listed.values(), key=lambda j: (j.at, j.id))


def review(judgements: Sequence[Judgement]) -> str:
    """What an event's standing judgements come to: the last verdict, else `changed`, else `none`."""
    verdicts = [j.kind for j in judgements if j.kind in VERDICTS]
    if verdicts:
        return verdicts[-1]
    return "changed" if any(j.kind in CHANGES for j in judgements) else "none"


def agreements(judgements: Iterable[Judgement]) -> list[Agreement]:
    """Agreement of each two reviewers who judged the same mentions; each one's last standing verdict counts."""
    verdicts: dict[str, dict[str, str]] = defaultdict(dict)
    for judgement in standing(judgements):
        if judgement.kind in VERDICTS:
            for mention in judgement.mentions:
                verdicts[judgement.reviewer][mention] = judgement.kind
    names = sorted(verdicts)
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    return [found for a, b in pairs if (found := _agreement(a, verdicts[a], b, verdicts[b])) is not None]


def _agreement(a: str, of_a: dict[str, str], b: str, of_b: dict[str, str]) -> Agreement | None:
    shared = sorted(set(of_a) & set(of_b))
    if not shared:
        return None
    same = sum(of_a[m] == of_b[m] for m in shared)
    n = len(shared)
    chance = sum((sum(of_a[m] == v for m in shared) / n) * (sum(of_b[m] == v for m in shared) / n) for v in VERDICTS)
    kappa = None if chance >= 1 else round((same / n - chance) / (1 - chance), 3)
    return Agreement(first=a, second=b, both=n, same=same, kappa=kappa)
