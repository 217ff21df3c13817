"""An attack on small CAST tables: which withheld counts do the published ones leave one value?

It knows nothing of the models: it takes the published numbers, states the sums anew and searches
for a second table that agrees with all of them. A count that differs in it is not given away.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

from integer_program import Constraint, Solver

Cell = tuple[str, str, str, str]  # entity, group, grade, count
MOST = 1000  # more than any table here holds
COUNTS = ("students_enrolled", "students_tested", "students_scored")
TOTALS = ("entity_students_tested", "entity_students_scored")
LEVELS = tuple(f"students_at_level_{level}" for level in (1, 2, 3, 4))
DOMAINS = {
    f"{domain}_domain_total": tuple(
        f"{domain}_domain_count_{level}_standard" for level in ("below", "near", "above")
    )
    for domain in ("life_sciences", "physical_sciences", "earth_and_space_sciences")
}
# Counts of a row since 2024: the parts of each, and of which count it is a part.
PARTS = {"students_in_a_level": LEVELS, "students_at_level_3_or_4": LEVELS[2:]} | DOMAINS
RESULTS = (*PARTS, *LEVELS, *(count for counts in DOMAINS.values() for count in counts))
ABOVE = {
    "students_tested": "students_enrolled",
    "students_scored": "students_tested",
    "students_in_a_level": "students_scored",
} | dict.fromkeys(DOMAINS, "students_scored")


@dataclass
class Sum:
    """Counts with their signs that make nothing together, or nothing at most."""

    terms: list[tuple[Cell, int]]
    exact: bool


@dataclass
class Table:
    """True counts, which of them are withheld, what the sign tells and the sums anyone knows."""

    true: dict[Cell, int]
    withheld: set[Cell]
    ranges: dict[Cell, tuple[int, int]]
    sums: list[Sum] = field(default_factory=list)

    def rows(self) -> Iterable[tuple[list[tuple[Cell, int]], int, bool]]:
        """Each sum with a withheld count: its coefficients, what is left for them, is it exact."""
        for known in self.sums:
            unknown = [(cell, sign) for cell, sign in known.terms if cell in self.withheld]
            if unknown:
                gap = -sum(s * self.true[c] for c, s in known.terms if c not in self.withheld)
                yield unknown, gap, known.exact


def given_away(table: Table, seed: int = 1) -> set[Cell]:
    """The withheld counts that have the same value in every table that agrees.

    Counts that no sum joins, directly or by others, cannot tell of each other: each such part of
    the table is attacked on its own.
    """
    sums = [(dict(unknown), gap if exact else None, gap) for unknown, gap, exact in table.rows()]
    ranges = [({cell: 1}, low, high) for cell, (low, high) in sorted(table.ranges.items())]
    part = {cell: cell for cell in table.withheld}

    def first(cell: Cell) -> Cell:
        while part[cell] != cell:
            part[cell] = part[part[cell]]
            cell = part[cell]
        return cell

    for terms, _, _ in sums:
        one, *others = map(first, terms)
        for other in others:
            part[first(other)] = first(one)
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(table.withheld):
        parts[first(cell)].append(cell)
    held: dict[Cell, list] = defaultdict(list)
    for terms, low, high in [*ranges, *sums]:
        held[first(next(iter(terms)))].append((terms, low, high))
    chance = random.Random(seed)
    found: set[Cell] = set()
    for name, cells in parts.items():
        found |= _given_away(table, cells, held[name], chance)
    return found


def _given_away(table: Table, cells: list[Cell], held: list, chance: random.Random) -> set[Cell]:
    """Those of the cells with one value only.

    Tables far from the true one, found at random, settle most counts; the others are made as small
    and as large as they can be, one by one. Fractions are tried first, which is fast: a count that
    cannot be another number in fractions cannot be one in whole numbers.
    """
    place = {cell: number for number, cell in enumerate(cells)}
    constraints: list[Constraint] = [
        ({place[cell]: sign for cell, sign in terms.items()}, low, high, "")
        for terms, low, high in held
    ]
    solver = Solver(len(cells), constraints)
    in_fractions = Solver(len(cells), constraints, is_whole=False)
    unsure = set(cells)

    def look(costs: list[int]) -> None:
        """Strike out what differs in the cheapest table that agrees."""
        found = solver.cheapest(costs)
        assert found is not None, "the true table does not agree"
        numbers = [round(value) for value in found]
        for terms, low, high, _ in constraints:
            total = sum(weight * numbers[number] for number, weight in terms.items())
            assert (low is None or total >= low) and (high is None or total <= high)
        unsure.difference_update([c for c in unsure if numbers[place[c]] != table.true[c]])

    for _ in range(8):
        if unsure:
            look([chance.choice((-1, 1)) if cell in unsure else 0 for cell in cells])
    for cell in cells:
        for cost in (1, -1):
            if cell in unsure:
                costs = [cost if other == cell else 0 for other in cells]
                bound = in_fractions.cheapest(costs)
                assert bound is not None, "the true table does not agree"
                if ceil(cost * bound[place[cell]] - 1e-6) != cost * table.true[cell]:
                    look(costs)
    return unsure
