"""What is told as a plot, as a rule of a game or as a purpose is no event."""

import pytest
from test_setting import violent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Detective Marsh is stabbed at the end of the second part and spends the finale in a coma."),
        ("en", "The man who is gunned down in the third verse was a teacher, the rapper said."),
        ("fr", "Le préfet est égorgé avant le générique et la commissaire est prise en otage."),
    ],
)
def test_a_plot_is_told_in_the_present(language: str, text: str) -> None:
    assert violent(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have trained the men to fight the army, he said."),
        ("en", "Orders were given to shoot the prisoners."),
        ("fr", "La mise à jour permet de détruire les ponts."),
    ],
)
def test_what_somebody_is_to_do_has_not_happened(language: str, text: str) -> None:
    assert violent(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels kill two soldiers in Bria."),
        ("en", "The gunmen managed to kill two soldiers in Bria."),
        ("fr", "Les rebelles ont réussi à tuer deux soldats à Bria."),
    ],
)
def test_what_came_about_stays(language: str, text: str) -> None:
    assert violent(text, language) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The runner was beaten into fourth place at last year's marathon."),
        ("en", "The commission called a truce in its battle with shareholders over the dividend."),
        ("fr", "La candidate a été battue aux municipales après une longue bataille avec le conseil municipal."),
    ],
)
def test_contests_are_no_blows(language: str, text: str) -> None:
    assert violent(text, language) == []


def test_blows_beside_a_match_stay() -> None:
    assert violent("Police beat two supporters with batons after the match in Lima on Sunday.") != []
