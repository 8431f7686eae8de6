"""A template from the mentions of one incident. What each slot takes, and the flattening that this format alone wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from istor.knowledge.actors import states
from istor.languages import fold
from istor.model import Instrument, Mention, Participant, Place
from istor.model.mention import Candidate
from istor.publishing.exporters.muc4.incidents import Incident, defused, kind_of, stage_of
from istor.publishing.exporters.muc4.sides import part, told
from istor.publishing.exporters.muc4.strings import body, covers, doers, is_name, names, parts, person, plain_words, uncounted, words_of

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
HANDS = frozenset(("fighter", "attacker", "group", "mob"))
"""Categories of people who do it with their own hands: individuals, though they belong to an organisation."""
SHOTS = frozenset(("shot", "shots", "shooting", "shootings", "gunned", "gunfire", "gunshot", "gunshots", "bullet", "bullets", "riddled", "fire", "fired", "shootout"))
"""Words for acts that guns do."""
FIRE = (" FIRE", " BURSTS", " BURST", " SHOTS", " ATTACK")
SPENT = frozenset(("BULLET", "BULLETS", "GUNFIRE", "GUNSHOT", "GUNSHOTS", "SHOT", "SHOTS", "AUTOMATIC", "PROJECTILES"))
"""What a gun leaves: the key has its kind, and no weapon by name."""

POINTED = "the words point to"
"""How the reason of a place begins that the text does not name."""
QUARTERS = frozenset(("neighborhood", "neighbourhood", "quarter", "suburb", "borough", "colony", "sector", "ward", "district", "zone"))
"""Parts of a town, as texts call them."""
HOURS = "hours before"
"""How the reason of a date begins that is counted in hours: the key has the day of the report for it."""
WITH_ANY, EXPLOSIVES = frozenset(("armed_attack", "property_destruction", "sabotage")), frozenset(("bomb", "dynamite", "vehicle_bomb", "ied", "mine"))
"""Acts that leave open with what they are done, and what makes them a bombing."""
STATE = "STATE-SPONSORED VIOLENCE"
GENERIC = frozenset(("GROUP", "GROUPS", "MOVEMENT", "ORGANIZATION", "CRIME", "ORGANIZED CRIME", "MEMBERS"))
"""Words that name no organisation."""
SPAN = 3
"""Days that a span may have: a longer one ("last month") is "on or before the report" in the key."""

_ACTING = {"threat": "speaker"}
"""Who does it, where that is not the perpetrator."""

Template = dict[str, list[Any]]


def template(found: Incident) -> Template:
    """The template of one incident."""
    incident, lead = found.mentions, found.lead
    t: Template = {
        "incident_date": [_date(incident)],
        "incident_location": [_location(found)],
        "incident_type": [],
        "incident_stage": [stage_of(lead)],
    }
    _instruments(t, incident)
    if told(incident):
        _perpetrators(t, part(incident, "individual"), part(incident, "organisation"))
        t["incident_type"] = [_type(incident, t["perp_category"] == [STATE])]
        _targets(t, incident, [*part(incident, "physical"), *part(incident, "human")], found.country)
    else:
        perps = _merged(
            p for m in incident if not defused(m) for p in m.participants if p.role == _ACTING.get(m.type, "perpetrator") and p.confidence != "denied"
        )
        _perpetrators(t, [p for p in perps if _hands(p)], [p for p in perps if p.organisation or not _hands(p)])
        t["incident_type"] = [_type(incident, t["perp_category"] == [STATE])]
        harmed = _merged(p for m in incident for p in m.participants if p.role in ("target", "victim"))
        _targets(t, incident, [p for p in harmed if _target(p)], found.country)
    return {slot: fills for slot, fills in t.items() if fills}


def _target(p: Participant) -> bool:
    """Fighters are no targets of this format; nor are words that no table knows for people or buildings, unless they are a name."""
    if p.category in ("fighter", "group", "attacker"):
        return False
    return p.kind != "unknown" or bool(p.category) or bool(person(p)[0])


def _type(incident: Sequence[Mention], by_state: bool) -> str:
    """The type; what a state's forces bomb, and what is damaged without an explosive, is an attack in the key, and an attack with one a bombing."""
    lead = incident[0]
    kind = str(kind_of(lead))
    if not by_state and lead.type in WITH_ANY and any(i.type in EXPLOSIVES for m in incident for i in m.instruments):
        return "BOMBING"
    return "ATTACK" if kind == "BOMBING" and (by_state or lead.type == "sabotage") and not defused(lead) else kind


