"""The differences by `np.subtract`.

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: 627 MB
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return (np.subtract(points[:, None], means) ** 2).sum(axis=-1)
