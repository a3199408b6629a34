"""A column for every number, the empty ones infinitely far."""
# %% silhouette_code
def silhouette(distances, labels):
    labels = labels.astype(int)
    members = labels[:, None] == np.arange(labels.max() + 1)
    counts = members.sum(axis=0)
    sums = distances @ members
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(counts > 0, sums / counts, np.inf)
        a = (sums * members).sum(axis=1) / (counts[labels] - 1)
        b = np.where(members, np.inf, means).min(axis=1)
        s = (b - a) / np.maximum(a, b)
    s[counts[labels] == 1] = 0
    return np.mean(s)
