"""Options wherever they come from: environment, dbt vars, statefiles.toml, names of schools."""

from pathlib import Path

import pytest

from conftest import AS_OF_DATE, Done, dbt, program
from statefiles import settings

SAVED = """
include_not_enrolled = true
as_of_date = 2024-05-31

[profiles.high]
exports = ["senr_fall"]
site = "oak high"
census_date = "2023-10-04"
"""


def run(warehouse: Path, out: Path, *arguments: object, **environment: str) -> Done:
    """An export of the small agency."""
    return program(
        "export", *arguments, "--warehouse", warehouse, "--out", out,
        **{"STATEFILES_AS_OF_DATE": AS_OF_DATE} | environment,
    )  # fmt: skip


def test_an_unknown_variable_is_refused_with_the_nearest_option(small_warehouse, tmp_path):
    result = run(small_warehouse, tmp_path / "out", "sinf", STATEFILES_SIET="LEA")
    assert result.returncode == 2
    assert "There is no option STATEFILES_SIET for the environment: write STATEFILES_SITE" in (
        result.stderr
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "environment", [{"STATEFILES_SITE": "9999999"}, {"STATEFILES_AS_OF_DATE": "2023-10-31"}]
)
def test_what_was_built_under_other_options_is_refused(
    small_warehouse, own_copy, tmp_path, query, environment
):
    warehouse = own_copy(small_warehouse)
    result = run(warehouse, tmp_path / "out", "sinf", "--no-build", **environment)
    assert result.returncode == 2
    assert "is not built from these options" in result.stderr
    assert not (tmp_path / "out").exists()
    assert query(warehouse, "select count(*) from ledger.batches") == [(0,)]


def test_an_unknown_var_is_refused_by_dbt_as_well(small_warehouse, own_copy):
    done = dbt(
        own_copy(small_warehouse), "build", "--select", "run_options",
        "--vars", "{academik_year: 2023-2024}",
    )  # fmt: skip
    assert done.returncode == 1
    assert "There is no option academik_year for --vars: write academic_year" in done.stdout


@pytest.mark.parametrize(
    ("var", "variable", "is_on"),
    [(None, "true", True), (None, " FALSE ", False), (None, "", False), (None, "maybe", True),
     (False, "true", False), (True, "", False)],
)  # fmt: skip
def test_a_switch_that_a_var_sets_is_none_of_the_run(monkeypatch, var, variable, is_on):
    name = "complementary_suppression"
    monkeypatch.setattr(settings, "project_vars", lambda: {} if var is None else {name: var})
    monkeypatch.setenv("STATEFILES_COMPLEMENTARY_SUPPRESSION", variable)
    assert settings.may_be_on(name) is is_on


