"""Holds every site against its town in the gazetteer:  python -m istor.knowledge.places.check   Exit status 1 when one lies too far."""

from __future__ import annotations

import sys

from istor.knowledge.places.store import Gazetteer, distance
from istor.knowledge.places.tables import sites


def failures() -> list[str]:
    """One line for each site whose town is unknown or farther than stated."""
    gazetteer = Gazetteer.open()
    out = []
    for site in sites():
        towns = [p for p in gazetteer.named(site.town) if p.lat is not None and p.lon is not None]
        near = [distance(site.lat, site.lon, p.lat, p.lon) for p in towns if p.lat is not None and p.lon is not None]
        if not near:
            out.append(f"{site.name}: no town {site.town!r}")
        elif min(near) > site.km:
            out.append(f"{site.name}: {min(near):.0f} km from {site.town}, stated {site.km}")
        elif site.origin not in ("typed", "town"):
            out.append(f"{site.name}: origin {site.origin!r}")
    return out


if __name__ == "__main__":
    found = failures()
    print("\n".join(found) or "every site lies by its town")
    sys.exit(bool(found))
