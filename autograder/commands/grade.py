"""`autograder grade`: grades a class, and shows how far it is."""

from __future__ import annotations

import asyncio
import errno
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from autograder.commands.errors import Stopped, UserError, clearly
from autograder.commands.how_far import HowFar, say_line
from autograder.commands.options import course_option, protected, sandbox_option, somebody_is_there, warn_of
from autograder.course import CourseError, find_course
from autograder.grade.class_run import Agreed, Class, Outcome, judge_class, open_class, settle_class
from autograder.grade.local_judges import local_judges
from autograder.grade.one_run import one_run
from autograder.grade.one_submission import Judges
from autograder.grade.published import Change
from autograder.grade.table import remarks, table
from autograder.message import plain
from autograder.one_thread import one_thread

ROWS, FEW_ROWS = 1_000, 60  # of a table that somebody may still read; of one in which nothing is new
ROOM_FOR_REMARKS = 120  # columns of a terminal in which remarks stand beside the marks, else beneath them
TOLD = 20  # marks in a line
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@click.command()
@click.argument("assignment")
@course_option
@click.option("--workers", type=click.IntRange(1, 400),
              help="Submissions graded at once. Default: the cores; with --scheduler ADDRESS, all its workers.")
@click.option("--changed", is_flag=True,
              help="Also grade what was graded by another course or engine: other checks, points, limits, version.")
@click.option("--again", is_flag=True, help="Grade everything anew, also what has a record.")
@click.option("--student", "only", multiple=True, help="Only this student; can be given several times.")
@click.option("--yes", is_flag=True, help="Don't ask before marks change that were given out.")
@click.option("--keep", is_flag=True,
              help="Keep marks as they were given out, and drop what would change them: you are not asked again, "
              "until a student hands in once more or is graded --again.")
@click.option("--json", "as_json", is_flag=True, help="Print the records as one JSON array instead of a table.")
@click.option("--scheduler", metavar="ADDRESS",
              help="Grade on the workers of this Dask scheduler, tls://… or tcp://…; `local` starts some here.")
@sandbox_option
@clearly
def grade(
    assignment: str, course: Path | None, workers: int | None, changed: bool, again: bool, only: tuple[str, ...],
    yes: bool, keep: bool, as_json: bool, scheduler: str | None, sandbox: str,
) -> None:
    """Grade a class's submissions to ASSIGNMENT.

    Reads submitted/<student>/<assignment>/ as nbgrader does. Writes records/ (the journal), gradebook.db and
    autograded/ (for formgrader), feedback/ (a page for each student) and reports/ (a page for the class).
    A submission that has a record is not graded again, so a run that was stopped goes on where it was; marks
    that you gave by hand in formgrader are kept and counted. Where marks would change that `autograder export` gave
    out, you see how and are asked; until you agree, they stay. --yes agrees and --keep refuses, for all of them or with
    --student for one.

    \b
    autograder grade 02_kmeans
    autograder grade 02_kmeans --student s07 --again
    autograder grade 02_kmeans --changed
    autograder grade 02_kmeans --keep --student s07
    autograder grade 02_kmeans --scheduler tls://10.0.0.5:8786
    """
    if yes and keep:
        raise UserError("--yes changes marks that you gave out, and --keep keeps them: give one of the two")
    work = open_class(assignment, course or find_course(Path.cwd()))
    unknown = [name for name in only if not work.submitted(name).is_dir()]
    if unknown:
        raise UserError(f"{work.course / 'submitted'}: no submission of {', '.join(unknown)} to {assignment}")
    judges = who_judges(work, sandbox, workers, scheduler)
    outcome = run_with_progress(
        work, judges, agreed=partial(may_change, yes=yes, keep=keep, as_json=as_json), refuses=keep, changed=changed,
        again=again, only=only, quiet=as_json,
    )  # fmt: skip
    if as_json:
        print_json(outcome)
    else:
        print_outcome(work, outcome)
    print_remarks(work, outcome)


def who_judges(
    work: Class, sandbox: str = "auto", workers: int | None = None, scheduler: str | None = None
) -> Judges:
    """Give the judges of a run: this machine's, whose sandbox was seen to hold, or those behind a scheduler.

    Raises CourseError. Workers behind a scheduler test their sandboxes themselves.
    """
    if scheduler is None:
        return local_judges(tier=protected(sandbox, work.course), workers=workers)
    try:
        from autograder.grade.dask_judges import dask_judges  # imports Dask: a second that is seldom needed
    except ImportError as problem:
        raise UserError(f'--scheduler needs Dask ({problem}): pip install "kmeans-by-hand[grade,cluster]"') from None
    warn_of(sandbox)
    return dask_judges(scheduler, sandbox=sandbox, course=work.course, tell=say_line, workers=workers)


