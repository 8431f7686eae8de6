"""Reports added to a store touch their neighbourhood only, and give what linking everything anew gives.

Clusters hang on links and judgements alone: what no link and no judgement joins can be clustered apart (`linking.clusters.cluster`). So the store keeps
of each linked mention its profile, its blocks, and its links. What is added, gone or coded anew changes blocks; in a crowded block it may also move two
others out of each other's window; and it may make a clue crowded, which changes the profiles of all that tell it. The links of all these are found anew,
and what the changed links reach, before and after, is clustered and reconciled. All else stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, text

from istor.linking import THRESHOLD, Profile, cluster, edges, judged, points, profile, profiles
from istor.linking.blocks import CLUES, CROWD, WINDOW, clue_keys, dated, keys, order
from istor.linking.crowds import Count, all_of, limit, marks, number, too_many, whole
from istor.linking.joining import counts_sql
from istor.model import Event, Judgement, Mention
from istor.model.judgement import standing
from istor.reconciling import reconcile, settle
from istor.storing import part
from istor.storing import schema as t
from istor.storing.store import Filter, Store, iterate

SHARE = 4
"""Where more than one in so many mentions is new or gone, everything is linked: that is cheaper."""
ROWS = 20_000
"""Rows written at once."""
Members = dict[int, set[int]]
"""Numbers of profiles by the number of their block."""
Pair = tuple[int, int]


Asked = dict[tuple[str, str], float | None]
"""Points of pairs of mentions that clustering asked for; None where something excludes the pair."""


class Kept(msgspec.Struct, frozen=True):
    """What is kept of a mention: its profile, and what may be crowded with it (`crowds.marks`)."""

    profile: Profile
    marks: dict[str, int | None]


class State(msgspec.Struct, frozen=True):
    """What the links were made with: a mark of the rules, how many judgements were known, and how many main mentions each week has."""

    rules: str
    judged: int
    weeks: dict[int, int] = {}
    form: int = 0
    """Of what is kept; another is made anew."""


FORM = 3


_kept = msgspec.json.Decoder(Kept)


def rejected(judgements: Sequence[Judgement]) -> set[str]:
    """Mentions that people hold to be no event: the latest standing verdict about a mention counts."""
    verdicts = {m: j.kind for j in standing(judgements) if j.kind in ("accept", "not_an_event", "unsure") for m in j.mentions}
    return {m for m, kind in verdicts.items() if kind == "not_an_event"}


def link_all(store: Store, rules: str, policy: str) -> None:
    """Link and reconcile every mention, and keep what adding to them needs."""
    judgements = store.judgements()
    out = rejected(judgements)
    by_id = {m.id: m for m in store.mentions() if m.id not in out}
    pool = profiles(by_id.values())
    links = edges(pool)
    asked: Asked = {}
    clusters = cluster(pool, links, judgements, asked)
    store.replace_events(settle([reconcile(tuple(by_id[i] for i in ids), judgements, policy) for ids in clusters]))
    with store._write() as c:
        for table in (t.links, t.asked, t.blocks, t.profiles, t.stale):
            c.execute(delete(table))
        of = {id: n for n, id in enumerate(pool, 1)}
        for ids in iterate(pool, 1000):
            _keep(c, {of[i]: _kept_of(by_id[i], pool[i]) for i in ids})
        for some in iterate(((of[a], of[b], p) for a, b, p in links), ROWS):
            c.execute(insert(t.links), [{"a": min(a, b), "b": max(a, b), "points": p} for a, b, p in some])
        _remember(c, of, asked.items() - {((a, b), p) for a, b, p in links})
        _set_state(c, State(rules, len(judgements), dict(Counter(_weeks(pool.values()))), FORM))


def add(store: Store, rules: str, policy: str) -> bool:
    """Bring links and events up to date with what was added, coded anew, gone or judged since; False where everything must be linked."""
    judgements = store.judgements()
    with store._write() as c:
        state = _state(c)
        if state is None or state.form != FORM or state.rules != rules or state.judged > len(judgements):
            return False
        out = rejected(judgements)
        held = {r.mention: int(r.number) for r in c.execute(select(t.profiles.c.mention, t.profiles.c.number))}
        new = {m for m in c.execute(select(t.mentions.c.id).where(t.mentions.c.event.is_(None))).scalars() if m not in out}
        known = set(c.execute(select(t.mentions.c.id)).scalars())
        new |= known - held.keys() - out
        gone = (held.keys() - known) | (held.keys() & (out | new))
        stale = set(c.execute(select(t.stale.c.event)).scalars())
        about = _about(judgements, state.judged)
        if len(new) + len(gone) > max(50, len(known) // SHARE):
            return False
        if not (new or gone or stale or about):
            return True
        left, came = _profiles(c, {held[m] for m in gone}), {m.id: m for m in _bodies(c, new)}
        weeks = Counter(state.weeks)
        weeks.subtract(_weeks(k.profile for k in left.values()))
        weeks.update(_weeks(profile(m) for m in came.values()))
        weeks = +weeks
        if limit(len(weeks)) != limit(len(state.weeks)):
            return False
        c.execute(delete(t.state))  # a run that is killed from here on links everything next time
        near = set(_named(c, _relink(c, came, left, len(weeks))).values())
        ids, touched = _reach(c, near | new | (about & known), stale, judgements)
        pool, links = _pool(c, ids)
        of = _numbers(c, ids)
        asked = _asked(c, of)
    known_before = {*asked, *((a, b) for a, b, _ in links)}
    clusters = cluster(pool, links, judgements, asked)
    _replace(store, clusters, touched, new | about, stale, judgements, policy)
    with store._write() as c:
        c.execute(delete(t.stale))
        _remember(c, of, [(pair, p) for pair, p in asked.items() if pair not in known_before])
        _set_state(c, State(rules, len(judgements), dict(weeks), FORM))
    return True


def _weeks(found: Iterable[Profile]) -> Iterator[int]:
    """The weeks in which main mentions are published."""
    return (p.published // 7 for p in found if p.main and p.published is not None)


def crowded(store: Store, mentions: Iterable[Mention]) -> frozenset[str]:
    """Of the clues of these mentions, and their sites, those that are crowded in the store."""
    with store._engine.connect() as c:
        state = _state(c)
        return _crowded(c, {x for m in mentions for x in marks(m)}, len(state.weeks) if state else 0)


# ---- what is kept
def _kept_of(m: Mention, p: Profile) -> Kept:
    return Kept(p, marks(m))


def _keep(c: Connection, kept: Mapping[int, Kept]) -> None:
    c.execute(insert(t.profiles), [_row(n, k) for n, k in kept.items()])
    placed = [{"k": k, "profile": n, "told": None} for n, x in kept.items() for k in _blocks(x.profile)] + _marked(kept)
    c.execute(insert(t.blocks), sorted(placed, key=lambda r: (r["k"], r["profile"])))


def _row(n: int, k: Kept) -> dict[str, Any]:
    return {"number": n, "mention": k.profile.id, "ordered": _order(k.profile), "body": msgspec.json.encode(k).decode()}


def _marked(kept: Mapping[int, Kept]) -> list[dict[str, Any]]:
    return [{"k": _mark(mark), "profile": n, "told": told} for n, x in kept.items() for mark, told in x.marks.items()]


def _mark(mark: str) -> int:
    return number(("mark", mark))


def _order(p: Profile) -> str:
    return msgspec.json.encode(order(p)).decode()


class Block(msgspec.Struct, frozen=True):
    """What sharing a block means: enough by itself (`weight` nought), or so much of `CLUES`; `loose` ones are for pairs of which one has no day."""

    weight: int
    loose: bool


def _blocks(p: Profile) -> dict[int, Block]:
    found = {number(k): Block(0, k[0] == "loose") for k in keys(p)}
    found.update((number(k), Block(n, False)) for k, n in clue_keys(p))
    return found


def _state(c: Connection) -> State | None:
    body = c.execute(select(t.state.c.body)).scalar()
    return msgspec.json.decode(body, type=State) if body else None


def _set_state(c: Connection, state: State) -> None:
    c.execute(delete(t.state))
    c.execute(insert(t.state).values(name="links", body=msgspec.json.encode(state).decode()))


def _about(judgements: Sequence[Judgement], seen: int) -> set[str]:
    """The mentions that judgements after the first `seen` are about."""
    known = {j.id: j for j in judgements}
    return {m for j in judgements[seen:] for m in (*j.mentions, *(known[j.of].mentions if j.of in known else ()))}


# ---- which links change
def _relink(c: Connection, came: Mapping[str, Mention], left: Mapping[int, Kept], weeks: int) -> set[int]:
    """Bring profiles, blocks and links up to date with what came and left. The numbers of the profiles whose links, or whose profiles, changed."""
    touched = {x for k in left.values() for x in k.marks} | {x for m in came.values() for x in marks(m)}
    before = _crowded(c, touched, weeks)
    top = int(c.execute(select(func.max(t.profiles.c.number))).scalar() or 0)
    at = {id: top + k for k, id in enumerate(sorted(came), 1)}
    stubs = {at[id]: _kept_of(m, profile(m)) for id, m in came.items()}
    for n, k in left.items():
        _leave(c, n, [_mark(x) for x in k.marks])
    for some in iterate(_marked(stubs), ROWS):
        c.execute(insert(t.blocks), some)
    flips = before ^ _crowded(c, touched, weeks)
    turned = _profiles(c, {n for ns in _members(c, [_mark(whole(x)) for x in flips]).values() for n in ns} - set(at.values()))
    mentions = {**came, **{m.id: m for m in _bodies(c, {k.profile.id for k in turned.values()})}}
    common = _crowded(c, {x for m in mentions.values() for x in marks(m)}, weeks)
    now = {n: _kept_of(mentions[id], profile(mentions[id], common)) for id, n in at.items()}
    now |= {n: _kept_of(mentions[k.profile.id], profile(mentions[k.profile.id], common)) for n, k in turned.items()}
    was = {**left, **turned}
    old_blocks, new_blocks = {n: _blocks(k.profile) for n, k in was.items()}, {n: _blocks(k.profile) for n, k in now.items()}
    moved: Members = defaultdict(set)
    for one in old_blocks.keys() | new_blocks.keys():
        for block in old_blocks.get(one, {}).keys() ^ new_blocks.get(one, {}).keys():
            moved[block].add(one)
    held = _members(c, moved.keys() | {k for b in new_blocks.values() for k in b})
    after: Members = {k: (ns - {n for n in moved[k] if k in old_blocks.get(n, ())}) | {n for n in moved[k] if k in new_blocks.get(n, ())} for k, ns in held.items()}
    ordered = _orders(c, {n for k, ns in held.items() if max(len(ns), len(after[k])) > CROWD for n in ns})
    ordered |= {n: msgspec.json.decode(_order(k.profile)) for n, k in now.items()}
    dropped, entering = _shifted(held, after, moved, set(now), ordered)
    _write(c, left, turned, now, old_blocks, new_blocks)
    near = _drop(c, was.keys()) - left.keys()
    near |= _draw(c, now, _meeting(new_blocks, after, ordered))
    return near | now.keys() | _recheck(c, dropped, entering)


def _shifted(held: Members, after: Members, moved: Members, known: set[int], ordered: Mapping[int, Any]) -> tuple[set[Pair], set[Pair]]:
    """Pairs of others that lost, or found, each other in the window of a crowded block because of what came or went between them. (`known`: what is looked at anyway.)"""
    dropped: set[Pair] = set()
    entering: set[Pair] = set()
    for k, moving in moved.items():
        if not _many(held[k], after[k]):
            continue
        old, new = sorted(held[k], key=ordered.__getitem__), sorted(after[k], key=ordered.__getitem__)
        others = held[k] & after[k]
        if len(old) > CROWD and len(new) > CROWD:
            others &= _about_them(old, moving) | _about_them(new, moving)
        others -= moving | known
        before, now = _window(old, others), _window(new, others)
        dropped |= before - now
        entering |= now - before
    return dropped, entering


def _many(*blocks: Collection[int]) -> bool:
    return any(len(b) > CROWD for b in blocks)


def _about_them(listed: Sequence[int], moving: Collection[int]) -> set[int]:
    """What stands within a window of what moves: a pair that is moved apart, or together, has it between the two, so both stand here."""
    return {o for at, n in enumerate(listed) if n in moving for o in listed[max(0, at - WINDOW) : at + WINDOW + 1]}


def _window(listed: Sequence[int], chosen: Collection[int]) -> set[Pair]:
    """The pairs of `chosen` that meet in a block, as in `blocks.meet`."""
    reach = len(listed) if len(listed) <= CROWD else WINDOW
    return {_pair(a, b) for at, a in enumerate(listed) if a in chosen for b in listed[at + 1 : at + 1 + reach] if b in chosen}


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


class _Places:
    """Who meets whom in a block."""

    def __init__(self, members: Members, ordered: Mapping[int, Any]) -> None:
        self._members, self._ordered = members, ordered
        self._listed: dict[int, tuple[list[int], dict[int, int]]] = {}

    def _of(self, k: int) -> tuple[list[int], dict[int, int]]:
        if k not in self._listed:
            listed = sorted(self._members[k], key=self._ordered.__getitem__)
            self._listed[k] = listed, {n: at for at, n in enumerate(listed)}
        return self._listed[k]

    def partners(self, k: int, n: int) -> Iterable[int]:
        if len(self._members[k]) <= CROWD:
            return self._members[k]
        listed, at = self._of(k)
        return listed[max(0, at[n] - WINDOW) : at[n] + WINDOW + 1]

    def meet(self, k: int, a: int, b: int) -> bool:
        if len(self._members[k]) <= CROWD:
            return True
        _, at = self._of(k)
        return abs(at[a] - at[b]) <= WINDOW


def _meeting(blocks: Mapping[int, Mapping[int, Block]], members: Members, ordered: Mapping[int, Any]) -> dict[Pair, bool]:
    """Pairs of these and any others that meet (`blocks.candidates`); True for those that meet whatever days they have."""
    found: dict[Pair, bool] = {}
    shared: dict[Pair, int] = defaultdict(int)
    places = _Places(members, ordered)
    for n, mine in blocks.items():
        for k, block in mine.items():
            for o in places.partners(k, n):
                if o == n or (o in blocks and o < n):  # a pair of these counts once
                    continue
                pair = _pair(n, o)
                if block.weight:
                    shared[pair] += block.weight
                else:
                    found[pair] = found.get(pair, False) or not block.loose
    found.update((pair, True) for pair, w in shared.items() if w >= CLUES)
    return found


def _draw(c: Connection, now: Mapping[int, Kept], found: Mapping[Pair, bool]) -> set[int]:
    """Write the links among the pairs found; the numbers that they join."""
    pool = {n: k.profile for n, k in now.items()}
    rows: list[dict[str, Any]] = []
    for some in iterate(sorted(found), ROWS):
        pool |= {n: k.profile for n, k in _profiles(c, {n for pair in some for n in pair} - pool.keys()).items()}
        rows += [_link(a, b, p) for a, b in some if (found[a, b] or not (dated(pool[a]) and dated(pool[b]))) and (p := points(pool[a], pool[b])) is not None and p >= THRESHOLD]
    for some in iterate(rows, ROWS):
        c.execute(insert(t.links), some)
    return {n for r in rows for n in (r["a"], r["b"])}


def _link(a: int, b: int, p: float) -> dict[str, Any]:
    return {"a": a, "b": b, "points": p}


def _recheck(c: Connection, dropped: set[Pair], entering: set[Pair]) -> set[int]:
    """Decide anew on pairs that a window took apart or together: another block may hold them. The numbers whose links changed."""
    linked = {(a, b) for a, b, _ in _links(c, {a for a, _ in dropped | entering})}
    asked = (dropped & linked) | (entering - linked)
    kept = _profiles(c, {n for pair in asked for n in pair})
    blocks = {n: _blocks(k.profile) for n, k in kept.items()}
    members = _members(c, {k for a, b in asked for k in blocks[a].keys() & blocks[b].keys()})
    places = _Places(members, _orders(c, {n for ns in members.values() if _many(ns) for n in ns}))
    near: set[int] = set()
    for a, b in sorted(asked):
        x, y = kept[a].profile, kept[b].profile
        shared = [blocks[a][k] for k in blocks[a].keys() & blocks[b].keys() if places.meet(k, a, b)]
        undated = not (dated(x) and dated(y))
        met = any(not s.weight and (undated or not s.loose) for s in shared) or sum(s.weight for s in shared) >= CLUES
        p = points(x, y) if met else None
        good = p is not None and p >= THRESHOLD
        if good != ((a, b) in linked):
            near |= {a, b}
            c.execute(insert(t.links).values(_link(a, b, p or 0.0)) if good else delete(t.links).where(t.links.c.a == a, t.links.c.b == b))
    return near


# ---- the tables
def _slices(values: Iterable[Any]) -> Iterator[list[Any]]:
    return iterate(sorted(values), part.SLICE)


def _profiles(c: Connection, numbers: Collection[int]) -> dict[int, Kept]:
    found = t.profiles.c
    return {n: _kept.decode(body) for some in _slices(numbers) for n, body in c.execute(select(found.number, found.body).where(found.number.in_(some)))}


def _orders(c: Connection, numbers: Collection[int]) -> dict[int, Any]:
    found = t.profiles.c
    return {n: msgspec.json.decode(o) for some in _slices(numbers) for n, o in c.execute(select(found.number, found.ordered).where(found.number.in_(some)))}


def _bodies(c: Connection, ids: Collection[str]) -> Iterator[Mention]:
    for some in _slices(ids):
        for (body,) in c.execute(select(t.mentions.c.body).where(t.mentions.c.id.in_(some))):
            yield msgspec.json.decode(body, type=Mention)


def _members(c: Connection, blocks: Collection[int]) -> Members:
    found: Members = {k: set() for k in blocks}
    for some in _slices(blocks):
        for k, n in c.execute(select(t.blocks.c.k, t.blocks.c.profile).where(t.blocks.c.k.in_(some))):
            found[k].add(n)
    return found


def _crowded(c: Connection, found: Collection[str], weeks: int) -> frozenset[str]:
    """Of these marks those that are crowded, in a store of so many weeks."""
    of = {_mark(x): x for mark in found for x in all_of(mark)}
    counts: dict[str, Count] = {}
    for some in _slices(of):
        listed = ",".join(map(str, some))
        told = f"SELECT k, told, count(*) AS n FROM {t.blocks.name} WHERE k IN ({listed}) AND told IS NOT NULL GROUP BY k, told"
        counts.update((of[k], Count(*n)) for k, *n in c.execute(text(counts_sql("sqlite", told))))
    return too_many(counts, weeks)


def _links(c: Connection, numbers: Collection[int]) -> Iterator[tuple[int, int, float]]:
    """Links with one end or both among the numbers; some twice."""
    x = t.links.c
    for some in _slices(numbers):
        for column in (x.a, x.b):
            yield from ((a, b, p) for a, b, p in c.execute(select(x.a, x.b, x.points).where(column.in_(some))))


def _leave(c: Connection, n: int, blocks: Collection[int]) -> None:
    for some in _slices(blocks):
        c.execute(delete(t.blocks).where(t.blocks.c.k.in_(some), t.blocks.c.profile == n))


def _write(
    c: Connection, left: Mapping[int, Kept], turned: Mapping[int, Kept], now: Mapping[int, Kept],
    old: Mapping[int, Mapping[int, Block]], new: Mapping[int, Mapping[int, Block]],
) -> None:  # fmt: skip
    for n, mine in old.items():
        _leave(c, n, mine.keys() - new.get(n, {}).keys())
    for some in _slices({*left, *turned}):
        c.execute(delete(t.profiles).where(t.profiles.c.number.in_(some)))
    for some in iterate([_row(n, k) for n, k in now.items()], ROWS):
        c.execute(insert(t.profiles), some)
    placed = sorted((k, n) for n, mine in new.items() for k in mine.keys() - old.get(n, {}).keys())
    for some in iterate(placed, ROWS):
        c.execute(insert(t.blocks), [{"k": k, "profile": n, "told": None} for k, n in some])


def _drop(c: Connection, numbers: Collection[int]) -> set[int]:
    """Delete the links of these; all numbers that they joined."""
    ends = {n for a, b, _ in _links(c, numbers) for n in (a, b)}
    for some in _slices(numbers):
        for table in (t.links, t.asked):
            c.execute(delete(table).where(table.c.a.in_(some) | table.c.b.in_(some)))
    return ends


def _remember(c: Connection, of: Mapping[str, int], pairs: Iterable[tuple[tuple[str, str], float | None]]) -> None:
    for some in iterate(pairs, ROWS):
        c.execute(insert(t.asked), [{"a": min(of[a], of[b]), "b": max(of[a], of[b]), "points": p} for (a, b), p in some])


def _asked(c: Connection, of: Mapping[str, int]) -> Asked:
    id = {n: i for i, n in of.items()}
    x = t.asked.c
    rows = [r for some in _slices(id) for r in c.execute(select(x.a, x.b, x.points).where(x.a.in_(some)))]
    return {(id[a], id[b]) if id[a] < id[b] else (id[b], id[a]): p for a, b, p in rows if b in id}


# ---- what they reach
def _named(c: Connection, numbers: Collection[int]) -> dict[int, str]:
    x = t.profiles.c
    return {n: id for some in _slices(numbers) for n, id in c.execute(select(x.number, x.mention).where(x.number.in_(some)))}


def _numbers(c: Connection, ids: Collection[str]) -> dict[str, int]:
    x = t.profiles.c
    return {id: n for some in _slices(ids) for id, n in c.execute(select(x.mention, x.number).where(x.mention.in_(some)))}


def _events_of(c: Connection, ids: Collection[str]) -> set[str]:
    x = t.mentions.c
    return {e for some in _slices(ids) for e in c.execute(select(x.event).where(x.id.in_(some))).scalars() if e}


def _reach(c: Connection, start: Collection[str], stale: Collection[str], judgements: Sequence[Judgement]) -> tuple[set[str], set[str]]:
    """(mentions, events) that links, people's judgements and events join to the start, over and over."""
    said = {m for j in judgements if j.kind == "same" for m in j.mentions}
    joined: dict[str, set[str]] = defaultdict(set)
    for a, b in judged(judgements, said)[0]:
        joined[a].add(b)
        joined[b].add(a)
    ids: set[str] = set()
    events: set[str] = set()
    fresh, unseen = set(start), set(stale)
    while fresh or unseen:
        ids |= fresh
        unseen = (unseen | _events_of(c, fresh)) - events
        events |= unseen
        linked = {n for a, b, _ in _links(c, _numbers(c, fresh).values()) for n in (a, b)}
        met = {*_named(c, linked).values(), *(o for m in fresh for o in joined.get(m, ()))}
        for some in _slices(unseen):
            met.update(c.execute(select(t.mentions.c.id).where(t.mentions.c.event.in_(some))).scalars())
        fresh, unseen = met - ids, set()
    return ids, events


