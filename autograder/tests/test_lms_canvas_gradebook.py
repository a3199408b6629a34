"""Canvas takes from the filled gradebook just the marks that we have, for just the right people."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import CourseError
from autograder.lms.canvas_gradebook import read_gradebook
from autograder.lms.csv_bytes import parsed
from autograder.lms.fill import AMBIGUOUS, Choices, Filling, fill
from autograder.lms.match_rows import match_rows
from autograder.lms.roster import Student
from autograder.tests.lms_importers import CanvasUser, canvas_import

NAMES = ["02_kmeans", "Group 10,000 handwritten digits with K-means"]
USERS = [
    CanvasUser(101, 'Zoë "Z" O\'Neill', 'O\'Neill, Zoë "Z"', "S1", "zoe"),
    CanvasUser(102, "Wei Wang", "Wang, Wei", "S2", "wei@uni.example"),
    CanvasUser(103, "Wei Wang", "Wang, Wei", "S3", "wei2"),
    CanvasUser(104, "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "", "calc"),
    CanvasUser(105, "Min Kim", "Kim, Min", "S5", "kim"),
    CanvasUser(999, "Test Student", "Student, Test"),
]
GRADEBOOK = (
    'Student,ID,SIS User ID,SIS Login ID,Section,"Essay, long (7)",K-means (8),02_kmeans (1234),Current Score\r\n'
    ",,,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,10.00,5.00,20.00,(read only)\r\n"
    '"O\'Neill, Zoë ""Z""",101,S1,zoe,One,,,,80.00\r\n'
    '"Wang, Wei",102,S2,wei@uni.example,One,3.50,,12.00,\r\n'
    '"Wang, Wei",103,S3,wei2,One,,,17.50,\r\n'
    '"=""=cmd|\' /C calc\'!A0""",104,,calc,"One, and Two",,,,\r\n'
    '"Kim, Min",105,S5,kim,One,,,EX,\r\n'
    '"Student, Test",999,,,One,,,,'
)
ZOE, WEI, WEI2 = Student("zoe", "101"), Student("w1", "102", "Wang, Wei"), Student("w2", "103", "Wang, Wei")
CALC, KIM = Student("calc", "104"), Student("kim", "105")
ALL = [ZOE, WEI, WEI2, CALC, KIM]


def record(student: str, score: float, most: float = 20.0) -> dict:
    """Give what is needed of a record."""
    return {"student": student, "score": score, "max_score": most, "exercises": []}


RECORDS = [record("zoe", 17.5), record("w1", 9.25), record("w2", 17.5), record("calc", 0.0), record("kim", 3.0)]


def filled(text: str = GRADEBOOK, students=ALL, records=RECORDS, column: str = "", **choices) -> Filling:
    """Fill a gradebook."""
    sheet = read_gradebook(Path("gradebook.csv"), parsed(text.encode()), NAMES, column)
    return fill(sheet, match_rows(sheet.rows, students), records, Choices(**choices))


def kinds(filling: Filling) -> dict[str, str]:
    """What became of each row, by its line's number in the file's order."""
    return {f"{step.row.name}/{dict(step.row.keys).get('lms_id', '')}": step.kind for step in filling.steps}


def taken(filling: Filling) -> dict[int, str]:
    """What Canvas takes from it."""
    return canvas_import(filling.encoded(), USERS, 1234)


def test_canvas_takes_every_mark() -> None:
    """Names with commas, quotes, accents and formulas, two of one name, one excused: each gets what is theirs."""
    assert taken(filled()) == {101: "17.5", 102: "9.25", 103: "17.50", 104: "0", 105: "EX", 999: ""}


def test_no_other_byte_changes() -> None:
    """The filled file is the downloaded one with three fields replaced."""
    expected = GRADEBOOK.replace("One,,,,80", "One,,,17.5,80").replace(",12.00,", ",9.25,")
    expected = expected.replace('"One, and Two",,,,', '"One, and Two",,,0,')
    assert filled().encoded() == expected.encode()


def test_a_second_export_changes_nothing() -> None:
    """What was filled is unchanged the next time."""
    once = filled().encoded().decode()
    assert not filled(once).changes


