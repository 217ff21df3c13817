"""The loader: what arrives in schema raw, what is refused, and that a refusal changes nothing."""

import gzip
import hashlib
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from conftest import program
from statefiles import build, common, load, raw_files
from statefiles.common import ROOT, UserError

TABLES, COMMON = load.read_contract()
COLUMNS = {table.name: table.columns for table in TABLES}
OPTIONAL = [table.name for table in TABLES if table.is_optional]
SECRET = "Zebulon"  # stands for a name: no message may repeat it
TERMS = "session_id,org_id,school_year,term_code,start_date,end_date"
ORGS = "org_id,parent_org_id,org_type,org_name,cds_code"
TERM = "T1,S1,2025,SEM1,2024-08-12,2024-12-20"


def write(folder: Path, table: str, *rows: dict[str, str]) -> None:
    """A plain CSV with every column of the contract; columns not named are empty."""
    lines = [COLUMNS[table], *([row.get(name, "") for name in COLUMNS[table]] for row in rows)]
    text = "".join(",".join(line) + "\n" for line in lines)
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with the three required tables."""
    folder = tmp_path / "raw"
    folder.mkdir()
    write(folder, "orgs", {"org_id": "S1", "org_type": "school", "org_name": "Oak"})
    write(folder, "students", {"student_id": "1", "legal_first_name": "Ana"})
    write(folder, "enrollments", {"enrollment_id": "E1", "student_id": "1", "org_id": "S1"})
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "test.duckdb"


def run(folder: Path, warehouse: Path) -> int:
    return load.main([str(folder), "--warehouse", str(warehouse)])


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def content(warehouse: Path) -> dict[str, list[tuple]]:
    """Every table of the warehouse with all its rows."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = "select schema_name || '.' || table_name from duckdb_tables() order by all"
        tables = connection.execute(names).fetchall()
        return {name: connection.execute(f"from {name}").fetchall() for (name,) in tables}


def refused(folder: Path, warehouse: Path) -> str:
    """The sentence of a refusal, which is one line and holds no value."""
    with pytest.raises(UserError) as caught:
        run(folder, warehouse)
    sentence = str(caught.value)
    assert SECRET not in sentence and "\n" not in sentence and sentence.endswith(".")
    return sentence


def test_every_value_arrives_as_it_was_written(raw: Path, warehouse: Path) -> None:
    values = ["007", "José", 'say "hi"', "a,b", "two\nlines", "two\r\nlines", "NULL", "N/A", "nan"]
    values += [" spaced ", "1.10", "true", "#1", "\\n", "\ttab", "O'Neil", "名", "'quoted'", "1e5"]
    quoted = ['"' + value.replace('"', '""') + '"' for value in values]
    rows = [{"student_id": str(at), "email": value} for at, value in enumerate(quoted)]
    rows.append({"student_id": "mid", "email": 'O"Neil'})
    write(raw, "students", *rows)
    run(raw, warehouse)
    loaded = query(warehouse, "select email, _row_number from raw.students order by _row_number")
    assert loaded == [(value, at) for at, value in enumerate([*values, 'O"Neil'], 1)]


def test_empty_and_quoted_empty_values_are_null(raw: Path, warehouse: Path) -> None:
    write(raw, "students", {"student_id": "1"}, {"student_id": "2", "email": '""'})
    run(raw, warehouse)
    assert query(warehouse, "select distinct email from raw.students") == [(None,)]


