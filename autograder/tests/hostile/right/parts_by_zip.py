"""In `07_scaling_out` a large file is read, and parts are combined by NumPy's sum.

assignment: 07_scaling_out
points: combine 2, means_of 2
prints: The file is deleted: True
"""
# %% combine_code
def combine(parts):
    sums, counts, inertias = zip(*parts)
    return np.sum(sums, axis=0), np.sum(counts, axis=0), float(np.sum(inertias))
# %% means_of_code
def means_of(sums, counts, means):
    return np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], means)
