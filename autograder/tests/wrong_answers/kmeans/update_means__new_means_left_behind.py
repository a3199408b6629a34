"""`new_means` is right after each turn, and never becomes `means`.

exercise: update_means
mistake: updated_under_another_name
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.sum(means ** 2, axis=1) - 2 * test_x @ means.T
    labels = np.argmin(distances, axis=1)
    new_means = np.zeros((num_means, data_size))
    for k in range(num_means):
        if np.any(labels == k):
            new_means[k] = np.mean(test_x[labels == k], axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
