"""No figure falls below its floor on the halves that were not tuned on."""

import json
from pathlib import Path

import pytest

from evaluation.measure import LOWER_IS_BETTER, SETS

FLOORS = json.loads((Path(__file__).resolve().parents[2] / "evaluation" / "floors.json").read_text())
SLACK = 0.05


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls(name: str, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTOR_SHARED", str(shared))
    measured = SETS[name]("held")
    for figure, floor in FLOORS[name].items():
        if figure in LOWER_IS_BETTER:
            assert measured[figure] <= floor + SLACK, f"{name}: {figure} rose from {floor} to {measured[figure]}"
        else:
            assert measured[figure] >= floor - SLACK, f"{name}: {figure} fell from {floor} to {measured[figure]}"
