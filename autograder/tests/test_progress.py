"""Points so far: what a verdict's last line says, what lasts from session to session, and what is forgotten."""

import json
import os
from types import SimpleNamespace

import pytest

from autograder import course, progress, progress_file
from autograder.exercises import exercises_of, find_exercises, points_of
from autograder.in_notebook import Checks
from autograder.progress import Progress
from autograder.progress_file import keep_shares, kept_shares
from autograder.verdict import Verdict

SINGLE, UPDATE = find_exercises()["single_loop"], find_exercises()["update_means"]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A student's own file, which is not there yet; the notebook lies in no course."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(progress_file.VARIABLE, str(tmp_path / "data" / "progress.json"))
    return tmp_path / "data" / "progress.json"


def passed(name, share=1.0, outcome="passed"):
    """A verdict with a share of the exercise's points."""
    points = find_exercises()[name].points
    return Verdict(name, outcome, share * points, points, "…")


def begun(*verdicts):
    """A session in which checks gave some verdicts."""
    session = Progress()
    for verdict in verdicts:
        session.note(verdict)
    return session


def here(session):
    """What a session says of the points in 02_kmeans."""
    return session.line(SINGLE).split(" · ")[0]


def test_points_add_up_in_the_notebook_and_in_the_series(kept):
    """The line counts the notebook's points, and those of the whole series beside them."""
    session = begun(passed("initial_means"), passed("update_means"))
    released = [each for each in find_exercises().values() if each.assignment in course.assignments()]
    total = sum(points_of(each, course.settings().points) for each in released)
    expected = "12 of 20 points so far in this notebook"
    expected += f" · 12 of {total:g} in the series" if len(released) > 4 else ""
    assert session.line(SINGLE) == expected


def test_a_series_of_one_notebook_is_not_told_twice(kept, monkeypatch):
    """Where there is no other notebook, the line says nothing of a series."""
    monkeypatch.setattr(progress, "assignments", lambda course: ["00_start_here", "02_kmeans"])
    assert begun(passed("initial_means")).line(SINGLE) == "3 of 20 points so far in this notebook"


def test_assignments_that_were_not_released_do_not_count(kept, monkeypatch):
    """What a student can't open is no part of the points to reach; the notebook at hand always is."""
    monkeypatch.setattr(progress, "assignments", lambda course: [])
    assert begun(passed("initial_means")).line(SINGLE) == "3 of 20 points so far in this notebook"


def test_the_newest_verdict_counts(kept):
    """A later verdict takes the place of an earlier one, better or worse, for this session and the next."""
    session = begun(passed("initial_means"), passed("update_means"))
    for share, said in ((0.0, "3"), (0.5, "7.5"), (1.0, "12"), (0.0, "3")):
        session.note(passed("update_means", share, "partial"))
        assert here(session) == f"{said} of 20 points so far in this notebook"
        assert here(Progress()).startswith(f"{said} of 20")


def test_earlier_sessions_count_and_are_told(kept):
    """A new kernel goes on with the points of the last one, and says which of them are not its own."""
    begun(passed("initial_means"), passed("update_means"))
    session = begun(passed("single_loop"))
    assert here(session) == "17 of 20 points so far in this notebook, 12 of them from an earlier session"
    session.note(passed("update_means"))
    assert here(session) == "17 of 20 points so far in this notebook, 3 of them from an earlier session"


def test_a_cell_that_did_not_run_yet_undoes_nothing_of_earlier_sessions(kept):
    """In a new kernel a check above whose cell nothing ran says so, and the points of before stay."""
    begun(passed("update_means"))
    session = begun(passed("update_means", 0, "unattempted"))
    assert here(session) == "9 of 20 points so far in this notebook, 9 of them from an earlier session"


def test_a_cell_that_is_emptied_again_has_no_points(kept):
    """Who takes an answer out and checks again has no points for it, in the same session."""
    session = begun(passed("update_means"), passed("update_means", 0, "unattempted"))
    assert here(session) == "0 of 20 points so far in this notebook"
    assert kept_shares(kept) == {"update_means": 0.0}


def test_points_that_the_course_changes_are_never_exceeded(kept):
    """Kept is a share: when an exercise gets fewer points, or more, the share of those is what counts."""
    begun(passed("initial_means"), passed("update_means", 1 / 3, "partial"))
    (kept.parents[1] / "course.toml").write_text("[points]\ninitial_means = 1\nupdate_means = 30\n")
    assert here(Progress()) == "11 of 39 points so far in this notebook, 11 of them from an earlier session"


def test_shares_in_the_file_are_never_more_than_all(kept):
    """Whoever writes more than the whole into the file has a damaged file, and no points from it."""
    kept.parent.mkdir()
    kept.write_text(json.dumps({"shares": {"update_means": 50}}))
    assert here(Progress()) == "0 of 20 points so far in this notebook"


def test_exercises_that_are_gone_do_not_count(kept):
    """A name that no exercise has any more stays in the file, and has no points."""
    keep_shares(kept, {"of_another_time": 1.0})
    assert here(begun(passed("initial_means"))) == "3 of 20 points so far in this notebook"
    assert set(kept_shares(kept)) == {"of_another_time", "initial_means"}


