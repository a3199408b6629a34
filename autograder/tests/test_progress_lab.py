"""Progress in real kernels: it lasts in JupyterLab from one kernel to the next, and programs leave none behind."""

import nbformat
import pytest

from autograder import jupyter_lab as lab
from autograder.jupyter_lab import chromium, chromium_path, open_notebook, run_cell
from autograder.progress_file import VARIABLE, kept_shares

JUDGED = """
from autograder import check
from autograder.verdict import Verdict
check._progress.note(Verdict("initial_means", "passed", 3, 3, "…"))
"""
LINE = "from autograder import check\nprint(check._progress.line(check.single_loop._exercise))"
EARLIER = "3 of 20 points so far in this notebook, 3 of them from an earlier session"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder of the user's own, with nothing in it."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setattr(lab, "PROGRESS", "KMEANS_UNUSED")  # else a JupyterLab of ours has a file of its own
    return tmp_path / "own"


def run(*cells):
    """Run cells as nbconvert and graders do; give what the last one printed."""
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return "".join(output.get("text", "") for output in notebook.cells[-1].outputs)


@pytest.mark.slow
def test_a_program_that_runs_notebooks_keeps_nothing_of_its_own_accord(data, tmp_path, monkeypatch):
    """What nbconvert runs counts for that run alone, unless a file is named."""
    assert run(JUDGED, LINE).startswith("3 of 20 points so far in this notebook")
    assert not data.exists()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.json"))
    run(JUDGED)
    assert kept_shares(tmp_path / "mine.json") == {"initial_means": 1.0}
    assert run(LINE).startswith(EARLIER)


@pytest.mark.slow
@pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed")
def test_in_jupyterlab_progress_lasts_and_its_table_opens_notebooks(data, tmp_path):
    """A second notebook has the points of the first, and the table's link leads to it."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    folder = tmp_path / "notebooks"
    lab.write_notebook(folder / "02_kmeans" / "kmeans.ipynb", {"judged": JUDGED})
    cells = {"line": LINE, "table": "check.progress()", "forget": "check.progress.forget()"}
    lab.write_notebook(folder / "03_one_loop" / "mine.ipynb", cells)
    with lab.jupyter_lab(folder, tmp_path / "lab") as running, chromium() as browser:
        page = browser.new_page()
        open_notebook(page, running.page_of("02_kmeans/kmeans.ipynb"))
        run_cell(page, "judged")
        file = data / "kmeans-by-hand" / "progress.json"
        assert kept_shares(file) == {"initial_means": 1.0}
        open_notebook(page, running.page_of("03_one_loop/mine.ipynb"))
        run_cell(page, "line")
        assert lab.output_of(page, "line").startswith(EARLIER)
        run_cell(page, "table")
        table = page.get_by_role("table")
        assert table.get_by_role("columnheader").all_inner_texts()[-1] == "Points so far"
        row = table.get_by_role("row").filter(has_text="3 of 20")
        row.get_by_role("rowheader").get_by_role("link").click()
        opened = "() => window.jupyterapp.shell.currentWidget?.context?.path === '02_kmeans/kmeans.ipynb'"
        page.wait_for_function(opened, timeout=lab.SECONDS * 1000)
        open_notebook(page, running.page_of("03_one_loop/mine.ipynb"))
        run_cell(page, "line")
        run_cell(page, "forget")
        assert not file.exists()
