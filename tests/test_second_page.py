"""Another page that joins two reports, coded by hand before it was run, as demanding as the one that Istor was founded on.

Hand coding. Mortars on the African Union's base at Mogadishu airport on 5 February (at least six shells; three Ugandans and a Burundian killed) and on
9 February (more than twelve; nobody harmed, the second report says); both claimed by a new group. American strikes on four positions of Al-Shabaab on the
7th, told by both reports. Kenya withdraws some 200 soldiers. Ethiopia leaves a base in Baidoa on the 10th and hands it over on the 11th. It will leave
Beledweyne. More than 15 attacks in three months that nobody claimed. Uganda's president threatens on Wednesday, the 10th. The first report appeared on
Thursday 11 February, the second on the 10th or the 11th.
"""

from functools import cache

from istor.corridor import code_report, link_mentions
from istor.grounding.times import infer_published
from istor.knowledge import typology
from istor.model import Event, Report
from istor.splitting import split
from tests.pages import SOMALIA

PAGE = Report(id="page", text=SOMALIA)


@cache
def events() -> tuple[Event, ...]:
    return link_mentions(code_report(PAGE))


def of(kind: str, day: str | None = None) -> Event:
    found = [e for e in events() if e.type == kind and (day is None or (e.date is not None and (e.date.start, e.date.end) == (day, day)))]
    assert len(found) == 1, [(e.type, e.stage, e.date and (e.date.start, e.date.end), e.place and e.place.name) for e in events()]
    return found[0]


def names(e: Event, role: str) -> set[str | None]:
    return {p.actor_name or p.text for p in e.participants if p.role == role}


def test_both_reports_are_dated_by_what_they_say() -> None:
    first, second = infer_published(split(PAGE))
    assert first.published is not None
    assert second.published is not None
    assert (first.published.start, first.published.end) == ("2021-02-11", "2021-02-11")
    assert "2021-02-10" <= second.published.start <= second.published.end <= "2021-02-11"


def test_the_first_attack() -> None:
    e = of("shelling", "2021-02-05")
    assert e.stage == "accomplished"
    assert e.place is not None
    assert e.place.country == "SOM"
    assert e.place.latitude is not None
    assert abs(e.place.latitude - 2.01) < 0.2
    assert e.quantities["weapons_fired"].low == 6
    killed = e.quantities["killed"]
    assert (killed.low, killed.best) == (4, 4)
    assert {(s.country, s.low) for s in killed.by} == {("UGA", 3), ("BDI", 1)}
    assert any("mortar" in i.type for i in e.instruments)
    assert len(e.mentions) == 2


def test_the_second_attack_harmed_nobody() -> None:
    e = of("shelling", "2021-02-09")
    assert e.quantities["weapons_fired"].low == 12
    assert e.quantities["killed"].best == 0
    assert len(e.mentions) == 2


def test_the_claim_stands_on_both() -> None:
    for day in ("2021-02-05", "2021-02-09"):
        claims = {p.actor_name or p.text for p in of("shelling", day).participants if p.role == "perpetrator" and p.confidence == "claimed"}
        assert claims
        assert all("Sabr" in c for c in claims)


def test_the_strikes_are_one_event_of_both_reports() -> None:
    e = of("air_strike", "2021-02-07")
    assert len(e.mentions) == 2
    assert any(p.country == "USA" for p in e.participants if p.role == "perpetrator")
    assert any("Shabaab" in (n or "") for n in names(e, "target"))
    assert e.quantities["targets_number"].low == 4


def test_kenya_withdraws_on_the_word_of_its_ministry() -> None:
    (e,) = [e for e in events() if e.type == "withdrawal" and any(p.country == "KEN" for p in e.participants if p.role == "perpetrator")]
    assert e.quantities["troops"].low == 200
    assert e.place is not None
    assert e.place.country == "SOM"
    assert any(s.speaker.country == "KEN" for s in e.statements)
    assert "killed" not in e.quantities, "the death that the heading looks back to is no part of it"


def test_the_base_left_and_handed_over_is_one_event() -> None:
    (e,) = [e for e in events() if e.place is not None and e.place.name == "Baidoa"]
    assert e.type in ("withdrawal", "territory_transfer")
    assert e.stage == "accomplished"
    assert e.date is not None
    assert "2021-02-10" <= e.date.start <= e.date.end <= "2021-02-11"
    assert any(p.country == "ETH" for p in e.participants if p.role == "perpetrator")
    assert not any(p.country == "SOM" for p in e.participants if p.role == "perpetrator")


def test_the_next_base_is_only_planned() -> None:
    (e,) = [e for e in events() if e.place is not None and e.place.name and e.place.name.lower().startswith("bele")]
    assert (e.type, e.stage) == ("withdrawal", "planned")


def test_the_series_that_nobody_claimed() -> None:
    (e,) = [e for e in events() if e.stage == "series"]
    assert e.quantities["series_count"].low == 15
    assert e.place is not None
    assert e.place.country == "SOM"
    assert "responsibility" in e.disagreements


def test_the_threat_was_spoken_on_wednesday() -> None:
    e = of("threat")
    assert e.stage == "threatened"
    assert e.date is not None
    assert (e.date.start, e.date.end) == ("2021-02-10", "2021-02-10")
    assert any("Museveni" in (n or "") for n in names(e, "speaker") | names(e, "perpetrator"))


def test_no_violence_beyond_what_is_told() -> None:
    told = [e for e in events() if e.stage == "accomplished" and typology()[e.type].violent]
    known = [("shelling", "2021-02-05"), ("shelling", "2021-02-09"), ("air_strike", "2021-02-07")]
    beyond = [(e.type, e.date and e.date.start) for e in told if e.date is not None and (e.type, e.date.start) not in known]
    assert beyond == []
    assert not any(e.date is not None and e.date.start >= "2021-02-11" for e in told)


def test_every_quote_stands_in_the_page() -> None:
    for e in events():
        assert all(SOMALIA[s.start : s.end] == s.quote for s in e.statements)
