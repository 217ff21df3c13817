"""The workbook of a run: the rows of the files as text, a sheet for each export, and no batch."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from conftest import AS_OF_DATE, program

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets_of(path: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet; a cell that is no text is a mistake."""
    with zipfile.ZipFile(path) as book:
        listed = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", NAMES)
        found = {}
        for number, sheet in enumerate(listed, 1):
            tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            rows = []
            for row in tree.iterfind(".//m:row", NAMES):
                cells: dict[str, str] = {}
                for cell in row.iterfind("m:c", NAMES):
                    assert cell.get("t") == "inlineStr", cell.get("r")
                    place = "".join(filter(str.isalpha, cell.get("r")))
                    cells[place] = "".join(
                        text.text or "" for text in cell.iterfind(".//m:t", NAMES)
                    )
                rows.append(cells)
            columns = list(rows[0])
            found[sheet.get("name")] = [[row.get(column, "") for column in columns] for row in rows]
    return found


@pytest.fixture
def agency(small_warehouse: Path, own_copy, tmp_path: Path):
    warehouse = own_copy(small_warehouse)

    def run(*arguments: str):
        return program(
            "export", *arguments, "--warehouse", warehouse, "--out", tmp_path / "out",
            "--academic-year", "2023-2024", STATEFILES_AS_OF_DATE=AS_OF_DATE,
        )  # fmt: skip

    return warehouse, run


def test_the_workbook_holds_the_cells_of_the_files(agency, tmp_path):
    _, run = agency
    done = run("senr_fall", "sass", "dem", "--format", "native,xlsx")
    assert done.returncode in (0, 1), done.stderr
    sheets = sheets_of(tmp_path / "out" / "preview.xlsx")
    assert set(sheets) == {"senr_fall", "sass", "dem"}
    for name in ("senr_fall", "sass"):
        text = (tmp_path / "out" / "calpads" / f"{name}.txt").read_text(encoding="utf-8")
        header, *rows = sheets[name]
        assert header[0] == "record_type_code"
        assert rows == [line.split("^") for line in text.splitlines()]
    assert any(cell.startswith("0") for row in sheets["senr_fall"][1:] for cell in row)


def test_a_workbook_alone_is_no_batch(agency, tmp_path):
    warehouse, run = agency
    done = run("senr_ssid", "--format", "xlsx")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "preview.xlsx" in done.stdout
    assert sheets_of(tmp_path / "out" / "preview.xlsx")["senr_ssid"]
    assert not list((tmp_path / "out").rglob("*.txt"))
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert con.execute("select count(*) from ledger.batches").fetchone() == (0,)


def test_the_workbook_is_for_its_owner_alone_and_takes_the_place_of_the_old_one(agency, tmp_path):
    _, run = agency
    for name in ("sinf", "sdem"):
        assert run(name, "--format", "xlsx").returncode in (0, 1)
    book = tmp_path / "out" / "preview.xlsx"
    assert set(sheets_of(book)) == {"sdem"}
    assert book.stat().st_mode & 0o777 == 0o600
