"""`autograder check`: grades notebooks and prints their verdicts."""

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
from autograder.exercises import exercises_of
from autograder.grade.load_assignment import load_assignment
from autograder.grade.step_summary import Checked, one_line, step_summary
from autograder.grade.step_summary import as_json as many_as_json
from autograder.judge.judge import Graded, KernelsLost, judge
from autograder.judge.kernel import CannotStart
from autograder.judge.submission import Unreadable, read_notebook, recognise
from autograder.judge.workplace import Workplace
from autograder.message import message_text
from autograder.shown import LOOKS

CONTRACT = ("exercise", "score", "max_score", "outcome", "message")
CHECK_BYTES = 50_000_000


@click.command()
@click.argument("notebooks", metavar="NOTEBOOK...", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--assignment", help="The assignment's id. Default: recognised from the notebook.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@click.option("--summary", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Add the verdicts to a Markdown file, such as $GITHUB_STEP_SUMMARY.")  # fmt: skip
@click.option("--results", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write them to a JSON file.")  # fmt: skip
@sandbox_option
@course_option
@clearly
def check(
    notebooks: tuple[Path, ...], assignment: str | None, as_json: bool, summary: Path | None, results: Path | None,
    sandbox: str, course: Path | None,
) -> None:
    """Grade each NOTEBOOK and print its verdicts; nothing is written but what --summary and --results name.

    Exit code 0 when it was graded, whatever the score; 2 when the call was wrong. Of several notebooks, and with
    --summary or --results, those that are no assignment of the course are left out; the exit code is 2 when one could
    not be read or run, after the others were graded.

    \b
    autograder check notebooks/02_kmeans/kmeans.ipynb
    autograder check my-copy.ipynb --assignment 02_kmeans --json
    autograder check notebooks/*/*.ipynb --summary summary.md --results results.json
    """
    course = course or find_course(Path.cwd())
    if len(notebooks) == 1 and not (summary or results):
        _check_one(notebooks[0], assignment, as_json, sandbox, course)
        return
    tier = protected(sandbox, course)
    checked = [_checked(notebook, assignment, course, tier, quiet=as_json) for notebook in notebooks]
    if summary:
        with summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(step_summary(checked))
    if results:
        results.write_text(json.dumps(many_as_json(checked), indent=1) + "\n", encoding="utf-8")
    if as_json:
        click.echo(json.dumps(many_as_json(checked)))
    bad = [one_line(each.notebook) for each in checked if each.problem and not each.is_left_out]
    if bad:
        raise UserError(f"{len(bad)} of {len(checked)} notebooks could not be graded: {', '.join(bad)}")


def _check_one(notebook: Path, assignment: str | None, as_json: bool, sandbox: str, course: Path) -> None:
    """Grade one notebook, and print what came of it."""
    data = notebook.read_bytes()
    name = assignment or _recognised(notebook, data, course)
    tier = protected(sandbox, course)
    if as_json:
        graded = asyncio.run(_check(data, name, course, tier))
    else:
        with Console(stderr=True).status(f"Running {notebook.name} …"):
            graded = asyncio.run(_check(data, name, course, tier))
    click.echo(json.dumps(_contract(graded.record))) if as_json else _print_verdicts(graded.record)


def _checked(notebook: Path, assignment: str | None, course: Path, tier: str, *, quiet: bool) -> Checked:
    """Grade one of several notebooks, and print its verdicts unless `quiet`; what goes wrong is told, not raised."""
    checked, record = _graded(notebook, assignment, course, tier)
    if not quiet:
        click.echo(f"{one_line(checked.notebook)}: {one_line(checked.problem)}" if record is None else
                   one_line(checked.notebook))  # fmt: skip
        if record is not None:
            _print_verdicts(record)
    return checked


def _graded(
    notebook: Path, assignment: str | None, course: Path, tier: str
) -> tuple[Checked, dict[str, Any] | None]:
    """Grade a notebook; gives its record, too, None when there is none."""
    path = str(notebook)
    try:
        data = notebook.read_bytes()
        name = assignment or _recognised_as(data, course)
        if name is None or not exercises_of(name):
            return Checked(path, problem="Left out: nothing in it is graded.", is_left_out=True), None
        record = asyncio.run(_check(data, name, course, tier)).record
    except Unreadable as problem:
        return Checked(path, problem=problem.reason), None
    except UserError as problem:
        return Checked(path, problem=problem.message), None
    return Checked(path, _contract(record), record["reason"]), record


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
    try:
        found = _recognised_as(data, course)
    except Unreadable as problem:
        raise UserError(f"{path}: {problem} Give --assignment to have it graded all the same.") from problem
    if found is None:
        known = ", ".join(assignments(course))
        raise UserError(f"{path}: can't tell which assignment this is; give --assignment, one of {known}")
    return found


def _recognised_as(data: bytes, course: Path) -> str | None:
    """Tell the assignment from a notebook, None when that can't be told; raises Unreadable for what is none."""
    released = {each: nbformat.read(released_notebook(each, course), 4) for each in assignments(course)}
    return recognise(read_notebook(data, CHECK_BYTES), released)


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
