"""Learn who else of a report has a part in an event: python -m evaluation.casting [--limit N] [--write]

The weights of knowledge/casting.tsv are those of four logistic regressions (L2, L-BFGS from zero: no chance in it), one for each part, over the
traits of istor.coding.casting. An example is an event that was coded and an entity of its report; right is an entity that the key of the
muc4 set (train only) names in that part of the same incident. Prints precision, recall and F of five folds by document, then writes.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evaluation.running import reports
from evaluation.scoring.muc4 import string_match
from evaluation.sources import outside
from istor.coding.casting import MOST_EVENTS, PARTS, Cast, Someone
from istor.coding.coder import Coding
from istor.coding.gathering import Group
from istor.coding.lexicon import lexicon
from istor.grounding.times import infer_published
from istor.knowledge import typology
from istor.publishing.exporters.muc4.strings import name_and_title, plain_words
from istor.splitting import split

SLOTS = {"individual": ("perp_individual",), "organisation": ("perp_organization",), "physical": ("phys_tgt_id",), "human": ("hum_tgt_name", "hum_tgt_desc")}
OWN = {"individual": "own:perp", "organisation": "own:perp", "physical": "own:target", "human": ("own:victim", "own:target")}
RARE = 8
"""A trait of fewer examples has no weight."""
UNKNOWN = 0.4
"""How much an event counts that the key does not know: much that it leaves out is told as the rest is."""
STRENGTH = 6.0
"""Of the regularisation."""
FOLDS = 5

Row = dict[str, Any]


class Example(msgspec.Struct, frozen=True):
    document: str
    part: str
    traits: tuple[str, ...]
    right: bool
    known: bool
    """Whether the key knows the event."""


def examples(rows: Sequence[Row]) -> Iterator[Example]:
    """Every event that the key knows, with everyone of its report."""
    for row, report in zip(rows, reports(rows, language="en"), strict=True):
        for part in infer_published(split(report)):
            lex = lexicon(part.language)
            if lex is None or not part.blocks:
                continue
            coding = Coding(part, lex)
            coding.run()
            cast = coding.cast()
            for g in cast.violent[:MOST_EVENTS]:
                key = of_key(g, cast, row["templates"])
                for someone in cast.near(g):
                    traits = tuple(sorted(cast.traits(someone, g)))
                    for role in someone.fit:
                        yield Example(row["id"], role, traits, key is not None and right(someone, cast, key, role), key is not None)


def of_key(g: Group, cast: Cast, keys: Sequence[Row]) -> Row | None:
    """The template of the key that an event is: the type agrees and most of its names stand in the event's sentences."""
    kind = typology()[g.concept or ""].muc4
    said = " ".join(plain_words(cast.sentences[n].text) for n in sorted({a.sentence for a in g.acts}) if n < len(cast.sentences))
    filled = [plain_words(f.entity.text) for a in g.acts for role in ("perp", "target", "victim") for f in a.get(role)]
    best, most = None, 0
    for key in keys:
        types = {a for f in key["incident_type"] for a in f["alts"]}
        if not types & {kind, "ATTACK"}:
            continue
        points = 0
        for slots in SLOTS.values():
            for slot in slots:
                for f in key.get(slot) or ():
                    names = [plain_words(a) for a in f["alts"] if a != "-"]
                    points += any(n in said for n in names if n) + 2 * any(string_match(n, x) for n in names for x in filled)
        points += kind in types
        if points > most and points > 1:
            best, most = key, points
    return best


def right(someone: Someone, cast: Cast, key: Row, part: str) -> bool:
    """Whether the key names someone in a part."""
    wanted = {slot: [a for f in key.get(slot) or () for a in f["alts"] if a != "-"] for slot in SLOTS[part]}
    for t in someone.told:
        words = plain_words(cast.text[t.span[0] : t.span[1]])
        name, _ = name_and_title(words)
        if part == "human" and name:
            if any(string_match(name, w) for w in wanted["hum_tgt_name"]):
                return True
            continue
        head = t.entity.chunk.head
        for w in wanted[SLOTS[part][-1]]:
            match = string_match(words, w)
            if match == 2 or (match == 1 and (part == "organisation" or head is None or head.text.upper() in w.split())):
                return True
    return False


