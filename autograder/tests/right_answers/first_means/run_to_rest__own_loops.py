"""Everything by hand, in a loop over the means."""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    means = np.array(means, dtype=float)
    count = 0
    for _ in range(most):
        d = np.array([((points - m) ** 2).sum(axis=1) for m in means])
        labels = d.argmin(axis=0)
        old = means.copy()
        for j in range(len(means)):
            if (labels == j).any():
                means[j] = points[labels == j].mean(axis=0, dtype=float)
        if np.abs(old - means).max() < 1e-10:
            means = old
            break
        count += 1
    return means, count
