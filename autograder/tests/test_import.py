"""`autograder import`: from an archive to `submitted/`, whatever is in it and whenever it is stopped."""

import io
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import autograder
from autograder.grade.automatic_marks import submission_time
from autograder.judge.submission import Unreadable, find_notebook, read_notebook
from autograder.lms import submitted_files
from autograder.lms.handed_in import read_handed_in
from autograder.lms.roster import read_roster
from autograder.tests.lms_archives import (
    blackboard_names,
    canvas_gradebook,
    canvas_name,
    class_archives,
    moodle_name,
    moodle_worksheet,
    people,
    write_zip,
)

A = "02_kmeans"
SOME = people(12)
ADA = SOME[0]


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """Tables are as wide as they like, so that words stand on one line."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def course(tmp_path):
    """A course without submissions."""
    (tmp_path / "course").mkdir()
    (tmp_path / "course/course.toml").write_text("")
    return tmp_path / "course"


def bring(course, archive, *words, ok=True, **keywords):
    """Import an archive and give what was printed."""
    call = ["import", str(archive), "--assignment", A, "--course", str(course), *words]
    result = CliRunner().invoke(autograder, call, **keywords)
    assert (result.exit_code == 0) is ok, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def tree(folder):
    """Give the files below a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def canvas_zip(path, data=b"{}", file="kmeans.ipynb", number=100, late=(), persons=SOME):
    """Write a Canvas zip in which everybody hands in the same."""
    return write_zip(path, [(canvas_name(p, file, number + p.number, p in late), data) for p in persons])


def test_a_canvas_class_comes_in(course, tmp_path):
    """Each notebook is under its released name, private, and the roster and the late marks are there."""
    (tmp_path / "g.csv").write_bytes(canvas_gradebook(people(13)))
    archive = canvas_zip(tmp_path / "a.zip", b"{1}", "kmeans-1.ipynb", late=SOME[:2])
    output = bring(course, archive, "--roster", str(tmp_path / "g.csv"), "--yes")
    assert tree(course / "submitted") == {f"{p.login}/{A}/kmeans.ipynb": b"{1}" for p in SOME}
    assert stat.S_IMODE((course / f"submitted/{ADA.login}/{A}/kmeans.ipynb").stat().st_mode) == 0o600
    assert [each.student for each in read_roster(course / "students.csv")] == [p.login for p in people(13)]
    lines = read_handed_in(course, A)
    assert [lines[p.login].late for p in SOME[:3]] == ["yes", "yes", "no"]
    assert (lines[ADA.login].attempt, lines[ADA.login].handed_in) == ("2", "")
    absent = f"1 in the roster and not in the archive: s00013 ({people(13)[-1].sortable_name})"
    for said in ("12 handed in: 12 new", "2 late, 12 resubmitted", absent):
        assert said in output
    assert output.rstrip().endswith(f"Next: autograder grade {A} --course {course}")


def test_a_dry_run_and_a_no_write_nothing(course, tmp_path):
    """Neither does a run that has nobody to ask."""
    archive = canvas_zip(tmp_path / "a.zip")
    before = sorted(course.rglob("*"))
    assert "dry run" in bring(course, archive, "--dry-run")
    refused = bring(course, archive, ok=False)
    assert refused.rstrip().splitlines()[-1].startswith("autograder: nothing was written, since there is nobody to ask")
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize(("answer", "written"), [("y", 12), ("n", 0), ("", 0)])
def test_whoever_is_at_a_terminal_is_asked(course, tmp_path, monkeypatch, answer, written):
    """Only a yes writes."""
    monkeypatch.setattr("autograder.commands.import_archive.in_terminal", lambda: True)
    bring(course, canvas_zip(tmp_path / "a.zip"), input=f"{answer}\n")
    assert len(tree(course / "submitted")) == written


READABLE = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": "1"}]}'
UNGRADABLE = {
    "a PDF": ([("essay.pdf", b"%PDF-1.7")], "no notebook: essay.pdf"),
    "a PDF by another name": ([("kmeans.ipynb", b"%PDF-1.7")], "the file is a PDF document, not a notebook"),
    "typed in": ([("_text.html", b"<p>done</p>")], "no notebook: text.html, typed into the LMS"),
    "empty": ([("kmeans.ipynb", b"")], "the file is empty: it was not saved, or not sent completely"),
    "broken off": ([("kmeans.ipynb", READABLE[:60])], "the file breaks off (line 1, column 61): it was not saved or"),
    "conflict": ([("kmeans.ipynb", b"{\n<<<<<<< HEAD\n")], "the file holds conflict markers of Git"),
    "bytes": ([("kmeans.ipynb", bytes(range(256)))], "the file is binary data, not a notebook"),
    "no cells": ([("kmeans.ipynb", b"{}")], "the notebook holds no cells"),
    "the likelier of two": ([("my.ipynb", b"{"), ("kmeans work.ipynb", b"[")], "kmeans work.ipynb: the file breaks"),
    "many files": ([(f"{n}.py", b"") for n in range(5)], "no notebook: 0.py, 1.py, 2.py and 2 more"),
}  # fmt: skip


