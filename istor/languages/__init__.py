"""Languages as data: one folder each, the same file names, one loader. No room asks which language it reads.

A folder holds `language.toml` (name, script, direction) and one file per room that needs words: `splitting.toml`, `times.toml`,
`numbers.toml`, `places.toml`, and for the coder `words.toml`, `verbs.tsv`, `triggers.tsv`, `people.tsv`, `weapons.tsv`, `speech.tsv`,
`cues.tsv`, `examples.jsonl`. `table` and `rows` read a file; the room that owns it validates it. A folder may lack a file: the room does without.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from istor.languages.folding import fold

__all__ = ["Language", "available", "common", "fold", "get", "rows", "table"]


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """`language.toml`: what every room may ask of a language."""

    code: str
    name: str
    english_name: str
    direction: str = "ltr"
    capitals: bool = True
    """Whether names are told by a capital letter (not so in Arabic, nor in upper-case wires)."""
    elisions: tuple[str, ...] = ()
    """Folded prefixes that end in an apostrophe and are words of their own (l', d', qu')."""
    clitics: tuple[str, ...] = ()
    """Folded prefixes written together with the next word (Arabic wa, bi, li, al)."""


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    root = files(__package__)
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and (d / "language.toml").is_file()))


@cache
def get(code: str) -> Language:
    """The language of that ISO 639-1 code. Raises LookupError, naming the ones there are."""
    if code not in available():
        raise LookupError(f"no language {code!r}; there are {', '.join(available())}")
    return msgspec.convert({"code": code, **table(code, "language")}, Language)


def table(code: str, name: str) -> dict[str, Any]:
    """`<code>/<name>.toml` as plain values; empty where the language has no such file."""
    path = files(__package__) / code / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def rows(code: str, name: str) -> tuple[dict[str, str], ...]:
    """`<code>/<name>.tsv`: tab-separated, first line names the columns, `#` starts a comment line; empty where there is no file."""
    path = files(__package__) / code / f"{name}.tsv"
    if not path.is_file():
        return ()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{code}/{name}.tsv: {len(cells)} cells for {len(columns)} columns in {line!r}")
        found.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(found)


@cache
def common(code: str) -> frozenset[str]:
    """The frequent words of a language, folded (`<code>/common.txt`); empty where it has no such list."""
    path = files(__package__) / code / "common.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(w for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#") for w in line.split())
