"""Words of violence that mean something else, made up or long past, are no events; the same words about conflict are."""

import pytest
from test_coder import coded

from istor.coding.setting import topics
from istor.knowledge import typology
from istor.languages import available, table

EXAMPLES = [
    (code, f"{kind}.{name}", topic["example"])
    for code in available()
    for kind, found in table(code, "topics").items()
    for name, topic in found.items()
    if kind not in ("conflict", "accord")
]


def violent(text: str, language: str = "en", published: str = "2024-03-17") -> list[str]:
    found = [m for m in coded(text, language, published) if m.stage == "accomplished"]
    return [m.type for m in found if typology()[m.type].violent or typology()[m.type].muc4]


@pytest.mark.parametrize(("code", "topic", "text"), EXAMPLES, ids=[f"{c}-{t}" for c, t, _ in EXAMPLES])
def test_the_example_of_a_topic_tells_no_event(code: str, topic: str, text: str) -> None:
    assert topics(code) is not None
    assert text, f"{topic} has no example"
    assert violent(text, code) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A heat wave blamed for at least 19 deaths in the south is expected to break at the weekend, the weather service said."),
        ("en", "A coach carrying pilgrims plunged into a ravine on Monday; fourteen people were killed and the driver is among the victims."),
        ("en", "The rocket exploded on its launch pad during a fuel test, and the satellite on board was destroyed."),
        ("en", "In 1683 the army besieged the fortress for two months, and mines exploded beneath its walls."),
        ("fr", "Un autocar est tombé dans un ravin lundi : quatorze personnes ont été tuées. Les freins auraient lâché."),
        ("en", "Firefighters fought blazes in dry grassland for six days, and 19 deaths were blamed on the heat."),
        ("fr", "Les pompiers combattent depuis six jours des feux d'herbes sèches dans le Sud."),
        ("en", "A court in Leeds on Thursday upheld the sentence of a man convicted of murdering his business partner."),
        ("fr", "La cour d'assises a condamné vendredi à vingt ans de réclusion un homme reconnu coupable du meurtre de sa voisine."),
        ("en", "Slugs and aphids had laid siege to the roses; a ladybird kills fifty children of theirs a day, and the gardener's lawn is saved."),
        ("en", "An explosion at a grain silo near Rouen killed three workers on Tuesday; static electricity had ignited the dust."),
        ("fr", "Onze alpinistes ont été tués dimanche lorsqu'un sérac s'est détaché et a frappé deux cordées."),
        ("en", "The last of the code girls, Ann Moss, died on Friday at 101. Her brother was killed in Libya, and her husband was wounded by a mine."),
        ("en", "The court of appeal in Bogota on Friday cut the sentence of a former colonel convicted over the killing of three farmers."),
        ("fr", "La cour d'appel a réduit vendredi la peine d'un ancien colonel condamné pour l'assassinat de trois paysans en 2004."),
        ("en", "A plaque was unveiled on Saturday in Dover where a gang bombed two pubs in 1974, killing five people."),
        ("en", "The bangs that frightened shoppers in Pau on Friday were firecrackers, and no shooting took place, police said."),
        ("en", "In the second season the inspector hunts a sniper who shoots judges in Leeds, and the protagonist is killed in episode four."),
        ("fr", "Le buteur a fusillé le gardien à la dernière minute du match, et l'attaque parisienne a bombardé le but adverse."),
    ],
)
def test_accidents_games_and_history_are_no_events(language: str, text: str) -> None:
    assert violent(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "Gunmen opened fire on a football stadium in Kirkuk on Sunday during a match, killing two fans and wounding a player.", "killing"),
        ("en", "Exchange of fire between the army and rebels at Arnia, one soldier martyred", "armed_clash"),
        ("en", "A young woman detonated the vest that she wore in the fish market of Konduga, killing eight people.", "suicide_bombing"),
        ("en", "Shelling hit the football stadium in Kherson on Sunday, wounding two players.", "shelling"),
        ("en", "A judge was shot dead outside the court in Palermo on Tuesday as he arrived for a trial.", "killing"),
        ("fr", "Des inconnus ont enlevé vendredi à Cali un attaquant du club local et réclamé une rançon.", "abduction"),
        ("en", "A bomb exploded outside a cinema in Kabul on Monday, wounding six people who had come to see a film, police said.", "bombing"),
        ("fr", "Des hommes armés ont attaqué lundi un stade de Bamako pendant un match de football et tué deux joueurs.", "killing"),
    ],
)
def test_violence_at_a_match_or_a_cinema_stays(language: str, text: str, concept: str) -> None:
    assert concept in violent(text, language)


def test_a_crime_judged_with_its_day_is_told() -> None:
    told = "A court sentenced a man found guilty of murdering his neighbour in Leeds on 3 March 2024 to life."
    assert violent(told) == ["killing"]


def test_firefighters_attacked_are_no_metaphor() -> None:
    assert violent("Rebels fought soldiers near the burning village of Ituri on Monday, killing six.")


def test_police_who_find_suspects_fight_nobody() -> None:
    assert violent("Toronto police identified five suspects on Monday and uncovered a gang of burglars.") == []
