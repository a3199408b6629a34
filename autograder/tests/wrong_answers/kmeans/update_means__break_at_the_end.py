"""A `break` that belongs into an `if`.

exercise: update_means
mistake: stops_after_one_step
outcome: partial
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    new_means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    if np.array_equal(means, new_means):
        print("done")
    means = new_means
    break
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