def vocabulary(found: Sequence[Example]) -> dict[str, int]:
    """The traits that are frequent enough to be weighed, numbered."""
    seen = Counter(t for e in found for t in e.traits)
    return {t: k for k, t in enumerate(sorted(t for t, n in seen.items() if n >= RARE))}


def matrix(found: Sequence[Example], known: dict[str, int]) -> Any:
    rows, columns = [], []
    for k, e in enumerate(found):
        hits = [known[t] for t in e.traits if t in known]
        rows += [k] * len(hits)
        columns += hits
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(found), len(known)))


def weight(found: Sequence[Example]) -> Any:
    return np.array([1.0 if e.known else UNKNOWN for e in found])


def fit(x: Any, y: Any, n: Any) -> Any:
    """Bias and weights; `n` is how much each example counts."""

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-z))
        value = (n * (np.logaddexp(0, z) - y * z)).sum() + STRENGTH / 2 * (w[1:] ** 2).sum()
        slope = n * (p - y)
        return value, np.concatenate([[slope.sum()], x.T @ slope + STRENGTH * w[1:]])

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def learn(found: Sequence[Example]) -> dict[str, float]:
    """The weights of one part; the trait without a name is the bias."""
    known = vocabulary(found)
    made = fit(matrix(found, known), np.array([e.right for e in found], float), weight(found))
    return {"": float(made[0])} | {t: float(made[k + 1]) for t, k in known.items()}


def fold(document: str) -> int:
    return int(hashlib.sha1(document.encode()).hexdigest(), 16) % FOLDS


def crossed(found: Sequence[Example]) -> list[tuple[float, bool]]:
    """Likelihood and truth of every example by weights of the other folds."""
    x, y = matrix(found, vocabulary(found)), np.array([e.right for e in found], float)
    n = weight(found)
    folds = np.array([fold(e.document) for e in found])
    out = np.zeros(len(found))
    for k in range(FOLDS):
        w = fit(x[folds != k], y[folds != k], n[folds != k])
        out[folds == k] = 1 / (1 + np.exp(-(x[folds == k] @ w[1:] + w[0])))
    return list(zip(out.tolist(), (y > 0.5).tolist(), strict=True))


def figures(judged: Iterable[tuple[float, bool]], at: float) -> tuple[float, float, float]:
    judged = list(judged)
    taken = sum(p >= at for p, _ in judged)
    good = sum(p >= at and y for p, y in judged)
    all_right = sum(y for _, y in judged)
    p, r = good / max(taken, 1), good / max(all_right, 1)
    return 100 * p, 100 * r, 200 * p * r / max(p + r, 1e-9)


def write(weights: dict[str, dict[str, float]], path: Path) -> None:
    lines = ["# Who else of a report has a part in an event: weights of traits (istor/coding/casting.py), learned by evaluation/casting.py. part, trait, weight"]
    for part in PARTS:
        for trait, w in sorted(weights[part].items()):
            if abs(w) >= 0.05 or not trait:
                lines.append(f"{part}\t{trait}\t{w:.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--limit", type=int)
    made.add_argument("--write", action="store_true")
    wanted = made.parse_args(arguments)
    found: dict[str, list[Example]] = defaultdict(list)
    for e in examples(outside("muc4/train.jsonl")[: wanted.limit]):
        found[e.part].append(e)
    weights = {}
    for part in PARTS:
        judged = crossed(found[part])
        print(part, len(judged), "right", sum(y for _, y in judged))
        ruled = [(float(any(x.startswith(OWN[part]) for x in e.traits)), e.right) for e in found[part]]
        print("   by clauses  P {:5.1f}  R {:5.1f}  F {:5.1f}".format(*figures(ruled, 0.5)))
        for at in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            print("   at {:.1f}  P {:5.1f}  R {:5.1f}  F {:5.1f}".format(at, *figures(judged, at)))
        if wanted.write:
            weights[part] = learn(found[part])
    if wanted.write:
        write(weights, Path(str(files("istor.knowledge") / "casting.tsv")))


if __name__ == "__main__":
    main()
