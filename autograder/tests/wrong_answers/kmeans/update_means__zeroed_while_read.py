"""The means are set to zero to collect the sums, before the distances to them are computed.

exercise: update_means
mistake: updated_while_read
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    sums = means
    sums[:] = 0
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    np.add.at(sums, labels, test_x)
    means = sums / np.maximum(np.bincount(labels, minlength=num_means), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
