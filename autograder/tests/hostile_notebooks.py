"""Damaged, old, foreign and tampered notebooks, made by a function each; its docstring is the case's header.

Each function is given the right notebook of 02_kmeans as plain JSON. It changes that and gives nothing, or gives the
bytes that are handed in, or all files by their names. See `hostile_cases.py` for the header's lines.
"""

from __future__ import annotations

import copy
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.tests.hostile_cases import (
    LOOPS,
    Case,
    as_bytes,
    filled,
    make_case,
    notebook_name,
    read_header,
    released,
)

Notebook = dict[str, Any]
Made = bytes | Mapping[str, bytes] | None
NAME = "kmeans.ipynb"
FUNCTIONS: list[Callable[[Notebook], Made]] = []
ARRANGED: dict[str, Callable[[Path], None]] = {}


def case(function: Callable[[Notebook], Made]) -> Callable[[Notebook], Made]:
    """Note a function that makes a case."""
    FUNCTIONS.append(function)
    return function


def arranged(change: Callable[[Path], None]) -> Callable[[Callable[[Notebook], Made]], Callable[[Notebook], Made]]:
    """Note a case whose folder is changed once the files are in it: links, pipes, times."""

    def note(function: Callable[[Notebook], Made]) -> Callable[[Notebook], Made]:
        ARRANGED[function.__name__] = change
        return case(function)

    return note


def cases_by_function() -> Iterator[Case]:
    """All cases of this module."""
    for function in FUNCTIONS:
        name = f"notebooks/{function.__name__}"
        tries, header = read_header(_unindented(function.__doc__ or ""), name)
        notebook = json.loads(json.dumps(filled("02_kmeans", [], LOOPS[header.get("loop", "")])))
        made = function(notebook)
        files = made if isinstance(made, Mapping) else {NAME: json.dumps(notebook).encode() if made is None else made}
        yield replace(make_case(name, tries, header, files), arrange=ARRANGED.get(function.__name__))


def _unindented(docstring: str) -> str:
    """Take one level of indentation from the lines of a docstring; deeper ones go on with the line before."""
    return "\n".join(line.removeprefix("    ") for line in docstring.splitlines())


def grade_id(cell: Mapping[str, Any]) -> str:
    """A cell's name, or ""."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def is_check(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is a check."""
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def named(notebook: Notebook, name: str) -> Notebook:
    """The cell with a name."""
    return next(cell for cell in notebook["cells"] if grade_id(cell) == name)


