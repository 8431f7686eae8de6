"""MUC-4 templates from mentions, as the scorer of that evaluation reads them (docs/exports.md).

Relevant are acts with a MUC-4 type, done, tried or threatened, that a small model finds worth a template (`relevance`); fights between armed sides alone
are not. The format
wants a date, a country and a category of perpetrator in every template: where the text states none, the date is "on or before the report" (`- DD MMM
YY`), the country the one that the report speaks of, the category TERRORIST ACT. Nothing of this reaches any other output.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from istor.model import Mention
from istor.publishing.exporters.base import Exporter, Rules
from istor.publishing.exporters.muc4.incidents import incidents
from istor.publishing.exporters.muc4.relevance import features, odds
from istor.publishing.exporters.muc4.slots import Template, template

__all__ = ["EXPORTER", "templates"]


def templates(mentions: Sequence[Mention]) -> list[Template]:
    """Templates of one report's mentions, of the incidents that are worth one."""
    made = [(i, template(i)) for i in incidents(mentions)]
    return [t for i, t in made if odds(features(i, mentions, t)) > 0]


def write(items: Sequence[Mention], path: Path, rules: Rules) -> None:
    """One line a report that has mentions, in the order of the mentions."""
    del rules
    found: dict[str, list[Mention]] = {}
    for m in items:
        found.setdefault(m.report, []).append(m)
    with path.open("w", encoding="utf-8") as out:
        for report, told in found.items():
            out.write(json.dumps({"id": report, "templates": templates(told)}, ensure_ascii=False) + "\n")


EXPORTER = Exporter("muc4", "mentions", write, True, "MUC-4 templates, one line a report", ending="muc4.jsonl")
