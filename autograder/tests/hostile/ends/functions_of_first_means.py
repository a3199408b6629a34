"""In `04_first_means` a function ends its process in a given cell: what stands after that cell is not reached.

assignment: 04_first_means
points: none
outcome: half_step_inertias error, run_to_rest error, plus_plus error
note: The kernel ended in cell
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    raise SystemExit
# %% run_to_rest_code
import os

def run_to_rest(points, means, *given):
    os._exit(3)
# %% plus_plus_code
def plus_plus(points, k, rng):
    x = points.astype(float)
    chosen = [int(rng.integers(len(x)))]
    d = ((x - x[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < k:
        chosen.append(int(rng.choice(len(x), p=d / d.sum() if d.any() else None)))
        d = np.minimum(d, ((x - x[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]
