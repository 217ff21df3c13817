"""What the rows of a published CAST research file say about the students behind them.

Reads the delimited forms: commas with quotes through 2019, carets from 2021; the header names the
columns, so the order and the extra columns of a year do not matter. A fact is an interval for a sum
of counts of one entity and grade row: "scored students at level 4 are 18", "tested students are 1
to 3", "the scale scores add up to 58138 to 58166". References are to the rules of the CAST files.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

GRADES = ("5", "8", "10", "11", "12")
SPANS = {grade: (grade,) for grade in GRADES} | {"13": GRADES, "14": GRADES[2:]}
LEAST_SHOWN = 11  # results of fewer scored students are withheld
NOT_READ = "{} is not a delimited CAST file with a header of a known year."
MANY = 10_000  # above it the divisor of a domain is not tried number by number

# Header cells of all years, in lower case, by what they count (layouts of 2018 to 2025).
COUNTS = {
    "students enrolled": "enrolled",
    "total students enrolled": "enrolled",
    "cast reported enrollment": "enrolled",
    "caaspp reported enrollment": "enrolled",
    "students tested": "tested",
    "total students tested": "tested",
    "total number of students tested": "tested",
    "students with scores": "scored",
    "total students tested with scores": "scored",
    "total number of students with valid scores": "scored",
}
TOTALS = {
    "total tested at reporting level": "tested",
    "total tested at entity level": "tested",
    "total number tested at entity level and demographic": "tested",
    "total tested with scores at reporting level": "scored",
    "total tested with scores": "scored",
    "total number tested at this demographic with valid scores": "scored",
}
GROUPS = ("student group id", "demographic id", "subgroup id")
MEANS = ("mean scale score", "mean percent correct", "mean percent corrrect")
STANDARD = {
    "standard exceeded": (4,),
    "standard met": (3,),
    "standard met and above": (3, 4),
    "standard nearly met": (2,),
    "standard not met": (1,),
}
INDICATOR = {f"preliminary indicator category {number}": (number,) for number in (1, 2, 3)}
DOMAIN = {"below standard": (1,), "near standard": (2,), "above standard": (3,)}


class NoSolution(Exception):
    """No set of students agrees with the published rows. The text is one sentence."""


@dataclass(frozen=True)
class Split:
    """A column of the student's record whose values divide the scored students."""

    column: str
    parts: tuple[int, ...]
    labels: Mapping[str, tuple[int, ...]]
    prefix: str = ""  # of the header cells: percentage, count or the name of a domain
    is_complete: bool = False  # every scored student has a value

    def measures(self, parts: tuple[int, ...] = ()) -> list[str]:
        """Names of the counts of some parts; of all parts without any."""
        return [f"{self.column}={part}" for part in parts or self.parts]


LEVELS = Split("achievement_level", (1, 2, 3, 4), STANDARD, is_complete=True)
INDICATORS = Split("preliminary_indicator", (1, 2, 3), INDICATOR)
DOMAINS = tuple(
    Split(f"{column}_level", (1, 2, 3), DOMAIN, prefix=f"{name} domain ")
    for column, name in (
        ("life_sciences", "life sciences"),
        ("physical_sciences", "physical sciences"),
        ("earth_space_sciences", "earth and space sciences"),
    )
)


@dataclass(frozen=True)
class Row:
    """One published row: 14-digit code, grade as written, cells by header in lower case."""

    cds_code: str
    grade: str
    cells: Mapping[str, str]

    def __str__(self) -> str:
        """The row as a sentence names it."""
        return f"{self.cds_code[:2]} {self.cds_code[2:7]} {self.cds_code[7:]} grade {self.grade}"