# ---- when and where
def _date(incident: Sequence[Mention]) -> str:
    """`05 JAN 90`, a span, or "on or before" the bound, else the day of the report, which the format wants instead of nothing."""
    dated = [m.date for m in incident if m.date is not None]
    if dated:
        best = min(dated, key=lambda d: (_days(d.start, d.end), d.start))
        first, last = _day(best.start), _day(best.end)
        if _days(best.start, best.end) > SPAN and incident[0].published:
            return f"- {_day(incident[0].published.end)}"
        return last if first == last or best.reason.startswith(HOURS) else f"{first} - {last}"
    limits = [m.date_bound.not_after for m in incident if m.date_bound and m.date_bound.not_after]
    limits += [m.published.end for m in incident if m.published]
    return f"- {_day(limits[0])}" if limits else "-"


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _day(iso: str) -> str:
    d = date.fromisoformat(iso)
    return f"{d.day:02d} {MONTHS[d.month - 1]} {d.year % 100:02d}"


def _location(found: Incident) -> str:
    """`COUNTRY: PLACE (KIND)`, the finest place in the country; the format wants a country in every template."""
    country = nation(found.country) or found.country
    placed = [m.place for m in found.mentions if m.place is not None and m.place.precision not in ("country", "region")]
    best = next((p for p in placed if p.country in (found.country, None)), None)
    if best is None:
        return country
    words = _place_words(best)
    if words == country:
        words += " CITY"  # a capital that has its country's name
    quarter = best.called in QUARTERS
    kind = (best.called or {"admin1": "department", "district": "municipality"}.get(best.precision, "city")).upper()
    chain = f"{country}: {words} ({kind})"
    if best.within is None or plain_words(best.within) == words:
        return chain
    return f"{country}: {plain_words(best.within)} ({'CITY' if quarter else 'DEPARTMENT'}): {words} ({kind})"


def _place_words(p: Place) -> str:
    """A place as the text names it; what words only point to ("the capital") by its own name."""
    return plain_words(fold(p.name) if p.reason.startswith(POINTED) else p.text)


def nation(code: str | None) -> str | None:
    """A country as the set list calls it."""
    if code is None:
        return None
    return names().get(("nation", code)) or (states()[code].name.upper() if code in states() else None)


# ---- with what
def _instruments(t: Template, incident: Sequence[Mention]) -> None:
    found: dict[str, Instrument] = {}
    for m in incident:
        for i in m.instruments:
            text = _weapon_words(i.text)
            if text and not any(covers(text, seen) or covers(seen, text) for seen in found):
                found[text] = i
    t["instrument_id"] = [text for text, i in found.items() if i.type != "weapon" and text not in SPENT]
    t["instrument_type"] = [
        {"value": v, "of": text} if text not in SPENT else v for text, i in found.items() if (v := _weapon_kind(text, names().get(("weapon", i.type))))
    ]
    if not t["instrument_type"]:
        implied = _implied(incident)
        t["instrument_type"] = [implied] if implied else []


def _weapon_words(text: str) -> str:
    """The weapon without how many there are and without what it does: "RIFLE" for rifle fire, "DYNAMITE" for 20 kg of dynamite."""
    words = uncounted(plain_words(text)).removeprefix("KG OF ").removeprefix("OF THE ")
    return next((words.removesuffix(end) for end in FIRE if words.endswith(end) and words != end.strip()), words)


