"""The outside sets: where each is obtained, what it holds, what others measured. Their texts never enter the repository."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def shared() -> Path:
    """The folder of the outside sets (ISTOR_SHARED, else ../shared). Raises FileNotFoundError, saying where they are obtained."""
    path = Path(os.environ.get("ISTOR_SHARED", ROOT.parent / "shared"))
    if not (path / "benchmarks").is_dir():
        raise FileNotFoundError(f"no outside sets at {path}; docs/evaluation.md says where each is obtained")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tuning(key: str) -> bool:
    """Whether a document belongs to the half that rules are tuned on; the other half is only reported."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % 2 == 0


def scorer(name: str) -> ModuleType:
    """A scorer that comes with the sets, imported from its file."""
    path = shared() / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
