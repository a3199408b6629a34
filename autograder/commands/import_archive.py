"""`autograder import`: fills `submitted/` from what an LMS packed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console
from rich.progress import Progress

from autograder.commands.errors import UserError, clearly
from autograder.commands.options import course_option
from autograder.course import find_course
from autograder.lms.archive import open_archive
from autograder.lms.assignment_titles import assignment_titles
from autograder.lms.class_list import ClassList, read_class_list
from autograder.lms.import_plan import Plan, Reading, Step, make_plan
from autograder.lms.import_submissions import Imported, import_submissions, would_change
from autograder.lms.import_table import import_summary, import_table
from autograder.lms.recognise import FORMATS
from autograder.message import plain


@click.command("import")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--assignment", required=True, help="Which assignment it is, e.g. 02_kmeans.")
@click.option("--lms", type=click.Choice(["auto", *FORMATS]), default="auto", show_default=True,
              help="Who named the files. auto: told from the names. flat: a file or folder for each student.")
@click.option("--roster", type=click.Path(path_type=Path),
              help="Who is in the class: Canvas's gradebook CSV, Moodle's grading worksheet, or a students.csv.")
@click.option("--timezone", help="Of the LMS's clock, e.g. Europe/Berlin. Default: this machine's.")
@click.option("--file-times", is_flag=True,
              help="Take the files' own times as those of handing in. In an LMS's zip they are mostly of its download.")
@click.option("--all", "everything", is_flag=True, help="Show every row and every line, also of a large class.")
@click.option("--dry-run", is_flag=True, help="Only show what would be done; write nothing.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@course_option
@clearly
def import_archive(
    archive: Path, assignment: str, lms: str, roster: Path | None, timezone: str | None, file_times: bool,
    everything: bool, dry_run: bool, yes: bool, course: Path | None,
) -> None:
    """Fill submitted/ from ARCHIVE: the zip that your LMS made of all submissions, or a folder unpacked from it.

    \b
    Canvas:      the assignment, Download Submissions
    Moodle:      View all submissions, Download all submissions
    Blackboard:  Grade Centre, the column's menu, Assignment File Download
    other:       jdoe.ipynb, or jdoe/kmeans.ipynb, for each student

    You see first what would be done, and are asked. The last attempt of each student counts, of those that [attempts]
    in course.toml allows. Whoever handed in something else before keeps it in records/replaced/. The same archive
    again changes nothing.

    With --roster students get folders named by their login (what stands before its @, with - for all but letters,
    digits, _ and -), and you see who handed in nothing. Moodle's worksheet also tells when each submission came.
    students.csv keeps who is who, so one such list is enough for Canvas. What the LMS calls late, and the time where
    it tells one, are in records/handed_in/<assignment>.csv.

    \b
    autograder import submissions.zip --assignment 02_kmeans --dry-run
    autograder import submissions.zip --assignment 02_kmeans --roster gradebook.csv
    autograder import unpacked/ --assignment 02_kmeans --lms flat --yes
    """
    course = course or find_course(Path.cwd())
    class_list = read_class_list(roster, assignment_titles(course, assignment)) if roster else ClassList()
    reading = Reading(lms, class_list, _zone(timezone), file_times)
    with open_archive(archive) as opened:
        with _progress("Looking through it") as step:
            plan = make_plan(opened, archive, course, assignment, reading, step)
        _show(plan, everything)
        if dry_run:
            click.echo("Nothing was written: this was a dry run.")
        elif not would_change(plan):
            click.echo("Nothing is new: everything in it is there already.")
        elif _may_write(yes):
            with _progress("Writing") as step:
                _tell(plan, import_submissions(plan, opened, step))
        else:
            click.echo("Nothing was written.")


def _zone(name: str | None) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(f"--timezone {name}: is no time zone; one is named like Europe/Berlin or UTC") from None


@contextmanager
def _progress(what: str) -> Iterator[Step]:
    """Show how far something is where it takes a while, and only in a terminal."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _show(plan: Plan, everything: bool) -> None:
    console = Console(highlight=False)
    console.print(import_table(plan, everything))
    for line in import_summary(plan, everything):
        console.print(line, markup=False)


def in_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def _may_write(yes: bool) -> bool:
    """Ask; raises UserError where nobody can answer."""
    if yes:
        return True
    if not in_terminal():
        raise UserError("nothing was written, since there is nobody to ask: --yes writes it, --dry-run only looks")
    return click.confirm("Write this?", default=False)


def _tell(plan: Plan, done: Imported) -> None:
    """Say what was done, and the next command."""
    shown = Console(soft_wrap=True, highlight=False)
    times = f", {done.times:,} times noted" if done.times else ""
    shown.print(f"{done.written:,} submissions written to {plan.course / 'submitted'}{times}.", markup=False)
    if done.kept:
        kept = done.kept[0].parent
        shown.print(f"{len(done.kept):,} older ones were kept in {kept}", markup=False)
    for line in done.failed:
        click.echo(f"autograder: {plain(line)}", err=True)
    here = "" if plan.course == find_course(Path.cwd()) else f" --course {shlex.quote(str(plan.course))}"
    shown.print(f"Next: autograder grade {plan.assignment}{here}", markup=False)
