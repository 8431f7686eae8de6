"""Place names of a part: candidates by capitals (or by look-up where capitals tell nothing), then resolved with the part as context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from istor.grounding.places.candidates import Candidate, Text
from istor.grounding.places.describing import toponym
from istor.grounding.places.holding import held
from istor.grounding.places.options import Option, alike, options
from istor.grounding.places.persons import people_of
from istor.grounding.places.resolving import Context, city_of, resolve, settle_abroad, settle_far, settle_quarter, settle_unknown, supported
from istor.grounding.places.scanning import scan
from istor.grounding.places.tokens import Token, tokens
from istor.grounding.places.words import PlaceWords, place_words
from istor.knowledge.dialling import dialled
from istor.knowledge.local import home_of
from istor.knowledge.places.keys import key
from istor.model import Part, Report, Toponym

ENOUGH = 3.0
"""Evidence from which a name is taken for a place."""
LIKELY = 1.2
"""Evidence from which it is where the rest of the part bears it out."""
_HOLDS = re.compile(r"^(?:,| \(|, (?:in|en|au|aux) | (?:in|en|au|aux) | (?:of|de|du) |, (?:near) )\s*$")
_LISTS = re.compile(r"^(?:,|,? ?(?:and|et|y|or|ou|и|و)|;)\s*$")


class Told(msgspec.Struct, frozen=True):
    """Toponyms of a part's text, and those of the title that it is given with (their offsets count the title)."""

    text: tuple[Toponym, ...]
    title: tuple[Toponym, ...] = ()


def find_places(part: Part) -> tuple[Toponym, ...]:
    """Toponyms and demonyms of a part in order, not overlapping; `place` is None where no candidate is good enough."""
    return told_places(part).text


def told_places(part: Part) -> Told:
    """The places of a part and of its title, settled together."""
    words = place_words(part.language)
    text = part.document.text
    blocks = [tokens(text, b.start, b.end, words.stopped, words.parted) for b in part.blocks]
    lower = {t.folded for toks in blocks for t in toks if t.text.islower()}
    people = people_of(blocks, words, part.language)
    t = Text(text, part.language, words, lower, people)
    found: list[Candidate] = []
    for block, toks in zip(part.blocks, blocks, strict=True):
        dateline = block.kind == "dateline"
        capitals = words.capitals and (dateline or not text[block.start : block.end].isupper())
        cs = scan(toks, t, capitals)
        if dateline and cs and cs[0].i == 0:
            cs[0].evidence, cs[0].doubtful = cs[0].evidence + 4, False
        _join(cs, toks, text, words)
        found += cs
    found = _likely(found + _titled(part, t))
    desk, line = _desk(part), dialled(text[part.start : part.end])
    context = resolve(found, words.home, desk, line)
    if _spelled_otherwise(found, context):
        context = resolve(found, words.home, desk, line)
    for c in found:
        settle_abroad(c, context)
    for c in found:
        settle_unknown(c, found, context)
    city = city_of(found, context)
    for c in found:
        settle_quarter(c, city, context)
        settle_far(c, context)
    accepted = [(c.titled, toponym(c, context, words)) for c in _accepted(found, context)]
    return Told(held(part, [x for titled, x in accepted if not titled]), tuple(x for titled, x in accepted if titled))


def _titled(part: Part, t: Text) -> list[Candidate]:
    """Candidates of a title that does not stand in the text as well."""
    title = part.title
    if not title or title in part.document.text:
        return []
    toks = tokens(title, 0, len(title), t.words.stopped, t.words.parted)
    own = Text(title, t.language, t.words, t.lower, t.people)
    cs = scan(toks, own, t.words.capitals and not title.isupper())
    _join(cs, toks, title, t.words)
    for c in cs:
        c.titled = True
    return cs


def _desk(part: Part) -> Option | None:
    """The town that a local outlet reports from."""
    home = home_of(part.outlet or "") or home_of(part.url or "")
    if home is None:
        return None
    return next((o for o in options(key(home.town), part.language) if o.kind == "P" and o.country == home.country and o.admin1 == home.division), None)


