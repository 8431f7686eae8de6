"""Where much happens, a day says little; where one thing happens, however many tell of it, it says much. In a collection of a day as in one of years."""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from pathlib import Path

import msgspec
import pytest

from istor.linking import crowded, explain_link, link, profiles
from istor.linking.crowds import SURE, Count, count, too_many
from istor.model import Mention, Quantity

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from made_mentions import made


def pairs(told: Iterable[tuple[Mention, int]]) -> tuple[float, float]:
    """(precision, recall) of the pairs that linking makes of mentions with their events."""
    wanted = {m.id: event for m, event in told}
    clusters = link([m for m, _ in told])
    right = sum(comb(n, 2) for c in clusters for n in Counter(wanted[m.id] for m in c).values())
    return right / sum(comb(len(c), 2) for c in clusters), right / sum(comb(n, 2) for n in Counter(wanted.values()).values())


def places(ms: Sequence[Mention]) -> set[str]:
    """The busy places, without the week."""
    return {mark.partition("@")[0] for mark in crowded(ms) if mark.startswith("site:")}


@pytest.mark.parametrize("n", [60, 300, 1200])
def test_fourteen_events_a_day_at_a_place_are_told_apart_in_a_collection_of_any_length(n: int) -> None:
    precision, recall = pairs(list(made(n)))
    assert precision > 0.95
    assert recall > 0.8


def test_so_are_events_that_one_side_does_in_one_way() -> None:
    def alike(m: Mention) -> Mention:
        sides = tuple(msgspec.structs.replace(p, actor="group-1") if p.role == "perpetrator" else p for p in m.participants)
        return msgspec.structs.replace(m, type="shelling", participants=sides, instruments=())

    precision, _ = pairs([(alike(m), event) for m, event in made(600)])
    assert precision > 0.9


def one_event(reports: int) -> list[Mention]:
    """One event in many reports, as reports are: one in six counts otherwise, one in ten gives the next day, one in three says only that there was an attack."""
    rng = random.Random(1)
    first = next(m for m, _ in made(10) if m.date and m.type != "armed_clash")
    out = []
    for k in range(reports):
        m = msgspec.structs.replace(first, id=f"one{k}#0.0", report=f"one{k}", outlet=f"outlet{k}", quantities={"killed": Quantity(low=4, high=4)})
        if rng.random() < 1 / 6:
            m = msgspec.structs.replace(m, quantities={"killed": Quantity(low=3, high=3)})
        if rng.random() < 1 / 10 and m.date:
            m = msgspec.structs.replace(m, date=msgspec.structs.replace(m.date, start="2000-01-02", end="2000-01-02"))
        if rng.random() < 1 / 3:
            m = msgspec.structs.replace(m, type="armed_attack")
        out.append(m)
    return out


def test_one_event_that_many_tell_of_makes_no_place_busy() -> None:
    assert places(one_event(200)) == set()
    assert max(map(len, link(one_event(40)))) == 40


def test_a_growing_toll_makes_no_place_busy() -> None:
    toll = [msgspec.structs.replace(m, quantities={"killed": Quantity(low=20 + k, high=20 + k)}) for k, m in enumerate(one_event(40))]
    assert places(toll) == set()


def test_two_or_three_reports_make_no_place_busy() -> None:
    assert places([m for m, _ in made(60)][:3]) == set()


def test_a_busy_place_is_told_in_the_points() -> None:
    ms = [m for m, _ in made(60)]
    busy = [m for m in ms if profiles(ms)[m.id].busy]
    _, terms, points = explain_link(busy[0], busy[1], crowded(ms))
    assert [t.points < 0 for t in terms if t.feature == "busy"] == [True]
    assert points < explain_link(busy[0], busy[1])[2]


def test_what_most_reports_of_a_busy_place_agree_on_says_nothing_there() -> None:
    week = "site:33.3,44.4@104355"
    counts = {f"{week}/killed": Count(5, 10, 200), f"{week}/perpetrator": Count(1, 200, 200), f"{week}/instrument": Count(3, 60, 200)}
    assert too_many(counts) == {week, f"{week}=perpetrator"}
    del counts[f"{week}/killed"]
    assert too_many(counts) == {week, f"{week}=perpetrator"}
    del counts[f"{week}/instrument"]
    assert too_many(counts) == set()
    assert too_many({f"{week}/killed": Count(3, 0, 2 * SURE)}) == set()


def test_pairs_of_one_day_are_counted() -> None:
    monday, tuesday = 730120 << 32, 730121 << 32
    assert count({monday + 1: 3, monday + 2: 2, tuesday + 1: 4}) == Count(told=3, same=6 + 2 + 12, pairs=20 + 12)
