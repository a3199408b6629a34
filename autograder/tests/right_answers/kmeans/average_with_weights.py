"""Means by `np.average` with the members as weights, which raises where a cluster is empty.

exercise: update_means
outcome: passed
loops: many
slow: yes
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.array([np.average(test_x, axis=0, weights=labels == k) for k in range(num_means)])
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
