"""A small record made by hand: real sentences, values that point into them. Invented places of news, invented outlets."""

from __future__ import annotations

from typing import Any

from istor.model import (
    Alternative,
    Bounds,
    Codes,
    Event,
    EventDate,
    EventQuantity,
    Instrument,
    Mention,
    Participant,
    Place,
    Published,
    Report,
    Share,
    Speaker,
    Statement,
    ValueAlternative,
)

EN = Report(
    id="courier-1",
    outlet="Harbour Courier",
    title="Rockets hit base north of Baghdad, two soldiers killed",
    url="https://courier.example/world/rockets",
    published="2021-05-04T09:00:00+00:00",
    language="en",
    text=(
        "BAGHDAD, May 4 - Two soldiers were killed and at least six wounded on Monday when rockets struck the Balad base "
        "north of Baghdad, a military spokesman said.\n\n"
        "No group claimed the attack. The spokesman, Colonel Samir Haddad, accused the Karwan Brigade.\n\n"
        "A source at the hospital in Balad told the Courier that three bodies had been brought in."
    ),
)
FR = Report(
    id="gazette-7",
    outlet="La Gazette du Port",
    title="Irak : tirs de roquettes contre la base de Balad",
    url="https://gazette.example/irak-balad",
    published="2021-05-04",
    language="fr",
    text=(
        "Trois militaires ont été tués lundi par des tirs de roquettes contre la base de Balad, au nord de Bagdad, selon le "
        "ministère de la Défense.\n\n"
        "La Brigade Karwan a démenti toute responsabilité."
    ),
)
AR = Report(
    id="sahifa-3",
    outlet="صحيفة المرفأ",
    title="هجوم صاروخي على قاعدة بلد",
    url="https://sahifa.example/3",
    published="2021-05-05",
    language="ar",
    text=(
        "قُتل ثلاثة جنود وأصيب ثمانية آخرون يوم الاثنين في هجوم صاروخي على قاعدة بلد الجوية شمال بغداد، بحسب مصدر أمني.\n\n"
        "وأعلنت مجموعة تطلق على نفسها «كتيبة الفجر» مسؤوليتها عن الهجوم عبر بيان نشرته على الإنترنت."
    ),
)
PROTEST = Report(
    id="courier-2",
    outlet="Harbour Courier",
    title="Teachers march in Lyon",
    published="2021-05-07",
    language="en",
    text="Several thousand teachers marched through Lyon in May to demand higher pay. Police made no arrests.",
)
THREAT = Report(
    id="courier-3",
    outlet="Harbour Courier",
    title="Group threatens more attacks",
    published="2021-05-09",
    language="en",
    text='The Karwan Brigade threatened further attacks "until the last convoy leaves". It named neither day nor place.',
)
HOSTILE = Report(
    id='evil"><script>alert(1)</script>',
    outlet="<img src=x onerror=alert(2)>",
    title="</title><script>alert(3)</script>Bomb in Basra",
    url="javascript:alert(4)",
    published="2021-06-01",
    language='en"><svg onload=alert(5)>',
    text='A bomb killed one person in Basra on 31 May, said <script>alert(6)</script> "><b onmouseover=alert(7)>Ali</b>.\n\n'
    "{{ 7*7 }} <!-- --> </pre>",
)
REPORTS = (EN, FR, AR, PROTEST, THREAT, HOSTILE)


def statement(report: Report, mention: str, n: int, prop: str, quote: str, speaker: Speaker, **more: Any) -> Statement:
    """A statement whose quote really stands in the report."""
    start = report.text.index(quote)
    return Statement(
        id=f"{mention}.{n}",
        report=report.id,
        part=0,
        mention=mention,
        property=prop,
        quote=quote,
        start=start,
        end=start + len(quote),
        speaker=speaker,
        **more,
    )


def _outlet(name: str) -> Speaker:
    return Speaker(text=name, kind="outlet")


