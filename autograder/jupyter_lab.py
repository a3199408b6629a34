"""A JupyterLab and a Chromium of our own, for whatever has to be seen as students see it: pictures, tests, the bench.

Needs Playwright, which `[dev]` brings, and a Chromium; neither needs a network.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import quote

from autograder.progress_file import VARIABLE as PROGRESS

SECONDS = 120  # for JupyterLab to start, for a kernel to be ready, and for a cell to end
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

# JupyterLab without its question about news, and with every cell in the page.
LAB_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # it opens our own pages only, perhaps as root in a container
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs: where it listens, what it asks for, and the folder that it shows."""

    address: str
    token: str
    root: Path

    def page_of(self, notebook: str) -> str:
        """The address that opens one of its notebooks, by its path in the folder."""
        return f"{self.address}/doc/tree/{quote(notebook)}?token={self.token}"


@contextmanager
def jupyter_lab(notebooks: Path, place: Path) -> Iterator[Lab]:
    """Start JupyterLab with settings of its own, and end it.

    Parameters
    ----------
    notebooks : a notebook, or a folder of them; JupyterLab gets a copy
    place : a folder that does not exist yet, for the copy, the settings and what Jupyter writes

    Raises
    ------
    OSError
        When it does not answer in time.
    """
    root, config, token, port = place / "root", place / "config", secrets.token_hex(16), free_port()
    _copy(notebooks, root)
    for name, values in LAB_SETTINGS.items():
        path = config / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
        f"--ServerApp.root_dir={root}", f"--ServerApp.port={port}", f"--IdentityProvider.token={token}",
    ]  # fmt: skip
    progress = os.environ.get(PROGRESS, str(place / "progress.json"))  # never that of whoever runs this
    own = {"JUPYTER_CONFIG_DIR": str(config), "JUPYTER_DATA_DIR": str(place / "data"), PROGRESS: progress}
    environment = {**os.environ, **own}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        wait_until(lambda: urllib.request.urlopen(f"{address}/api", timeout=5))
        yield Lab(address, token, root)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a Chromium without a window; gives Playwright's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def chromium_path() -> str | None:
    """Where the system's Chromium is; None where there is only Playwright's own, or none."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def write_notebook(path: Path, cells: Mapping[str, str]) -> Path:
    """Write a notebook of code cells, by their ids, that opens with a Python kernel; give its path."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made: list[dict[str, Any]] = [
        {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for name, source in cells.items()
    ]
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": made}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


def open_notebook(page: Any, address: str) -> None:
    """Open a notebook in a page, and wait until its kernel is ready."""
    page.goto(address)
    wait_for_kernel(page)


def wait_for_kernel(page: Any) -> None:
    """Wait until the kernel of the page's notebook is idle: it has started, or has done all that it was asked."""
    page.wait_for_function(
        f"""() => {{
            const session = {_NOTEBOOK}?.sessionContext;
            return session?.isReady && session.session?.kernel?.status === "idle";
        }}""",
        timeout=SECONDS * 1000,
    )


def run_all_cells(page: Any) -> None:
    """Begin to run all cells of the page's notebook."""
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")


def run_cell(page: Any, cell_id: str) -> None:
    """Run one cell of the page's notebook, and wait until it has ended; raises ValueError when there is none."""
    begin_cell(page, cell_id)
    page.wait_for_function("() => window.cellHasEnded", timeout=SECONDS * 1000)


def begin_cell(page: Any, cell_id: str) -> None:
    """Begin to run one cell of the page's notebook; raises ValueError when there is none."""
    found = page.evaluate(
        f"""cellId => {{
            const notebook = {_NOTEBOOK}.content;
            const place = notebook.widgets.findIndex(cell => cell.model.id === cellId);
            if (place < 0) return false;
            notebook.activeCellIndex = place;
            notebook.deselectAll();
            window.cellHasEnded = false;
            window.jupyterapp.commands.execute("notebook:run-cell").finally(() => {{ window.cellHasEnded = true; }});
            return true;
        }}""",
        cell_id,
    )
    if not found:
        raise ValueError(f"the notebook has no cell {cell_id!r}")


def output_of(page: Any, cell_id: str) -> str:
    """Give what a cell of the page's notebook has printed."""
    outputs = page.evaluate(
        f"cellId => {_NOTEBOOK}.content.widgets.find(cell => cell.model.id === cellId)?.model.outputs.toJSON() ?? []",
        cell_id,
    )
    return "".join("".join(each["text"]) for each in outputs if each["output_type"] == "stream")


def change_theme(page: Any, theme: str) -> None:
    """Change JupyterLab's theme to "light" or "dark", and wait until the page shows it."""
    page.evaluate(f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{THEMES[theme]}'}})")
    is_light = "true" if theme == "light" else "false"
    page.locator(f"body[data-jp-theme-light='{is_light}']").wait_for(state="attached", timeout=SECONDS * 1000)


_NOTEBOOK = "window.jupyterapp?.shell.currentWidget"


def _copy(notebooks: Path, root: Path) -> None:
    if notebooks.is_dir():
        shutil.copytree(notebooks, root)
    else:
        root.mkdir(parents=True)
        shutil.copy(notebooks, root)


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
