"""Whole numbers from zero that keep sums in intervals, at the least cost; solved by HiGHS.

One thread and no time limit for the answer: same program, same numbers. The numbers are checked
against every interval in whole arithmetic before they are handed out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from cast_slice import NoSolution

PATIENCE = 120.0  # seconds to look for the cells of a contradiction
Constraint = tuple[Mapping[int, int], int | None, int | None, str]


@dataclass
class Program:
    """An integer program: unknowns are whole numbers from zero, rows are intervals of sums."""

    costs: list[int] = field(default_factory=list)
    rows: list[Constraint] = field(default_factory=list)

    def unknown(self, cost: int = 0) -> int:
        """A new unknown; what it costs is made least."""
        self.costs.append(cost)
        return len(self.costs) - 1

    def hold(
        self, terms: Mapping[int, int], low: int | None, high: int | None, fact: str = ""
    ) -> None:
        """Keep a sum in an interval; a published fact has a name, a rule of counting has none."""
        self.rows.append((terms, low, high, fact))

    def solve(self) -> list[int]:
        """The cheapest numbers; NoSolution names facts that contradict the others."""
        found = minimise(self.costs, self.rows)
        if found is None:
            told = "; ".join(self._conflict()[:3]) or "their counts cannot all be met"
            raise NoSolution(f"No set of students agrees with the published rows: {told}.")
        numbers = [round(value) for value in found]
        for terms, low, high, fact in self.rows:
            total = sum(weight * numbers[place] for place, weight in terms.items())
            if (low is not None and total < low) or (high is not None and total > high):
                raise NoSolution(f"The numbers found are not exact at {fact or 'a sum'}.")
        return numbers

    def _conflict(self) -> list[str]:
        """Facts that must give way, when each may at a cost; none when that takes too long."""
        costs, rows, given = [0] * len(self.costs), [], {}
        for terms, low, high, fact in self.rows:
            if fact:
                given[len(costs)] = fact
                terms = {**terms, len(costs): 1, len(costs) + 1: -1}
                costs += [1, 1]
            rows.append((terms, low, high, fact))
        for is_whole in (False, True):  # fractions show most conflicts, and fast
            eased = minimise(costs, rows, is_whole, PATIENCE) or []
            broken = [fact for place, fact in given.items() if sum(eased[place : place + 2]) > 0.01]
            if broken:
                return broken
        return []


class Solver:
    """Sums to keep in their intervals, made once and solved for one cost after another."""

    def __init__(
        self,
        unknowns: int,
        rows: Sequence[Constraint],
        is_whole: bool = True,
        seconds: float = highspy.kHighsInf,
    ) -> None:
        endless = highspy.kHighsInf
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = unknowns, len(rows)
        model.col_cost_ = [0.0] * unknowns
        model.col_lower_, model.col_upper_ = [0] * unknowns, [endless] * unknowns
        if is_whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * unknowns
        model.row_lower_ = [-endless if low is None else low for _, low, _, _ in rows]
        model.row_upper_ = [endless if high is None else high for _, _, high, _ in rows]
        starts, places, weights = [0], [], []
        for terms, _, _, _ in rows:
            places += terms.keys()
            weights += terms.values()
            starts.append(len(places))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = places
        model.a_matrix_.value_ = weights
        self.unknowns = unknowns
        self.solver = highspy.Highs()
        for option, value in (
            ("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("time_limit", seconds),
        ):  # fmt: skip
            self.solver.setOptionValue(option, value)
        self.solver.passModel(model)

    def cheapest(self, costs: Sequence[int]) -> list[float] | None:
        """The cheapest numbers from zero that keep every sum in its interval; None without any."""
        self.solver.changeColsCost(
            self.unknowns,
            np.arange(self.unknowns, dtype=np.int32),
            np.array(costs, dtype=np.float64),
        )
        self.solver.run()
        is_solved = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return list(self.solver.getSolution().col_value) if is_solved else None


def minimise(
    costs: Sequence[int],
    rows: Sequence[Constraint],
    is_whole: bool = True,
    seconds: float = highspy.kHighsInf,
) -> list[float] | None:
    """The cheapest numbers from zero that keep every sum in its interval; None without any."""
    return Solver(len(costs), rows, is_whole, seconds).cheapest(costs)