@pytest.mark.parametrize(
    "name,data",
    {
        "plain": ("academic_sessions.csv", f"{TERMS}\n{TERM}\n".encode()),
        "byte-order mark": ("academic_sessions.csv", f"\ufeff{TERMS}\n{TERM}\n".encode()),
        "mark and quotes": (
            "academic_sessions.csv",
            f'\ufeff"session_id"{TERMS[10:]}\n{TERM}'.encode(),
        ),
        "crlf": ("academic_sessions.csv", f"{TERMS}\r\n{TERM}\r\n".encode()),
        "old mac": ("academic_sessions.csv", f"{TERMS}\r{TERM}\r".encode()),
        "no last line end": ("academic_sessions.csv", f"{TERMS}\r\n{TERM}".encode()),
        "blank lines": ("academic_sessions.csv", f"{TERMS}\n\n{TERM}\n\n\n".encode()),
        "quoted header": (
            "academic_sessions.csv",
            ",".join(f'"{name}"' for name in TERMS.split(",")).encode() + f"\n{TERM}".encode(),
        ),
        "capitals and spaces": (
            "academic_sessions.csv",
            f"{TERMS.upper().replace(',', ' , ')}\n{TERM}\n".encode(),
        ),
        "other order": (
            "academic_sessions.csv",
            f"{','.join(TERMS.split(',')[::-1])}\n{','.join(TERM.split(',')[::-1])}\n".encode(),
        ),
        "gzip": ("academic_sessions.csv.gz", gzip.compress(f"{TERMS}\n{TERM}\n".encode())),
        "two gzip members": (
            "academic_sessions.csv.gz",
            gzip.compress(f"{TERMS}\n".encode()) + gzip.compress(f"{TERM}\n".encode()),
        ),
        "name in capitals": ("Academic_Sessions.CSV", f"{TERMS}\n{TERM}\n".encode()),
    }.values(),
)
def test_harmless_differences_of_form_are_fine(
    raw: Path, warehouse: Path, name: str, data: bytes
) -> None:
    (raw / name).write_bytes(data)
    assert run(raw, warehouse) == 0
    loaded = query(warehouse, f"select {TERMS}, _row_number from raw.academic_sessions")
    assert loaded == [(*TERM.split(","), 1)]


@pytest.mark.parametrize("ending", ["", "\n"])
def test_students_and_enrollments_may_have_no_rows(raw: Path, warehouse: Path, ending: str) -> None:
    for table in ("students", "enrollments"):
        (raw / f"{table}.csv").write_text(",".join(COLUMNS[table]) + ending)
    run(raw, warehouse)
    counts = "select (select count(*) from raw.students), (select count(*) from raw.enrollments)"
    assert query(warehouse, counts) == [(0, 0)]


def test_raw_tables_have_the_columns_of_the_contract_in_its_order(
    raw: Path, warehouse: Path
) -> None:
    run(raw, warehouse)
    for table in TABLES:
        found = query(warehouse, f"describe raw.{table.name}")
        expected = [(name, "VARCHAR") for name in [*table.columns, *COMMON]]
        assert [row[:2] for row in found] == [*expected, ("_row_number", "BIGINT")]


def test_absent_optional_tables_are_empty_and_named(raw: Path, warehouse: Path, capsys) -> None:
    run(raw, warehouse)
    assert (
        f"Optional tables not given, left empty: {', '.join(OPTIONAL)}." in capsys.readouterr().out
    )
    assert all(not query(warehouse, f"from raw.{name}") for name in OPTIONAL)


def test_absent_optional_columns_are_null_and_named(raw: Path, warehouse: Path, capsys) -> None:
    (raw / "orgs.csv").write_text(f"{ORGS}\nS1,,school,Oak,\n")
    run(raw, warehouse)
    assert "left null: orgs.reports_independently, orgs.charter" in capsys.readouterr().out
    assert query(warehouse, "select org_name, zip_code, is_deleted from raw.orgs") == [
        ("Oak", None, None)
    ]


def test_common_columns_are_taken_when_given(raw: Path, warehouse: Path) -> None:
    (raw / "orgs.csv").write_text(f"updated_at,{ORGS},IS_DELETED\n2025-02-01,S1,,school,Oak,,y\n")
    run(raw, warehouse)
    assert query(warehouse, "select is_deleted, updated_at from raw.orgs") == [("y", "2025-02-01")]