def in_canvas(person, files):
    """Give a person's files as they are in Canvas's zip."""
    typed = f"{canvas_name(person, '', 0).removesuffix('_0_')}_text.html"
    return [(typed if name == "_text.html" else canvas_name(person, name, 7), data) for name, data in files]


def test_what_no_notebook_can_be_read_from_is_told_and_written(course, tmp_path):
    """Each such student has the reason in the table of a dry run and in the records, and grading gets the files."""
    class_ = people(300)
    bad = dict(zip((p.login for p in class_[280:]), UNGRADABLE.values(), strict=False))
    files = [pair for p in class_ for pair in in_canvas(p, bad.get(p.login, ([("kmeans.ipynb", READABLE)], ""))[0])]
    (tmp_path / "g.csv").write_bytes(canvas_gradebook(class_))
    words = [write_zip(tmp_path / "a.zip", files), "--roster", str(tmp_path / "g.csv")]
    for options in (["--dry-run"], ["--dry-run", "--all"], ["--yes"]):
        output = bring(course, *words, *options)
        rows = {line.split()[0]: line for line in output.splitlines() if line.strip().startswith("s00")}
        for login, (_, why) in bad.items():
            assert f"new, {why}" in rows[login]
        assert f"{len(bad)} of these can't be read as a notebook" in output
        assert f"new, {UNGRADABLE['a PDF'][1]}" not in rows["s00001"]
    lines = read_handed_in(course, A)
    assert [lines[login].note.startswith(why) for login, (_, why) in bad.items()] == [True] * len(bad)
    assert {line.note for line in lines.values() if line.student not in bad} == {""}
    assert len(list((course / "submitted").glob(f"*/{A}/*"))) == len(files)
    assert "Nothing is new" in bring(course, *words)


def test_the_table_says_what_grading_finds(tmp_path):
    """Of whatever was handed in: a reason where grading will have one, and none where the notebook can be read."""
    course = tmp_path
    (course / "course.toml").write_text("[limits]\nnotebook_megabytes = 2\n")
    cases = [files for files, _ in (*UNGRADABLE.values(), *((case[0], "") for case in HANDED_IN.values()))]
    cases += [[("a.ipynb", READABLE), ("kmeans-draft.ipynb", b"")], [("__pycache__/kmeans.ipynb", READABLE)]]
    named = [(f"s{n}/{name}", data) for n, files in enumerate(cases) for name, data in files]
    bring(course, write_zip(tmp_path / "a.zip", named), "--yes", "--lms", "flat")
    for line in read_handed_in(course, A).values():
        try:
            found = find_notebook(course / "submitted" / line.student / A, "kmeans.ipynb", 2_000_000)
            read_notebook(found.data, 2_000_000)
            assert not line.note or line.note.startswith("handed in as "), line
        except Unreadable:
            assert line.note and not line.note.startswith("handed in as "), line


def test_another_name_is_not_lost(course, tmp_path):
    """What a student called the notebook is in the table and the records; Canvas's own -1 is no student's name."""
    names = ["Kopie von kmeans (2).ipynb", "kmeans.ipynb", "kmeans-1.ipynb", "KMEANS.ipynb.txt"]
    files = [(canvas_name(p, name, 7), READABLE) for p, name in zip(SOME, names, strict=False)]
    output = bring(course, write_zip(tmp_path / "a.zip", files), "--yes")
    assert "new, handed in as Kopie von kmeans (2).ipynb" in output
    assert "2 handed in under another name: the notebook becomes kmeans.ipynb" in output
    notes = [read_handed_in(course, A)[p.canvas_id].note for p in SOME[:4]]
    assert notes == [f"handed in as {names[0]}", "", "", f"handed in as {names[3]}"]
    assert set(tree(course / "submitted")) == {f"{p.canvas_id}/{A}/kmeans.ipynb" for p in SOME[:4]}


