"""Every pattern of clues finds what its example says; names of places, actors and outlets are no names of people."""

import pytest

from istor.coding import code
from istor.coding.clues import LONGEST, clues
from istor.languages import available, common, rows
from istor.model import Report
from istor.splitting import split

EXAMPLES = [(language, row) for language in available() for row in rows(language, "clues")]


@pytest.mark.parametrize(("language", "row"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else x["example"])
def test_a_pattern_finds_what_its_example_says(language: str, row: dict[str, str]) -> None:
    assert row["gives"] in clues(row["example"], language)


def told(text: str, outlet: str = "a.com", title: str | None = None) -> set[str]:
    (part,) = split(Report(id="r", text=text, outlet=outlet, title=title, published="2014-03-11", language="en"))
    return {c for m in code(part) for c in m.clues}


def test_places_and_actors_are_told_by_themselves() -> None:
    found = told("Boko Haram fighters killed Musa Bukar, 31, in Maiduguri on Monday, said Nigeria's army.")
    assert {"town:maiduguri", "person:musa bukar", "aged:bukar 31", "age:31"} <= found
    assert not {"name:boko", "name:haram", "person:boko haram", "name:maiduguri", "name:nigeria"} & found


def test_only_the_main_mention_has_clues() -> None:
    (part,) = split(Report(id="r", text="Gunmen killed Musa Bukar in Maiduguri. Days before, a bomb killed two.", published="2014-03-11", language="en"))
    assert [bool(m.clues) for m in code(part)].count(True) == 1


def test_frequent_words_are_no_names() -> None:
    assert {"police", "street", "january"} <= common("en")
    assert "name:police" not in clues("He called the Police and fled.", "en")


def test_a_hostile_text_gives_few_and_short_clues() -> None:
    found = clues(" ".join(f"near Xq{'z' * 300}{k}" for k in range(3000)), "en")
    assert len(found) < 200
    assert max(map(len, found)) <= LONGEST + 10
