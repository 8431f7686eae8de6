"""Who says it: speakers of sentences, and what they say of responsibility (claims, accusations, denials)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from istor.coding.acts import Sentence
from istor.coding.chunks import Chunk
from istor.coding.clauses import Predicate, be, noun_list
from istor.coding.entities import Entity
from istor.coding.lexicon import Lexicon
from istor.coding.words import Word
from istor.model.sides import STATE_KINDS

AUTHORITY_CATEGORIES = frozenset(("official", "government", "police", "military", "judge", "diplomat"))


@dataclass(slots=True)
class Saying:
    """A speech verb with its speaker; `act` is say, claim, accuse, blame, attribute, deny, admit, doubt, suspect or responsible."""

    act: str
    sentence: int
    start: int
    end: int
    speaker: Entity | None
    blamed: list[Entity] = field(default_factory=list)
    events: list[Chunk] = field(default_factory=list)
    """Noun phrases of action in its slots, that the claim or denial is about."""
    governed: list[Predicate] = field(default_factory=list)
    negated: bool = False
    nobody: bool = False
    via: list[Entity] = field(default_factory=list)


def sayings(s: Sentence, lex: Lexicon, text: str) -> list[Saying]:
    """Every speech verb of a sentence, and "according to X"."""
    found: list[Saying] = []
    for p in s.predicates:
        entry = p.chunk.entry
        speech = entry if entry is not None and entry.kind == "speech" else p.said or (p.chunk.head.entry("speech") if p.chunk.head is not None else None)
        if speech is None and entry is not None and entry.kind == "trigger" and entry.extra in ("say", "demand"):
            found.append(Saying("say", s.number, p.chunk.start, p.chunk.end, _speaker(s, p), negated=p.chunk.negated))
            continue
        if speech is None:
            responsible = _responsible(s, p)
            if responsible is not None:
                found.append(responsible)
            continue
        saying = Saying(speech.value, s.number, p.chunk.start, p.chunk.end, _speaker(s, p), negated=p.chunk.negated)
        if saying.act in _TWOFOLD:
            saying.act = _act_of(s, p, saying.act)
        _content(s, p, saying, speech.value)
        _own_deed(s, saying)
        found.append(saying)
    found.extend(_going_on(s))
    _of_itself(found)
    found.extend(_according(s, lex, text))
    return found


def _of_itself(found: list[Saying]) -> None:
    """ "The coalition said it was not responsible": who speaks is who denies."""
    said = next((x.speaker for x in found if x.act == "say" and x.speaker is not None and not x.speaker.pronoun), None)
    for x in found:
        if x.act in ("deny", "responsible") and x.speaker is None and x.blamed and all(b.pronoun for b in x.blamed) and said is not None:
            x.speaker, x.blamed = said, [said]


_TWOFOLD = frozenset(("claim_of", "suspect_of", "work"))
"""Verbs whose objects tell what they say: "claimed the attack" is a claim, "claimed that" a saying."""


def _act_of(s: Sentence, p: Predicate, act: str) -> str:
    if act != "claim_of":
        return "suspect"
    objects = [c for c in p.get("obj") if c.index in s.entities]
    deed = any(s.entities[c.index].trigger for c in objects)
    own = any(q.governor is p and q.chunk.infinitive and q.chunk.entry is not None and q.chunk.entry.kind == "trigger" for q in s.predicates)
    armed = any(s.entities[c.index].kind == "armed_group" for c in p.get("subj") if c.index in s.entities)
    if own and armed:
        return "claim"  # "claimed to have killed 20 soldiers"
    return "claim" if deed or any(w.entry("speech") is not None for c in objects for w in c.words) else "say"


def _own_deed(s: Sentence, saying: Saying) -> None:
    """ "The rebels said their men had shelled the town": an armed group that tells its own deed claims it."""
    if saying.act != "say" or saying.negated or saying.speaker is None or saying.speaker.kind != "armed_group":
        return
    for a in s.acts:
        doers = [f.entity for f in a.get("perp") if f.slot == "subj" and f.entity.start > saying.end]
        if a.start > saying.end and not a.negated and any(e.pronoun or (e.kind == "armed_group" and not e.actor) for e in doers):
            saying.act, saying.blamed = "claim", [saying.speaker]
            if a.predicate is not None:
                saying.governed.append(a.predicate)


def _behind(s: Sentence, found: list[Chunk]) -> list[Chunk]:
    """Nouns of action that stand behind a noun ("responsibility for the attack")."""
    out = []
    for c in found:
        k = c.index + 2
        if k < len(s.chunks) and s.chunks[k - 1].kind == "PREP" and s.chunks[k].kind == "NP" and s.entities[k].trigger:
            out.append(s.chunks[k])
    return out


def _speaker(s: Sentence, p: Predicate) -> Entity | None:
    chunks = p.get("by") if p.passive else p.get("subj")
    behind = inverted(s, p)
    if behind is not None and (not chunks or p.get("obj")):
        return _whole(s, behind)
    if not (p.passive or p.gerund) and p.governor is not None and p.chunk.index and s.chunks[p.chunk.index - 1].kind in ("COMMA", "QUOTE"):
        return None  # "dix civils ont été tués, a indiqué ...": those told of say nothing
    for c in chunks:
        e = s.entities.get(c.index)
        if e is not None and not e.trigger and not e.weapon:
            return _whole(s, c)
    return None


def _whole(s: Sentence, c: Chunk) -> Entity:
    """A speaker with what it is of: "the site of information X", "commander of the army"."""
    e = s.entities[c.index]
    return replace(e, end=c.full_end, text=s.text[e.start - s.start : c.full_end - s.start]) if c.of is not None else e


def inverted(s: Sentence, p: Predicate) -> Chunk | None:
    """ "..., said the army": the verb stands behind a comma or quotation and its subject behind it."""
    k = p.chunk.index
    if k == 0 or p.passive:
        return None
    before = s.chunks[k - 1]
    if before.kind not in ("COMMA", "QUOTE"):
        return None
    at = k + 1
    while at + 1 < len(s.chunks):
        c, behind = s.chunks[at], s.chunks[at + 1]
        if c.kind == "TIME":
            at += 1  # "a annoncé jeudi le gouvernement"
        elif c.kind == "PREP" and (behind.kind == "TIME" or ("to" in c.slots and behind.kind == "NP" and at + 2 < len(s.chunks) and s.chunks[at + 2].kind == "NP")):
            at += 2  # "a indiqué à l'agence un responsable"
        else:
            break
    after = s.chunks[at] if at < len(s.chunks) else None
    if after is None or after.kind != "NP":
        return None
    e = s.entities.get(after.index)
    return after if e is not None and not e.trigger and not e.weapon and e.kind != "facility" else None


def _content(s: Sentence, p: Predicate, saying: Saying, word: str) -> None:
    ents = s.entities
    slots = p.slots
    everything = [c for slot in ("obj", "for", "of", "on", "in", "with", "from", "about", "during", "complement") for c in slots.get(slot, [])]
    for c in everything:
        e = ents.get(c.index)
        if e is None:
            continue
        if e.trigger and c not in saying.events:
            saying.events.append(c)
        inner = c.of
        while inner is not None:
            other = ents.get(inner.index)
            if other is not None and other.trigger and inner not in saying.events:
                saying.events.append(inner)
            inner = inner.of
    people = [ents[c.index] for c in slots.get("obj", []) if c.index in ents and not ents[c.index].trigger]
    if saying.act in ("accuse", "blame"):
        saying.blamed = people
        if saying.act == "blame":
            saying.blamed += [ents[c.index] for c in slots.get("on", []) if c.index in ents and not ents[c.index].trigger]
    elif saying.act == "attribute":
        saying.blamed = [ents[c.index] for c in slots.get("to", []) if c.index in ents and not ents[c.index].trigger]
    elif saying.act == "suspect" and word in _TWOFOLD:
        saying.blamed = people
        if word == "work":
            saying.events += [c for c in slots.get("subj", []) if c.index in ents and ents[c.index].trigger]
    elif saying.act in ("claim", "admit", "deny"):
        saying.events += _behind(s, slots.get("obj", []))
        saying.blamed = [saying.speaker] if saying.speaker is not None else []
        saying.nobody = bool(saying.speaker is not None and saying.speaker.negated) or (saying.act == "claim" and saying.negated)
    if saying.act in ("accuse", "blame", "attribute", "deny") or (word == "suspect_of" and saying.blamed):
        # "accused X of attacking A and for the attack on B": every act told behind the verb
        saying.events += [a.chunk for a in s.acts if a.chunk is not None and a.start > saying.end and a.chunk not in saying.events]
    named = {e.chunk.index for e in saying.blamed}
    saying.governed = [q for q in s.predicates if q.chunk.index > p.chunk.index and any(c.index in named for c in q.get("subj"))]
    if saying.act in ("deny", "admit"):
        saying.governed += _clause_behind(s, p)
    saying.governed += [q for q in s.predicates if q.governor is p or (q.chunk.index > p.chunk.index and q.marker in ("that", "que", "qu'"))]


def _clause_behind(s: Sentence, p: Predicate) -> list[Predicate]:
    """The verb of the clause that a verb of saying opens ("denied that its planes had bombed", "admitted his men killed")."""
    k = p.chunk.index + 1
    while k < len(s.chunks) and s.chunks[k].kind in ("TIME", "QUOTE", "SUB"):
        k += 1
    while k < len(s.chunks) and s.chunks[k].kind in ("NP", "PREP", "TIME"):
        k += 1
    return [q for q in s.predicates if q.chunk.index == k]


def _going_on(s: Sentence) -> Iterator[Saying]:
    """ "X claimed the attack, saying its fighters had ...": who did what is told before goes on to say."""
    for c in s.chunks:
        if c.kind != "SUB" or c.words[0].entry("speech") is None:
            continue
        before = next((p for p in reversed(s.predicates) if p.chunk.index < c.index and not (p.passive or p.gerund or p.relative)), None)
        for who in before.get("subj")[:1] if before is not None else ():
            e = s.entities.get(who.index)
            if e is not None and not e.trigger and not e.weapon:
                yield Saying("say", s.number, c.start, c.end, _whole(s, who))


def _responsible(s: Sentence, p: Predicate) -> Saying | None:
    """ "X was responsible for the attack": a copula, the word, and the event behind "for"; who arrests "two people responsible" is not."""
    if not be(p):
        return None
    for c in s.chunks[p.chunk.index + 1 : p.chunk.index + 3]:
        for w in c.words:
            e = w.entry("speech")
            if e is not None and e.value == "work":
                return _work(s, p, c, w)
            if e is not None and e.value == "responsible":
                saying = Saying("deny" if p.chunk.negated else "responsible", s.number, w.start, w.end, None)
                saying.blamed = [s.entities[x.index] for x in p.get("subj") if x.index in s.entities]
                k = c.index + 1
                while k < len(s.chunks) and s.chunks[k].kind in ("PREP", "NP"):
                    if s.chunks[k].kind == "NP" and s.entities[s.chunks[k].index].trigger:
                        saying.events.append(s.chunks[k])
                    k += 1
                return saying
    return None


def _work(s: Sentence, p: Predicate, c: Chunk, w: Word) -> Saying | None:
    """ "the attack was the work of X": the deed before the copula, the doer behind the word."""
    deeds = [x for x in p.get("subj") if x.index in s.entities and s.entities[x.index].trigger]
    behind = next((x for x in s.chunks[c.index + 1 : c.index + 3] if x.kind == "NP"), None)
    if not deeds or behind is None or p.chunk.negated:
        return None
    return Saying("suspect", s.number, w.start, w.end, None, blamed=[s.entities[behind.index]], events=deeds)


def _according(s: Sentence, lex: Lexicon, text: str) -> list[Saying]:
    found = []
    for sense, pattern in lex.cues:
        if sense != "according":
            continue
        for m in pattern.found(s.low, s.held):
            at = s.start + m.end()
            k = next((c.index for c in s.chunks if c.kind == "NP" and c.start >= at - 1), None)
            if k is not None and s.chunks[k].start - at < 12:
                people, _ = noun_list(s.chunks, k)
                e = s.entities.get(people[0].index)
                if e is not None and not e.weapon and (e.known or e.named):
                    found.append(Saying("say", s.number, s.start + m.start(), at, _whole(s, people[0])))
    return found


def authority(e: Entity | None) -> bool:
    """Whether a speaker is an authority: a state, its forces or offices."""
    return e is not None and (e.kind in STATE_KINDS or e.category in AUTHORITY_CATEGORIES)
