"""The documentation speaks of every command and option, and every file that it points to is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from istor.cli import main
from istor.publishing.exporters import exporters

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
AGAIN = "run `python docs/make_commands.py`"


def commands(group: click.Group, above: str = "istor") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        called = f"{above} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, called)
        else:
            yield called, command


@pytest.mark.parametrize(("called", "command"), list(commands(main)), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_and_option_is_documented(called: str, command: click.Command) -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"## {called}\n" in page, f"{called} is not in docs/commands.md: {AGAIN}"
    section = page.split(f"## {called}\n")[1].split("\n## ")[0]
    for p in command.params:
        if isinstance(p, click.Option):
            assert all(name in section for name in p.opts), f"{p.opts} of {called}: {AGAIN}"
            assert (p.help or "").replace("|", "\\|") in section, f"{p.opts} of {called} says something else now: {AGAIN}"


def test_every_format_of_export_is_documented() -> None:
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    for name, exporter in exporters().items():
        assert re.search(rf"\b{re.escape(name)}\b", page), name
        for rule in exporter.rules:
            assert rule.name in page, f"{name}: {rule.name}"


@pytest.mark.parametrize("page", sorted(p.relative_to(ROOT).as_posix() for p in (*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md")))
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} points to {target}"


def test_what_the_repository_owes_its_readers_is_there() -> None:
    for name in ("LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "CITATION.cff", "requirements.lock", "istor/py.typed", "docs/demo.svg"):
        assert (ROOT / name).is_file(), name
    for name in ("flow", "codebook", "responsible-use", "performance", "commands", "add-a-language", "mend-a-rule", "exports", "reading", "evaluation"):
        assert (DOCS / f"{name}.md").is_file(), name


def test_the_lock_file_names_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {re.split(r"==", line)[0].strip().lower().replace("_", "-") for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line}
    wanted = {re.split(r"[<>=!~\[; ]", d)[0].lower().replace("_", "-") for d in project["dependencies"]}
    assert wanted - locked == set()
