"""A class's work on one assignment: where its files are, and by what it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.grade.journal import Journal
from autograder.grade.published import published_marks
from autograder.judge.assignment import Assignment


@dataclass(frozen=True)
class Class:
    """A class's work on one assignment: where it is and by what it is judged."""

    course: Path
    assignment: Assignment
    notebook: str  # the notebook's name, without .ipynb

    @property
    def journal(self) -> Journal:
        """Where the records are."""
        return Journal(self.course / "records" / f"{self.assignment.name}.jsonl")

    @property
    def published(self) -> Journal:
        """Where it is kept which marks were given out."""
        return published_marks(self.course, self.assignment.name)

    @property
    def held_back(self) -> Journal:
        """Where records wait that would change a mark which was given out."""
        return Journal(self.course / "records" / f"{self.assignment.name}.held_back.jsonl")

    def held_back_notebook(self, student: str) -> Path:
        """Where the graded notebook of such a record waits."""
        return self.course / "records" / f"{self.assignment.name}.held_back" / f"{student}.ipynb"

    @property
    def kept_marks(self) -> Path:
        """Where a copy is of what instructors gave by hand."""
        return self.course / "records" / f"{self.assignment.name}.manual.jsonl"

    @property
    def report(self) -> Path:
        """Where the class report is."""
        return self.course / "reports" / f"{self.assignment.name}.html"

    def feedback(self, student: str) -> Path:
        """Where a student's feedback page is."""
        return self.course / "feedback" / student / self.assignment.name / f"{self.notebook}.html"

    def autograded(self, student: str) -> Path:
        """Where a student's graded notebook is, as nbgrader's formgrader looks for it."""
        return self.course / "autograded" / student / self.assignment.name / f"{self.notebook}.ipynb"

    def submitted(self, student: str) -> Path:
        """Where a student's submission is."""
        return self.course / "submitted" / student / self.assignment.name
