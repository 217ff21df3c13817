"""export.py from the outside: files, exit codes, sentences, options with an effect on rows."""

import hashlib
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program
from statefiles import common

NO_BUILD = ("--no-build",)


def export(warehouse: Path, out: Path, *arguments: str, **environment: str):
    return program(
        "export", *arguments, "--warehouse", warehouse, "--out", out,
        STATEFILES_AS_OF_DATE=AS_OF_DATE, **environment,
    )  # fmt: skip


def one_sentence(result) -> str:
    """The only line on stderr of a refused run; never a traceback."""
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert "Traceback" not in result.stderr
    assert len(lines) == 1 and lines[0].startswith("Error: "), result.stderr
    return lines[0].removeprefix("Error: ")


def test_all_exports_are_written_in_their_native_forms(clean_warehouse, own_copy, tmp_path):
    out = tmp_path / "out"
    result = export(own_copy(clean_warehouse), out, "--report", *NO_BUILD)
    assert result.returncode == 0, result.stdout + result.stderr
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    batches = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["exports"]
    kept = [name for name in written if name.startswith("lists/")]
    assert 0 < len(kept) <= 2 * len(batches)  # findings and exclusions of a batch, where it has any
    names = [name for name in written if name not in kept]
    assert names == [
        "calpads/crsc.txt",
        "calpads/crse.txt",
        "calpads/sass.txt",
        "calpads/scsc.txt",
        "calpads/scse.txt",
        "calpads/scte.txt",
        "calpads/sdem.txt",
        "calpads/sdis.txt",
        "calpads/sela.txt",
        "calpads/senr_fall.txt",
        "calpads/senr_ongoing.txt",
        "calpads/senr_ssid.txt",
        "calpads/sinc.txt",
        "calpads/sinf.txt",
        "calpads/sirs.txt",
        "calpads/soff.txt",
        "calpads/sprg.txt",
        "calpads/stas.txt",
        "calpads/swav.txt",
        "casas/att.csv",
        "casas/cls.csv",
        "casas/dem.csv",
        "casas/entr.csv",
        "casas/scs.csv",
        "casas/sps.csv",
        "casas/updt.csv",
        "cast/cast_entities.2018.csv",
        "cast/cast_entities.2018.fixed.txt",
        "cast/cast_research.2018.csv",
        "cast/cast_research.2018.fixed.txt",
        "cast/cast_student_groups.2018.txt",
        "exclusions.csv",
        "findings.csv",
        "manifest.json",
        "report.html",
    ]
    for path in out.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    manifest = json.loads((out / "manifest.json").read_text())
    # The state takes them no more, or not yet; nobody asked for them by name.
    of_other_years = {"swav", "sdis", "leap"}
    for name, entry in manifest["exports"].items():
        assert (entry["readiness"] == "do_not_send") is (name in of_other_years), name
        assert entry["is_ready"] is (name not in of_other_years), name
        for file in entry["files"]:
            content = (out / file["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            assert len(content) == file["bytes"]
    for header in ("export", "candidates", "written", "excluded", "fatal", "warnings", "bytes"):
        assert header in result.stdout
    for header in ("state", "schools", "file"):
        assert header in result.stdout


def test_a_warehouse_may_have_any_name_and_be_renamed(clean_warehouse, tmp_path, query):
    for name in ("district-2024.duckdb", "2024.duckdb", "raw.duckdb", "full name.duckdb"):
        warehouse = Path(shutil.copy(clean_warehouse, tmp_path / name))
        with duckdb.connect(str(warehouse), read_only=True) as con:
            views = con.execute(
                "select schema_name, view_name from duckdb_views() where not internal"
            ).fetchall()
            for schema, view in views:
                con.execute(f"select count(*) from {schema}.{view}")
    assert len(views) > 5
    result = export(warehouse, tmp_path / "out", "swav", "--include-not-enrolled")
    assert result.returncode in (0, 1), result.stderr


def test_equal_input_and_options_give_equal_bytes(clean_warehouse, own_copy, tmp_path):
    """Of the report, which tells of the ledger too, test_report.py holds it for an equal ledger."""
    warehouse = own_copy(clean_warehouse)
    for name in ("one", "two"):
        done = export(warehouse, tmp_path / name, *NO_BUILD)
        assert done.returncode == 0
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file() and path.parent.name != "lists":  # named by their batch
            other = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == other.read_bytes(), path.name


def test_case_100__tab_holds_the_same_rows_in_the_same_order(clean_warehouse, own_copy, tmp_path):
    warehouse = own_copy(clean_warehouse)
    result = export(warehouse, tmp_path, "senr_fall", "--format", "caret,tab", *NO_BUILD)
    assert result.returncode == 0, result.stderr
    caret = (tmp_path / "calpads" / "senr_fall.txt").read_bytes()
    tab = (tmp_path / "calpads" / "senr_fall.tsv").read_bytes()
    assert tab == caret.replace(b"^", b"\t")
    assert all(line.count(b"^") == 34 for line in caret.split(b"\r\n")[:-1])


def test_every_format_can_be_written_of_every_export(clean_warehouse, own_copy, tmp_path):
    result = export(
        own_copy(clean_warehouse), tmp_path, "--format", "caret,tab,csv,fixed", *NO_BUILD
    )
    # The list of student groups has no fixed-width layout; that stops no other file.
    assert result.returncode == 1, result.stdout + result.stderr
    assert (
        "cast_student_groups: Not written as fixed: the layout all of CAST_STUDENT_GROUPS tells no "
        "fixed-width positions; write another format." in result.stdout
    )
    assert "not ready" not in result.stdout
    assert (tmp_path / "cast" / "cast_student_groups.2018.csv").exists()
    assert not (tmp_path / "cast" / "cast_student_groups.2018.fixed.txt").exists()
    endings = {"txt", "tsv", "csv", "fixed.txt"}
    for stem in ("calpads/senr_fall", "calpads/sprg", "casas/sps", "cast/cast_research.2018"):
        for ending in endings:
            assert (tmp_path / f"{stem}.{ending}").stat().st_size > 0
    lines = (tmp_path / "cast" / "cast_research.2018.fixed.txt").read_bytes().split(b"\r\n")
    assert {len(line) for line in lines[:-1]} == {89}
    lines = (tmp_path / "cast" / "cast_entities.2018.fixed.txt").read_bytes().split(b"\r\n")
    assert {len(line) for line in lines[:-1]} == {179}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["senrfall"],
            "There is no export 'senrfall': write senr_fall if that is meant.",
        ),
        (["Fall1"], "There is no export 'Fall1': write fall_1 if that is meant."),
        (
            ["xyz"],
            "There is no export 'xyz': write one of "
            + ", ".join(sorted(row["export_name"] for row in common.seed("layouts/exports")))
            + ", fall_1, ",
        ),
        (["--since-state", "created"], "--since-state goes with --only-changed, which compares"),
        (["--format", "pdf"], "There is no format 'pdf': write one or more of native, caret,"),
        (
            ["--academic-year", "2022-2023", "--no-build"],
            "The warehouse is built with academic_year",
        ),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(
    clean_warehouse, own_copy, tmp_path, arguments, sentence
):
    result = export(own_copy(clean_warehouse), tmp_path / "out", *arguments)
    assert result.returncode == 2
    assert one_sentence(result).startswith(sentence)
    assert not (tmp_path / "out").exists()


def test_a_missing_warehouse_is_one_sentence(tmp_path):
    result = export(tmp_path / "none.duckdb", tmp_path / "out")
    assert result.returncode == 2
    assert "load the raw tables with scripts/load.py first" in one_sentence(result)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--academic-year", "2024-2026"],  # edge case 101
         "The option academic_year is '2024-2026', but it must be two years that follow each "
         "other, such as 2023-2024."),
        (["--site", "9999999"], "The option site is '9999999', but it matches no school"),
        (["--site", "../x"], "The option site is '../x', but it matches no school"),  # case_144
        (["--start-date", "2024-02-02", "--end-date", "2024-02-01"],
         "The option end_date is '2024-02-01', but it must not be earlier than the start date."),
        (["--start-date", "2024-07-01", "--end-date", "2024-07-31"],
         "The option start_date is '2024-07-01', but it lies after the year"),
        (["--census-date", "2024-10-02"],
         "The option census_date is '2024-10-02', but it must lie in the academic year"),
    ],
)  # fmt: skip
def test_case_101__a_wrong_option_stops_the_run_and_changes_nothing(
    clean_warehouse, own_copy, tmp_path, query, arguments, sentence
):
    warehouse = own_copy(clean_warehouse)
    before = query(warehouse, "select count(*) from exports.rpt_calpads__senr_fall")
    result = export(warehouse, tmp_path / "out", "senr_fall", *arguments)
    assert result.returncode == 2
    assert one_sentence(result).startswith(sentence)
    assert not (tmp_path / "out").exists()
    assert query(warehouse, "select count(*) from exports.rpt_calpads__senr_fall") == before