def _join(cs: Sequence[Candidate], toks: Sequence[Token], text: str, words: PlaceWords) -> None:
    """Sets what stands right behind a name and may hold it ("Pandi, Bulacan"; "China's Hunan"), and what is listed with it."""
    for a, b in pairwise(cs):
        behind = toks[a.j].end if a.j < b.i and toks[a.j].folded in words.tails else a.end  # "SESORI MUNICIPALITY, SAN MIGUEL"
        gap = text[behind : b.start]
        if len(gap) > 12 or "\n" in gap:
            continue
        if _HOLDS.match(gap) and b.kind == "place" and a.kind == "place":
            a.parents.append(b)
            b.neighbours.append(a)
        if gap in ("'s ", "\u2019s "):
            b.parents.append(a)
            a.neighbours.append(b)
        if _LISTS.match(gap) and a.kind == b.kind == "place":
            a.neighbours.append(b)
            b.neighbours.append(a)


def _likely(found: list[Candidate]) -> list[Candidate]:
    """Without what cannot be a place whatever the context says."""
    clean = {c.key for c in found if c.evidence >= ENOUGH and not c.doubtful}
    out = []
    for c in found:
        if c.doubtful and c.key not in clean:
            continue
        if c.modifies and c.key in clean:
            c.evidence = max(c.evidence, ENOUGH)
        if c.unknown and not (c.hint or (c.evidence >= ENOUGH and _follows(c))):
            continue
        if c.evidence + (1.0 if any(n.evidence >= ENOUGH for n in c.neighbours) else 0.0) >= LIKELY:
            out.append(c)
    kept = {id(c) for c in out}
    for c in out:
        c.parents = [p for p in c.parents if id(p) in kept]
        c.neighbours = [n for n in c.neighbours if id(n) in kept]
    return out


def _follows(c: Candidate) -> bool:
    """Whether what holds a name stands right behind it, after a comma."""
    return any(p.start - c.end <= 2 for p in c.parents) or not c.parents


def _spelled_otherwise(found: Sequence[Candidate], context: Context) -> bool:
    """Gives names that nothing bears out what is spelled alike in the countries spoken of ("Qaem" in Iraq: Al Qa'im); whether any was given."""
    around, given = context.countries(0.2)[:3], False
    for c in found:
        if c.kind != "place" or not (c.unknown or (c.chosen is not None and c.chosen.kind in "P2" and supported(c, context) == 0)):
            continue
        extra = tuple(o for country in around for o in alike(c.text, country) if all(o.id != x.id for x in c.options))
        if extra:
            c.options, given = (*c.options, *extra), True
    return given


def _accepted(found: Sequence[Candidate], context: Context) -> list[Candidate]:
    out = []
    for c in found:
        if c.chosen is None:
            continue
        evidence = c.evidence + (0.7 if any(n.evidence >= ENOUGH for n in c.neighbours) else 0.0)
        if evidence >= ENOUGH or evidence + supported(c, context) >= ENOUGH:
            out.append(c)
    return out


def toponyms_json(report: Report) -> dict[str, Any]:
    """`istor places`: {"id", "toponyms": [{"start", "end", "text", "kind", "latitude", "longitude", "geonames_id", "country"}]}.

    The point is that of the place named; `place` (name, precision, radius, reason) says what the words around it make of it.
    """
    from istor.splitting import split
    from istor.splitting.composed import read_composed, rows_as_written

    def row(t: Toponym) -> dict[str, Any]:
        p = t.place
        point = t.anchor or ((p.latitude, p.longitude) if p else (None, None))
        return {
            "start": t.start, "end": t.end, "text": t.text, "kind": t.kind, "latitude": point[0], "longitude": point[1],
            "geonames_id": p.geonames_id if p else None, "country": p.country if p else None, "name": p.name if p else None,
            "admin1": p.admin1 if p else None, "admin2": p.admin2 if p else None, "precision": p.precision if p else None,
            "radius_km": p.radius_km if p else None, "site": t.site, "attributive": t.attributive, "reason": p.reason if p else "", "score": t.score,
        }  # fmt: skip

    read, apart = read_composed(report)
    rows = [row(t) for part in split(read) for t in find_places(part)]
    return {"id": report.id, "toponyms": rows_as_written(rows, apart)}
