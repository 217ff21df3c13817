"""The seven adult files as written: what each owns, settings, filters, the list of doubts."""

import csv
import os
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, Done, program

FILES = ("cls", "dem", "entr", "att", "scs", "sps", "updt")
# What one file alone may hold, by columns of the layouts (seed casas_data_areas, OWN-2 to OWN-7).
OWNED = {
    "dem": {"last_name", "birth_date", "gender", "races", "highest_diploma", "phone"},
    "entr": {"labor_force_status", "barriers_to_employment", "personal_status", "primary_goal"},
    "att": {"minutes_of_instruction", "distance_learning_minutes", "attendance_source"},
    "scs": {"class_status", "class_exit_date"},
    "sps": {
        "program_start_date", "program_end_date", "program_status", "progress",
        "reason_for_exiting",
    },
    "updt": {"services_career", "services_supportive", "learner_results_education"},
    "cls": {"class_title", "teacher_id", "class_days"},
}  # fmt: skip


@pytest.fixture(scope="module")
def small(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small agency of the golden files, built."""
    return Path(shutil.copy(small_warehouse, tmp_path_factory.mktemp("casas") / "own.duckdb"))


def export(warehouse: Path, out: Path, *arguments: object, **settings: str) -> Done:
    """Write the adult files of the small agency for 2023-2024."""
    environment = {f"STATEFILES_{name.upper()}": value for name, value in settings.items()}
    result = program(
        "export", *FILES, "--warehouse", warehouse, "--out", out, "--as-of-date", AS_OF_DATE,
        "--program-year", "2023-2024", *arguments, **environment,
    )  # fmt: skip
    assert result.returncode in (0, 1), result.stdout + result.stderr
    return result


def rows(path: Path, **form: str) -> list[dict[str, str]]:
    """The rows of a written file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **form))