def test_one_school_as_site_gives_its_rows_alone(clean_warehouse, own_copy, tmp_path, query):
    warehouse = own_copy(clean_warehouse)
    ((school, rows),) = query(
        warehouse,
        "select school_of_attendance, count(*) from exports.rpt_calpads__senr_fall "
        "group by school_of_attendance order by count(*) desc limit 1",
    )
    result = export(warehouse, tmp_path, "senr_fall", "--site", school)
    assert result.returncode == 0, result.stdout + result.stderr
    lines = (tmp_path / "calpads" / f"senr_fall.{school}.txt").read_bytes().split(b"\r\n")[:-1]
    assert len(lines) == rows
    assert {line.split(b"^")[4].decode() for line in lines} == {school}


def test_another_census_date_gives_other_rows(clean_warehouse, own_copy, tmp_path, query):
    warehouse = own_copy(clean_warehouse)
    before = query(warehouse, "select count(*) from exports.rpt_calpads__senr_fall")
    result = export(warehouse, tmp_path, "senr_fall", "--census-date", "2024-02-07")
    assert result.returncode == 0, result.stdout + result.stderr
    assert query(warehouse, "select census_date::text from intermediate.run_options") == [
        ("2024-02-07",)
    ]
    assert query(warehouse, "select count(*) from exports.rpt_calpads__senr_fall") != before


