"""The same mentions in any order give the same clusters and values; adding the rest later gives what all at once give."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking import link
from istor.model import Mention
from istor.reconciling import reconcile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made

POOL = [m for seed in (1, 2) for m, _ in made(120, seed)]
POOL = list({m.id: m for m in POOL}.values())


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(POOL))), st.integers(2, len(POOL)))
def test_order_does_not_matter(order: list[int], n: int) -> None:
    chosen = [POOL[i] for i in order[:n]]
    expected = link(sorted(chosen, key=lambda m: m.id))
    found = link(chosen)
    assert found == expected
    for cluster in found[:10]:
        assert reconcile(cluster) == reconcile(tuple(reversed(cluster)))


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 60))
def test_one_after_the_other_gives_what_all_at_once_give(step: int) -> None:
    seen: list[Mention] = []
    for start in range(0, 120, step):
        seen += POOL[start : start + step]
        link(seen)
    assert {frozenset(m.id for m in c) for c in link(seen)} == {frozenset(m.id for m in c) for c in link(POOL[: len(seen)])}
