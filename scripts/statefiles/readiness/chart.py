"""The chart of the report, drawn by Vega-Lite as SVG whose colors are those of the page."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# Colors that stand for those of the page, which differ by theme.
COLORS = {
    "#010101": "var(--ink)",
    "#020202": "var(--line)",
    "#030303": "var(--then)",
    "#040404": "var(--now)",
}
INK, LINE, THEN, NOW = COLORS


def specification(points: Sequence[Mapping[str, Any]], last: str, this: str) -> dict[str, Any]:
    """Bars of each grade side by side: a year before, and now."""
    years = {"last": last, "this": this}
    rows = [dict(point) | {"year": years[point["census_year"]]} for point in points]
    text = {f"{part}Color": INK for part in ("label", "title")}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "height": 180,
        "width": {"step": 16},
        "data": {"values": rows},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {
            "x": {"field": "grade", "sort": None, "title": "Grade", "axis": {"labelAngle": 0}},
            "xOffset": {"field": "year", "sort": [last, this]},
            "y": {"field": "students", "type": "quantitative", "title": "Students"},
            "color": {
                "field": "year",
                "scale": {"domain": [last, this], "range": [THEN, NOW]},
                "legend": {"title": None, "orient": "top"},
            },
        },
        "config": {
            "axis": text | {"gridColor": LINE, "domainColor": LINE, "tickColor": LINE},
            "legend": text,
            "view": {"stroke": None},
        },
    }


def svg(points: Sequence[Mapping[str, Any]], last: str, this: str, before: Path) -> str:
    """The chart; blank without students. Drawing takes longer than all else in the report, so the
    one in the report of before is taken when it was drawn from the same numbers.
    """
    if not any(point["students"] for point in points):
        return ""
    made_from = json.dumps(specification(points, last, this), sort_keys=True)
    mark = f'<svg data-made-from="{hashlib.sha256(made_from.encode()).hexdigest()}"'
    if before.is_file():
        old = before.read_text(encoding="utf-8", errors="replace")
        if (start := old.find(mark)) >= 0 and (end := old.find("</svg>", start)) >= 0:
            return old[start : end + len("</svg>")]
    import vl_convert  # takes a moment

    drawn = vl_convert.vegalite_to_svg(json.loads(made_from))
    for placeholder, color in COLORS.items():
        drawn = drawn.replace(placeholder, color)
    return re.sub(r'^<svg( xmlns(:\w+)?="[^"]*")*', mark, drawn)