SPOKESMAN = Speaker(text="a military spokesman", kind="authority", country="IRQ", via=("Harbour Courier",))
HADDAD = Speaker(text="Colonel Samir Haddad", kind="person", country="IRQ", via=("Harbour Courier",))
HOSPITAL = Speaker(text="A source at the hospital in Balad", kind="anonymous", via=("Harbour Courier",))
MINISTRY = Speaker(text="ministère de la Défense", kind="authority", country="IRQ", via=("La Gazette du Port",))
KARWAN = Speaker(text="La Brigade Karwan", actor="karwan-brigade", actor_name="Karwan Brigade", kind="organisation", via=("La Gazette du Port",))
SECURITY = Speaker(text="مصدر أمني", kind="anonymous", via=("صحيفة المرفأ",))
FAJR = Speaker(text="كتيبة الفجر", actor_name="كتيبة الفجر", kind="organisation", via=("صحيفة المرفأ",))

BALAD = Place(
    name="Balad",
    text="the Balad base",
    country="IRQ",
    admin1="Salah al-Din",
    latitude=33.94,
    longitude=44.36,
    geonames_id=99072,
    precision="exact",
    radius_km=3,
)
MONDAY = EventDate(start="2021-05-03", end="2021-05-03", precision="day", text="Monday", reason="the Monday before publication")
SHELLING = Codes(acled="Shelling/artillery/missile attack", plover="ASSAULT:heavy-weapons", cameo="19", muc4="BOMBING", ucdp=1)

S_EN = (
    statement(EN, "m1", 0, "killed", "Two soldiers were killed", SPOKESMAN, low=2, high=2, modality="asserted"),
    statement(EN, "m1", 1, "injured", "at least six wounded", SPOKESMAN, low=6),
    statement(EN, "m1", 2, "date", "on Monday", _outlet("Harbour Courier"), value="2021-05-03"),
    statement(EN, "m1", 3, "place", "the Balad base north of Baghdad", _outlet("Harbour Courier"), value="Balad"),
    statement(EN, "m1", 4, "responsibility", "accused the Karwan Brigade", HADDAD, value="Karwan Brigade", modality="suspected"),
    statement(EN, "m1", 5, "killed", "three bodies had been brought in", HOSPITAL, low=3, high=3, modality="claimed"),
)
S_FR = (
    statement(FR, "m2", 0, "killed", "Trois militaires ont été tués", MINISTRY, low=3, high=3),
    statement(FR, "m2", 1, "date", "lundi", _outlet("La Gazette du Port"), value="2021-05-03"),
    statement(FR, "m2", 2, "place", "la base de Balad", _outlet("La Gazette du Port"), value="Balad"),
    statement(FR, "m2", 3, "responsibility", "a démenti toute responsabilité", KARWAN, value="Karwan Brigade", modality="denied"),
)
S_AR = (
    statement(AR, "m3", 0, "killed", "قُتل ثلاثة جنود", SECURITY, low=3, high=3),
    statement(AR, "m3", 1, "injured", "وأصيب ثمانية آخرون", SECURITY, low=8, high=8),
    statement(AR, "m3", 2, "place", "قاعدة بلد الجوية", _outlet("صحيفة المرفأ"), value="Balad"),
    statement(
        AR, "m3", 3, "responsibility", "وأعلنت مجموعة تطلق على نفسها «كتيبة الفجر» مسؤوليتها عن الهجوم", FAJR, value="كتيبة الفجر", modality="claimed"
    ),
)


def mention(report: Report, id: str, statements: tuple[Statement, ...] = (), **more: Any) -> Mention:
    """A mention of that report with its header fields."""
    values: dict[str, Any] = {
        "main": True,
        "type": "shelling",
        "codes": SHELLING,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "published": Published(start=(report.published or "")[:10], end=(report.published or "")[:10]),
    }
    return Mention(id=id, report=report.id, part=0, statements=statements, **{**values, **more})


M_EN = mention(EN, "m1", S_EN, date=MONDAY, place=BALAD)
M_FR = mention(FR, "m2", S_FR, date=MONDAY, place=BALAD, cites=("Harbour Courier",))
M_AR = mention(AR, "m3", S_AR, place=BALAD)

