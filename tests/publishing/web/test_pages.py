"""Each page answers, says what is known and what is not, and changes nothing."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from starlette.testclient import TestClient

from istor.corridor import code_report
from istor.model import Report
from istor.publishing.web import create_app, openapi
from istor.publishing.web.record import MemoryRecord
from istor.reconciling import reconcile

PAGES = ["/", "/event/e-balad", "/event/e-threat", "/actor/karwan-brigade", "/place/g99072", "/review", "/settings", "/api"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_in_each_language(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


def test_an_empty_record_says_how_to_begin() -> None:
    answer = TestClient(create_app(MemoryRecord()), base_url="http://localhost").get("/")
    assert "Nothing has been read yet" in answer.text
    assert "istor run" in answer.text


def test_the_overview_lists_what_has_no_date_and_no_place(client: TestClient) -> None:
    text = client.get("/").text
    assert "no date stated" in text
    assert "1 without a place" in text


def test_the_event_page_shows_alternatives_speakers_and_history(client: TestClient) -> None:
    text = client.get("/event/e-balad").text
    for words in (
        "3 killed (2 to 3)",
        "a military spokesman",
        "ministère de la Défense",
        "Karwan Brigade",
        "2 independent origins",
        "La Gazette du Port cites Harbour Courier",
    ):
        assert words in text
    assert text.count('class="point"') == 6  # four figures of the killed, two of the injured


def test_a_value_shows_its_words_in_every_report_that_states_it(client: TestClient) -> None:
    text = client.get("/part/evidence/e-balad?s=m1.5,m2.0,m3.0").text
    assert text.count('class="paper"') == 3
    assert text.count('class="active"') == 3
    assert 'lang="ar"' in text
    assert 'dir="auto"' in text


def test_what_is_unknown_is_a_plain_404(client: TestClient) -> None:
    assert client.get("/event/nope").status_code == 404
    assert client.get("/actor/nope").status_code == 404
    assert client.get("/api/events/nope").json() == {"error": "Not Found"}


def test_a_wrong_filter_is_a_plain_400(client: TestClient) -> None:
    assert "not a day" in client.get("/?from=soon").text
    assert client.get("/api/events?from=soon").status_code == 400
    assert client.get("/api/map?zoom=x").status_code == 400
    assert client.get("/api/map?box=NaN,1,2,3").status_code == 400


def test_the_api_answers_what_the_page_shows(client: TestClient) -> None:
    body = client.get("/api/events?actor=karwan-brigade&sort=oldest").json()
    assert [e["id"] for e in body["events"]] == ["e-balad", "e-threat"]
    assert body["counts"]["shown"] == 2
    assert client.get("/api/report?id=sahifa-3").json()["language"] == "ar"


def test_the_description_of_the_api_is_complete(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    served = {route.path.replace(":path", "") for route in client.app.app.routes if route.path.startswith("/api/")}  # type: ignore[attr-defined]
    assert set(document["paths"]) | {"/api/openapi.json"} == served
    references = [line for line in json.dumps(document).split('"') if line.startswith("#/components/schemas/")]
    assert references
    assert all(r.rsplit("/", 1)[1] in document["components"]["schemas"] for r in references)
    assert len(openapi.PATHS) == sum(len(methods) for methods in document["paths"].values())


def test_private_names_are_replaced_where_the_reader_wants_it(client: TestClient) -> None:
    plain = client.get("/event/e-balad?s=m1.4").text
    client.cookies.set("istor_names", "1")
    masked = client.get("/event/e-balad?s=m1.4").text
    assert "Samir Haddad" in plain
    assert "Haddad" not in masked
    assert "[person 1]" in masked
    assert "Karwan Brigade" in masked


def test_texts_are_covered_where_the_reader_wants_it(client: TestClient) -> None:
    client.cookies.set("istor_cover", "1")
    text = client.get("/event/e-balad?s=m1.0").text
    assert '<details class="cover">' in text
    assert "<q dir" not in text


def test_the_link_of_reports_is_explained_step_by_step(client: TestClient) -> None:
    text = client.get("/event/e-balad").text
    assert "Why these reports are one event" in text
    assert "same day" in text
    assert re.search(r"How much speaks for it \+\d+\.\d|\+\d+\.\d</span>", text)


def test_beside_each_speaker_stands_whose_outlet_carries_it() -> None:
    told = "Three people were killed when a rocket hit the market of Mosul on Tuesday, a police spokesman said."
    given = (("presstv.com", told), ("irna.ir", f"{told} He gave no name."), ("tasnimnews.com", f"{told} It was raining. Nobody had claimed the attack."))
    made = [m for n, (outlet, text) in enumerate(given) for m in code_report(Report(id=f"r{n}", text=text, outlet=outlet, published="2016-03-02"))]
    mains = [m for m in made if m.main]
    event = reconcile([msgspec.structs.replace(m, fingerprint=()) for m in mains])
    record = MemoryRecord(events=[event], mentions=mains)
    text = TestClient(create_app(record), base_url="http://localhost").get(f"/event/{event.id}").text
    assert "Press TV: state, Iran" in text
    assert text.count("side-state") >= 3
    assert event.origins == 1 or "All origins are one side" in text
    french = TestClient(create_app(record), base_url="http://localhost").get(f"/event/{event.id}", headers={"accept-language": "fr"}).text
    assert "Press TV: État, Iran" in french
