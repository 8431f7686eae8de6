"""Who does it and to whom: pronouns, people in a country, and whom words are about."""

import pytest

from istor.coding import code
from istor.model import Mention, Report
from istor.splitting import split

DOES, MEETS = frozenset(("perpetrator", "speaker")), frozenset(("target", "victim", "recipient"))


def told(text: str, language: str = "en") -> list[Mention]:
    return [m for part in split(Report(id="r", text=text, language=language)) for m in code(part)]


def pair(m: Mention) -> tuple[str, set[str | None], set[str | None]]:
    does = {p.country for p in m.participants if p.role in DOES}
    return m.type, does, {p.country for p in m.participants if p.role in MEETS} - {None}


@pytest.mark.parametrize(
    ("text", "type", "source", "target"),
    [
        ("Norway said it will support a Swedish proposal.", "pledge", "NOR", "SWE"),
        ("Rebels in Chad rejected the offer.", "rejection", "TCD", None),
        ("Tens of thousands of students throughout Kenya demonstrated on Friday, witnesses said.", "peaceful_protest", "KEN", None),
        ("Peru's parliament threatened to break relations with Chile unless the border is reopened.", "threat", "PER", "CHL"),
        ("The Ghanaian parliament demanded an immediate admission by London that the files were burnt.", "request", "GHA", "GBR"),
        ("The Ghanaian minister said on Friday that the Togolese government must reopen the crossing.", "request", "GHA", "TGO"),
        ("Kenya, a key ally in the region, has refused to send a contingent to Somalia.", "rejection", "KEN", "SOM"),
        ("Polish helicopters and tanks shelled positions of the Czech army.", "shelling", "POL", "CZE"),
        ("Somali leaders said they would boycott all contacts with Ethiopia.", "threat", "SOM", "ETH"),
        ("Beirut again rejected Thursday a Syrian proposal for new talks.", "rejection", "LBN", "SYR"),
        ("Kenya today agreed to a Somali request for more time.", "pledge", "KEN", "SOM"),
        ("President Vladimir Putin has imposed sanctions on Georgia.", "sanction", "RUS", "GEO"),
        ("Peru broke off diplomatic ties with Chile.", "sanction", "PER", "CHL"),
        ("Peru gave Chile 30 million dollars in flood relief.", "aid", "PER", "CHL"),
        ("Kenya allowed Somali inspectors to enter a plant.", "access", "KEN", "SOM"),
        ("Kenyan miners ended a strike on Friday.", "concession", "KEN", None),
        ("Norway mediated between Kenya and Somalia.", "consultation", "NOR", "KEN"),
        ("The General Assembly of Peru condemned Chile.", "accusation", "PER", "CHL"),
        ("Congolese President Joseph Kabila accused Rwanda of backing rebels.", "accusation", "COD", "RWA"),
        ("Peru withdrew its troops from Chile.", "withdrawal", "PER", "CHL"),
        ("Peru moved tanks to the border with Chile.", "troop_movement", "PER", "CHL"),
        ("Students in Peru marched on Friday to demand the resignation of the president.", "peaceful_protest", "PER", "PER"),
        ("Egyptian authorities banned the opposition party.", "restriction", "EGY", "EGY"),
        ("Le Kenya a annoncé que l'Éthiopie doit ouvrir sa frontière.", "request", "KEN", "ETH"),
        ("Le Kenya a allégé son embargo contre la Somalie.", "easing", "KEN", "SOM"),
        ("Le Kenya n'acceptera pas de négocier avec la Somalie, a déclaré le président.", "rejection", "KEN", "SOM"),
        ("Norway vowed to help Malta.", "pledge", "NOR", "MLT"),
        ("Norway vowed to punish Malta.", "threat", "NOR", "MLT"),
        ("Kenya will under no circumstances allow inspectors from Somalia to enter, its president said.", "rejection", "KEN", "SOM"),
        ("Peru may break off ties with Chile unless the debts are paid, its foreign minister warned.", "threat", "PER", "CHL"),
        ("Peru said it would hit back if Chile closed the strait.", "threat", "PER", "CHL"),
        ("Peru recalled its popular ambassador from Chile.", "sanction", "PER", "CHL"),
        ("The Peruvian navy carried out exercises with the Chilean fleet.", "cooperation", "PER", "CHL"),
        ("Negotiators from Peru and Chile were locked in talks in Geneva.", "consultation", "PER", None),
        ("Chile banned imports of Polish meat.", "sanction", "CHL", None),
        ("The Security Council told Chile to account for the missing men.", "request", None, "CHL"),
        ("Peru insisted on Friday that Chile hand back the isle.", "request", "PER", "CHL"),
        ("Peru has committed itself to completing a refinery in Chile.", "pledge", "PER", "CHL"),
        ("Peru told Chile that it would regard new levies as an act of war.", "threat", "PER", "CHL"),
        ("Thailand's army imposed martial law on Friday.", "martial_law", "THA", "THA"),
        ("Peruvian rebels balked at the offer of the Peruvian government.", "rejection", "PER", "PER"),
        ("The World Bank is to release a credit of 70 million dollars to Kenya.", "pledge", None, "KEN"),
        ("Peru attacked Chile for granting asylum to a deserter.", "accusation", "PER", "CHL"),
        ("Peru's president ended a two-day visit to Chile on Tuesday.", "consultation", "PER", "CHL"),
        ("Kenya prohibited the sale of Somali charcoal.", "sanction", "KEN", "SOM"),
        ("Kenya says it could cut off the gas flowing to Somalia.", "threat", "KEN", "SOM"),
        ("Peru would not let Chilean inspectors into the plant.", "rejection", "PER", "CHL"),
        ("Peru barred Chilean airliners from its airspace.", "sanction", "PER", "CHL"),
        ("Peru presented Haiti with 200 tractors.", "aid", "PER", "HTI"),
        ("Peru eased its trade embargo on Chile.", "easing", "PER", "CHL"),
        ("Two Somali sailors were granted political asylum by Kenya.", "aid", "KEN", "SOM"),
        ("Fighters of Liberia's liberation front let go ten Ghanaian soldiers.", "release", "LBR", "GHA"),
    ],
)
def test_a_deed_has_its_sides(text: str, type: str, source: str, target: str | None) -> None:
    french = text.startswith("Le ")
    found = [m for m in told(text, "fr" if french else "en") if m.type == type]
    assert found, [m.type for m in told(text)]
    _, does, meets = pair(found[0])
    assert source in does
    assert target is None or target in meets


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Workers in Peru went on strike to demand the resignation of the president.", ["strike_action"]),
        ("The United States suspended military aid to Peru.", ["sanction"]),
        ("Peru rejected an appeal by Chile for new talks.", ["rejection"]),
        ("The Kenyan government repeated its demand that Peru ease restrictions on the movement of workers.", ["request"]),
        ("The coach rejected the offer.", []),
        ("Spain and Portugal signed a new trade agreement on Monday.", ["treaty"]),
        ("The minister signed a book for the children.", []),
        ("Spain will recall its envoy from Lima unless Peru pays, its foreign minister announced.", ["threat"]),
    ],
)
def test_what_is_only_spoken_of_is_no_event_of_its_own(text: str, types: list[str]) -> None:
    assert [m.type for m in told(text)] == types


def test_who_speaks_for_an_international_body_does_not_speak_for_his_country() -> None:
    (m,) = told("Kofi Annan condemned Israel.")
    assert {(p.kind, p.country) for p in m.participants if p.role == "speaker"} == {("international", None)}


def test_attacks_that_are_threatened_have_not_happened() -> None:
    assert [(m.type, m.stage) for m in told("Hamas threatened new attacks on Israel.")] == [("threat", "threatened")]
