"""The staff files: options that have no effect on them are reported, and change nothing."""

import csv
import json
from pathlib import Path

from conftest import AS_OF_DATE, TEST_YEAR, program

STAFF = ("sdem", "sass")


def export(warehouse: Path, out: Path, *options: str) -> dict[str, bytes]:
    """The bytes of both staff files of one run."""
    result = program(
        "export", *STAFF, "--warehouse", warehouse, "--out", out, *options,
        STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return {name: (out / "calpads" / f"{name}.txt").read_bytes() for name in STAFF}


def test_case_065_who_was_submitted_before_is_written_again_and_the_run_says_so(
    clean_warehouse, own_copy, tmp_path
):
    warehouse = own_copy(clean_warehouse)
    before = export(warehouse, tmp_path / "before", "--no-build")
    manifest = json.loads((tmp_path / "before/manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["exports"]) == set(STAFF)
    options = ("--no-include-previously-submitted", "--include-not-enrolled")
    after = export(warehouse, tmp_path / "after", *options)
    assert after == before
    with (tmp_path / "after/findings.csv").open(encoding="utf-8", newline="") as lines:
        told = {
            (row["export_name"], row["column_name"], row["value"], row["severity"])
            for row in csv.DictReader(lines)
            if row["rule_id"] == "option_without_effect" and row["column_name"] != "as_of_date"
        }
    assert told == {
        (name, option, value, "information")
        for name in STAFF
        for option, value in (
            ("include_previously_submitted", "false"),
            ("include_not_enrolled", "true"),
            ("test_year", TEST_YEAR),  # of the environment
        )
    }
