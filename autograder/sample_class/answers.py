"""Answers as files: what one student wrote into the TO DO cells, and the verdict it must get.

An answer file is Python with marks. Its docstring says what the answer is, then `key: value` lines say
what is expected of it. A line `# %% update_means_code` begins the source of that TO DO cell;
`# %% extra before update_means_code` begins a cell of the student's own that stands directly before it,
and `# %% extra after update_means_code` one that stands after its check cells. What is not Python
(a magic, a syntax error) stands behind `#| `, so that every answer file is Python that parses.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.source.parsing import parsed

KEYS = ("exercise", "mistake", "outcome", "note", "says", "slow", "loops")
MARK = re.compile(r"# %% (?:extra (?P<where>before|after) )?(?P<grade_id>\w+)")
NOT_PYTHON = "#| "


@dataclass(frozen=True)
class Extra:
    """A cell of the student's own, `where` ("before" or "after") the TO DO cell `grade_id`."""

    where: str
    grade_id: str
    source: str


@dataclass(frozen=True)
class Answer:
    """What one student wrote: sources of TO DO cells by grade id, and extra cells in their order."""

    name: str
    description: str
    expected: Mapping[str, str]
    cells: Mapping[str, str]
    extras: tuple[Extra, ...] = ()


def read_answer(path: Path) -> Answer:
    """Read an answer file; raises ValueError that says where and why it is none."""
    text = path.read_text(encoding="utf-8")
    try:
        docstring = ast.get_docstring(parsed(text)) or ""
    except SyntaxError as problem:
        where = f"{path}: line {problem.lineno}"
        raise ValueError(f"{where} is not Python: put {NOT_PYTHON!r} before it") from None
    description, expected = _read_docstring(docstring, path)
    cells: dict[str, str] = {}
    extras: list[Extra] = []
    for mark, source in _sections(text, path):
        if mark["where"]:
            extras.append(Extra(mark["where"], mark["grade_id"], source))
        elif mark["grade_id"] in cells:
            raise ValueError(f"{path}: {mark['grade_id']} is there twice")
        else:
            cells[mark["grade_id"]] = source
    return Answer(path.stem, description, expected, cells, tuple(extras))


def _read_docstring(docstring: str, path: Path) -> tuple[str, dict[str, str]]:
    """Part a docstring into its description and its `key: value` lines."""
    description: list[str] = []
    expected: dict[str, str] = {}
    for line in docstring.splitlines():
        key, colon, value = line.partition(": ")
        if colon and key in KEYS:
            expected[key] = value.strip()
        elif expected and line.strip():
            raise ValueError(f"{path}: {line!r} is none of {', '.join(KEYS)}")
        else:
            description.append(line)
    if not "".join(description).strip():
        raise ValueError(f"{path}: the docstring does not say what the answer is")
    return "\n".join(description).strip(), expected


def _sections(text: str, path: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Each mark with the source below it."""
    mark: re.Match[str] | None = None
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("# %% "):
            lines.append(line.removeprefix(NOT_PYTHON))
            continue
        if mark:
            yield mark, "\n".join(lines).strip("\n")
        mark, lines = MARK.fullmatch(line.rstrip()), []
        if mark is None:
            raise ValueError(f"{path}: {line!r} names no cell")
    if mark is None:
        raise ValueError(f"{path}: no cell begins with `# %% `")
    yield mark, "\n".join(lines).strip("\n")
