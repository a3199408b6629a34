"""A run does again what changed, and leaves marks that were given out until somebody agrees."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import autograder as command
from autograder.commands import grade as grading
from autograder.grade.class_run import Outcome, grade_class
from autograder.grade.gradebook import open_gradebook
from autograder.grade.held_back import accept, keeps_steady_time, would_change
from autograder.grade.published import Change, publish
from autograder.lms.roster import Student, roster_path, write_roster
from autograder.tests.judged_at_once import ASSIGNMENT, hand_in, judges_that_give, make_course, opened

Marks = Mapping[str, Mapping[str, float]]
BEFORE: Marks = {"ann": {"update_means": 4.5}, "bob": {"seconds_per_iteration": 2.0}}


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A gradebook in which nobody is: making it takes longer than all the rest."""
    course = tmp_path_factory.mktemp("gradebook")
    with open_gradebook(course):
        pass
    return (course / "gradebook.db").read_bytes()


@pytest.fixture
def course(tmp_path: Path, gradebook: bytes) -> Path:
    """A graded course of three, one of whom has full marks."""
    (tmp_path / "gradebook.db").write_bytes(gradebook)
    run(make_course(tmp_path, ["ann", "bob", "cid"]), BEFORE)
    return tmp_path


@pytest.fixture
def given_out(course: Path) -> Path:
    """The same course when its marks were given out."""
    work = opened(course)
    publish(work.published, work.journal.records().values(), "worksheet.filled.csv")
    return course


def run(
    course: Path, marks: Marks, asked: list[str] | None = None, agree: bool = False, again: bool = False,
    changed: bool = False,
) -> Outcome:  # fmt: skip
    """Grade the class with these marks."""
    return asyncio.run(grade_class(
        opened(course), judges_that_give(marks, asked), again=again, changed=changed, agreed=lambda changes: agree
    ))  # fmt: skip


def scores(course: Path) -> dict[str, float]:
    """The scores in the journal."""
    return {student: record["score"] for student, record in opened(course).journal.records().items()}


def page(course: Path, student: str) -> str:
    """A student's feedback."""
    return opened(course).feedback(student).read_text(encoding="utf-8")


def told(changes: Sequence[Change]) -> list[str]:
    """The changes as they are shown."""
    return [str(each) for each in changes]


def change_the_course(course: Path) -> None:
    """Change what verdicts depend on."""
    (course / "course.toml").write_text("[limits]\ncell_seconds = 60\n", encoding="utf-8")


def test_a_course_that_changed_touches_nothing_until_it_is_asked_for(course: Path) -> None:
    """A run grades nobody again for a change of the course, and says how many records are older; `changed` does."""
    asked: list[str] = []
    change_the_course(course)
    outcome = run(course, {}, asked)
    assert (asked, outcome.outdated, scores(course)["ann"]) == ([], 3, 15.5)
    outcome = run(course, {}, asked, changed=True)
    assert (asked, outcome.outdated, scores(course)["ann"]) == (["ann", "bob", "cid"], 0, 20.0)
    assert outcome.changed == ["ann: 15.5 → 20", "bob: 19 → 20"]
    assert run(course, {}, asked, changed=True).new == []


def test_a_new_submission_is_graded_by_the_course_as_it_is_now(course: Path) -> None:
    """Whoever hands in again is graded again; others keep their older records."""
    asked: list[str] = []
    change_the_course(course)
    hand_in(course, "ann", b'{"new": 1}')
    assert run(course, {}, asked).outdated == 2
    assert asked == ["ann"]


def test_marks_that_were_given_out_stay_until_somebody_agrees(given_out: Path) -> None:
    """Journal, feedback, gradebook keep the old mark; nothing is judged twice; with consent all of them change."""
    change_the_course(given_out)
    outcome = run(given_out, {}, changed=True)
    assert told(outcome.held_back) == [
        "ann: 15.5 → 20 (update_means 4.5 → 9): checks, points or limits changed",
        "bob: 19 → 20 (seconds_per_iteration 2 → 3): checks, points or limits changed",
    ]
    assert scores(given_out) == {"ann": 15.5, "bob": 19.0, "cid": 20.0}
    assert "<strong>15.5</strong>" in page(given_out, "ann")
    asked: list[str] = []
    assert run(given_out, {}, asked, changed=True).outdated == 0
    outcome = run(given_out, {}, asked, changed=True, agree=True)
    assert asked == []
    assert scores(given_out) == {"ann": 20.0, "bob": 20.0, "cid": 20.0}
    assert "<strong>20</strong>" in page(given_out, "ann")
    assert '"made": "20.0"' in opened(given_out).autograded("ann").read_text(encoding="utf-8")
    with open_gradebook(given_out) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "ann").score == 20
    assert [each.student for each in outcome.differing] == ["ann", "bob"]
    assert run(given_out, {}, changed=True).held_back == []


