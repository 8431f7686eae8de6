"""Where local news sites report from. Table: `local.tsv`, editable by hand."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Home(msgspec.Struct, frozen=True):
    """The town of a local desk, its first-order division and country (alpha-3)."""

    town: str
    division: str
    country: str


@cache
def _homes() -> dict[str, Home]:
    lines = [x for x in (files(__package__) / "local.tsv").read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    found: dict[str, Home] = {}
    for line in lines[1:]:
        town, division, country, domains = line.split("\t")
        found.update(dict.fromkeys(domains.split("|"), Home(town, division, country)))
    return found


def home_of(address: str) -> Home | None:
    """The home of the desk at a host name or web address, by its longest known domain (`www.wral.com`, `https://chicago.cbslocal.com/x`)."""
    host = address.strip().lower().split("://", 1)[-1].split("/", 1)[0].split("@")[-1].split(":", 1)[0].strip(".")
    labels = host.split(".")
    return next((h for i in range(len(labels) - 1) if (h := _homes().get(".".join(labels[i:])))), None)
