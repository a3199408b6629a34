"""Stops when the sum of all means hardly changes, which is after one step.

exercise: update_means
mistake: stops_after_one_step
outcome: partial
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    new = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    change = abs(new.mean() - means.mean())
    means = new
    if change < 0.1:
        break
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
