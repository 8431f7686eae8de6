"""Words that say of a time or place whether it is that of what happened, or of what came after."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from istor.coding.lexicon import normal
from istor.languages import table
from istor.languages.patterns import whole_words

NONE = ("\0",)


class OccasionWords(msgspec.Struct, frozen=True):
    """The words of one language (languages/*/occasions.toml)."""

    signs: re.Pattern[str]
    happened: frozenset[str]
    aftermath: frozenset[str]
    stamps: re.Pattern[str]
    """Right before a time: it is that of the page."""
    locals: re.Pattern[str]
    bodies: re.Pattern[str]
    """Behind a place: a body that works there and, for the desk of a local paper, nowhere else."""
    elsewhere: re.Pattern[str]
    before_noun: re.Pattern[str]
    """Right before a day that stands before a noun ("the May 14 shooting")."""
    gifts: re.Pattern[str]
    """Right before a feast: nothing happened on it ("for Christmas")."""
    spoken: frozenset[str]
    """Those of the aftermath that only say."""
    crimes: frozenset[str]
    charging: re.Pattern[str]
    """Right before a crime: somebody is charged with it."""
    dwelling: re.Pattern[str]
    """Right before a place: somebody lives there ("Smith, 28, of")."""
    dwellers: re.Pattern[str]
    """Behind a place: who is from there ("a Rayville man")."""
    havens: re.Pattern[str]
    """Last words of the names of hospitals and jails, whose names hold those of places."""
    desks: re.Pattern[str]
    """From here on a title names the outlet, not what it tells."""


@cache
def occasion_words(code: str) -> OccasionWords | None:
    """The words of a language, or None where it has no such file."""
    data = table(code, "occasions")
    if not data:
        return None
    happened = frozenset(map(normal, data["happened"]))
    elsewhere, origins = (whole_words(map(normal, data[name])).pattern for name in ("elsewhere", "origins"))
    havens = whole_words(map(normal, data.get("havens", NONE))).pattern
    stamps = whole_words(map(normal, data["stamps"])).pattern
    return OccasionWords(
        signs=whole_words(happened.union(map(normal, data["aftermath"]))),
        happened=happened,
        aftermath=frozenset(map(normal, data["aftermath"])),
        stamps=re.compile(rf"{stamps}\s*[:,-]?\s*(?:\w+\s*){{0,1}}$"),
        locals=whole_words(map(normal, data["locals"])),
        bodies=whole_words(map(normal, data.get("bodies", ["\0"]))),
        before_noun=re.compile(rf"{whole_words(map(normal, data.get('determiners', NONE))).pattern}\s+$"),
        gifts=re.compile(rf"{whole_words(map(normal, data.get('gifts', NONE))).pattern}\s+$"),
        spoken=frozenset(map(normal, data.get("spoken", ()))),
        crimes=frozenset(map(normal, data.get("crimes", ()))),
        charging=re.compile(
            rf"{whole_words(map(normal, data.get('law', NONE))).pattern}[^.;]{{0,60}}?{whole_words(map(normal, data.get('with', NONE))).pattern}\s+(?:[\w'-]+\s+){{0,5}}$"
        ),
        dwelling=re.compile(rf"(?:[,\d)]|\ball|\bboth|\balso)\s+{whole_words(map(normal, data.get('dwelling', NONE))).pattern}\s+(?:[^.;,\"]{{1,40}}?\s+(?:in|near)\s+)?$"),
        dwellers=whole_words(map(normal, data.get("dwellers", NONE))),
        havens=re.compile(havens),
        desks=re.compile(rf"\s(?:[-|\u2013\u2014]|::|//|\|)\s.*{whole_words(map(normal, data.get('desks', NONE))).pattern}.*$"),
        elsewhere=re.compile(rf"(?:{elsewhere}[^.;\"]{{0,40}}|(?:{origins}|{havens}\s+in)\s+(?:\w+\s+)?|{havens}\s+)$"),
    )