def code(source: str, **more: Any) -> Notebook:
    """A code cell of the student's own."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None, **more}


# Cells: deleted, doubled, renamed, retyped, reordered, tagged.


@case
def checks_deleted(notebook: Notebook) -> None:
    """Every check cell is deleted.

    points: all
    """
    notebook["cells"] = [cell for cell in notebook["cells"] if not is_check(cell)]


@case
def checks_that_promise_points(notebook: Notebook) -> None:
    """Check cells are replaced by numbers, worth a hundred points each, and tagged to be skipped.

    loop: farthest
    points: 3 0 0 0
    """
    for cell in filter(is_check, notebook["cells"]):
        cell["source"] = "100"
        cell["metadata"]["nbgrader"] |= {"points": 100, "locked": False, "solution": True}
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell"]
        cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "100"}, "metadata": {}}]


@case
def checks_doubled(notebook: Notebook) -> None:
    """Every check cell is there three times.

    points: all
    """
    notebook["cells"] += [copy.deepcopy(cell) for cell in notebook["cells"] * 2 if is_check(cell)]


@case
def everything_doubled(notebook: Notebook) -> None:
    """The whole notebook is there twice, one after the other.

    points: all
    note: There is more than one cell
    """
    notebook["cells"] += copy.deepcopy(notebook["cells"])


@case
def answer_doubled_with_a_wrong_one_first(notebook: Notebook) -> None:
    """The cell of the loop is there twice: a wrong one, and under it the right one.

    points: all
    note: There is more than one cell
    """
    place = notebook["cells"].index(named(notebook, "update_means_code"))
    wrong = copy.deepcopy(notebook["cells"][place])
    wrong["source"] = LOOPS["farthest"]
    notebook["cells"].insert(place, wrong)


@case
def answer_deleted(notebook: Notebook) -> None:
    """The cell of the loop is deleted, and so not attempted.

    points: 3 0 0 0
    outcome: update_means unattempted, single_loop unattempted, seconds_per_iteration unattempted
    note: is missing
    """
    notebook["cells"].remove(named(notebook, "update_means_code"))


@case
def everything_of_ours_deleted(notebook: Notebook) -> None:
    """Only the two answers and two checks are left, the answers in cells without any name.

    points: all
    """
    sources = [named(notebook, name)["source"] for name in ("initial_means_code", "update_means_code")]
    checks = [named(notebook, name) for name in ("initial_means", "update_means")]
    notebook["cells"] = [code(sources[0]), checks[0], code(sources[1]), checks[1]]


@case
def cells_reversed(notebook: Notebook) -> None:
    """All cells stand in the opposite order.

    points: all
    """
    notebook["cells"].reverse()


@case
def names_of_cells_swapped(notebook: Notebook) -> None:
    """The two answers have each other's names.

    points: 0-3 0-9 0-5 0-3
    """
    first, second = named(notebook, "initial_means_code"), named(notebook, "update_means_code")
    first["metadata"], second["metadata"] = second["metadata"], first["metadata"]


@case
def names_of_cells_changed(notebook: Notebook) -> None:
    """Every name that nbgrader gave a cell has become another one; the cells' ids are as they were.

    points: all
    """
    for number, cell in enumerate(notebook["cells"]):
        if grade_id(cell):
            cell["metadata"]["nbgrader"]["grade_id"] = f"renamed-{number}"


@case
def every_cell_named_like_a_check(notebook: Notebook) -> None:
    """Every cell claims to be the first check.

    points: 0-3 0-9 0-5 0-3
    """
    for cell in notebook["cells"]:
        cell["metadata"] = {"nbgrader": {"grade_id": "initial_means", "grade": True, "points": 20}}


@case
def answers_no_longer_code(notebook: Notebook) -> None:
    """The answers have become text cells, by a wrong key.

    points: all
    note: no longer a code cell
    """
    for name in ("initial_means_code", "update_means_code"):
        cell = named(notebook, name)
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]


@case
def given_cells_changed(notebook: Notebook) -> None:
    """The given cells set other numbers: one mean, one iteration, no data.

    points: all
    """
    named(notebook, "settings")["source"] = "num_img, data_size = 1, 1\nnum_means = 1\niterations = 1"
    named(notebook, "rescale")["source"] = "test_x = test_x * 0"


@case
def tags_of_every_kind(notebook: Notebook) -> None:
    """Every cell has tags and settings that tools obey: to be skipped, removed, run in slides, filled by papermill.

    points: all
    """
    for cell in notebook["cells"]:
        cell["metadata"] |= {
            "tags": ["skip-execution", "parameters", "injected-parameters", "remove-input", "raises-exception"],
            "slideshow": {"slide_type": "skip"}, "jupyter": {"source_hidden": True}, "editable": True,
            "papermill": {"status": "failed"}, "vscode": {"languageId": "r"}, "collapsed": True, "trusted": True,
        }  # fmt: skip


@case
def metadata_stripped(notebook: Notebook) -> None:
    """All metadata and ids are lost, as some editors do it.

    points: all
    """
    notebook["metadata"], notebook["nbformat_minor"] = {}, 4
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)


@case
def cells_merged(notebook: Notebook) -> None:
    """Both answers, with the cells between them, have been merged into the first: the second counts as not attempted.

    points: 0 0 0 0
    note: is missing
    """
    cells = notebook["cells"]
    first, last = (cells.index(named(notebook, name)) for name in ("initial_means_code", "update_means_code"))
    merged = "\n".join(cell["source"] for cell in cells[first : last + 1] if cell["cell_type"] == "code")
    cells[first]["source"] = merged
    del cells[first + 1 : last + 1]


@case
def answer_split_in_two(notebook: Notebook) -> None:
    """The cell of the loop is split: imports and helpers stand above, the loop below, as the editor splits it.

    points: all
    """
    cells = notebook["cells"]
    place = cells.index(named(notebook, "update_means_code"))
    cells.insert(place, code("def table_of(labels):\n    return np.eye(num_means)[labels]"))
    cells[place + 1]["source"] = cells[place + 1]["source"].replace("np.eye(num_means)[labels]", "table_of(labels)")


# Files: damaged, old, foreign, huge.


@case
def kernel_of_another_language(notebook: Notebook) -> None:
    """The notebook asks for a kernel of R, and says that it is written in Julia.

    points: all
    """
    notebook["metadata"] |= {
        "kernelspec": {"name": "ir", "display_name": "R", "language": "R"},
        "language_info": {"name": "julia", "file_extension": ".jl"},
    }


@case
def kernel_named_like_a_command(notebook: Notebook) -> None:
    """The notebook's kernel has a name that a shell or a path would obey.

    points: all
    """
    notebook["metadata"]["kernelspec"] = {"name": "../../x; touch /tmp/@MARK@; $(touch /tmp/@MARK@)", "argv": ["sh"]}


@case
def written_in_another_language(notebook: Notebook) -> None:
    """The answers are R and Julia.

    points: none
    """
    named(notebook, "initial_means_code")["source"] = "means <- test_x[sample(nrow(test_x), 10), ]"
    named(notebook, "update_means_code")["source"] = "for i in 1:iterations\n  means = kmeans(means)\nend"


@case
def format_three(notebook: Notebook) -> bytes:
    """The notebook is of format 3: its cells are in a worksheet, and their text is called input.

    points: all
    """
    cells = [{**cell, "input": cell.pop("source"), "language": "python"} if cell["cell_type"] == "code" else cell
             for cell in notebook["cells"]]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "kmeans"}, "worksheets": [{"cells": cells}]}
    return json.dumps(old).encode()


@case
def format_of_the_future(notebook: Notebook) -> None:
    """The notebook says that it is of format 7.3.

    points: all
    """
    notebook |= {"nbformat": 7, "nbformat_minor": 3, "new": [None]}


@case
def old_format_without_ids(notebook: Notebook) -> None:
    """The notebook is of format 4.0: no cell has an id, and sources are lists of lines.

    points: all
    """
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell.pop("id", None)
        cell["source"] = cell["source"].splitlines(keepends=True)


@case
def ids_all_the_same(notebook: Notebook) -> None:
    """Every cell has the same id.

    points: all
    """
    for cell in notebook["cells"]:
        cell["id"] = "a"


@case
def byte_order_mark(notebook: Notebook) -> bytes:
    """The file begins with a byte order mark, and has Windows line ends.

    points: all
    """
    return b"\xef\xbb\xbf" + json.dumps(notebook, indent=1).replace("\n", "\r\n").encode()


@case
def sixteen_bit_text(notebook: Notebook) -> bytes:
    """The file is UTF-16.

    points: all
    """
    return json.dumps(notebook).encode("utf-16")


@case
def broken_json(notebook: Notebook) -> bytes:
    """A comma is missing in the middle of the file.

    points: none
    note: damaged
    outcome: initial_means unreadable, update_means unreadable, single_loop unreadable, seconds_per_iteration unreadable
    """
    text = json.dumps(notebook)
    middle = text.index(", ", len(text) // 2)
    return (text[:middle] + text[middle + 1 :]).encode()


@case
def half_a_file(notebook: Notebook) -> bytes:
    """The second half of the file did not arrive.

    points: none
    note: breaks off
    """
    data = json.dumps(notebook).encode()
    return data[: len(data) // 2]


@case
def conflict_markers(notebook: Notebook) -> bytes:
    """The file holds a conflict that Git left there.

    points: none
    note: conflict markers
    """
    text = json.dumps(notebook, indent=1).splitlines()
    return "\n".join([*text[:5], "<<<<<<< HEAD", *text[5:9], "=======", *text[5:9], ">>>>>>> main", *text[9:]]).encode()


@case
def empty_file(notebook: Notebook) -> bytes:
    """The file is empty.

    points: none
    note: empty
    """
    return b""


@case
def zip_archive(notebook: Notebook) -> bytes:
    """The file is a zip archive that was given a notebook's name.

    points: none
    note: zip archive
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("kmeans.ipynb", json.dumps(notebook))
    return packed.getvalue()