def _weapon_kind(text: str, kind: str | None) -> str | None:
    """A charge that the words do not call a bomb is an explosive in the key."""
    return "EXPLOSIVE" if kind == "BOMB" and not any(w.startswith(("BOMB", "CAR-BOMB")) for w in text.split()) else kind


def _implied(incident: Sequence[Mention]) -> str | None:
    """The weapon that the words for the act state by themselves."""
    said = {w for m in incident for s in m.statements if s.property == "type" for w in s.quote.lower().replace("-", "").split()}
    if any(w.startswith("machinegun") for w in said):
        return "MACHINE GUN"
    if any(m.type == "shooting" for m in incident) or (said & SHOTS and kind_of(incident[0]) != "ARSON"):
        return "GUN"
    if any(m.type == "bombing" for m in incident):
        return "BOMB" if any(w.startswith("bomb") for w in said) else "EXPLOSIVE"
    return None


# ---- by whom
def _perpetrators(t: Template, hands: Sequence[Participant], bodies: Sequence[Participant]) -> None:
    """A template is of a terrorist act or of a state's violence; the format knows no third, so the first stands where no state acts."""
    perps = [*hands, *bodies]
    weighed = [p for p in perps if isinstance(p, Candidate)]
    deciding = [max(weighed, key=lambda p: p.likelihood)] if weighed else perps
    t["perp_category"] = [STATE if deciding and all(p.kind in ("state", "state_force") for p in deciding) else "TERRORIST ACT"]
    t["perp_individual"] = _plain(doers(words_of(p)) for p in hands)
    organisations: dict[str, Participant] = {}
    for p in bodies:
        name = body(plain_words(p.organisation) if p.organisation else words_of(p))
        if name and name not in GENERIC and not any(covers(name, seen) or covers(seen, name) for seen in organisations):
            organisations[name] = p
    t["perp_organization"] = list(organisations)
    t["perp_org_confidence"] = [
        {"value": v, "of": name} for name in t["perp_organization"] if (v := names().get(("confidence", organisations[name].confidence or "")))
    ]


def _hands(p: Participant) -> bool:
    """Whether a perpetrator is people, though they belong to an organisation, and not the organisation."""
    return (
        p.category in HANDS
        or p.kind in ("unknown", "person", "civilian")
        or (p.organisation is not None and p.category is not None)
        or plural(words_of(p))
    )


def _plain(texts: Iterable[str]) -> list[str]:
    return [t for t in dict.fromkeys(texts) if t]


# ---- to whom
def _targets(t: Template, incident: Sequence[Mention], harmed: Sequence[Participant], country: str | None) -> None:
    lead = incident[0]
    for p in harmed:
        text = words_of(p)
        if _physical(p):
            text = uncounted(text)
        if not text:
            continue
        if p.category == "area":
            continue  # a town is where it was, not what was hit
        if _physical(p):
            if text.split(" OF ")[0].split()[-1:] and text.split(" OF ")[0].split()[-1] in parts():
                continue
            _add(t, "phys_tgt_id", text)
            _add(t, "phys_tgt_type", physical(text) or names().get(("physical", p.category or "")) or "OTHER", text)
            _add(t, "phys_tgt_number", number(p), text)
            _add(t, "phys_tgt_effect", names().get(("effect_physical", p.effect or "")) or _of_a_bomb(t, lead), text)
            _add(t, "phys_tgt_nation", nation(p.country) if p.country and p.country != country else None, text)
            continue
        name, title = person(p)
        if name and p.description:
            title = plain_words(p.description)
        of = name or title
        if name:
            _add(t, "hum_tgt_name", name)
        if title:
            _add(t, "hum_tgt_desc", title, of if name else None)
        _add(t, "hum_tgt_type", human(p, title), of)
        _add(t, "hum_tgt_number", number(p), of)
        _add(t, "hum_tgt_nation", nation(p.country) if p.country and p.country != country else None, of)
        dead = lead.type == "killing" and lead.stage == "accomplished"  # whom a murder is of
        _add(t, "hum_tgt_effect", names().get(("effect_human", p.effect or "")) or ("DEATH" if dead else None), of)