def ongoing(warehouse: Path, out: Path, *arguments: str) -> list[list[str]]:
    """The rows of senr_ongoing for some options."""
    result = export(warehouse, out, "senr_ongoing", *arguments)
    assert result.returncode in (0, 1), result.stdout + result.stderr
    text = (out / "calpads" / "senr_ongoing.txt").read_text(encoding="utf-8")
    return [line.split("^") for line in text.split("\n")[:-1]]


def test_the_options_of_the_ongoing_file_change_its_rows(clean_warehouse, own_copy, tmp_path):
    warehouse = own_copy(clean_warehouse)
    current = ongoing(warehouse, tmp_path)
    everyone = ongoing(warehouse, tmp_path, "--include-not-enrolled")
    one_month = ongoing(
        warehouse, tmp_path, "--include-not-enrolled", "--start-date", "2024-01-01",
        "--end-date", "2024-01-31",
    )  # fmt: skip
    earlier = ongoing(warehouse, tmp_path, "--include-not-enrolled", "--as-of-date", "2023-10-31")

    def keys(rows: list[list[str]]) -> set[str]:
        return {row[2] for row in rows}

    # Students who left are reported only when asked for; each row lies in the range that was asked.
    assert keys(current) < keys(everyone) and keys(one_month) < keys(everyone)
    assert all(row[21] <= "20240131" and (row[24] or "9") >= "20240101" for row in one_month)
    # What is not known yet on the as-of date is not reported.
    assert keys(earlier) == keys(everyone)
    assert max(row[24] for row in earlier) <= "20231031" < max(row[24] for row in everyone)


def test_a_year_without_layout_is_refused_and_older_years_have_their_own(
    clean_warehouse, own_copy, tmp_path
):
    warehouse = own_copy(clean_warehouse)
    files = ("senr_ongoing", "sinf")

    def widths(*arguments: str) -> list[int]:
        result = export(warehouse, tmp_path, *files, "--include-not-enrolled", *arguments)
        assert result.returncode in (0, 1), result.stdout + result.stderr
        # The name tells a year that is not that of the as-of date.
        year = "" if arguments[1] == "2023-2024" else f".{arguments[1]}"
        texts = [(tmp_path / "calpads" / f"{name}{year}.txt").read_text("utf-8") for name in files]
        (one, *more), (two, *_) = (
            sorted({line.count("^") + 1 for line in text.splitlines()}) for text in texts
        )
        assert not more
        return [one, two]

    result = export(warehouse, tmp_path, "senr_fall", "--academic-year", "2015-2016")
    assert result.returncode == 2
    assert "There is no layout of senr_fall for 2015-2016 here; the nearest is 2019-2020" in (
        result.stdout
    )
    assert not (tmp_path / "calpads").exists()
    # SENR has 39 fields and SINF 42 in the year; --layout-year picks another year's layout.
    assert widths("--academic-year", "2022-2023") == [39, 42]
    assert widths("--academic-year", "2022-2023", "--layout-year", "2023-2024") == [35, 50]
    assert widths("--academic-year", "2023-2024") == [35, 50]
    # With --no-build the layout is that of the warehouse as built.
    assert widths("--academic-year", "2023-2024", "--no-build") == [35, 50]


