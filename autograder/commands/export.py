"""`autograder export`: gives a class's marks and feedback back, to an LMS or as files of our own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from autograder.commands.errors import UserError, clearly
from autograder.commands.options import course_option, somebody_is_there
from autograder.course import find_course
from autograder.grade.counted import counted_class, submitted_by, ungraded_students, waiting_students
from autograder.grade.journal import Journal, Record
from autograder.grade.page import private_file, write_private
from autograder.grade.published import changed_since, excused_record, published_marks
from autograder.grade.published import publish as publish_marks
from autograder.lms.assignment_titles import assignment_titles
from autograder.lms.canvas_gradebook import is_gradebook, read_gradebook
from autograder.lms.csv_bytes import read_csv_bytes
from autograder.lms.feedback_zip import collect_pages, write_feedback_zip
from autograder.lms.fill import SAME, WRITTEN, Choices, Filling, fill
from autograder.lms.fill_table import fill_table, summary
from autograder.lms.known_students import as_in_sheet, candidates, known_students, numbered_for
from autograder.lms.marks_files import marks_csv, marks_json, marks_rows
from autograder.lms.marks_sheet import Sheet, number_in
from autograder.lms.match_rows import match_rows
from autograder.lms.moodle_worksheet import is_worksheet, read_worksheet
from autograder.lms.roster import Student
from autograder.message import plain

Publish = Callable[[Path, Collection[str]], None]
A_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    file: Path | None
    lms: str
    column: str
    out: Path | None
    scale: bool | None
    missing_as_zero: bool
    feedback_comments: bool
    dry_run: bool
    yes: bool
    csv: Path | None
    json: Path | None
    feedback_zip: Path | None


@click.command()
@click.argument("assignment")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lms", type=click.Choice(["auto", "canvas", "moodle"]), default="auto", show_default=True,
              help="Whose FILE it is. auto: told from its header.")
@click.option("--column", default="",
              help="The column to fill: its title, a part of it, or Canvas's number. Default: found by the title.")
@click.option("--out", type=A_FILE, help="Where the filled file goes. Default: <name>.filled.csv beside FILE.")
@click.option("--scale/--no-scale", default=None,
              help="Where the LMS has other points than we: convert the marks to its points, or give them as they are.")
@click.option("--missing-as-zero", is_flag=True,
              help="Give 0 to rows without a submission, which are left alone else. What is not graded yet stays.")
@click.option("--feedback-comments", is_flag=True,
              help="Moodle: fill in 'Feedback comments', too; what somebody else wrote there stays.")
@click.option("--dry-run", is_flag=True, help="Only show what would be filled in; write nothing.")
@click.option("--yes", is_flag=True, help="Don't ask before FILE is filled.")
@click.option("--csv", type=A_FILE, help="Also, or only: our own table of marks as CSV; - prints it.")
@click.option("--json", type=A_FILE, help="Also, or only: the same as JSON; - prints it.")
@click.option("--feedback-zip", type=A_FILE,
              help="Also, or only: all feedback pages as a zip. With --lms moodle as Moodle takes it back.")
@course_option
@clearly
def export(assignment: str, course: Path | None, **options: Any) -> None:
    """Give out the marks of ASSIGNMENT, with those given by hand.

    FILE is what you downloaded from your LMS: Canvas's gradebook (Grades, Export) or Moodle's grading worksheet (View
    all submissions, Download grading worksheet). One column of it is filled in, and every other byte stays as it is.
    You see what would change first, and are asked. The result is a file beside it, which you upload at the same
    place. What is marked as excused, not assigned or locked there stays, and so do rows that are not surely
    somebody's of yours: students.csv in the course's folder says who is who.

    \b
    autograder export 02_kmeans gradebook.csv --dry-run
    autograder export 02_kmeans gradebook.csv --column "K-means"
    autograder export 02_kmeans worksheet.csv --feedback-comments --scale
    autograder export 02_kmeans worksheet.csv --lms moodle --feedback-zip feedback.zip
    autograder export 02_kmeans --csv marks.csv --json marks.json

    Canvas's column is found by itself when its title is the assignment's id, its topic or the heading of its notebook,
    or is the only one with one of these in it: "Homework 2: K-means by hand (48213)". A title with another
    assignment's name or number in it is left to you.

    Moodle takes the zip at "Upload multiple feedback files in a zip". Canvas takes back no pages of ours: there the
    zip has a page for each student.
    """
    asked = Asked(**options)
    _require_sense(asked)
    course = course or find_course(Path.cwd())
    counted = counted_class(course, assignment)
    records, excused = list(counted), counted.terms.excused
    marked = [record["student"] for record in records]
    waiting = waiting_students(course, assignment, marked, excused)
    students = known_students(course, [*marked, *waiting, *excused])
    _warn_of_ungraded(course, assignment)
    published = published_marks(course, assignment)
    given = [*records, *(excused_record(assignment, student) for student in excused)]
    _tell_changes(published, given)
    publish = partial(_publish, published, given)
    named, for_moodle = students, asked.lms == "moodle"
    if asked.file:
        named, for_moodle = _fill(asked, course, assignment, records, students, excused, waiting, publish)
    elif for_moodle:
        named, _ = numbered_for(course, assignment, students)
    if not asked.dry_run:
        _write_own(asked, assignment, records, students, excused, waiting, publish)
        graded = {*marked} | ({*excused} & {*submitted_by(course, assignment)})
        _write_zip(asked, course, assignment, [each for each in named if each.student in graded], for_moodle, publish)


def _require_sense(asked: Asked) -> None:
    if not any([asked.file, asked.csv, asked.json, asked.feedback_zip]):
        raise UserError("say what to export: the file from your LMS, --csv, --json or --feedback-zip")
    of_file = {"--column": asked.column, "--out": asked.out, "--missing-as-zero": asked.missing_as_zero,
               "--scale": asked.scale is not None, "--feedback-comments": asked.feedback_comments,
               "--dry-run": asked.dry_run}  # fmt: skip
    given = [name for name, value in of_file.items() if value]
    if given and not asked.file:
        raise UserError(f"{given[0]} is about the file from your LMS: give that file, too")


def _warn_of_ungraded(course: Path, assignment: str) -> None:
    ungraded = ungraded_students(course, assignment)
    if ungraded:
        named = ", ".join(ungraded[:5]) + (" …" if len(ungraded) > 5 else "")
        told = f"{len(ungraded):,} not graded as handed in: {named}"
        click.echo(f"autograder: {told}; run `autograder grade {assignment}` first", err=True)


def _tell_changes(published: Journal, records: Sequence[Record]) -> None:
    """Say whose marks are other ones than those that were given out before."""
    changes = list(changed_since(published, published.newest(), records))
    if changes:
        click.echo("autograder: changed since they were given out:", err=True)
    for each in changes:
        click.echo(f"  {plain(str(each))}", err=True)


def _publish(published: Journal, records: Sequence[Record], path: Path, students: Collection[str]) -> None:
    """Keep that the marks of some students were given out in a file."""
    publish_marks(published, [record for record in records if record["student"] in students], path.name)


def _fill(
    asked: Asked, course: Path, assignment: str, records: Sequence[Record], students: Sequence[Student],
    excused: Collection[str], waiting: Collection[str], publish: Publish,
) -> tuple[list[Student], bool]:
    """Show what filling the file would do, ask, and write.

    Gives the students as the file has them, and whether it is Moodle's.
    """
    sheet = _read(asked, course, assignment)
    possible, sure = candidates(course, assignment, sheet, students)
    matches = match_rows(sheet.rows, possible, sure)
    filling = fill(sheet, matches, records, _choices(asked), excused, waiting)
    Console().print(fill_table(filling))
    for line in summary(filling):
        click.echo(line)
    if not asked.dry_run:
        _write_filled(asked, filling)
        with_mark = {step.student for step in filling.steps if step.kind in (*WRITTEN, SAME)}
        without = {step.student for step in filling.steps if number_in(step.row.now) is None}
        publish(sheet.path, with_mark | (without & {*excused}))
    return as_in_sheet(sheet, matches, possible), sheet.lms == "Moodle"


def _choices(asked: Asked) -> Choices:
    return Choices(asked.scale, asked.missing_as_zero, asked.feedback_comments)


def _read(asked: Asked, course: Path, assignment: str) -> Sheet:
    """Read the file as what it is; raises UserError when that can't be told."""
    path = asked.file or Path()
    file = read_csv_bytes(path)
    header = [text.strip() for text in file.rows[0].values()]
    if asked.lms == "moodle" or (asked.lms == "auto" and is_worksheet(header)):
        return read_worksheet(path, file, asked.column)
    if is_gradebook(header):
        titles = assignment_titles(course, assignment)
        return read_gradebook(path, file, titles.own, asked.column, titles.others)
    if asked.lms == "canvas":
        raise UserError(f"{path}: is no gradebook of Canvas: its header lacks Student, ID or Section")
    raise UserError(f"{path}: is neither a gradebook of Canvas nor a worksheet of Moodle in English: give --lms")


