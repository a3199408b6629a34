"""Tell how hard an exercise is, and whether it tells strong students from weak ones.

Hard: the mean share of its points, and the share of students who passed. Telling: the corrected item-total correlation,
which is Pearson's r between the points of the exercise and those of all *other* exercises together.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from autograder.grade.mistakes import Mistake, MistakeCount
from autograder.grade.outcome import MARKS, NOT_JUDGED, mark_of

FEWEST_FOR_R = 30  # with fewer students r is mostly chance
ENOUGH_FOR_R = 100  # with fewer it may be off by 0.2 and more
WORDS_FOR_R = ((0.4, "clearly"), (0.2, "somewhat"), (0.05, "hardly"), (-0.05, "not at all"), (-2.0, "the wrong way"))


@dataclass(frozen=True)
class ExerciseSummary:
    """How a class did in one exercise; `r` is None where it is not defined, or would say little.

    `counts` is the number of submissions for each outcome, `judged` how many of them the exercise was judged in.
    """

    exercise: str
    max_score: float
    judged: int
    mean: float
    counts: dict[str, int]
    mistakes: list[Mistake]
    r: float | None

    @property
    def total(self) -> int:
        """The number of submissions."""
        return sum(self.counts.values())

    @property
    def share(self) -> float:
        """The mean share of the points, in percent of those who were judged."""
        return 100 * self.mean / self.max_score if self.max_score else 0.0

    @property
    def pass_rate(self) -> float:
        """The share of judged submissions that passed, in percent."""
        return 100 * self.counts["passed"] / self.judged if self.judged else 0.0

    @property
    def telling(self) -> str:
        """Say in a word whether the exercise tells strong students from weak ones; "" where that is not known."""
        return "" if self.r is None else next(word for least, word in WORDS_FOR_R if self.r >= least)


@dataclass
class ExerciseCount:
    """Adds up one exercise, record by record."""

    exercise: str
    max_score: float = 0.0
    judged: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    mistakes: MistakeCount = field(default_factory=MistakeCount)
    _sums: list[float] = field(default_factory=lambda: [0.0] * 5)  # of x, y, xx, yy, xy

    def add(self, outcome: str, score: float, rest: float) -> None:
        """Count a judged submission: its points here, and those of its other exercises together."""
        self.judged += 1
        self.outcomes[mark_of(outcome).outcome] += 1
        for place, term in enumerate((score, rest, score * score, rest * rest, score * rest)):
            self._sums[place] += term

    def add_unread(self, outcome: str) -> None:
        """Count a submission that nobody could judge: it says nothing about the exercise."""
        self.outcomes[mark_of(outcome).outcome] += 1

    def summary(self, submissions: int) -> ExerciseSummary:
        """Give what was counted, out of so many submissions; those that are missing were not judged."""
        self.outcomes[NOT_JUDGED.outcome] += submissions - self.outcomes.total()
        return ExerciseSummary(
            exercise=self.exercise,
            max_score=self.max_score,
            judged=self.judged,
            mean=self._sums[0] / self.judged if self.judged else 0.0,
            counts={outcome: self.outcomes[outcome] for outcome in (*MARKS, NOT_JUDGED.outcome)},
            mistakes=self.mistakes.ranked(),
            r=self._r() if self.judged >= FEWEST_FOR_R else None,
        )

    def _r(self) -> float | None:
        """Give Pearson's r, None where all have the same points here or in the rest."""
        n, (x, y, xx, yy, xy) = self.judged, self._sums
        spread_x, spread_y = n * xx - x * x, n * yy - y * y
        if min(spread_x, spread_y) <= 1e-9 * max(1.0, n * xx, n * yy):
            return None
        return max(-1.0, min(1.0, (n * xy - x * y) / math.sqrt(spread_x * spread_y)))
