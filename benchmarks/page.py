"""How fast the page is over a large store, measured in a real browser (Debian's Chromium, headless, through Playwright).

    python benchmarks/page.py [--events 100000] [--store FILE] [--json FILE]

Makes a store of that many events (kept where --store names it), starts the page, and prints medians and worst of several tries:
`start` until the server answers (it reads the store once), `first view` from navigation until list, time line and map have drawn,
and each `filter` from the change of the address until the new list, bars and map cells stand. Targets: 1 s and 0.3 s on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from istor.knowledge import typology
from istor.model import (
    Alternative,
    Event,
    EventDate,
    EventQuantity,
    Mention,
    Participant,
    Place,
    Published,
    Report,
    Speaker,
    Statement,
)
from istor.storing import Store, part

CITIES = (
    ("Baghdad", "IRQ", 33.3, 44.4),
    ("Mosul", "IRQ", 36.3, 43.1),
    ("Kyiv", "UKR", 50.4, 30.5),
    ("Kharkiv", "UKR", 50.0, 36.2),
    ("Bamako", "MLI", 12.6, -8.0),
    ("Gao", "MLI", 16.3, 0.0),
    ("Bogotá", "COL", 4.7, -74.1),
    ("Cali", "COL", 3.4, -76.5),
    ("Kabul", "AFG", 34.5, 69.2),
    ("Mogadishu", "SOM", 2.0, 45.3),
    ("Khartoum", "SDN", 15.5, 32.5),
    ("Port-au-Prince", "HTI", 18.5, -72.3),
    ("Yangon", "MMR", 16.8, 96.2),
    ("Lyon", "FRA", 45.8, 4.8),
    ("Manila", "PHL", 14.6, 121.0),
)
TYPES = ("shelling", "bombing", "arrest", "air_strike", "abduction")
COUNTRIES = ("IRQ", "UKR", "MLI", "COL", "SDN")


def filters(k: int) -> dict[str, str]:
    """The filters of one try, by name. No two tries ask the same, for the page keeps the answers it has given."""
    return {
        "type": f"type={TYPES[k % 5]}",
        "country": f"country={COUNTRIES[k % 5]}",
        "words": f"q=unit+{100 + k}",
        "a month": f"from=2021-0{1 + k % 9}-01&to=2021-0{1 + k % 9}-28",
        "an area": f"area={10 + k},{20 + k},60,55",
        "disagree, of a country": f"disagree=1&country={COUNTRIES[k % 5]}",
        "actor": f"actor=group-{7 + k}",
        "outlet": f"outlet=Outlet+{12 + k}",
        "undated, of a language": f"dated=none&language={('en', 'fr', 'ar', 'es', 'en')[k % 5]}&country={COUNTRIES[k % 5]}",
        "unreviewed by doubt": f"review=none&sort=doubt&country={COUNTRIES[k % 5]}",
    }


def events(n: int, seed: int = 7) -> Iterator[tuple[Report, Mention, Event]]:
    """Events as reports give them: 15 countries, five years, all types, a tenth undated, a tenth unplaced, two reports in three agree."""
    chance = random.Random(seed)
    concepts = list(typology().values())
    for k in range(n):
        concept = chance.choice(concepts)
        city, country, lat, lon = chance.choice(CITIES)
        day = date(2018, 1, 1) + timedelta(days=chance.randrange(1825))
        killed = chance.choice((0, 0, 1, 2, 3, 8, 20))
        text = f"{killed or 'No'} people were killed near {city} when a convoy of unit {k % 997} was attacked, a spokesman said. Report {k}."
        outlet, language = f"Outlet {chance.randrange(60)}", chance.choice(("en", "fr", "ar", "es"))
        report = Report(
            id=f"r{k}", text=text, outlet=outlet, title=f"{concept.label} near {city} ({k})", published=day.isoformat(), language=language
        )
        span = 0 if chance.random() < 0.8 else chance.choice((6, 29))
        when = EventDate(
            start=day.isoformat(), end=(day + timedelta(days=span)).isoformat(), precision="day" if not span else "range", text="on Monday"
        )
        exact = chance.random() < 0.75
        where = Place(
            name=f"{city} {k % 40}" if exact else country,
            text=city,
            country=country,
            latitude=round(lat + chance.gauss(0, 1.5), 4) if exact else lat,
            longitude=round(lon + chance.gauss(0, 1.5), 4) if exact else lon,
            precision="exact" if exact else "country",
            radius_km=3 if exact else 300,
        )
        speaker = Speaker(text="a spokesman", kind="authority", via=(outlet,))
        quote = text[: text.index(" near")]
        said = tuple(
            Statement(
                id=f"r{k}.0.{n}", report=report.id, part=0, mention=f"r{k}.0", property=p, value=v, low=low, high=low, speaker=speaker, quote=quote,
                start=0, end=len(quote),
            )
            for n, (p, v, low) in enumerate((("killed", None, killed), ("date", day.isoformat(), None), ("place", where.name, None)))
        )  # fmt: skip
        group = f"group-{chance.randrange(200)}"
        people = (
            Participant(role="perpetrator", text=group, actor=group, actor_name=f"Group {group[6:]}", kind="armed_group", confidence="suspected"),
            Participant(role="victim", text="people", kind="civilian"),
        )
        codes = concept.codes(())
        dated, placed = chance.random() > 0.1, chance.random() > 0.1
        mention = Mention(
            id=f"r{k}.0", report=report.id, part=0, main=True, outlet=outlet, title=report.title, language=language, type=concept.name, codes=codes,
            published=Published(start=day.isoformat(), end=day.isoformat()), date=when if dated else None, place=where if placed else None,
            participants=people, statements=said,
        )  # fmt: skip
        figure = EventQuantity(
            low=killed,
            best=killed,
            high=killed,
            policy="latest",
            alternatives=(Alternative(low=killed, high=killed, origins=1, statements=(said[0].id,)),),
        )
        event = Event(
            id=f"e{k}", mentions=(mention.id,), reports=(report.id,), outlets=1, origins=1, type=concept.name, codes=codes, stage="accomplished",
            date=mention.date, place=mention.place, participants=people, quantities={"killed": figure}, statements=said,
            disagreements=("killed",) if chance.random() < 0.1 else (), first_reported=day.isoformat(), last_reported=day.isoformat(),
            titles=(report.title or "",),
        )  # fmt: skip
        yield report, mention, event


def fill(path: Path, n: int) -> None:
    """Writes the store in slices of 5,000."""
    with Store.open(path) as store:
        batch: list[tuple[Report, Mention, Event]] = []

        def flush() -> None:
            store.add_reports([r for r, _, _ in batch])
            store.replace_mentions({r.id: [m] for r, m, _ in batch}, "benchmark")
            part.replace(store, [], [e for _, _, e in batch])
            batch.clear()

        for item in events(n):
            batch.append(item)
            if len(batch) == 5000:
                flush()
        if batch:
            flush()


def serve(path: Path) -> tuple[subprocess.Popen[bytes], str, float]:
    """Starts `istor serve`; its process, address, and seconds until the overview answered."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "istor", "serve", "--store", str(path), "--port", str(port)], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    while True:
        try:
            urllib.request.urlopen(address, timeout=120).read()
            return process, address, time.perf_counter() - begun
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the page did not start") from None
            time.sleep(0.1)


