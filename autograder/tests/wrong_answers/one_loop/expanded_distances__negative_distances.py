"""Right, but for the last digits where a point lies on a mean.

exercise: expanded_distances
mistake: negative_distances
outcome: partial
says: takes the larger of two numbers
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return (points ** 2).sum(axis=1)[:, None] - 2 * points @ means.T + (means ** 2).sum(axis=1)