@pytest.fixture(scope="module")
def written(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seven files with every setting at its default."""
    out = tmp_path_factory.mktemp("defaults")
    export(small, out)
    for name, arguments in {"unconfirmed": [], "unconfirmed_updt": ["updt"]}.items():
        listed = program("unconfirmed", *arguments, "--warehouse", small)
        assert listed.returncode == 0, listed.stderr
        (out / f"{name}.txt").write_text(listed.stdout, encoding="utf-8")
    return out / "casas"


def test_no_file_holds_what_another_owns(written: Path):
    held = {name: set(rows(written / f"{name}.csv")[0]) for name in FILES}
    for owner, columns in OWNED.items():
        assert columns <= held[owner], owner
        for other in set(FILES) - {owner}:
            assert not columns & held[other], f"{other} holds what {owner} owns"


def test_case_090_dem_has_no_column_of_labor_barriers_or_status(written: Path):
    (learner,) = (row for row in rows(written / "dem.csv") if row["student_id"] == "70001")
    assert learner["ssn"] == ""
    assert not {name for name in learner if "status" in name or "barrier" in name}


def test_every_learner_and_class_of_the_files_stands_in_dem_and_cls(written: Path):
    learners = {row["student_id"] for row in rows(written / "dem.csv")}
    classes = {(row["class_id"], row["extended_class_id"]) for row in rows(written / "cls.csv")}
    for name in ("entr", "att", "scs", "sps", "updt"):
        assert {row["student_id"] for row in rows(written / f"{name}.csv")} <= learners
    for name in ("entr", "att", "scs"):
        named = {
            (row["class_id"], row["extended_class_id"]) for row in rows(written / f"{name}.csv")
        }
        assert named <= classes


def test_minutes_are_numbers_and_nothing_is_zero(written: Path):
    minutes = {row["minutes_of_instruction"] for row in rows(written / "att.csv")}
    assert "0" in minutes
    assert all(value.isdigit() for value in minutes)


def test_the_form_of_the_files_follows_the_settings(small: Path, tmp_path: Path, written: Path):
    export(
        small, tmp_path,
        casas_file_delimiter="semicolon", casas_file_has_header="false",
        casas_file_quote="always", casas_file_quote_character="single",
        casas_file_line_end="lf", casas_file_encoding="windows-1252",
        casas_date_format="YYYY-MM-DD", casas_multi_value_delimiter="/",
        casas_file_name="{file_code}_{agency_id}_{program_year}_{YYYYMMDD}.csv",
        casas_drop_leading_zeros="true",
    )  # fmt: skip
    name = f"9901_2023-2024_{AS_OF_DATE.replace('-', '')}.csv"
    data = (tmp_path / "casas" / f"DEM_{name}").read_bytes()
    assert b"\r" not in data
    assert b"'In\xe8s'" in data
    first = data.decode("windows-1252").split("\n")[0]
    assert first.startswith("'9901';'")
    assert first.count("';'") == 23
    entries = (tmp_path / "casas" / f"ENTR_{name}").read_text(encoding="windows-1252")
    assert "'ELL/LII'" in entries
    assert "'2023-08-25'" in entries
    assert len(entries.splitlines()) == len(rows(written / "entr.csv"))
    # KEY-3: leading zeros of ids stay by default and go with the setting.
    assert "0070004" in {row["student_id"] for row in rows(written / "dem.csv")}
    assert b"'0070004'" not in data
    assert b";'70004';" in data


def test_settings_of_disputed_points_change_the_files(small: Path, tmp_path: Path):
    export(
        small, tmp_path,
        entr_with_class="false", att_distance_in_total="false", att_source="CUM",
        casas_several_programs="first", casas_only_with_attendance="true",
    )  # fmt: skip
    folder = tmp_path / "casas"
    entries = rows(folder / "entr.csv")
    assert len(entries) == len({row["student_id"] for row in entries})
    assert {row["class_id"] + row["instructional_program"] for row in entries} == {""}
    assert {row["attendance_source"] for row in rows(folder / "att.csv")} == {"CUM"}
    (online,) = (row for row in rows(folder / "att.csv") if row["class_id"] == "102")
    assert (online["minutes_of_instruction"], online["distance_learning_minutes"]) == ("120", "90")
    (class_of_two,) = (row for row in rows(folder / "cls.csv") if row["class_id"] == "101")
    assert class_of_two["instructional_program"] == "ESL"
    # The learner who never came, known by 0070004, is left out everywhere (SEL-7).
    assert not [row for row in rows(folder / "dem.csv") if row["student_id"].endswith("70004")]


def test_a_wioa_group_keeps_its_program_and_another_group_all_of_them(small: Path, tmp_path: Path):
    """D18, SEL-1 and SEL-2: a learner of the class 201 is in other programs too."""
    export(small, tmp_path / "wioa", "--course-group", "WIOA | Basic Skills")
    programs = {row["instructional_program"] for row in rows(tmp_path / "wioa/casas/sps.csv")}
    assert programs == {"ABE"}
    classes = {row["class_id"] for row in rows(tmp_path / "wioa/casas/cls.csv")}
    assert classes == {"201"}
    assert {row["class_id"] for row in rows(tmp_path / "wioa/casas/att.csv")} == {"201"}
    export(small, tmp_path / "evening", "--course-group", "Evening")
    programs = {row["instructional_program"] for row in rows(tmp_path / "evening/casas/sps.csv")}
    assert programs == {"ABE", "ESL", "CIT"}
    assert {row["class_id"] for row in rows(tmp_path / "evening/casas/cls.csv")} == {"201"}


def test_an_adult_site_limits_the_files_and_stands_in_their_names(small: Path, tmp_path: Path):
    export(small, tmp_path, "--site", "0100005")
    folder = tmp_path / "casas"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{name}.0100005.csv" for name in FILES
    )
    assert {row["site_id"] for row in rows(folder / "cls.0100005.csv")} == {"L1"}
    assert {row["class_id"] for row in rows(folder / "att.0100005.csv")} == {"101", "102"}


def test_a_wrong_setting_is_one_sentence(small: Path, tmp_path: Path):
    result = program(
        "export", "cls", "--warehouse", small, "--out", tmp_path,
        STATEFILES_CASAS_FILE_DELIMITER="comma and blank",
    )  # fmt: skip
    assert result.returncode == 2
    assert "must be comma, semicolon, tab or pipe" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_nobody_confirmed_is_listed_by_one_command(small: Path, written: Path):
    listed = (written.parent / "unconfirmed.txt").read_text(encoding="utf-8")
    for item in ("field 9, width 8", "UNEMP", "delimiter", "ABE level 3", "items to confirm"):
        assert (item in listed) == (item != "UNEMP"), item  # a federal name, medium confidence
    assert "…" not in listed
    only = (written.parent / "unconfirmed_updt.txt").read_text(encoding="utf-8")
    assert "EDU_LEVEL_COMPLETED" in only
    assert "HEALTHCARE" not in only  # a token that the state published, medium confidence
    assert " dem " not in only
    wrong = program("unconfirmed", "xyz", "--warehouse", small)
    assert wrong.returncode == 2
    assert "write one of" in wrong.stderr


def test_what_is_not_built_is_not_listed_as_confirmed(small: Path, own_copy):
    warehouse = own_copy(small)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("comment on table intermediate.int_casas__dem_errors is 'not built: dem'")
    for names in ([], ["dem"]):
        told = program("unconfirmed", *names, "--warehouse", warehouse)
        assert told.returncode == 2
        assert "dem is not built yet: run scripts/export.py dem first." in told.stderr
    assert program("unconfirmed", "cls", "--warehouse", warehouse).returncode == 0


def test_the_page_of_the_docs_follows_from_the_seeds():
    page = ROOT / "models/exports/casas/_unconfirmed.md"
    before = page.read_text(encoding="utf-8")
    try:
        assert program("unconfirmed", "--page").returncode == 0
        assert page.read_text(encoding="utf-8") == before
    finally:
        page.write_text(before, encoding="utf-8")


def test_the_settings_of_the_file_format_have_an_option_each():
    with (ROOT / "seeds/layouts/casas_file_format.csv").open(encoding="utf-8") as file:
        parameters = {row["parameter"]: row["setting"] for row in csv.DictReader(file)}
    with (ROOT / "seeds/options/options.csv").open(encoding="utf-8") as file:
        options = {row["option_name"] for row in csv.DictReader(file)}
    fixed = {"attendance_unit", "empty_value", "numeric_format", "program_year_start"}
    assert {name for name, setting in parameters.items() if not setting} == fixed
    assert {setting for setting in parameters.values() if setting} <= options
    assert not [name for name in os.environ if name.startswith("STATEFILES_CASAS")]


def test_every_rule_of_casas_is_held_by_tests_that_exist():
    page = (ROOT / "tests/casas_rules.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([A-Z]+-\d+[a-z]?) \| [^|]+ \| (.+) \|$", page, re.MULTILINE))
    with (ROOT / "seeds/rules/validation_rules.csv").open(encoding="utf-8") as file:
        rules = {row["rule_id"] for row in csv.DictReader(file) if row["collection"] == "casas"}
    assert set(listed) == rules
    places = [*ROOT.glob("models/**/*.yml"), *ROOT.glob("tests/python/*.py")]
    known = {path.stem for path in ROOT.glob("tests/singular/**/*.sql")}
    for path in places:
        text = path.read_text(encoding="utf-8")
        known |= set(re.findall(r"^  - name: (\w+)$", text, re.MULTILINE))
        known |= set(re.findall(r"^def (\w+)\(", text, re.MULTILINE))
    held_by = [line.rsplit("|", 2)[1] for line in page.splitlines() if line.startswith("| ")]
    named = set(re.findall(r"`((?:test_)?[a-z][a-z0-9_]{20,})`", " ".join(held_by)))
    assert len(named) > 50
    assert named <= known
