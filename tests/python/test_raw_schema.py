"""An agency that fills schema raw itself: what is checked and added at the start of a run."""

from pathlib import Path

import duckdb

from conftest import Done, dbt


def build(warehouse: Path, *select: str) -> Done:
    return dbt(warehouse, "run", "--select", *select)


def test_own_raw_tables_need_only_what_the_contract_requires(clean_warehouse, own_copy):
    warehouse = own_copy(clean_warehouse)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("drop table raw.student_waivers")
        con.execute("alter table raw.orgs drop column zip_code")
        con.execute("alter table raw.orgs drop column _row_number")
    done = build(warehouse, "stg_sis__orgs", "stg_sis__student_waivers")
    assert done.returncode == 0, done.stdout
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert con.execute("select count(*) from staging.stg_sis__student_waivers").fetchone() == (
            0,
        )
        rows = con.execute("select count(*), count(distinct source_row), count(zip_code) "
                           "from staging.stg_sis__orgs").fetchone()  # fmt: skip
    assert rows is not None and rows[0] == rows[1] > 0 and rows[2] == 0


def test_a_missing_required_table_or_column_is_one_sentence(clean_warehouse, own_copy):
    warehouse = own_copy(clean_warehouse)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("alter table raw.students drop column ssid")
    assert "The raw table students lacks the column ssid" in build(warehouse, "run_options").stdout
    with duckdb.connect(str(warehouse)) as con:
        con.execute("drop table raw.students")
    assert "The raw table students is missing" in build(warehouse, "run_options").stdout
