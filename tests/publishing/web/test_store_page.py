"""The page over a real store: two pages on one file, decisions that outlive a run, adding for good."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from istor.corridor import take_in
from istor.model import Report
from istor.publishing.web import create_app
from istor.storing import Store

TEXTS = {
    "a": ("2021-05-04", "A bomb killed three people in Basra on Monday, police said."),
    "b": ("2021-05-04", "A bomb killed four people in Basra on Monday, a hospital said."),
    "c": ("2021-05-20", "Two soldiers were killed when rockets struck a base in Mosul on Wednesday, the army said."),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s.db") as store:
        take_in([Report(id=id, text=text, published=day, outlet=f"Outlet {id}", language="en") for id, (day, text) in TEXTS.items()], store)
    return tmp_path / "s.db"


def client(path: Path, **more: object) -> TestClient:
    return TestClient(create_app(path, **more), base_url="http://localhost", headers={"origin": "http://localhost"})  # type: ignore[arg-type]


def held(page: TestClient) -> dict[str, str]:
    return {r: e["id"] for e in page.get("/api/events").json()["events"] for r in e["reports"]}


def mentions(page: TestClient, event: str) -> list[str]:
    return [m["id"] for m in page.get(f"/api/mentions/{event}").json()]


def test_two_pages_on_one_store_see_each_other_and_lose_nothing(path: Path) -> None:
    ana, bob = client(path), client(path)
    event = held(ana)["a"]
    ana.post("/api/judgements", json={"kind": "accept", "mentions": mentions(ana, event), "reviewer": "Ana"})
    bob.post("/api/judgements", json={"kind": "not_an_event", "mentions": mentions(bob, event), "reviewer": "Bob"})
    ana.post("/api/judgements", json={"kind": "note", "note": "really?", "mentions": mentions(ana, event), "reviewer": "Ana"})
    for page in (ana, bob):
        assert [j["reviewer"] for j in map(json.loads, page.get("/api/judgements").text.splitlines())] == ["Ana", "Bob", "Ana"]
        assert page.get("/api/agreement").json()[0]["both"] == 2
        assert "really?" in page.get(f"/event/{event}").text
        assert page.get("/api/events?review=not_an_event").json()["counts"]["shown"] == 1


def test_a_split_shows_at_once_and_a_run_keeps_it(path: Path) -> None:
    page = client(path)
    before = held(page)
    assert before["a"] == before["b"]
    both = mentions(page, before["a"])
    page.post("/decide", data={"kind": "different", "mentions": both, "apart": both[-1:], "reviewer": "Ana", "event": before["a"]})
    after = held(page)
    assert after["a"] != after["b"]
    with Store.open(path) as store:
        take_in([], store)
    assert held(page) == after


def test_a_chosen_figure_stands_through_a_run(path: Path) -> None:
    page = client(path)
    event = held(page)["a"]
    page.post("/decide", data={"kind": "value", "property": "killed", "value": "4", "mentions": mentions(page, event), "reviewer": "Ana"})
    with Store.open(path) as store:
        take_in([], store)
    killed = page.get(f"/api/events/{event}").json()["quantities"]["killed"]
    assert (killed["best"], killed["policy"]) == (4, "decided by Ana")
    assert "decided by Ana" in page.get(f"/event/{event}").text


def test_what_another_program_reads_in_appears(path: Path) -> None:
    page = client(path)
    assert "d" not in held(page)
    with Store.open(path) as store:
        take_in([Report(id="d", text="Gunmen killed five people in Kirkuk on 2 June 2021.", language="en")], store)
    assert "d" in held(page)


def test_a_draft_is_stored_for_good(path: Path) -> None:
    with Store.open(path) as store:
        page = client(path, take_in=partial(take_in, store=store))
        draft = page.post("/add", data={"text": "Gunmen killed five people in Kirkuk on 2 June 2021."})
        assert len(held(page)) == 3
        assert "Stored: 1" in page.post(draft.url.path).text
        assert len(held(page)) == 4
