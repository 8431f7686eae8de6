"""Events and mentions of the examples that ship."""

from __future__ import annotations

import pytest

from istor.corridor import code_report, link_mentions
from istor.examples import FOLDER
from istor.model import Event, Mention, Report
from istor.reading import read


@pytest.fixture(scope="session")
def mentions() -> list[Mention]:
    return [m for r in read([str(FOLDER / "reports")]) if isinstance(r, Report) for m in code_report(r)]


@pytest.fixture(scope="session")
def events(mentions: list[Mention]) -> list[Event]:
    return list(link_mentions(mentions))
