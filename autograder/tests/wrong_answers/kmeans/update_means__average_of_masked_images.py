"""The images outside the cluster are set to zero, and the average is taken over all of them.

exercise: update_means
mistake: divided_by_number_of_points
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        means[k] = np.mean(test_x * (labels == k)[:, None], axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
