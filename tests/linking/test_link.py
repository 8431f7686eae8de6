"""Mentions of one event come together; others never do. Order does not matter."""

import random

from istor.coding import code
from istor.linking import THRESHOLD, candidates, cluster, explain_link, link, origins, points
from istor.model import Judgement, Mention, Report
from istor.reconciling import reconcile
from istor.splitting import split


def mentions(*reports: tuple[str, str, str]) -> list[Mention]:
    out = []
    for k, (outlet, published, text) in enumerate(reports):
        for part in split(Report(id=f"r{k}", text=text, outlet=outlet, published=published, language="en")):
            out += code(part)
    return out


TAJI_11 = ("a.com", "2020-03-12", "Rockets hit Camp Taji in Iraq on Wednesday, killing two American soldiers and a British soldier.")
TAJI_11_B = ("b.com", "2020-03-12", "Three soldiers were killed on Wednesday when rockets struck Camp Taji, north of Baghdad in Iraq.")
TAJI_14 = ("a.com", "2020-03-15", "Rockets hit Camp Taji in Iraq on Saturday, wounding two Iraqi soldiers.")


def clusters(ms: list[Mention]) -> set[frozenset[str]]:
    return {frozenset(m.id for m in c) for c in link(ms)}


def test_two_tellings_of_one_attack_are_one_event() -> None:
    assert frozenset({"r0#0.0", "r1#0.0"}) in clusters(mentions(TAJI_11, TAJI_11_B))


def test_another_day_at_the_same_base_is_another_event() -> None:
    assert len(clusters(mentions(TAJI_11, TAJI_14))) == 2


def test_order_does_not_matter() -> None:
    ms = mentions(TAJI_11, TAJI_11_B, TAJI_14)
    expected = clusters(ms)
    for seed in range(6):
        shuffled = list(ms)
        random.Random(seed).shuffle(shuffled)
        assert clusters(shuffled) == expected
        for c in link(shuffled):
            assert reconcile(c) == reconcile(list(reversed(c)))


def test_people_s_judgements_stand_above_the_score() -> None:
    ms = mentions(TAJI_11, TAJI_11_B)
    apart = Judgement(id="j1", kind="different", mentions=("r0#0.0", "r1#0.0"), reviewer="ana", at="2020-03-20T10:00:00Z")
    undone = Judgement(id="j2", kind="undo", of="j1", reviewer="ana", at="2020-03-20T10:01:00Z")
    assert len(link(ms, [apart])) == 2
    assert len(link(ms, [apart, undone])) == 1


def test_a_link_explains_itself() -> None:
    a, b = mentions(TAJI_11, TAJI_14)
    reason, terms, points = explain_link(a, b)
    assert reason == "3 days apart"
    assert points == round(sum(t.points for t in terms), 3)
    assert all(t.why for t in terms)


def test_copies_count_as_one_origin() -> None:
    text = (
        "BAGHDAD (Reuters) - "
        + TAJI_11[2]
        + " The army said it would answer. Soldiers searched the fields around the base for the rest of the night and found a truck with rails on it."
    )
    ms = mentions(("a.com", "2020-03-12", text), ("b.com", "2020-03-12", text))
    roots, why = origins(ms)
    assert len(set(roots.values())) == 1
    assert "both carry Reuters" in why


def test_components_of_edges_can_be_clustered_apart() -> None:
    ms = mentions(TAJI_11, TAJI_11_B, TAJI_14)
    by_id = {m.id: m for m in ms}
    edges = [(a, b, p) for a, b in candidates(ms) if (p := points(by_id[a], by_id[b])) is not None and p >= THRESHOLD]
    linked = {i for a, b, _ in edges for i in (a, b)}
    apart = [*cluster([by_id[i] for i in sorted(linked)], edges), *((m,) for m in ms if m.id not in linked)]
    assert {frozenset(m.id for m in c) for c in apart} == clusters(ms)
