"""Copies stand out from their class however they are disguised, and honest answers don't."""

import numpy as np
import pytest

from autograder.grade.class_run import students
from autograder.grade.class_work import Class
from autograder.grade.load_assignment import load_assignment
from autograder.similarity.compare_class import compare_class
from autograder.similarity.fingerprints import fingerprints
from autograder.similarity.scores import Distribution, compare, rarity
from autograder.similarity.spelling import spell
from autograder.tests.alike_class import (
    ASSIGNMENT,
    DISGUISES,
    RELEASED,
    changed,
    disguised,
    from_parts,
    hand_in,
    honest,
)

CLASS = {f"s{number:02}": notebook for number, notebook in enumerate(honest(40))}
COPIED = "s12"


def compared(course, assignment=ASSIGNMENT):
    """Compare the class of a course."""
    loaded, notebook = load_assignment(assignment, course)
    return compare_class(Class(course, loaded, notebook), students(course, assignment))


def pairs_with(folder, more, count=40):
    """The remarkable pairs of the honest class, or of some of it, with some more notebooks."""
    some = dict(list(CLASS.items())[:count])
    return {pair.students for pair in compared(hand_in(folder, {**some, **more})).pairs}


def test_forty_honest_answers_hold_no_remarkable_pair(tmp_path):
    """No pair of forty right answers to K-means is remarkable, though all do the same."""
    comparison = compared(hand_in(tmp_path, CLASS))
    assert len(comparison.compared) == 40 and comparison.pairs == [] and comparison.left_out == {}


def test_exercises_with_few_right_answers_are_no_reason_to_ask(tmp_path):
    """Where each exercise is answered in one of four ways, and many answer alike, no pair is remarkable."""
    hand_in(tmp_path, {f"s{n}": each for n, each in enumerate(from_parts("05_choosing_k", "choosing_k", 40))},
            "05_choosing_k", "choosing_k")  # fmt: skip
    assert compared(tmp_path, "05_choosing_k").pairs == []


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_copy_is_found_in_every_disguise(tmp_path, disguise):
    """With other names, remarks, space, literals or order of statements, a copy and its original are the one pair."""
    copy = changed(CLASS[COPIED], disguise)
    assert copy != CLASS[COPIED]
    assert pairs_with(tmp_path, {"zz": copy}, 20) == {(COPIED, "zz")}


def test_two_copies_in_one_class_are_found_and_nothing_else(tmp_path):
    """Two pairs that were planted among forty, in all disguises at once, are the remarkable ones."""
    more = {"y": changed(CLASS["s16"], disguised), "z": changed(CLASS[COPIED], disguised)}
    assert pairs_with(tmp_path, more) == {(COPIED, "z"), ("s16", "y")}


def test_names_literals_and_layout_are_spelt_alike():
    """Other names, numbers, texts, remarks and docstrings give the same letters; another function does not."""
    one = 'def f(a):\n    """What f does."""\n    return np.sum(a[1:], axis=0), f"{a} is"  # why\n'
    other = "def g(x):\n  return np.sum(x[22:], axis = 1), f'{x} was'\n"
    assert spell(one).letters == spell(other).letters
    assert spell(one).letters != spell(one.replace("np.sum", "np.max")).letters


@pytest.mark.parametrize("code", ["", "%time x = 1", "def (((", "'''open", "x = \N{SNOWMAN}\x1b[0m", "\ud800 = 1"])
def test_any_text_can_be_spelt(code):
    """What does not parse is spelt all the same, each letter with its place."""
    spelt = spell(code)
    assert len(spelt.letters) == len(spelt.spans) and all(0 <= a < b <= len(code) for a, b in spelt.spans)


def test_shared_runs_are_marked_where_they_are():
    """Marks cover the shared statement from its first token to its last."""
    code = "x = 1\nlabels = np.argmin(distances, axis=1) + 5\ny = 2\n"
    shared = fingerprints("labels = np.argmin(distances, axis=1) + 5").places.keys()
    assert [code[begin:end] for begin, end in fingerprints(code).marked(shared)] == [code[6:48].rstrip("\n")]


def test_rarity_falls_from_one_to_nothing():
    """What two of a hundred have weighs 1, what all have nothing, and the more have it the less."""
    weights = [rarity(having, 100) for having in (2, 10, 50, 100)]
    assert weights[0] == 1 and weights[-1] == 0 and weights == sorted(weights, reverse=True)


def test_scores_are_those_of_comparing_one_by_one():
    """The matrix product gives each pair what its shared runs weigh over the mean length, in any block of rows."""
    answers = [set(range(n % 7, 40 + n % 5)) | {1000 + n // 2} for n in range(600)]
    found, all_pairs = compare(answers, [len(each) for each in answers], 0.0)
    assert len(found) == all_pairs.counts.sum() == 600 * 599 // 2
    having = {run: sum(run in each for each in answers) for run in set().union(*answers)}
    for pair in found[::9000]:
        one, other = answers[pair.first], answers[pair.second]
        worth = sum(rarity(having[run], 600) for run in one & other)
        assert pair.score == pytest.approx(worth / ((len(one) + len(other)) / 2))


def test_median_and_spread_are_robust():
    """One far pair moves neither the median nor the spread."""
    scores = [0.1, 0.11, 0.12, 0.13, 0.14, 0.99]
    counted = Distribution()
    counted.add(np.array(scores))
    assert counted.median() == pytest.approx(0.12, abs=0.002)
    assert counted.spread() == pytest.approx(1.4826 * 0.01, abs=0.002)


def test_whoever_cannot_be_compared_is_left_out_and_counted(tmp_path):
    """Damaged notebooks, untouched ones and answers of a line are left out, each by its reason."""
    short = changed(CLASS[COPIED], lambda source: "x = 1")
    comparison = compared(hand_in(tmp_path, {**CLASS, "d": "{", "e": "", "u": RELEASED, "v": RELEASED, "w": short}))
    assert comparison.left_out == {"unreadable": ["d", "e"], "untouched": ["u", "v"], "too short": ["w"]}
    assert comparison.pairs == [] and len(comparison.compared) == 40


def test_a_small_class_tells_nothing(tmp_path):
    """Among seven answers no pair is called remarkable, not even two that are the same."""
    few = dict(list(CLASS.items())[:6])
    comparison = compared(hand_in(tmp_path, {**few, "z": few["s00"]}))
    assert comparison.is_too_small and comparison.pairs == []


def test_the_published_solution_is_a_fact_and_no_pair(tmp_path, published):
    """Two who hand in the published solution are told as that, and are no pair: they share it, not each other."""
    solution, notebook = published
    hand_in(tmp_path, {**CLASS, "y": notebook, "z": notebook})
    assert ("y", "z") in {pair.students for pair in compared(tmp_path).pairs}
    place = tmp_path / "solutions" / ASSIGNMENT / solution.name
    place.parent.mkdir(parents=True)
    place.write_bytes(solution.read_bytes())
    comparison = compared(tmp_path)
    assert comparison.like_solution == {"y": 1.0, "z": 1.0} and comparison.pairs == []


@pytest.fixture
def published():
    """The path of the course's solution, and the solution as a student hands it in."""
    path = load_assignment(ASSIGNMENT)[0].series[ASSIGNMENT].parents[2] / "solutions" / ASSIGNMENT / "kmeans.ipynb"
    return path, path.read_text(encoding="utf-8")
