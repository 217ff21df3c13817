"""Counts of the state: the built agency tells each school's published numbers, end to end."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from conftest import AS_OF_DATE, program
from statefiles import build, project

# The largest district of the file that is made, loaded and built in about a minute on two cores.
MOST_PUPILS = 130_000
READ = (
    "rpt_calpads__senr_fall", "fct_enrollments", "dim_schools",
    "stg_sis__student_language_statuses", "stg_sis__student_programs",
)  # fmt: skip
GROUPS = ("English Learner (EL)", "Foster", "Homeless", "Migrant Program")

COUNTS = """
with enrolled as (
    select enrollments.student_id, schools.cds_code
    from marts.fct_enrollments as enrollments
    inner join marts.dim_schools as schools on enrollments.org_id = schools.org_id
    cross join intermediate.run_options as options
    where
        enrollments.enrollment_status_code = '10' and not enrollments.is_no_show
        and enrollments.entry_date <= options.census_date
        and coalesce(enrollments.exit_date, options.census_date) >= options.census_date
),
languages as (
    select student_id, arg_max(elas_code, statuses.start_date) as elas_code
    from staging.stg_sis__student_language_statuses as statuses
    cross join intermediate.run_options as options
    where statuses.start_date <= options.census_date
    group by student_id
),
programs as (
    select programs.student_id, coalesce(codes.state_code, programs.program_code) as program
    from staging.stg_sis__student_programs as programs
    cross join intermediate.run_options as options
    left join intermediate.int_codes__state_codes as codes
        on codes.code_set = 'calpads.education_program'
        and codes.local_key = lower(programs.program_code)
        and programs.start_date between codes.valid_from and codes.valid_to
    where
        programs.start_date <= options.census_date
        and coalesce(programs.end_date, options.census_date) >= options.census_date
)
select
    enrolled.cds_code,
    count(*),
    count(*) filter (where student_id in (select student_id from languages
        where lower(elas_code) in (select local_key from intermediate.int_codes__state_codes
        where code_set = 'calpads.elas' and state_code = 'EL'))),
    count(*) filter (where student_id in
        (select student_id from programs where upper(program) = 'FOSTER')),
    count(*) filter (where student_id in (select student_id from programs where program = '191')),
    count(*) filter (where student_id in (select student_id from programs where program = '135'))
from enrolled
group by enrolled.cds_code
"""


def pupil_counts() -> Path:
    """The published file, or a skip that says what is missing."""
    folder = os.environ.get("PUBLIC_DATA")
    if not folder:
        pytest.skip("PUBLIC_DATA is not set: it names the folder with the state's public files")
    return Path(folder) / "ca_upc_2023_24" / "school_level.csv"


def published(path: Path) -> dict[str, dict[str, list[int]]]:
    """Per district and 14-digit school code: enrollment and the four group counts."""
    districts: dict[str, dict[str, list[int]]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["County Code"].zfill(2) + row["District Code"].zfill(5)
            numbers = [row[name].strip() for name in ("Total Enrollment", *GROUPS)]
            districts[code][code + row["School Code"].zfill(7)] = [
                int(number) if number.isdigit() else 0 for number in numbers
            ]
    return districts


def test_every_school_of_a_large_district_has_its_published_counts(
    small_warehouse, own_copy, tmp_path, query
):
    path = pupil_counts()
    districts = {
        code: schools
        for code, schools in published(path).items()
        if sum(counts[0] for counts in schools.values()) <= MOST_PUPILS
    }
    district = max(districts, key=lambda code: sum(c[0] for c in districts[code].values()))
    warehouse = own_copy(small_warehouse)
    raw = tmp_path / "raw"
    made = program("sample", "--out", raw, "--pupil-counts", path, "--district", district)
    assert made.returncode == 0, made.stderr
    assert program("load", raw, "--warehouse", warehouse).returncode == 0
    known = project.read()
    build.build(warehouse, build.chosen(known, READ), {"as_of_date": AS_OF_DATE})

    expected = {code: counts for code, counts in districts[district].items() if counts[0]}
    nonpublic = {code for code in expected if code.endswith("0000001")}
    found = {code: list(counts) for code, *counts in query(warehouse, COUNTS)}
    schools = {code: counts for code, counts in expected.items() if code not in nonpublic}
    assert {code: found.get(code) for code in schools} == schools

    # Pupils at nonpublic schools are published in one row; here each such school is its own place.
    others = [counts for code, counts in found.items() if code not in schools]
    assert [sum(column) for column in zip(*others, strict=True)] == (
        [sum(column) for column in zip(*(expected[code] for code in nonpublic), strict=True)]
    )

    # The file itself, for the schools that the district reports.
    in_file = dict(
        query(
            warehouse,
            "select school_of_attendance, count(*) from exports.rpt_calpads__senr_fall "
            "where enrollment_status_code = '10' group by 1",
        )
    )
    reported = {
        row[0] for row in query(
            warehouse, "select cds_code from intermediate.int_orgs__in_scope where is_in_scope")
    }  # fmt: skip
    for code, counts in schools.items():
        if code in reported:
            assert in_file[code[7:]] == counts[0], code
    assert len(schools) > 100
