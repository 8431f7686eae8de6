"""The files of each set: where they lie, their checksums, and where a reader obtains the data. Outside texts never enter the repository."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).resolve().parent / "data"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """`files`: path under the folder of outside sets -> SHA-256 of the development part that our figures were measured on."""

    about: str
    obtained: str
    licence: str
    files: dict[str, str]


SOURCES = {
    "muc4": Source(
        about="1,300 + 200 news reports on attacks in Latin America of 1988-91, 24-slot templates",
        obtained="https://github.com/xinyadu/gtt (data/muc/raw_files)",
        licence="none stated",
        files={
            "benchmarks/muc4/train.jsonl": "5897e5b042df09a14349189115dd0818ddc21c8645b0193d798e2e5ce9d1b83a",
            "benchmarks/muc4/dev.jsonl": "36da1ffaf244d2c6780e568102bc969a0ba732469e49fe1a97d87b11553874eb",
        },
    ),
    "snippets": Source(
        about="343 snippets with one of ACLED's 25 sub-event types, or a claim, denial or blame, or something else",
        obtained="https://github.com/emerging-welfare/case-2021-shared-task (task 2, test set)",
        licence="none stated",
        files={"benchmarks/snippets/acled.jsonl": "6633ee41730e35023caa256373432e3901ea71b2c83024950a913686ce8bea19"},
    ),
    "sentences": Source(
        about="161 sentences coded by the authors of PLOVER: type, source and target",
        obtained="https://github.com/openeventdata/PLOVER (gold standard records)",
        licence="CC BY-SA 4.0",
        files={"benchmarks/sentences/plover.jsonl": "3885b15fba16b8cf2aceaa5e1d8ff946b678031c673bc31dd34a2436c4b02c74"},
    ),
    "incidents": Source(
        about="1,739 dated local reports of 1,035 shootings with date, city, coordinates, killed, injured",
        obtained="https://github.com/cltl/LongTailQATask (SemEval-2018 task 5, pilot)",
        licence="none stated",
        files={
            "benchmarks/incidents/reports.jsonl": "94e7c9688426e084db914ec2de2d6c20c255cb109d41fce874a6e19c5757dff2",
            "benchmarks/incidents/incidents.jsonl": "658c1e65291d55a57929c5cae69a88661cb90cedbdbd98a2f05aef1e88aba0a2",
        },
    ),
    "time": Source(
        about="54 French news reports with TIMEX3",
        obtained="https://github.com/ddenz/FR-TimeBank (French TimeBank 1.1)",
        licence="LGPL-LR",
        files={"benchmarks/time/fr.jsonl": "c9a48f9a95b06899c54c76b4dbc64106aa8e15041494a18dc67ab8cc1a89f5b1"},
    ),
    "places": Source(
        about="347 English news reports with coordinates: TR-News, GeoVirus",
        obtained="https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation",
        licence="GPL-3.0 (code), data as in its papers",
        files={
            "benchmarks/places/trnews.jsonl": "7d238793dab1b7238dc07e39402b9afe33b3b4fb55cea37deb03a7de6de9c2f2",
            "benchmarks/places/geovirus.jsonl": "b76944ac16e7d47deb31af3cd1321f3dbd58306dc714f1726df487a74414f38a",
        },
    ),
    "seed": Source(
        about="one French page that joins two reports, with a reading by hand",
        obtained="not public",
        licence="not ours",
        files={
            "seed/report.fr.txt": "f43574000b4645323d5a2c70d1ae70d83708b9d35193fa17f1c9bb4ee5405cf4",
            "seed/gold.json": "8bb8c3744ecf508df3e5311133791af84f0abea3eb8074f03aa7afa5d3db6023",
        },
    ),
}


def shared() -> Path:
    """The folder of the outside sets (ISTOR_SHARED, else ../shared). Raises FileNotFoundError, saying where they are obtained."""
    path = Path(os.environ.get("ISTOR_SHARED", ROOT.parent / "shared"))
    if not (path / "benchmarks").is_dir():
        raise FileNotFoundError(f"no outside sets at {path}; docs/evaluation.md says where each is obtained")
    return path


def changed(name: str) -> list[str]:
    """Files of a set that are not those that our figures were measured on."""
    source = SOURCES.get(name)
    if source is None:
        return []
    return [f for f, digest in source.files.items() if hashlib.sha256((shared() / f).read_bytes()).hexdigest() != digest]


def rows(path: Path) -> list[dict[str, Any]]:
    """JSON Lines as plain values."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def outside(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the outside sets, by its path under `benchmarks`."""
    return rows(shared() / "benchmarks" / name)


def tuning(key: str) -> bool:
    """Whether a document belongs to the half that rules are tuned on; the other half is only reported."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % 2 == 0


def half_of(found: list[dict[str, Any]], half: str, key: str = "id") -> list[dict[str, Any]]:
    """`half`: tuning, or held (held out)."""
    return [r for r in found if tuning(str(r[key])) == (half == "tuning")]
