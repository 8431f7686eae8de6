"""Every time expression of a part, in order, grounded on when the part appeared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from istor.grounding.times.grounding import Told, ground, shifted, surroundings
from istor.grounding.times.matching import Hit, hits
from istor.grounding.times.rules import TimeRules, time_rules
from istor.grounding.times.scene import Reading
from istor.languages import fold
from istor.model import Part, Report, Timex

_NUMBER = re.compile(r"\d")
LATEST = "the latest on or before publication"
"""How the reason of a bare weekday begins."""
WIDEST = 14
"""Days that the interval of publication may span and still place what depends on it."""


def find_times(part: Part, *, zone: int | None = None) -> tuple[Timex, ...]:
    """Time expressions of a part. What depends on the day of publication stays unplaced when that is not known.

    `zone`: minutes east of Greenwich at the place told of; an hour said in another zone ("2200 GMT") is then placed on the day it was there.
    """
    rules = time_rules(part.language)
    if rules is None:
        return ()
    anchors: Sequence[date | None] = _anchors(part) or [None]
    told = [Told() for _ in anchors]
    out: list[Timex] = []
    for block in part.blocks or ():
        text = part.document.text[block.start : block.end]
        folded, found = _held(text, part.language)
        if not found:
            continue
        around = surroundings(found, text, folded, [end - block.start for _, end in block.sentences], rules)
        passes = [ground(found, around, rules, a, t) for a, t in zip(anchors, told, strict=True)]
        for k, h in enumerate(found):
            reading = _agree([p[k] for p in passes])
            if reading is not None:
                out += _timexes(h, shifted(reading, zone), text, folded, block.start, rules)
    out.sort(key=lambda t: (t.start, -t.end))
    return tuple(_updated(out, anchors[0]) if len(anchors) == 1 else out)


def _updated(found: list[Timex], published: date | None) -> list[Timex]:
    """News names by its weekday what lies within the last days. A text that names the day of publication so, and the weekday behind it, was updated
    on that: it is the next day, not one six days back."""
    if published is None:
        return found
    back, ahead = published - timedelta(days=6), published + timedelta(days=1)
    if not any(t.first == t.last == published and t.reason.startswith(LATEST) for t in found):
        return found
    return [
        msgspec.structs.replace(
            t, first=ahead, last=ahead, value=t.value.replace(back.isoformat(), ahead.isoformat()), reason=f"the day after publication ({published}): updated",
        )
        if t.first == t.last == back and t.reason.startswith(LATEST)
        else t
        for t in found
    ]  # fmt: skip


@lru_cache(maxsize=100)
def _held(text: str, language: str) -> tuple[str, list[Hit]]:
    """A block folded, and its matches: what stands undated is looked through for its day before it is read."""
    rules, folded = time_rules(language), fold(text)
    return folded, hits(text, folded, rules) if rules is not None else []


def numbered(part: Part) -> bool:
    """Whether any time expression of a part is written with a number."""
    blocks = (part.document.text[b.start : b.end] for b in part.blocks or ())
    return any(_NUMBER.search(text, min(h.start, h.match.start()), max(h.end, h.match.end())) for text in blocks for h in _held(text, part.language)[1])


def _anchors(part: Part) -> list[date]:
    """The possible days of publication, first and last; empty when unknown or wider than a fortnight."""
    p = part.published
    if p is None:
        return []
    first, last = date.fromisoformat(p.start), date.fromisoformat(p.end)
    if (last - first).days > WIDEST:
        return []
    return [first, last] if first != last else [first]


def _agree(readings: Sequence[Reading | None]) -> Reading | None:
    """The reading over every possible day of publication: the same days, or the span of them all."""
    known = [r for r in readings if r is not None]
    if not known:
        return None
    first = known[0]
    if len(known) == 1 or all(r.days == first.days for r in known):
        return first
    spans = [r.days for r in known if r.days is not None]
    days = (min(s[0] for s in spans), max(s[1] for s in spans))
    return msgspec.structs.replace(first, days=days, precision="range", reason=first.reason + "; the day of publication is not exact")


def _bounded(r: Reading, folded: str, h: Hit, rules: TimeRules) -> Reading:
    """ "before Tuesday", "until 2017", "since January": only a limit is stated. Not so of "before dawn" nor of "after Tuesday's attack"."""
    if r.days is None or r.type != "DATE" or r.others or r.bound or folded[h.end : h.end + 2] == "'s":
        return r
    lead = folded[max(0, h.start - 24) : h.start]
    if rules.before.search(lead):
        eve = r.days[0] - timedelta(days=1)
        return msgspec.structs.replace(r, bound="not_after", days=(eve, eve))
    if rules.until.search(lead):
        return msgspec.structs.replace(r, bound="not_after")
    return msgspec.structs.replace(r, bound="not_before") if rules.since.search(lead) else r


def _spans(h: Hit, r: Reading) -> list[tuple[int, int]]:
    """Where each expression of a pair or range stands: `one` and `two` of its pattern, else from number to number."""
    if not r.others:
        return [(h.start, h.end)]
    m, named = h.match, h.match.re.groupindex
    if "one" in named:
        return [(h.start, m.end("one")), (m.start("two"), h.end)]
    ends = [m.end(p) for p in ("day", "day2")][: len(r.others)] if "day2" in named else [m.end("year")]
    return list(zip([h.start, *(m.start(o.group) for o in r.others)], [*ends, h.end], strict=True))


def _timexes(h: Hit, r: Reading, text: str, folded: str, offset: int, rules: TimeRules) -> list[Timex]:
    r = _bounded(r, folded, h, rules)
    if r.dayless:
        r = msgspec.structs.replace(r, days=None)
    spans = _spans(h, r)
    values = [(r.value, r.days), *((o.value, o.days) for o in r.others)]
    return [
        Timex(
            start=offset + s, end=offset + e, text=text[s:e], type=r.type, value=value, first=days[0] if days else None, last=days[1] if days else None,
            precision=r.precision if days else None, bound=r.bound, follows=r.follows, recurring=r.recurring, reason=r.reason, conflict=r.conflict,
        )
        for (s, e), (value, days) in zip(spans, values, strict=True)
    ]  # fmt: skip


def timexes_json(report: Report) -> dict[str, Any]:
    """`istor dates`: {"id", "timexes": [{"start", "end", "type", "value", "text"}]}; `conflict` says where a weekday is not that of its date."""
    from istor.grounding.times.anchors import infer_published
    from istor.splitting import split
    from istor.splitting.composed import read_composed, rows_as_written

    read, apart = read_composed(report)
    found = [t for part in infer_published(split(read)) for t in find_times(part)]
    rows = [
        {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "text": t.text} | ({"conflict": t.conflict} if t.conflict else {})
        for t in found
    ]
    return {"id": report.id, "timexes": rows_as_written(rows, apart)}
