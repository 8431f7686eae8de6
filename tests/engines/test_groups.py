"""What is done with groups of linked mentions is one thing on every engine."""

import sys
from array import array
from pathlib import Path

from istor.engines import groups
from istor.linking import edges, link, profiles

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made


def test_pairs_make_groups_by_their_smallest_number() -> None:
    pairs = [(3, 4), (1, 9), (4, 9), (7, 6)]
    assert groups.roots(pairs) == {1: 1, 3: 1, 4: 1, 9: 1, 6: 6, 7: 6}
    find = groups.join(pairs, array("i", range(10)))
    assert [find(i) for i in range(10)] == [0, 1, 2, 1, 1, 5, 6, 6, 8, 1]


def test_a_group_by_numbers_gives_the_clusters_and_events_of_linking() -> None:
    ms = sorted((m for m, _ in made(120)), key=lambda m: m.id)
    pool = profiles(ms)
    at = {m.id: i for i, m in enumerate(ms)}
    links = [(at[a], at[b], p) for a, b, p in edges(pool)]
    numbered = {i: pool[m.id] for i, m in enumerate(ms)}
    wanted = [tuple(at[m.id] for m in c) for c in link(ms)]
    assert list(groups.clusters(range(len(ms)), numbered, links, ())) == wanted
    made_events = groups.events(dict(enumerate(ms)), numbered, links, (), "latest")
    assert [set(e.mentions) for e in made_events] == [{ms[i].id for i in c} for c in wanted]
    assert list(groups.clusters([5], {}, (), ())) == [(5,)]
