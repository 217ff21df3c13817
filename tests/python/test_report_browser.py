"""The readiness report in a real browser: it works without a complaint, a mouse or a network."""

import shutil
from pathlib import Path

import pytest

import chromium
from conftest import AS_OF_DATE, program

pytestmark = pytest.mark.skipif(
    chromium.path() is None, reason="there is no Chromium in PATH to open the report with"
)
ALONE = "Array.from(document.querySelectorAll('{}'))"
# The contrast of text to what lies behind it (WCAG 2, 1.4.3) of everything that is shown.
CONTRAST = """
(() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const part = (value) => {
    const s = value / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const node of document.querySelectorAll("body *")) {
    const isText = (child) => child.nodeType === 3 && child.textContent.trim();
    const own = [...node.childNodes].some(isText);
    if (!own || node.closest("script") || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const front = light(parse(node instanceof SVGElement ? style.fill : style.color));
    const back = light(behind(node));
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) found.add(`${node.tagName}.${node.getAttribute("class")} ${ratio.toFixed(2)}`);
  }
  return [...found];
})()
"""


@pytest.fixture(scope="module")
def report(defect_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    own = shutil.copy(defect_warehouse, tmp_path_factory.mktemp("own") / "warehouse.duckdb")
    done = program("report", "--warehouse", own, "--out", out,
                   STATEFILES_AS_OF_DATE=AS_OF_DATE)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / "report.html"


@pytest.fixture(scope="module")
def browser():
    with chromium.running() as started:
        yield started


def texts(browser: chromium.Browser, selector: str) -> list[str]:
    return browser.ask(ALONE.format(selector) + ".map(one => one.textContent.trim())")


def shown_rows(browser: chromium.Browser, table: str) -> int:
    return browser.ask(
        ALONE.format(f"#{table}-table tbody tr") + ".filter(row => row.checkVisibility()).length"
    )


def test_it_opens_without_a_complaint_and_asks_for_nothing(report, browser):
    browser.complaints.clear()
    browser.requests.clear()
    browser.open(report)
    assert browser.complaints == []
    assert browser.requests == [report.as_uri()]
    links = browser.ask(ALONE.format("a") + ".filter(a => !document.getElementById("
                        "a.getAttribute('href').slice(1))).length")  # fmt: skip
    assert links == 0


def test_a_script_in_the_data_would_not_run(report, browser, tmp_path):
    """Even where escaping had failed: the page names its own script by its digest."""
    page = tmp_path / "report.html"
    text = report.read_text(encoding="utf-8")
    page.write_text(text.replace("<footer>", "<footer><script>document.title = 'x'</script>"))
    browser.open(page)
    assert browser.ask("document.title").startswith("Readiness")
    assert any("Content Security Policy" in told for told in browser.complaints)
    browser.complaints.clear()


def test_a_head_sorts_by_mouse_and_keyboard(report, browser):
    browser.open(report)
    head = "document.querySelector('#findings-table th:last-child')"
    cells = "#findings-table tbody td:last-child"

    def numbers() -> list[int]:
        return [int(text.replace(",", "")) for text in texts(browser, cells)]

    before = numbers()
    browser.ask(f"{head}.querySelector('button').click()")
    assert numbers() == sorted(before, reverse=True) != before
    assert browser.ask(f"{head}.getAttribute('aria-sort')") == "descending"
    browser.ask(f"{head}.querySelector('button').focus()")
    browser.press("Enter")
    assert numbers() == sorted(before)
    assert browser.ask(f"{head}.getAttribute('aria-sort')") == "ascending"


def test_filters_show_what_they_say(report, browser):
    browser.open(report)
    rows = shown_rows(browser, "findings")
    controls = "document.querySelector('[data-table=findings-table]')"
    browser.ask(
        f"{controls}.querySelector('input').value = 'unsafe_value';"
        f"{controls}.dispatchEvent(new Event('input'))"
    )
    few = shown_rows(browser, "findings")
    assert 0 < few < rows
    assert browser.ask(f"{controls}.querySelector('.shown').textContent") == (
        f"{few} of {rows} shown"
    )
    browser.ask(
        f"{controls}.querySelector('[name=severity]').value = 'information';"
        f"{controls}.dispatchEvent(new Event('input'))"
    )
    assert shown_rows(browser, "findings") == 0
    # A number of the overview leads to what is behind it.
    browser.ask("document.querySelector('a[data-to=findings-table][data-file=sinf]').click()")
    assert browser.ask("location.hash") == "#findings"
    of_the_file = browser.ask(
        ALONE.format("#findings-table tbody tr")
        + ".filter(row => row.dataset.file === 'sinf').length"
    )
    assert shown_rows(browser, "findings") == of_the_file > 0


def test_both_themes_can_be_read(report, browser):
    background = "getComputedStyle(document.body).backgroundColor"
    for theme, other in (("light", "dark"), ("dark", "light")):
        browser.open(report, theme=theme)
        browser.ask("localStorage.clear(); document.documentElement.removeAttribute('data-theme')")
        browser.ask(ALONE.format("details") + ".forEach(one => { one.open = true; })")
        color = browser.ask(background)
        assert browser.ask(CONTRAST) == []
        browser.ask("document.getElementById('theme').click()")
        assert browser.ask("document.documentElement.dataset.theme") == other
        assert browser.ask(background) != color
        assert browser.ask(CONTRAST) == []
        browser.theme(other)
        assert browser.ask("document.documentElement.dataset.theme") == other
        browser.open(report, theme=theme)  # the choice is kept
        assert browser.ask(background) != color
        browser.ask("localStorage.clear()")
    assert browser.complaints == []


def test_the_keyboard_reaches_everything_and_the_focus_shows(report, browser):
    browser.open(report)
    reached = []
    for _ in range(14):
        browser.press("Tab")
        reached.append(browser.ask("document.activeElement.textContent.trim().slice(0, 40)"))
        outline = browser.ask("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reached
    assert reached[0] == "To the content"
    for name in ("Dark", "Overview", "Findings", "Changes", "Submission"):
        assert name in reached


def test_a_phone_scrolls_tables_and_not_the_page(report, browser):
    browser.open(report, width=380)
    assert browser.ask("document.documentElement.scrollWidth") <= 380
    browser.ask(ALONE.format("details") + ".forEach(one => { one.open = true; })")
    assert browser.ask("document.documentElement.scrollWidth") <= 380


def test_paper_has_what_is_folded_and_no_controls(report, browser):
    browser.open(report)
    browser.send("Emulation.setEmulatedMedia", media="print", features=[])
    browser.ask("dispatchEvent(new Event('beforeprint'))")
    assert browser.ask(ALONE.format("details") + ".every(one => one.open)")
    assert browser.ask(
        ALONE.format("nav, .controls, #theme") + ".every(one => !one.checkVisibility())"
    )
    # A landscape sheet of US Letter without its margins holds every table.
    browser.send("Emulation.setDeviceMetricsOverride", width=980, height=740,
                 deviceScaleFactor=1, mobile=False)  # fmt: skip
    assert browser.ask(ALONE.format("table") + ".filter(one => one.offsetWidth > 980)"
                       ".map(one => one.id)") == []  # fmt: skip
    browser.send("Emulation.setEmulatedMedia", media="", features=[])
