"""The rows that we write in batches are those of nbgrader's own API, in SQLite and in PostgreSQL."""

from datetime import datetime

import nbformat
import pytest
from nbgrader.api import Base
from sqlalchemy import select, text

from autograder.course import CourseError, released_notebook
from autograder.grade.automatic_marks import outdated_students, write_records
from autograder.grade.gradebook import declare_assignment, open_gradebook
from autograder.grade.kept_marks import KeptMarks
from autograder.grade.manual_marks import given_by_hand
from autograder.grade.which_gradebook import LINE, VARIABLE, find_gradebook
from autograder.tests.postgres_server import programs, server
from autograder.tests.test_gradebook import ASSIGNMENT, NOTEBOOK, record

HANDED_IN = datetime(2026, 3, 1, 12, 30)
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture(scope="module")
def postgres():
    """The URL of a database on a server of our own."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with server(where) as url:
        yield url


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    """The URL of a gradebook in a file."""
    return f"sqlite:///{tmp_path_factory.mktemp('rows') / 'gradebook.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def gradebook(request, tmp_path):
    """A gradebook that knows the assignment, emptied of students."""
    with open_gradebook(tmp_path, request.getfixturevalue(request.param)) as opened:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
            opened.db.execute(Base.metadata.tables[table].delete())
        opened.db.commit()
        declare_assignment(opened, ASSIGNMENT, NOTEBOOK, nbformat.read(released_notebook(ASSIGNMENT), as_version=4))
        yield opened


def with_the_api(gradebook, records):
    """Write records as nbgrader's own API does, one after the other."""
    for each in records:
        gradebook.update_or_create_student(each["student"])
        gradebook.update_or_create_submission(ASSIGNMENT, each["student"], timestamp=HANDED_IN)
        for verdict in each["exercises"]:
            grade = gradebook.find_grade(verdict["exercise"], NOTEBOOK, ASSIGNMENT, each["student"])
            changed = grade.auto_score is not None and grade.auto_score != verdict["score"]
            grade.needs_manual_grade = changed and grade.manual_score is not None
            grade.auto_score = verdict["score"]
        gradebook.db.commit()


def ours(gradebook, records):
    """Write records as the grader does."""
    write_records(gradebook, ASSIGNMENT, NOTEBOOK, records, lambda student: HANDED_IN)


def rows(gradebook):
    """All that the tables of students hold, by names in place of ids that are drawn."""
    tables = {name: Base.metadata.tables[name] for name in Base.metadata.tables}
    every = {
        name: [dict(row._mapping) for row in gradebook.db.execute(select(table))] for name, table in tables.items()
    }
    gradebook.db.rollback()
    names = {row["id"]: row["name"] for name in ("assignment", "notebook", "base_cell") for row in every[name]}
    names |= {row["id"]: f"of {row['student_id']}" for row in every["submitted_assignment"]}
    names |= {row["id"]: names[row["assignment_id"]] for row in every["submitted_notebook"]}
    return {
        name: sorted(
            str({key: names.get(value, value) for key, value in row.items() if key != "id" or name == "student"})
            for row in every[name]
        )
        for name in ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
    }


def by_hand(gradebook, student):
    """Mark, comment and flag a submission as formgrader does."""
    grade = gradebook.find_grade("update_means", NOTEBOOK, ASSIGNMENT, student)
    grade.manual_score, grade.extra_credit = 7.0, 1.5
    gradebook.find_comment("plane_code", NOTEBOOK, ASSIGNMENT, student).manual_comment = "Schön gelöst."
    gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student).flagged = True
    gradebook.db.commit()


