"""What a part is about, where words of violence mean something else: games, markets, illness, fiction, the long past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from istor.coding.acts import ANIMATE, Act, Filling
from istor.coding.entities import Entity
from istor.coding.gathering import EFFECTS, Group
from istor.coding.lexicon import normal
from istor.coding.moods import narrated
from istor.coding.typing import PSEUDO
from istor.languages import fold, table
from istor.languages.patterns import Sought, either, sought, sought_words, words_in
from istor.model import Part, Timex
from istor.model.report import Published

PER_WORD = 500
"""Characters of a part for which one word of a topic more is asked: long reports hold some of everything."""
LEAST = 2


class Topics(msgspec.Struct, frozen=True):
    """The words of one language (languages/*/topics.toml), by what they do to acts."""

    likeness: Sought
    invention: Sought
    conflict: Sought
    accord: Sought
    """Words by which an accord is one between sides of a conflict."""
    court: Sought
    judged: Sought
    """Words that stand beside those of a court, too weak to tell of one."""
    remembrance: Sought
    unfounded: Sought
    exercise: Sought
    clear: Sought
    """Words of games, works and the past that reports of conflict do not use: one of them counts as three."""
    invented: Sought
    """Those of works and of the past."""


class Setting(msgspec.Struct, frozen=True):
    """What a part is about."""

    likeness: bool = False
    """Violence is a figure of speech there."""
    through: bool = False
    """It is of nothing else: who is hurt there without an armed hand or a weapon is hurt in play, by accident, or in a figure of speech."""
    invention: bool = False
    """What is told was made up, or lies long back."""
    hazard: bool = False
    """It tells of accidents, weather or illness more than of conflict."""
    conflict: bool = False
    """It tells of conflict in so many words."""
    hinted: bool = False
    """As many words speak for a figure of speech as of conflict, and one at least."""
    faint: bool = False
    """One word alone speaks for a figure of speech, and none of conflict against it."""
    clear: bool = False
    """It holds words that reports of conflict do not use, and more of them than of conflict."""
    peaceful: bool = False
    """No word of it is of conflict, nor of a crime."""
    court: bool = False
    """It reports a trial: the crime that is judged lies behind it."""
    remembrance: bool = False
    """It tells a life, or remembers: what has no day of these weeks lies long back."""
    unfounded: bool = False
    """It tells that a report was false, or of an exercise."""


@cache
def topics(code: str) -> Topics | None:
    """The topics of a language, or None where it has no such file."""
    kinds = table(code, "topics")
    if not kinds:
        return None

    def words(kind: str, key: str = "words") -> dict[str, None]:
        return dict.fromkeys(normal(w) for topic in kinds.get(kind, {}).values() for w in topic.get(key, ()))

    def told(kind: str, *keys: str) -> Sought:
        found = [p for topic in kinds.get(kind, {}).values() for key in keys or ("patterns",) for p in topic.get(key, ())]
        return sought("|".join(f"(?:{p})" for p in found).replace("AGE", AGE) if found else "(?!)")

    signs = [p for kind in ("likeness", "invention") for topic in kinds.get(kind, {}).values() for p in topic.get("signs", ())]
    return Topics(
        likeness=sought_words(words("likeness")),
        invention=sought_words(words("invention")),
        conflict=sought_words(words("conflict")),
        accord=sought_words(words("accord")),
        court=told("court"),
        judged=told("court", "patterns", "signs"),
        remembrance=told("remembrance"),
        unfounded=told("unfounded"),
        exercise=told("exercise"),
        clear=either(sought_words({**words("likeness", "clear"), **words("invention", "clear")}), *map(sought, signs)),
        invented=sought_words(words("invention", "clear")),
    )


def _weight(found: Iterable[str]) -> int:
    """Of different words of a topic: a phrase counts two, since it is seldom there by chance."""
    return sum([2 if " " in word else 1 for word in found])


def setting(part: Part, hazards: Sought, times: Iterable[Timex]) -> Setting:
    """What a part is about. A topic needs two of its words, more in a long text; beside words of conflict it needs more than those."""
    known = topics(part.language)
    if known is None:
        return Setting()
    text = normal(part.document.text[part.start : part.end])
    least = max(LEAST, len(text) // PER_WORD)
    folded, short = fold(text), len(text) < SHORT
    held = words_in(text)
    bare = held if folded == text else words_in(folded)

    conflict, clear = _weight(known.conflict.said(text, held)), 3 * len(known.clear.said(text, held))
    invented, likened = known.invention.said(text, held), known.likeness.said(text, held)
    invention = _weight(invented) + 2 * any(_long_ago(t, part.published) for t in times)
    likeness = _weight(likened) + invention + clear
    faint = len(likened | invented) == 1 and conflict == clear == 0
    invention += clear if clear and known.invented.within(text, held) else 0
    return Setting(
        likeness=not faint and ((likeness >= least and 3 * likeness > 2 * conflict) or likeness > conflict == 0),
        hinted=likeness > 0 and likeness >= conflict,
        through=likeness > least and conflict == 0,
        invention=invention >= least and invention > conflict,
        hazard=2 * _weight(hazards.said(text, held)) > conflict,
        conflict=conflict >= least and conflict > likeness,
        faint=faint,
        peaceful=conflict == 0 and not known.judged.within(folded, bare),
        clear=clear > conflict and clear >= least,
        court=short and known.court.within(folded[:OPENING], bare) and len(known.judged.said(folded, bare)) > 1,
        remembrance=short and known.remembrance.within(folded, bare),
        unfounded=short and (known.unfounded.within(folded, bare) or known.exercise.within(folded[:OPENING], bare)),
    )


SHORT = 1500
"""Characters of a part that is of one matter: longer ones tell of several."""
OPENING = 400
AGE = r"(?:6[5-9]|[7-9]\d|1[01]\d)"
"""Ages at which people die in bed."""
RECENT = 400
"""Days before its publication that a report tells of as news."""
BESIDE = 30
"""Characters behind the crime that a trial is of within which its own day is told, and not that of the trial."""
OLD = 730
"""Days before its publication that it tells of as past."""
LONG_AGO = 50
"""Years before its publication that a report tells of as history."""
ANY_REPORT = 1950
"""No report that Istor is for is older: what stands for the year of one that states none."""
HARMED = frozenset(("killed", "injured", "abducted"))
ARMED = frozenset(("armed_group", "state_force"))
ATTACKERS = frozenset(("attacker", "fighter", "group", "mob", "military", "police"))


def literal(g: Group, about: Setting, published: Published | None) -> bool:
    """Whether violence is meant as it is said: somebody is hurt or taken, or it has a weapon, or a side or a target that such acts have."""
    if _judged(g):
        return False
    if (about.invention and about.clear) or (about.hinted and (narrated(g) or (g.concept in CONTESTS and not any(_among_armed(a) for a in g.acts)))):
        return False
    if _plain(g, about) or (g.concept == "suicide_bombing" and not about.clear):
        return True
    if not (about.clear or about.peaceful) and (g.days() or g.towns()) and any(_at_known(a) and a.concept not in PSEUDO for a in g.acts):
        return True
    armed = any(a.weapons or _by_hand(a) for a in g.acts)
    if not armed and about.hazard and all(a.neutral or a.ground or a.concept in PSEUDO for a in g.acts):
        return False  # a death, a blast, beside words of accidents
    if about.faint and any(a.weapons or _by_hand(a) or (a.concept in UNMISTAKABLE and _at_something(a)) for a in g.acts):
        return True
    if g.concept == "robbery" and not any(a.weapons or _by_hand(a) or any(e.kind == "facility" for e in _against(a)) for a in g.acts):
        return False  # "robbed her of a medal", "stole the show"
    if about.invention:
        return False
    figure = about.clear or about.faint
    if any(_hurt(a, about) for a in g.acts if not figure or a.concept not in PSEUDO) and (
        not about.through or any(a.weapons or a.concept == "shooting" or _by_hand(a) for a in g.acts)
    ):
        return True
    if not (figure or about.likeness) and _tolled(g):
        return True
    if about.likeness:
        sure = not about.clear and any(_at_something(a) for a in g.acts) and (g.concept in UNMISTAKABLE or any(_by_hand(a) for a in g.acts))
        return sure or any(a.weapons and (_by_hand(a) or _at_something(a)) for a in g.acts)
    if about.faint:
        return any(e.known and not e.pronoun for a in g.acts for e in _against(a))
    return about.conflict or any(
        a.weapons or _by_hand(a) or _at_something(a) or (_bare(a) and (not about.peaceful or a.concept == "shooting")) for a in g.acts
    )


UNMISTAKABLE = frozenset(
    ("suicide_bombing", "shelling", "air_strike", "grenade_attack", "abduction", "chemical_attack", "violent_demonstration", "sexual_violence")
)
"""Deeds whose words are seldom figures of speech."""


CONTESTS = frozenset(("beating", "armed_clash"))
"""Deeds whose words are also those of games, polls and quarrels ("beaten into fourth place", "a battle over the deficit")."""


def _among_armed(a: Act) -> bool:
    """By or against somebody who bears arms, or with a weapon."""
    return bool(a.weapons) or _by_hand(a) or any(e.kind in ARMED or e.category in ATTACKERS for e in _against(a))


def background(g: Group, about: Setting, published: Published | None) -> bool:
    """Whether it is told as what lies behind the report: years old, judged, remembered, or reported falsely."""
    shared = {t.start for a in g.acts if a.concept in EFFECTS for t in a.times[:1]}
    days = [t for a in g.acts if a.concept not in EFFECTS for t in a.times[:1] if t.last is not None and t.bound != "not_before"]
    if _history(g, published) or (days and published is not None and not about.conflict and all(_before(t, published) > OLD for t in days)):
        return True
    if about.unfounded:
        return True
    if about.court:
        return not any(_recent(t, published) and 0 < t.start - a.end < BESIDE for a in g.acts for t in a.times)
    return about.remembrance and not any(_recent(t, published) and t.start not in shared for t in days)


def _before(t: Timex, published: Published) -> int:
    """Days of a time before the publication."""
    return (date.fromisoformat(published.start) - t.last).days if t.last is not None else 0


def _recent(t: Timex, published: Published | None) -> bool:
    return published is not None and t.last is not None and _before(t, published) < RECENT


def _bare(a: Act) -> bool:
    """Told without whom it harms, and not as the doing of a thing ("the acid attacks"); a death alone says nothing of violence."""
    return not _against(a) and not a.neutral and a.concept not in ("death", "injury") and not _by_things(a)


def _by_things(a: Act) -> bool:
    """Whether those who did it are all things, as far as the lists of people know."""
    by = [f.entity for f in a.get("perp")]
    return bool(by) and all(
        e.kind == "unknown" and not (e.named or e.pronoun or e.place or e.actor or e.category or e.weapon or e.trigger) for e in by
    )


def _judged(g: Group) -> bool:
    """Only the ground of a sentence or trial, without a day, a town or a name of its own ("guilty of murdering his wife")."""
    if not all(a.ground for a in g.acts):
        return False
    own = any(x > a.start for a in g.acts for x in (*(t.start for t in a.times[:1]), *(t.start for t in a.places[:1])))
    return not own and not any(f.entity.named or f.entity.actor for a in g.acts for role in ("victim", "target") for f in a.get(role))


def _hurt(a: Act, about: Setting) -> bool:
    """Someone is killed, hurt or taken; where words are figures of speech, someone who has more than a pronoun. In the capitals of a wire, which
    tells no game and no film, every word may be a name."""
    meant = a.concept == "killing" and not a.neutral
    return any(
        f.effect in HARMED
        and (f.entity.kind in ANIMATE or _suffers(a, f) or (meant and (f.entity.text.isupper() or (f.entity.named and not about.likeness))))
        and not ((about.likeness or about.faint) and f.entity.pronoun)
        for f in a.get("victim")
    )


def _tolled(g: Group) -> bool:
    """A country's doing with a bare toll: "Russian strikes kill 20 in Idlib". Of things that are hit it is said what they are."""
    sided = any(f.entity.country for a in g.acts for f in a.get("perp"))
    return sided and any(
        f.effect in HARMED and f.entity.number is not None and (head := f.entity.chunk.head) is not None and head.count is not None and not head.entries
        for a in g.acts
        for f in a.get("victim")
    )


def _suffers(a: Act, f: Filling) -> bool:
    """Somebody named whom harm befell ("Smith was shot", "the death of Smith"); of what somebody did to a name, games tell as well."""
    passive = a.predicate is not None and a.predicate.chunk.passive  # not "Smith shot twice"
    return f.entity.named and f.entity.kind == "unknown" and not f.entity.place and (passive or f.slot in ("condition", "of", "poss"))


def _plain(g: Group, about: Setting) -> bool:
    """Somebody hurt, by an armed hand or a weapon, on a day or in a town: not told so of games, and seldom of fiction."""
    hurt = any(
        f.effect in HARMED and not f.entity.pronoun and not ((about.through or about.clear) and f.entity.kind == "unknown" and not f.entity.named)
        for a in g.acts
        for f in a.get("victim")
    )
    armed = any(_by_hand(a) or a.weapons for a in g.acts)
    return hurt and armed and (bool(g.days()) or bool(g.towns()))


def _by_hand(a: Act) -> bool:
    """By somebody who bears arms, or a party of the actor table."""
    return any(f.entity.kind in ARMED or f.entity.category in ATTACKERS or f.entity.actor for f in a.get("perp"))


def _against(a: Act) -> list[Entity]:
    return [f.entity for role in ("target", "victim", "site") for f in a.get(role)]


def _at_something(a: Act) -> bool:
    """Against what is attacked: people, buildings, places, a name."""
    return any(e.known or e.named or e.pronoun or e.place or e.actor for e in _against(a))


def _at_known(a: Act) -> bool:
    """Against somebody or a building, by the lists, and not by a thing."""
    return not a.neutral and not _by_things(a) and any(e.kind in ANIMATE or e.kind == "facility" for e in _against(a))


def _long_ago(t: Timex, published: Published | None) -> bool:
    newest = int(published.start[:4]) if published is not None else ANY_REPORT
    return t.last is not None and t.last.year < newest - LONG_AGO


def _history(g: Group, published: Published | None) -> bool:
    """Every day that is told of it lies a lifetime before the report."""
    days = [t for a in g.acts for t in a.times if t.last is not None]
    return bool(days) and all(_long_ago(t, published) for t in days)
