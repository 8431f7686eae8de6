"""The same bytes in, the same bytes out, whatever order Python gives its sets."""

import os
import subprocess
import sys
from pathlib import Path

from istor.examples import FOLDER
from tests.pages import PAGES

PROGRAM = "import sys; from istor.cli import main; sys.argv[0] = 'istor'; main()"


def test_codes_and_links_the_same_with_every_seed_of_hashing(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "en.txt").write_text("At the base, gunmen fired at soldiers at a checkpoint near the town and at a bus on the road to the capital, killing two.\n")
    made = []
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        code = [sys.executable, "-c", PROGRAM, "code", "--trace", str(FOLDER / "reports"), str(tmp_path / "en.txt"), *(str(tmp_path / f"{n}.txt") for n in PAGES)]
        mentions = subprocess.run(code, capture_output=True, env=env, check=True).stdout
        link = [sys.executable, "-c", PROGRAM, "link", "-"]
        events = subprocess.run(link, input=mentions, capture_output=True, env=env, check=True).stdout
        made.append((mentions, events))
    assert made[0][0]
    assert made[0] == made[1] == made[2]
