"""A function with a comprehension keeps most of its points, and so does one with `map`.

assignment: 01_numpy_warmup
points: nearest 1.8, inertia 1.2, squared_distances 2.4
mistake: nearest python_loops, inertia python_loops, squared_distances python_loops
"""
# %% nearest_code
def nearest(distances):
    return np.array([row.argmin() for row in distances])
# %% inertia_code
def inertia(distances):
    return sum(map(min, distances))
# %% squared_distances_code
def squared_distances(points, means):
    table = np.empty((len(points), len(means)))
    for k in range(len(means)):
        table[:, k] = ((points.astype(float) - means[k]) ** 2).sum(axis=1)
    return table