def test_a_file_named_by_the_login_has_no_other_name(course, tmp_path):
    """jdoe.ipynb is how whoever gathered the files tells whose it is."""
    output = bring(course, write_zip(tmp_path / "a.zip", [("jdoe.ipynb", READABLE), ("ada.ipynb", READABLE)]), "--yes")
    assert "another name" not in output and {line.note for line in read_handed_in(course, A).values()} == {""}


def test_canvas_s_test_student_is_nobody(course, tmp_path):
    """It is in no class list, and so in no roster and in no report."""
    gradebook = canvas_gradebook(people(13)) + b'"Student, Test",999,,0f3c,A,\r\n'
    (tmp_path / "g.csv").write_bytes(gradebook)
    output = bring(course, canvas_zip(tmp_path / "a.zip"), "--roster", str(tmp_path / "g.csv"), "--yes")
    assert "1 in the roster and not in the archive: s00013" in output and "Test" not in output
    assert len(read_roster(course / "students.csv")) == 13


@pytest.mark.parametrize(("title", "told"), [("Homework 2 (1234)", False), ("K-means (1234)", True)])
def test_who_is_excused_is_not_among_those_who_are_missing(course, tmp_path, title, told):
    """Where the gradebook's column is plainly this assignment's; else all who sent nothing stand together."""
    lines = canvas_gradebook(people(15), title).decode().split("\r\n")
    for number, mark in ((13, "EX"), (14, "N/A")):
        lines = [line + mark if line.endswith(f"s{number:05d},A,") else line for line in lines]
    (tmp_path / "g.csv").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    output = bring(course, canvas_zip(tmp_path / "a.zip"), "--roster", str(tmp_path / "g.csv"), "--dry-run")
    output = " ".join(output.split())
    ex, na, left = (f"{p.login} ({p.sortable_name})" for p in people(15)[12:])
    if told:
        assert f"1 in the roster and not in the archive: {left}" in output
        assert f"2 from whom nothing is expected: {ex}: excused in Canvas, {na}: not assigned in Canvas" in output
    else:
        assert f"3 in the roster and not in the archive: {ex}, {na}, {left}" in output


def test_all_shows_everybody_who_is_missing(course, tmp_path):
    """A class of which most handed in nothing is listed in whole with --all, and in part without."""
    (tmp_path / "g.csv").write_bytes(canvas_gradebook(people(100)))
    words = [canvas_zip(tmp_path / "a.zip"), "--roster", str(tmp_path / "g.csv"), "--dry-run"]
    assert "s00022 (" in bring(course, *words) and "and 78 more, which --all shows" in bring(course, *words)
    everybody = bring(course, *words, "--all")
    assert all(f"{p.login} ({p.sortable_name})" in " ".join(everybody.split()) for p in people(100)[12:])


def test_the_same_again_changes_nothing(course, tmp_path):
    """Not a byte and not a time of any file, and it says so without asking."""
    archive = canvas_zip(tmp_path / "a.zip")
    bring(course, archive, "--yes")
    before = {path: path.stat().st_mtime_ns for path in course.rglob("*")}
    assert "Nothing is new" in bring(course, archive)
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*")} == before


def test_a_resubmission_replaces_and_the_older_one_is_kept(course, tmp_path):
    """Each one that was replaced has a place of its own; the archive from before brings nothing back."""
    for number, data in enumerate((b"one", b"two", b"three")):
        name = f"kmeans-{number}.ipynb" if number else "kmeans.ipynb"
        output = bring(course, canvas_zip(tmp_path / f"{number}.zip", data, name, persons=[ADA]), "--yes")
    assert "1 older ones were kept in" in output
    assert tree(course / "submitted") == {f"{ADA.canvas_id}/{A}/kmeans.ipynb": b"three"}
    kept = course / "records/replaced" / A
    assert tree(kept) == {f"{ADA.canvas_id}/kmeans.ipynb": b"one", f"{ADA.canvas_id}-2/kmeans.ipynb": b"two"}
    assert "left out: a newer one is there" in bring(course, tmp_path / "1.zip", "--yes")
    assert tree(course / "submitted") == {f"{ADA.canvas_id}/{A}/kmeans.ipynb": b"three"}


