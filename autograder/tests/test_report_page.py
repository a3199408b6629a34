"""In a browser reports fit every width, ask for nothing outside, and can be read in light, dark and print."""

import pytest

from autograder.grade.course_report import write_course_report
from autograder.grade.report import Setting, write_report
from autograder.grade.standing import Standing
from autograder.grade.summary import summarise
from autograder.jupyter_lab import chromium
from autograder.tests.test_class_statistics import graded, timed
from autograder.tests.test_report import CLASS

NAMES = {f"s{n}": f"Wilhelmina Featherstonehaugh the {n}th" for n in range(60)}

# Every element with words of its own, its contrast with whatever lies behind it, and its size.
CONTRASTS = """() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const over = colours => {
        canvas.fillStyle = "#fff";
        for (const colour of ["#fff", ...colours]) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255);
    };
    const light = rgb => {
        const [r, g, b] = rgb.map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const found = [];
    for (const element of document.body.querySelectorAll("*:not(svg, svg *)")) {
        const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!words || element.closest(".hidden") || !element.checkVisibility()) continue;
        const behind = [];
        for (let up = element; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
        const paper = light(over(behind)), ink = light(over([...behind, getComputedStyle(element).color]));
        found.push([Math.max(paper, ink) / Math.min(paper, ink), element.outerHTML.slice(0, 80)]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The report on a class of sixty and the page of its course, with long names."""
    folder = tmp_path_factory.mktemp("reports")
    notes = {n: [f"The notebook was called `k{n}.ipynb`."] for n in range(11, 25)}
    records = [*CLASS, *(graded(f"s{n}", 4 * (n % 2), 4 * (n % 3 > 0), notes=notes.get(n, [])) for n in range(11, 50))]
    records += [timed(f"s{n}", 1 + n / 10) for n in range(50, 60)]
    summary = summarise(records)
    setting = Setting("K-means", feedback_href=lambda student: f"{student}.html", course_href="c.html", names=NAMES)
    write_report(summary, folder / "a.html", setting)
    standings = [Standing.of(summary, f"0{n}_topic", f"The topic number {n}") for n in range(1, 8)]
    write_course_report(
        standings, folder / "c.html", title="K-means", names=NAMES, feedback_href=lambda student, name: "x.html"
    )
    return [folder / "a.html", folder / "c.html"]


@pytest.mark.slow
def test_pages_fit_read_well_and_ask_for_nothing(pages):
    """No page scrolls sideways at 390 or 1100 pixels, words have AA contrast, and the only request is the page."""
    asked = []
    with chromium() as browser:
        for theme, width in (("light", 390), ("dark", 1100), ("dark", 390)):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: asked.append(message.text))
            for path in pages:
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") == width, (path.name, theme)
                dim = [found for found in page.evaluate(CONTRASTS) if found[0] < 4.5]
                assert dim == [], (path.name, theme)
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            page.close()
        page = browser.new_page()
        page.goto(pages[0].as_uri())
        page.emulate_media(media="print")
        assert page.locator(".contents").is_hidden() and page.locator(".mistakes .message").first.is_visible()
        assert page.locator(".board").is_visible() and page.locator(".rest .looks").first.is_visible()
    assert set(asked) == {path.as_uri() for path in pages}


@pytest.mark.slow
def test_a_class_of_sixty_is_looked_through_in_a_few_screens(pages):
    """A wide window gives remarks and exercises the room beside each other; the way to each part stays in sight."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(pages[0].as_uri())
        rows = page.evaluate("[...document.querySelectorAll('.students tbody tr')].map(row => row.offsetHeight)")
        assert len(rows) > 50 and max(rows) < 70 and page.evaluate("document.body.scrollHeight") < 5500
        assert not page.locator(".board").is_visible()
        page.locator(".leaders summary").press("Enter")
        assert page.locator(".board").is_visible()
        page.locator(".contents a[href='#students']").press("Enter")
        bars = page.evaluate("[document.querySelector('.contents'), document.querySelector('#students')].map("
                             "each => each.getBoundingClientRect()).map(box => [box.top, box.bottom])")  # fmt: skip
        (top, bottom), (heading, _) = bars
        assert top == 0 and bottom <= heading < 900
