"""The wrong axis behind a guard for empty clusters: hardly any label is below ten, so nothing moves.

exercise: update_means
mistake: means_not_updated
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    labels = np.argmin(dist, axis=0)
    for k in range(num_means):
        members = np.where(labels == k)[0]
        if len(members) > 0:
            means[k] = test_x[members].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
