"""No figure falls below its floor on the halves that were not tuned on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.sets import LOWER_IS_BETTER, SETS

FLOORS = json.loads((Path(__file__).resolve().parents[2] / "evaluation" / "floors.json").read_text(encoding="utf-8"))
SLACK = 0.1
"""Floors are written with one decimal."""


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls(name: str, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(shared))
    measured = SETS[name].measure(SETS[name].gold("held")).total()
    fallen = {
        figure: (floor, round(measured[figure], 2))
        for figure, floor in FLOORS[name].items()
        if (measured[figure] - floor if figure in LOWER_IS_BETTER else floor - measured[figure]) > SLACK
    }
    assert not fallen, f"{name}: figure (floor, now): {fallen}"
