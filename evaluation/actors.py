"""Actor names in context, in five languages: right, wrong or openly unknown. `python -m evaluation.actors [-v]`.

data/actors.jsonl and data/actors_held.jsonl: sentences written for these sets in the manner of reports, each name labelled with its
actor's id, or null where it is an invented group that must stay a new actor. Both were labelled before their first run. On that first run
the first set (342 names) had 95.6 % right and 1.2 % wrong, the second (80 names, written after the rules had been mended on the first)
95.0 % right and 1.2 % wrong; the figures printed now are of rules that have seen both.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from istor.grounding.actors import find_actors
from istor.model import ActorMatch, Part, Published, Report

DATA = tuple(Path(__file__).parent / "data" / name for name in ("actors.jsonl", "actors_held.jsonl"))
Verdict = Literal["right", "wrong", "unknown"]


def texts() -> list[dict[str, Any]]:
    return [json.loads(line) for path in DATA for line in path.read_text(encoding="utf-8").splitlines()]


def verdicts() -> Iterator[tuple[dict[str, Any], dict[str, Any], Verdict, tuple[ActorMatch, ...]]]:
    """Every labelled name with its text, the verdict, and the matches that overlap it.

    Right: a match on the name has the label's actor (for an invented group: is kept by name without one). Wrong: it has another.
    Unknown: there is none, or it says openly that it does not know.
    """
    for row in texts():
        day = Published(start=row["published"], end=row["published"])
        report = Report(id=row["id"], text=row["text"])
        found = find_actors(Part(document=report, number=0, start=0, end=len(row["text"]), language=row["language"], published=day))
        for name in row["names"]:
            over = tuple(m for m in found if m.start < name["end"] and name["start"] < m.end)
            yield row, name, _verdict(name["actor"], over), over


def _verdict(actor: str | None, over: tuple[ActorMatch, ...]) -> Verdict:
    if over and actor in {m.actor for m in over}:
        return "right"
    return "wrong" if any(m.actor for m in over) else "unknown"


def counts() -> dict[str, Counter[Verdict]]:
    """Verdicts by language, and under `all`."""
    found: dict[str, Counter[Verdict]] = {"all": Counter()}
    for row, _, verdict, _ in verdicts():
        found.setdefault(row["language"], Counter())[verdict] += 1
        found["all"][verdict] += 1
    return found


def main() -> None:
    if "-v" in sys.argv:
        for row, name, verdict, over in verdicts():
            if verdict != "right":
                print(f"{verdict:8}{row['id']}  {name['text']!r} is {name['actor']}; found {[(m.text, m.actor, m.reason) for m in over]}")
    for language, tally in counts().items():
        total = sum(tally.values())
        print(
            f"{language:4} {total:4} names  " + "  ".join(f"{v} {tally[v]} ({100 * tally[v] / total:.1f} %)" for v in ("right", "wrong", "unknown"))
        )


if __name__ == "__main__":
    main()
