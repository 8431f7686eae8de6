"""Writes docs/commands.md from the commands themselves:  python docs/make_commands.py"""

from pathlib import Path

import click

from istor.cli import main

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# Commands

Made by `python docs/make_commands.py` from the commands themselves; do not edit it. Exit status: 0 done; 1 some input was refused (each named on standard
error with its reason; the rest is done); 2 wrong use. `-` is standard input or output. All files are JSON Lines in UTF-8.
"""


def page() -> str:
    return HEAD + "".join(_command("istor", name, main.commands[name]) for name in sorted(main.commands))


def _command(above: str, name: str, command: click.Command) -> str:
    called = f"{above} {name}"
    if isinstance(command, click.Group):
        return f"\n## {called}\n\n{command.help}\n" + "".join(_command(called, n, c) for n, c in sorted(command.commands.items()))
    context = click.Context(command, info_name=called)
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [_option(p, context) for p in command.params if isinstance(p, click.Option)]
    about = " ".join((command.help or "").replace("\b", "").split())
    table = "\n| option | |\n|---|---|\n" + "".join(rows) if rows else ""
    return f"\n## {called}\n\n    {called} {usage}\n\n{about}\n{table}"


def _option(option: click.Option, context: click.Context) -> str:
    names, about = option.get_help_record(context) or (", ".join(option.opts), option.help or "")
    cells = (f"`{names}`", about)
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
