"""The first ten images as a view, which the loop then overwrites in place.

exercise: initial_means
mistake: view_of_images
outcome: partial
"""
# %% initial_means_code
means = test_x[0:10]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means[:] = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
