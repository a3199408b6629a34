"""The whole (n, k, d) array, three times over in one iteration.

exercise: seconds_per_iteration
mistake: too_slow
outcome: failed
says: one loop only
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.sqrt(np.sum(np.float_power(test_x[:, None, :] - means[None, :, :], 2), axis=-1))
    weights = np.eye(num_means)[np.argmin(distances, axis=1)]
    means = (weights[:, :, None] * test_x[:, None, :]).sum(axis=0) / np.maximum(weights.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
