"""Withheld CAST counts under attack: the audit tells what is given away, the option mends it.

Random small tables, each a county of its own, go through the compiled SQL of the audit and of the
option. An attack that shares nothing with the models then tries to work out each withheld count.
"""

import os
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from cast_attack import COUNTS, MOST, TOTALS, Cell, Sum, Table, given_away
from conftest import AS_OF_DATE, ROOT

STEPS = (
    "audited_rows", "audited_cells", "row_sums", "cell_sums", "protecting_cells",
    "protecting_rows", "withheld_cells", "open_sums", "cell_bounds", "research_masked",
)  # fmt: skip
PARTITIONS = {"001": [["003", "004"], ["031", "111"], ["128", "099"]]}
NAMES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def students(chance: random.Random) -> list[dict]:
    """Students of one county: two districts, a direct funded charter, now and then a nonpublic."""
    found = []
    schools = [("1", "11", "school"), ("1", "12", "school"), ("2", "21", "school")]
    if chance.random() < 0.5:
        schools.append(("", "31", "charter"))
    if chance.random() < 0.3:
        schools.append(("1", "", "nonpublic"))
    odd = chance.random() < 0.3
    sizes = chance.choice(((0, 1, 3, 5, 9), (0, 1, 1, 2, 3), (2, 4, 6), (6, 12, 20)))
    for district, school, kind in schools:
        for grade in ("05", "08"):
            for _ in range(chance.choice(sizes if kind != "nonpublic" else (0, 1, 2))):
                tested = chance.random() < 0.8
                found.append({
                    "district": district, "school": school, "grade": grade,
                    "groups": {
                        "001",
                        chance.choice(("003", "004")) if not odd or chance.random() < 0.9 else "X",
                        chance.choice(("031", "111")),
                        chance.choice(("128", "099", "099")),
                    },
                    "students_enrolled": 1, "students_tested": int(tested),
                    "students_scored": int(tested and chance.random() < 0.9),
                })  # fmt: skip
    return found


def entities(county: str, student: dict) -> list[tuple[str, str, str]]:
    """Code, level and type of the entities of a student (D20)."""
    found = [(county + "0" * 12, "county", "05")]
    if student["district"]:
        found.append((county + student["district"].rjust(5, "0") + "0" * 7, "district", "06"))
    if student["school"]:
        code = county + student["school"][0].rjust(5, "0") + student["school"].rjust(7, "0")
        found.append((code, "school", "07" if student["district"] else "09"))
    return found


