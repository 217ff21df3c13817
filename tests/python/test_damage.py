"""One raw value mangled for each of hundreds of persons, in one build: no other records change,
and what a file lost is reported. The long version is tests/benchmarks/damage.py.
"""

import shutil
from pathlib import Path

import duckdb
import pytest

import damage
from conftest import AS_OF_DATE, load, without_options
from statefiles import build, project

# Files of every kind of person; the rest of the contract is left to the long version.
FILES = ("senr_ongoing", "sinf", "sprg", "sass", "dem", "att")
TABLES = (
    "students", "student_addresses", "student_guardians", "enrollments", "student_programs",
    "staff", "staff_assignments", "adult_class_enrollments", "adult_attendance",
    "adult_program_updates", "adult_profiles",
)  # fmt: skip
MOST = 300


@pytest.fixture(scope="module")
def seen(clean_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> damage.Seen:
    """What the damages of one seed did to the files."""
    folder = tmp_path_factory.mktemp("damage")
    raw = folder / "raw"
    raw.mkdir()
    with duckdb.connect(str(clean_warehouse), read_only=True) as con:
        for (table,) in con.execute("select table_name from raw.load_manifest").fetchall():
            con.execute(
                f"copy (select * exclude (_row_number) from raw.{table} order by _row_number) "
                f"to '{raw / table}.csv' (header)"
            )
    damages = damage.chosen(raw, 20261128, MOST, TABLES)
    assert len(damages) == MOST
    damage.plant(raw, damages, folder / "damaged")
    warehouse = load(folder / "damaged", Path(shutil.copy(clean_warehouse, folder / "own.duckdb")))
    known = project.read()
    wanted = [
        node for node in known.nodes
        if node.split(".")[-1].removeprefix("rpt_calpads__").removeprefix("rpt_casas__") in FILES
        or node.split(".")[-1].removeprefix("stg_sis__") in TABLES
        or node.endswith(tuple(f"__{name}_errors" for name in ("senr", *FILES)))
        or node.endswith(".int_raw__findings")
    ]  # fmt: skip
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        build.build(warehouse, wanted)
    return damage.judge(
        damages,
        damage.outcome_of(clean_warehouse, FILES),
        damage.outcome_of(warehouse, FILES),
    )


def test_a_damage_changes_nobody_elses_records(seen):
    assert seen.strangers == []


def test_no_record_is_lost_in_silence(seen):
    assert seen.silent == []


def test_blanks_around_a_value_and_a_time_of_day_change_nothing(seen):
    assert [fate for fate in seen.fates if fate[2] in ("spaces", "time_of_day")
            and fate[3] != "no effect"] == []  # fmt: skip


def test_every_record_has_a_key(seen):
    assert seen.nameless == []
