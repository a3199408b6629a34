"""A function lets another one do its loop, which stands in the cell of a function that it may build on.

assignment: 03_one_loop
points: one_hot 3, group_means 1-2.9
mistake: group_means python_loops
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(float)

def each_by_itself(points, labels, means):
    new = means.copy()
    for k in range(len(means)):
        if (labels == k).any():
            new[k] = points[labels == k].mean(axis=0)
    return new
# %% group_means_code
def group_means(points, labels, means):
    return each_by_itself(points, labels, means)