def test_a_change_that_was_agreed_to_survives_being_stopped_in_the_middle(given_out: Path) -> None:
    """Where the notebook has moved and the record has not, the next try does the rest."""
    run(given_out, {}, again=True)
    work = opened(given_out)
    work.held_back_notebook("ann").replace(work.autograded("ann"))
    accept(work, ["ann"])
    assert scores(given_out)["ann"] == 20.0
    assert work.autograded("ann").exists()
    assert [each.student for each in would_change(work)] == ["bob"]


def test_a_submission_that_came_after_the_marks_waits_too(given_out: Path) -> None:
    """The reason is told, and what is newer takes the place of what waited before."""
    hand_in(given_out, "ann", b'{"second": 1}')
    assert told(run(given_out, {}).held_back) == ["ann: 15.5 → 20 (update_means 4.5 → 9): handed in again"]
    hand_in(given_out, "ann", b'{"third": 1}')
    asked: list[str] = []
    held_back = run(given_out, {"ann": {"update_means": 0}}, asked).held_back
    assert (told(held_back), asked) == (["ann: 15.5 → 11 (update_means 4.5 → 0): handed in again"], ["ann"])
    hand_in(given_out, "ann", b"{}")
    assert run(given_out, BEFORE, asked, agree=True).held_back == []
    assert scores(given_out)["ann"] == 15.5


def test_a_time_that_is_measured_anew_makes_no_noise(given_out: Path) -> None:
    """Within what two measures differ by, the time that was given out stays, and the new one is noted."""
    marks = {**BEFORE, "bob": {"seconds_per_iteration": 2.2}}
    assert run(given_out, marks, again=True).held_back == []
    record = opened(given_out).journal.records()["bob"]
    assert record["score"] == 19.0
    assert record["exercises"][3]["measured_again"] == {"score": 2.2, "figures": {}}
    marks = {**BEFORE, "bob": {"seconds_per_iteration": 2.3}}
    assert told(run(given_out, marks, again=True).held_back) == [
        "bob: 19 → 19.3 (seconds_per_iteration 2 → 2.3): time measured anew"
    ]


def test_a_regrade_repeats_the_time_too(course: Path) -> None:
    """The first measure of a submission counts, however often it is measured: many small steps lead nowhere."""
    for points in (2.2, 1.8, 2.1):
        outcome = run(course, {**BEFORE, "bob": {"seconds_per_iteration": points}}, again=True)
        assert (outcome.changed, scores(course)["bob"]) == ([], 19.0)
    hand_in(course, "bob", b'{"second": 1}')
    assert run(course, {**BEFORE, "bob": {"seconds_per_iteration": 2.1}}).changed == ["bob: 19 → 19.1"]


def test_a_time_by_another_scale_is_another_mark() -> None:
    """When the course moves its thresholds, the points follow, be it by little."""
    timed = {"exercise": "seconds_per_iteration", "outcome": "partial", "score": 2.0, "max_score": 3.0}
    before = {"submission": "a", "score": 2.0, "exercises": [{**timed, "figures": {"full_ratio": 6, "zero_ratio": 20}}]}
    after = {**before, "score": 2.1, "exercises": [
        {**timed, "score": 2.1, "figures": {"full_ratio": 7, "zero_ratio": 20}}
    ]}  # fmt: skip
    assert keeps_steady_time(before, after) is after


