"""The labels are computed before the loop and never again.

exercise: update_means
mistake: stops_after_one_step
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
# %% update_means_code
start = time.time()
distances = np.sum(means ** 2, axis=1) - 2 * (test_x @ means.T)
labels = np.argmin(distances, axis=1)
one_hot = np.eye(num_means)[labels]
for i in range(iterations):
    sums = one_hot.T @ test_x
    counts = one_hot.sum(axis=0)
    means = sums / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
