"""A mask for each cluster.

exercise: group_means
mistake: python_loops
outcome: partial
says: one Python loop where none is needed
"""
# %% group_means_code
def group_means(points, labels, means):
    moved = means.copy()
    for j in range(len(means)):
        if np.any(labels == j):
            moved[j] = points[labels == j].mean(axis=0)
    return moved
