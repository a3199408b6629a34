"""`autograder doctor`: looks whether everything is here."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.commands.errors import clearly
from autograder.commands.options import course_option
from autograder.course import find_course


@click.command()
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
