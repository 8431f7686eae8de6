"""Alternatives stay side by side; a policy picks a figure and deletes nothing."""

import pytest

from istor.coding import code
from istor.model import Event, Report
from istor.reconciling import reconcile
from istor.splitting import split


def event(*reports: tuple[str, str, str], policy: str = "latest") -> Event:
    ms = [
        m
        for k, (outlet, published, text) in enumerate(reports)
        for part in split(Report(id=f"r{k}", text=text, outlet=outlet, published=published, language="en"))
        for m in code(part)
    ]
    return reconcile(ms, policy=policy)


FIRST = ("a.com", "2020-03-12", "A bomb killed three people in a market in Baghdad on Thursday.")
LATER = ("b.com", "2020-03-13", "A bomb killed seven people in a market in Baghdad on Thursday.")
LEAST = ("c.com", "2020-03-13", "A bomb killed at least five people in a market in Baghdad on Thursday.")


@pytest.mark.parametrize(("policy", "best"), [("latest", 7), ("earliest", 3), ("lowest", 3)])
def test_a_policy_picks_the_figure_by_its_name(policy: str, best: int) -> None:
    e = event(FIRST, LATER, policy=policy)
    assert (e.quantities["killed"].best, e.quantities["killed"].policy) == (best, policy)
    assert [(a.low, a.high) for a in e.quantities["killed"].alternatives] == [(3, 3), (7, 7)]


def test_exclusive_figures_mark_a_disagreement_and_compatible_bounds_do_not() -> None:
    assert "killed" in event(FIRST, LATER).disagreements
    assert "killed" not in event(LEAST, LATER).disagreements


def test_an_unknown_policy_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no policy 'mean'"):
        event(FIRST, policy="mean")


def test_every_statement_is_kept() -> None:
    e = event(FIRST, LATER)
    stated = {s.id for s in e.statements}
    assert all(set(a.statements) <= stated for q in e.quantities.values() for a in q.alternatives)


def test_one_driver_in_two_languages_is_one_victim_and_the_kidnappers_are_those_who_kidnapped() -> None:
    english = "Gunmen kidnapped three aid workers on Wednesday near Menaka in northeastern Mali and killed their driver."
    french = (
        "Trois humanitaires ont été enlevés mercredi près de Ménaka, au Mali. Leur chauffeur a été tué. Les ravisseurs ont enlevé les trois à l'aube."
    )
    reports = [Report(id=id, text=text, published="2021-05-06", language=id) for id, text in (("en", english), ("fr", french))]
    e = reconcile([m for r in reports for part in split(r) for m in code(part)])
    assert [(p.role, p.text, p.effect) for p in e.participants] == [
        ("perpetrator", "Gunmen", None),
        ("victim", "three aid workers", "abducted"),
        ("victim", "driver", "killed"),
    ]


def test_two_killed_in_one_telling_stay_two() -> None:
    e = event(("a.com", "2020-03-12", "Gunmen killed a teacher and a nurse in Baghdad on Thursday."), FIRST)
    assert {"teacher", "nurse"} <= {p.text.removeprefix("a ") for p in e.participants}


def test_a_report_that_tells_of_people_one_by_one_stands_for_their_sum() -> None:
    told = "A man was shot in the leg in Tulsa on Thursday. Another man was shot in the arm. A woman was shot in the hand."
    e = event(("a.com", "2020-03-13", told))
    injured = e.quantities["injured"]
    (whole,) = [a for a in injured.alternatives if a.readings]
    assert (injured.best, whole.low) == (3, 3)
    assert len(whole.statements) == 3  # the figure rests on each of the clauses


def test_what_a_clause_counts_is_no_alternative_to_what_its_report_comes_to() -> None:
    shot = ("a.com", "2020-03-13", "Four people were shot in Tulsa on Thursday. One of them died at a hospital.")
    hurt = ("b.com", "2020-03-13", "One man died and three people were wounded when a gunman opened fire in Tulsa on Thursday.")
    assert event(shot, hurt).quantities["injured"].best == 3


def test_who_died_of_wounds_is_hurt_no_longer() -> None:
    first = ("a.com", "2020-03-13", "A boy was shot in the head in Tulsa on Thursday and is in critical condition.")
    last = ("b.com", "2020-03-16", "A boy who was shot in Tulsa on Thursday died at a hospital on Sunday.")
    e = event(first, last)
    assert (e.quantities["killed"].best, e.quantities["injured"].best) == (1, 0)
    none = next(a for a in e.quantities["injured"].alternatives if a.high == 0)
    assert {s.property for s in e.statements if s.id in none.statements} == {"injured", "killed"}


def test_one_late_source_does_not_outdo_two_that_agree() -> None:
    a = ("a.com", "2020-03-12", "A bomb killed three people in a market in Baghdad on Thursday.")
    b = ("b.com", "2020-03-13", "Three people died on Thursday when a car bomb exploded near a crowded bus station in Baghdad, officials said.")
    alone = ("c.com", "2020-03-14", "Seven people were killed by the bomb that went off on Thursday in Baghdad.")
    confirmed = ("d.com", "2020-03-15", "The toll rose at the weekend: Thursday's bombing in Baghdad killed seven people, doctors told reporters.")
    assert event(a, b, alone).quantities["killed"].best == 3
    assert event(a, b, alone, confirmed).quantities["killed"].best == 7