def test_each_way_of_matching_does() -> None:
    """ID, SIS User ID, SIS Login ID, a folder's name and the name find the student, in Canvas's order."""
    ways = [Student("a", lms_id="101"), Student("b", sis_id="S2"), Student("wei2"), Student("c", login="CALC")]
    ways.append(Student("d", name="min kim"))
    records = [record(each.student, number) for number, each in enumerate(ways, start=1)]
    text = GRADEBOOK.replace("EX", "")
    assert taken(filled(text, ways, records)) == {101: "1", 102: "2", 103: "3", 104: "4", 105: "5", 999: ""}


def test_nobody_gets_the_mark_of_a_namesake() -> None:
    """A row whose ID is another one's is not filled by its name."""
    found = kinds(filled(students=[WEI], records=[record("w1", 5)]))
    assert found["Wang, Wei/102"] == "changed" and found["Wang, Wei/103"] == "unmatched"


def test_a_name_that_two_rows_have_fills_neither() -> None:
    """Where there is a name alone, and two of it, both rows are left alone and told."""
    filling = filled(students=[Student("w", name="Wei Wang")], records=[record("w", 5)])
    steps = [step for step in filling.steps if step.kind == AMBIGUOUS]
    assert [step.why for step in steps] == ["2 rows fit w"] * 2 and filling.rowless == ("w",) and not filling.changes


def test_a_row_that_two_students_fit_is_left_alone() -> None:
    """The reason names both."""
    students = [Student("k1", name="Kim Min"), Student("k2", name="Kim, Min")]
    filling = filled(GRADEBOOK.replace("EX", ""), students, [record("k1", 5), record("k2", 6)])
    assert [step.why for step in filling.steps if step.kind == AMBIGUOUS] == ["fits k1 and k2"]


def test_semicolons_and_decimal_commas() -> None:
    """A gradebook of a country with decimal commas is filled with such, and Canvas reads it."""
    text = (
        "Student;ID;SIS Login ID;Section;02_kmeans (1234)\n    Points Possible;;;;20,00\n"
        '"O\'Neill, Zoë";101;zoe;One;\nWang;102;wei;One;9,25\n'
    )
    filling = filled(text)
    assert filling.encoded().decode() == text.replace("zoe;One;", "zoe;One;17,5")
    assert taken(filling) == {101: "17.5", 102: "9.25"}


def test_rows_without_a_submission_stay_empty_or_get_zero() -> None:
    """Nothing is left alone, zero is given on demand: to students, not to those excused and not to Canvas's own."""
    some = [WEI2, CALC, KIM, WEI]
    records = RECORDS[1:]
    assert taken(filled(students=some, records=records))[101] == ""
    given = taken(filled(students=some, records=records, missing_as_zero=True))
    assert given == {101: "0", 102: "9.25", 103: "17.50", 104: "0", 105: "EX", 999: ""}


def test_zero_is_refused_while_somebody_with_a_mark_has_no_row() -> None:
    """One of the empty rows may be theirs: the line names them."""
    with pytest.raises(CourseError, match=r"no row is surely that of lost: say who is who in students\.csv"):
        filled(records=[*RECORDS, record("lost", 3)], missing_as_zero=True)


def test_other_points_are_decided_upon() -> None:
    """Marks are converted, or given as they are, but never without a word."""
    text = GRADEBOOK.replace("20.00", "50.00")
    with pytest.raises(CourseError, match=r"Canvas has 50 points for '02_kmeans \(1234\)', and we have 20: add"):
        filled(text)
    assert taken(filled(text, scale=True))[101] == "43.75"
    assert taken(filled(text, scale=False))[101] == "17.5"


@pytest.mark.parametrize("column", ["02_kmeans (1234)", "1234", "02 KMEANS", "Essay, long", "7"])
def test_a_column_is_named_by_title_or_number(column: str) -> None:
    """`--column` takes the head, the title without its number, or the number."""
    sheet = read_gradebook(Path("g.csv"), parsed(GRADEBOOK.encode()), NAMES, column)
    assert sheet.title in ("02_kmeans (1234)", "Essay, long (7)")