def test_a_file_name_tells_the_year_when_asked_to_or_when_it_is_another(
    clean_warehouse, own_copy, tmp_path
):
    warehouse = own_copy(clean_warehouse)

    def names(*arguments: str) -> list[str]:
        result = export(warehouse, tmp_path / "out", *arguments, "--preview")
        assert result.returncode in (0, 1), result.stdout + result.stderr
        files = sorted((tmp_path / "out/preview").glob("c*/*"))
        shutil.rmtree(tmp_path / "out")
        return [path.name for path in files]

    assert names("sass", "cls") == ["sass.txt", "cls.csv"]
    assert names("sass", "cls", "--names", "year") == ["sass.2023-2024.txt", "cls.2023-2024.csv"]
    other = ("sass", "cls", "--academic-year", "2022-2023")
    assert names(*other) == ["sass.2022-2023.txt", "cls.2022-2023.csv"]
    assert names(*other, "--names", "short") == ["sass.txt", "cls.csv"]
    # The program year has a name of its own, the test year always stands there.
    assert names("sass", "cls", "cast_student_groups", "--program-year", "2022-2023") == [
        "sass.txt", "cls.2022-2023.csv", "cast_student_groups.2018.txt",
    ]  # fmt: skip


def test_keep_writes_all_rows_and_tells_not_ready(defect_warehouse, own_copy, tmp_path, query):
    warehouse = own_copy(defect_warehouse)
    result = export(warehouse, tmp_path, "senr_fall", *NO_BUILD)
    assert result.returncode == 1
    assert "senr_fall: not ready to send" in result.stdout
    ((written,),) = query(
        warehouse, "select written from exports.export_summary where export_name = 'senr_fall'"
    )
    assert (tmp_path / "calpads" / "senr_fall.txt").read_bytes().count(b"\r\n") == written
    assert (
        json.loads((tmp_path / "manifest.json").read_text())["exports"]["senr_fall"]["is_ready"]
        is False
    )


def test_block_keeps_the_old_file(defect_warehouse, own_copy, tmp_path):
    old = tmp_path / "calpads" / "senr_fall.txt"
    old.parent.mkdir()
    old.write_bytes(b"old")
    result = export(
        own_copy(defect_warehouse), tmp_path, "senr_fall", "--on-fatal", "block", *NO_BUILD
    )
    assert result.returncode == 1
    assert "Blocked" in result.stdout
    assert old.read_bytes() == b"old"


def test_an_option_that_no_file_of_the_run_follows_is_named(small_warehouse, own_copy, tmp_path):
    warehouse = own_copy(small_warehouse)
    days = ("--start-date", "2023-08-01", "--as-of-date", "2024-05-31", "--preview")
    alone = export(warehouse, tmp_path, "senr_fall", "--census-date", "2023-10-04", *days)
    assert alone.stdout.splitlines()[-1] == "--start-date changes nothing in senr_fall."
    both = export(warehouse, tmp_path, "senr_fall", "sinf", *days)
    assert "changes nothing" not in both.stdout
    every = ("--every-agency", "--program-year", "2023-2024", "--no-marts")
    told = export(warehouse, tmp_path, "fall_2", *every, *days).stdout
    assert told.count("--program-year changes nothing in fall_2.") == 1
    assert "--start-date" not in told


def test_quarantine_writes_clean_rows_and_puts_the_others_beside(
    defect_warehouse, own_copy, tmp_path, query
):
    warehouse = own_copy(defect_warehouse)
    result = export(warehouse, tmp_path, "senr_fall", "--on-fatal", "quarantine", *NO_BUILD)
    assert result.returncode == 1
    ((written, fatal_rows),) = query(
        warehouse,
        "select count(*), count(*) filter (where local_record_id in (select record_key from "
        "exports.export_findings where export_name = 'senr_fall' and severity = 'fatal')) "
        "from exports.rpt_calpads__senr_fall",
    )
    assert fatal_rows > 0
    clean = (tmp_path / "calpads" / "senr_fall.txt").read_bytes().count(b"\r\n")
    apart = (tmp_path / "calpads" / "senr_fall.quarantine.csv").read_text(encoding="utf-8")
    assert clean == written - fatal_rows
    told = f"{clean:,} rows in the file, {fatal_rows:,} with fatal findings in "
    assert f"senr_fall: {told}senr_fall.quarantine.csv." in result.stdout
    assert len(apart.splitlines()) == fatal_rows + 1
    assert apart.startswith("reasons,record_type_code")


