"""A course's page follows its students over the assignments; `autograder report` makes all pages without grading."""

import json
import stat
from dataclasses import replace

import pytest
from click import Context
from click.testing import CliRunner

from autograder.cli import autograder
from autograder.commands.report import report as report_command
from autograder.grade.course_report import write_course_report
from autograder.grade.standing import Standing, closed, everyone, fell_behind, few_points, never, stopped
from autograder.tests.test_feedback import HOSTILE, parse_safe, record, verdict


def standing(assignment, **shares):
    """One assignment, by the shares of its students."""
    return Standing(assignment, assignment, shares, 0, 0, 20)


COURSE = [
    standing("01_a", s1=90.0, s2=80.0, s3=40.0, s4=90.0),
    standing("02_b", s1=70.0, s2=85.0, s3=40.0),
    standing("03_c", s1=40.0, s2=90.0, s3=45.0),
]


def test_a_fall_is_told_beside_the_class():
    """Two falls in a row count when they exceed what the class's mean did; the latest shares tell them."""
    assert [(fall.student, fall.figure) for fall in fell_behind(COURSE)] == [("s1", "90 % → 70 % → 40 %")]
    assert fell_behind(COURSE[:2]) == [] == fell_behind([])
    hard = [standing(f"0{n}", s1=share, s2=share + 5) for n, share in enumerate((90.0, 70.0, 40.0))]
    assert fell_behind(hard) == []


def test_who_stopped_never_came_or_has_few_points():
    """An assignment that only a few have handed in yet makes nobody missing."""
    assert stopped(COURSE, 4) == [("s4", "01")]
    assert stopped([*COURSE, standing("04_d", s2=50.0)], 4) == [("s4", "01")]
    assert stopped(COURSE[:1], 4) == []
    assert never(COURSE, ["s1", "s9"]) == ["s9"]
    assert few_points(COURSE, 50) == [("s3", pytest.approx(125 / 3))]
    assert everyone(COURSE, ["s10"]) == ["s1", "s2", "s3", "s4", "s10"]


def test_what_is_not_graded_yet_is_handed_in():
    """A grading that was stopped half-way makes nobody one who stopped, or who never came."""
    half_way = [*COURSE[:2], replace(COURSE[2], waiting={"s4", "s9"})]
    assert stopped(half_way, 4) == [] and never(half_way, ["s1", "s9"]) == []
    few = replace(standing("04_d", s2=50.0), waiting={"s1", "s3"})
    assert closed([*COURSE, few], 4)[-1] is few and closed([*COURSE, standing("04_d", s2=50.0)], 4)[-1] is COURSE[-1]
    assert "s9" in everyone(half_way, [])


def page(tmp_path, standings, names=None):
    """Write the page and parse it."""
    path = tmp_path / "reports" / "index.html"
    href = lambda student, assignment: f"../feedback/{student}/{assignment}/x.html"  # noqa: E731 one line says it all
    write_course_report(standings, path, title="K-means", names=names or {}, feedback_href=href)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return parse_safe(path)


def test_the_page_says_how_the_class_stands(tmp_path):
    """It has a chart with words for it, a table that leads to each report, and who may need help."""
    found = page(tmp_path, COURSE, {"s9": "Ada Lovelace"})
    for words in ("Students 5", "Assignments graded 3", "Falling behind (1)", "s1 90 % → 70 % → 40 %"):
        assert words in found.text
    assert "Never handed in (1)" in found.text and "s9 Ada Lovelace" in found.text
    assert "01: mean 75 percent, half of the class between 70 and 90" in found.text
    links = [value for tag, name, value in found.attributes if (tag, name) == ("a", "href")]
    assert {"01_a.html", "02_b.html", "03_c.html", "../feedback/s1/03_c/x.html"} <= set(links)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_student_can_act(tmp_path, hostile):
    """Names are shown as text, and links lead nowhere else."""
    page(tmp_path, [standing("01_a", **{hostile: 10.0})] * 3, {hostile: hostile})


def test_thousands_of_students_make_a_small_page(tmp_path):
    """Lists are cut, and say where the rest is."""
    crowd = {f"u{n}": float(n % 100) for n in range(5000)}
    found = page(tmp_path, [standing("01_a", **crowd), standing("02_b", **crowd)])
    assert "The first 500 of 5,000 by name" in found.text and "and 2,440 more" in found.text
    assert (tmp_path / "reports" / "index.html").stat().st_size < 500_000