def test_columns_that_can_not_be_told_apart_are_named() -> None:
    """One line says which there are, without those that Canvas computes itself."""
    path = Path("g.csv")
    with pytest.raises(CourseError) as problem:
        read_gradebook(path, parsed(GRADEBOOK.encode()), ["09_other"])
    assert str(problem.value) == (
        "g.csv: which column is 09_other? give --column with one of 'Essay, long (7)', 'K-means (8)', "
        "'02_kmeans (1234)'"
    )
    with pytest.raises(CourseError, match=r"no assignment is called 'Current Score'; there is 'Essay, long \(7\)'"):
        read_gradebook(path, parsed(GRADEBOOK.encode()), NAMES, "Current Score")
    twice = GRADEBOOK.replace("K-means (8)", "02_kmeans (8)")
    with pytest.raises(CourseError, match=r"one of '02_kmeans \(8\)', '02_kmeans \(1234\)'$"):
        read_gradebook(path, parsed(twice.encode()), NAMES)


ORDINARY = "Homework 1: NumPy warm-up (48212),Homework 2: K-means by hand (48213),Essay (48214)"


def found(heads: str, column: str = "", others=("01_numpy_warmup", "numpy_warmup")) -> str:
    """Which column of an empty gradebook is taken."""
    file = parsed(f"Student,ID,Section,{heads}\n".encode())
    return read_gradebook(Path("g.csv"), file, [*NAMES, "kmeans"], column, others).title


@pytest.mark.parametrize("column", ["k-means", "BY HAND", "Homework 2", "K-means by hand"])
def test_a_part_of_a_title_names_its_column(column: str) -> None:
    """Without regard to case, where one column alone has it in its title."""
    assert found(ORDINARY, column) == "Homework 2: K-means by hand (48213)"


@pytest.mark.parametrize(
    ("column", "said"),
    [("homework", "which column is 'homework'"), ("4821", "no assignment is called"), ("--", "no assignment is called")]
)  # fmt: skip
def test_a_part_that_tells_no_one_column_is_refused(column: str, said: str) -> None:
    """Several have it, or it is of a number alone, or no word at all."""
    with pytest.raises(CourseError, match=said):
        found(ORDINARY, column)


def test_an_ordinary_title_is_found_by_the_name_in_it() -> None:
    """The assignment's topic stands in one title alone, which has its number, or none."""
    assert found(ORDINARY) == "Homework 2: K-means by hand (48213)"
    assert found("Cluster digits with K-means 2026 (7),Essay (8)") == "Cluster digits with K-means 2026 (7)"


@pytest.mark.parametrize(
    "heads",
    ["K-means by hand (1),More K-means (2)", "Homework 5: K-means (1)", "K-means by hand: NumPy warm-up (1)",
     "Think means (1)", "Essay (1)"],
)  # fmt: skip
def test_a_title_that_may_be_anothers_is_asked_about(heads: str) -> None:
    """Two have the name, or it has another's number or name, or the name is no word of it."""
    with pytest.raises(CourseError, match="which column is 02_kmeans"):
        found(heads)


def test_a_single_column_of_another_name_is_not_taken_for_ours() -> None:
    """A gradebook may hold another assignment alone: only `--column` can say that it is this one."""
    text = "Student,ID,Section,Essay (7)\n    Points Possible,,,20\nKim,105,One,\n"
    with pytest.raises(CourseError, match=r"which column is 02_kmeans\? give --column with one of 'Essay \(7\)'$"):
        filled(text)
    assert len(filled(text, column="Essay").changes) == 1


def test_a_row_of_another_shape_is_left_alone() -> None:
    """A name whose comma was not quoted has shifted its fields: nothing is written there."""
    broken = GRADEBOOK.replace('"Kim, Min",105,S5,kim,One,,,EX,', "Kim, Min,105,S5,kim,One,,,1,2")
    step = next(step for step in filled(broken).steps if step.row.name == "Kim")
    assert step.why == "line 8 has more fields than the header" and step.kind == "left alone"


def test_first_and_last_names_in_columns_of_their_own() -> None:
    """Canvas's other form of the gradebook is read, too."""
    text = "LastName,FirstName,ID,SIS Login ID,Section,02_kmeans (1)\n    Points Possible,,,,,20\nKim,Min,,,One,\n"
    found = filled(text, [Student("kim", name="Min Kim")], [record("kim", 3)])
    assert kinds(found) == {"Min Kim/": "filled"}
