"""Place names of a part: candidates by capitals (or by look-up where capitals tell nothing), then resolved with the part as context."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from istor.grounding.places.resolving import Context, choose, place_of
from istor.grounding.places.words import PlaceWords, place_words
from istor.knowledge.places.keys import key
from istor.knowledge.places.store import Entry, Gazetteer, Site, site_names
from istor.languages import fold, get
from istor.model import Part, Place, Report, Toponym

_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010\u2011'\u2019\u02bc.][^\W_]+)*\.?")
_ELISION = re.compile(r"^(?:[ldLD]|[qQ]u)['\u2019]")
_INNER = frozenset(
    ("of", "de", "du", "la", "el", "al", "del", "des", "da", "do", "los", "las", "le", "les", "and", "ash", "es", "en", "sur", "d", "l")
)
LONGEST = 5
"""Words of the longest name looked up."""
KNOWN = 100_000
"""People from which a bare name counts as a place without any sign that it is one."""
SHOUTED = 15_000
"""The same in upper-case text, beside a locative word."""


@dataclass(slots=True)
class Token:
    start: int
    end: int
    text: str
    folded: str
    capital: bool


@dataclass(slots=True)
class Candidate:
    start: int
    end: int
    text: str
    kind: str = "place"
    entries: tuple[Entry, ...] = ()
    sites: tuple[Site, ...] = ()
    country: str | None = None
    region: tuple[float, float, float] | None = None
    locative: bool = False
    strong: bool = False
    hint: str = ""
    direction: str = ""
    border: bool = False
    whole: bool = True
    chosen: Entry | None = None
    inside: list[str] = field(default_factory=list)


def find_places(part: Part) -> tuple[Toponym, ...]:
    """Toponyms and demonyms of a part in order, not overlapping; `place` is None where no candidate is good enough."""
    words = place_words(part.language)
    text = part.document.text
    shouted = text[part.start : min(part.end, part.start + 3000)].isupper()
    capitals = get(part.language).capitals and not shouted if words.locatives else not shouted
    candidates: list[Candidate] = []
    tokenised = [_tokens(text, block.start, block.end) for block in part.blocks]
    people = _surnames(tokenised, text, words) if capitals else frozenset()
    for tokens in tokenised:
        found = _candidates(tokens, text, words, capitals)
        candidates += [c for c in found if c.text not in people or c.hint or c.strong or c.country]
    return _resolve(candidates, words)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    out = []
    for m in _TOKEN.finditer(text, start, end):
        s, e = m.span()
        word = m.group()
        cut = _ELISION.match(word)
        if cut:
            out.append(Token(s, s + cut.end(), word[: cut.end()], fold(word[: cut.end()]), False))
            s += cut.end()
            word = word[cut.end() :]
        if word.endswith(("'s", "\u2019s", "'S", "\u2019S")):
            e -= 2
            word = word[:-2]
        if word.endswith(".") and not re.search(r"\w\.\w", word) and fold(word) not in _SHORT:
            e -= 1
            word = word[:-1]
        if word:
            out.append(Token(s, e, word, fold(word), _capital(word)))
    return out


_SHORT = frozenset(
    [
        "calif.",
        "fla.",
        "ill.",
        "mass.",
        "mich.",
        "pa.",
        "tenn.",
        "va.",
        "wash.",
        "wis.",
        "ala.",
        "ariz.",
        "ark.",
        "colo.",
        "conn.",
        "ga.",
        "ind.",
        "kan.",
        "ky.",
        "la.",
        "md.",
        "minn.",
        "miss.",
        "mo.",
        "neb.",
        "nev.",
        "okla.",
        "ore.",
        "st.",
    ]
)


def _surnames(tokenised: list[list[Token]], text: str, words: PlaceWords) -> frozenset[str]:
    """Last words of names of persons ("John Steele said"): two capitals in a row that make no place, the first no place word either."""
    gazetteer = Gazetteer.open()
    found: set[str] = set()
    for tokens in tokenised:
        for a, b in pairwise(tokens):
            if not (a.capital and b.capital) or text[a.end : b.start] != " " or a.folded in words.stop or a.text.isupper():
                continue
            known = a.folded in words.directions or a.folded in words.heads or b.folded in words.tails or a.folded in words.peoples
            if known or b.folded in words.not_behind or gazetteer.named(text[a.start : b.end]) or key(text[a.start : b.end]) in words.countries:
                continue
            found.add(b.text)
    return frozenset(found)


_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an|az)[-\u2010\u2011]", re.I)


def _capital(word: str) -> bool:
    """Whether a word is written as a name: a capital, behind the article of an Arabic name or not, or a script without small letters."""
    article = _ARTICLE.match(word)
    first = word[article.end() :][:1] if article else word[:1]
    return first.isupper() or (not first.isascii() and not first.islower())


def _candidates(tokens: list[Token], text: str, words: PlaceWords, capitals: bool) -> list[Candidate]:
    gazetteer = Gazetteer.open()
    out: list[Candidate] = []
    i = 0
    while i < len(tokens):
        t = tokens[i]
        if capitals and not t.capital and t.folded not in words.peoples:
            site = _lower_site(tokens, i, text)
            if site is not None:
                out.append(site)
                i += len(site.text.split())
                continue
            i += 1
            continue
        hit = _longest(tokens, i, text, words, gazetteer, capitals)
        if hit is None:
            i += 1
            continue
        candidate, used = hit
        if _plausible(candidate, tokens, i, i + used, text, words, capitals):
            out.append(candidate)
            i += used
        else:
            i += 1
    return out


def _lower_site(tokens: list[Token], i: int, text: str) -> Candidate | None:
    """A site whose name begins with a common word in small letters ("zone verte", "aéroport de Bagdad", "base Phosphate")."""
    names = site_names()
    for k in range(min(LONGEST, len(tokens) - i), 1, -1):
        span = text[tokens[i].start : tokens[i + k - 1].end]
        if "\n" in span or len(span) > 60:
            continue
        found = names.get(key(span))
        if found:
            return Candidate(tokens[i].start, tokens[i + k - 1].end, span, sites=found, locative=True)
    return None


def _longest(tokens: list[Token], i: int, text: str, words: PlaceWords, gazetteer: Gazetteer, capitals: bool) -> tuple[Candidate, int] | None:
    names = site_names()
    for k in range(min(LONGEST, len(tokens) - i), 0, -1):
        last = tokens[i + k - 1]
        start, end = tokens[i].start, last.end
        span = text[start:end]
        if k > 1 and tokens[i].folded in words.stop and tokens[i].folded not in words.directions and key(span) not in words.countries:
            continue
        if k > 1:
            gaps = [text[tokens[j].end : tokens[j + 1].start] for j in range(i, i + k - 1)]
            if any(g.strip(" \n'\u2019") or g.count("\n") > 1 for g in gaps):
                continue
            if capitals and (not last.capital or any(not t.capital and t.folded not in _INNER for t in tokens[i : i + k])):
                continue
        k1 = key(span)
        if k == 1 and (tokens[i].folded in words.stop or len(k1) < 2):
            if tokens[i].folded in words.states:
                k1 = key(words.states[tokens[i].folded])
            elif tokens[i].text not in ("US", "U.S", "U.S.", "UK", "U.K.", "UAE"):
                return None
        if k == 1 and tokens[i].folded in words.states:
            k1 = key(words.states[tokens[i].folded])
        if k1 in words.countries:
            return Candidate(start, end, span, country=words.countries[k1]), k
        if k1 in words.regions:
            return Candidate(start, end, span, region=words.regions[k1]), k
        if k <= 2 and fold(span) in words.peoples:
            return Candidate(start, end, span, kind="demonym", country=words.peoples[fold(span)]), k
        found = names.get(k1, ())
        if k == 1 and capitals and len(span) <= 4 and span.isupper() and not found:
            return None  # an acronym
        entries = gazetteer.keyed(k1) if len(k1) > 2 else ()
        if entries or found:
            return Candidate(start, end, span, entries=entries, sites=found), k
    return None


def _plausible(c: Candidate, tokens: list[Token], i: int, j: int, text: str, words: PlaceWords, capitals: bool) -> bool:
    """Whether the words around a candidate let it be a place; sets its hints (locative word, kind of division, direction)."""
    before = tokens[i - 1] if i and "\n\n" not in text[tokens[i - 1].end : tokens[i].start] else None
    after = tokens[j] if j < len(tokens) else None
    gap_before = text[before.end : tokens[i].start] if before else ""
    gap_after = text[tokens[j - 1].end : after.start] if after else ""
    two = f"{tokens[i - 2].folded} {before.folded}" if before and i > 1 else ""
    if before is not None and not gap_before.strip(" \n\"'(\u2018\u201c"):
        c.locative = before.folded in words.locatives
        c.strong = before.folded in words.strong
        c.hint = words.heads.get(two) or words.heads.get(before.folded) or ""
        if before.folded in words.directions:
            c.direction = before.folded
            c.locative = True
    if after is not None and not gap_after.strip(" \n"):
        tail = words.tails.get(after.folded)
        if tail == "B":
            c.border = True
        elif tail:
            c.hint = c.hint or tail
    if c.country is not None or c.region is not None:
        return c.kind == "demonym" or not (
            after is not None and not gap_after.strip() and after.capital and capitals and after.folded in words.not_behind
        )
    if before is not None and not gap_before.strip(" \n.") and before.folded in words.persons:
        return False
    adjacent_before = before is not None and not gap_before.strip(" \n") and before.capital and capitals
    adjacent_after = after is not None and not gap_after.strip(" \n") and after.capital and capitals
    if adjacent_after and after is not None and after.folded in words.not_behind:
        return False
    if adjacent_before and before is not None and before.folded not in words.directions and not c.hint and before.folded not in words.locatives:
        return before.folded in words.peoples
    if (
        adjacent_after
        and after is not None
        and after.folded not in words.tails
        and after.folded not in words.directions
        and not c.hint
        and not c.sites
    ):
        return False
    sentence_start = before is None or bool(re.search(r"[.!?:\n]", gap_before))
    people = c.entries[0].population if c.entries else 0
    top = bool(c.entries) and c.entries[0].kind in ("1",)
    if not capitals:
        return bool(c.hint) or bool(c.sites) or (c.locative and people >= SHOUTED) or people >= KNOWN * 3 or (c.locative and top)
    if c.locative or c.hint or c.sites:
        return True
    if re.match(r",\s*$", gap_after) and after is not None and after.capital:
        return True
    if before is not None and before.capital and gap_before.strip() == ",":
        return True
    if sentence_start:
        return people >= KNOWN or top
    return people >= KNOWN // 4 or top


def _resolve(candidates: list[Candidate], words: PlaceWords) -> tuple[Toponym, ...]:
    context = Context(Counter(c.country for c in candidates if c.country))
    for c in candidates:
        if c.entries and not c.country and (c.entries[0].population >= 500_000 or c.entries[0].kind == "1"):
            context.countries[c.entries[0].country] += 1
    ordered = sorted(candidates, key=lambda c: c.start)
    for k, c in enumerate(ordered):
        nxt = ordered[k + 1] if k + 1 < len(ordered) else None
        if nxt is not None and nxt.kind == "place" and 0 < nxt.start - c.end <= 3:
            # "Pandi, Bulacan" / "Rocky Mount, N.C.": the second holds the first
            c.inside = [e.name for e in nxt.entries if e.kind in ("1", "2")] + ([nxt.country] if nxt.country else [])
            if not c.inside and nxt.text in words.states.values():
                c.inside = [nxt.text]
    for c in ordered:
        if c.entries:
            c.chosen = choose(c.entries, c.hint, c.inside, c.text, context)
            if c.chosen is not None:
                context.settled.append(c.chosen)
                context.countries[c.chosen.country] += 1
    for c in ordered:
        if c.entries:
            c.chosen = choose(c.entries, c.hint, c.inside, c.text, context)
    out: list[Toponym] = []
    for c in ordered:
        place, alternatives, score, site = place_of(c, context)
        if place is None and c.kind == "place":
            continue
        out.append(Toponym(start=c.start, end=c.end, text=c.text, kind=c.kind, site=site, place=place, score=score, alternatives=alternatives))  # type: ignore[arg-type]
    return tuple(out)


def toponyms_json(report: Report) -> dict[str, Any]:
    """`istor places`: {"id", "toponyms": [{"start", "end", "text", "kind", "latitude", "longitude", "geonames_id", "country"}]}."""
    from istor.splitting import split

    def row(t: Toponym) -> dict[str, Any]:
        p: Place | None = t.place
        return {
            "start": t.start, "end": t.end, "text": t.text, "kind": t.kind,
            "latitude": p.latitude if p else None, "longitude": p.longitude if p else None,
            "geonames_id": p.geonames_id if p else None, "country": p.country if p else None,
        }  # fmt: skip

    return {"id": report.id, "toponyms": [row(t) for part in split(report) for t in find_places(part)]}
