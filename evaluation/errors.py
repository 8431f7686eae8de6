"""The error browser: what is missed, invented or wrong, with the words around it. It shows the tuning half only: the other half is not to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from evaluation.running import coded, reports
from evaluation.scoring import incidents as incident_scoring
from evaluation.scoring import muc4 as muc4_scoring
from evaluation.scoring import quiet as quiet_scoring
from evaluation.scoring import sentences as sentence_scoring
from evaluation.scoring import snippets as snippet_scoring
from evaluation.scoring import spans
from evaluation.scoring import wires as wire_scoring
from evaluation.scoring.base import Row, main_of
from evaluation.sources import outside
from istor.grounding.places import toponyms_json
from istor.grounding.times import timexes_json
from istor.publishing.exporters.muc4 import templates

Rows = list[dict[str, Any]]
AROUND = 90
"""Characters shown on either side."""


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """`about` is what the browser filters and counts by: a label, slot or property."""

    document: str
    kind: Literal["missed", "invented", "wrong"]
    about: str
    wanted: str = ""
    found: str = ""
    snippet: str = ""


def around(text: str, start: int, end: int) -> str:
    """The words of a stretch between marks, with what stands about them, on one line."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}»{text[start:end]}«{after}".split())


def place_in(text: str, words: str) -> str:
    """The first place of words in a text whose line breaks may differ; the head of the text where they do not stand."""
    flat = " ".join(text.split())
    at = flat.upper().find(" ".join(words.split()).upper()) if words else -1
    return around(flat, at, at + len(words)) if at >= 0 else flat[: 2 * AROUND]


def quoted(mention: Row, text: str) -> str:
    """The words that a mention rests on."""
    statements = mention.get("statements") or ()
    first = next((s for s in statements if s["property"] in ("type", "killed", "injured")), statements[0] if statements else None)
    return around(text, first["start"], first["end"]) if first else ""


def told(mention: Row | None) -> str:
    """A mention on one line: type, stage and codes."""
    return f"{mention['type']} ({mention['stage']}, {mention['codes'].get('acled')})" if mention else "no mention"


# ---- one function a set
def snippets(gold: Rows) -> Iterator[Error]:
    return _labelled(gold, coded(gold, language="en").plain)


def notes(gold: Rows) -> Iterator[Error]:
    return _labelled(gold, coded(gold).plain)


def _labelled(gold: Rows, found: Mapping[str, list[Row]]) -> Iterator[Error]:
    for x in gold:
        made = found.get(x["id"], [])
        got, main = snippet_scoring.label_of(made), main_of(made)
        known = x["label"] in snippet_scoring.LABELS.values()
        if known and got != x["label"]:
            kind: Literal["missed", "wrong"] = "missed" if got == "NONE" else "wrong"
            yield Error(document=x["id"], kind=kind, about=x["label"], wanted=x["label"], found=f"{got}: {told(main)}", snippet=x["text"])
        elif not known and got in snippet_scoring.VIOLENT:
            yield Error(document=x["id"], kind="invented", about=got, wanted=x["label"], found=told(main), snippet=x["text"])
        if (x["label"] == "ATTRIB") != snippet_scoring.fires(made):
            yield Error(
                document=x["id"], kind="missed" if x["label"] == "ATTRIB" else "invented", about="responsibility", found=told(main), snippet=x["text"]
            )


def sentences(gold: Rows) -> Iterator[Error]:
    found = coded(gold, language="en").plain
    for x in gold:
        made = found.get(x["id"], [])
        wanted = sentence_scoring.RENAMED.get(x["event"]) or str(x["event"])
        typed, sourced, full = sentence_scoring.matches(x, made)
        if not typed:
            yield Error(document=x["id"], kind="missed", about=wanted, wanted=wanted, found="; ".join(map(_plover, made)), snippet=x["text"])
        elif not full:
            side = "source" if not sourced else "target"
            wanted_side = " ".join(sorted(sentence_scoring.side(x, side)))
            yield Error(document=x["id"], kind="wrong", about=side, wanted=wanted_side, found="; ".join(map(_plover, typed)), snippet=x["text"])
        for m in made:
            if m not in typed:
                yield Error(document=x["id"], kind="invented", about=m["type"], wanted=wanted, found=_plover(m), snippet=quoted(m, x["text"]))


def _plover(m: Row) -> str:
    return f"{m['codes'].get('plover')} {_sides(m)}"


def _sides(m: Row) -> str:
    return " ".join(f"{p['role']}={p.get('actor_name') or p['text']}/{p.get('country') or p['kind']}" for p in m["participants"])


