"""Forms that a row of a verb leaves out: who writes "opened fire" means "opens fire" and "opening fire" too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Form = tuple[str, str]
"""A form and its features: F finite, I base, T past, P participle, G gerund."""


def families(listed: Iterable[Sequence[Form]]) -> dict[str, tuple[Form, ...]]:
    """The forms of each verb by each of its forms: in a row, a form that is a base begins a verb."""
    out: dict[str, tuple[Form, ...]] = {}
    for row in listed:
        verb: list[Form] = []
        for form, features in [*row, ("", "I")]:
            if "I" in features and verb:
                for f, _ in verb if len(verb) > 2 else ():
                    out.setdefault(f, tuple(verb))
                verb = []
            if form and " " not in form and (not verb or form[0] == verb[0][0] or row[0] == verb[0]):
                verb.append((form, features))
    return out


def regular(form: str, features: str, endings: Sequence[tuple[str, Mapping[str, str]]], known: frozenset[str]) -> tuple[Form, ...]:
    """The forms of a regular verb, from its past or its third person: of the paradigms whose base is a known word, the one with most known forms."""
    best: tuple[Form, ...] = ()
    most = (0, 0)
    for strip, table in endings:
        for ending, wanted in table.items():
            if wanted != features or not ending or "&" in ending or not form.endswith(ending):
                continue
            stem = form[: len(form) - len(ending)]
            made = tuple((stem + e, f) for e, f in table.items() if "&" not in e)
            seen = (sum(f in known for f, _ in made), len(strip))
            if stem + strip in known and len(stem) > 2 and seen > most:
                best, most = made, seen
    return best


def completed(forms: Sequence[Form], verbs: Mapping[str, tuple[Form, ...]], endings: Sequence[tuple[str, Mapping[str, str]]], known: frozenset[str]) -> Iterator[Form]:
    """The forms of the verbs of a row that the row does not list. A participle or gerund alone stays alone: it was written for a passive or a phrase."""
    have = {f for f, _ in forms}
    for form, features in forms:
        if not set(features) & set("TFI"):
            continue
        first, space, rest = form.partition(" ")
        for other, its in verbs.get(first) or regular(first, features, endings, known | have):
            whole = other + space + rest
            if whole not in have:
                have.add(whole)
                yield whole, its
