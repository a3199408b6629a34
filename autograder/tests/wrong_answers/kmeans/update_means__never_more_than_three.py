"""At most three iterations, however many are asked for.

exercise: update_means
mistake: ignores_iterations
outcome: partial
"""
# %% update_means_code
start = time.time()
for i in range(min(iterations, 3)):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