def test_an_exercise_without_points_counts_as_passed_or_not(kept):
    """A course that gives an exercise no points can give it some later; who has passed it has those."""
    begun(Verdict("initial_means", "passed", 0, 0, "…"), Verdict("single_loop", "failed", 0, 0, "…"))
    assert kept_shares(kept) == {"initial_means": 1.0, "single_loop": 0.0}


def test_another_notebook_s_points_are_seen_at_once(kept):
    """Two kernels that are open together each count what the other one has written."""
    one, two = Progress(), Progress()
    one.note(passed("initial_means"))
    two.note(passed("single_loop"))
    assert here(one).startswith("8 of 20 points")
    assert here(two).startswith("8 of 20 points")


@pytest.mark.parametrize("name", ["", os.devnull])
def test_without_a_file_the_session_remembers(kept, monkeypatch, name):
    """Switched off, or with a place that can't be written, points last as long as the kernel."""
    monkeypatch.setenv(progress_file.VARIABLE, name)
    session = begun(passed("initial_means"), passed("update_means", 0, "unattempted"))
    assert here(session) == "3 of 20 points so far in this notebook"
    assert here(Progress()) == "0 of 20 points so far in this notebook"
    assert not session.lasts()
    assert not kept.parent.exists()


def test_what_could_not_be_kept_is_kept_later(kept):
    """A verdict that could not be written is written with the next one."""
    kept.mkdir(parents=True)
    session = begun(passed("initial_means"))
    assert here(session) == "3 of 20 points so far in this notebook"
    assert not session.lasts()
    kept.rmdir()
    session.note(passed("single_loop"))
    assert kept_shares(kept) == {"initial_means": 1.0, "single_loop": 1.0}
    assert session.lasts()


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_under_nbgrader_nothing_is_read_or_written(kept, monkeypatch, mode):
    """Grading neither counts what a student has kept, nor keeps anything."""
    begun(passed("initial_means"))
    before = kept.read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    monkeypatch.setattr("autograder.in_notebook.NotebookCheck._judge", lambda *_: passed("single_loop"))
    check = Checks()
    assert check.single_loop() == 5
    check.progress()
    assert here(check._progress) == "0 of 20 points so far in this notebook"
    assert kept.read_bytes() == before


def test_looking_writes_nothing(kept):
    """A student who only looks at their progress leaves no file behind."""
    shown = Checks().progress()
    assert shown.lasts
    assert not kept.parent.exists()


def test_the_table_has_every_assignment_and_its_points(kept):
    """`check.progress()` counts the points of each assignment that has exercises."""
    check = Checks()
    check._progress.note(passed("update_means", 0.5, "partial"))
    rows = {row.entry.assignment: row for row in check.progress().graded}
    assert set(rows) == {name for name in course.assignments() if exercises_of(name)}
    assert rows["02_kmeans"].said == "4.5 of 20"
    assert all(row.points == 0 for name, row in rows.items() if name != "02_kmeans")


def test_links_lead_from_the_folder_where_the_kernel_began(kept, monkeypatch):
    """Links are right although the student's code has gone to another folder."""
    folder = kept.parents[1] / "02_kmeans"
    folder.mkdir()
    (folder / "kmeans.ipynb").touch()
    shell = SimpleNamespace(starting_dir=str(folder))
    monkeypatch.setitem(progress.sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    links = {row.entry.assignment: row.link for row in Checks().progress().rows}
    assert links["02_kmeans"] == "../02_kmeans/kmeans.ipynb"
    assert set(links.values()) == {"../02_kmeans/kmeans.ipynb", ""}


def test_forgetting_says_what_it_did(kept):
    """`check.progress.forget()` begins anew, here and in the file, and tells how much is gone."""
    check = Checks()
    assert check.progress.forget().heading == "Nothing to forget"
    keep_shares(kept, {"initial_means": 1.0})
    check._progress.note(passed("update_means"))
    said = check.progress.forget()
    assert said.heading == "Forgotten"
    assert "points of 2 exercises" in said.text
    assert not kept.exists()
    assert here(check._progress) == "0 of 20 points so far in this notebook"
    check._progress.note(passed("initial_means"))
    assert "points of one exercise" in check.progress.forget().text


def test_forgetting_what_can_t_be_removed_says_so(kept, monkeypatch):
    """Where the file stays, it is named."""
    begun(passed("initial_means"))
    monkeypatch.setattr(progress, "forget_shares", lambda path: False)
    said = Checks().progress.forget()
    assert said.heading == "Not forgotten"
    assert str(kept) in said.text


def test_forgetting_without_a_file_empties_the_session(kept, monkeypatch):
    """With nothing kept, what the session knows is forgotten, its failures as well."""
    monkeypatch.setenv(progress_file.VARIABLE, "")
    session = begun(*[passed("update_means", 0, "failed")] * 3, passed("initial_means"))
    assert session.forget().heading == "Forgotten"
    assert here(session) == "0 of 20 points so far in this notebook"
    assert not session.failures


def test_settings_that_can_t_be_read_stop_nothing(kept):
    """With a damaged `course.toml` the defaults count, in the line and in the table."""
    (kept.parents[1] / "course.toml").write_text("[points\n")
    check = Checks()
    check._progress.note(passed("update_means"))
    assert check._progress.line(UPDATE).startswith("9 of 20")
    assert repr(check.progress())


def test_progress_is_no_exercise():
    """No exercise has the name under which progress is called."""
    assert "progress" not in find_exercises()
    assert "check.progress()" in repr(Checks().progress)