def tallied(county: str, chance: random.Random) -> dict[tuple, dict[str, int]]:
    """The counts of every row of a county."""
    rows: dict[tuple, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    for student in students(chance):
        for entity in entities(county, student):
            for group in student["groups"] - {"X"}:
                for grade in (student["grade"], "13"):
                    for name in COUNTS:
                        rows[(*entity, group, grade)][name] += student[name]
    return rows


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, clean_warehouse: Path) -> dict[str, str]:
    """The SQL of each step, its tables without database and schema."""
    target = tmp_path_factory.mktemp("target")
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(
        [str(dbt), "compile", "-q", "--no-use-colors", "--target-path", str(target),
         "--select", *(f"int_assessments__cast_{step}" for step in STEPS)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=dict(os.environ, WAREHOUSE=str(clean_warehouse), STATEFILES_AS_OF_DATE=AS_OF_DATE),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    folder = target / "compiled" / "statefiles" / "models" / "intermediate" / "assessments"
    found = {}
    for step in STEPS:
        text = (folder / f"int_assessments__cast_{step}.sql").read_text(encoding="utf-8")
        for schema in ("intermediate", "reference"):
            text = text.replace(f'"{clean_warehouse.stem}"."{schema}".', "")
        found[step] = text
    return found


def run(
    compiled: dict[str, str], tables: list[dict], year: int, suppress: bool, warehouse: Path
) -> duckdb.DuckDBPyConnection:
    """The steps over the given tables, all at once, in a database of its own."""
    con = duckdb.connect()
    con.execute(f"attach '{warehouse}' as built (read_only)")
    for seed in ("cast_test_years", "cast_published_counts", "cast_sums"):
        con.execute(f"create table {seed} as from built.reference.{seed}")
    con.execute("create table int_assessments__cast_tallies as "
                "from built.intermediate.int_assessments__cast_tallies limit 0")  # fmt: skip
    con.execute(
        "create table run_options as select ? as test_year, 'county,district,school' as "
        "cast_levels, true as cast_mean_grade13, ? as complementary_suppression",
        [year, suppress],
    )
    columns = ("test_year", "entity_level", "entity_type_code", "cds_code", "student_group_code",
               "grade_code", "is_all_grades", *COUNTS, *TOTALS)  # fmt: skip
    values = []
    for table in tables:
        for (code, level, kind, group, grade), counts in table.items():
            total = table[(code, level, kind, group, "13")]
            values.append((year, level, kind, code, group, grade, grade == "13",
                           *(counts[name] for name in COUNTS),
                           total["students_tested"], total["students_scored"]))  # fmt: skip
    for start in range(0, len(values), 500):
        batch = values[start : start + 500]
        marks = ", ".join(f"({', '.join('?' * len(columns))})" for _ in batch)
        con.execute(
            f"insert into int_assessments__cast_tallies ({', '.join(columns)}) values {marks}",
            [value for row in batch for value in row],
        )
    for step in STEPS:
        con.execute(f"create table int_assessments__cast_{step} as {compiled[step]}")
    return con


def ranges(count: str, year: int, suppress: bool) -> tuple[int, int]:
    """What the sign alone tells (D19); with the option it may hide any number."""
    if year > 2019:
        return 1, MOST if suppress else 3
    low = 1 if count == "students_enrolled" else 0
    is_bounded = count in (*TOTALS, "students_scored") and not suppress
    return low, 10 if is_bounded else MOST


def attacked(rows: dict[tuple, dict], shown: dict[Cell, str], year: int, suppress: bool) -> Table:
    """The published table of a county as somebody sees it who knows the rules of the file."""
    true: dict[Cell, int] = {}
    for (code, _, _, group, grade), counts in rows.items():
        for name in COUNTS:
            true[code, group, grade, name] = counts[name]
        if grade == "13":
            for name, total in zip(COUNTS[1:], TOTALS, strict=True):
                true[code, group, grade, total] = counts[name]
    withheld = {cell for cell in true if shown[cell] == "*"}
    table = Table(true, withheld, {c: ranges(c[3], year, suppress) for c in withheld})

    def add(whole: Cell, parts: list[Cell]) -> None:
        parts = [part for part in parts if part in true]
        if whole in true and parts:
            exact = true[whole] == sum(true[part] for part in parts)
            table.sums.append(Sum(whole, parts, exact))

    kinds = {key[0]: (key[1], key[2]) for key in rows}
    for code, group, grade, name in list(true):
        if grade == "13" and name in COUNTS:
            add((code, group, "13", name), [(code, group, g, name) for g in ("05", "08")])
        for parts in PARTITIONS.get(group, []):
            add((code, group, grade, name), [(code, part, grade, name) for part in parts])
        level = kinds[code][0]
        children = [
            other for other, (below, kind) in kinds.items()
            if (level == "district" and below == "school" and kind != "09"
                and other[:7] == code[:7])
            or (level == "county" and (below == "district" or kind == "09"))
        ]  # fmt: skip
        add((code, group, grade, name), [(child, group, grade, name) for child in children])
    for code, group, grade, name in list(true):
        if name != "students_enrolled" and name in COUNTS:
            above = COUNTS[COUNTS.index(name) - 1]
            table.sums.append(
                Sum((code, group, grade, above), [(code, group, grade, name)], exact=False)
            )
            if grade == "13":
                total = TOTALS[COUNTS.index(name) - 1]
                add((code, group, grade, total), [(code, group, grade, name)])
    return table


def published(con: duckdb.DuckDBPyConnection) -> dict[Cell, str]:
    """What the file shows, by cell."""
    names = (*COUNTS, *TOTALS)
    found = {}
    for code, group, grade, *texts in con.execute(
        f"select cds_code, student_group_code, grade_code, {', '.join(names)} "
        "from int_assessments__cast_research_masked"
    ).fetchall():
        for name, text in zip(names, texts, strict=True):
            found[code, group, grade, name] = text
    return found


def audited(con: duckdb.DuckDBPyConnection) -> set[Cell]:
    """The counts that the audit tells are given away."""
    return set(con.execute(
        "select cds_code, student_group_code, grade_code, count_name "
        "from int_assessments__cast_cell_bounds "
        "inner join int_assessments__cast_withheld_cells using (cell_id) "
        "inner join int_assessments__cast_audited_rows using (row_number) "
        "where int_assessments__cast_cell_bounds.low = int_assessments__cast_cell_bounds.high"
    ).fetchall())  # fmt: skip


def made(seed: int, many: int) -> dict[str, dict]:
    """Random counties by their code."""
    chance = random.Random(seed)
    codes = [first + second for first in NAMES for second in NAMES][1 : many + 1]
    return {code: tallied(code, chance) for code in codes}


@pytest.mark.parametrize("year", [2021, 2019])
def test_the_audit_tells_what_the_attack_finds(
    compiled: dict[str, str], clean_warehouse: Path, year: int
):
    """Nothing is told that is not so; what only sums taken together tell is one in a hundred."""
    tables = made(1, 25)
    con = run(compiled, list(tables.values()), year, False, clean_warehouse)
    shown, told = published(con), audited(con)
    withheld, found = 0, set()
    for rows in tables.values():
        table = attacked(rows, shown, year, False)
        withheld += len(table.withheld)
        found |= given_away(table)
    assert told <= found
    assert len(found - told) * 100 <= len(found) < withheld * 100
    assert 0 < len(told) < withheld


@pytest.mark.parametrize("year", [2021, 2019])
def test_the_option_leaves_next_to_nothing_to_an_attack(
    compiled: dict[str, str], clean_warehouse: Path, year: int
):
    """No sum and no chain of sums tells a count; combined otherwise they may tell one in fifty.

    The models follow each sum with what is known of its counts. The attack solves all sums at once,
    which now and then tells a count that no sum tells on its own.
    """
    tables = made(2, 12)
    before = run(compiled, list(tables.values()), year, False, clean_warehouse)
    after = run(compiled, list(tables.values()), year, True, clean_warehouse)
    assert len(audited(before)) > 500
    assert audited(after) == set()
    shown_before, shown = published(before), published(after)
    assert all(shown[cell] == "*" for cell, text in shown_before.items() if text == "*")
    assert any(text not in ("*", "0") for text in shown.values())
    withheld = found = 0
    for rows in tables.values():
        table = attacked(rows, shown, year, True)
        withheld += len(table.withheld)
        found += len(given_away(table))
    assert found * 50 <= withheld, f"{found} of {withheld}"
