"""The smallest made-up set of students that agrees with a slice of a published CAST research file.

Example: python tests/python/cast_solver.py RESEARCH_FILE ENTITIES_FILE --out raw

Input: any rows of a delimited research file with its header (rows of all students count, others are
left out) and the entities file of the same year. Output: raw tables for scripts/load.py: one org
per district, school and charter of the slice, one test result per student. Students and enrollments
have no rows: the CAST files do not read them. Same input, same bytes.

Every published cell becomes an interval for a sum of counts over schools and grades; the counts are
the unknowns of an integer program, and the least number of students wins. Students that a district
has beyond its schools are at nonpublic schools; those that a county or the state has beyond the
districts and charters of the slice have no place, and there are as few of them as can be.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cast_slice import (
    DOMAINS,
    GRADES,
    INDICATORS,
    LEVELS,
    SPANS,
    Fact,
    NoSolution,
    Row,
    code_of,
    facts_of,
    read_rows,
    read_types,
)
from integer_program import Program

STATE = "0" * 14
SCORES = {  # lowest and highest scale score of levels 1 to 4 (CAST-3, score ranges)
    "5": ((150, 178), (179, 213), (214, 230), (231, 250)),
    "8": ((350, 377), (378, 414), (415, 432), (433, 450)),
    "10": ((550, 575), (576, 614), (615, 635), (636, 650)),
}
SCORES |= dict.fromkeys(("11", "12"), SCORES["10"])
PERCENT = ((0, 1000),)  # of points, in tenths; not tied to the preliminary indicator
STUDENT, MISSING = 1000, 1  # a student costs more than a scored student without a domain level
RESULT = (
    "ssid", "test_year", "test_id", "school_cds_code", "accountability_district_code",
    "is_nonpublic_school", "grade_code", "include_indicator", "percent_correct",
    "preliminary_indicator", "scale_score", "achievement_level", "life_sciences_level",
    "physical_sciences_level", "earth_space_sciences_level",
)  # fmt: skip
ORG = (
    "org_id", "parent_org_id", "org_type", "org_name", "cds_code", "reports_independently",
    "charter_funding_code", "county_name", "zip_code",
)  # fmt: skip
EMPTY = {
    "students": "student_id,local_student_id,ssid,legal_first_name,legal_last_name,birth_date,"
    "gender_code",
    "enrollments": "enrollment_id,student_id,org_id,entry_date,exit_date,exit_code,grade_code,"
    "enrollment_type_code",
}
Counts = dict[str, int]


@dataclass(frozen=True)
class Report:
    """What was solved: rows of all students, rows left out, students and where they are."""

    rows: int
    rows_left_out: int
    orgs: int
    students: int
    at_nonpublic_schools: int
    at_no_place: int


class Slice:
    """Published rows as an integer program: one unknown per place, tested grade and measure."""

    def __init__(self, rows: Sequence[Row], types: Mapping[str, int], year: int) -> None:
        """Rows of one year; entity types by code."""
        self.year, self.program = year, Program()
        self.splits = (LEVELS, *DOMAINS) if year > 2018 else (INDICATORS,)
        parts = [measure for split in self.splits for measure in split.measures()]
        self.measures = ["enrolled", "tested", "scored", "points", *parts]
        self.grades: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            self.grades[row.cds_code].update({row.grade} & set(GRADES))
        # D20: the nearest entity above with rows; a direct funded charter is in no district.
        self.children: dict[str, list[str]] = defaultdict(list)
        for code in sorted(self.grades):
            above = (code[:7] + "0" * 7, code[:2] + "0" * 12, STATE)[types[code] == 9 :]
            parent = next((up for up in above if up != code and up in self.grades), None)
            if parent:
                self.children[parent].append(code)
        self.cells: dict[tuple[str, str], dict[str, int]] = {}
        self.totals: dict[tuple[str, str], dict[str, int]] = {}
        for code in sorted(self.grades, key=lambda code: len(code.rstrip("0")), reverse=True):
            for grade in GRADES:
                self._total(code, grade)
        for row in rows:
            for fact in facts_of(row, year):
                self._state(fact)

    def _cell(self, code: str, grade: str, cost: int) -> dict[str, int]:
        """Unknown counts of the students of one place and grade, and how they hang together."""
        hold = self.program.hold
        cell = {
            measure: self.program.unknown(cost if measure == "enrolled" else 0)
            for measure in self.measures
        }
        self.cells[code, grade] = cell
        for more, fewer in (("enrolled", "tested"), ("tested", "scored")):
            hold({cell[more]: 1, cell[fewer]: -1}, 0, None)
        for split in self.splits:
            parts = {cell[measure]: -1 for measure in split.measures()}
            without = {} if split.is_complete else {self.program.unknown(MISSING): -1}
            hold({cell["scored"]: 1, **parts, **without}, 0, 0)
        levels = LEVELS.measures() if self.year > 2018 else ["scored"]
        scores = SCORES[grade] if self.year > 2018 else PERCENT
        for side, limits in ((0, (0, None)), (1, (None, 0))):
            bounds = zip(levels, scores, strict=True)
            terms = {cell[measure]: -score[side] for measure, score in bounds}
            hold({cell["points"]: 1, **terms}, *limits)
        return cell

    def _total(self, code: str, grade: str) -> dict[str, int] | None:
        """Unknown counts of an entity: its own cell, or the sum of those below and the rest."""
        if (code, grade) in self.totals:
            return self.totals[code, grade]
        below = [self._total(child, grade) for child in self.children[code]]
        below = [total for total in below if total]
        is_school, is_district = code[7:] != "0" * 7, code[2:7] != "00000"
        if grade in self.grades[code]:
            place = 0 if is_school else 1 if is_district else STUDENT // 10
            below.append(self._cell(code, grade, STUDENT + place))
        if len(below) < 2:
            total = below[0] if below else None
        else:
            total = {measure: self.program.unknown() for measure in self.measures}
            for measure, whole in total.items():
                parts = {part[measure]: -1 for part in below}
                self.program.hold({whole: 1, **parts}, 0, 0)
        if total and grade not in self.grades[code]:
            fact = f"the absent row of {code[:2]} {code[2:7]} {code[7:]} grade {grade}"
            self.program.hold({total["enrolled"]: 1}, 0, 0, fact)
        self.totals[code, grade] = total
        return total

    def _state(self, fact: Fact) -> None:
        """A published fact as a row of the program."""
        if fact.low is not None and fact.high is not None and fact.low > fact.high:
            raise NoSolution(f"No number of students agrees with {fact}.")
        terms: dict[int, int] = defaultdict(int)
        for grade in SPANS[fact.grade or fact.row.grade]:
            total = self.totals[fact.row.cds_code, grade]
            for measure, weight in fact.terms.items() if total else ():
                terms[total[measure]] += weight
        self.program.hold(terms, fact.low, fact.high, str(fact))

    def solve(self) -> dict[tuple[str, str], Counts]:
        """Counts of the students of each place and grade that has any."""
        found = self.program.solve()
        counts = {
            key: {measure: found[place] for measure, place in cell.items()}
            for key, cell in sorted(self.cells.items())
        }
        return {key: cell for key, cell in counts.items() if cell["enrolled"]}


def spread(points: int, limits: Sequence[tuple[int, int]]) -> list[int]:
    """Scores with a given sum, each within its limits and as far between them as the others."""
    extra, room = points - sum(low for low, _ in limits), sum(high - low for low, high in limits)
    scores, passed = [], 0
    for low, high in limits:
        before = extra * passed // room if room else 0
        passed += high - low
        scores.append(low + (extra * passed // room if room else 0) - before)
    return scores


def students_of(cell: Counts, grade: str, year: int) -> Iterator[dict[str, object]]:
    """Test results of one place and grade: scored students first, from the highest level down."""
    scored, tested = cell["scored"], cell["tested"]
    columns: dict[str, list] = {}
    for split in (LEVELS, *DOMAINS) if year > 2018 else (INDICATORS,):
        values = [part for part in split.parts[::-1] for _ in range(cell[f"{split.column}={part}"])]
        columns[split.column] = values + [""] * (scored - len(values))
    if year > 2018:
        limits = [SCORES[grade][level - 1] for level in columns["achievement_level"]]
        columns["scale_score"] = spread(cell["points"], limits)
    else:
        percents = spread(cell["points"], [*PERCENT] * scored)
        columns["percent_correct"] = [f"{tenths // 10}.{tenths % 10}" for tenths in percents]
    for place in range(cell["enrolled"]):
        indicator = "Y" if place < scored else "T" if place < tested else "N"
        results = {name: column[place] for name, column in columns.items() if place < scored}
        yield {"grade_code": grade.zfill(2), "include_indicator": indicator, **results}


def placed(code: str) -> dict[str, object]:
    """Where a student counts: a school, a nonpublic school of a district, or no known place."""
    if code[7:] != "0" * 7 or code[2:7] == "00000":
        return {"school_cds_code": code, "is_nonpublic_school": "false"}
    return {
        "school_cds_code": code[:7] + "0000001",
        "accountability_district_code": code[:7],
        "is_nonpublic_school": "true",
    }


def orgs_of(entities: Sequence[Mapping[str, str]], codes: set[str]) -> list[dict[str, object]]:
    """Districts, schools and charters of the counties with a row, else of the districts with one.

    An entity record says type, names and ZIP code; a direct funded charter may have no district.
    """
    known = {code_of(entity) for entity in entities}
    orgs = []
    for entity in entities:
        code, kind = code_of(entity), int(entity["type id"])
        above = {code[:2] + "0" * 12, code[:7] + "0" * 7, STATE, code}
        if kind < 6 or not codes & above:
            continue
        district = code[:7] + "0" * 7
        lea = "county_office" if code[2:4] == "10" else "lea"
        orgs.append({
            "org_id": code,
            "parent_org_id": district if kind > 6 and district in known else "",
            "org_type": lea if kind == 6 else "school",
            "org_name": entity["district name" if kind == 6 else "school name"],
            "cds_code": code,
            "reports_independently": "true" if kind == 9 else "false",
            "charter_funding_code": {9: "DF", 10: "LF"}.get(kind, ""),
            "county_name": entity["county name"],
            "zip_code": entity["zip code"].strip(),
        })  # fmt: skip
    return sorted(orgs, key=lambda org: org["cds_code"])


def write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    """A raw table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def solve(research_file: Path, entities_file: Path, out_dir: Path) -> Report:
    """Write raw tables that agree with the published rows; NoSolution says why there are none."""
    entities, types = read_types(entities_file)
    rows, year, left_out = read_rows(research_file)
    unknown = sorted({row.cds_code for row in rows} - types.keys())
    if unknown:
        raise NoSolution(f"{entities_file.name} has no record of the entity {unknown[0]}.")

    cells = Slice(rows, types, year).solve()
    orgs = orgs_of(entities, {row.cds_code for row in rows})
    results = [
        {"ssid": "", "test_year": year, "test_id": "17", **placed(code), **student}
        for (code, grade), cell in cells.items()
        for student in students_of(cell, grade, year)
    ]
    for number, result in enumerate(results, start=1):
        result["ssid"] = f"9{number:09d}"
    out_dir.mkdir(parents=True, exist_ok=True)
    write(out_dir / "orgs.csv", ORG, orgs)
    write(out_dir / "assessment_results.csv", RESULT, results)
    for table, header in EMPTY.items():
        write(out_dir / f"{table}.csv", header.split(","), [])
    return Report(
        rows=len(rows),
        rows_left_out=left_out,
        orgs=len(orgs),
        students=len(results),
        at_nonpublic_schools=sum(row["is_nonpublic_school"] == "true" for row in results),
        at_no_place=sum(str(row["school_cds_code"])[2:7] == "00000" for row in results),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Solve a slice from the command line: exit 0 solved, 2 not solvable."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("research_file", type=Path)
    parser.add_argument("entities_file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    try:
        report = solve(options.research_file, options.entities_file, options.out)
    except (NoSolution, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    print(", ".join(f"{name} {value}" for name, value in vars(report).items()).replace("_", " "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
