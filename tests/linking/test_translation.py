"""A translation is known by its sentences; an independent report of the same event is none."""

import json
from pathlib import Path

from click.testing import CliRunner

from istor.cli import main as cli
from istor.corridor import code_report, link_mentions
from istor.linking import origins, translation
from istor.linking.translation import align
from istor.model import Anchors, Mention, Report

ENGLISH = (
    "Gunmen killed six farmers near Kidal in northern Mali on Tuesday, the mayor said. They came on 14 motorcycles and took 320 cattle. "
    "Two of the wounded were flown to Bamako, said a doctor, Issa Tembely. The governor, Oumar Sanogo, visited the village of Takalote on Wednesday."
)
FRENCH = (
    "Des hommes armés ont tué six agriculteurs mardi près de Kidal, dans le nord du Mali, a dit le maire. Ils sont venus sur 14 motos et ont emporté 320 bovins. "
    "Deux des blessés ont été transportés par avion à Bamako, a indiqué un médecin, Issa Tembely. Le gouverneur, Oumar Sanogo, s'est rendu mercredi dans le village de Takaloté."
)
APART = (
    "Six paysans ont été tués mardi près de Kidal, au Mali, selon une source militaire. L'attaque n'a pas été revendiquée. "
    "Des villageois de la tribu Idnane ont fui vers Tessalit. L'armée a envoyé 60 hommes dans la zone, d'après le colonel Baba Cissé."
)


def main(id: str, text: str, language: str, published: str = "2019-06-13") -> Mention:
    return next(m for m in code_report(Report(id=id, text=text, language=language, outlet=f"{id}.example", published=published)) if m.main)


def test_a_translation_is_known_with_the_spans_that_stand_for_each_other() -> None:
    a, b = main("a", ENGLISH, "en"), main("b", FRENCH, "fr")
    found = translation(a, b)
    assert found is not None
    assert [ENGLISH[s.first[0] : s.first[1]].split()[0] for s in found.sentences] == ["Gunmen", "They", "Two", "The"]
    assert [FRENCH[s.second[0] : s.second[1]].split()[0] for s in found.sentences] == ["Des", "Ils", "Deux", "Le"]
    assert "n320" in found.sentences[1].shared
    back = translation(b, a)
    assert back is not None
    assert [(s.second, s.first) for s in back.sentences] == [(s.first, s.second) for s in found.sentences]


def test_an_independent_report_in_another_language_is_no_translation() -> None:
    assert translation(main("a", ENGLISH, "en"), main("c", APART, "fr")) is None


def test_a_text_of_another_week_is_no_translation() -> None:
    assert translation(main("a", ENGLISH, "en"), main("b", FRENCH, "fr", "2019-06-20")) is None


def test_a_translation_counts_with_its_original() -> None:
    told = [main("a", ENGLISH, "en"), main("b", FRENCH, "fr"), main("c", APART, "fr")]
    root, why = origins(told)
    assert root["a#0.0"] == root["b#0.0"] != root["c#0.0"]
    assert "a translation, 4 sentences say the same in the same order: [0:" in why
    assert any({"a", "b"} == set(e.reports) and e.origins == 1 for e in link_mentions(told))


def test_a_brief_is_too_short_to_say() -> None:
    brief = "Gunmen killed six farmers near Kidal in Mali on Tuesday."
    told = "Des hommes armés ont tué six agriculteurs mardi près de Kidal, au Mali."
    assert translation(main("a", brief, "en"), main("b", told, "fr")) is None


def test_a_sentence_may_stand_for_two_and_order_counts() -> None:
    one = (Anchors(0, 9, ("n40", "wbmc")), Anchors(10, 19, ("n70", "wcdl")))
    assert align(one, (Anchors(0, 20, ("n40", "n70", "wbmc", "wcdl")),)).covered == 1.0
    assert align(one, one[::-1]).covered == 0.5


def test_explaining_a_link_shows_the_sentences_side_by_side(tmp_path: Path) -> None:
    given = tmp_path / "r.jsonl"
    rows = [{"id": "a", "text": ENGLISH, "language": "en", "published": "2019-06-13"}, {"id": "b", "text": FRENCH, "language": "fr", "published": "2019-06-14"}]
    given.write_text("".join(json.dumps(r) + "\n" for r in rows))
    store = str(tmp_path / "s.db")
    assert CliRunner().invoke(cli, ["run", str(given), "--store", store]).exit_code == 0
    told = CliRunner().invoke(cli, ["explain", "--link", "a#0.0", "b#0.0", "--store", store]).output
    assert "one source: a translation" in told
    assert "n320" in told
