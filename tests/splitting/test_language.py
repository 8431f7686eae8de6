"""The language is told by function words where they decide; a language without a folder is passed on with its code."""

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


OTHERS = {
    "it": "Almeno tre soldati sono stati uccisi venerdì in un attacco nel nord del paese, secondo quanto riferito dall'esercito.",
    "nl": "Zeker drie soldaten zijn vrijdag gedood bij een aanval in het noorden van het land, zegt het leger.",
    "sv": "Minst tre soldater dödades i fredags i en attack i norra delen av landet, enligt armén som inte ville säga mer.",
    "pl": "Co najmniej trzech żołnierzy zginęło w piątek w ataku na północy kraju, jak podała armia.",
    "tr": "Ordunun açıklamasına göre cuma günü ülkenin kuzeyinde düzenlenen bir saldırıda en az üç asker öldü.",
    "ro": "Cel puțin trei soldați au fost uciși vineri într-un atac în nordul țării, potrivit armatei, care nu a dat detalii.",
    "id": "Sedikitnya tiga tentara tewas pada hari Jumat dalam sebuah serangan di utara negara itu, kata militer.",
    "sw": "Angalau wanajeshi watatu wameuawa siku ya Ijumaa katika shambulio kaskazini mwa nchi hiyo, kwa mujibu wa jeshi.",
    "so": "Ugu yaraan saddex askari ayaa lagu dilay weerar ka dhacay waqooyiga dalka maalintii Jimcaha, sida uu sheegay ciidanku.",
    "mk": "Најмалку тројца војници беа убиени во петокот во напад на северот од земјата, соопшти армијата, која не го кажа бројот.",
    "ur": "فوج کے مطابق جمعہ کو ملک کے شمال میں ایک حملے میں کم از کم تین فوجی ہلاک ہو گئے۔",
    "ps": "د پوځ په وینا، د جمعې په ورځ د هیواد په شمال کې په یوه برید کې درې سرتیري ووژل شول.",
    "he": "לפחות שלושה חיילים נהרגו ביום שישי בהתקפה בצפון המדינה, כך מסר הצבא.",
    "zh": "军方表示，周五该国北部发生袭击，至少三名士兵死亡。",
    "ja": "軍によると、金曜日に同国北部で攻撃があり、少なくとも３人の兵士が死亡した。",
    "am": "በሀገሪቱ ሰሜናዊ ክፍል ዓርብ ዕለት በተፈጸመ ጥቃት ቢያንስ ሦስት ወታደሮች ተገድለዋል።",
}
SHORT = {
    "en": ["Taliban attack kills 12 soldiers in Helmand", "Bombing at Peshawar mosque", "Rebels shell Goma airport; three dead", "Police fire tear gas at protesters in Nairobi"],
    "fr": ["Attentat à Mogadiscio : dix morts", "Le Hamas libère deux otages", "Tirs de roquettes sur Haïfa, aucun blessé", "Nouvelle attaque jihadiste au Burkina"],
}


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_languages_known_by_sight(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SHORT.items() for text in texts])
def test_headlines_with_hardly_a_function_word(code: str, text: str) -> None:
    assert detect(text) == code


def test_a_name_in_another_script_does_not_decide() -> None:
    assert detect("The army said that the group 東突厥斯坦 had attacked its base in the north on Friday.") == "en"


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_our_own_languages(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(("code", "text"), NEIGHBOURS.items())
def test_neighbours_of_our_languages_are_not_taken_for_them(code: str, text: str) -> None:
    assert detect(text) == code


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