def test_unknown_columns_and_other_files_are_named_and_ignored(
    raw: Path, warehouse: Path, capsys
) -> None:
    (raw / "orgs.csv").write_text(f"Colour,{ORGS},[b],\nred,S1,,school,Oak,,1,\n")
    (raw / "README.txt").write_text("notes")
    (raw / ".hidden.csv").write_text("notes")
    run(raw, warehouse)
    out = capsys.readouterr().out
    assert "Unknown columns ignored: orgs.colour, orgs.[b], orgs.(no name)." in out
    assert "Files ignored: README.txt." in out and "hidden" not in out
    assert query(warehouse, "select org_id, org_name from raw.orgs") == [("S1", "Oak")]


@pytest.mark.parametrize(
    "count,email,memory",
    [(30_000, '"{0}\n\n{0}"', ""), (120_000, "{0:0300}", ""), (120_000, "{0:0300}", "1GB")],
    ids=["one thread", "all threads", "little memory"],
)
def test_row_numbers_follow_the_file(
    raw: Path, warehouse: Path, monkeypatch, count: int, email: str, memory: str
) -> None:
    monkeypatch.setenv("WAREHOUSE_MEMORY", memory)
    rows = [{"student_id": str(at), "email": email.format(at)} for at in range(1, count + 1)]
    write(raw, "students", *rows)
    run(raw, warehouse)
    wrong = "student_id <> cast(_row_number as varchar)"
    assert query(warehouse, f"select count(*), count(*) filter ({wrong}) from raw.students") == [
        (count, 0)
    ]


def test_the_manifest_names_file_rows_and_hash_and_is_the_same_each_time(
    raw: Path, warehouse: Path
) -> None:
    (raw / "orgs.csv").write_text(f"{ORGS},colour\nS1,,school,Oak,,red\n")
    run(raw, warehouse)
    manifest = query(warehouse, "from raw.load_manifest")
    digest = hashlib.sha256((raw / "orgs.csv").read_bytes()).hexdigest()
    assert [row[0] for row in manifest] == [table.name for table in TABLES]
    assert manifest[0][:5] == ("orgs", "orgs.csv", 1, digest, "colour")
    assert manifest[0][5].split(", ") == COLUMNS["orgs"][5:]
    assert manifest[1] == ("academic_sessions", None, 0, None, None, None, "")
    run(raw, warehouse)
    assert query(warehouse, "from raw.load_manifest") == manifest


@pytest.mark.parametrize(
    "expression,text",
    [
        ("date '2024-08-12'", "2024-08-12"),
        ("true", "true"),
        ("12.50::decimal(6,2)", "12.50"),
        ("0.1::double + 0.2::double", "0.3"),
        ("1234567890::double", "1234567890"),
        ("0.1::float", "0.1"),
        ("42::bigint", "42"),
        ("timestamp '2025-02-01 08:00:00'", "2025-02-01T08:00:00"),
        ("timestamptz '2025-02-01 08:00:00-08'", "2025-02-01T16:00:00+00:00"),
        ("time '08:30:00'", "08:30:00"),
        ("'007'::blob", "007"),
        ("'José'", "José"),
        ("null::double", None),
        ("''", ""),
    ],
)
def test_parquet_values_of_any_type_arrive_as_text(
    raw: Path, warehouse: Path, expression: str, text: str | None
) -> None:
    columns = ", ".join(f"'x' as {name}" for name in COLUMNS["orgs"][:4])
    file = raw / "orgs.parquet"
    (raw / "orgs.csv").unlink()
    duckdb.sql(f"copy (select {{'a': 1}} as n, {columns}, {expression} as CDS_code) to '{file}'")
    run(raw, warehouse)
    assert query(warehouse, "select cds_code, org_name from raw.orgs") == [(text, "x")]


