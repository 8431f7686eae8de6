"""Mentions of one event come together; others never do. Order does not matter."""

import random
from datetime import date, timedelta

import msgspec

from istor.coding import code
from istor.linking import cluster, edges, explain_link, link, origins, profile, profiles, sides
from istor.linking.blocks import CROWD, WINDOW, candidates, meet
from istor.linking.crowds import WEEKS, crowded, limit
from istor.model import Codes, Judgement, Mention, Published, Report
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
    ms = mentions(("a.com", "2020-03-12", text), ("b.com", "2020-03-12", f"{text} It was dark."))
    roots, why = origins(ms)
    assert len(set(roots.values())) == 1
    assert "the same text" in why


def test_it_says_whose_outlets_the_origins_are() -> None:
    ms = mentions(("presstv.com", *TAJI_11[1:]), ("reuters.com", *TAJI_11_B[1:]))
    assert "of state outlets (IRN) 1" in origins(ms)[1]
    assert "of independent outlets (GBR) 1" in origins(ms)[1]


def test_components_of_edges_can_be_clustered_apart() -> None:
    pool = profiles(mentions(TAJI_11, TAJI_11_B, TAJI_14))
    found = edges(pool)
    linked = {i for a, b, _ in found for i in (a, b)}
    apart = [*cluster({i: pool[i] for i in linked}, found), *((i,) for i in pool if i not in linked)]
    assert {frozenset(c) for c in apart} == {frozenset(c) for c in cluster(pool, found)}


SMITH = ("a.com", "2014-03-11", "John Bellweather, 24, was shot dead on Polk Street in Gary, Indiana, on Monday, police said.")
SMITH_LATER = ("b.com", "2014-03-20", "John Bellweather, 24, was shot dead on Polk Street in Gary, Indiana, on Tuesday, police said.")
JONES = ("b.com", "2014-03-11", "Leroy Applegate, 51, was shot dead on Union Street in Gary, Indiana, on Monday, police said.")


def test_the_same_person_outweighs_a_day_told_otherwise() -> None:
    assert len(clusters(mentions(SMITH, SMITH_LATER))) == 1


def test_another_victim_in_the_same_town_on_the_same_day_is_another_event() -> None:
    assert len(clusters(mentions(SMITH, JONES))) == 2


def test_a_name_told_in_many_weeks_is_no_clue() -> None:
    ms = mentions(*((f"{k}.com", f"2014-{1 + k // 4:02}-{1 + 7 * (k % 4):02}", f"Gunmen killed a farmer near Zabrat, said Osip Venkov of {k} Towers.") for k in range(20)))
    assert len({m.published.start for m in ms if m.published}) > WEEKS
    assert "person:osip venkov" in crowded(ms)
    assert "person:osip venkov" not in crowded(ms[:WEEKS])


def test_a_crowded_block_costs_a_window_for_each_mention() -> None:
    (m,) = mentions(TAJI_11)
    pool = {f"m{k:05}": profile(m) for k in range(1000)}
    assert len(list(meet(list(pool), pool))) <= 1000 * WINDOW
    assert len(list(meet(list(pool)[:CROWD], pool))) == CROWD * (CROWD - 1) // 2


def test_pairs_meet_once_with_the_smaller_id_first() -> None:
    found = candidates(profiles(mentions(TAJI_11, TAJI_11_B, SMITH, JONES)).values())
    assert found == sorted(set(found))
    assert all(a < b for a, b in found)


def test_origins_are_counted_by_whose_outlets_they_are() -> None:
    ms = mentions(("presstv.com", *TAJI_11[1:]), ("irna.ir", *TAJI_11_B[1:]))
    root, _ = origins(ms)
    assert [(s.side.party if s.side else None, s.origins) for s in sides(ms, root)] == [("state IRN", 2)]
    assert reconcile(ms).one_side is not None
    mixed = mentions(("presstv.com", *TAJI_11[1:]), ("reuters.com", *TAJI_11_B[1:]))
    assert reconcile(mixed).one_side is None
    assert reconcile(mentions(("bbc.co.uk", *TAJI_11[1:]), ("bbc.com", *TAJI_11_B[1:]))).one_side is None


def test_a_speaker_is_told_with_whose_outlets_carry_the_words() -> None:
    site = "https://www.presstv.com/Detail/2020/03/11"
    cited = mentions((site, "2020-03-12", "BAGHDAD (Reuters) - Rockets hit Camp Taji on Wednesday, killing two soldiers."))
    army = mentions((site, "2020-03-12", "Rockets hit Camp Taji on Wednesday, killing two soldiers, the Iraqi army said."))
    agency = mentions((site, "2020-03-12", "Rockets hit Camp Taji on Wednesday, killing two soldiers, Reuters reported."))
    for told, kind, carried in ((cited, "outlet", ["Press TV", "Reuters"]), (army, "authority", ["Press TV"]), (agency, "agency", ["Press TV", "Reuters"])):
        speakers = [s.speaker for m in told for s in m.statements]
        assert {s.kind for s in speakers} == {kind}
        assert all([x.outlet for x in s.sides] == carried and s.sides[0].who for s in speakers)


def test_an_outlet_that_the_table_does_not_know_has_no_side() -> None:
    ms = mentions(TAJI_11)
    assert all(s.speaker.sides == () for m in ms for s in m.statements)
    assert sides(ms, origins(ms)[0])[0].side is None


def test_a_town_told_of_in_few_of_many_weeks_is_no_busy_one() -> None:
    def week(k: int, town: str) -> Mention:
        day = (date(2010, 1, 4) + timedelta(weeks=k)).isoformat()
        told = Mention(id=f"{town}{k}", report=f"{town}{k}", part=0, main=True, type="bombing", codes=Codes(), clues=(f"town:{town}", f"name:{town}"))
        return msgspec.structs.replace(told, published=Published(start=day, end=day))

    told = [week(k, "quiet") for k in range(0, 400, 20)] + [week(k, "busy") for k in range(400)]
    assert crowded(told) == {"town:busy", "name:busy", "name:quiet"}
    assert "town:quiet" in crowded([m for m in told if m.published and m.published.start < "2011-12"][:30] + told[:40])
    assert [limit(n) for n in (0, 1, 200, 201, 400, 401, 1020)] == [WEEKS, WEEKS, WEEKS, 2 * WEEKS, 2 * WEEKS, 4 * WEEKS, 8 * WEEKS]


def test_a_town_is_one_clue_in_every_language() -> None:
    found = []
    for language, text in (("en", "A bomb killed two soldiers in Kabul on Sunday."), ("fr", "Une bombe a tué deux soldats dimanche à Kaboul.")):
        for part in split(Report(id=language, text=text, published="2021-01-18", language=language)):
            found += code(part)
    assert [profile(m).of("town") for m in found] == [{"kabul"}, {"kaboul"}]
    for a, b in (found, reversed(found)):
        assert [t.points > 0 for t in explain_link(a, b)[1] if t.feature == "towns"] == [True]
