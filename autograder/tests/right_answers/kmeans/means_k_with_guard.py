"""A second loop writes `means[k]` only where the cluster has points.

exercise: update_means
outcome: passed
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = -2 * test_x @ means.T + (means ** 2).sum(axis=1)
    labels = np.argmin(distances, axis=1)
    for k in range(num_means):
        members = labels == k
        if members.any():
            means[k] = test_x[members].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