@pytest.mark.parametrize("is_large", [False, True])
def test_parquet_rows_keep_their_order_over_row_groups(
    raw: Path, warehouse: Path, monkeypatch, is_large: bool
) -> None:
    monkeypatch.setattr(raw_files, "is_large", lambda _: is_large)
    rows = f"select {', '.join(f'i as {name}' for name in COLUMNS['students'])} from range(1, 9001)"
    (raw / "students.csv").unlink()
    file = raw / "students.parquet"
    duckdb.sql(f"copy ({rows} as numbers(i)) to '{file}' (row_group_size 2048)")
    run(raw, warehouse)
    right = "count(*) filter (student_id = cast(_row_number as varchar))"
    assert query(warehouse, f"select {right} from raw.students") == [(9000,)]


@pytest.mark.parametrize("name", ["year=2025", "[a]*?", "it's", "~", "two words"])
def test_any_folder_name_is_read_literally(raw: Path, warehouse: Path, name: str) -> None:
    folder = raw.rename(raw.parent / name)
    run(folder, warehouse)
    assert query(warehouse, "select org_id from raw.orgs") == [("S1",)]


def test_the_warehouse_is_for_the_owner_alone(raw: Path, warehouse: Path) -> None:
    run(raw, warehouse)
    assert stat.S_IMODE(warehouse.stat().st_mode) == 0o600


