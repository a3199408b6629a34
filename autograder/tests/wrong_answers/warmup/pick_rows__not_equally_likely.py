"""The first row is always there.

exercise: pick_rows
mistake: not_equally_likely
outcome: failed
says: as likely as the others
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    rest = 1 + rng.permutation(len(points) - 1)[: k - 1]
    return points[np.concatenate([[0], rest])]
