"""What a part is about, where words of violence mean something else: games, markets, illness, fiction, the long past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from istor.coding.acts import ANIMATE, Act, Filling
from istor.coding.entities import Entity
from istor.coding.gathering import Group
from istor.coding.lexicon import normal
from istor.coding.typing import PSEUDO
from istor.languages import table
from istor.languages.patterns import whole_words
from istor.model import Part, Timex
from istor.model.report import Published

PER_WORD = 500
"""Characters of a part for which one word of a topic more is asked: long reports hold some of everything."""
LEAST = 2
_WORD = re.compile(r"\w+")


class Topics(msgspec.Struct, frozen=True):
    """The words of one language (languages/*/topics.toml), by what they do to acts."""

    likeness: re.Pattern[str]
    invention: re.Pattern[str]
    conflict: re.Pattern[str]
    accord: re.Pattern[str]
    """Words by which an accord is one between sides of a conflict."""
    likening: frozenset[str]
    inventing: frozenset[str]
    """The first words of those of `likeness` and `invention`: most texts have none."""


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


@cache
def topics(code: str) -> Topics | None:
    """The topics of a language, or None where it has no such file."""
    kinds = table(code, "topics")
    if not kinds:
        return None

    def words(kind: str) -> dict[str, None]:
        return dict.fromkeys(normal(w) for topic in kinds.get(kind, {}).values() for w in topic["words"])

    def first(kind: str) -> frozenset[str]:
        return frozenset(m.group() if (m := _WORD.match(w)) is not None else "" for w in words(kind))

    def pattern(kind: str) -> re.Pattern[str]:
        return whole_words(words(kind))

    return Topics(pattern("likeness"), pattern("invention"), pattern("conflict"), pattern("accord"), first("likeness"), first("invention"))


def weight(pattern: re.Pattern[str], text: str) -> int:
    """Different words of a topic in a text; a phrase counts two, since it is seldom there by chance."""
    return sum(2 if " " in found else 1 for found in {m.group() for m in pattern.finditer(text)})


def setting(part: Part, hazards: re.Pattern[str], times: Iterable[Timex]) -> Setting:
    """What a part is about. A topic needs two of its words, more in a long text; beside words of conflict it needs more than those."""
    known = topics(part.language)
    if known is None:
        return Setting()
    text = normal(part.document.text[part.start : part.end])
    least = max(LEAST, len(text) // PER_WORD)
    conflict = weight(known.conflict, text)
    held = {"", *_WORD.findall(text)}
    invention = (0 if known.inventing.isdisjoint(held) else weight(known.invention, text)) + 2 * any(_long_ago(t, part.published) for t in times)
    likeness = (0 if known.likening.isdisjoint(held) else weight(known.likeness, text)) + invention
    return Setting(
        likeness=(likeness >= least and 2 * likeness > conflict) or likeness > conflict == 0,
        through=likeness > least and conflict == 0,
        invention=invention >= least and invention > conflict,
        hazard=weight(hazards, text) > conflict,
        conflict=conflict >= least and conflict > likeness,
    )


LONG_AGO = 50
"""Years before its publication that a report tells of as history."""
ANY_REPORT = 1950
"""No report that Istor is for is older: what stands for the year of one that states none."""
HARMED = frozenset(("killed", "injured", "abducted"))
ARMED = frozenset(("armed_group", "state_force"))
ATTACKERS = frozenset(("attacker", "fighter", "group", "mob", "military", "police"))


def literal(g: Group, about: Setting, published: Published | None) -> bool:
    """Whether violence is meant as it is said: somebody is hurt or taken, or it has a weapon, or a side or a target that such acts have."""
    if _history(g, published) or _judged(g):
        return False
    if _plain(g, about):
        return True
    if g.concept == "robbery" and not any(a.weapons or _by_hand(a) or any(e.kind == "facility" for e in _against(a)) for a in g.acts):
        return False  # "robbed her of a medal", "stole the show"
    if about.invention:
        return False
    if about.hazard and all(a.neutral or a.concept in PSEUDO for a in g.acts) and not any(_by_hand(a) or a.weapons for a in g.acts):
        return False
    if any(_hurt(a, about) for a in g.acts) and (not about.through or any(a.weapons or a.concept == "shooting" or _by_hand(a) for a in g.acts)):
        return True
    if about.likeness:
        return any(a.weapons and (_by_hand(a) or _at_something(a)) for a in g.acts)
    return about.conflict or any(a.weapons or _by_hand(a) or _at_something(a) or _bare(a) for a in g.acts)


def _bare(a: Act) -> bool:
    """Told without whom it harms, and not as the doing of a thing ("the acid attacks"); a death alone says nothing of violence."""
    return not _against(a) and not a.neutral and a.concept not in ("death", "injury") and not _by_things(a)


def _by_things(a: Act) -> bool:
    """Whether those who did it are all things, as far as the lists of people know."""
    by = [f.entity for f in a.get("perp")]
    return bool(by) and all(e.kind == "unknown" and not (e.named or e.pronoun or e.place or e.actor or e.category or e.weapon or e.trigger) for e in by)


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
        and not (about.likeness and f.entity.pronoun)
        for f in a.get("victim")
    )


def _suffers(a: Act, f: Filling) -> bool:
    """Somebody named whom harm befell ("Smith was shot", "the death of Smith"); of what somebody did to a name, games tell as well."""
    passive = a.predicate is not None and a.predicate.chunk.passive  # not "Smith shot twice"
    return f.entity.named and f.entity.kind == "unknown" and not f.entity.place and (passive or f.slot in ("condition", "of", "poss"))


def _plain(g: Group, about: Setting) -> bool:
    """Somebody hurt, by an armed hand or a weapon, on a day or in a town: not told so of games, and seldom of fiction."""
    hurt = any(
        f.effect in HARMED and not f.entity.pronoun and not (about.through and f.entity.kind == "unknown" and not f.entity.named)
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


def _long_ago(t: Timex, published: Published | None) -> bool:
    newest = int(published.start[:4]) if published is not None else ANY_REPORT
    return t.last is not None and t.last.year < newest - LONG_AGO


def _history(g: Group, published: Published | None) -> bool:
    """Every day that is told of it lies a lifetime before the report."""
    days = [t for a in g.acts for t in a.times if t.last is not None]
    return bool(days) and all(_long_ago(t, published) for t in days)