def test_a_second_load_replaces_raw_and_keeps_other_schemas(raw: Path, warehouse: Path) -> None:
    run(raw, warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema ledger; create table ledger.batches as select 1 as id")
    write(raw, "students", {"student_id": "8"}, {"student_id": "9"})
    run(raw, warehouse)
    assert query(warehouse, "select student_id from raw.students") == [("8",), ("9",)]
    assert query(warehouse, "from ledger.batches") == [(1,)]


def terms(*lines: str, header: str = TERMS) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def damaged_parquet() -> bytes:
    return b"PAR1" + SECRET.encode() * 9 + b"PAR1"


BAD_FILES = {
    "no bytes": ("academic_sessions.csv", b"", "is an empty file"),
    "only a mark": ("academic_sessions.csv", "\ufeff\n".encode(), "is an empty file"),
    "gzip of nothing": ("academic_sessions.csv.gz", gzip.compress(b""), "is an empty file"),
    "parquet without bytes": ("academic_sessions.parquet", b"", "is an empty file"),
    "empty first line": (
        "academic_sessions.csv",
        b"\n" + terms(TERM),
        "no column names in its first",
    ),
    "short row": (
        "academic_sessions.csv",
        terms(TERM, f"T2,{SECRET},2025"),
        "line 3 has 3 values but the header has 6 columns",
    ),
    "long row": (
        "academic_sessions.csv",
        terms(f'"T\n\n0"{TERM[2:]}', f"{SECRET},{TERM}"),
        "line 5 has 7 values but the header has 6 columns",
    ),
    "extra empty value": ("academic_sessions.csv", terms(f"{TERM},"), "line 2 has 7 values"),
    "one value": ("academic_sessions.csv", terms(SECRET), "line 2 has 1 value but"),
    "open quote": (
        "academic_sessions.csv",
        terms(TERM, f'"{SECRET}{TERM}', TERM),
        "line 3 begins a row with a quotation mark that is not closed",
    ),
    "open quote in a large file": (
        "academic_sessions.csv",
        terms(f'"{SECRET}', *[TERM] * 40000),
        "line 2 begins a row with a quotation mark that is not closed",
    ),
    "quote not doubled": (
        "academic_sessions.csv",
        terms(f'"{SECRET} "x" y"{TERM[2:]}'),
        "line 2 begins a row with a quotation mark that is not closed, or not doubled",
    ),
    "latin-1": (
        "academic_sessions.csv",
        terms(TERM) + f"Jos\xe9 {SECRET}{TERM[2:]}".encode("latin-1"),
        "line 3 is not UTF-8",
    ),
    "latin-1 in gzip": (
        "academic_sessions.csv.gz",
        gzip.compress(terms(TERM) + f"Jos\xe9 {SECRET}{TERM[2:]}".encode("latin-1")),
        "line 3 is not UTF-8",
    ),
    "utf-16": ("academic_sessions.csv", terms(TERM).decode().encode("utf-16"), "holds NUL"),
    "nul": ("academic_sessions.csv", terms(f"{SECRET}\0{TERM[2:]}"), "holds NUL"),
    "late nul": (
        "academic_sessions.csv",
        terms(*[TERM] * 3000, f"{SECRET}\0{TERM[2:]}"),
        "row 3001 holds a NUL character",
    ),
    "mixed line ends": (
        "academic_sessions.csv",
        terms(TERM, f"{SECRET}{TERM[2:]}\r", TERM),
        "line 3 ends unlike the first line",
    ),
    "old mac line end": (
        "academic_sessions.csv",
        terms(TERM, f"{SECRET}{TERM[2:]}\r{TERM}"),
        "cannot be read as CSV with one kind of line ending",
    ),
    "semicolons": (
        "academic_sessions.csv",
        terms(f"{SECRET};1", header=TERMS.replace(",", ";")),
        "is separated by semicolons",
    ),
    "tabs": (
        "academic_sessions.csv",
        terms(SECRET, header='"' + TERMS.replace(",", '"\t"') + '"'),
        "is separated by tabs",
    ),
    "no header": (
        "academic_sessions.csv",
        terms(TERM, header=f"{SECRET}{TERM}"),
        "The first line of academic_sessions.csv names no column of academic_sessions",
    ),
    "missing columns": (
        "academic_sessions.csv",
        terms(f"{SECRET},1", header="session_id,org_id"),
        "lacks required columns: school_year, term_code, start_date, end_date; add them to the "
        "file.",
    ),
    "renamed columns": (
        "academic_sessions.csv",
        terms(TERM, header=TERMS.replace("term_code", "Term Code")),
        "lacks required columns: term_code; add them to the file or rename what stands for them "
        "(term code).",
    ),
    "equal columns": (
        "academic_sessions.csv",
        terms(f"{TERM},{SECRET}", header=f"{TERMS}, Term_Code "),
        "has more than one column term_code",
    ),
    "not gzip": (
        "academic_sessions.csv.gz",
        terms(TERM),
        "cannot be read as CSV compressed by gzip",
    ),
    "cut gzip": (
        "academic_sessions.csv.gz",
        gzip.compress(terms(TERM))[:-9],
        "cannot be read as CSV compressed by gzip",
    ),
    "not parquet": ("academic_sessions.parquet", terms(SECRET), "cannot be read as Parquet"),
    "damaged parquet": (
        "academic_sessions.parquet",
        damaged_parquet(),
        "cannot be read as Parquet",
    ),
    "unknown table": ("enrolments.csv", b"x\n", "rename it if enrollments is meant"),
    "unknown name": (f"{'q' * 9}.parquet", b"x\n", "contract: move it out of the folder"),
    "given twice": (
        "students.csv.gz",
        gzip.compress(b"x\n"),
        "The table students is given twice, as students.csv and students.csv.gz",
    ),
}


@pytest.mark.parametrize("name,data,sentence", BAD_FILES.values(), ids=BAD_FILES)
@pytest.mark.parametrize("is_new", [False, True], ids=["old warehouse", "new warehouse"])
def test_a_bad_file_is_refused_and_the_warehouse_is_as_it_was(
    raw: Path, warehouse: Path, name: str, data: bytes, sentence: str, is_new: bool
) -> None:
    if not is_new:
        run(raw, warehouse)
        before = content(warehouse)
    write(raw, "students", {"student_id": "changed"})
    (raw / name).write_bytes(data)
    message = refused(raw, warehouse)
    assert name in message and sentence in message
    if is_new:
        assert not list(warehouse.parent.glob(f"{warehouse.name}*"))
    else:
        assert content(warehouse) == before


@pytest.mark.parametrize(
    "spoil,sentence",
    [
        (
            lambda raw: (raw / "orgs.csv").unlink(),
            "no file for required tables: orgs; add orgs.csv",
        ),
        (lambda raw: [file.unlink() for file in raw.iterdir()], "orgs, students, enrollments"),
        (lambda raw: raw.rename(raw.parent / "moved"), "is no folder that can be read"),
        (lambda raw: (raw / "staff.csv").mkdir(), "staff.csv cannot be read as CSV"),
        (lambda raw: (raw / "staff.parquet").mkdir(), "staff.parquet cannot be read as Parquet"),
        (lambda raw: (raw / "staff.csv").symlink_to("nowhere"), "staff.csv cannot be read as CSV"),
    ],
)
def test_a_bad_folder_is_refused(
    raw: Path, warehouse: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(raw)
    assert sentence in refused(raw, warehouse)
    assert not warehouse.exists()


def test_all_faults_of_a_folder_are_listed_at_once(raw: Path, warehouse: Path) -> None:
    (raw / "orgs.csv").unlink()
    (raw / "enrolments.csv").write_text("x\n")
    (raw / "academic_sessions.csv").write_bytes(terms(f"{SECRET},1", header="session_id,org_id"))
    (raw / "courses.csv").write_bytes(b"")
    write(raw, "students", {"student_id": f'"{SECRET}'})
    for arguments in ([], ["--check"]):
        done = program("load", raw, "--warehouse", warehouse, *arguments)
        assert done.returncode == 2 and SECRET not in done.stderr
        opening, *faults = done.stderr.splitlines()
        assert opening == f"Error: {raw} has 5 faults; correct them and run this again:"
        assert [fault.split()[1] for fault in faults] == [
            "enrolments.csv", "The", "academic_sessions.csv", "students.csv", "courses.csv"
        ]  # fmt: skip
        assert not warehouse.exists()


def test_a_check_lists_unread_values_and_loads_nothing(raw: Path, warehouse: Path) -> None:
    born = {"student_id": "2", "legal_first_name": SECRET, "birth_date": "soon"}
    write(raw, "students", {"student_id": "1"}, born)
    done = program("load", raw, "--warehouse", warehouse, "--check")
    assert done.returncode == 1 and not warehouse.exists()
    (line,) = [line for line in done.stdout.splitlines() if "birth_date" in line]
    assert line.split()[:6] == ["students", "birth_date", "uncastable_value", "fatal", "1", "2"]
    assert "uncastable_value: The raw value does not fit the type" in done.stdout
    assert SECRET not in done.stdout and "soon" not in done.stdout
    lacking = [line.split() for line in done.stdout.splitlines() if "(the whole table)" in line]
    assert ["calendar_days", "(the", "whole", "table)", "sdis", "stas"] in lacking


def test_a_check_tells_of_what_nothing_reads_and_of_rows_that_name_nobody(
    raw: Path, warehouse: Path
) -> None:
    (raw / "orgs.csv").write_text(f"Colour,{ORGS}\nred,S1,,school,Oak,\n")
    (raw / "students.xlsx").write_bytes(b"sheet")
    write(raw, "students", {"student_id": "0001"})
    enrollments = [{"enrollment_id": n, "student_id": "1", "org_id": "S1"} for n in ("a", "b")]
    write(raw, "enrollments", *enrollments)
    done = program("load", raw, "--warehouse", warehouse, "--check")
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert told[:2] == ["Files ignored: students.xlsx.", "Unknown columns ignored: orgs.colour."]
    (line,) = [line for line in told if line.startswith("enrollments student_id")]
    assert line.startswith("enrollments student_id unknown_reference warning 2 row 1 ")
    assert any(line.startswith("unknown_reference: The row names a student,") for line in told)
    assert "every row its parents" not in done.stdout


def test_a_check_tells_of_every_reference_of_the_contract_that_finds_nothing(
    raw: Path, warehouse: Path
) -> None:
    references: dict[str, dict[str, str]] = {}
    for row in common.seed("contract/raw_columns"):
        if row["references_column"]:
            references.setdefault(row["table_name"], {})[row["column_name"]] = "nobody"
    for table, values in references.items():
        write(raw, table, values)
    done = program("load", raw, "--warehouse", warehouse, "--check")
    told = [line.split() for line in done.stdout.splitlines()]
    found = {(line[0], line[1]) for line in told if line[2:] and line[2].startswith("unknown_")}
    assert found == {(table, column) for table, values in references.items() for column in values}


def test_a_check_of_a_sound_folder_ends_with_0(warehouse: Path) -> None:
    agency = ROOT / "tests" / "fixtures" / "small_agency"
    done = program("load", agency, "--warehouse", warehouse, "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " fatal " not in done.stdout and not warehouse.exists()


def test_equal_columns_of_a_parquet_file_are_refused(raw: Path, warehouse: Path) -> None:
    columns = ", ".join(f"1 as {name}" for name in TERMS.split(","))
    file = raw / "academic_sessions.parquet"
    data = "{'org_id': 1, 'b': {'c': 2}}"
    duckdb.sql(f"copy (select {data} as n, {columns}, 1 as term_codX) to '{file}'")
    file.write_bytes(file.read_bytes().replace(b"term_codX", b"term_codE"))
    assert "has more than one column term_code" in refused(raw, warehouse)


@pytest.mark.parametrize("data", [b"", b"not a database " * 999])
def test_a_warehouse_that_is_no_duckdb_file_is_refused(
    raw: Path, warehouse: Path, data: bytes
) -> None:
    warehouse.write_bytes(data)
    assert "check the path and that it is a DuckDB file" in refused(raw, warehouse)
    assert warehouse.read_bytes() == data


def test_views_in_schema_raw_are_not_replaced(raw: Path, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema raw; create view raw.students as select 1 as id")
    assert "schema raw holds no views" in refused(raw, warehouse)
    assert query(warehouse, "from raw.students") == [(1,)]


def test_a_warehouse_in_use_by_another_program_is_refused(raw: Path, warehouse: Path) -> None:
    run(raw, warehouse)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    command = [sys.executable, "-c", hold, str(warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        try:
            assert "is in use by another program" in refused(raw, warehouse)
        finally:
            holder.communicate(b"\n")


def hear_interrupts() -> None:
    """A program that runs in the background inherits deaf ears for them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_load_that_is_stopped_half_way_changes_nothing(
    raw: Path, warehouse: Path, stop: signal.Signals
) -> None:
    run(raw, warehouse)
    before = content(warehouse)
    write(raw, "students", {"student_id": "changed"})
    rows = "select i as student_id, 'S1' as org_id, '2024-10-02' as attendance_date"
    file = raw / "attendance_days.csv"
    duckdb.sql(f"copy ({rows}, 'A' as attendance_code from range(2000000) as t(i)) to '{file}'")
    command = [sys.executable, "-u", str(ROOT / "scripts/load.py"), str(raw)]
    environment = os.environ | {"WAREHOUSE": str(warehouse)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        command, env=environment, text=True, preexec_fn=hear_interrupts, **pipes
    ) as loader:
        while not loader.stdout.readline().startswith("enrollments.csv"):
            assert loader.poll() is None
        time.sleep(0.1)  # the program is by now inside the database, on the large table
        loader.send_signal(stop)
        assert "Traceback" not in loader.stderr.read()
    assert loader.returncode == (-stop if stop == signal.SIGKILL else 2)
    assert content(warehouse) == before
    run(raw, warehouse)
    assert query(warehouse, "select count(*) from raw.attendance_days") == [(2000000,)]


def test_the_command_ends_with_one_sentence_and_exit_code_2(raw: Path, warehouse: Path) -> None:
    (raw / "orgs.csv").write_bytes(b"")
    command = [sys.executable, ROOT / "scripts/load.py", raw, "--warehouse", warehouse]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and not ended.stdout
    assert ended.stderr == "Error: orgs.csv is an empty file; it needs at least a header.\n"


@pytest.mark.parametrize("memory,is_large", [("4GB", True), ("1GB", True), ("4GB", False)])
def test_only_a_file_without_quotation_marks_is_read_in_parts(
    raw: Path, monkeypatch, memory: str, is_large: bool
) -> None:
    monkeypatch.setenv("WAREHOUSE_MEMORY", memory)
    monkeypatch.setattr(raw_files, "is_large", lambda _: is_large)
    path, seen = raw / "terms.csv", []
    read = raw_files.source
    monkeypatch.setattr(raw_files, "source", lambda *how: seen.append(how[2]) or read(*how))
    for text in ("a,b\n1,2\n", 'a,b\n"1",2\n', 'a,b\n"1\n1",2\n'):
        path.write_text(text)
        table = load.Table("terms", True, ["a", "b"], set(), path)
        load.examine_file(table, [])
        with duckdb.connect() as con:
            load.store(con, table, [], "terms")
            con.execute("create schema raw")
            load.store(con, table, [])
            assert (
                con.execute("from terms").fetchall()
                == con.execute("select * exclude (_row_number) from raw.terms").fetchall()
            )
    assert seen == [True, is_large and memory == "4GB", False, False, False, False]


PIECES = ("a", "bc", ",", ",", ",", "\n", "\n", "\r\n", "\r", '"', '"', '""', '","', " ", "\0", "é")


def test_lines_that_pass_at_once_are_rows_value_by_value(tmp_path, monkeypatch) -> None:
    chance, passed = random.Random(1), 0
    by_lines = raw_files._check_lines
    monkeypatch.setattr(raw_files, "BLOCK", 16)  # so that lines lie across blocks
    path = tmp_path / "any.csv"
    for _ in range(20_000):
        width = chance.choice((1, 2, 3))
        lines = [
            "".join(chance.choices(PIECES, k=chance.randrange(1, 6)))
            if chance.random() < 0.3
            else ",".join(chance.choices(("a", '"b"', "", '""', '"c,d"', 'e "'), k=width))
            for _ in range(chance.randrange(1, 5))
        ]
        end = chance.choice(("\n", "\r\n"))
        text = end.join(lines) + chance.choice((end, ""))
        path.write_bytes(chance.choice((b"", raw_files.BOM)) + text.encode())
        found = by_lines(path, width)
        if found is None:
            continue
        passed += 1
        with monkeypatch.context() as patch:
            patch.setattr(raw_files, "_check_lines", lambda *_: None)
            assert raw_files.check(path, width).rows == found.rows, text
        assert found.has_quotes == ('"' in text) and found.may_hold_nul == ("\0" in text)
    assert passed > 3_000


def test_a_table_of_the_same_file_stays_unless_somebody_has_changed_it(tmp_path, query):
    raw = Path(shutil.copytree(ROOT / "tests" / "fixtures" / "small_agency", tmp_path / "raw"))
    warehouse = tmp_path / "own.duckdb"

    def loaded() -> dict[str, str]:
        done = program("load", raw, "--warehouse", warehouse)
        assert done.returncode == 0 and "students.csv: " in done.stdout, done.stderr
        with duckdb.connect(str(warehouse), read_only=True) as con:
            return {k: v for k, v in build.raw_digests(con).items() if k in COLUMNS}

    before = loaded()
    assert loaded() == before
    rows = query(warehouse, "from raw.students order by _row_number")
    with duckdb.connect(str(warehouse)) as con:
        con.execute("update raw.students set birth_city = 'Elsewhere'")
        con.execute("alter table raw.staff add column of_mine varchar")
    path = raw / "orgs.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Oak High", "Elm High"), encoding="utf-8")
    after = loaded()
    assert query(warehouse, "from raw.students order by _row_number") == rows
    assert query(warehouse, "select org_name from raw.orgs where org_id = 'HIGH'") == [
        ("Elm High",)
    ]
    assert {name for name in after if after[name] != before[name]} == {"students", "staff", "orgs"}
