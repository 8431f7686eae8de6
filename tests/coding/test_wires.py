"""Ways of agency reports: asides of whom a toll counts, what lay days before, totals of years, those responsible, sources without a name."""

import pytest

from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split


def coded(text: str, language: str = "en", published: str = "2021-03-18") -> list[Mention]:
    return [m for part in split(Report(id="r", text=text, language=language, published=published)) for m in code(part)]


def killed(m: Mention) -> int | None:
    return m.quantities["killed"].low if "killed" in m.quantities else None


@pytest.mark.parametrize(
    ("text", "language", "dead"),
    [
        ("Eight civilians, including a woman and two children, were killed in Dori.", "en", 8),
        ("Five people, two of them policemen, were killed in Kirkuk.", "en", 5),
        ("Ten people, mostly civilians, were killed in Kirkuk.", "en", 10),
        ("Seven soldiers, including two officers, and three civilians were killed in Dori.", "en", 10),
        ("Two soldiers, a policeman and three civilians were killed in Dori.", "en", 6),
        ("Huit civils, dont une femme et deux enfants, ont été tués à Dori.", "fr", 8),
        ("Huit civils dont une femme ont été tués à Dori.", "fr", 8),
        ("Huit personnes, parmi lesquelles deux enfants, ont été tuées à Dori.", "fr", 8),
        ("Sept soldats, dont deux officiers, et trois civils ont été tués à Dori.", "fr", 10),
    ],
)
def test_an_aside_says_of_whom_a_toll_is_and_is_no_toll(text: str, language: str, dead: int) -> None:
    (m,) = coded(text, language)
    assert killed(m) == dead


def test_a_relative_clause_is_no_aside() -> None:
    (m,) = [m for m in coded("Les rebelles, dont le chef a été tué, se sont retirés de Dori.", "fr") if m.main]
    assert killed(m) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The attack in Dori came three days after the army killed 57 militants in air strikes near Lake Chad.",
        "Three days after the attack in Dori, soldiers killed 57 militants near Lake Chad.",
        "The attack in Dori came a week after soldiers killed 57 militants.",
    ],
)
def test_acts_on_the_two_sides_of_a_lapse_are_two_events(text: str) -> None:
    attack, killing = sorted(coded(text), key=lambda m: killed(m) or 0)
    assert (killed(attack), killed(killing)) == (None, 57)
    assert attack.place is not None
    assert attack.place.name == "Dori"
    assert killing.place is None or killing.place.name == "Lake Chad"


def test_who_dies_of_an_attack_days_after_it_died_of_it() -> None:
    (m,) = coded("A policeman died two days after the attack in Dori.")
    assert killed(m) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Since 2015, jihadist attacks have killed more than 1,200 people in the country.", "en"),
        ("Depuis 2015, les attaques jihadistes ont fait plus de 1.200 morts dans le pays.", "fr"),
    ],
)
def test_a_total_of_years_is_a_series(text: str, language: str) -> None:
    (m,) = coded(text, language)
    assert (m.stage, killed(m)) == ("series", 1200)


@pytest.mark.parametrize(
    "text",
    [
        "The army hunted the men behind the attack in Maiduguri.",
        "Police arrested two people responsible for the bombing in Paris.",
        "Rockets hit the base in Taji. The prime minister vowed to arrest those responsible.",
    ],
)
def test_who_hunts_those_responsible_is_not_responsible(text: str) -> None:
    deeds = [m for m in coded(text) if m.type in ("armed_attack", "bombing", "shelling")]
    assert deeds
    assert not any(p.role == "perpetrator" for m in deeds for p in m.participants)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A local official, who asked not to be named, put the toll at 21.", "en"),
        ("Un responsable local, qui a requis l'anonymat, a parlé de 21 morts.", "fr"),
    ],
)
def test_who_asks_for_anonymity_asks_for_nothing_else(text: str, language: str) -> None:
    assert not [m for m in coded(text, language) if m.type == "request"]


def test_killing_people_and_burning_houses_is_an_attack() -> None:
    (m,) = coded("Gunmen attacked the village of Tongo Tongo, killing at least 17 people and burning several houses.")
    assert (m.type, killed(m)) == ("armed_attack", 17)


def test_minor_damage_is_no_minor_s() -> None:
    (m,) = coded("Two rockets landed near the US embassy in Baghdad, causing minor damage but no casualties.")
    assert not [p for p in m.participants if p.role == "perpetrator"]


def test_the_day_on_which_it_became_known_is_no_day_of_an_hour() -> None:
    text = "Huit civils ont été tués vendredi par l'explosion d'un engin artisanal, a-t-on appris dimanche.\n\nL'engin a explosé vers 16h00."
    assert {m.date.start for m in coded(text, "fr", "2021-02-14") if m.date is not None} == {"2021-02-12"}


