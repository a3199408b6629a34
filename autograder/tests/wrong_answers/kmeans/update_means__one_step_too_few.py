"""`range(1, iterations)` turns once less.

exercise: update_means
mistake: one_step_too_few
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(1, iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
