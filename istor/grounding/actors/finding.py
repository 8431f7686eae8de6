"""All actors named in a part, each with what it is and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import msgspec

from istor.grounding.actors.chains import chained
from istor.grounding.actors.choosing import Choice, Context, choose, holder, in_office
from istor.grounding.actors.composing import Reading, compose
from istor.grounding.actors.identity import identity, known
from istor.grounding.actors.lexicon import Lexicon, by_skeleton, case_of, lexicon
from istor.grounding.actors.naming import NEW, NewName, doubtful_names, is_head, new_names, travelling_connectors
from istor.grounding.actors.scanning import Hit, Scanned, scan
from istor.grounding.actors.wording import key, skeleton
from istor.model import ActorMatch, Part
from istor.splitting.published import stated

NAME, COMPOSED, STATE, SEAT, BARE = 4, 3, 2, 1, 0
_GENERIC = frozenset(identity(f":{body}").name for body in ("military", "security"))
"""Classes so general that a bare noun ("troops") may be anyone's, whoever was named before."""
_UNOWNED = "whose is not said here"
_HOW = {"state": (STATE, "name of the state"), "people": (STATE, "a people for its state or forces"), "collective": (BARE, "a kind of people")}


def find_actors(part: Part) -> tuple[ActorMatch, ...]:
    """Actors named in `part` in order of place, not overlapping; offsets are into the document's text.

    A name that the context cannot settle, and a force whose state is not said ("the army"), has `actor` None, with the reason.
    """
    words = lexicon(part.language)
    scanned = scan(part.document.text[part.start : part.end], words)
    readings = _readings(scanned, words)
    new = {(n.start, n.end): n for n in new_names(scanned, words) if not _known_within(n, readings, scanned, words)}
    readings = _longest([*readings, *(Reading(n.start, n.end, (), NEW, NAME) for n in new.values())])
    context = _context(scanned, readings, _day(part), words)
    made = (_match(r, scanned.text, context) if r.candidates else _unknown(new[r.start, r.end], scanned.text, context) for r in readings)
    found = [m for m in made if m is not None]
    found = chained(_owned(_titled(found, scanned.text)), scanned, words)
    return tuple(msgspec.structs.replace(m, start=m.start + part.start, end=m.end + part.start) for m in found)


def resolve(name: str, *, country: str | None = None, date: date | None = None, others: Sequence[str] = (), language: str = "en") -> ActorMatch:
    """What `name` alone means, given the state spoken of (ISO alpha-3), the day, and ids of other actors of the report.

    A force without its state ("the army") takes `country`. A name that nothing knows stays itself, `actor` None.
    """
    words = lexicon(language)
    scanned = scan(name, words)
    context = Context(
        countries=Counter([country] if country else []), day=date, others=frozenset(others), formers=words.formers, leaders=words.leaders
    )
    readings = _longest(_readings(scanned, words))
    best = max(readings, key=lambda r: (r.end - r.start, r.strength), default=None)
    if best is None or _short_of(best, name, words.titles):
        return _unknown(NewName(0, len(name), "unknown"), name, context)
    if country and best.candidates[0].startswith(":"):
        best = Reading(best.start, best.end, (f"{country}{best.candidates[0]}",), "the force of the state spoken of", best.strength)
    return _match(best, name, context, keep_idle=True) or _unknown(NewName(0, len(name), "unknown"), name, context)


def _short_of(reading: Reading, name: str, titles: Collection[str]) -> bool:
    """Whether a reading leaves a capitalised word of the name out: then the name is another's ("Kataeb" of "Kataeb Hizb Allah")."""
    rest = f"{name[: reading.start]} {name[reading.end :]}".split()
    return reading.strength == NAME and any(w[0].isupper() and len(w) > 3 and key(w) not in titles for w in rest)


def _day(part: Part) -> date | None:
    published = part.published or stated(part.document.published)
    return date.fromisoformat(published.start) if published else None


def _readings(s: Scanned, words: Lexicon) -> list[Reading]:
    found = compose(s, words)
    for hit in s.hits:
        named = tuple(dict.fromkeys(e.value for e in hit.entries if e.tag == "actor"))
        lone = " " not in s.folded[hit.start : hit.end] and all(identity(n).kind == "person" for n in named)
        if named and not (lone and _first_name_before(s.text, hit.start, words.titles)):
            found.append(Reading(hit.start, hit.end, named, "name", NAME))
        for tag, (strength, how) in _HOW.items():
            values = tuple(dict.fromkeys(e.value for e in hit.entries if e.tag == tag))
            if values:
                found.append(Reading(hit.start, hit.end, values, how, strength))
        seats = tuple(dict.fromkeys(e.value for e in hit.entries if e.tag == "seat"))
        if seats and not _is_place(hit, s, words):
            found.append(Reading(hit.start, hit.end, seats, "capital for its government", SEAT))
        found += [Reading(hit.start, hit.end, (f":{e.value}",), _UNOWNED, BARE) for e in hit.entries if e.alone]
    return found


