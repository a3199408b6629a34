"""In `05_choosing_k` features are scaled by their root mean square, and constant ones left alone.

assignment: 05_choosing_k
points: standardise 3, purity 2
"""
# %% standardise_code
def standardise(points):
    centred = points - points.mean(axis=0)
    spread = np.sqrt(np.mean(centred**2, axis=0))
    return np.divide(centred, spread, out=np.zeros_like(centred, dtype=float), where=spread > 1e-12 * np.abs(points).max(axis=0))
# %% purity_code
def purity(labels, classes):
    pairs, counts = np.unique(np.stack([labels, classes]), axis=1, return_counts=True)
    best = np.zeros(int(labels.max()) + 1)
    np.maximum.at(best, pairs[0], counts)
    return best.sum() / len(labels)
