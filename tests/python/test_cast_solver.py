"""The solver of published CAST rows, against a plain recount that writes the rows again.

The recount shares nothing with the solver: it reads the raw tables, walks over the students, counts
in dictionaries, rounds with fractions, masks and joins the cells in the order of the header.
"""

import csv
import os
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from cast_slice import NoSolution
from cast_solver import Report, main, solve, spread

Record = Mapping[str, str]
GRADES = {"13": ("05", "08", "10", "11", "12"), "14": ("10", "11", "12")}
KEYS = "County Code^District Code^School Code^Filler^Test Year^"
LEVELS = ("Exceeded", "Met", "Met and Above", "Nearly Met", "Not Met")
LEVEL_PARTS = ("4", "3", "43", "2", "1")
DOMAINS = ("Life Sciences", "Physical Sciences", "Earth and Space Sciences")
SIDES = ("Below", "Near", "Above")
SHARES = "^".join(f"Percentage Standard {level}" for level in LEVELS)
DOMAIN_SHARES = "^".join(
    f"{domain} Domain Percent {side} Standard" for domain in DOMAINS for side in SIDES
)
TOTALS_2021 = "Total Tested at Reporting Level^Total Tested with Scores at Reporting Level"
HEADERS = {
    2018: KEYS + "Subgroup ID^Test Type^Total Tested At Entity Level^Total Tested with Scores^"
    "Grade^Test Id^CAASPP Reported Enrollment^Students Tested^Mean Percent Corrrect^"
    + "^".join(f"Percentage Preliminary Indicator Category {part}" for part in "123")
    + "^Students with Scores",
    2019: KEYS + "Demographic ID^Test Type^Total Number Tested at Entity Level and Demographic^"
    "Total Number Tested at this Demographic with Valid Scores^Grade^Test ID^"
    "CAST Reported Enrollment^Total Number of Students Tested^Mean Scale Score^"
    f"{SHARES}^Total Number of Students with Valid Scores^{DOMAIN_SHARES}",
    2021: f"{KEYS}Student Group ID^Test Type^{TOTALS_2021}^Grade^Test ID^Students Enrolled^"
    f"Students Tested^Mean Scale Score^{SHARES}^Students with Scores^{DOMAIN_SHARES}^Type ID",
    2024: "County Code^District Code^District Name^School Code^School Name^Type ID^Filler^"
    "Test Year^Test Type^Test ID^Student Group ID^Grade^Total Students Enrolled^"
    "Total Students Tested^Total Students Tested with Scores^Mean Scale Score^"
    + "^".join(f"Percentage Standard {x}^Count Standard {x}" for x in LEVELS)
    + "^Overall Total^"
    + "^".join(
        "^".join(f"{x} Domain Percent {y} Standard^{x} Domain Count {y} Standard" for y in SIDES)
        + f"^{x} Domain Total"
        for x in DOMAINS
    ),
}


def half_up(value: Fraction, decimals: int) -> str:
    """A number as text with a fixed number of decimals, exact halves up."""
    units = int(value * 10**decimals + Fraction(1, 2))
    return f"{units // 10**decimals}.{units % 10**decimals:0{decimals}d}"


def entities_of(result: Record, charters: Mapping[str, str]) -> set[str]:
    """The codes of the entities that count a student; charters: seven digits to code."""
    home = result["school_cds_code"]
    if result["is_nonpublic_school"] == "true":
        answering = result["accountability_district_code"]
        home = charters.get(answering, answering + "0000000")
    found = {"0" * 14, home[:2] + "0" * 12 if home[:2] != "00" else "0" * 14, home}
    if home not in charters.values() and home[2:7] != "00000":
        found.add(home[:7] + "0" * 7)
    return found


