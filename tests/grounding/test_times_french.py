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
    "[Le samedi|2003-02-15], bal.",
    "Le capitaine Janvier a parlé.",
    "Ils se verront les [15|2003-03-15] et [16 mars à 20 h 30|2003-03-16T20:30].",
    "Le train part [demain à 9 h|2003-02-21T09:00], l'autre partira [dimanche à minuit|2003-02-23T00:00].",
    "Il est tombé [cette nuit à 2 h 30|2003-02-20T02:30].",
    "Dans [la nuit de samedi à dimanche|2003-02-15TNI], [vers 3 h 30|2003-02-16T03:30], un homme a été tué.",
    "Il est tombé dans [la nuit de samedi à dimanche, à 2 h|2003-02-16T02:00].",
    "Dans [la nuit de samedi à dimanche|2003-02-15TNI], [vers 23 h|2003-02-15T23:00], un homme a été tué.",
    "La vie quotidienne, lors de la 8e journée, reprend.",
    "[Demain vendredi|2003-02-21] et [hier encore|2003-02-19], il pleuvait.",
    "Dans [la soirée d'hier|2003-02-19TEV], puis [la nuit prochaine|2003-02-20TNI].",
    "Le match de [jeudi|2003-02-20] est [le douzième jour|2003-02-20] de stage.",
    "Il faut agir dans [les 48 heures|PT48H] et conclure d'ici [deux ans|P2Y].",
    "Elle dure du [15 septembre|2002-09-15] au [28 février|2003-02-28].",
    "De [14|2003-02-20T14:00] à [16 h|2003-02-20T16:00], il a plu.",
    "Dans [les années 1970|197] et [1980|198], on y vivait bien.",
    "Les fêtes de [Noël|2002-12-25] ont été calmes.",
    "Il est revenu [le lendemain matin, à 8 h|XXXX-XX-XXT08:00].",
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
    ("fr", "La trêve a été prolongée jusqu'à [vendredi|2003-02-21]."),
    ("fr", "Le tribunal a reporté l'audience à [lundi|2003-02-24]."),
    ("fr", "Il a décrété un deuil à partir de [samedi|2003-02-22]."),
    ("fr", "Dès [vendredi|2003-02-14], les habitants ont fui."),
    ("fr", "Un accord a été trouvé avant [vendredi|2003-02-14]."),
    ("fr", "Le musée a été fermé jusqu'au [15 avril|2003-04-15]."),
    ("fr", "[Samedi|2003-02-15], à partir de [14 h|2003-02-15T14:00], les enfants des écoles de la ville et leurs parents, nombreux au rendez-vous, ont défilé."),
    ("fr", "Permanence [samedi|2003-02-22] de [14 h|2003-02-22T14:00] à [16 h|2003-02-22T16:00]."),
    ("en", "The truce has been extended until [Friday|2003-02-21]."),
    ("en", "The judge adjourned the trial to [Monday|2003-02-24]."),
    ("en", "They gave the rebels until [Monday|2003-02-24] to surrender."),
    ("en", "Starting [Friday|2003-02-21], no car may enter."),
    ("en", "As of [Friday|2003-02-14], 12 people had died."),
    ("en", "Polls open on [Sunday|2003-02-23]."),
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