def wires(gold: Rows) -> Iterator[Error]:
    found = coded(gold).plain
    for x in gold:
        judged = wire_scoring.judged(x, found[x["id"]])
        for e in judged.missed:
            words = next((w for w in ((e["place"] or {}).get("name", ""), *e["perpetrator"]) if w), "")
            yield Error(document=x["id"], kind="missed", about="event", wanted=_event(e), snippet=place_in(x["text"], words))
        for m in judged.invented:
            yield Error(document=x["id"], kind="invented", about="event", found=_read(m), snippet=quoted(m, x["text"]))
        for e, m in judged.pairs:
            wrong = ["type"] * (not wire_scoring.type_right(e, m)) + [slot for slot, good in wire_scoring.right(e, m).items() if not good]
            for about in wrong:
                yield Error(document=x["id"], kind="wrong", about=about, wanted=_event(e), found=_read(m), snippet=quoted(m, x["text"]))
            for p in wire_scoring.strangers(e, m):
                yield Error(document=x["id"], kind="invented", about="perpetrator", wanted=_event(e), found=p["text"], snippet=quoted(m, x["text"]))


def _event(e: Row) -> str:
    """An event of the gold on one line."""
    claimed = e.get("claimed_by") or ("nobody" if e.get("nobody_claimed") else "")
    told = {"killed": e["killed"], "injured": e["injured"], "date": e["date"], "place": (e["place"] or {}).get("name"), "by": e["perpetrator"], "claimed by": claimed}
    return f"{'main ' * e['main']}{e['acled']}: " + ", ".join(f"{k} {v}" for k, v in told.items() if v)


def _read(m: Row) -> str:
    """A mention on one line, as its event would be."""
    told = {what: wire_scoring.count(m, what) for what in ("killed", "injured")}
    told |= {"date": "..".join((m["date"]["start"], m["date"]["end"])) if m["date"] else None, "place": (m["place"] or {}).get("name")}
    told["by"] = [p["text"] for p in wire_scoring.perpetrators(m)]
    told["responsibility"] = [f"{s['value']} ({s['modality']})" for s in m["statements"] if s["property"] == "responsibility"]
    return f"{'main ' * m['main']}{wire_scoring.acled(m)} ({m['stage']}): " + ", ".join(f"{k} {v}" for k, v in told.items() if v)


def incidents(gold: Rows) -> Iterator[Error]:
    found = coded(gold).plain
    known = {r["id"]: r for r in outside("incidents/incidents.jsonl")}
    for x in gold:
        incident = known.get(x["incident"])
        if incident is None:
            continue
        m = main_of(found.get(x["id"], []))
        right = incident_scoring.judged(x, incident, m)
        for what in ("killed", "injured"):
            if not right[what]:
                said = [s for s in (m or {}).get("statements", ()) if s["property"] == what]
                words = around(x["text"], said[0]["start"], said[0]["end"]) if said else " ".join(x["text"][: 4 * AROUND].split())
                ours, theirs = incident_scoring.counted(m, what), incident[what]
                kind: Literal["missed", "invented", "wrong"] = "missed" if not ours else "invented" if not theirs else "wrong"
                yield Error(document=x["id"], kind=kind, about=what, wanted=str(theirs), found=f"{ours} ({told(m)})", snippet=words)
        yield from _when_and_where(x, incident, m, right)


def _when_and_where(x: Row, incident: Row, m: Row | None, right: Mapping[str, bool | int]) -> Iterator[Error]:
    date, place = (m or {}).get("date"), (m or {}).get("place")
    if not right.get("date"):
        found = f"{date['start']}..{date['end']} ({date['text']!r}, {date['reason']})" if date else "none"
        wanted = f"{incident['date']} (published {x['published']})"
        kind: Literal["missed", "wrong"] = "wrong" if date else "missed"
        yield Error(document=x["id"], kind=kind, about="date", wanted=wanted, found=found, snippet=" ".join(x["text"][: 4 * AROUND].split()))
    if right["placeable"] and not right.get("place"):
        found = f"{place['name']}, {place.get('admin1')} ({place.get('reason')})" if place else "none"
        wanted = f"{incident['city']}, {incident['state']}"
        yield Error(
            document=x["id"],
            kind="wrong" if place else "missed",
            about="place",
            wanted=wanted,
            found=found,
            snippet=place_in(x["text"], incident["city"]),
        )


