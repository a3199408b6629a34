"""The README's pictures, made from the course itself: `python -m autograder.readme_pictures`.

Grades the sample class, opens one of its notebooks in JupyterLab, and photographs what students and
instructors see, on light and on dark paper. Needs Playwright, which `[dev]` brings, and a Chromium.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import numpy as np
from PIL import Image

from autograder.animation.facts import facts_of
from autograder.animation.run import make_run
from autograder.animation.save import save_gif
from autograder.animation.shapes import points_of
from autograder.animation.steps import run_steps
from autograder.checks.lloyd import lloyd_step
from autograder.demo import ASSIGNMENT, make_demo
from autograder.grade.class_run import Class, grade_class, open_class
from autograder.grade.local_judges import local_judges
from autograder.judge.protection import protect
from autograder.jupyter_lab import (
    SECONDS,
    THEMES,
    change_theme,
    chromium,
    jupyter_lab,
    open_notebook,
    run_all_cells,
)
from autograder.pictures.kmeans import header_gif
from load import test_x

PICTURES = Path(".github") / "pictures"
STUDENT = "s06-argmin-wrong-axis"
PAGE, LAB = (1000, 960), (1000, 1120)  # what a picture shows: width and height in CSS pixels
SHARPNESS = 1.5  # pixels of a picture for one CSS pixel
SHADES = 256

Shots = Iterator[tuple[str, bytes]]  # names of pictures and their PNGs


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=PICTURES)
def main(folder: Path) -> None:
    """Make every picture again, in .github/pictures/ or in FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    header_gif(test_x / 255, folder / "header.gif")
    for theme in THEMES:
        plane_gif(folder / f"plane-{theme}.gif", theme)
    with tempfile.TemporaryDirectory(prefix="readme-") as place:
        work = open_class(ASSIGNMENT, make_demo(Path(place) / "demo"))
        asyncio.run(grade_class(work, local_judges(tier=protect(), workers=1)))  # one at a time: a fair time for each
        for name, png in take_pictures(work, Path(place)):
            save(png, folder / f"{name}.png")


def plane_gif(path: Path, theme: str) -> None:
    """Write a GIF of a run in the plane that ends where nobody would draw the borders."""
    points = points_of("uneven blobs")
    start = points[np.random.default_rng(4).choice(len(points), 4, replace=False)]
    run = make_run(run_steps(lloyd_step, points, start)[0], points)
    save_gif(run, facts_of(run, exact=True), path, seconds=0.8, theme=theme)


def take_pictures(work: Class, place: Path) -> Shots:
    """Photograph a graded class: the report, a feedback page, and a check in JupyterLab."""
    with chromium() as browser:
        yield from photograph_page(browser, work.report, "report")
        yield from photograph_page(browser, work.feedback(STUDENT), "feedback")
        notebook = work.submitted(STUDENT) / f"{work.notebook}.ipynb"
        with jupyter_lab(notebook, place / "lab") as lab:
            yield from photograph_notebook(browser, lab.page_of(notebook.name))


def photograph_page(browser: Any, path: Path, name: str) -> Shots:
    """Photograph the top of a page of ours in both themes."""
    for theme in THEMES:
        page = new_page(browser, PAGE, color_scheme=theme)
        page.goto(path.as_uri())
        yield f"{name}-{theme}", page.screenshot()
        page.close()


def photograph_notebook(browser: Any, address: str) -> Shots:
    """Run a notebook in JupyterLab, and photograph a loop with its verdict, and the playground, in both themes."""
    page = new_page(browser, LAB)
    open_notebook(page, address)
    run_all_cells(page)
    last = page.locator(".jp-Cell", has_text="check.seconds_per_iteration()").last
    last.locator(".jp-OutputArea-output").first.wait_for(timeout=SECONDS * 1000)
    page.locator(".kmeans-player").nth(1).wait_for(timeout=SECONDS * 1000)
    shots = {
        "check": page.locator(".jp-CodeCell", has_text="for i in range(iterations):").first,
        "playground": page.locator(".kmeans-player").nth(1),
    }
    for theme in THEMES:
        change_theme(page, theme)
        for name, element in shots.items():
            page.wait_for_timeout(1000)
            element.evaluate("element => element.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(3000)
            yield f"{name}-{theme}", page.screenshot() if name == "check" else element.screenshot()
    page.close()


def new_page(browser: Any, size: tuple[int, int], **options: Any) -> Any:
    """Open an empty page of a size."""
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_page(viewport=viewport, device_scale_factor=SHARPNESS, **options)


def save(png: bytes, path: Path) -> None:
    """Write a picture with few colours, which makes it smaller and looks the same."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(SHADES, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