def _write_filled(asked: Asked, filling: Filling) -> None:
    path = filling.sheet.path
    out = asked.out or path.with_name(f"{path.stem}.filled{path.suffix}")
    if not filling.changes and not asked.out:
        click.echo(f"Nothing to write: {path} has these marks already, or no place for them.")
        return
    if not asked.yes:
        _ask(out)
    replaced = _replaced(out)
    with private_file(out) as file:
        file.write(filling.encoded())
    click.echo(f"Filled: {out}{replaced}")


def _replaced(path: Path) -> str:
    """Say of a file, before it is written, that another one makes room for it, or ""."""
    return " (replaced)" if path.exists() else ""


def _ask(out: Path) -> None:
    """Ask whether to write; raises UserError where nobody can answer, and click's Abort for a no."""
    if not somebody_is_there():
        raise UserError("nothing was written: there is no terminal to ask at; add --yes, or --dry-run to only look")
    click.confirm(f"Write {out}{' in place of the file there' if out.exists() else ''}?", abort=True)


def _write_own(
    asked: Asked, assignment: str, records: Sequence[Record], students: Sequence[Student], excused: Collection[str],
    waiting: Collection[str], publish: Publish,
) -> None:  # fmt: skip
    """Write our own files; what is only printed is not given out."""
    rows = marks_rows(assignment, records, students, excused, waiting) if asked.csv or asked.json else []
    for path, text in ((asked.csv, marks_csv), (asked.json, marks_json)):
        if path == Path("-"):
            click.echo(text(rows).lstrip("\ufeff"), nl=False)
        elif path:
            replaced = _replaced(path)
            write_private(path, text(rows))
            publish(path, {*excused, *(record["student"] for record in records)})
            click.echo(f"Marks: {path}{replaced}", err=True)


def _write_zip(
    asked: Asked, course: Path, assignment: str, graded: Sequence[Student], for_moodle: bool, publish: Publish
) -> None:
    if not asked.feedback_zip:
        return
    pages = collect_pages(course, assignment, graded, for_moodle=for_moodle)
    if not pages.files:
        raise UserError(_no_pages(asked.feedback_zip, assignment, pages.without_number))
    replaced = _replaced(asked.feedback_zip)
    write_feedback_zip(asked.feedback_zip, pages)
    left_out = {*pages.without_page, *pages.without_number}
    publish(asked.feedback_zip, {each.student for each in graded} - left_out)
    click.echo(f"Feedback: {asked.feedback_zip}, {len(pages.files)} pages{replaced}", err=True)
    for whose, why in ((pages.without_page, "no page yet"), (pages.without_number, "no number in Moodle")):
        if whose:
            click.echo(f"autograder: left out, {why}: {', '.join(whose)}", err=True)


def _no_pages(path: Path, assignment: str, without_number: Sequence[str]) -> str:
    if without_number:
        return f"{path}: not written: Moodle's numbers are not known; give the grading worksheet as FILE, too"
    return f"{path}: not written: there is no feedback yet; run `autograder grade {assignment}`"