STRIKE = Event(
    id="e-balad",
    mentions=("m1", "m2", "m3"),
    reports=(EN.id, FR.id, AR.id),
    outlets=3,
    origins=2,
    origins_reason="La Gazette du Port cites Harbour Courier",
    type="shelling",
    codes=SHELLING,
    stage="accomplished",
    date=MONDAY,
    place=BALAD,
    participants=(
        Participant(
            role="perpetrator",
            text="the Karwan Brigade",
            actor="karwan-brigade",
            actor_name="Karwan Brigade",
            country="IRQ",
            kind="armed_group",
            confidence="suspected_by_authorities",
        ),
        Participant(role="perpetrator", text="«كتيبة الفجر»", actor_name="كتيبة الفجر", kind="armed_group", confidence="claimed"),
        Participant(role="target", text="the Balad base", country="IRQ", kind="facility", category="military_base"),
        Participant(role="victim", text="soldiers", country="IRQ", kind="state_force", number=Bounds(low=2, high=3), effect="killed"),
    ),
    instruments=(Instrument(type="rocket", text="rockets"),),
    quantities={
        "killed": EventQuantity(
            low=2,
            best=3,
            high=3,
            policy="latest",
            by=(Share(about="soldiers", role="victim", country="IRQ", low=2, high=3),),
            alternatives=(
                Alternative(
                    low=2,
                    high=2,
                    origins=1,
                    statements=("m1.0",),
                    speakers=("a military spokesman",),
                    first_seen="2021-05-04",
                    last_seen="2021-05-04",
                ),
                Alternative(
                    low=3,
                    high=3,
                    origins=2,
                    statements=("m1.5", "m2.0", "m3.0"),
                    speakers=("A source at the hospital in Balad", "ministère de la Défense", "مصدر أمني"),
                    first_seen="2021-05-04",
                    last_seen="2021-05-05",
                ),
            ),
        ),
        "injured": EventQuantity(
            low=6,
            best=8,
            high=8,
            policy="latest",
            alternatives=(
                Alternative(
                    low=6, origins=1, statements=("m1.1",), speakers=("a military spokesman",), first_seen="2021-05-04", last_seen="2021-05-04"
                ),
                Alternative(low=8, high=8, origins=1, statements=("m3.1",), speakers=("مصدر أمني",), first_seen="2021-05-05", last_seen="2021-05-05"),
            ),
        ),
    },
    alternatives={
        "responsibility": (
            ValueAlternative(
                value="Karwan Brigade",
                origins=1,
                statements=("m1.4", "m2.3"),
                speakers=("Colonel Samir Haddad",),
                first_seen="2021-05-04",
                last_seen="2021-05-04",
            ),
            ValueAlternative(
                value="كتيبة الفجر", origins=1, statements=("m3.3",), speakers=("كتيبة الفجر",), first_seen="2021-05-05", last_seen="2021-05-05"
            ),
        )
    },
    disagreements=("killed", "responsibility"),
    statements=S_EN + S_FR + S_AR,
    first_reported="2021-05-04",
    last_reported="2021-05-05",
    titles=(EN.title or "", FR.title or "", AR.title or ""),
)

PROTEST_CODES = Codes(acled="Peaceful protest", plover="PROTEST:demo", cameo="14")
S_PROTEST = (
    statement(PROTEST, "m4", 0, "place", "Lyon", _outlet("Harbour Courier"), value="Lyon"),
    statement(PROTEST, "m4", 1, "date", "in May", _outlet("Harbour Courier"), value="2021-05"),
    statement(PROTEST, "m4", 2, "arrested", "Police made no arrests", _outlet("Harbour Courier"), low=0, high=0),
)
LYON = Place(name="Lyon", text="Lyon", country="FRA", latitude=45.76, longitude=4.84, geonames_id=2996944, precision="exact", radius_km=8)
MAY = EventDate(start="2021-05-01", end="2021-05-31", precision="month", text="in May")
M_PROTEST = mention(PROTEST, "m4", S_PROTEST, type="peaceful_protest", codes=PROTEST_CODES, date=MAY, place=LYON)
MARCH = Event(
    id="e-lyon",
    mentions=("m4",),
    reports=(PROTEST.id,),
    outlets=1,
    origins=1,
    type="peaceful_protest",
    codes=PROTEST_CODES,
    stage="accomplished",
    date=MAY,
    place=LYON,
    participants=(Participant(role="perpetrator", text="teachers", kind="civilian", number=Bounds(low=2000, approximate=True)),),
    quantities={
        "arrested": EventQuantity(low=0, best=0, high=0, policy="latest", alternatives=(Alternative(low=0, high=0, origins=1, statements=("m4.2",)),))
    },
    statements=S_PROTEST,
    first_reported="2021-05-07",
    last_reported="2021-05-07",
    titles=(PROTEST.title or "",),
)

