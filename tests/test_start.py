"""How istor starts: help imports next to nothing, one report is read within seconds and little memory, nothing is downloaded."""

import json
import os
import subprocess
import sys
from pathlib import Path

from istor.examples import FOLDER

HEAVY = ("msgspec", "sqlalchemy", "rich", "duckdb", "lxml", "trafilatura", "starlette", "istor.coding", "istor.grounding", "istor.storing", "numpy", "pyarrow")


def program(lines: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-c", lines, *words], capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_imports_next_to_nothing() -> None:
    out = program(
        "import sys, contextlib\nfrom istor.cli import main\nsys.argv = ['istor', '--help']\nwith contextlib.suppress(SystemExit): main()\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert out.strip().endswith("[]")


def test_one_report_is_read_within_seconds_and_little_memory(tmp_path: Path) -> None:
    report = FOLDER / "reports" / "menaka-1.html"
    out = program(
        "import resource, subprocess, sys, json\n"
        "subprocess.run([sys.executable, '-m', 'istor', 'run', sys.argv[1], '--store', sys.argv[2], '--quiet'], check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))",
        str(report),
        str(tmp_path / "s.db"),
    )
    seconds, kilobytes = json.loads(out)
    assert kilobytes < 500_000
    assert seconds < 6, "two on a machine that does nothing else"


def test_no_room_opens_a_connection(tmp_path: Path) -> None:
    """The whole job with sockets taken away: nothing is asked of the network."""
    program(
        "import socket, sys\n"
        "def no(*a, **k): raise AssertionError('a connection')\n"
        "socket.socket.connect = no\nsocket.create_connection = no\nsocket.getaddrinfo = no\n"
        "from istor.cli import main\nsys.argv = ['istor', 'run', sys.argv[1], '--store', sys.argv[2], '--quiet']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n",
        str(FOLDER / "reports"),
        str(tmp_path / "s.db"),
    )
