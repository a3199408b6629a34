"""`.mean(axis=0)` of each cluster without a guard: right, and NaN should a cluster ever be empty.

exercise: update_means
mistake: empty_cluster_nan
outcome: passed
note: empty
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
