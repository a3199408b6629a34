"""Right means, as a list of ten arrays.

exercise: update_means
mistake: not_an_array
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    M = np.array(means)
    labels = np.argmin((M ** 2).sum(axis=1) - 2 * test_x @ M.T, axis=1)
    means = []
    for k in range(num_means):
        means.append(test_x[labels == k].mean(axis=0) if (labels == k).any() else M[k])
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
