"""`iterations = 5` at the top of the cell, left from trying it out.

exercise: update_means
mistake: ignores_iterations
outcome: partial
"""
# %% update_means_code
iterations = 5
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
