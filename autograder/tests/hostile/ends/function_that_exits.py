"""A function calls `sys.exit` and another raises what only Python raises itself: an error each, and no more.

assignment: 01_numpy_warmup
points: inertia 2
outcome: nearest error, pick_rows error
"""
# %% nearest_code
import sys

def nearest(distances):
    sys.exit(0)
# %% pick_rows_code
def pick_rows(points, k, rng):
    raise GeneratorExit
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1).sum()
