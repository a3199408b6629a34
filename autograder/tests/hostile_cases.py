"""Hostile and odd submissions as files: what each tries, and what must come of it.

A case is an answer file (see `sample_class/answers.py`) with a header of its own. After the words that say what it
tries come `key: value` lines:

points       what each exercise must get: "all", "none", all of them in their order ("3 9 5 0"), or by name
             ("nearest 3, inertia 0-1"; those not named get 0). A dash gives a range.
outcome      "update_means timeout, single_loop error"
mistake      the name of the mistake, "update_means library_kmeans"
note         a part of a note on the submission; several are parted by " | "
says         a part of some verdict's message, likewise
prints       a part of what the notebook printed, likewise: proof that the case has tried what it is here for
needs        "basic" or "full": the weakest sandbox that holds this; on weaker tiers the case is not run
because      why weaker tiers do not hold it
assignment   02_kmeans where nothing is said
loop         "farthest": the loop of 02_kmeans picks each image's farthest mean, which is wrong; else it is right
limits       limits of the submission, "cell_seconds 4, memory_gib 1"
time         thresholds of the time per iteration, "full 0.2, zero 0.7"
not yet      why the course does not get this right yet: the case is expected to fail until then

Whatever a case says, it fails where the notebook prints "got through", where anything outside its own folder has
changed, where a process of its own is left, or where one of the words that nobody may see is in its record.
Besides the marks of answer files there are `# %% file helper.py` (a file beside the notebook), `# %% extra first`
and `# %% extra last` (cells of the student's own), `# %% extra under update_means` (one directly under that cell), and
`# %% text after update_means_code` (one that is no code).
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course import released_notebook
from autograder.exercises import find_exercises
from autograder.sample_class import Answer, Extra, fill
from autograder.sample_class.answers import NOT_PYTHON
from autograder.tests.at_hand import STANDARD

FOLDER = Path(__file__).parent / "hostile"
TIERS = ("none", "basic", "full")  # from the weakest
KEYS = (
    "points", "outcome", "mistake", "note", "says", "prints", "needs", "because", "assignment", "loop", "limits",
    "time", "not yet",
)  # fmt: skip
RIGHT_LOOP = STANDARD.cells["update_means_code"]
LOOPS = {"": RIGHT_LOOP, "farthest": RIGHT_LOOP.replace("argmin", "argmax")}
MARK = re.compile(
    r"# %% (?:(?P<end>extra first|extra last)|file (?P<file>\S+)"
    r"|(?:(?P<kind>extra|text) (?P<where>before|after|under) )?(?P<grade_id>\w+))"
)


@dataclass(frozen=True)
class Expected:
    """What must come of a case: lowest and highest points by exercise, and what else must hold."""

    points: Mapping[str, tuple[float, float]]
    outcomes: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One submission: what it tries, the files handed in by their names, and what must come of them."""

    name: str
    tries: str
    assignment: str
    expected: Expected
    handed_in: Mapping[str, bytes]
    needs: str = "none"
    because: str = ""
    not_yet: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
    time: Mapping[str, float] = field(default_factory=dict)
    arrange: Callable[[Path], None] | None = None  # what is done to the folder with the files in it


@dataclass(frozen=True)
class Section:
    """A part of a case file: a cell or a file, by its mark."""

    mark: re.Match[str]
    text: str


def read_case(path: Path) -> Case:
    """Read a case file; raises ValueError that says what is wrong with it."""
    text = path.read_text(encoding="utf-8")
    name = f"{path.parent.name}/{path.stem}"
    tries, header = read_header(ast.get_docstring(ast.parse(text)) or "", name)
    assignment = header.get("assignment", "02_kmeans")
    sections = list(_sections(text, name))
    files = {each.mark["file"]: each.text.encode() + b"\n" for each in sections if each.mark["file"]}
    loop = LOOPS[header.get("loop", "")]
    notebook = filled(assignment, [each for each in sections if not each.mark["file"]], loop)
    return make_case(name, tries, header, {notebook_name(assignment): as_bytes(notebook), **files})


def make_case(name: str, tries: str, header: Mapping[str, str], handed_in: Mapping[str, bytes]) -> Case:
    """Make a case of a header and the files handed in."""
    assignment = header.get("assignment", "02_kmeans")
    if header.get("needs", "none") not in TIERS or ("needs" in header) != ("because" in header):
        raise ValueError(f"{name}: `needs` names a tier, and `because` gives the reason")
    return Case(
        name, tries, assignment, _expected(header, assignment, name), handed_in, header.get("needs", "none"),
        header.get("because", ""), header.get("not yet", ""),
        _numbers(header.get("limits", "")), _numbers(header.get("time", "")),
    )  # fmt: skip


