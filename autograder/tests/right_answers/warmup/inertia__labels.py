"""The distances that the labels point at.

exercise: inertia
outcome: passed
"""
# %% inertia_code
def inertia(distances):
    n = distances.shape[0]
    return distances[np.arange(n), nearest(distances)].sum()
