"""Pages that join several reports come apart; articles that only name their sources do not. The pages were written before they were first run."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from istor.model import Part, Report
from istor.splitting import split

FRENCH = """date 2021-11 Offensive dans le nord : les nouvelles du front

L'armée reprend deux villages aux rebelles dans le nord

L'armée a repris samedi deux villages aux mains des rebelles, a annoncé l'état-major. Neuf combattants ont été tués et quatre soldats blessés, selon la même source.

« Nous irons jusqu'au bout. Rien ne nous arrêtera », a déclaré le général Kaboro au site d'information Horizon Plateau.

Les habitants fuient vers le sud

Des centaines de familles ont pris la route depuis jeudi, d'après les secouristes. (courrier-du-plateau.info)

Les rebelles démentent avoir perdu les deux villages

Les rebelles ont démenti dimanche la chute des deux villages. « C'est de la propagande », a écrit leur porte-parole sur www.voix-libre.org.

L'AFP n'a pas pu vérifier ces affirmations de source indépendante. La zone est fermée aux journalistes depuis le début du mois.

Source : Le Messager des Hauts

Un convoi humanitaire attaqué près du pont de Darsa

Un convoi du Croissant-Rouge a été attaqué lundi près du pont de Darsa, a indiqué l'organisation. Un chauffeur a été tué et deux camions ont brûlé.

Personne n'a revendiqué l'attaque. (Reuters)
"""

ENGLISH = """Bombing at a fuel depot kills four in the port of Almeda

PORT ALMEDA, March 3, 2019 (Reuters) - A bomb exploded at a fuel depot in the port on Sunday, killing four workers, the fire service said.

No group claimed responsibility. The governor closed the harbour for two days.

Harbour reopens two days after the depot blast

PORT ALMEDA, March 5, 2019 (AFP) - The harbour reopened on Tuesday, two days after a bomb killed five people at a fuel depot, officials said.

A fifth worker died of burns in hospital overnight. Police are looking for two men in a white van.

Governor blames northern rebels

PORT ALMEDA, March 6, 2019 (AP) - The governor on Wednesday blamed northern rebels for the attack, which they deny.
"""

OPENED = """Troops storm prison after two-day riot

Source: The Valley Herald

Troops stormed the city's main prison on Monday, ending a riot in which eleven inmates died, the justice ministry said.

Relatives had waited outside the walls since Saturday. Several were hurt when police pushed the crowd back.

Families bury the dead of the prison riot

Source: Radio Almeda

Families buried eight of the dead on Wednesday. A priest read out the names, and the police kept away from the cemetery.

