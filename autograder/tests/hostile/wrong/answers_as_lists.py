"""Functions give lists, matrices and masked arrays where arrays are asked for.

assignment: 01_numpy_warmup
points: none
outcome: nearest failed, squared_distances failed, pick_rows failed
"""
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=1).tolist()
# %% squared_distances_code
def squared_distances(points, means):
    return np.matrix(((points[:, None].astype(float) - means) ** 2).sum(axis=2))
# %% pick_rows_code
def pick_rows(points, k, rng):
    return np.ma.masked_array(points[rng.choice(len(points), k, replace=False)])
