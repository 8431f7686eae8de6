"""The command line: one command per room. Composes the rooms and holds no logic; everything heavy is imported when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from istor.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from istor.model import Event, Refusal
    from istor.publishing.exporters import Exporter
    from istor.storing import Store

STORE = click.option("--store", "store_path", default="istor.db", show_default=True, help="The store: a SQLite file or an SQLAlchemy URL.")
NOTE = "n/o: reports/independent origins; !: reports disagree."
OUT = click.option("-o", "--output", "output", default="-", show_default=True, help="Where to write; - is standard output.")


def _counted(n: int, noun: str) -> str:
    """ "1 event", "1,200 events"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="istor")
def main() -> None:
    """Istor reads news reports and keeps a record of conflict events in which every value points to the sentence that states it.

    \b
    istor run reports/ --store istor.db     read, code, link, store; print the events
    istor explain EVENT                     who says what, in which words
    istor export --to csv -o events.csv     take it away
    istor serve                             browse and review
    """


@contextmanager
def _output(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with open(name, "wb") as out:
            yield out


def _refused(refusals: Iterable[Refusal]) -> None:
    """Name each refused input on standard error; exit status 1 where there is one."""
    from istor.publishing.words import shown

    found = list(refusals)
    for r in found:
        click.echo(f"refused {shown(r.input)}: {shown(r.reason)}", err=True)
    if found:
        sys.exit(1)


def _open(path: str, *, must_exist: bool = True) -> Store:
    from istor.storing import Store, StoreError

    if must_exist and "://" not in path and not Path(path).exists():
        raise click.UsageError(f"there is no store {path!r}; make one with `istor run PATH... --store {path}`")
    try:
        return Store.open(path)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def _write_lines(items: Iterable[Any], output: str) -> None:
    import msgspec

    with _output(output) as out:
        for item in items:
            out.write(msgspec.json.encode(item) + b"\n")


@main.command()
@click.argument("paths", nargs=-1, required=True)
@STORE
@click.option("--processes", default=1, show_default=True, help="Processes that code reports.")
@click.option("--policy", default="latest", show_default=True, help="How a figure is flattened: latest, earliest, lowest, most_origins, ucdp_best.")
@click.option("--limit", default=40, show_default=True, help="Print at most so many events.")
@click.option("--quiet", is_flag=True, help="Print no events.")
@click.option("--engine", type=click.Choice(["embedded", "spark"]), default=None, help="Write Parquet instead of a store: DuckDB here, or Apache Spark.")
@click.option("--master", default="local[2]", show_default=True, help="With --engine spark: the address of the cluster.")
@click.option("--conf", "settings", multiple=True, metavar="NAME=VALUE", help="With --engine spark: a setting of Spark, as spark-submit takes it; may be given again.")
@click.option("--output", "folder", default=None, help="With --engine: the folder of the mentions and events (for Spark also s3a://...).")
def run(
    paths: Sequence[str], store_path: str, processes: int, policy: str, limit: int, quiet: bool, engine: str | None, master: str, settings: tuple[str, ...],
    folder: str | None,
) -> None:  # fmt: skip
    """The main job: read, code, link, reconcile and store reports; print the events."""
    if engine is not None:
        _parquet(paths, engine, master, settings, folder, processes, policy)
        return
    from istor.corridor import run as work
    from istor.publishing.listing import Listing
    from istor.publishing.terminal import console
    from istor.reconciling import POLICIES
    from istor.storing import StoreError

    if policy not in POLICIES:
        raise click.UsageError(f"no policy {policy!r}; there are {', '.join(POLICIES)}")
    with _open(store_path, must_exist=False) as store:
        try:
            with _progress() as tick:
                outcome = work(paths, store, processes=processes, policy=policy, progress=tick)
        except KeyboardInterrupt:
            click.echo("stopped; what was stored is kept, run again to go on", err=True)
            sys.exit(130)
        except StoreError as error:
            raise click.ClickException(str(error)) from None
        if not quiet:
            out = console()
            shown = store.events(limit=limit)
            out.print(Listing(shown, outcome.events - len(shown)))
            events, mentions, reports = (_counted(n, w) for n, w in ((outcome.events, "event"), (outcome.mentions, "mention"), (outcome.read, "report")))
            out.print(f"\n{events} from {mentions}; {reports} read, {outcome.changed:,} new or changed. {NOTE}")
            _next(out, store_path, shown)
    _refused(outcome.refusals)


def _parquet(paths: Sequence[str], engine: str, master: str, settings: Sequence[str], folder: str | None, processes: int, policy: str) -> None:
    """Reports to mentions to events in Parquet."""
    from istor.engines.running import EngineError, on_spark, on_this_machine
    from istor.reconciling import POLICIES

    if policy not in POLICIES:
        raise click.UsageError(f"no policy {policy!r}; there are {', '.join(POLICIES)}")
    if folder is None:
        raise click.UsageError("--engine wants --output FOLDER")
    wrong = [s for s in settings if "=" not in s]
    if wrong:
        raise click.UsageError(f"--conf {wrong[0]}: a setting is NAME=VALUE")
    try:
        if engine == "spark":
            done = on_spark(paths, folder, master=master, settings=dict(s.split("=", 1) for s in settings), policy=policy)
        else:
            done = on_this_machine(paths, folder, processes=processes, policy=policy)
    except EngineError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{done.events:,} events from {done.mentions:,} mentions in {folder}", err=True)
    _refused(done.refusals)


def _next(out: Console, store: str, events: Sequence[Event]) -> None:
    """Where the store lies and what to type next; for people, not for pipes."""
    if out.is_terminal and events:
        at = "" if store == "istor.db" else f" --store {store}"
        out.print(f"The store: {store}. Who says what: istor explain {events[0].id[:7]}{at}. All events: istor events{at}", style="dim", markup=False)


@contextmanager
def _progress() -> Iterator[Any]:
    """A counter on a terminal; nothing into a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    with Progress(SpinnerColumn(), TextColumn("coded {task.completed} reports"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda n: bar.update(task, completed=n)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@OUT
@click.option("--processes", default=1, show_default=True, help="Processes that share the work.")
@click.option("--trace", is_flag=True, help="Keep why each reading was made (patterns, rules).")
def code(paths: Sequence[str], output: str, processes: int, trace: bool) -> None:
    """Reports to mentions; no store, no linking."""
    import msgspec

    from istor.corridor import mentions_of
    from istor.model import Refusal

    refusals: list[Refusal] = []
    with _output(output) as out:
        for item in mentions_of(paths, processes=processes):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                out.write(msgspec.json.encode(item if trace else msgspec.structs.replace(item, trace=())) + b"\n")
    _refused(refusals)


@main.command()
@click.argument("files", nargs=-1, required=True)
@OUT
@click.option("--policy", default="latest", show_default=True, help="How a figure is flattened.")
def link(files: Sequence[str], output: str, policy: str) -> None:
    """Mentions to events."""
    from istor.corridor import link_mentions
    from istor.model import Mention

    mentions, refusals = _decode(files, Mention)
    _write_lines(link_mentions(mentions, policy=policy), output)
    _refused(refusals)


def _decode(files: Sequence[str], kind: Any) -> tuple[list[Any], list[Refusal]]:
    import msgspec

    from istor.model import Refusal

    found, refusals = [], []
    for name in files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            refusals.append(Refusal(input=name, reason=(error.strerror or str(error)).lower()))
            continue
        for number, line in enumerate(data.splitlines(), 1):
            if line.strip():
                try:
                    found.append(msgspec.json.decode(line, type=kind))
                except msgspec.DecodeError as error:
                    refusals.append(Refusal(input=f"{name}:{number}", reason=str(error)))
    return found, refusals


def _per_report(file: str, output: str, job: Any) -> None:
    from istor.model import Refusal
    from istor.reading import read

    refusals: list[Refusal] = []

    def rows() -> Iterator[Any]:
        for item in read([file]):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                yield job(item)

    _write_lines(rows(), output)
    _refused(refusals)


@main.command()
@click.argument("file")
@OUT
def dates(file: str, output: str) -> None:
    """Time expressions of reports, with TIMEX3 types and values."""
    from istor.grounding.times import timexes_json

    _per_report(file, output, timexes_json)


@main.command()
@click.argument("file")
@OUT
def places(file: str, output: str) -> None:
    """Place names of reports, with points and countries."""
    from istor.grounding.places import toponyms_json

    _per_report(file, output, toponyms_json)


@main.group()
def gazetteer() -> None:
    """The gazetteer: take a larger one."""


@gazetteer.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", "output", type=click.Path(dir_okay=False, path_type=Path), default=Path("gazetteer.sqlite"), show_default=True)
def gazetteer_import(file: Path, output: Path) -> None:
    """Compile a GeoNames dump (allCountries.zip, IQ.zip); use it with ISTOR_GAZETTEER=OUTPUT."""
    from istor.knowledge.places.importing import import_geonames

    try:
        count = import_geonames(file, output)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} places; use them with ISTOR_GAZETTEER={output}", err=True)


@main.command()
@click.argument("file", required=False)
@click.option("--to", "to", required=True, help="events, mentions, csv, acled, ucdp-ged, geojson, geopackage, parquet, muc4, and what plug-ins add.")
@click.option("--rule", "chosen", multiple=True, metavar="NAME=CHOICE", help="How to flatten; --rules lists what there is.")
@click.option("--rules", "listed", is_flag=True, help="List the rules of the format and stop.")
@OUT
@STORE
def export(file: str | None, to: str, chosen: Sequence[str], listed: bool, output: str, store_path: str) -> None:
    """Events or mentions in another form, from the store or from a FILE of mentions or events."""
    from istor.publishing.exporters import exporters

    known = exporters()
    if to not in known:
        raise click.UsageError(f"no format {to!r}; there are {', '.join(known)}")
    exporter = known[to]
    if listed:
        for rule in exporter.rules:
            click.echo(f"{rule.name}={'|'.join(rule.choices)}  {rule.about}")
        return
    if output == "-" and not exporter.text and sys.stdout.isatty():
        raise click.UsageError(f"{to} is binary: name a file with -o")
    try:
        rules = exporter.settle(dict(pair.partition("=")[::2] for pair in chosen))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    items, refusals = _to_export(file, exporter, store_path)
    _export(exporter, items, rules, output)
    _refused(refusals)


def _to_export(file: str | None, exporter: Exporter, store_path: str) -> tuple[Sequence[Any], Sequence[Refusal]]:
    """What an exporter takes, from the store or a file; mentions are linked where it takes events."""
    from istor.corridor import link_mentions
    from istor.model import Refusal
    from istor.publishing.exporters.source import load

    if file is None:
        with _open(store_path) as store:
            return store.events() if exporter.takes == "events" else store.mentions(), ()
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        return (), (Refusal(input=file, reason=(error.strerror or str(error)).lower()),)
    found = load(data, file)
    if found.kind == "events" and exporter.takes == "mentions":
        raise click.UsageError(f"{exporter.name} is made from mentions, and {file} holds events")
    if found.kind == "mentions" and exporter.takes == "events":
        return link_mentions(found.items), found.refusals
    return found.items, found.refusals


def _export(exporter: Exporter, items: Sequence[Any], rules: Mapping[str, str], output: str) -> None:
    """Write, and name on standard error what the format has no row for."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(output) if output != "-" else Path(folder) / "export"
        try:
            outcome = exporter.export(items, path, rules)
        except OSError as error:
            raise click.ClickException(f"{output}: {error.strerror or error}") from None
        if output == "-":
            sys.stdout.buffer.write(path.read_bytes())
            sys.stdout.buffer.flush()
    for reason, count in outcome.left_out.items():
        click.echo(f"left out {count}: {reason}", err=True)


@main.command()
@STORE
@click.option("--type", "type_", default=None, help="Only this type.")
@click.option("--country", default=None, help="Only this country (ISO 3166 alpha-3).")
@click.option("--since", default=None, help="From this day on, YYYY-MM-DD.")
@click.option("--until", default=None, help="Up to this day, YYYY-MM-DD.")
@click.option("--text", default=None, help="Only events with these words.")
@click.option("--disagree", is_flag=True, help="Only events on which reports disagree.")
@click.option("--limit", default=200, show_default=True, help="At most so many.")
def events(
    store_path: str, type_: str | None, country: str | None, since: str | None, until: str | None, text: str | None, disagree: bool, limit: int
) -> None:
    """The events of the store, as a table."""
    from istor.publishing.listing import Listing
    from istor.publishing.terminal import console
    from istor.storing import Filter

    where = Filter(type=type_, country=country, start=since, end=until, text=text, disagree=True if disagree else None)
    with _open(store_path) as store:
        out = console()
        found, count = store.events(where, limit=limit), store.count(where)
        out.print(Listing(found, count - len(found)))
        out.print(f"\n{count:,} events. {NOTE}")


@main.command()
@click.argument("event_id")
@STORE
def show(event_id: str, store_path: str) -> None:
    """One event as JSON."""
    import msgspec

    with _open(store_path) as store:
        event = store.event(event_id)
    if event is None:
        raise click.ClickException(f"no event {event_id!r} in {store_path}")
    click.echo(msgspec.json.format(msgspec.json.encode(event), indent=2).decode())


@main.command()
@click.argument("event_id", required=False)
@click.option("--link", "pair", nargs=2, default=None, metavar="A B", help="Why two mentions are one event, or not.")
@STORE
def explain(event_id: str | None, pair: tuple[str, str] | None, store_path: str) -> None:
    """One event line by line: each property, its alternatives, who says each, the words and where they stand."""
    from istor.linking import explain_link
    from istor.linking.score import THRESHOLD
    from istor.publishing.terminal import console, sources, waterfall
    from istor.publishing.terminal import explain as explained
    from istor.storing import adding, part

    with _open(store_path) as store:
        out = console()
        if pair:
            known = {m.id: m for m in part.mentions(store, pair)}
            missing = [p for p in pair if p not in known]
            if missing:
                raise click.ClickException(f"no mention {missing[0]!r} in {store_path}")
            a, b = known[pair[0]], known[pair[1]]
            out.print(waterfall(a, b, *explain_link(a, b, adding.crowded(store, (a, b))), THRESHOLD))
            told = [store.report(m.report) for m in (a, b)]
            out.print(sources(a, b, (told[0].text if told[0] else "", told[1].text if told[1] else "")))
            return
        if event_id is None:
            raise click.UsageError("name an event, or two mentions with --link A B")
        event = store.event(event_id)
        if event is None:
            raise click.ClickException(f"no event {event_id!r} in {store_path}")
        out.print(explained(event, {r: found for r in event.reports if (found := store.report(r)) is not None}))


@main.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; other than loopback asks for a token.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(store_path: str, host: str, port: int) -> None:
    """The page: browse, explain, review."""
    from functools import partial

    from istor.corridor import take_in
    from istor.publishing.web import serve as work

    with _open(store_path, must_exist=False) as store:
        work(store, host=host, port=port, take_in=partial(take_in, store=store))


@main.group()
def actors() -> None:
    """The table of actors: how a name resolves, and other people's lists."""


@actors.command("show")
@click.argument("name")
@click.option("--country", default=None, help="The state spoken of (ISO 3166 alpha-3).")
@click.option("--date", "day", default=None, type=click.DateTime(["%Y-%m-%d"]), help="The day of the report.")
@click.option("--with", "others", multiple=True, metavar="ID", help="Another actor of the report; may be given several times.")
@click.option("--language", default="en", show_default=True, help="Language of the name.")
def actors_show(name: str, country: str | None, day: Any, others: Sequence[str], language: str) -> None:
    """How NAME (or an actor's id) resolves, why, and what else it may be."""
    import msgspec

    from istor.grounding.actors import show

    shown = show(name, country=country, day=day.date() if day else None, others=others, language=language)
    click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())


