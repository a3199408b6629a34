"""A function that another may build on is written anew after its check: now it does the other's work, with a loop.

assignment: 03_one_loop
points: one_hot 3, group_means 1-2.9
mistake: group_means python_loops
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(float)
# %% extra before group_means_code
def one_hot(labels, k, points=None, means=None):
    if points is None:
        return (labels[:, None] == np.arange(k)).astype(float)
    new = means.copy()
    for j in range(k):
        if (labels == j).any():
            new[j] = points[labels == j].mean(axis=0)
    return new
# %% group_means_code
def group_means(points, labels, means):
    return one_hot(labels, len(means), points, means)
