"""Sources are the outlets that a text says it has something from, not those that it tells about."""

import pytest

from istor.model import Report
from istor.splitting import split


def cites(text: str, language: str, outlet: str | None = None) -> tuple[str, ...]:
    (part,) = split(Report(id="t", text=text, language=language, outlet=outlet))
    return part.cites


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Deux soldats ont été tués, selon l'AFP. L'agence Reuters a rapporté un troisième mort.", "fr", ("Agence France-Presse", "Reuters")),
        ("« Rien n'a bougé », a déclaré le maire à l'AFP.", "fr", ("Agence France-Presse",)),
        ("Selon le site d'information Horizon Plateau, deux soldats ont été tués.", "fr", ("Horizon Plateau",)),
        ("Two died, the BBC reported. Citing Tasnim, Interfax said that the road was shut.", "en", ("BBC", "Tasnim News Agency", "Interfax")),
        ("According to the news website Sahel Morning, two soldiers died.", "en", ("Sahel Morning",)),
        ('He told the newspaper. "It is over," he said.', "en", ()),
        ("The army shelled the office of the BBC. A CNN crew was hurt.", "en", ()),
        ("Un journaliste de l'AFP a été blessé par un tir devant les bureaux de Reuters.", "fr", ()),
        ("Police gave his name on Twitter. She asked on Facebook for help, according to a YouTube video.", "en", ()),
        ("Two soldiers died. (Reuters)", "en", ("Reuters",)),
    ],
)
def test_sources(text: str, language: str, wanted: tuple[str, ...]) -> None:
    assert cites(text, language) == wanted


def test_an_outlet_does_not_cite_itself() -> None:
    assert cites("KIDAL (WKRN) - Two soldiers died, Reuters reported.", "en", "wkrn.com") == ("Reuters",)
    assert cites("Two soldiers died, the BBC reported.", "en", "bbc.co.uk") == ()