@case
def compressed_file(notebook: Notebook) -> bytes:
    """The file was compressed.

    points: none
    note: compressed
    """
    return gzip.compress(json.dumps(notebook).encode())


@case
def web_page(notebook: Notebook) -> bytes:
    """The file is the web page that shows the notebook, with a script in it.

    points: none
    note: web page
    """
    return b"<!DOCTYPE html><html><head><script>alert(1)</script></head><body>K-means</body></html>"


@case
def python_source(notebook: Notebook) -> bytes:
    """The file is the notebook as a program.

    points: none
    note: Python source
    """
    return "\n\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code").encode()


@case
def list_in_place_of_a_notebook(notebook: Notebook) -> bytes:
    """The file is JSON, and a list.

    points: none
    note: not a notebook
    """
    return json.dumps(notebook["cells"]).encode()


@case
def nested_without_end(notebook: Notebook) -> bytes:
    """The file is a hundred thousand brackets.

    points: none
    note: nested too deeply
    """
    return b"[" * 100_000


@case
def values_of_wrong_kinds(notebook: Notebook) -> None:
    """Metadata, outputs, attachments and ids are numbers, lists and nulls; cells among them are no cells.

    points: all
    """
    notebook["metadata"] = [1, 2]
    notebook["cells"] += [None, 7, "cell", [], {}, {"cell_type": ["code"]}, {"cell_type": "code", "source": 5}]
    for cell in notebook["cells"][:30]:
        cell |= {"outputs": 3, "execution_count": "many", "attachments": [None]}
        cell.pop("id", None)


