"""Withheld CAST counts under attack: the audit tells what is given away, the option mends it.

Planted, enumerated and random small tables go through the compiled SQL of the audit and of the
option. Attacks that share nothing with the models then try to work out each withheld count.
"""

import csv
import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import duckdb
import pytest

from cast_attack import (
    ABOVE,
    COUNTS,
    DOMAINS,
    LEVELS,
    MOST,
    PARTS,
    RESULTS,
    TOTALS,
    Cell,
    Sum,
    Table,
    given_away,
)
from conftest import AS_OF_DATE, dbt, program

MODELS = (
    "int_disclosure__rows",
    "int_disclosure__row_constraints",
    "int_disclosure__aggregates",
    "int_disclosure__outside_counts",
    "int_disclosure__count_constraints",
    "int_disclosure__equal_rows",
    "int_disclosure__distinct_constraints",
    "int_disclosure__additive_constraints",
    "int_disclosure__complementary_suppressions",
    "int_cast__research_suppressions",
    "int_disclosure__suppressed_aggregates",
    "int_disclosure__disclosed_rows",
    "int_disclosure__undisclosed_aggregates",
    "int_disclosure__first_round_shares",
    "int_disclosure__first_round",
    "int_disclosure__open_constraints",
    "int_disclosure__implied_bounds",
    "int_cast__research_aggregates",
    "chk_cast__recoverable_counts",
)
COUNTED = ("int_cast__research_counts", "int_cast__research_results")
SEEDS = ("cast_test_years", "cast_audited_counts", "cast_sums")
Rows = dict[tuple[str, str, str, str, str], dict[str, int]]  # entity, level, type, group, grade
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
    for number, student in enumerate(found):
        student.update(results(random.Random(number), student["students_scored"]))
    return found


def results(chance: random.Random, is_scored: int) -> dict[str, int]:
    """The result counts of one student; one in ten scored ones has no level."""
    counts = dict.fromkeys(RESULTS, 0)
    if is_scored:
        for whole in ("students_in_a_level", *DOMAINS):
            if chance.random() < 0.9:
                counts[whole] = counts[chance.choice(PARTS[whole])] = 1
        counts["students_at_level_3_or_4"] = counts[LEVELS[2]] + counts[LEVELS[3]]
    return counts


def entities(county: str, student: dict) -> list[tuple[str, str, str]]:
    """Code, level and type of the entities of a student (D20)."""
    found = [(county + "0" * 12, "county", "05")]
    if student["district"]:
        found.append((county + student["district"].rjust(5, "0") + "0" * 7, "district", "06"))
    if student["school"]:
        code = county + student["school"][0].rjust(5, "0") + student["school"].rjust(7, "0")
        found.append((code, "school", "07" if student["district"] else "09"))
    return found


def tallied(county: str, chance: random.Random) -> Rows:
    """The counts of every row of a county."""
    rows: Rows = defaultdict(lambda: dict.fromkeys((*COUNTS, *RESULTS), 0))
    for student in students(chance):
        for entity in entities(county, student):
            for group in student["groups"] - {"X"}:
                for grade in (student["grade"], "13"):
                    for name in (*COUNTS, *RESULTS):
                        rows[(*entity, group, grade)][name] += student[name]
    return rows


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, clean_warehouse: Path) -> dict[str, str]:
    """The SQL of each model, its tables without database and schema."""
    target = tmp_path_factory.mktemp("target")
    own = Path(shutil.copy(clean_warehouse, target / "own.duckdb"))  # other workers read it
    # As for a run that may suppress more; the row of run_options says whether it does.
    may = {"STATEFILES_COMPLEMENTARY_SUPPRESSION": "true"}
    done = dbt(own, "compile", "--select", *MODELS, target=target, **may)
    assert done.returncode == 0, done.stdout
    found = {}
    for path in target.glob("compiled/statefiles/models/**/*.sql"):
        text = path.read_text(encoding="utf-8")
        for schema in ("intermediate", "reference"):
            text = text.replace(f'"warehouse"."{schema}".', "")
        found[path.stem] = text
    return found


