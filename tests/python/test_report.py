"""The readiness report: one page that needs no network, shows data as data, and names nobody."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program
from statefiles import build
from statefiles.ledger import compare
from statefiles.ledger.store import opened
from statefiles.readiness import page

HOSTILE = "<script>alert(1)</script> & \"School\" 'A'"


class Page(HTMLParser):
    """Tags, ids, links and the cells of each table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._table = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag == "table":
            self._table = attributes["id"].removesuffix("-table")
            self.tables[self._table] = []
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in ("td", "th"):
            self.tables[self._table][-1].append("")
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag == "table":
            self._table = ""

    def handle_data(self, data):
        if self._table and self.tables[self._table] and self.tables[self._table][-1]:
            self.tables[self._table][-1][-1] += data

    def rows(self, table: str) -> list[list[str]]:
        """The rows below the head, with single spaces."""
        return [[" ".join(cell.split()) for cell in row] for row in self.tables[table][1:]]


def write(warehouse: Path, out: Path, *arguments: str, **environment: str) -> str:
    """The report of a warehouse that others read, from a copy."""
    own = out / "own" / warehouse.name
    if not own.exists():
        own.parent.mkdir(parents=True)
        shutil.copy(warehouse, own)
    done = program(
        "report", "--warehouse", own, "--out", out, *arguments,
        **{"STATEFILES_AS_OF_DATE": AS_OF_DATE} | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    path = out / "report.html"
    assert done.stdout == f"{path} is written.\n"
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_text(encoding="utf-8")


def test_the_page_stands_alone_and_says_what_the_summary_says(defect_warehouse, tmp_path, query):
    text = write(defect_warehouse, tmp_path)
    shown = Page(text)
    loading = ("src", "data", "action", "formaction", "srcset", "background", "xlink:href")
    for tag, attributes in shown.tags:
        assert not set(loading) & set(attributes), (tag, attributes)
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert attributes.get("href", "#").startswith("#")
    assert not re.search(r"url\((?!#)|@import|//[a-z0-9.-]+\.[a-z]{2,}", text)
    assert "default-src 'none'" in text
    ids = [a["id"] for _, a in shown.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in shown.tags:
        for name in ("href", "aria-labelledby"):
            if name in attributes:
                assert attributes[name].lstrip("#") in ids
    summary = {
        row[0]: [f"{count:,}" for count in row[1:]]
        for row in query(
            defect_warehouse,
            "select export_name, candidates, written, excluded, fatal, warnings "
            "from exports.export_summary",
        )
    }
    grid = {row[1].split()[-1]: row for row in shown.rows("overview") if row[3]}
    assert {name: row[3:8] for name, row in grid.items()} == summary
    assert [row[1] for row in shown.rows("checklist")] == [
        name
        for (name,) in query(
            defect_warehouse,
            "select export_name from reference.exports where collection <> 'cast' "
            "order by submission_order",
        )
    ]
    found = query(
        defect_warehouse,
        "select export_name, rule_id, count(*) from exports.export_findings group by all",
    )
    counted: dict = {}
    for row in shown.rows("findings"):
        key = (row[1], row[2])
        counted[key] = counted.get(key, 0) + int(row[5].replace(",", ""))
    assert counted == {(export, rule): count for export, rule, count in found}
    left_out = query(
        defect_warehouse,
        "select export_name, exclusion_reason, count(*) from exports.export_exclusions "
        "group by all",
    )
    assert {(row[0], row[1]): row[4] for row in shown.rows("exclusions")} == {
        (export, reason.replace("_", " ")): f"{count:,}" for export, reason, count in left_out
    }
    (students,) = query(
        defect_warehouse,
        "select sum(students_last_year), sum(students) from exports.export_enrollment_counts",
    )
    enrollment = shown.rows("enrollment")
    assert students == tuple(sum(int(row[place]) for row in enrollment) for place in (3, 4))
    assert "<svg data-made-from=" in text


def test_nobody_is_named_unless_names_are_asked_for(small_warehouse, tmp_path, query):
    """Names of people, birth dates and SSIDs of the raw tables are not on the page; a word that the
    page has without them (a name such as Lee in a sentence) is looked for between marks.
    """
    text = write(small_warehouse, tmp_path)
    people = query(
        small_warehouse,
        "select student_id, legal_first_name, legal_last_name, ssid, birth_date, ssn "
        "from staging.stg_sis__students "
        "union all select staff_id, legal_first_name, legal_last_name, seid, birth_date, null "
        "from staging.stg_sis__staff",
    )
    words = set(re.findall(r"[\w'’-]+", re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.S)))
    for _, first, last, *others in people:
        assert f"{first} {last}" not in text
        for value in others:
            assert value is None or str(value) not in words
            assert value is None or str(value).replace("-", "") not in words
    assert "No names, birth dates or SSIDs" in text
    named = write(small_warehouse, tmp_path, "--with-names")
    assert "This page names people" in named
    assert "candidates" not in Page(text).tables
    candidates = {(row[0], row[1], row[5]): row for row in Page(named).rows("candidates")}
    listed = query(
        small_warehouse,
        "select export_name, replace(coalesce(exclusion_reason, 'written'), '_', ' '), record_key "
        "from intermediate.int_reporting__candidates where export_name not like 'cast%'",
    )
    assert set(candidates) == set(listed)  # no file of the small agency has as many as are named
    place = ["Oak High (0100001)", "0001", "José O'Neil-Ruiz"]
    assert candidates["senr_fall", "written", "E1"][2:5] == place
    assert candidates["sinf", "missing ssid", "S3"][3:5] == ["0003", "Sam Brown"]
    assert candidates["sdem", "staff excluded", "T2|0199999"][3:5] == ["00012", "Dana Okafor"]
    assert candidates["crse", "no students", "X8|T2"][4] == ""
    assert any(f"{first} {last}" in named for _, first, last, *_ in people)


def test_values_of_the_data_are_shown_as_data(small_warehouse, own_copy, tmp_path):
    warehouse = own_copy(small_warehouse)
    with duckdb.connect(str(warehouse)) as con:
        for table in ("intermediate.int_orgs__in_scope", "marts.dim_schools"):
            con.execute(f"update {table} set org_name = ?", [HOSTILE])
        con.execute("update intermediate.int_calpads__senr_errors set record_key = ?", [HOSTILE])
    text = write(warehouse, tmp_path)
    shown = Page(text)
    assert [tag for tag, _ in shown.tags].count("script") == 1
    assert "<script>alert" not in text
    assert {row[0].replace(HOSTILE, "") for row in shown.rows("enrollment")} <= {"", ", "}
    assert any(HOSTILE in cell for row in shown.rows("findings") for cell in row)


def test_what_is_of_other_options_is_not_of_this_run(small_warehouse, tmp_path):
    text = write(small_warehouse, tmp_path, "--census-date", "2023-10-11")
    states = {row[1].split()[-1]: row[2] for row in Page(text).rows("overview") if row[3]}
    assert states["senr_fall"] == states["sass"] == "not of this run"
    assert "not of this run" not in write(small_warehouse, tmp_path)


def test_refusals_are_one_sentence(tmp_path):
    done = program("report", "--warehouse", tmp_path / "none.duckdb", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "Error: There is no warehouse none.duckdb: load the raw tables with scripts/load.py "
        "first.\n",
    )
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    done = program("report", "--warehouse", tmp_path / "empty.duckdb", "--out", tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert not (tmp_path / "report.html").exists()


@pytest.fixture
def agency(small_warehouse: Path, own_copy, tmp_path: Path):
    """An export command on a warehouse of its own; what the page shows after it."""
    warehouse, out = own_copy(small_warehouse), tmp_path / "out"

    def export(*arguments: str) -> Page:
        with build.environment():  # a ledger of the command line becomes a variable
            done = program(
                "export", "--report", "--warehouse", warehouse, "--out", out, *arguments,
                STATEFILES_AS_OF_DATE=AS_OF_DATE,
            )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return Page((out / "report.html").read_text(encoding="utf-8"))

    return warehouse, out, export


def change(warehouse: Path, *statements: str) -> None:
    with duckdb.connect(str(warehouse)) as con:
        for statement in statements:
            con.execute(statement)


def test_an_export_writes_the_page_with_what_changed_and_why(agency):
    warehouse, _, export = agency
    first = export("senr_fall", "sinf")
    assert "changes" not in first.tables and "fields" not in first.tables
    change(
        warehouse,
        "update raw.students set birth_city = 'Fresno' where student_id = 'S1'",
        "delete from raw.enrollments where enrollment_id = 'E2'",
        "update raw.load_manifest set sha256 = 'other' where table_name = 'students'",
        "update raw.load_manifest set sha256 = 'other' where table_name = 'enrollments'",
    )
    shown = export("senr_fall", "sinf")
    changes = {row[0]: row for row in shown.rows("changes")}
    assert changes["senr_fall"][3:6] == ["0", "2", "1"]  # S1 has two spans
    assert changes["senr_fall"][6] == "data raw tables: enrollments, students"
    fields = [row for row in shown.rows("fields") if row[0] == "senr_fall"]
    assert ["senr_fall", "changed", "student_birth_city", "data", "2"] in fields
    assert ["senr_fall", "deleted", "whole record", "data", "1"] in fields
    with opened(warehouse, read_only=True) as ledger:  # the ledger tells the same
        page.rows(ledger, "begin")
        pairs = ledger.rows(
            "select export_name, older_batch_id, batch_id from report_batches "
            "where older_batch_id is not null"
        )
        for pair in pairs:
            found, columns = compare.diff(ledger, pair["older_batch_id"], pair["batch_id"])
            row = changes[pair["export_name"]]
            assert row[3:6] == [str(found[name]) for name in ("added", "changed", "removed")]
            assert sorted(
                (row[1].replace("deleted", "removed"), row[2].replace("whole record", ""), row[4])
                for row in shown.rows("fields")
                if row[0] == pair["export_name"]
            ) == sorted(
                (column["change"], column["column_name"], str(column["records"]))
                for column in columns
            )
        assert len(pairs) == 2


def test_causes_that_the_ledger_cannot_tell_apart_stand_together(agency):
    """With other raw tables and another as-of date; a translation touches coded fields alone."""
    warehouse, _, export = agency
    export("senr_fall")
    change(
        warehouse,
        "update raw.students set birth_city = 'Fresno', gender_code = null where student_id = 'S1'",
        "update raw.load_manifest set sha256 = 'other' where table_name = 'students'",
        "update raw.load_manifest set sha256 = 'new' where table_name = 'code_translations'",
    )
    shown = export("senr_fall", "--census-date", "2023-10-05")
    causes = {row[2]: row[3] for row in shown.rows("fields") if row[1] == "changed"}
    assert causes["student_birth_city"] == "data or options"
    assert causes["student_gender_code"] == "data or translation or options"
    (row,) = shown.rows("changes")
    assert "options: census_date 2023-10-04 → 2023-10-05" in row[6]


NEW_CITY = "update raw.students set birth_city = 'Fresno' where student_id = 'S1'"
OTHER_TABLE = "update raw.load_manifest set sha256 = 'other' where table_name = '{}'"
TRANSLATED = (
    "update raw.code_translations set state_code = 'F' where local_code = 'Nonbinary'",
    OTHER_TABLE.format("code_translations"),
)


@pytest.mark.parametrize(
    ("changed", "options", "column", "cause"),
    [
        ((NEW_CITY, OTHER_TABLE.format("students")), (), "student_birth_city", "data"),
        (TRANSLATED, (), "student_gender_code", "translation"),
        ((NEW_CITY, "update ledger.batches set layout_version = '15.x'"), (),
         "student_birth_city", "layout"),
        ((), ("--as-of-date", "2024-06-30"), "enrollment_exit_date", "options"),
        ((NEW_CITY, "update ledger.batches set project_hash = 'older'"), (),
         "student_birth_city", "code"),
        # A table that SENR does not read is the cause of nothing beside another one, and of what is
        # left alone.
        ((*TRANSLATED, OTHER_TABLE.format("adult_attendance")), (), "student_gender_code",
         "translation"),
        ((NEW_CITY, OTHER_TABLE.format("adult_attendance")), (), "student_birth_city", "data"),
        ((NEW_CITY,), (), "student_birth_city", "not told by the ledger"),
    ],
    ids=["data", "translation", "layout", "options", "code", "unread", "unread_alone", "unknown"],
)  # fmt: skip
def test_each_cause_is_told_by_itself(agency, changed, options, column, cause):
    warehouse, _, export = agency
    export("senr_fall")
    change(warehouse, *changed)
    shown = export("senr_fall", *options)
    causes = {row[2]: row[3] for row in shown.rows("fields") if row[1] == "changed"}
    assert causes[column] == cause
    if cause == "translation":
        assert set(causes) == {column}


def test_enrollment_is_compared_with_the_last_accepted_batch(agency):
    warehouse, _, export = agency
    shown = export("senr_fall")
    assert {row[6] for row in shown.rows("enrollment")} == {""}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((batch,),) = con.execute("select batch_id from ledger.batches").fetchall()
    for step in ("mark-sent", "mark-accepted"):
        assert program("ledger", step, batch, "--warehouse", warehouse).returncode == 0
    shown = export("sinf")
    accepted = sum(int(row[6]) for row in shown.rows("enrollment") if row[6])
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((sent,),) = con.execute(
            "select count(distinct (subject_key, cells[5], cells[7], cells[24])) from ("
            "select subject_key, string_split(record_payload, '^') as cells "
            "from ledger.submission_records where batch_id = ?)", [batch]
        ).fetchall()  # fmt: skip
    assert accepted == sent > 0
    (row,) = [row for row in shown.rows("checklist") if row[1] == "senr_fall"]
    assert "accepted" in row[5]


def test_a_submission_of_several_runs_is_of_this_run(agency, tmp_path):
    """Fall 2 has SCSE of Census Day alone and the others of the year, of which the report is; the
    ledger is in a file.
    """
    warehouse, out, export = agency
    ledger = str(tmp_path / "ledger.duckdb")
    for step in ("backup", "adopt"):
        arguments = [ledger] if step == "backup" else ["--ledger", ledger]
        with build.environment():
            done = program("ledger", step, *arguments, "--warehouse", warehouse)
        assert done.returncode == 0, done.stderr
    shown = export("fall_2", "--ledger", ledger)
    states = {row[1].split()[-1]: row[2] for row in shown.rows("overview") if row[3]}
    assert "not of this run" not in {states[name] for name in ("sdem", "sass", "crse")}
    assert states["scse"] == "not of this run"
    (row,) = [row for row in shown.rows("overview") if row[1] == "CRSE crse"]
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["exports"]["crse"]
    counts = [told["counts"][name] for name in ("candidates", "written", "excluded")]
    assert [int(count) for count in row[3:6]] == counts
    batches = {row[1]: row[5] for row in shown.rows("checklist")}
    assert all("created" in batches[name] for name in ("sdem", "sass", "crse", "scse"))


def test_equal_input_and_ledger_give_equal_bytes_and_the_chart_is_not_drawn_again(
    small_warehouse, tmp_path, monkeypatch
):
    import vl_convert

    text = write(small_warehouse, tmp_path)
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *_: pytest.fail("drawn again"))
    assert write(small_warehouse, tmp_path) == text


def test_no_report_is_written_when_it_is_not_wanted(agency):
    _, _, export = agency
    with pytest.raises(FileNotFoundError):
        export("senr_fall", "--no-report")
