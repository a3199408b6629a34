"""Compare all submissions of a class to one assignment, and say who was left out and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from autograder.grade.class_work import Class
from autograder.judge.submission import Unreadable
from autograder.similarity.fingerprints import runs
from autograder.similarity.own_code import OwnCode, published_solution, read_own_code, skeleton
from autograder.similarity.remarkable import FEWEST, Found, remarkable
from autograder.similarity.scores import rarities

SHORTEST = 20  # runs of tokens: an answer that has fewer is too short to tell whose it is
LIKE_SOLUTION = 0.9  # of an answer's runs stand in the published solution, too

UNREADABLE, UNTOUCHED, SHORT = "unreadable", "untouched", "too short"


@dataclass(frozen=True)
class AlikePair:
    """Two students whose answers are remarkably alike: `score` is 0 to 1, `usual` the median of all pairs.

    `exercises` are those that are alike by themselves; there may be none. `spreads` says how far the score is from
    the median, in robust standard deviations.
    """

    students: tuple[str, str]
    score: float
    usual: float
    spreads: float
    exercises: tuple[str, ...]


@dataclass
class Comparison:
    """A compared class: the remarkable pairs, who was left out, by reason, and whose answer is nearly the solution."""

    assignment: str
    compared: list[str] = field(default_factory=list)
    pairs: list[AlikePair] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    like_solution: dict[str, float] = field(default_factory=dict)
    rare: dict[int, float] = field(default_factory=dict)  # how rare each run is that some share

    @property
    def is_too_small(self) -> bool:
        """Whether too few answers were there to tell what is common in the class."""
        return len(self.compared) < FEWEST


@dataclass
class _Answers:
    """What the class wrote, as runs of tokens: by exercise, for each student in the order of `students`."""

    students: list[str] = field(default_factory=list)
    by_exercise: dict[str, list[set[int]]] = field(default_factory=dict)
    whole: list[set[int]] = field(default_factory=list)

    def add(self, student: str, parts: dict[str, set[int]]) -> None:
        for name, part in parts.items():
            self.by_exercise.setdefault(name, [set() for _ in self.students]).append(part)
        self.students.append(student)
        self.whole.append(set().union(*parts.values()))
        for answers in self.by_exercise.values():
            answers += [set()] * (len(self.students) - len(answers))


def compare_class(work: Class, students: list[str], read: Callable[[str], None] = lambda student: None) -> Comparison:
    """Read and compare what some students of a class handed in; `read` is called after each has been read."""
    result, answers, given = Comparison(work.assignment.name), _Answers(), runs(skeleton(work))
    for student in students:
        _add(work, student, given, answers, result)
        read(student)
    result.compared = answers.students
    solution = published_solution(work)
    common = runs(solution.exercises.values()) if solution else set()
    result.like_solution = _like(common, answers)
    result.pairs = _pairs(answers, common)
    result.rare = rarities([answer - common for answer in answers.whole])
    return result


def _add(work: Class, student: str, given: set[int], answers: _Answers, result: Comparison) -> None:
    """Add a student's answer to those compared, or to those left out."""
    try:
        own = read_own_code(work, student)
    except Unreadable:
        result.left_out.setdefault(UNREADABLE, []).append(student)
        return
    parts = {name: runs([code]) - given for name, code in own.exercises.items()}
    if sum(map(len, parts.values())) >= SHORTEST:
        answers.add(student, parts)
    else:
        result.left_out.setdefault(SHORT if own.exercises else UNTOUCHED, []).append(student)


def _like(common: set[int], answers: _Answers) -> dict[str, float]:
    """Give whose answers are nearly the published solution, and what share of their runs stands there, too."""
    shares = {
        student: len(answer & common) / len(answer)
        for student, answer in zip(answers.students, answers.whole, strict=True)
    }
    return {student: share for student, share in shares.items() if share >= LIKE_SOLUTION}


def _pairs(answers: _Answers, common: set[int]) -> list[AlikePair]:
    """Give the remarkable pairs, by their whole answers or by one exercise, the most alike first."""
    found = _remarkable(answers.whole, common)
    for exercise, parts in answers.by_exercise.items():
        found += _remarkable(parts, common, exercise)
    found.sort(key=lambda each: (each.first, each.second))
    grouped = groupby(found, key=lambda each: (each.first, each.second))
    named = answers.students
    pairs = [_joined(named[first], named[second], list(each)) for (first, second), each in grouped]
    return sorted(pairs, key=lambda pair: (-pair.score, -pair.spreads, pair.students))


def _remarkable(answers: list[set[int]], common: set[int], exercise: str = "") -> list[Found]:
    """Find remarkable pairs; what stands in the solution is a common source, and counts for length alone."""
    there = [number for number, answer in enumerate(answers) if answer]
    own = [answers[number] for number in there]
    found = remarkable([answer - common for answer in own], [len(answer) for answer in own], exercise)
    return [replace(each, first=there[each.first], second=there[each.second]) for each in found]


def _joined(first: str, second: str, found: list[Found]) -> AlikePair:
    """Join what was found of two students."""
    exercises = tuple(each.exercise for each in found if each.exercise)
    best = max(found, key=lambda each: each.score)
    return AlikePair((first, second), best.score, best.usual, best.spreads, exercises)


def both_answers(work: Class, pair: AlikePair) -> tuple[OwnCode, OwnCode]:
    """Read the answers of a pair once more: a class's answers are not all kept."""
    first, second = (read_own_code(work, student) for student in pair.students)
    return first, second
