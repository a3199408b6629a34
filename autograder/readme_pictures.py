"""The README's pictures, made from the course itself: `python -m autograder.readme_pictures`.

Grades the sample class, opens one of its notebooks in JupyterLab, and photographs what students and
instructors see, on light and on dark paper. Needs Playwright, which `[dev]` brings, and a Chromium.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from socket import socket
from typing import Any

from PIL import Image

from autograder.demo import ASSIGNMENT, make_demo
from autograder.grade.class_run import Class, grade_class, open_class
from autograder.pictures import header_gif
from load import test_x

PICTURES = Path(".github") / "pictures"
STUDENT = "s06-argmin-wrong-axis"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
PAGE, LAB = (1000, 960), (1000, 560)  # what a picture shows: width and height in CSS pixels
SHARPNESS = 1.5  # pixels of a picture for one CSS pixel
SHADES = 256
SECONDS = 120  # for JupyterLab to start, and for the notebook to run

# JupyterLab without its question about news, and with every cell in the page.
LAB_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}

Shots = Iterator[tuple[str, bytes]]  # names of pictures and their PNGs


def main(arguments: Sequence[str]) -> None:
    """Make every picture again, in .github/pictures/ or in the folder that is named."""
    folder = Path(arguments[0]) if arguments else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    header_gif(test_x / 255, folder / "header.gif")
    with tempfile.TemporaryDirectory(prefix="readme-") as place:
        work = open_class(ASSIGNMENT, make_demo(Path(place) / "demo"))
        asyncio.run(grade_class(work, workers=1))  # one at a time: the times in the report are fair ones
        for name, png in take_pictures(work, Path(place)):
            save(png, folder / f"{name}.png")


def take_pictures(work: Class, place: Path) -> Shots:
    """Photograph a graded class: the report, a feedback page, and a check in JupyterLab."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox"],  # it opens our own pages only, perhaps as root in a container
        )
        yield from photograph_page(browser, work.report, "report")
        yield from photograph_page(browser, work.feedback(STUDENT), "feedback")
        notebook = work.submitted(STUDENT) / f"{work.notebook}.ipynb"
        with jupyter_lab(notebook, place / "lab") as address:
            yield from photograph_check(browser, address)
        browser.close()


def photograph_page(browser: Any, path: Path, name: str) -> Shots:
    """Photograph the top of a page of ours in both themes."""
    for theme in THEMES:
        page = new_page(browser, PAGE, color_scheme=theme)
        page.goto(path.as_uri())
        yield f"{name}-{theme}", page.screenshot()
        page.close()


def photograph_check(browser: Any, address: str) -> Shots:
    """Run a notebook in JupyterLab, and photograph the loop with the verdict beneath it in both themes."""
    page = new_page(browser, LAB)
    page.goto(address)
    ready = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    page.wait_for_function(ready, timeout=SECONDS * 1000)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    last = page.locator(".jp-Cell", has_text="check.seconds_per_iteration()").last
    last.locator(".jp-OutputArea-output").first.wait_for(timeout=SECONDS * 1000)
    loop = page.locator(".jp-CodeCell", has_text="for i in range(iterations):").first
    for theme, called in THEMES.items():
        page.evaluate(f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{called}'}})")
        page.wait_for_timeout(3000)
        loop.evaluate("cell => cell.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(1000)
        yield f"check-{theme}", page.screenshot()
    page.close()


def new_page(browser: Any, size: tuple[int, int], **options: Any) -> Any:
    """Open an empty page of a size."""
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_page(viewport=viewport, device_scale_factor=SHARPNESS, **options)


@contextmanager
def jupyter_lab(notebook: Path, folder: Path) -> Iterator[str]:
    """Start JupyterLab with a copy of a notebook, and with settings of its own; gives the notebook's address."""
    root, config, token, port = folder / "root", folder / "config", secrets.token_hex(16), free_port()
    root.mkdir(parents=True)
    shutil.copy(notebook, root)
    for name, values in LAB_SETTINGS.items():
        path = config / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
        f"--ServerApp.root_dir={root}", f"--ServerApp.port={port}", f"--IdentityProvider.token={token}",
    ]  # fmt: skip
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(config), "JUPYTER_DATA_DIR": str(folder / "data")}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        wait_until(lambda: urllib.request.urlopen(f"{address}/api", timeout=5))
        yield f"{address}/doc/tree/{notebook.name}?token={token}"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket() as sock:
        sock.bind(("localhost", 0))
        return int(sock.getsockname()[1])


def wait_until(answers: Callable[[], Any]) -> None:
    """Ask again until there is an answer; raises OSError when there is none in time."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            answers()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def save(png: bytes, path: Path) -> None:
    """Write a picture with few colours, which makes it smaller and looks the same."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(SHADES, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
