"""Keeps a single part, and adds each chunk's to it.

exercise: step_in_chunks
outcome: passed
"""
# %% step_in_chunks_code
from functools import reduce


def step_in_chunks(chunks, means):
    parts = (partial_sums(chunk, means) for chunk in chunks)
    sums, counts, inertia = reduce(lambda one, other: combine([one, other]), parts)
    return means_of(sums, counts, means), inertia