S_THREAT = (
    statement(
        THREAT,
        "m5",
        0,
        "stage",
        "threatened further attacks",
        Speaker(text="The Karwan Brigade", actor="karwan-brigade", actor_name="Karwan Brigade", kind="organisation", via=("Harbour Courier",)),
        value="threatened",
    ),
)
M_THREAT = mention(THREAT, "m5", S_THREAT, type="threat", codes=Codes(plover="THREATEN", cameo="13"), stage="threatened")
MENACE = Event(
    id="e-threat",
    mentions=("m5",),
    reports=(THREAT.id,),
    outlets=1,
    origins=1,
    type="threat",
    codes=Codes(plover="THREATEN", cameo="13"),
    stage="threatened",
    participants=(
        Participant(
            role="perpetrator", text="The Karwan Brigade", actor="karwan-brigade", actor_name="Karwan Brigade", country="IRQ", kind="armed_group"
        ),
    ),
    statements=S_THREAT,
    first_reported="2021-05-09",
    last_reported="2021-05-09",
    titles=(THREAT.title or "",),
)

EVIL = Speaker(text="<script>alert(8)</script>", kind="person", via=("<img src=x onerror=alert(2)>",))
S_HOSTILE = (
    statement(HOSTILE, "m6", 0, "killed", "A bomb killed one person", EVIL, low=1, high=1),
    statement(
        HOSTILE,
        "m6",
        1,
        "place",
        'Basra on 31 May, said <script>alert(6)</script> "><b onmouseover=alert(7)>Ali</b>',
        EVIL,
        value="<svg onload=alert(9)>",
    ),
)
EVIL_PLACE = Place(
    name="<svg onload=alert(9)>Basra",
    text="Basra",
    country="IRQ",
    latitude=30.5,
    longitude=47.8,
    precision="admin1",
    radius_km=90,
    reason="<script>alert(10)</script>",
)
M_HOSTILE = mention(HOSTILE, "m6", S_HOSTILE, type="bombing", codes=Codes(acled="Remote explosive/landmine/IED"), place=EVIL_PLACE)
BOMB = Event(
    id="e-evil",
    mentions=("m6",),
    reports=(HOSTILE.id,),
    outlets=1,
    origins=1,
    type="bombing",
    codes=Codes(acled="Remote explosive/landmine/IED"),
    stage="accomplished",
    date=EventDate(start="2021-05-31", end="2021-05-31", precision="day", text="31 May"),
    place=EVIL_PLACE,
    participants=(
        Participant(
            role="perpetrator",
            text='"><script>alert(11)</script>',
            actor_name='"><script>alert(11)</script>',
            kind="armed_group",
            confidence="suspected",
        ),
    ),
    quantities={
        "killed": EventQuantity(
            low=1, best=1, high=1, policy="latest", alternatives=(Alternative(low=1, high=1, origins=1, statements=("m6.0",), speakers=(EVIL.text,)),)
        )
    },
    statements=S_HOSTILE,
    first_reported="2021-06-01",
    last_reported="2021-06-01",
    titles=(HOSTILE.title or "",),
)

EVENTS = (STRIKE, MARCH, MENACE, BOMB)
MENTIONS = (M_EN, M_FR, M_AR, M_PROTEST, M_THREAT, M_HOSTILE)
