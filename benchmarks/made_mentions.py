"""Mentions made for benchmarks: events on many sites, some of them busy (14 events a day at one place), each told by one to five reports with noise.

Nothing in them is anyone's text. `made(n)` gives mentions with the number of the event that each tells; the same n and seed give the same mentions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from istor.model import Codes, Instrument, Mention, Participant, Place, Published, Quantity
from istor.model.bounds import Bounds
from istor.model.mention import EventDate

TYPES = (("shelling", "mortar"), ("air_strike", "aircraft"), ("bombing", "explosive"), ("shooting", "rifle"), ("abduction", None), ("armed_clash", "rifle"))
PARTS = ("ba", "ka", "mo", "ri", "du", "sha", "ne", "lo", "zi", "ta", "qe", "vu", "gar", "hin", "bel", "tor")
BUSY = 14
"""Events a day at a busy site."""


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(PARTS) for _ in range(3))


def made(n: int, seed: int = 1) -> Iterator[tuple[Mention, int]]:
    """About n mentions and the events that they tell, day after day: two busy sites, and as many events again spread over 4,000 sites."""
    rng = random.Random(seed)
    sites = [(f"{_name(rng)}{k}", rng.uniform(10, 50), rng.uniform(-10, 60), f"{rng.choice('ABCDEFGHIJKLMNOP')}{rng.choice('AB')}X") for k in range(4000)]
    busy, first = sites[:2], date(2000, 1, 1)
    told = event = day = 0
    while told < n:
        here = [s for s in busy for _ in range(BUSY)] + [rng.choice(sites[2:]) for _ in range(2 * BUSY)]
        for site in here:
            event += 1
            kind, weapon = rng.choice(TYPES)
            killed, side, victim, age = rng.randrange(12), f"group-{rng.randrange(30)}", _name(rng) + str(event), rng.randrange(15, 70)
            for copy in range(rng.choice((1, 1, 2, 3, 3, 5))):
                told += 1
                on = first + timedelta(day)
                published = on + timedelta(rng.choice((0, 1, 1, 2, 4)))
                count = killed if rng.random() < 0.85 else killed + rng.randrange(1, 3)
                clues = [f"town:{site[0]}", *([f"name:{victim}", f"aged:{victim} {age}", f"age:{age}"] if rng.random() < 0.6 else [])]
                wrong = rng.random() < 0.05
                yield Mention(
                    id=f"r{event}-{copy}#0.0", report=f"r{event}-{copy}", part=0, main=True, outlet=f"outlet{rng.randrange(400)}.example", type=kind,
                    codes=Codes(acled=None), stage="accomplished", language="en", clues=tuple(sorted(clues)),
                    published=Published(start=published.isoformat(), end=published.isoformat(), inferred=False),
                    date=None if rng.random() < 0.1 else _day(on + timedelta(1) if wrong else on),
                    place=Place(name=site[0], text=site[0], country=site[3], latitude=site[1], longitude=site[2], precision="exact", radius_km=2.0),
                    quantities={"killed": Quantity(low=count, high=count)},
                    participants=(
                        *([Participant(role="perpetrator", text=side, actor=side, kind="armed_group")] if rng.random() < 0.7 else []),
                        Participant(role="victim", text="people", kind="civilian", number=Bounds(low=count, high=count), effect="killed"),
                    ),
                    instruments=(Instrument(type=weapon, text=weapon),) if weapon and rng.random() < 0.7 else (),
                ), event  # fmt: skip
        day += 1


def _day(on: date) -> EventDate:
    return EventDate(start=on.isoformat(), end=on.isoformat(), precision="day", text=on.isoformat())
