"""What can be read is read; what cannot is named with its reason, and the rest goes on."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from istor.model import Refusal, Report
from istor.reading import read
from istor.reading.limits import MAX_FILE, MAX_LINE

GOOD = '{"id":"a","text":"Rebels attacked a town."}\n'


def one(path: Path) -> Report | Refusal:
    (item,) = read([str(path)])
    return item


def refused(path: Path) -> str:
    item = one(path)
    assert isinstance(item, Refusal), item
    assert path.name in item.input
    return item.reason


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text("  \n")
    assert "empty" in refused(tmp_path / "e.txt")


def test_a_binary_file_with_a_text_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 40)
    assert "binary" in refused(tmp_path / "b.txt")


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as out:
        out.truncate(200_000_000)
    assert f"{MAX_FILE:,}" in refused(tmp_path / "huge.txt")


def test_one_line_of_fifty_megabytes_is_refused_and_the_next_line_read(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"id":"x","text":"' + b"a" * 50_000_000 + b'"}\n' + GOOD.encode())
    first, second = read([str(path)])
    assert isinstance(first, Refusal)
    assert f"{MAX_LINE:,}" in first.reason
    assert isinstance(second, Report)


def test_a_broken_line_is_named_by_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(GOOD + '{"id": "b", "text": \n' + GOOD.replace('"a"', '"c"'))
    items = list(read([str(path)]))
    assert [type(i) for i in items] == [Report, Refusal, Report]
    assert isinstance(items[1], Refusal)
    assert items[1].input.endswith(":2")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_character_sets_are_told(tmp_path: Path, encoding: str) -> None:
    text = "L'armée a attaqué la forêt près de la frontière. Des civils ont été blessés à l'école, où ils s'étaient réfugiés. " * 5
    (tmp_path / "f.txt").write_bytes(text.encode(encoding))
    item = one(tmp_path / "f.txt")
    assert isinstance(item, Report)
    assert "armée" in item.text


def test_mixed_bytes_and_nuls_do_not_stop_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Des rebelles ont attaqué la ville ".encode() * 20 + b"\xff\xfe\x00 fin.")
    (tmp_path / "b.txt").write_text("Rebels attacked a town.")
    items = list(read([str(tmp_path)]))
    assert isinstance(items[-1], Report)
    assert all("\x00" not in i.text for i in items if isinstance(i, Report))


def test_a_page_gives_text_title_outlet_and_date_with_zone_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(
        '<html lang="fr"><head><title>T</title><meta property="article:published_time" content="2020-03-19T23:30:00-05:00">'
        '<meta property="og:site_name" content="Le Journal"><script>alert(1)</script></head><body><article><h1>T</h1>'
        + "<p>Le 11 mars 2020, des rebelles ont attaqué la ville et tué deux soldats, selon la police locale.</p>" * 4
        + "</article></body></html>"
    )
    item = one(tmp_path / "p.html")
    assert isinstance(item, Report)
    assert (item.published, item.outlet, item.language) == ("2020-03-19T23:30:00-05:00", "Le Journal", "fr")
    assert "alert" not in item.text


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    body = "<p>Le 11 mars 2020, des rebelles ont attaqué la ville et tué deux soldats, selon la police locale. (c) 2017</p>" * 4
    (tmp_path / "p.html").write_text(f"<html><body><article>{body}</article></body></html>")
    item = one(tmp_path / "p.html")
    assert isinstance(item, Report)
    assert item.published is None


def test_fifty_thousand_nested_elements_are_read(tmp_path: Path) -> None:
    (tmp_path / "n.html").write_text("<html><body>" + "<div>" * 50_000 + "Rebels attacked a town." + "</div>" * 50_000)
    item = one(tmp_path / "n.html")
    assert isinstance(item, Report)
    assert "Rebels" in item.text


def test_the_same_id_with_another_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(GOOD + GOOD + GOOD.replace("town", "village"))
    items = list(read([str(path)]))
    assert [type(i) for i in items] == [Report, Refusal]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Rebels attacked a town.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(read([str(tmp_path)]))) == 1


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (item,) = read([str(tmp_path / "no.txt")])
    assert isinstance(item, Refusal)
    assert "no such" in item.reason


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")
def test_a_file_without_permission_is_named_as_another_user(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Rebels attacked a town.")
    path.chmod(0o600)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    script = f"import sys, os; import istor.reading.reader; os.setuid(65534); from istor.reading import read; print(list(read([{str(path)!r}])))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "permission denied" in done.stdout, done.stderr


def test_standard_input_is_read() -> None:
    (item,) = read(["-"], stdin=io.BytesIO(GOOD.encode()))
    assert isinstance(item, Report)
    assert item.id == "a"


@pytest.mark.parametrize(
    ("stated", "read_as"),
    [
        ("2021-03-04T10:20:00+04:30", "2021-03-04T10:20:00+04:30"), ("2021-03-04 10:20:00 +0430", "2021-03-04T10:20:00+0430"), ("2021-03-04T10:20:00Z", "2021-03-04T10:20:00Z"),
        ("2021-03", "2021-03"), ("2021-02-30", None), ("2021-13", None), ("2021-02-28T25:00:00Z", None), ("yesterday", None), ("03/04/2021", None),
    ],
)  # fmt: skip
def test_a_page_states_its_date_or_has_none(stated: str, read_as: str | None, tmp_path: Path) -> None:
    page = f'<html><head><meta property="article:published_time" content="{stated}"><link rel="canonical" href="/news/1"></head><body><p>A bomb killed three people.</p>'
    (tmp_path / "a.html").write_text(page)
    (report,) = read([str(tmp_path / "a.html")])
    assert isinstance(report, Report)
    assert report.published == read_as
    assert report.url is None, "a relative address leads nowhere"
