"""Figures as reported: an interval whose open sides stay open."""

from __future__ import annotations

import msgspec


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """A count as stated. `low` and `high` are inclusive; None is open ("at least 10": low 10, high None).

    `approximate` marks "about 400", "dozens". Both sides None means that the words give no figure at all.
    """

    low: int | None = None
    high: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds run backwards: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, n: int, *, approximate: bool = False) -> Bounds:
        return cls(low=n, high=n, approximate=approximate)

    def compatible(self, other: Bounds) -> bool:
        """True where one number can satisfy both; an approximate figure tolerates a tenth either way."""
        low, high = _slack(self)
        other_low, other_high = _slack(other)
        return low <= other_high and other_low <= high

    def words(self) -> str:
        """The shortest reading for a table: `3`, `>=10`, `<=30`, `10-15`, `~400`."""
        mark = "~" if self.approximate else ""
        if self.low is None:
            return "?" if self.high is None else f"{mark}\u2264{self.high}"
        if self.high is None:
            return f"{mark}\u2265{self.low}"
        return f"{mark}{self.low}" if self.low == self.high else f"{mark}{self.low}\u2013{self.high}"


def _slack(b: Bounds) -> tuple[float, float]:
    low = 0.0 if b.low is None else float(b.low)
    high = float("inf") if b.high is None else float(b.high)
    return (low * 0.9, high * 1.1) if b.approximate else (low, high)
