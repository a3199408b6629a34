"""A generator of its own, with a seed.

exercise: pick_rows
mistake: same_draw_every_time
outcome: failed
says: 600 different seeds
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    rng = np.random.default_rng(0)
    return points[rng.choice(len(points), k, replace=False)]
