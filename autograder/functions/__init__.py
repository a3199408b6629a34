"""Exercises that ask for a function: what is asked as data, and a judge who calls the function on inputs it draws."""

from autograder.arguments import Laid, Once, Seed
from autograder.functions.asked import Asked, Case, Mistake
from autograder.functions.compare import Difference
from autograder.functions.draws import Draws, draw_each, each_once, not_random, odd_pair, surprising
from autograder.functions.judge import examples, judge_function
from autograder.functions.words import as_code, call_as_code
from autograder.functions.written import not_yet_a_function

__all__ = [
    "Asked",
    "Case",
    "Difference",
    "Draws",
    "Laid",
    "Mistake",
    "Once",
    "Seed",
    "as_code",
    "call_as_code",
    "draw_each",
    "each_once",
    "examples",
    "judge_function",
    "not_random",
    "not_yet_a_function",
    "odd_pair",
    "surprising",
]
