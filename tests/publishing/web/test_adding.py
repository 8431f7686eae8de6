"""Texts are coded and shown before anything is stored."""

from __future__ import annotations

import json
from urllib.parse import quote

import examples
from starlette.testclient import TestClient

from istor.model import Refusal, Report
from istor.publishing.web import create_app
from istor.publishing.web.adding import Drafts, draft, read_paste, read_uploads
from istor.publishing.web.record import MemoryRecord

TEXT = "A bomb killed three people in Basra on Monday, police said."


def test_a_pasted_text_is_coded_with_its_words(client: TestClient, record: MemoryRecord) -> None:
    answer = client.post("/add", data={"text": TEXT, "published": "2021-05-04", "outlet": "Courier"})
    assert "Not stored yet" in answer.text
    assert "3 killed" in answer.text
    assert "Basra" in answer.text
    assert len(list(record.everything())) == len(examples.EVENTS)


def test_the_words_of_a_draft_are_shown(client: TestClient) -> None:
    page = client.post("/add", data={"text": TEXT, "published": "2021-05-04"})
    id = str(page.url).rsplit("/", 1)[1]
    event = json.loads(client.post("/api/code", content=json.dumps({"id": "x", "text": TEXT, "published": "2021-05-04"})).content)[0]
    killed = next(s for s in event["statements"] if s["property"] == "killed")
    shown = page.text.split('data-evidence="')[1].split('"')[0].replace("&amp;", "&")
    statement = next(s for s in page.text.split('data-statements="')[1:] if killed["id"].rsplit(".", 1)[1] in s.split('"')[0]).split('"')[0]
    evidence = client.get(f"{shown}s={quote(statement)}").text
    assert 'class="active"' in evidence
    assert id in shown


def test_files_are_read_by_the_reading_room_and_their_paths_are_not_followed() -> None:
    found = read_uploads([("../../etc/passwd.html", f"<html><body><p>{TEXT}</p></body></html>".encode()), ("empty.txt", b"")])
    (report,) = [r for r in found if isinstance(r, Report)]
    assert report.text == TEXT
    assert "/" not in report.id
    assert all("/tmp" not in r.reason + r.input for r in found if isinstance(r, Refusal))


def test_the_source_of_a_page_is_read_as_a_page() -> None:
    (report,) = read_paste(f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>", outlet="Courier")
    assert isinstance(report, Report)
    assert report.text == TEXT
    assert report.outlet == "Courier"


def test_a_draft_is_stored_only_when_the_reader_says_so(record: MemoryRecord) -> None:
    taken: list[Report] = []

    def take_in(reports) -> int:
        taken.extend(reports)
        return len(reports)

    client = TestClient(create_app(record, take_in=take_in), base_url="http://localhost", headers={"origin": "http://localhost"})
    page = client.post("/add", data={"text": TEXT})
    assert taken == []
    assert "Stored: 1" in client.post(page.url.path).text
    assert [r.text for r in taken] == [TEXT]


def test_hostile_text_is_only_text(client: TestClient) -> None:
    page = client.post(
        "/add", data={"text": TEXT + " <script>alert(1)</script>", "url": "javascript:alert(2)", "title": "<img src=x onerror=alert(3)>"}
    )
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert 'href="javascript' not in page.text


def test_old_drafts_go_first() -> None:
    drafts = Drafts()
    ids = [drafts.keep(draft([Report(id=str(n), text="Nothing.")])) for n in range(20)]
    assert drafts.get(ids[0]) is None
    assert drafts.get(ids[-1]) is not None
