"""`autograder check`: grades one notebook and prints its verdicts."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import click
import nbformat
from rich.console import Console

from autograder.commands.errors import UserError, clearly
from autograder.commands.options import course_option, protected, sandbox_option
from autograder.course import assignments, find_course, released_notebook
from autograder.grade.class_run import load_assignment
from autograder.judge.judge import Graded, KernelsLost, judge
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Unreadable, read_notebook, recognise
from autograder.judge.workplace import Workplace
from autograder.message import message_text
from autograder.shown import LOOKS

CONTRACT = ("exercise", "score", "max_score", "outcome", "message")
CHECK_BYTES = 50_000_000


@click.command()
@click.argument("notebook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--assignment", help="The assignment's id. Default: recognised from the notebook.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@sandbox_option
@course_option
@clearly
def check(notebook: Path, assignment: str | None, as_json: bool, sandbox: str, course: Path | None) -> None:
    """Grade one NOTEBOOK and print its verdicts; nothing is written.

    Exit code 0 when it was graded, whatever the score; 2 when the call was wrong.

    \b
    autograder check notebooks/02_kmeans/kmeans.ipynb
    autograder check my-copy.ipynb --assignment 02_kmeans --json
    """
    course = course or find_course(Path.cwd())
    data = notebook.read_bytes()
    name = assignment or _recognised(notebook, data, course)
    tier = protected(sandbox, course)
    if as_json:
        graded = asyncio.run(_check(data, name, course, tier))
    else:
        with Console(stderr=True).status(f"Running {notebook.name} …"):
            graded = asyncio.run(_check(data, name, course, tier))
    click.echo(json.dumps(_contract(graded.record))) if as_json else _print_verdicts(graded.record)


async def _check(data: bytes, name: str, course: Path, tier: str) -> Graded:
    loaded, _ = load_assignment(name, course)
    async with Workplace(loaded.settings.limits, tier) as workplace:
        workplace.expect_no_more()
        try:
            return await judge(data, loaded, workplace)
        except (CannotStart, KernelsLost) as problem:
            raise UserError(f"{problem}; `autograder doctor` tells more") from problem


def _recognised(path: Path, data: bytes, course: Path) -> str:
    """Tell the assignment from the notebook; raises UserError when that can't be told."""
    known = assignments(course)
    try:
        notebook = read_notebook(data, CHECK_BYTES)
    except Unreadable as problem:
        raise UserError(f"{path}: {problem} Give --assignment to have it graded all the same.") from problem
    found = recognise(notebook, {each: nbformat.read(released_notebook(each, course), 4) for each in known})
    if found is None:
        raise UserError(f"{path}: can't tell which assignment this is; give --assignment, one of {', '.join(known)}")
    return found


def _contract(record: dict[str, Any]) -> dict[str, Any]:
    """The JSON object that other programs build on."""
    exercises = [{key: verdict[key] for key in CONTRACT} for verdict in record["exercises"]]
    return {
        **{key: record[key] for key in ("assignment", "score", "max_score", "sandbox", "seconds")},
        "exercises": exercises,
    }


def _print_verdicts(record: dict[str, Any]) -> None:
    console = Console(highlight=False)
    for verdict in [] if record["reason"] else record["exercises"]:
        sign, word, _ = LOOKS[verdict["outcome"]]
        console.print(f"{sign} {verdict['exercise']}: {word.lower()}, {verdict['score']:g} of "
                      f"{verdict['max_score']:g} points", style="bold", markup=False)  # fmt: skip
        text = "\n\n".join([verdict["message"], *(f"Note: {note}" for note in verdict["notes"])])
        console.print(message_text(text, min(console.width - 4, 96)), markup=False)
        console.print()
    for words in filter(None, [record["reason"], *(f"Note: {note}" for note in record["notes"])]):
        console.print(message_text(words, min(console.width - 4, 96)), markup=False)
    console.print(f"{record['score']:g} of {record['max_score']:g} points", style="bold", markup=False)