def _physical(p: Participant) -> bool:
    return p.kind == "facility" or (isinstance(p, Candidate) and p.part == "physical")


def _of_a_bomb(t: Template, lead: Mention) -> str | None:
    """What became of a building that the text says no more of: the key has some damage where a bomb went off, and none where it was made harmless.

    A rule of this format alone (docs/exports.md): of 124 such buildings of the training keys 69 have SOME DAMAGE, 42 nothing, 9 NO DAMAGE.
    """
    if defused(lead):
        return "NO DAMAGE"
    return "SOME DAMAGE" if t["incident_type"] == ["BOMBING"] and lead.stage in ("accomplished", "ongoing") else None


def human(p: Participant, title: str) -> str:
    """The type of a human target; whoever is not said to be anything else is a civilian, as the key has it."""
    kind = names().get(("human", p.category or "")) or names().get(("human", p.kind)) or "CIVILIAN"
    former = f"FORMER {kind}"
    return former if "FORMER" in title.split() and former in ("FORMER GOVERNMENT OFFICIAL", "FORMER ACTIVE MILITARY") else kind


def physical(name: str) -> str | None:
    """The type of a physical target by a word of its name, of its noun first: "the vehicle of a television crew" is a vehicle."""
    kind = _by_word("physical_word", name.split(" OF ")[0]) or _by_word("physical_word", name)
    return (_by_word("resident", name) or kind) if kind == "CIVILIAN RESIDENCE" else kind


def _by_word(slot: str, name: str) -> str | None:
    words = set(name.replace(".", " ").replace(",", " ").split())
    return next((muc4 for (named, ours), muc4 in names().items() if named == slot and words & set(ours.split("|"))), None)


def number(p: Participant) -> str:
    """`6`, `6-8`, `6-`, `~10`; PLURAL where the words are plural and give no figure, else 1, as the key has it."""
    b = p.number
    if b is None or (b.low is None and b.high is None) or (b.approximate and b.high is None):
        return "PLURAL" if plural(words_of(p)) or b is not None else "1"
    if b.low == b.high:
        return f"{'~' if b.approximate else ''}{b.low}"
    return f"{'~' if b.approximate else ''}{'' if b.low is None else b.low}-{'' if b.high is None else b.high}"


def plural(text: str) -> bool:
    """Whether the words stand for several: their noun, the last word before "of", ends so."""
    head = text.split(" OF ")[0].split(" FROM ")[0].split()
    return (
        bool(head)
        and not is_name(text)
        and ((head[-1].endswith("S") and not head[-1].endswith(("SS", "'S"))) or head[-1].endswith("MEN") or head[-1] in ("PEOPLE", "CHILDREN"))
    )


def _add(t: Template, slot: str, value: str | None, of: str | None = None) -> None:
    if value:
        t.setdefault(slot, []).append({"value": value, "of": of} if of else value)


def _merged(found: Iterable[Participant]) -> list[Participant]:
    """Participants once each: of two that name the same ("SIX JESUIT PRIESTS", "PRIESTS") the longer words stay, with what either knows."""
    out: list[Participant] = []
    for p in found:
        text = words_of(p)
        for k, q in enumerate(out):
            other = words_of(q)
            same_side = (p.kind == "facility") == (q.kind == "facility")
            if same_side and text and other and (covers(text, other) or covers(other, text) or (p.actor is not None and p.actor == q.actor)):
                keep, give = (p, q) if len(text) > len(other) else (q, p)
                out[k] = msgspec.structs.replace(
                    keep,
                    number=keep.number or give.number,
                    effect=keep.effect or give.effect,
                    confidence=keep.confidence or give.confidence,
                    country=keep.country or give.country,
                    category=keep.category or give.category,
                )
                break
        else:
            out.append(p)
    return out