def test_blackboard_tells_the_time(course, tmp_path):
    """The last attempt counts, nbgrader reads its time, and an older archive does not replace it."""
    archives = []
    for day, data in ((20, b"old"), (22, b"new")):
        file, info, text = blackboard_names(ADA, "K_m", f"2026-11-{day}-23-59-00", "my work.ipynb")
        archives.append(write_zip(tmp_path / f"{day}.zip", [(file, data), (info, text.encode())]))
    bring(course, archives[1], "--yes", "--timezone", "Europe/Berlin")
    output = bring(course, archives[0], "--yes", "--timezone", "Europe/Berlin")
    folder = course / "submitted" / ADA.login / A
    assert tree(folder) == {"kmeans.ipynb": b"new", "timestamp.txt": b"2026-11-22T23:59:00+01:00\n"}
    assert submission_time(folder).isoformat() == "2026-11-22T22:59:00"
    assert "left out: a newer one is there" in output
    assert read_roster(course / "students.csv")[0].name == ADA.full_name


def test_moodle_s_worksheet_tells_the_time_also_afterwards(course, tmp_path):
    """A second run with the worksheet notes times and addresses, and writes no submission anew."""
    archive = write_zip(tmp_path / "a.zip", [(moodle_name(p, "k.ipynb"), b"{}") for p in SOME])
    bring(course, archive, "--yes")
    assert read_handed_in(course, A)[ADA.participant].lms_id == ADA.participant
    (tmp_path / "w.csv").write_bytes(moodle_worksheet(SOME))
    output = bring(course, archive, "--yes", "--roster", str(tmp_path / "w.csv"), "--timezone", "UTC")
    assert "0 submissions written" in output and "12 times noted" in output
    folder = course / "submitted" / ADA.participant / A
    assert (folder / "timestamp.txt").read_text() == "2026-11-20T21:30:00+00:00\n"
    assert read_roster(course / "students.csv")[0].email == f"{ADA.login}@example.org"
    assert "Nothing is new" in bring(course, archive)


def test_the_time_of_a_download_is_not_taken_for_that_of_handing_in(course, tmp_path):
    """A zip's own times count only where somebody says so; a student's timestamp.txt never does."""
    archive = write_zip(tmp_path / "a.zip", [("jdoe/kmeans.ipynb", b"{}"), ("jdoe/Timestamp.txt", b"2020-01-01")])
    assert "not the student's to tell" in bring(course, archive, "--yes")
    assert list(tree(course / "submitted")) == [f"jdoe/{A}/kmeans.ipynb"]
    bring(course, archive, "--yes", "--file-times")
    assert submission_time(course / "submitted/jdoe" / A) is not None


