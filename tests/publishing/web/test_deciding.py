"""Decisions are appended, attributed, taken back, compared; nothing is overwritten."""

from __future__ import annotations

import json

from starlette.testclient import TestClient

from istor.model import Judgement
from istor.publishing.web import deciding
from istor.publishing.web.record import MemoryRecord


def made(id: str, kind: str, reviewer: str = "Ana", mentions: tuple[str, ...] = ("m1",), **more: str) -> Judgement:
    return Judgement(id=id, kind=kind, mentions=mentions, reviewer=reviewer, at=f"2021-01-01T00:00:{id.zfill(2)}Z", **more)  # type: ignore[arg-type]


def test_taking_back_twice_restores() -> None:
    accept, undo, again = made("1", "accept"), made("2", "undo", of="1"), made("3", "undo", of="2")
    assert deciding.standing([accept, undo]) == ()
    assert deciding.standing([accept, undo, again]) == (accept,)


def test_agreement_is_counted_beyond_chance() -> None:
    mentions = [f"m{n}" for n in range(4)]
    ana = [made(str(n), "accept" if n < 2 else "not_an_event", "Ana", (m,)) for n, m in enumerate(mentions)]
    bob = [made(str(10 + n), "accept" if n < 3 else "not_an_event", "Bob", (m,)) for n, m in enumerate(mentions)]
    (found,) = deciding.agreements(ana + bob)
    assert (found.both, found.same) == (4, 3)
    assert found.kappa == 0.5  # observed .75, by chance .5


def test_a_decision_from_the_page_carries_name_and_time(client: TestClient, record: MemoryRecord) -> None:
    client.post("/decide", data={"kind": "accept", "mentions": ["m1", "m2", "m3"], "reviewer": "Ana", "event": "e-balad"})
    (judgement,) = record.judgements()
    assert (judgement.kind, judgement.reviewer, judgement.mentions) == ("accept", "Ana", ("m1", "m2", "m3"))
    assert judgement.at.endswith("+00:00")
    assert "Accepted" in client.get("/event/e-balad").text
    assert client.get("/api/events?review=accept").json()["counts"]["shown"] == 1


def test_two_reviewers_lose_nothing(record: MemoryRecord, client: TestClient) -> None:
    for name, kind in (("Ana", "accept"), ("Bob", "not_an_event")):
        client.post("/api/judgements", json={"kind": kind, "mentions": ["m4"], "reviewer": name})
    assert [(j.reviewer, j.kind) for j in record.judgements()] == [("Ana", "accept"), ("Bob", "not_an_event")]
    assert client.get("/api/agreement").json() == [{"first": "Ana", "second": "Bob", "both": 1, "same": 0, "kappa": 0.0}]
    assert "Bob" in client.get("/event/e-lyon").text


def test_a_split_sets_each_report_apart_and_is_undone_in_one(client: TestClient, record: MemoryRecord) -> None:
    client.post("/decide", data={"kind": "different", "mentions": ["m1", "m2", "m3"], "apart": ["m3"], "reviewer": "Ana", "event": "e-balad"})
    assert [j.mentions for j in record.judgements()] == [("m3", "m1"), ("m3", "m2")]
    client.post("/decide", data={"kind": "undo", "of": record.judgements()[1].id, "reviewer": "Ana", "event": "e-balad"})
    assert deciding.standing(record.judgements()) == ()


def test_choosing_merging_and_noting(client: TestClient, record: MemoryRecord) -> None:
    for data in (
        {"kind": "value", "property": "killed", "value": "3", "note": "hospital list", "mentions": ["m1", "m2", "m3"]},
        {"kind": "same", "mentions": ["m1", "m4"]},
        {"kind": "note", "note": "see the video", "mentions": ["m1"]},
    ):
        assert client.post("/decide", data={**data, "reviewer": "Ana"}, follow_redirects=False).status_code == 303
    assert [(j.kind, j.property, j.value, j.note) for j in record.judgements()] == [
        ("value", "killed", "3", "hospital list"),
        ("same", None, None, None),
        ("note", None, None, "see the video"),
    ]


def test_what_makes_no_sense_is_refused(client: TestClient, record: MemoryRecord) -> None:
    for wrong in (
        {"kind": "accept", "mentions": ["m1"]},
        {"kind": "delete", "mentions": ["m1"], "reviewer": "A"},
        {"kind": "accept", "mentions": ["nope"], "reviewer": "A"},
        {"kind": "accept", "mentions": [], "reviewer": "A"},
        {"kind": "same", "mentions": ["m1"], "reviewer": "A"},
        {"kind": "value", "mentions": ["m1"], "reviewer": "A"},
        {"kind": "undo", "of": "nope", "reviewer": "A"},
    ):
        assert client.post("/api/judgements", json=wrong).status_code == 400, wrong
    assert record.judgements() == ()


def test_decisions_travel(client: TestClient, record: MemoryRecord) -> None:
    client.post("/api/judgements", json={"kind": "accept", "mentions": ["m1"], "reviewer": "Ana"})
    lines = client.get("/api/judgements").content
    other = Judgement(id="x", kind="unsure", mentions=("m4",), reviewer="Bob", at="2021-01-01T00:00:00Z")
    data = (
        lines
        + json.dumps({"id": other.id, "kind": other.kind, "mentions": list(other.mentions), "reviewer": other.reviewer, "at": other.at}).encode()
    )
    answer = client.post("/review/import", files={"file": ("j.jsonl", data)}, follow_redirects=False)
    assert answer.headers["location"] == "/review?imported=1&known=1"
    assert other in record.judgements()
    assert client.post("/review/import", files={"file": ("j.jsonl", b'{"kind": 3}')}).status_code == 400


def test_the_queue_puts_the_weighty_and_doubtful_first_and_forgets_the_judged(client: TestClient) -> None:
    assert client.get("/review/next", follow_redirects=False).headers["location"].startswith("/event/e-balad")
    client.post("/api/judgements", json={"kind": "accept", "mentions": ["m1", "m2", "m3"], "reviewer": "Ana"})
    assert not client.get("/review/next", follow_redirects=False).headers["location"].startswith("/event/e-balad")
    client.cookies.set("istor_reviewer", "Bob")
    assert client.get("/review/next?queue=mine", follow_redirects=False).headers["location"].startswith("/event/e-balad")


def test_a_filtered_queue_stays_filtered(client: TestClient) -> None:
    first = client.get("/review/next?queue=all&country=IRQ", follow_redirects=False).headers["location"]
    assert first == "/event/e-balad?queue=all&country=IRQ"
    page = client.get(first).text
    assert "after=e-balad&amp;country=IRQ" in page
    data = {"kind": "accept", "mentions": ["m1", "m2", "m3"], "reviewer": "Ana", "event": "e-balad", "queue": "all", "filters": "country=IRQ"}
    onward = client.post("/decide", data=data, follow_redirects=False).headers["location"]
    assert client.get(onward, follow_redirects=False).headers["location"] == "/event/e-evil?queue=all&country=IRQ"
    client.post("/decide", data={**data, "mentions": ["m6"], "event": "e-evil"})
    assert client.get(onward, follow_redirects=False).headers["location"].startswith("/review")
