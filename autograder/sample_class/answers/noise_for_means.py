"""Random noise instead of random images; the loop is right.

exercise: initial_means
mistake: noise_instead_of_images
outcome: failed
"""
# %% initial_means_code
means = np.random.random((num_means, data_size))
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.sum(means ** 2, axis=1) - 2 * (test_x @ means.T)
    labels = np.argmin(distances, axis=1)
    members = (labels[:, None] == np.arange(num_means)).astype(float)
    means = members.T @ test_x / np.maximum(members.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
