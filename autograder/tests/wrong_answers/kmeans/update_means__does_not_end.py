"""A `while` loop whose counter is never moved.

exercise: update_means
mistake: does_not_end
outcome: timeout
"""
# %% update_means_code
start = time.time()
i = 0
while i < iterations:
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