Runner = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture
def run(compiled: dict[str, str], clean_warehouse: Path, tmp_path: Path) -> Iterator[Runner]:
    """Run the models over the given tables, all at once, in a database of its own."""
    opened = []

    def runner(tables: list[Rows], year: int, suppress: bool) -> duckdb.DuckDBPyConnection:
        con = duckdb.connect()
        opened.append(con)
        con.execute(f"attach '{clean_warehouse}' as built (read_only)")
        for seed in SEEDS:
            con.execute(f"create table {seed} as from built.reference.{seed}")
        for table in (*COUNTED, "int_cast__entities_records"):
            con.execute(f"create table {table} as from built.intermediate.{table} limit 0")
        con.execute(
            "create table run_options as select ? as test_year, 'county,district,school' as "
            "cast_levels, true as cast_mean_grade13, true as cast_disclosure_audit, "
            "? as complementary_suppression",
            [year, suppress],
        )
        columns = (
            "test_year", "entity_level", "entity_type_code", "cds_code", "student_group_code",
            "grade_code", "is_all_grades", *COUNTS, *RESULTS, *TOTALS,
        )  # fmt: skip
        values = []
        for table in tables:
            for (code, level, kind, group, grade), counts in table.items():
                total = table[(code, level, kind, group, "13")]
                values.append((year, level, kind, code, group, grade, grade == "13",
                               *(counts.get(name, 0) for name in (*COUNTS, *RESULTS)),
                               total["students_tested"], total["students_scored"]))  # fmt: skip
        path = tmp_path / f"counts{len(opened)}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(values)
        for counted in COUNTED:
            con.execute(
                f"insert into {counted} ({', '.join(columns)}) "
                f"from read_csv('{path}', header = false, all_varchar = true)"
            )
        for model in MODELS:
            con.execute(f"create table {model} as {compiled[model]}")
        return con

    yield runner
    for con in opened:
        con.close()


def ranges(count: str, year: int, suppress: bool) -> tuple[int, int]:
    """What the sign alone tells (D19); with the option it may hide any number."""
    if count in RESULTS:
        return 0, MOST if suppress else 10
    if year > 2019:
        return 1, MOST if suppress else 3
    low = 1 if count == "students_enrolled" else 0
    is_bounded = count in (*TOTALS, "students_scored") and not suppress
    return low, 10 if is_bounded else MOST


def attacked(rows: Rows, shown: dict[Cell, str], year: int, suppress: bool) -> Table:
    """The published table of a county as somebody sees it who knows the rules of the file."""
    names = (*COUNTS, *RESULTS) if year >= 2024 else COUNTS
    kinds = {key[0]: (key[1], key[2]) for key in rows}
    true: dict[Cell, int] = {
        (code, group, grade, name): counts[name]
        for (code, _, _, group, grade), counts in rows.items()
        for name in names
    }
    if year < 2024:
        for (code, _, _, group, grade), counts in rows.items():
            if grade == "13":
                for name, total in zip(COUNTS[1:], TOTALS, strict=True):
                    true[code, group, grade, total] = counts[name]
    withheld = {cell for cell in true if shown[cell] == "*"}
    table = Table(true, withheld, {c: ranges(c[3], year, suppress) for c in withheld})

    def hold(whole: Cell, parts: list[Cell], exact: bool) -> list[tuple[Cell, int]]:
        terms = [(whole, -1), *((part, 1) for part in parts)]
        table.sums.append(Sum(terms, exact))
        return terms

    def add(whole: Cell, parts: list[Cell]) -> None:
        """Parts make the whole, or at most: then those not tested or not scored do so too."""
        parts = [part for part in parts if part in true]
        if whole in true and parts:
            enrolled = [(*cell[:3], COUNTS[0]) for cell in (whole, *parts)]
            exact = true[enrolled[0]] == sum(true[cell] for cell in enrolled[1:])
            terms = hold(whole, parts, exact)
            for below, above in ABOVE.items():
                if above == whole[3] and below in names and not exact:
                    left_over = [((*cell[:3], below), -sign) for cell, sign in terms]
                    table.sums.append(Sum(terms + left_over, exact=False))

    for code, group, grade, name in list(true):
        if grade == "13" and name in names:
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
        cell = (code, group, grade, name)
        if name in ABOVE:
            hold((code, group, grade, ABOVE[name]), [cell], exact=False)
        if name in PARTS:
            hold(cell, [(code, group, grade, part) for part in PARTS[name]], exact=True)
        if name in TOTALS:
            hold(cell, [(code, group, grade, COUNTS[1 + TOTALS.index(name)])], exact=True)
    return table


