"""The labels are computed before the loop and never again.

exercise: update_means
mistake: stops_after_one_step
outcome: partial
"""
# %% update_means_code
start = time.time()
labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
for i in range(iterations):
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