The ministry has promised an inquiry. Lawyers said that they had heard such promises before.
"""


def parts(text: str, **given: str) -> tuple[Part, ...]:
    return split(Report(id="p", text=text, **given))


def words(part: Part) -> str:
    return part.document.text[part.start : part.end]


def test_three_reports_that_end_with_their_sources_in_three_manners() -> None:
    a, b, c = parts(FRENCH)
    assert [a.outlet, b.outlet, c.outlet] == ["courrier-du-plateau.info", "Le Messager des Hauts", "Reuters"]
    assert [a.id, b.id, c.id] == ["p#0", "p#1", "p#2"]
    assert words(a).startswith("Offensive dans le nord")
    assert words(b).startswith("Les rebelles démentent")
    assert words(c).startswith("Un convoi humanitaire")
    assert a.cites == ("Horizon Plateau",)
    assert b.title == "Les rebelles démentent avoir perdu les deux villages"


def test_the_coarse_date_of_the_head_holds_for_every_part_and_says_so() -> None:
    for part in parts(FRENCH):
        assert part.published is not None
        assert (part.published.start, part.published.end) == ("2021-11-01", "2021-11-30")
        assert "header" in part.published.reason


def test_a_subheading_does_not_cut_a_report() -> None:
    first = parts(FRENCH)[0]
    assert "Les habitants fuient vers le sud" in [
        words(first)[b.start - first.start : b.end - first.start] for b in first.blocks if b.kind == "heading"
    ]


def test_the_source_stands_in_a_block_of_its_own_outside_the_sentences() -> None:
    first = parts(FRENCH)[0]
    last = first.blocks[-1]
    assert last.kind == "note"
    assert FRENCH[last.start : last.end] == "(courrier-du-plateau.info)"
    assert all("courrier" not in FRENCH[s:e] for b in first.blocks[:-1] for s, e in b.sentences)


def test_reports_under_their_own_headings_and_datelines_come_apart_with_their_days_and_agencies() -> None:
    found = parts(ENGLISH)
    assert [p.published and p.published.start for p in found] == ["2019-03-03", "2019-03-05", "2019-03-06"]
    assert [p.cites for p in found] == [("Reuters",), ("Agence France-Presse",), ("Associated Press",)]
    assert all(p.dateline_place and ENGLISH[slice(*p.dateline_place)] == "PORT ALMEDA" for p in found)
    assert [p.title for p in found][1] == "Harbour reopens two days after the depot blast"


def test_reports_that_open_with_their_source_come_apart_below_it() -> None:
    found = parts(OPENED)
    assert [p.title for p in found] == ["Troops storm prison after two-day riot", "Families bury the dead of the prison riot"]


def test_parts_cover_their_words_once_and_in_order() -> None:
    for page in (FRENCH, ENGLISH, OPENED):
        found = parts(page)
        assert [p.number for p in found] == list(range(len(found)))
        assert all(a.end <= b.start for a, b in pairwise(found))
        missed = page
        for p in found:
            missed = missed.replace(words(p), "")
        assert len(missed.strip()) < 20


@pytest.mark.parametrize(
    "text",
    [
        "Fire at a mill\n\nA fire broke out at a mill on Monday. Nobody was hurt, the owner told the BBC.\n\nA page collects money for the workers: mill-fund.org\n\n"
        "What the owner says\n\nThe owner said on Tuesday that the mill would be rebuilt. He thanked the fire service, which came within minutes of his call.",
        "Un incendie dans un moulin\n\nUn incendie a ravagé un moulin lundi soir près de la rivière. Personne n'a été blessé, selon les pompiers.\n\n"
        "Pour en savoir plus, voir le site www.moulin-du-bourg.fr.\n\nLe propriétaire veut rebâtir\n\nLe propriétaire veut rebâtir son moulin avant l'été prochain. Il remercie les pompiers du village.",
        "Mill burns\n\nThe mill burned for three hours on Monday while neighbours watched from the road, police said.\n\nThe mill on Monday. (Source: Valley TV)\n\n"
        "Neighbours help\n\nNeighbours brought blankets and tea to the workers, who had been asleep when the fire started near the store.",
    ],
)  # fmt: skip
def test_an_article_that_names_sites_or_credits_pictures_stays_whole(text: str) -> None:
    (part,) = parts(text)
    assert part.id == "p"


def test_a_known_outlet_with_one_address_in_the_middle_stays_whole() -> None:
    text = (
        "Shots at a dance hall\n\nTwo people were hurt by shots at a dance hall on Friday night, police said. The hall was full.\n\nvalley-herald.com\n\n"
        "What witnesses saw\n\n" + "A witness saw a man run to a car behind the hall. Others heard three shots and then a scream. " * 8
    )
    assert len(parts(text, outlet="The Valley Herald")) == 1


@pytest.mark.shared
def test_articles_of_many_outlets_are_hardly_ever_split(shared: Path) -> None:
    counted: Counter[int] = Counter()
    for name in ("incidents/reports.jsonl", "places/trnews.jsonl"):
        rows = (shared / "benchmarks" / name).read_text(encoding="utf-8").splitlines()
        for line in rows[:: max(1, len(rows) // 150)]:
            row = json.loads(line)
            for outlet in (row.get("outlet"), None):
                counted[len(parts(row["text"], language="en", **({"outlet": outlet} if outlet else {})))] += 1
    assert sum(counted.values()) > 400
    assert counted[1] >= 0.99 * sum(counted.values()), counted
