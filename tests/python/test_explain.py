"""statefiles explain: it says of every value what the file says, and from where it comes."""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program
from statefiles import common
from statefiles.explain.answers import Explained, Explainer
from statefiles.explain.cli import lines_of


@pytest.fixture(scope="module")
def explainer(small_warehouse: Path):
    with common.connect(small_warehouse, read_only=True) as con:
        yield Explainer(con)


@pytest.fixture(scope="module")
def told(explainer) -> dict[str, list[Explained]]:
    """Every record of every export that has a layout, explained; and the rows that are sums."""
    found: dict[str, list[Explained]] = {}
    for name, export in explainer.exports.items():
        if not export.columns:
            continue
        keys = explainer.warehouse.con.execute(
            "select record_key from intermediate.int_reporting__candidates where export_name = ? "
            "order by record_key", [name],
        ).fetchall()  # fmt: skip
        found[name] = [
            one for (key,) in keys for one in explainer.explain(name, key) if one.record_key == key
        ]
        assert len(found[name]) == len(keys)
        if name == "cast_research":
            rows = explainer.warehouse.con.execute(f"select {export.key} from {export.relation}")
            found[name] += [explainer.explain(name, key)[0] for (key,) in rows.fetchall()]
    return found


def rows_of_file(path: Path) -> list[list[str]]:
    """The cells of the rows of a file below its head, from its bytes."""
    text = path.read_bytes().decode()
    if path.suffix == ".csv":
        return list(csv.reader(text.splitlines()))[1:]
    rows = [line.split("^") for line in text.splitlines()]
    return rows if path.parent.name == "calpads" else rows[1:]


