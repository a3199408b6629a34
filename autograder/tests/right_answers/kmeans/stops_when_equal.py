"""Stops as soon as the means are exactly those of the step before.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    one_hot = np.eye(num_means)[distances.argmin(axis=1)]
    new_means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    if np.array_equal(new_means, means):
        print("converged after", i, "iterations")
        break
    means = new_means
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
