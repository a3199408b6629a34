"""The norms of the images in both places, those of the means in none.

exercise: update_means
mistake: missing_mean_norm
outcome: failed
"""
# %% update_means_code
start = time.time()
norms = np.sum(test_x * test_x, axis=1)
for i in range(iterations):
    d = norms[:, None] - 2 * (test_x @ means.T) + norms[:, None]
    assignments = np.argmin(d, axis=1)
    for k in range(num_means):
        if np.sum(assignments == k):
            means[k] = np.mean(test_x[assignments == k], axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
