"""A JupyterLab of our own opens notebooks in a Chromium, and runs their cells."""

import re

import nbformat
import pytest

from autograder import jupyter_lab as lab
from autograder.jupyter_lab import chromium, chromium_path, open_notebook, run_all_cells, run_cell


def test_waiting_gives_up_in_time(monkeypatch):
    """A server that never answers is reported by its own error; one that does ends the waiting."""
    monkeypatch.setattr(lab, "SECONDS", 0.0)

    def refuse():
        raise ConnectionRefusedError("nobody there")

    with pytest.raises(ConnectionRefusedError):
        lab.wait_until(refuse)
    lab.wait_until(lambda: None)


def test_addresses_open_a_notebook_with_the_token(tmp_path):
    """A notebook's address names it, with whatever is in its name, and carries the token."""
    found = lab.Lab("http://localhost:8888", "secret", tmp_path).page_of("my folder/k means.ipynb")
    assert found == "http://localhost:8888/doc/tree/my%20folder/k%20means.ipynb?token=secret"


def test_a_notebook_is_written_by_its_cells(tmp_path):
    """The cells are there in their order and under their ids, and nbformat finds nothing to complain of."""
    path = lab.write_notebook(tmp_path / "folder" / "made.ipynb", {"first": "x = 1", "second": "x + 1"})
    made = nbformat.read(path, as_version=4)
    nbformat.validate(made)
    assert [(cell.id, cell.source) for cell in made.cells] == [("first", "x = 1"), ("second", "x + 1")]
    assert made.metadata.kernelspec.name == "python3"


def test_a_free_port_can_be_listened_on():
    """The port is one that a server of ours gets."""
    port = lab.free_port()
    assert 1024 <= port < 65536
    with lab.socket() as listener:
        listener.bind(("localhost", port))


@pytest.mark.slow
@pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed")
def test_two_notebooks_run_in_one_lab(tmp_path):
    """Cells run by their ids and all together, in two pages of one JupyterLab, in either theme."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    folder = tmp_path / "notebooks"
    for name in ("one", "two"):
        lab.write_notebook(folder / f"{name}.ipynb", {"first": "number = 20", "second": "print(number + 3)"})
    with lab.jupyter_lab(folder, tmp_path / "lab") as running, chromium() as browser:
        one, two = browser.new_page(), browser.new_page()
        for page, name in ((one, "one"), (two, "two")):
            open_notebook(page, running.page_of(f"{name}.ipynb"))
        run_cell(one, "first")
        run_cell(one, "second")
        assert [lab.output_of(one, name) for name in ("first", "second")] == ["", "23\n"]
        with pytest.raises(ValueError, match="no cell 'third'"):
            run_cell(one, "third")
        assert two.locator(".jp-OutputArea-output").count() == 0
        run_all_cells(two)
        two.get_by_text("23", exact=True).wait_for(timeout=lab.SECONDS * 1000)
        lab.wait_for_kernel(two)
        for theme in ("dark", "light"):
            lab.change_theme(two, theme)
            colour = two.locator(".jp-Notebook").evaluate("notebook => getComputedStyle(notebook).backgroundColor")
            assert (int(re.search(r"\d+", colour)[0]) > 127) == (theme == "light")
    assert (folder / "one.ipynb").read_text(encoding="utf-8").count("23") == 0