def test_a_mark_by_hand_leaves_nothing_to_ask(given_out: Path) -> None:
    """Where a mark by hand counts, another automatic one changes nothing, and takes its place at once."""
    with open_gradebook(given_out) as gradebook:
        gradebook.find_grade("update_means", "kmeans", ASSIGNMENT, "ann").manual_score = 7.0
        gradebook.db.commit()
    outcome = run(given_out, {"bob": BEFORE["bob"]}, again=True)
    assert outcome.held_back == []
    assert scores(given_out)["ann"] == 20.0
    assert told(outcome.differing) == ["ann: 15.5 → 18 (update_means 4.5 → 7): marked by hand"]


def test_pages_are_written_only_where_something_changed(course: Path) -> None:
    """A second run leaves pages alone; one that is missing, cut or of another mark is written again."""
    work = opened(course)
    pages = {name: work.feedback(name) for name in ("ann", "bob", "cid")}
    before = {name: path.stat().st_ino for name, path in pages.items()}
    run(course, {})
    assert {name: path.stat().st_ino for name, path in pages.items()} == before
    pages["ann"].unlink()
    pages["bob"].write_bytes(pages["bob"].read_bytes()[:-5])
    run(course, {})
    assert "<strong>15.5</strong>" in page(course, "ann")
    assert page(course, "bob").endswith("-->\n")
    (course / "course.toml").write_text('[course]\ntitle = "Another title"\n', encoding="utf-8")
    run(course, {})
    assert "Another title" in page(course, "cid")


def test_pages_say_the_assignments_title_and_the_students_name(course: Path) -> None:
    """As the report does; a name that the roster learns later reaches its page, and leaves the others alone."""
    run(course, {})
    before = opened(course).feedback("bob").stat().st_ino
    assert "<h1>Group 10,000 handwritten digits with K-means</h1>" in page(course, "ann")
    assert "Feedback for <strong>ann</strong></p>" in page(course, "ann")
    (course / "students.csv").write_text("student,name\nann,Ann <b>\n", encoding="utf-8")
    run(course, {})
    assert "Feedback for <strong>Ann &lt;b&gt;</strong> (ann)</p>" in page(course, "ann")
    assert opened(course).feedback("bob").stat().st_ino == before


def typed(course: Path, *options: str, answer: str = "") -> Result:
    """Run `autograder grade` on the course."""
    return CliRunner().invoke(command, ["grade", ASSIGNMENT, "--course", str(course), *options], input=answer)