@case
def numbers_that_are_none(notebook: Notebook) -> bytes:
    """The file holds NaN, infinities and numbers of five thousand digits.

    points: all
    """
    notebook["odd"] = "@"
    return json.dumps(notebook).replace('"@"', f"[NaN, -Infinity, 1e999, {'9' * 5000}]").encode()


@case
def huge_outputs(notebook: Notebook) -> None:
    """The outputs of the student's own run take thirty megabytes, more than is read.

    points: none
    note: Clear Outputs
    """
    large = {"output_type": "stream", "name": "stdout", "text": "x" * 30_000_000}
    named(notebook, "update_means_code")["outputs"] = [large]


@case
def large_outputs_within_limits(notebook: Notebook) -> None:
    """The outputs of the student's own run take fifteen megabytes, and say that all checks have passed.

    loop: farthest
    points: 3 0 0 0
    """
    text = "Passed: update_means, 9 of 9 points\n" * 400_000
    named(notebook, "update_means")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


@case
def thousands_of_cells(notebook: Notebook) -> None:
    """Four thousand empty and small cells stand under the answers.

    points: all
    note: were left out
    """
    notebook["cells"] += [code(f"number_{number} = {number}") for number in range(4000)]


@case
def too_many_cells(notebook: Notebook) -> None:
    """The notebook has ten thousand cells.

    points: none
    note: at most 5,000
    """
    notebook["cells"] += [code("") for _ in range(10_000)]


@case
def one_very_long_cell(notebook: Notebook) -> None:
    """A cell of three million letters stands above the loop.

    points: all
    note: because of their length
    """
    notebook["cells"].insert(2, code("x = 1\n" * 500_000))


@case
def null_bytes_and_half_letters(notebook: Notebook) -> None:
    """Null bytes and halves of letters stand in the texts.

    points: all
    """
    named(notebook, "update_means_code")["source"] += "\n# \0 \ud83d \udc00 \u2028 \x1b[2J"
    notebook["cells"].append(code("print('\ud83d\0')"))


@case
def code_behind_a_form_feed(notebook: Notebook) -> None:
    """In the line of a cell magic, IPython begins a new line after a form feed: there stands a function with a loop.

    points: 3 9 0 0-3
    mistake: single_loop more_than_one_loop
    """
    loop = "return np.array([p[labels == k].mean(axis=0) for k in range(10)])"
    place = notebook["cells"].index(named(notebook, "update_means_code"))
    notebook["cells"].insert(place, code(f"%%capture\x0cdef moved(p, labels): {loop}\nmoved"))
    named(notebook, "update_means_code")["source"] = """start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels)
end = time.time()"""


@case
def scripts_everywhere(notebook: Notebook) -> None:
    """Scripts stand in texts, outputs, attachments and names.

    points: all
    """
    script = "<script>fetch('http://127.0.0.1:@PORT@/')</script><img src=x onerror=alert(1)>"
    notebook["metadata"]["title"] = script
    notebook["cells"].append({"cell_type": "markdown", "metadata": {"name": script}, "source": script,
                              "attachments": {script: {"image/svg+xml": script}}})  # fmt: skip
    notebook["cells"].append(code(f"print({script!r})", outputs=[{"output_type": "display_data", "metadata": {},
                                                                  "data": {"text/html": script}}]))  # fmt: skip


@case
def another_assignment(notebook: Notebook) -> bytes:
    """The notebook of 01_numpy_warmup was handed in for 02_kmeans: nothing in it was asked for here.

    points: none
    note: 01_numpy_warmup
    """
    return as_bytes(released("01_numpy_warmup"))


@case
def claims_to_be_another_assignment(notebook: Notebook) -> None:
    """The right notebook says in its metadata that it is another assignment, of another release.

    points: all
    """
    notebook["metadata"]["kmeans_by_hand"] = {"assignment": "01_numpy_warmup", "release": "x" * 1000, "points": 100}


# Folders: names, links, pipes, files beside the notebook.


@case
def another_name(notebook: Notebook) -> Mapping[str, bytes]:
    """The file has the name that a browser gives to a second copy.

    points: all
    note: for want of a notebook named
    """
    return {"kmeans (1).ipynb": json.dumps(notebook).encode()}


