"""Istor reads news reports and keeps a record of conflict events in which every value points to the sentence that states it.

import istor

mentions = istor.code("Gunmen attacked a police post in northern Iraq on Monday, killing three soldiers.", published="2020-03-17")
events = istor.link(mentions)
with istor.open("istor.db") as store:
    store.events()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from istor.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from istor.model import Judgement, Mention
    from istor.publishing.notebook import Events, Mentions
    from istor.storing import Store

__all__ = ["__version__", "code", "link", "open"]


def code(
    text: str,
    *,
    id: str = "report",
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Mentions:
    """Mentions of one report, a sequence that shows itself with its evidence in a notebook and reads as a table through Arrow.

    `published`: YYYY, YYYY-MM, YYYY-MM-DD or a moment with its zone; without it relative dates stay unplaced.
    """
    from istor.corridor import code_report
    from istor.model import Report
    from istor.publishing.notebook import Mentions

    report = Report(id=id, text=text, published=published, outlet=outlet, title=title, url=url, language=language)
    return Mentions(code_report(report), {id: text})


def link(mentions: Iterable[Mention], *, judgements: Sequence[Judgement] = (), policy: str = "latest") -> Events:
    """Events of mentions. `policy` says how a figure is flattened to `best`: latest, earliest, lowest, most_origins, ucdp_best."""
    from istor.corridor import link_mentions
    from istor.publishing.notebook import Events

    return Events(link_mentions(list(mentions), judgements, policy))


def open(path: str | Path = "istor.db") -> Store:
    """Open a store, or make it: a SQLite file or an SQLAlchemy URL. Raises istor.storing.StoreError."""
    from istor.storing import Store

    return Store.open(path)
