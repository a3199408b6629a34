"""`range(20)` instead of `range(iterations)`.

exercise: update_means
mistake: ignores_iterations
outcome: partial
"""
# %% update_means_code
start = time.time()
for i in range(20):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / 20:.4f} seconds per iteration")