READY = "body[data-ready='1']"


def measure(address: str, tries: int) -> dict[str, list[float]]:
    """Seconds of each step, as the browser sees them."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {}
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        browser.new_page().goto("about:blank")  # the browser's own start is not the page's
        for k in range(tries):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            begun = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(READY, state="attached")
            found["first view" if k else "first view of all"] = [
                *found.get("first view" if k else "first view of all", []),
                time.perf_counter() - begun,
            ]
            for name, query in filters(k).items():
                seconds = page.evaluate(
                    "async q => { const t = performance.now(); history.pushState(null, '', '?' + q); document.body.dataset.ready = '0';"
                    " dispatchEvent(new PopStateEvent('popstate')); while (document.body.dataset.ready !== '1') await new Promise(r => setTimeout(r, 4));"
                    " return (performance.now() - t) / 1000; }",
                    query,
                )
                found.setdefault(f"filter: {name}", []).append(seconds)
            page.context.close()
        browser.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--tries", type=int, default=5)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "page.db"
        if not path.exists():
            fill(path, given.events)
        process, address, start = serve(path)
        try:
            with urllib.request.urlopen(f"{address}/api/counts") as answer:
                n = json.load(answer)["counts"]["total"]
            found = measure(address, given.tries)
        finally:
            process.terminate()
            process.wait()
    print(f"{n:,} events; start {start:.1f} s")
    for name, seconds in found.items():
        print(f"{name:44} median {statistics.median(seconds) * 1000:6.0f} ms   worst {max(seconds) * 1000:6.0f} ms")
    if given.json:
        given.json.write_bytes(msgspec.json.encode({"events": n, "start": start, "seconds": found}))


if __name__ == "__main__":
    main()
