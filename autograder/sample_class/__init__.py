"""Twelve made-up submissions to 02_kmeans, with the verdict each must get: for demonstrations and tests."""

from autograder.sample_class.answers import Answer, Extra, read_answer
from autograder.sample_class.make import fill, make_sample_class

__all__ = ["Answer", "Extra", "fill", "make_sample_class", "read_answer"]
