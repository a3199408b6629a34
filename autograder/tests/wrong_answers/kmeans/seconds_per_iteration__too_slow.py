"""The whole (n, k, d) array, three times over in one iteration.

exercise: seconds_per_iteration
mistake: too_slow
outcome: failed
says: one loop only
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    differences = test_x[:, None, :] - means[None, :, :]
    squares = np.power(differences, 2.0)
    labels = np.argmin(np.sqrt(np.sum(squares, axis=-1)), axis=1)
    weights = np.eye(num_means)[labels]
    members = weights[:, :, None] * test_x[:, None, :]
    means = members.sum(axis=0) / np.maximum(weights.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
