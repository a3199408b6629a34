"""Functions as a lambda, a partial, a method and an object that can be called.

assignment: 01_numpy_warmup
points: nearest 3, inertia 2, pick_rows 3
"""
# %% nearest_code
nearest = lambda distances: distances.argmin(axis=-1)
# %% inertia_code
import functools

def total(axis, distances):
    return distances.min(axis=axis).sum()

inertia = functools.partial(total, 1)
# %% pick_rows_code
class Picker:
    def __call__(self, points, k, rng):
        return points[rng.permutation(len(points))[:k]]

pick_rows = Picker()
