"""Medians instead of means.

exercise: update_means
mistake: medians
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = np.median(test_x[labels == k], axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
