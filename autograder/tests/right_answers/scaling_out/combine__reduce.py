"""functools.reduce with a function for two.

exercise: combine
outcome: passed
"""
# %% combine_code
from functools import reduce


def add(one, other):
    return [a + b for a, b in zip(one, other)]


def combine(parts):
    return reduce(add, parts)
