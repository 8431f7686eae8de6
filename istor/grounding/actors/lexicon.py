"""What can name an actor in a language, compiled once for one scan: names, states, nationalities, forces, offices, collectives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any, Literal

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

import istor.languages as languages
from istor.grounding.actors.wording import inflected, inflected_name, key, skeleton, spelled_out
from istor.knowledge.actors import Actor, actors
from istor.model.mention import ActorKind

Tag = Literal["actor", "state", "adjective", "people", "seat", "body", "head", "collective", "besides"]
Case = Literal["any", "capital", "exact", "capitals"]
ACRONYM = 6
"""Names of up to so many letters, all capitals, are acronyms: taken only where the text has capitals too."""


class Entry(msgspec.Struct, frozen=True):
    """One reading of a pattern. `value` is an actor id, an ISO code, a class or a collective; `extra` the tail of a split office."""

    tag: Tag
    value: str
    case: Case = "any"
    extra: str = ""
    alone: bool = False
    written: str = ""
    """The name as typed, where the text must have it so."""


def case_of(name: str) -> Case:
    """What capitals a name needs: an acronym all of them, a mixed one ("LeT") its own, a name with any capital at least one."""
    letters = [c for c in name if c.isalpha()]
    if letters and len(letters) <= ACRONYM and all(c.isupper() for c in letters):
        return "capitals"
    if len(letters) <= ACRONYM and sum(c.isupper() for c in letters) > 1 and " " not in name:
        return "exact"
    return "capital" if any(c.isupper() for c in letters) else "any"


_GAPS = ("fillers", "links", "joins")
"""What stands between a noun and its state; where clitics are written together with the next word, the gap ends with one."""


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(key(w)) for w in sorted(set(words), key=len, reverse=True))


class Lexicon:
    """The compiled words of one language. Build it with `lexicon`, which keeps it; it is never changed after."""

    def __init__(self, code: str, named: Iterable[Actor]) -> None:
        self.code = code
        self.words: dict[str, Any] = languages.table(code, "actors")
        known = code in languages.available()
        self.capitals = languages.get(code).capitals if known else True
        self.clitics = tuple(languages.get(code).clitics) if known else ()
        self.found: dict[str, list[Entry]] = {}
        self._named(named)
        self._states()
        self._bodies()
        self._collectives()
        for phrase in self.words.get("besides", ()):
            self._add(phrase, Entry("besides", phrase))
        self.formers = frozenset(key(w) for w in self.words.get("formers", ()))
        self.connectors = frozenset(key(w) for w in self.words.get("connectors", ()))
        self.titles = frozenset(key(w) for t in self.words.get("personal_titles", ()) for w in t.split())
        self.leaders = tuple(key(t) for t in self.words.get("leader_titles", ()))
        self.common = frozenset(key(w) for w in self.words.get("common", ()))
        heads = self.words.get("heads", {})
        self.first_heads, self.last_heads = (self._heads(heads.get(end, {})) for end in ("first", "last"))
        self.patterns = list(self.found)
        self._automaton = AhoCorasick(self.patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)

    @staticmethod
    def _heads(nouns: dict[str, ActorKind]) -> dict[str, ActorKind]:
        """First or last nouns of groups' names, folded."""
        return {key(noun): kind for noun, kind in nouns.items()}

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """Overlapping hits as (pattern number, start, end) in the folded text, boundaries not yet tested."""
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)

    def _add(self, name: str, entry: Entry) -> None:
        folded = key(name)
        if len(folded) < 2:
            return
        entries = self.found.setdefault(folded, [])
        if entry not in entries:
            entries.append(entry)

    def _rules(self, what: str) -> Sequence[Sequence[str]]:
        rules: Sequence[Sequence[str]] = self.words.get("inflect", {}).get(what, ())
        return rules

    def _named(self, named: Iterable[Actor]) -> None:
        nouns, adjectives = self._rules("name"), self._rules("adjective")
        last_names = self._rules("person")
        for actor in named:
            for name in actor.names:
                case = case_of(name)
                self._add(name, Entry("actor", actor.id, case, written=name if case in ("exact", "capitals") else ""))
            for code, cell in actor.languages:
                if code == self.code and nouns:
                    rules = (last_names, (), True) if actor.kind == "person" else (nouns, adjectives, False)
                    for form in (f for name in cell.split("|") for f in inflected_name(name, rules[0], rules[1], person=rules[2])):
                        self._add(form, Entry("actor", actor.id, case_of(form)))

    def _states(self) -> None:
        nouns, adjectives = self._rules("name"), self._rules("adjective")
        for row in languages.rows(self.code, "states"):
            for name in filter(None, row["names"].split("|")):
                for form in inflected_name(name, nouns, adjectives):
                    self._add(form, Entry("state", row["code"], case_of(form)))
            for name in filter(None, row["seats"].split("|")):
                for form in inflected_name(name, nouns, adjectives):
                    self._add(form, Entry("seat", row["code"], case_of(form)))
            for adjective in filter(None, row["adjectives"].split("|")):
                for form in inflected(adjective, adjectives):
                    self._add(form, Entry("adjective", row["code"], case_of(form)))
                plural = [r for r in self._rules("people") if adjective.endswith(r[0])]
                for article, form in ((a, f) for a in self.words.get("articles", ()) if plural for f in inflected(adjective, plural)):
                    self._add(f"{article} {form}", Entry("people", row["code"], "capital" if self.capitals else "any"))

    def _bodies(self) -> None:
        for body in self.words.get("body", ()):
            alone = {form for noun in body.get("alone", ()) for form in spelled_out(noun)}
            for noun in (form for pattern in [*body["nouns"], *body.get("alone", ())] for form in spelled_out(pattern)):
                head, slot, tail = noun.partition(" _ ")
                whole = f"{head} {tail}" if slot else head
                self._add(whole, Entry("body", body["id"], alone=whole in alone))
                if slot:
                    self._add(head, Entry("head", body["id"], extra=key(tail)))

    def _collectives(self) -> None:
        for group in self.words.get("collective", ()):
            for noun in (form for pattern in group["nouns"] for form in spelled_out(pattern)):
                self._add(noun, Entry("collective", group["id"]))

    def _phrase(self, name: str, extra: str = "") -> re.Pattern[str]:
        words = _alternation(self.words.get(name, ()))
        clitic = f"(?:{_alternation(self.clitics)})?" if self.clitics else ""
        return re.compile(extra.replace("WORDS", words or "(?!)") + (clitic if name in _GAPS else ""))

    @cached_property
    def fillers(self) -> re.Pattern[str]:
        """What may stand between an adjective and its noun, whole gap."""
        return self._phrase("fillers", r" ?(?:(?:WORDS) ?)*")

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        """A possessive ending followed by fillers: the gap between a state and its force."""
        return re.compile(rf"(?:{_alternation(self.words.get('possessives', ())) or '(?!)'}){self.fillers.pattern}")

    @cached_property
    def links(self) -> re.Pattern[str]:
        """The gap between a force and the state it belongs to, when the state follows."""
        return self._phrase("links", r" (?:WORDS) ?" if self.words.get("links") != [""] else r" ")

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What joins nationalities that share a noun."""
        return self._phrase("joins", r" ?(?:WORDS) ")

    @cached_property
    def locatives(self) -> re.Pattern[str]:
        """Words right before a name that make it a place; searched at the end of what stands before."""
        return self._phrase("locatives", r"(?:^|[^\w])(?:WORDS)(?: (?:the|la|le|el))? ?$")

    @cached_property
    def after_place(self) -> re.Pattern[str]:
        """Words right after a name that make it a place; matched at the start of what follows."""
        return self._phrase("after_place", r" (?:WORDS)\b")


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language. Names of actors of every language belong to each; words for states and forces are its own."""
    return Lexicon(code, actors().values())


@cache
def by_skeleton() -> dict[str, str]:
    """Actor ids by the skeletons of their names in Latin letters; a skeleton of two actors is of none."""
    found: dict[str, set[str]] = {}
    for actor in actors().values():
        for bones in {skeleton(n) for n in actor.names if n.isascii() or n[:1].isascii()} if actor.kind != "person" else ():
            found.setdefault(bones, set()).add(actor.id)
    return {bones: ids.pop() for bones, ids in found.items() if bones and len(ids) == 1}
