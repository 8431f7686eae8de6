"""Texts and other sites are hostile: nothing in a report runs, nobody else changes anything, nothing asks the network."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from istor.publishing.web import create_app, is_loopback
from istor.publishing.web.record import MemoryRecord
from istor.publishing.web.site import HERE

HOSTILE_PAGES = [
    "/",
    "/event/e-evil",
    "/event/e-evil?s=m6.0,m6.1",
    "/review",
    "/part/view",
    "/part/evidence/e-evil?s=m6.1",
    "/event/e-evil?s=%22%3E%3Cscript%3E",
    "/?q=%22%3E%3Cscript%3Ealert(1)",
]


class Tags(HTMLParser):
    """Collects every tag with its attributes, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_no_tag_or_handler_of_a_report_reaches_the_page(client: TestClient, path: str) -> None:
    tags = Tags(client.get(path).text).tags
    for tag, attributes in tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:")), attributes
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/") or attributes.get("type") == "application/json"
        assert not (tag in ("img", "svg") and "onload" in attributes)
    assert "49" not in {a.get("class") for _, a in tags}


def test_a_template_in_a_report_is_text(client: TestClient) -> None:
    assert "{{ 7*7 }}" in client.get("/part/evidence/e-evil?s=m6.0").text


def test_actor_and_place_pages_with_hostile_names(client: TestClient) -> None:
    for path in re.findall(r'href="(/(?:actor|place)/[^"]+)"', client.get("/event/e-evil").text):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_every_answer_forbids_what_is_not_of_the_package(client: TestClient) -> None:
    for path in ("/", "/static/page.css", "/nope", "/api/events"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_no_file_of_the_page_names_another_host() -> None:
    for path in [*HERE.rglob("*.html"), *HERE.glob("static/*.*")]:
        found = [u for u in re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8")) if "www.w3.org" not in u]
        assert not found, (path.name, found)


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "", "sec-fetch-site": "cross-site"}])
def test_another_site_changes_nothing(record: MemoryRecord, headers: dict[str, str]) -> None:
    client = TestClient(create_app(record), base_url="http://localhost")
    answer = client.post("/decide", data={"kind": "accept", "mentions": "m1", "reviewer": "x"}, headers=headers)
    assert answer.status_code == 403
    assert record.judgements() == ()


def test_a_change_without_any_origin_is_refused(record: MemoryRecord) -> None:
    client = TestClient(create_app(record), base_url="http://localhost")
    assert client.post("/api/judgements", json={"kind": "accept", "mentions": ["m1"], "reviewer": "x"}).status_code == 403
    named = client.post("/api/judgements", json={"kind": "accept", "mentions": ["m1"], "reviewer": "x"}, headers={"x-istor": "1"})
    assert named.status_code == 201


def test_nothing_is_changed_by_get(client: TestClient, record: MemoryRecord) -> None:
    for path in ("/decide?kind=accept&mentions=m1&reviewer=x", "/review/import", "/add/store"):
        assert client.get(path).status_code in (404, 405)
    assert record.judgements() == ()


def test_a_foreign_host_name_is_not_answered(record: MemoryRecord) -> None:
    assert TestClient(create_app(record), base_url="http://rebound.example").get("/").status_code == 421


def test_with_a_token_nothing_is_shown_without_it(record: MemoryRecord) -> None:
    client = TestClient(
        create_app(record, token="s3cret", hosts=None), base_url="http://10.0.0.5", headers={"origin": "http://10.0.0.5"}, follow_redirects=False
    )
    assert client.get("/").headers["location"] == "/enter"
    assert client.get("/api/events").status_code == 401
    assert client.get("/api/events", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/events", headers={"authorization": "Bearer s3cret"}).status_code == 200
    assert client.post("/enter", data={"token": "wrong"}).status_code == 401
    entered = client.post("/enter", data={"token": "s3cret"})
    assert entered.status_code == 303
    assert "s3cret" not in entered.headers["set-cookie"]
    assert client.get("/").status_code == 200


def test_only_this_machine_is_loopback() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("192.168.1.4")


def test_what_is_vendored_stays_small_and_has_its_licence() -> None:
    folder = Path(HERE) / "static" / "vendor"
    assert sum(f.stat().st_size for f in folder.iterdir()) < 4_000_000
    text = (folder / "README.md").read_text(encoding="utf-8")
    for file in folder.iterdir():
        stem = re.sub(r"-(latin|latin-ext|cyrillic|arabic)-wght-normal\.woff2$", "", file.name)
        assert stem in text or file.name.startswith(("LICENSE", "README")), file.name


def test_a_body_must_say_its_length_and_stay_small(client: TestClient) -> None:
    assert client.post("/add", content=iter([b"x" * 10]), headers={"content-type": "text/plain"}).status_code == 411
    assert client.post("/add", headers={"content-length": str(10**9)}).status_code == 413
