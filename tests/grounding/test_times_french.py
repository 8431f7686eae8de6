"""What is inside a French time expression, and what it says: whole families of wordings, by their marks in brackets."""

import re

import pytest

from istor.grounding.times import timexes_json
from istor.model import Report


def marked(text: str, language: str = "fr", published: str = "2003-02-20") -> str:
    """The text with its expressions in brackets, each with its value (20 February 2003 is a Thursday)."""
    for t in sorted(timexes_json(Report(id="t", text=text, language=language, published=published))["timexes"], key=lambda t: -int(t["start"])):
        text = f"{text[: t['start']]}[{t['text']}|{t['value']}]{text[t['end'] :]}"
    return text


EXTENTS = (
    "Le chômage a reculé au [début de l'année|2003].",
    "Il finira à [la fin de l'année 2004|2004], puis fermera d'ici à [la fin du mois de juin|2003-06].",
    "Le procès s'ouvrira à [la mi-mars|2003-03].",
    "Vers [la fin des années 1960|196], la région se vida.",
    "Ouvert [tous les jours|P1D] de [14 h|2003-02-20T14:00] à [18 h|2003-02-20T18:00].",
    "Il est mort dans [la soirée|2003-02-20TEV] devant chez lui.",
    "Elle travaille 38,5 h par [semaine|P1W].",
    "Avant les [prochaines|FUTURE_REF] élections.",
    "Des tombes de [l'époque gallo-romaine|PAST_REF].",
    "Le collège Saint-Jean a fermé.",
)
TENSES = (
    ("fr", "La route est fermée jusqu'à [vendredi|2003-02-21]."),
    ("fr", "La grève a duré jusqu'à [vendredi|2003-02-14]."),
    ("fr", "Les candidats ont jusqu'à [vendredi|2003-02-21] pour répondre."),
    ("fr", "Il devra répondre avant [vendredi|2003-02-21]."),
    ("fr", "La grève a commencé [lundi|2003-02-17]."),
    ("fr", "Il a annoncé [lundi|2003-02-17] un plan pour les salariés."),
    ("fr", "Il pleut. [Ce samedi|2003-02-22] auront lieu dix matchs."),
    ("fr", "Les raids en cours depuis [le 24 mars|2002-03-24] se poursuivent."),
    ("fr", "Le procès s'ouvre [lundi|2003-02-24]."),
    ("en", "The road is closed until [Friday|2003-02-21]."),
    ("en", "The road was closed until [Friday|2003-02-14]."),
    ("en", "The curfew runs from [10 p.m.|2003-02-20T22:00] until [7 a.m.|2003-02-21T07:00]"),
    ("en", "They met at [10 p.m.|2003-02-20T22:00] It ended. At [7 a.m.|2003-02-20T07:00] it rained."),
)


@pytest.mark.parametrize("text", EXTENTS)
def test_what_is_inside_an_expression(text: str) -> None:
    assert marked(re.sub(r"\[([^|]*)\|[^\]]*\]", r"\1", text)) == text


@pytest.mark.parametrize(("language", "text"), TENSES)
def test_which_way_an_expression_looks(language: str, text: str) -> None:
    assert marked(re.sub(r"\[([^|]*)\|[^\]]*\]", r"\1", text), language) == text