def cell_of(name: str, keys: Record, mine: list[Record], total: list[Record], year: int) -> str:
    """One cell of a row: its text by the words of its header cell, masked."""
    words = name.lower()
    if words in keys:
        return keys[words]
    scored = [result for result in mine if result["include_indicator"] == "Y"]
    if re.search("enrol", words) or re.search("tested|with (valid )?scores", words):
        is_total = bool(re.search("level|at this|entity|tested with scores$", words))
        if year >= 2024 or words == "students tested":
            is_total = False
        kinds = "NTRY" if "enrol" in words else "Y" if "scores" in words else "TRY"
        source = total if is_total else mine
        count = sum(result["include_indicator"] in kinds for result in source)
        if year >= 2021:
            return "*" if 1 <= count <= 3 else str(count)
        return "*" if (count if is_total else len(scored)) < 11 else str(count)
    if words.startswith("mean"):
        column = "percent_correct" if year == 2018 else "scale_score"
        if keys["grade"] == "13" and year > 2018:
            return ""
        points = sum(Fraction(result[column]) for result in scored)
        shown = half_up(points / len(scored), 1) if scored else ""
    else:
        column, parts = "preliminary_indicator", words[-1]
        if "domain" in words:
            domain = next(name for name in DOMAINS if words.startswith(name.lower()))
            column = domain.lower().replace(" and ", " ").replace(" ", "_") + "_level"
            parts = next((str(n) for n, s in enumerate(SIDES, 1) if s.lower() in words), "123")
        elif year > 2018:
            column, parts = "achievement_level", "1234"
            for label, members in zip(LEVELS, LEVEL_PARTS, strict=True):
                parts = members if words.endswith(f" standard {label.lower()}") else parts
        having = [result[column] for result in scored if result[column]]
        count = sum(value in parts for value in having)
        shown = half_up(Fraction(100 * count, len(having)), 2) if having else ""
        if "count" in words or words.endswith("total"):
            shown = str(count) if scored else ""
    if len(scored) < 11 and (year < 2021 or scored):
        return "*"
    return shown


def publish(raw: Path, header: str, types: Mapping[str, str], year: int) -> list[str]:
    """All rows of the students as lines of the file of the year, in its order."""
    with (raw / "orgs.csv").open(encoding="utf-8", newline="") as stream:
        charters = {
            org["cds_code"][7:]: org["cds_code"]
            for org in csv.DictReader(stream)
            if org["charter_funding_code"] == "DF"
        }
    members: dict[tuple[str, str], list[Record]] = defaultdict(list)
    with (raw / "assessment_results.csv").open(encoding="utf-8", newline="") as stream:
        for result in csv.DictReader(stream):
            spans = [span for span, grades in GRADES.items() if result["grade_code"] in grades]
            for grade in (result["grade_code"], *spans[: 2 if year >= 2021 else 1]):
                for code in entities_of(result, charters):
                    members[code, grade].append(result)
    lines = []
    for (code, grade), mine in sorted(members.items()):
        keys = {
            "county code": code[:2], "district code": code[2:7], "school code": code[7:],
            "filler": "", "test year": str(year), "test type": "X", "test id": "17",
            "student group id": "1", "subgroup id": "1", "demographic id": "1",
            "grade": str(int(grade)), "type id": types.get(code, ""),
            "district name": "", "school name": "",
        }  # fmt: skip
        total = members[code, "13"]
        cells = [cell_of(name, keys, mine, total, year) for name in header.split("^")]
        lines.append("^".join(cells))
    return lines


# A small made-up county: a district with a locally funded charter, a district of one school with
# students at nonpublic schools, a direct funded charter.
TYPES = {
    "00000000000000": "4", "61000000000000": "5",
    "61111110000000": "6", "61111110000011": "7", "61111110000022": "7", "61111110000033": "10",
    "61222220000000": "6", "61222220000044": "7",
    "61222220000055": "9",
}  # fmt: skip
NONPUBLIC = "61222220000001"
PLACES = (*(code for code in TYPES if code[7:] != "0" * 7), NONPUBLIC)
BOUNDS = {"05": (150, 178, 213, 230, 250), "08": (350, 377, 414, 432, 450)}
BOUNDS |= dict.fromkeys(("10", "11", "12"), (550, 575, 614, 635, 650))


