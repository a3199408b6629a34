"""A new axis by `np.expand_dims`.

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: 627 MB
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    difference = np.expand_dims(points, 1) - means
    return (difference**2).sum(axis=2)