def _known_within(new: NewName, readings: Iterable[Reading], s: Scanned, words: Lexicon) -> bool:
    """Whether the run is only a known name with a capitalised word beside it ("Kataib Hezbollah Monday"), or a state's unit."""
    for r in readings:
        if new.start <= r.start and r.end <= new.end and r.strength >= COMPOSED:
            after = s.folded[r.end :].lstrip().split(" ", 1)[0]
            goes_on = after in words.connectors or after in travelling_connectors() or is_head(s.folded[r.start : r.end])
            if (r.start, r.end) == (new.start, new.end) or not goes_on or r.strength == COMPOSED:
                return True
    return False


def _unknown(new: NewName, text: str, context: Context) -> ActorMatch:
    written = text[new.start : new.end]
    spelled = by_skeleton().get(skeleton(written))
    if spelled and not context.far(identity(spelled)):
        reading = Reading(new.start, new.end, (spelled,), f"another spelling of {identity(spelled).name!r}", NAME)
        found = _match(reading, text, context)
        if found:
            return found
    return ActorMatch(start=new.start, end=new.end, text=written, actor=None, name=" ".join(written.split()), kind=new.kind, reason=NEW)


def _is_place(hit: Hit, s: Scanned, words: Lexicon) -> bool:
    """Whether a capital stands as the town: after "in", before "airport", before a comma and a name, alone on its line; or as a surname."""
    if _first_name_before(s.text, hit.start, words.titles):
        return True
    if words.locatives.search(s.folded, max(0, hit.start - 24), hit.start) or words.after_place.match(s.folded, hit.end):
        return True
    after = s.text[hit.end : hit.end + 3]
    if after[:1] == "," and s.text[max(0, hit.start - 2) : hit.start] == ", ":
        return True  # one of a list, or set off beside another name
    if after[:1] == " " and ((after[1:2].isupper() and not s.text[hit.start : hit.end].isupper()) or s.folded.startswith(" al ", hit.end)):
        return True
    starts_line = hit.start == 0 or s.text[hit.start - 1] == "\n"
    dateline = starts_line and after.lstrip()[:1] in (",", "-", "(", "\u2013", "\u2014", ":", "")
    return dateline or after[:1] in ("(", "/") or (after[:1] == "," and after[2:3].isupper())


_BEFORE = re.compile(r"(?:^|([^\s]))(\s+)([^\W\d_][\w'\u2019-]*\.?) $")


def _first_name_before(text: str, start: int, titles: Collection[str]) -> bool:
    """Whether a capitalised word that starts no sentence, an initial or a title stands right before: "Rico Bush", "Bennie G. London"."""
    found = _BEFORE.search(text[max(0, start - 40) : start])
    if found is None or not found[3][0].isupper() or (found[3].isupper() and len(found[3]) > 2) or key(found[3]) in titles:
        return False
    initial = len(found[3]) == 2 and found[3].endswith(".")
    sentence_start = found[1] is None or found[1] in '.!?"\u201d\u00bb\u201c\u00ab:;-\u2013\u2014' or "\n" in found[2]
    return initial or not (sentence_start or found[3].endswith("."))


def _longest(readings: Iterable[Reading]) -> list[Reading]:
    """Readings that do not overlap: the longest wins, then the stronger; same stretch and strength are alternatives of each other."""
    merged: dict[tuple[int, int, int], Reading] = {}
    for r in readings:
        place = (r.start, r.end, r.strength)
        if place in merged:
            r = Reading(r.start, r.end, tuple(dict.fromkeys(merged[place].candidates + r.candidates)), merged[place].how, r.strength)
        merged[place] = r
    taken: list[Reading] = []
    covered: set[int] = set()
    for r in sorted(merged.values(), key=lambda r: (r.start - r.end, -r.strength, r.start)):
        if not any(i in covered for i in (r.start, r.end - 1)):
            taken.append(r)
            covered.update(range(r.start, r.end))
    return sorted(taken, key=lambda r: r.start)


