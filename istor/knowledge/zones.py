"""What time it is in a state that keeps one time. Data in zones.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _zones() -> dict[str, int]:
    lines = files(__package__).joinpath("zones.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {code: int(minutes) for code, minutes in rows[1:]}


def zone_of(country: str | None) -> int | None:
    """Minutes east of Greenwich (standard time) of a state that keeps one time; None for the others."""
    return _zones().get(country) if country is not None else None
