"""A GeoNames dump becomes a gazetteer of the embedded one's form."""

import zipfile
from pathlib import Path

import pytest

from istor.grounding.places import toponyms_json
from istor.grounding.places.options import options
from istor.knowledge.places.importing import import_geonames
from istor.model import Report

ROWS = [
    ("99237", "Iraq", "Iraq", "Irak,العراق", "33", "44", "A", "PCLI", "IQ", "", "00", "", "", "", "38433600", "", "", "Asia/Baghdad", "2020-01-01"),
    ("99592", "Al Anbār", "Al Anbar", "Anbar", "32.5", "41.5", "A", "ADM1", "IQ", "", "01", "", "", "", "0", "", "", "Asia/Baghdad", "2020-01-01"),
    (
        "1",
        "Tell Zebbuqa",
        "Tell Zebbuqa",
        "Tall Zabbuqah",
        "33.5",
        "41.2",
        "P",
        "PPL",
        "IQ",
        "",
        "01",
        "",
        "",
        "",
        "0",
        "",
        "",
        "Asia/Baghdad",
        "2020-01-01",
    ),
    ("2", "Some Hill", "Some Hill", "", "33.5", "41.2", "T", "HLL", "IQ", "", "01", "", "", "", "0", "", "", "Asia/Baghdad", "2020-01-01"),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "IQ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.writestr("IQ.txt", "".join("\t".join(r) + "\n" for r in ROWS))
    return path


def test_a_village_of_the_dump_is_resolved(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "big.sqlite"
    assert import_geonames(dump, out) == 3
    monkeypatch.setenv("ISTOR_GAZETTEER", str(out))
    options.cache_clear()
    try:
        found = toponyms_json(Report(id="x", text="Soldiers in Iraq entered the village of Tall Zabbuqah.", language="en"))["toponyms"]
    finally:
        options.cache_clear()
    village = found[-1]
    assert (village["text"], village["geonames_id"], village["admin1"], village["country"]) == ("Tall Zabbuqah", 1, "Al Anbār", "IRQ")


def test_another_table_is_refused_by_name(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: 2 columns"):
        import_geonames(wrong, tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()