def zipped(*files):
    """Give the bytes of a zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return data.getvalue()


INNER = zipped(("v.zip", zipped(("k.ipynb", "1"))))
EXTRA = zipped(("x.ipynb", "2"))
MANY = zipped(*((f"{n}.py", "") for n in range(1_100)))

HANDED_IN = {
    "another name": ([("homework.ipynb", b"1")], {"kmeans.ipynb": b"1"}, ""),
    "in a folder": ([("w/x.ipynb", b"1"), ("w/d/a.csv", b"2")], {"kmeans.ipynb": b"1", "d/a.csv": b"2"}, ""),
    "several": ([("a.ipynb", b"1"), ("b.ipynb", b"2")], {"a.ipynb": b"1", "b.ipynb": b"2"}, ""),
    "a copy and others": (
        [("kmeans (1).ipynb", b"1"), ("b.ipynb", b"2")], {"kmeans.ipynb": b"1", "b.ipynb": b"2"}, "",
    ),
    "two copies": (
        [("kmeans.ipynb", b"1"), ("kmeans (1).ipynb", b"2")], {"kmeans.ipynb": b"1", "kmeans (1).ipynb": b"2"}, "",
    ),
    "no notebook": ([("essay.pdf", b"1")], {"essay.pdf": b"1"}, ""),
    "a zip": ([("w.zip", zipped(("w/k.ipynb", "1"), ("w/d.csv", "2")))], {"kmeans.ipynb": b"1", "d.csv": b"2"}, ""),
    "a zip beside the notebook": (
        [("k.ipynb", b"1"), ("d.zip", EXTRA)], {"kmeans.ipynb": b"1", "d.zip": EXTRA}, "",
    ),
    "a zip that leads outside": (
        [("w.zip", zipped(("../../x.ipynb", "1"), ("k.ipynb", "2")))], {"kmeans.ipynb": b"2"}, "leads outside",
    ),
    "a zip in a zip": ([("w.zip", INNER)], {"w.zip": INNER}, ""),
    "odd characters": (
        [("k\u202e\x07.ipynb", b"1"), ("a\x1b[31m.py", b"2")], {"kmeans.ipynb": b"1", "a_[31m.py": b"2"}, "",
    ),
    "case collisions": (
        [("k.ipynb", b"1"), ("A.py", b"2"), ("a.py", b"3")],
        {"kmeans.ipynb": b"1", "A.py": b"2", "a-2.py": b"3"}, "another file has this name",
    ),
    "a file and a folder": (
        [("k.ipynb", b"1"), ("x", b"2"), ("x/y", b"3")], {"kmeans.ipynb": b"1", "x": b"2", "x_y": b"3"}, "x_y",
    ),
    "too large a file": ([("k.ipynb", b"1"), ("big.bin", b"0" * 3_000_000)], {"kmeans.ipynb": b"1"}, "it has 3 MB"),
    "too large a notebook": ([("k.ipynb", b"0" * 3_000_000)], {}, "unreadable: s: k.ipynb: it has 3 MB"),
    "a bomb in a zip": ([("w.zip", zipped(("k.ipynb", b"0" * 9_000_000)))], None, "it has 9 MB"),
    "thousands in a zip": ([("w.zip", MANY)], None, "more than 1,000 files"),
    "too many files": (
        [("k.ipynb", b"1"), *((f"{n:03}.py", b"") for n in range(250))], None, "at most 200 files",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HANDED_IN)
def test_whatever_one_student_hands_in(course, tmp_path, case):
    """It is within the student's own folder, within bounds, with sane names, and the next student is not touched."""
    (course / "course.toml").write_text("[limits]\nnotebook_megabytes = 2\n")
    files, expected, said = HANDED_IN[case]
    archive = write_zip(tmp_path / "a.zip", [*((f"s/{name}", data) for name, data in files), ("t/k.ipynb", b"good")])
    output = bring(course, archive, "--yes", "--lms", "flat", "--all")
    found = tree(course / "submitted")
    assert found.pop(f"t/{A}/kmeans.ipynb") == b"good"
    if expected is not None:
        assert found == {f"s/{A}/{name}": data for name, data in expected.items()}
    assert said in output and len(found) <= 201 and sum(map(len, found.values())) <= 4_000_000
    assert all(name.startswith(f"s/{A}/") for name in found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "course"]
    assert "\x1b" not in output and "\u202e" not in output


def test_damaged_and_encrypted_work_is_told_and_the_class_comes_in(course, tmp_path):
    """What can't be read is not graded as if it were empty, and an older submission stays."""
    archive = canvas_zip(tmp_path / "a.zip", os.urandom(500))
    bring(course, archive, "--yes")
    before = tree(course / "submitted" / ADA.canvas_id)
    data = bytearray(canvas_zip(tmp_path / "b.zip", os.urandom(500)).read_bytes())
    data[200] ^= 1
    (tmp_path / "b.zip").write_bytes(data)
    output = bring(course, tmp_path / "b.zip", "--yes")
    assert "11 replaces an older one, 1 unreadable, left out" in output
    assert f"unreadable: {ADA.canvas_id}: kmeans.ipynb: it is damaged in the archive" in output
    assert tree(course / "submitted" / ADA.canvas_id) == before


def test_an_archive_that_would_fill_the_disk_is_refused(course, tmp_path, monkeypatch):
    """Far more than its own size, or more than there is room for."""
    monkeypatch.setattr("autograder.lms.import_plan.MAX_BYTES", 1_000_000)
    archive = write_zip(tmp_path / "a.zip", [(f"s{n}.ipynb", b"\0" * 500_000) for n in range(8)])
    assert "which no class hands in" in bring(course, archive, "--yes", ok=False)
    assert not (course / "submitted").exists()


@pytest.mark.parametrize("place", ["submitted/{}", "submitted/{}/02_kmeans"])
def test_nothing_is_written_through_a_link(course, tmp_path, place):
    """A folder that is a link stays as it is, with a line, and the others are written."""
    (tmp_path / "outside").mkdir()
    link = course / place.format(ADA.canvas_id)
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "outside")
    output = bring(course, canvas_zip(tmp_path / "a.zip"), "--yes")
    assert not list((tmp_path / "outside").iterdir())
    assert "is a link" in output and "11 submissions written" in output