def test_a_var_wins_over_the_environment_and_both_over_the_default(
    small_warehouse, own_copy, query
):
    warehouse = own_copy(small_warehouse)
    done = dbt(
        warehouse, "run", "--select", "int_options__given", "--vars", "{site: from a var}",
        STATEFILES_SITE="from outside", STATEFILES_AGENCY=" O'Neil ", STATEFILES_TEST_YEAR="",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert query(
        warehouse,
        "select site, agency, test_year, updt_rows from intermediate.int_options__given",
    ) == [("from a var", "O'Neil", None, "day")]


def test_a_profile_is_a_saved_selection(small_warehouse, own_copy, tmp_path, query):
    warehouse, settings = own_copy(small_warehouse), tmp_path / "statefiles.toml"
    settings.write_text(SAVED, encoding="utf-8")
    result = run(
        warehouse, tmp_path / "out", "--settings", settings, "--profile", "high", "--preview",
        STATEFILES_AS_OF_DATE="",
    )  # fmt: skip
    assert result.returncode in (0, 1), result.stdout + result.stderr
    # The school by its name; the option outside the profiles counts too.
    assert [path.name for path in (tmp_path / "out/preview/calpads").iterdir()] == [
        "senr_fall.0100001.txt"
    ]
    assert query(
        warehouse,
        "select site, include_not_enrolled, as_of_date::text from intermediate.run_options",
    ) == [("0100001", True, "2024-05-31")]


def test_the_command_line_wins_over_the_profile(small_warehouse, own_copy, tmp_path):
    settings = tmp_path / "statefiles.toml"
    settings.write_text(SAVED, encoding="utf-8")
    result = run(
        own_copy(small_warehouse), tmp_path / "out", "sass", "--settings", settings,
        "--profile", "high", "--site", "Oak Middle", "--preview",
    )  # fmt: skip
    assert result.returncode in (0, 1), result.stdout + result.stderr
    assert (tmp_path / "out/preview/calpads/sass.0100002.txt").exists()


@pytest.mark.parametrize(
    ("text", "profile", "sentence"),
    [
        ("acdemic_year = '2023-2024'", None, "There is no option acdemic_year for statefiles.toml"),
        ("[profiles.a]\nsit = 'LEA'", None, "There is no option sit for profile a"),
        ("[profiles.a]\nformat = 'tab'", None, "for profile a of statefiles.toml: take it away."),
        ("[profile.a]\nsite = 'LEA'", None, "write profiles if that is meant"),
        (SAVED, "low", "There is no profile 'low' in statefiles.toml: it has high."),
        ("site = ", None, "statefiles.toml cannot be read as TOML"),
        ("profiles = 1", None, "The profiles of statefiles.toml are tables"),
        ("[profiles.a]\nexports = 'sinf'", "a", "The exports of profile a are a list"),
        ("site = 1.5", None, "The value of site in statefiles.toml is none of an option"),
        ("site = 'Nowhere High'", None, "matches no school or more than one"),
    ],
)
def test_a_wrong_settings_file_is_one_sentence(
    small_warehouse, own_copy, tmp_path, text, profile, sentence
):
    settings = tmp_path / "statefiles.toml"
    settings.write_text(text, encoding="utf-8")
    chosen = ("--profile", profile) if profile else ("sass",)
    result = run(own_copy(small_warehouse), tmp_path / "out", *chosen, "--settings", settings)
    assert result.returncode == 2
    assert sentence in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_places_are_listed(small_warehouse):
    result = program("sites", "--warehouse", small_warehouse)
    assert result.returncode == 0, result.stderr
    line = next(line for line in result.stdout.splitlines() if "Oak High" in line)
    assert line.split()[:2] == ["0100001", "0199999"]


def test_a_submission_is_its_files_each_with_its_days(small_warehouse, own_copy, tmp_path, query):
    warehouse = own_copy(small_warehouse)
    result = run(warehouse, tmp_path / "out", "fall_2")
    assert result.returncode == 1, result.stdout + result.stderr  # defects of the small agency
    folder = tmp_path / "out/calpads"
    assert sorted(path.name for path in folder.iterdir()) == [
        "crse.txt", "sass.txt", "scse.txt", "sdem.txt",
    ]  # fmt: skip
    assert "fall_2: not built here, send them otherwise: PSTS." in result.stdout
    # The spring term X2 is in CRSE, not in SCSE, which is of Census Day alone.
    keys = {
        name: [line.split("^")[2] for line in (folder / f"{name}.txt").read_text().splitlines()]
        for name in ("crse", "scse")
    }
    assert "X2-T1" in keys["crse"] and keys["scse"] == ["X1-S1", "X7-S1", "X3-S1", "X3-S5"]
    told = (tmp_path / "out/findings.csv").read_text(encoding="utf-8").splitlines()
    exports = [line.split(",")[0] for line in told[1:]]
    assert {"sdem", "crse", "scse", "raw"} <= set(exports)
    assert len(told) == len(set(told))


def test_a_submission_that_the_year_does_not_have_is_refused(small_warehouse, own_copy, tmp_path):
    result = run(
        own_copy(small_warehouse), tmp_path / "out", "eoy_4", "--academic-year", "2025-2026"
    )
    assert result.returncode == 2
    assert "There is no eoy_4 in 2025-2026: write one of eoy_1, eoy_2, fall_1, fall_2." in (
        result.stderr
    )