def run_with_progress(
    work: Class, judges: Judges, *, agreed: Agreed = lambda changes: False, refuses: bool = False, quiet: bool = False,
    **options: Any,
) -> Outcome:
    """Grade a class and show how far it is; Ctrl-C and a full disk leave a whole journal (Stopped, CourseError)."""
    rest = "--again begins anew" if options.get("again") else "the same command goes on from there"
    try:
        with one_run(work.course):
            with HowFar(work.assignment.name, quiet=quiet) as how_far, one_thread():  # the cores are for kernels
                judged = asyncio.run(
                    judge_class(work, judges, started=how_far.started, graded=how_far.graded, **options)
                )
            return settle_class(work, judged, agreed, refuses=refuses)
    except (KeyboardInterrupt, click.Abort):
        raise Stopped(f"stopped; what was graded is recorded, and {rest}") from None
    except OSError as problem:
        if problem.errno not in NO_ROOM:
            raise
        where = problem.filename or work.course
        raise CourseError(f"{where}: the disk is full; what was graded is recorded: make room, and {rest}") from problem


def may_change(changes: Sequence[Change], *, yes: bool, as_json: bool, keep: bool = False) -> bool:
    """Show how marks would change that were given out, and ask whether they may."""
    click.echo(f"{counted(len(changes), 'mark')} that you gave out would change:", err=as_json)
    for each in changes:
        click.echo(f"  {plain(str(each))}", err=as_json)
    if yes or keep:
        return yes
    return not as_json and somebody_is_there() and click.confirm("Change them?", default=False)


def counted(number: int, what: str) -> str:
    """Say how many of something there are."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def print_json(outcome: Outcome) -> None:
    """Print the records as one JSON array, one after the other."""
    for number, record in enumerate(outcome.records):
        click.echo(f"{', ' if number else '['}{json.dumps(record)}", nl=False)
    click.echo("]" if outcome.records else "[]")


def print_outcome(work: Class, outcome: Outcome) -> None:
    """Print the table, what changed, and where the pages are."""
    console = Console()
    print_marks(console, outcome)
    if outcome.changed:
        console.print(f"Changed by this run: {some(outcome.changed, '; ')}", markup=False)
    if outcome.put_back:
        who = f"{len(outcome.put_back)} students, {', '.join(outcome.put_back[:5])}"
        source = f"records/{work.kept_marks.name}"
        console.print(f"The gradebook was new: marks by hand were put back from {source}: {who}", markup=False)
    if not outcome.new and not outcome.changed:
        console.print("Nothing was new: every submission has its record (--again grades everything anew).")
    shown = Console(soft_wrap=True, highlight=False)
    shown.print(f"Report:   {work.report}", markup=False)
    shown.print(f"Feedback: {work.course / 'feedback'}", markup=False)
    tiers = sorted({str(record["sandbox"]) for record in outcome.records})
    shown.print(f"Sandbox:  {', '.join(tiers) or 'nothing was graded'}", markup=False)


def print_marks(console: Console, outcome: Outcome) -> None:
    """Print a row for each student, where somebody would read so many, and who could not be judged at all."""
    records = outcome.records
    if len(records) <= (ROWS if outcome.new else FEW_ROWS):
        read = list(records)
        beside = console.width >= ROOM_FOR_REMARKS
        console.print(table(read, outcome.excused, with_remarks=beside))
        for line in [] if beside else remarks(read):
            console.print(line, no_wrap=len(read) > FEW_ROWS, overflow="ellipsis")
    else:
        mean = sum(record["score"] for record in records) / len(records)
        console.print(f"{len(records):,} students have a mark, {mean:.2f} points in the mean.", highlight=False)
    if unread := [plain(record["student"]) for record in records if record.get("reason")]:
        console.print(f"Could not be judged, with the reason in the feedback: {some(unread)}", markup=False)


def some(names: Sequence[str], between: str = ", ") -> str:
    """List the first of some texts, and say how many more there are."""
    more = f"{between}… and {len(names) - TOLD:,} more" if len(names) > TOLD else ""
    return between.join(names[:TOLD]) + more


def print_remarks(work: Class, outcome: Outcome) -> None:
    """Say what else there is to do, and by which command."""
    command = f"`autograder grade {work.assignment.name}"
    if outcome.outdated:
        count = f"{counted(outcome.outdated, 'record')} of {len(outcome.records):,}"
        say_line(f"By an earlier course or engine: {count}. {command} --changed` grades these again.")
    if outcome.untimed:
        say_line("Nobody knows when these were handed in, so nothing is taken off for lateness: "
                 f"{some(outcome.untimed)}. The column `handed_in` of exceptions.csv says when.")  # fmt: skip
    if outcome.held_back:
        waiting = len(outcome.held_back)
        stay = "1 mark stays as you gave it out" if waiting == 1 else f"{waiting:,} marks stay as you gave them out"
        say_line(f"{stay}: {command} --yes` changes {'it' if waiting == 1 else 'them'}, --keep refuses.")
    if outcome.refused:
        number, who = len(outcome.refused), plain(outcome.refused[0].student)
        kept = "1 mark is kept as you gave it out" if number == 1 else f"{number:,} marks are kept as you gave them out"
        say_line(f"{kept}: {command} --again --student {who if number == 1 else 'NAME'}` grades anew.")
    if outcome.differing:
        told = some([plain(str(each)) for each in outcome.differing], "; ")
        say_line(f"Not as you gave them out, so export again: {told}")
