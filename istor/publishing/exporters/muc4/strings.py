"""Strings of MUC-4 fills: the words of the text in capitals, people told into name and title."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from istor.knowledge.actors import read_table
from istor.knowledge.names import given_names
from istor.languages import available, fold, rows, table
from istor.model import Participant
from istor.model.mention import Candidate

_LEADING = re.compile(
    r"^(?:THE|A|AN|HIS|HER|THEIR|ITS|THIS|THAT|THESE|THOSE|SOME|OTHER|AT LEAST|ABOUT|APPROXIMATELY|MORE THAN|NEARLY|ALMOST|AROUND|UP TO|[\d,.]+)\s+"
)
_BARE = re.compile(r"[^\w'-]+")


@cache
def names() -> dict[tuple[str, str], str]:
    """What the tables say: (slot, ours) -> MUC-4."""
    return {(r["slot"], r["ours"]): r["muc4"] for r in read_table(files("istor.knowledge") / "muc4.tsv")}


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are none of it, in capitals."""
    return frozenset(w for (slot, ours), _ in names().items() if slot == "title" for w in ours.split("|"))


@cache
def parts() -> frozenset[str]:
    """Parts of buildings, in capitals."""
    return frozenset(w for (slot, ours), _ in names().items() if slot == "part" for w in ours.split("|"))


@cache
def common_words() -> frozenset[str]:
    """Folded words that the languages' tables hold: people, weapons, triggers, closed classes. None of them is a name."""
    found: set[str] = set()
    for code in available():
        for name in ("people", "weapons", "triggers", "verbs"):
            for row in rows(code, name):
                for cell in (row.get("lemma", ""), row.get("forms", "")):
                    found.update(w for form in re.split(r"[,:|]|:[A-Z]+", cell) for w in fold(form).split())
        for value in table(code, "words").values():
            if isinstance(value, list):
                found.update(w for x in value if isinstance(x, str) for w in fold(x).split())
    return frozenset(found)


def words_of(p: Participant) -> str:
    """The participant's words in capitals, on one line, without articles and figures in front."""
    return plain_words(p.text)


def plain_words(text: str) -> str:
    """Words in capitals, on one line, without articles and figures in front."""
    text = " ".join(text.upper().replace("[", " ").replace("]", " ").split()).strip(" ,.;\"'")
    while m := _LEADING.match(text):
        text = text[m.end() :]
    return text


_COUNTED = re.compile(
    r"^(?:ONE OF (?:THE )?|(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|TWENTY|THIRTY|FORTY|FIFTY|SEVERAL|VARIOUS|MANY|NUMEROUS|OTHER|ANOTHER"
    r"|SAME|BOTH|ANY|ALL|SOME|FIRST|SECOND|THIRD|DOZENS OF|HUNDREDS OF|[\d,.]+|OR|MORE)\s+)"
)


def uncounted(text: str) -> str:
    """The words for things in capitals, without how many there are: the key has "BUSES" for two buses."""
    while m := _COUNTED.match(text):
        text = text[m.end() :]
    return text


_HEDGED = re.compile(r"^(?:(?:ALLEGED|SUSPECTED|PRESUMED|SUPPOSED|PURPORTED|SELF-STYLED|SO-CALLED|UNNAMED|ARREST OF|WORK OF|CAPTURE OF)\s+)+")
_LEANING = re.compile(r"^(?:(?:PRO\s?-\s?[A-Z]+|LEFTIST|RIGHTIST|MARXIST(?:-LENINIST)?)\s+)+")
_GLOSSED = re.compile(r"^.*\([A-Z-]{2,10}\)\s+")


def doers(text: str) -> str:
    """People who did it without doubts of it and without the full name of their body: "GUERRILLAS" for alleged X Front (XF) guerrillas."""
    text = _HEDGED.sub("", text)
    bare = _GLOSSED.sub("", text)
    return bare if bare != text and len(bare.split()) <= 3 else text


def body(text: str) -> str:
    """An organisation without what it leans to."""
    return _LEANING.sub("", _HEDGED.sub("", text))


def name_and_title(text: str) -> tuple[str, str]:
    """("ENRIQUE LOPEZ ALBUJAR", "FORMER DEFENSE MINISTER GENERAL"); a part that there is none of is empty.

    The name is what stands behind the last title, or from the first given name on; without either there is none.
    """
    words = text.split()
    bare = [_BARE.sub("", w) for w in words]
    title = max((i for i, w in enumerate(bare) if w in titles() or fold(w) in common_words()), default=-1)
    given = next((i for i, w in enumerate(bare) if i > title and fold(w) in given_names()), None)
    start = given if given is not None else title + 1 if title >= 0 and bare[title] in titles() else None
    if start is None or start >= len(words) or not 1 <= len(words) - start <= 6:
        return "", text
    return " ".join(words[start:]), " ".join(words[:start])


def person(p: Participant) -> tuple[str, str]:
    """(name, title or description) of a person or people; either may be empty."""
    text = words_of(p)
    known = words_of(msgspec.structs.replace(p, text=p.actor_name)) if p.actor_name and p.actor is None else ""
    if known and text.endswith(known) and (isinstance(p, Candidate) or known != text):
        name, title = name_and_title(text)
        return (name, title) if name.endswith(known) and name != text else (known, text.removesuffix(known).strip())
    return name_and_title(text)


def is_name(text: str) -> bool:
    """Whether the words are a person's name and nothing else."""
    name, title = name_and_title(text)
    return bool(name) and not title


def covers(long: str, short: str) -> bool:
    """Whether every word of `short` stands in `long`, as one or several: "JESUIT PRIESTS", "JESUITS"."""
    return {w.removesuffix("S") for w in short.split()} <= {w.removesuffix("S") for w in long.split()}