def test_those_who_protest_and_those_who_stop_them_are_of_one_event_and_a_march_elsewhere_is_not() -> None:
    text = (
        "Demonstrators clashed with riot police outside parliament in Tbilisi on Thursday. Police used tear gas to disperse the crowd; at least 14 people were injured and "
        "66 arrested, the interior ministry said.\n\nSeveral thousand people took part in a peaceful march in Batumi the same day."
    )
    riot, march = [m for m in coded(text) if m.codes.acled is not None]
    assert {n: q.low for n, q in riot.quantities.items()} == {"injured": 14, "arrested": 66}
    assert march.place is not None
    assert (march.type, march.place.name) == ("peaceful_protest", "Batumi")


def test_where_a_claim_is_published_is_no_target() -> None:
    (m,) = [m for m in coded("Two rockets hit the base in Taji. A little-known group claimed the attack in a statement on Telegram.") if m.main]
    assert "Telegram" not in [p.text for p in m.participants]


def test_a_toll_of_several_attacks_together_is_counted_for_none_of_them() -> None:
    first, second = coded("Two attacks on Monday and Tuesday killed 12 people in Kirkuk.")
    assert killed(first) is killed(second) is None
    assert all(s.low == 12 for m in (first, second) for s in m.statements if s.property == "killed_together")
    assert {m.date.start for m in (first, second) if m.date is not None} == {"2021-03-15", "2021-03-16"}


def test_march_is_a_month_before_it_is_a_walk() -> None:
    found = coded("Rocket attacks on March 11 and March 14 hit the base in Taji.")
    assert [m.date.start for m in found if m.date is not None] == ["2021-03-11", "2021-03-14"]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Militants killed 81 people in a village in Borno state on Tuesday, state officials said.", "en", "state officials"),
        ("Police in Nairobi said on Saturday that gunmen had killed three officers in Garissa.", "en", "Police"),
        ("Dix civils ont été tués mercredi à Mopti, a annoncé jeudi le gouvernement.", "fr", "gouvernement"),
        ("Dix civils ont été tués à Mopti, a indiqué à l'AFP Moulaye Guindo, maire de Bankass.", "fr", "Moulaye Guindo"),
        ("Dix civils ont été tués à Mopti, a déclaré lundi à la presse le ministre de la Défense.", "fr", "ministre de la Défense"),
        ("Dix civils ont été tués à Mopti, a affirmé sous couvert d'anonymat un élu local.", "fr", "élu local"),
    ],
)
def test_who_says_it_stands_behind_the_verb_and_is_none_of_the_dead(text: str, language: str, speaker: str) -> None:
    (m,) = coded(text, language)
    assert {s.speaker.text for s in m.statements if s.property == "killed"} == {speaker}


def test_where_the_speaker_is_is_not_where_it_was() -> None:
    (m,) = coded("Officials in Kabul said a bomb killed three people in Herat.")
    assert m.place is not None
    assert m.place.text == "Herat"


def test_what_a_group_has_done_since_a_year_is_a_series_and_no_telling_of_the_news() -> None:
    text = "Militants killed 81 people in Borno state on Tuesday.\n\nBoko Haram has killed more than 30,000 people since 2009."
    news, since = coded(text)
    assert (news.stage, killed(news), since.stage, killed(since)) == ("accomplished", 81, "series", 30000)
    assert not [p for p in news.participants if p.actor == "boko-haram"]


def test_a_village_of_a_division_is_not_the_town_of_the_desk() -> None:
    text = "MAIDUGURI, Nigeria, June 10 (Reuters) - Militants killed 81 people in an attack on a remote village in Nigeria's Borno state on Tuesday."
    (m,) = coded(text, published="2020-06-10")
    assert m.place is not None
    assert m.place.name == "Borno"


def test_who_is_arrested_for_a_killing_is_not_the_dead() -> None:
    arrest = next(m for m in coded("A man accused of killing two people was arrested in Kirkuk.") if m.type == "arrest")
    assert [p.text for p in arrest.participants] == ["man"]


def test_quoted_words_name_who_is_blamed() -> None:
    text = 'Dix civils ont été tués à Mopti, a annoncé le gouvernement, qui a imputé le massacre à des "hommes armés".'
    (m,) = coded(text, "fr")
    assert [(p.text, p.confidence) for p in m.participants if p.role == "perpetrator"] == [("hommes armés", "suspected_by_authorities")]


def test_what_those_who_did_it_say_of_the_dead_is_stated_and_is_not_the_toll_where_others_count() -> None:
    text = (
        "A suicide bomber attacked a police post in Garissa on Thursday, killing three officers and wounding five others, officials said.\n\n"
        "Al-Shabaab claimed responsibility for the attack, saying its fighters had killed 12 policemen."
    )
    (m,) = [m for m in coded(text) if m.main]
    assert (killed(m), m.quantities["injured"].low) == (3, 5)
    boast = next(s for s in m.statements if s.property == "killed" and s.low == 12)
    assert boast.speaker.actor == "al-shabaab"


def test_where_nobody_else_counts_the_claim_is_the_figure() -> None:
    (m,) = [m for m in coded("Al-Shabaab said its fighters had killed 12 policemen in an attack on a post in Garissa.") if m.main]
    assert killed(m) == 12