def test_the_rows_are_those_of_nbgraders_api(gradebook):
    """New students, a regrade, marks by hand between the two: table by table nothing differs but drawn ids."""
    found = []
    for write in (with_the_api, ours):
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
            gradebook.db.execute(Base.metadata.tables[table].delete())
        gradebook.db.commit()
        gradebook.db.expire_all()
        write(gradebook, [record("s01", initial_means=3, update_means=4.5), record("s02")])
        by_hand(gradebook, "s01")
        write(gradebook, [record("s01", initial_means=3, update_means=9), record("s03", single_loop=5)])
        found.append(rows(gradebook))
    assert found[0] == found[1]
    assert sum("'needs_manual_grade': True" in row for row in found[1]["grade"]) == 1
    assert outdated_students(gradebook, ASSIGNMENT, [record("s02"), record("s03", single_loop=4)]) == {"s03"}
    assert gradebook.find_submission(ASSIGNMENT, "s01").score == 3 + 7 + 1.5


def test_a_new_gradebook_gets_marks_by_hand_back(gradebook, tmp_path):
    """What instructors gave is kept beside the records, and a gradebook that lost a student gets it back, once."""
    ours(gradebook, [record("s01", update_means=9), record("s02")])
    by_hand(gradebook, "s01")
    before, given = rows(gradebook), given_by_hand(gradebook, ASSIGNMENT, NOTEBOOK)
    path = tmp_path / "kept.jsonl"
    for _ in range(2):
        KeptMarks(path).keep(["s01", "s02"], given)
    with path.open("ab") as lines:
        lines.write(b'{"student": "s01", "mar')
    assert path.read_bytes().count(b"\n") == 1
    for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
        gradebook.db.execute(Base.metadata.tables[table].delete())
    gradebook.db.commit()
    gradebook.db.expire_all()
    records, kept = [record("s01", update_means=9), record("s02")], KeptMarks(path).newest
    back = write_records(gradebook, ASSIGNMENT, NOTEBOOK, records, lambda student: HANDED_IN, kept)
    assert back == ["s01"]
    assert [row.replace("True", "False") for row in rows(gradebook)["grade"]] == [
        row.replace("True", "False") for row in before["grade"]
    ]
    assert rows(gradebook)["comment"] == before["comment"]
    assert write_records(gradebook, ASSIGNMENT, NOTEBOOK, records, lambda student: HANDED_IN, kept) == []


def test_formgrader_and_the_grader_use_one_gradebook(tmp_path, monkeypatch):
    """The setting of nbgrader itself counts; where ours names another, one line says how to have one."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert find_gradebook(tmp_path).database == str(tmp_path / "gradebook.db")
    config = tmp_path / "nbgrader_config.py"
    config.write_text('c = get_config()\nc.CourseDirectory.db_url = "sqlite:///theirs.db"\n')
    assert find_gradebook(tmp_path).database == str(tmp_path / "theirs.db")
    monkeypatch.setenv(VARIABLE, "postgresql://grader:hidden@localhost/marks")
    with pytest.raises(CourseError, match="formgrader would show") as caught:
        find_gradebook(tmp_path)
    assert "hidden" not in str(caught.value)
    config.write_text(
        "from pathlib import Path\nfrom autograder.grade.which_gradebook import course_gradebook\n"
        f"c = get_config()\n{LINE}\n"
    )
    assert find_gradebook(tmp_path).drivername == "postgresql+psycopg"


def test_a_server_that_is_away_is_told_without_its_password(tmp_path):
    """One line names the gradebook and what to do; the password is not in it."""
    url = f"postgresql://grader:hidden@/marks?host={tmp_path}"
    with pytest.raises(CourseError, match="can't be used as the gradebook") as caught, open_gradebook(tmp_path, url):
        pass
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_batch_is_found_without_reading_everybody(tmp_path):
    """No table of marks is gone through as a whole for some students: a class of thousands would take hours."""
    released = nbformat.read(released_notebook("02_kmeans"), as_version=4)
    with open_gradebook(tmp_path) as gradebook:
        for _ in range(2):
            declare_assignment(gradebook, "02_kmeans", "kmeans", released)
        plan = gradebook.db.execute(text(
            "EXPLAIN QUERY PLAN SELECT grade.id FROM grade JOIN submitted_notebook ON submitted_notebook.id = "
            "grade.notebook_id WHERE submitted_notebook.assignment_id IN ('a', 'b')"
        )).all()  # fmt: skip
    assert [row[3] for row in plan if "SCAN" in row[3]] == []
