"""Files, folders and standard input become reports; what cannot be read is named with its reason, and the rest goes on."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from istor.model import Refusal, Report
from istor.reading.decoding import NotText, clean, decode
from istor.reading.html import read_html
from istor.reading.limits import MAX_FILE, MAX_LINE, MAX_TEXT

ENDINGS = {".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.I)


def read(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Report | Refusal]:
    """Reports of files, folders (recursively, sorted) and `-`. A report id given twice with another text is refused by name."""
    seen: dict[str, str] = {}
    for path in paths:
        for item in _one(path, stdin):
            if isinstance(item, Refusal):
                yield item
                continue
            digest = hashlib.sha256(item.text.encode("utf-8", "surrogatepass")).hexdigest()
            if item.id in seen:
                if seen[item.id] != digest:
                    yield Refusal(input=f"{path}: {item.id}", reason="another report of that id with another text was read before")
                continue
            seen[item.id] = digest
            yield item


def _one(path: str, stdin: BinaryIO | None) -> Iterator[Report | Refusal]:
    if path == "-":
        stream = stdin or sys.stdin.buffer
        data = stream.read(MAX_FILE + 1)
        yield from _bytes("stdin", data, "")
        return
    p = Path(path)
    try:
        if p.is_dir():
            for file in _walk(p):
                yield from _file(file, file.relative_to(p).as_posix())
        elif p.exists():
            yield from _file(p, p.name)
        else:
            yield Refusal(input=path, reason="there is no such file or folder")
    except OSError as error:
        yield Refusal(input=path, reason=_why(error))


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, sorted; folders behind links are not entered, so a loop of links ends."""
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root) / name


def _file(path: Path, name: str) -> Iterator[Report | Refusal]:
    kind = ENDINGS.get(path.suffix.lower(), "")
    try:
        if kind == "jsonl":
            with path.open("rb") as stream:
                yield from _lines(str(path), stream)
            return
        size = path.stat().st_size
        if size > MAX_FILE:
            yield Refusal(input=str(path), reason=f"{size:,} bytes; a file may have {MAX_FILE:,}")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Refusal(input=str(path), reason=_why(error))
        return
    yield from _bytes(name, data, kind, str(path))


def _bytes(name: str, data: bytes, kind: str, label: str | None = None) -> Iterator[Report | Refusal]:
    label = label or name
    if len(data) > MAX_FILE:
        yield Refusal(input=label, reason=f"more than {MAX_FILE:,} bytes")
        return
    if not kind and data.lstrip()[:1] == b"{" and b"\n" in data[:MAX_LINE]:
        kind = "jsonl"
    if not kind and data.lstrip()[:1] == b"{" and b'"text"' in data:
        kind = "jsonl"
    if kind == "jsonl":
        import io

        yield from _lines(label, io.BytesIO(data))
        return
    try:
        text = clean(decode(data))
        page = kind == "html" or (not kind and _HTML.search(text[:2000]))
        report = read_html(name, text) if page else Report(id=name, text=text)
        if len(report.text) > MAX_TEXT:
            raise NotText(f"{len(report.text):,} characters; a report may have {MAX_TEXT:,}")
        yield report
    except NotText as error:
        yield Refusal(input=label, reason=str(error))


def _lines(label: str, stream: BinaryIO) -> Iterator[Report | Refusal]:
    number = 0
    empty = True
    while True:
        line = stream.readline(MAX_LINE + 1)
        if not line:
            break
        number += 1
        if len(line) > MAX_LINE:
            yield Refusal(input=f"{label}:{number}", reason=f"a line longer than {MAX_LINE:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            continue
        if not line.strip():
            continue
        empty = False
        yield read_line(f"{label}:{number}", line)
    if empty:
        yield Refusal(input=label, reason="the file is empty")


def read_line(label: str, line: bytes) -> Report | Refusal:
    """The report of a line of JSON, or why it is none."""
    try:
        report = msgspec.json.decode(line, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(input=label, reason=f"no report: {error}")
    if not report.text.strip():
        return Refusal(input=label, reason=f"report {report.id!r} has no text")
    if len(report.text) > MAX_TEXT:
        return Refusal(input=label, reason=f"report {report.id!r} has {len(report.text):,} characters; {MAX_TEXT:,} are allowed")
    return report


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
