"""The CAST research files of 2018 and 2021 against a plain recount of the raw results.

The recount shares nothing with the models: it walks over the students one by one, tries every group
in Python, counts in dictionaries and rounds with fractions. It reads the raw tables of a built
warehouse (agency-wide run) and compares every row of the research file.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program

GRADES = ("05", "08", "10", "11", "12")
INDICATORS = ("N", "T", "R", "Y")
ETHNICITIES = ("600", "100", "200", "400", "500", "300", "700", "800")
YES = ("true", "t", "yes", "y", "1")
NO = ("false", "f", "no", "n", "0")
DOMAINS = ("life_sciences_level", "physical_sciences_level", "earth_space_sciences_level")
Student = dict[str, str]


def groups(year: int) -> dict[int, Callable[[Student], bool]]:
    """The student groups of a year to 2021: number -> whether a student is in it."""
    cut_off = f"{year - 1}-04-15"

    def new(student: Student) -> bool:
        return student["us_school_entry_date"] > cut_off

    def flag(column: str, words: tuple[str, ...]) -> Callable[[Student], bool]:
        return lambda student: student[column].lower() in words

    def has(column: str, *codes: str) -> Callable[[Student], bool]:
        return lambda student: student[column] in codes

    poor = flag("is_economically_disadvantaged", YES)
    not_poor = flag("is_economically_disadvantaged", NO)
    found = {
        1: lambda student: True,
        3: has("gender_code", "M"),
        4: has("gender_code", "F"),
        6: has("elas_code", "EO", "IFEP", "RFEP"),
        7: has("elas_code", "IFEP"),
        8: has("elas_code", "RFEP"),
        28: flag("is_migrant", YES),
        31: poor,
        111: not_poor,
        120: lambda student: student["elas_code"] == "EL" and new(student),
        142: lambda student: student["elas_code"] == "EL" and not new(student),
        160: has("elas_code", "EL"),
        170: has("elas_code", "EL", "RFEP"),
        180: has("elas_code", "EO"),
        190: has("elas_code", "TBD"),
        128: flag("has_disability", YES),
        99: lambda student: student["has_disability"].lower() not in YES,
        121: has("parent_education_code", "15"),
    }
    if year > 2018:
        for number, column in ((50, "is_armed_forces_family"), (52, "is_homeless")):
            found[number] = flag(column, YES)
            found[number + 1] = lambda student, test=found[number]: not test(student)
    for place, code in enumerate(("14", "13", "12", "11", "10")):
        found[90 + place] = has("parent_education_code", code)
    for place, code in enumerate(ETHNICITIES):
        ethnicity = has("reporting_ethnicity_code", code)
        found[144 if code == "800" else 74 + place] = ethnicity
        found[200 + place] = lambda student, test=ethnicity: test(student) and poor(student)
        found[220 + place] = lambda student, test=ethnicity: test(student) and not_poor(student)
    return found


@dataclass
class Tally:
    """Counts of one entity, group and grade."""

    enrolled: int = 0
    tested: int = 0
    scored: int = 0
    points: Fraction = Fraction(0)
    score: int = 0
    with_score: int = 0
    categories: list[int] = field(default_factory=lambda: [0, 0, 0])
    levels: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    domains: list[list[int]] = field(default_factory=lambda: [[0, 0, 0] for _ in DOMAINS])

    def add(self, student: Student) -> None:
        """Count one student by the include indicator."""
        self.enrolled += 1
        self.tested += student["include_indicator"] in ("T", "R", "Y")
        if student["include_indicator"] == "Y":
            self.scored += 1
            self.points += Fraction(student["percent_correct"] or "0")
            if student["preliminary_indicator"] in ("1", "2", "3"):
                self.categories[int(student["preliminary_indicator"]) - 1] += 1
            # Ruling of November 2026: a scored student without score counts in no mean.
            self.score += int(student["scale_score"] or "0")
            self.with_score += student["scale_score"] != ""
            if student["achievement_level"] in ("1", "2", "3", "4"):
                self.levels[int(student["achievement_level"]) - 1] += 1
            for counts, domain in zip(self.domains, DOMAINS, strict=True):
                if student[domain] in ("1", "2", "3"):
                    counts[int(student[domain]) - 1] += 1


def half_up(value: Fraction, decimals: int) -> str:
    """A number as text with a fixed number of decimals, exact halves up."""
    units = int(value * 10**decimals + Fraction(1, 2))
    return f"{units // 10**decimals}.{units % 10**decimals:0{decimals}d}"


def entities(student: Student, direct_funded: dict[str, str]) -> Iterator[str]:
    """The 14-digit codes of the entities that count the student; none when its place is unknown."""
    home, charters = student["school_cds_code"], set(direct_funded.values())
    if len(home) != 14 or not home.isdigit():
        return
    if student["is_nonpublic_school"].lower() in YES:
        answering = student["accountability_district_code"]
        if len(answering) != 7 or not answering.isdigit():
            return
        home = direct_funded.get(answering, answering + "0000000")
    yield "0" * 14
    if home[:2] != "00":
        yield home[:2] + "0" * 12
    if home[2:7] != "00000" and home not in charters:
        yield home[:7] + "0" * 7
    if not home.endswith("0000000"):
        yield home


def rows_of(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[Student]:
    """Rows as dictionaries of trimmed text; blank for null."""
    result = warehouse.execute(query)
    names = [column[0] for column in result.description]
    return [
        {
            name: "" if cell is None else str(cell).strip(" ")
            for name, cell in zip(names, row, strict=True)
        }
        for row in result.fetchall()
    ]


def tallies_of(
    warehouse: duckdb.DuckDBPyConnection, year: int
) -> dict[tuple[str, int, str], Tally]:
    """The tally of every entity, group and grade of a test year."""
    codes = {
        (row["code_set"], row["local_code"].lower()): row["state_code"]
        for row in rows_of(warehouse, "select * from raw.code_translations")
    }
    direct_funded = {
        row["cds_code"][-7:]: row["cds_code"]
        for row in rows_of(warehouse, "select * from raw.orgs where charter_funding_code = 'DF'")
    }
    tallies: dict[tuple[str, int, str], Tally] = defaultdict(Tally)
    members = groups(year)
    for student in rows_of(
        warehouse,
        f"select * from raw.assessment_results where trim(test_year) = '{year}' and test_id = '17'",
    ):
        for column, code_set in (
            ("grade_code", "cast.grade"),
            ("gender_code", "cast.gender"),
            ("elas_code", "cast.elas"),
            ("reporting_ethnicity_code", "cast.reporting_ethnicity"),
            ("parent_education_code", "cast.parent_education"),
        ):
            student[column] = codes.get((code_set, student[column].lower()), student[column])
        if student["grade_code"] not in GRADES or student["include_indicator"] not in INDICATORS:
            continue
        grades = [student["grade_code"], "13"]
        if year >= 2021 and student["grade_code"] in ("10", "11", "12"):
            grades.append("14")
        for group in (number for number, test in members.items() if test(student)):
            for entity in entities(student, direct_funded):
                for grade in grades:
                    tallies[entity, group, grade].add(student)
    return tallies


def recount_of_2018(warehouse: duckdb.DuckDBPyConnection) -> set[tuple[str, ...]]:
    """Every row of the file as it must be: a tuple of its 18 cells, blank for empty."""
    tallies = tallies_of(warehouse, 2018)
    written = set()
    for (entity, group, grade), tally in list(tallies.items()):
        total = tallies[entity, group, "13"]
        in_category = sum(tally.categories)
        cells = [str(tally.enrolled), str(tally.tested)]
        cells.append(half_up(tally.points / tally.scored, 1) if tally.scored else "")
        for count in tally.categories:
            cells.append(half_up(Fraction(100 * count, in_category), 2) if in_category else "")
        cells.append(str(tally.scored))
        if tally.scored < 11:
            cells = ["*"] * 7
        totals = [str(count) if count >= 11 else "*" for count in (total.tested, total.scored)]
        keys = [entity[:2], entity[2:7], entity[7:], "", "2018", str(group), "X"]
        written.add((*keys, *totals, str(int(grade)), "17", *cells))
    return written


def recount_of_2021(warehouse: duckdb.DuckDBPyConnection) -> set[tuple[str, ...]]:
    """Every row of the file as it must be: a tuple of its first 29 cells, blank for empty."""

    def share(count: int, divisor: int) -> str:
        return half_up(Fraction(100 * count, divisor), 2) if divisor else ""

    tallies = tallies_of(warehouse, 2021)
    written = set()
    for (entity, group, grade), tally in list(tallies.items()):
        total = tallies[entity, group, "13"]
        not_met, nearly, met, exceeded = tally.levels
        mean = Fraction(tally.score, tally.with_score or 1)
        results = [half_up(mean, 1) if tally.with_score else ""]
        if grade == "13":
            results = [""]
        results += [
            share(count, tally.scored) for count in (exceeded, met, met + exceeded, nearly, not_met)
        ]
        shares = [share(count, sum(domain)) for domain in tally.domains for count in domain]
        if tally.scored < 11:
            sign = "*" if tally.scored else ""
            results = [sign if cell or not place else "" for place, cell in enumerate(results)]
            if grade == "13":
                results[0] = ""
            results[1:], shares = [sign] * 5, [sign] * 9
        entity_tested, entity_scored, enrolled, tested, scored = (
            "*" if count in (1, 2, 3) else str(count)
            for count in (total.tested, total.scored, tally.enrolled, tally.tested, tally.scored)
        )
        keys = [entity[:2], entity[2:7], entity[7:], "", "2021", str(group), "X"]
        keys += [entity_tested, entity_scored, str(int(grade)), "17", enrolled, tested]
        written.add((*keys, *results, scored, *shares))
    return written


@pytest.fixture(params=["clean", "defects"])
def warehouse(
    request: pytest.FixtureRequest, clean_warehouse: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A built warehouse of the sample agency, without and with planted defects."""
    path = clean_warehouse
    if request.param == "defects":
        path = request.getfixturevalue("defect_warehouse")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def compared(
    warehouse: duckdb.DuckDBPyConnection, query: str, expected: set[tuple[str, ...]]
) -> None:
    """Same rows, same cells."""
    built = warehouse.execute(query).fetchall()
    shown = {tuple("" if cell is None else cell for cell in row) for row in built}
    assert len(shown) == len(built) > 0
    assert sorted(shown - expected)[:3] == sorted(expected - shown)[:3]
    assert shown == expected


def test_every_row_of_the_file_of_2018_agrees_with_a_recount(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = "select * from exports.rpt_cast__research_v2018"
    compared(warehouse, query, recount_of_2018(warehouse))


@pytest.mark.parametrize("sample", ["clean_warehouse", "defect_warehouse"])
def test_every_row_of_the_file_of_2021_agrees_with_a_recount(
    sample: str, request: pytest.FixtureRequest, own_copy: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = own_copy(request.getfixturevalue(sample))
    done = program(
        "export", "cast_research", "--test-year", "2021", "--preview", "--warehouse", path,
        "--out", tmp_path, STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    with duckdb.connect(str(path), read_only=True) as con:
        query = "select columns(* exclude type_id) from exports.rpt_cast__research_v2021"
        compared(con, query, recount_of_2021(con))