def read_header(docstring: str, name: str) -> tuple[str, dict[str, str]]:
    """Part a docstring into what the case tries and its `key: value` lines; a line with a margin goes on."""
    tries: list[str] = []
    header: dict[str, str] = {}
    for line in docstring.splitlines():
        key, colon, value = line.partition(": ")
        if colon and key in KEYS:
            header[key] = value.strip()
        elif header and line.startswith("    "):
            header[[*header][-1]] += f" {line.strip()}"
        elif header and line.strip():
            raise ValueError(f"{name}: {line!r} is none of {', '.join(KEYS)}")
        else:
            tries.append(line)
    if not "".join(tries).strip() or "points" not in header:
        raise ValueError(f"{name}: the header must say what the case tries, and its points")
    return "\n".join(tries).strip(), header


def exercises_of(assignment: str) -> dict[str, float]:
    """The points of an assignment's exercises, in the order of the notebook."""
    ids = [cell.metadata.get("nbgrader", {}) for cell in released(assignment).cells]
    known = find_exercises()
    return {one["grade_id"]: float(one["points"]) for one in ids if one.get("grade") and one["grade_id"] in known}


@functools.cache
def released(assignment: str) -> NotebookNode:
    """The notebook as it was handed out; nobody may change it."""
    return nbformat.read(released_notebook(assignment), as_version=4)


@functools.cache
def notebook_name(assignment: str) -> str:
    """Its file's name."""
    return released_notebook(assignment).name


def as_bytes(notebook: NotebookNode) -> bytes:
    """A notebook as it is handed in."""
    return (nbformat.writes(notebook) + "\n").encode()


def filled(assignment: str, sections: list[Section], loop: str = RIGHT_LOOP) -> NotebookNode:
    """The released notebook with the cells of a case; in 02_kmeans a TO DO cell left out has an answer nevertheless."""
    cells = {each.mark["grade_id"]: each.text for each in sections if each.mark["grade_id"] and not each.mark["where"]}
    extras = [Extra(each.mark["where"], each.mark["grade_id"], each.text) for each in sections
              if each.mark["where"] in ("before", "after")]  # fmt: skip
    default = replace(STANDARD, cells={**STANDARD.cells, "update_means_code": loop}) if "02" in assignment else None
    notebook = fill(released(assignment), Answer("case", "case", {}, cells, tuple(extras)), default)
    texts = {each.text for each in sections if each.mark["kind"] == "text"}
    notebook.cells = [new_markdown_cell(cell.source) if cell.source in texts else cell for cell in notebook.cells]
    for each in [each for each in sections if each.mark["where"] == "under"]:
        ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        notebook.cells.insert(ids.index(each.mark["grade_id"]) + 1, new_code_cell(each.text))
    ends = [(each.mark["end"], new_code_cell(each.text)) for each in sections if each.mark["end"]]
    first = [cell for end, cell in ends if end == "extra first"]
    notebook.cells = [*first, *notebook.cells, *(cell for end, cell in ends if end == "extra last")]
    return notebook


def _sections(text: str, name: str) -> Iterator[Section]:
    """The marked parts of a case file."""
    mark, lines = None, []
    for line in [*text.splitlines(), "# %% end"]:
        if not line.startswith("# %% "):
            lines.append(line.removeprefix(NOT_PYTHON))
            continue
        if mark:
            yield Section(mark, "\n".join(lines).strip("\n"))
        mark, lines = MARK.fullmatch(line.rstrip()), []
        if mark is None:
            raise ValueError(f"{name}: {line!r} names no cell")


def _expected(header: Mapping[str, str], assignment: str, name: str) -> Expected:
    return Expected(
        _points(header["points"], assignment, name), _pairs(header.get("outcome", "")),
        _pairs(header.get("mistake", "")), _several(header.get("note", "")), _several(header.get("says", "")),
        _several(header.get("prints", "")),
    )  # fmt: skip


def _points(text: str, assignment: str, name: str) -> dict[str, tuple[float, float]]:
    """Read what each exercise must get."""
    full = exercises_of(assignment)
    if text in ("all", "none"):
        return {each: (points, points) if text == "all" else (0.0, 0.0) for each, points in full.items()}
    words = text.split()
    if words[0][0].isdigit():
        return dict(zip(full, map(_range, words), strict=True))
    named = {each: _range(span) for each, span in _pairs(text).items()}
    if not named.keys() <= full.keys():
        raise ValueError(f"{name}: {assignment} has no exercise {', '.join(named.keys() - full.keys())}")
    return {each: named.get(each, (0.0, 0.0)) for each in full}


def _range(text: str) -> tuple[float, float]:
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def _pairs(text: str) -> dict[str, str]:
    """Read "update_means timeout, single_loop error"."""
    words = [pair.split() for pair in text.split(",") if pair.strip()]
    return {first: second for first, second in words}


def _numbers(text: str) -> dict[str, float]:
    return {name: float(number) for name, number in _pairs(text).items()}


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" | ") if part.strip())


@functools.cache
def cases_in_files() -> dict[str, Case]:
    """All cases that are files, by their names."""
    return {case.name: case for case in map(read_case, sorted(FOLDER.glob("*/*.py")))}
