"""Write a student's feedback: one page with the verdicts and their own work, in which nothing can act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.grade.cells import grouped_cells
from autograder.grade.charts import LogAxis, time_axis
from autograder.grade.outcome import MARKS, NOT_JUDGED, Mark, is_number, mark_of, title_of
from autograder.grade.page import render, write_private
from autograder.grade.record import number, verdicts


@dataclass(frozen=True)
class Manual:
    """An instructor's own mark for one exercise, which counts instead of the check's; None for a comment alone."""

    score: float | None
    comment: str = ""


@dataclass(frozen=True)
class Card:
    """One exercise as shown: the check's verdict and, where there is one, the instructor's mark."""

    exercise: str
    mark: Mark
    score: float
    max_score: float
    message: str
    notes: list[str]
    figures: dict[str, float]
    manual: Manual | None

    @property
    def counted(self) -> float:
        """The points that count."""
        return self.score if self.manual is None or self.manual.score is None else self.manual.score

    @property
    def shown_max(self) -> float | None:
        """The most points there are, None when the check did not say."""
        return self.max_score or None


@dataclass(frozen=True)
class Scale:
    """Where a time ratio lies on a log axis between the thresholds of full and of no points."""

    axis: LogAxis
    full: float
    zero: float


def write_feedback(
    record: Mapping[str, Any],
    notebook: NotebookNode | None,
    path: Path,
    *,
    title: str,
    assignment_title: str = "",
    name: str = "",
    manual: Mapping[str, Manual] | None = None,
    full_ratio: float = 6.0,
    zero_ratio: float = 20.0,
    made_from: str = "",
) -> None:
    """Write the feedback page on one record.

    Parameters
    ----------
    record : mapping
        The journal's line on the submission, and where lateness costs something `late_penalty`, which its score
        still has in it, with `late` and `score_before_penalty`; `excused` where there is no mark.
    notebook : NotebookNode or None
        The graded notebook, its cells marked with `metadata.kmeans_by_hand`; None when there is none to show.
    path : Path
        The file to write, readable by its owner alone.
    title, assignment_title : str
        The names of the course and of the assignment; the assignment's id stands in for the latter.
    name : str
        What the roster calls the student; "" where it does not say.
    manual : mapping of str to Manual, optional
        An instructor's marks, by exercise.
    full_ratio, zero_ratio : float
        The time ratios up to which all the points are given, and from which none are.
    made_from : str
        A name for all that the page is made from, at its end in a comment.
    """
    cards = _cards(record, manual or {})
    write_private(
        path,
        render(
            "feedback.html.j2",
            course=title,
            assignment=assignment_title or title_of(record.get("assignment", "")),
            record=record,
            name=name,
            cards=cards,
            by_exercise={card.exercise: card for card in cards},
            score=_score(record, cards),
            max_score=number(record, "max_score"),
            tally=_tally(cards),
            scale=Scale(time_axis([], full_ratio, zero_ratio), full_ratio, zero_ratio),
            groups=grouped_cells(notebook) if notebook else [],
        )
        + end_of_page(made_from),
    )


def end_of_page(made_from: str) -> str:
    """Give how a page ends that is made from this: whoever asks whether it is up to date reads no more of it."""
    return f"\n<!-- made from {made_from} -->\n" if made_from else ""


def _cards(record: Mapping[str, Any], manual: Mapping[str, Manual]) -> list[Card]:
    """Give a card for each verdict, and for each mark that an instructor gave without one."""
    cards = [_card(verdict, manual.get(verdict["exercise"])) for verdict in verdicts(record)]
    known = {card.exercise for card in cards}
    return cards + [_card({"exercise": name}, mark) for name, mark in manual.items() if name not in known]


def _card(verdict: Mapping[str, Any], manual: Manual | None) -> Card:
    """Put one verdict and the instructor's mark together."""
    figures = verdict.get("figures") or {}
    return Card(
        exercise=str(verdict["exercise"]),
        mark=mark_of(verdict.get("outcome", "")),
        score=number(verdict, "score"),
        max_score=number(verdict, "max_score"),
        message=str(verdict.get("message", "")),
        notes=[str(note) for note in verdict.get("notes") or []],
        figures={str(name): value for name, value in figures.items() if is_number(value)},
        manual=manual,
    )


def _score(record: Mapping[str, Any], cards: list[Card]) -> float:
    """Give the record's score with the instructor's marks in place of the checks', and without what lateness costs."""
    by_hand = sum(card.counted - card.score for card in cards)
    return number(record, "score") + by_hand - number(record, "late_penalty")


def _tally(cards: list[Card]) -> list[tuple[int, Mark]]:
    """Count the outcomes that occur."""
    counts = [(sum(card.mark == mark for card in cards), mark) for mark in (*MARKS.values(), NOT_JUDGED)]
    return [(count, mark) for count, mark in counts if count]