@dataclass(frozen=True)
class Fact:
    """Lowest and highest value of a weighted sum of counts of a row (None = no limit)."""

    row: Row
    column: str
    terms: Mapping[str, int]
    low: int | None
    high: int | None
    grade: str = ""  # when it is another than that of the row

    def __str__(self) -> str:
        """The cell as a sentence names it."""
        return f"{self.column} of {self.row}"


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a delimited CAST file by header cell in lower case."""
    with path.open(encoding="cp1252", newline="") as stream:
        delimiter = "^" if "^" in stream.readline() else ","
        stream.seek(0)
        header, *lines = csv.reader(stream, delimiter=delimiter)
    names = [cell.strip().lower() for cell in header]
    return [dict(zip(names, line, strict=True)) for line in lines]


def code_of(cells: Mapping[str, str]) -> str:
    """The 14-digit code of a row."""
    return "".join(
        cells[f"{part} code"].zfill(width)
        for part, width in (("county", 2), ("district", 5), ("school", 7))
    )


def read_types(path: Path) -> tuple[list[dict[str, str]], dict[str, int]]:
    """Records of an entities file, and the entity type of each code."""
    try:
        entities = read(path)
        return entities, {code_of(entity): int(entity["type id"]) for entity in entities}
    except (KeyError, ValueError, csv.Error) as error:
        raise NoSolution(NOT_READ.format(path.name)) from error


def read_rows(path: Path) -> tuple[list[Row], int, int]:
    """Rows of all students of the one test year of a research file, the year, rows left out.

    Rows of a student group, of another test or of a grade with unknown members are left out.
    """
    try:
        published = read(path)
        rows = [Row(code_of(cells), cells["grade"], cells) for cells in published]
        rows = [row for row in rows if row.grade in SPANS and is_of_all_students(row)]
        years = {int(row.cells["test year"]) for row in rows}
    except (KeyError, ValueError, StopIteration, csv.Error) as error:
        raise NoSolution(NOT_READ.format(path.name)) from error
    if len(years) != 1:
        raise NoSolution(f"{path.name} needs rows of all students of exactly one test year.")
    return rows, years.pop(), len(published) - len(rows)


def is_of_all_students(row: Row) -> bool:
    """Whether a row is of all students (group 1) in the science test (17)."""
    group = next(row.cells[name] for name in GROUPS if name in row.cells)
    return (int(group), int(row.cells["test id"])) == (1, 17)


def tenths_or_hundredths(cell: str) -> int:
    """A number with a fixed number of decimals, without its point."""
    return int(cell.replace(".", ""))


def rounded_from(value: int, divisor: int, scale: int) -> tuple[int, int]:
    """Integers k for which scale * k / divisor rounds half up to the value (CAST-3.5)."""
    low = -(-divisor * (2 * value - 1) // (2 * scale))
    high = -(-divisor * (2 * value + 1) // (2 * scale)) - 1
    return max(low, 0), high


def count_interval(cell: str, year: int, is_total: bool) -> tuple[int, int | None]:
    """What a count cell says (D19, CAST-4.1, CAST-4.2)."""
    if cell != "*":
        return int(cell), int(cell)
    if year >= 2021:
        return 1, 3
    return 0, LEAST_SHOWN - 1 if is_total else None


def facts_of(row: Row, year: int) -> Iterator[Fact]:
    """All facts of one row."""
    yield Fact(row, "the row", {"enrolled": 1}, 1, None)
    for column, cell in row.cells.items():
        for names, grade in ((COUNTS, ""), (TOTALS, "13")):
            if column in names:
                interval = count_interval(cell, year, is_total=bool(grade))
                yield Fact(row, column, {names[column]: 1}, *interval, grade)
    if "*" in (row.cells.get(column) for column in ("percentage standard met", *MEANS)):
        yield Fact(row, "the mask", {"scored": 1}, int(year >= 2021), LEAST_SHOWN - 1)
    for column in MEANS:
        if re.match(r"\d", row.cells.get(column, "")):
            # Percents correct are kept in tenths, scale scores in whole points.
            scale = 10 if column == "mean scale score" else 1
            mean = tenths_or_hundredths(row.cells[column])
            yield Fact(row, column, {"points": 1}, *rounded_from(mean, scored(row), scale))
    for split in (LEVELS, *DOMAINS) if year > 2018 else (INDICATORS,):
        yield from facts_of_split(row, split)


def scored(row: Row) -> int:
    """The scored students of a row that shows results."""
    cell = next(cell for column, cell in row.cells.items() if COUNTS.get(column) == "scored")
    if not cell.isdigit() or int(cell) < LEAST_SHOWN:
        raise NoSolution(f"The row {row} shows results of fewer than {LEAST_SHOWN} students.")
    return int(cell)


def facts_of_split(row: Row, split: Split) -> Iterator[Fact]:
    """Facts of the shares and counts of one column of the student's record."""
    kinds = ("percentage ", "count ") if not split.prefix else ("percent ", "count ")
    shares, counts = (
        {label: row.cells.get(f"{split.prefix}{kind}{label}", "*") for label in split.labels}
        for kind in kinds
    )
    total = row.cells.get(f"{split.prefix}total" if split.prefix else "overall total", "*")
    for label, cell in (counts | {"total": total}).items():
        if cell.isdigit():
            terms = dict.fromkeys(split.measures(split.labels.get(label, ())), 1)
            yield Fact(row, f"{split.prefix}count {label}", terms, int(cell), int(cell))
    if "" in shares.values():
        yield Fact(row, f"{split.prefix}shares", dict.fromkeys(split.measures(), 1), 0, 0)
    elif "*" not in shares.values():
        numbers = {label: tenths_or_hundredths(cell) for label, cell in shares.items()}
        yield from facts_of_shares(row, split, numbers)


def facts_of_shares(row: Row, split: Split, shares: Mapping[str, int]) -> Iterator[Fact]:
    """Shares in hundredths of a percent: exact counts when only one divisor fits all of them."""
    everyone = scored(row)
    divisors = [everyone]
    if not split.is_complete:
        divisors = []
        for divisor in range(1, everyone + 1) if everyone <= MANY else ():
            limits = [rounded_from(share, divisor, 10_000) for share in shares.values()]
            lowest, highest = (sum(limit[side] for limit in limits) for side in (0, 1))
            if all(low <= high for low, high in limits) and lowest <= divisor <= highest:
                divisors.append(divisor)
        if divisors:
            terms = dict.fromkeys(split.measures(), 1)
            yield Fact(row, f"{split.prefix}shares", terms, divisors[0], divisors[-1])
        elif everyone <= MANY:
            raise NoSolution(f"The {split.prefix}shares of {row} fit no number of students.")
    for label, share in shares.items():
        column, parts = f"{split.prefix}percent {label}", split.measures(split.labels[label])
        if len(divisors) == 1:
            limits = rounded_from(share, divisors[0], 10_000)
            yield Fact(row, column, dict.fromkeys(parts, 1), *limits)
            continue
        # low <= 100 k / n < high, multiplied out: the divisor n is the sum of all parts.
        for edge, low, high in ((2 * share - 1, 0, None), (2 * share + 1, None, -1)):
            terms = dict.fromkeys(split.measures(), -edge)
            for part in parts:
                terms[part] += 20_000
            yield Fact(row, column, terms, low, high)
