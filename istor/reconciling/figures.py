"""Figures of an event: the alternatives that reports give, who stands behind each, and what a named policy makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from istor.model import Alternative, Bounds, EventQuantity, Mention, Quantity, Share, Statement

POLICIES = ("latest", "earliest", "lowest", "most_origins", "ucdp_best")
"""latest and earliest: by publication, the latest of the figures that more than one independent source gives where there are such; lowest: as ACLED
when sources differ; most_origins: the figure that most independent sources give;
ucdp_best: the figure of most origins, the latest among equals, never above what one source states outright.

All but lowest choose among what reports come to by all that they tell, not among the figures of single clauses."""
UNDATED = "9999-12-31"
Figure = tuple[int | None, int | None, bool]


def reconcile_figures(
    mentions: Sequence[Mention], statements: Sequence[Statement], origin: Mapping[str, str], policy: str
) -> tuple[dict[str, EventQuantity], list[str]]:
    """(quantities by name, names whose alternatives exclude each other). `origin` maps mention ids to their independent source."""
    out: dict[str, EventQuantity] = {}
    disagree: list[str] = []
    for name in sorted({n for m in mentions for n in m.quantities}, key=lambda n: (n != "killed", n)):
        carriers = [m for m in mentions if name in m.quantities]
        alternatives = _alternatives(name, carriers, statements, origin)
        if not alternatives:
            continue
        chosen = choose(alternatives, policy)
        if name == "injured" and policy != "lowest" and (dead := out.get("killed")) is not None:
            chosen = _beside_the_dead(alternatives, chosen, dead, mentions, statements, origin, policy)
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


def _of(x: Statement | Quantity) -> Figure:
    return x.low, x.high, x.approximate


def _size(m: Mention, name: str) -> int:
    q = m.quantities.get(name)
    return 0 if q is None else (q.low if q.low is not None else q.high) or 0


def _published(m: Mention) -> str:
    return m.published.start if m.published else UNDATED


def _alternatives(name: str, carriers: Sequence[Mention], statements: Sequence[Statement], origin: Mapping[str, str]) -> list[Alternative]:
    """What is stated, and what reports come to that tell of people one by one: the figure of a report rests on all that it states of it."""
    stated = [s for s in statements if s.property == name and (s.low is not None or s.high is not None)]
    whole = [s for s in stated if s.about is None] or [s for s in stated if s.low == s.high == 0] or stated
    groups: dict[Figure, list[Statement]] = {}
    for s in whole:
        groups.setdefault(_of(s), []).append(s)
    readings: dict[Figure, list[str]] = {}
    for m in carriers:
        figure, own = _of(m.quantities[name]), [s for s in stated if s.mention == m.id]
        if own:
            readings.setdefault(figure, []).append(m.id)
        if own and not any(s.mention == m.id for s in groups.get(figure, ())):
            groups.setdefault(figure, []).extend(own)
    order = {m.id: _published(m) for m in carriers}
    out = [_alternative(figure, said, readings.get(figure, ()), order, origin) for figure, said in groups.items()]
    out.sort(key=lambda a: (a.first_seen or "9999", a.low if a.low is not None else -1, a.high if a.high is not None else 10**9))
    return out


def _alternative(figure: Figure, said: Sequence[Statement], readers: Iterable[str], order: Mapping[str, str], origin: Mapping[str, str]) -> Alternative:
    """Whose whole account comes to a figure stands for it; where nobody's does, who states it."""
    low, high, approximate = figure
    behind = list(readers) or [s.mention for s in said]
    seen = sorted(d for m in behind if (d := order.get(m, UNDATED)) != UNDATED)
    return Alternative(
        low=low,
        high=high,
        approximate=approximate,
        origins=len({origin.get(m, m) for m in behind}),
        readings=len(set(readers)),
        statements=tuple(sorted({s.id for s in said})),
        speakers=tuple(sorted({s.speaker.actor_name or s.speaker.text for s in said if s.speaker.text})),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
    )


def _beside_the_dead(
    alternatives: list[Alternative],
    chosen: Alternative,
    dead: EventQuantity,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    origin: Mapping[str, str],
    policy: str,
) -> Alternative:
    """The figure of the hurt that goes with the figure of the dead: who died of wounds is hurt no longer.

    It is that of the reports that give the same dead. Where none of them tells of anyone hurt, those told to be hurt before are counted
    without those who died since, and so stand among the alternatives.
    """
    agree = [m for m in mentions if "killed" in m.quantities and _size(m, "killed") == dead.best]
    beside = [m for m in agree if "injured" in m.quantities]
    if dead.best and beside:
        own = _alternatives("injured", beside, [s for s in statements if s.mention in {m.id for m in beside}], origin)
        return choose(own, policy) if own else chosen
    earlier = [m for m in mentions if "injured" in m.quantities and agree and _published(m) <= max(map(_published, agree))]
    if not dead.best or not earlier or any("injured" in m.quantities and m not in earlier for m in mentions):
        return chosen
    last = max(earlier, key=lambda m: (_published(m), _size(m, "injured"), m.id))
    left = max(0, _size(last, "injured") + _size(last, "killed") - dead.best)
    if left == _size(last, "injured"):
        return chosen
    said = [s for s in statements if (s.mention == last.id and s.property == "injured") or (s.mention in {m.id for m in agree} and s.property == "killed")]
    order = {m.id: _published(m) for m in mentions}
    alternatives.append(_alternative((left, left, False), said, [last.id, *(m.id for m in agree)], order, origin))
    return alternatives[-1]


def choose(alternatives: Sequence[Alternative], policy: str) -> Alternative:
    """The alternative that a policy takes. Raises ValueError for a policy that there is none of."""
    size: Callable[[Alternative], int] = lambda a: a.low if a.low is not None else (a.high or 0)  # noqa: E731
    exact: Callable[[Alternative], bool] = lambda a: a.low == a.high and not a.approximate  # noqa: E731
    if policy == "lowest":
        return min(alternatives, key=lambda a: (size(a), not exact(a)))
    alternatives = [a for a in alternatives if a.readings] or alternatives
    if policy == "earliest":
        return min(alternatives, key=lambda a: (a.first_seen or "9999", not exact(a), -size(a)))
    if policy == "most_origins":
        return max(alternatives, key=lambda a: (a.origins, exact(a), a.last_seen or "", size(a)))
    if policy == "ucdp_best":
        return max(alternatives, key=lambda a: (a.origins, a.last_seen or "", exact(a), size(a)))
    if policy != "latest":
        raise ValueError(f"no policy {policy!r}; there are {', '.join(POLICIES)}")
    return max(alternatives, key=lambda a: (a.origins > 1, a.last_seen or "", exact(a), size(a)))
