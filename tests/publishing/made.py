"""Events made by hand."""

from __future__ import annotations

from typing import Any

from istor.model import Alternative, Codes, Event, EventDate, EventQuantity, Participant, Place, Share, Speaker, Statement

KIRKUK = Place(
    name="Kirkuk", text="Kirkuk", country="IRQ", admin1="Kirkūk", admin2="Kirkuk District", latitude=35.4681, longitude=44.3922, precision="exact"
)


def event(type: str = "bombing", acled: str | None = "Remote explosive/landmine/IED", ucdp: int | None = 3, **fields: Any) -> Event:
    """A full event of that type; any field may be set."""
    plain: dict[str, Any] = {
        "id": "e1", "mentions": ("m1",), "reports": ("r1",), "outlets": 1, "origins": 1, "type": type, "codes": Codes(acled=acled, ucdp=ucdp),
        "stage": "accomplished", "date": EventDate(start="2021-05-02", end="2021-05-02", precision="day", text="Sunday"), "place": KIRKUK,
        "first_reported": "2021-05-02",
    }  # fmt: skip
    return Event(**plain | fields)


def who(role: Any, text: str, kind: Any, **fields: Any) -> Participant:
    return Participant(role=role, text=text, kind=kind, **fields)


def killed(
    *stated: tuple[int | None, int | None, str], policy: str = "latest", best: int | None = None, by: tuple[Share, ...] = ()
) -> dict[str, Any]:
    """`quantities` and `statements` of an event: each figure as (low, high, quoted words); approximate where the two differ."""
    statements = tuple(
        Statement(
            id=f"s{i}", report="r1", part=0, mention="m1", property="killed", low=low, high=high, approximate=low != high, quote=quote, start=0,
            end=len(quote), speaker=Speaker(text="Levant Courier"),
        )
        for i, (low, high, quote) in enumerate(stated)
    )  # fmt: skip
    alternatives = tuple(Alternative(low=s.low, high=s.high, approximate=s.approximate, origins=1, statements=(s.id,)) for s in statements)
    lows = [a.low for a in alternatives if a.low is not None]
    highs = [a.high for a in alternatives]
    quantity = EventQuantity(
        low=min(lows, default=None), high=None if None in highs else max(h for h in highs if h is not None), best=lows[-1] if best is None and lows else best,
        policy=policy, by=by, alternatives=alternatives,
    )  # fmt: skip
    return {"quantities": {"killed": quantity}, "statements": statements}
