"""All points are equally likely.

exercise: plus_plus
mistake: random_start
outcome: failed
says: as likely as every other
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    return points[rng.choice(len(points), k, replace=False)]