def published(con: duckdb.DuckDBPyConnection) -> dict[Cell, str]:
    """What the file shows, by cell; results of nobody are empty."""
    names = (*COUNTS, *RESULTS, *TOTALS)
    found = {}
    for code, group, grade, *texts in con.execute(
        f"select cds_code, student_group_code, grade_code, {', '.join(names)} "
        "from int_cast__research_aggregates"
    ).fetchall():
        for name, text in zip(names, texts, strict=True):
            found[code, group, grade, name] = text
    return found


def audited(con: duckdb.DuckDBPyConnection) -> dict[Cell, tuple[int, str]]:
    """The counts that the audit tells are given away, with the number and the sum that tells it."""
    found = con.execute(
        "select cds_code, student_group_code, grade_code, count_name, worked_out_count, "
        "revealing_sum from chk_cast__recoverable_counts"
    ).fetchall()
    return {tuple(cell): (worked_out, told) for *cell, worked_out, told in found}


def withheld_besides(con: duckdb.DuckDBPyConnection) -> int:
    """How many published counts the option withholds."""
    query = "select count(*) from int_disclosure__complementary_suppressions where is_published"
    return con.execute(query).fetchone()[0]


def codes(many: int) -> list[str]:
    """County codes, made up."""
    return [first + second for first in NAMES for second in NAMES][1 : many + 1]


def made(seed: int, many: int) -> dict[str, Rows]:
    """Random counties by their code."""
    chance = random.Random(seed)
    return {code: tallied(code, chance) for code in codes(many)}


ANY_SUM = "any of several"
COUNTY, DISTRICT, OTHER_DISTRICT = "01000000000000", "01000010000000", "01000020000000"
SCHOOL, OTHER_SCHOOL = "01000010000011", "01000010000012"
KINDS = {
    COUNTY: ("county", "05"), DISTRICT: ("district", "06"), OTHER_DISTRICT: ("district", "06"),
    SCHOOL: ("school", "07"), OTHER_SCHOOL: ("school", "07"),
}  # fmt: skip
GRADES_OF_13 = "all grades together = each tested grade"
MALE_AND_FEMALE = "all students = male and female"
DISTRICTS = "the county = its districts and direct funded charters"
NOT_TESTED = "enrolled students = tested and not tested ones"


def planted(*rows: tuple) -> Rows:
    """A table of entity, group, grade and its counts: enrolled, tested and scored."""
    return {
        (code, *KINDS[code], group, grade): dict(zip(COUNTS, counts, strict=True))
        for code, group, grade, *counts in rows
    }


