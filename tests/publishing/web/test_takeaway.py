"""The view leaves as a file: in each format what the list showed, and an HTML file that needs nothing else."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from istor.publishing.exporters import exporters


def test_a_file_holds_what_the_list_showed(client: TestClient) -> None:
    lines = client.get("/api/take/events?actor=karwan-brigade&sort=oldest").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["e-balad", "e-threat"]
    rows = list(csv.DictReader(io.StringIO(client.get("/api/take/csv").content.decode("utf-8-sig"))))
    assert len(rows) == 4


@pytest.mark.parametrize("name", sorted(exporters()))
def test_every_format_is_offered(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/take/{name}")
    assert answer.status_code == 200
    assert answer.content
    assert "attachment" in answer.headers["content-disposition"]


def test_an_unknown_format_is_refused(client: TestClient) -> None:
    assert client.get("/api/take/nope").status_code == 404


@pytest.mark.parametrize("path", ["/take/event.html?id=e-balad", "/take/event.html?id=e-evil", "/take/view.html"])
def test_the_html_file_needs_nothing_and_runs_nothing(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert not re.search(r"<(script|link|img|iframe|object)\b", text)
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "url(" not in text
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    assert style
    assert f"sha256-{base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()}" in text


def test_the_html_file_holds_the_evidence(client: TestClient) -> None:
    text = client.get("/take/event.html?id=e-balad").text
    for words in ("Two soldiers were killed", "Trois militaires ont été tués", "قُتل ثلاثة جنود", "a military spokesman", "Karwan Brigade"):
        assert words in text


def test_private_names_stay_out_of_the_file_where_the_reader_wants_it(client: TestClient) -> None:
    client.cookies.set("istor_names", "1")
    assert "Haddad" not in client.get("/take/event.html?id=e-balad").text
