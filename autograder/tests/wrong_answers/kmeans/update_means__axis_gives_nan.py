"""`argmin` over the wrong axis, and a mean of nothing: hardly any label is below ten.

exercise: update_means
mistake: not_finite
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    labels = np.argmin(dist, axis=0)
    new = np.zeros_like(means)
    for k in range(num_means):
        new[k] = test_x[np.where(labels == k)].mean(axis=0)
    means = new
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
