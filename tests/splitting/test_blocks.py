"""What is no part of the report's own words is told from it: writers, captions, notes, and the headings of other stories."""

import pytest

from istor.model import Report
from istor.splitting import split

ARTICLE = """Two hurt by shots near the harbour

By Jane Smith, staff writer

Published: March 19, 2020 at 9:25 PM EDT

Police near the harbour on Thursday. (Photo: Valley Herald)

PORT ALMEDA (AP) - Two people were hurt by shots near the harbour on Thursday, police said.

Second attack in a week

It was the second attack in a week. Nobody has been arrested.

Related: Mayor asks for more police

Police officers closed the road for an hour, and traffic was heavy until the evening.

Harbour master retires after forty years

Fire at a mill leaves three dead

jsmith@valleyherald.example

Copyright 2020 The Associated Press. All rights reserved."""


def kinds(text: str, language: str = "en") -> list[tuple[str, str]]:
    (part,) = split(Report(id="t", text=text, language=language))
    return [(b.kind, " ".join(text[b.start : b.end].split()[:3])) for b in part.blocks]


def test_the_blocks_of_an_article() -> None:
    assert kinds(ARTICLE) == [
        ("heading", "Two hurt by"),
        ("byline", "By Jane Smith,"),
        ("byline", "Published: March 19,"),
        ("caption", "Police near the"),
        ("dateline", "PORT ALMEDA (AP)"),
        ("paragraph", "Two people were"),
        ("heading", "Second attack in"),
        ("paragraph", "It was the"),
        ("note", "Related: Mayor asks"),
        ("paragraph", "Police officers closed"),
        ("note", "Harbour master retires"),
        ("note", "Fire at a"),
        ("byline", "jsmith@valleyherald.example"),
        ("note", "Copyright 2020 The"),
    ]


def test_its_day_place_title_and_agency() -> None:
    (part,) = split(Report(id="t", text=ARTICLE, language="en"))
    assert part.published is not None
    assert part.published.start == "2020-03-19"
    assert part.dateline_place is not None
    assert ARTICLE[slice(*part.dateline_place)] == "PORT ALMEDA"
    assert part.title == "Two hurt by shots near the harbour"
    assert part.cites == ("Associated Press",)


def test_lines_that_name_people_with_their_ages_are_no_list_of_other_stories() -> None:
    names = "\n\n".join(f"{n}, {a}, of Darsa" for n, a in [("Ali Haddad", 31), ("Omar Saleh", 22), ("Nour Aziz", 9), ("Lina Saleh", 44)])
    text = f"Four die in Darsa\n\nA shell killed four people in Darsa on Monday, officials said.\n\n{names}\n\nThey were buried on Tuesday."
    assert [k for k, _ in kinds(text)] == ["heading", "paragraph", *["paragraph"] * 4, "paragraph"]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Lire aussi : trois morts dans une attaque", "fr", "note"),
        ("\u00a9 2020 Le Messager", "fr", "note"),
        ("Crédit photo : Le Messager", "fr", "caption"),
        ("Des soldats à Darsa. REUTERS/Jane Smith", "fr", "caption"),
        ("Par Jeanne Martin", "fr", "byline"),
        ("Par ailleurs, deux soldats ont été tués lundi.", "fr", "paragraph"),
        ("By Monday, two soldiers had been killed there.", "en", "paragraph"),
        ("Video-sharing sites showed the attack on Monday.", "en", "paragraph"),
        ("Read the law, said the judge who freed the two men after nine days in a cell without light.", "en", "paragraph"),
        ("1:24 Mayor speaks about the attack", "en", "note"),
    ],
)
def test_kinds_of_lines(text: str, language: str, kind: str) -> None:
    body = "La ville était calme mardi, selon la police." if language == "fr" else "The town was quiet on Tuesday, police said."
    assert kinds(f"{body}\n\n{text}\n\n{body}", language)[1][0] == kind