def _pool(c: Connection, ids: Collection[str]) -> tuple[dict[str, Profile], list[tuple[str, str, float]]]:
    """The profiles of mentions, by id in order, and the links among them."""
    kept = _profiles(c, _numbers(c, ids).values())
    id = {n: k.profile.id for n, k in kept.items()}
    links = {(a, b): p for a, b, p in _links(c, kept.keys())}
    return {k.profile.id: k.profile for k in sorted(kept.values(), key=lambda k: k.profile.id)}, [(*sorted((id[a], id[b])), p) for (a, b), p in links.items()]  # type: ignore[misc]


# ---- their events
def _replace(
    store: Store, clusters: Sequence[Sequence[str]], touched: set[str], changed: Collection[str], stale: Collection[str], judgements: Sequence[Judgement], policy: str
) -> None:
    """Put the events of the clusters in place of those touched; what is as it was stays. Series that may have other members are told anew."""
    before = part.events(store, sorted(touched))
    held = {frozenset(e.mentions): e for e in before if e.stage != "series" and e.id not in stale}
    same = [held[ids] for c in clusters if (ids := frozenset(c)) in held and not ids & set(changed)]
    left = {frozenset(e.mentions) for e in same}
    bodies = {m.id: m for m in part.mentions(store, [i for c in clusters if frozenset(c) not in left for i in c])}
    found = [reconcile([bodies[i] for i in c], judgements, policy) for c in clusters if frozenset(c) not in left]
    gone = touched - {e.id for e in same}
    news = [msgspec.structs.replace(e, id=f"new {e.id}") for e in [*found, *same]]
    for s in store.events(Filter(stage="series")):
        if s.id not in touched and (set(s.members or ()) & touched or settle([s, *news])[0].members or _lost(store, s)):
            found.append(reconcile(part.mentions(store, s.mentions), judgements, policy))
            gone.add(s.id)
    part.replace(store, gone, found, _settled)


def _lost(store: Store, s: Event) -> bool:
    """Whether a member is no event any more."""
    return bool(s.members) and len(part.events(store, s.members or ())) < len(s.members or ())


def _settled(c: Connection, named: Sequence[Event]) -> list[Event]:
    """The events, series with their members, of these and of all others."""
    out = []
    for e in named:
        if e.stage == "series" and e.date is not None:
            x = t.events.c
            rows = c.execute(select(x.body).where(x.date_start >= e.date.start, x.date_end <= e.date.end, x.stage != "series")).scalars()
            e = settle([e, *(o for o in named if o.id != e.id), *(msgspec.json.decode(b, type=Event) for b in rows)])[0]
        out.append(e)
    return out