@case
def several_notebooks(notebook: Notebook) -> Mapping[str, bytes]:
    """Beside the right file lie an older one, a damaged one and one of another assignment.

    points: all
    note: Graded was `kmeans.ipynb`
    """
    warmup = as_bytes(released("01_numpy_warmup"))
    others = {"kmeans-old.ipynb": b"{}", "kmeans-copy.ipynb": b"", "warmup.ipynb": warmup}
    return {NAME: json.dumps(notebook).encode(), **others}


@case
def no_notebook(notebook: Notebook) -> Mapping[str, bytes]:
    """A photograph and a letter were handed in.

    points: none
    note: There is no notebook
    """
    return {"screen.png": b"\x89PNG\r\n", "letter.docx": b"PK\x03\x04"}


@case
def modules_that_shadow(notebook: Notebook) -> Mapping[str, bytes]:
    """Beside the notebook lie modules named like Python's, NumPy's and the course's, and settings of Jupyter's.

    points: all
    note: they would be imported in place of | they are settings
    """
    harm = b"raise SystemExit('got through')\n"
    names = ("numpy.py", "load.py", "autograder.py", "time.py", "sitecustomize.py", "usercustomize.py", "IPython.py",
             "ipykernel_launcher.py", "autograder/__init__.py", "matplotlib/__init__.py", "ipython_config.py",
             "matplotlibrc", "kmeans_agent.py")  # fmt: skip
    return {NAME: json.dumps(notebook).encode(), **dict.fromkeys(names, harm)}


@case
def names_that_a_terminal_obeys(notebook: Notebook) -> Mapping[str, bytes]:
    """Files beside the notebook have names with line ends, control characters, marks and dashes.

    points: all
    note: their names have unusual characters
    """
    names = ("\x1b[2J\x1b]0;x\x07.txt", "a\nb.txt", "-rf", "<script>.html", "\u202egpj.exe", "a" * 200 + ".txt")
    return {NAME: json.dumps(notebook).encode(), **dict.fromkeys(names, b"x")}


@case
def thousands_of_files(notebook: Notebook) -> Mapping[str, bytes]:
    """Two thousand files lie beside the notebook.

    points: all
    note: files were handed in
    """
    return {NAME: json.dumps(notebook).encode(), **{f"data/{number}.txt": b"x" for number in range(2000)}}


@case
def large_files_beside(notebook: Notebook) -> Mapping[str, bytes]:
    """A file of thirty megabytes lies beside the notebook.

    points: all
    note: no larger than a notebook may be
    """
    return {NAME: json.dumps(notebook).encode(), "data.npy": bytes(30_000_000)}


def _link_to_another(folder: Path) -> None:
    (folder / NAME).unlink()
    os.symlink(folder.parents[1] / "another" / "02_kmeans" / NAME, folder / NAME)


@arranged(_link_to_another)
def link_to_the_work_of_another(notebook: Notebook) -> None:
    """The notebook is a link to the submission of another student.

    points: none
    note: links are not followed
    """


def _links_beside(folder: Path) -> None:
    course = folder.parents[2]
    os.symlink(course / "records" / "secret", folder / "notes.txt")
    os.symlink(course, folder / "data")
    os.symlink("/etc/passwd", folder / "helper.py")
    os.symlink("loop", folder / "loop")


@arranged(_links_beside)
def links_beside_the_notebook(notebook: Notebook) -> None:
    """Beside the notebook lie links to the course's secret, to its folder, to the system's users and to themselves.

    points: all
    note: links are not followed
    """
    notebook["cells"].append(code("import os\nfor name in ('notes.txt', 'data', 'helper.py', 'loop'):\n"
                                  "    print('got through' if os.path.lexists(name) else 'not there')"))  # fmt: skip


def _pipe(folder: Path) -> None:
    (folder / NAME).unlink()
    os.mkfifo(folder / NAME)


@arranged(_pipe)
def pipe_in_place_of_a_file(notebook: Notebook) -> None:
    """The notebook is a pipe, from which nothing ever comes.

    points: none
    note: no regular files
    """


def _pipes_beside(folder: Path) -> None:
    os.mkfifo(folder / "data.csv")
    (folder / "locked.txt").write_text("x")
    (folder / "locked.txt").chmod(0)


@arranged(_pipes_beside)
def pipes_beside_the_notebook(notebook: Notebook) -> None:
    """Beside the notebook lie a pipe and a file that nobody may read.

    points: all
    note: no regular files
    """


@case
def notebook_that_is_a_folder(notebook: Notebook) -> Mapping[str, bytes]:
    """The notebook's name is that of a folder, in which the notebook lies.

    points: all
    """
    return {f"{NAME}/{NAME}": json.dumps(notebook).encode()}


assert notebook_name("02_kmeans") == NAME