def test_every_value_is_the_one_that_the_file_has(told, small_warehouse, own_copy, tmp_path):
    warehouse = own_copy(small_warehouse)
    done = program(
        "export", "--warehouse", warehouse, "--out", tmp_path, "--preview", "--no-build",
        STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    compared = 0
    for name, records in told.items():
        (path,) = [
            path
            for path in (tmp_path / "preview").glob(f"*/{name}.*")
            if ".fixed." not in path.name
        ]
        explained = [[answer.value for answer in one.answers] for one in records if one.answers]
        assert sorted(explained) == sorted(rows_of_file(path)), name
        compared += len(explained)
    assert compared > 150


def test_a_plain_column_is_traced_to_the_text_that_the_file_shows(told):
    """Of fields that the seed calls a raw column as it is: one row, and its value is the file's."""
    traced = 0
    for name, records in told.items():
        for one in records:
            for answer in one.answers:
                if len(answer.sources) != 1 or not answer.sources[0].is_traced:
                    continue
                (source,) = answer.sources
                as_it_is = f"{re.escape(source.column)}(, outer spaces trimmed| as YYYYMMDD\\.$)"
                if not re.match(as_it_is, answer.rule) or len(source.rows) != 1:
                    continue
                ((_, _, typed),) = source.rows
                value = str(typed or "")
                value = value.replace("-", "") if "YYYYMMDD" in answer.rule else value
                assert answer.value == value, (name, one.record_key, answer)
                traced += 1
    assert traced > 150


def test_a_translated_code_names_what_translates_it(told):
    untold = set()
    translated = 0
    for name, records in told.items():
        for one in records:
            for answer in one.answers:
                if not answer.local_code or not answer.value:
                    continue
                if answer.translations:
                    for row in answer.translations:
                        assert row["state_code"].lower() == answer.value.lower()
                    translated += 1
                else:
                    untold.add((name, answer.column, answer.local_code, answer.value))
    assert translated > 200
    # Made of two raw columns, one of several in order, a constant of a setting, a set without list:
    # the rule says how, and the command says that no one row does.
    assert {column for _, column, _, _ in untold} == {
        "student_birth_state_province_code", "residential_address_state_province_code",
        "mailing_address_state_province_code", "staff_race_2_code", "attendance_source",
        "highest_year_of_school",
    }  # fmt: skip


def test_a_record_that_is_left_out_says_why(told, small_warehouse, query):
    left_out = query(
        small_warehouse,
        "select export_name, record_key, exclusion_reason, reason_text "
        "from exports.export_exclusions",
    )
    reasons = {
        (name, one.record_key): one.reason
        for name, records in told.items()
        for one in records
        if one.reason
    }
    assert len(reasons) == len(left_out) > 50
    for name, key, reason, text in left_out:
        assert (reasons[name, key].name, reasons[name, key].text) == (reason, text)
        assert reasons[name, key].tests, (name, reason)
    seen = reasons["senr_fall", "E5"]
    assert seen.values["enrollments.exit_date of E5"] == "2023-10-03"
    assert seen.values["option census_date"] == "2023-10-04"
    assert seen.remedy == "Choose another Census Day with --census-date."


def test_every_finding_is_told_by_its_key(explainer, small_warehouse, query):
    found = query(
        small_warehouse,
        "select export_name, record_key, list(rule_id order by rule_id) "
        "from exports.export_findings group by all",
    )
    for name, key, rules in found:
        (one,) = [one for one in explainer.explain(name, key) if one.record_key == key]
        assert sorted(finding["rule_id"] for finding in one.findings) == rules


def test_a_value_of_several_rows_names_them_and_guesses_none(explainer):
    (one,) = explainer.explain("att", "L1|C1", "minutes_of_instruction")
    (answer,) = one.answers
    minutes = answer.sources[0]
    assert [(text, typed) for _, text, typed in minutes.rows] == [("150", 150), ("600", 600)]
    lines = list(lines_of(one))
    assert (
        "  adult_attendance.minutes: from 2 rows of adult_attendance with class_id C1, "
        "student_id L1"
    ) in lines
    (one, *_) = explainer.explain("cast_entities", cast_key(explainer))
    assert any("no key of the record leads to its rows" in line for line in lines_of(one))


def cast_key(explainer: Explainer) -> str:
    """A record of the entities of the CAST file, which has no id of the raw tables."""
    return explainer.warehouse.con.execute(
        "select min(record_key) from intermediate.int_reporting__candidates "
        "where export_name = 'cast_entities'"
    ).fetchall()[0][0]


def test_the_command_tells_raw_text_translation_and_option(small_warehouse):
    done = program("explain", "sprg", "P1", "--warehouse", small_warehouse)
    assert done.returncode == 0, done.stderr
    for line in (
        "sprg P1 is written.",
        '3.13 education_program_code: "181"',
        '  student_programs.program_code of P1: "LUNCH"',
        '  local code "LUNCH" in calpads.education_program',
        '    becomes "181" by code_translations, row 4',
        "  option academic_year: 2023-2024",
        '  column student_birth_date of the record: "2009-05-01", written as a date of the form '
        "YYYYMMDD",
    ):
        assert line in done.stdout.splitlines(), line
    done = program("explain", "senr_fall", "0001", "ssid", "--warehouse", small_warehouse)
    assert done.stdout.count("1.08 ssid") == done.stdout.count(" is written.") > 0
    assert "1.09" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("senr_fal", "E1"), "There is no export 'senr_fal': write senr_fall if that is meant."),
        (
            ("senr_fall", "E1", "sid"),
            "senr_fall has no column 'sid': write ssid if that is meant.",
        ),
        (("senr_fall", ""), "KEY is empty: write a value, or leave the option out."),
        (
            ("senr_fall", "nobody"),
            "senr_fall has no record and no finding 'nobody': write a record_key of findings.csv "
            "or exclusions.csv, a local record id of the file, or a local id of a student.",
        ),
    ],
)
def test_what_there_is_not_is_one_sentence(small_warehouse, arguments, sentence):
    done = program("explain", *arguments, "--warehouse", small_warehouse)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {sentence}\n")


def test_nothing_loaded_and_nothing_built_are_one_sentence(tmp_path):
    done = program("explain", "sinf", "S1", "--warehouse", tmp_path / "none.duckdb")
    assert done.returncode == 2 and "load the raw tables" in done.stderr
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    done = program("explain", "sinf", "S1", "--warehouse", tmp_path / "empty.duckdb")
    assert done.stderr == "Error: Nothing is built yet: run scripts/export.py first.\n"
