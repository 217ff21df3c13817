"""Many agencies in one load: each has its own files, and one that is not ready keeps none back."""

import json
import os
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, Done, load, program

PUBLIC = os.environ.get("PUBLIC_DATA", "")
COUNTS = f"{PUBLIC}/ca_upc_2023_24/school_level.csv"
# Forty LEAs with few students, so that the test is one of many agencies and not of many rows.
FORTY = """
select "County Code" || "District Code" as lea_code
from read_csv($1, all_varchar = true)
where "District Type" not like '%State%'
group by all
having sum(cast("Total Enrollment" as integer)) between 30 and 400
order by sum(cast("Total Enrollment" as integer)), lea_code
limit 40
"""


def export(warehouse: Path, out: Path, *options: object) -> Done:
    return program(
        "export", *options, "--every-agency", "--warehouse", warehouse, "--out", out,
        "--as-of-date", AS_OF_DATE,
    )  # fmt: skip


def rows_of(path: Path) -> list[list[str]]:
    return [line.split("^") for line in path.read_text(encoding="utf-8").splitlines()]


def made_of(folder: Path, codes: list[str]) -> Path:
    """A warehouse with the raw tables of LEAs of the published pupil counts."""
    made = program(
        "sample", "--out", folder / "raw", "--pupil-counts", COUNTS, "--district", *codes
    )
    assert made.returncode == 0, made.stderr
    return load(folder / "raw", folder / "warehouse.duckdb")


@pytest.fixture(scope="module")
def codes() -> list[str]:
    """Forty LEAs of the published pupil counts."""
    if not PUBLIC:
        pytest.skip("PUBLIC_DATA names no folder with the published pupil counts")
    return [code for (code,) in duckdb.execute(FORTY, [COUNTS]).fetchall()]


def test_forty_leas_have_their_own_files_and_one_that_is_not_ready_keeps_none(
    codes, tmp_path, query
):
    warehouse = made_of(tmp_path, codes)
    # A student of the first LEA gets a gender that no code of the state is.
    spoiled, student = codes[0], (
        "select min(enrollments.student_id) from raw.enrollments as enrollments "
        "inner join raw.orgs as orgs on enrollments.org_id = orgs.org_id "
        "where left(orgs.cds_code, 7) = $1 and enrollments.entry_date <= '2023-10-04' "
        "and enrollments.exit_date is null and enrollments.enrollment_type_code = 'P'"
    )  # fmt: skip
    with duckdb.connect(str(warehouse)) as con:
        con.execute(
            f"update raw.students set gender_code = 'None such' where student_id = ({student})",
            [spoiled],
        )
    out = tmp_path / "out"
    done = export(warehouse, out, "senr_fall", "--on-fatal", "block")
    assert done.returncode == 1, done.stderr
    assert {path.name for path in out.iterdir() if path.is_dir()} == set(codes)
    assert not (out / spoiled / "calpads" / "senr_fall.txt").exists()
    findings = (out / spoiled / "findings.csv").read_text(encoding="utf-8")
    assert "None such" in findings or "xxxx" in findings
    on_census_day: dict[str, set[str]] = {code: set() for code in codes}
    for code, enrollment_id in query(
        warehouse,
        "select reporting_lea, enrollment_id from marts.fct_enrollments "
        "where is_effective and enrollment_status_code = '10' and entry_date <= '2023-10-04' "
        "and coalesce(exit_date, '9999-12-31') >= '2023-10-04'",
    ):
        on_census_day[code].add(enrollment_id)
    for code in codes[1:]:
        rows = rows_of(out / code / "calpads" / "senr_fall.txt")
        assert {row[3] for row in rows} == {code}
        assert {row[2] for row in rows} >= on_census_day[code] != set()
        told = json.loads((out / code / "manifest.json").read_text(encoding="utf-8"))
        assert told["exports"]["senr_fall"]["is_ready"], code


def test_each_collection_is_of_the_agency_that_sends_it(codes, tmp_path):
    warehouse = made_of(tmp_path, codes[:2])
    out, alone = tmp_path / "out", tmp_path / "alone"
    done = export(warehouse, out, "sdem", "cls", "cast_entities", "--preview", "--no-report")
    assert done.returncode == 0, done.stdout + done.stderr
    found = {
        path.relative_to(out).as_posix() for path in out.rglob("*.*") if "preview" in str(path)
    }
    files = {name for name in found if name.count("/") > 1 and "lists" not in name}
    assert files >= {f"{code}/preview/calpads/sdem.txt" for code in codes[:2]}
    assert files >= {"9001/preview/casas/cls.csv", "9002/preview/casas/cls.csv"}
    assert any(name.startswith("preview/cast/cast_entities") for name in files)
    program(
        "export", "sdem", "--preview", "--warehouse", warehouse, "--out", alone, "--as-of-date",
        AS_OF_DATE, STATEFILES_LEA_CODE=codes[1],
    )  # fmt: skip
    own = f"{codes[1]}/preview/calpads/sdem.txt"
    assert (out / own).read_bytes() == (alone / "preview/calpads/sdem.txt").read_bytes() != b""


def test_a_charter_that_reports_by_itself_is_an_agency(small_warehouse, own_copy, tmp_path):
    out = tmp_path / "out"
    done = export(own_copy(small_warehouse), out, "senr_ongoing", "--preview", "--no-report")
    assert "Error" not in done.stdout, done.stdout
    found = {
        path.relative_to(out).as_posix(): {row[3] for row in rows_of(path)}
        for path in out.rglob("senr_ongoing*.txt")
    }
    assert found == {
        "0199999/preview/calpads/senr_ongoing.txt": {"0199999"},
        "0100003/preview/calpads/senr_ongoing.0100003.txt": {"0100003"},
    }


@pytest.mark.parametrize("option", [("--site", "LEA"), ("--agency", "9001"), ("--no-build",)])
def test_one_agency_or_what_is_built_is_not_every_agency(small_warehouse, tmp_path, option):
    done = export(small_warehouse, tmp_path, "senr_fall", *option)
    assert done.returncode == 2 and "--every-agency" in done.stderr
    assert not any(tmp_path.iterdir())
