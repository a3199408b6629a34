"""The old functions of np.random.

exercise: pick_rows
mistake: ignores_the_generator
outcome: failed
says: same seed again
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[np.random.permutation(len(points))[:k]]
