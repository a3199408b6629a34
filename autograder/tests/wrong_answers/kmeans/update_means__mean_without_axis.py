"""`.mean()` without `axis=0`: each mean becomes one grey.

exercise: update_means
mistake: mean_without_axis
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean()
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