def test_whoever_is_killed_in_the_middle_leaves_no_half_submission(course, tmp_path, monkeypatch):
    """At whatever step it stops: each submission is whole, old or new, and the same command does the rest."""
    files = [(f"{p.login}/{name}", data) for p in SOME[:3] for name, data in (("a.py", b"1"), ("kmeans.ipynb", b"2"))]
    old = write_zip(tmp_path / "old.zip", [(f"{ADA.login}/kmeans.ipynb", b"old"), ("zz/k.ipynb", b"")])
    archive = write_zip(tmp_path / "a.zip", files)
    whole = {"a.py": b"1", "kmeans.ipynb": b"2"}

    class Killed(BaseException):
        """What no handler catches."""

    for stop in range(1, 40):
        folder = tmp_path / f"course{stop}"
        folder.mkdir()
        (folder / "course.toml").write_text("")
        bring(folder, old, "--yes", "--lms", "flat")
        steps = iter(range(stop))

        def tick(real, steps=steps):
            def wrapped(*args, **keywords):
                if next(steps, None) is None:
                    raise Killed
                return real(*args, **keywords)

            return wrapped

        with monkeypatch.context() as patched:
            for name in ("replace", "utime"):
                patched.setattr(submitted_files.os, name, tick(getattr(os, name)))
            patched.setattr(submitted_files.shutil, "move", tick(submitted_files.shutil.move))
            patched.setattr(Path, "mkdir", tick(Path.mkdir))
            patched.setattr(Path, "write_bytes", tick(Path.write_bytes))
            try:
                CliRunner().invoke(
                    autograder,
                    ["import", str(archive), "--assignment", A, "--course", str(folder), "--yes", "--lms", "flat"],
                    catch_exceptions=False,
                )
                ended = True
            except Killed:
                ended = False
        kept = tree(folder / "records/replaced") if (folder / "records/replaced").exists() else {}
        for person in SOME[:3]:
            there = folder / "submitted" / person.login / A
            if there.exists():
                assert tree(there) in (whole, {"kmeans.ipynb": b"old"})
            elif person is ADA:
                assert kept == {f"{A}/{ADA.login}/kmeans.ipynb": b"old"}
        bring(folder, archive, "--yes", "--lms", "flat")
        for person in SOME[:3]:
            assert tree(folder / "submitted" / person.login) == {f"{A}/{name}": data for name, data in whole.items()}
        assert tree(folder / "records/replaced") == {f"{A}/{ADA.login}/kmeans.ipynb": b"old"}
        if ended:
            break
    assert ended and stop > 10


def test_a_thousand_students_come_in_within_seconds(course, tmp_path):
    """Canvas's zip, then Moodle's of the same class with its worksheet: the same folders."""
    notebooks = [b"{}" * 5_000, b"[]" * 900]
    canvas, moodle, gradebook, worksheet = class_archives(tmp_path / "made", people(1_000), notebooks)
    before = time.monotonic()
    output = bring(course, canvas, "--yes", "--roster", str(gradebook))
    assert time.monotonic() - before < 20
    assert "950 submissions written" in output and "and 926 more, which --all shows" in output
    again = bring(course, moodle, "--yes", "--roster", str(worksheet))
    assert "950 there already" in again and "0 submissions written" in again
    assert len(read_roster(course / "students.csv")) == 1_000


def test_an_unpacked_folder_is_the_same_as_its_zip(course, tmp_path):
    """Whoever has unpacked the archive gives the folder."""
    archive = canvas_zip(tmp_path / "a.zip")
    with zipfile.ZipFile(archive) as made:
        made.extractall(tmp_path / "unpacked")
    bring(course, tmp_path / "unpacked", "--yes")
    assert "Nothing is new" in bring(course, archive)


BAD = {
    "no such archive": (["nothing.zip"], "there is no such file or folder"),
    "no such assignment": (["a.zip", "--assignment", "99_no"], "there is no assignment '99_no'"),
    "no such zone": (["a.zip", "--timezone", "Mars/Base"], "is no time zone"),
    "no class list": (["a.zip", "--roster", "a.zip"], "a.zip"),
    "another lms": (["a.zip", "--lms", "moodle"], "its names are not those of Moodle"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_call_gets_one_line(course, tmp_path, monkeypatch, case):
    """Exit code 2, what is wrong, and nothing written."""
    monkeypatch.chdir(tmp_path)
    canvas_zip(tmp_path / "a.zip")
    words, why = BAD[case]
    result = CliRunner().invoke(autograder, ["import", "--assignment", A, *words, "--course", str(course), "--yes"])
    assert result.exit_code == 2 and why in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert [path.name for path in course.iterdir()] == ["course.toml"]
