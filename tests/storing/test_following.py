"""What people decided stays with the account they decided about, also when a report is coded anew."""

from __future__ import annotations

from pathlib import Path

import msgspec

from istor.corridor import link_mentions, take_in
from istor.model import Judgement, Mention, Report
from istor.storing import Store, part
from istor.storing.following import follow, match

TEXT = "A bomb killed three people in Basra on Monday, police said. Gunmen shot dead two farmers in Mosul on Sunday."


def judgement(id: str, kind: str, *mentions: str, of: str | None = None) -> Judgement:
    return Judgement(id=id, kind=kind, mentions=mentions, of=of, reviewer="Ana", at="2021-06-01T00:00:00Z")  # type: ignore[arg-type]


def told(store: Store) -> dict[str, Mention]:
    return {m.type: m for m in store.mentions()}


def filled(path: Path) -> Store:
    store = Store.open(path)
    take_in([Report(id="r", text=TEXT, published="2021-05-04", language="en")], store)
    return store


def anew(mention: Mention, id: str) -> Mention:
    """The same account as another coder would number it."""
    said = tuple(msgspec.structs.replace(s, id=s.id.replace(mention.id, id), mention=id) for s in mention.statements)
    return msgspec.structs.replace(mention, id=id, statements=said)


def test_a_judged_account_keeps_its_id_when_another_event_is_found_before_it(tmp_path: Path) -> None:
    with filled(tmp_path / "s.db") as store:
        bomb, shot = told(store)["bombing"], told(store)["killing"]
        store.judge(judgement("j", "not_an_event", bomb.id))
        store.replace_mentions({"r": [anew(shot, bomb.id), anew(bomb, shot.id)]}, "another coder")
        assert told(store)["bombing"].id == bomb.id
        assert told(store)["killing"].id != bomb.id
        assert [e.type for e in link_mentions(store.mentions(), store.judgements())] == ["killing"]
        assert all(s.mention == m.id and s.id.startswith(m.id) for m in store.mentions() for s in m.statements)


def test_an_account_that_is_told_no_more_leaves_its_id_to_nobody(tmp_path: Path) -> None:
    with filled(tmp_path / "s.db") as store:
        bomb, shot = told(store)["bombing"], told(store)["killing"]
        made = follow([bomb, shot], [anew(shot, bomb.id)], {bomb.id})
        assert [m.id for m in made] != [bomb.id]
        assert match([bomb, shot], made) == {shot.id: made[0].id}


def test_without_decisions_ids_are_the_coders(tmp_path: Path) -> None:
    with filled(tmp_path / "s.db") as store:
        bomb, shot = told(store)["bombing"], told(store)["killing"]
        assert follow([bomb, shot], [anew(shot, bomb.id)], ()) == [anew(shot, bomb.id)]


def test_the_latest_verdict_counts_and_taking_back_twice_restores(tmp_path: Path) -> None:
    with filled(tmp_path / "s.db") as store:
        id = told(store)["bombing"].id
        no, yes = judgement("1", "not_an_event", id), judgement("2", "accept", id)
        for decisions, n in (([no], 1), ([no, yes], 2), ([yes, no], 1), ([no, judgement("3", "undo", of="1")], 2)):
            assert len(link_mentions(store.mentions(), decisions)) == n
        again = [no, judgement("3", "undo", of="1"), judgement("4", "undo", of="3")]
        assert len(link_mentions(store.mentions(), again)) == 1


def test_what_a_run_left_out_comes_back_when_the_decision_is_taken_back(tmp_path: Path) -> None:
    with filled(tmp_path / "s.db") as store:
        id = told(store)["bombing"].id
        part.decide(store, [judgement("1", "not_an_event", id)])
        take_in([], store)
        assert [e.type for e in store.events()] == ["killing"]
        part.decide(store, [judgement("2", "undo", of="1")])
        assert {e.type for e in store.events()} == {"bombing", "killing"}
