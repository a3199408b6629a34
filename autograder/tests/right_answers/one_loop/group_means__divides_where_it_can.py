"""`np.divide` with `where` and `out`.

exercise: group_means
outcome: passed
"""
# %% group_means_code
def group_means(points, labels, means):
    H = labels[:, None] == np.arange(means.shape[0])
    counts = H.sum(axis=0)[:, None]
    return np.divide(H.T @ points, counts, out=means.astype(float), where=counts > 0)
