"""A page that joins two reports of the same days, coded by hand before it was run: other events, another country, the same manner.

Hand coding: on Monday 4 and Wednesday 6 May, rockets on the Aguelhok camp; eight at least on the first day, more than fifteen on the second; two
Chadian soldiers and a Guinean killed on the 4th (the second report); nobody killed on the 6th; claimed by a new group. Air strikes on 5 May by France.
The first report appeared on Thursday 7 May, the second the day before or the same day.
"""

from istor.corridor import code_report, link_mentions
from istor.grounding.times import infer_published
from istor.model import Event, Report
from istor.splitting import split

PAGE = """date 2020-05 Les tirs de roquettes se multiplient contre le camp d'Aguelhok au Mali

Le groupe Katibat al-Nour a revendiqué les attaques à la roquette des 4 et 6 mai contre le camp militaire d'Aguelhok, dans le nord du Mali.

Le camp a été frappé par plusieurs attaques à la roquette le lundi 4 mai et le mercredi 6 mai. Au cours de la première attaque, au moins 8 roquettes et au cours de la deuxième attaque, plus de quinze roquettes ont été tirées sur le camp.

Le 5 mai, l'armée française a mené des frappes aériennes contre trois positions des djihadistes.

Le ministère malien de la Défense a annoncé ce jeudi dans un communiqué que les patrouilles seraient renforcées dans toute la région. journal-du-fleuve.com

Les casques bleus pleurent leurs morts au nord du Mali

Le 4 mai, une attaque à la roquette contre le camp d'Aguelhok a tué deux soldats tchadiens et un Guinéen, a indiqué la mission de l'ONU au Mali.

Mardi, des avions français ont frappé trois positions des djihadistes. Aucune victime civile n'a été signalée.

Mercredi, le secrétaire général de l'ONU a condamné l'attaque. La mission a promis de rester dans la ville malgré la menace. depeches-du-sahel.net
"""


def events() -> tuple[Event, ...]:
    return link_mentions(code_report(Report(id="page", text=PAGE)))


def rockets(day: str) -> Event:
    found = [e for e in events() if e.type == "shelling" and e.date is not None and e.date.start == e.date.end == day]
    assert len(found) == 1, [(e.type, e.date and e.date.start) for e in events()]
    return found[0]


def test_both_parts_are_dated_by_what_they_say() -> None:
    first, second = infer_published(split(Report(id="page", text=PAGE)))
    assert first.published is not None
    assert (first.published.start, first.published.end) == ("2020-05-07", "2020-05-07")
    assert second.published is not None
    assert "2020-05-06" <= second.published.start <= second.published.end <= "2020-05-07"


def test_two_attacks_keep_their_days_their_rockets_and_their_dead_apart() -> None:
    first, second = rockets("2020-05-04"), rockets("2020-05-06")
    assert first.quantities["weapons_fired"].low == 8
    assert second.quantities["weapons_fired"].low == 15
    killed = first.quantities["killed"]
    assert (killed.low, killed.best) == (3, 3)
    assert {(s.country, s.low) for s in killed.by} == {("TCD", 2), ("GIN", 1)}
    assert "killed" not in second.quantities


def test_the_claim_stands_on_both_attacks() -> None:
    for e in (rockets("2020-05-04"), rockets("2020-05-06")):
        claims = {p.actor_name for p in e.participants if p.role == "perpetrator" and p.confidence == "claimed"}
        assert claims
        assert all("Nour" in (c or "") for c in claims)


def test_the_strikes_told_by_date_and_by_weekday_are_one_event_of_both_reports() -> None:
    (strikes,) = [e for e in events() if e.type == "air_strike"]
    assert strikes.date is not None
    assert strikes.date.start == strikes.date.end == "2020-05-05"
    assert len(strikes.mentions) == 2
    assert any(p.country == "FRA" for p in strikes.participants if p.role == "perpetrator")


def test_every_quote_stands_in_the_page() -> None:
    for e in events():
        assert e.statements
        assert all(PAGE[s.start : s.end] == s.quote for s in e.statements)
