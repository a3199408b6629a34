"""In `03_one_loop` one-hot rows are made by comparing, and distances by one loop over a generator.

assignment: 03_one_loop
points: one_hot 3, distances_by_mean 3
"""
# %% one_hot_code
def one_hot(labels, k):
    return np.equal.outer(labels, np.arange(k)).astype(float)
# %% distances_by_mean_code
def distances_by_mean(points, means):
    table = np.empty((len(points), len(means)))
    for k, mean in enumerate(means):
        difference = np.subtract(points, mean, dtype=float)
        np.einsum("nd,nd->n", difference, difference, out=table[:, k])
    return table