def student(place: str, grade: str, indicator: str, chance: random.Random) -> dict[str, str]:
    """A made-up test result."""
    found = dict.fromkeys(
        ("preliminary_indicator", "percent_correct", "scale_score", "achievement_level",
         "life_sciences_level", "physical_sciences_level", "earth_space_sciences_level"), ""
    ) | {
        "school_cds_code": place, "grade_code": grade, "include_indicator": indicator,
        "is_nonpublic_school": str(place == NONPUBLIC).lower(),
        "accountability_district_code": place[:7] if place == NONPUBLIC else "",
    }  # fmt: skip
    if indicator == "Y":
        level = chance.choice((1, 1, 2, 2, 2, 3, 4))
        low, high = BOUNDS[grade][level - 1 : level + 1]
        found["achievement_level"] = str(level)
        found["scale_score"] = str(chance.randint(low + (level > 1), high))
        found["percent_correct"] = f"{chance.randint(0, 1000) / 10:.1f}"
        found["preliminary_indicator"] = chance.choice(("1", "2", "2", "3"))
        for domain in ("life", "physical", "earth_space"):
            found[f"{domain}_sciences_level"] = chance.choice(("1", "2", "2", "3", "123"[:1]))
    if indicator == "Y" and chance.random() < 0.03:
        found["life_sciences_level"] = ""
    return found