@pytest.mark.parametrize(
    ("rows", "told", "most_withheld"),
    [
        pytest.param(
            [(SCHOOL, "001", "05", 18, 0, 0), (SCHOOL, "001", "08", 2, 0, 0),
             (SCHOOL, "001", "13", 20, 0, 0)],
            {(SCHOOL, "001", "08", "students_enrolled"): (2, GRADES_OF_13)}, 1,
            id="all grades less the rest",
        ),
        pytest.param(
            [(SCHOOL, "001", "13", 20, 0, 0), (SCHOOL, "003", "13", 17, 0, 0),
             (SCHOOL, "004", "13", 3, 0, 0)],
            {(SCHOOL, "004", "13", "students_enrolled"): (3, MALE_AND_FEMALE)}, 1,
            id="a partition by student group",
        ),
        pytest.param(
            [(COUNTY, "001", "13", 30, 0, 0), (DISTRICT, "001", "13", 28, 0, 0),
             (OTHER_DISTRICT, "001", "13", 2, 0, 0)],
            {(OTHER_DISTRICT, "001", "13", "students_enrolled"): (2, DISTRICTS)}, 1,
            id="the districts of a county",
        ),
        pytest.param(
            [(SCHOOL, "001", "13", 12, 10, 0), (SCHOOL, "003", "13", 9, 8, 0),
             (SCHOOL, "004", "13", 3, 2, 0)],
            {(SCHOOL, "004", "13", "students_enrolled"): (3, MALE_AND_FEMALE),
             (SCHOOL, "004", "13", "students_tested"): (2, MALE_AND_FEMALE),
             (SCHOOL, "004", "13", "entity_students_tested"): (2, ANY_SUM)}, 6,
            id="a chain of sums",
        ),
        pytest.param(
            [(SCHOOL, "001", "13", 10, 10, 0), (SCHOOL, "003", "13", 6, 6, 0),
             (SCHOOL, "004", "13", 4, 4, 0), (SCHOOL, "001", "08", 10, 10, 0)],
            {}, 0, id="nothing is withheld",
        ),
        pytest.param(
            [(SCHOOL, "001", "13", 9, 0, 0), (SCHOOL, "003", "13", 5, 0, 0),
             (SCHOOL, "004", "13", 3, 0, 0)],
            {}, 0, id="one student is neither male nor female",
        ),
        pytest.param(
            [(SCHOOL, "001", "05", 1, 0, 0), (SCHOOL, "001", "08", 1, 0, 0),
             (SCHOOL, "001", "10", 16, 0, 0), (SCHOOL, "001", "13", 18, 0, 0)],
            {(SCHOOL, "001", "05", "students_enrolled"): (1, GRADES_OF_13),
             (SCHOOL, "001", "08", "students_enrolled"): (1, GRADES_OF_13)}, 1,
            id="two that make two",
        ),
        pytest.param(
            [(SCHOOL, "001", "05", 2, 0, 0), (SCHOOL, "001", "08", 2, 0, 0),
             (SCHOOL, "001", "10", 16, 0, 0), (SCHOOL, "001", "13", 20, 0, 0)],
            {}, 0, id="two that make four",
        ),
    ],
)  # fmt: skip
def test_planted_cases(run: Runner, rows: list[tuple], told: dict, most_withheld: int):
    """The audit tells each count with its sum, and the option withholds no more than it must."""
    table = planted(*rows)
    before = run([table], 2021, False)
    found = audited(before)
    assert found.keys() == told.keys()
    for cell, (number, sum_in_words) in told.items():
        assert found[cell][0] == number
        assert sum_in_words in (ANY_SUM, found[cell][1])
    after = run([table], 2021, True)
    assert audited(after) == {}
    assert withheld_besides(after) <= most_withheld
    shown = published(before)
    assert all(published(after)[cell] == "*" for cell, text in shown.items() if text == "*")


def whole_table(numbers: tuple[int, ...]) -> dict[tuple[str, str], int]:
    """Two groups by two grades, with all students and all grades."""
    table = dict(zip(product(("003", "004"), ("05", "08")), numbers, strict=True))
    for group in ("003", "004"):
        table[group, "13"] = table[group, "05"] + table[group, "08"]
    for grade in ("05", "08", "13"):
        table["001", grade] = table["003", grade] + table["004", grade]
    return table


def possible(true: dict, withheld: set, most: int) -> dict[tuple[str, str], set[int]]:
    """By withheld count: the values it has in all tables that agree, none above `most` inside."""
    inner = list(true)[:4]
    choices = [range(1, most + 1) if key in withheld else (true[key],) for key in inner]
    found: dict[tuple[str, str], set[int]] = {key: set() for key in withheld}
    for numbers in product(*choices):
        table = whole_table(numbers)
        if all(
            most > 3 or number <= 3 if key in withheld else number == true[key]
            for key, number in table.items()
        ):
            for key in withheld:
                found[key].add(table[key])
    return found


