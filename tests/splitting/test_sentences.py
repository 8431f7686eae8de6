"""Sentences end where they end: not behind a title, an initial or inside a number, and not at a question that the sentence goes on from."""

import pytest

from istor.model import Report
from istor.splitting import split


def sentences(text: str, language: str) -> list[str]:
    return [text[s:e] for part in split(Report(id="t", text=text, language=language)) for b in part.blocks for s, e in b.sentences]


CASES = [
    ("en", ["Lt. Col. John R. Smith spoke at 7 p.m. on Monday.", "The U.S. Army agreed.", "It cost $3.5 million."]),
    ("en", ["Police came at 2 a.m.", "The shooter had left."]),
    ("en", ["He lives in the U.S.", "In May he left."]),
    ("en", ["It happened in Allentown, Pa., near St. Mary's.", "No. 5 battalion fired."]),
    ("en", ["Gen. Ortega met Mr. He in Beijing.", "They talked."]),
    ("en", ["The dog sat.", "The sun set."]),
    ("en", ['"Why?" he asked.', '"Because," she said.']),
    ("en", ["\u201cWe will go.", "Nothing will stop us,\u201d he said.", "Then he left."]),
    ("en", ['He said: "They came at night.', 'They left at dawn."', "Nobody was hurt."]),
    ("en", ["She lives near the gate.", '"I thought it was thunder," she said.']),
    ("en", ["Officers (two of them off duty) returned fire.", "(One was hurt.)", "He is stable."]),
    ("en", ["The site almasdarnews.com reported it.", "Read www.bbc.co.uk for more."]),
    ("en", ["Wait... what happened?!", "Nobody knows."]),
    ("en", ["1. The army withdrew.", "2. The rebels stayed."]),
    ("fr", ["M. Dupont et Mme Martin ont rencontré le gén. Sow.", "Ils ont parlé de l'art. 5 du traité."]),
    ("fr", ["L'O.N.U. a condamné l'attaque.", "Elle demande une enquête."]),
    ("fr", ["« Pourquoi ? », a-t-il demandé.", "Personne n'a répondu !"]),
    ("fr", ["« Nous partons.", "La route commence. »", "Il s'est tu."]),
    ("fr", ["Le convoi compte 3.500 hommes, 12,5 % de plus.", "Il avance."]),
    ("fr", ["J.-P. Bemba est rentré hier soir.", "Le prix est de 2,5 millions env. par véhicule."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "wanted"), CASES)
def test_sentences_of_a_paragraph(language: str, wanted: list[str]) -> None:
    assert sentences(" ".join(wanted), language) == wanted


def test_a_lost_space_between_two_sentences_parts_them_all_the_same() -> None:
    text = 'A bullet struck her apartment.Anisa said she was asleep in her bed."I saw the light," she said.Police came.'
    assert sentences(text, "en") == [
        "A bullet struck her apartment.", "Anisa said she was asleep in her bed.", '"I saw the light," she said.', "Police came."
    ]  # fmt: skip


def test_line_breaks_of_a_wire_are_spaces_and_two_spaces_end_a_sentence_behind_an_abbreviation() -> None:
    text = (
        "   BOGOTA, 3 JAN 90 (EFE) -- [TEXT] GEN. RUIZ AND JOHN P. LOPEZ MET OFFICIALS\nOF THE U.S. EMBASSY.  THE TALKS LASTED UNTIL 7 P.M.  THE GUERRILLAS CLAIMED\n"
        "THAT 3.5 TONS WERE SEIZED.\n\n   THE ARMY DENIED THIS.\n"
    )
    (part,) = split(Report(id="w", text=text, language="en"))
    assert [b.kind for b in part.blocks] == ["dateline", "paragraph", "paragraph"]
    assert [text[s:e].split()[0] for b in part.blocks[1:] for s, e in b.sentences] == ["GEN.", "THE", "THE", "THE"]


def test_a_text_broken_to_a_width_is_read_in_paragraphs_by_blank_lines_or_indentation() -> None:
    broken = (
        "  The men came down from the hills on Thursday and set fire to\nthe barracks, the mayor said. Nobody was inside when they\ncame.\n"
        "  On Friday the governor promised to send soldiers, but the\nroad is cut in two places and no help has come so far to the\ntown.\n"
    )
    (part,) = split(Report(id="w", text=broken, language="en"))
    assert [len(b.sentences) for b in part.blocks] == [2, 1]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = "The army attacked the town at dawn on Monday with two tanks, officials said.\nRebels fled north.\nThe road was closed, and nobody came through it."
    (part,) = split(Report(id="w", text=lines, language="en"))
    assert len(part.blocks) == 3


def test_offsets_count_code_points_with_combining_marks_and_signs_beyond_the_basic_plane() -> None:
    text = "Les forces\u0301 ont tire\u0301 \U0001f4a5 sur Ko\u0301ti. L'e\u0301cole a bru\u0302le\u0301."
    assert sentences(text, "fr") == ["Les forces\u0301 ont tire\u0301 \U0001f4a5 sur Ko\u0301ti.", "L'e\u0301cole a bru\u0302le\u0301."]
