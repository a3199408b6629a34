"""Checks of 05_choosing_k: measures by which people choose k, and how far they agree with a truth."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.choosing_k import agreement_mistakes, cases, mistakes, silhouette_mistakes
from autograder.checks.choosing_k import group_measures as right
from autograder.evidence import Evidence, Returned
from autograder.exercises import TodoCell, exercise
from autograder.functions import Asked, examples, judge_function
from autograder.functions.asked import LIBRARIES
from autograder.functions.compare import same_values
from autograder.verdict import Finding, error, failed, partial

ASSIGNMENT = "05_choosing_k"
TABLES = (*LIBRARIES, "pandas", "scipy.stats")  # libraries that would count or standardise
ROUNDED = 2 / 3  # share of the points for a `standardise` that only rounding defeats


def _close(found: Any, expected: Any, first: np.ndarray, *_: Any) -> bool:
    """Tell whether numbers between −1 and 1 agree; near 0 a relative tolerance would ask for too much."""
    return bool(abs(float(found) - float(expected)) < (1e-5 if first.dtype == np.float32 else 1e-9))


INERTIAS = Asked(
    call="inertias(points, ks)",
    todo=TodoCell("inertias_code", binds="inertias"),
    reference=right.inertias,
    tiny=(np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0], [4.0, 2.0]]), [1, 2]),
    cases=cases.cases_of_inertias,
    mistakes=mistakes.INERTIAS,
    question="From which points does K-means start, where does it end, and what is added up there?",
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=INERTIAS.todo,
    hints=(
        "Three things happen for each k: K-means runs to its end, each point finds its nearest mean there, and the "
        "squares of what lies between them are added up. Which two of them are given?",
        "The start for k means is a slice of `points`. With the labels as an index, `means[labels]` has shape (n, d): "
        "the mean of each point, beside the point.",
        "Begin with an empty list, append one number for each k, and make an array of it after the loop. The number "
        "is the sum over all entries of (points − their means), squared.",
    ),
)
def inertias(evidence: Evidence, function: Any) -> Finding:
    """Write `inertias`: the inertia at which K-means ends, for each k.

    `inertias(points, ks)`: array of shape (n, d) and a list of m numbers -> array of shape (m,), float
    """
    finding = judge_function(evidence, function, INERTIAS)
    if finding.outcome == "failed" and not finding.mistake and _draws_its_start(evidence, function):
        return failed(
            "`inertias` gives another result each time it is called with the same points, so it draws something. Which "
            "points does the question start from?",
            "draws_its_start",
        )
    if finding.mistake == "raises" and "'int' object has no attribute 'sum'" in finding.message:
        return error(
            "`kmeans` needs the *means* to start from, an array of shape (k, d), and gets a single number. Which "
            f"points should the first k means be?\n\n{finding.message}",
            "number_for_start",
        )
    return finding


def _draws_its_start(evidence: Evidence, function: Any) -> bool:
    """Whether the same call gives several results, on points without groups, where every start ends elsewhere."""
    points = evidence.draw("inertias, again").normal(size=(60, 2))
    calls = function.calls([(points, [6, 7, 8, 9])] * 3)
    values = [call.value for call in calls.results if isinstance(call, Returned)]
    return len(values) == 3 and not all(same_values(value, values[0], 1e-9) for value in values)


SILHOUETTE = Asked(
    call="silhouette(distances, labels)",
    todo=TodoCell("silhouette_code", binds="silhouette"),
    reference=right.silhouette,
    tiny=(np.array([[0.0, 1.0, 5.0], [1.0, 0.0, 4.0], [5.0, 4.0, 0.0]]), np.array([0, 0, 1])),
    cases=cases.cases_of_silhouette,
    mistakes=silhouette_mistakes.SILHOUETTE,
    question="Work out a, b and s of the first point on paper: which of the three differs?",
    loops=0,
    same=_close,
)


@exercise(
    assignment=ASSIGNMENT,
    points=5,
    todo=SILHOUETTE.todo,
    hints=(
        "Each point needs its mean distance to each cluster: a table of shape (n, k). Its own cluster's entry leads "
        "to a, the smallest of the others is b. Which sums make that table?",
        "`labels[:, None] == np.unique(labels)` is True where a point belongs to a cluster, shape (n, k). `distances` "
        "times that, as numbers, gives the sums of distances to each cluster; its column sums are the sizes.",
        "For a, divide the own sum by the own size less one (at least 1, so that nothing divides by zero). For b, put "
        "`np.inf` where the point belongs, and take the minimum along axis 1. At the end `np.where` gives 0 to points "
        "that are alone.",
    ),
)
def silhouette(evidence: Evidence, function: Any) -> Finding:
    """Write `silhouette`: how much better points lie with their own cluster than with the next.

    `silhouette(distances, labels)`: arrays of shape (n, n) and (n,) -> one number
    """
    return judge_function(evidence, function, SILHOUETTE)


CONTINGENCY = Asked(
    call="contingency(labels, classes)",
    todo=TodoCell("contingency_code", binds="contingency"),
    reference=right.contingency,
    tiny=(np.array([0, 0, 1, 2, 0]), np.array([1, 0, 1, 1, 1])),
    cases=cases.cases_of_two_groupings,
    mistakes=agreement_mistakes.CONTINGENCY,
    question="Count one entry by hand: which points have that label and that class?",
    loops=0,
    forbidden=TABLES,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=CONTINGENCY.todo,
    hints=(
        "Each point adds 1 at row `label`, column `class` of a table of zeros. How large must the table be for the "
        "largest of each?",
        "`table[labels, classes] += 1` adds only once where a pair comes several times. `np.add.at` adds every time. "
        "Or: zeros and ones of shape (n, k), transposed, times zeros and ones of shape (n, c).",
        "`np.add.at(table, (rows, columns), 1)` changes `table`, which you make before with `np.zeros((k, c))`, k "
        "being the largest label plus one. Then return the table, for `np.add.at` itself gives nothing back.",
    ),
)
def contingency(evidence: Evidence, function: Any) -> Finding:
    """Write `contingency`: how often each label meets each class.

    `contingency(labels, classes)`: arrays of shape (n,) and (n,), whole numbers from 0 -> array of shape (k, c)
    """
    return judge_function(evidence, function, CONTINGENCY)


PURITY = Asked(
    call="purity(labels, classes)",
    todo=TodoCell("purity_code", binds="purity"),
    reference=right.purity,
    tiny=(np.array([0, 0, 0, 1, 1]), np.array([1, 1, 0, 0, 2])),
    cases=cases.cases_of_purity,
    mistakes=agreement_mistakes.PURITY,
    builds_on=(CONTINGENCY,),
    question="Which class is the commonest in each cluster, and how many points have it? Add those up.",
    loops=0,
    forbidden=TABLES,
)


@exercise(
    assignment=ASSIGNMENT,
    points=2,
    todo=PURITY.todo,
    hints=(
        "In the table of exercise 3 each cluster is a row. Which number of a row tells how many points are right, "
        "when the cluster takes its commonest class?",
        "The largest number of each row: a maximum along an axis, shape (k,). Their sum is the number of points that "
        "are right.",
        "Call `contingency`, take `.max` with the axis that leaves one number for each cluster, add those up, and "
        "divide by how many labels there are.",
    ),
)
def purity(evidence: Evidence, function: Any) -> Finding:
    """Write `purity`: the share of points that have the commonest class of their cluster.

    `purity(labels, classes)`: arrays of shape (n,) and (n,), whole numbers from 0 -> one number
    """
    return judge_function(evidence, function, PURITY)


ADJUSTED_RAND = Asked(
    call="adjusted_rand(labels, classes)",
    todo=TodoCell("adjusted_rand_code", binds="adjusted_rand"),
    reference=right.adjusted_rand,
    tiny=(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 1])),
    cases=cases.cases_of_adjusted_rand,
    mistakes=agreement_mistakes.ADJUSTED_RAND,
    builds_on=(CONTINGENCY,),
    question="Work out A, B, C, E and M on paper: which of the five differs?",
    loops=0,
    same=_close,
    forbidden=TABLES,
)


@exercise(
    assignment=ASSIGNMENT,
    points=4,
    todo=ADJUSTED_RAND.todo,
    hints=(
        "All five letters come from the table of exercise 3, from its entries, its row sums and its column sums. The "
        "same small formula is used on each of them: which?",
        "Write an inner function for it: counts m in, the sum of m (m − 1) / 2 out. A takes the whole table, B and C "
        "its sums along one axis or the other, and the pairs of all points take n.",
        "With A, B, C and all pairs at hand, E and M are one line each. Before you divide, compare M with E, and give "
        "1.0 when they are equal.",
    ),
)
def adjusted_rand(evidence: Evidence, function: Any) -> Finding:
    """Write `adjusted_rand`: how far two groupings agree, measured from luck upwards.

    `adjusted_rand(labels, classes)`: arrays of shape (n,) and (n,), whole numbers from 0 -> one number
    """
    return judge_function(evidence, function, ADJUSTED_RAND)


STANDARDISE = Asked(
    call="standardise(points)",
    todo=TodoCell("standardise_code", binds="standardise"),
    reference=right.standardise,
    tiny=(np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 60.0]]),),
    cases=cases.cases_of_standardise,
    mistakes=mistakes.STANDARDISE,
    question="What are the mean and the standard deviation of each column of what you give?",
    loops=0,
    forbidden=TABLES,
)


@exercise(
    assignment=ASSIGNMENT,
    points=3,
    todo=STANDARDISE.todo,
    hints=(
        "Subtracting each feature's mean makes the mean 0, and dividing by each feature's standard deviation makes "
        "that 1. Both have shape (d,). Along which axis do they go?",
        "`points.mean(axis=0)` and `points.std(axis=0)` fit beside `points`, by broadcasting. A feature that is the "
        "same for all points must not be divided by its spread: `np.where` can put a 1 there.",
        "Rounding can make the spread of a constant feature 1e-17 in place of 0. Its largest value still equals its "
        "smallest, exactly: compare those two along axis 0, and divide by 1 where they are equal.",
    ),
)
def standardise(evidence: Evidence, function: Any) -> Finding:
    """Write `standardise`: each feature with mean 0 and standard deviation 1.

    `standardise(points)`: array of shape (n, d), any kind of number -> array of shape (n, d), float
    """
    finding = judge_function(evidence, function, STANDARDISE)
    if finding.mistake == mistakes.ROUNDING:
        return partial(ROUNDED, finding.message, mistake=finding.mistake)
    return finding


EXAMPLES = examples(INERTIAS, SILHOUETTE, CONTINGENCY, PURITY, ADJUSTED_RAND, STANDARDISE)