def test_whoever_grades_is_shown_what_would_change_and_asked(given_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nothing changes, and the command that changes it is told; an answer or --yes decides."""
    monkeypatch.setattr(grading, "who_judges", lambda *_: judges_that_give({"bob": {"update_means": 0}}))
    shown = typed(given_out, "--again")
    assert shown.exit_code == 0, shown.output
    assert "2 marks that you gave out would change:\n  ann: 15.5 → 20 (update_means 4.5 → 9)" in shown.output
    stay = "2 marks stay as you gave them out: `autograder grade 02_kmeans --yes` changes them, --keep refuses."
    assert stay in shown.output
    monkeypatch.setattr(grading, "somebody_is_there", lambda: True)
    assert scores(given_out)["ann"] == 15.5
    assert "2 marks stay" in typed(given_out, answer="n\n").output
    assert "stopped; what was graded is recorded" in typed(given_out, answer="").output
    assert scores(given_out)["ann"] == 15.5
    changed = typed(given_out, "--student", "ann", answer="y\n")
    assert "Changed by this run: ann: 15.5 → 20" in " ".join(changed.output.split())
    assert "Not as you gave them out, so export again: ann: 15.5 → 20" in changed.output
    assert (scores(given_out)["ann"], scores(given_out)["bob"]) == (20.0, 19.0)
    assert typed(given_out, "--yes", "--json").exit_code == 0
    assert scores(given_out)["bob"] == 11.0


def test_whoever_grades_can_refuse_and_is_not_asked_again(given_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--keep drops what would change a mark: nothing is judged or asked again until there is something new."""
    asked: list[str] = []
    monkeypatch.setattr(grading, "who_judges", lambda *_: judges_that_give({}, asked))
    monkeypatch.setattr(grading, "somebody_is_there", lambda: True)
    hand_in(given_out, "ann", b'{"second": 1}')
    assert "1 mark stays" in typed(given_out, answer="n\n").output
    kept = typed(given_out, "--keep")
    assert "ann: 15.5 → 20 (update_means 4.5 → 9): handed in again" in kept.output
    assert "1 mark is kept as you gave it out: `autograder grade 02_kmeans --again --student ann`" in kept.output
    assert ("Change them?" in kept.output, asked) == (False, ["ann"])
    assert not opened(given_out).held_back_notebook("ann").exists()
    for options in ((), ("--yes",), ("--changed",)):
        quiet = typed(given_out, *options).output
        assert "15.5 →" not in quiet and "stay" not in quiet and "earlier course" not in quiet
    assert (asked, scores(given_out)["ann"]) == (["ann"], 15.5)
    anew = typed(given_out, "--again", "--student", "ann", answer="n\n").output
    assert "1 mark that you gave out would change" in anew
    hand_in(given_out, "ann", b'{"third": 1}')
    assert typed(given_out, answer="y\n").exit_code == 0
    assert (asked, scores(given_out)["ann"]) == (["ann"] * 3, 20.0)


def test_one_of_several_can_be_refused(given_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --student the others go on waiting; --yes and --keep at once is a mistake."""
    monkeypatch.setattr(grading, "who_judges", lambda *_: judges_that_give({}))
    assert "2 marks stay" in typed(given_out, "--again").output
    assert "bob" not in typed(given_out, "--keep", "--student", "ann").output.split("mark is kept")[1]
    assert told(would_change(opened(given_out))) == ["bob: 19 → 20 (seconds_per_iteration 2 → 3): time measured anew"]
    wrong = typed(given_out, "--keep", "--yes")
    assert (wrong.exit_code, "give one of the two" in wrong.output) == (2, True)


def test_older_records_are_told_in_a_line(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of the course a run says how many records are older, and the command that mends it."""
    monkeypatch.setattr(grading, "who_judges", lambda *_: judges_that_give({}))
    change_the_course(course)
    line = "By an earlier course or engine: 3 records of 3. `autograder grade 02_kmeans --changed` grades these again."
    assert line in typed(course).output
    assert "earlier course" not in typed(course, "--changed").output


def exported(course: Path, *options: str) -> Result:
    """Run `autograder export` on the course."""
    return CliRunner().invoke(command, ["export", ASSIGNMENT, "--course", str(course), *options])


def test_an_export_gives_marks_out_and_the_next_one_lists_who_changed(course: Path, tmp_path: Path) -> None:
    """What is printed or only looked at is not given out; a file is, and what differs from it later is told."""
    write_roster(roster_path(course), [Student("ann", "1", "Ann Lee"), Student("cid", "2", "Cid Ito")])
    worksheet = tmp_path / "worksheet.csv"
    worksheet.write_text(
        "Identifier,Full name,Grade,Maximum grade,Grade can be changed,Last modified (grade)\n"
        "Participant 1,Ann Lee,,20.00,Yes,-\nParticipant 2,Cid Ito,20.00,20.00,Yes,-\n", encoding="utf-8",
    )  # fmt: skip
    for options in (["--csv", "-"], [str(worksheet), "--dry-run"]):
        assert exported(course, *options).exit_code == 0
    assert not opened(course).published.path.exists()
    assert exported(course, str(worksheet), "--yes").exit_code == 0
    assert opened(course).published.newest().keys() == {"ann", "cid"}
    run(course, {}, again=True, agree=True)
    result = exported(course, "--json", str(tmp_path / "marks.json"))
    assert "changed since they were given out:\n  ann: 15.5 → 20 (update_means 4.5 → 9)\n" in result.stderr
    assert "bob" not in result.stderr
    given = opened(course).published.records()
    assert [given[name]["given_in"] for name in ("ann", "bob", "cid")] == ["marks.json", "marks.json", "worksheet.csv"]
    assert (given["ann"]["score"], given["ann"]["exercises"][1]) == (20.0, {"exercise": "update_means", "score": 9.0})
    assert "changed since" not in exported(course, "--csv", "-").stderr


def test_feedback_that_is_sent_is_given_out(course: Path, tmp_path: Path) -> None:
    """Whoever has a page in the zip has been told a mark."""
    opened(course).feedback("bob").unlink()
    assert exported(course, "--feedback-zip", str(tmp_path / "feedback.zip")).exit_code == 0
    assert opened(course).published.newest().keys() == {"ann", "cid"}
