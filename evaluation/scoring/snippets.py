"""Snippets with one of ACLED's 25 sub-event types, or ATTRIB (a claim, denial or blame), or another label that is none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluation.scoring.base import Figures, Row, Score, f1, main_of, ratio

LABELS = {
    "Government regains territory": "GOV_REGAINS_TERIT", "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER", "Armed clash": "ARMED_CLASH",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST", "Protest with intervention": "PROTEST_WITH_INTER", "Peaceful protest": "PEACE_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR", "Mob violence": "MOB_VIOL", "Chemical weapon": "CHEM_WEAP", "Air/drone strike": "AIR_STRIKE",
    "Suicide bomb": "SUIC_BOMB", "Shelling/artillery/missile attack": "ART_MISS_ATTACK", "Remote explosive/landmine/IED": "REM_EXPLOS", "Grenade": "GRENADE",
    "Sexual violence": "SEX_VIOL", "Attack": "ATTACK", "Abduction/forced disappearance": "ABDUCT_DISSAP", "Agreement": "AGREEMENT", "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT", "Disrupted weapons use": "DISR_WEAP", "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT", "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER", "Other": "OTHER",
}  # fmt: skip
VIOLENT = frozenset((
    "ARMED_CLASH", "GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER", "CHEM_WEAP", "AIR_STRIKE", "SUIC_BOMB", "ART_MISS_ATTACK", "REM_EXPLOS", "GRENADE",
    "SEX_VIOL", "ATTACK", "ABDUCT_DISSAP", "VIOL_DEMONSTR", "MOB_VIOL", "FORCE_AGAINST_PROTEST",
))  # fmt: skip
_KNOWN = tuple(sorted(LABELS.values()))
_N = len(_KNOWN)
_REST = ("violent right", "violent beside", "violent missed", "attrib", "attrib found", "others", "others fired", "outside", "outside coded", "outside typed", "plain outside")


def label_of(mentions: Sequence[Row]) -> str:
    """The label of the main mention's ACLED type, or NONE."""
    codes = (main_of(mentions) or {}).get("codes") or {}
    return LABELS.get(codes.get("acled") or "", "NONE")


def fires(mentions: Sequence[Row]) -> bool:
    """Whether any statement of responsibility is somebody's claim, denial or blame."""
    return any(
        s.get("property") == "responsibility"
        and (s.get("modality") not in (None, "asserted") or (s.get("speaker") or {}).get("kind") not in (None, "outlet"))
        for m in mentions
        for s in m.get("statements", ())
    )


def score(gold: Sequence[Row], mentions: Mapping[str, Sequence[Row]]) -> Score:
    """`mentions` by report id."""
    counts = np.zeros((len(gold), 3 * _N + len(_REST)))
    for i, x in enumerate(gold):
        counts[i] = _row(x["label"], mentions.get(x["id"], ()))
    return Score(ids=tuple(x["id"] for x in gold), counts=counts, figures=figures)


def _row(wanted: str, found: Sequence[Row]) -> Any:
    row = np.zeros(3 * _N + len(_REST))
    got = label_of(found)
    if wanted in _KNOWN:
        if got == wanted:
            row[_KNOWN.index(wanted)] = 1
        else:
            row[2 * _N + _KNOWN.index(wanted)] = 1
            if got in _KNOWN:
                row[_N + _KNOWN.index(got)] = 1
    violent, should = got in VIOLENT, wanted in VIOLENT
    rest = dict.fromkeys(_REST, 0)
    rest |= {
        "violent right": violent and should,
        "violent beside": violent and not should and wanted != "ATTRIB",
        "violent missed": should and not violent,
    }
    side = "attrib" if wanted == "ATTRIB" else "others"
    rest |= {side: 1, f"{side} {'found' if side == 'attrib' else 'fired'}": fires(found)}
    rest |= {"outside": wanted not in _KNOWN, "outside coded": wanted not in _KNOWN and bool(found)}
    rest |= {"outside typed": wanted not in (*_KNOWN, "ATTRIB") and got in _KNOWN, "plain outside": wanted not in (*_KNOWN, "ATTRIB")}
    row[3 * _N :] = [float(rest[name]) for name in _REST]
    return row


def figures(sums: Any) -> Figures:
    tp, fp, fn = sums[:_N], sums[_N : 2 * _N], sums[2 * _N : 3 * _N]
    rest = dict(zip(_REST, sums[3 * _N :], strict=True))
    support = tp + fn
    each = [f1(t / max(1, t + x), t / max(1, s)) for t, x, s in zip(tp, fp, support, strict=True)]
    right = rest["violent right"]
    return {
        "weighted F1 (25 types)": ratio(float(support @ np.array(each)), support.sum()),
        "violent P": ratio(right, right + rest["violent beside"]),
        "violent R": ratio(right, right + rest["violent missed"]),
        "responsibility found %": ratio(rest["attrib found"], rest["attrib"]),
        "responsibility elsewhere %": ratio(rest["others fired"], rest["others"]),
        "coded though outside %": ratio(rest["outside coded"], rest["outside"]),
        "ACLED type though outside %": ratio(rest["outside typed"], rest["plain outside"]),
    }


def by_label(sums: Any) -> dict[str, tuple[int, int]]:
    """(right, of) each label that occurs."""
    return {name: (int(sums[i]), int(sums[i] + sums[2 * _N + i])) for i, name in enumerate(_KNOWN) if sums[i] + sums[2 * _N + i]}
