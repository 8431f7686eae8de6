"""The language is told by function words where they decide; a language without a folder is passed on with its code."""

import subprocess
import sys

import pytest

from istor.model import Report
from istor.splitting import split
from istor.splitting.language import detect, primary

TEXTS = {
    "en": "At least three soldiers were killed on Friday in an attack in the north of the country, the army said.",
    "fr": "Au moins trois soldats ont été tués vendredi dans une attaque au nord du pays, selon l'armée.",
    "es": "Al menos tres soldados murieron el viernes en un ataque en el norte del país, según informó el Ejército.",
    "ru": "По словам губернатора, в результате обстрела погибли два человека, и ещё трое были ранены.",
    "ar": "قال مسؤولون إن ثلاثة جنود قتلوا يوم الخميس في هجوم على قاعدة عسكرية شمال بغداد.",
}
NEIGHBOURS = {
    "fa": "به گزارش خبرگزاری تسنیم، سه سرباز در حمله‌ای در شمال بغداد کشته شدند و هیچ گروهی مسئولیت آن را بر عهده نگرفت.",
    "uk": "Унаслідок обстрілу загинули двоє людей, повідомив голова обласної адміністрації. Ніхто не взяв на себе відповідальність.",
    "pt": "Pelo menos três soldados morreram na sexta-feira num ataque no norte do país, segundo informou o exército.",
    "de": "Mindestens drei Soldaten sind am Freitag bei einem Angriff im Norden des Landes getötet worden, wie die Armee mitteilte.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_our_own_languages(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(("code", "text"), NEIGHBOURS.items())
def test_neighbours_of_our_languages_are_not_taken_for_them(code: str, text: str) -> None:
    assert detect(text) == code


def test_the_general_detector_is_not_loaded_where_our_words_decide() -> None:
    program = (
        f"import sys; from istor.splitting.language import detect; print([detect(t) for t in {list(TEXTS.values())!r}], 'py3langid' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert out.strip() == f"{list(TEXTS)!r} False"


def test_a_given_language_is_taken_and_one_without_a_folder_passed_on() -> None:
    (part,) = split(Report(id="t", text=NEIGHBOURS["de"], language="de-AT"))
    assert part.language == "de"
    assert part.blocks[0].sentences
    assert primary("FR_fr") == "fr"


def test_too_few_words_tell_nothing() -> None:
    assert detect("") == "und"
    assert detect("12:30 -- Kidal") == "und"


def test_each_part_of_a_joined_page_has_its_own_language() -> None:
    page = (
        "L'armée reprend un village\n\nL'armée a repris samedi un village aux mains des rebelles, a annoncé l'état-major. Personne n'a été blessé.\n\n"
        "Les habitants sont revenus dans leurs maisons dès le soir, selon les secouristes. messager-des-hauts.info\n\n"
        "Rebels deny that they have lost the village\n\nThe rebels denied on Sunday that they had lost the village. They said that the army had not moved.\n\n"
        "It was not possible to reach the place, because the roads have been closed since Friday. valley-herald.com\n"
    )
    assert [p.language for p in split(Report(id="t", text=page))] == ["fr", "en"]