@pytest.fixture
def graded_course(tmp_path):
    """A course with records of two students in two assignments, and a roster of three."""
    (tmp_path / "records").mkdir()
    (tmp_path / "course.toml").write_text('[course]\ntitle = "Ours"\n')
    (tmp_path / "students.csv").write_text("student,name\ns1,Ada Lovelace\ns2,Alan Turing\ns3,Grace Hopper\n")
    figures = {"seconds_per_iteration": 0.02, "ratio": 1.0}
    for assignment in ("01_numpy_warmup", "02_kmeans"):
        lines = []
        for student, message in (("s1", "Ada, why?"), ("s2", "Alan Turing, why not?")):
            (tmp_path / "submitted" / student / assignment).mkdir(parents=True)
            wrong = verdict(message=message, mistake="raises")
            time = verdict("seconds_per_iteration", "passed", score=3, max_score=3, figures=figures)
            lines.append(json.dumps(record(wrong, time, student=student, assignment=assignment)))
        (tmp_path / "records" / f"{assignment}.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


def run(course, *arguments):
    """Run `autograder report` on a course."""
    return CliRunner().invoke(report_command, [*arguments, "--course", str(course)])


def test_reports_are_made_anew_without_grading(graded_course):
    """Every assignment with records gets its page, and the course one; examples and roster are as they should be."""
    found = run(graded_course)
    assert found.exit_code == 0, found.output
    pages = sorted(path.name for path in (graded_course / "reports").iterdir())
    assert pages == ["01_numpy_warmup.html", "02_kmeans.html", "index.html"]
    one = parse_safe(graded_course / "reports" / "02_kmeans.html")
    for words in ("Group 10,000 handwritten digits", "Submissions 2 of 3", "Nothing handed in (1)", "s3 Grace Hopper"):
        assert words in one.text
    assert "1 s1 Ada Lovelace 1×" in one.text and "…, why?" in one.text
    assert "Ada, why?" not in one.text.partition("Who may need help")[0]


def test_one_report_is_made_anew_and_the_leaderboard_can_be_off(graded_course):
    """Naming an assignment leaves the other pages alone, but for the course's."""
    with (graded_course / "course.toml").open("a") as file:
        file.write("[report]\nleaderboard = false\n")
    assert run(graded_course, "02_kmeans").exit_code == 0
    assert not (graded_course / "reports" / "01_numpy_warmup.html").exists()
    assert "The fastest right answers" not in parse_safe(graded_course / "reports" / "02_kmeans.html").text


def test_what_is_not_graded_yet_is_told_apart_from_nothing(graded_course):
    """The report of the assignment and the page of the course count it, and name nobody as without a submission."""
    (graded_course / "submitted" / "s3" / "02_kmeans").mkdir(parents=True)
    assert run(graded_course).exit_code == 0
    one, course = (parse_safe(graded_course / "reports" / name).text for name in ("02_kmeans.html", "index.html"))
    assert "Handed in, not graded yet 1" in one and "Handed in, not graded yet 1" in course
    assert "Nothing handed in" not in one and "Never handed in" not in course
    assert "3 (1 not graded yet)" in course
    assert "not graded yet" not in parse_safe(graded_course / "reports" / "01_numpy_warmup.html").text


@pytest.mark.parametrize(
    ("arguments", "said"), [(["08_x"], "there is no assignment '08_x'"), ([], "nobody is graded yet")]
)
def test_what_cannot_be_reported_is_told_in_one_line(tmp_path, arguments, said):
    """An unknown assignment, or a course without records, is an error of one line."""
    found = run(tmp_path, *arguments)
    assert found.exit_code == 2 and said in found.output and found.output.count("\n") == 1


def test_points_of_no_exercise_are_refused_as_by_grade(graded_course):
    """A typo in [points] would leave the default standing, and nobody would see it."""
    with (graded_course / "course.toml").open("a") as file:
        file.write("[points]\nupdate_meens = 3\n")
    found = run(graded_course)
    assert found.exit_code == 2 and found.output.count("\n") == 1
    assert "[points] update_meens is no exercise; `autograder doctor` lists those there are" in found.output
    assert not (graded_course / "reports").exists()


def test_the_command_is_there():
    """`autograder report` is one of the commands."""
    assert autograder.get_command(Context(autograder), "report") is report_command
