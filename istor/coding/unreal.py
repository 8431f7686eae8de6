"""Acts that a sentence tells of without saying that they happened: supposed, denied, played, in general, long ago, or done by and to things."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

import msgspec

from istor.coding.acts import ANIMATE, Act, Sentence
from istor.coding.chunks import Chunk
from istor.coding.gathering import Group
from istor.coding.lexicon import Lexicon, normal
from istor.knowledge import typology
from istor.languages import common, fold, table
from istor.languages.patterns import Sought, sought, words_in

ON_PEOPLE = frozenset(("killing", "shooting", "beating", "abduction", "torture", "sexual_violence", "self_explosion", "mob_violence"))
"""Deeds that are done to people; said of a thing they are figures of speech ("killed the engine")."""
ON_ANYTHING = frozenset(("armed_attack", "bombing", "air_strike", "shelling", "assail", "pounding", "hijacking", "capture", "seize"))
BY_SOMEBODY = frozenset(
    ("armed_attack", "beating", "abduction", "robbery", "armed_clash", "torture", "hijacking", "mob_violence", "property_destruction")
)
"""Deeds that somebody does; said to be done by a thing they are figures of speech ("ambushed by fuel costs")."""
EVER = frozenset(("supposed", "played"))
"""Why the acts of a sentence are no telling even in a report of conflict."""
WORDY = frozenset(("deal", "trade", "relations", "goodwill", "travel"))


class Unreal(msgspec.Struct, frozen=True):
    """The words of one language (languages/*/unreal.toml)."""

    whole: tuple[tuple[str, Sought], ...]
    """By why: what makes of a whole sentence no telling of acts."""
    denied: Sought
    """Behind which what is denied is told."""
    somebody: frozenset[str]
    """Frequent words that stand for people or places and are in no other list."""
    frequent: frozenset[str]


@cache
def unreal(code: str) -> Unreal | None:
    """The words of a language, or None where it has no such file."""
    kinds = table(code, "unreal")
    if not kinds:
        return None
    whole = tuple((why, sought("|".join(f"(?:{p})" for p in kind["patterns"]))) for why, kind in kinds["whole"].items())
    denied = sought("|".join(f"(?:{p})" for p in kinds["denied"]["patterns"]))
    return Unreal(whole, denied, frozenset(fold(w) for w in kinds["somebody"]["words"]), common(code))


def drop_unreal(s: Sentence, lex: Lexicon, conflict: bool) -> None:
    """Takes out of a sentence the acts of force that it does not say to have happened; a denied one is only marked, since another may tell it. In a
    report of conflict words are meant as they are said, and its history is told with it."""
    known = unreal(lex.code)
    if known is None or not any(_forceful(a) for a in s.acts):
        return
    low = fold(s.low)
    held = s.held if low == s.low else words_in(low)
    why = next((name for name, pattern in known.whole if (name in EVER or not conflict) and pattern.within(low, held)), "")
    kept = []
    for a in s.acts:
        if _forceful(a):
            if why or (not conflict and _of_things(s, a, known)) or _by_animals(s, a, lex) or _on_animals(a, lex) or _of_police(s, a) or _titled(s, a):
                continue
            a.denied = _denied(a, s, low, held, known)
        kept.append(a)
    s.acts[:] = kept


def _forceful(a: Act) -> bool:
    found = typology().get(a.concept)
    return found is None or found.violent or found.muc4 is not None


def only_denied(g: Group) -> bool:
    """Whether an event is told only as what somebody denies ("denied that there had been a shooting: no shots were fired")."""
    return any(a.denied for a in g.acts) and all(a.denied or a.negated or any(w.negated for w in a.weapons) for a in g.acts)


def _denied(a: Act, s: Sentence, low: str, held: Set[str], known: Unreal) -> bool:
    """ "denied that its jets had bombed a village", "dismissed reports of an attack": not "denied a role in the attack"."""
    if a.nominal and a.definite:
        return False
    return any(m.end() <= a.start - s.start for m in known.denied.found(low, held))


def _of_things(s: Sentence, a: Act, known: Unreal) -> bool:
    """Whether a verb of force is said of things that it cannot be done to, or by things that cannot do it."""
    p = a.predicate
    if p is None or a.nominal or a.weapons:
        return False
    means = [c for slot in ("with", "of") for c in p.get(slot) if c.start >= a.end]
    if a.concept in ON_ANYTHING and means and all(_thing(s, c, known) for c in means):
        return True  # "bombarded voters with leaflets"
    if any(f.entity.kind in ANIMATE or f.entity.pronoun for role in ("victim", "target") for f in a.get(role)):
        return False
    hit = [c for c in p.get("obj") if (c.end <= a.start if p.passive else c.start >= a.end)]
    armed = any(f.entity.kind in ANIMATE or f.entity.category for f in a.get("perp"))
    if (a.concept in ON_PEOPLE or (a.concept in ON_ANYTHING and (not armed or a.concept == "hijacking"))) and hit and all(_thing(s, c, known) for c in hit):
        return a.concept not in ON_PEOPLE or not any(
            e.number is not None for c in hit if (e := s.entities.get(c.index)) is not None
        )  # "killed two players"
    done = p.get("by") if p.passive else p.get("subj")
    return a.concept in BY_SOMEBODY and bool(done) and all(_thing(s, c, known) for c in done)


def _thing(s: Sentence, c: Chunk, known: Unreal) -> bool:
    """A frequent word that no list knows as people, place, building, weapon or act: what is rare may be a name or a people."""
    e = s.entities.get(c.index)
    if e is not None and e.trigger and c.head is not None:
        told = c.head.entry("trigger")
        found = typology().get(told.value) if told is not None else None
        return told is not None and (told.value in WORDY or (found is not None and found.family == "diplomacy"))  # "held the talks hostage"
    if (
        e is None
        or c.head is None
        or e.kind != "unknown"
        or e.category
        or e.known
        or e.named
        or e.pronoun
        or e.place
        or e.actor
        or e.weapon
        or e.trigger
    ):
        return False
    h = c.head
    if h.entries or h.classes or h.count is not None or h.time is not None or h.name or not h.text.islower() or not h.text.isalpha():
        return False
    if c.apposition is not None or any(w.actor is not None or w.name for w in c.words):
        return False
    word = fold(h.text)
    return word in known.frequent and word not in known.somebody


def _of_police(s: Sentence, a: Act) -> bool:
    """ "Eight people were arrested in dawn raids": what arrests are made in attacks nobody."""
    if a.concept != "armed_attack" or not a.nominal or a.definite or a.weapons or a.chunk is None or a.chunk.governor is None or "during" not in a.chunk.governor.slots:
        return False
    before = [x for x in s.acts if x.start < a.start]
    return bool(before) and before[-1].concept == "arrest" and all(x.concept in ("arrest", "armed_attack") for x in s.acts)


NAME = 7
"""Words at most of a quotation that is the name of a work."""


def _titled(s: Sentence, a: Act) -> bool:
    """Whether it stands within the name of a work: few words between quotation marks, all with capitals."""
    at = a.start - s.start
    quoted = next((m for m in _QUOTED.finditer(s.text) if m.start() < at < m.end()), None)
    words = _WORD.findall(quoted.group(1)) if quoted is not None else []
    long = [w for w in words if len(w) > 3]
    return bool(long) and len(words) <= NAME and not s.text.isupper() and all(w[0].isupper() for w in long) and words[0][0].isupper()


_QUOTED = re.compile('["\u201c\u00ab]\\s*([^"\u201d\u00bb]{3,80}?)\\s*["\u201d\u00bb]')
_WORD = re.compile(r"[^\W\d_]+")


def _by_animals(s: Sentence, a: Act, lex: Lexicon) -> bool:
    """Whether animals or germs do it."""
    p = a.predicate
    done = (p.get("by") if p.passive else p.get("subj")) if p is not None else []
    return bool(done) and all(
        any(lex.animals.fullmatch(normal(x.head.text)) for x in (c, c.of) if x is not None and x.head is not None) for c in done
    )


def _on_animals(a: Act, lex: Lexicon) -> bool:
    """Whether all that is hit are animals ("some 40,000 dead insects")."""
    heads = [f.entity.chunk.head for role in ("victim", "target") for f in a.get(role)]
    return (
        bool(heads) and a.concept != "abduction" and all(h is not None and h.text.islower() and lex.animals.fullmatch(normal(h.text)) for h in heads)
    )
