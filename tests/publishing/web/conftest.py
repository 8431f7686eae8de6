"""A page over the hand-made record, and a browser where there is one."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

import examples

from istor.publishing.web import create_app
from istor.publishing.web.record import MemoryRecord

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SAME = {"origin": "http://localhost"}


def made_record() -> MemoryRecord:
    return MemoryRecord(examples.EVENTS, examples.MENTIONS, examples.REPORTS)


@pytest.fixture
def record() -> MemoryRecord:
    return made_record()


@pytest.fixture
def client(record: MemoryRecord) -> TestClient:
    """A client as a browser on this machine would be: it names its origin."""
    return TestClient(create_app(record), base_url="http://localhost", headers=SAME)


def open_chromium(play):
    """Debian's Chromium through Playwright; skipped by name where it is absent, failing under CI."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"Chromium is missing at {CHROMIUM}")
        pytest.skip(f"needs Chromium at {CHROMIUM}")
    return play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        opened = open_chromium(play)
        yield opened
        opened.close()


@pytest.fixture
def address(record: MemoryRecord) -> Iterator[str]:
    """The page served on a free port of this machine."""
    yield from serving(record)


def serving(record) -> Iterator[str]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(record), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)
