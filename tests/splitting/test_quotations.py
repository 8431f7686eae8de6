"""What stands in quotation marks is known, whatever sentences it holds."""

import pytest

from istor.splitting.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[s:e] for s, e in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("« Nous partons. La route est ouverte », a-t-il dit, « enfin ».", ["« Nous partons. La route est ouverte »", "« enfin »"]),
        ("« Il a dit : « Partez ! » et puis rien », raconte-t-elle.", ["« Il a dit : « Partez ! » et puis rien »"]),
        ("\u201cWe saw \u2018men in black\u2019 there,\u201d he said.", ["\u201cWe saw \u2018men in black\u2019 there,\u201d"]),
        ("He called them \u2018the worst of men\u2019 and left.", ["\u2018the worst of men\u2019"]),
        ("The \u2018Ali brothers\u2019 house burnt.", ["\u2018Ali brothers\u2019"]),
        ("It\u2019s the soldiers\u2019 camp.", []),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("He is 6'2\" tall and said nothing.", []),
        ("\u201cThis goes on in the next paragraph.", ["\u201cThis goes on in the next paragraph."]),
        ("A stray \u00ab mark opens nothing here.", []),
        ("Il a parlé. La suite viendra plus tard ».", ["La suite viendra plus tard »"]),
        ("\u201eWir gehen\u201c, sagte er.", ["\u201eWir gehen\u201c"]),
        ("قال المتحدث: «سنرد على الهجوم».", ["«سنرد على الهجوم»"]),
    ],
)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


def test_many_marks_that_are_never_closed_cost_no_time() -> None:
    text = "a « b " * 50_000
    assert quoted(text) == []
