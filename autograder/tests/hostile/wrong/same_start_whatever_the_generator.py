"""In `04_first_means` the drawing of first means takes the first k points, whatever the generator says.

assignment: 04_first_means
points: none
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    return points[:k].copy()
