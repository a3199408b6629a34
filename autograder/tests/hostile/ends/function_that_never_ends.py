"""A function never ends on inputs that only the judge has: it costs its own points.

assignment: 01_numpy_warmup
points: inertia 2
outcome: nearest timeout
limits: cell_seconds 3
"""
# %% nearest_code
def nearest(distances):
    while distances is not None:
        pass
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1).sum()
