"""Why reports were linked: the features and weights of each link, as bars. Asked of `istor.linking`; nothing is computed here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from istor.linking import explain_link
from istor.model import Mention


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for or against: its name, what was compared, its weight, and its bar in the running sum (0..200)."""

    name: str
    detail: str
    weight: float
    x: float
    width: float


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions and the reasons that tie them, in order; `total` is their sum, `zero` where no weight lies (0..200).

    `against` says what no weight can overcome, where there is such a thing: then other reports, or people, tie the two.
    """

    first: Mention
    second: Mention
    steps: tuple[Step, ...]
    total: float
    zero: float
    against: str | None = None


def waterfall(mentions: Sequence[Mention], common: Collection[str] = ()) -> list[Link]:
    """The link of each later report to the earlier one that it fits best; empty for one report. At most twelve links.

    `common` are the crowded clues of the record, so that the points are those of the linker.
    """
    links = []
    for n, later in enumerate(mentions[1:13], 1):
        tried = [_link(earlier, later, common) for earlier in mentions[:n]]
        links.append(max(tried, key=lambda link: (link.against is None, link.total)))
    return links


def _link(first: Mention, second: Mention, common: Collection[str]) -> Link:
    against, terms, total = explain_link(first, second, common)
    sums = [0.0]
    for term in terms:
        sums.append(sums[-1] + term.points)
    low, high = min(sums), max(sums)
    scale = 200 / (high - low) if high > low else 0.0
    steps = tuple(
        Step(
            name=t.feature,
            detail=t.why,
            weight=t.points,
            x=round((min(at, at + t.points) - low) * scale, 1),
            width=round(max(abs(t.points) * scale, 1), 1),
        )
        for t, at in zip(terms, sums, strict=False)
    )
    return Link(first=first, second=second, steps=steps, total=round(total, 2), zero=round(-low * scale, 1), against=against)