def muc4(gold: Rows) -> Iterator[Error]:
    found = coded(gold, language="en").mentions
    for x in gold:
        made = templates(found.get(x["id"], ()))
        judged = muc4_scoring.document(made, x["templates"])
        for j in judged.missed:
            key = muc4_scoring.template(x["templates"][j])
            yield Error(document=x["id"], kind="missed", about="template", wanted=_brief(key), snippet=place_in(x["text"], _lead(key)))
        for i in judged.spurious:
            response = muc4_scoring.template(made[i])
            yield Error(document=x["id"], kind="invented", about="template", found=_brief(response), snippet=place_in(x["text"], _lead(response)))
        for i, j in judged.pairs:
            yield from _slots(x, muc4_scoring.template(made[i]), muc4_scoring.template(x["templates"][j]))


def _slots(x: Row, response: muc4_scoring.Template, key: muc4_scoring.Template) -> Iterator[Error]:
    for slot in muc4_scoring.SLOTS:
        _, partial, wrong, beside, missing = muc4_scoring.slot_counts(slot, response[slot], key[slot])
        if partial or wrong or beside or missing:
            kind: Literal["missed", "invented", "wrong"] = (
                "missed" if missing and not (wrong or beside) else "invented" if beside and not wrong else "wrong"
            )
            words = next((a for f in key[slot] or response[slot] for a in f["alts"]), "")
            yield Error(
                document=x["id"], kind=kind, about=slot, wanted=_fills(key[slot]), found=_fills(response[slot]), snippet=place_in(x["text"], words)
            )


def _fills(fills: Sequence[Row]) -> str:
    return "; ".join("/".join(f["alts"]) for f in fills)


def _brief(t: muc4_scoring.Template) -> str:
    slots = (
        "incident_type",
        "incident_date",
        "incident_location",
        "perp_individual",
        "perp_organization",
        "phys_tgt_id",
        "hum_tgt_name",
        "hum_tgt_desc",
    )
    return " | ".join(_fills(t[s]) for s in slots if t[s])


def _lead(t: muc4_scoring.Template) -> str:
    """Words by which to find a template in its text."""
    slots = ("hum_tgt_name", "hum_tgt_desc", "phys_tgt_id", "perp_individual", "perp_organization")
    return next((a for s in slots for f in t[s] for a in f["alts"]), "")


def time(gold: Rows) -> Iterator[Error]:
    for x, r in zip(gold, reports(gold), strict=True):
        wanted = [t for t in x["timexes"] if t["end"] > t["start"]]
        found = sorted(timexes_json(r)["timexes"], key=lambda t: (t["start"], t["end"], t.get("value") or ""))
        pairs, _ = spans.time_pairs(wanted, found)
        for i, t in enumerate(wanted):
            ours = found[pairs[i]] if i in pairs else None
            if ours is None:
                yield Error(document=x["id"], kind="missed", about=t["type"], wanted=t["value"], snippet=around(x["text"], t["start"], t["end"]))
            elif ours.get("value") != t["value"]:
                seen = f"{ours.get('value')} {ours['text']!r}"
                yield Error(
                    document=x["id"], kind="wrong", about=t["type"], wanted=t["value"], found=seen, snippet=around(x["text"], t["start"], t["end"])
                )
        for j, t in enumerate(found):
            if j not in pairs.values():
                yield Error(
                    document=x["id"], kind="invented", about=t["type"], found=str(t.get("value")), snippet=around(x["text"], t["start"], t["end"])
                )


def places(gold: Rows) -> Iterator[Error]:
    for x, r in zip(gold, reports(gold, language="en"), strict=True):
        found = [t for t in toponyms_json(r)["toponyms"] if t.get("kind") != "demonym" or not str(x["id"]).startswith("geovirus")]
        for t in x["toponyms"]:
            _, distance = spans.place_of(t, found)
            if distance is None or distance > spans.NEAR_KM:
                at = f"{t['latitude']:.2f}, {t['longitude']:.2f}"
                seen = "" if distance is None else f"{distance:.0f} km away"
                kind: Literal["missed", "wrong"] = "missed" if distance is None else "wrong"
                yield Error(document=x["id"], kind=kind, about="place", wanted=at, found=seen, snippet=around(x["text"], t["start"], t["end"]))
        for t in found:
            if not any(t["start"] < g["end"] and g["start"] < t["end"] for g in x["toponyms"]):
                yield Error(document=x["id"], kind="invented", about=t["kind"], found=t["text"], snippet=around(x["text"], t["start"], t["end"]))


def quiet(gold: Rows) -> Iterator[Error]:
    found = coded(gold).plain
    for x in gold:
        for m in quiet_scoring.invented(found.get(x["id"], [])):
            yield Error(document=x["id"], kind="invented", about=m["type"], found=told(m), snippet=quoted(m, x["text"]))