def test_a_file_that_a_format_cannot_carry_does_not_stop_the_others(
    defect_warehouse, own_copy, tmp_path
):
    warehouse = own_copy(defect_warehouse)
    result = export(warehouse, tmp_path, "senr_fall", "sps", "--format", "caret,fixed", *NO_BUILD)
    assert result.returncode == 1
    assert "senr_fall: Not written as fixed: record RD12A has a value in" in result.stdout
    assert not (tmp_path / "calpads" / "senr_fall.fixed.txt").exists()
    assert (tmp_path / "calpads" / "senr_fall.txt").exists()
    assert (tmp_path / "casas" / "sps.fixed.txt").exists()


def test_a_preview_goes_to_its_own_folder_and_makes_no_batch(
    clean_warehouse, own_copy, tmp_path, query
):
    warehouse = own_copy(clean_warehouse)
    batches = query(warehouse, "select count(*) from ledger.submission_batches")
    result = export(warehouse, tmp_path, "senr_fall", "--preview", *NO_BUILD)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "preview" / "calpads" / "senr_fall.txt").exists()
    assert not (tmp_path / "calpads").exists()
    assert query(warehouse, "select count(*) from ledger.submission_batches") == batches


def test_a_real_export_is_remembered_and_not_sent_twice(clean_warehouse, own_copy, tmp_path, query):
    warehouse = own_copy(clean_warehouse)
    assert export(warehouse, tmp_path, "senr_fall", *NO_BUILD).returncode == 0
    ((rows, subjects, blank),) = query(
        warehouse,
        "select count(*), count(distinct subject_key), count(*) filter (where subject_key = '') "
        "from ledger.submission_records "
        "where batch_id = (select max(batch_id) from ledger.submission_batches)",
    )
    assert rows == query(warehouse, "select count(*) from exports.rpt_calpads__senr_fall")[0][0]
    assert subjects > 0 and blank == 0
    result = export(warehouse, tmp_path, "senr_fall", "--no-include-previously-submitted")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "calpads" / "senr_fall.txt").read_bytes() == b""
    reasons = dict(
        query(
            warehouse,
            "select exclusion_reason, count(*) from exports.export_exclusions "
            "where export_name = 'senr_fall' group by 1",
        )
    )
    assert reasons["previously_submitted"] == rows
    ((batch, named),) = query(
        warehouse,
        "select max(batch_id), count(batch_id) from exports.export_exclusions "
        "where export_name = 'senr_fall'",
    )
    assert named == rows
    kept = (tmp_path / "lists" / f"{batch}.exclusions.csv").read_text(encoding="utf-8")
    assert "previously_submitted" not in kept  # of the first batch
    ((second, _),) = query(
        warehouse, "select max(batch_id), count(*) from ledger.submission_batches"
    )
    kept = (tmp_path / "lists" / f"{second}.exclusions.csv").read_text(encoding="utf-8")
    assert kept.count(",previously_submitted,") == rows
    rolled_back = program("ledger", "roll-back", batch, "--warehouse", warehouse)
    assert rolled_back.returncode == 0, rolled_back.stderr
    result = export(warehouse, tmp_path, "senr_fall", "--no-include-previously-submitted")
    assert result.returncode == 0, result.stdout + result.stderr
    content = (tmp_path / "calpads" / "senr_fall.txt").read_bytes()
    assert content.count(b"\r\n") == rows


def test_names_birth_dates_and_ssids_stay_off_the_screen(
    defect_warehouse, own_copy, tmp_path, query
):
    warehouse = own_copy(defect_warehouse)
    result = export(warehouse, tmp_path, "senr_fall", *NO_BUILD)
    told = result.stdout + result.stderr + (tmp_path / "findings.csv").read_text(encoding="utf-8")
    told += (tmp_path / "exclusions.csv").read_text(encoding="utf-8")
    people = query(
        warehouse,
        "select legal_last_name, ssid, birth_date::text from staging.stg_sis__students "
        "where length(legal_last_name) > 5 limit 400",
    )
    for value in {value for person in people for value in person if value}:
        assert value not in told


def test_the_warehouse_held_by_another_program_is_one_sentence(clean_warehouse, tmp_path):
    warehouse = shutil.copy(clean_warehouse, tmp_path / "held.duckdb")
    holder = subprocess.Popen(
        [sys.executable, "-c",
         f"import duckdb, time; c = duckdb.connect({str(warehouse)!r}); print('held', flush=True); "
         "time.sleep(60)"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        result = export(Path(warehouse), tmp_path / "out", *NO_BUILD)
    finally:
        holder.kill()
        holder.wait()
    assert result.returncode == 2
    assert "is in use by another program" in one_sentence(result)
