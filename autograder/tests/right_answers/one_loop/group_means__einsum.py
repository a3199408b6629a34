"""The product by einsum; an empty cluster mended afterwards.

exercise: group_means
outcome: passed
"""
# %% group_means_code
def group_means(points, labels, means):
    h = one_hot(labels, len(means))
    n = np.einsum("nk->k", h)
    with np.errstate(divide="ignore", invalid="ignore"):
        new = np.einsum("nk,nd->kd", h, points) / n[:, None]
    return np.where(np.isnan(new), means, new)
