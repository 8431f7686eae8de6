"""Figures of an event: the alternatives that reports give, who stands behind each, and what a named policy makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from istor.model import Alternative, Bounds, EventQuantity, Mention, Share, Statement

POLICIES = ("latest", "earliest", "lowest", "most_origins", "ucdp_best")
"""latest and earliest: by publication; lowest: as ACLED when sources differ; most_origins: the figure that most independent sources give;
ucdp_best: the figure of most origins, the latest among equals, never above what one source states outright."""


def reconcile_figures(
    mentions: Sequence[Mention], statements: Sequence[Statement], origin: Mapping[str, str], policy: str
) -> tuple[dict[str, EventQuantity], list[str]]:
    """(quantities by name, names whose alternatives exclude each other). `origin` maps mention ids to their independent source."""
    out: dict[str, EventQuantity] = {}
    disagree: list[str] = []
    order = {m.id: (m.published.start if m.published else "9999-12-31") for m in mentions}
    for name in sorted({n for m in mentions for n in m.quantities}):
        stated = [s for s in statements if s.property == name and (s.low is not None or s.high is not None)]
        whole = [s for s in stated if s.about is None] or [s for s in stated if s.low == s.high == 0] or stated
        alternatives = _alternatives(whole, order, origin)
        if not alternatives:
            continue
        carriers = [m for m in mentions if name in m.quantities]
        chosen = choose(alternatives, policy)
        lows = [a.low for a in alternatives if a.low is not None]
        highs = [a.high for a in alternatives]
        best_carrier = max(carriers, key=lambda m: (len(m.quantities[name].by), m.id))
        out[name] = EventQuantity(
            low=min(lows) if lows else None,
            best=chosen.low if chosen.low is not None else chosen.high,
            high=None if any(h is None for h in highs) else max(h for h in highs if h is not None),
            approximate=chosen.approximate,
            policy=policy,
            by=_shares(best_carrier.quantities[name].by, chosen),
            alternatives=tuple(alternatives),
        )
        bounds = [Bounds(low=a.low, high=a.high, approximate=a.approximate) for a in alternatives]
        if any(not x.compatible(y) for i, x in enumerate(bounds) for y in bounds[i + 1 :]):
            disagree.append(name)
    return out, disagree


def _shares(by: Sequence[Share], chosen: Alternative) -> tuple[Share, ...]:
    total = sum(s.low or 0 for s in by)
    return tuple(by) if len(by) > 1 and total == (chosen.low or 0) else tuple(by) if len(by) == 1 else ()


def _alternatives(statements: Sequence[Statement], order: Mapping[str, str], origin: Mapping[str, str]) -> list[Alternative]:
    groups: dict[tuple[int | None, int | None, bool], list[Statement]] = {}
    for s in statements:
        groups.setdefault((s.low, s.high, s.approximate), []).append(s)
    out = []
    for (low, high, approximate), said in groups.items():
        seen = sorted(order.get(s.mention, "9999-12-31") for s in said)
        real = [d for d in seen if d != "9999-12-31"]
        out.append(
            Alternative(
                low=low,
                high=high,
                approximate=approximate,
                origins=len({origin.get(s.mention, s.mention) for s in said}),
                statements=tuple(sorted(s.id for s in said)),
                speakers=tuple(sorted({s.speaker.actor_name or s.speaker.text for s in said if s.speaker.text})),
                first_seen=real[0] if real else None,
                last_seen=real[-1] if real else None,
            )
        )
    out.sort(key=lambda a: (a.first_seen or "9999", a.low if a.low is not None else -1, a.high if a.high is not None else 10**9))
    return out


def choose(alternatives: Sequence[Alternative], policy: str) -> Alternative:
    """The alternative that a policy takes. Raises ValueError for a policy that there is none of."""
    size: Callable[[Alternative], int] = lambda a: a.low if a.low is not None else (a.high or 0)  # noqa: E731
    exact: Callable[[Alternative], bool] = lambda a: a.low == a.high and not a.approximate  # noqa: E731
    if policy == "earliest":
        return min(alternatives, key=lambda a: (a.first_seen or "9999", not exact(a), -size(a)))
    if policy == "lowest":
        return min(alternatives, key=lambda a: (size(a), not exact(a)))
    if policy == "most_origins":
        return max(alternatives, key=lambda a: (a.origins, exact(a), a.last_seen or "", size(a)))
    if policy == "ucdp_best":
        return max(alternatives, key=lambda a: (a.origins, a.last_seen or "", exact(a), size(a)))
    if policy != "latest":
        raise ValueError(f"no policy {policy!r}; there are {', '.join(POLICIES)}")
    return max(alternatives, key=lambda a: (a.last_seen or "", exact(a), size(a)))