@pytest.mark.parametrize("suppress", [False, True])
def test_every_small_table_against_all_tables_that_agree(run: Runner, suppress: bool):
    """Two groups by two grades of 1 to 4 students, all 256 tables: audit and enumeration agree."""
    tables, trues = [], []
    for code, numbers in zip(codes(256), product(range(1, 5), repeat=4), strict=True):
        school, true = code + "000010000011", whole_table(numbers)
        tables.append({
            (school, "school", "07", group, grade): dict.fromkeys(COUNTS, 0)
            | {"students_enrolled": number}
            for (group, grade), number in true.items()
        })  # fmt: skip
        trues.append((school, true))
    con = run(tables, 2021, suppress)
    shown, told = published(con), audited(con)
    found = set()
    for school, true in trues:
        cells = {key: (school, *key, "students_enrolled") for key in true}
        withheld = {key for key, cell in cells.items() if shown[cell] == "*"}
        values = possible(true, withheld, 7 if suppress else 3)
        found |= {cells[key] for key, numbers in values.items() if len(numbers) == 1}
    assert told.keys() == found
    assert (not found) == suppress


@pytest.mark.parametrize(("year", "counties"), [(2021, 12), (2019, 12), (2024, 2)])
def test_the_audit_tells_what_the_attack_finds(run: Runner, year: int, counties: int):
    """Of random counties: all that is given away, and nothing else."""
    tables = made(2, counties)
    con = run(list(tables.values()), year, False)
    shown, told = published(con), audited(con)
    withheld, found = 0, set()
    for rows in tables.values():
        table = attacked(rows, shown, year, False)
        withheld += len(table.withheld)
        found |= given_away(table)
    assert told.keys() == found
    assert 0 < len(told) < withheld


@pytest.mark.parametrize(("year", "counties"), [(2021, 25), (2019, 25), (2024, 3)])
def test_the_option_leaves_next_to_nothing_to_an_attack(run: Runner, year: int, counties: int):
    """No sum and no chain of sums tells a count; combined otherwise they may tell one in 400.

    The models follow each sum with what is known of its counts. The attack solves all sums at once,
    which now and then tells a count that no sum tells on its own.
    """
    tables = made(1, counties)
    before = run(list(tables.values()), year, False)
    after = run(list(tables.values()), year, True)
    assert len(audited(before)) > 500
    assert audited(after) == {}
    shown_before, shown = published(before), published(after)
    assert all(shown[cell] == "*" for cell, text in shown_before.items() if text == "*")
    assert any(text not in ("*", "0") for text in shown.values())
    withheld = found = 0
    for rows in tables.values():
        table = attacked(rows, shown, year, True)
        withheld += len(table.withheld)
        found += len(given_away(table))
    assert found * 400 <= withheld, f"{found} of {withheld}"


def test_the_switch_withholds_more_in_the_file(
    own_copy: Callable[[Path], Path], clean_warehouse: Path, tmp_path: Path
):
    """On the command line, from the results of the sample to the bytes of the file."""
    warehouse = own_copy(clean_warehouse)
    stars, rules = {}, {}
    for switch in ("--no-complementary-suppression", "--complementary-suppression"):
        out = tmp_path / switch
        done = program(
            "export", "cast_research", "--test-year", "2021", switch, "--as-of-date", AS_OF_DATE,
            "--warehouse", warehouse, "--out", out,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        text = (out / "cast" / "cast_research.2021.txt").read_text(encoding="cp1252")
        stars[switch] = [line.split("^").count("*") for line in text.splitlines()]
        findings = (out / "findings.csv").read_text(encoding="utf-8")
        rules[switch] = {line.split(",")[2] for line in findings.splitlines()}
    before, after = stars.values()
    assert len(before) == len(after) and sum(before) < sum(after)
    assert all(fewer <= more for fewer, more in zip(before, after, strict=True))
    told, in_force = rules.values()
    assert "withheld_counts_given_away" in told - in_force
    assert "suppression_in_force" in in_force - told
    assert "suppression_incomplete" not in in_force
