"""`autograder grade`: grades a class, and shows how far it is."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from autograder.commands.errors import Stopped, UserError, clearly
from autograder.commands.how_far import HowFar
from autograder.commands.options import course_option, protected, sandbox_option
from autograder.course import find_course
from autograder.grade.class_run import Class, Outcome, grade_class, open_class
from autograder.grade.local_judges import local_judges
from autograder.grade.one_submission import Judges
from autograder.grade.table import table
from autograder.one_thread import one_thread


@click.command()
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
    judges = who_judges(work, sandbox, workers)
    outcome = run_with_progress(work, judges, again=again, only=only, quiet=as_json)
    if as_json:
        click.echo(json.dumps(outcome.records))
    else:
        print_outcome(work, outcome)


def who_judges(work: Class, sandbox: str = "auto", workers: int | None = None) -> Judges:
    """Give the judges of a run, whose sandbox was seen to hold; raises CourseError."""
    return local_judges(tier=protected(sandbox, work.course), workers=workers)


def run_with_progress(work: Class, judges: Judges, *, quiet: bool = False, **options: Any) -> Outcome:
    """Grade a class and show how far it is; Ctrl-C leaves a whole journal (Stopped)."""
    with HowFar(work.assignment.name, quiet=quiet) as how_far:
        try:
            with one_thread():  # the cores are for students' kernels
                return asyncio.run(
                    grade_class(work, judges, started=how_far.started, graded=how_far.graded, **options)
                )
        except KeyboardInterrupt:
            rest = "--again begins anew" if options.get("again") else "the same command goes on from there"
            raise Stopped(f"stopped; what was graded is recorded, and {rest}") from None


def print_outcome(work: Class, outcome: Outcome) -> None:
    """Print the table, what changed, and where the pages are."""
    console = Console()
    console.print(table(outcome.records))
    if outcome.changed:
        console.print(f"Changed by this run: {'; '.join(outcome.changed)}", markup=False)
    if outcome.put_back:
        who = f"{len(outcome.put_back)} students, {', '.join(outcome.put_back[:5])}"
        source = f"records/{work.kept_marks.name}"
        console.print(f"The gradebook was new: marks by hand were put back from {source}: {who}", markup=False)
    if not outcome.new:
        console.print("Nothing was new: every submission has its record (--again grades everything anew).")
    shown = Console(soft_wrap=True, highlight=False)
    shown.print(f"Report:   {work.report}", markup=False)
    shown.print(f"Feedback: {work.course / 'feedback'}", markup=False)
    tiers = sorted({str(record["sandbox"]) for record in outcome.records})
    shown.print(f"Sandbox:  {', '.join(tiers) or 'nothing was graded'}", markup=False)
