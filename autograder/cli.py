"""The command line: check one notebook, grade a class, release notebooks, start an assignment."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import nbformat
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column

import autograder as package
from autograder.course import CourseError, assignments, find_course, released_notebook
from autograder.grade.class_run import Class, Outcome, grade_class, load_assignment, open_class
from autograder.grade.table import table
from autograder.judge.judge import Graded, KernelsLost, judge
from autograder.judge.kernel import CannotStart
from autograder.judge.protection import CHOICES, NO_SANDBOX, protect
from autograder.judge.submission import Unreadable, read_notebook, recognise
from autograder.judge.workplace import Workplace
from autograder.message import message_text
from autograder.one_thread import one_thread
from autograder.shown import LOOKS

CONTRACT = ("exercise", "score", "max_score", "outcome", "message")
CHECK_BYTES = 50_000_000


class UserError(click.ClickException):
    """Bad input: one line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"autograder: {self.message}", err=True)


def clearly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what can go wrong with a course into one line."""
    from functools import wraps

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except CourseError as problem:
            raise UserError(str(problem)) from problem
        except OSError as problem:
            where = f"{problem.filename}: " if problem.filename else ""
            raise UserError(f"{where}{problem.strerror or problem}") from problem

    return wrapper


course_option = click.option(
    "--course", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The course's folder, which holds submitted/. Default: the one that you are in.",
)  # fmt: skip
sandbox_option = click.option(
    "--sandbox", type=click.Choice(CHOICES), default="auto", show_default=True,
    help="What students' code runs in. auto: the strongest that this machine offers, full or basic. none: as you.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, package_name="kmeans-by-hand")
def autograder() -> None:
    """Check and grade notebooks of "K-means by hand".

    Verdicts are made outside the student's kernel, on plain data: what a notebook prints, patches or deletes
    changes none of them.

    \b
    A student's notebook:   autograder check kmeans.ipynb
    A class:                autograder grade 02_kmeans
    See it at work:         autograder demo
    Something is wrong:     autograder doctor
    """


@autograder.command()
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
    tier = _protected(sandbox)
    if as_json:
        graded = asyncio.run(_check(data, name, course, tier))
    else:
        with Console(stderr=True).status(f"Running {notebook.name} …"):
            graded = asyncio.run(_check(data, name, course, tier))
    click.echo(json.dumps(_contract(graded.record))) if as_json else _print_verdicts(graded.record)


def _protected(wanted: str) -> str:
    """Give the tier to grade in, and warn of none."""
    tier = protect(wanted)
    if tier == "none":
        click.echo(f"autograder: {NO_SANDBOX}", err=True)
    return tier


async def _check(data: bytes, name: str, course: Path, tier: str) -> Graded:
    loaded, _ = load_assignment(name, course)
    async with Workplace(loaded.settings.limits, tier) as workplace:
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


@autograder.command()
@click.argument("assignment")
@course_option
@click.option("--workers", type=click.IntRange(1, 64), help="Submissions graded at once. Default: the cores.")
@click.option("--again", is_flag=True, help="Grade everything anew, also what has a record.")
@click.option("--student", "only", multiple=True, help="Only this student; can be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print the records as one JSON array instead of a table.")
@sandbox_option
@clearly
def grade(
    assignment: str, course: Path | None, workers: int | None, again: bool, only: tuple[str, ...], as_json: bool,
    sandbox: str,
) -> None:
    """Grade a class's submissions to ASSIGNMENT.

    Reads submitted/<student>/<assignment>/ as nbgrader does. Writes records/ (the journal), gradebook.db and
    autograded/ (for formgrader), feedback/ (a page for each student) and reports/ (a page for the class).
    A submission that has a record is not graded again, so a run that was stopped goes on where it was; marks
    that you gave by hand in formgrader are kept and counted.

    \b
    autograder grade 02_kmeans
    autograder grade 02_kmeans --student s07 --again
    """
    work = open_class(assignment, course or find_course(Path.cwd()))
    unknown = [name for name in only if not work.submitted(name).is_dir()]
    if unknown:
        raise UserError(f"{work.course / 'submitted'}: no submission of {', '.join(unknown)} to {assignment}")
    outcome = run_with_progress(work, sandbox=sandbox, workers=workers, again=again, only=only, quiet=as_json)
    if as_json:
        click.echo(json.dumps(outcome.records))
    else:
        print_outcome(work, outcome)


def run_with_progress(work: Class, *, sandbox: str = "auto", quiet: bool = False, **options: Any) -> Outcome:
    """Grade a class and show how far it is; Ctrl-C leaves a whole journal (UserError)."""
    tier = _protected(sandbox)
    latest = Column(ratio=1, no_wrap=True, overflow="ellipsis")  # of all columns, the one that gives way
    columns = (
        TextColumn("{task.description}"), BarColumn(16), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left:"), TimeRemainingColumn(), TextColumn("{task.fields[latest]}", table_column=latest),
    )  # fmt: skip
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet, expand=True) as progress:
        task = progress.add_task(f"Grading {work.assignment.name}", total=None, latest="")
        short = 0

        def graded(student: str, record: dict[str, Any]) -> None:
            nonlocal short
            short += record["score"] < record["max_score"]
            progress.update(task, advance=1, latest=f"{student}: {record['score']:g} · short of full marks: {short}")

        def started(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        try:
            with one_thread():  # the cores are for students' kernels
                return asyncio.run(grade_class(work, tier=tier, started=started, graded=graded, **options))
        except KeyboardInterrupt:
            rest = "--again begins anew" if options.get("again") else "the same command goes on from there"
            raise UserError(f"stopped; what was graded is recorded, and {rest}") from None


def print_outcome(work: Class, outcome: Outcome) -> None:
    """Print the table, what changed, and where the pages are."""
    console = Console()
    console.print(table(outcome.records))
    if outcome.changed:
        console.print(f"Changed by this run: {'; '.join(outcome.changed)}", markup=False)
    if not outcome.new:
        console.print("Nothing was new: every submission has its record (--again grades everything anew).")
    shown = Console(soft_wrap=True, highlight=False)
    shown.print(f"Report:   {work.report}", markup=False)
    shown.print(f"Feedback: {work.course / 'feedback'}", markup=False)
    tiers = sorted({str(record["sandbox"]) for record in outcome.records})
    shown.print(f"Sandbox:  {', '.join(tiers) or 'nothing was graded'}", markup=False)


@autograder.command()
@click.argument("assignment", required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when something would change.")
@course_option
@clearly
def release(assignment: str | None, only_check: bool, course: Path | None) -> None:
    """Make the student notebooks in notebooks/ from solutions/, through nbgrader.

    All assignments, or one ASSIGNMENT. The points of the check cells come from course.toml.
    """
    from autograder.release import release as make

    changed = make(course or find_course(Path.cwd()), assignment, check=only_check)
    for line in changed:
        click.echo(line)
    if only_check and changed:
        click.echo("autograder: notebooks/ differs from solutions/; `autograder release` makes it anew", err=True)
        sys.exit(1)
    if not changed:
        click.echo("notebooks/ is just what solutions/ gives")


@autograder.command()
@click.argument("id")
@course_option
@clearly
def new(id: str, course: Path | None) -> None:
    """Start an assignment: a solution notebook and a checks module, ready to run.

    ID is a number, an underscore and a topic: 08_medoids. Then write, and `autograder release ID`.
    """
    from autograder.new_assignment import new_assignment

    for path in new_assignment(course or find_course(Path.cwd()), id):
        click.echo(f"made {path}")
    click.echo(f"Next: autograder release {id}")


@autograder.command()
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True,
              help="Where the sample course is made; what an earlier demo left there is replaced.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), help="Submissions graded at once. Default: the cores.")
@sandbox_option
@clearly
def demo(folder: Path, workers: int | None, sandbox: str) -> None:
    """Grade a made-up class of twelve, and show the table and the report."""
    from autograder.demo import make_demo

    work = open_class("02_kmeans", make_demo(folder))
    print_outcome(work, run_with_progress(work, sandbox=sandbox, workers=workers))


@autograder.command()
@course_option
@clearly
def doctor(course: Path | None) -> None:
    """Look whether everything that grading needs is here: a line for each thing, with its remedy."""
    from autograder.doctor import examine

    findings = examine(course or find_course(Path.cwd()))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.text}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)
