"""The page of the benchmark: docs/benchmarks.md and its plot, from the figures of one run."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from measuring import ROOT

FRAME = Path(__file__).with_suffix(".md")
PAGE, PLOT = ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "benchmarks.svg"
OURS = "this project"
STATE = "## CAST of a whole state"
COLORS = {
    "load": "#9db4c0", "build": "#5c7f95", "rules": "#2f4858", "write": "#c08552",
    "plain DuckDB": "#d0a02d", "polars": "#7a9e57", "pandas": "#a05a7c",
}  # fmt: skip


def machine() -> str:
    """Cores and memory of this machine."""
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    cores = os.cpu_count() or 1
    return f"{cores} {'core' if cores == 1 else 'cores'} and {size / 2**30:.0f} GiB of memory"


def total(steps: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """All steps together: their seconds added, the most memory of one."""
    return {
        "wall": sum(used["wall"] for used in steps.values()),
        "cpu": sum(used["cpu"] for used in steps.values()),
        "peak": max(used["peak"] for used in steps.values()),
    }


def table(head: str, rows: list[list[str]]) -> str:
    """A Markdown table; the first column is text, the others numbers."""
    columns = head.split("|")
    marks = " | ".join(["---"] + ["---:"] * (len(columns) - 1))
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"| {' | '.join(column.strip() for column in columns)} |\n| {marks} |\n{body}\n"


def row(title: str, used: Mapping[str, float], *more: str) -> list[str]:
    """A row of figures."""
    return [title, f"{used['wall']:.1f}", f"{used['cpu']:.1f}", f"{used['peak']:,.0f}", *more]


def size_section(students: int, found: Mapping[str, Any]) -> str:
    """What was measured at one size."""
    whole = total(found["steps"])
    rows = [row(name, used, "") for name, used in found["steps"].items()]
    rows.append(row(f"**{OURS}**", whole, "1.0"))
    for label, one in found["rivals"].items():
        same = "" if all(one["same"].values()) else " (other bytes)"
        rows.append(
            row(f"{label}{same}", one["used"], f"{whole['wall'] / one['used']['wall']:.1f}")
        )
    if spark := found.get("spark"):
        same = "" if all(spark["same"].values()) else " (other bytes)"
        rows += [row(f"Spark: {name}{same}", used, "") for name, used in spark["steps"].items()]
    files = ", ".join(
        f"{name} {told['lines']:,} lines ({told['bytes'] / 1e6:,.1f} MB)"
        for name, told in found["files"].items()
    )
    slowest = ", ".join(f"`{name}` {s:.1f}" for name, s in found["slowest"].items())
    return (
        f"## {students:,} students\n\n{found['raw_rows']:,} raw rows; {files}; warehouse "
        f"{found['warehouse_bytes'] / 1e6:,.0f} MB.\n\n"
        + table("|seconds|CPU seconds|peak MB|ours to it", rows)
        + f"\nSlowest of {found['models']} models and seeds, in seconds: {slowest}.\n\n"
    )


def state_section(found: Mapping[str, Any]) -> str:
    """What was measured of the research file of a state."""
    rows = []
    for year, told in found["years"].items():
        whole, lines = total(told["steps"]), told["files"]["cast_research"]["lines"]
        steps = [f"{used['wall']:.1f}" for used in told["steps"].values()]
        sums = [f"{whole['wall']:.1f}", f"{whole['cpu']:.1f}", f"{whole['peak']:,.0f}"]
        rows.append([year, f"{lines:,}", *steps, *sums])
    memory = f" The database was given {found['memory']} of memory." if found["memory"] else ""
    return (
        f"{STATE}, {found['results']:,} results\n\n"
        f"Build and rules include the audit of what suppressed counts still give away.{memory}\n\n"
        + table("test year|lines|load|build|rules|write|seconds|CPU seconds|peak MB", rows)
        + "\n"
    )


def with_state(page: str, section: str) -> str:
    """The page with another section of the state, before the first thing that is no measurement."""
    page = re.sub(rf"(?ms)^{STATE}.*?^(?=##|Versions)", "", page)
    return re.sub(r"(?m)^(?=Versions|## Run it)", lambda _: section, page, count=1)


def specification(sizes: Mapping[str, Any]) -> dict[str, Any]:
    """A panel for each size; a bar for each program, ours in its steps."""
    values = []
    for students, found in sizes.items():
        panel = f"{int(students):,} students"
        values += [
            {"panel": panel, "program": OURS, "part": name, "seconds": used["wall"], "order": i}
            for i, (name, used) in enumerate(found["steps"].items())
        ]
        values += [
            {"panel": panel, "program": label, "part": label, "order": 9}
            | {"seconds": one["used"]["wall"]}
            for label, one in found["rivals"].items()
        ]
    panels = [f"{int(students):,} students" for students in sizes]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": values},
        "facet": {"row": {"field": "panel", "sort": panels, "title": None}},
        "resolve": {"scale": {"x": "independent"}},
        "spec": {
            "width": 520,
            "height": {"step": 22},
            "mark": "bar",
            "encoding": {
                "y": {"field": "program", "sort": [OURS, *COLORS], "title": None},
                "x": {"field": "seconds", "type": "quantitative", "title": "Seconds"},
                "color": {
                    "field": "part",
                    "sort": list(COLORS),
                    "scale": {"domain": list(COLORS), "range": list(COLORS.values())},
                    "legend": {"title": None, "orient": "top", "columns": 7},
                },
                "order": {"field": "order"},
            },
        },
    }


def write(figures: Mapping[str, Any]) -> None:
    """Write the page and its plot; of a run without agencies the section of the state alone."""
    if not figures["sizes"]:
        page = with_state(PAGE.read_text(encoding="utf-8"), state_section(figures["statewide"]))
        PAGE.write_text(page, encoding="utf-8")
        return
    import vl_convert

    sections = [size_section(int(size), found) for size, found in figures["sizes"].items()]
    if figures["statewide"]:
        sections.append(state_section(figures["statewide"]))
    versions = ", ".join(
        f"{'DuckDB' if label == 'plain DuckDB' else label} {version}"
        for label, version in figures["versions"].items()
    )
    if versions:
        sections.append(f"Versions: {versions}.\n")
    frame = FRAME.read_text(encoding="utf-8")
    page = frame.format(machine=figures["machine"], sections="".join(sections))
    PAGE.write_text(page, encoding="utf-8")
    drawn = vl_convert.vegalite_to_svg(specification(figures["sizes"]))
    PLOT.write_text(re.sub(r"\n?$", "\n", drawn), encoding="utf-8")
