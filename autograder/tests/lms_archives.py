"""Makes archives as LMSs make them, for tests and for trying the whole way with a class of any size.

python -m autograder.tests.lms_archives FOLDER --students 300 makes a Canvas and a Moodle zip of made-up submissions to
02_kmeans, with the gradebook and the worksheet that belong to them.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FIRST = ("Ada", "Bao", "Chloé", "Dário", "Élise", "Fatma", "Günther", "Hye-jin", "Ida", "Jürgen", "Kofi", "Łucja")
LAST = ("Abel", "Brandão", "Çelik", "O'Dell", "Ek, Jr.", "Nguyễn", "van der Veen", "Ørsted", "Quist", "Ruß")


@dataclass(frozen=True)
class Person:
    """A made-up student: a number, and what an LMS knows of them."""

    number: int
    first: str
    last: str

    @property
    def login(self) -> str:
        """The user name."""
        return f"s{self.number:05d}"

    @property
    def canvas_id(self) -> str:
        """Canvas's user id."""
        return str(70_000 + self.number)

    @property
    def participant(self) -> str:
        """Moodle's number in one assignment."""
        return str(900_000 + 7 * self.number)

    @property
    def full_name(self) -> str:
        """The name as Moodle has it."""
        return f"{self.first} {self.last}"

    @property
    def sortable_name(self) -> str:
        """The name as Canvas has it."""
        return f"{self.last}, {self.first}"


def people(count: int) -> list[Person]:
    """Give so many made-up students; some share a name."""
    return [Person(n, FIRST[n % len(FIRST)], LAST[(n // len(FIRST) + n) % len(LAST)]) for n in range(1, count + 1)]


def canvas_name(person: Person, file: str, attachment: int, late: bool = False) -> str:
    """Name a file as Canvas does: everything but word characters is taken out of the name in front."""
    name = "".join(letter for letter in person.sortable_name.lower() if letter.isalnum() or letter == "_")
    return f"{name}{'_LATE' if late else ''}_{person.canvas_id}_{attachment}_{file}"


def moodle_name(person: Person, file: str, kind: str = "file", before_4: bool = False) -> str:
    """Name a file as Moodle does; some signs are taken out of names."""
    name = "".join(letter for letter in person.full_name.replace("_", " ") if letter not in "'\"&<>|:/\\")
    return f"{name}_{person.participant}_assignsubmission_{kind}{'_' if before_4 else ''}/{file}"


def blackboard_names(person: Person, title: str, time: str, file: str) -> tuple[str, str, str]:
    """Name a file as Blackboard does; give also the name and the text of the file that tells of the attempt."""
    stem = f"{title}_{person.login}_attempt_{time}"
    info = (
        f"Name: {person.full_name} ({person.login})\nAssignment: {title}\nDate Submitted: {time}\n"
        f"Current Grade: Not\n\nSubmission Field:\n"
        f"There is no student submission text data for this assignment.\n\nComments:\n\nFiles:\n"
        f"\tOriginal filename: {file}\n\tFilename: {stem}_{file}\n"
    )
    return f"{stem}_{file}", f"{stem}.txt", info


def write_zip(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write a zip, one file at a time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def canvas_gradebook(persons: Sequence[Person], title: str = "K-means (1234)", points: float = 20) -> bytes:
    """Give Canvas's gradebook: a row of points beneath the header, then the students."""
    rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title],
        ["    Points Possible", "", "", "", "", f"{points:.2f}"],
        *([p.sortable_name, p.canvas_id, f"00{p.number}", p.login, "A", ""] for p in persons),
    ]
    return _csv(rows)


def moodle_worksheet(persons: Sequence[Person], points: float = 20, status: str = "Submitted for grading") -> bytes:
    """Give Moodle's grading worksheet, with the times of handing in."""
    header = [
        "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed",
        "Last modified (submission)", "Last modified (grade)", "Feedback comments",
    ]  # fmt: skip
    time = "Friday, 20 November 2026, 9:30 PM"
    rows = [
        [f"Participant {p.participant}", p.full_name, f"{p.login}@example.org", status, "", f"{points:.2f}", "Yes",
         time, "-", ""]
        for p in persons
    ]  # fmt: skip
    return _csv([header, *rows])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def class_archives(folder: Path, persons: Sequence[Person], notebooks: Sequence[bytes]) -> Iterator[Path]:
    """Write a Canvas and a Moodle zip with their lists; each student hands in one of the notebooks, in turn.

    In Canvas each tenth is late, each seventh handed in again; each twentieth of the class handed in nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    came = [p for p in persons if p.number % 20]
    canvas = (
        (canvas_name(p, "kmeans.ipynb" if p.number % 7 else "kmeans-1.ipynb", 5_000 + p.number, p.number % 10 == 0),
         notebooks[p.number % len(notebooks)])
        for p in came
    )  # fmt: skip
    yield write_zip(folder / "canvas_submissions.zip", canvas)
    moodle = ((moodle_name(p, "kmeans.ipynb"), notebooks[p.number % len(notebooks)]) for p in came)
    yield write_zip(folder / "moodle_submissions.zip", moodle)
    for name, data in (("gradebook.csv", canvas_gradebook(persons)), ("worksheet.csv", moodle_worksheet(persons))):
        (folder / name).write_bytes(data)
        yield folder / name


def sample_notebooks() -> list[bytes]:
    """Give the notebooks of the sample class, as its twelve students handed them in."""
    import tempfile

    from autograder.course import released_notebook
    from autograder.sample_class import make_sample_class

    with tempfile.TemporaryDirectory() as folder:
        make_sample_class(Path(folder), released_notebook("02_kmeans"))
        found = sorted(Path(folder).glob("submitted/*/02_kmeans/*"))
        return [path.read_bytes() for path in found if path.suffix == ".ipynb"]


def main(words: Sequence[str]) -> None:
    """Make the archives of a class."""
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=300)
    asked = parser.parse_args(words)
    for path in class_archives(asked.folder, people(asked.students), sample_notebooks()):
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
