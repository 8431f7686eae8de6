"""MUC-4: templates against keys, slot by slot, and CEAF-REE on the same templates.

A slot fill is a string or {"value": string or alternatives, "of": what it describes}; keys have fills as {"alts", "xref", "parsed", "optional"}.
Correct counts 1, partial a half; a template maps only where its type matches at least in part and one target or perpetrator does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.scoring.base import Figures, Score, ratio
from evaluation.scoring.ree import ree_counts, ree_f, roles

Fill = Mapping[str, Any]
Template = Mapping[str, list[Fill]]
SLOTS = (
    "incident_date", "incident_location", "incident_type", "incident_stage", "instrument_id", "instrument_type", "perp_category", "perp_individual",
    "perp_organization", "perp_org_confidence", "phys_tgt_id", "phys_tgt_type", "phys_tgt_number", "phys_tgt_nation", "phys_tgt_effect", "phys_tgt_total",
    "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type", "hum_tgt_number", "hum_tgt_nation", "hum_tgt_effect", "hum_tgt_total",
)  # fmt: skip
STRINGS = frozenset(("instrument_id", "perp_individual", "perp_organization", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc"))
DESCRIBING = frozenset((
    "instrument_type", "perp_org_confidence", "phys_tgt_type", "phys_tgt_nation", "phys_tgt_effect", "hum_tgt_type", "hum_tgt_nation", "hum_tgt_effect",
    "phys_tgt_number", "hum_tgt_number", "hum_tgt_desc",
))  # fmt: skip
"""Slots whose fills describe a target; a fill that describes another one is only half right."""
NUMBERS = frozenset(("phys_tgt_number", "phys_tgt_total", "hum_tgt_number", "hum_tgt_total"))
MAPPING = ("phys_tgt_id", "phys_tgt_type", "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type", "perp_individual", "perp_organization")
BROADER = {
    "MACHINE GUN": "GUN", "MORTAR": "GUN", "HANDGUN": "GUN", "RIFLE": "GUN", "BOMB": "EXPLOSIVE", "VEHICLE BOMB": "BOMB", "DYNAMITE": "BOMB",
    "MINE": "BOMB", "AERIAL BOMB": "BOMB", "GRENADE": "EXPLOSIVE", "MOLOTOV COCKTAIL": "EXPLOSIVE", "MISSILE": "PROJECTILE", "ROCKET": "PROJECTILE",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED", "GOVERNMENT OFFICE OR RESIDENCE": "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "SOME DAMAGE": "DESTROYED", "FORMER GOVERNMENT OFFICIAL": "GOVERNMENT OFFICIAL", "FORMER ACTIVE MILITARY": "ACTIVE MILITARY",
    "GOVERNMENT OFFICIAL": "POLITICAL FIGURE", "NO INJURY OR DEATH": "NO INJURY",
}  # fmt: skip
_LEADING = frozenset(
    [
        "A",
        "AN",
        "THE",
        "THIS",
        "THAT",
        "THESE",
        "THOSE",
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
        "SIX",
        "SEVEN",
        "EIGHT",
        "NINE",
        "TEN",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "MORE",
        "MOST",
        "MANY",
        "SEVERAL",
        "SOME",
        "ALL",
        "FEW",
        "ANY",
        "ANOTHER",
        "OTHER",
        "CERTAIN",
        "OF",
    ]
)
_MONTHS = {m: i for i, m in enumerate(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1)}


# ---- fills
def _date(text: str) -> dict[str, Any] | None:
    day = r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})"
    m = re.fullmatch(rf"(?:{day})?\s*(-)?\s*(?:{day})?", text.strip().strip("()").strip().upper())
    if m is None:
        return None
    first, last = (
        f"19{y}-{_MONTHS[mo]:02d}-{int(d):02d}" if d and mo in _MONTHS else None for d, mo, y in (m.group(1, 2, 3), m.group(5, 6, 7))
    )  # fmt: skip
    if m[4]:
        return {"from": first, "to": last}
    return {"from": first, "to": first} if first else None


def _location(text: str) -> list[dict[str, Any]]:
    return [_area(part) for part in re.split(r"\s*:\s*", _unwrapped(text).strip())]


def _area(part: str) -> dict[str, Any]:
    ends = []
    for piece in re.split(r"\s+-\s+", part):
        m = re.fullmatch(r"(.*?)\s*\(([^)]*)\)?\s*", piece)
        ends.append({"name": (m[1] if m else piece).strip(), "type": m[2].strip() if m else None})
    return ends[0] if len(ends) == 1 else {"between": ends}


def _unwrapped(text: str) -> str:
    text = text.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for i, c in enumerate(text):
            depth += (c == "(") - (c == ")")
            if depth == 0 and i < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def _number(text: str) -> dict[str, Any] | None:
    plain = text.replace(" ", "")
    if plain == "PLURAL":
        return {"plural": True}
    m = re.fullmatch(r"(~)?(\d+)?(-)?(~)?(\d+)?", plain)
    if m is None or not plain:
        return None
    low = int(m[2]) if m[2] else None
    high = (int(m[5]) if m[5] else None) if m[3] else low
    return {"min": low, "max": high} | ({"approx": True} if m[1] or m[4] else {})


_PARSERS: dict[str, Callable[[str], Any]] = {"incident_date": _date, "incident_location": _location, **dict.fromkeys(NUMBERS, _number)}


def fill(slot: str, given: Any) -> Fill:
    """A fill in the form of the keys."""
    made: dict[str, Any] = {"value": given} if isinstance(given, str) else dict(given)
    if "alts" not in made:
        value, of = made["value"], made.get("of")
        made = {"alts": [value] if isinstance(value, str) else list(value)} | ({"xref": [of] if isinstance(of, str) else list(of)} if of else {})
    if slot in _PARSERS and "parsed" not in made:
        made["parsed"] = [_PARSERS[slot](a) for a in made["alts"]]
    return made


def template(given: Mapping[str, Any]) -> Template:
    """A template in the form of the keys."""
    return {slot: [fill(slot, x) for x in given.get(slot) or []] for slot in SLOTS}


# ---- matching of fills
def _words(text: str) -> tuple[str, ...]:
    words = re.sub(r"[^A-Z0-9 ]", " ", text.upper()).split()
    while words and words[0] in _LEADING:
        words = words[1:]
    return tuple(words)


def string_match(a: str, b: str) -> int:
    """2 the same after leading modifiers are dropped, 1 where one contains the other, else 0."""
    x, y = _words(a), _words(b)
    if x == y:
        return 2
    if not x or not y:
        return 0
    one, two = f" {' '.join(x)} ", f" {' '.join(y)} "
    return 1 if one in two or two in one else 0


def _broader(value: str) -> set[str]:
    found = set()
    while value in BROADER:
        value = BROADER[value]
        found.add(value)
    return found | ({"NO DEATH"} if value == "NO INJURY" else set())


def _value(slot: str, r: str, k: str, rp: Any, kp: Any) -> int:
    if slot in STRINGS:
        return string_match(r, k)
    if slot == "incident_type":
        return 2 if r == k else int(r == "ATTACK")
    if slot == "incident_date":
        return 2 if r == k else _date_match(rp, kp)
    if slot == "incident_location":
        return 2 if r == k else _location_match(rp, kp)
    if slot in NUMBERS:
        return 2 if r.replace(" ", "") == k.replace(" ", "") else _number_match(rp, kp)
    return 2 if r == k else int(r in _broader(k))


def _date_match(r: Any, k: Any) -> int:
    if not r or not k:
        return 0
    if k["from"] is None and r["to"] and r["to"] <= k["to"]:
        return 1
    if k["from"] and r["from"] and k["from"] <= r["from"] <= k["to"]:
        return 1
    return int(r["from"] is None and r["to"] == k["to"])


def _location_match(r: Any, k: Any) -> int:
    if not r or not k:
        return 0
    ours, theirs = [a.get("name") for a in r], [a.get("name") for a in k]
    return 2 if ours == theirs else int(ours[0] == theirs[0])


def _number_match(r: Any, k: Any) -> int:
    if not r or not k or r.get("plural") or k.get("plural"):
        return 0
    return int(r["min"] == r["max"] and r["min"] in (k["min"], k["max"]))


def _fill_match(slot: str, r: Fill, k: Fill) -> int:
    best = max((_value(slot, x, y, _parsed(r, j), _parsed(k, i)) for i, y in enumerate(k["alts"]) for j, x in enumerate(r["alts"])), default=0)
    if best == 2 and slot in DESCRIBING and k.get("xref"):
        told, meant = r.get("xref"), k["xref"]
        described = bool(told) and max(string_match(a, b) for a in told or () for b in meant) > 0
        nothing = "-" in meant and (not told or "-" in told)
        return 2 if described or nothing else 1
    return best


def _parsed(f: Fill, i: int) -> Any:
    found = f.get("parsed")
    return found[i] if found else None


def slot_counts(slot: str, response: Sequence[Fill] | None, key: Sequence[Fill] | None) -> np.ndarray:
    """[correct, partial, incorrect, spurious, missing] of one slot of a pair of templates."""
    r = [f for f in response or () if f["alts"] != ["-"]]
    k = [f for f in key or () if f["alts"] != ["-"]]
    optional = [bool(f.get("optional")) or "-" in f["alts"] for f in k]
    counts = np.zeros(5)
    used_r, used_k = set(), set()
    if r and k:
        weights = np.array([[_fill_match(slot, x, y) for y in k] for x in r], float)
        for i, j in zip(*linear_sum_assignment(-weights), strict=True):
            if weights[i, j] > 0:
                counts[0 if weights[i, j] == 2 else 1] += 1
                used_r.add(i)
                used_k.add(j)
    left = len(r) - len(used_r)
    open_keys = sorted((j for j in range(len(k)) if j not in used_k), key=lambda j: optional[j])
    counts[2] = min(left, len(open_keys))
    counts[3] = left - counts[2]
    counts[4] = sum(not optional[j] for j in open_keys[int(counts[2]) :])
    return counts


def pair_counts(response: Template | None, key: Template | None) -> np.ndarray:
    """Counts of all slots of a pair, (slots, 5); a side that is None makes all spurious or all missing."""
    return np.array([slot_counts(s, response.get(s) if response else None, key.get(s) if key else None) for s in SLOTS])


def _mappable(counts: np.ndarray) -> bool:
    right = counts[:, 0] + counts[:, 1]
    return bool(right[SLOTS.index("incident_type")] > 0 and any(right[SLOTS.index(s)] > 0 for s in MAPPING))


# ---- a document
class Document(msgspec.Struct, frozen=True):
    """`counts` (slots, 5); `pairs` of (response, key) indexes; REE counts (6, 4) of precision and recall: type, then five roles."""

    counts: Any
    pairs: tuple[tuple[int, int], ...]
    spurious: tuple[int, ...]
    missed: tuple[int, ...]
    ree: Any


def document(responses: Sequence[Mapping[str, Any]], keys: Sequence[Mapping[str, Any]]) -> Document:
    """The counts of one document. Optional keys that nothing maps to cost nothing."""
    r = [template(x) for x in responses]
    k = [template(x) for x in keys]
    made, weights = {}, np.zeros((len(r), len(k)))
    for i, x in enumerate(r):
        for j, y in enumerate(k):
            counts = pair_counts(x, y)
            if _mappable(counts):
                v = counts.sum(axis=0)
                possible, actual = v[0] + v[1] + v[2] + v[4], v[0] + v[1] + v[2] + v[3]
                made[i, j] = counts
                weights[i, j] = 1e-6 + (v[0] + 0.5 * v[1]) * 2 / (possible + actual)
    pairs = tuple((int(i), int(j)) for i, j in zip(*linear_sum_assignment(-weights), strict=True) if (i, j) in made) if r and k else ()
    spurious = tuple(i for i in range(len(r)) if i not in {p[0] for p in pairs})
    missed = tuple(j for j in range(len(k)) if j not in {p[1] for p in pairs} and not keys[j].get("optional"))
    counts = sum([made[p] for p in pairs], np.zeros((len(SLOTS), 5)))
    counts = counts + sum([pair_counts(r[i], None) for i in spurious], np.zeros((len(SLOTS), 5)))
    counts = counts + sum([pair_counts(None, k[j]) for j in missed], np.zeros((len(SLOTS), 5)))
    return Document(counts, pairs, spurious, missed, ree_counts([roles(x) for x in r], [roles(x) for x in k]))


def rpf(counts: np.ndarray) -> tuple[float, float, float]:
    """(recall, precision, F) in percent from [correct, partial, incorrect, spurious, missing]."""
    correct = counts[0] + 0.5 * counts[1]
    possible, actual = counts[0] + counts[1] + counts[2] + counts[4], counts[:4].sum()
    r, p = (correct / possible if possible else 0.0), (correct / actual if actual else 0.0)
    return 100 * r, 100 * p, (200 * r * p / (r + p) if r + p else 0.0)


# ---- a set
def score(gold: Sequence[Mapping[str, Any]], responses: Mapping[str, Sequence[Mapping[str, Any]]]) -> Score:
    """`responses`: templates by document id. Counts a document: slots (23 x 5), CEAF-REE (6 x 4), templates matched, spurious and missed."""
    rows = []
    for g in gold:
        d = document(responses.get(g["id"], ()), g["templates"])
        rows.append(np.concatenate([d.counts.ravel(), d.ree.ravel(), [len(d.pairs), len(d.spurious), len(d.missed)]]))
    return Score(ids=tuple(g["id"] for g in gold), counts=np.array(rows), figures=figures)


def figures(sums: Any) -> Figures:
    slots = sums[: 5 * len(SLOTS)].reshape(len(SLOTS), 5)
    r, p, f = rpf(slots.sum(axis=0))
    matched, spurious, missed = sums[-3:]
    return {
        "all slots F": f, "all slots R": r, "all slots P": p, "CEAF-REE F": ree_f(sums[5 * len(SLOTS) : -3].reshape(6, 4)),
        "templates R": ratio(matched, matched + missed), "templates P": ratio(matched, matched + spurious),
    }  # fmt: skip


def by_slot(sums: Any) -> dict[str, tuple[float, float, float]]:
    """(recall, precision, F) of each slot."""
    slots = sums[: 5 * len(SLOTS)].reshape(len(SLOTS), 5)
    return {name: rpf(counts) for name, counts in zip(SLOTS, slots, strict=True)}
