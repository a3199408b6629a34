"""`autograder report`: makes the pages on a class anew, without grading."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.errors import clearly
from autograder.commands.options import course_option
from autograder.course import find_course, settings


@click.command()
@click.argument("assignment", required=False)
@course_option
@clearly
def report(assignment: str | None, course: Path | None) -> None:
    """Make the report on ASSIGNMENT anew from its records, or on every assignment, and the course's page.

    Nothing is graded. Marks that you gave by hand meanwhile are counted, and so are settings under [report].

    \b
    autograder report
    autograder report 02_kmeans
    """
    from autograder.grade.class_run import require_exercises
    from autograder.grade.write_reports import write_reports

    course = course or find_course(Path.cwd())
    require_exercises(course, settings(course))
    for path in write_reports(course, assignment):
        click.echo(f"Report: {path}")
