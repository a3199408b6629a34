"""Distances as (k, n), treated as (n, k): `argmin(axis=1)` gives the nearest image of each mean.

exercise: update_means
mistake: argmin_wrong_axis
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.array([np.sum((test_x - m) ** 2, axis=1) for m in means])
    labels = distances.argmin(axis=1)
    means = test_x[labels]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
