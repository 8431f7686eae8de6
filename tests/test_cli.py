"""The commands of the contract, as a user types them."""

import json
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

from istor.cli import main
from istor.examples import FOLDER
from istor.model import Event, Mention

REPORTS = str(FOLDER / "reports")
COMMANDS = ("run", "code", "link", "dates", "places", "export", "events", "show", "explain", "serve", "evaluate", "schema")


def call(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output + str(result.exception)
    return result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(command: str) -> None:
    described = main.commands[command]
    assert described.help
    assert all(p.help for p in described.params if isinstance(p, click.Option))
    assert command in call("--help")


def test_run_export_show_and_explain(tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    assert "events from 12 mentions; 12 reports read" in call("run", REPORTS, "--store", store)
    lines = call("export", "--to", "events", "--store", store).splitlines()
    events = [msgspec.json.decode(line, type=Event) for line in lines]
    shown = call("explain", events[0].id[:8], "--store", store)
    assert events[0].id in shown
    assert json.loads(call("show", events[0].id, "--store", store))["id"] == events[0].id
    assert "events" in call("events", "--store", store, "--country", "IRQ")


def test_code_is_a_pure_function_of_its_input_and_link_takes_it_on(tmp_path: Path) -> None:
    first, second = call("code", REPORTS), call("code", REPORTS)
    assert first == second
    path = tmp_path / "m.jsonl"
    path.write_text(first)
    assert all(msgspec.json.decode(line, type=Mention) for line in first.splitlines())
    assert all(msgspec.json.decode(line, type=Event) for line in call("link", str(path)).splitlines())
    assert json.loads(call("export", "--to", "muc4", str(path)).splitlines()[0])["id"]


def test_a_refused_input_is_named_and_the_status_is_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert "refused" in call("run", REPORTS, str(tmp_path / "empty.txt"), "--store", str(tmp_path / "s.db"), code=1)


def test_wrong_use_is_status_two(tmp_path: Path) -> None:
    call("export", "--to", "nothing", "--store", str(tmp_path / "s.db"), code=2)
    call("events", "--store", str(tmp_path / "missing.db"), code=2)


def test_dates_and_places_have_the_form_of_the_contract() -> None:
    rows = [json.loads(line) for line in call("dates", str(FOLDER / "reports" / "reports.jsonl")).splitlines()]
    assert set(rows[0]["timexes"][0]) == {"start", "end", "type", "value", "text"}
    rows = [json.loads(line) for line in call("places", str(FOLDER / "reports" / "reports.jsonl")).splitlines()]
    assert {"start", "end", "text", "kind", "latitude", "longitude", "geonames_id", "country"} <= set(rows[0]["toponyms"][0])


def test_schemas_name_the_fields_of_the_contract() -> None:
    fields = {
        "report": {"id", "text", "url", "outlet", "title", "published", "language"},
        "mention": {
            "id",
            "report",
            "part",
            "main",
            "type",
            "codes",
            "stage",
            "date",
            "date_bound",
            "place",
            "participants",
            "quantities",
            "statements",
        },
        "event": {"id", "mentions", "reports", "outlets", "origins", "type", "codes", "disagreements", "members", "first_reported", "last_reported"},
    }
    for name, wanted in fields.items():
        schema = json.loads(call("schema", name))
        assert wanted <= set(schema["$defs"][name.capitalize()]["properties"])
