"""The names that LMSs give: each is understood by its LMS's own rules, and gathered by student and attempt."""

from datetime import datetime
from pathlib import PurePosixPath

import pytest

from autograder.course import CourseError
from autograder.lms import blackboard, canvas, flat, moodle
from autograder.lms.archive import Entry, open_archive
from autograder.lms.class_list import moodle_time, read_class_list
from autograder.lms.gather import gather
from autograder.lms.people import identify
from autograder.lms.recognise import recognise
from autograder.lms.roster import Student, write_roster
from autograder.lms.safe_names import distinct, file_path, folder_name
from autograder.lms.sent import Sender, is_named_as
from autograder.tests.lms_archives import (
    blackboard_names,
    canvas_gradebook,
    canvas_name,
    moodle_name,
    moodle_worksheet,
    people,
    write_zip,
)

CANVAS = {
    "doejane_17_456_kmeans.ipynb": ("17", "kmeans.ipynb", False),
    "doejane_LATE_17_456_kmeans-1.ipynb": ("17", "kmeans-1.ipynb", True),
    "lateeva_17_456_my_late_work.ipynb": ("17", "my_late_work.ipynb", False),
    "_17_456_名.ipynb": ("17", "名.ipynb", False),
    "łucjaruß_LATE_17_456_a b (2).ipynb": ("17", "a b (2).ipynb", True),
    "doejane2nd_17_456_789_12_kmeans.ipynb": ("17", "789_12_kmeans.ipynb", False),
    "doejane_17_456_text.html": ("17", "text.html", False),
    "doejane_LATE_17_text.html": ("17", "text.html", True),
    "doejane_17_link.html": ("17", "link.html", False),
    "anon_x7Yz2_456_kmeans.ipynb": ("anon_x7Yz2", "kmeans.ipynb", False),
    "LATE_anon_x7Yz2_456_kmeans.ipynb": ("anon_x7Yz2", "kmeans.ipynb", True),
}


@pytest.mark.parametrize("name", CANVAS)
def test_canvas_names(name):
    """Name, LATE, user, attachment, file; anonymous; typed in."""
    sent = canvas.parse(PurePosixPath(name))
    assert (sent.sender.lms_id, str(sent.file), sent.late) == CANVAS[name]
    assert sent.kind == ("text" if name.endswith(("17_text.html", "_link.html")) else "file")


@pytest.mark.parametrize("name", ["kmeans.ipynb", "doejane_17_kmeans.ipynb", "a/doejane_17_456_kmeans.ipynb", "x.csv"])
def test_names_that_are_not_canvas_s(name):
    """What Canvas would not have written is not taken for its name."""
    assert canvas.parse(PurePosixPath(name)) is None


