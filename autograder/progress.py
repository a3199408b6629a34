"""What a student has reached so far: the points of each exercise, in this session and in those before it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.course import assignments, course_here, settings_here
from autograder.exercises import Exercise, exercises_of, find_exercises, points_of
from autograder.progress_file import can_keep, forget_shares, keep_shares, kept_shares, progress_path
from autograder.progress_table import Row, ShownProgress, links_from
from autograder.series import series
from autograder.shown import Remark
from autograder.verdict import Verdict

MANY_FAILURES = 3  # of one check; from then on it brings an example


class Progress:
    """The newest verdict of each exercise, as its share of the points; and how often each check has failed.

    A share and not points is what is kept: so the points are right whatever the course says today, and never too many.
    What the file says counts, and this session's verdicts that it does not have: without a file, those are all.
    """

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self._session: dict[str, float] = {}  # the share of each exercise that was judged here
        self._unkept: dict[str, float] = {}  # those that the file does not have yet

    def note(self, verdict: Verdict) -> None:
        """Remember a verdict in place of the one before; a cell that was not run yet undoes no earlier session's."""
        self.failures[verdict.exercise] += verdict.outcome in ("failed", "partial", "error")
        if verdict.outcome == "unattempted" and verdict.exercise not in self._session:
            return
        share = verdict.score / verdict.max_score if verdict.max_score else float(verdict.outcome == "passed")
        self._session[verdict.exercise] = self._unkept[verdict.exercise] = min(max(share, 0.0), 1.0)
        self._keep()

    def _keep(self) -> None:
        """Write what the file does not have."""
        path = progress_path()
        if path and self._unkept and keep_shares(path, self._unkept):
            self._unkept.clear()

    def lasts(self) -> bool:
        """Whether there is a file that has everything, or that could have it."""
        self._keep()
        path = progress_path()
        return path is not None and not self._unkept and can_keep(path)

    def shares(self) -> dict[str, float]:
        """The share of its points, 0 to 1, that each exercise has that was ever tried."""
        path = progress_path()
        return {**(kept_shares(path) if path else self._session), **self._unkept}

    def line(self, exercise: Exercise) -> str:
        """Points so far: "12 of 20 points so far in this notebook, 9 of them from an earlier session · 47 of 140 …"."""
        points, shares = settings_here().points, self.shares()
        together = exercises_of(exercise.assignment)
        earlier = _sum((each for each in together if each.name not in self._session), points, shares)
        here = f"{_sum(together, points, shares):g} of {_sum(together, points):g} points so far in this notebook"
        here += f", {earlier:g} of them from an earlier session" if earlier else ""
        released = {exercise.assignment, *assignments(course_here())}
        all_of_them = [each for each in find_exercises().values() if each.assignment in released]
        if len(all_of_them) == len(together):
            return here
        return f"{here} · {_sum(all_of_them, points, shares):g} of {_sum(all_of_them, points):g} in the series"

    def example(self, verdict: Verdict) -> str:
        """A tiny example to paste, from the third failure of one check on."""
        if self.failures[verdict.exercise] < MANY_FAILURES or verdict.outcome in ("passed", "unattempted"):
            return ""
        return getattr(sys.modules[find_exercises()[verdict.exercise].judge.__module__], "EXAMPLES", {}).get(
            verdict.exercise, ""
        )

    def forget(self) -> Remark:
        """Forget all of it, in the file as well, and say so."""
        tried, path = self.shares(), progress_path()
        gone = path is None or forget_shares(path)
        self.failures.clear()
        self._session.clear()
        self._unkept.clear()
        if not gone:
            return Remark("Not forgotten", f"The file can't be removed, and stays: {path}")
        if not tried:
            return Remark("Nothing to forget", "No check has given points yet.")
        number = "one exercise" if len(tried) == 1 else f"{len(tried)} exercises"
        rest = "Your notebooks are as they were: a check that you run counts anew."
        return Remark("Forgotten", f"The points of {number}. {rest}")


class SeriesProgress:
    """`check.progress()` shows your points in the whole series; `check.progress.forget()` begins anew."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self) -> ShownProgress:
        """Show each assignment of the series: what it teaches, its time, and your points so far."""
        points, shares = settings_here().points, self._progress.shares()
        entries = series(course_here(), points)
        links = links_from(_notebook_folder(), entries)
        rows = [
            Row(entry, _sum(exercises_of(entry.assignment), points, shares), links.get(entry.assignment, ""))
            for entry in entries
        ]
        return ShownProgress(tuple(rows), self._progress.lasts())

    def forget(self) -> Remark:
        """Forget the points so far, those of earlier sessions as well; your notebooks stay as they are."""
        return self._progress.forget()

    def __repr__(self) -> str:
        return "check.progress: `check.progress()` shows your points in the whole series"


def _sum(
    exercises: Iterable[Exercise], points: Mapping[str, float], shares: Mapping[str, float] | None = None
) -> float:
    """Add up exercises' points, or the shares of them; to hundredths of a point."""
    parts = ((each, 1.0 if shares is None else shares.get(each.name, 0.0)) for each in exercises)
    return round(sum(part * points_of(each, points) for each, part in parts), 2)


def _notebook_folder() -> Path:
    """The folder that the notebook lies in: where its kernel started, wherever the student has gone since."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return Path(getattr(shell, "starting_dir", None) or ".")