@actors.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@OUT
def actors_import(file: Path, output: str) -> None:
    """A table from UCDP's actor list, FollowTheMoney JSON or a plain CSV; name it in ISTOR_ACTORS to use it."""
    from istor.grounding.actors import import_actors, table

    try:
        rows, refusals = import_actors(file)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from None
    with _output(output) as out:
        out.write(table(rows).encode())
    click.echo(f"{len(rows)} actors", err=True)
    _refused(refusals)


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def evaluate(words: Sequence[str]) -> None:
    """Measure on the evaluation sets of the repository: `istor evaluate SET [--errors]`; `istor evaluate --help` lists all."""
    from importlib import import_module

    folder = Path(__file__).resolve().parents[1]
    if not (folder / "evaluation" / "__main__.py").is_file():
        raise click.UsageError("the evaluation comes with the repository, not with the package: run this from a clone (docs/evaluation.md)")
    sys.path.insert(0, str(folder))
    try:
        measure = import_module("evaluation.__main__").main
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is missing; the evaluation wants the development tools: pip install -e '.[dev]'") from None
    sys.exit(measure(list(words)))


@main.command()
@click.argument("name", type=click.Choice(["report", "mention", "event"]))
def schema(name: str) -> None:
    """The JSON Schema of a format."""
    import msgspec

    from istor.model import Event, Mention, Report

    kind = {"report": Report, "mention": Mention, "event": Event}[name]
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(kind)), indent=2).decode())


if __name__ == "__main__":
    main()
