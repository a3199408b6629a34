"""Writes the page that shows remarkable pairs side by side: one private file, and a question about each pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.grade.class_work import Class
from autograder.grade.outcome import title_of
from autograder.grade.page import render, write_private
from autograder.message import plain
from autograder.similarity.compare_class import AlikePair, Comparison, both_answers
from autograder.similarity.fingerprints import TOKENS, Fingerprints, fingerprints
from autograder.similarity.own_code import OwnCode
from autograder.similarity.remarkable import LEAST, LEAST_OF_ONE, SPREADS, WORTH

MAX_PAIRS = 50  # on the page: it is read by a person
MAX_CHARACTERS = 20_000  # of one exercise
RARE = 0.5  # what is at least so rare is marked


@dataclass(frozen=True)
class Side:
    """One student's answer to an exercise: pieces of code, and whether each is marked as shared."""

    student: str
    pieces: tuple[tuple[str, bool], ...]
    is_cut: bool

    @property
    def marks(self) -> int:
        """How many passages are marked."""
        return sum(is_shared for _, is_shared in self.pieces)


@dataclass(frozen=True)
class SideBySide:
    """An exercise as both wrote it."""

    exercise: str
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class ShownPair:
    """A pair with what the page shows of it; `alike` are the exercises that share marked passages."""

    pair: AlikePair
    alike: tuple[SideBySide, ...]
    others: int


def page_path(work: Class) -> Path:
    """Where the page of an assignment is: beside its report."""
    return work.report.with_name(f"{work.assignment.name}.similarity.html")


def anchor(number: int) -> str:
    """Give the place of a pair on the page, by its number from 1, "" for those that it leaves out."""
    return f"#pair-{number}" if number <= MAX_PAIRS else ""


def alike_in(pair: AlikePair) -> str:
    """Say in which exercises two answers are alike."""
    return f"in {', '.join(map(title_of, pair.exercises))}" if pair.exercises else "in the whole answer"


def write_page(work: Class, comparison: Comparison, names: Mapping[str, str]) -> Path:
    """Write the page, readable by its owner alone; `names` maps ids of students to how they are called."""
    shown = [shown_pair(work, pair, comparison.rare) for pair in comparison.pairs[:MAX_PAIRS]]
    page = render(
        "similar.html.j2", comparison=comparison, shown=shown, names=names, title=work.assignment.settings.title,
        left_out={reason: len(students) for reason, students in comparison.left_out.items()},
        report=work.report.name if work.report.is_file() else "", unshown=max(len(comparison.pairs) - MAX_PAIRS, 0),
        alike_in=alike_in, share=lambda score: f"{score:.0%}", tokens=TOKENS, least=LEAST, least_of_one=LEAST_OF_ONE,
        worth=WORTH, spreads=SPREADS,
    )  # fmt: skip
    write_private(page_path(work), page)
    return page_path(work)


def shown_pair(work: Class, pair: AlikePair, rare: Mapping[int, float]) -> ShownPair:
    """Lay both answers of a pair side by side."""
    first, second = both_answers(work, pair)
    names = [name for name in first.exercises if name in second.exercises]
    laid = [_side_by_side(name, first, second, rare) for name in names]
    alike = tuple(each for each in laid if any(side.marks for side in each.sides))
    return ShownPair(pair, alike, len(first.exercises.keys() | second.exercises.keys()) - len(alike))


def _side_by_side(exercise: str, first: OwnCode, second: OwnCode, rare: Mapping[int, float]) -> SideBySide:
    codes = [_shown(own.exercises[exercise]) for own in (first, second)]
    prints = [fingerprints(code) for code in codes]
    shared = {run for run in prints[0].places.keys() & prints[1].places.keys() if rare.get(run, 0) >= RARE}
    left, right = (
        Side(own.student, tuple(_pieces(code, each, shared)), len(own.exercises[exercise]) > MAX_CHARACTERS)
        for own, code, each in zip((first, second), codes, prints, strict=True)
    )
    return SideBySide(exercise, (left, right))


def _shown(code: str) -> str:
    """Give code as it is shown: cut, and with hidden characters spelt out."""
    return plain(code[:MAX_CHARACTERS])


def _pieces(code: str, prints: Fingerprints, shared: set[int]) -> Iterator[tuple[str, bool]]:
    """Part code into what is shared and what is not."""
    done = 0
    for begin, end in prints.marked(shared):
        if begin > done:
            yield code[done:begin], False
        if end > max(begin, done):
            yield code[max(begin, done) : end], True
        done = max(done, end)
    if done < len(code):
        yield code[done:], False