def write_raw(folder: Path, results: Iterable[Record]) -> Path:
    """Raw tables of the made-up county with these results."""
    folder.mkdir()
    rows = list(results)
    with (folder / "assessment_results.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    lines = ["cds_code,charter_funding_code"]
    lines += [f"{code},{'DF' if kind == '9' else ''}" for code, kind in TYPES.items()]
    (folder / "orgs.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_entities(path: Path) -> Path:
    """The entities file of the made-up county."""
    lines = [KEYS + "Type ID^County Name^District Name^School Name^Zip Code"]
    for code, kind in TYPES.items():
        district = "Peña Unified" if code[2:7] != "00000" else ""
        school = f"School {code[-2:]}" if code[7:] != "0" * 7 else ""
        keys = (code[:2], code[2:7], code[7:], "", "2021", kind)
        lines.append("^".join((*keys, "Oak", district, school, "")))
    path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252", newline="")
    return path


Planted = Callable[..., tuple[Path, list[str], Path, Report]]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """Plant results, publish them, edit the lines, solve: slice, lines, raw tables, report."""

    def run(
        results: Iterable[Record],
        year: int = 2021,
        edit: Callable[[list[str]], list[str]] = lambda lines: lines,
    ) -> tuple[Path, list[str], Path, Report]:
        raw = write_raw(tmp_path / "planted", results)
        lines = edit(publish(raw, HEADERS[year], TYPES, year))
        delimiter = "^" if year > 2019 else ","
        path = tmp_path / "slice.txt"
        text = "\r\n".join([HEADERS[year], *lines, ""]).replace("^", delimiter)
        path.write_text(text, encoding="cp1252", newline="")
        entities = write_entities(tmp_path / "entities.txt")
        return path, lines, tmp_path / "solved", solve(path, entities, tmp_path / "solved")

    return run


def some(place: str, grade: str, indicators: str, seed: int = 1) -> list[dict[str, str]]:
    """Students of one place and grade, one per letter."""
    chance = random.Random(seed)
    return [student(place, grade, indicator, chance) for indicator in indicators]


@pytest.mark.parametrize("year", HEADERS)
@pytest.mark.parametrize("seed", range(4))
def test_rows_of_random_students_come_out_again(planted: Planted, year: int, seed: int) -> None:
    chance = random.Random(100 * year + seed)
    results = [
        student(place, grade, chance.choice("NTRYYYYYYY"), chance)
        for place in PLACES
        for grade in BOUNDS
        for _ in range(chance.choice((0, 2, 5, 9, 13, 40)))
    ]
    _, lines, raw, report = planted(results, year)
    assert publish(raw, HEADERS[year], TYPES, year) == lines
    assert report.rows == len(lines) > 20
    assert report.students <= len(results)
    assert report.at_no_place == 0


def test_masked_cells_leave_freedom_and_any_choice_gives_the_same_rows(
    planted: Planted, tmp_path: Path
) -> None:
    first, second = "61111110000011", "61111110000022"
    results = some(first, "05", "YYN") + some(second, "05", "YN")
    _, lines, raw, report = planted(results)
    assert report.students == 5 and "61^11111^0000011^^2021^1^X^*^*^5^17^*^*^" in "\n".join(lines)
    assert publish(raw, HEADERS[2021], TYPES, 2021) == lines
    other = write_raw(tmp_path / "other", some(first, "05", "YN") + some(second, "05", "YYN"))
    assert publish(other, HEADERS[2021], TYPES, 2021) == lines


def test_masked_enrollment_without_a_sum_becomes_one_student(planted: Planted) -> None:
    _, lines, raw, report = planted(some("61111110000011", "12", "NNN"))
    assert publish(raw, HEADERS[2021], TYPES, 2021) == lines
    assert report.students == 1


def test_students_beyond_the_schools_are_at_nonpublic_schools(planted: Planted) -> None:
    results = some("61222220000044", "08", "NNNN") + some(NONPUBLIC, "08", "NNNNN")
    _, lines, raw, report = planted(results)
    assert publish(raw, HEADERS[2021], TYPES, 2021) == lines
    assert (report.students, report.at_nonpublic_schools, report.at_no_place) == (9, 5, 0)


def test_a_direct_funded_charter_is_not_in_the_district_of_its_code(planted: Planted) -> None:
    results = some("61222220000055", "08", "Y" * 12) + some("61222220000044", "08", "N" * 5)
    _, lines, raw, report = planted(results)
    assert publish(raw, HEADERS[2021], TYPES, 2021) == lines
    assert (report.students, report.at_nonpublic_schools) == (17, 0)


def test_a_county_beyond_the_slice_leaves_students_without_place(planted: Planted) -> None:
    results = some("61111110000011", "05", "NNNN") + some("61222220000044", "05", "NNNNNN")

    def without_a_district(lines: list[str]) -> list[str]:
        return [line for line in lines if not line.startswith("61^22222")]

    _, lines, raw, report = planted(results, edit=without_a_district)
    again = publish(raw, HEADERS[2021], TYPES, 2021)
    assert [line for line in again if line in lines] == lines
    assert (report.students, report.at_no_place) == (10, 6)


def test_rows_of_other_groups_are_left_out(planted: Planted) -> None:
    results = some("61111110000011", "05", "NNNN")
    _, _, _, report = planted(
        results, edit=lambda lines: lines + [line.replace("^1^X^", "^3^X^") for line in lines]
    )
    assert report.rows == report.rows_left_out == 8


def with_cell(row: str, column: str, cell: str) -> Callable[[list[str]], list[str]]:
    """An edit of one cell; row: code and grade as a sentence names them."""
    names = HEADERS[2021].split("^")

    def edit(lines: list[str]) -> list[str]:
        rows = [dict(zip(names, line.split("^"), strict=True)) for line in lines]
        for found in rows:
            code = " ".join(found[f"{part} Code"] for part in ("County", "District", "School"))
            if row == f"{code} grade {found['Grade']}":
                found[column] = cell
        return ["^".join(found.values()) for found in rows]

    return edit


def test_a_contradiction_is_told_with_its_cell(planted: Planted) -> None:
    results = some("61111110000011", "05", "NNNN") + some("61111110000022", "05", "NNNNN")
    row = "61 11111 0000000 grade 5"
    with pytest.raises(NoSolution) as told:
        planted(results, edit=with_cell(row, "Students Enrolled", "8"))
    assert str(told.value) == (
        f"No set of students agrees with the published rows: students enrolled of {row}."
    )


def test_a_share_that_no_count_gives_is_told_with_its_cell(planted: Planted) -> None:
    row = "61 22222 0000055 grade 8"
    with pytest.raises(NoSolution) as told:
        planted(
            some("61222220000055", "08", "Y" * 12),
            edit=with_cell(row, "Percentage Standard Not Met", "1.23"),
        )
    assert (
        str(told.value) == f"No number of students agrees with percent standard not met of {row}."
    )


def test_domain_shares_that_no_divisor_gives_are_told_with_their_row(planted: Planted) -> None:
    row = "61 22222 0000055 grade 8"
    with pytest.raises(NoSolution) as told:
        planted(
            some("61222220000055", "08", "Y" * 12),
            edit=with_cell(row, "Life Sciences Domain Percent Near Standard", "1.23"),
        )
    assert str(told.value) == f"The life sciences domain shares of {row} fit no number of students."


def test_results_of_a_row_that_must_be_masked_are_refused(planted: Planted) -> None:
    row = "61 22222 0000055 grade 8"
    with pytest.raises(NoSolution, match="shows results of fewer than 11 students"):
        planted(
            some("61222220000055", "08", "Y" * 12),
            edit=with_cell(row, "Students with Scores", "10"),
        )


def test_same_input_gives_the_same_bytes_and_the_command_line_reports(
    planted: Planted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _, raw, report = planted(some("61222220000055", "08", "Y" * 12 + "TN"))
    again = tmp_path / "again"
    assert main([str(path), str(tmp_path / "entities.txt"), "--out", str(again)]) == 0
    assert f"students {report.students}, " in capsys.readouterr().out
    names = {"orgs.csv", "students.csv", "enrollments.csv", "assessment_results.csv"}
    assert {file.name for file in raw.iterdir()} == names
    assert all((again / name).read_bytes() == (raw / name).read_bytes() for name in names)


def test_an_entity_without_record_is_one_sentence(
    planted: Planted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, *_ = planted(some("61222220000055", "08", "NNNN"))
    entities = tmp_path / "entities.txt"
    text = entities.read_text(encoding="cp1252").replace("0000055", "0000056")
    entities.write_text(text, encoding="cp1252")
    assert main([str(path), str(entities), "--out", str(tmp_path / "none")]) == 2
    assert "has no record of the entity 61222220000055." in capsys.readouterr().err


def test_another_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.txt"
    for text in ("", "Name,Size\nOak,3\n", "County Code^Grade\n61^5^7\n"):
        other.write_text(text, encoding="cp1252")
        assert main([str(other), str(other), "--out", str(tmp_path / "none")]) == 2
        assert capsys.readouterr().err == (
            "Error: other.txt is not a delimited CAST file with a header of a known year.\n"
        )


def test_scores_keep_their_sum_and_their_limits() -> None:
    limits = [(231, 250), (179, 213), (150, 178)]
    for points in range(560, 642):
        scores = spread(points, limits)
        assert sum(scores) == points
        assert all(low <= score <= high for score, (low, high) in zip(scores, limits, strict=True))


def test_published_counties_come_out_again(tmp_path: Path) -> None:
    folder = os.environ.get("PUBLIC_DATA")
    if not folder:
        pytest.skip("PUBLIC_DATA is not set: it names the folder with the state's public files")
    files = Path(folder) / "cast"
    research = files / "cast_2021_all_students_counties_02_03_05.txt"
    report = solve(research, files / "cast_2021_entities.txt", tmp_path / "raw")
    header, *lines = research.read_text(encoding="cp1252").splitlines()
    with (files / "cast_2021_entities.txt").open(encoding="cp1252", newline="") as stream:
        types = {
            entity["County Code"] + entity["District Code"] + entity["School Code"]:
            entity["Type ID"] for entity in csv.DictReader(stream, delimiter="^")
        }  # fmt: skip
    again = publish(tmp_path / "raw", header, types, 2021)
    # The three counties are not the state: its rows are not among the published ones.
    assert [line for line in again if not line.startswith("00^")] == lines
    assert report.rows == len(lines)
    assert report.at_no_place == 0