def _context(s: Scanned, readings: Sequence[Reading], day: date | None, words: Lexicon) -> Context:
    countries: Counter[str] = Counter()
    for hit in s.hits:
        codes = {e.value for e in hit.entries if e.tag in ("state", "adjective", "seat")}
        if len(codes) == 1:
            countries[codes.pop()] += 1
    named = [r for r in readings if len(r.candidates) == 1 and r.strength == NAME]
    sure = [identity(r.candidates[0]) for r in named if not _unsure(r, s.text[r.start : r.end])]
    countries.update(who.country for who in sure if who.country)
    return Context(countries=countries, day=day, others=frozenset(who.id for who in sure if who.id), formers=words.formers, leaders=words.leaders)


def _surname(reading: Reading, written: str) -> bool:
    return " " not in written and all(identity(c).kind == "person" for c in reading.candidates)


def _unsure(reading: Reading, written: str) -> bool:
    """Whether a name proves nothing by itself: an acronym, a bare surname, or words that mean other things too."""
    return case_of(written) == "capitals" or _surname(reading, written) or key(written) in doubtful_names()


def _match(reading: Reading, text: str, context: Context, *, keep_idle: bool = False) -> ActorMatch | None:
    """The match that a reading makes; None where the words may well be no actor at all."""
    start, end = reading.start, reading.end
    written = text[start:end]
    titled = key(text[max(0, start - 20) : start]).rstrip().endswith(context.leaders) and in_office(reading.candidates[0], context.day)
    doubtful = (_surname(reading, written) and not titled) or key(written) in doubtful_names()
    choice = choose(reading.candidates, context, doubtful=doubtful, acronym=case_of(written) == "capitals")
    if choice.idle and not keep_idle:
        return None
    if choice.identity is None:
        kinds = {identity(c).kind for c in reading.candidates}
        return ActorMatch(
            start=start,
            end=end,
            text=written,
            actor=None,
            name=" ".join(written.split()),
            kind=kinds.pop() if len(kinds) == 1 else "unknown",
            reason=choice.reason,
            alternatives=choice.alternatives,
        )
    return _described(choice, reading, written, context.day, start, end, former=_former(text, start, end, context.formers))


def _former(text: str, start: int, end: int, formers: frozenset[str]) -> bool:
    """Whether an office is called former, late or next, within its words or right beside them."""
    inside, before, after = (re.findall(r"\w+", key(t)) for t in (text[start:end], text[max(0, start - 14) : start], text[end : end + 14]))
    return bool(formers & {*inside, *before[-1:], *after[:1]})


def _described(choice: Choice, reading: Reading, written: str, day: date | None, start: int, end: int, *, former: bool) -> ActorMatch:
    who = choice.identity
    assert who is not None
    reason, alternatives = f"{reading.how}: {choice.reason}" if len(reading.candidates) > 1 else reading.how, choice.alternatives
    if who.kind == "person" and who.id and ":" in who.id and not former:
        held = holder(who.id, day)
        if held and known(held.person):
            reason, alternatives = f"{who.name} then", (who.id, *alternatives)
            who = identity(held.person)
    return ActorMatch(
        start=start,
        end=end,
        text=written,
        actor=who.id,
        name=who.name,
        country=who.country,
        kind=who.kind,
        reason=reason,
        alternatives=alternatives,
    )


def _titled(matches: Sequence[ActorMatch], text: str) -> list[ActorMatch]:
    """An office right before a person's name ("Iraqi president Barham Salih") is one match: that person."""
    found: list[ActorMatch] = []
    for match in matches:
        last = found[-1] if found else None
        named = match.kind == "person" and match.actor is not None and ":" not in match.actor
        if last and named and _office(last) and text[last.end : match.start] in (" ", "\n"):
            both = text[last.start : match.end]
            found[-1] = msgspec.structs.replace(match, start=last.start, text=both, reason=f"{match.reason}, with the office before it")
        else:
            found.append(match)
    return found


def _owned(matches: Sequence[ActorMatch]) -> list[ActorMatch]:
    """A bare "the ministry of defence" after "the British ministry of defence" is the British one, if no other was named."""
    owners: dict[str, dict[str, ActorMatch]] = {}
    found = []
    for match in matches:
        owner, colon, body = (match.actor or "").partition(":")
        if colon:
            owners.setdefault(identity(f":{body}").name, {})[owner] = match
        elif match.reason == _UNOWNED and match.name not in _GENERIC and len(owners.get(match.name, {})) == 1:
            named = next(iter(owners[match.name].values()))
            match = msgspec.structs.replace(
                match, actor=named.actor, name=named.name, country=named.country, kind=named.kind, reason=f"as {named.text!r} before"
            )
        found.append(match)
    return found


def _office(match: ActorMatch) -> bool:
    return match.kind == "person" and any(":" in (a or "") for a in (match.actor, *match.alternatives))