MOODLE = {
    "Jane Doe_123_assignsubmission_file/kmeans.ipynb": ("Jane Doe", "123", "kmeans.ipynb", "file"),
    "Jane Doe_123_assignsubmission_file_/sub/kmeans.ipynb": ("Jane Doe", "123", "sub/kmeans.ipynb", "file"),
    "Jane Doe_123_assignsubmission_file_kmeans.ipynb": ("Jane Doe", "123", "kmeans.ipynb", "file"),
    "Jane Doe_123_assignsubmission_onlinetext/onlinetext.html": ("Jane Doe", "123", "onlinetext.html", "text"),
    "Participant_123_assignsubmission_file/kmeans.ipynb": ("", "123", "kmeans.ipynb", "file"),
    "Team 7_45_assignsubmission_file/a_1_assignsubmission_file_b.py": (
        "Team 7", "45", "a_1_assignsubmission_file_b.py", "file",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MOODLE)
def test_moodle_names(name):
    """Name, participant's number, kind of submission, and the student's own path, in folders or not."""
    sent = moodle.parse(PurePosixPath(name))
    assert (sent.sender.name, sent.sender.lms_id, str(sent.file), sent.kind) == MOODLE[name]


def test_blackboard_names():
    """User, time of the attempt, file; and the text file that belongs to the attempt."""
    sent = blackboard.parse(PurePosixPath("Week_2_jdoe_attempt_2026-11-20-23-59-00_k_means.ipynb"))
    assert (sent.sender.login, str(sent.file)) == ("jdoe", "k_means.ipynb")
    assert sent.handed_in == datetime(2026, 11, 20, 23, 59)
    assert blackboard.parse(PurePosixPath("W_jdoe_attempt_2026-11-20-23-59-00.txt")).kind == "info"
    assert blackboard.parse(PurePosixPath("W_jdoe_attempt_2026-19-20-23-59-00_a.ipynb")) is None


def test_blackboard_s_own_file_tells_the_user():
    """A user name with an underscore is told by the text file; a student's words in it tell nothing."""
    path = PurePosixPath("Week_2_j_doe_attempt_2026-11-20-23-59-00.txt")
    guessed = blackboard.parse(path).sender
    told = blackboard.named_by(b"Name: Jane (JD) Doe (j_doe)\r\nAssignment: Week_2\r\n", path, guessed)
    assert (guessed.login, told.login, told.name) == ("doe", "j_doe", "Jane (JD) Doe")
    for lie in (b"", b"Comments: x\nName: A (other)\n", b"Name: A (other)\n", b"\xff\xfe\x00"):
        assert blackboard.named_by(lie, path, guessed) == guessed


def test_flat_names():
    """A file or a folder for each student; a browser's copy is a later one of the same student."""
    assert flat.parse(PurePosixPath("jdoe.ipynb")).sender.login == "jdoe"
    assert flat.parse(PurePosixPath("jdoe/a/b.ipynb")).file == PurePosixPath("a/b.ipynb")
    later = flat.parse(PurePosixPath("jdoe (2).ipynb"))
    assert later.sender.login == "jdoe" and later.attempt > flat.parse(PurePosixPath("jdoe.ipynb")).attempt
    assert flat.parse(PurePosixPath("marks.xlsx")) is None


def entries(*names):
    """Give entries of these names."""
    return [Entry(PurePosixPath(name), 1, None, None) for name in names]


SOME = people(30)
RECOGNISED = {
    "canvas": [canvas_name(p, "kmeans.ipynb", p.number) for p in SOME],
    "moodle": [moodle_name(p, "kmeans.ipynb") for p in SOME],
    "blackboard": [blackboard_names(p, "A_1", "2026-11-20-23-59-00", "k.ipynb")[0] for p in SOME],
    "flat": [f"{p.login}.ipynb" for p in SOME],
}


@pytest.mark.parametrize("lms", RECOGNISED)
def test_formats_are_recognised(lms):
    """Also with a list beside the submissions, and with a folder around everything."""
    names = [*RECOGNISED[lms], "list.csv"]
    assert recognise(entries(*names)) == (lms, 0)
    assert recognise(entries(*(f"download/{name}" for name in names))) == (lms, 1)


def test_a_folder_for_each_student_is_flat():
    """So is the layout of nbgrader, and one student's folder is no folder around everything."""
    assert recognise(entries("jdoe/kmeans.ipynb", "asmith/kmeans.ipynb")) == ("flat", 0)
    assert recognise(entries("submitted/jdoe/02_kmeans/k.ipynb", "submitted/asmith/02_kmeans/k.ipynb")) == ("flat", 1)
    assert recognise(entries("jdoe/kmeans.ipynb")) == ("flat", 0)


def test_names_of_another_lms_than_was_said_are_refused():
    """One line says so."""
    with pytest.raises(CourseError, match="not those of Moodle"):
        recognise(entries(*RECOGNISED["canvas"]), "moodle")
    with pytest.raises(CourseError, match="no LMS that is known"):
        recognise(entries("a.csv", "b.csv"))


def gathered(tmp_path, lms, names, notebook="kmeans.ipynb"):
    """Gather what a zip of these names holds."""
    path = write_zip(tmp_path / "a.zip", [(n, b"x") if isinstance(n, str) else n for n in names])
    with open_archive(path) as archive:
        found, _ = gather(archive, lms, 0, notebook, "02_kmeans")
    return {each.sender.key: each for each in found}


def files(each):
    """Give the names of the files that count."""
    return sorted(str(sent.file) for sent, _ in each.files)


def test_canvas_s_newest_notebook_counts(tmp_path):
    """The highest attachment wins, whatever the order; other numbered files are the student's own."""
    names = ["a_1_20_kmeans-2.ipynb", "a_1_10_kmeans.ipynb", "a_1_21_data-1.csv", "a_1_22_data-2.csv"]
    (each,) = gathered(tmp_path, "canvas", names).values()
    assert files(each) == ["data-1.csv", "data-2.csv", "kmeans-2.ipynb"]
    assert each.attempt == 3 and each.earlier == ("a_1_10_kmeans.ipynb",)


def test_of_two_downloads_of_canvas_the_late_attempt_counts(tmp_path):
    """Whoever is late in one and not in the other handed in again."""
    (each,) = gathered(tmp_path, "canvas", ["a_LATE_1_20_new.ipynb", "a_1_10_old.ipynb"]).values()
    assert files(each) == ["new.ipynb"] and each.late and each.attempt == 2


def test_blackboard_s_last_attempt_counts(tmp_path):
    """Its time is that of the last one, and the others are named."""
    names = []
    for time in ("2026-11-20-23-59-00", "2026-11-22-08-00-00", "2026-11-21-23-59-00"):
        file, info, text = blackboard_names(SOME[0], "A_1", time, "kmeans.ipynb")
        names += [file, (info, text.encode())]
    (each,) = gathered(tmp_path, "blackboard", names).values()
    assert each.handed_in == datetime(2026, 11, 22, 8) and each.attempt == 3 and len(each.earlier) == 2
    assert each.sender.name == SOME[0].full_name


def test_the_same_name_twice_in_a_zip_is_one_file(tmp_path):
    """The later of the two counts, as in any zip."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        (each,) = gathered(tmp_path, "moodle", ["A_1_assignsubmission_file/k.ipynb"] * 2).values()
    assert files(each) == ["k.ipynb"] and len(each.earlier) == 1


def test_of_nbgrader_s_folders_one_assignment_is_taken(tmp_path):
    """What a student handed in for another one stays where it is."""
    names = ["jdoe/02_kmeans/kmeans.ipynb", "jdoe/01_numpy_warmup/warmup.ipynb"]
    (each,) = gathered(tmp_path, "flat", names).values()
    assert files(each) == ["kmeans.ipynb"]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("kmeans.ipynb", True), ("Kmeans.IPYNB", True), ("kmeans-1.ipynb", True), ("kmeans (12).ipynb", True),
        ("kmeans-Copy1.ipynb", True), ("kmeans.ipynb.txt", True), ("kmeans_final.ipynb", False),
        ("my kmeans.ipynb", False), ("kmeans.py", False),
    ],
)  # fmt: skip
def test_copies_of_the_released_name_are_known(name, same):
    """What an LMS, a browser and Jupyter make of a name."""
    assert is_named_as(PurePosixPath(name), "kmeans.ipynb") is same


def test_class_lists(tmp_path):
    """Our own, Canvas's and Moodle's are told apart by their header."""
    (tmp_path / "c.csv").write_bytes(canvas_gradebook(SOME))
    worksheet = moodle_worksheet(SOME, status="Submitted for grading - 2 days late")
    (tmp_path / "m.csv").write_bytes(b"\xef\xbb\xbf" + worksheet)
    write_roster(tmp_path / "students.csv", [Student("x", "1")])
    canvas_s = read_class_list(tmp_path / "c.csv").students
    assert canvas_s[0] == Student("", SOME[0].canvas_id, SOME[0].sortable_name, login=SOME[0].login, sis_id="001")
    moodle_s = read_class_list(tmp_path / "m.csv")
    assert moodle_s.students[4] == Student("", SOME[4].participant, SOME[4].full_name, "s00005@example.org")
    assert moodle_s.times[SOME[4].participant] == datetime(2026, 11, 20, 21, 30)
    assert moodle_s.late[SOME[4].participant] and len(canvas_s) == len(moodle_s.students) == 30
    assert read_class_list(tmp_path / "students.csv").students == (Student("x", "1"),)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CourseError, match="lists no class"):
        read_class_list(tmp_path / "other.csv")


@pytest.mark.parametrize("written", ["-", "", "Freitag, 20. Nov", "7", "2026", "never 2026 25:99"])
def test_a_time_that_can_not_be_read_is_none(written):
    """No time is better than a wrong one."""
    assert moodle_time(written) is None


@pytest.mark.parametrize(
    "written", ["Friday, 20 November 2026, 9:30 PM", "Friday, November 20, 2026, 9:30 PM", "20 November 2026, 21:30"]
)
def test_moodle_s_times_in_english_are_read(written):
    """Both orders, with and without AM and PM."""
    assert moodle_time(written) == datetime(2026, 11, 20, 21, 30)


def test_folders_are_named_by_login_else_by_id():
    """Accents go, what no folder can have goes, and two people never share one."""
    listed = [
        Student("", "1", login="müller@x.org"), Student("", "2", login="Muller"), Student("", "3", email="a.b@x.org"),
        Student("", "4", "Мария"),
    ]  # fmt: skip
    found = identify([Sender("5", lms_id="5")], [], listed, "canvas")
    assert list(found.students) == ["muller", "Muller-2", "a-b", "4", "5"]
    assert found.in_class == {"muller", "Muller-2", "a-b", "4"}
    assert len(found.told) == 1 and "Muller-2" in found.told[0]


def test_a_folder_once_given_stays():
    """Whoever was imported without a list keeps the folder when a list comes, and the other way round."""
    first = identify([Sender("7", lms_id="7")], [], [], "canvas")
    later = identify([Sender("7", lms_id="7")], first.students.values(), [Student("", "7", login="jdoe")], "canvas")
    assert later.folders == {"7": "7"} and later.students["7"].login == "jdoe"


def test_moodle_s_new_numbers_are_the_same_people():
    """By their address where a worksheet tells it, else by their name, which is told."""
    known = [Student("jdoe", "10", "Jane Doe", "jdoe@x.org")]
    sender = Sender("20", lms_id="20", name="Jane Doe")
    named = identify([sender], known, [], "moodle")
    assert named.folders == {"20": "jdoe"} and "by name alone" in named.told[0]
    listed = identify([sender], known, [Student("", "20", "Jane Doe", "jdoe@x.org")], "moodle")
    assert listed.folders == {"20": "jdoe"} and not listed.told


def test_namesakes_are_never_taken_for_each_other():
    """Two of one name are told apart by address; where nothing tells, nobody is guessed."""
    known = [Student("jdoe", "10", "Jane Doe", "jdoe@x.org")]
    worksheet = [Student("", "20", "Jane Doe", "jane2@x.org"), Student("", "21", "Jane Doe", "jdoe@x.org")]
    senders = [Sender("20", lms_id="20", name="Jane Doe"), Sender("21", lms_id="21", name="Jane Doe")]
    assert identify(senders, known, worksheet, "moodle").folders == {"20": "jane2", "21": "jdoe"}
    guessed = identify(senders, known, [], "moodle")
    assert not guessed.folders and "several students are called Jane Doe" in guessed.refused["20"]
    assert identify(senders, [], [], "moodle").folders == {"20": "20", "21": "21"}
    canvas_s = identify([Sender("9", lms_id="9", name="doejane")], known, [Student("", "9", "Jane Doe")], "canvas")
    assert canvas_s.folders == {"9": "9"}


def test_a_number_of_another_list_is_not_believed():
    """Where Moodle's number is somebody of another name, nothing is given to them."""
    found = identify([Sender("20", lms_id="20", name="Team 4")], [], [Student("", "20", "Jane Doe")], "moodle")
    assert not found.folders and "is Jane Doe in the roster" in found.refused["20"]
    named = identify([Sender("20", lms_id="20", name="OBrien Séan")], [], [Student("", "20", "O'Brien Sean")], "moodle")
    assert named.folders == {"20": "20"}


def test_a_word_in_place_of_all_names_names_nobody():
    """Where marking is anonymous in another language, everybody has the same name."""
    senders = [Sender(str(n), lms_id=str(n), name="Teilnehmer") for n in range(5)]
    found = identify(senders, [], [], "moodle")
    assert len(set(found.folders.values())) == 5


def test_flat_names_are_found_by_login_address_number_and_name():
    """People name files as they please."""
    known = [Student("jdoe", "17", "Doe, Jane", "jane.doe@x.org", "jdoe", "0042"), Student("x", "1", "X Y")]
    for name in ("jdoe", "JDOE", "jane.doe", "0042", "Jane Doe", "doe_jane"):
        assert identify([Sender(name, login=name)], known, [], "flat").folders == {name: "jdoe"}, name
    twice = identify([Sender(name, login=name) for name in ("jdoe", "0042")], known, [], "flat")
    assert twice.folders == {"jdoe": "jdoe"} and "same student" in twice.refused["0042"]


def test_safe_names():
    """Folders and files get names that can be written anywhere, and stay apart."""
    assert folder_name("../Straße Ł.") == "Strasse-L"
    assert file_path(PurePosixPath("a\u202eb/\x07.ipynb")) == PurePosixPath("a_b/_.ipynb")
    long = [file_path(PurePosixPath("é" * 90 + end + ".ipynb")) for end in "xy"]
    assert all(len(str(path).encode()) <= 110 and path.suffix == ".ipynb" for path in long) and long[0] != long[1]
    given = [PurePosixPath(name) for name in ("a.py", "A.py", "d", "d/x.py", "D/x.py")]
    names = [str(path) for path in distinct(given)]
    assert len({name.casefold() for name in names}) == 5 and names[0] == "a.py"
    assert not any(f"{one}/".casefold() == other[: len(one) + 1].casefold() for one in names for other in names)
