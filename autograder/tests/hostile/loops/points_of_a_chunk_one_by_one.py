"""In `07_scaling_out` a function goes over the points of a chunk: right, and most of its points.

assignment: 07_scaling_out
points: partial_sums 3
mistake: partial_sums python_loops
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    sums, counts, inertia = np.zeros(means.shape), np.zeros(len(means), dtype=int), 0.0
    for point in chunk:
        d = ((means - point.astype(float)) ** 2).sum(axis=1)
        k = d.argmin()
        sums[k] += point
        counts[k] += 1
        inertia += d[k]
    return sums, counts, inertia
