"""A mistake's short name is shown in words that a person who does not know the program reads at once."""

import ast
import re
from pathlib import Path

import pytest

import autograder
from autograder.grade.mistake_words import WORDS, mistake_words

PACKAGE = Path(autograder.__file__).parent
ANSWERS = sorted((PACKAGE / "tests" / "wrong_answers").glob("*/*.py"))
MADE_UP = re.compile(r"_|\b(nan|l1|uint8\w+|kmeans)\b")  # what only a program would write


def names_in_checks():
    """Give all strings of the checks and of what judges, the names of mistakes among them."""
    files = [*(PACKAGE / "checks").rglob("*.py"), *(PACKAGE / "functions").glob("*.py")]
    files += [PACKAGE / name for name in ("exercises.py", "verdict.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def mistakes_of_answers():
    """Give the names of mistakes that the wrong answers must get."""
    found = [re.search(r"^mistake: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in ANSWERS]
    return sorted({match[1] for match in found if match})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("more_than_one_loop", "More than one loop"),
        ("argmin_wrong_axis", "argmin along the wrong axis"),
        ("still_nan", "Still NaN"),
        ("argmin_of_something", "argmin of something"),
        ("squared_distances_not_right", "squared_distances, which it builds on, is not right"),
        ("step_not_right", "A single step is not right yet"),
        ("", "No named cause"),
    ],
)
def test_words_of_names(name, words):
    """A name has words of its own, or is read as words; NumPy's names stay as they are."""
    assert mistake_words(name) == words


def test_every_name_is_shown_in_words():
    """No mistake that the wrong answers make is shown with underscores or in a spelling of the program's."""
    names = mistakes_of_answers()
    assert len(names) > 100
    shown = {name: mistake_words(name) for name in names if not name.endswith("_not_right")}
    assert {name: words for name, words in shown.items() if MADE_UP.search(words) or words[:1].isspace()} == {}


def test_words_belong_to_names_that_exist():
    """Nobody keeps words for a mistake that no check names any more."""
    assert sorted(WORDS.keys() - names_in_checks()) == []
