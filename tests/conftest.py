"""Shared fixtures: where the outside sets lie, and what their absence means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the seed page and the outside sets; a test that needs it is skipped by name where it is absent."""
    path = Path(os.environ.get("ISTOR_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"outside sets are missing: {path}")
        pytest.skip(f"needs the outside sets at {path}")
    return path
