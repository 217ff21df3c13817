"""Every column of every raw table mangled, each in a small world of its own, in one build: no other
world changes, and what a file lost is reported. The long version, with every kind of damage of
every column, is tests/benchmarks/damage.py.
"""

import shutil
from pathlib import Path

import pytest

import damage
from conftest import AS_OF_DATE, load, without_options
from statefiles import build

SEED = 20261128
SOUND = 5  # worlds without damage
# Waivers have no file after 2015-2016; the long version builds an older year too. Expanded learning
# has one from 2025-2026 on, the years after those of the worlds.
WITHOUT_RECORDS = ["leap", "swav"]


@pytest.fixture(scope="module")
def seen(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> damage.Seen:
    """What a damage of each column did to the files."""
    folder = tmp_path_factory.mktemp("damage")
    damages = damage.chosen(SEED, each_column=True)
    owners = damage.plant(damages, SOUND, folder / "damaged")
    warehouse = load(folder / "damaged", Path(shutil.copy(small_warehouse, folder / "own.duckdb")))
    with without_options(
        STATEFILES_AS_OF_DATE=AS_OF_DATE, STATEFILES_AGENCY="9001",
        STATEFILES_INCLUDE_NOT_ENROLLED="true",
    ):  # fmt: skip
        build.build(warehouse, damage.nodes())
    return damage.judge(damages, owners, warehouse)


def test_every_column_of_every_table_has_a_value_to_damage():
    rows = damage.template()
    without = [
        (table, column["column_name"])
        for table, columns in damage.contract().items()
        for column in columns
        if not any(row[column["column_name"]] for row in rows[table])
    ]
    assert without == []


def test_every_file_holds_records_of_a_world(seen):
    assert seen.empty == WITHOUT_RECORDS


def test_a_damage_changes_no_other_world(seen):
    assert seen.strangers == []


def test_no_record_is_lost_in_silence(seen):
    assert seen.silent == []


def test_the_contract_names_the_files_that_an_unread_value_changes(seen):
    assert seen.unlisted == []


def test_blanks_around_a_value_and_a_time_of_day_change_nothing(seen):
    harmless = [fate for fate in seen.fates if fate[2] in ("spaces", "time_of_day")]
    assert harmless
    assert [fate for fate in harmless if fate[3] != "no effect"] == []


def test_every_record_has_a_key(seen):
    assert seen.nameless == []
