"""A function raises an error with a text of twenty megabytes for each input.

assignment: 01_numpy_warmup
points: inertia 2
outcome: nearest error
"""
# %% nearest_code
def nearest(distances):
    raise ValueError("x" * 20_000_000)
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1).sum()
